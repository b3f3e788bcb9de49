"""A second look at a page whose words leave it open whether a tool wrote it.

Do the forms read as if put there? In natural text a form stands where it belongs, whatever it is to a spinning tool;
in spun text most forms stand where their originals belong. Each form adds what its best place says: first by
what the characters around it ask for alone, which costs little. Pieces of modern text (70 to 5,000 characters, 20,000
of them from fifteen sources) came to 4 at most; of old novels and essays to 3 in 70 characters, 5 in 175, 7 in 350, 9
in 1,000, 11 in 5,000.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from math import log10
from typing import NamedTuple, Self

from cleaner.fold import Class
from cleaner.lines import Lines
from cleaner.literary import may_be_literary
from cleaner.needles import places_of
from cleaner.stages.spun.contexts import contexts
from cleaner.stages.spun.families import Family, Pair
from cleaner.stages.spun.model import Scorer
from cleaner.stages.spun.words import candidates, common, never, shown

# So many forms must read as put in.
FEWEST = 3
# A form says its odds (nats) less the first value, and no more than the second.
_DOUBT, _MOST = 1.0, 4.0
# What all forms must say together in a text of so many Han characters, and so much more for ten times as many.
_NEED, _SHORT, _DECADE = 6.0, 60, 4.5
# By the characters around them alone they must say this part of it.
_ASKED = 0.15
# What the characters around must ask for in a text that has enough forms by their number: so much (nats), more where
# fewer than so many of the forms are in pairs that a kept page shows. Of 200,000 natural pieces three had enough forms.
_PLAIN, _PLAIN_RECALLED, _PLAIN_FORMS = 3.0, 6.0, 3
# More uses of a form are not asked about: a tool puts it everywhere.
_USES = 3
# A shorter text is too little to go by, and no more text than the second is looked at.
_SHORTEST, LONGEST = 50, 5_000
# Old literature, and what is translated from it, has many words that tools put in. Nothing else of so many Han has less
# than one digit or Latin letter in so many of them; there chance hits add up so much faster.
_BARE, _BARE_PART, _BARE_DECADE = 1_000, 300, 2.8
# With less than one in so many, a text of any length may be such a translation.
_MODERN_PART = 600


class Size(NamedTuple):
    """How many Han characters a text has, and how many digits and Latin letters.

    bare: it has few and may be literary, as old literature is.  modern: it has some, as old literature in modern words
    has not.
    """

    han: int
    bare: bool = False
    modern: bool = True

    @classmethod
    def of(cls, lines: Lines) -> Self:
        """The size of a whole text."""
        number = lines.totals
        han, others = number[Class.HAN], number[Class.DIGIT] + number[Class.LATIN]
        bare = han >= _BARE and others * _BARE_PART < han and may_be_literary(lines.folded_points, han)
        return cls(han, bare, others * _MODERN_PART >= han)

    def decades(self, short: int) -> float:
        """How many times ten times longer than ``short`` the text is, as far as chance hits are concerned."""
        return log10(max(1.0, self.han / short)) * (_BARE_DECADE if self.bare else 1.0)


def put_in(folded: str, family: Family, pairs: Sequence[Pair], size: Size, model: Scorer) -> float:
    """What the forms of a family say in a folded text of this ``size``, as a part of what it takes to call it spun.

    ``pairs`` are those whose originals stand nowhere in the text.
    """
    own = telling(pairs, size)
    text = folded[:LONGEST]
    need = _NEED + _DECADE * size._replace(han=min(size.han, LONGEST)).decades(_SHORT)
    if not own or told(asked(text, own)) < _ASKED * need:
        return 0.0
    return told(((form, odds - _DOUBT) for form, odds in read(text, family, own, model)), FEWEST) / need


def asked_for(folded: str, pairs: Sequence[Pair]) -> bool:
    """Whether the characters around ask for the originals of ``pairs``, which stand nowhere in the folded text."""
    seen = {pair.spun for pair in pairs if pair.count}
    need = _PLAIN if len(seen) >= _PLAIN_FORMS else _PLAIN_RECALLED
    return told(asked(folded[:LONGEST], pairs)) >= need


def telling(pairs: Sequence[Pair], size: Size) -> list[Pair]:
    """Those of ``pairs`` that tell something; none if they have too few forms, or the text is too short."""
    own = list(filter(tells, pairs))
    return own if size.han >= _SHORTEST and len({pair.spun for pair in own}) >= FEWEST else []


def tells(pair: Pair) -> bool:
    """Whether the form of a pair may tell that a tool put it in."""
    return shown(pair) and pair.spun not in common() and pair.spun not in never()


def read(text: str, family: Family, pairs: Sequence[Pair], model: Scorer) -> list[tuple[str, float]]:
    """For each free place of a form of ``pairs``: the form, and the odds that a tool put it there."""
    forms = {pair.spun for pair in pairs}
    found = candidates(text, [(0, len(text))], [family], model)
    return [(c.place.pair.spun, c.reserved) for c in found if c.free and c.place.pair.spun in forms]


def asked(text: str, pairs: Sequence[Pair]) -> Iterator[tuple[str, float]]:
    """For the first uses of each form: the form, and how much more the characters around it ask for its original.

    Words that the network does not know have the benefit of the doubt: their uses are too rare to learn from.
    """
    uses = [(at, pair) for pair in pairs for at in islice(places_of(pair.spun, text), _USES)]
    spans = [(at, at + len(pair.spun)) for at, pair in uses]
    network = contexts()
    asks = network.prefer(text, spans, [(pair.original, pair.spun) for _, pair in uses])
    for (_, pair), ask in zip(uses, asks.tolist(), strict=True):
        yield pair.spun, ask if pair.spun in network and pair.original in network else _DOUBT


def told(evidence: Iterable[tuple[str, float]], forms: int = 1) -> float:
    """What the forms say together, each by its best place; nothing if fewer than ``forms`` of them say anything."""
    best: dict[str, float] = defaultdict(float)
    for form, value in evidence:
        best[form] = max(best[form], min(value, _MOST))
    values = [value for value in best.values() if value > 0]
    return sum(values) if len(values) >= forms else 0.0
