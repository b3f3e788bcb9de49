"""A row of keywords above a text that speaks of none of them.

Kits that copy other people's pages put what people search for in the first line. No list knows all of these words; but
the first line of a page is its title, its menu or its keywords, and says what the page says. So a row of long items
that has no word in common with the text below it needs less to be spam: one telling word, or that it is in the other
script than all of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cleaner.stages.spam.alone import evidence, judged
from cleaner.stages.spam.findings import Finding, notes
from cleaner.stages.spam.judge import Judge
from cleaner.stages.spam.odds import line_odds
from cleaner.stages.spam.page import Page
from cleaner.stages.spam.reading import SURE

# What parts the items, how many there are at least, and how long they are on average; how long such a row is.
_SIGNS, _ITEMS, _FOREIGN_ITEMS, _SIZES, _LONGEST = "_|丨/-,", 5, 4, (3.0, 16.0), 600
_SENTENCE = re.compile('[。!?;:"《》]')
_FIRST = re.compile(rf"\s*(\S[^\n]{{7,{_LONGEST}}})(?:\n|\Z)")
# How long the text below it is at least.
_TEXT = 120
# What the regression must say of a row with a telling word, and of one in the other script; what guard words may add.
_TELLING, _FOREIGN, _GUARDED = 4.0, 1.5, 3.0


def row_above(page: Page, suspects: Sequence[int], spots: Iterable[tuple[int, int, int]]) -> int | None:
    """The number of the first line of a page, where it is a row above a text that may be no part of it.

    That is a suspect, holds a telling word (``spots``), or is in the other script.
    """
    text = page.lines.text
    first = _FIRST.match(text)
    if first is None:
        return None
    start, end = first.span(1)
    items = _items_of(page.lines.folded[start:end].strip())
    if not items or len(text) - end < _TEXT or text.find("。", end) < 0:
        return None
    number = page.lines.at(start)
    told = number in suspects[:1] or any(start <= at < end for _, at, _ in spots)
    return number if (told and items >= _ITEMS) or page.foreign(start, end) else None


def _items_of(text: str) -> int:
    """How many items a text has that is a row of long ones between signs of one kind; 0 where it is none."""
    sign = max(_SIGNS, key=text.count)
    items = [item for item in map(str.strip, text.split(sign)) if item]
    if len(items) < _FOREIGN_ITEMS or _SENTENCE.search(text):
        return 0
    return len(items) * (_SIZES[0] <= sum(map(len, items)) / len(items) <= _SIZES[1])


def strange_heads(judge: Judge, number: int) -> Iterator[Finding]:
    """The finding of such a row that the text below it shares no word with."""
    page, line = judge.page, judge.reading(number)
    text = line.text.strip()
    left = line.text.find(text)
    found = judged(line, left, left + len(text))
    if page.coded(number) or not found:
        return
    run, hits = found
    start, end = line.place(left), line.place(left + len(text))
    foreign = page.foreign(start, end)
    least = _FOREIGN if foreign else _TELLING
    run.points = line_odds().of(evidence(line, run, hits) | {"network": SURE})
    if run.points < least or not (run.firm or foreign):
        return
    if judge.lexicon.raised(text, run.family)[0] > _GUARDED or page.topics.about(run.family, number):
        return
    if page.coherence.shared(number, start, end) == 0:
        why = notes(run, least, ["a row above a text of other things"], [])
        yield Finding(number, start, end, True, run, least, why)
