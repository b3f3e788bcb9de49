"""Code points that look like an ideograph and are not one: radicals and compatibility forms."""

from __future__ import annotations

import re

import numpy as np

from cleaner.patterns import lazy
from cleaner.stages.script import tables
from cleaner.stages.script.convert import Converted
from cleaner.stages.script.labels import Paragraphs
from cleaner.stages.script.work import Way, Work

# Ideographic description characters: between them a radical is meant as a radical. Most join two parts.
_DESCRIPTION = re.compile("[\u2ff0-\u2fff\u31ef]")
_OF_THREE, _OF_ONE = "\u2ff2\u2ff3", "\u2ffe\u2fff"
_LONGEST = 32  # characters of a description
_HAN = lazy("[\u3400-\u9fff\U00020000-\U000323af]")
_COMPATIBLE = 0xF900  # from here on a code point is the same character as the ideograph; a radical only looks like it
_IN_TEXT = re.compile("[，。、；：？！“”‘’「」『』《》（）…—]")


def fold_radicals(paragraphs: Paragraphs, work: Work) -> bool:
    """Write each look-alike beside an ideograph as the ideograph that it stands for; whether there was any.

    A compatibility form is that ideograph, so a mark of Chinese text beside it is enough.
    """
    if not paragraphs.total(tables.RADICAL):
        return False
    text, new = paragraphs.text, paragraphs.codes.copy()
    found = np.flatnonzero(paragraphs.kinds & tables.RADICAL)
    for run in np.split(found, np.flatnonzero(np.diff(found) != 1) + 1):
        start, end = int(run[0]), int(run[-1]) + 1
        ideographs = tables.mapping("radical").take(new[start:end])
        around = text[max(start - 1, 0) : start] + text[end : end + 1]
        told_apart = set(around) & set(map(chr, ideographs))  # ⼀一: a list of radicals has both
        beside = _HAN.search(around) or (new[start] >= _COMPATIBLE and _IN_TEXT.search(around))
        described = _DESCRIPTION.search(text[max(start - 3, 0) : end + 1]) or _in_description(text, start)
        if beside and not told_apart and not described:
            new[start:end] = ideographs
    work.put(Converted.certain(new), Way("script.radical", "looks like an ideograph"))
    return True


def _in_description(text: str, at: int) -> bool:
    """Whether ``text[at]`` is a part of a character that is described (``⿱⿰入人隹⺀``)."""
    before = max(0, at - _LONGEST)
    signs = [match.start() for match in _DESCRIPTION.finditer(text, before, at)]
    if not signs:
        return False
    missing, past = 1, 0
    for char in text[signs[0] : at]:
        sign = _DESCRIPTION.match(char)
        if not missing:  # one description is complete
            missing, past = int(sign is not None), past + 1
        if sign:
            missing += 2 if char in _OF_THREE else 0 if char in _OF_ONE else 1
        else:
            missing = max(0, missing - 1)
    last = not _HAN.match(text, at + 1)
    return missing > 0 or (not past and last)  # with one part more than the signs say
