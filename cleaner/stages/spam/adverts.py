"""Paragraphs in which a builder of web sites recommends itself amid an article on something else.

Each word of them is honest; what tells is that such a paragraph is full of the words of one trade and of praise, and
that the text about it has none of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from cleaner.doc import Edit
from cleaner.lines import Lines
from cleaner.needles import Needles
from cleaner.patterns import count_han, lazy
from cleaner.stages.spam.bounds import whole_line
from cleaner.stages.spam.lexicon import Lexicon
from cleaner.stages.spam.page import Page

# How long such a paragraph is; its different words of the trade and of praise, fewer of the one with more of the other.
_LENGTHS = range(36, 700)
_ENOUGH = (3, 2), (2, 5)
# The longest line that is a heading, about which nothing is asked; the ideographs and lines of the text about it, and
# the part of these that may speak of the trade; how much of the page such paragraphs are at most.
_HEADING, _TEXT, _LINES, _ALIKE, _SHARE = 32, 60, 3, 0.1, 0.55
_SENTENCE = re.compile(r"[^。!?]{1,700}(?:[。!?]|\Z)")


class _Words(NamedTuple):
    """What the rule lists."""

    needles: Needles
    trade: re.Pattern[str]
    offers: re.Pattern[str]
    own: re.Pattern[str]
    vacancies: re.Pattern[str]


@lru_cache(maxsize=4)
def _words(words: Lexicon) -> _Words | None:
    said = words.extra_of.get("advert")
    return _read(said) if said else None


def trades(words: Lexicon) -> Sequence[str]:
    """The literals of which such a paragraph holds some."""
    said: Sequence[str] = words.extra_of.get("advert", {}).get("trade", ())
    return said


def _read(said: Mapping[str, Any]) -> _Words:
    patterns = (lazy("|".join(map(re.escape, said[key]))) for key in ("trade", "offers", "own", "vacancies"))
    return _Words(Needles(said["trade"]), *patterns)


def adverts(page: Page, words: Lexicon) -> list[Edit]:
    """Cuts of such paragraphs."""
    said = _words(words)
    lines = page.lines
    spots = said.needles.find(lines.points) if said else []
    if said is None or len(spots) < _ENOUGH[-1][0]:
        return []
    numbers = sorted({lines.at(start) for _, start, _ in spots})
    texts = {number: lines.folded[int(lines.starts[number]) : int(lines.ends[number])] for number in numbers}
    found = {number: end for number, text in texts.items() if (end := _advert(said, text))}
    speaking = [number for number, text in texts.items() if number not in found and len(text.strip()) > _HEADING]
    if not found or said.vacancies.search(lines.folded) or not _is_amid(lines, found, speaking):
        return []
    return [_edit(page, words, number, end) for number, end in found.items() if not page.coded(number)]


def _advert(said: _Words, text: str) -> int:
    """Where the advert ends that a line begins with; 0 where it begins with none."""
    if len(text) not in _LENGTHS or said.own.search(text):
        return 0
    end = 0
    for sentence in _SENTENCE.finditer(text):
        if not (said.trade.search(sentence[0]) or said.offers.search(sentence[0])):
            break
        end = sentence.end()
    trade, offers = (len(set(each.findall(text, 0, end))) for each in (said.trade, said.offers))
    return end if any(trade >= some and offers >= more for some, more in _ENOUGH) else 0


def _is_amid(lines: Lines, found: Mapping[int, int], speaking: Sequence[int]) -> bool:
    """Whether such lines stand amid a text of more lines, which does not speak of their trade."""
    others = [i for i, text in enumerate(lines.stripped) if i not in found and len(text) > 1]
    text = sum(count_han(lines.stripped[number]) for number in others)
    taken = sum(count_han(lines.stripped[number]) for number in found)
    if text < _TEXT or len(others) < _LINES or taken > _SHARE * (text + taken):
        return False
    return len(speaking) <= _ALIKE * len(others)


def _edit(page: Page, words: Lexicon, number: int, end: int) -> Edit:
    first, last = int(page.lines.starts[number]), int(page.lines.ends[number])
    alone = not page.lines.text[first + end : last].strip()
    start, stop = whole_line(page.lines, number) if alone else (first, first + end)
    return Edit(start, stop, "", words.rule_of["advert"], "action=paragraph family=advert score=3.0", 0.7)
