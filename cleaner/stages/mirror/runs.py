"""Runs of text that were read one byte off: the bytes that they stand for.

After a note that was put inside a character everything is misread until a byte below 0x80 brings the reader back in
step. ``follow`` collects the bytes of such a run, with alternatives where a byte is unknown, and every place where it
may end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from cleaner.patterns import lazy
from cleaner.stages.encoding import cp936
from cleaner.stages.encoding.cp936 import USER_LEADS
from cleaner.stages.mirror.notes import FULL_WIDTH, INSIDE, LOST, NOTE, pairs_of, sound
from cleaner.stages.mirror.page import Page
from cleaner.stages.mirror.swallowed import Swallowed, swallowed

LONGEST = 600
_ENDS = 4  # places where a run may end that are looked at
Slot = tuple[int, ...]
ANY = tuple(range(0x81, 0xFF))
# First and second bytes of private-use characters, each the second or first byte of a true character.
PRIVATE = ((USER_LEADS, tuple(range(0xA1, 0xFF))), (tuple(range(0xA1, 0xA8)), tuple(range(0x81, 0xA1))))
MARKS = "；！？：;!?:"
_STOPS = "，。"
_FOLDED = frozenset(range(0x21, 0x40)) - frozenset(b"<>\"'")
# What a lost character is taken for where it can be: GBK also has Greek, Cyrillic, kana, toned letters and boxes.
WRITTEN = lazy("[\u00b7\u2014\u2018-\u201d\u2026\u3001\u3002\u3008-\u3011\u3014-\u3017\u3400-\u9fff\uff01-\uff5e]")
_ENDING = frozenset((0xA1, FULL_WIDTH))  # the first bytes of what a sentence ends with
_LOST, _VANISHED, _LETTER = 3.0, 6.0, 2.0  # nats


@dataclass(frozen=True, slots=True)
class Run:
    """The true bytes from a shifted place on: ``slots`` are the possible values of each; ``end`` is in the source.

    tail: what follows the last whole character: ASCII that brought the reader back in step, or was swallowed.
    price: nats that this way of reading costs.  notes: after how many bytes which note stands.
    sure: whether the tail is known.  hidden: whether it is a digit that nobody can know.
    reading: the note of the last character, if it has one.
    """

    slots: tuple[Slot, ...]
    end: int
    tail: str = ""
    price: float = 0.0
    notes: tuple[tuple[int, str], ...] = ()
    sure: bool = True
    hidden: bool = False
    reading: str = ""

    @property
    def shown(self) -> str:
        """The tail that goes into the text."""
        return "?" if self.hidden else self.tail


class _Reader:
    """One way along a run. ``slots`` always holds an odd number of bytes: the last one begins a character."""

    def __init__(self, text: str, run: Run, page: Page) -> None:
        self.text, self.page = text, page
        self.slots, self.notes = list(run.slots), list(run.notes)
        self.at, self.price = run.end, run.price
        self.stop = min(len(text), run.end + LONGEST)
        self.found: list[Run] = []

    def read(self) -> list[Run]:
        """All ways to read the run."""
        while self.at < self.stop and len(self.found) < _ENDS:
            char = self.text[self.at]
            if char in "(（" and self._note():
                continue
            if char in LOST and self._inside():
                return self.found
            if not self._take(char):
                return self.found
        self._end(ANY, self.at, Swallowed("", False), _VANISHED)
        return self.found

    def _note(self) -> bool:
        """Pass over the note of the last two bytes."""
        note = NOTE.match(self.text, self.at)
        reading = sound(note[1]) if note else ""
        again = self.notes and self.notes[-1] == (len(self.slots), reading)
        if not note or not (again or self._narrow(reading)):
            return False
        if not again:
            self.notes.append((len(self.slots), reading))
        self.at = note.end()
        return True

    def _narrow(self, reading: str) -> bool:
        """Keep of the last two bytes what can have the note ``reading``; whether there is any.

        Where private-use characters were stripped the two may have been one.
        """
        page = self.page
        if len(self.slots) > 1:
            found = [(a, b) for a, b in product(*self.slots[-2:]) if page.reading(a << 8 | b) == reading]
            if found:
                self.slots[-2:] = _columns(found)
                return True
        found = [(p >> 8, p & 0xFF) for p in page.keys if page.reading(p) == reading and _is_private(p)]
        if page.stripped and found:
            self.slots += _columns(found)
        return bool(page.stripped and found)

    def _inside(self) -> bool:
        """End with a note that was put between the last byte and the one that is lost."""
        note = INSIDE.match(self.text, self.at)
        if not note:
            return False
        reading = sound(note[2])
        found = [(a, b) for a in self.slots[-1] for b in self.page.trails(a, reading)]
        slots = [*self.slots[:-1], *_columns(found)] if found else self._behind_gap(reading)
        if slots:
            notes = (*self.notes, (len(slots), reading))
            self.found.append(Run(tuple(slots), note.end(), "", self.price, notes, reading=reading))
        return bool(slots)

    def _behind_gap(self, reading: str) -> list[Slot]:
        """The bytes up to such a note where the first half of its character was stripped with another byte."""
        keys = [p for p in self.page.keys if self.page.reading(p) == reading and p & 0xFF > 0x80]
        lost = [(first, p) for firsts, seconds in PRIVATE for first in firsts for p in keys if p >> 8 in seconds]
        if not self.page.stripped or not lost:
            return []
        firsts = tuple(sorted({first for first, _ in lost}))
        return [*self.slots, firsts, *_columns([(p >> 8, p & 0xFF) for _, p in lost])]

    def _end(self, last: Slot, end: int, tail: Swallowed, price: float = 0.0) -> None:
        note = None if tail.char else NOTE.match(self.text, end)
        run = Run((*self.slots, last), end, tail.char, self.price + price, tuple(self.notes), tail.sure, tail.hidden)
        self.found.append(replace(run, reading=sound(note[1])) if note else run)

    def _letter(self, char: str, end: int) -> None:
        """End with an ASCII letter that is half a character, after a pair that the code page does not have.

        The second byte of the pair begins that character, so what the first one can be depends on it.
        """
        for lead, firsts in _refused(self.page.stripped).items():
            if _is_written(lead << 8 | ord(char)):
                tail = Swallowed("", True)
                self.slots += (firsts, (lead,))
                self._end((ord(char),), end, tail, _LOST + _LETTER)
                del self.slots[-2:]

    def _take(self, char: str) -> bool:
        """Read one character; whether the run can go on after it."""
        text, at = self.text, self.at
        pairs = pairs_of(char, self.page.converted)
        if char in _STOPS:  # a program took the mark as one, and the half before it is gone
            self._end(ANY, at, Swallowed("", False), _VANISHED)
        if char in "?\ufffd":
            tail = Swallowed("", False) if self.page.kept else swallowed(text, at + 1)
            if tail.char == "\n" and not _ENDING.intersection(self.slots[-1]):
                tail = Swallowed(" ", False)
            self._end((0x80, *ANY) if self.page.kept else ANY, at + 1, tail, _LOST)
            if tail.sure:
                return False
            if not self.page.kept and "@" <= text[at + 1 : at + 2] <= "~":
                self._letter(text[at + 1], at + 2)
                return False
            self.slots += _unknown(text[at + 1 : at + 2], char == "?", self.page.stripped)
            self.price += _LOST
        elif pairs:
            high = [p for p in pairs if p & 0xFF >= 0x80]
            for pair in pairs:
                if pair & 0xFF < 0x80:
                    self._end((pair >> 8,), at + 1, Swallowed(chr(pair & 0xFF), True))
            self.slots += [tuple(p >> 8 for p in high), tuple(p & 0xFF for p in high)]
            self.at += 1
            return bool(high)
        elif char == "€" or "@" <= char <= "~":
            self._end((0x80 if char == "€" else ord(char),), at + 1, Swallowed("", True))
            self.slots += ((FULL_WIDTH,), (ord(char) | 0x80,)) if char < "\x7f" else ()
            self.price += _LETTER
            self.at += 1
            return self.page.folded and char.isalnum()
        elif ord(char) in _FOLDED:
            self.slots += ((FULL_WIDTH,), (ord(char) | 0x80,))
        elif char == " " and self.page.folded:
            self._end(ANY, at, Swallowed("", False), _VANISHED)
            self.slots += ((0xA1,), (0xA1,))
            self.price += _LETTER
        else:
            self._end(ANY, at, Swallowed("", False), _LOST if char == "\n" else _VANISHED)
            return False
        self.at += 1
        return True


def follow(text: str, run: Run, page: Page) -> list[Run]:
    """The ways to read ``text`` from ``run.end`` on, one byte off, until the reader is back in step."""
    return _Reader(text, run, page).read()


def _columns(pairs: Sequence[tuple[int, int]]) -> tuple[Slot, Slot]:
    """The first bytes and the second bytes of ``pairs``."""
    return tuple(sorted({a for a, _ in pairs})), tuple(sorted({b for _, b in pairs}))


def _is_private(pair: int) -> bool:
    return any(pair >> 8 in firsts and pair & 0xFF in seconds for firsts, seconds in PRIVATE)


@cache
def _is_written(pair: int) -> bool:
    """Whether a byte pair is a character of running text."""
    return bool(WRITTEN.match(cp936.characters().get(pair, " ")))


@cache
def _hidden(private: bool) -> tuple[tuple[int, int], ...]:
    """The byte pairs that the code page does not have; with ``private``, those of private use too."""
    user = [pair for firsts, seconds in PRIVATE for pair in product(firsts, seconds)] if private else []
    return (*((a, b) for a in ANY for b in ANY if a << 8 | b not in cp936.characters()), *user)


@cache
def _refused(private: bool) -> dict[int, Slot]:
    """For each second byte the first ones with which it is not shown; with ``private``, private use is not either."""
    out: dict[int, set[int]] = {}
    for first, second in _hidden(private):
        out.setdefault(second, set()).add(first)
    return {second: tuple(sorted(firsts)) for second, firsts in sorted(out.items())}


@cache
def _unknown(after: str, plain: bool, private: bool) -> tuple[Slot, Slot]:
    """The two bytes that ``?`` or U+FFFD can stand for in the middle of a run, first and second."""
    if after and after in MARKS:
        return ANY, ANY  # the first half of the character before the mark is lost with the second of another
    return _columns([*_hidden(private), *([(FULL_WIDTH, 0xBF)] if plain else [])])
