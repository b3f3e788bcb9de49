"""Commas that part values: rows of tables (CSV), of databases (SQL), of word lists. They are structure and stay.

A comma that parts the same number of cells line after line is no comma of prose, whatever stands beside it. What tells
the two apart: a head of names, cells without Chinese, cells that come again and again, no sentence that ends.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from cleaner.patterns import lazy

_QUOTED = re.compile('"[^"\n]*"')
_BARE_CELL = re.compile(r"(?:^|,)[ ]?[\x21\x23-\x2b\x2d-\x7e]+[ ]?(?:,|$)|,,", re.MULTILINE)
_SENTENCE_END = re.compile("[。.!?！？;；](?=\\s*\\Z)")
_FEWEST_ROWS, _MOST_ROWS = 3, 0.7
# Cells of words alone, and values that stand in a line each with a comma behind them.
_WORDS = re.compile(r"[^\s,，。；：！？、]{1,12}(?:, ?[^\s,，。；：！？、]{1,12}){2,40}\s*")
_VALUE = re.compile(r"[^\s,，。；：！？、]{1,24}, *\n?")
_FEWEST_VALUES = 8
# The name of a column; the share of records with as many cells as the first, or as most, and of how many at least.
_NAME = re.compile(r"[A-Za-z_][\w .()/-]{0,40}")
_HELD, _MOST_ALIKE, _FEWEST_ALIKE = 0.6, 0.9, 5
# More cells than this no line of prose has again and again; the share of different values in a column of kinds.
_FEW_CELLS, _AGAIN = 3, 0.3
# One row alone: its cells, those without Chinese among them, and one that is empty.
_CELLS, _BARE = 5, 2
# A row of a database.
_TUPLE = lazy(
    r"\((?:-?[\d.]{1,20}|NULL|'(?:[^'\n\\]|''|\\.){0,4000}')"
    r"(?:, {0,4}(?:-?[\d.]{1,20}|NULL|'(?:[^'\n\\]|''|\\.){0,4000}')){1,80}\)[,;]?",
    re.IGNORECASE,
)
# A line of words with blanks between them, and of how many of them a list of words has at least.
_LISTED = re.compile(r"(?:\d{1,5}\. {0,2})?[^\s,，。；：！？、]{1,10}(?:[ \t|/,][^\s,，。；：！？、]{1,10}){0,12}")
_FEWEST_LISTED, _LISTED_SHARE = 5, 0.9


def values(text: str) -> list[tuple[int, int]]:
    """The spans of rows of values, in order; they may overlap."""
    if "," not in text:
        return []
    if _is_table(text) or _is_word_list(text):
        return [(0, len(text))]
    quoted = "('" in text or ", '" in text
    tuples = (found.span() for found in _TUPLE.finditer(text)) if quoted else ()
    return sorted([*_rows(text), *tuples])


def _is_table(text: str) -> bool:
    """Whether nearly all records have as many cells, and something tells them from sentences with as many commas."""
    if sum(map(text.count, "\r\n")) < _FEWEST_ROWS - 1:
        return False
    try:
        records = [record for record in csv.reader(text.splitlines(keepends=True)) if any(map(str.strip, record))]
    except csv.Error:
        return False
    (cells, alike), *_ = Counter(map(len, records)).most_common(1)
    if cells < 2 or len(records) < _FEWEST_ROWS or alike < _HELD * len(records):
        return False
    if _named(records[0], cells):
        return True
    rows = [record for record in records if len(record) == cells]
    if alike < _MOST_ALIKE * len(records) or len(rows) < _FEWEST_ALIKE:
        return False
    ended = sum(_SENTENCE_END.search(row[-1]) is not None for row in rows)
    told = cells > _FEW_CELLS or any("\n" in cell for row in rows for cell in row)
    return 2 * ended < len(rows) and (told or any(map(_is_column, zip(*rows, strict=True))))


def _named(record: list[str], cells: int) -> bool:
    """Whether a record names columns, in ASCII."""
    return len(record) == cells and all(_NAME.fullmatch(cell.strip("\ufeff ")) for cell in record)


def _is_column(column: Sequence[str]) -> bool:
    """Whether nearly all values of a column are without Chinese, or the same come again and again."""
    bare = sum(cell.isascii() and bool(cell.strip()) for cell in column)
    return bare >= _MOST_ALIKE * len(column) or (any(column) and len(set(column)) <= _AGAIN * len(column))


def _is_word_list(text: str) -> bool:
    """Whether nearly all lines are a few words with blanks between them, and no sentence."""
    rows = [row.strip() for row in text.split("\n") if row.strip()]
    if len(rows) < _FEWEST_LISTED or max(map(len, rows)) > 200:
        return False
    spaced = sum(" " in row or "\t" in row for row in rows)
    if any("," in row and " " not in row and "\t" not in row for row in rows):  # what people say, in subtitles
        return False
    return 2 * spaced > len(rows) and sum(map(bool, map(_LISTED.fullmatch, rows))) >= _LISTED_SHARE * len(rows)


def _commas(row: str) -> int:
    return _QUOTED.sub("", row).count(",") if '"' in row else row.count(",")


def _rows(text: str) -> Iterator[tuple[int, int]]:
    """Runs of lines with as many commas each that are values, and single lines that are."""
    at = 0
    for commas, group in groupby(text.splitlines(keepends=True), key=_commas):
        rows = list(group)
        size = sum(map(len, rows))
        if commas and (_are_values(rows) if len(rows) >= _FEWEST_ROWS else all(map(_is_row, rows))):
            yield at, at + size
        at += size


def _is_row(row: str) -> bool:
    """Whether a line alone is a row: many cells, some of them without Chinese, and one with nothing in it."""
    bare = len(_BARE_CELL.findall(row.replace(",", ",,")))
    return ",," in row and row.count(",") + 1 >= _CELLS and bare >= _BARE and not _SENTENCE_END.search(row)


def _are_values(rows: list[str]) -> bool:
    """Whether lines with as many commas each are rows of values, or values with a comma behind each."""
    if all(map(_WORDS.fullmatch, rows)):
        return True
    if len(rows) >= _FEWEST_VALUES and all(map(_VALUE.fullmatch, rows)):
        return True
    if any(map(_SENTENCE_END.search, rows)):
        return False
    return sum(_BARE_CELL.search(row) is not None for row in rows) >= _MOST_ROWS * len(rows)
