"""Decode damaged bytes of a Chinese codec so that a lost byte costs one character, not the rest of the run.

An ordinary decoder pairs the bytes after a lost one wrongly up to the next ASCII character. Here the run is cut anew
into characters and broken bytes, in the way that makes the characters likeliest. Where the ordinary decoder reports
an error, the likelier cut wins; where it does not, the cut must be much likelier than the text as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from cleaner.decoding import Decoded, Raw, decode_exactly, joined, lenient
from cleaner.doc import codes
from cleaner.stages.decode.cut import Lattice, Unit
from cleaner.stages.decode.likelihood import letters
from cleaner.stages.decode.pairs import suspects, widths

_HARD = 0x40  # ASCII below is no second byte of a pair
_REACH = 200  # characters of a run looked at on each side of a doubt
_MOST = 400_000  # bytes cut anew in one document; hostile input has no more claim
_RARE, _CROWD, _STRETCH = np.float32(-13), 3, 6  # so many characters so rare in so long a stretch are suspicious
_UNCOMMON = np.float32(-9)  # before an ASCII letter between ideographs
_PRIVATE = (0xE000, 0xF900)
_LEAD_ELSEWHERE, _LEAD = 5.0, 8.0  # nats; the first where other bytes of the document are broken
_OTHER_SCRIPT = 25.0  # nats more, where the text as it stands has letters of another language
_OTHER = re.compile("[\u0370-\u052f\u3041-\u318e\uac00-\ud7a3]")
Rows = NDArray[np.intp]


def decode_tolerantly(data: bytes, codec: str) -> Decoded:
    """``data`` decoded by a Chinese codec; what is no character stays as lone surrogates."""
    text = lenient(data, codec)
    points = np.minimum(codes(text), 0xFFFF)
    ends = np.cumsum(widths(codec)[points], dtype=np.int64)
    strange = suspects(codec)[points]
    doubts = _doubts(points)
    if not (strange.any() or len(doubts)) or not len(ends) or int(ends[-1]) != len(data):
        return decode_exactly(data, codec)
    at = np.concatenate(([0], ends))
    least = _LEAD_ELSEWHERE if _lost(points).any() else _LEAD
    parts: list[Decoded] = []
    done = 0
    for start, end in _runs(points, np.union1d(doubts, np.flatnonzero(strange))):
        old = np.diff(at[start : end + 1]).tolist()
        lattice = Lattice(data[at[start] : at[end]], codec)
        within = np.searchsorted(doubts, [start, end])
        widths_ = _better(lattice, old, least) if within[0] < within[1] else old
        units = _with_euros(lattice.units(widths_), text[start - 1 : start] if start else "", text[end : end + 1])
        if "".join(char for _, char in units) != text[start:end]:
            parts += (decode_exactly(data[at[done] : at[start]], codec), _units(units, codec))
            done = end
    parts.append(decode_exactly(data[at[done] :], codec))
    return concatenated(parts, codec)


def concatenated(parts: Iterable[Decoded], codec: str) -> Decoded:
    """Parts of an input in one codec as a whole."""
    texts: list[str] = []
    raw: list[Raw] = []
    at = 0
    for part in parts:
        raw += (Raw(at + r.start, at + r.end, r.data) for r in part.raw)
        texts.append(part.text)
        at += len(part.text)
    return Decoded("".join(texts), codec, tuple(raw))


def _units(units: list[Unit], codec: str) -> Decoded:
    whole = joined([(b"".join(data for data, _ in units), "".join(text for _, text in units))], codec)
    return joined(units, codec) if whole.raw else whole


def _doubts(points: NDArray[np.uint32]) -> Rows:
    """Places of broken bytes, of rare characters close together, and of ASCII left over between ideographs."""
    scores = letters("zh")[points]
    found = _lost(points) | ((points >= _PRIVATE[0]) & (points < _PRIVATE[1]))
    if len(points) >= _STRETCH:
        rare = np.concatenate(([0], np.cumsum(scores <= _RARE)))
        found[: 1 - _STRETCH] |= rare[_STRETCH:] - rare[:-_STRETCH] >= _CROWD
        over = (points[1:-1] >= _HARD) & (points[1:-1] < 0x7F) & (points[:-2] > 0x7F) & (points[2:] > 0x7F)
        letter = ((points[1:-1] | 0x20) >= 0x61) & ((points[1:-1] | 0x20) <= 0x7A)
        found[1:-1] |= over & (~letter | (scores[:-2] < _UNCOMMON))
    return np.flatnonzero(found)


def _lost(points: NDArray[np.uint32]) -> NDArray[np.bool_]:
    return (points >= 0xDC80) & (points <= 0xDCFF)


def _runs(points: NDArray[np.uint32], doubts: Rows) -> Iterator[tuple[int, int]]:
    """The runs between ASCII characters that hold the doubts, in characters."""
    hard = np.concatenate(([-1], np.flatnonzero(points < _HARD), [len(points)]))
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
