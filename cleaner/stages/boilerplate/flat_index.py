"""Whether what would stay of a flattened page is a list of others: titles with their days, or beginnings of texts.

Two things tell a list that a site makes from one that an author writes: its days fall, for the newest stands first and
no sentence tells what happened on them; or its sentences are cut off, or stand above a button that leads to the rest.
The other way round, days that rise are a calendar, amounts a price list, rows of as many cells a table, and short lines
in which somebody speaks a poem or a song, though none of them ends with a full stop.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from cleaner.pattern_tables import pattern_table
from cleaner.patterns import lazy
from cleaner.stages.boilerplate.features import rows_of
from cleaner.stages.boilerplate.page import BYLINES, NEIGHBOUR, Flags, Page

_ENTRIES, _SHARE = 4, 0.5  # dated titles, and their share of the lines that would stay
_FALL = 0.8  # share of the steps from one day to the next that go back or nowhere
_YEAR = 360  # days; a month of the year before stands behind January
_TEASERS, _CUT = 3, 0.8  # beginnings of texts on a page, and their share of all its sentences
_ROW = 6  # lines of an author's own list
_CELLS = 3  # of a row of a table at least
_SAID = 60  # Han characters of whole sentences that are an author's
_POSTED = 20  # of clauses of a text in a line or two, or of what links cut in pieces
_LABELS, _LABELLED = 3, lazy(r"[^:]{1,12} ?: ?[^:]{1,60}")  # what an author says of something: 地址：河湾路
_SHORTEST, _VERSE, _SPOKEN_SHARE = 3, 14, 0.3  # ideographs of a verse, the share of those in which somebody speaks
_OF_ARTICLES = BYLINES | {NEIGHBOUR}
_READ = "boilerplate.read-more"
_DAY = r"[\[(【]? ?(?:(\d{4}) ?[-./年] ?)?(\d{1,2}) ?[-./月] ?(\d{1,2}) ?日?(?: ?\d{1,2}:\d{2}(?::\d{2})?)? ?[\])】]?"
_DATED = lazy(rf"{_DAY}(?=\s|\Z)|.{{4,80}}?[\s\])】]?{_DAY}\Z")

_DATE = lazy(r"[\[(【]?(?:(?:\d{4}[-/年])?\d{1,2}[-/月]\d{1,2}日?|\d{4}\.\d{1,2}\.\d{1,2})[\])】]?")  # a cell


def own_lists(page: Page, among: Flags | None = None) -> Flags:
    """Lines in a row (``among`` those given) that are a calendar, amounts, a table, or verses without marks."""
    rest = ~page.fired if among is None else among & ~page.fired
    known = pattern_table("pages")
    amount, day = known["own-list.amount"], known["own-list.day"]
    kinds = np.zeros((3, len(page)), np.bool_)
    days, amounts, verses = kinds
    for line in (rest & (page.digits > 0)).nonzero()[0].tolist():
        amounts[line] = amount.search(page.folded[line]) is not None
    for line in (rest & (page.digits >= 2)).nonzero()[0].tolist():
        days[line] = day.match(page.folded[line]) is not None
    verses[:] = rest & (page.han == page.solid_sizes) & (page.han >= _SHORTEST) & (page.han <= _VERSE)
    out = np.zeros(len(page), np.bool_)
    for kind, tells in zip(kinds, (_rise, None, _speak), strict=True):
        for start, end in rows_of(kind).tolist():
            if end - start >= _ROW and (tells is None or tells(page.folded[start:end])):
                out[start:end] = True
    return out | _tables(page, rest)


def _tables(page: Page, among: Flags) -> Flags:
    """Rows that hold a number and have as many cells each, three or more; titles beside their days are none."""
    cells = np.zeros(len(page), np.int64)
    for line in np.flatnonzero(among & (page.digits > 0)).tolist():
        row = page.folded[line].split()
        cells[line] = 0 if any(map(_DATE.fullmatch, row)) else len(row)
    out = np.zeros(len(page), np.bool_)
    for size in set(cells[cells >= _CELLS].tolist()):
        for start, end in rows_of(cells == size).tolist():
            out[start:end] |= end - start >= _ROW
    return out


def says_nothing(page: Page, keep: Flags, least: int = _SAID) -> bool:
    """Whether no whole sentence, or hardly any, and no list of an author's own is among the lines to ``keep``.

    least: Han characters of sentences that say something.
    """
    if int(page.han[page.told & ~page.cut_off & keep].sum()) >= least:
        return False
    aside = pattern_table("pages")["record.aside"]
    rows = (page.folded[i] for i in np.flatnonzero(keep & ~page.fired).tolist())
    labels = Counter(row[0].partition(":")[0] for row in map(_LABELLED.fullmatch, rows) if row)
    # Whom to call is said by the site, once.
    labelled = sum(n for label, n in labels.items() if n >= _LABELS or aside.search(label) is None)
    return labelled < _LABELS and not ((own_lists(page) | _measures(page)) & keep).any()


def is_front(page: Page, keep: Flags) -> bool:
    """Whether no line tells who wrote an article or leads to its neighbours, and the lines to ``keep`` say nothing."""
    if any(rule.id in _OF_ARTICLES for rule in page.sure.values()):
        return False
    marked = keep & page.verse & ~page.cut_off
    return int(page.han[marked].sum()) < _POSTED and says_nothing(page, keep, _POSTED)


def _measures(page: Page) -> Flags:
    """Lines in a row that say how much something is, and not when: ``整机重量 1850 kg``."""
    flags = ~page.fired & (page.digits > 0) & (page.han > 0)
    flags[[i for i in np.flatnonzero(flags).tolist() if dated(page.folded[i])]] = False
    for start, end in rows_of(flags).tolist():
        flags[start:end] = end - start >= _ROW
    return flags


def _rise(lines: Sequence[str]) -> bool:
    """Whether the days at the beginning of lines go up."""
    found = filter(None, map(pattern_table("pages")["own-list.day"].match, lines))
    days = [31 * int(day[1]) + int(day[2]) for day in found]
    return all(later > earlier for earlier, later in pairwise(days))


def _speak(lines: Sequence[str]) -> bool:
    """Whether somebody speaks in some of the lines, as in verses."""
    spoken = pattern_table("pages")["own-list.spoken"]
    return sum(spoken.search(line) is not None for line in lines) >= _SPOKEN_SHARE * len(lines)


def with_own_lists(page: Page, keep: Flags) -> Flags:
    """``keep`` with the whole of each such list that it holds a part of."""
    out = keep.copy()
    for start, end in rows_of(own_lists(page)).tolist():
        out[start:end] |= keep[start:end].any()
    return out


def dated(text: str) -> bool:
    """Whether a folded line is a day, or a title before one: ``山里通了电 03-05``."""
    return _DATED.match(text) is not None


def lists_others(page: Page, keep: Flags) -> bool:
    """Whether the lines to ``keep`` are dated titles, newest first, or beginnings of texts as all on the page are."""
    return _dated(page, np.flatnonzero(keep).tolist()) or _begun(page, keep)


def _dated(page: Page, kept: list[int]) -> bool:
    if page.paragraph[kept].any() or int(page.told[kept].sum()) > 1:
        return False
    days: list[int] = []
    entries = 0
    for line in kept:
        found = _DATED.match(page.folded[line]) if page.digits[line] >= 2 else None
        if found:
            year, month, day = found.groups()[: 3 if found[2] else 6][-3:]
            days.append(_YEAR * int(year or 0) + 30 * int(month) + int(day))
            entries += 1 + bool(page.stamps[line])
    falls = [later >= earlier or earlier - later > _YEAR * 5 / 6 for later, earlier in pairwise(days)]
    listed = len(days) >= _ENTRIES and entries >= _SHARE * len(kept)
    return listed and days[0] > days[-1] and sum(falls) >= _FALL * len(falls)


def _begun(page: Page, keep: Flags) -> bool:
    told = np.flatnonzero(page.told & ~page.fired).tolist()
    cut = {i for i in told if page.cut_off[i] or _leads(page, i + 1)}
    own = [i for i in told if keep[i]]
    return bool(own) and len(cut) >= max(_TEASERS, _CUT * len(told)) and cut.issuperset(own)


def _leads(page: Page, line: int) -> bool:
    """Whether a line is a button that leads to the rest of a text."""
    return line in page.sure and page.sure[line].id == _READ
