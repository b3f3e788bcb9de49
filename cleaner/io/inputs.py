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
_LINES = "JSON lines, cleaned as one text; 'cleaner batch' cleans each record"
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


def told_records(data: bytes, name: str | None = None) -> str:
    """What to say of ``data`` that is records, which are cleaned as one text; nothing of any other text.

    It is JSON lines where its first two lines, or the only one of a file of that name, are objects. Of a ``.json`` the
    whole is read: a record, or a list of them, holds a text under one of the usual names.
    """
    name = (name or "").lower()
    if name.endswith(".json"):
        return _told_json(data)
    if not data.startswith(b"{"):
        return ""
    lines = data.split(b"\n", 2)[:2]
    if len(lines) < 2 or not lines[1].strip():
        return _LINES if name.endswith((".jsonl", ".ndjson")) else ""
    return _LINES if all(isinstance(_json(line), dict) for line in lines) else ""


def _told_json(data: bytes) -> str:
    from cleaner.io.parsing import TEXT_NAMES

    lines = data.strip().split(b"\n", 2)[:2]
    if len(lines) == 2 and all(isinstance(_json(line), dict) for line in lines):
        return _LINES
    value = _json(data) if data.lstrip()[:1] in (b"{", b"[") else None
    listed = isinstance(value, list)
    first = value[0] if isinstance(value, list) and value else value
    if not isinstance(first, dict) or not any(isinstance(first.get(field), str) for field in TEXT_NAMES):
        return ""
    if not listed and len(lines) == 1:
        return _LINES
    return f"JSON, cleaned as one text; 'jq -c {'.[]' if listed else '.'}' makes JSON lines of it for 'cleaner batch'"


def _json(data: bytes) -> object:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _base(roots: list[Path]) -> str:
    if len(roots) == 1:
        return str(roots[0] if roots[0].is_dir() else roots[0].parent)
    try:
        return os.path.commonpath([root.parent for root in roots])
    except ValueError:
        raise UsageError("these paths have no folder in common (different drives)") from None
