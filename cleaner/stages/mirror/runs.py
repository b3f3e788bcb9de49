"""Runs of text that were read one byte off, turned back.

After a note that was put inside a character everything is misread until a byte below 0x80 brings the reader back in
step. ``follow`` collects the bytes of such a run, with alternatives where a byte is unknown; ``solve`` chooses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from cleaner.stages.encoding import cp936
from cleaner.stages.encoding.cp936 import USER_LEADS
from cleaner.stages.encoding.model import Way, model, search
from cleaner.stages.mirror.notes import FULL_WIDTH, INSIDE, NOTE, keys_by_reading, reading_of

LONGEST = 600
Slot = tuple[int, ...]
ANY = tuple(range(0x81, 0xFF))
_ODD = -9.5  # nats: the least likely character of most runs that were read rightly is likelier
_GAP = 4.0  # nats: one pair in twenty of misread Chinese is private use, and nothing is sure
_YEAR = re.compile("([089])[0-9]{2}年(?!前)")  # what a swallowed first digit leaves of a year
_CLOSING = "」』”"
# What a lost character is taken for where it can be: GBK also has Greek, Cyrillic, kana, toned letters and boxes.
_WRITTEN = re.compile("[\u00b7\u2014\u2018-\u201d\u2026\u3001\u3002\u3008-\u3011\u3400-\u9fff\uff01-\uff5e]")
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

    def steps(self, gaps: bool) -> list[list[Way]] | None:
        """The possible characters at each place, or ``None`` where no character is possible.

        With ``gaps`` a pair of lost bytes may stand between any two: a private-use character that was stripped.
        """
        out: list[list[Way]] = []
        for leads, trails in zip(self.slots[::2], self.slots[1::2], strict=True):
            here = _characters(leads, trails)
            ways: list[Way] = [(0.0, (here,))] if here else []
            if gaps and trails != ANY:
                first, second = _characters(leads, USER_LEADS), _characters(ANY, trails)
                ways += [(_GAP, (first, second))] if first and second else []
            if not ways:
                return None
            out.append(ways)
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
            yield replace(run, slots=(*slots[:-1], *inner), end=note.end())
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
            year = _YEAR.match(text, at + 1)
            digit = "" if year is None else "2" if year[1] == "0" else "1"
            yield replace(run, slots=(*slots, ANY), end=at + 1, tail=digit, price=run.price + 3)
            wide = replace(run, slots=(*slots, (FULL_WIDTH,), (0xBF,)), end=at + 1, price=run.price + 3)
            pair = replace(run, slots=(*slots, *_undefined()), end=at + 1, price=run.price + 3)
            if run.price < 8:
                yield from follow(text, wide, keys)
                yield from follow(text, pair, keys)
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


def solve(text: str, runs: Sequence[Run], left: str, stripped: bool = False) -> Solution | None:
    """The run that reads best between ``left`` and the text after it, or ``None`` where none can be read.

    On a ``stripped`` page lost pairs are tried where a run has a place that does not read well.
    """
    plain = _best(text, runs, left, gaps=False)
    if not stripped or (plain and model().weakest(plain.new, left, "hant") > _ODD):
        return plain
    gapped = _best(text, runs, left, gaps=True)
    if plain and gapped:
        lead = gapped.score - plain.score
        return gapped._replace(lead=min(lead, gapped.lead)) if lead > _GAP else plain
    return gapped or plain


def _best(text: str, runs: Sequence[Run], left: str, gaps: bool) -> Solution | None:
    found = []
    for run in runs:
        steps = run.steps(gaps)
        if steps:
            right = (run.tail + text[run.end : run.end + 2])[:2]
            new, lead, score = search(steps, left, right, "hant")
            found.append(Solution(new + run.tail, run.end, lead, score - run.price))
    if not found:
        return None
    found.sort(key=lambda s: -s.score)
    rival = found[0].score - found[1].score if len(found) > 1 else found[0].lead
    return found[0]._replace(lead=min(found[0].lead, rival))


@cache
def _undefined() -> tuple[Slot, Slot]:
    """The bytes of pairs that the code page does not have, first and second."""
    bad = [(a, b) for a in ANY for b in ANY if a << 8 | b not in cp936.characters()]
    return tuple(sorted({a for a, _ in bad})), tuple(sorted({b for _, b in bad}))


@lru_cache(4096)
def _characters(leads: Slot, trails: Slot) -> str:
    known = cp936.characters()
    found = [known[a << 8 | b] for a in leads for b in trails if a << 8 | b in known]
    found = [c for c in found if _WRITTEN.match(c)] or found
    return "".join(sorted(found, key=lambda c: c not in _CLOSING))  # the model does not tell quotation marks apart


def _noted(slots: Sequence[Slot], reading: str) -> bool:
    """Whether the last two bytes are a character that gets the note ``reading``."""
    if len(slots) < 2:
        return False
    return any(reading_of().get(a << 8 | b) == reading for a in slots[-2] for b in slots[-1])


def _inner(slots: Sequence[Slot], reading: str, keys: frozenset[int]) -> tuple[Slot, Slot] | None:
    """The lead and the lost trail bytes of the characters that a note in the middle of one can stand for."""
    found = [(lead, trail) for lead in slots[-1] for trail in trails(lead, reading, keys)] if slots else []
    return (tuple(sorted({a for a, _ in found})), tuple(sorted({b for _, b in found}))) if found else None


def trails(lead: int, reading: str, keys: frozenset[int]) -> Slot:
    """Trail bytes of the characters with this lead byte and note; those that the page itself annotates, if any."""
    listed = [k for k in keys_by_reading().get(reading, ()) if k >> 8 == lead and k & 0xFF > 0x80]
    return tuple(k & 0xFF for k in ([k for k in listed if k in keys] or listed))
