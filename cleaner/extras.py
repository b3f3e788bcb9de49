"""Packages that only some users need: imported where they are used, with an error that says what to install."""

from __future__ import annotations

import importlib
from typing import Any

from cleaner.errors import CleanerError


class MissingExtraError(CleanerError, ImportError):
    """An optional package is not installed; the text names the extra that brings it."""


def require(module: str, extra: str) -> Any:
    """The imported ``module``. Raises ``MissingExtraError`` that names the extra ``extra``."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        missing = error.name or module
        raise MissingExtraError(
            f"{missing} is not installed; it comes with the extra {extra!r}:"
            f" pip install 'cleaner-zh[{extra}]', in a clone '.[{extra}]'",
            name=missing,
        ) from None
