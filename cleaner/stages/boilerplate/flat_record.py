"""Records on a flattened page: a film, a product, a post to fill, as rows of ``label: value`` below its name.

Models that have seen news pages take such rows, and the short lines among and below them (a cast, a table of contents),
for the frame. A record says each thing once, right below a headline, and names no part of a site; a list of goods says
the same of each, and a byline or the address of a site is no record of anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.flat_models import Logits
from cleaner.stages.boilerplate.page import BREADCRUMB, BYLINES, Flags, Page
from cleaner.stages.markup.moment import moment

_LEAST, _DISTINCT = 4, 0.8  # rows, so many in a row (one fewer right below a headline); how many labels differ
_APART, _FAR, _NAME = 3, 60, 20  # lines from one row to the next; so far if all between have so many characters
_SHORT, _WORD = 0.4, 8  # rows of a record that say no more than a number, or a word of so many characters
_LONGEST = 80  # characters of a row
_PLACES, _FACTS = ("地点", "场地", "会场"), 2  # words of a row that says where something takes place; rows beside it
_HEAD = 6  # lines from the headline to the first row
_LIKELY = 0.0  # what the model of titles says of a headline
_PATH, _NUMBER = frozenset(">›»"), re.compile(r"\d+")
_FRAME = -2.5  # rows below this, most of them, are the frame's


class Row(NamedTuple):
    """A row: what it says something of, and whether it says no more than a word or a number."""

    label: str
    short: bool


class Records(NamedTuple):
    """The lines of records, and the headlines among them that stand above rows."""

    rows: Flags
    headed: Flags


def records(page: Page, logits: Logits) -> Records:
    """The records of the page, each from its headline to its last row."""
    flags, headed = np.zeros((2, len(page)), np.bool_)
    for first, last in _chains(page, logits):
        headline = _headline(page, logits, first)
        flags[headline : last + 1] = True
        headed[headline] = headline < first
    return Records(flags | occasions(page), headed)


def occasions(page: Page) -> Flags:
    """Rows in a row that say when and where something takes place: a time alone may be that of the article."""
    out = np.zeros(len(page), np.bool_)
    if not any(map(page.lines.folded.__contains__, _PLACES)):
        return out
    venue, row = pattern_table("bylines")["venue"], pattern_table("pages")["record.row"]
    for place, text in enumerate(page.folded):
        if out[place] or not any(map(text.__contains__, _PLACES)) or not venue.search(text[:_LONGEST]):
            continue
        start, end = place, place + 1
        while start and row.match(page.folded[start - 1][:_LONGEST]):
            start -= 1
        while end < len(page) and row.match(page.folded[end][:_LONGEST]):
            end += 1
        timed = any(moment(each[:_LONGEST]) for each in page.folded[start:end])
        out[start:end] = timed and end - start >= _FACTS
    return out


def completed(page: Page, keep: Flags, found: Records) -> Flags:
    """``keep`` with the records beside it, and what stands between and below the two, up to a line of the frame."""
    out = keep.copy()
    bounds = [-1, *(i for i in range(len(page)) if _parts(page, i)), len(page)] if found.rows.any() else []
    for above, below in pairwise(bounds):
        held = above + 1 + np.flatnonzero((keep | found.rows)[above + 1 : below])
        headed = found.headed[held].any()
        if found.rows[held].any() and (headed or keep[held].any()):
            out[held[0] : below if headed else held[-1] + 1] = True
    return out


def _chains(page: Page, logits: Logits) -> Iterator[tuple[int, int]]:
    """The first and the last row of each record."""
    labels = _labels(page)
    if len(labels) < _LEAST:
        return
    chain: list[int] = []
    for row in [*labels, len(page)]:
        if chain and (row == len(page) or not _together(page, chain[-1], row)):
            least = _LEAST - (_headline(page, logits, chain[0]) == chain[0] - 1)
            own = [i for i in chain if labels[i].label]
            if _is_record([labels[i] for i in own], chain, least) and np.median(logits.line[own]) > _FRAME:
                yield own[0], own[-1]
            chain = []
        chain.append(row)


def _is_record(rows: list[Row], places: list[int], least: int) -> bool:
    """Whether rows say different things, in words or numbers, ``least`` of them in lines that follow each other."""
    if len(rows) < _LEAST or len({row.label for row in rows}) < _DISTINCT * len(rows):
        return False
    if sum(row.short for row in rows) < _SHORT * len(rows):
        return False
    return any(there - here < least for here, there in zip(places, places[least - 1 :], strict=False))


def _together(page: Page, above: int, below: int) -> bool:
    """Whether two rows are of one record: nothing but a few lines, or names, stand between them."""
    between = slice(above + 1, below)
    if below - above > _FAR or any(_parts(page, i) for i in range(above + 1, below)):
        return False
    names = (page.solid_sizes[between] <= _NAME) & ~page.fired[between]
    return below - above <= _APART or bool(names.all())


def _labels(page: Page) -> dict[int, Row]:
    """The rows: bylines and addresses of sites have no label."""
    row, aside = pattern_table("pages")["record.row"], pattern_table("pages")["record.aside"]
    out: dict[int, Row] = {}
    for index, text in enumerate(page.folded):
        if len(text) <= _LONGEST and (found := row.match(text)) and not _parts(page, index):
            label = _NUMBER.sub("0", next(filter(None, found.groups()), "").replace(" ", ""))
            label = "" if page.fired[index] or aside.match(label) else label
            out[index] = Row(label, bool(page.digits[index]) or len(text) - found.end() < _WORD)
    return out


def _headline(page: Page, logits: Logits, first: int) -> int:
    """The line of the headline above a record, or the first row."""
    start = max(0, first - _HEAD)
    floor = max((i for i in range(start, first) if _parts(page, i)), default=start - 1)
    above = [i for i in range(floor + 1, first) if _PATH.isdisjoint(page.folded[i])]
    best = max(above, key=logits.title.__getitem__, default=first)
    if best == first or logits.title[best] > _LIKELY:
        return best
    crumb = page.sure.get(floor)
    return above[0] if crumb is not None and crumb.id == BREADCRUMB else first


def _parts(page: Page, index: int) -> bool:
    """Whether a line is one of the frame for sure, or heads a list of others."""
    rule = page.sure.get(index) or page.heads.get(index)
    if rule is not None:
        return rule.id not in BYLINES and not rule.extra.get("inside")
    return pattern_table("pages")["record.others"].fullmatch(page.folded[index]) is not None
