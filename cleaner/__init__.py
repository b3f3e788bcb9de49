"""Scraped Chinese web pages and text in, clean articles out, with a ledger of everything that was taken away or mended.

>>> from cleaner import clean
>>> clean("分享至\\n\\n春天来了,万物复苏。").verdict
'article'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cleaner._version import __version__

if TYPE_CHECKING:
    from cleaner.api import Cleaner, clean
    from cleaner.config import Config
    from cleaner.doc import Doc, Edit, Record
    from cleaner.document import Document
    from cleaner.errors import CleanerError, ConfigError, InputError, RestoreError, RuleError

__all__ = [
    "Cleaner", "CleanerError", "Config", "ConfigError", "Doc", "Document", "Edit", "InputError", "Record",
    "RestoreError", "RuleError", "__version__", "clean",
]  # fmt: skip

# Loaded at first use, so that a start without work (``cleaner --help``) does not pay for numpy and the matchers.
_HOME = {
    **dict.fromkeys(("Cleaner", "clean"), "cleaner.api"),
    **dict.fromkeys(("Doc", "Edit", "Record"), "cleaner.doc"),
    **dict.fromkeys(("CleanerError", "ConfigError", "InputError", "RestoreError", "RuleError"), "cleaner.errors"),
    "Config": "cleaner.config",
    "Document": "cleaner.document",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
