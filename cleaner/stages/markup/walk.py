"""The walk over a page's tokens: which text is seen, what separates it, and the elements that it stands in."""

from __future__ import annotations

import re
from itertools import accumulate

from cleaner.doc import Edit
from cleaner.stages.markup.elements import CELLS, ENDS_P, IMPLIED, TABLE_PARTS
from cleaner.stages.markup.tokens import BREAK, CLOSE, HIDDEN, LINK, OPEN, PRE, TEXT, TITLE, TOKEN, VOID, Tag, read_tag

GLUED, SPACE, LINE = range(3)
"""What stands between two runs of visible text: nothing, a blank, a line break."""

BLANK = (
    r"[ \t\n\r\f\xa0]|&(?:nbsp|ensp|emsp|thinsp|#(?:9|10|13|32|160)|#[xX](?:9|[aA]|[dD]|20|[aA]0))(?:;|(?![A-Za-z0-9]))"
)
_LEAD = re.compile(rf"(?:{BLANK})*+")
_INDENT = re.compile(rf"(?:\s|{BLANK})*+")
_TRAIL = re.compile(rf"(?:\s|{BLANK})\Z")

_REACH = 256  # how far up an end tag looks for its element: keeps hostile nesting linear
_LONG_CELL = 120  # characters; a row with a longer cell is layout, not data


