"""The folded view of a text (same length, so the same offsets) and the class of each code point.

Rules are written once, in Simplified, half-width, lower case (DESIGN, law 2), and matched on ``fold(text)``.
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.points import Mapped, blank

_SHORT = 40  # characters


class Class(IntEnum):
    """What a code point is, for counting."""

    OTHER = 0
    HAN = 1
    DIGIT = 2
    LATIN = 3
    SPACE = 4
    SENTENCE = 5
    CLAUSE = 6
    BRACKET = 7
    SEPARATOR = 8
    KANA = 9
    HANGUL = 10
    EMOJI = 11
    NEWLINE = 12
    INVISIBLE = 13


_MEMBERS = {
    Class.SENTENCE: "。！？；…!?;｡",
    Class.CLAUSE: "，、：,:､",
    Class.BRACKET: "“”‘’\"'《》〈〉（）()【】〖〗「」『』[]{}<>＜＞〔〕",
    Class.SEPARATOR: "|｜_/\\丨-—–·•#＃＞»～~^*+=●◆■★☆▬─━",
    Class.SPACE: " \t\u3000\xa0",
    Class.NEWLINE: "\n",
    Class.INVISIBLE: "\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f",
}
_RANGES = {
    Class.HAN: ((0x3007, 0x3008), (0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x32400)),
    Class.KANA: ((0x3041, 0x3100), (0x31F0, 0x3200), (0xFF66, 0xFF9E)),
    Class.HANGUL: ((0x1100, 0x1200), (0x3130, 0x3190), (0xAC00, 0xD7B0)),
    Class.EMOJI: ((0x1F000, 0x1FB00), (0x2600, 0x27C0)),
    Class.DIGIT: ((0x30, 0x3A), (0xFF10, 0xFF1A)),
    Class.LATIN: ((0x41, 0x5B), (0x61, 0x7B), (0xC0, 0x250), (0xFF21, 0xFF3B), (0xFF41, 0xFF5B)),
}
_QUOTES = {**dict.fromkeys("“”„‟「」『』＂", '"'), **dict.fromkeys("‘’‚‛＇", "'")}
# Not in OpenCC's Traditional→Simplified characters, yet the same word to a reader.
_ALSO = {"著": "着", "牠": "它", "妳": "你", "｡": "。", "､": "、", "\xa0": " ", "\u3000": " ", "\t": " "}


def fold(text: str) -> str:
    """``text`` in Simplified characters, half width and lower case; ``len(fold(text)) == len(text)``."""
    if len(text) <= _SHORT:
        return text.translate(_folded())
    return fold_points(codes(text)).tobytes().decode("utf-32-le", "surrogatepass")


def fold_points(points: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The code points of the folded form of a text that is given as code points."""
    folded: NDArray[np.uint32] = _fold_table().take(points)
    return folded


def classes(text: str) -> NDArray[np.uint8]:
    """The ``Class`` of each character of ``text``."""
    return classes_of(codes(text))


def classes_of(points: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """The ``Class`` of each of these code points."""
    return _class_table().take(points)


def count(text: str, kind: Class) -> int:
    """How many characters of ``text`` are of class ``kind``."""
    return int(np.count_nonzero(classes(text) == kind))


@cache
def table_of(chars: str) -> NDArray[np.bool_]:
    """For each code point whether it is one of ``chars``; made once, and not to be written to."""
    table = blank(np.bool_)
    table[codes(chars)] = True
    table.flags.writeable = False
    return table


@cache
def counters(bits: tuple[int, ...], width: int) -> NDArray[np.uint64]:
    """For each of 256 kinds of characters a number that counts it for each of ``bits`` that it has.

    The counts stand ``width`` binary digits apart, so that one sum over characters counts all bits at once.
    """
    out = np.zeros(256, "<u8")
    for place, bit in enumerate(bits):
        out += ((np.arange(256) & bit) != 0).astype("<u8") << np.uint64(width * place)
    return out


@cache
def simplified_characters() -> dict[str, str]:
    """Traditional characters and the Simplified form that the fold gives them."""
    raw = files("cleaner.data").joinpath("tables/fold_t2s.txt").read_text("utf-8")
    traditional, simplified = raw.splitlines()[1:3]
    return dict(zip(traditional, simplified, strict=True))


class _Folded(dict[int, int]):
    """The folded form of each code point that was asked for: short texts are done before numpy has begun."""

    def __missing__(self, point: int) -> int:
        self[point] = folded = int(_fold_table()[point])
        return folded


_folded = cache(_Folded)


@cache
def _fold_table() -> Mapped:
    folded = Mapped()
    table = folded.low
    for code in (*range(0x20, 0x3100), *range(0xFF00, 0xFFF0)):
        lower = chr(code).lower()
        if len(lower) == 1:
            table[code] = ord(lower)
    for code in range(0xFF01, 0xFF5F):
        wide = unicodedata.normalize("NFKC", chr(code)).lower()
        table[code] = ord(wide)
    table[0xD800:0xE000] = 0xFFFD  # native matchers take no lone surrogates
    for old, new in (simplified_characters() | _QUOTES | _ALSO).items():
        table[ord(old)] = ord(new)
    return folded


@cache
def _class_table() -> NDArray[np.uint8]:
    table = blank(np.uint8)
    for kind, ranges in _RANGES.items():
        for start, end in ranges:
            table[start:end] = kind
    table[[0xD7, 0xF7]] = Class.OTHER
    for kind, members in _MEMBERS.items():
        table[[ord(c) for c in members]] = kind
    return table
