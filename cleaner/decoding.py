"""Bytes to text and back, exactly: what a codec cannot carry both ways is kept beside the text as bytes."""

from __future__ import annotations

import codecs
from typing import NamedTuple


class Raw(NamedTuple):
    """``source[start:end]`` stood in the input as ``data``, which the codec does not give back by itself."""

    start: int
    end: int
    data: bytes


class Decoded(NamedTuple):
    """A decoded input: ``encode_back`` gives the input bytes from these three."""

    text: str
    encoding: str
    raw: tuple[Raw, ...] = ()


def decode_exactly(data: bytes, codec: str) -> Decoded:
    """``data`` decoded by ``codec``; undecodable bytes stay as lone surrogates (PEP 383) wherever the codec allows.

    Raises ``LookupError`` for an unknown codec.
    """
    codec = _unmarked(data, codec)
    text = _lenient(data, codec)
    if _encodes_to(text, codec, data):
        return Decoded(text, codec)
    return _by_lines(data, codec) or Decoded(text, codec, (Raw(0, len(text), data),))


def _unmarked(data: bytes, codec: str) -> str:
    """``codec``, or for one that writes a byte order mark of its own the one that keeps the mark as a character."""
    name = codecs.lookup(codec).name
    if name == "utf-8-sig":
        return "utf-8"
    if name in ("utf-16", "utf-32"):
        big = codecs.BOM_UTF16_BE if name == "utf-16" else codecs.BOM_UTF32_BE
        return f"{name}-{'be' if data.startswith(big) else 'le'}"
    return codec


def encode_back(decoded: Decoded) -> bytes:
    """The input bytes of a ``Decoded``."""
    pieces: list[bytes] = []
    at = 0
    for raw in decoded.raw:
        pieces += (decoded.text[at : raw.start].encode(decoded.encoding, "surrogateescape"), raw.data)
        at = raw.end
    pieces.append(decoded.text[at:].encode(decoded.encoding, "surrogateescape"))
    return b"".join(pieces)


def _lenient(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec, "surrogateescape")
    except UnicodeError:
        return data.decode(codec, "replace")


def _encodes_to(text: str, codec: str, data: bytes) -> bool:
    try:
        return text.encode(codec, "surrogateescape") == data
    except UnicodeError:
        return False


def _by_lines(data: bytes, codec: str) -> Decoded | None:
    """``data`` decoded line by line, lines that do not round-trip kept raw; ``None`` where that is impossible."""
    pieces = []
    raw = []
    at = 0
    for line in data.splitlines(keepends=True) if _keeps_ascii(codec) else ():
        text = _lenient(line, codec)
        if not _encodes_to(text, codec, line):
            raw.append(Raw(at, at + len(text), line))
        pieces.append(text)
        at += len(text)
    decoded = Decoded("".join(pieces), codec, tuple(raw))
    try:
        return decoded if encode_back(decoded) == data else None
    except UnicodeError:
        return None


def _keeps_ascii(codec: str) -> bool:
    try:
        return b"a\n".decode(codec) == "a\n"
    except UnicodeError:
        return False
