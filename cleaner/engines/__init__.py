"""Thin wrappers of ``clean_batch`` for other engines; each needs the extra of its name and nothing here needs them."""
