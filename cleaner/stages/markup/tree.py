"""The elements of a page from its tags: what is open at each place, as a browser would have it, in linear time."""

from __future__ import annotations

from functools import cache

import numpy as np

from cleaner.stages.markup.elements import BLOCKS, ENDS_P, IMPLIED, TABLE_PARTS, UNSEEN
from cleaner.stages.markup.elements import CELLS as _CELLS
from cleaner.stages.markup.scan import COMMENT, NAMES, NUMBER, OTHER, Flags, Places, Tags, flags_of
from cleaner.stages.markup.tokens import HIDDEN, OWN, RAW, group_bits, name_of

_REACH = 256  # how far up an end tag looks for its element: keeps hostile nesting linear
_MOST_CLASSES = 400  # characters of class and id names that are looked at
_ELEMENTS = tuple(sorted(BLOCKS - {"hr", "title"}))
_STAYS = frozenset(NUMBER[name] for name in _CELLS)
_PARTS = frozenset(NUMBER[name] for name in (*TABLE_PARTS, "body", "html"))
_BLOCK_NUMBERS = frozenset(NUMBER[name] for name in BLOCKS)
_ENDS_P = frozenset(NUMBER[name] for name in ENDS_P)
_IMPLIED = {
    NUMBER[name]: (frozenset(NUMBER[n] for n in ends), frozenset(NUMBER[n] for n in barrier))
    for name, (ends, barrier) in IMPLIED.items()
}
_P, _A, _TR, _TABLE = (NUMBER[name] for name in ("p", "a", "tr", "table"))


class Tree:
    """The elements of a page; element 0 is the page. Links, and inline elements whose tags say nothing, are none.

    parents, flags, names, classes: of each element: the one above it, its bits and those of all above, its name, its
    class and id names.  opened, closed: offsets of its first and past its last character.  depths: elements above it.
    row_of: the table row that it stands in, else −1.  nested: rows with a table in them.
    places: where each tag stands that may begin or end an element.  opens: whether it begins one.  blocks: whether it
    stands on a line of its own.  after: the innermost element before the first of these tags, and after each.
    bits: ``flags`` as an array.
    """

    def __init__(self, text: str, tags: Tags) -> None:
        self.parents, self.flags, self.classes = [-1], [0], [""]
        self.opened, self.depths, self.row_of = [0], [0], [-1]
        self.nested: set[int] = set()
        self._tops = [0]
        self._stack, self._open, self._numbers = [0], [-1], [OTHER]
        self._ends: dict[int, int] = {}
        own = _own_bits(tags)
        events, numbers, names = _events(text, tags, own)
        self.places = tags.starts[events]
        self.opens: Flags = ~tags.closing[events]
        self.blocks = flags_of(tuple(sorted(BLOCKS)))[tags.names[events]]
        self._read(events, numbers, tags, own)
        self.after: Places = np.array(self._tops, np.int64)
        self.bits: Places = np.array(self.flags, np.int64)
        self.names = [names[number] for number in self._numbers]
        past, ends = len(text), self._ends
        self.closed = [ends.get(element, past) for element in range(len(self.parents))]

    def _read(self, events: Places, numbers: list[int], tags: Tags, own: Places) -> None:
        """Walk over the tags with a stack of the open elements."""
        stack, open_, parents, flags, tops = self._stack, self._open, self.parents, self.flags, self._tops
        opened, depths, row_of, element_numbers = self.opened, self.depths, self.row_of, self._numbers
        classes, known, ends = self.classes, tags.classes, self._ends
        columns = (events, tags.closing[events], own[events], tags.starts[events], tags.ends[events])
        for number, tag, closing, bits, start, end in zip(numbers, *(c.tolist() for c in columns), strict=True):
            if closing:
                if open_[-1] == number:
                    open_.pop()
                    ends[stack.pop()] = end
                else:
                    self._leave(number, end)
            else:
                if number in _IMPLIED:
                    self._imply(number, start)
                elif open_[-1] == _P and number in _ENDS_P:
                    self._pop(len(stack) - 1, start)
                above = stack[-1]
                element = len(parents)
                row = row_of[above]
                if number == _TR:
                    row = element
                elif number == _TABLE and row >= 0 and not (flags[above] | bits) & HIDDEN:
                    self.nested.add(row)
                parents.append(above)
                flags.append(bits | flags[above])
                element_numbers.append(number)
                classes.append(known.get(tag, ""))
                opened.append(start)
                depths.append(len(stack))
                row_of.append(row)
                stack.append(element)
                open_.append(number)
            tops.append(stack[-1])

    def _imply(self, number: int, start: int) -> None:
        """End the open elements that the beginning of an element ends."""
        ends, barrier = _IMPLIED[number]
        for depth in range(len(self._stack) - 1, max(0, len(self._stack) - _REACH), -1):
            here = self._open[depth]
            if here in ends:
                self._pop(depth, start)
            if here in ends or here in barrier:
                return

    def _leave(self, number: int, end: int) -> None:
        """An end tag that does not fit the innermost element: ends the nearest of its name, or nothing."""
        block = number in _BLOCK_NUMBERS
        for depth in range(len(self._stack) - 1, max(0, len(self._stack) - _REACH), -1):
            here = self._open[depth]
            if here == number:
                self._pop(depth, end)
                return
            if here in _STAYS and number not in _PARTS:
                return
            if not block and here in _ENDS_P and number != _A:
                return

    def _pop(self, depth: int, end: int) -> None:
        while len(self._stack) > depth:
            self._open.pop()
            self._ends[self._stack.pop()] = end


