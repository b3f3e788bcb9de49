"""Which files to read, and what to call them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cleaner.errors import InputError, UsageError
from cleaner.io.folders import files_below, near

STDIN = "-"
_HTML = (".html", ".htm", ".xhtml", ".shtml")


class Input(NamedTuple):
    """One document to read: its id (a relative path with ``/``, ``None`` for standard input) and where it is."""

    name: str | None
    path: Path | None

    def __str__(self) -> str:
        return STDIN if self.path is None else str(self.path)

    @property
    def content_type(self) -> str | None:
        """``text/html`` where the name says that this is an HTML page."""
        return "text/html" if says_html(self.name or "") else None

    def read(self, most: int) -> bytes:
        """The bytes, at most ``most`` of them. Raises ``InputError`` where that is not possible."""
        try:
            if self.path is None:
                data = sys.stdin.buffer.read(most + 1)
            else:
                with self.path.open("rb") as file:
                    data = file.read(most + 1)
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror or error}") from None
        if len(data) > most:
            raise InputError(f"too large: over {most} bytes (--max-bytes)")
        return data


def find(paths: Sequence[str], skip: Sequence[Path] = (), notes: list[str] | None = None) -> list[Input]:
    """The documents that ``paths`` name, each file once; see ``files_below`` for what is passed over with a note.

    Names are relative to the folder, if there is one path only, else to what the paths have in common. All below
    ``skip`` is passed over in folders; folders that cannot be read come as themselves. Raises ``UsageError`` for a path
    that does not exist.
    """
    for path in paths:
        if path != STDIN and not os.path.lexists(path):
            raise UsageError(f"{path}: no such file or folder{near(path)}")
    if list(paths) == [STDIN]:
        return [Input(None, None)]
    if STDIN in paths:
        raise UsageError("standard input (-) cannot be mixed with files")
    roots = [Path(os.path.abspath(path)) for path in paths]
    skipped = {os.path.realpath(path) for path in skip}
    for path, root in zip(paths, roots, strict=True):
        if root.is_dir() and os.path.realpath(root) in skipped:
            raise UsageError(f"{path}: the output folder is an input folder")
    base = _base(roots)
    seen: set[str] = set()
    found = []
    for given, root in zip(map(Path, paths), roots, strict=True):
        below = files_below(str(given), skipped, [] if notes is None else notes)
        for each in (Path(one.path) for one in below) if root.is_dir() else [given]:
            full = os.path.abspath(each)
            if full not in seen:
                seen.add(full)
                name = Path(os.path.relpath(full, base)).as_posix()
                found.append(Input(root.name if name == "." else name, each))
    return found


def says_html(name: str) -> bool:
    """Whether the name of a file says that it is an HTML page."""
    return name.lower().endswith(_HTML)


def holds_records(data: bytes, name: str | None = None) -> bool:
    """Whether ``data`` is JSON lines: its first two lines, or the only one of a file of that name, are objects.

    The only line of a ``.json`` is a record where it holds a text under one of the usual names.
    """
    if not data.startswith(b"{"):
        return False
    lines = data.split(b"\n", 2)[:2]
    alone, name = len(lines) < 2 or not lines[1].strip(), (name or "").lower()
    if alone and not name.endswith(".json"):
        return name.endswith((".jsonl", ".ndjson"))
    try:
        records = [json.loads(line) for line in lines if line.strip()]
    except (ValueError, RecursionError):
        return False
    if not alone:
        return all(isinstance(record, dict) for record in records)
    from cleaner.io.parsing import TEXT_NAMES

    return any(isinstance(records[0].get(field), str) for field in TEXT_NAMES)


def _base(roots: list[Path]) -> str:
    if len(roots) == 1:
        return str(roots[0] if roots[0].is_dir() else roots[0].parent)
    try:
        return os.path.commonpath([root.parent for root in roots])
    except ValueError:
        raise UsageError("these paths have no folder in common (different drives)") from None
