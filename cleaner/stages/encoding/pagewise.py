"""What a page says of the characters that it lost: names and words come again, brackets and quotation marks close."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.character_model import singles
from cleaner.doc import codes
from cleaner.stages.encoding.numbered import Numbered
from cleaner.stages.encoding.search import Problem

# A page has its own words: the share of its characters that are drawn from those that it has, and what that is worth at
# most, in nats. A mark or a common character that it has says nothing, a rare one says much.
_OWN, _MOST_HERE = 0.3, 3.0
# Nats: for one that stands between the same ones elsewhere on it; for the end of
# what is open on the line; and against one of which no beginning is seen, as that may be lost too.
_AGAIN, _CLOSES, _CLOSES_NOTHING = 3.0, 2.0, 1.0
_COUNTED = 3.0
_CLOSERS = {"）": "（", "》": "《", "】": "【", "”": "“", "」": "「", "』": "『", "’": "‘", "〉": "〈"}
_POINT = np.uint64(32)  # bits
_TABLE = 0x10000  # code points that are told apart at first
Seen = dict[str, set[str]]


class _Choice(NamedTuple):
    """A step of a problem with the two known characters before and after it, or fewer.

    at: where the problem is.  place: where the step is, if each one before it is one character of the page.
    """

    step: str
    left: str
    right: str
    at: int
    place: int


def told(text: str, problems: Sequence[Problem], starts: Sequence[int], shown: str = "") -> list[Problem]:
    """``problems``, which begin at ``starts`` of a page's ``text``, with prices for what the page tells of them.

    What is lost of ``text`` are surrogates.  shown: the same with what was chosen, a
    character for each: then numbers of lists tell, too.
    """
    rows = [list(_choices(problem, at)) for problem, at in zip(problems, starts, strict=True)]
    page = _Page(text, [choice for row in rows for choice in row if choice], shown)
    prices = [[choice and page.prices(choice) for choice in row] for row in rows]
    return [_priced(problem, row) for problem, row in zip(problems, prices, strict=True)]


def _priced(problem: Problem, prices: Sequence[Sequence[float] | None]) -> Problem:
    """``problem`` with these prices beside its own."""
    if not any(prices):
        return problem
    old = problem.prices or [None] * len(prices)
    both = [
        [a + b for a, b in zip(here, more, strict=True)] if here and more else here or more
        for here, more in zip(old, prices, strict=True)
    ]
    return problem._replace(prices=both)


def _choices(problem: Problem, at: int) -> Iterator[_Choice | None]:
    steps = problem.steps
    for number, step in enumerate(steps):
        if isinstance(step, str) and len(step) > 1:
            left = _last(problem.before, steps[max(0, number - 2) : number])
            right = _first(steps[number + 1 : number + 3], problem.after)
            yield _Choice(step, left, right, at, at + number)
        else:
            yield None


class _Page:
    """The known characters of ``text``, as far as ``choices`` ask for them."""

    def __init__(self, text: str, choices: Sequence[_Choice], shown: str) -> None:
        self._text, self._here = text, _here(text)
        self._after: Seen = {c.left: set() for c in choices if len(c.left) == 2}
        self._before: Seen = {c.right: set() for c in choices if len(c.right) == 2}
        self._between: Seen = {c.left[-1] + c.right[0]: set() for c in choices if c.left and c.right}
        points = codes(text).astype(np.uint64)
        for at in _among(points[:-1], points[1:], self._after):
            self._after[text[at : at + 2]].update(text[at + 2 : at + 3])
        for at in _among(points[1:-1], points[2:], self._before):
            self._before[text[at + 1 : at + 3]].add(text[at])
        for at in _among(points[:-2], points[2:], self._between):
            self._between[text[at] + text[at + 2]].add(text[at + 1])
        wanted = frozenset("".join(c.step for c in choices))
        self._known: dict[str, dict[str, float]] = {}
        self._numbered = Numbered(shown, text) if shown else None
        self._open = {close: _depth(points, start, close) for close, start in _CLOSERS.items() if close in wanted}

    def prices(self, choice: _Choice) -> list[float] | None:
        """The prices of the candidates of ``choice``; none where the page tells nothing."""
        step, left, right, at, place = choice
        again = self._after.get(left, set()) | self._before.get(right, set())
        if left and right:
            again |= self._between[left[-1] + right[0]]
        if step not in self._known:
            self._known[step] = {char: -self._here[char] for char in step if char in self._here}
        prices = self._known[step].copy()
        for char in again:
            prices[char] = prices.get(char, 0.0) - _AGAIN
        for char in self._numbered.told(place) if self._numbered else ():
            prices[char] = prices.get(char, 0.0) - _COUNTED
        line = self._text.rfind("\n", 0, at) + 1
        for close, depth in self._open.items():
            if close in step:
                opened = depth[at] > depth[line]
                prices[close] = prices.get(close, 0.0) + (-_CLOSES if opened else _CLOSES_NOTHING)
        return [prices.get(char, 0.0) for char in step] if prices else None


def _among(first: NDArray[np.uint64], second: NDArray[np.uint64], pairs: Collection[str]) -> list[int]:
    """Where the characters ``first`` and ``second`` are one of ``pairs``."""
    if not pairs:
        return []
    wanted = codes("".join(sorted(pairs))).astype(np.uint64).reshape(-1, 2)
    begins = np.zeros(_TABLE, np.bool_)
    begins[np.minimum(wanted[:, 0], _TABLE - 1)] = True
    where = begins.take(first, mode="clip").nonzero()[0]
    keys, known = first.take(where) << _POINT | second.take(where), wanted[:, 0] << _POINT | wanted[:, 1]
    found: list[int] = where[known.take(known.searchsorted(keys), mode="clip") == keys].tolist()
    return found


def _here(text: str) -> dict[str, float]:
    """For each character of ``text`` the nats by which it is likelier there than elsewhere."""
    points = codes(text)
    count = np.bincount(np.minimum(points, 0xFFFF), minlength=0x10000)
    found = np.flatnonzero(count)
    share = count[found] / len(points)
    gain = np.log1p(_OWN * (share * np.exp(-singles()[found].astype(np.float64)) - 1))
    return dict(zip(map(chr, found.tolist()), np.clip(gain, 0.0, _MOST_HERE).tolist(), strict=True))


def _last(before: str, steps: Iterable[object]) -> str:
    """The two known characters, or fewer, with which ``before`` and then ``steps`` end."""
    out = before
    for step in steps:
        out = out + step if isinstance(step, str) and len(step) == 1 else ""
    return out[-2:]


def _first(steps: Iterable[object], after: str) -> str:
    """The two known characters, or fewer, with which ``steps`` and then ``after`` begin."""
    out = ""
    for step in steps:
        if not isinstance(step, str) or len(step) > 1:
            return out
        out += step
    return (out + after)[:2]


def _depth(points: NDArray[np.uint64], start: str, close: str) -> NDArray[np.int64]:
    """For each place in a text of these characters, how many more of ``start`` than of ``close`` stand before it."""
    total = np.zeros(len(points) + 1, np.int64)
    np.cumsum((points == ord(start)).astype(np.int64) - (points == ord(close)), out=total[1:])
    return total
