"""Runs of text that were read one byte off, turned back.

After a note that was put inside a character everything is misread until a byte below 0x80 brings the reader back in
step. ``follow`` collects the bytes of such a run, with alternatives where a byte is unknown; ``solve`` chooses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from cleaner.stages.encoding import cp936
from cleaner.stages.encoding.model import best, model
from cleaner.stages.mirror.notes import FULL_WIDTH, INSIDE, NOTE, keys_by_reading, reading_of

LONGEST = 600
Slot = tuple[int, ...]
ANY = tuple(range(0x81, 0xFF))
_FOLDED = frozenset(range(0x21, 0x40)) - frozenset(b"<>\"'")


@dataclass(frozen=True, slots=True)
class Run:
    """The true bytes from a shifted place on: ``slots`` are the possible values of each; ``end`` is in the source.

    tail: what follows the last whole character (an ASCII letter that brought the reader back in step).
    price: nats that this way of reading costs.
    """

    slots: tuple[Slot, ...]
    end: int
    tail: str = ""
    price: float = 0.0

    def options(self) -> list[str] | None:
        """The possible characters at each place, or ``None`` where no character is possible."""
        known = cp936.characters()
        out = []
        for leads, trails in zip(self.slots[::2], self.slots[1::2], strict=True):
            here = "".join(known[a << 8 | b] for a in leads for b in trails if a << 8 | b in known)
            if not here:
                return None
            out.append(here)
        return out


class Solution(NamedTuple):
    """``new`` stands for the source up to ``end``. ``lead`` is infinite where there was no choice."""

    new: str
    end: int
    lead: float
    score: float


def follow(text: str, run: Run, keys: frozenset[int]) -> Iterator[Run]:
    """The ways to read ``text`` from ``run.end`` on, one byte off, until the reader is back in step."""
    slots = list(run.slots)
    at = run.end
    stop = min(len(text), at + LONGEST)
    while at < stop:
        if (note := NOTE.match(text, at)) and _noted(slots, note[1]):
            at = note.end()
            continue
        if (note := INSIDE.match(text, at)) and (inner := _inner(slots, note[1], keys)):
            yield replace(run, slots=(*slots, inner), end=note.end())
            return
        char = text[at]
        data = cp936.encode(char)
        if data is None:
            break
        if len(data) == 2 and data[1] >= 0x80:
            slots += ((data[0],), (data[1],))
        elif len(data) == 2:
            yield replace(run, slots=(*slots, (data[0],)), end=at + 1, tail=chr(data[1]))
            return
        elif char == "?":
            yield replace(run, slots=(*slots, ANY), end=at + 1, price=run.price + 3)
            wide = replace(run, slots=(*slots, (FULL_WIDTH,), (0xBF,)), end=at + 1, price=run.price + 2)
            yield from follow(text, wide, keys) if run.price < 8 else ()
            return
        elif data[0] >= 0x40:
            yield replace(run, slots=(*slots, (data[0],)), end=at + 1)
            return
        elif data[0] in _FOLDED:
            slots += ((FULL_WIDTH,), (data[0] | 0x80,))
        else:
            break
        at += 1
    yield replace(run, slots=(*slots, ANY), end=at, price=run.price + 6)


def solve(text: str, runs: Sequence[Run], left: str, after: int = 2) -> Solution | None:
    """The run that reads best between ``left`` and the text after it, or ``None`` where none can be read."""
    found = []
    for run in runs:
        options = run.options()
        if not options:
            continue
        right = run.tail + text[run.end : run.end + after]
        new, lead = best(options, left, right, "hant")
        score = model().total(new + run.tail, left, text[run.end : run.end + 1], "hant") - run.price
        found.append(Solution(new + run.tail, run.end, lead, score))
    if not found:
        return None
    found.sort(key=lambda s: -s.score)
    return found[0]


def _noted(slots: Sequence[Slot], reading: str) -> bool:
    """Whether the last two bytes are a character that gets the note ``reading``."""
    if len(slots) < 2:
        return False
    return any(reading_of().get(a << 8 | b) == reading for a in slots[-2] for b in slots[-1])


def _inner(slots: Sequence[Slot], reading: str, keys: frozenset[int]) -> Slot:
    """The lost trail bytes that a note in the middle of a character stands for."""
    if not slots or len(slots[-1]) != 1:
        return ()
    return trails(slots[-1][0], reading, keys)


def trails(lead: int, reading: str, keys: frozenset[int]) -> Slot:
    """Trail bytes of the characters with this lead byte and note; those that the page itself annotates, if any."""
    listed = [k for k in keys_by_reading().get(reading, ()) if k >> 8 == lead and k & 0xFF > 0x80]
    return tuple(k & 0xFF for k in ([k for k in listed if k in keys] or listed))
