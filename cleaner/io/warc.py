"""WARC (ISO 28500), WET and ARC records, read so that one wrong length costs one record and not all that follow."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from cleaner.errors import InputError
from cleaner.extras import require
from cleaner.io.streams import CHUNK, FREE_BYTES, MOST_RATIO

_LONGEST_HEAD = 1 << 16
_WARC = re.compile(rb"WARC/\d\.\d+\r?\n")
# At the beginning of a line, or behind garbage that ends in none and before the first field.
_NEXT = re.compile(rb"WARC/(?:(?<=\nWARC/)\d\.\d+\r?\n|\d\.\d+\r?\n(?=WARC-|Content-))")
_BREAKS = re.compile(rb"[\r\n]+")
_BLANK = re.compile(rb"\r?\n\r?\n")
# URL, IP address, 14 digits of date, type, length: the header line of ARC version 1; version 2 has five more fields.
_ARC = re.compile(rb"[a-z][a-z0-9+.-]{0,30}:[^\n]{0,8000} \d{14} [^ \n]{1,200}(?: [^\n]{1,2000})? (\d{1,18})\r?\n")
_NEXT_ARC = re.compile(
    rb"\n[a-z][a-z0-9+.-]{0,30}:[^ \n]{0,8000} [0-9a-fA-F.:]{3,45} \d{14} [^\n]{1,2000} \d{1,18}\r?\n"
)


class Record(NamedTuple):
    """A record as it stands in the file: where, its head, its content; ``problem`` says what is wrong with it."""

    offset: int
    head: bytes
    content: bytes
    problem: str = ""


class Page(NamedTuple):
    """A page that a record holds. ``content_type`` may be ``None``; ``id`` is the record's or made of URL and date.

    problem: what is wrong with its content, of which there is a part.
    named: the fields of the record's head and of the answer's, names in lower case, and ``http-status``.
    """

    id: str
    url: str | None
    content: bytes
    content_type: str | None
    problem: str = ""
    named: Mapping[str, str] = MappingProxyType({})


class _Window:
    """The part of a stream that is being looked at."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self.data = bytearray()
        self.offset = 0
        self.fault: InputError | None = None

    def fill(self, size: int) -> bool:
        """Hold at least ``size`` bytes if the stream has them. A broken stream ends, and ``fault`` says why."""
        while len(self.data) < size:
            try:
                piece = next(self._pieces, b"")
            except InputError as error:
                self.fault, piece = error, b""
            if not piece:
                return False
            self.data += piece
        return True

    def take(self, size: int) -> bytes:
        """The first ``size`` bytes; the window moves past them."""
        taken = bytes(self.data[:size])
        del self.data[:size]
        self.offset += len(taken)
        return taken


def records(pieces: Iterator[bytes], longest: int) -> Iterator[Record]:
    """The records of a WARC or ARC stream. Content over ``longest`` bytes is passed over and named as a problem.

    A record whose length is wrong ends at the next record head. Raises ``InputError`` at the end of a broken stream.
    """
    window = _Window(pieces)
    while window.fill(1) or window.data:
        window.fill(_LONGEST_HEAD)
        if blank := _BREAKS.match(window.data):
            window.take(blank.end())
        elif (size := _head_size(window.data)) is not None:
            yield _record(window, size, longest)
        else:
            yield Record(window.offset, b"", _to_next(window, longest, 1), "has no head where one was expected")
    if window.fault:
        raise window.fault


def _head_size(data: bytearray) -> int | None:
    if _WARC.match(data):
        end = _BLANK.search(data)
        return end.end() if end else None
    arc = _ARC.match(data)
    return arc.end() if arc else None


def _record(window: _Window, head_size: int, longest: int) -> Record:
    offset = window.offset
    head = window.take(head_size)
    length = _length(head)
    if length is None:
        return Record(offset, head, _to_next(window, longest), "has no length")
    if length > longest:
        _to_next(window, 0)
        return Record(offset, head, b"", f"says it has {length} bytes, over the {longest} that are read")
    whole = window.fill(length + 4)
    if not _next_follows(window, length, whole):
        content = _to_next(window, longest)
        return Record(offset, head, content, f"says it has {length} bytes and has {len(content)}")
    return Record(offset, head, window.take(length))


def _next_follows(window: _Window, length: int, whole: bool) -> bool:
    """Whether a record that is ``length`` bytes long is followed by its blank lines, another one or the end."""
    if len(window.data) < length:
        return False
    window.fill(length + _LONGEST_HEAD if whole else 0)
    rest = window.data[length : length + _LONGEST_HEAD]
    if rest.startswith((b"\r\n\r\n", b"\n\n")):
        return True
    rest = rest.lstrip(b"\r\n")
    return not rest or bool(_WARC.match(rest) or _ARC.match(rest))


def _to_next(window: _Window, longest: int, begin: int = 0) -> bytes:
    """What stands before the next record head from ``begin`` on, without its last blank lines; at most ``longest``."""
    kept = bytearray()
    while True:
        window.fill(2 * CHUNK)
        heads = _NEXT.search(window.data, begin), _NEXT_ARC.search(window.data)
        found = min((head.start() + (head.re is _NEXT_ARC) for head in heads if head), default=None)
        last = found is None and len(window.data) < 2 * CHUNK
        piece = window.take(found if found is not None else len(window.data) if last else CHUNK)
        kept += piece[: longest - len(kept)]
        if found is not None or last:
            return bytes(kept.rstrip(b"\r\n"))


