"""Codecs of byte pairs as tables: their characters, how wide each is, what the Encoding Standard reads otherwise."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from cleaner import euctw
from cleaner.decoding import lenient
from cleaner.doc import codes

_PAIRS = tuple(bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in (*range(0x40, 0x7F), *range(0x80, 0xFF)))
_LOST = "\udc80"  # and above: lone surrogates that stand for bytes
_END_OF_LOST = "\udcff"


@cache
def as_python(codec: str) -> dict[bytes, str]:
    """The character, rarely two, of each byte pair that Python's codec (or our own, for EUC-TW) knows."""
    texts = map(euctw.decode, _PAIRS) if codec == euctw.NAME else lenient(b"\n".join(_PAIRS), codec).split("\n")
    return {
        pair: text
        for pair, text in zip(_PAIRS, texts, strict=True)
        if len(text) in (1, 2) and text[0] > "\x7f" and not _LOST <= text[0] <= _END_OF_LOST
    }


@cache
def otherwise(codec: str) -> dict[bytes, str]:
    """Byte pairs that Python's codec reads otherwise than the Encoding Standard, and what they are there."""
    lines = files("cleaner.data").joinpath("tables/whatwg.txt").read_text("utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return {bytes.fromhex(pair): text for name, pair, text in rows if name == codec}


@cache
def characters(codec: str) -> dict[bytes, str]:
    """The character, rarely two, of each byte pair of a paired codec, as the Encoding Standard has it."""
    return as_python(codec) | otherwise(codec)


@cache
def suspects(codec: str) -> NDArray[np.bool_]:
    """Whether each code point below 65536 may stand where the Encoding Standard has another."""
    flags = np.zeros(65536, bool)
    flags[codes("".join(as_python(codec).get(pair, "") for pair in otherwise(codec)))] = True
    return flags


@cache
def widths(codec: str) -> NDArray[np.uint8]:
    """How many bytes each code point below 65536 takes where ``lenient`` gives it for a Chinese codec."""
    wide = np.full(65536, 4, np.uint8)
    chars = as_python(codec).values()
    wide[np.minimum(codes("".join(char[0] for char in chars)), 0xFFFF)] = 2
    wide[codes("".join(char[1:] for char in chars))] = 0
    wide[:0x80] = 1
    wide[0xDC80:0xDD00] = 1
    if codec == "big5hkscs":
        wide[0xFFFF] = 2  # stands for all above: this codec has nothing in four bytes
    return wide
