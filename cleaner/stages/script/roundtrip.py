"""Traditional text to Simplified and back: which forms it has where Traditional has several, and what comes back."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np

from cleaner.stages.script import tables
from cleaner.stages.script.convert import made_by_opencc, picked
from cleaner.stages.script.tables import Codes

Choices = Counter[tuple[int, int, int]]
"""How often: a Simplified character, the Traditional one that its words ask for (as far as we know), the one there."""


class Trip(NamedTuple):
    """The choices in a text, and how many characters differ after the round trip that OpenCC makes.

    Of the standards of glyphs the one counts that comes closest.
    """

    choices: Choices
    differ: int


def round_trip(before: Codes) -> Trip:
    """The choices in a Traditional text by the words around them, and what a round trip changes."""
    short = picked("t2s", tables.mapping("standard").take(before)).codes
    ours = picked("s2t", short)
    after = made_by_opencc(short, ours)
    forms = (after, tables.mapping("to_tw").take(after), tables.mapping("to_hk").take(after))
    differ = min(int(np.count_nonzero(before != form)) for form in forms)
    where = tables.several().take(short).nonzero()[0]
    plain = tables.plain()
    # OpenCC's slips are no departures of who wrote the text.
    columns = (short.take(where), plain.take(ours.codes.take(where)), plain.take(before.take(where)))
    return Trip(Counter(zip(*(column.tolist() for column in columns), strict=True)), differ)
