"""Elements of which each end tag fits: what stands in what is seen for all tags at once, without a stack.

Most pages are so. On any other a stack must be kept (``tree.Tree``), for what a tag ends depends on all before it.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from cleaner.stages.markup.elements import ENDS_P, IMPLIED
from cleaner.stages.markup.scan import NAMES, NUMBER, OTHER, Flags, Places, flags_of

_DEEPEST = 200  # levels
_P, _TITLE = NUMBER["p"], NUMBER["title"]
_ENDS_P = tuple(sorted(ENDS_P))


class Nesting(NamedTuple):
    """What stands in what; element 0 is the page, the others are counted in the order of their first tags.

    parents: of each element the one above it, −1 for the page.  closed: where each ends, or the text does.
    after: the innermost element before the first of the tags, and after each.
    """

    parents: Places
    closed: Places
    after: Places


def nesting(opens: Flags, numbers: Places, places: Places, size: int) -> Nesting | None:
    """What stands in what, by tags that begin or end elements; ``None`` where one does more than that.

    numbers: of their names.  places: where those that begin an element start, and where end tags end.  size: of the
    text. An end tag of a title ends nothing: no title is begun among these tags.
    """
    counted = opens | (numbers != _TITLE)
    place = counted.nonzero()[0]
    begins, names = opens[place], numbers[place]
    element, level = begins.cumsum(), np.where(begins, 1, -1).cumsum() + ~begins
    if not len(place) or level.min() < 1 or level.max() > _DEEPEST:
        return None
    # On one level elements begin and end by turns.
    order = level.astype(np.uint8).argsort(kind="stable")
    ends = (~begins[order]).nonzero()[0]
    ending, begun = order[ends], order[ends - 1]
    fits = begins[begun] & (level[begun] == level[ending]) & (names[begun] == names[ending])
    if not fits.all():
        return None
    parents = _parents(begins, element, order)
    if not _plain(np.append(OTHER, names[begins]), parents):
        return None
    closed = np.full(len(parents), size, np.int64)
    closed[element[begun]] = places[place[ending]]
    inner = np.where(begins, element, 0)
    inner[ending] = parents[element[begun]]
    return Nesting(parents, closed, np.append(0, inner)[np.append(0, counted.cumsum())])


def _parents(begins: Flags, element: Places, order: Places) -> Places:
    """The element above each: the one that begins right before it, or that of its elder brother."""
    first = order[begins[order]]
    below = begins[first - 1]
    below[first == 0] = True
    above = np.where(first > 0, element[first - 1], 0)
    eldest = np.maximum.accumulate(np.where(below, np.arange(len(first)), 0))
    parents = np.full(len(first) + 1, -1, np.int64)
    parents[element[first]] = above[eldest]
    return parents


@cache
def _rules() -> tuple[Places, Flags, Flags]:
    """The rule in ``IMPLIED`` of each name, 0 for none; names that each rule ends, and beyond which it ends none."""
    rules = [*IMPLIED.values()]
    number = np.zeros(len(NAMES) + 1, np.int64)
    for place, name in enumerate(IMPLIED, 1):
        number[NUMBER[name]] = place
    none = flags_of(())
    ends, barriers = (np.stack((none, *(flags_of(tuple(sorted(rule[part]))) for rule in rules))) for part in (0, 1))
    return number, ends, barriers


def _plain(names: Places, parents: Places) -> bool:
    """Whether the beginning of no element ends another."""
    names = np.minimum(names, len(NAMES))
    if (flags_of(_ENDS_P)[names[1:]] & (names[parents[1:]] == _P)).any():
        return False
    number, ends, barriers = _rules()
    rule, above = number[names], parents
    while True:
        going = ((rule > 0) & (above > 0)).nonzero()[0]
        if not len(going):
            return True
        rule, above = rule[going], above[going]
        if ends[rule, names[above]].any():
            return False
        rule, above = np.where(barriers[rule, names[above]], 0, rule), parents[above]


def nearest(parents: Places, marked: Flags) -> Places:
    """For each element the innermost marked one of itself and those above it; the page where there is none."""
    up = np.where(marked, np.arange(len(parents)), parents)
    up[0] = 0
    while (up != (further := up.take(up))).any():
        up = further
    return up


def depths(parents: Places) -> Places:
    """How many elements stand above each element."""
    up = np.maximum(parents, 0)
    out: Places = (parents >= 0).astype(np.int64)
    while up.any():
        out += out.take(up)
        up = up.take(up)
    return out
