"""Lines turned back into the bytes that they were, and the bytes read again in the codec that they were in.

All lines of a document are turned back together: their bytes come from a table, and native codecs read them.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.stages.encoding.gates import line_starts
from cleaner.stages.encoding.policies import (
    FAMILIES,
    LOST_BYTE,
    MISSING,
    POINTS,
    Family,
    Habit,
    every_habit,
    habits,
)

SECOND_POINT = 0xDC00  # of the surrogate that the second byte of a pair is written as
BROKEN = re.compile("[\ud800-\udfff]")
_LONE_MARK = re.compile(rb"\xff(?![@-~])")
_LINE_ENDS = re.compile("\n\n?")
_SPACED = re.compile(rb"(?<=[\xe0-\xef]) (?=[\x80-\xbf])|(?<=[\xe0-\xef][\x80-\xbf]) |(?<=[\xc2-\xdf]) (?! )")
_TRAIL = rb"[\x80-\xbf\xfe\xff]"  # or what stands for one
_MERGED = re.compile(rb"(?<=[\xe2-\xef]) (?![\x80-\xbf\xfe\xff ])")
_BLANKS = re.compile(
    rb"(?<=[\xe2-\xef]) (?=" + _TRAIL + rb")|(?<=[\xe2-\xef]" + _TRAIL + rb") |(?<=[\xe2-\xef])  |(?<=\xc2) (?! )"
)


def encodable_lines(lines: Sequence[str], encoder: NDArray[np.uint16]) -> list[bool]:
    """For each of ``lines``, whether all its characters can come from bytes."""
    if not lines:
        return []
    points = codes("\n".join((*lines, "")))
    missing = encoder.take(points, mode="clip") == MISSING
    fits: list[bool] = (~np.logical_or.reduceat(missing, line_starts(points))).tolist()
    return fits


@cache
def ambiguous(family: Family) -> tuple[tuple[Habit, int], ...]:
    """The habits of a family in which some characters are other bytes than in most, and the trait of these."""
    return tuple((habit, trait) for habit, trait in _unlike().items() if habit.family == family)


def never_shown(family: Family) -> int:
    """The trait of the characters that no habit of the family shows."""
    return 1 << FAMILIES.index(family)


@cache
def _unlike() -> dict[Habit, int]:
    return {habit: 1 << bit for bit, (habit, _) in enumerate(_ambiguities(), len(FAMILIES))}


@cache
def _ambiguities() -> list[tuple[Habit, NDArray[np.intp]]]:
    """The habits in which some characters are other bytes than in most of their family, and which ones those are."""
    unlike = {habit: points for family in FAMILIES for habit, points in _family(family).unlike}
    return [(habit, unlike[habit]) for habit in every_habit() if habit in unlike]


@cache
def traits() -> NDArray[np.uint32]:
    """For each code point the bits of the traits above that it has; the last one stands for all above it."""
    table = np.zeros(POINTS, np.uint32)
    for family in FAMILIES:
        table[family_encoder(family) == MISSING] |= never_shown(family)
    for (_, unlike), trait in zip(_ambiguities(), _unlike().values(), strict=True):
        table[unlike] |= trait
    return table


def bytes_of(text: str, encoder: NDArray[np.uint16]) -> bytes:
    """The bytes of ``text``, all of whose characters the encoder has."""
    return packed(encoder[codes(text)])


def packed(values: NDArray[np.uint16]) -> bytes:
    """The bytes that ``values`` of an encoder stand for, none of them ``MISSING``."""
    data = values.astype(">u2").tobytes()
    return b"\0".join(part.translate(None, b"\0") for part in data.split(b"\0\0"))  # no byte of a pair is 0


class _Tables(NamedTuple):
    """``family_encoder``, and the code points that are other bytes in single habits."""

    encoder: NDArray[np.uint16]
    unlike: list[tuple[Habit, NDArray[np.intp]]]


def family_encoder(family: Family) -> NDArray[np.uint16]:
    """The bytes of all characters that some habit of the family shows."""
    return _family(family).encoder


@cache
def _family(family: Family) -> _Tables:
    encoders = {habit: habit.encoded() for habit in habits(family)}
    table = np.full(POINTS, MISSING, np.uint16)
    for encoder in encoders.values():
        np.copyto(table, encoder, where=table == MISSING)
    table[0xFFFD] = LOST_BYTE
    unlike = []
    for habit, encoder in encoders.items():
        points = np.flatnonzero((encoder != table) & (encoder != MISSING))
        points = points[points != 0xFFFD]
        if len(points):
            unlike.append((habit, points))
    return _Tables(table, unlike)


def _keep_pair(error: UnicodeError) -> tuple[str, int]:
    """A pair that cannot be read, written as two surrogates; a byte before ASCII is a pair with 0."""
    assert isinstance(error, UnicodeDecodeError)
    data, at = error.object, error.start
    second = data[at + 1] if at + 1 < len(data) else 0
    alone = second < 0x40
    return chr(0xD800 + data[at]) + chr(SECOND_POINT + (0 if alone else second)), at + 2 - alone


codecs.register_error("cleaner, keep pair", _keep_pair)


def rough(data: bytes, codec: str) -> str:
    """``data`` in ``codec``, what cannot be read as surrogates."""
    return data.decode(codec, "surrogateescape" if codec == "utf-8" else "cleaner, keep pair")


def unbroken(texts: Sequence[str]) -> list[str]:
    """What is left of ``texts``, none of which holds a line end, without surrogates."""
    points = codes("\n".join(texts))
    return points[(points < 0xD800) | (points > 0xDFFF)].tobytes().decode("utf-32-le").split("\n")


def spaced(data: bytes) -> bytes:
    """``data`` with a no-break space for each space that stands inside a character of UTF-8."""
    return _SPACED.sub(b"\xa0", data)


def blanks_lost(data: bytes) -> bytes:
    """``data`` with a lost byte for each space that stands inside a character of UTF-8, two where those were merged."""
    return _MERGED.sub(b"\xff\xff", _BLANKS.sub(lambda blanks: b"\xff" * len(blanks[0]), data))


def as_pairs(data: bytes) -> bytes:
    """``data`` with a pair of lost bytes for each one that no ASCII byte may be the second of."""
    return _LONE_MARK.sub(b"\xff\xff", data)


def misread(texts: Iterable[str], codec: str, habit: Habit) -> list[str]:
    """What ``habit`` shows of each of ``texts``, none of them empty, if they are written in ``codec``."""
    data = "\n\n".join(texts).encode(codec, "replace")
    return _LINE_ENDS.split(habit.forward(data))
