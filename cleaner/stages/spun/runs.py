"""The run of lines on a page that shows a tool's forms most: one spun paragraph is lost in the sum of many others."""

from __future__ import annotations

import numpy as np

from cleaner.fold import Class
from cleaner.lines import Lines
from cleaner.stages.spun.detector import Detector
from cleaner.stages.spun.scan import Ints

# What a Han character without any form says against its line (nats): natural forms are as rare as that.
_RATE = 0.02
# A run says at least so much, and has so many Han characters.
LEAST, _SHORTEST = 6.0, 50


def likeliest(lines: Lines, places: Ints, words: Ints, engine: Detector) -> Lines | None:
    """The lines, one after the other, that say most for one family's tool; ``None`` if none say enough.

    ``places``: where the ``words`` of the engine's scanner stand.
    """
    if len(lines) < 2 or not len(words):
        return None
    told = engine.alone.take(words, axis=0)
    families = told.shape[1]
    rows = np.searchsorted(lines.starts, places, "right") - 1
    cells = (rows * families)[:, None] + np.arange(families)
    gains = np.bincount(cells.ravel(), told.ravel(), len(lines) * families).reshape(-1, families)
    han = lines.counts(Class.HAN)
    total = np.zeros((len(lines) + 1, families))
    np.cumsum(gains - (_RATE * han)[:, None], axis=0, out=total[1:])
    says = total[1:] - np.minimum.accumulate(total[:-1], axis=0)
    last, family = divmod(int(says.argmax()), families)
    if says[last, family] < LEAST:
        return None
    first = int(total[: last + 1, family].argmin())
    part = lines.text[lines.starts[first] : lines.ends[last]]
    alone = first == 0 and last == len(lines) - 1
    return None if alone or han[first : last + 1].sum() < _SHORTEST else Lines(part)
