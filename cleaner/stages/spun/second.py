"""A second look at a page whose words leave it open whether a tool wrote it.

Do the forms read as if put there? In natural text a form stands where it belongs, whatever it is to a spinning tool;
in spun text most forms stand where their originals belong. Natural pages of up to 20,000 characters show one such pair
at most, old novels three.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.stages.spun.families import Family, Pair
from cleaner.stages.spun.model import Scorer
from cleaner.stages.spun.words import candidates, restorable

# So many pairs must read as put in, and at least one in so many Han characters.
_PAIRS, _HAN = 3, 1000
# A shorter text is too little to go by: a line in an old style may have three old words.
_SHORTEST = 60
# No more text than this is looked at.
_LONGEST = 20_000


def put_in(folded: str, family: Family, pairs: Sequence[Pair], han: int, model: Scorer) -> bool:
    """Whether enough of these ``pairs`` of a family, whose forms a text of ``han`` Han has, were put in by a tool.

    ``pairs`` are those whose originals stand nowhere in the text.
    """
    need = max(_PAIRS, han / _HAN)
    forms = {pair.spun for pair in pairs if restorable(pair) and pair.kind != "N"}
    if han < _SHORTEST or len(forms) < need:
        return False
    text = folded[:_LONGEST]
    found = candidates(text, [(0, len(text))], [family], model)
    return len({each.place.pair.spun for each in found if each.sure} & forms) >= need
