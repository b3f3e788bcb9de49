"""Words that the stage knows about pages: ``data/models/boilerplate_words.toml``, a table of lists a purpose."""

from __future__ import annotations

from functools import cache

from cleaner.word_tables import word_table


@cache
def words(purpose: str) -> dict[str, tuple[str, ...]]:
    """The lists of a purpose by name, in order. Raises ``KeyError`` for a purpose that the file has not."""
    return {name: tuple(listed.split()) for name, listed in word_table("models/boilerplate_words")[purpose].items()}
