"""Which lines read as Chinese: measured for many lines at once, so that a line costs microseconds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.character_model import Script, model, singles
from cleaner.doc import codes
from cleaner.fold import counters, simplified_characters
from cleaner.points import CODE_POINTS, blank

LIKELY, _EASED_LIKELY = -9.0, -7.5  # nats a character that is not ASCII
_GAIN, _LEAST_GAIN = 2.5, 12.0  # nats a character, and in all
# Nats, and the share of rare characters in a repaired line; Latin letters close together are misread for sure.
_RARE, _MOST_RARE, _RARE_DENSE, _DENSE = -12.5, 0.12, 0.25, 10
_LEAST_DENSE, _SURE_LEAST = -10.5, -9.4  # nats; what nothing was chosen in has the lower bar
_GOOD, _LEAST_HAN = -6.5, 0.6  # nats a character of text that may hold dates and stars, and its share of Han
_DECISIVE = 6.0  # nats a character of gain
_EASED_GAIN, _EASED_LEAST = 2.0, 5.0
_PROVEN = 3.0  # nats a character that what was UTF-8 may read worse on a page that was misread so: names, titles
# On a page that was misread as letters, a line of letters alone that makes ideographs alone is a name, however rare.
_NAMED, _LETTERED, _LEAST_NAME, _NAME_GAIN = 4, 0.75, -13.0, 1.0  # letters, their share, nats a character
_LONG, _SHORT, _SHORT_PRICE = 12, 5, 1.5  # characters, and nats a character that a short text must read better
# What text that may be Japanese must reach as Chinese. Beyond so many nats it is none: of 600 Japanese lines with as
# many kana the oddest had −16.1, and what has private-use characters −18 to −20.
_SOME_KANA, _LEAST_KANA, _NO_LANGUAGE = 0.08, -7.5, -17.0
LATIN = -14.0  # nats: what a letter of the Latin supplements counts for
_GONE = -25.0  # nats: what the replacement character counts for
# Misread Chinese holds a kana now and then, Japanese and Korean text every other character.
_MOST_KANA, _LEAST_HANJA = 0.25, 0.2  # beside Hangul alone no Korean has so many other characters
_FOREIGN, _LATIN_LETTER, _HAN, _IDEOGRAPH, _KANA, _HANGUL, _RARE_HAN, _BOPOMOFO = (1 << bit for bit in range(8))
_RANGES = {
    _FOREIGN: ((0x80, CODE_POINTS),),
    _LATIN_LETTER: ((0x80, 0x300),),
    _IDEOGRAPH: ((0x3400, 0xA000), (0x20000, 0x30000)),
    _KANA: ((0x3041, 0x3100), (0xAC00, 0xD7A4)),
    _HANGUL: ((0xAC00, 0xD7A4),),
    _BOPOMOFO: ((0x3105, 0x3130),),
    _HAN: (
        (0x3400, 0xA000), (0x20000, 0x30000), (0x3001, 0x3003), (0xFF01, 0xFF20), (0x201C, 0x201E), (0x2026, 0x2027),
        (0x2014, 0x2015), (0x3008, 0x3012),
    ),
}  # fmt: skip
Numbers = NDArray[np.int64]
NEWLINE, BLANK = 10, np.uint32(32)
_TONES = codes("ˉˊˇˋ˙")
_LETTERS = "\xaa\xb5\xba\xc0-\xd6\xd8-\xf6\xf8-\u052f\uac00-\ud7af"
_BOXES = "\xa2-\xa6\xa8\xac\xaf\xb1-\xb4\xb6\xb8\xb9\xbc-\xbe\u2020\u2021\u2030\u20ac\u2122\u2190-\u25ff"
_LEAST_JUMBLED, _JUMBLED, _SAMPLE = 2, 0.1, 2000  # at least so many, of so many letters; characters of a line


class Measures(NamedTuple):
    """Of each line: numbers of characters by kind, and the mean log probability of those that are not ASCII.

    foreign: not ASCII.  latin: of the Latin supplements.  han: ideographs and Chinese marks.  alone: ideographs with
    neither before or after them.  kana: kana and Hangul; ``runs``: those of them that follow another one; ``hangul``.
    rare: ideographs that hardly any text has.
    """

    foreign: Numbers
    latin: Numbers
    han: Numbers
    alone: Numbers
    kana: Numbers
    runs: Numbers
    hangul: Numbers
    rare: Numbers
    mean: NDArray[np.float64]

    def only(self, chosen: Sequence[int]) -> Measures:
        """The measures of some lines."""
        at = np.asarray(chosen, np.intp)
        counts = (self.foreign, self.latin, self.han, self.alone, self.kana, self.runs, self.hangul, self.rare)
        foreign, latin, han, alone, kana, runs, hangul, rare = (column[at] for column in counts)
        return Measures(foreign, latin, han, alone, kana, runs, hangul, rare, self.mean[at])


class Reading(NamedTuple):
    """Of each line: its characters that are not ASCII, and the mean log probability of those."""

    foreign: Numbers
    mean: NDArray[np.float64]


def measure(texts: Sequence[str]) -> Measures:
    """Measure ``texts``, none of which holds a line end, or is longer than 65,535 characters."""
    points, kinds = _classified(texts)
    starts = line_starts(points)
    foreign, latin, han, kana = _counts(kinds, (_FOREIGN, _LATIN_LETTER, _HAN, _KANA), starts)
    seen = int(np.bitwise_or.reduce(kinds))
    none = np.zeros(len(starts), np.int64)
    hangul, rare, *_ = _counts(kinds, (_HANGUL, _RARE_HAN), starts) if seen & (_HANGUL | _RARE_HAN) else (none, none)
    beside = np.zeros(len(kinds) + 2, np.uint8)
    np.bitwise_and(kinds, _HAN, out=beside[1:-1])
    alone = (kinds & _IDEOGRAPH).astype(np.bool_)
    alone &= (beside[:-2] | beside[2:]) == 0
    runs = none
    if seen & _KANA:
        letters = (kinds & _KANA) != 0
        runs = _sums(np.append(False, letters[1:] & letters[:-1]), starts)
    mean = _means(points, starts, latin)
    return Measures(foreign, latin, han, _sums(alone, starts), kana, runs, hangul, rare, mean)


def reading(texts: Sequence[str]) -> Reading:
    """Those of the ``Measures`` of ``texts`` that say how well they read."""
    points, kinds = _classified(texts)
    starts = line_starts(points)
    foreign, latin, *_ = _counts(kinds, (_FOREIGN, _LATIN_LETTER), starts)
    return Reading(foreign, _means(points, starts, latin))


def _classified(texts: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """The code points of ``texts``, each with a line end, what is spelled in Bopomofo as blanks; and their kinds."""
    points = codes("\n".join((*texts, "")))
    kinds = _kinds().take(points)
    if kinds.max() >= _BOPOMOFO:
        points = np.where(_spelled(points), BLANK, points)
        kinds = _kinds().take(points)
    return points, kinds


def line_starts(points: NDArray[np.uint32]) -> Numbers:
    """Where each of the lines begins that all end with a line end."""
    ends = (points == NEWLINE).nonzero()[0]
    starts = np.zeros(len(ends), np.int64)
    starts[1:] = ends[:-1] + 1
    return starts


def _counts(kinds: NDArray[np.uint8], bits: tuple[int, ...], starts: Numbers) -> Numbers:
    """How many characters have each of four ``bits`` or fewer, in each line: sixteen bits of a sum count one."""
    sums = np.add.reduceat(counters(bits, 16).take(kinds), starts)
    return sums.view("<u2").reshape(-1, 4).T.astype(np.int64)


def scripts_of(texts: Sequence[str], usual: Script) -> list[Script]:
    """The script of each text: of its characters that belong to one only, or of those of all texts, or ``usual``."""
    points = codes("\n".join((*texts, "")))
    starts = line_starts(points)
    sides = np.add.reduceat(_script()[points].astype(np.int64), starts)
    sides = np.where(sides == 0, np.sign(sides.sum()), sides)
    return [usual if side == 0 else "hant" if side > 0 else "hans" for side in sides.tolist()]


def foreign_script(text: str) -> bool:
    """Whether ``text`` is Japanese or Korean."""
    kinds = _kinds()[codes(text)]
    return bool(np.count_nonzero(kinds & _KANA) > _MOST_KANA * np.count_nonzero(kinds & _FOREIGN))


def jumbled(text: str) -> bool:
    """Whether letters of other scripts stand together as in no language: capitals after small letters, boxes, Hanja."""
    number = sum(1 for _ in _letters().finditer(text, 0, _SAMPLE))
    return sum(1 for _ in _jumble().finditer(text, 0, _SAMPLE)) >= max(_LEAST_JUMBLED, _JUMBLED * number)


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(f"[{_LETTERS}{_BOXES}]")


@cache
def _jumble() -> re.Pattern[str]:
    """A letter that cannot follow the one before it."""
    alphabets = [chr(point) for point in range(0xAA, 0x530)]
    small, large = ("".join(filter(each, alphabets)) for each in (str.islower, str.isupper))
    return re.compile(
        f"(?<=[{small}])[{large}]|(?<=[{_BOXES}])[{_LETTERS}]|(?<=[{_LETTERS}])[{_BOXES}]"
        "|(?<=[\uac00-\ud7af])[\u4e00-\u9fff]|(?<=[\u4e00-\u9fff])[\uac00-\ud7af]"
    )


def suspicious(lines: Measures, eased: bool) -> NDArray[np.bool_]:
    """Which lines may be misread: they hold something, do not read as Chinese and are not Japanese or Korean.

    ``eased``: on a page that has been misread.
    """
    kana = lines.kana <= _MOST_KANA * lines.foreign + 2
    kana |= (lines.hangul == lines.kana) & (_LEAST_HANJA * lines.kana <= lines.foreign - lines.kana)
    return (lines.foreign >= 2 - eased) & kana & (lines.mean <= (_EASED_LIKELY if eased else LIKELY))


def hopeless(texts: Sequence[str]) -> NDArray[np.bool_]:
    """Which repaired lines are not ``acceptable`` whatever stood there, unless they are proven: by their characters."""
    points, kinds = _classified(texts)
    foreign, han, rare, _ = _counts(kinds, (_FOREIGN, _HAN, _RARE_HAN), line_starts(points))
    out: NDArray[np.bool_] = han < _LEAST_HAN * foreign
    out |= rare > np.maximum(1, _RARE_DENSE * foreign)
    return out


def acceptable(
    lines: Measures,
    before: Measures,
    least: NDArray[np.float64],
    eased: NDArray[np.bool_],
    proven: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Which repaired lines read so much better than what stood there (``before``) that it is no chance.

    least: nats a character that each must reach; short ones must reach more.  eased: for which of them the page tells
    that it was misread so.  proven: which were UTF-8, as hardly anything is by chance.
    """
    gain = lines.mean - before.mean
    size = np.maximum(1, lines.foreign)
    if not ((gain > _NAME_GAIN) & (gain * size > _EASED_LEAST) & (lines.han >= _LEAST_HAN * lines.foreign)).any():
        return np.zeros(len(gain), np.bool_)  # as none is for most of what is no misreading
    short = np.clip((_LONG - lines.foreign) / (_LONG - _SHORT), 0, 1)
    doubtful = (before.runs > _SOME_KANA * before.foreign) & (before.mean > _NO_LANGUAGE)
    least = np.where(doubtful, np.maximum(least, _LEAST_KANA), least)
    dense = (before.latin >= _DENSE) & (before.latin >= 0.9 * before.foreign) & (least < _SURE_LEAST)
    least = np.where(dense, np.minimum(least, _LEAST_DENSE), least)
    least = least - _PROVEN * (eased & proven)
    letters = eased & (before.foreign >= _NAMED) & (before.latin >= _LETTERED * before.foreign)
    named = letters & (lines.han == lines.foreign)
    least = np.where(named, np.minimum(least, _LEAST_NAME), least)
    strict = ~eased & (doubtful | (gain < _DECISIVE))
    out: NDArray[np.bool_] = (
        (lines.mean > least + np.where(strict, _SHORT_PRICE * short, 0))
        & (gain > np.where(named, _NAME_GAIN, np.where(eased, _EASED_GAIN, _GAIN)))
        & (gain * size > np.where(eased, _EASED_LEAST, _LEAST_GAIN))
        & (lines.han >= np.where(lines.mean > _GOOD, _LEAST_HAN, 0.8) * lines.foreign)
        & (proven | (lines.rare <= np.maximum(1, np.where(dense, _RARE_DENSE, _MOST_RARE) * lines.foreign)))
        & (
            (lines.alone <= np.where((lines.mean > _GOOD) & (lines.foreign >= _SHORT), 0.5, 0.2) * lines.foreign)
            | eased
        )
    )
    return out


