"""A clean document as Markdown: metadata as front matter, and what the page said of its lines as marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaner.document import Document
from cleaner.emit import dumps, utf8
from cleaner.structure import Line, structure_of

_MARKDOWN = ("url", "title", "author", "published", "source", "encoding", "script", "verdict")
# Not allowed as they are in YAML: controls (a newline is escaped by JSON) and line separators.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
# Two lines and more that hold cells: a table of the page.
_TABLE = re.compile(r"(?:^(?! {4}|\t)[^\t\n]{0,300}(?:\t[^\t\n]{0,300}){1,40}\n){2,}", re.MULTILINE)
_BLOCKS = re.compile(r"^(?:\s*$|```|~~~|\|)", re.MULTILINE)


def markdown(document: Document) -> bytes:
    """The clean text as Markdown, metadata as front matter; text that is not Markdown gets a blank line a paragraph.

    The headings, lists, quotations, tables and source code of a page are those of Markdown.
    """
    head = [f"{key}: {_yaml(value)}\n" for key in _MARKDOWN if (value := getattr(document, key)) is not None]
    structure = structure_of(document)
    if structure is not None:
        body = utf8("\n\n".join(_blocks(structure))).decode()
    else:
        body = _TABLE.sub(_table, utf8(document.text).decode())
        if not _BLOCKS.search(body.rstrip("\n")):
            body = body.rstrip("\n").replace("\n", "\n\n") + "\n"
    return f"---\n{''.join(head)}---\n\n{body}".encode()


def _blocks(lines: Sequence[Line]) -> Iterator[str]:
    """The blocks of Markdown that the lines of a page make; blank lines part them."""
    group: list[Line] = []
    for line in [*lines, Line("")]:
        if group and _kind(line) == _kind(group[0]) != "text":
            group.append(line)
            continue
        if group and group[0].code >= 0 and not line.text.strip() and line is not lines[-1]:
            group.append(line)  # an empty line of source code
            continue
        if group:
            yield _block(group)
        group = [line] if line.text.strip() else []
    if group:
        yield _block(group)


def _kind(line: Line) -> str | int:
    """What lines have in common that are one block."""
    if line.code >= 0:
        return line.code
    return "list" if line.item >= 0 else "table" if "\t" in line.text else "text"


def _block(group: Sequence[Line]) -> str:
    first, texts = group[0], [line.text.rstrip() for line in group]
    if first.code >= 0:
        fence = "~~~" if any("```" in text for text in texts) else "```"
        return f"{fence}\n{chr(10).join(texts).rstrip()}\n{fence}"
    if first.item >= 0:
        return "\n".join(map(_item, group))
    if "\t" in first.text:
        return _TABLE.sub(_table, "\n".join(texts) + "\n").strip("\n")
    mark = "#" * first.level + " " if first.level else "> " if first.quoted else ""
    return mark + texts[0].strip()


def _item(line: Line) -> str:
    """A line of a list: its first one with a bullet or a number, further ones below it."""
    mark = f"{line.number}. " if line.number else "- "
    return "    " * (line.depth - 1) + (mark if line.begins else " " * len(mark)) + line.text.strip()


def _table(found: re.Match[str]) -> str:
    """Rows of cells, which tabs part, as a table of Markdown; lines with unlike numbers of cells stay as they are."""
    rows = [line.split("\t") for line in found[0].rstrip("\n").split("\n")]
    if len({len(row) for row in rows}) > 1:
        return found[0]
    lines = ["| " + " | ".join(cell.strip().replace("|", "\\|") for cell in row) + " |\n" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]) + "\n")
    return "\n" * (found.start() > 0) + "".join(lines) + "\n"


def _yaml(value: str) -> str:
    """``value`` as a quoted YAML scalar (a JSON string, with what YAML does not print escaped)."""
    return _UNPRINTABLE.sub(lambda m: f"\\u{ord(m[0]):04x}", dumps(value))
