"""What software does to text that it takes for a language with letters: small letters, folded forms, no accents.

Each change is looked at from behind: which bytes a form can have been that it leaves, if those bytes were read as
letters before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from cleaner.character_model import singles
from cleaner.stages.decode.pairs import characters
from cleaner.stages.encoding.policies import CP1252, LATIN_1

_TABLES = (LATIN_1, CP1252)
_RARE = -16.0  # nats: characters that are no candidates where others are
# Nats that an ASCII character costs which may be the rest of a letter that was changed: hardly any is what it seems.
_AS_IT_IS = 3.0
_REMEMBERED = 1 << 15  # sequences of forms: in letters that are no text there are millions
_TRAILS = range(0x40, 0x7F)  # bytes of ASCII that end a character of two bytes


class Change(NamedTuple):
    """Changes one after another: of letters into small ones (``fold``: also ``ß``), of forms (NFKC), of accents."""

    small: bool = False
    fold: bool = False
    folded: bool = False
    bare: bool = False

    @property
    def name(self) -> str:
        """What was done, for people to read."""
        done = {"lower-cased": self.small, "case-folded": self.fold, "folded (NFKC)": self.folded}
        return " and ".join(name for name, so in {**done, "stripped of accents": self.bare}.items() if so)

    def applied(self, text: str) -> str:
        """``text`` with the changes."""
        text = text.casefold() if self.fold else text.lower() if self.small else text
        text = unicodedata.normalize("NFKC", text) if self.folded else text
        if self.bare:
            text = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
        return text


class Row(NamedTuple):
    """What may stand between two places of a line: candidates for one character, and a price in nats."""

    start: int
    end: int
    chars: str
    price: float


def change_of(line: str) -> Change | None:
    """The change that has met a line of letters if any has: all that leave it as it is."""

    def has_met(change: Change) -> bool:
        return change.applied(line) == line

    folded, small = has_met(Change(folded=True)), has_met(Change(small=True))
    fold = small and has_met(Change(fold=True)) and ("ss" in line or ("μ" in line and not folded))
    change = Change(small and not fold, fold, folded, has_met(Change(bare=True)))
    return change if any(change) else None


def rests(line: str) -> int:
    """How many characters beyond ASCII some change may have left of letters."""
    return len(_rest().findall(line))


@cache
def _rest() -> re.Pattern[str]:
    every = (Change(small=True), Change(fold=True), Change(folded=True), Change(bare=True))
    found = {char for change in every for form in _forms(change) for char in form if char > "\x7f"}
    return re.compile(f"[{re.escape(''.join(sorted(found)))}]")


@cache
def _forms(change: Change) -> Mapping[str, tuple[int, ...]]:
    """The bytes beyond ASCII that each form may have been which a change leaves of letters."""
    out: dict[str, set[int]] = {}
    for byte, table in product(range(0x80, 0x100), _TABLES):
        out.setdefault(change.applied(table[byte]), set()).add(byte)
    return {form: tuple(sorted(found)) for form, found in out.items() if form}


@cache
def _trails(change: Change) -> Mapping[str, tuple[int, ...]]:
    """The same for the second bytes of characters, which may be ASCII."""
    out = {form: set(found) for form, found in _forms(change).items()}
    for byte in _TRAILS:
        out.setdefault(change.applied(chr(byte)), set()).add(byte)
    return {form: tuple(sorted(found)) for form, found in out.items()}


@cache
def _beginning(change: Change, second: bool) -> Mapping[str, tuple[str, ...]]:
    """The forms that begin with each character; ``second``: those of second bytes."""
    out: dict[str, list[str]] = {}
    for form in _trails(change) if second else _forms(change):
        out.setdefault(form[0], []).append(form)
    return {char: tuple(found) for char, found in out.items()}


def rows(line: str, change: Change, codec: str) -> Iterator[Row]:
    """The characters of ``codec`` that may have stood at each place of a line, in the order of the places."""
    forms = _beginning(change, second=False)
    for at, char in enumerate(line):
        if char < "\x80":
            yield Row(at, at + 1, char, _AS_IT_IS if char in forms and char > " " else 0.0)
        for first in forms.get(char, ()):
            if line.startswith(first, at):
                more = _utf8 if codec == "utf-8" else _pairs
                yield from (Row(at, *row, 0.0) for row in more(line, at + len(first), first, change, codec))


def _found(line: str, at: int, change: Change, second: bool = False) -> Iterator[str]:
    """The forms that stand at a place of a line."""
    for form in _beginning(change, second).get(line[at : at + 1], ()):
        if line.startswith(form, at):
            yield form


def _pairs(line: str, at: int, first: str, change: Change, codec: str) -> Iterator[tuple[int, str]]:
    """Where characters of two bytes end of which the first one is a form before ``line[at]``, and which they are."""
    for second in _found(line, at, change, second=True):
        if chars := _characters((first, second), change, codec):
            yield at + len(second), chars


def _utf8(line: str, at: int, first: str, change: Change, codec: str) -> Iterator[tuple[int, str]]:
    """The same for characters of two bytes and three in UTF-8."""
    for second in _found(line, at, change):
        end = at + len(second)
        if chars := _characters((first, second), change, codec):
            yield end, chars
        for third in _found(line, end, change):
            if chars := _characters((first, second, third), change, codec):
                yield end + len(third), chars


@lru_cache(maxsize=_REMEMBERED)
def _characters(forms: tuple[str, ...], change: Change, codec: str) -> str:
    """The characters whose bytes may have become these forms."""
    last = _forms(change) if codec == "utf-8" else _trails(change)
    bytes_ = product(*(_forms(change)[form] for form in forms[:-1]), last[forms[-1]])
    table = characters(codec) if codec != "utf-8" else {}
    return _likely(table.get(bytes(row), "") or (_decoded(bytes(row)) if codec == "utf-8" else "") for row in bytes_)


def _decoded(data: bytes) -> str:
    text = data.decode("utf-8", "ignore")
    return text if text.encode() == data else ""


def _likely(chars: Iterable[str]) -> str:
    """Those of ``chars`` that are not all too rare, or all if there are no others."""
    found = [char for char in dict.fromkeys(chars) if len(char) == 1]
    return "".join([char for char in found if singles()[min(ord(char), 0xFFFF)] > _RARE] or found)


def gives(text: str, codec: str, change: Change, observed: str) -> bool:
    """Whether ``text``, written in ``codec``, read as letters and changed, is what was observed."""
    data = text.encode(codec, "replace")
    return any(change.applied("".join(map(table.__getitem__, data))) == observed for table in _TABLES)
