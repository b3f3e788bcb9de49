"""Decode damaged bytes of a Chinese codec so that a lost byte costs one character, not the rest of the run.

An ordinary decoder pairs the bytes after a lost one wrongly up to the next ASCII character. Here the run is cut anew
into characters and broken bytes, in the way that makes the characters likeliest. Where the ordinary decoder reports
an error, the likelier cut wins; where it does not, the cut must be much likelier than the text as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from cleaner.decoding import Decoded, concatenated, decode_exactly, joined, lenient
from cleaner.doc import codes
from cleaner.patterns import lazy
from cleaner.points import CODE_POINTS, blank
from cleaner.stages.decode.cut import PRIVATE, Lattice, Unit
from cleaner.stages.decode.likelihood import letters
from cleaner.stages.decode.pairs import suspects, widths

_AFTER = (0x40, 0x7F)  # ASCII that may be the second byte of a pair
_REACH = 200  # characters of a run looked at on each side of a doubt
_MOST = 400_000  # bytes cut anew in one document; hostile input has no more claim
_RARE, _CROWD, _STRETCH = np.float32(-13), 3, 6  # so many characters so rare in so long a stretch are suspicious
_UNCOMMON = np.float32(-7)  # before an ASCII letter between ideographs
_LEAD_ELSEWHERE, _LEAD = 2.5, 6.0  # nats; the first where other bytes of the document are broken
_MANY, _TIMES = 8, 4  # characters of private use, and how often each stands
_OTHER_SCRIPT = 25.0  # nats more, where the text as it stands has letters of another language
_OTHER = lazy("[\u0370-\u052f\u3041-\u318e\uac00-\ud7a3]")
# What a code point is; ASCII is none of these but the last two.
_IS_HIGH, _IS_LOST, _IS_PRIVATE, _IS_RARE, _IS_UNCOMMON, _IS_OTHERWISE, _IS_SECOND, _IS_LETTER = (
    np.uint8(1 << bit) for bit in range(8)
)
Rows = NDArray[np.intp]


def decode_tolerantly(data: bytes, codec: str) -> Decoded:
    """``data`` decoded by a Chinese codec; what is no character stays as lone surrogates."""
    text = lenient(data, codec)
    points = codes(text)
    signs = _signs(codec)[points]
    doubts, strange = _doubts(signs), np.flatnonzero(signs & _IS_OTHERWISE)
    if not len(doubts) and not len(strange):
        return decode_exactly(data, codec, text)
    ends = np.cumsum(widths(codec)[np.minimum(points, 0xFFFF)], dtype=np.int64)
    if int(ends[-1]) != len(data):
        return decode_exactly(data, codec, text)
    at = np.concatenate(([0], ends))
    broken = bool((signs & _IS_LOST).any())
    least = _LEAD_ELSEWHERE if broken else _LEAD
    defined = not broken or _repeated(points[signs & _IS_PRIVATE > 0])
    parts: list[Decoded] = []
    done = 0
    for run in _runs(signs, np.union1d(doubts, strange)):
        start, end = (int(np.searchsorted(at, at[place], "right")) - 1 for place in run)  # two characters may be a pair
        if start == end:
            continue
        old = [width for width in np.diff(at[start : end + 1]).tolist() if width]
        lattice = Lattice(data[at[start] : at[end]], codec, defined=defined)
        within = np.searchsorted(doubts, [start, end])
        widths_ = _better(lattice, old, least) if within[0] < within[1] else old
        units = _with_euros(lattice.units(widths_), text[start - 1 : start] if start else "", text[end : end + 1])
        if "".join(char for _, char in units) != text[start:end]:
            parts += (decode_exactly(data[at[done] : at[start]], codec), _units(units, codec))
            done = end
    parts.append(decode_exactly(data[at[done] :], codec))
    return concatenated(parts, codec)


def _repeated(private: NDArray[np.uint32]) -> bool:
    """Whether characters of private use come back as those do that users define; a shifted run has ever new ones."""
    return len(private) >= _MANY and len(private) >= _TIMES * len(np.unique(private))


def _units(units: list[Unit], codec: str) -> Decoded:
    """A run of units; bytes are kept for those alone that need it."""
    whole = joined([(b"".join(data for data, _ in units), "".join(text for _, text in units))], codec)
    return joined(units, codec) if whole.raw else whole


def _doubts(signs: NDArray[np.uint8]) -> Rows:
    """Places of broken bytes, of rare characters close together, and of ASCII left over between ideographs."""
    found = signs & (_IS_LOST | _IS_PRIVATE) > 0
    if len(signs) < _STRETCH:
        return np.flatnonzero(found)
    rare = np.flatnonzero(signs & _IS_RARE)
    found[rare[: 1 - _CROWD][rare[_CROWD - 1 :] - rare[: 1 - _CROWD] < _STRETCH]] = True
    over = np.flatnonzero((signs[:-2] & signs[2:] & _IS_HIGH > 0) & (signs[1:-1] & _IS_SECOND > 0)) + 1
    found[over[(signs[over] & _IS_LETTER == 0) | (signs[over - 1] & _IS_UNCOMMON > 0)]] = True
    return np.flatnonzero(found)


@cache
def _signs(codec: str) -> NDArray[np.uint8]:
    """What each code point is to a text that may be cut wrongly."""
    signs = blank(np.uint8)
    scores = np.full(CODE_POINTS, letters("zh")[0xFFFF], np.float32)
    scores[:0x10000] = letters("zh")
    signs[0x80:] = _IS_HIGH
    signs[0x80:] |= np.where(scores[0x80:] <= _RARE, _IS_RARE, 0).astype(np.uint8)
    signs[0x80:] |= np.where(scores[0x80:] < _UNCOMMON, _IS_UNCOMMON, 0).astype(np.uint8)
    signs[0xDC80:0xDD00] |= _IS_LOST
    signs[PRIVATE[0] : PRIVATE[1]] |= _IS_PRIVATE
    signs[:0x10000][suspects(codec)] |= _IS_OTHERWISE
    signs[_AFTER[0] : _AFTER[1]] |= _IS_SECOND
    for first in (0x41, 0x61):
        signs[first : first + 26] |= _IS_LETTER
    return signs


def _runs(signs: NDArray[np.uint8], doubts: Rows) -> Iterator[tuple[int, int]]:
    """The runs between ASCII characters that hold the doubts, in characters."""
    hard = np.concatenate(([-1], np.flatnonzero(signs & (_IS_HIGH | _IS_SECOND) == 0), [len(signs)]))
    last = 0
    spent = 0
    for doubt in doubts.tolist():
        if doubt < last or spent > _MOST:
            continue
        after = int(np.searchsorted(hard, doubt, "right"))
        start = max(int(hard[after - 1]) + 1, doubt - _REACH, last)
        last = min(int(hard[after]), doubt + _REACH)
        spent += 2 * (last - start)
        if start < last:
            yield start, last


def _with_euros(units: list[Unit], before: str, after: str) -> list[Unit]:
    """``units`` with byte 80 read as the Encoding Standard has it in GBK, where it stands beside a number."""
    chars = [before, *(char for _, char in units), after]
    for at, (piece, _) in enumerate(units):
        if piece == b"\x80" and (chars[at].isdigit() or chars[at + 2].isdigit()):
            units[at] = (piece, "€")
    return units


def _better(lattice: Lattice, old: list[int], least: float) -> list[int]:
    """The way ``old``, and the likeliest one where that is better by enough, or by anything where bytes are broken."""
    new = lattice.best()
    if new == old:
        return old
    scores = (lattice.scores(old), lattice.scores(new))
    ends = ([0, *accumulate(old)], [0, *accumulate(new)])
    common = sorted(set(ends[0]) & set(ends[1]))
    place = tuple({end: at for at, end in enumerate(way)} for way in ends)
    out: list[int] = []
    for start, end in pairwise(common):
        a, b = (way[place_[start] : place_[end]] for way, place_ in zip((old, new), place, strict=True))
        if a == b:
            out += a
            continue
        after = [min(p[end] + 1, len(s) - 1) for p, s in zip(place, scores, strict=True)]
        gain = scores[1][after[1]] - scores[1][place[1][start]] - scores[0][after[0]] + scores[0][place[0][start]]
        out += b if gain > _claim(lenient(lattice.data[start:end], lattice.codec), least) else a
    return out


def _claim(text: str, least: float) -> float:
    """By how much a reading must be likelier than ``text``."""
    if any("\udc80" <= char <= "\udcff" for char in text):
        return 0.0
    return least + _OTHER_SCRIPT if _OTHER.search(text) else least
