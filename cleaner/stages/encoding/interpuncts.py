"""The point between the parts of a foreign name (弗拉基米尔·普京), where a codec without it left a question mark.

Nothing but the name tells such a mark from one that asks: on both sides stand characters that write the syllables of
foreign names, and the clause does not ask. Or the same name has its point elsewhere in the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from cleaner.doc import Edit
from cleaner.patterns import lazy
from cleaner.stages.encoding.prose import Prose

_HAN = "[\u3400-\u9fff]"
_TABLE = "tables/name_syllables.txt"
_POINTS, _MARKS = "·•・‧", "?？"
_POINT = lazy(f"(?<={_HAN})[{_POINTS}](?={_HAN})")
_AMID = lazy(f"(?<={_HAN})[{_MARKS}](?={_HAN})")
_INITIAL = lazy(r"\?[A-Z]\?")
_INITIALS = lazy(rf"(?:(?<![A-Za-z])[A-Z]|{_HAN})(\?)[A-Z](\?)(?={_HAN})")  # J·K·罗琳, 乔治·W·布什
_LONGEST = 6  # syllables of a part
# Nats: of a name, the mean of its two parts, and no more than three times the lesser one.
_LEAST, _ALONE, _UNEVEN = 3.0, 5.0, 3.0
_CLAUSE = lazy("[，。！？；：、“”「」『』‘’…—,.;:!?\n]")
_REACH = 40  # characters of a clause that are looked at
_ASKS = lazy(
    "[吗嗎呢吧谁誰哪怎么麼嘛你您妳何几幾]|什[么麼]|多少|[是能可]否|[难難]道|(?:不|没|沒)[^，。]{0,4}\\Z|(?:是|(?<!名)叫)\\Z"
)
_SAYS = lazy("[问問说說答喊叫道想笑]|[摇搖点點]了?[摇搖点點]?[头頭]")
_IN_LATIN = lazy(f"{_HAN}{{0,6}} ?[(（] ?[A-Z][a-z]")


class _Name(NamedTuple):
    """A mark at ``at`` with the syllables beside it."""

    at: int
    left: str
    right: str

    @property
    def weight(self) -> float:
        """How much these are the parts of a name, in nats."""
        left, right = _sum(self.left), _sum(self.right)
        return min((left + right) / 2, _UNEVEN * min(left, right))


def repairs(text: str) -> Iterator[Edit]:
    """Edits that set the point in names that have a question mark in its place."""
    found = dict.fromkeys(_between_syllables(text) | _initials(text), "guessed: a foreign name on both sides")
    found |= dict.fromkeys(_pointed(text), "verified: the same name has its point elsewhere")
    if found and not Prose(text).topic:
        yield from (Edit(at, at + 1, "·", "encoding.lost-interpunct", found[at]) for at in sorted(found))


def _pointed(text: str) -> Iterator[int]:
    """Marks with the same two characters before and behind as a point of the text."""
    if any(point in text for point in _POINTS):
        known = {_beside(text, point.start()) for point in _POINT.finditer(text)}
        yield from (mark.start() for mark in _AMID.finditer(text) if _beside(text, mark.start()) in known)


def _beside(text: str, at: int) -> tuple[str, str]:
    return text[max(0, at - 2) : at], text[at + 1 : at + 3]


def _between_syllables(text: str) -> set[int]:
    """Marks between the syllables of names; full-width ones are not lost characters but those of a question."""
    every = [_Name(at, _part(text, at - 1, -1), _part(text, at + 1, 1)) for at in _marks(text)]
    names = [name for name in every if name.weight >= _LEAST]
    several = len({name[1:] for name in names}) > 1
    found = {name.at for name in names if not _asks(text, name) and (several or _is_told(text, name))}
    for name in reversed(every):  # 亚历山大?詹姆斯·尼克尔森: a part between two of them tells of both
        if name.at + 1 + len(name.right) in found and _sum(name.right) >= _LEAST and not _asks(text, name):
            found.add(name.at)
    return found


def _is_told(text: str, name: _Name) -> bool:
    """Whether a name is told as one though no other name of the text has lost its point."""
    return name.weight > _ALONE or _IN_LATIN.match(text, name.at + 1 + len(name.right)) is not None


def _asks(text: str, name: _Name) -> bool:
    """Whether the clause asks, or what follows is what somebody says to a question."""
    behind = name.at + 1 + len(name.right)
    return asks_before(text, name.at, name.left) or _SAYS.match(text, behind) is not None


def asks_before(text: str, at: int, name: str = "") -> bool:
    """Whether the clause that ends at ``at`` asks, without the ``name`` at its end."""
    clause = _CLAUSE.split(text[max(0, at - _REACH) : at])[-1]
    return _ASKS.search(clause.removesuffix(name)) is not None


def _initials(text: str) -> set[int]:
    """Marks about a single capital letter before a name."""
    if not _INITIAL.search(text):  # as of nearly all text, five times as fast
        return set()
    runs = (run for run in _INITIALS.finditer(text) if _sum(_part(text, run.end(), 1)) >= _LEAST)
    return {run.start(group) for run in runs for group in (1, 2)}


def _sum(part: str) -> float:
    return sum(map(_weights().__getitem__, part))


def _marks(text: str) -> Iterator[int]:
    """Question marks between two syllables."""
    weights = _weights()
    at = text.find("?")
    while at >= 0:
        if text[at - 1 : at] in weights and text[at + 1 : at + 2] in weights:
            yield at
        at = text.find("?", at + 1)


def _part(text: str, at: int, step: int) -> str:
    """The syllables of a name from ``at`` on, forwards or backwards."""
    weights = _weights()
    end = at
    while 0 <= end < len(text) and text[end] in weights and abs(end - at) < _LONGEST:
        end += step
    return text[at:end] if step > 0 else text[end + 1 : at + 1]


@cache
def _weights() -> dict[str, float]:
    """Nats of each syllable."""
    lines = files("cleaner.data").joinpath(_TABLE).read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {letter: int(weight) / 10 for weight, letters in rows for letter in letters}
