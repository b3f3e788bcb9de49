"""Ideographs that stand for the letters of Latin words: ``碍罢痴`` for KTV, ``贰尘颈濒测`` for Emily.

Farms of copied pages write each letter as one ideograph, always the same, and leave digits and marks; so a page has
runs that are no Chinese and hardly a letter. The table was read off such pages: a word that is known gives its letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.character_model import model
from cleaner.doc import Edit
from cleaner.points import blank

_SMALL = "补产肠诲别蹿驳丑颈箩办濒尘苍辞辫辩谤蝉迟耻惫飞虫测锄"
_CAPITAL = "础叠颁顿贰贵骋贬滨闯碍尝惭狈翱笔蚕搁厂罢鲍痴奥齿驰窜"
_LETTERS = dict(zip(_SMALL + _CAPITAL, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", strict=True))
_RUN = re.compile(f"[{_SMALL}{_CAPITAL}]{{2,60}}")
# Of these a text has few, and no word of several.
_SELDOM = "颈濒蹿诲蝉骋顿狈罢痴碍颁贰滨翱鲍闯惭叠蚕搁窜驰谤辫箩锄惫"
_FEWEST, _RUNS, _SIZE = 4, 3, 10  # seldom ones in the text; runs that are no Chinese, and letters in them
_ASCII = 0.5  # letters of ASCII to one of those
# Natural logs of P a character, below which a run is no Chinese: of ordinary runs of these ideographs 贵厂 and 飞虫
# have -10.2, words of three letters and more in disguise -10.3 to -13.9.
_LEAST, _LEAST_PAIR = -9.5, -10.8
_LIKELY = 0.97


def repairs(text: str, points: NDArray[np.uint32]) -> Iterator[Edit]:
    """Edits that write the letters, in a text that is given with its code points and shows that it was made so."""
    if int(np.count_nonzero(_seldom().take(points, mode="clip"))) < _FEWEST:
        return
    runs = list(_RUN.finditer(text))
    if len({run[0] for run in runs}) < _RUNS:
        return
    links = model().links(text)
    runs = [run for run in runs if _is_no_chinese(run, links)]
    size = sum(len(run[0]) for run in runs)
    if len({run[0] for run in runs}) < _RUNS or size < _SIZE:
        return
    letters = int(np.count_nonzero(((points | 0x20) >= ord("a")) & ((points | 0x20) <= ord("z"))))
    if letters > _ASCII * size:
        return
    reason = f"verified: {len(runs)} runs of ideographs are no Chinese, and words by one table"
    for run in runs:
        new = "".join(map(_LETTERS.__getitem__, run[0]))
        yield Edit(*run.span(), new, "encoding.latin-sign", reason, confidence=_LIKELY)


def _is_no_chinese(run: re.Match[str], links: NDArray[np.float32]) -> bool:
    start, end = run.span()
    return float(links[start:end].mean()) < (_LEAST_PAIR if end - start == 2 else _LEAST)


@cache
def _seldom() -> NDArray[np.bool_]:
    table = blank(np.bool_)
    table[[ord(sign) for sign in _SELDOM]] = True
    return table
