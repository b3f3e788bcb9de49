"""From bytes, some of them lost, to the text that is most likely: each character is a list of candidates.

Where all bytes are known there is one candidate and no choice. What the wrong codec does not take narrows down the lost
bytes, and the character model chooses between what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from cleaner.fold import simplified_characters
from cleaner.stages.encoding.model import Script, best, singles
from cleaner.stages.encoding.policies import DOUBT, LOST, SECOND, Bytes, Habit, refused

Pattern = tuple[int, ...]
_MOST = 120  # candidates a character
_DOUBTS = 4  # doubtful places in a row that are tried in all ways
_GONE = "\ufffd"
_END = -9  # nothing follows
_BROKEN = re.compile("[\udc80-\udcff]+")
_MARKS = {0xFF: LOST, 0xFE: DOUBT}  # bytes that UTF-8 never has
_HABITS = ((0x3F,), (LOST, SECOND), (LOST,))


def decode(data: Bytes, codec: str, habit: Habit) -> tuple[str, float]:
    """The likeliest text for ``data`` in ``codec``, and the lead of the closest choice (infinite without a choice)."""
    if min(data) >= 0:
        known = bytes(data)
        with suppress(UnicodeDecodeError):
            return known.decode(codec), np.inf
    return _choose(_utf8(data, habit) if codec == "utf-8" else list(_paired(_settled(data), codec, habit)))


def script_of(text: str) -> Script | None:
    """The script that most characters of ``text`` belong to that belong to one only."""
    traditional, simplified = _sides()
    hant = sum(c in traditional for c in text)
    hans = sum(c in simplified for c in text)
    return None if hant == hans else "hant" if hant > hans else "hans"


@cache
def _sides() -> tuple[frozenset[str], frozenset[str]]:
    pairs = simplified_characters()
    return frozenset(pairs), frozenset(pairs.values()) - frozenset(pairs)


def _choose(options: list[str]) -> tuple[str, float]:
    """Run the model over the places with a choice, a stretch of them at a time."""
    script = script_of("".join(o for o in options if len(o) == 1))
    out: list[str] = []
    lead = np.inf
    at = 0
    while at < len(options):
        if len(options[at]) == 1:
            out.append(options[at])
            at += 1
            continue
        end = at
        while end < len(options) and any(len(o) > 1 for o in options[end : end + 2]):
            end += 1
        after = options[end] if end < len(options) else ""
        text, least = best(options[at:end], out[-1] if out else "", after, script)
        out.append(text)
        lead = min(lead, least)
        at = end
    return "".join(out), lead


def _utf8(data: Bytes, habit: Habit) -> list[str]:
    """Candidates for UTF-8: what is whole decodes at once; only the broken stretches are looked at byte by byte."""
    marked = bytes(b if b >= 0 else 0xFF if b == LOST else 0xFE for b in data)
    text = marked.decode("utf-8", "surrogateescape")
    options: list[str] = []
    at = 0
    for broken in _BROKEN.finditer(text):
        options += text[at : broken.start()]
        raw = [ord(c) - 0xDC00 for c in broken[0]]
        after = text[broken.end() : broken.end() + 1].encode("utf-8", "surrogateescape")[:1]
        options += _stretch([_MARKS.get(b, b) for b in raw], after[0] if after else _END, habit)
        at = broken.end()
    options += text[at:]
    return options


def _stretch(raw: Bytes, after: int, habit: Habit) -> list[str]:
    """Candidates for a broken stretch of UTF-8, read in the way that leaves the least unexplained."""
    doubts = raw.count(DOUBT)
    ways = product(_HABITS, repeat=doubts) if doubts <= _DOUBTS else iter([_HABITS[1:2] * doubts])
    found: list[tuple[float, int, list[str]]] = []
    for way in ways:
        fill = iter(way)
        flat = [b for each in raw for b in (next(fill) if each == DOUBT else (each,))]
        patterns, unexplained = _grouped(flat)
        nexts = [*(p[0] for p in patterns[1:]), after]
        options = [_utf8_candidates(p, n, habit.name) for p, n in zip(patterns, nexts, strict=True)]
        price = unexplained + sum(not o for o in options) + 0.1 * sum(w == (LOST,) for w in way)
        found.append((price, len(found), options))
    return [o or _GONE for o in min(found)[2]]


def _grouped(flat: Bytes) -> tuple[list[Pattern], float]:
    """Bytes as patterns of whole characters, and how many characters are not whole."""
    out: list[Pattern] = []
    bad = 0.0
    now: list[int] = []
    need = 0
    for byte in flat:
        if now and (byte < 0 or 0x80 <= byte < 0xC0):
            now.append(byte)
        else:
            bad += bool(now)
            out += [(_GONE_CHAR,)] if now else []
            now = [byte]
            stray = 0x80 <= byte < 0xC0
            bad += stray
            need = 1 if 0 <= byte < 0x80 or stray else 3 if byte < 0 else 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
        if len(now) == need:
            out.append(tuple(now))
            now = []
    if now:
        bad += 1
        out.append((_GONE_CHAR,))
    return out, bad


_GONE_CHAR = -8


@lru_cache(8192)
def _utf8_candidates(pattern: Pattern, after: int, habit: str) -> str:
    """The known characters whose UTF-8 fits ``pattern`` and would have been lost so, likeliest first."""
    if pattern[0] == _GONE_CHAR or (len(pattern) == 1 and pattern[0] >= 0x80):
        return _GONE
    if min(pattern) >= 0:
        return bytes(pattern).decode("utf-8", "ignore")
    if len(pattern) != 3:
        return ""
    points, rows = _known()
    fits = np.ones(len(points), bool)
    table = refused(habit)
    for column, byte in enumerate(pattern):
        if byte >= 0:
            fits &= rows[column] == byte
        elif byte == LOST and column < 2:
            fits &= table[rows[column], rows[column + 1]]
        elif byte == LOST:
            fits &= _may_be_refused(habit, after)[rows[column]]
    return "".join(map(chr, points[fits][:_MOST].tolist()))


@lru_cache(1024)
def _may_be_refused(habit: str, after: int) -> NDArray[np.bool_]:
    """For each byte, whether it can have been lost before the byte ``after``."""
    table = refused(habit)
    if after == _END:
        return np.ones(256, bool)
    if after >= 0:
        out: NDArray[np.bool_] = table[:, after].copy()
        out |= np.arange(256) >= 0x80 if after < 0x80 else False
        return out
    return np.asarray(table[:, 0x80:].any(axis=1))


@cache
def _known() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The code points from U+0800 that the model knows, likeliest first, and their bytes in UTF-8."""
    points = np.flatnonzero(singles() > -17.0)
    points = points[points >= 0x800]
    points = points[np.argsort(-singles()[points], kind="stable")]
    return points, np.stack((0xE0 | points >> 12, 0x80 | points >> 6 & 0x3F, 0x80 | points & 0x3F))


