"""Reflow: ``python -m tests.benchmarks reflow``. Texts that must stay, and gold texts wrapped at a column.

Harm: edits proposed on the clean texts and on the gold texts of the pages (0 is right). Repair: each gold text is
wrapped at a random column, its paragraphs parted by empty lines or by indents; counted are the texts that come back
with no more than 15 % too many lines, and lines that hold parts of two paragraphs (blanks aside).
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from cleaner.doc import Doc
from cleaner.stages.tidy_reflow import repeated, wrapped
from tests.benchmarks.common import data_path, print_table, read_jsonl

COLUMNS = (60, 64, 70, 72, 76, 80)
_CLOSING = "，。！？；：、”’）》」』"


def main(argv: list[str]) -> int:
    """Print both tables."""
    harm: dict[str, list[int]] = {}
    for name, text in texts():
        row = harm.setdefault(name, [0, 0, 0])
        row[0] += 1
        row[1] += len(list(wrapped(text)))
        row[2] += len(list(repeated(text)))
    print_table(["set", "texts", "lines joined", "lines taken"], [[name, *row] for name, row in harm.items()], "harm")
    rng = random.Random(1)
    rows: dict[str, list[int]] = {"empty line": [0, 0, 0], "indent": [0, 0, 0]}
    for _, text in gold():
        paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
        if sum(map(len, paragraphs)) < 400:
            continue
        style = rng.choice(sorted(rows))
        indent, between = ("　　", "\n") if style == "indent" else ("", "\n\n")
        columns = rng.choice(COLUMNS)
        source = between.join("\n".join(wrap(indent + paragraph, columns)) for paragraph in paragraphs)
        after = Doc(source).apply("tidy", wrapped(source)).text
        lines = [line.strip() for line in after.split("\n") if line.strip()]
        rows[style][0] += 1
        rows[style][1] += len(lines) <= 1.15 * len(paragraphs)
        solid = ["".join(paragraph.split()) for paragraph in paragraphs]
        rows[style][2] += sum(not any("".join(line.split()) in paragraph for paragraph in solid) for line in lines)
    print_table(
        ["parted by", "texts", "mended", "lines of two"], [[name, *row] for name, row in rows.items()], "repair"
    )
    return 0


def texts() -> Iterator[tuple[str, str]]:
    """The clean texts and the gold texts, each with the name of its set."""
    for path in sorted(data_path("clean").glob("*.jsonl")):
        yield from ((path.name, record["text"]) for record in read_jsonl(path))
    yield from gold()


def gold() -> Iterator[tuple[str, str]]:
    """The gold texts of the pages."""
    for path in sorted(data_path("html").glob("*/*.txt")):
        yield "gold of pages", path.read_text("utf-8")


def wrap(paragraph: str, columns: int) -> Iterator[str]:
    """The lines of a paragraph wrapped at ``columns``; a mark that closes may hang over."""
    line, width = "", 0
    for character in paragraph:
        own = 2 if ord(character) >= 0x2E80 or 0x2010 <= ord(character) <= 0x2027 else 1
        if width + own > columns and character not in _CLOSING:
            yield line
            line, width = "", 0
        line, width = line + character, width + own
    yield line
