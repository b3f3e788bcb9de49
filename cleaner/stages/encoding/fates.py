"""Code pages as the text of a page tells of them: which bytes a program lost, and what it wrote for them.

Of UTF-8 read byte by byte, one character in seven holds a byte that windows-1252 does not have. Those are controls,
or dropped, or marked. A no-break space turns into a plain one or goes, a soft hyphen goes: a page of some length that
shows none has lost them. So what stands on a page says what is missing there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product

from cleaner.stages.encoding.policies import CODE_PAGES, CP1252, UNDEFINED, UNDEFINED_1252, Family, Habit
from cleaner.stages.encoding.readings import blanks_lost, bytes_of, family_encoder

_SELDOM = 2.0  # nats
_TELLS = 300  # letters of text that holds a no-break space or a soft hyphen for sure: it has three of each
_SCARCE = 0.01  # of characters: so many blanks, and they stand for bytes
_KEPT = "kept"
_BOTH = " \n"  # what U+0085, a line end, and a no-break space become that Python parts words at: blanks
_FATES = {_KEPT: "kept", "": "dropped", "?": "as ?", " ": "as blanks", "\ufffd": "marked"}


def fates(family: Family, lines: Sequence[str]) -> list[Habit]:
    """How programs can have read UTF-8 in a code page of ``family`` that showed ``lines``, the likeliest first."""
    text = "\n".join(lines)
    seen, long = frozenset(text), len(text) >= _TELLS
    blank = _blanks(bytes_of(text, family_encoder(family))) if " " in seen else 0.0
    sure = blank > _SCARCE
    spaces = [_KEPT] if "\xa0" in seen else [" "] if sure else [" ", ""] if blank else [""]
    hyphens = [_KEPT] if "\xad" in seen else [""]
    if not long:
        spaces, hyphens = [_KEPT, *spaces], [_KEPT, *hyphens]
    if ended(seen):
        spaces = [_BOTH if space == " " else space for space in spaces]
    codecs = (CODE_PAGES[family],) if family in CODE_PAGES else _latin(seen, long)
    ways = dict.fromkeys(
        way for codec in codecs for way in product((codec,), spaces, hyphens, _undefined(codec, seen, blank > 0))
    )
    blanked = [way for way in ways if " " in way or _BOTH in way] if sure else []
    return [_losing(family, *way) for way in blanked or ways]  # no-break spaces beside blanks: none of them were lost


def ended(shown: Iterable[str]) -> bool:
    """Whether text in Latin-1 with the characters ``shown`` may have lost U+0085: other controls are left, and no such.

    ``" ".join(text.split())`` makes blanks of it.
    """
    seen = frozenset(shown)
    return "\x85" not in seen and not seen.isdisjoint(_CONTROLS) and seen.isdisjoint(_SHOWN_1252)


def _blanks(data: bytes) -> float:
    """The share of characters in which blanks stand where bytes were; of those that lost their ends few have one."""
    return (blanks_lost(data).count(b"\xff") - data.count(b"\xff")) / max(1, len(_LEADS.findall(data)))


def _latin(seen: frozenset[str], long: bool) -> Iterator[str]:
    """The code pages that show Latin letters in which text with these characters can have been read.

    windows-1254 has no letters where windows-1252 has Ž and ž, and Turkish ones where no byte of Chinese is.
    """
    if seen.isdisjoint(_SHOWN_1252):
        yield "latin-1"
        return
    if not long or not seen.isdisjoint("Žž"):
        yield "cp1252"
    if seen.isdisjoint("Žž"):
        yield "cp1254"


def _undefined(codec: str, seen: frozenset[str], blank: bool) -> list[str]:
    """What may stand for bytes that a codec does not have on a page with these characters."""
    if "\ufffd" in seen:
        return ["\ufffd"]
    if not seen.isdisjoint(map(chr, _lost(codec))):
        return [_KEPT]
    return [_KEPT, "", *([" "] if blank else []), *(["?"] if "?" in seen else [])]


@cache
def _losing(family: Family, codec: str, space: str, hyphen: str, undefined: str) -> Habit:
    charmap = _charmap(codec)
    what = {"\xa0": space, "\xad": hyphen}
    if space == _BOTH:
        space = what["\xa0"] = what["\x85"] = " "
    lost = dict.fromkeys(_lost(codec), undefined) if undefined != _KEPT else {}
    lost |= {charmap.index(char): fate for char, fate in what.items() if char in charmap and fate != _KEPT}
    mark = undefined if undefined not in (_KEPT, "") else space if space == " " else ""
    price = _SELDOM * ((undefined == " ") + (space == "") + (hyphen == "") + (codec == "cp1254"))
    shown = "".join(UNDEFINED if byte in lost else char for byte, char in enumerate(charmap))
    name = (
        f"{codec}, undefined bytes {_FATES[undefined]}, no-break spaces {_FATES[space]}, soft hyphens {_FATES[hyphen]}"
    )
    return Habit(name, family, codec, mark, charmap=shown, fates=lost, price=price)


@cache
def _lost(codec: str) -> tuple[int, ...]:
    """The bytes that programs may lose that read a codec."""
    if codec == "latin-1":
        return tuple(range(0x80, 0xA0))
    return tuple(byte for byte in range(0x100) if not bytes((byte,)).decode(codec, "ignore"))


@cache
def _charmap(codec: str) -> str:
    """The character of each byte, the controls of those that have none."""
    return "".join(bytes((byte,)).decode(codec, "ignore") or chr(byte) for byte in range(0x100))


_LEADS = re.compile(rb"[\xe2-\xef]")
_CONTROLS = frozenset(map(chr, range(0x80, 0xA0))) - frozenset(map(chr, (*UNDEFINED_1252, 0x85)))
_SHOWN_1252 = frozenset(CP1252[0x80:0xA0]) - frozenset(map(chr, range(0x80, 0xA0)))
