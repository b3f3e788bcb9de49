"""Korean in EUC-KR that was read as Latin-1: it is damaged too, but what it was is no Chinese."""

from __future__ import annotations

from cleaner.patterns import lazy

# Bytes of the syllables of KS X 1001, as Latin-1 and windows-1252 show them alike; GBK begins two characters of three
# with the same bytes, but hardly ever are they these, which are one syllable of four in any Korean text.
_SYLLABLE = lazy("[\xb0-\xc8][\xa1-\xfe]")
_COMMON = frozenset(each.encode("cp949").decode("latin-1") for each in "이다는을의에가고하한기지로사리")
_LETTER = lazy("[\x80-\xff]")
# The fewest syllables that tell; their share of the letters that are no ASCII, and that of the common ones among them.
_FEWEST, _MOSTLY, _OFTEN = 12, 0.85, 0.08


def misread_korean(text: str) -> bool:
    """Whether the Latin letters of ``text`` are the bytes of Korean."""
    found = _SYLLABLE.findall(text)
    if len(found) < _FEWEST or 2 * len(found) < _MOSTLY * len(_LETTER.findall(text)):
        return False
    return sum(1 for each in found if each in _COMMON) >= _OFTEN * len(found)