@cache
def _bits() -> Places:
    """Bits that the element of each name has by its name alone."""
    bits = [OWN.get(name, 0) | (HIDDEN if name in UNSEEN else 0) for name in NAMES]
    return np.array([*bits, 0], np.int64)


def _own_bits(tags: Tags) -> Places:
    """The bits of the element that each tag begins."""
    said: Places = np.zeros(len(tags.starts), np.int64)
    for tag, classes in tags.classes.items():
        said[tag] = group_bits(classes[:_MOST_CLASSES])
    said[list(tags.hidden)] |= HIDDEN
    by_name = _bits()[tags.names]
    said |= by_name & HIDDEN
    page = flags_of(("html", "body"))[tags.names]
    said[page] &= HIDDEN  # their names describe the page, not a part of it
    faded = (said & group_bits("content") > 0) & (said & HIDDEN > 0)
    said[faded] &= ~HIDDEN  # the article itself, faded in by a script
    return said | (by_name & ~HIDDEN)


def _events(text: str, tags: Tags, own: Places) -> tuple[Places, list[int], list[str]]:
    """The tags that may begin or end an element, the numbers of their names, and all names by number."""
    block = flags_of(_ELEMENTS)[tags.names] | ((tags.names == NUMBER["title"]) & tags.closing)
    idle = block | tags.closing | flags_of(_NEVER)[tags.names] | (tags.names == COMMENT)
    telling = ~idle & (own != 0)
    inline = np.unique(tags.names[telling])
    chosen = block | np.isin(tags.names, inline[inline != OTHER])
    names = list(NAMES)
    others: dict[int, int] = {}
    if len(inline) and inline[0] == OTHER:
        read = {tag: name_of(text, int(tags.starts[tag])) for tag in np.flatnonzero(tags.names == OTHER).tolist()}
        wanted = {read[tag]: 0 for tag in np.flatnonzero(telling & (tags.names == OTHER)).tolist()}
        for name in wanted:
            wanted[name] = len(names)
            names.append(name)
        others = {tag: wanted[name] for tag, name in read.items() if name in wanted}
        chosen[list(others)] = True
    events = np.flatnonzero(chosen)
    numbers = tags.names[events].tolist()
    if others:
        numbers = [others.get(tag, number) for tag, number in zip(events.tolist(), numbers, strict=True)]
    return events, numbers, names


_NEVER = ("br", "hr", *RAW)
