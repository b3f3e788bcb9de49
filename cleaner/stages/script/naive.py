"""Evidence that Traditional text was made by a table of single characters, whatever the table.

Such a table writes a Simplified character always the same way, where Traditional has several characters for it: it
writes 之后 and 皇后 alike. So it departs from what the words ask for always into the same form, and where the words ask
for two forms it has but one. A native hand departs from our picks too, at places that are known by now
(``data/tables/script_confusions.tsv``), and does write two forms.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from cleaner.stages.script import tables
from cleaner.stages.script.roundtrip import Choices

# How often a native writer departs from a pick that the counts do not know, and how many such counts that is worth.
UNKNOWN, WEIGHT = 0.008, 25
RAREST = 5e-4
# A writer keeps his habits: after so many picks his own count as much as those of all writers. Repeats that count.
HABIT, REPEATS = 3.0, 6
# Kinds of tables, one as likely as the other: which of the ``usual`` forms they write, and for what share of characters
# another one; what one of the others takes of that share; how often the text has another form nevertheless.
KINDS = tuple((kind, rate) for kind in range(3) for rate in (0.03, 0.1, 0.3))
OTHER, MISTAKE = 0.5, 0.002
TINY = 1e-300
# Forms of which one is as right as the other in Traditional: what the words ask for, and what stands there.
EITHER = frozenset({(ord("註"), ord("注"))})
# So many characters must tell of a table, none of them more than this (a writer may have one odd habit); before any
# evidence, and by one character alone, a table is this unlikely, in nats.
DIFFERENT = 2
MOST = 6.0
PRIOR, ALONE = 2.0, 1.0
SHOWN = 5


class Slips(NamedTuple):
    """The log odds of a table (below 0 where little tells), and departures from the words, rarest first."""

    odds: float
    pairs: list[tuple[str, str, int]]

    def __str__(self) -> str:
        shown = "、".join(f"{found}({asked}) {n}" for asked, found, n in self.pairs[:SHOWN])
        return f"{sum(n for _, _, n in self.pairs)} characters that one form for each would give: {shown}"


NOTHING = Slips(-PRIOR, [])
"""What a text without choices tells."""


class Usage(NamedTuple):
    """How often native writers follow a pick, and how often something else stood there."""

    followed: int
    instead: Mapping[int, int]


@cache
def confusions() -> Mapping[tuple[int, int], Usage]:
    """What stands in native text where we make a pick, by Simplified character and pick."""
    known: dict[tuple[int, int], Usage] = {}
    raw = files("cleaner.data").joinpath("tables/script_confusions.tsv").read_text("utf-8")
    for line in raw.splitlines():
        if not line.startswith("#"):
            simple, pick, number, *others = line.split("\t")
            instead = {ord(other[0]): int(other[1:]) for other in others}
            known[ord(simple), ord(pick)] = Usage(int(number) - sum(instead.values()), instead)
    return known


@cache
def expected(simple: int, pick: int, found: int) -> float:
    """How often native writers have ``found`` where the words ask for ``pick``."""
    usage = confusions().get((simple, pick), Usage(0, {}))
    total = usage.followed + sum(usage.instead.values()) + WEIGHT
    if found == pick:
        return (usage.followed + WEIGHT * (1 - UNKNOWN)) / total
    return max(RAREST, (usage.instead.get(found, 0) + WEIGHT * UNKNOWN) / total)


Picks = tuple[tuple[int, int, int], ...]
"""Of one Simplified character: the form that the words ask for, the one that stands there, and how often."""


def by_hand(simple: int, picks: Picks) -> float:
    """The log probability that one writer has made the picks of a character (Pólya's urn, begun with all writers')."""
    odds = 0.0
    made: Counter[int] = Counter()
    for pick, found, number in picks:
        share = HABIT * expected(simple, pick, found)
        odds += math.lgamma(share + number) - math.lgamma(share)
        made[pick] += number
    return odds - math.fsum(math.lgamma(HABIT + number) - math.lgamma(HABIT) for number in made.values())


@cache
def usual(simple: int) -> tuple[int, ...]:
    """What tables of three kinds write for a character: OpenCC's first form, that of copied tables, or itself."""
    first = tables.mapping("s2t")[simple]
    copied = tables.mapping("copied")[simple]
    kept = simple if not tables.kinds()[simple] & tables.SIMPLIFIED else first
    forms = (first, copied if copied != simple else first, kept)
    return tuple(tables.plain()[form] for form in forms)


def by_table(simple: int, picks: Picks) -> list[float]:
    """The log probability that a table has written a character, for each of the ``KINDS``."""
    known = usual(simple)
    forms = Counter(dict.fromkeys(known, 0))
    for _, found, number in picks:
        forms[found] += number
    total = forms.total()
    fits = {form: (1 - MISTAKE) ** number * MISTAKE ** (total - number) for form, number in forms.items()}
    every = math.fsum(fits.values())
    return [
        math.log((1 - rate) * fits[known[kind]] + rate * OTHER * (every - fits[known[kind]]) + TINY)
        for kind, rate in KINDS
    ]


@lru_cache(1 << 14)
def told(simple: int, *row: int) -> tuple[float, ...]:
    """What the picks of a character, given in a row, tell for each of the ``KINDS``, in nats."""
    picks = tuple(zip(row[::3], row[1::3], row[2::3], strict=True))
    hand = by_hand(simple, picks)
    return tuple(min(table - hand, MOST) for table in by_table(simple, picks))


def slips(choices: Choices, bar: float = -math.inf) -> Slips:
    """What the choices in a text tell of a table: the likelihood of one against that of a native hand.

    Where the departures alone show that the odds are below ``bar``, the odds that come back are only an upper bound.
    """
    choices = Counter({choice: number for choice, number in choices.items() if _telling(*choice)})
    departing = {simple for simple, pick, found in choices if found != pick}
    telling = [simple for simple, row in _rows(choices, departing).items() if max(told(simple, *row)) > 0]
    most = math.inf if len(telling) >= DIFFERENT else -ALONE if telling else -PRIOR
    if most < bar:
        return Slips(most, [])
    each = [told(simple, *row) for simple, row in _rows(choices).items()]
    odds = [math.fsum(kind) for kind in zip(*each, strict=True)]
    best = max(odds, default=0.0)
    table = best + math.log(math.fsum(math.exp(kind - best) for kind in odds) / len(KINDS) + TINY) - PRIOR
    departures = sorted(
        (expected(simple, pick, found), chr(pick), chr(found), number)
        for (simple, pick, found), number in choices.items()
        if found != pick
    )
    return Slips(min(table, most), [departure[1:] for departure in departures])


def _telling(_: int, pick: int, found: int) -> bool:
    """Whether a choice can tell: no table leaves a form that Simplified alone has; such text is quoted or a column."""
    return (pick, found) not in EITHER and not tables.kinds()[found] & tables.SIMPLIFIED


def _rows(choices: Choices, wanted: Collection[int] | None = None) -> dict[int, list[int]]:
    """The picks of each Simplified character, or of those that are ``wanted``, in a row."""
    rows: defaultdict[int, list[int]] = defaultdict(list)
    for (simple, pick, found), number in choices.items():
        if wanted is None or simple in wanted:
            rows[simple] += (pick, found, number if number < REPEATS else REPEATS)
    return rows
