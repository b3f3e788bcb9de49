"""Bytes to text and back, exactly: what a codec cannot carry both ways is kept beside the text as bytes."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from typing import NamedTuple

from cleaner import euctw

_EXACT = frozenset(("ascii", "utf-8", "latin-1"))  # and PEP 383 give every byte back


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


def decode_exactly(data: bytes, codec: str, text: str | None = None) -> Decoded:
    """``data`` decoded by ``codec``; undecodable bytes stay as lone surrogates (PEP 383) wherever the codec allows.

    ``text`` is what ``lenient`` gives for them, if that is known. Raises ``LookupError`` for an unknown codec.
    """
    codec = _unmarked(data, codec)
    text = lenient(data, codec) if text is None else text
    if codec in _EXACT or _encodes_to(text, codec, data):
        return Decoded(text, codec)
    lines = data.splitlines(keepends=True) if _keeps_ascii(codec) else ()
    decoded = joined(((line, lenient(line, codec)) for line in lines), codec)
    return decoded if _gives_back(decoded, data) else Decoded(text, codec, (Raw(0, len(text), data),))


def _gives_back(decoded: Decoded, data: bytes) -> bool:
    try:
        return encode_back(decoded) == data
    except UnicodeError:
        return False


def joined(pieces: Iterable[tuple[bytes, str]], codec: str) -> Decoded:
    """Pieces of an input with the text that each was read as; bytes that ``codec`` does not give are kept."""
    texts, raw = [], []
    at = 0
    for data, text in pieces:
        if not _encodes_to(text, codec, data):
            raw.append(Raw(at, at + len(text), data))
        texts.append(text)
        at += len(text)
    return Decoded("".join(texts), codec, tuple(raw))


def concatenated(parts: Iterable[Decoded], codec: str) -> Decoded:
    """Parts of an input in one codec as a whole."""
    texts: list[str] = []
    raw: list[Raw] = []
    at = 0
    for part in parts:
        raw += (Raw(at + r.start, at + r.end, r.data) for r in part.raw)
        texts.append(part.text)
        at += len(part.text)
    return Decoded("".join(texts), codec, tuple(raw))


def _unmarked(data: bytes, codec: str) -> str:
    """``codec``, or for one that writes a byte order mark of its own the one that keeps the mark as a character."""
    if codec == euctw.NAME:
        return codec
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
        pieces += (_encode(decoded.text[at : raw.start], decoded.encoding), raw.data)
        at = raw.end
    pieces.append(_encode(decoded.text[at:], decoded.encoding))
    return b"".join(pieces)


def lenient(data: bytes, codec: str) -> str:
    """``data`` as text whatever it holds. Raises ``LookupError`` for an unknown codec."""
    if codec == euctw.NAME:
        return euctw.decode(data)
    try:
        return data.decode(codec, "surrogateescape")
    except UnicodeError:
        return data.decode(codec, "replace")


def _encode(text: str, codec: str) -> bytes:
    if not text:  # of a codec that goes one way all bytes are kept
        return b""
    return euctw.encode(text) if codec == euctw.NAME else text.encode(codec, "surrogateescape")


def _encodes_to(text: str, codec: str, data: bytes) -> bool:
    try:
        return _encode(text, codec) == data
    except UnicodeError:
        return False


def _keeps_ascii(codec: str) -> bool:
    try:
        return b"a\n".decode(codec) == "a\n"
    except UnicodeError:
        return False
