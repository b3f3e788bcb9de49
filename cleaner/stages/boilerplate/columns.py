"""Texts that are columns from end to end: dictionaries, glossaries, lists of words with a number or a translation.

One of their words may be what a page's frame says (目录, 联系方式), and nothing about them is a page.
"""

from __future__ import annotations

from collections import Counter

from cleaner.lines import Lines

_LEAST, _SHARE = 8, 0.9  # rows, and the part of the lines that have as many cells as most
_LONGEST, _SHORT = 60, 0.9  # characters of a cell, and the part of the cells that have no more


def is_columns(lines: Lines) -> bool:
    """Whether nearly all lines of a text have as many cells that tabs part, two and more, and short ones."""
    rows = [line for line in lines.text.split("\n") if line.strip()] if "\t" in lines.text else []
    if len(rows) < _LEAST:
        return False
    (tabs, alike), *_ = Counter(row.count("\t") for row in rows).most_common(1)
    if not tabs or alike < _SHARE * len(rows):
        return False
    cells = [cell for row in rows if row.count("\t") == tabs for cell in row.split("\t")]
    return sum(len(cell) <= _LONGEST for cell in cells) >= _SHORT * len(cells)
