"""What stands beside the article in its element, told by its make: beginnings of other articles, fields of a form."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from cleaner.doc import Doc
from cleaner.stages.boilerplate.foreign import LINKED
from cleaner.stages.boilerplate.link_targets import own_sites, site_of, targets
from cleaner.stages.boilerplate.markup_features import View
from cleaner.stages.boilerplate.page import Counts, Flags
from cleaner.stages.markup.pagemap import PageMap

_LEAST = 3  # items of one make, and fields of a form
_SHORTEST, _MOST_LINES, _MOST_BETWEEN = 5, 6, 6  # Han characters of a title; lines of an item, and from one to the next
_LEAST_BODY, _MOST_TIMES = 60, 2  # Han characters that stay, and times as many that go
_LONGEST_FIELD, _MOST_APART = 12, 2  # characters of the label of a field; lines from one to the next
_FIELD = re.compile(
    r"<(?:textarea|select)\b|<input\b(?![^<>]{0,300}\btype\s?=\s?[\"']?(?:hidden|submit|button|image|reset|radio|checkbox))",
    re.IGNORECASE,
)


class _Item(NamedTuple):
    """The beginning of another article: the line of its linked title, the last line below, and the element of both."""

    title: int
    last: int
    element: int


def teasers(view: View, origin: tuple[Doc, PageMap], keep: Flags, url: str | None) -> Flags:
    """The lines among ``keep`` that are beginnings of other articles, each below its title, a link that goes.

    Three in a row at least, each in an element of its own, all of one make and of the page's own site, and beside them
    the article.  url: the address of the page.
    """
    out = np.zeros(len(keep), np.bool_)
    row: list[_Item] = []
    for item in [*_items(view, keep), None]:
        if row and (item is None or not _goes_on(view, row, item)):
            if len(row) >= _LEAST and _are_own(view, origin, row, url):
                out[_lines_of(view, row)] = True
            row = []
        row += [item] if item else []
    out &= keep
    stays = int(view.page.han[keep & ~out].sum())
    return out if max(_LEAST_BODY, int(view.page.han[out].sum()) // _MOST_TIMES) <= stays else np.zeros_like(out)


def _items(view: View, keep: Flags) -> list[_Item]:
    """The linked titles that go, with text below them in the same element."""
    rows, page = view.rows, view.page
    linked = (rows.link_share >= LINKED) & (page.han >= _SHORTEST) & ~page.paragraph & ~keep
    inside = (rows.block, rows.parent)
    near = (*inside, rows.grandparent)
    out = []
    for title in np.flatnonzero(linked[:-1] & (view.prose[1:] > 0)).tolist():
        both = _elements(inside, title) & _elements(inside, title + 1)
        last = title
        while last + 1 < len(keep) and both & _elements(near, last + 1):
            last += 1
        above = title and both & _elements(near, title - 1)
        if both and not above and 0 < last - title <= _MOST_LINES:
            out.append(_Item(title, last, max(both)))
    return out


def _elements(ids: tuple[Counts, ...], line: int) -> set[int]:
    """The elements of a line by some of the arrays that number them."""
    return {int(each[line]) for each in ids} - {-1}


def _are_own(view: View, origin: tuple[Doc, PageMap], row: list[_Item], url: str | None) -> bool:
    """Whether all titles of a row lead to the page's own site."""
    own = own_sites(view, origin, url, row[0].title)
    titles = np.array([item.title for item in row], np.int64)
    return all(found and own.issuperset(map(site_of, found)) for found in targets(*origin, view.page, titles))


def _goes_on(view: View, row: list[_Item], item: _Item) -> bool:
    """Whether an item is the next one of a row."""
    before, path = row[-1], view.rows.path
    alike = path[before.title] == path[item.title] and path[before.title + 1] == path[item.title + 1]
    return bool(alike and item.element != before.element and 0 < item.title - before.last <= _MOST_BETWEEN)


def _lines_of(view: View, row: list[_Item]) -> Counts:
    """The lines of a row of items, with those behind the last one in an element that holds it and no other."""
    above = (view.rows.parent, view.rows.grandparent)
    first, last = row[0].title, row[-1].last
    around = _elements(above, row[-1].title) - _elements(above, row[-2].title)
    while last + 1 < len(view.page) and around & _elements(above, last + 1):
        last += 1
    return np.arange(first, last + 1)


def fields(view: View, origin: tuple[Doc, PageMap], keep: Flags) -> Flags:
    """The lines among ``keep`` that are the labels of fields to fill in, three near each other at least."""
    short = (view.page.solid_sizes <= _LONGEST_FIELD) & ~view.page.paragraph
    out = np.zeros(len(keep), np.bool_)
    if not _before_fields(view, origin, short & keep):  # as on most pages
        return out
    labels = np.array(_before_fields(view, origin, short), np.int64)
    for near in np.split(labels, np.flatnonzero(np.diff(labels) > _MOST_APART) + 1):
        out[near] = len(near) >= _LEAST
    return out & keep


def _before_fields(view: View, origin: tuple[Doc, PageMap], lines: Flags) -> list[int]:
    """Those of ``lines`` that a field to fill in stands right behind."""
    doc, pagemap = origin
    chosen = np.flatnonzero(lines)
    past = pagemap.line_runs(doc, view.page.lines)[1][view.page.number[chosen]]
    starts = np.append(pagemap.run_starts, len(doc.source))
    gaps = zip(chosen.tolist(), pagemap.run_ends[past - 1].tolist(), starts[past].tolist(), past.tolist(), strict=True)
    return [line for line, start, end, run in gaps if run and _FIELD.search(doc.source, start, end)]
