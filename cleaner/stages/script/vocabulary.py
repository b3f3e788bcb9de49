"""Words of the target's region for those of the other, where the user asks for them (軟體 for 软件).

Only in paragraphs that are converted in this run: text that is in its script already keeps its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import ahocorasick_rs

from cleaner.doc import Edit
from cleaner.stages.script.convert import to_simplified, to_traditional
from cleaner.stages.script.labels import Paragraphs
from cleaner.stages.script.plan import Plan
from cleaner.stages.script.protect import SURROGATE
from cleaner.stages.script.work import Work

SIDES = {"hans": "cn", "hant-tw": "tw"}


class _Table(NamedTuple):
    """Words to look for; each with the word to write, or ``None`` where it only shields a shorter one."""

    automaton: ahocorasick_rs.AhoCorasick
    new: tuple[str | None, ...]


@cache
def _table(side: str) -> _Table:
    """The words of the other region as they look after conversion to the script of ``side``."""
    given: dict[str, str | None] = {}
    raw = files("cleaner.data").joinpath("tables/script_vocabulary.tsv").read_text("utf-8")
    for line in raw.splitlines():
        if line.startswith("#"):
            continue
        mainland, taiwan, direction, *rest = line.split("\t")
        for shield in rest[0].split(" ") if rest else ():
            given.setdefault(to_simplified(shield) if side == "cn" else to_traditional(shield, "hant-tw"), None)
        if direction in ("both", side):
            old = to_simplified(taiwan) if side == "cn" else to_traditional(mainland, "hant-tw")
            new = mainland if side == "cn" else taiwan
            given[old] = new
            given.setdefault(new, None)
    given = {old: new for old, new in given.items() if old != new}
    automaton = ahocorasick_rs.AhoCorasick(list(given), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return _Table(automaton, tuple(given.values()))


def words(paragraphs: Paragraphs, done: list[Plan], work: Work, protected: list[tuple[int, int]]) -> Iterator[Edit]:
    """Edits for the words of the other region in the paragraphs that were converted to ``hans`` or ``hant-tw``."""
    for side in (plan for plan in done if plan.target in SIDES and plan.way.rule != "script.glyph"):
        table = _table(SIDES[side.target])
        for place in side.chosen.nonzero()[0].tolist():
            start, end = int(paragraphs.starts[place]), int(paragraphs.ends[place])
            text = work.text[start:end]
            if SURROGATE.search(text):
                continue  # the automaton takes none
            for index, first, last in table.automaton.find_matches_as_indexes(text):
                new = table.new[index]
                if new is not None and not any(a < start + last and start + first < b for a, b in protected):
                    reason = f"{text[first:last]} in the words of {SIDES[side.target]}"
                    yield Edit(start + first, start + last, new, "script.vocabulary", reason, 0.9)
