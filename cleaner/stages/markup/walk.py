"""The walk over a page's tokens: which text is seen, what separates it, and the elements that it stands in."""

from __future__ import annotations

import re
from itertools import accumulate

from cleaner.doc import Edit
from cleaner.stages.markup.elements import CELLS, ENDS_P, IMPLIED, TABLE_PARTS
from cleaner.stages.markup.tokens import (
    BLANK_TEXT,
    BREAK,
    CLOSE,
    DROP,
    HIDDEN,
    LINKED,
    NOTHING,
    OPEN,
    PLAIN,
    PRE,
    TEXT,
    TITLE,
    TOKEN,
    Known,
    Tag,
)

GLUED, SPACE, LINE = range(3)
"""What stands between two runs of visible text: nothing, a blank, a line break."""

_CODES = r"#(?:9|10|13|32|160)|#[xX](?:9|[aA]|[dD]|20|[aA]0)"
BLANK = rf"[ \t\n\r\f\xa0]|&(?:nbsp|ensp|emsp|thinsp|{_CODES})(?:;|(?![A-Za-z0-9]))"
_LEAD = re.compile(rf"(?:{BLANK})*+")
_INDENT = re.compile(rf"(?:\s|{BLANK})*+")
_TRAIL = re.compile(rf"(?:\s|{BLANK})\Z")

_REACH = 256  # how far up an end tag looks for its element: keeps hostile nesting linear
_LONG_CELL = 120  # characters; a row with a longer cell is layout, not data
_LEAST = 200  # characters; more hidden text than this and than visible text is unveiled by a script


