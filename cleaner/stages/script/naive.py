"""Evidence that Traditional text was made by a table of single characters, whatever the table.

Such a table writes a Simplified character always the same way, where Traditional has several characters for it: it
writes 之后 and 皇后 alike. So it departs from what the words ask for always into the same form, and where the words ask
for two forms it has but one. A native hand departs from OpenCC's picks too, at places that are known by now
(``data/tables/script_confusions.tsv``), and does write two forms.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.fold import CODE_POINTS
from cleaner.stages.encoding.model import singles
from cleaner.stages.script import tables
from cleaner.stages.script.convert import picked
from cleaner.stages.script.tables import Codes

# How often a native writer departs from a pick that the counts do not know, and how many such counts that is worth.
UNKNOWN, WEIGHT = 0.008, 25
LEAST = 5e-4
# What a departure must tell beyond this many nats, what each repetition adds, and how many of them count.
SURPRISE, AGAIN, REPEATS = 1.0, 0.5, 5
# What a second form of one character tells against a table (a table makes one in a hundred), and how many count.
TWO_FORMS, FORMS = math.log(100), 3
# So many different departures there must be; before any evidence, a table is this unlikely.
DIFFERENT = 3
# Nats from which on a character is taken for another, which the text has at most once in so many.
CERTAIN = 5.0
SELDOM = 20
# Times that a character is to be expected before its absence tells, and what that is worth at most.
MISSED, MOST_MISSED = 8.0, 12.0
PRIOR = 8.0
SHOWN = 5

Choices = Counter[tuple[int, int, int]]
"""How often: a Simplified character, the Traditional one that its words ask for, the one that stands there."""


class Slips(NamedTuple):
    """The log odds of a table (``-PRIOR`` where nothing tells), and the departures from the words, worst first.

    two_forms: characters that stand in a second form, as no table writes them.
    """

    odds: float
    pairs: list[tuple[str, str, int]]
    two_forms: int

    def __str__(self) -> str:
        shown = "、".join(f"{found}({asked}) {n}" for asked, found, n in self.pairs[:SHOWN])
        return f"{sum(n for _, _, n in self.pairs)} characters that one form for each would give: {shown}"


def choices_in(before: Codes) -> tuple[Choices, Codes]:
    """The choices in a Traditional text, and the text after a round trip to Simplified."""
    short, _ = picked("t2s", tables.mapping("standard").take(before))
    after, _ = picked("s2t", short)
    where = np.flatnonzero(tables.several()[short])
    asked, found = tables.plain()[after[where]], tables.plain()[before[where]]
    return Counter(zip(short[where].tolist(), asked.tolist(), found.tolist(), strict=True)), after


@cache
def confusions() -> tuple[Mapping[tuple[int, int], int], Mapping[tuple[int, int, int], int]]:
    """How often each pick was made in native text, and how often something else stood there."""
    made: dict[tuple[int, int], int] = {}
    instead: dict[tuple[int, int, int], int] = {}
    raw = files("cleaner.data").joinpath("tables/script_confusions.tsv").read_text("utf-8")
    for line in raw.splitlines():
        if not line.startswith("#"):
            simple, pick, number, *others = line.split("\t")
            made[ord(simple), ord(pick)] = int(number)
            for other in others:
                instead[ord(simple), ord(pick), ord(other[0])] = int(other[1:])
    return made, instead


def surprise(simple: int, pick: int, found: int) -> float:
    """What it tells for a table that ``found`` stands where the words ask for ``pick``, in nats."""
    made, instead = confusions()
    often = (instead.get((simple, pick, found), 0) + WEIGHT * UNKNOWN) / (made.get((simple, pick), 0) + WEIGHT)
    return max(0.0, -math.log(max(LEAST, often)) - SURPRISE)


def slips(choices: Choices) -> Slips:
    """What the choices in a text tell of a table."""
    forms: dict[int, Counter[int]] = defaultdict(Counter)
    told: list[tuple[float, str, str, int]] = []
    for (simple, pick, found), number in choices.items():
        forms[simple][found] += number
        if found != pick:
            worth = surprise(simple, pick, found) + AGAIN * min(number - 1, REPEATS)
            told.append((worth, chr(pick), chr(found), number))
    told.sort(reverse=True)
    second = sum(min(kinds.total() - max(kinds.values()), FORMS) for kinds in forms.values())
    odds = sum(worth for worth, *_ in told) - second * TWO_FORMS - PRIOR
    pairs = [(asked, found, number) for _, asked, found, number in told]
    return Slips(odds if len(told) >= DIFFERENT else min(odds, 0.0) - PRIOR, pairs, second)


@cache
def _unread_pairs() -> tuple[NDArray[np.uint8], Codes, Codes, NDArray[np.float64], NDArray[np.float64]]:
    """A number for each character of the pairs (0: none), the pairs, and how frequent their characters are."""
    first, second = (codes(tables.rows()[f"unread.{end}"]) for end in ("from", "to"))
    known = np.unique(np.concatenate((first, second)))
    number = np.zeros(CODE_POINTS, np.uint8)
    number[known] = np.arange(1, len(known) + 1)
    common = np.exp(singles()[: 1 << 16].astype(np.float64))
    return number, first, second, common[first], common[second]


def unread(before: Codes) -> tuple[dict[int, int], float]:
    """What a table has written that no conversion takes back (壹 for every 一), with the characters that it had read.

    A pair is taken where the text has next to none of the second and too many of the first for chance. The number is
    what tells of a table that so common a character is missing, in nats.
    """
    number, first, second, often_first, often_second = _unread_pairs()
    times = np.bincount(number.take(before), minlength=256)
    times_first, times_second = times[number[first]], times[number[second]]
    gained = times_first * np.log1p(often_second / often_first)
    taken = (times_second * SELDOM <= times_first) & (gained >= CERTAIN)
    expected = often_second[taken] * len(before)
    missed = float(np.minimum(expected[expected >= MISSED], MOST_MISSED).sum())
    return dict(zip(first[taken].tolist(), second[taken].tolist(), strict=True)), missed
