"""Imported by the fork server before it makes workers: they share the loaded dictionaries and start at once."""

from __future__ import annotations

from cleaner.batch.document import clean_row
from cleaner.config import Config
from cleaner.io.corpus import Row


def load() -> None:
    """Load what the pipeline loads when it meets text in either script, spam, and a page."""
    for text in ("春天来了,万物复苏。\n分享至\n", "<html><p>春天來了，萬物復蘇。網(wǎng)易</p></html>"):
        clean_row(Row(None, None, text.encode()), Config(max_seconds=0))


load()
