"""What a naive table has written that no conversion takes back: 壹 for every 一, where 壹 is a word as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.character_model import model, singles
from cleaner.doc import codes
from cleaner.pattern_tables import pattern_table
from cleaner.points import blank
from cleaner.stages.script import tables
from cleaner.stages.script.convert import simplified
from cleaner.stages.script.dictionaries import decode
from cleaner.stages.script.tables import Codes

# Nats from which on a character is taken for another, which the text has at most once in so many.
CERTAIN = 5.0
SELDOM = 20
# Times that a character is to be expected before its absence tells, and what that is worth at most.
MISSED, MOST_MISSED = 8.0, 6.0
# Characters whose probability hangs on one, itself among them (the model knows triples), and nats by which they must
# gain where it is read as another.
REACH, MARGIN = 3, 1.0
# Words that no hand writes so of which a text without a single character of the right kind is a table's.
WORDS = 3


class _Pairs(NamedTuple):
    """The pairs of a character that a table writes (``first``) and the one that it read (``second``).

    number: of each code point among the characters of the pairs (0: none); the other Traditional forms of a second
    count as it.  first_number, second_number: those of the pairs.  rarer: what one more ``first`` tells, in nats.
    often: how frequent ``second`` is.
    """

    number: NDArray[np.uint8]
    first: Codes
    second: Codes
    first_number: NDArray[np.uint8]
    second_number: NDArray[np.uint8]
    rarer: NDArray[np.float64]
    often: NDArray[np.float64]


@cache
def _pairs() -> _Pairs:
    first, second = (codes(tables.rows()[f"unread.{end}"]) for end in ("from", "to"))
    known = np.unique(np.concatenate((first, second)))
    number = blank(np.uint8)
    number[known] = np.arange(1, len(known) + 1)
    simple = tables.mapping("t2s").low
    forms = np.flatnonzero(np.isin(simple, second) & (number[: len(simple)] == 0))
    number[forms] = number[simple[forms]]
    common = np.exp(singles()[: 1 << 16].astype(np.float64))
    rarer = np.log1p(common[second] / common[first])
    return _Pairs(number, first, second, number[first], number[second], rarer, common[second])


def unread(before: Codes, table: bool = False) -> tuple[dict[int, int], float]:
    """What a table has written for characters that it had read, and what tells of a table so.

    A pair is taken where the text has next to none of the second and too many of the first for chance; of a text that
    is known to be a ``table``'s, wherever it has the first and none of the second. The number is what tells of a table
    that so common a character is missing, in nats.
    """
    pairs = _pairs()
    times = np.bincount(pairs.number.take(before), minlength=256)
    times_first = times.take(pairs.first_number)
    enough = times_first * pairs.rarer >= CERTAIN
    if table:
        enough |= times_first > 0
    found = misread(before) if table else {}
    if not np.count_nonzero(enough):
        return found, 0.0
    taken = enough & (times.take(pairs.second_number) * SELDOM <= times_first)
    expected = pairs.often[taken] * len(before)
    missed = float(np.minimum(expected[expected >= MISSED], MOST_MISSED).sum())
    return found | dict(zip(pairs.first[taken].tolist(), pairs.second[taken].tolist(), strict=True)), missed


def written_for(text: str, before: Codes) -> str:
    """Which words of a text, of any length, no hand but a table has written (壹起, 壹般, and no 一); empty for none.

    ``before``: the Traditional of the text.
    """
    pairs = unread(before)[0]
    if not pairs:
        return ""
    found = Counter(each[0] for each in pattern_table("scripts")["table.words"].finditer(text))
    telling = {word: number for word, number in found.items() if ord(word[0]) in pairs}
    if sum(telling.values()) < WORDS:
        return ""
    return "words that no hand writes: " + "、".join(f"{word} {number}" for word, number in telling.items())


def misread(before: Codes) -> dict[int, int]:
    """What some tables write that is right in Cantonese or elsewhere (冇 for every 没): only of a text known for one.

    A pair is taken where the text has the first, no form of the second, and no other word of Cantonese.
    """
    rows = tables.rows()
    there = set(np.unique(before).tolist())
    if there & _others_of_cantonese():
        return {}
    forms = set(np.unique(tables.mapping("t2s").low.take(before, mode="clip")).tolist())
    pairs = zip(map(ord, rows["misread.from"]), map(ord, rows["misread.to"]), strict=True)
    return {first: second for first, second in pairs if first in there and second not in forms}


@cache
def _others_of_cantonese() -> frozenset[int]:
    return frozenset(map(ord, tables.rows()["cantonese"])) - frozenset(map(ord, tables.rows()["misread.from"]))


def read_back(given: Codes, pairs: Mapping[int, int]) -> Codes:
    """``given`` with what a table has written read as what it had read, wherever it reads better so (印像 as 印象)."""
    if not len(given):
        return given
    read = given.copy()
    for written, meant in pairs.items():
        read[given == written] = meant
    gain = np.zeros(len(given) + REACH - 1, np.float32)
    gain[: len(given)] = _links(read) - _links(given)
    better = sum(gain[step : step + len(given)] for step in range(REACH)) > MARGIN
    return np.where(better & (read != given), read, given)


def _links(given: Codes) -> NDArray[np.float32]:
    return model().links(decode(simplified(given).codes))
