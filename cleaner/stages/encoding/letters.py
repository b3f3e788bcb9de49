"""Bytes of GBK or Big5 that became letters, each letter one byte or several: the likeliest way to pair them.

A letter is the byte that Latin-1 or windows-1252 shows so, or the bytes of its UTF-8 where a program took two bytes for
a character of UTF-8. Of all ways to pair the bytes the character model finds the best one (a beam search).
A soft hyphen, which nobody sees, is often lost on the way: AD was half of a character of which the other half stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from cleaner.character_model import model, singles
from cleaner.doc import codes
from cleaner.patterns import lazy
from cleaner.stages.decode.pairs import characters
from cleaner.stages.encoding.policies import CP1252

# Nats: one pair of bytes in twelve is valid UTF-8 by chance; a pair that is and stands there as two letters.
_JOINED, _APART = 2.5, 0.5
# Nats: A0 that became a plain space; what an unknown character costs by itself.
_SPACE, _UNKNOWN = 3.0, 13.0
# Nats: AD that is lost.
_HYPHEN = {"gb18030": 4.0, "big5hkscs": 1.5}  # one character in a hundred, and one in forty, has that byte
_STRIPPED = 0.5  # where all of them are
# Nats: quotation marks, dashes and dots that a page wrote as entities, so that they were no bytes when it was misread.
_NAMED, _REFERRED = frozenset("“”‘’–—…•™"), 5.0
_WAITING = 7.0  # nats: about what half a character will cost
_RARE = -16.0  # nats: characters that are not tried
_HYPHEN_BYTE = 0xAD
_NONE = "\0"  # to the model: nothing is known of it
# Ways that are kept after each letter, those of them that end alike, nats by which they may be worse than the best one.
_WIDTH, _ALIKE, MARGIN = 24, 2, 12.0
# Letters one by one, but for marks on them, and those that ftfy makes two of; what Unicode takes for another one.
_UNIT = re.compile("DZ|Dz|dz|IJ|ij|.[\u0300-\u036f]+|.")
_DIGRAPHS = {"DZ": "\u01f1", "Dz": "\u01f2", "dz": "\u01f3", "IJ": "\u0132", "ij": "\u0133"}
_SAME = {";": "\u037e", "\u02b9": "\u0374", "\xb7": "\u0387"}
_PAIR = "(?:DZ|Dz|dz|IJ|ij)"
# What may be other bytes than the plainest ones.
UNSURE = lazy(
    f"{_PAIR}(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])(?:{_PAIR}|;(?=[^\x00-\x7f]))|[\u0300-\u036f\u0800-\u1fff\u2e80-\uffef]"
)
_LONGEST = 4  # bytes of one letter
_HALF = re.compile("[\ud800-\udfff]")
_CODE_PAGES = ("cp1257", "cp1250", "mac-roman", "cp1251", "cp1253", "cp1254", "iso8859-2", "cp437")  # ftfy's


class Piece(NamedTuple):
    """Letters with the text before and after them.

    joined: whether a letter may be the bytes of its UTF-8.  losses: nats that half of a pair without the other costs; 0
    where no bytes are missing.  stripped: whether the page has lost its soft hyphens for sure.
    """

    letters: str
    before: str
    after: str
    joined: bool
    losses: float
    stripped: bool = False


class Paired(NamedTuple):
    """What letters were; the lead over the next best reading, and its log probability, in nats.

    Halves without the other are U+FFFD.
    """

    text: str
    lead: float
    score: float


class _State(NamedTuple):
    """``half``: a first byte that waits for its second, or −1.  begins: whether UTF-8 may begin with the last byte."""

    half: int
    begins: bool


class _Way(NamedTuple):
    """A beginning: its log probability less prices, where it stands, and its text."""

    score: float
    state: _State
    text: str


_START = _State(-1, False)
_Step = tuple[_Way, _State, str, float]  # from where, to where, the characters between, their price


def written(letters: str) -> bytes:
    """``letters`` as bytes: one for each that can be one, else its UTF-8."""
    return letters.translate(_LETTERS).encode("latin-1")


class _Written(dict[int, str]):
    """What stands for each code point in Latin-1."""

    def __missing__(self, point: int) -> str:
        self[point] = shown = _bytes(chr(point))[0].decode("latin-1")
        return shown


_LETTERS = _Written()


@lru_cache(4096)
def _bytes(unit: str) -> tuple[bytes, ...]:
    """What a letter, or two that belong together, can have been, the plainest first."""
    if len(unit) > 1:
        one = _DIGRAPHS.get(unit)
        apart = dict.fromkeys(_ways(unit))
        return tuple(dict.fromkeys((*apart, *((one.encode(),) if one else ()), *_decomposed(unit))))
    same = (_SAME[unit].encode(),) if unit in _SAME else ()
    if unit < "\x80":
        return (unit.encode(), *same)
    utf8 = unit.encode("utf-8", "surrogatepass")
    at = ord(unit) if unit <= "\xff" else CP1252.find(unit)
    alone = (bytes((at,)),) if at >= 0x80 else ()
    spaced = (utf8[:-1] + b" ",) if utf8[-1] == 0xA0 else ()  # ftfy takes a space there for A0
    return tuple(dict.fromkeys((*alone, *spaced, utf8, *same, *_elsewhere(utf8, bool(alone)), *_decomposed(unit))))


def _ways(unit: str) -> Iterator[bytes]:
    """The bytes of characters that belong together: the plainest of each, and others of one of them."""
    plainest = [_bytes(char)[0] for char in unit]
    for at, char in enumerate(unit):
        for data in _bytes(char):
            yield b"".join((*plainest[:at], data, *plainest[at + 1 :]))


def _elsewhere(utf8: bytes, plain: bool) -> Iterator[bytes]:
    """The bytes that ftfy also takes for ``utf8``: it tries other code pages, and decodes again what it decoded.

    plain: whether the letter is one byte in all likelihood, so that only the plainest of others are worth a try.
    """
    for codec in _CODE_PAGES:
        shown = utf8.decode(codec, "surrogateescape")
        data = b"".join(map(_plainest, shown)) if not _HALF.search(shown) else b""
        if 0 < len(data) <= _LONGEST and not (plain and any(CP1252.find(char) < 0 for char in shown)):
            yield data
    for at in range(len(utf8)):
        yield utf8[:at] + chr(utf8[at]).encode() + utf8[at + 1 :]


def _plainest(char: str) -> bytes:
    """The byte of a letter that has one, or its UTF-8: it was decoded before what it stands in was."""
    at = CP1252.find(char)
    return bytes((at,)) if at >= 0x80 else char.encode()


def _decomposed(unit: str) -> Iterator[bytes]:
    """The bytes of a letter and a mark that were not one character before somebody composed them."""
    base, *marks = list(unicodedata.normalize("NFD", unit))
    for mark in marks:
        rest = unicodedata.normalize("NFC", base + "".join(other for other in marks if other != mark))
        if len(rest) == 1 and rest <= "\xff" and unicodedata.normalize("NFC", rest + mark) == unit:
            yield rest.encode("latin-1") + mark.encode()


def paired(pieces: Sequence[Piece], codec: str) -> list[Paired | None]:
    """What each of ``pieces`` was in ``codec``, or nothing where no way gives characters."""
    units = [_UNIT.findall(piece.letters) for piece in pieces]
    kept = [[_Way(0.0, _START, piece.before[-2:])] for piece in pieces]
    at, left = 0, [i for i, row in enumerate(units) if row]
    while left:
        steps = [list(_next(kept[i], units[i][at], pieces[i], codec)) for i in left]
        for i, ways in zip(left, _taken(steps), strict=True):
            kept[i] = ways
        at += 1
        left = [i for i in left if at < len(units[i]) and kept[i]]
    ends = _taken([list(_last(*row, codec)) for row in zip(kept, pieces, strict=True)])
    behind = [
        [(way, _START, piece.after[:2] or "\n", 0.0) for way in ways] for ways, piece in zip(ends, pieces, strict=True)
    ]
    return [
        _answer(ways, len(piece.before[-2:]), len(piece.after[:2] or "\n"))
        for ways, piece in zip(_taken(behind, known=True), pieces, strict=True)
    ]


def _answer(ways: Sequence[_Way], before: int, after: int) -> Paired | None:
    if not ways:
        return None
    lead = ways[0].score - ways[1].score if len(ways) > 1 else MARGIN
    text = ways[0].text[before:-after]
    return Paired(text.replace(_NONE, "\ufffd"), min(lead, MARGIN), ways[0].score)


def _next(ways: Sequence[_Way], unit: str, piece: Piece, codec: str) -> Iterator[_Step]:
    """The ways to take one letter more of a piece."""
    for data, price in _options(unit, piece.joined, piece.losses):
        for way in ways:
            for state, chars, cost in _steps(way.state, data, codec, piece.losses, piece.stripped):
                yield way, state, chars, price + cost
    if unit in _NAMED:
        for way in ways:
            if way.state.half < 0:
                yield way, _START, unit, _REFERRED


def _last(ways: Sequence[_Way], piece: Piece, codec: str) -> Iterator[_Step]:
    """The ways to end a piece: no byte may wait for its second one."""
    for way in ways:
        if way.state.half < 0:
            yield way, _START, "", 0.0
        elif piece.losses:
            for char, price in _closed(way.state.half, codec, piece.losses, piece.stripped):
                yield way, _START, char, price


def _taken(steps: Sequence[Sequence[_Step]], known: bool = False) -> list[list[_Way]]:
    """For each piece the best ways to go on; ``known``: with text that stands there, so that only its links count."""
    scores = iter(_scores([(way.text, chars) for rows in steps for way, _, chars, _ in rows], known))
    out = []
    for rows in steps:
        best: dict[tuple[_State, str], float] = {}
        for way, state, chars, price in rows:
            key, score = (state, way.text + chars), way.score + next(scores) - price
            if score > best.get(key, -np.inf):
                best[key] = score
        out.append(_kept([_Way(score, *key) for key, score in best.items()]))
    return out


def _kept(ways: list[_Way]) -> list[_Way]:
    """The best of ``ways``, of those that end alike no more than a few.

    What waits for its second byte has not been paid for yet.
    """
    ranked = sorted(((way.score - _WAITING * (way.state.half >= 0), way) for way in ways), reverse=True)
    alike: Counter[tuple[_State, str]] = Counter()
    kept: list[_Way] = []
    for rank, way in ranked:
        if len(kept) == _WIDTH or rank < ranked[0][0] - MARGIN:
            break
        end = (way.state, way.text[-2:])
        alike[end] += 1
        if alike[end] <= _ALIKE:
            kept.append(way)
    return kept


def _scores(rows: Sequence[tuple[str, str]], known: bool) -> list[float]:
    """The log probability of characters after a text, for each of ``rows`` of both; ``known``: of their links alone."""
    triples = []
    for text, chars in rows:
        if chars:
            whole = text[-2:].rjust(2, _NONE) + chars
            triples += [whole[i : i + 3] for i in range(len(chars))]
    if not triples:
        return [0.0] * len(rows)
    points = codes("".join(triples))
    first, second, third = model().rows(points).reshape(-1, 3).T
    score = model().third(first, second, third)
    if not known:
        score = score + model().own(points[2::3])
    sums = np.append(0.0, score.astype(np.float64).cumsum())
    ends = np.cumsum([len(chars) for _, chars in rows])
    totals: list[float] = (sums[ends] - sums[ends - [len(chars) for _, chars in rows]]).tolist()
    return totals


@lru_cache(4096)
def _options(unit: str, joined: bool, losses: float) -> tuple[tuple[bytes, float], ...]:
    """The bytes that a letter, or two that may have been one, can have been, with prices."""
    if losses and unit == " ":
        return (b" ", 0.0), (b"\xa0", _SPACE)
    first, *more = _bytes(unit)
    return (first, 0.0), *((data, _JOINED) for data in more if joined)


@lru_cache(1 << 17)
def _steps(
    state: _State, data: bytes, codec: str, losses: float, stripped: bool
) -> tuple[tuple[_State, str, float], ...]:
    """The ways to go on from ``state`` with more bytes."""
    apart = _APART * (state.begins and len(data) == 1 and 0x80 <= data[0] < 0xC0)
    begins = len(data) == 1 and 0xC2 <= data[0] < 0xE0
    ways = [(state.half, "", apart)]
    for number, byte in enumerate(data):  # what was decoded together has lost nothing inside
        lost = 0.0 if number else losses
        ways = [
            (half, chars + more, price + cost)
            for before, chars, price in ways
            for half, more, cost in _byte(before, byte, codec, lost, stripped)
        ]
    return tuple((_State(half, begins), chars, price) for half, chars, price in ways)


def _byte(half: int, byte: int, codec: str, losses: float, stripped: bool) -> Iterator[tuple[int, str, float]]:
    """The ways to take one more byte after ``half``: what waits then, characters, price."""
    if half < 0:
        yield (-1, chr(byte), 0.0) if byte < 0x80 else (byte, "", 0.0)
        if losses and (char := _pairs(codec).get(_HYPHEN_BYTE << 8 | byte)):
            yield -1, char, _STRIPPED if stripped else _HYPHEN[codec]
        if losses and byte >= 0x80:
            yield -1, _NONE, losses - _UNKNOWN
        return
    if char := _pairs(codec).get(half << 8 | byte):
        yield -1, char, 0.0
    if losses:
        for char, price in _closed(half, codec, losses, stripped):
            yield (-1, char + chr(byte), price) if byte < 0x80 else (byte, char, price)


@cache
def _closed(half: int, codec: str, losses: float, stripped: bool) -> tuple[tuple[str, float], ...]:
    """What ``half`` can have been whose second byte is missing, with prices."""
    char = _pairs(codec).get(half << 8 | _HYPHEN_BYTE)
    price = _STRIPPED if stripped else _HYPHEN[codec]
    return (*(((char, price),) if char else ()), (_NONE, losses - _UNKNOWN))


@cache
def _pairs(codec: str) -> dict[int, str]:
    """The characters of ``codec`` that are two bytes and not all too rare."""
    table = {int.from_bytes(pair, "big"): char for pair, char in characters(codec).items() if len(char) == 1}
    return {pair: char for pair, char in table.items() if singles()[min(ord(char), 0xFFFF)] > _RARE}
