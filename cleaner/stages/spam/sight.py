"""One look at a short text for all literals that the parts of this stage look for: most texts hold none of most kinds.

Only the parts that are told then look where theirs stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from cleaner.lines import Points
from cleaner.needles import Needles
from cleaner.rules import RuleBook
from cleaner.stages.spam.adverts import trades
from cleaner.stages.spam.house_names import literals
from cleaner.stages.spam.inserted import hints
from cleaner.stages.spam.lexicon import Lexicon

# A longer text holds some of each kind more often than not.
_LONGEST = 4_000


class Sight(NamedTuple):
    """Whether a text may hold telling words, names of houses, words of those who build sites, calls of sites."""

    spots: bool = True
    houses: bool = True
    adverts: bool = True
    calls: bool = True


EVERYTHING = Sight()
_NOTHING = Sight(*(False for _ in Sight._fields))


def sight(points: Points, words: Lexicon, book: RuleBook) -> Sight:
    """What a text of these code points may hold of what the rules of a book and their lexicon name."""
    if len(points) > _LONGEST:
        return EVERYTHING
    needles, kinds = _union(words, book)
    found = {kinds[number] for number, _, _ in needles.find(points, overlapping=True)}
    return Sight(*map(bool, map(sum, zip(*found, strict=True)))) if found else _NOTHING


@lru_cache(maxsize=4)
def _union(words: Lexicon, book: RuleBook) -> tuple[Needles, Sequence[Sight]]:
    """All literals, and of each for whom it is."""
    every = [frozenset(each) for each in (words.needles, literals(words), trades(words), hints(book))]
    union = sorted(frozenset[str]().union(*every))
    return Needles(union), [Sight(*(word in own for own in every)) for word in union]