def _spelled(points: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Bopomofo and the tones behind it: they say nothing of a text, which may be a dictionary or a lesson."""
    letters = (points >= 0x3105) & (points <= 0x312F)
    if not letters.any():
        return letters
    behind = np.append(False, letters[:-1])
    spelled: NDArray[np.bool_] = letters | (behind & np.isin(points, _TONES))
    return spelled


def _sums(hit: NDArray[np.bool_], starts: Numbers) -> Numbers:
    return np.add.reduceat(hit, starts, dtype=np.int64)


def _means(points: NDArray[np.uint32], starts: Numbers, latin: Numbers) -> NDArray[np.float64]:
    """Log probability a character that is not ASCII; a letter of the Latin supplements counts as misread."""
    scorer = model()
    told = points > 0x2FF
    told |= points == NEWLINE
    if not told.all():
        points = points[told]
        starts = line_starts(points)
    ends = np.empty(len(starts), np.int64)
    ends[:-1], ends[-1] = starts[1:] - 1, len(points) - 1
    size = ends - starts
    gone = (points == 0xFFFD).nonzero()[0]
    rows = np.empty(len(points) + 2, np.intp)
    rows[2:] = scorer.rows(points)
    rows[2 + gone] = rows[2 + ends] = rows[:2] = scorer.size  # a line end and the replacement character tell nothing
    first = rows[:-2].copy()
    first[starts] = scorer.size
    score = scorer.third(first, rows[1:-1], rows[2:])
    score += scorer.own(points)
    score[gone] = _GONE
    score[ends] = 0
    total = np.add.reduceat(score, starts, dtype=np.float64)
    mean = (total + LATIN * latin) / np.maximum(1, size + latin)
    return np.where(size > 0, mean, LATIN)


@cache
def _kinds() -> NDArray[np.uint8]:
    table = blank(np.uint8)
    for kind, ranges in _RANGES.items():
        for start, end in ranges:
            table[start:end] |= kind
    unknown = np.full(CODE_POINTS - len(singles()), singles()[-1])
    table[((table & _IDEOGRAPH) != 0) & (np.concatenate((singles(), unknown)) < _RARE)] |= _RARE_HAN
    return table


@cache
def _script() -> NDArray[np.int8]:
    """1 for a character that is only Traditional, −1 for one that is only Simplified."""
    table = blank(np.int8)
    pairs = simplified_characters()
    table[[ord(c) for c in pairs if len(c) == 1]] = 1
    table[[ord(c) for c in pairs.values() if len(c) == 1 and c not in pairs]] = -1
    return table
