"""Where a line can be cut: how well its characters read on over each place."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.character_model import model

# How much text before and behind a seam tells how well it reads.
SEAM = 3


def links(text: str) -> NDArray[np.float32]:
    """How much likelier two characters are after the two before them than at a beginning, for each place of a text.

    In nats: high inside a word, about 0 where anything may follow, below where one text ends and another begins.
    The two ends have 0.
    """
    table = model()
    none = table.size
    out = np.zeros(len(text) + 1, np.float32)
    if len(text) < 2:
        return out
    rows = np.concatenate(([none], table.ids(text), [none]))
    three, four = rows[2:-1], rows[3:]
    before = np.concatenate((rows[:-2], np.full(len(three), none)))  # both at once: a call takes its time
    likely = table.third(before, np.concatenate((rows[1:-1], three)), np.concatenate((rows[2:], four)))
    after = likely[: len(three)] + likely[1 : len(three) + 1]
    out[1:-1] = after - _first().take(three) - likely[len(three) + 1 :]
    return out


@cache
def _first() -> NDArray[np.float32]:
    """How likely each character is at a beginning, by its row of the model."""
    table = model()
    rows = np.arange(table.size + 1)
    nothing = np.full(len(rows), table.size)
    return table.third(nothing, nothing, rows)
