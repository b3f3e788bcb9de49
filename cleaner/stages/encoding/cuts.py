"""The ways to cut a line into parts that may be misread while the rest of it is not."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from cleaner.doc import codes
from cleaner.patterns import HAN, lazy
from cleaner.stages.encoding.policies import MISSING, POINTS, Family
from cleaner.stages.encoding.readings import family_encoder, packed
from cleaner.stages.encoding.signs import Strange
from cleaner.stages.encoding.suspects import LATIN as LATIN_SIGN
from cleaner.stages.encoding.suspects import STRANGE, Span

# Parts of a line: Latin letters, without and with the quotation marks around them that may be letters misread; what
# stands between Chinese marks, and between those or ASCII ones.
_BARE_LATIN_RUN = lazy(
    '[\x30-\x39\x41-\u2017\u2020-\u2e7f\ufffd][^\n"<>()\u2e80-\ufffc\ufffe-\U0010ffff]{1,4000}(?<![\x00-\x2f\u2018-\u201f])'
)
_LATIN_RUN = lazy("[^\n\u2e80-\ufffc\ufffe-\U0010ffff]{3,4000}")
_UTF8_RUN = re.compile(rb"(?:[\xe2-\xef][\x80-\xbf\xff]{2}|[\x00-\x7f]{1,8}(?=[\xe2-\xef])){2,4000}")
_WIDE = "\u2e80"
_LEAST_STRANGE = 0.15  # of the characters of a part
_CROWD, _AROUND = 20, 32  # characters that hold three strange ones, and what may belong to them on each side
Cut = Callable[[str, int, int, Sequence[int] | None], Iterator[Span]]  # given also the places of strange characters


def has_parts(text: str, places: Sequence[int]) -> bool:
    """Whether a part of a line with ``places`` of strange characters can be ``strange_enough``, which is cheap to ask.

    Two are enough where they are the whole part, or letters, between which others may stand.
    """
    if len(places) != 2 or any(text[place] < _WIDE for place in places):
        return len(places) > 1
    first, last = places
    return last - first == 1 and not HAN.match(text, last + 1) and not (first and HAN.match(text, first - 1))


def places_of(strange: Strange, start: int, end: int) -> list[int]:
    """The places of the strange characters of ``text[start:end]``."""
    places: list[int] = strange.within(start, end).with_sign(STRANGE | LATIN_SIGN).tolist()
    return places


def number(places: Sequence[int], start: int, end: int) -> int:
    """How many of ``places`` lie from ``start`` on before ``end``."""
    return bisect_left(places, end) - bisect_left(places, start)


def strange_enough(places: Sequence[int] | None, start: int, end: int) -> bool:
    """Whether a part may be misread, by how many ``places`` of strange characters are in it: three, or all of it."""
    return places is None or number(places, start, end) >= max(2, min(3, end - start), _LEAST_STRANGE * (end - start))


def _latin(pattern: re.Pattern[str]) -> Cut:
    def cut(text: str, start: int, end: int, near: Sequence[int] | None) -> Iterator[Span]:
        """Runs of the letters that a pattern names, where two letters at least are there."""
        if near is None or sum(text[place] < "\u2e80" or text[place] == "\ufffd" for place in near) > 1:
            yield from (m.span() for m in pattern.finditer(text, start, end))

    return cut


def _between(marks: str) -> Cut:
    """What stands between ``marks`` or blanks."""
    pattern = re.compile(f"[^{re.escape(marks)}\\s]+")

    def cut(text: str, start: int, end: int, near: Sequence[int] | None) -> Iterator[Span]:
        """What stands between the marks, about the places that are ``near`` if any are given."""
        if near is None:
            yield from (m.span() for m in pattern.finditer(text, start, end))
            return
        past = start
        for place in near:
            if place >= past and (match := pattern.match(text, place, end)):
                first = place
                while first > past and not (text[first - 1] in marks or text[first - 1].isspace()):
                    first -= 1
                past = match.end()
                yield first, past

    return cut


def _utf8_runs(text: str, start: int, end: int, near: Sequence[int] | None) -> Iterator[Span]:
    """Characters whose bytes are UTF-8 one after another, in text whose bytes are not."""
    if near is not None:
        start, end = _crowd(near, start, end)
        if start == end:
            return
    points = np.minimum(codes(text[start:end]), POINTS - 1)
    families: tuple[Family, ...] = ("gbk", "big5")
    for family in families:
        values = family_encoder(family)[points]
        if (values != MISSING).all() and (runs := [run.span() for run in _UTF8_RUN.finditer(packed(values))]):
            size = (values > 0xFF).astype(np.int64) + 1
            for first, past in np.searchsorted(np.cumsum(size) - size, runs).tolist():
                yield start + first, start + past


def _crowd(places: Sequence[int], start: int, end: int) -> Span:
    """What of ``text[start:end]`` lies around ``places`` that stand close together, as they do in misread text."""
    ends = [(first, last) for first, last in zip(places, places[2:], strict=False) if last - first < _CROWD]
    return (max(start, ends[0][0] - _AROUND), min(end, ends[-1][1] + _AROUND)) if ends else (start, start)


# The ways to cut lines into parts, the best first, and whether only readings without a choice count.
_MARKS, _ASCII_MARKS = "，。：；！？、“”（）《》【】", ",;:!\"'()<>/="
CUTS = (
    (_latin(_BARE_LATIN_RUN), True),
    (_latin(_LATIN_RUN), True),
    (_between(_MARKS), False),
    (_between(_MARKS + _ASCII_MARKS), False),
    (_latin(_LATIN_RUN), False),
    (_utf8_runs, False),
)
