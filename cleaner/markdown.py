"""A clean document as Markdown: metadata as front matter, and what the page said of its lines as marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaner.document import Document
from cleaner.emit import dumps, utf8
from cleaner.markdown_marks import escaped, escaped_heading, escaped_inside, without_tags
from cleaner.stages.markup.front_matter import front_matter
from cleaner.stages.markup.kind import kind_of_text
from cleaner.structure import PIECE, Line, Piece, structure_of

_MARKDOWN = ("url", "title", "author", "published", "source", "encoding", "script", "verdict")
# Not allowed as they are in YAML: controls (a newline is escaped by JSON) and line separators.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
# Two lines and more that hold cells: a table of the page.
_TABLE = re.compile(r"(?:^(?! {4}|\t)[^\t\n]{0,300}(?:\t[^\t\n]{0,300}){1,40}\n){2,}", re.MULTILINE)
_BLOCKS = re.compile(r"^(?:\s*$|```|~~~|\|)", re.MULTILINE)
_TICKS = re.compile("`{3,}")
_LONG_CELL, _MANY_LINES = 200, 8  # characters and lines of a cell; a table with more in one is layout, not data


def markdown(document: Document) -> bytes:
    """The clean text as Markdown, metadata as front matter; text that is not Markdown gets a blank line a paragraph.

    The headings, lists, quotations, tables and source code of a page are those of Markdown, and what its text holds of
    marks of Markdown is escaped. Of other text only what would be a tag is; Markdown keeps its own front matter.
    """
    head = [f"{key}: {_yaml(value)}\n" for key in _MARKDOWN if (value := getattr(document, key)) is not None]
    structure = structure_of(document)
    if structure is not None:
        body = utf8(_joined(_blocks(structure))).decode()
    else:
        body = _TABLE.sub(_table, utf8(document.text).decode())
        if kind_of_text(document.text) == "text":
            body = without_tags(body)
        if not _BLOCKS.search(body.rstrip("\n")):
            body = body.rstrip("\n").replace("\n", "\n\n") + "\n"
    if structure is None and front_matter(body):  # the document's own says what it is called
        return body.encode()
    return f"---\n{''.join(head)}---\n\n{body}".encode()


def _blocks(lines: Sequence[Line]) -> Iterator[str]:
    """The blocks of Markdown that the lines of a page make; blank lines part them."""
    group: list[Line] = []
    data = _data_tables(lines)
    for line in [*lines, Line("")]:
        if group and _kind(line, data) == _kind(group[0], data) != "text":
            group.append(line)
            continue
        if group and group[0].code >= 0 and not line.text.strip() and line is not lines[-1]:
            group.append(line)  # an empty line of source code
            continue
        if group:
            yield _block(group, data)
        group = [line] if line.text.strip() else []
    if group:
        yield _block(group, data)


def _joined(blocks: Iterator[str]) -> str:
    """The blocks with blank lines between them; paragraphs of a quotation below each other are one quotation."""
    out: list[str] = []
    for block in blocks:
        if out:
            out.append("\n>\n" if block.startswith("> ") and out[-1].startswith("> ") else "\n\n")
        out.append(block)
    return "".join(out)


def _data_tables(lines: Sequence[Line]) -> set[int]:
    """The tables that hold data: several rows and columns, of cells that are short, and no lists or code in them."""
    rows: dict[int, set[int]] = {}
    columns: dict[int, set[int]] = {}
    sizes: dict[tuple[int, int, int], list[str]] = {}
    other: set[int] = set()
    for line in lines:
        for cell in line.cells:
            rows.setdefault(cell.table, set()).add(cell.row)
            columns.setdefault(cell.table, set()).add(cell.column)
            sizes.setdefault(cell[:3], []).append(cell.text)
            if cell.row < 0 or line.level or max(line.item, line.code) > cell.table:
                other.add(cell.table)
    for (table, _, _), texts in sizes.items():
        if len(texts) > _MANY_LINES or sum(map(len, texts)) > _LONG_CELL:
            other.add(table)
    return {table for table in rows if len(rows[table]) > 1 and len(columns[table]) > 1} - other


def _kind(line: Line, data: set[int]) -> str | tuple[str, int]:
    """What lines have in common that are one block."""
    if line.cells and line.cells[0].table in data:
        return "table", line.cells[0].table
    if line.code >= 0:
        return "code", line.code
    if line.item >= 0:
        return "list"
    if line.level:
        return "heading", line.heading
    return "tabs" if "\t" in line.text else "text"


def _block(group: Sequence[Line], data: set[int]) -> str:
    first, texts = group[0], [line.text.rstrip() for line in group]
    kind = _kind(first, data)
    if kind[0] == "table":
        return _grid(group)
    if first.code >= 0:
        fence = "`" * max([3, *(len(ticks) + 1 for text in texts for ticks in _TICKS.findall(text))])
        return f"{fence}{first.language}\n{chr(10).join(texts).rstrip()}\n{fence}"
    if kind == "list":
        return "\n".join(map(_item, group))
    if kind == "tabs":
        return _TABLE.sub(_table, "".join(f"{escaped(text)}\n" for text in texts)).strip("\n")
    if first.level:
        pieces = [each for line in group for each in line.pieces]
        return "#" * first.level + " " + _put_back(escaped_heading(" ".join(map(str.strip, texts))), iter(pieces))
    return ("> " if first.quoted else "") + _escaped(first)


def _escaped(line: Line) -> str:
    """A line of text with its formulas between dollar signs, and its code between back ticks."""
    text = line.text.strip()
    if text == PIECE and not line.pieces[0].is_code:
        return f"$${line.pieces[0].text.strip()}$$"
    return _put_back(escaped(text), iter(line.pieces))


def _put_back(text: str, pieces: Iterator[Piece]) -> str:
    """``text`` with the next formulas and code where they stand in it."""
    return re.sub(PIECE, lambda _: _marked(each) if (each := next(pieces, None)) else PIECE, text)


def _marked(piece: Piece) -> str:
    inner = piece.text.strip()
    if not piece.is_code:
        return f"${inner}$"
    ticks = "`"
    while ticks in inner:
        ticks += "`"
    blank = " " * (inner.startswith("`") or inner.endswith("`"))
    return f"{ticks}{blank}{inner}{blank}{ticks}"


def _item(line: Line) -> str:
    """A line of a list: its first one with a bullet or a number, further ones below it."""
    mark = f"{line.number}. " if line.number >= 0 else "- "
    return "    " * (line.depth - 1) + (mark if line.begins else " " * len(mark)) + _escaped(line)


def _grid(group: Sequence[Line]) -> str:
    """A table of the page; lines of one cell are parted by a tag, as Markdown has nothing for it."""
    texts: dict[tuple[int, int], list[str]] = {}
    for line in group:
        pieces = iter([each._replace(text=_cell(each.text)) if each.is_code else each for each in line.pieces])
        for cell in line.cells:
            text = _put_back(_cell(escaped_inside(cell.text)), pieces)
            texts.setdefault((cell.row, cell.column), []).append(text)
    width = 1 + max(column for _, column in texts)
    rows = sorted({row for row, _ in texts})
    return _rows([["<br>".join(texts.get((row, column), ())) for column in range(width)] for row in rows])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _rows(rows: list[list[str]]) -> str:
    """Rows of as many cells as a table of Markdown, the first one at its head."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)


def _table(found: re.Match[str]) -> str:
    """Rows of cells, which tabs part, as a table of Markdown; lines with unlike numbers of cells stay as they are."""
    rows = [line.split("\t") for line in found[0].rstrip("\n").split("\n")]
    if len({len(row) for row in rows}) > 1:
        return found[0]
    return "\n" * (found.start() > 0) + _rows([[_cell(cell.strip()) for cell in row] for row in rows]) + "\n\n"


def _yaml(value: str) -> str:
    """``value`` as a quoted YAML scalar (a JSON string, with what YAML does not print escaped)."""
    return _UNPRINTABLE.sub(lambda m: f"\\u{ord(m[0]):04x}", dumps(value))
