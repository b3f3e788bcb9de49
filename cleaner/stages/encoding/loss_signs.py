"""What a program writes for the bytes that it cannot read: not all write U+FFFD, and some change it afterwards.

Which sign it is, the page tells: where UTF-8 was read in a codec of pairs, and that is turned back into bytes, the sign
stands in characters that lack a byte, in nearly all of them. There it becomes U+FFFD again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from cleaner.doc import codes
from cleaner.stages.encoding.policies import LOST_BYTE, MISSING, PAIR_FAMILIES, Family
from cleaner.stages.encoding.readings import family_encoder, packed

# Signs of a missing character, by how often they are met in that place.
_SIGNS = "?□* ■▯☐〓＊＿_◆●¿¤"
_LOST = "\ufffd"
_FEWEST, _SHARE = 2, 0.8  # characters that lack a byte and have the sign; of all that lack one
_WHOLE = 0.2  # of the bytes that are not ASCII: so much is whole characters where it was UTF-8
_KEPT = 1.5  # times as often a byte that lost nothing but itself stands at a blank or a line end as not
_CHARACTER = rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}"
# Whole characters, or else a stretch of bytes that are none.
_PARTS = re.compile(rb"(?:" + _CHARACTER + rb")+|((?:(?!" + _CHARACTER + rb")[\x80-\xff])+)")
_ONE_LOST = re.compile(rb"(?<=[\xe0-\xef][\x80-\xbf])\xff(?![\x80-\xbf\xff])")
_PLAIN = re.compile(rb"[\n \t<\"'()\[\],.:;`]|\Z")


class _Bytes(NamedTuple):
    """The bytes that a text was, ``LOST_BYTE`` for each that is lost; of each the place of its character.

    broken: stretches of them that are no character; without those where nothing but a sign stands.
    """

    data: bytes
    places: Sequence[int]
    broken: Sequence[tuple[int, bytes]]

    def has_marked(self) -> bool:
        """Whether nearly all characters that lack a byte have a sign."""
        marked = sum(b"\xff" in each for _, each in self.broken)
        return marked >= _FEWEST and marked >= _SHARE * len(self.broken)


def as_lost(text: str, lines: Sequence[tuple[int, int]]) -> str:
    """``text`` with U+FFFD for what stands for lost bytes in its misread ``lines``; of the same length."""
    signs = [sign for sign in _SIGNS if text.count(sign) >= _FEWEST]
    if not signs or not lines:
        return text
    for family in PAIR_FAMILIES:
        known = _read(text, lines, family, _LOST)
        if known is not None:
            return _marked(text, _marks(text, lines, known, family, signs))
    return text


def _marked(text: str, places: Sequence[int]) -> str:
    chars = list(text)
    for place in places:
        chars[place] = _LOST
    return "".join(chars)


def _marks(
    text: str, lines: Sequence[tuple[int, int]], known: _Bytes, family: Family, signs: Sequence[str]
) -> list[int]:
    """The places of the sign that stands for losses; ``known``: what the lines are if only U+FFFD does."""
    plain = sum(b"\xff" in each for _, each in known.broken) < _FEWEST  # else a ``?`` swallowed nothing
    for sign in signs if not known.has_marked() else "?":
        found = _read(text, lines, family, _LOST + sign)
        if found and found.has_marked() and (sign != "?" or not plain or _keeps_ascii(found.data)):
            places = [place for place in _marking(found, sign) if text[place] == sign]
            if len(places) >= _FEWEST:
                return places
    return []


def _read(text: str, lines: Sequence[tuple[int, int]], family: Family, signs: str) -> _Bytes | None:
    """``lines`` turned back into bytes, if all of them can be; ``signs`` stand for lost ones."""
    places = np.concatenate([np.arange(start, min(end + 1, len(text))) for start, end in lines])
    points = codes(text)[places]
    values = family_encoder(family).take(points, mode="clip")
    values = np.where(np.isin(points, codes(signs)), np.uint16(LOST_BYTE), values)
    if (values == MISSING).any():
        return None
    data = packed(values)
    parts = list(_PARTS.finditer(data))
    high = len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
    if sum(len(each[0]) for each in parts if each[1] is None) < _WHOLE * high:
        return None
    broken = [(each.start(), each[1]) for each in parts if each[1] and each[1].strip(b"\xff")]
    return _Bytes(data, places.repeat(np.where(values > 0xFF, 2, 1)).tolist(), broken)


def _marking(found: _Bytes, sign: str) -> Iterator[int]:
    """The places where ``sign`` marks a loss; a blank behind one is that."""
    for start, here in found.broken:
        at = here.find(b"\xff")
        while at >= 0:
            yield found.places[start + at]
            after = at + 1
            while sign == " " and here[after : after + 1] == b"\xff":
                after += 1
            at = here.find(b"\xff", after)


def _keeps_ascii(data: bytes) -> bool:
    """Whether what follows a byte that was lost alone is still there: some programs make one ``?`` of both."""
    kept = swallowed = 0
    for lost in _ONE_LOST.finditer(data):
        if _PLAIN.match(data, lost.end()):
            kept += 1
        else:
            swallowed += 1
    return kept >= _FEWEST and kept > _KEPT * swallowed
