"""Code points that look like an ideograph and are not one: radicals and compatibility forms."""

from __future__ import annotations

import re

import numpy as np

from cleaner.stages.script import tables
from cleaner.stages.script.convert import Converted
from cleaner.stages.script.labels import Paragraphs
from cleaner.stages.script.work import Way, Work

# Ideographic description characters: between them a radical is meant as a radical.
_DESCRIPTION = re.compile("[\u2ff0-\u2fff\u31ef]")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U000323af]")
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
        ideographs = tables.mapping("radical")[new[start:end]]
        around = text[max(start - 1, 0) : start] + text[end : end + 1]
        told_apart = set(around) & set(map(chr, ideographs))  # ⼀一: a list of radicals has both
        beside = _HAN.search(around) or (new[start] >= _COMPATIBLE and _IN_TEXT.search(around))
        if beside and not told_apart and not _DESCRIPTION.search(text[max(start - 3, 0) : end + 1]):
            new[start:end] = ideographs
    nothing = np.zeros(len(new), bool)
    work.put(Converted(new, nothing, nothing), Way("script.radical", "looks like an ideograph"))
    return True
