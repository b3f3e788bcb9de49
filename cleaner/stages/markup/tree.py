"""The elements of a page from its tags: what is open at each place, as a browser would have it, in linear time."""

from __future__ import annotations

from functools import cache
from itertools import islice, pairwise, repeat

import numpy as np

from cleaner.patterns import lazy
from cleaner.stages.markup.elements import BLOCKS, ENDS_P, IMPLIED, TABLE_PARTS, UNSEEN
from cleaner.stages.markup.elements import CELLS as _CELLS
from cleaner.stages.markup.nesting import nearest, nesting
from cleaner.stages.markup.scan import COMMENT, NAMES, NUMBER, OTHER, Flags, Places, Tags, flags_of
from cleaner.stages.markup.sight import Inherited, Sight, inherited, sight_of
from cleaner.stages.markup.tokens import HIDDEN, OWN, RAW, attributes, group_bits, name_of

_REACH = 256  # how far up an end tag looks for its element: keeps hostile nesting linear
_EMBEDDED = frozenset(("data", "type", "classid", "codebase"))  # attributes of an object
_MOST_NOSCRIPT, _LONGEST_NOSCRIPT = 40, 4000  # tags, and characters behind each
_SENTENCE = lazy(r"[\u4e00-\u9fff]{8,40}[，。！？]")
_ASKS_FOR_SCRIPT = lazy(r"(?i)javascript|脚本|腳本|浏览器|瀏覽器|启用|啟用|开启|開啟|\bJS\b")
_MOST_CLASSES = 400  # characters of class and id names that are looked at
_BLOCKS = tuple(sorted(BLOCKS))
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

    parents, bits, names, classes: of each element: the one above it, its bits and those of all above, its name, its
    class and id names.  opened, closed: offsets of its first and past its last character.
    row_of: the table row that it stands in, else −1.  nested: rows with a table in them.
    is_fallback: whether an element is out of sight by its name.
    places: where each tag stands that may begin or end an element.  opens: whether it begins one.  blocks: whether it
    stands on a line of its own.  after: the innermost element before the first of these tags, and after each.
    """

    def __init__(self, text: str, tags: Tags) -> None:
        sight = sight_of(text, tags)
        own = _own_bits(text, tags, sight)
        events, numbers, names = _events(text, tags, own, sight)
        self.places = tags.starts[events]
        self.opens: Flags = ~tags.closing[events]
        self.blocks = flags_of(_BLOCKS)[tags.names[events]]
        begun = events[self.opens]
        places = np.where(self.opens, self.places, tags.ends[events])
        self.parents, self.closed, self.after = self._nesting(numbers, places, len(text))
        self._own = np.append(0, own[begun])
        self.is_fallback: Flags = np.append(False, flags_of(tuple(sorted(UNSEEN)))[tags.names[begun]])
        kinds = np.append(OTHER, numbers[self.opens])
        self.names = [names[number] for number in kinds.tolist()]
        self.classes = ["", *map(tags.classes.get, begun.tolist(), repeat(""))]
        self.opened = [0, *tags.starts[begun].tolist()]
        self._inherited = self._inherit(sight, begun.tolist()) if sight.told else []
        self.bits = self._with_above()
        rows = nearest(self.parents, kinds == _TR)
        self.row_of = np.where(rows > 0, rows, -1)
        tables = np.flatnonzero(kinds == _TABLE)
        self.nested = set(self.row_of[self.parents[tables]].tolist()) - {-1}

    def unveil(self, shown: Flags) -> None:
        """Let these elements, and what stands in them, be in sight, where nothing inside says otherwise."""
        self._own = np.where(shown, self._own & ~HIDDEN, self._own)
        self._inherited = [Inherited(hides & ~shown[source], source) for hides, source in self._inherited]
        self.bits = self._with_above()

    def _inherit(self, sight: Sight, begun: list[int]) -> list[Inherited]:
        """What something that is inherited takes out of sight."""
        looks = [None, *map(sight.told.get, begun)]
        return inherited(looks, np.array([bool(names) for names in self.classes]), self.parents)

    def _with_above(self) -> Places:
        """The bits of each element and of all above it."""
        bits = _with_above(self.parents, self._own)
        for hides, _ in self._inherited:
            bits[hides] |= HIDDEN
        return bits

    def _nesting(self, numbers: Places, places: Places, size: int) -> tuple[Places, list[int], Places]:
        """``parents``, ``closed`` and ``after`` of a text of this size, by the numbers of the names of its tags.

        places: where tags that begin an element start, and where end tags end.
        """
        if found := nesting(self.opens, numbers, places, size):
            return found.parents, found.closed.tolist(), found.after
        self.closed = [size] * (int(np.count_nonzero(self.opens)) + 1)
        self._stack, self._open, self._above = [0], [-1], [-1]
        after = np.array(self._read(numbers.tolist(), places.tolist()), np.int64)
        return np.array(self._above, np.int64), self.closed, after

    def _read(self, numbers: list[int], places: list[int]) -> list[int]:
        """Walk over the tags with a stack of the open elements; the innermost one before and after each tag."""
        stack, open_, above, closed = self._stack, self._open, self._above, self.closed
        after = [0]
        note, push, push_name, lift = after.append, stack.append, open_.append, above.append
        element = 0
        for number, opening, place in zip(numbers, self.opens.tolist(), places, strict=True):
            if opening:
                if number in _IMPLIED:
                    self._imply(number, place)
                elif open_[-1] == _P and number in _ENDS_P:
                    self._pop(len(stack) - 1, place)
                element += 1
                lift(stack[-1])
                push(element)
                push_name(number)
                note(element)
                continue
            if open_[-1] == number:
                open_.pop()
                closed[stack.pop()] = place
            else:
                self._leave(number, place)
            note(stack[-1])
        return after

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
            self.closed[self._stack.pop()] = end


def _with_above(parents: Places, own: Places) -> Places:
    """The bits of each element and of all above it."""
    up = np.maximum(parents, 0)
    bits = own.astype(np.int64)
    while up.any():
        bits |= bits.take(up)
        up = up.take(up)
    return bits


@cache
def _bits() -> Places:
    """Bits that the element of each name has by its name alone."""
    bits = [OWN.get(name, 0) | (HIDDEN if name in UNSEEN else 0) for name in NAMES]
    return np.array([*bits, 0], np.int64)


def _own_bits(text: str, tags: Tags, sight: Sight) -> Places:
    """The bits of the element that each tag begins."""
    said: Places = np.zeros(len(tags.starts), np.int64)
    classes = list(tags.classes.values())
    bits = {names: group_bits(names[:_MOST_CLASSES]) for names in set(classes)}
    said[list(tags.classes)] = [*map(bits.__getitem__, classes)]
    said[_coloured(tags)] = 0
    said[list(sight.gone)] |= HIDDEN
    by_name = _bits()[tags.names]
    article = (tags.names == NUMBER["noscript"]) & (said & group_bits("content") > 0)  # for programs that read pages
    article |= _unscripted(text, tags)
    said |= np.where(article | _objects_of_nothing(text, tags), 0, by_name & HIDDEN)
    page = flags_of(("html", "body"))[tags.names]
    said[page] = 0  # their names describe the page, not a part of it
    return said | (by_name & ~HIDDEN)


def _unscripted(text: str, tags: Tags) -> Flags:
    """Tags ``noscript`` around sentences of the page: a saved page may hold there what stands nowhere else."""
    out: Flags = np.zeros(len(tags.starts), np.bool_)
    found = np.flatnonzero(tags.names == NUMBER["noscript"]).tolist()
    for tag, end in islice(pairwise([*found, len(tags.starts) - 1]), _MOST_NOSCRIPT):
        inner = text[int(tags.ends[tag]) : min(int(tags.starts[end]), int(tags.ends[tag]) + _LONGEST_NOSCRIPT)]
        said = None if tags.closing[tag] or _ASKS_FOR_SCRIPT.search(inner) else _SENTENCE.search(inner)
        out[tag] = said is not None and text.count(said[0]) == 1
    return out


def _objects_of_nothing(text: str, tags: Tags) -> Flags:
    """Tags ``object`` that name nothing to show instead of what stands in them: tags of a corpus in XML, say."""
    found: Flags = tags.names == NUMBER["object"]
    for tag in np.flatnonzero(found).tolist():
        given = attributes(text[int(tags.starts[tag]) : int(tags.ends[tag])])
        found[tag] = _EMBEDDED.isdisjoint(given)
    return found


def _coloured(tags: Tags) -> Flags:
    """Inline tags inside ``pre``: their names (``comment``, ``meta``, ``tag``) colour source code, and say no more."""
    pre: Flags = tags.names == NUMBER["pre"]
    if not pre.any():
        return pre
    inside = np.cumsum(np.where(pre, np.where(tags.closing, -1, 1), 0)) > 0
    coloured: Flags = inside & ~flags_of(_BLOCKS)[tags.names]
    return coloured


def _events(text: str, tags: Tags, own: Places, sight: Sight) -> tuple[Places, Places, list[str]]:
    """The tags that may begin or end an element, the numbers of their names, and all names by number."""
    block = flags_of(_ELEMENTS)[tags.names] | ((tags.names == NUMBER["title"]) & tags.closing)
    idle = block | tags.closing | flags_of(_NEVER)[tags.names] | (tags.names == COMMENT)
    telling = own != 0
    telling[list(sight.told)] = True
    telling &= ~idle
    inline = np.zeros(len(NAMES) + 1, np.bool_)
    inline[tags.names[telling]] = True
    some_other, inline[OTHER] = inline[OTHER], False
    chosen = block | inline[tags.names]
    names = list(NAMES)
    others: dict[int, int] = {}
    if some_other:
        read = {tag: name_of(text, int(tags.starts[tag])) for tag in np.flatnonzero(tags.names == OTHER).tolist()}
        wanted = {read[tag]: 0 for tag in np.flatnonzero(telling & (tags.names == OTHER)).tolist()}
        for name in wanted:
            wanted[name] = len(names)
            names.append(name)
        others = {tag: wanted[name] for tag, name in read.items() if name in wanted}
        chosen[list(others)] = True
    events = chosen.nonzero()[0]
    numbers = tags.names[events]
    if others:
        numbers[events.searchsorted(list(others))] = list(others.values())
    return events, numbers, names


_NEVER = ("br", "hr", *RAW)
