"""The walk over a page: which text is seen, what separates it, and the elements that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import Edit
from cleaner.needles import places_in
from cleaner.stages.markup.elements import CELLS
from cleaner.stages.markup.formulas import SERVERS, is_served, tex_of
from cleaner.stages.markup.nesting import depths
from cleaner.stages.markup.scan import COMMENT, NUMBER, Flags, Places, Tags, flags_of, scan
from cleaner.stages.markup.tokens import HIDDEN, PRE, RAW
from cleaner.stages.markup.tree import Tree

GLUED, SPACE, LINE = range(3)
"""What stands between two runs of visible text: nothing, a blank, a line break."""

_CODES = r"#(?:9|10|13|32|160)|#[xX](?:9|[aA]|[dD]|20|[aA]0)"
BLANK = rf"[ \t\n\r\f\xa0]|&(?:nbsp|ensp|emsp|thinsp|{_CODES})(?:;|(?![A-Za-z0-9]))"
_LEAD = re.compile(rf"(?:{BLANK})*+")
_INDENT = re.compile(rf"(?:\s|{BLANK})*+")
_TRAIL = re.compile(rf"(?:\s|{BLANK})\Z")
_ALT = re.compile(r"""(?i:[\s"']alt)\s*+=\s*+(?:"([^"<>]++)"|'([^'<>]++)')""")
_LEADS = " \t\n\r\f\xa0&\u3000"

_LONG_CELL = 120  # characters; a row with a longer cell is layout, not data


class Walk:
    """The visible runs of a page, in order, and its elements. Element 0 is the page itself.

    starts, ends: source range of each run;  nodes: its element;  links: whether it stands in a link;  seps: what comes
    before it;  rows: the table row whose cell boundary it stands behind, else −1;  crossed: how many boundaries.
    Links, and inline elements whose tags say nothing, are no elements here.
    parents, flags (``Tree.bits``), names, classes, opened, closed, row_of: of each element, see ``Tree``.
    broken: rows that are no rows of data.
    unseen: (start, end, rule) of what is dropped whole;  title: index of the run of the title element, or −1.
    metas: the ``meta`` tags;  scripts: ranges of the scripts;  hidden: how many characters are kept out of sight.
    inner: edits inside the run that begins at an offset, where they are not those of its text.
    kept, dropped: elements known to be article, or not.
    """

    def __init__(
        self, text: str, before: Walk | None = None, *, alt: bool = False, letters: bytes | None = None
    ) -> None:
        """The walk over ``text``; ``before`` is an earlier one over it. ``alt``: the alternative text of images too.

        letters: the text in ASCII, where that is known.
        """
        self.text = text
        self.tags: Tags = before.tags if before else scan(text, letters)
        self.tree: Tree = before.tree if before else Tree(text, self.tags)
        tree = self.tree
        self.parents, self.flags, self.row_of = tree.parents, tree.bits, tree.row_of
        self.names, self.classes, self.opened, self.closed = tree.names, tree.classes, tree.opened, tree.closed
        self.unseen: list[tuple[int, int, str]] = []
        self.metas: list[str] = []
        self.scripts: list[tuple[int, int]] = []
        self.title = -1
        self.hidden = 0
        self.broken = set(tree.nested)
        self.inner: dict[int, list[Edit]] = {}
        self.kept: set[int] = set()
        self.dropped: set[int] = set()
        self._runs: list[tuple[int, int, int, int, int, int]] = []
        self._sizes: dict[int, int] = {}
        title, formulas = self._special()
        self._see(title, sorted([*formulas, *self._alternatives(alt)]))
        runs = [list(column) for column in zip(*self._runs, strict=True)] or [[] for _ in range(6)]
        self.starts, self.ends, self.nodes, self.seps, self.rows, self.crossed = runs
        self.links = linked(self.tags, tree, np.array(self.starts, np.int64)).tolist()

    def is_pre(self, number: int) -> bool:
        """Whether run ``number`` is preformatted: its line breaks and blanks count."""
        return bool(self.flags[self.nodes[number]] & PRE)

    def line_numbers(self) -> NDArray[np.int64]:
        """For each run the number of its line."""
        numbers: NDArray[np.int64] = np.cumsum(np.array(self.seps) == LINE)
        return numbers

    def cut_run(self, number: int, rule: str) -> None:
        """Take run ``number`` out by a rule of its own."""
        self.unseen.append((self.starts[number], self.ends[number], rule))
        self.drop_run(number)

    def drop_run(self, number: int) -> None:
        """Take run ``number`` out, with the markup around it. What follows in its line then begins the line."""
        if self.seps[number] == LINE and number + 1 < len(self.seps) and self.seps[number + 1] != LINE:
            for column in (self.seps, self.rows, self.crossed):
                column[number + 1] = column[number]
        if self.title > number:
            self.title -= 1
        for column in (self.starts, self.ends, self.nodes, self.seps, self.rows, self.crossed, self.links):
            del column[number]

    def _special(self) -> tuple[tuple[int, int, int], list[tuple[int, int]]]:
        """Notes what is dropped whole and the meta tags; the title's element: its range, and where its text begins.

        And the ranges of the texts of formulas in scripts.
        """
        tags, title = self.tags, (-1, -1, -1)
        formulas: list[tuple[int, int]] = []
        has_formulas = bool(places_in(tags.page, b"math/tex"))
        chosen = np.flatnonzero(((tags.names == COMMENT) | flags_of((*RAW, "meta"))[tags.names]) & ~tags.closing)
        seen = self.flags[self.nodes_at(tags.starts[chosen])] & HIDDEN == 0
        columns = (tags.starts[chosen], tags.ends[chosen], tags.names[chosen], seen)
        for start, end, number, visible in zip(*(column.tolist() for column in columns), strict=True):
            if number == NUMBER["meta"]:
                self.metas.append(self.text[start:end])
            elif number == NUMBER["title"] and title[0] < 0 and visible:
                title = start, end, self.text.find(">", start) + 1
            elif has_formulas and number == NUMBER["script"] and visible and (tex := tex_of(self.text, start, end)):
                formulas.append(tex)
            else:
                if number == NUMBER["script"]:
                    self.scripts.append((start, end))
                program = number in (NUMBER["script"], NUMBER["style"])
                self.unseen.append((start, end, "markup.script" if program else "markup.comment"))
        return title, formulas

    def _alternatives(self, every: bool) -> list[tuple[int, int]]:
        """The ranges of the alternative texts of images: of ``every`` one, or of formulas that a server drew."""
        out: list[tuple[int, int]] = []
        if not (every or any(places_in(self.tags.page, said) for said in SERVERS)):
            return out
        images = (self.tags.names == NUMBER["img"]) & ~self.tags.closing
        for start, end in zip(self.tags.starts[images].tolist(), self.tags.ends[images].tolist(), strict=True):
            if (every or is_served(self.text, start, end)) and (found := _ALT.search(self.text, start, end)):
                out.append(found.span(1 if found[1] else 2))
        return out

    def nodes_at(self, places: Places) -> Places:
        """The innermost element that is open at each place."""
        nodes: Places = self.tree.after[np.searchsorted(self.tree.places, places)]
        return nodes

    def _breaks(self) -> Places:
        """Where tags break the line, in order."""
        tags, tree = self.tags, self.tree
        lines = tags.starts[flags_of(("br", "hr"))[tags.names]]
        places = tree.places[tree.blocks]
        said = np.where(tree.opens, tree.after[1:], tree.after[:-1])[tree.blocks]
        places = places[tree.bits[said] & HIDDEN == 0]
        lines = lines[tree.bits[self.nodes_at(lines)] & HIDDEN == 0]
        return np.sort(np.concatenate((places, lines)))

    def _gaps(self, title: tuple[int, int, int], more: list[tuple[int, int]]) -> Iterator[tuple[int, ...]]:
        """The texts between tags in which something stands.

        Of each: its range, its first character that is no blank, its element with bits and table row, and how many
        breaks of the line, texts of blanks, and cells of tables have gone before.
        """
        tags, letters = self.tags, self.tags.letters
        starts = np.concatenate((np.zeros(1, np.int64), tags.ends))
        ends = np.append(tags.starts, len(self.text))
        if title[0] >= 0:
            more = [(title[2], title[1]), *more]
        if more:  # texts inside tags
            inside = np.array(more, np.int64)
            starts, ends = np.concatenate((starts, inside[:, 0])), np.concatenate((ends, inside[:, 1]))
            order = np.argsort(starts, kind="stable")
            starts, ends = starts[order], ends[order]
        some = starts < ends
        starts, ends = starts[some], ends[some]
        solid = letters > 32
        rises = np.flatnonzero(solid[1:] > solid[:-1]) + 1
        first = np.where(solid[starts], starts, np.append(rises, len(letters))[np.searchsorted(rises, starts)])
        nodes = self.nodes_at(starts)
        filled = (first < ends) | (self.tree.bits[nodes] & PRE > 0)
        blank, chosen = starts[~filled], np.flatnonzero(filled)
        starts, ends, first, nodes = starts[chosen], ends[chosen], first[chosen], nodes[chosen]
        breaks = self._breaks()
        if title[0] >= 0:
            breaks = np.sort(np.append(breaks, (title[0], title[1] - 1)))
        cells = flags_of(tuple(sorted(CELLS)))[tags.names] & ~tags.closing
        shared = (self.flags[nodes], self.row_of[nodes])
        counts = (np.searchsorted(places, starts) for places in (breaks, blank, tags.starts[cells]))
        return zip(*(column.tolist() for column in (starts, ends, first, nodes, *shared, *counts)), strict=True)

    def _see(self, title: tuple[int, int, int], more: list[tuple[int, int]]) -> None:
        """Makes runs of what is visible of the texts between tags."""
        text = self.text
        last_break, last_blank, last_cell = -1, 0, 0
        spaced = False
        flags, row = 0, -1
        for first, past, solid, node, node_flags, own_row, breaks, blanks, cells in self._gaps(title, more):
            if node_flags & HIDDEN:
                self.unseen.append((first, past, "markup.hidden"))
                self.hidden += past - first
                continue
            sep = LINE if breaks > last_break else SPACE if spaced or blanks > last_blank else GLUED
            bare = not (node_flags & PRE or text[solid] in _LEADS or text[past - 1] == ";" or text[past - 1].isspace())
            seen = (solid, past, False) if bare else _seen(text, (first, past), solid, sep, node_flags & PRE > 0)
            start, end, trimmed = seen
            if start >= end:
                spaced = spaced or sep != LINE
                continue
            if start > first and sep == GLUED:
                sep = SPACE
            if sep == LINE and flags & PRE:
                self._finish_pre()
            crossed, boundary = cells - last_cell, -1
            if own_row >= 0:
                if sep == LINE and own_row == row:
                    if crossed:
                        boundary = row
                    else:
                        self.broken.add(row)
                self._measure(own_row, end - start)
                if node_flags & PRE:
                    self.broken.add(own_row)
            self._runs.append((start, end, node, sep, boundary, crossed))
            if first == title[2]:
                self.title = len(self._runs) - 1
            flags, row, spaced = node_flags, own_row, trimmed
            last_break, last_blank, last_cell = breaks, blanks, cells
        self._finish_pre()

    def _measure(self, row: int, size: int) -> None:
        total = self._sizes[row] = self._sizes.get(row, 0) + size
        if size > _LONG_CELL or total > 4 * _LONG_CELL:
            self.broken.add(row)

    def _finish_pre(self) -> None:
        """Blanks at the end of preformatted text go, so that the next line follows without an empty one."""
        runs, flags = self._runs, self.flags
        while runs and flags[runs[-1][2]] & PRE:
            start, end, node, sep, boundary, crossed = runs.pop()
            end = start + trimmed(self.text[start:end], 0)
            if start < end:
                runs.append((start, end, node, sep, boundary, crossed))
                return
            if self.title == len(runs):  # of blanks
                self.title = -1


def _seen(text: str, span: tuple[int, int], solid: int, sep: int, pre: bool) -> tuple[int, int, bool]:
    """The visible part of a text between tags, and whether blanks were cut off its end."""
    first, past = span
    if pre:
        if sep == LINE and text[first:past].isspace():  # the indent of the line that follows
            return max(first, text.rfind("\n", first, past) + 1), past, False
        return first + (sep == LINE and text[first] == "\n"), past, False
    start = solid
    if text[start] in _LEADS:
        lead = (_INDENT if sep == LINE else _LEAD).match(text, start, past)
        start = lead.end() if lead else start
        if start == past:
            return start, past, False
    last = text[past - 1]
    if last != ";" and not last.isspace():
        return start, past, False
    end = start + trimmed(text[start:past], 0)
    return start, end, end < past


def linked(tags: Tags, tree: Tree, starts: Places) -> Flags:
    """Whether each run stands in a link: one that has begun, has not ended, and whose block has not ended either."""
    link = tags.names == NUMBER["a"]
    opens, closes = tags.starts[link & ~tags.closing], tags.starts[link & tags.closing]
    if not len(opens) or not len(starts):
        return np.zeros(len(starts), np.bool_)
    last = np.searchsorted(opens, starts) - 1
    opened = np.where(last >= 0, opens[np.maximum(last, 0)], -1)
    ended = np.searchsorted(closes, starts) - 1
    linked = (last >= 0) & ((ended < 0) | (opened > np.append(closes, -1)[ended]))
    open_then = depths(tree.parents)[tree.after]
    first = np.searchsorted(tree.places, np.maximum(opened, 0))
    past = np.searchsorted(tree.places, starts)
    ends = np.where(tree.blocks & ~tree.opens, open_then[1:], len(open_then))
    ends = np.append(ends, len(open_then))
    least = np.minimum.reduceat(ends, np.stack((first, past), axis=1).ravel())[::2]
    held: Flags = linked & ((first >= past) | (least >= open_then[first]))
    return held


def trimmed(token: str, first: int) -> int:
    """The length of a text without the blanks at its end; nothing before ``first`` is looked at."""
    kept = len(token.rstrip())
    while kept > first and (token[kept - 1] == ";" or token[kept - 1].isspace()):
        blank = _TRAIL.search(token, max(first, kept - 8), kept)
        if blank is None:
            break
        kept = blank.start()
    return kept
