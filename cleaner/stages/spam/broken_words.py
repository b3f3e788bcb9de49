"""Pictures that were put into the middle of words, so that no two copies of a page are alike."""

from __future__ import annotations

import re

import numpy as np

from cleaner.doc import Edit
from cleaner.lines import Lines
from cleaner.patterns import HAN
from cleaner.stages.spam.institutions import READS, TWICE
from cleaner.stages.spam.seams import SEAM, links

_PICTURE = re.compile("[\U0001f000-\U0001faff\ufe0f\u200d]+")
_PICTURES = 0x1F000  # the first code point of those that pictures have
# How well the text reads on over a picture inside a word: of 4,800 honest documents none has 3, and a torn word 4 to 9.
_TORN = 4.0
_MOST = 500  # pictures that are looked at


def broken_words(lines: Lines) -> list[Edit]:
    """Cuts of the pictures between two ideographs that read on over them, where two or more stand inside words."""
    if np.count_nonzero(lines.points >= _PICTURES) < TWICE:
        return []
    text, found = lines.folded, []
    for _, match in zip(range(_MOST), _PICTURE.finditer(text), strict=False):
        start, end = match.span()
        if start and HAN.match(text, start - 1) and HAN.match(text, end):
            before = text[max(0, start - SEAM) : start].rpartition("\n")[2]
            held = float(links(before + text[end : end + SEAM].partition("\n")[0])[len(before)])
            found.append((start, end, held))
    if sum(held >= _TORN for *_, held in found) < TWICE:
        return []
    why = "action=emoji family=brand within words"
    return [Edit(start, end, "", "spam.emoji-noise", why, 0.7) for start, end, held in found if held >= READS]