class Walk:
    """The visible runs of a page, in order, and its elements. Element 0 is the page itself.

    starts, ends: source range of each run;  nodes: its element;  seps: what comes before it;  rows: the table row whose
    cell boundary it stands behind, else −1;  crossed: how many boundaries.
    parents, depths, flags, names, classes, opened, closed: of each element (the last two:
    offsets of its tags).
    unseen: (start, end, rule) of what is dropped whole;  title: index of the run of the title element, or −1.
    """

    def __init__(self, text: str, hide: bool = True) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.nodes: list[int] = []
        self.seps: list[int] = []
        self.rows: list[int] = []
        self.crossed: list[int] = []
        self.parents, self.depths, self.flags = [-1], [0], [0]
        self.names, self.classes = [""], [""]
        self.opened, self.closed = [0], [len(text)]
        self.row_of = [-1]
        self.unseen: list[tuple[int, int, str]] = []
        self.metas: list[str] = []
        self.scripts: list[tuple[int, int]] = []
        self.title = -1
        self.hidden = 0
        self.broken: set[int] = set()
        self.inner: dict[int, list[Edit]] = {}
        self.kept_nodes: set[int] = set()
        self.dropped_nodes: set[int] = set()
        self._sizes: dict[int, int] = {}
        self._hide = HIDDEN if hide else 0
        self._stack = [0]
        self._open: dict[str, int] = {}
        self._sep = LINE
        self._cells = 0
        self._walk(TOKEN.findall(text))

    def is_pre(self, number: int) -> bool:
        """Whether run ``number`` is preformatted: its line breaks and blanks count."""
        return bool(self.flags[self.nodes[number]] & PRE)

    def add_line(self, start: int, end: int) -> None:
        """A run on a line of its own that stands in no element."""
        self._sep = LINE
        self._add(start, end, 0)

    def drop_run(self, number: int) -> None:
        """Take run ``number`` out: its text goes with the markup around it."""
        for column in (self.starts, self.ends, self.nodes, self.seps, self.rows, self.crossed):
            del column[number]

    def _walk(self, tokens: list[str]) -> None:  # noqa: PLR0912 — the one hot loop of the stage
        known: dict[str, Tag] = {}
        end = 0
        for token, end in zip(tokens, accumulate(map(len, tokens)), strict=True):
            if token[0] != "<":
                if not token.isspace() or self.flags[self._stack[-1]] & PRE:
                    self._see(token, end)
                elif self._sep == GLUED:
                    self._sep = SPACE
                continue
            tag = known.get(token)
            if tag is None:
                tag = known[token] = read_tag(token)
            act = tag[0]
            if act == OPEN:
                self._enter(tag, end - len(token))
            elif act == CLOSE:
                self._leave(tag, end)
            elif act == BREAK:
                if not self.flags[self._stack[-1]] & self._hide:
                    self._sep = LINE
            elif act == TEXT:
                self._see(token, end)
            elif act != VOID:
                self._drop(tag, token, end)
            elif tag[1] == "meta":
                self.metas.append(token)
        while len(self._stack) > 1:
            self._pop(end)
        self._finish_pre()

    def _drop(self, tag: Tag, token: str, end: int) -> None:
        start = end - len(token)
        if tag.act == TITLE and self.title < 0 and not self.flags[self._stack[-1]] & HIDDEN:
            inner = start + token.find(">") + 1
            self.title = len(self.starts)
            self._sep = LINE
            self._see(self.text[inner:end], end)
            self._sep = LINE
            if self.title == len(self.starts):
                self.title = -1
            return
        if tag.name == "script":
            self.scripts.append((start, end))
        rule = "markup.script" if tag.name in ("script", "style") else "markup.comment"
        self.unseen.append((start, end, rule))

    def _see(self, token: str, end: int) -> None:
        node = self._stack[-1]
        flags = self.flags[node]
        start = end - len(token)
        if flags & self._hide:
            self.unseen.append((start, end, "markup.hidden"))
            self.hidden += len(token)
            return
        if flags & PRE:
            if not (self._sep == LINE and token.isspace()):
                self._add(start + (self._sep == LINE and token[0] == "\n"), end, node)
            return
        lead = (_INDENT if self._sep == LINE else _LEAD).match(token)
        first = lead.end() if lead else 0
        if first == len(token):
            self._sep = self._sep or SPACE
            return
        if first:
            self._sep = self._sep or SPACE
        kept = _trimmed(token, first)
        self._add(start + first, start + kept, node)
        if kept < len(token):
            self._sep = SPACE

    def _add(self, start: int, end: int, node: int) -> None:
        """A visible run; notes whether the row of a table that it stands in holds more than one line a cell."""
        sep, row, cells = self._sep, self.row_of[node], -1
        if sep == LINE:
            if self.nodes and self.flags[self.nodes[-1]] & PRE:
                self._finish_pre()
            if row >= 0 and self.nodes and self.row_of[self.nodes[-1]] == row:
                if self._cells:
                    cells = row
                else:
                    self.broken.add(row)
        if row >= 0:
            size = self._sizes[row] = self._sizes.get(row, 0) + end - start
            if end - start > _LONG_CELL or size > 4 * _LONG_CELL:
                self.broken.add(row)
        self.starts.append(start)
        self.ends.append(end)
        self.nodes.append(node)
        self.seps.append(sep)
        self.rows.append(cells)
        self.crossed.append(self._cells)
        self._sep = GLUED
        self._cells = 0

    def _finish_pre(self) -> None:
        """Blanks at the end of preformatted text go, so that the next line follows without an empty one."""
        while self.ends and self.flags[self.nodes[-1]] & PRE:
            start = self.starts[-1]
            self.ends[-1] = start + _trimmed(self.text[start : self.ends[-1]], 0)
            if start < self.ends[-1]:
                return
            self.drop_run(-1)

    def _enter(self, tag: Tag, start: int) -> None:
        name = tag.name
        if name in IMPLIED:
            self._imply(*IMPLIED[name], start)
        elif name in ENDS_P and self._open.get("p") and self.names[self._stack[-1]] == "p":
            self._pop(start)
        above = self._stack[-1]
        node = len(self.parents)
        flags = self.flags[above] | tag.flags
        row = self.row_of[above]
        if tag.block and not flags & self._hide:
            self._sep = LINE
            if name == "tr":
                row, self._cells = node, 0
            elif name in CELLS:
                self._cells += 1
            elif name == "table" and row >= 0:
                self.broken.add(row)
        self.parents.append(above)
        self.depths.append(self.depths[above] + 1)
        self.flags.append(flags)
        self.names.append(name)
        self.classes.append(tag.classes)
        self.opened.append(start)
        self.closed.append(-1)
        self.row_of.append(row)
        self._stack.append(node)
        self._open[name] = self._open.get(name, 0) + 1

    def _imply(self, ends: frozenset[str], barrier: frozenset[str], start: int) -> None:
        if not any(self._open.get(name) for name in ends):
            return
        for depth in range(len(self._stack) - 1, max(0, len(self._stack) - _REACH), -1):
            name = self.names[self._stack[depth]]
            if name in ends:
                while len(self._stack) > depth:
                    self._pop(start)
                return
            if name in barrier:
                return

    def _leave(self, tag: Tag, end: int) -> None:
        name = tag.name
        if tag.block and not self.flags[self._stack[-1]] & self._hide:
            self._sep = LINE
        if not self._open.get(name):
            return
        for depth in range(len(self._stack) - 1, max(0, len(self._stack) - _REACH), -1):
            here = self.names[self._stack[depth]]
            if here == name:
                while len(self._stack) > depth:
                    self._pop(end)
                return
            if here in CELLS and name not in TABLE_PARTS and name not in ("body", "html"):
                return
            if not tag.block and here in ENDS_P and name != "a":
                return

    def _pop(self, end: int) -> None:
        node = self._stack.pop()
        self.closed[node] = end
        self._open[self.names[node]] -= 1


def _trimmed(token: str, first: int) -> int:
    """The length of a text without the blanks at its end; nothing before ``first`` is looked at."""
    kept = len(token.rstrip())
    while kept > first and (token[kept - 1] == ";" or token[kept - 1].isspace()):
        blank = _TRAIL.search(token, max(first, kept - 8), kept)
        if blank is None:
            break
        kept = blank.start()
    return kept


def visible_size(walk: Walk) -> int:
    """Characters of the visible runs."""
    return sum(walk.ends) - sum(walk.starts)


def link_runs(walk: Walk) -> list[bool]:
    """Whether each run stands inside a link."""
    return [bool(walk.flags[node] & LINK) for node in walk.nodes]


def read(text: str) -> Walk:
    """The walk over a page; where most of the text would be hidden (a script unveils it), nothing is."""
    walk = Walk(text)
    return Walk(text, hide=False) if walk.hidden > max(visible_size(walk), 200) else walk
