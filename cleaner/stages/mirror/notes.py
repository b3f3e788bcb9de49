"""The notes of mirror pages: which character gets which, and whether a page is one of theirs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from cleaner.stages.encoding import cp936

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
READING = f"[a-zü{TONED}ńňǹḿ]{{1,7}}"
NOTE = re.compile(rf"\(({READING})\)")
INSIDE = re.compile(rf"\?({READING})\)")
_SIGN = re.compile(rf"[(?][a-zü]{{0,3}}[{TONED}]")
_GLOSSED = re.compile(rf"([\u3400-\u9fff])\(({READING})\)")
_ON_LETTER = re.compile(rf"([\x80-\uffff,;:!?().])([@-~€])\(({READING})\)")
FULL_WIDTH = 0xA3  # the lead byte of full-width ASCII; the trail is the ASCII code with the high bit set


@cache
def keys_by_reading() -> Mapping[str, tuple[int, ...]]:
    """The byte pairs of the characters that may carry a note, by the note."""
    rows = files("cleaner.data").joinpath("tables/mirror_readings.txt").read_text("utf-8").splitlines()[1:]
    split = (row.split(" ") for row in rows)
    return {reading: tuple(cp936.pairs()[c] for c in chars) for reading, chars in split}


@cache
def reading_of() -> Mapping[int, str]:
    """The note of each byte pair that may carry one."""
    return {pair: reading for reading, pairs in keys_by_reading().items() for pair in pairs}


class Evidence(NamedTuple):
    """What a page says about itself. ``keys`` are the byte pairs that it annotates."""

    keys: frozenset[int]
    fired: bool


def examine(text: str) -> Evidence:
    """Whether ``text`` was damaged by a mirror program.

    Such a program notes every occurrence of its characters, and only Traditional ones, with one reading each. People
    who explain a character do it once, and language readers note Simplified characters as well.
    """
    if not _SIGN.search(text):
        return Evidence(frozenset(), False)
    notes = Counter(m.groups() for m in _GLOSSED.finditer(text))
    listed = {c: n for (c, reading), n in notes.items() if reading_of().get(cp936.pairs().get(c, 0)) == reading}
    total = sum(notes.values())
    everywhere = sum(text.count(c) for c in listed)
    noted = sum(listed.values())
    strange = _strange(text)
    enough = len(listed) >= 3 or strange or (len(listed) == 2 and noted >= 4)
    fired = bool(enough and noted >= 0.6 * total and noted >= 0.8 * everywhere)
    return Evidence(frozenset(cp936.pairs()[c] for c in listed), fired)


def _strange(text: str) -> bool:
    """Whether a note stands where only the byte-level damage puts one: inside a character, or on half of one."""
    for match in INSIDE.finditer(text):
        if match.start() and cases(text[max(0, match.start() - 2) : match.start()], match[1]):
            return True
    for match in _ON_LETTER.finditer(text):
        if match[3] in (reading_of().get(pair) for pair in ends(match[1] + match[2])):
            return True
    return False


def ends(left: str) -> list[int]:
    """The byte pairs that ``left`` can end with; ASCII punctuation may have been full-width before the damage."""
    data = b"".join(cp936.encode(c) or b"\0" for c in left[-2:])[-2:]
    if len(data) < 2:
        return []
    out = [int.from_bytes(data, "big")]
    if 0x20 < data[0] < 0x40:
        out.append((data[0] | 0x80) << 8 | data[1])
    return out


def cases(left: str, reading: str) -> list[int]:
    """The listed characters with this reading whose lead byte ends ``left`` and whose trail byte begins another."""
    data = cp936.encode(left[-1:]) or b"\0"
    leads = {data[-1], data[-1] | 0x80} if len(data) == 1 and data[0] > 0x20 else {data[-1]}
    return [k for k in keys_by_reading().get(reading, ()) if k >> 8 in leads and k & 0xFF > 0x80]
