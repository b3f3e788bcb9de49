"""The errors that a caller may want to catch, all below ``CleanerError``."""

from __future__ import annotations


class CleanerError(Exception):
    """Any error that this package raises on purpose; its text is one line that names the place and the cause."""


class ConfigError(CleanerError):
    """An option, a config file or its value is wrong."""


class RuleError(CleanerError):
    """A rules file breaks one of its laws; the text names file, line and rule id."""


class RestoreError(CleanerError):
    """The original cannot be rebuilt: the ledger is incomplete, or a checksum differs."""


class StageError(CleanerError):
    """A stage failed on a document; ``__cause__`` is what it raised."""


class TimeLimitError(CleanerError):
    """A document takes longer than ``max_seconds``."""


class InputError(CleanerError):
    """An input file or record cannot be read as what it should be."""


class UsageError(CleanerError):
    """The command line asks for something that cannot be done: nothing was read or written."""


class OutputError(CleanerError):
    """A result could not be written."""


class DependencyError(CleanerError):
    """A package that this one needs is not there, or another one has taken its place."""
