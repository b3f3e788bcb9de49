"""Scraped Chinese web pages and text in, clean articles out, with a ledger of everything that was taken away or mended.

>>> from cleaner import clean
>>> clean("分享至\\n\\n春天来了,万物复苏。").verdict
'article'
"""

from cleaner._version import __version__
from cleaner.api import Cleaner, clean
from cleaner.config import Config
from cleaner.doc import Doc, Edit, Record
from cleaner.document import Document
from cleaner.errors import CleanerError, ConfigError, InputError, RestoreError, RuleError

__all__ = [
    "Cleaner", "CleanerError", "Config", "ConfigError", "Doc", "Document", "Edit", "InputError", "Record",
    "RestoreError", "RuleError", "__version__", "clean",
]  # fmt: skip
