"""Clauses that are nothing but words of a trade: one may be a question, several are links put into a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cleaner.patterns import count_han
from cleaner.stages.spam.findings import Finding, notes
from cleaner.stages.spam.lexicon import POINTS, Hit, Lexicon
from cleaner.stages.spam.page import Page
from cleaner.stages.spam.reading import QUOTES, Reading
from cleaner.stages.spam.runs import Run
from cleaner.stages.spam.vetoes import telling

# How many characters such a clause has, what share of them stands in words of the trade, and what these weigh.
SIZES, SHARE, WEIGHT = range(6, 25), 0.75, 5.0
# Ideographs of the line beside it.
BESIDE = 12
# In so many lines they are no accident, unless guard words of more than so many points stand in one of these.
TIMES, GUARDED = 2, 3.0
SCORE = 6.0
_NO_TRADES = frozenset(("contact", "porn"))
_CLAUSE = re.compile(r"[^,。!?;:]+")


class Clause(NamedTuple):
    """A clause of a line, and the trade whose words it is."""

    line: Reading
    start: int
    end: int
    family: str


def planted(page: Page, lexicon: Lexicon, lines: Sequence[Reading], findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings in the ``lines`` of a page that were let off, where several hold clauses of one trade.

    A line with other ``findings`` of the trade counts as one of these.
    """
    each = [clause for line in lines for clause in clauses(line)]
    for family in sorted({clause.family for clause in each}):
        own = [clause for clause in each if clause.family == family]
        number = {clause.line.number: clause.line for clause in own}
        others = {found.line for found in findings if found.run.family == family}
        if len(number) + len(others) < TIMES or any(page.topics.about(family, line) for line in number):
            continue
        if any(lexicon.raised(line.text, family)[0] > GUARDED for line in number.values()):
            continue
        for line, start, end, _ in own:
            run = Run(start, end, SCORE, family)
            why = notes(run, SCORE, [f"{len(own)} clauses of the trade"], [])
            yield Finding(line.number, line.place(start), line.place(end), False, run, SCORE, why)


def clauses(line: Reading) -> Iterator[Clause]:
    """The clauses of a line that are nothing but words of a trade, and that nobody asks, says or quotes."""
    text = line.text
    if not any(hit.kind != "weak" and not _NO_TRADES.issuperset(hit.families) for hit in line.hits):
        return
    han, starts = count_han(text), [hit.start for hit in line.hits]
    for match in _CLAUSE.finditer(text):
        start, end = match.span()
        if end - start not in SIZES or han - count_han(text, start, end) < BESIDE:
            continue
        if text[end : end + 1] == "?" or text[start : start + 1] in QUOTES:
            continue
        hits = line.hits[bisect_left(starts, start) : bisect_left(starts, end)]
        family = _trade(hits, start, end)
        if family and not telling("asks").search(text, 0, start):
            yield Clause(line, start, end, family)


def _trade(hits: Iterable[Hit], start: int, end: int) -> str | None:
    """The family whose words make up a stretch, if one does; ``hits``: those that begin in it."""
    inside = [hit for hit in hits if hit.end <= end]
    for family in sorted({family for hit in inside for family in hit.families} - _NO_TRADES):
        own = [hit for hit in inside if family in hit.families]
        covered = sum(hit.end - hit.start for hit in own)
        firm = any(hit.kind != "weak" for hit in own)
        if firm and covered >= SHARE * (end - start) and sum(POINTS[hit.kind] for hit in own) >= WEIGHT:
            return family
    return None
