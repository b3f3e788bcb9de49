"""Documents in two codecs: a header or an inserted part in another codec than the rest, as templates make them.

A run between ASCII characters is read in the other codec where that makes it Chinese without any broken byte and its
own codec makes it rubbish. Its bytes are kept beside the text (``Raw``), so that they come back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np

from cleaner.decoding import Decoded, Raw, concatenated
from cleaner.stages.decode.likelihood import read

_LEGACY = ("gb18030", "big5hkscs")
_READS = -9.5  # nats a character
_GAIN, _SMALL_GAIN, _GAIN_IN_ALL = 25.0, 10.0, 60.0  # nats: of a run alone; of a run where all of them gain so much
# The halves of a character, each in three bytes, as some programs in Java write them (CESU-8).
_HALVES = re.compile(rb"(?:\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]){1,1000}")
_NEAR = 100  # bytes
_LEAST = 4  # bytes of a run that shows the other codec
_MOST = 4000  # runs looked at
_RUN = re.compile(rb"[\x80-\xff](?:[\x40-\x7e]{0,2}[\x80-\xff]){1,4000}[\x40-\x7e]?")
# Bytes by what they are in UTF-8: the first of three, one of those that follow, any other.
_SHAPE = bytes(ord("L" if 0xE2 <= b <= 0xEF else "c" if 0x80 <= b <= 0xBF else ".") for b in range(256))
_TWO = b"LccLcc"
_UTF8_HEAD = re.compile(rb"[\xe2-\xef][\x80-\xbf]{2}")
_HIGH_RUN = re.compile(rb"[\x80-\xff]{3,4000}")


class _Run(NamedTuple):
    """A run in another codec: what it gains in nats, its log probability a character, where it is."""

    gain: float
    mean: float
    start: int
    end: int
    codec: str


def decode_mixed(data: bytes, codec: str, decode: Callable[[bytes], Decoded]) -> Decoded:
    """``data`` decoded by ``decode``, which knows ``codec``, but for runs that are in another codec."""
    if codec in _LEGACY:
        runs = [(run.start, run.end, run.codec) for run in _certain(_utf8_in_legacy(data, codec))]
    else:
        runs = [(run.start, run.end, run.codec) for run in _certain(_legacy_in_utf8(data))]
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


def _utf8_in_legacy(data: bytes, codec: str) -> Iterator[_Run]:
    """Runs of whole UTF-8 in a document of byte pairs."""
    if _TWO not in data.translate(_SHAPE):
        return
    for run in islice(_HIGH_RUN.finditer(data), _MOST):
        if _UTF8_HEAD.match(run[0]) and _is_utf8(run[0]):
            found = read(run[0], "utf-8")
            yield _Run(found.total - read(run[0], codec).total, found.mean, *run.span(), "utf-8")


def _legacy_in_utf8(data: bytes) -> Iterator[_Run]:
    """Runs of byte pairs in a document of UTF-8."""
    for run in islice(_RUN.finditer(data), _MOST):
        if _is_utf8(run[0]):
            continue
        own = read(run[0], "utf-8").total
        for codec in _LEGACY:
            found = read(run[0], codec)
            if not found.broken:
                yield _Run(found.total - own, found.mean, *run.span(), codec)


def _certain(found: Iterator[_Run]) -> Iterator[_Run]:
    """What is certain of the runs in the other codec that gains most, and what is likely near it."""
    runs = [run for run in found if run.gain > 0]
    gains = Counter[str]()
    for run in runs:
        gains[run.codec] += int(run.gain) if run.mean > _READS else 0
    for codec, gain_in_all in gains.most_common(1):
        least = _SMALL_GAIN if gain_in_all > _GAIN_IN_ALL else _GAIN
        likely = [run for run in runs if run.codec == codec]
        sure = np.array(
            [run.start for run in likely if run.gain > least and run.mean > _READS and run.end - run.start >= _LEAST]
        )
        yield from (run for run in likely if len(sure) and np.abs(sure - run.start).min() <= _NEAR)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
