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
_NEWLINE = np.uint32(ord("\n"))
_SHORTEST, _LONGEST = 8, 30  # characters of a run
_ENDED = lazy(r"(?P<before>[^\n]{0,2000}[\u3400-\u9fff])(?P<noise>[ -~]{8,30})\Z")
_WORD = lazy("[a-z]{4}|[A-Z]{4}|://|@[a-z]|^ |  ")
_SIGNS = 0.15  # of the characters of a run, those that are no letter, digit or blank
_FEWEST, _MOST = 2, 40  # lines that end so; of more than that a few tell
_SIZES, _NAME = (4, 16), lazy("[网網坛壇间間站客园園区區社吧库庫圈]\\Z")  # characters of a site's name, and its last


def repairs(text: str, points: NDArray[np.uint32]) -> Iterator[Edit]:
    """Edits that take the noise and the names before it out of a text, which is given with its code points."""
    ends = _noisy_ends(points)
    if len(ends) < _FEWEST:  # as of most texts
        return
    some = [(text.rfind("\n", 0, end) + 1, end) for end in ends]
    lines = ((start, text[start:end]) for start, end in some)
    ended = [(start, found) for start, line in lines if _may_end_so(line) and (found := _ended(line))]
    if len(ended) < _FEWEST or not (name := _name_of([found["before"] for _, found in ended[:_MOST]])):
        return
    why = f"exact: random characters behind {name}, as X-Space makes them"
    named = [(start, found) for start, found in ended if found["before"].endswith(name)]
    if len({found["noise"] for _, found in named}) < _FEWEST:
        return
    spans = [(start + found.end("before") - len(name), start + found.end()) for start, found in named]
    at = 0
    for line in text.split("\n"):
        spans += [(at, at + len(line))] if _is_random(line) else []
        at += len(line) + 1
    yield from (Edit(*span, "", "encoding.jammer", why) for span in sorted(spans))


def _noisy_ends(points: NDArray[np.uint32]) -> list[int]:
    """The ends of the lines that end in ASCII, the last one in anything; none where all others have no capital or sign.

    One of the others must end in both, or the text has no such noise.
    """
    ends = (points[_SHORTEST:] == _NEWLINE).nonzero()[0] + _SHORTEST
    ends = ends[points.take(ends - 1) < _PAST_ASCII]
    if not len(ends):  # as of most texts
        return []
    tails = points.take(ends[:, None] - np.arange(1, _SHORTEST + 1))
    capital = (tails >= ord("A")) & (tails <= ord("Z"))
    letter = (tails >= ord("a")) & (tails <= ord("z"))
    sign = ~(capital | letter | (tails == ord(" ")) | ((tails >= ord("0")) & (tails <= ord("9"))))
    plain = ((tails >= ord(" ")) & (tails < _PAST_ASCII)).all(axis=1)
    noisy = plain & capital.any(axis=1) & sign.any(axis=1)
    return [*ends[plain].tolist(), len(points)] if np.count_nonzero(noisy) >= _FEWEST - 1 else []


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
