"""Simplified text that went through a converter to Simplified once more: 什么 came out as 什幺, 呼吸 as 唿吸."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from cleaner.fold import table_of
from cleaner.stages.script import tables
from cleaner.stages.script.convert import ZHE, Converted
from cleaner.stages.script.labels import HANT, Paragraphs
from cleaner.stages.script.tables import Codes
from cleaner.stages.script.work import SLIP, Way, Work

# So many sure slips of a character make its other places slips as well, unless they are known to be meant.
_LEAST_SURE = 2
# A common character is looked at only behind and before these.
_BEFORE, _BEHIND = {ZHE: "显卓昭名土原"}, {ZHE: "名作"}
_WAY = Way(SLIP, "what a converter makes of Simplified text", 0.95)


class _Row(NamedTuple):
    """When a character stands for another: ``keep`` (it does not), ``sure``, or ``then`` (where others are sure)."""

    kind: str
    result: str
    context: re.Pattern[str]


class _Slip(NamedTuple):
    """A place, its paragraph, and what stood there; whether that is sure by itself."""

    at: int
    paragraph: int
    result: str
    sure: bool


@cache
def _rows() -> dict[str, list[_Row]]:
    """The rows of ``script_slips.tsv`` by character."""
    found: dict[str, list[_Row]] = {}
    for line in files("cleaner.data").joinpath("tables/script_slips.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            kind, given, result, before, after = line.split("\t")
            found.setdefault(given, []).append(_Row(kind, result, re.compile(tables.between(before, given, after))))
    return found


def mend_slips(paragraphs: Paragraphs, work: Work) -> bool:
    """Write each such character as what it was; whether there was any. Traditional paragraphs are left out."""
    new: Codes | None = None
    for given, rows in _rows().items():
        places = _places(paragraphs, given) if given in paragraphs.text else []
        slips = [slip for slip in _slips(paragraphs, places, rows) if not _contradicted(paragraphs, slip)]
        if not slips:  # as of nearly every text
            continue
        sure = sum(slip.sure for slip in slips)
        for slip in slips:
            if (slip.sure or sure >= _LEAST_SURE) and paragraphs.scripts[slip.paragraph] != HANT:
                new = work.now.copy() if new is None else new
                new[slip.at] = ord(slip.result)
    if new is None:
        return False
    work.put(Converted.certain(new), _WAY)
    return True


def _places(paragraphs: Paragraphs, given: str) -> list[int]:
    """Where a character stands, a common one only beside those that it may have slipped with."""
    at = np.flatnonzero(paragraphs.codes == ord(given))
    if given in _BEFORE:
        near = table_of(_BEFORE[given]).take(paragraphs.codes.take(at - 1))
        at = at[near | table_of(_BEHIND[given]).take(paragraphs.codes.take(at + 1, mode="clip"))]
    return at.tolist()


def _slips(paragraphs: Paragraphs, places: list[int], rows: list[_Row]) -> Iterator[_Slip]:
    """The places where a character stands, or may stand, for another."""
    for at in places:
        row = next((row for row in rows if row.context.match(paragraphs.text, at)), None)
        if row and row.kind != "keep":
            number = int(paragraphs.starts.searchsorted(at, "right")) - 1
            yield _Slip(at, number, row.result, row.kind == "sure")


def _contradicted(paragraphs: Paragraphs, slip: _Slip) -> bool:
    """Whether the same paragraph has the word right as well: then it speaks of the slip."""
    before, after = paragraphs.text[slip.at - 1 : slip.at], paragraphs.text[slip.at + 1 : slip.at + 2]
    right = (before + slip.result, slip.result + after)
    return any(len(word) == 2 and paragraphs.holds(slip.paragraph, word) for word in right)
