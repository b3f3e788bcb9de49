"""Which column of a frame of an engine holds the text: one answer for all of them, and one error where none does."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.errors import ConfigError

TEXT = "raw"
OTHERS = ("text", "content")
"""Names that data sets of text give its column."""


def text_column(names: Sequence[str]) -> str:
    """The column to clean: ``raw``, else ``text``, else ``content``. Raises ``ConfigError`` where there is none."""
    found = next((name for name in (TEXT, *OTHERS) if name in names), None)
    if found is None:
        raise ConfigError(f"no column 'raw', 'text' or 'content'; there are: {', '.join(names)}")
    return found
