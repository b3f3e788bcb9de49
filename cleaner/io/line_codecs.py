"""JSON lines in other codecs than UTF-8: a line is read in the codec in which it is a record, and the codec is told.

UTF-16 and UTF-32 have no bytes that end a line, so such streams are brought to UTF-8 before they are cut into lines.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from cleaner.decoding import lenient
from cleaner.errors import InputError
from cleaner.stages.decode.detect import detect

HEAD = 1 << 16
_WIDTHS = ("utf-16", "utf-32")
_CHINESE = ("gb18030", "big5hkscs")
_SURROGATE = re.compile("[\ud800-\udfff]")
# How JSON lines of wide characters begin: with a byte order mark or with the brace of the first record.
_WIDE = {
    b"\xff\xfe\0\0": "utf-32-le", b"{\0\0\0": "utf-32-le", b"\0\0\xfe\xff": "utf-32-be", b"\0\0\0{": "utf-32-be",
    b"\xff\xfe": "utf-16-le", b"{\0": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\0{": "utf-16-be",
}  # fmt: skip


class Codecs(NamedTuple):
    """What is known of lines that are no UTF-8: the codec that the user names, and that of the head of their file."""

    told: str | None = None
    found: str | None = None


UNKNOWN = Codecs()


class Parsed(NamedTuple):
    """A record, and the codec of its line where that is not UTF-8."""

    record: Any
    codec: str | None


def wide(head: bytes) -> str | None:
    """The codec of a stream of JSON lines in UTF-16 or UTF-32, ``None`` for any other; see ``_WIDE``."""
    return next((codec for mark, codec in _WIDE.items() if head.startswith(mark)), None)


def codec_of_head(head: bytes) -> str | None:
    """The codec of the first bytes of JSON lines, ``None`` for UTF-8 (which the end of ``head`` may cut)."""
    if found := wide(head):
        return found
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        found = detect(head)
        return None if found.startswith(_WIDTHS) else found  # lines are cut by bytes
    return None


def in_utf8(pieces: Iterator[bytes]) -> tuple[Iterator[bytes], str | None]:
    """A stream of JSON lines with all wide characters as UTF-8, and the codec of its head, see ``codec_of_head``."""
    first = next(pieces, b"")
    codec = codec_of_head(first[:HEAD])
    whole = chain((first,), pieces)
    return (_narrowed(whole, codec) if wide(first) and codec else whole), codec


def _narrowed(pieces: Iterator[bytes], codec: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(codec)("surrogatepass")
    total = 0
    try:
        for piece in pieces:
            total += len(piece)
            yield decoder.decode(piece).encode("utf-8", "surrogatepass")
        decoder.decode(b"", True)
    except UnicodeError as error:
        raise InputError(f"broken {codec} data after {total} bytes: {error}") from None


def parsed(data: bytes, known: Codecs) -> Parsed:
    """The JSON value in a line. Raises ``ValueError`` with the cause, ``RecursionError``.

    A line that is UTF-8 is read as such, whatever is known; another one in the codec that the user names, else in the
    one it looks like, else in that of the file, else in a Chinese one that has all of it, else as damaged UTF-8: in the
    first of them that makes it JSON.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _parsed_in(data, [known.told] if known.told else [detect(data, known.found), known.found])
    whole = known.found if known.found and known.found.startswith(_WIDTHS) else None
    return Parsed(_value(text), whole)


def _value(line: str) -> Any:
    """The JSON value in a line; tabs and other control characters may stand in its strings as they are."""
    return json.loads(line.removeprefix("\ufeff"), strict=False)


def _parsed_in(data: bytes, tried: list[str | None]) -> Parsed:
    problem = ""
    whole = [codec for codec in _CHINESE if not _SURROGATE.search(lenient(data, codec))]
    for codec in dict.fromkeys((*tried, *whole, "utf-8")):
        if codec is None:
            continue
        try:
            return Parsed(_value(lenient(data, codec)), codec)
        except ValueError as error:
            problem = problem or f"{error} (in {codec}; the line is no UTF-8)"
    raise ValueError(problem)


def as_stored(text: str, codec: str) -> bytes | None:
    """``text`` as the bytes that its codec has for it; ``None`` where it lacks a character, which JSON had escaped."""
    try:
        data = text.encode(codec, "surrogateescape")
    except (UnicodeError, LookupError):
        return None
    return data if lenient(data, codec) == text else None
