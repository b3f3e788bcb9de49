"""Whether bytes are text at all, told by how they begin and by their controls."""

from __future__ import annotations

import codecs
import re

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
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_HEAD = 1 << 16
_USUAL = re.compile("[\t\n\r -~\u2010-\u203f\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")
_CONTROLS = bytes({*range(32)} - {*b"\t\n\v\f\r\x0e\x0f\x1b"})  # SO, SI and ESC change tables in ISO 2022
# Random bytes hold 10 % of these, UTF-16 Chinese without a mark 5 %, any other text next to none.
_MOST_CONTROLS = 0.08
_HOLE = re.compile(rb"\0{4,}")
_TAR = 257  # bytes before the mark of a tar archive


def not_text(data: bytes) -> str | None:
    """What ``data`` is, if it does not look like text in any encoding; else ``None``."""
    head = data[:_HEAD]
    for signature, kind in SIGNATURES.items():
        if head.startswith(signature):
            return kind
    if head.startswith(_MARKS):
        return None
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls <= _MOST_CONTROLS * len(head) or _like_wide_units(head) or _is_text_with_holes(data):
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


def _like_wide_units(head: bytes) -> bool:
    """Whether ``head`` reads as Chinese or ASCII in UTF-16 or UTF-32 (of random bytes a third would)."""
    texts = (head.decode(f"utf-{size}-{order}", "replace") for size in (16, 32) for order in ("le", "be"))
    return any(len(_USUAL.findall(text)) > 0.9 * len(text) for text in texts)
