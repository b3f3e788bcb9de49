"""Rows of searches that mirrors of other people's pages put on top of them: dozens of questions between bars.

Each question is honest; that they are so many, in one line, and each on something else, no text and no menu has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cleaner.doc import Edit
from cleaner.lines import Lines
from cleaner.patterns import lazy
from cleaner.stages.spam.bounds import whole_line
from cleaner.stages.spam.lexicon import Lexicon

# What stands behind each question but the last; how many there are, how long one is, how many of them ask something,
# and how many begin as no other does.
_BAR, _LEAST, _LENGTH, _ASKING, _APART = "| ", 15, range(2, 31), 0.75, 0.6
# How many characters tell that two begin alike.
_BEGINNING = 2


@lru_cache(maxsize=4)
def _asks(words: Lexicon) -> re.Pattern[str] | None:
    said = words.extra_of.get("asked", {}).get("asks")
    return lazy("|".join(map(re.escape, said))) if said else None


def asked(lines: Lines, words: Lexicon) -> Iterator[Edit]:
    """Cuts of such rows, up to the last question of each."""
    text = lines.folded
    bars = text.count(_BAR)
    if bars < _LEAST or bars - text.count(f" {_BAR}") - text.count(f"\n{_BAR}") < _LEAST:  # as most texts, and tables
        return
    if (asks := _asks(words)) is None:
        return
    for number in range(len(lines)):
        start, end = int(lines.starts[number]), int(lines.ends[number])
        if text.count(_BAR, start, end) >= _LEAST and (size := _row(asks, text[start:end])):
            left, right = whole_line(lines, number) if start + size == end else (start, start + size)
            why = f"action=row family=asked score={text.count(_BAR, start, end)}"
            yield Edit(left, right, "", words.rule_of["asked"], why, 0.8)


def _row(asks: re.Pattern[str], line: str) -> int:
    """Where the questions end that a line begins with; 0 where it is no such row."""
    if f" {_BAR}" in line or line.startswith("|"):  # a table, a menu
        return 0
    *row, last = line.split(_BAR)
    if not all(len(item) in _LENGTH for item in row):
        return 0
    begun = {item[:_BEGINNING] for item in row}
    if sum(asks.search(item) is not None for item in row) < _ASKING * len(row) or len(begun) < _APART * len(row):
        return 0
    more = len(last.strip()) < _LENGTH.stop and (asks.search(last) is not None or not last.strip())
    return len(line) if more else len(line) - len(last)
