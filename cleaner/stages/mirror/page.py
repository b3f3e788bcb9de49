"""Whether a page was damaged by a mirror program, and what the page itself says about the damage."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cleaner.character_model import singles
from cleaner.doc import Doc
from cleaner.fold import simplified_characters
from cleaner.lines import points_of
from cleaner.patterns import lazy
from cleaner.stages.encoding import cp936
from cleaner.stages.encoding.gloss import TOPIC, readings
from cleaner.stages.mirror.notes import (
    BARE,
    INSIDE,
    NOTE,
    READING,
    keys_by_reading,
    pairs_of,
    reading_of,
    sound,
    suspicious,
)

_GLOSSED = lazy(rf"([\u3400-\u9fff]){NOTE.pattern}")
_ON_LETTER = lazy(rf"([\x80-\uffff,;:!?().])([@-~€])\(({READING})\)")
_PRIVATE = re.compile("[\ue000-\ue765]")
_WIDE = re.compile("[\uff01-\uff5e]")
_TAUGHT = 0.05  # of the notes
_COMMON = -9.2  # ln of one in ten thousand: nobody explains how to read such a character
Notes = Counter[tuple[str, str]]


@dataclass(frozen=True)
class Page:
    """What a damaged page says about itself.

    keys: the byte pairs that it annotates.  learned: the notes of those that are not in the table.
    kept: its reader kept the byte after a broken lead byte.  stripped: somebody took the private-use characters out.
    folded: full-width letters may have become ASCII.  converted: somebody made it Simplified after the damage.
    """

    keys: frozenset[int]
    learned: Mapping[int, str]
    kept: bool = False
    stripped: bool = False
    folded: bool = False
    converted: bool = False

    def reading(self, pair: int) -> str | None:
        """The note of a byte pair, if it can have one."""
        return self.learned.get(pair) or reading_of().get(pair)

    def having(self, reading: str) -> tuple[int, ...]:
        """The byte pairs that can have this note."""
        known = keys_by_reading().get(reading, ())
        return (*known, *(p for p, r in self.learned.items() if r == reading and p not in known))

    def ends(self, left: str) -> set[int]:
        """The byte pairs that ``left`` can end with; ASCII may have been full-width before the damage."""
        if left and len(cp936.encode(left[-1]) or b"") == 2:
            return set(pairs_of(left[-1], self.converted))
        last = (cp936.encode(left[-1:]) or b"\0")[0]
        found = {lead << 8 | last for lead in self.last_bytes(left[:-1])}
        return found | ({0xA380 | last} if last > 0x20 else set())

    def last_bytes(self, left: str) -> set[int]:
        """What the last byte of ``left`` can be."""
        char = left[-1:]
        if char == "€" or (char and char < "\x80"):
            code = 0x80 if char == "€" else ord(char)
            return {code, code | 0x80} if code > 0x20 else {code}
        return {pair & 0xFF for pair in pairs_of(char, self.converted)}

    def inside(self, left: str, reading: str) -> list[tuple[int, ...]]:
        """The second bytes of the characters with this note that can begin with the last byte of ``left``.

        Those that the page itself annotates, if there are any; one group for each first byte.
        """
        groups = (self.trails(lead, reading) for lead in sorted(self.last_bytes(left)))
        return [group for group in groups if group]

    def trails(self, lead: int, reading: str) -> tuple[int, ...]:
        """Second bytes of the characters with this first byte and note that can begin another character."""
        listed = [k for k in self.having(reading) if k >> 8 == lead and k & 0xFF > 0x80]
        return tuple(k & 0xFF for k in ([k for k in listed if k in self.keys] or listed))


_NOTHING = Page(frozenset(), {})


def examine(doc: Doc) -> Page | None:
    """What the text of ``doc`` says about the mirror program that damaged it, or ``None`` where none did.

    Such a program notes every occurrence of its characters, and only Traditional ones, with one reading each. People
    who explain a character do it once and not for common ones, and language readers note Simplified ones as well.
    """
    if not suspicious(doc):
        return None
    text, points = doc.text, points_of(doc)
    notes: Notes = Counter((m[1], sound(m[2])) for m in _GLOSSED.finditer(text))
    count = np.bincount(np.minimum(points, 0xFFFF), minlength=65536)
    listed = {c: n for (c, r), n in notes.items() if _listed(c, r, False)}
    loose = {c: n for (c, r), n in notes.items() if _listed(c, r, True)}
    converted = sum(listed.values()) < 0.2 * sum(loose.values())
    listed = loose if converted else listed
    page = Page(frozenset(), {}, converted=converted)
    swallowed, kept = _witnesses(text, page)
    if not _regular(notes, listed, count):
        return None
    if not swallowed + kept and not (_enough(listed, converted) and not _taught(text, notes, listed)):
        return None
    learned = _learned(notes, listed, count) if not converted else {}
    keys = {p for (c, r) in notes if c in listed for p in pairs_of(c, converted) if reading_of().get(p) == r}
    return Page(
        keys=frozenset(keys | set(learned)),
        learned=learned,
        kept=kept > swallowed,
        stripped=_PRIVATE.search(text) is None,
        folded=_WIDE.search(text) is None,
        converted=converted,
    )


def _listed(char: str, reading: str, converted: bool) -> bool:
    return any(reading_of().get(pair) == reading for pair in pairs_of(char, converted))


def _regular(notes: Notes, listed: Mapping[str, int], count: np.ndarray) -> bool:
    """Whether most notes are on characters of the table, and those are noted nearly everywhere."""
    noted = sum(listed.values())
    everywhere = sum(int(count[ord(c)]) for c in listed)
    return noted >= 0.6 * sum(notes.values()) and noted >= 0.8 * everywhere


def _enough(listed: Mapping[str, int], converted: bool) -> bool:
    """Whether notes behind their characters are witnesses enough, with none inside a character."""
    noted = sum(listed.values())
    common = sum(bool(singles()[ord(c)] > _COMMON) for c in listed)
    if converted:
        return len(listed) >= 4 and common >= 3 and noted >= 8
    return common >= 2 and (len(listed) >= 3 or noted >= 4)


def _taught(text: str, notes: Notes, listed: Mapping[str, int]) -> bool:
    """Whether people wrote the notes: of a lesson, or also on characters that are the same in Simplified."""
    others = {(c, r): n for (c, r), n in notes.items() if c not in listed and c not in simplified_characters()}
    alike = sum(n for (c, r), n in others.items() if c in readings().get(_toneless(r), ""))
    return TOPIC.search(text) is not None or alike > _TAUGHT * sum(notes.values())


def _witnesses(text: str, page: Page) -> tuple[int, int]:
    """How many notes stand where only the damage to bytes puts one, with ``(`` swallowed and with ``(`` kept."""
    swallowed = kept = 0
    for match in INSIDE.finditer(text):
        if match.start() and page.inside(text[match.start() - 1], sound(match[2])):
            kept += bool(match[1])
            swallowed += not match[1]
    for match in BARE.finditer(text):
        swallowed += bool(page.inside(text[match.start() - 1], sound(match[1])))
    if not swallowed + kept:
        for match in _ON_LETTER.finditer(text):
            swallowed += sound(match[3]) in map(reading_of().get, page.ends(match[1] + match[2]))
    return swallowed, kept


def _learned(notes: Notes, listed: Mapping[str, int], count: np.ndarray) -> dict[int, str]:
    """Notes that the table does not have, of characters that the page notes every time, always alike."""
    often = Counter(c for c, _ in notes)
    return {
        cp936.pairs()[c]: r
        for (c, r), n in notes.items()
        if n >= 3 and often[c] == 1 and c not in listed and n >= 0.8 * count[ord(c)]
        if c in cp936.pairs() and c in readings().get(_toneless(r), "")
    }


def _toneless(syllable: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", syllable) if c == "\u0308" or not unicodedata.combining(c))
    return unicodedata.normalize("NFC", plain).replace("ü", "v")
