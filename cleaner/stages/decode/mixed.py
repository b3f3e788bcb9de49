"""Documents in two codecs: lines, a header or an inserted part in another codec than the rest, as templates make them.

A line that is not all in the codec of the document is cut where the other codec makes its characters likelier by much
(``_cut``). A part is read in the other codec where that makes it Chinese without any broken byte and its own codec
makes it rubbish. Its bytes are kept beside the text (``Raw``), so that they come back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from cleaner.decoding import Decoded, Raw, concatenated
from cleaner.stages.decode.likelihood import BROKEN, letters, pair_scores, read

_LEGACY = ("gb18030", "big5hkscs")
_READS = -9.5  # nats a character
_GAIN, _SMALL_GAIN, _GAIN_IN_ALL = 25.0, 10.0, 60.0  # nats: of a part alone; of a part where all of them gain so much
# The halves of a character, each in three bytes, as some programs in Java write them (CESU-8).
_HALVES = re.compile(rb"(?:\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]){1,1000}")
_NEAR = 100  # bytes
_LEAST = 4  # bytes of a part that shows the other codec
_MOST, _LONGEST = 40_000, 4000  # bytes of lines that are cut, and of one line
_MANY = 16  # bytes of a line to a character of UTF-8 in it, which may be there by chance
# Nats that another codec costs at a line's beginning or beside ASCII, and between two characters.
_BESIDE, _BETWEEN = 6.0, 14.0
_STRAY = -12.0  # nats: a byte that is none of UTF-8; of a lost character two are left
# Bytes by what they are in UTF-8: the first of three, one of those that follow, any other.
_SHAPE = bytes(ord("L" if 0xE2 <= b <= 0xEF else "c" if 0x80 <= b <= 0xBF else ".") for b in range(256))
_PAIR, _SEVERAL = b"LccLcc", b"LccLccLcc"
_TWO = re.compile(rb"(?<![\x80-\xff])(?:[\xe2-\xef][\x80-\xbf]{2}){2}(?![\x80-\xff])")
_CHAR = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LINE = re.compile(rb"[^\n]{1,%d}" % _LONGEST)
_STRAYS, _TWO_BYTES = re.compile("[\udc80-\udcff]+"), re.compile("(?<=[\udc80-\udcff])[\x80-\u07ff]{1,2}")
_HIGH = re.compile(rb"[\x80-\xff](?:.*[\x80-\xff][\x40-\x7e]?)?", re.DOTALL)


_Units = list[tuple[tuple[int, float], ...]]


class _Part(NamedTuple):
    """A part in another codec: what it gains in nats, its log probability a character, where it is."""

    gain: float
    mean: float
    start: int
    end: int
    codec: str


def decode_mixed(data: bytes, codec: str, decode: Callable[[bytes], Decoded]) -> Decoded:
    """``data`` decoded by ``decode``, which knows ``codec``, but for parts that are in another codec."""
    runs = [(part.start, part.end, part.codec) for part in _certain(list(_others(data, codec)))]
    if codec == "utf-8":
        runs = sorted((*runs, *((*pair.span(), "utf-8") for pair in _HALVES.finditer(data))))
    parts: list[Decoded] = []
    done = 0
    for start, end, other in runs:
        if start >= done:
            text = _joined_halves(data[start:end].decode(other, "surrogatepass"))
            parts += (decode(data[done:start]), Decoded(text, codec, (Raw(0, len(text), data[start:end]),)))
            done = end
    return concatenated([*parts, decode(data[done:])], codec) if parts else decode(data)


def _joined_halves(text: str) -> str:
    """``text`` with each pair of surrogates as the character that the two stand for."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _others(data: bytes, codec: str) -> Iterator[_Part]:
    """Parts of ``data``, which is in ``codec``, that read as another one and are whole in it."""
    left = _MOST
    for start, line in _suspects(data, codec):
        for other in _LEGACY if codec == "utf-8" else ("utf-8",):
            spans = _whole(line, other)
            if not spans:
                left -= len(line)
                spans = _cut(line, codec, other) if left > 0 else []
            for first, past in spans:
                part = line[first:past]
                found = read(part, other)
                if not found.broken:
                    gain = found.total - read(part, codec).total
                    yield _Part(gain, found.mean, start + first, start + past, other)


