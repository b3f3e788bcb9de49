"""Which files to read, what to call them, and whether they hold text at all."""

from __future__ import annotations

import codecs
import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cleaner.errors import InputError, UsageError
from cleaner.io.folders import files_below, near

STDIN = "-"
# First bytes of files that hold no text, by what they are (the registries of each format; see file(1)).
SIGNATURES = {
    b"\x89PNG\r\n": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF87a": "a GIF image",
    b"GIF89a": "a GIF image",
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a zip archive or an office file",
    b"\xd0\xcf\x11\xe0": "an office file",
    b"\x1f\x8b": "gzip data; unpack it first, or use 'cleaner batch'",
    b"BZh": "bzip2 data; unpack it first, or use 'cleaner batch'",
    b"\xfd7zXZ": "xz data; unpack it first, or use 'cleaner batch'",
    b"(\xb5/\xfd": "zstd data; unpack it first, or use 'cleaner batch'",
    b"PAR1": "a Parquet file; use 'cleaner batch'",
    b"WARC/": "a WARC file; use 'cleaner batch'",
    b"Rar!\x1a": "a rar archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\x7fELF": "a program",
    b"SQLite format 3\0": "a database",
}
_HTML = (".html", ".htm", ".xhtml", ".shtml")
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_HEAD = 1 << 16
_USUAL = re.compile("[\t\n\r -~\u2010-\u203f\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")
_CONTROLS = bytes({*range(32)} - {*b"\t\n\v\f\r\x0e\x0f\x1b"})  # SO, SI and ESC change tables in ISO 2022
# Random bytes hold 10 % of these, UTF-16 Chinese without a mark 5 %, any other text next to none.
_MOST_CONTROLS = 0.08


_HOLE = re.compile(rb"\0{4,}")
_TAR = 257  # bytes before the mark of a tar archive


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


def not_text(data: bytes) -> str | None:
    """What ``data`` is, if it does not look like text in any encoding; else ``None``."""
    head = data[:_HEAD]
    for signature, kind in SIGNATURES.items():
        if head.startswith(signature):
            return kind
    if head.startswith(_MARKS):
        return None
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls <= _MOST_CONTROLS * len(head) or _like_utf16(head) or _is_text_with_holes(data):
        return None
    return "binary data; if it is text, name its --encoding"


def _is_text_with_holes(data: bytes) -> bool:
    """Whether ``data`` is UTF-8 or GBK but for stretches of NUL, as a crash or a broken download leaves them."""
    if data[_TAR : _TAR + 5] == b"ustar":
        return False
    head = _HOLE.sub(b"", data)[:_HEAD]
    if not head.strip() or head != head.translate(None, _CONTROLS):
        return False
    return any(_reads_as(head, codec) for codec in ("utf-8", "gb18030"))


def _reads_as(head: bytes, codec: str) -> bool:
    try:
        codecs.getincrementaldecoder(codec)().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def holds_records(data: bytes, name: str | None = None) -> bool:
    """Whether ``data`` is JSON lines: its first two lines, or the only one of a file of that name, are objects."""
    if not data.startswith(b"{"):
        return False
    lines = data.split(b"\n", 2)[:2]
    if len(lines) < 2 or not lines[1].strip():
        return (name or "").lower().endswith((".jsonl", ".ndjson"))
    try:
        return all(isinstance(json.loads(line), dict) for line in lines)
    except (ValueError, RecursionError):
        return False


def _like_utf16(head: bytes) -> bool:
    """Whether ``head`` reads as Chinese or ASCII in UTF-16 of one byte order (of random bytes a third would)."""
    texts = (head.decode(codec, "replace") for codec in ("utf-16-le", "utf-16-be"))
    return any(len(_USUAL.findall(text)) > 0.9 * len(text) for text in texts)


def _base(roots: list[Path]) -> str:
    if len(roots) == 1:
        return str(roots[0] if roots[0].is_dir() else roots[0].parent)
    try:
        return os.path.commonpath([root.parent for root in roots])
    except ValueError:
        raise UsageError("these paths have no folder in common (different drives)") from None
