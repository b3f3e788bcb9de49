"""Code page 936 as Windows, .NET and PHP's mbstring read it: GBK, with the user-defined rows as private-use characters.

A lead byte with a byte that cannot follow it becomes one ``?``, and both bytes are gone. ``0x80`` is the euro sign.
The tables are computed from Python's ``gbk`` codec and Microsoft's user-defined ranges (U+E000–U+E765).
"""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

LEADS = range(0x81, 0xFF)
TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))
USER_LEADS = (*range(0xAA, 0xB0), *range(0xF8, 0xFF))
_USER_ROWS = (
    (USER_LEADS, range(0xA1, 0xFF)),
    (range(0xA1, 0xA8), (*range(0x40, 0x7F), *range(0x80, 0xA1))),
)


@cache
def characters() -> dict[int, str]:
    """The character of each valid byte pair, the pair as ``lead << 8 | trail``."""
    pairs: dict[int, str] = {}
    private = 0xE000
    for leads, trails in _USER_ROWS:
        for lead, trail in product(leads, trails):
            pairs[lead << 8 | trail] = chr(private)
            private += 1
    for lead, trail in product(LEADS, TRAILS):
        char = bytes((lead, trail)).decode("gbk", "ignore")
        if len(char) == 1 and char >= "\x80":
            pairs[lead << 8 | trail] = char
    return pairs


@cache
def pairs() -> dict[str, int]:
    """The byte pair of each character, as ``lead << 8 | trail``."""
    return {char: pair for pair, char in characters().items()}


@cache
def table() -> NDArray[np.uint16]:
    """The code point of each byte pair, 0 for a pair that is not valid."""
    out = np.zeros(65536, np.uint16)
    out[list(characters())] = [ord(c) for c in characters().values()]
    return out


def encode(char: str) -> bytes | None:
    """The bytes that read as ``char``, or ``None`` where no bytes do."""
    if char < "\x80":
        return char.encode()
    if char == "€":
        return b"\x80"
    pair = pairs().get(char)
    return pair.to_bytes(2, "big") if pair else None


def decode(data: bytes, lost: str = "?") -> str:
    """``data`` as such a program reads it, ``lost`` for each pair that is not valid."""
    known = characters()
    out = []
    at = 0
    while at < len(data):
        byte = data[at]
        if byte < 0x80:
            out.append(chr(byte))
            at += 1
        elif byte == 0x80:
            out.append("€")
            at += 1
        else:
            pair = int.from_bytes(data[at : at + 2], "big") if at + 1 < len(data) and byte != 0xFF else 0
            out.append(known.get(pair, lost))
            at += 2 if byte != 0xFF else 1
    return "".join(out)
