"""Ids as file names. An id comes from a file that anybody may have written: it never leads out of its folder."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from cleaner.errors import InputError

# On Windows these are refused, or name a device whatever the suffix.
_WINDOWS = r'[\x00-\x1f<>:"|?*\\]|[ .]$|^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)'
_FORBIDDEN = re.compile(_WINDOWS if os.name == "nt" else "\0", re.IGNORECASE)
_LONGEST_PART = 255


def inside(folder: Path, name: str) -> Path:
    """The file in ``folder`` for the id ``name``: its own path where that is harmless, else one made from a checksum.

    Raises ``InputError`` where a symbolic link leads out of ``folder``.
    """
    path = folder / (name if harmless(name) else hashed(name))
    root = os.path.realpath(folder)
    if os.path.commonpath([root, os.path.realpath(path)]) != root:
        raise InputError(f"{path}: a symbolic link leads out of {folder}")
    return path


def harmless(name: str) -> bool:
    """Whether ``name`` is a relative path with ``/`` that this system takes and that stays below its folder."""
    parts = name.split("/")
    return all(part not in ("", ".", "..") and not _FORBIDDEN.search(part) and _fits(part) for part in parts)


def hashed(name: str) -> str:
    """A file name for an id that cannot be one."""
    return "id-" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _fits(part: str) -> bool:
    try:
        return len(os.fsencode(part)) <= _LONGEST_PART
    except UnicodeEncodeError:
        return False
