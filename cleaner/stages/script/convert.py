"""Conversion of a text of the same length: OpenCC in the middle, what it gets wrong before and after it.

Most characters have one answer, which a table gives. OpenCC is asked about clauses with a character whose answer
depends on its words, and says where no phrase decides.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from cleaner.doc import codes
from cleaner.fold import table_of
from cleaner.stages.script import tables
from cleaner.stages.script.contested import MOVED, Places, contested
from cleaner.stages.script.dictionaries import UNDECIDED, Direction, decode, through
from cleaner.stages.script.tables import Codes, Mask

ZHU, ZHE = "著", "着"
# No phrase of OpenCC reaches over one of these.
_BETWEEN = "，。！？；：、“”‘’「」『』《》（）…\n"
# Forms that Taiwan keeps in a few names; only OpenCC's own second stage knows which.
_NAMES_TW = re.compile("[樑喫皁]")


class Converted(NamedTuple):
    """A text after conversion.

    phrase: where a phrase decided against what the character becomes on its own.  undecided: where the character
    has several answers and nothing decided.  several: where it has several, decided or not.
    """

    codes: Codes
    phrase: Mask
    undecided: Mask
    several: Mask

    @classmethod
    def certain(cls, code: Codes) -> Converted:
        """A text of which each character had one answer."""
        return cls(code, *(np.zeros(len(code), bool) for _ in range(3)))


class Picked(NamedTuple):
    """A text converted in one direction, as it is character by character, where no phrase decided, and among what."""

    codes: Codes
    alone: Codes
    undecided: Mask
    several: Mask


def picked(way: Direction, given: Codes) -> Picked:
    """``given`` converted in one direction; Traditional characters count as those of OpenCC's standard."""
    alone, at, beside = contested(way).within(given)
    undecided = np.zeros(len(given), bool)
    undecided[at] = beside == 0
    several = tables.several().take(given) if way == "s2t" else np.zeros(len(given), bool)
    several[at] = True
    moved = at[(beside & MOVED) != 0]
    if not len(moved):
        return Picked(alone, alone, undecided, several)
    new = alone.copy()
    asked = clauses(given, moved)
    texts = given.take(asked) if way == "s2t" else tables.mapping("standard").take(given.take(asked))
    new[asked], undecided[asked] = phrased(f"{way}-marked", texts, alone.take(asked))
    return Picked(new, alone, undecided, several)


def clauses(given: Codes, at: Places) -> Places:
    """The places of the clauses in which these places stand."""
    clause = table_of(_BETWEEN).take(given).cumsum(dtype=np.int32)
    asked = np.zeros(int(clause[-1]) + 1, bool)
    asked[clause.take(at)] = True
    return asked.take(clause).nonzero()[0]


def phrased(chain: str, given: Codes, alone: Codes) -> tuple[Codes, Mask]:
    """``given`` through a chain that marks what no phrase decides: there it becomes what it is ``alone``."""
    found = codes(through(chain, decode(given)))
    undecided: Mask = found == UNDECIDED
    return np.where(undecided, alone, found), undecided


def simplified(given: Codes) -> Converted:
    """Traditional characters in Simplified ones."""
    new, alone, undecided, several = picked("t2s", given)
    text = decode(new)
    settled = chosen(text)
    if settled is not text:
        after = codes(settled)
        undecided &= after == new
        several |= after != new
        new = after
    return Converted(new, new != alone, undecided, several)


def to_simplified(text: str) -> str:
    """``text`` in Simplified characters, of the same length."""
    return decode(simplified(codes(text)).codes)


def chosen(text: str) -> str:
    """Simplified ``text`` with the characters that stand for two settled by what is around them.

    A text that has 着 for the particle already (Hong Kong's usage) means 著 where it writes 著.
    """
    for given, (pattern, results) in tables.choices().items():
        if given not in text or (given == ZHU and text.count(ZHE) > 2 * text.count(ZHU)):
            continue
        pieces = text.split(given)
        at = -1
        for index, piece in enumerate(pieces[:-1]):
            at += len(piece) + 1
            row = pattern.match(text, at)
            pieces[index] = piece + (results[(row.lastindex or 0) - 1] if row else given)
        text = "".join(pieces)
    return text


def traditional(given: Codes, target: str) -> Converted:
    """Simplified characters in Traditional ones (target ``hant``, ``hant-tw``, ``hant-hk``)."""
    new, alone, undecided, several = picked("s2t", given)
    return Converted(regional(new, target), new != alone, undecided, several)


def to_traditional(text: str, target: str) -> str:
    """Simplified ``text`` in Traditional characters (target as for ``traditional``), of the same length."""
    return decode(traditional(codes(text), target).codes)


def regional(standard: Codes, target: str) -> Codes:
    """OpenCC's standard forms in those of the target; ``hant`` takes the forms on which Taiwan and Hong Kong agree."""
    if target == "hant-hk":
        return codes(through("t2hk", decode(standard)))
    if target == "hant-tw":
        if _NAMES_TW.search(decode(standard)):
            return codes(through("t2tw", decode(standard)))
        return tables.mapping("to_tw").take(standard)
    return tables.mapping("shared").take(standard)


# What Taiwan alone writes. Of other forms Hong Kong writes both (群羣 床牀), or OpenCC has two characters (參蔘).
_TAIWAN = "裡啟著汙"


def glyphs(given: Codes, target: str) -> Codes:
    """Traditional characters in the forms of ``target``, no word changed."""
    given = tables.mapping("mainland").take(given)
    if target != "hant-hk":
        return tables.mapping("tw" if target == "hant-tw" else "shared").take(given)
    new = tables.mapping("to_hk").take(np.where(np.isin(given, codes(_TAIWAN)), tables.plain().take(given), given))
    particle = simplified(given).codes == ord(ZHE)  # Hong Kong tells 着 from 著, Taiwan does not
    both = (given == ord(ZHU)) | (given == ord(ZHE))
    new[both] = np.where(particle[both], ord(ZHE), ord(ZHU))
    return new
