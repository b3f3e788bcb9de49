"""A second look at a page whose words leave it open whether a tool wrote it.

Do the forms read as if put there? In natural text a form stands where it belongs, whatever it is to a spinning tool;
in spun text most forms stand where their originals belong. Each form adds what its best place says. Pieces of modern
text (70 to 5,000 characters, 20,000 of them from fifteen sources) came to 4 at most; of old novels and essays to 3 in
70 characters, 5 in 175, 7 in 350, 9 in 1,000, 11 in 5,000.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log10

from cleaner.stages.spun.families import Family, Pair
from cleaner.stages.spun.model import Scorer
from cleaner.stages.spun.words import candidates, restorable

# So many forms must read as put in.
_FORMS = 3
# A form says its odds (nats) less the first value, and no more than the second.
_DOUBT, _MOST = 1.0, 4.0
# What all forms must say together in a text of so many Han characters, and so much more for ten times as many.
_NEED, _SHORT, _DECADE = 6.0, 60, 4.5
# A shorter text is too little to go by.
_SHORTEST = 50
# No more text than this is looked at.
_LONGEST = 20_000


def put_in(folded: str, family: Family, pairs: Sequence[Pair], han: int, model: Scorer) -> bool:
    """Whether enough of these ``pairs`` of a family, whose forms a text of ``han`` Han has, were put in by a tool.

    ``pairs`` are those whose originals stand nowhere in the text.
    """
    forms = {pair.spun for pair in pairs if restorable(pair)}
    if han < _SHORTEST or len(forms) < _FORMS:
        return False
    text = folded[:_LONGEST]
    told: dict[str, float] = {}
    for each in candidates(text, [(0, len(text))], [family], model):
        form = each.place.pair.spun
        if form in forms and each.free and each.reserved > _DOUBT:
            told[form] = max(told.get(form, 0.0), min(each.reserved - _DOUBT, _MOST))
    return len(told) >= _FORMS and sum(told.values()) >= _NEED + _DECADE * log10(max(1.0, han / _SHORT))