def _suspects(data: bytes, codec: str) -> Iterator[tuple[int, bytes]]:
    """The lines of ``data`` that may not be all in ``codec``, and where they begin."""
    if codec == "utf-8":
        yield from ((line.start(), line[0]) for line in _LINE.finditer(data) if _strays(line[0]) >= _LEAST)
    elif _PAIR in (shape := data.translate(_SHAPE)) and (_SEVERAL in shape or _TWO.search(data)):
        for line in _LINE.finditer(data):
            if shape.find(_SEVERAL, *line.span()) >= 0 or _TWO.search(line[0]):
                yield line.start(), line[0]


def _strays(line: bytes) -> int:
    """How many bytes of ``line`` are none of UTF-8, or are letters beside such bytes."""
    if _is_utf8(line):
        return 0
    text = line.decode("utf-8", "surrogateescape")
    return sum(map(len, _STRAYS.findall(text))) + sum(map(len, _TWO_BYTES.findall(text)))


def _whole(line: bytes, other: str) -> list[tuple[int, int]]:
    """All of a ``line`` from its first byte that is no ASCII to its last, where the ``other`` codec alone has it."""
    high = _HIGH.search(line)
    if high is None:
        return []
    if other == "utf-8":
        return [high.span()] if _is_utf8(line) else []
    known = sum(len(char) > 2 for char in _CHAR.findall(line))
    return [high.span()] if _MANY * known < len(line) and not read(high[0], other).broken else []


def _cut(line: bytes, codec: str, other: str) -> list[tuple[int, int]]:
    """The parts of ``line`` that are likelier in the ``other`` codec, the likeliest way to cut it: ASCII is in both.

    The states are that what comes before a byte is in the one codec or in the other; of the ways to a state the best is
    kept, with where it came from.
    """
    size = len(line)
    units = (_units(line, codec), _units(line, other))
    never = -1e9
    best = ([0.0, *[never] * (size + 3)], [0.0, *[never] * (size + 3)])
    came = ([(0, 0)] * (size + 4), [(0, 1)] * (size + 4))
    alone = True  # the last byte is no half of a pair
    for at, byte in enumerate(line):
        price = _BESIDE if alone else _BETWEEN
        alone = byte < 0x40 or (byte < 0x80 and (not at or line[at - 1] < 0x80))
        here = best[0][at], best[1][at]
        for side in (0, 1):
            total, was = here[side], side
            if here[1 - side] - price > total:
                total, was = here[1 - side] - price, 1 - side
            if total <= never:
                continue
            row, back = best[side], came[side]
            for width, score in units[side][at]:
                if total + score > row[at + width]:
                    row[at + width] = total + score
                    back[at + width] = (at, was)
    sides = bytearray(size)
    at, side = size, int(best[1][size] > best[0][size])
    while at > 0:
        first, was = came[side][at]
        if side:
            sides[first:at] = b"\x01" * (at - first)
        at, side = first, was
    runs = re.finditer(rb"\x01+", sides)
    inner = ((run.start(), _HIGH.search(line[run.start() : run.end()])) for run in runs)
    return [(start + high.start(), start + high.end()) for start, high in inner if high]


def _units(line: bytes, codec: str) -> _Units:
    """For each byte of ``line`` the widths of what can begin there in ``codec``, and log probabilities."""
    plain = ((1, 0.0),)
    if codec == "utf-8":
        stray = ((1, _STRAY),)
        units: _Units = [plain if byte < 0x80 else stray for byte in line]
        known = letters("any")
        for char in _CHAR.finditer(line):
            text = char[0].decode("utf-8", "replace")
            if len(text) == 1:
                units[char.start()] = ((len(char[0]), float(known[min(ord(text), 0xFFFF)])),)
        return units
    values = np.frombuffer(line + b"\0", np.uint8).astype(np.intp)
    scores = pair_scores(codec).take(values[:-1] << 8 | values[1:]).tolist()
    alone = (1, float(BROKEN))
    return [plain if byte < 0x80 else ((2, score), alone) for byte, score in zip(line, scores, strict=True)]


def _certain(parts: list[_Part]) -> Iterator[_Part]:
    """What is certain of the parts in the other codec that gains most, and what is likely near it."""
    parts = [part for part in parts if part.gain > 0]
    gains = Counter[str]()
    for part in parts:
        gains[part.codec] += int(part.gain) if part.mean > _READS else 0
    for codec, gain_in_all in gains.most_common(1):
        least = _SMALL_GAIN if gain_in_all > _GAIN_IN_ALL else _GAIN
        likely = [part for part in parts if part.codec == codec]
        sure = np.array(
            [p.start for p in likely if p.gain > least and p.mean > _READS and p.end - p.start >= _LEAST], np.int64
        )
        yield from (part for part in likely if len(sure) and np.abs(sure - part.start).min() <= _NEAR)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
