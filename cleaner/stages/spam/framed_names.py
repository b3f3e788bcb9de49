"""Names of houses that nobody listed, known by how they are set among words of sites.

No text names one thing twice with two words by which people look for its site, and nobody writes such a name on both
sides of a headline, or in a row of them below an article that speaks of none: those do who want to be found by them.
Others than houses want that, too: where nothing speaks of bets, the line belongs to no article, but is no house's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from cleaner.doc import Edit
from cleaner.edits import mask_of
from cleaner.fold import fold
from cleaner.lines import Lines
from cleaner.patterns import count_han, lazy
from cleaner.stages.spam.bounds import whole_line
from cleaner.stages.spam.house_names import grammar
from cleaner.stages.spam.lexicon import Lexicon
from cleaner.stages.spam.page import Page

# The longest line that is nothing but names, and that is looked at; the ideographs of the text about it, and those of a
# headline between two names.
_ROW, _LONGEST, _TEXT, _HEADLINE = 60, 160, 60, 6
# How many lines a block of such rows has, of which none was known; the shortest; how many names are looked at.
_BLOCK, _SHORTEST, _NAMES = 3, 4, 40
_NAME = "([\u4e00-\u9fffa-z0-9]{2,8}?)"
_SIGN, _GAP = r"[ ]{0,2}[-_|·:,、/][ ]{0,2}", "[ ]{1,3}"
_SENTENCE = re.compile("[。!?,;]")
# The name in a line that is all of a page's head, and how much of the text below it tells what it may be the head of.
_HEAD_NAME, _BELOW = "([\u4e00-\u9fff]{2,6}?)", 400


@dataclass(frozen=True, slots=True)
class _Frames:
    """How names are set: a row of one, two of one name beside each other, and one on both sides of a headline."""

    row: re.Pattern[str]
    twice: re.Pattern[str]
    sides: re.Pattern[str]
    head: re.Pattern[str]
    site: re.Pattern[str]
    traded: re.Pattern[str]
    staked: re.Pattern[str]
    betting: re.Pattern[str]
    others: re.Pattern[str]
    spoken: re.Pattern[str]
    headed: re.Pattern[str]


class _Framed(NamedTuple):
    """A name, the places of it with its frame in a line of a number, and how it is set."""

    name: str
    number: int
    places: list[tuple[int, int]]
    how: str


@lru_cache(maxsize=4)
def _frames(words: Lexicon) -> _Frames | None:
    said = words.extra_of.get("house")
    return _read(said) if said else None


def _read(said: Mapping[str, Any]) -> _Frames:
    sought, staked = _either(said["sought"]), "|".join(said["staked"])
    site = f"(?:[-·_ ]?(?:{staked}|{sought}|{_either(said['framing'])}))"
    return _Frames(
        lazy(f"{_NAME}(?:[-·_ ]?\\((?:中国|china)\\))?[-·_ ]?(?:{staked}|{sought})"),
        lazy(f"{_NAME}{site}{{1,3}}(?:{_SIGN}|{_GAP})\\1{site}{{1,3}}(?:(?:{_SIGN}|{_GAP})\\1?{site}{{1,3}}){{0,6}}"),
        lazy(f"{_NAME}{site}{{1,3}}(?:{_SIGN}|{_GAP})([^\n]{{6,120}}?)(?:{_SIGN}|{_GAP}|(?<=[。!?]))\\1{site}{{1,3}}"),
        lazy(f"{_HEAD_NAME}(?:{'|'.join(said['heads'])})"),
        lazy(f"{_HEAD_NAME}{site}{{1,3}}"),
        lazy(f"(.{{2,6}})(?:{_either(said['trades'])})"),
        lazy(staked),
        lazy(f"{staked}|{_either(said['betting'])}"),
        lazy(_either(said["others_named"])),
        lazy(_either(said["spoken"])),
        lazy(_either(said["headed"])),
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


class FramedNames:
    """The names among words of sites on a page, in lines of some numbers."""

    def __init__(self, page: Page, words: Lexicon, numbers: Sequence[int]) -> None:
        self._page, self._lines, self._rule = page, page.lines, words.rule_of.get("house", "")
        self._said, self._grammar, self._numbers = _frames(words), grammar(words), numbers
        self._times: dict[str, int] = {}

    def edits(self) -> Iterator[Edit]:
        """The cuts of names beside each other, on both sides of a headline, and of one above a text."""
        for each in self._framed:
            if self._is_betting(each):
                yield from (self._edit(each.name, place, each.how) for place in each.places)

    def others(self) -> frozenset[str]:
        """The lines that hold nothing but a name so set that may be anybody's."""
        lines = self._lines
        return frozenset(lines.stripped[each.number] for each in self._framed if not self._is_betting(each))

    @cached_property
    def _framed(self) -> list[_Framed]:
        """The names that are set as no text sets them."""
        if self._said is None or not self._numbers:
            return []
        first = next((number for number, text in enumerate(self._lines.stripped) if text), 0)
        found = (self._set(number, above=number == first) for number in self._numbers)
        return [each for each in found if each]

    def _set(self, number: int, *, above: bool) -> _Framed | None:
        """The name that is set in a line as no text sets it, of which none is told; above: all others stand below."""
        lines, said, (start, end) = self._lines, self._said, _solid(self._lines, number)
        if said is None or end - start > _LONGEST or self._page.coded(number):
            return None
        line = [whole_line(lines, number)]
        if twice := said.twice.fullmatch(lines.folded, start, end):
            return _Framed(twice[1], number, line, "twice") if self._is_strange(twice[1], [(start, end)]) else None
        if (sides := said.sides.fullmatch(lines.folded, start, end)) and count_han(sides[2]) >= _HEADLINE:
            ends = [(start, sides.start(2)), (sides.end(2), end)]
            return _Framed(sides[1], number, ends, "about a headline") if self._is_strange(sides[1], ends) else None
        if not above:
            return None
        if (name := self._house(number)) and self._is_strange(name, [(start, end)]):
            return _Framed(name, number, line, "above a text")
        head = said.head.fullmatch(lines.folded, start, end) or self._listed(number)
        return (
            _Framed(head[1], number, line, "above a text") if head and self._is_no_head(head[1], start, end) else None
        )

    def _listed(self, number: int) -> re.Match[str] | None:
        """The name of a listed house that is all of a line but for a word of its site."""
        found = self._said.site.fullmatch(self._lines.folded, *_solid(self._lines, number)) if self._said else None
        return found if found and self._grammar and self._grammar.is_house(found[1]) else None

    def _is_betting(self, found: _Framed) -> bool:
        """Whether a name or the words about it are of bets, or it is set as houses alone set theirs."""
        if found.how == "about a headline" or self._said is None or self._grammar is None:
            return True
        line = self._lines.stripped[found.number]
        return self._grammar.is_house(found.name) or self._said.betting.search(fold(line)) is not None

    def _is_no_head(self, name: str, start: int, end: int) -> bool:
        """Whether a text below a name has nothing to do with it, and is about no program or site."""
        text, said, own = self._lines.folded, self._said, self._lines.folded[end:]
        if said is None or not self._is_strange(name, [(start, end)]):
            return False
        if any(name[at : at + 2] in own for at in range(len(name) - 1)):
            return False
        return said.headed.search(name) is None and said.headed.search(text, end, end + _BELOW) is None

    def beside(self, edits: Iterable[Edit]) -> Iterator[Edit]:
        """The cuts of rows of names in a block of such rows, of which some went as spam or some speak of bets."""
        rows = {number: found for number in self._numbers if (found := self._row(number))}
        if len(rows) < _BLOCK - 1:
            return
        lines = self._lines
        gone = mask_of(len(lines.text), [(edit.start, edit.end) for edit in edits if not edit.new])
        for block in _blocks(lines, sorted(rows)):
            places = [_solid(lines, number) for number in block]
            taken = {number for number, place in zip(block, places, strict=True) if gone[slice(*place)].all()}
            if taken or self._are_houses(block, rows):
                for number in block:
                    if number not in taken and self._is_strange(rows[number], places, among=True):
                        start, end = whole_line(lines, number)
                        start = start if number == block[0] else int(lines.starts[number])  # the line before goes, too
                        yield self._edit(rows[number], (start, end), "in a row of names")

    def _are_houses(self, block: Sequence[int], rows: Mapping[int, str]) -> bool:
        """Whether a block of rows speaks of bets, or most of its names have a word of the trade."""
        said, lines = self._said, self._lines
        if said is None or len(block) < _BLOCK or len({rows[number] for number in block}) < _BLOCK - 1:
            return False
        if any(said.others.search(rows[number]) for number in block):
            return False
        staked = any(said.staked.search(lines.folded, *_solid(lines, number)) for number in block)
        return staked or 2 * sum(said.traded.fullmatch(rows[number]) is not None for number in block) > len(block)

    def _row(self, number: int) -> str:
        """The name that is all of a line but for a word of its site."""
        start, end = _solid(self._lines, number)
        if self._said is None or not _SHORTEST <= end - start <= _ROW or self._page.coded(number):
            return ""
        found = self._said.row.fullmatch(self._lines.folded, start, end)
        return found[1] if found else ""

    def _house(self, number: int) -> str:
        """The name without the word of its trade that is all of a line but for that and for a word of its site."""
        found = self._said.traded.fullmatch(self._row(number)) if self._said else None
        return found[1] if found else ""

    def _is_strange(self, name: str, places: Sequence[tuple[int, int]], *, among: bool = False) -> bool:
        """Whether a name is none of an institution, and a text that stands on the page speaks of nothing so called.

        among: others about it are known for what they are.
        """
        text, said = self._lines.folded, self._said
        if said is None or said.others.search(name) or not count_han(name):
            return False
        if name not in self._times:
            if len(self._times) >= _NAMES:
                return False
            self._times[name] = text.count(name)
        first, last = places[0][0], places[-1][1]
        if self._times[name] > sum(text.count(name, start, end) for start, end in places):
            return False
        if not among and said.spoken.search(text, max(0, first - _TEXT), last + _TEXT):
            return False
        beside = self._page.han(0, first) + self._page.han(last, len(text))
        return beside >= _TEXT and any(_SENTENCE.search(text, *part) for part in ((0, first), (last, len(text))))

    def _edit(self, name: str, place: tuple[int, int], how: str) -> Edit:
        return Edit(*place, "", self._rule, f"action=name family=house score=1 name={name} {how}", 0.7)


def _blocks(lines: Lines, numbers: Sequence[int]) -> Iterator[list[int]]:
    """Runs of lines with nothing but blank ones between them."""
    block: list[int] = []
    for number in numbers:
        if block and any(lines.stripped[between] for between in range(block[-1] + 1, number)):
            yield block
            block = []
        block.append(number)
    if block:
        yield block


def _solid(lines: Lines, number: int) -> tuple[int, int]:
    """The bounds of a line without the blanks at its ends."""
    start, end = int(lines.starts[number]), int(lines.ends[number])
    line = lines.folded[start:end]
    return end - len(line.lstrip()), start + len(line.rstrip())