def _length(head: bytes) -> int | None:
    arc = _ARC.match(head)
    if arc:
        return int(arc[1])
    value = fields(head).get("content-length", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None


def fields(head: bytes) -> dict[str, str]:
    """The named fields of a WARC or HTTP head, names in lower case; the first of each name counts."""
    found: dict[str, str] = {}
    for line in head.decode("utf-8", "replace").splitlines()[1:]:
        name, colon, value = line.partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def page(record: Record) -> Page | None:
    """The page in a record; ``None`` for records that hold none (requests, metadata, images, ARC heads).

    Raises ``InputError`` where its transfer or content coding cannot be undone.
    """
    if _ARC.match(record.head):
        place, _, rest = record.head.decode("utf-8", "replace").partition(" ")
        date = next((word for word in rest.split() if len(word) == 14 and word.isdigit()), "")
        arc = {"date": date} if date else {}
        return None if place.startswith("filedesc:") else _from_http(f"{place} {date}", place, record.content, arc)
    named = fields(record.head)
    url = named.get("warc-target-uri", "").strip("<>") or None
    name = named.get("warc-record-id", "").strip("<>") or f"{url} {named.get('warc-date', '')}"
    kind, media = named.get("warc-type", "").lower(), named.get("content-type", "").lower()
    if kind == "conversion" or (kind == "resource" and _readable(media)):
        return Page(name, url, record.content, media or None, _truncated(named), named)
    if kind == "response" and (media.startswith("application/http") or record.content.startswith(b"HTTP/")):
        return _from_http(name, url, record.content, named)
    return None


def _truncated(named: Mapping[str, str]) -> str:
    """What is wrong with a record that says so itself."""
    why = named.get("warc-truncated", "")
    return f"content was cut by the crawler ({why})" if why else ""


def _from_http(name: str, url: str | None, content: bytes, record: Mapping[str, str]) -> Page | None:
    """The page in an answer of a server; ``record``: the fields of the record that holds it."""
    head, body = b"", content
    if content.startswith(b"HTTP/"):
        end = _BLANK.search(content, 0, _LONGEST_HEAD)
        head, body = (content[: end.end()], content[end.end() :]) if end else (content, b"")
    named = fields(head)
    media = named.get("content-type")
    if not _readable((media or "").lower()):
        return None
    if "chunked" in named.get("transfer-encoding", "").lower():
        body = _joined(body)
    coding = named.get("content-encoding", "").lower()
    content, whole = _decoded(body, coding)
    problem = _truncated(record) if whole else f"{coding} content is cut after {len(content)} bytes"
    status = head.split(b"\r", 1)[0].split()[1:2]  # HTTP/1.1 404 Not Found
    told = {"http-status": status[0].decode("latin-1")} if status else {}
    return Page(name, url, content, media, problem, {**named, **record, **told})


def _readable(media: str) -> bool:
    return not media or media.startswith("text/") or "html" in media


def _joined(body: bytes) -> bytes:
    """The body without its chunk heads; as it is where it has none (crawlers often undo the coding, not the header)."""
    pieces = []
    at = 0
    while head := re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,100}\r\n").match(body, at):
        size = int(head[1], 16)
        pieces.append(body[head.end() : head.end() + size])
        at = head.end() + size + 2
        if size == 0:
            break
    return b"".join(pieces) if pieces else body


def _decoded(body: bytes, coding: str) -> tuple[bytes, bool]:
    """The body without its coding, as far as it goes, and whether that is all of it.

    Raises ``InputError`` where nothing can be undone.
    """
    undone = coding in ("gzip", "x-gzip") and not body.startswith(b"\x1f\x8b")  # and the crawler kept the header
    if coding in ("", "identity") or undone or not body:
        return body, True
    most = FREE_BYTES + MOST_RATIO * len(body)
    try:
        if coding in ("gzip", "x-gzip", "deflate"):
            data, whole, fits = _inflated(body, coding, most)
        elif coding == "br":
            data, whole, fits = _from_brotli(body, most)
        else:
            raise InputError(f"content coding {coding!r} is not known")
    except (zlib.error, ValueError) as error:
        raise InputError(f"broken {coding} content: {error}") from None
    if not fits:
        raise InputError(f"content unpacks to over {most} bytes")
    return data, whole


def _inflated(body: bytes, coding: str, most: int) -> tuple[bytes, bool, bool]:
    """``body`` unpacked up to ``most`` bytes, whether it is whole, and whether no more would come."""
    bits = 31 if coding != "deflate" else 15 if body[0] & 15 == 8 else -15
    engine = zlib.decompressobj(bits)
    data = engine.decompress(body, most)
    return data, engine.eof, not engine.unconsumed_tail


def _from_brotli(body: bytes, most: int) -> tuple[bytes, bool, bool]:
    """The like for brotli. Raises ``ValueError``."""
    brotli = require("brotli", "batch")
    engine = brotli.Decompressor()
    data = bytearray()
    piece, rest = b"", body
    try:
        while len(data) <= most and not engine.is_finished() and (piece or rest):
            piece, rest = engine.process(rest, output_buffer_limit=CHUNK), b""
            data += piece
    except brotli.error as error:
        raise ValueError(str(error)) from None
    return bytes(data), engine.is_finished(), len(data) <= most
