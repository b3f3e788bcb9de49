"""Where a line can be cut: how well its characters read on over each place."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.character_model import model


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
    one, two, three, four = rows[:-3], rows[1:-2], rows[2:-1], rows[3:]
    nothing = np.full(len(one), none)
    after = table.third(one, two, three) + table.third(two, three, four)
    out[1:-1] = after - table.third(nothing, nothing, three) - table.third(nothing, three, four)
    return out