class Walk:
    """The visible runs of a page, in order, and its elements. Element 0 is the page itself.

    starts, ends: source range of each run;  nodes: its element;  links: whether it stands in a link;  seps: what comes
    before it;  rows: the table row whose cell boundary it stands behind, else −1;  crossed: how many boundaries.
    Links, and inline elements whose tags say nothing, are no elements here.
    parents, flags, names, classes, opened, closed: of each element (the last two: offsets of its tags).
    row_of: the table row that an element stands in, else −1;  broken: rows that are no rows of data.
    unseen: (start, end, rule) of what is dropped whole;  title: index of the run of the title element, or −1.
    metas: the ``meta`` tags;  scripts: ranges of the scripts;  hidden: how many characters are kept out of sight.
    inner: edits inside the run that begins at an offset, where they are not those of its text.
    kept, dropped: elements known to be article, or not.
    """

    def __init__(self, text: str, hide: bool = True) -> None:
        self.text = text
        self.unseen: list[tuple[int, int, str]] = []
        self.metas: list[str] = []
        self.scripts: list[tuple[int, int]] = []
        self.title = -1
        self.hidden = 0
        self.broken: set[int] = set()
        self.inner: dict[int, list[Edit]] = {}
        self.kept: set[int] = set()
        self.dropped: set[int] = set()
        self._hide = HIDDEN if hide else 0
        self._sep = LINE
        self._cells = 0
        self._link = 0  # how many elements were open when the link began
        self._inline: set[str] = set()  # names of the inline elements that were opened as elements
        self._sizes: dict[int, int] = {}
        self._last = (0, -1)  # flags and row of the run before
        self._runs: list[tuple[int, int, int, int, int, int, bool]] = []
        # An open element is (element, name, flags, row).
        self._stack: list[tuple[int, str, int, int]] = [(0, "", 0, -1)]
        self._elements: list[tuple[int, int, str, str, int, int]] = [(-1, 0, "", "", 0, -1)]
        self._ends: dict[int, int] = {}
        self._walk(TOKEN.findall(text))
        self._settle()

    def _settle(self) -> None:
        self._finish_pre()
        runs = [list(column) for column in zip(*self._runs, strict=True)] or [[] for _ in range(7)]
        self.starts, self.ends, self.nodes, self.seps, self.rows, self.crossed = runs[:6]
        self.links = [bool(link) for link in runs[6]]
        parents, flags, names, classes, opened, rows = zip(*self._elements, strict=True)
        self.parents, self.flags, self.names = list(parents), list(flags), list(names)
        self.classes, self.opened, self.row_of = list(classes), list(opened), list(rows)
        ends, past = self._ends, len(self.text)
        self.closed = [ends.get(element, past) for element in range(len(parents))]

    def is_pre(self, number: int) -> bool:
        """Whether run ``number`` is preformatted: its line breaks and blanks count."""
        return bool(self.flags[self.nodes[number]] & PRE)

    def drop_run(self, number: int) -> None:
        """Take run ``number`` out: its text goes with the markup around it."""
        for column in (self.starts, self.ends, self.nodes, self.seps, self.rows, self.crossed, self.links):
            del column[number]

    def _walk(self, tokens: list[str]) -> None:  # noqa: PLR0912 — the one hot loop of the stage
        known = Known()
        stack, elements, hide = self._stack, self._elements, self._hide
        preformatted = False
        for token, tag, end in zip(tokens, map(known.__getitem__, tokens), accumulate(map(len, tokens)), strict=True):
            if tag is NOTHING:
                continue
            if tag is BLANK_TEXT:
                if preformatted and stack[-1][2] & PRE:
                    self._see(token, end - len(token))
                continue
            act, name, block, flags, classes = tag
            if act == TEXT:
                self._see(token, end - len(token))
            elif act == CLOSE:
                if stack[-1][1] == name:
                    if block and not stack[-1][2] & hide:
                        self._sep = LINE
                    self._ends[stack.pop()[0]] = end
                elif block or name in self._inline:
                    self._leave(name, block, end)
                if (block and len(stack) < self._link) or name == "a":
                    self._link = 0
            elif act == LINKED and "a" not in self._inline:
                self._link = len(stack)
            elif act == OPEN or (act in (LINKED, PLAIN) and name in self._inline):
                if block and (name in IMPLIED or stack[-1][1] == "p"):
                    self._imply(name, end - len(token))
                above, _, shared, row = stack[-1]
                flags |= shared
                preformatted = preformatted or flags & PRE > 0
                if block and not flags & hide:
                    self._sep = LINE
                    if name in TABLE_PARTS:
                        row = self._table(name, row)
                elif not block:
                    self._inline.add(name)
                stack.append((len(elements), name, flags, row))
                elements.append((above, flags, name, classes, end - len(token), row))
            elif act == BREAK:
                if not stack[-1][2] & hide:
                    self._sep = LINE
            elif act in (DROP, TITLE):
                self._drop(tag, token, end - len(token))
            elif name == "meta":
                self.metas.append(token)

    def _drop(self, tag: Tag, token: str, start: int) -> None:
        if tag.act == TITLE and self.title < 0 and not self._stack[-1][2] & HIDDEN:
            inner = token.find(">") + 1
            self.title = len(self._runs)
            self._sep = LINE
            if inner < len(token):
                self._see(token[inner:], start + inner)
            self._sep = LINE
            if self.title == len(self._runs):
                self.title = -1
            return
        if tag.name == "script":
            self.scripts.append((start, start + len(token)))
        rule = "markup.script" if tag.name in ("script", "style") else "markup.comment"
        self.unseen.append((start, start + len(token), rule))

    def _see(self, token: str, start: int) -> None:
        node, _, flags, row = self._stack[-1]
        size = len(token)
        if flags & self._hide:
            self.unseen.append((start, start + size, "markup.hidden"))
            self.hidden += size
            return
        if flags & PRE:
            if self._sep != LINE or not token.isspace():
                self._add(start + (self._sep == LINE and token[0] == "\n"), start + size, node, flags, row)
            return
        first = 0
        if token[0] in " \t\n\r\f\xa0&\u3000":
            lead = (_INDENT if self._sep == LINE else _LEAD).match(token)
            first = lead.end() if lead else 0
            if first and not self._sep:
                self._sep = SPACE
            if first == size:
                return
        kept = _trimmed(token, first)
        self._add(start + first, start + kept, node, flags, row)
        if kept < size:
            self._sep = SPACE

    def _add(self, start: int, end: int, node: int, flags: int, row: int) -> None:
        """A visible run; notes whether the row of a table that it stands in holds more than one line a cell."""
        cells = -1
        if self._sep == GLUED and self._runs and (at := self._runs[-1][1]) < start:
            self._sep = SPACE if any(token.isspace() for token in TOKEN.findall(self.text, at, start)) else GLUED
        elif self._sep == LINE:
            before, row_before = self._last
            if before & PRE:
                self._finish_pre()
            if row >= 0 and row_before == row:
                if self._cells:
                    cells = row
                else:
                    self.broken.add(row)
        if row >= 0:
            size = self._sizes[row] = self._sizes.get(row, 0) + end - start
            if end - start > _LONG_CELL or size > 4 * _LONG_CELL:
                self.broken.add(row)
        self._runs.append((start, end, node, self._sep, cells, self._cells, self._link > 0))
        self._last = flags, row
        self._sep = GLUED
        self._cells = 0

    def _finish_pre(self) -> None:
        """Blanks at the end of preformatted text go, so that the next line follows without an empty one."""
        runs, elements = self._runs, self._elements
        while runs and elements[runs[-1][2]][1] & PRE:
            start, end, *rest = runs.pop()
            end = start + _trimmed(self.text[start:end], 0)
            if start < end:
                runs.append((start, end, rest[0], rest[1], rest[2], rest[3], bool(rest[4])))
                return

    def _table(self, name: str, row: int) -> int:
        """Notes the boundary of a cell or row that begins; the row that its text stands in."""
        if name == "tr":
            self._cells = 0
            return len(self._elements)
        if name in CELLS:
            self._cells += 1
        elif name == "table" and row >= 0:
            self.broken.add(row)
        return row

    def _imply(self, name: str, start: int) -> None:
        """End the open elements that the beginning of element ``name`` ends."""
        if name not in IMPLIED:
            if name in ENDS_P:
                self._pop(len(self._stack) - 1, start)
            return
        ends, barrier = IMPLIED[name]
        for depth in range(len(self._stack) - 1, max(0, len(self._stack) - _REACH), -1):
            here = self._stack[depth][1]
            if here in ends:
                self._pop(depth, start)
            if here in ends or here in barrier:
                return

    def _leave(self, name: str, block: bool, end: int) -> None:
        """An end tag that does not fit the innermost element: ends the nearest of its name, or nothing."""
        if block and not self._stack[-1][2] & self._hide:
            self._sep = LINE
        for depth in range(len(self._stack) - 1, max(0, len(self._stack) - _REACH), -1):
            here = self._stack[depth][1]
            if here == name:
                self._pop(depth, end)
                return
            if here in CELLS and name not in TABLE_PARTS and name not in ("body", "html"):
                return
            if not block and here in ENDS_P and name != "a":
                return

    def _pop(self, depth: int, end: int) -> None:
        while len(self._stack) > depth:
            self._ends[self._stack.pop()[0]] = end


def _trimmed(token: str, first: int) -> int:
    """The length of a text without the blanks at its end; nothing before ``first`` is looked at."""
    kept = len(token.rstrip())
    while kept > first and (token[kept - 1] == ";" or token[kept - 1].isspace()):
        blank = _TRAIL.search(token, max(first, kept - 8), kept)
        if blank is None:
            break
        kept = blank.start()
    return kept


def read(text: str) -> Walk:
    """The walk over a page; where most of the text would be hidden (a script unveils it), nothing is."""
    walk = Walk(text)
    visible = sum(walk.ends) - sum(walk.starts)
    return Walk(text, hide=False) if walk.hidden > max(visible, _LEAST) else walk
