"""Whether a line goes on with the next one: how much likelier its next two characters are after it than anywhere."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaner.character_model import Scores, model, singles
from cleaner.doc import codes
from cleaner.patterns import HAN


def goes_on(one: str, other: str) -> bool:
    """Whether ``flow`` can tell anything of two lines: ideographs meet where they would be joined."""
    return HAN.match(one[-1:]) is not None and HAN.match(other.lstrip()[:1]) is not None


def flow(pairs: Sequence[tuple[str, str]]) -> Scores:
    """Nats by which the first two characters of each second text are likelier after the first than without it.

    Of halves of sentences the mean is 3.4 (5 % of means of five are below .8), of headlines and what stands below them
    -1.2 (5 % above 1.2), of lines of poems -2.9: measured on the gold texts of the development pages.
    """
    text = "".join(one[-2:].rjust(2) + other.lstrip()[:2].ljust(2) for one, other in pairs)
    rows, points = model().ids(text).reshape(-1, 4), np.minimum(codes(text), 0xFFFF).reshape(-1, 4)
    third = model().third(rows[:, 0], rows[:, 1], rows[:, 2]) - singles()[points[:, 2]]
    fourth = model().third(rows[:, 1], rows[:, 2], rows[:, 3]) - model().follow(rows[:, 2], rows[:, 3])
    total: Scores = third + fourth
    return total
