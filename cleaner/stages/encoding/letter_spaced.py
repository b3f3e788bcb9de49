"""Text with a blank behind each character, as extractors of PDF write letter-spaced type: ``本 文 件 由 … 提 出``.

Tables of characters are written so too (``一 乙 二 十``, ``赵 钱 孙 李``), so what is found must read as text: each
character is likelier behind those before it than by itself. Of 6,000 runs of eight ideographs in prose and recipes
nine tenths gain more than ``_GAIN`` by their neighbours; no table of characters, elements, provinces or surnames does,
only sequences that all know by heart (the stems and branches, colours), and they are short.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from cleaner.character_model import model
from cleaner.doc import Edit
from cleaner.patterns import lazy
from cleaner.stages.markup.kind import fences_of

_FIRST_HAN, _LAST_HAN = 0x3400, 0x9FFF
_HAN, _MARKS = "[\u3400-\u9fff]", "，。、：；！？（）《》“”,:;.()0-9/·—-"
_BETWEEN = f"(?: | ?(?:[{_MARKS}] ?){{1,30}})"
_RUN = lazy(f"(?:[{_MARKS}] )?(?:{_HAN}{_BETWEEN}){{1,2000}}{_HAN}(?: [{_MARKS}]{{1,3}})?")
_PAIR = lazy(f"(?={_HAN} {_HAN})")
_TIGHT = lazy(f"(?={_HAN}{_HAN})")
_FEWEST, _FEWEST_ALL = 5, 40  # blanks between two ideographs in a run, and ideographs in all runs
_GAIN = 1.2  # natural log of how much likelier a character is behind the two before it
_NO_HAN = re.compile(f"[^{_HAN[1:-1]}]+")


def repairs(text: str, points: NDArray[np.uint32]) -> Iterator[Edit]:
    """Edits that take the blanks out where a text, given with its code points, sets one behind each character."""
    if text.count(" ") < _FEWEST_ALL // 2 or _alone_between_blanks(points) < _FEWEST_ALL // 2:
        return
    runs = [run for run in _RUN.finditer(text) if run[0].count(" ") >= _FEWEST]
    long = [run for run in runs if _blanks(run[0]) >= _FEWEST]
    written = _NO_HAN.sub("", "".join(run[0] for run in long))
    if len(written) < _FEWEST_ALL or (gain := _gain(written)) < _GAIN:
        return
    spaced = sum(_blanks(run[0]) for run in long)
    fences = fences_of(text)
    if spaced >= len(_TIGHT.findall(text)):  # then what is short is written so, too
        long = list(_RUN.finditer(text))
    reason = f"verified: without the blanks each character is e^{gain:.1f} times as likely behind those before it"
    for start, end in chain.from_iterable(_single(run) for run in long):
        if bisect_right(fences, start) % 2 == 0:
            yield Edit(start, end, "", "encoding.letter-spaced", reason)


def _alone_between_blanks(points: NDArray[np.uint32]) -> int:
    """How many ideographs stand alone between two blanks."""
    blank = points == ord(" ")
    amid = points[1:-1][blank[:-2] & blank[2:]]
    return int(np.count_nonzero((amid >= _FIRST_HAN) & (amid <= _LAST_HAN)))


def _blanks(text: str) -> int:
    """Ideographs with one blank and another ideograph behind them."""
    return sum(1 for _ in _PAIR.finditer(text))


def _single(run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The blanks of a run, none of which has another beside it."""
    at = run.start()
    return ((at + place, at + place + 1) for place, sign in enumerate(run[0]) if sign == " ")


def _gain(text: str) -> float:
    """How much likelier a character of ``text`` is behind the two before it than by itself, as a natural log."""
    ours = model()
    return ours.mean(text) - float(ours.alone(text).mean()) - _alone(text)


def _alone(text: str) -> float:
    """The mean of what the characters of ``text`` score where nothing is known before them."""
    ours = model()
    rows = ours.ids(text)
    nothing = rows * 0 + ours.size
    return float(ours.follow(nothing, rows).mean())
