"""Blanks where lines ended: ``规范公司 的组织和行为`` of a narrow cell, or of a paragraph that a PDF set in lines.

Who flattens a page writes a blank for a line break, also amid a word. It shows by two things together: the blanks stand
at the same distance, and what they part reads as one sentence. Verse has the distance and does not read on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from cleaner.doc import Edit
from cleaner.patterns import lazy
from cleaner.stages.tidy_columns import NARROWEST, RAGGED
from cleaner.stages.tidy_flow import flow, goes_on
from cleaner.stages.tidy_lines import read_lines

_BLANK = lazy("(?<=[\u3400-\u9fff，。、；：！？）》”,;:!?)%]) (?=[\u3400-\u9fff（《“(])")
_MARK = lazy("(?<=[\u3400-\u9fff])[,:;!?()]|[,:;!?()](?=[\u3400-\u9fff])")
_FEWEST_BLANKS, _FEWEST_LINES = 3, 3  # in a paragraph, and wrapped lines between two of them in the whole text
_FITTING = 0.7  # of the blanks that stand at a line's end, in the paragraphs with several
_FLOW, _FEWEST_PAIRS = 1.6, 2  # nats by which the parts read on (see ``flow``), and the pairs of ideographs that tell


class _Row(NamedTuple):
    """Where a paragraph begins, and its blanks."""

    start: int
    blanks: list[int]


class _Measured(NamedTuple):
    """The lines that the paragraphs of a text were set in: their columns, and the blanks where they end."""

    column: int
    ends: list[int]


def line_blanks(text: str) -> list[Edit]:
    """Edits that take out the blanks that stand for line breaks within paragraphs."""
    rows = list(_rows(text)) if text.count(" ") > _FEWEST_LINES else []
    every = sum(len(row.blanks) for row in rows)
    if every - len(rows) < _FEWEST_LINES:
        return []
    column, ends = max((_measured(text, rows, folded) for folded in (False, True)), key=lambda found: len(found.ends))
    if column < NARROWEST or len(ends) <= max(_FEWEST_LINES, _FITTING * every):
        return []
    told = [pair for at in ends if goes_on(*(pair := (text[at - 2 : at], text[at + 1 : at + 3])))]
    if len(told) < _FEWEST_PAIRS or float(np.mean(flow(told))) < _FLOW:
        return []
    reason = f"where lines of {column - RAGGED} to {column} columns end, which read on"
    return [Edit(at, at + 1, "", "tidy.line-blank", reason) for at in ends]


def _rows(text: str) -> Iterator[_Row]:
    """The paragraphs with some blanks between Chinese."""
    at = 0
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        if line.count(" ") >= _FEWEST_BLANKS:
            blanks = [start + found.start() for found in _BLANK.finditer(line)]
            if len(blanks) >= _FEWEST_BLANKS:
                yield _Row(start + len(line) - len(line.lstrip(" \t")), blanks)


def _measured(text: str, rows: list[_Row], folded: bool) -> _Measured:
    """The column of the text, where marks of ASCII were as wide as ideographs before they were ``folded``, or not."""
    widths = [_width(text[one + 1 : other], folded) for row in rows for one, other in pairwise(row.blanks)]
    column = _column(widths)
    return _Measured(column, [at for row in rows for at in _ends(text, row, column, folded)])


def _ends(text: str, row: _Row, column: int, folded: bool) -> Iterator[int]:
    """The blanks of a row at the end of lines of ``column`` columns; those within one are its own."""
    start = row.start
    for blank in row.blanks:
        width = _width(text[start:blank], folded)
        if _fits(width, column):
            yield blank
        if width >= column - RAGGED:
            start = blank + 1


def _width(part: str, folded: bool) -> int:
    """Columns of a part of a line."""
    return read_lines(part)[0].width() + (len(_MARK.findall(part)) if folded else 0)


def _column(widths: list[int]) -> int:
    """The greatest width within ``RAGGED`` columns below which most of the widths are."""
    times = Counter(widths)  # a long line has thousands of blanks, and few widths
    return max(times, key=lambda most: (sum(times[width] for width in times if _fits(width, most)), most))


def _fits(width: int, column: int) -> bool:
    return column - RAGGED <= width <= column
