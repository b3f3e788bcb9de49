"""What the lines of a clean page are: headings, items of lists, quotations, tables, source code; for Markdown.

The text of a document does not say it, so the markup of its source is read once more, when somebody asks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from html import unescape
from typing import NamedTuple

import numpy as np

from cleaner.config import Config
from cleaner.doc import Doc
from cleaner.document import Document
from cleaner.lines import Lines
from cleaner.patterns import lazy
from cleaner.pipeline import run
from cleaner.stages.markup.formulas import formulas
from cleaner.stages.markup.pagemap import PageMap
from cleaner.stages.markup.tokens import attributes
from cleaner.tables import Cell, Tables

PIECE = "\x02"
"""What stands for a formula or code in a line: nothing that a page can hold."""
MOST_LEVELS = 64  # elements above a line that are looked at
# How highlighters name a language in the class of ``pre`` or of the ``code`` in it.
_LANGUAGE = lazy(
    r"""(?i)<(?:pre|xmp)\b(?:[^<>]{0,300}>\s{0,9}<code\b)?[^<>]{0,300}?\bclass=["']?"""
    r"""[^"'<>]{0,100}?\b(?:language-|lang-|brush:\s?|highlight-source-)([A-Za-z][\w+#.-]{0,19})"""
)
_CODE = lazy(r"(?i)<(code|kbd)\b[^<>]{0,300}>([^<>\n]{1,300})</\1\s{0,9}>")
_BLANKS = 2  # characters that repairs may leave before it
_LISTS = ("ul", "ol", "menu", "dir")


class Piece(NamedTuple):
    """A part of a line that is a formula in TeX, or source code."""

    text: str
    is_code: bool


class Line(NamedTuple):
    """A non-blank line.

    level: 1 to 6 in a heading, else 0.  heading: the block that it stands in, which one of several lines is told by.
    depth: how many lists it stands in.  number: its number in a numbered list, −1 in another.  item: the list item that
    it stands in, −1 for none.  begins: it is the first line of that item.  code: the preformatted element that it
    stands in, −1 for none.  language: that of its source code, where the page says it.  quoted: it stands in a
    quotation.  cells: those of a table that it fills.  pieces: the formulas and code in it, for which ``PIECE`` stands.
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
    language: str = ""
    pieces: tuple[Piece, ...] = ()


def structure_of(document: Document) -> list[Line] | None:
    """The lines of a document that was a page, in order, blank ones too; ``None`` for other documents."""
    source = document.doc.source
    pagemap = _pagemap(source)
    if pagemap is None or document.status != "ok":
        return None
    lines = Lines(document.doc.text)
    rows = pagemap.line_features(document.doc, lines)
    tables, (first, past) = Tables(pagemap, source), pagemap.line_runs(document.doc, lines)
    told = _pieces(document.doc)
    out: list[Line] = []
    seen: set[int] = set()
    for number in range(len(lines)):
        block = int(rows.block[number])
        start, end = lines[number].start, lines[number].end
        text, pieces = _parted(document.doc.text, start, end, told)
        if block < 0 or not text.strip():
            out.append(Line(text, pieces=pieces))
            continue
        line = _line(pagemap, source, block, text)
        if pieces and line.code >= 0:
            text, pieces = document.doc.text[start:end], ()
        cells = tables.cells(text, pagemap.run_nodes[first[number] : past[number]])
        begins = line.item >= 0 and line.item not in seen
        line = line._replace(text=text, level=int(rows.level[number]), heading=block, begins=begins)
        line = line._replace(cells=tuple(cells), pieces=pieces)
        out.append(line._replace(language=_language(pagemap, source, line.code)) if line.code >= 0 else line)
        seen.add(line.item)
    return out


def _pieces(doc: Doc) -> list[tuple[int, int, bool]]:
    """The ranges of formulas and of code in the text of a document, as far as their ends went through untouched.

    And whether each is code.
    """
    kept = doc.kept()
    starts = [start for start, _, _ in kept]

    def text_at(place: int) -> tuple[int, bool]:
        """Where a place of the source stands in the text, or what was kept before it ends; and whether it was kept."""
        source, text, size = kept[bisect_right(starts, place) - 1] if starts else (0, 0, 0)
        return text + min(place - source, size), source <= place < source + size

    told = [(*each, False) for each in formulas(doc.source)]
    told += [(*found.span(2), True) for found in _CODE.finditer(doc.source)]
    out: list[tuple[int, int, bool]] = []
    for start, end, is_code in sorted(told):
        inner = doc.source[start:end]
        (first, begins), (last, ends) = (
            text_at(place) for place in (start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip()) - 1)
        )
        if is_code and (plain := unescape(inner).strip()):  # whose ends are often references
            first = doc.text.find(plain, first, first + len(plain) + _BLANKS)
            last, begins, ends = first + len(plain) - 1, first >= 0, True
        if begins and ends and first <= last and not (out and first < out[-1][1]):
            out.append((first, last + 1, is_code))
    return out


def _parted(text: str, start: int, end: int, told: list[tuple[int, int, bool]]) -> tuple[str, tuple[Piece, ...]]:
    """A line of a text with ``PIECE`` for each of the formulas and code in it, and those."""
    here = told[bisect_left(told, (start,)) : bisect_left(told, (end,))]
    if not here or PIECE in text[start:end]:
        return text[start:end], ()
    ends = [start, *(past for _, past, _ in here)]
    parts = [text[past:begin] for past, begin in zip(ends, [*(begin for begin, _, _ in here), end], strict=True)]
    return PIECE.join(parts), tuple(Piece(text[begin:past], is_code) for begin, past, is_code in here)


def _language(pagemap: PageMap, source: str, element: int) -> str:
    """The language of a preformatted element, as its class or that of the code in it names it."""
    at = int(pagemap.spans[0][element])
    found = _LANGUAGE.match(source, at)
    return found[1].lower() if found else ""


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
