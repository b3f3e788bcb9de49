"""Writing a file so that it is either the old one or the whole new one, whatever happens in between."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

# Hidden, so that a folder walk passes over what a killed process left behind.
PREFIX = ".cleaner-"


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A binary file that takes the place of ``path`` if the block ends well, and leaves no trace if it does not.

    Folders on the way are made. A symbolic link stays and its target is replaced; the mode of an old file is kept.
    What is not a regular file (``/dev/stdout``, a named pipe) is written directly. Raises ``OSError``.
    """
    old = _mode(path)
    if old is not None and not stat.S_ISREG(old) and not stat.S_ISDIR(old):
        with path.open("wb") as direct:
            yield direct
        return
    path = Path(os.path.realpath(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{PREFIX}{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            if old is not None:
                temporary.chmod(stat.S_IMODE(old))
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except OSError:
        return None


def write(path: Path, data: bytes) -> None:
    """``data`` as the whole content of ``path``; see ``replacing``."""
    with replacing(path) as file:
        file.write(data)
