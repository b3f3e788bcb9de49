"""A second look at a page whose words leave it open whether a tool wrote it.

Do the forms read as if put there? In natural text a form stands where it belongs, whatever it is to a spinning tool;
in spun text most forms stand where their originals belong. Each form adds what its best place says: first by
what the characters around it ask for alone, which costs little. With the pairs of one family,
pieces of modern text (70 to 5,000 characters, 20,000 of them from fifteen sources) came to 4 at most; of old novels and
essays to 3 in 70 characters, 5 in 175, 7 in 350, 9 in 1,000, 11 in 5,000. With all pairs the clean development texts
came to nine tenths of what is needed at most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log10
from typing import NamedTuple, Self

import numpy as np

from cleaner.fold import Class
from cleaner.lines import Lines
from cleaner.stages.spun.contexts import contexts
from cleaner.stages.spun.families import Family, Pair
from cleaner.stages.spun.model import Scorer
from cleaner.stages.spun.words import candidates, common, never, shown

# So many forms must read as put in.
_FORMS = 3
# A form says its odds (nats) less the first value, and no more than the second.
_DOUBT, _MOST = 1.0, 4.0
# What all forms must say together in a text of so many Han characters, and so much more for ten times as many; where
# the tool is not known, so many times that.
_NEED, _SHORT, _DECADE, _UNKNOWN = 6.0, 60, 4.5, 1.1
# By the characters around them alone they must say this part of it; the second where the tool is not known.
_ASKED = (0.15, 0.4)
# A shorter text is too little to go by.
_SHORTEST = 50
# No more text than this is looked at.
_LONGEST = 5_000
# Old literature, and what is translated from it, has many words that tools put in. Nothing else of so many Han has less
# than one digit or Latin letter in so many of them; there chance hits add up so much faster.
_BARE, _BARE_PART, _BARE_DECADE = 1_000, 300, 2.8


class Size(NamedTuple):
    """How many Han characters a text has, and whether it is bare of digits and Latin letters, as old literature is."""

    han: int
    bare: bool = False

    @classmethod
    def of(cls, lines: Lines) -> Self:
        """The size of a whole text."""
        number = np.bincount(lines.classes, minlength=len(Class))
        han, others = int(number[Class.HAN]), int(number[Class.DIGIT] + number[Class.LATIN])
        return cls(han, han >= _BARE and others * _BARE_PART < han)

    def decades(self, short: int) -> float:
        """How many times ten times longer than ``short`` the text is, as far as chance hits are concerned."""
        return log10(max(1.0, self.han / short)) * (_BARE_DECADE if self.bare else 1.0)


def put_in(folded: str, family: Family | None, pairs: Sequence[Pair], size: Size, model: Scorer) -> bool:
    """Whether enough forms of ``pairs`` in a folded text of this ``size`` were put in by a tool.

    ``pairs`` are those whose originals stand nowhere in the text; they are of ``family``, if it is known.
    """
    own = [pair for pair in pairs if shown(pair) and pair.spun not in common() | never()]
    forms = {pair.spun for pair in own}
    if size.han < _SHORTEST or len(forms) < _FORMS:
        return False
    text = folded[:_LONGEST]
    need = _NEED + _DECADE * size._replace(han=min(size.han, _LONGEST)).decades(_SHORT)
    need *= 1.0 if family else _UNKNOWN
    if _told(_asked(text, own)) < _ASKED[family is None] * need:
        return False
    family = family or Family("", "", tuple(own))
    found = [c for c in candidates(text, [(0, len(text))], [family], model) if c.free and c.place.pair.spun in forms]
    return _told(((c.place.pair.spun, c.reserved - _DOUBT) for c in found), _FORMS) >= need


def _asked(text: str, pairs: Sequence[Pair]) -> Iterator[tuple[str, float]]:
    """For each use of a form: the form, and how much more the characters around it ask for its original.

    Words that the network does not know have the benefit of the doubt: their uses are too rare to learn from.
    """
    uses = [(at, pair) for pair in pairs for at in _places(text, pair.spun)]
    spans = [(at, at + len(pair.spun)) for at, pair in uses]
    network = contexts()
    asked = network.prefer(text, spans, [(pair.original, pair.spun) for _, pair in uses])
    for (_, pair), ask in zip(uses, asked.tolist(), strict=True):
        yield pair.spun, ask if pair.spun in network and pair.original in network else _DOUBT


def _places(text: str, form: str) -> Iterator[int]:
    at = text.find(form)
    while at >= 0:
        yield at
        at = text.find(form, at + 1)


def _told(evidence: Iterable[tuple[str, float]], forms: int = 1) -> float:
    """What the forms say together, each by its best place; nothing if fewer than ``forms`` of them say anything."""
    best: dict[str, float] = defaultdict(float)
    for form, value in evidence:
        best[form] = max(best[form], min(value, _MOST))
    told = [value for value in best.values() if value > 0]
    return sum(told) if len(told) >= forms else 0.0
