"""Paragraphs in both scripts, sentence by sentence: with a target, what is in the other script goes there."""

from __future__ import annotations

import re

import numpy as np

from cleaner.stages.script import tables
from cleaner.stages.script.labels import LEAST, Paragraphs

_END = re.compile("[。！？!?；;][。！？!?；;”’」』）)]{0,8}")


def parted(paragraphs: Paragraphs) -> Paragraphs:
    """The paragraphs, but of those that show both scripts each sentence for itself."""
    both = (paragraphs.traditional >= LEAST) & paragraphs.chinese
    if not np.count_nonzero(both) or paragraphs.total(tables.SIMPLIFIED) < LEAST:
        return paragraphs
    both &= paragraphs.count(tables.SIMPLIFIED) >= LEAST
    cuts = [
        int(paragraphs.starts[place]) + end.end()
        for place in np.flatnonzero(both).tolist()
        for end in _END.finditer(paragraphs.line(place).rstrip("\n"))
    ]
    starts = np.union1d(paragraphs.starts, np.array(cuts, np.int64))
    starts = starts[starts < len(paragraphs.codes)]
    of = np.searchsorted(paragraphs.starts, starts, "right") - 1
    ends = np.append(starts[1:], paragraphs.ends[-1])
    return Paragraphs(paragraphs.text, paragraphs.codes, starts, ends, both[of])
