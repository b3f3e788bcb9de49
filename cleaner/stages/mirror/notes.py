"""The notes of mirror pages: which character gets which, and how they look in a page."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np

from cleaner.doc import Doc
from cleaner.fold import simplified_characters, table_of
from cleaner.lines import points_of
from cleaner.patterns import lazy
from cleaner.stages.encoding import cp936
from cleaner.stages.encoding.signs import Sign, strange_of

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_ENTITY = r"&(?:#[0-9]{2,4}|#[xX][0-9a-fA-F]{2,4}|[aeiou](?:grave|acute|circ|uml));"
_SOUND = f"(?:[a-zü{TONED}ńňǹḿêɡɑ]|{_ENTITY})"
# Two letters can be a key too: then there is a note in the note.
READING = rf"{_SOUND}{{1,7}}(?:\({_SOUND}{{1,7}}\){_SOUND}{{0,4}})?"
_NESTED = re.compile(r"\(.{1,40}\)")
LOST = "?？\ufffd"  # what stands for bytes that are no character
NOTE = lazy(rf"[(（]({READING}) ?[)）]")  # some programs write 會(huì )
INSIDE = lazy(rf"[{LOST}]([(（]?)({READING}) ?[)）]")
# A note that lost its parenthesis with the byte before it, and of that byte nothing shows.
BARE = lazy(rf"(?<=[^\x00-\xff（])(?=[a-z]{{0,3}}[{TONED}])({READING}) ?[)）]")
FULL_WIDTH = 0xA3  # the lead byte of full-width ASCII; the trail is the ASCII code with the high bit set
_SIGN = lazy(rf"[(（{LOST}\u2e80-\uffff][(（]?[a-zü]{{0,3}}(?:[{TONED}]|{_ENTITY})")
_WIDEST = 5  # characters of a sign before its vowel
_WRITTEN = re.compile(_ENTITY)
_TONES = ("acute;", "grave;")
_LATIN = int(Sign.LATIN)  # toned vowels have it


def suspicious(doc: Doc) -> bool:
    """Whether a toned vowel stands near a parenthesis or a lost character; on other text this costs next to nothing."""
    return doc.view(_suspicious)


def _suspicious(doc: Doc) -> bool:
    text = doc.text
    strange = strange_of(doc)
    if not strange.seen & _LATIN and ("&" not in text or text.isascii()):
        return False
    points, latin = points_of(doc), strange.with_sign(_LATIN)
    accented = latin[points.take(latin) - np.uint32(0xE0) < 0x100]
    if not len(accented) and "&" not in text:
        return False
    toned = accented[table_of(TONED)[points[accented]]] if len(accented) else accented
    if any(_SIGN.search(text, max(0, at - _WIDEST), at + 1) for at in toned.tolist()):
        return True
    written = [match.span() for match in _WRITTEN.finditer(text)] if "&" in text else []
    if not len(accented) and not any(
        text.endswith(_TONES, start, end) or text[start + 1] == "#" for start, end in written
    ):
        return False
    return any(_SIGN.search(text, max(0, start - _WIDEST), end) for start, end in written)


def sound(reading: str) -> str:
    """A note as the table writes it: entities read, the two letters of phonetic print made plain, no note inside."""
    return _NESTED.sub("", html.unescape(reading)).replace("ɡ", "g").replace("ɑ", "a")


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


@cache
def _traditional() -> Mapping[str, tuple[str, ...]]:
    """The Traditional characters that a converter turns into each Simplified one."""
    out: dict[str, tuple[str, ...]] = {}
    for traditional, simplified in simplified_characters().items():
        out[simplified] = (*out.get(simplified, ()), traditional)
    return out


@cache
def pairs_of(char: str, converted: bool) -> tuple[int, ...]:
    """The byte pairs that read as ``char``; on a page that was ``converted`` to Simplified also what it was before."""
    sources = (char, *_traditional().get(char, ())) if converted else (char,)
    return tuple(pair for c in sources if (pair := cp936.pairs().get(c) or _later(c)))


def _later(char: str) -> int:
    """The byte pair that GB 18030 gives to a character which the code page does not have; 0 if there is none."""
    data = b"" if char == "€" else char.encode("gb18030", "ignore")
    return int.from_bytes(data, "big") if len(data) == 2 else 0
