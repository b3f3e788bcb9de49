"""Which lines of a text, or parts of the source of a page, may be misread: by their characters, before any model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, repeat

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.encoding.gates import jumbled
from cleaner.stages.encoding.signs import Sign, Strange

# Plain numbers: an operation on an ``IntFlag`` costs a microsecond.
STRANGE, LATIN, LETTER = int(Sign.RARE | Sign.LOST), int(Sign.LATIN), int(Sign.LETTER)
_LONGEST = 4000
_CROWD, _WIDEST = 4, 10  # letters of a crowd, and characters that hold it
_LAYOUT = "\xa0·"
_FEW = 16  # places that are quicker looked at one by one
# Marks that stand behind a blank where a letter was folded.
_MARKS = "\u0301\u0303\u0304\u0308\u0327"
_BLANK, _WIDE = " \t\u3000", "\u2e80"
_CUTTING = '> .,:;"0123456789'  # no codec has them as the second half of a character
Span = tuple[int, int]


def scattered(strange: Strange) -> bool:
    """Whether no two unusual characters are close to each other, which is cheap to ask: then no line is suspect."""
    where = strange.where
    if len(where) > _FEW:
        return not (where[1:] - where[:-1] <= _WIDEST).any()
    places = where.tolist()
    return all(next_ - place > _WIDEST for place, next_ in pairwise(places))


def suspects(text: str, strange: Strange, ends: str) -> Iterator[Span]:
    """Lines, without their blanks, that hold rare characters or Latin letters close together.

    ``ends``: the characters that end lines.
    """
    close = _crowded(strange.with_sign(STRANGE), 3, 9)
    if strange.seen & LATIN:
        close = np.concatenate((close, _letters(text, strange.with_sign(LATIN))))
    marked = 2 * close
    if strange.seen & LETTER:
        marked = np.concatenate((marked, 2 * _crowded(strange.with_sign(LETTER), _CROWD, _WIDEST) + 1))
    marked.sort()
    done = refused = 0
    for place in marked.tolist():
        if place // 2 >= (max(done, refused) if place % 2 else done):
            start, past = _line(text, place // 2, ends)
            if place % 2 and not jumbled(text[start:past]):
                refused = past
                continue
            done = past
            yield from _bare(text, start, done)


def _letters(text: str, where: NDArray[np.intp]) -> NDArray[np.intp]:
    """Places of crowds among Latin signs, but of those of no-break spaces and middle dots alone: they are layout."""
    close = _crowded(where, _CROWD, _WIDEST)
    if not len(close):
        return close
    telling = np.array([text[place] not in _LAYOUT for place in where.tolist()])
    told = np.concatenate(([0], np.cumsum(telling)))
    first = where.searchsorted(close)
    return close[told[np.minimum(first + _CROWD, len(where))] > told[first]]


def _line(text: str, place: int, ends: str) -> Span:
    """The line that holds ``text[place]``; the end of a tag belongs to it, as its beginning may be lost."""
    if len(ends) == 1:
        past = text.find(ends, place)
        return text.rfind(ends, 0, place) + 1, past if past >= 0 else len(text)
    start = max(text.rfind(end, 0, place) for end in ends) + 1
    found = [at for at in (text.find(end, place) for end in ends) if at >= 0]
    past = min(found, default=len(text))
    return start, past + (text[past : past + 1] == ">" and ">" in ends)


def _bare(text: str, start: int, end: int) -> Iterator[Span]:
    """The line from ``start`` to ``end``, which holds more than blanks, without blanks at its ends, cut if it is long.

    It is cut after an ASCII character, where there is one: there a character begins, whatever the codec was.
    """
    while text[start] in _BLANK:
        start += 1
    start -= text[start] in _MARKS and start > 0 and text[start - 1] == " "  # ¸ that was folded
    last = end
    while text[end - 1] in _BLANK:
        end -= 1
    end += end < last and text[end] == " " and "\x7f" < text[end - 1] < _WIDE  # it may have been the byte A0
    while end - start > _LONGEST:
        cut = max(map(text.rfind, _CUTTING, repeat(start + _LONGEST // 2), repeat(start + _LONGEST))) + 1
        cut = cut or start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def _crowded(where: NDArray[np.intp], number: int, width: int) -> NDArray[np.intp]:
    """Places from which on ``number`` places lie within ``width``; all places where there are fewer, but two."""
    if len(where) < number:
        return where[:1] if len(where) >= 2 and where[-1] - where[0] <= width else where[:0]
    return where[: len(where) - number + 1][where[number - 1 :] - where[: len(where) - number + 1] <= width]


def others(text: str, spans: Sequence[Span], ends: str) -> Iterator[Span]:
    """The lines that are not among ``spans`` and hold anything but ASCII."""
    taken = {_line(text, start, ends)[0] for start, _ in spans}
    for start, bare in _lines(text, ends):
        if start not in taken:
            yield from bare


@lru_cache(2)
def _lines(text: str, ends: str) -> list[tuple[int, list[Span]]]:
    """Where lines that hold anything but ASCII begin, and what is looked at of each."""
    found = re.finditer(f"[^{ends}]+>?" if ">" in ends else f"[^{ends}]+", text)
    return [
        (line.start(), list(_bare(text, *line.span())))
        for line in found
        if not (whole := line[0]).isascii() and whole.strip(_BLANK)
    ]
