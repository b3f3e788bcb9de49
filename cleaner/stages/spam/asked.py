"""Rows of searches that mirrors of other people's pages put on top of them: dozens of questions between bars, or films.

Each question is honest; that they are so many, in one line, and each on something else, no text and no menu has. Nor
does a page begin with where to see films, of which it says no word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from cleaner.doc import Edit
from cleaner.lines import Lines
from cleaner.patterns import HAN, count_han, lazy
from cleaner.stages.spam.bounds import whole_line
from cleaner.stages.spam.lexicon import Lexicon

# What stands behind each question but the last; how many there are, how long one is, how many of them ask something,
# and how many begin as no other does.
_BAR, _LEAST, _LENGTH, _ASKING, _APART = "| ", 15, range(2, 31), 0.75, 0.6
# How many characters tell that two begin alike.
_BEGINNING = 2
# The lines at whose head films are searched for; what parts such searches, how many they are, how long one is on
# average and all of them; the share of them with words of films, of which there are so many different ones.
_HEAD, _SEPARATORS, _FILMS, _MEAN, _WIDEST, _SHARE, _WORDS = 3, ("_", ",", "|", " i ", "-"), 4, 4.2, 800, 0.5, 3
# The text below: its ideographs, the words of films that it may hold, the share of the searches that it may speak of.
_TEXT, _SPOKEN, _ALIKE = 60, 1, 0.2


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


@lru_cache(maxsize=4)
def _films(words: Lexicon) -> re.Pattern[str] | None:
    said = words.extra_of.get("asked", {}).get("films")
    return lazy("|".join(map(re.escape, sorted(said, key=len, reverse=True)))) if said else None


def films(lines: Lines, words: Lexicon, suspects: Sequence[int]) -> Iterator[Edit]:
    """Cuts of lines of searches for films, among ``suspects`` at the head of a page that says no word of these."""
    said = _films(words) if suspects else None
    if said is None:
        return
    solid = [number for number in range(min(len(lines), 4 * _HEAD)) if not lines.blank[number]][:_HEAD]
    for number in sorted({*solid}.intersection(suspects)):
        items = _items(lines.stripped[number])
        if len(items) >= _FILMS and _are_films(said, items) and _is_apart(said, items, lines, number):
            why = f"action=row family=asked score={len(items)} films"
            yield Edit(*whole_line(lines, number), "", words.rule_of["asked"], why, 0.8)


def _items(line: str) -> list[str]:
    """What stands between the signs of a line that part the most."""
    if not len(line) <= _WIDEST or "。" in line:
        return []
    sign = max(_SEPARATORS, key=line.count)
    return [item for each in line.split(sign) if (item := each.strip())]


def _are_films(said: re.Pattern[str], items: Sequence[str]) -> bool:
    """Whether most searches are where to see something."""
    found = [said.findall(item) for item in items]
    long = sum(map(len, items)) >= _MEAN * len(items)
    kinds = {word for each in found for word in each}
    return long and len(kinds) >= _WORDS and sum(map(bool, found)) >= _SHARE * len(items)


def _is_apart(said: re.Pattern[str], items: Sequence[str], lines: Lines, number: int) -> bool:
    """Whether the text below speaks neither of films nor of what they are searched by."""
    rest = lines.folded[int(lines.ends[number]) :]
    if count_han(rest) < _TEXT or len({match[0] for match in said.finditer(rest)}) > _SPOKEN:
        return False
    names = [name for item in items if len(name := said.sub("", item)) > 1 and HAN.search(name)]
    shared = sum(any(name[at : at + 2] in rest for at in range(len(name) - 1)) for name in names)
    return shared <= _ALIKE * len(names) and len({*names}) >= _FILMS // 2
