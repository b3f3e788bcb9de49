"""What the lines of a clean page are: headings, items of lists, quotations, tables, source code; for Markdown.

The text of a document does not say it, so the markup of its source is read once more, when somebody asks.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cleaner.config import Config
from cleaner.doc import Doc
from cleaner.document import Document
from cleaner.lines import Lines
from cleaner.pipeline import run
from cleaner.stages.markup.pagemap import PageMap
from cleaner.stages.markup.tokens import attributes
from cleaner.tables import Cell, Tables

MOST_LEVELS = 64  # elements above a line that are looked at
_LISTS = ("ul", "ol", "menu", "dir")


class Line(NamedTuple):
    """A non-blank line.

    level: 1 to 6 in a heading, else 0.  heading: the block that it stands in, which one of several lines is told by.
    depth: how many lists it stands in.  number: its number in a numbered list, −1 in another.  item: the list item that
    it stands in, −1 for none.  begins: it is the first line of that item.  code: the preformatted element that it
    stands in, −1 for none.  quoted: it stands in a quotation.  cells: those of a table that it fills.
    """

    text: str
    level: int = 0
    heading: int = -1
    depth: int = 0
    number: int = -1
    item: int = -1
    begins: bool = False
    code: int = -1
    quoted: bool = False
    cells: tuple[Cell, ...] = ()


def structure_of(document: Document) -> list[Line] | None:
    """The lines of a document that was a page, in order, blank ones too; ``None`` for other documents."""
    source = document.doc.source
    pagemap = _pagemap(source)
    if pagemap is None or document.status != "ok":
        return None
    lines = Lines(document.doc.text)
    rows = pagemap.line_features(document.doc, lines)
    tables, (first, past) = Tables(pagemap, source), pagemap.line_runs(document.doc, lines)
    out: list[Line] = []
    seen: set[int] = set()
    for number in range(len(lines)):
        block = int(rows.block[number])
        text = lines[number].text
        if block < 0 or not text.strip():
            out.append(Line(text))
            continue
        cells = tables.cells(text, pagemap.run_nodes[first[number] : past[number]])
        line = _line(pagemap, source, block, text)._replace(level=int(rows.level[number]), heading=block)
        out.append(line._replace(begins=line.item >= 0 and line.item not in seen, cells=tuple(cells)))
        seen.add(line.item)
    return out


def _pagemap(source: str) -> PageMap | None:
    if "<" not in source:
        return None
    for name, state in run(Doc(source), Config()):
        if name == "markup":
            found: PageMap | None = state.facts.get("markup.map")
            return found
    return None


def _line(pagemap: PageMap, source: str, element: int, text: str) -> Line:
    depth, number, item, code, quoted = 0, -1, -1, -1, False
    for _ in range(MOST_LEVELS):
        if element <= 0:
            break
        name, above = pagemap.name(element), int(pagemap.parents[element])
        if name in _LISTS:
            depth += 1
        elif name == "li" and item < 0:
            item = element
            number = _number(pagemap, source, element, above) if pagemap.name(above) == "ol" else -1
        elif name in ("pre", "xmp"):
            code = element
        quoted = quoted or name == "blockquote"
        element = above
    return Line(text, depth=depth if item >= 0 else 0, number=number, item=item, code=code, quoted=quoted)


def _number(pagemap: PageMap, source: str, element: int, above: int) -> int:
    """The number that a browser puts before an item of a list, which may begin at another one than 1."""
    brothers = np.flatnonzero(pagemap.parents[: element + 1] == above).tolist()
    items = [brother for brother in brothers if pagemap.name(brother) == "li"]
    start = _stated(pagemap, source, above, "start")
    return max((1 if start is None else start) + len(items) - 1, 0)


def _stated(pagemap: PageMap, source: str, element: int, name: str) -> int | None:
    """The number in an attribute of an element."""
    at = int(pagemap.spans[0][element])
    value = attributes(source[at : source.find(">", at) + 1]).get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else None
