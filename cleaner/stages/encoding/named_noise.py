"""Noise against copying as X-Space makes it: the name of the site with random ASCII behind it, where paragraphs end.

``新的函数51Testing软件测试网f5O-O*c;KaK!C``: out of the reader's sight on the page, and part of the text of a copy. It
is told by the same name at the end of several lines with other characters behind it each time; where these are, lines
of such characters alone are noise as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, takewhile

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import Edit
from cleaner.patterns import lazy

_PAST_ASCII = 0x7F
_SHORTEST, _LONGEST = 8, 30  # characters of a run
_ENDED = lazy(r"(?P<before>[^\n]{0,2000}[\u3400-\u9fff])(?P<noise>[ -~]{8,30})\Z")
_WORD = lazy("[a-z]{4}|[A-Z]{4}|://|@[a-z]|^ |  ")
_SIGNS = 0.15  # of the characters of a run, those that are no letter, digit or blank
_FEWEST, _MOST = 2, 40  # lines that end so; of more than that a few tell
_SIZES, _NAME = (4, 16), lazy("[网網坛壇间間站客园園区區社吧库庫圈]\\Z")  # characters of a site's name, and its last


def repairs(text: str, points: NDArray[np.uint32]) -> Iterator[Edit]:
    """Edits that take the noise and the names before it out of a text, which is given with its code points."""
    if not _ends_in_noise(points):  # as most texts
        return
    rows, at = list[tuple[int, str]](), 0
    for line in text.split("\n"):
        rows.append((at, line))
        at += len(line) + 1
    ended = [(start, found) for start, line in rows if _may_end_so(line) and (found := _ended(line))]
    if len(ended) < _FEWEST or not (name := _name_of([found["before"] for _, found in ended[:_MOST]])):
        return
    why = f"exact: random characters behind {name}, as X-Space makes them"
    named = [(start, found) for start, found in ended if found["before"].endswith(name)]
    if len({found["noise"] for _, found in named}) < _FEWEST:
        return
    spans = [(start + found.end("before") - len(name), start + found.end()) for start, found in named]
    spans += [(start, start + len(line)) for start, line in rows if _is_random(line)]
    yield from (Edit(*span, "", "encoding.jammer", why) for span in sorted(spans))


def _ends_in_noise(points: NDArray[np.uint32]) -> bool:
    """Whether several lines, the last one aside, end in signs and letters of ASCII, a capital among them."""
    ends = np.flatnonzero(points[_SHORTEST:] == ord("\n")) + _SHORTEST
    tails = points.take(ends[:, None] - np.arange(1, _SHORTEST + 1))
    capital = (tails >= ord("A")) & (tails <= ord("Z"))
    letter = (tails >= ord("a")) & (tails <= ord("z"))
    sign = ~(capital | letter | (tails == ord(" ")) | ((tails >= ord("0")) & (tails <= ord("9"))))
    noisy = ((tails >= ord(" ")) & (tails < _PAST_ASCII)).all(axis=1) & capital.any(axis=1) & sign.any(axis=1)
    return int(np.count_nonzero(noisy)) >= _FEWEST - 1


def _may_end_so(line: str) -> bool:
    """Whether a line may end in noise, which is cheap to ask."""
    end = line[-_SHORTEST:]
    return len(line) > _SHORTEST and end.isascii() and not end.isalnum() and not line.isascii()


def _ended(line: str) -> re.Match[str] | None:
    found = _ENDED.match(line)
    return found if found and _is_random(found["noise"]) else None


def _is_random(run: str) -> bool:
    """Whether letters of both cases, or with digits, and signs stand in no order that words or code have."""
    if not (_SHORTEST <= len(run) <= _LONGEST and run.isascii()) or _WORD.search(run):
        return False
    lower, upper, digit = (any(map(kind, run)) for kind in (str.islower, str.isupper, str.isdigit))
    signs = sum(not sign.isalnum() and sign != " " for sign in run)
    return lower + upper + digit > 1 and upper and signs >= _SIGNS * len(run)


def _name_of(befores: list[str]) -> str:
    """The longest name that two of the lines have right before the noise; empty where none has one."""
    shared = (_common_end(one, other) for one, other in combinations(befores, 2) if one != other)
    least, most = _SIZES
    return max((name for name in shared if least <= len(name) <= most and _NAME.search(name)), key=len, default="")


def _common_end(one: str, other: str) -> str:
    size = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(reversed(one), reversed(other), strict=False)))
    return one[len(one) - size :]