def _settled(data: Bytes) -> Bytes:
    """Doubtful places settled: a ``?`` after whole characters is one, else it is two lost bytes."""
    out: Bytes = []
    half = False
    for byte in data:
        if byte == DOUBT:
            out += (LOST,) if half else (0x3F,)
            half = False
        else:
            out.append(byte)
            half = not half and (byte < 0 or byte > 0x80)
    return out


def _paired(flat: Bytes, codec: str, habit: Habit) -> Iterator[str]:
    """Candidates for GBK or Big5."""
    at = 0
    while at < len(flat):
        lead = flat[at]
        trail = flat[at + 1] if at + 1 < len(flat) else _END
        after = flat[at + 2] if at + 2 < len(flat) else _END
        if 0 <= lead < 0x80:
            yield chr(lead)
            at += 1
        elif options := _pair_candidates(lead, trail, after, codec, habit.name):
            yield options
            at += 2
        else:
            yield _GONE
            at += 1


@lru_cache(8192)
def _pair_candidates(lead: int, trail: int, after: int, codec: str, habit: str) -> str:
    """The characters of ``codec`` whose two bytes fit and would have been lost so, likeliest first."""
    table = refused(habit)
    leads: Sequence[int] = (lead,) if lead >= 0 else range(0x81, 0xFF)
    trails: Sequence[int] = (trail,) if trail >= 0 else _TRAILS if trail != _END else ()
    found = []
    for first, second in product(leads, trails):
        if lead == LOST and not table[first, second]:
            continue
        if trail == LOST and not _may_be_refused(habit, after)[second]:
            continue
        char = _char(first, second, codec)
        if char:
            found.append((-float(singles()[min(ord(char), 0xFFFF)]), char))
    return "".join(c for _, c in sorted(found)[:_MOST])


_TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))


@lru_cache(65536)
def _char(first: int, second: int, codec: str) -> str:
    char = bytes((first, second)).decode(codec, "ignore")
    return char if len(char) == 1 and char > "\x7f" else ""
