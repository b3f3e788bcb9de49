"""Text read in a codec that holds less than the one it was written in: most of it is right, and some stretches are not.

A page in GBK says that it is in GB 2312; one in Big5 has the characters of ETEN or of Hong Kong (裏, 恒, 着, 嘅). A
program that takes the name at its word refuses the first byte of each character that it does not have, and reads on
with the second one: what follows is misread until a byte ends the shift (``這�堛綵椈``: 這裏的墻壁).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from cleaner.character_model import model
from cleaner.doc import Edit, codes
from cleaner.patterns import lazy
from cleaner.stages.encoding.filling import Filling, Reading, Span, filled
from cleaner.stages.encoding.lattice import LOST, having
from cleaner.stages.encoding.policies import LOST_BYTE, MISSING, POINTS, Habit
from cleaner.stages.encoding.readings import misread
from cleaner.stages.encoding.search import Problem, search_many
from cleaner.stages.encoding.signs import Sign, Strange

_LOST = int(Sign.LOST)
_BIG5 = "big5hkscs"
_MARK = "\ufffd"
# The codec of a text, how it was read, and characters that both codecs have, but not as the same ones.
_READERS: tuple[tuple[str, Habit, dict[str, str]], ...] = (
    ("gb18030", Habit("GB 2312", "gbk", "gb2312", _MARK), {"―": "—", "・": "·"}),
    (_BIG5, Habit("Big5 without its extensions", "big5", "big5", _MARK), {}),
    (_BIG5, Habit("code page 950 without private use", "big5", "cp950", _MARK), {}),
)
_TRIAL = 24  # stretches that tell whether a page was read so
_LONGEST = 2000  # characters of a stretch
_MOST_LOST = 0.65  # of the characters of a stretch
_MARK_PRICE = 7.0  # nats that a lost character costs wherever it stands
# Nats by which a part reads better, and the chance of its least likely character. Of 1,400 lines that lost a character
# otherwise, of which some bytes seemed left, the best had 11 in GB 2312, and one in a hundred 8 in Big5; of parts that
# were misread so in Big5 half have 28, and nineteen in twenty 16.
_STRONG, _STRONG_LETTER, _SURELY, _STRONG_CHANCE = 10.0, 15.0, 25.0, 0.6
_PROOF, _MOST_PROOF, _UNEXPLAINED = 15.0, 30.0, -5.0  # nats of a page, of a part, and of a part that is none
# Of 1,200 characters of Traditional text read in GB 2312 that it gives .9, .9 are right, .72 of those of .8, .6 of .6
# and .7, .42 of those below; of those that no byte is left of half, whatever it gives.
_LEAST_GAIN, _LEAST_CHANCE = 1.0, 0.55
_SUREST = 0.99
_RIVAL, _TRUSTED = 5.0, 2  # nats; strong parts of a page that was read so for sure, no more than half of them beaten
_MOST_OTHERS = 0.02  # of the ideographs
_STOP = "\t"  # what no lead byte takes for the second one of a pair
_ODD = lazy("[\x80-\u024f\u02c0-\u0fff\u2460-\u2bff\u3040-\u312f\u3190-\u33ff\ue000-\uf8ff]")
_HAN = lazy("[\u3400-\u9fff]+")
_WIDE = lazy("[\u3000-\u9fff\uff01-\uff5e\u2010-\u2026]")


class _Part(NamedTuple):
    """A part of a text that was misread, with what it was.

    chances: of its characters to be right.  gain: nats by which it reads better than what stood there.  lost: how many
    of its bytes are.  told: whether another one is left.  shifted: whether other characters came of it.  beaten: which
    of its characters are chosen, but another one that the reader has would read much better.
    """

    start: int
    end: int
    new: str
    chances: tuple[float, ...]
    gain: float
    lost: int
    told: bool
    shifted: bool
    beaten: frozenset[int] = frozenset()

    @property
    def strong(self) -> bool:
        """Whether such a part is hardly chance."""
        if not self.plain or not self.told or self.lost > len(self.new) - self.shifted:
            return False
        if self.shifted and self.gain >= _SURELY:
            return True
        least = _STRONG if self.shifted else _STRONG_LETTER
        return self.gain >= least and min(self.chances) >= _STRONG_CHANCE

    @property
    def plain(self) -> bool:
        """Whether it holds nothing but what Chinese is written in."""
        return _ODD.search(self.new) is None

    def edit(self, reader: str, trusted: bool) -> Edit:
        """The edit, with what is more likely wrong than right left open."""
        chances = [0.0 if i in self.beaten and not trusted else chance for i, chance in enumerate(self.chances)]
        rows = list(zip(self.new, chances, strict=True))
        new = "".join(char if chance >= _LEAST_CHANCE else _MARK for char, chance in rows)
        chance = float(np.prod([chance for _, chance in rows if chance >= _LEAST_CHANCE]))
        reason = f"verified: {reader}, gain {self.gain:.1f} nats"
        return Edit(self.start, self.end, new, "encoding.misread-guess", reason, min(round(chance, 3), _SUREST))


def repairs(text: str, strange: Strange) -> list[Edit]:
    """Edits for the stretches of a text that was read in too small a codec; ``strange``: what is not mended yet."""
    lines = list(_lines(text, strange.with_sign(_LOST).tolist()))
    found = (_proof(text, lines, number) for number in range(len(_READERS)))
    proof, number = max(found, key=lambda row: row[0], default=(0.0, 0)) if lines else (0.0, 0)
    if proof < _PROOF:
        return []
    codec, habit, other = _READERS[number]
    parts, _ = _read(text, list(_stretches(text, lines, habit)), codec, habit)
    parts = _with_rivals(text, parts, codec, habit)
    strong = [part for part in parts if part.strong]
    beaten = sum(bool(part.beaten) for part in strong)
    trusted = len(strong) >= _TRUSTED and 2 * beaten <= len(strong)
    if not trusted and not any(part.shifted or not part.beaten for part in strong):
        return []
    reader = f"{codec} read as {habit.name}"
    edits = [part.edit(reader, trusted) for part in parts if (_is_good(part) if trusted else part.strong)]
    if not trusted:
        return edits
    for match in re.finditer(f"[{''.join(other)}]", text) if other else ():
        edits.append(Edit(*match.span(), other[match[0]], "encoding.misread", f"exact: {reader}", _SUREST))
    return _apart(edits)


def _is_good(part: _Part) -> bool:
    """Whether a part on a page that was read so for sure is mended."""
    return part.told and part.plain and part.gain >= _LEAST_GAIN and max(part.chances) >= _LEAST_CHANCE


def _with_rivals(text: str, parts: list[_Part], codec: str, habit: Habit) -> list[_Part]:
    """``parts``, with those characters of strong ones that are beaten: another accident may have hit the better one."""
    rows: list[tuple[int, int, Problem]] = []
    for number, part in enumerate(parts):
        if part.strong:
            rows += [(number, i, problem) for i, problem in _rivals(text, part, codec, habit)]
    best = search_many([problem for *_, problem in rows]) if rows else []
    beaten: dict[int, set[int]] = {}
    for (number, i, problem), answer in zip(rows, best, strict=True):
        own = model().total(parts[number].new[i], problem.before, problem.after)
        if answer.score > own + _RIVAL:
            beaten.setdefault(number, set()).add(i)
    return [part._replace(beaten=frozenset(beaten.get(i, ()))) for i, part in enumerate(parts)]


def _rivals(text: str, part: _Part, codec: str, habit: Habit) -> Iterator[tuple[int, Problem]]:
    """The characters of a part of which one byte is left, with what else they could be."""
    values = habit.encoder[codes(text[part.start : part.end])]
    data = [byte for value in values.tolist() for byte in ((value,) if value < 0x100 else divmod(value, 0x100))]
    before, after = text[max(0, part.start - 2) : part.start], text[part.end : part.end + 2]
    whole = before + part.new + after
    at = 0
    for i, char in enumerate(part.new):
        if char < "\x80":
            at += 1
            continue
        first, second = (LOST if byte == LOST_BYTE else byte for byte in data[at : at + 2])
        at += 2
        if (first == LOST) != (second == LOST):
            here = len(before) + i
            yield (
                i,
                Problem(
                    [having((first, second), codec) or char], whole[max(0, here - 2) : here], whole[here + 1 : here + 3]
                ),
            )


def _apart(edits: list[Edit]) -> list[Edit]:
    """``edits`` in order without those that begin within another one."""
    out: list[Edit] = []
    for edit in sorted(edits):
        if not out or edit.start >= out[-1].end:
            out.append(edit)
    return out


def _lines(text: str, places: Sequence[int]) -> Iterator[Span]:
    """The lines with characters at ``places``."""
    end = -1
    for place in places:
        if place > end:
            start = text.rfind("\n", 0, place) + 1
            end = text.find("\n", place)
            end = len(text) if end < 0 else end
            yield start, end


def _stretches(text: str, lines: Sequence[Span], habit: Habit) -> Iterator[Span]:
    """The stretches of lines that a habit may show, and that hold marks of losses, but not too many."""
    for first, last in lines:
        for begin in range(first, last, _LONGEST):
            end = min(last, begin + _LONGEST)
            if text.find(_MARK, begin, end) < 0:
                continue
            points = np.minimum(codes(text[begin:end]), POINTS - 1)
            gaps = np.flatnonzero(habit.encoder[points] == MISSING).tolist()
            for start, past in pairwise((-1, *gaps, end - begin)):
                stretch = text[begin + start + 1 : begin + past]
                lost = stretch.count(_MARK)
                if lost and lost <= _MOST_LOST * sum(char > "\x7f" for char in stretch):
                    yield begin + start + 1, begin + past


def _proof(text: str, lines: Sequence[Span], number: int) -> tuple[float, int]:
    """How much, in nats, the first lines with losses speak for one of the readers."""
    codec, habit, _ = _READERS[number]
    if _holds_others("".join(text[start:end] for start, end in lines[:_TRIAL]), habit):
        return 0.0, number
    spans = [span for span, _ in zip(_stretches(text, lines, habit), range(_TRIAL), strict=False)]
    parts, unexplained = _read(text, spans, codec, habit)
    if not any(part.strong for part in parts):
        return 0.0, number
    told = (min(_MOST_PROOF, max(-_MOST_PROOF, part.gain)) for part in parts if part.told)
    return sum(told) + _UNEXPLAINED * unexplained, number


def _holds_others(text: str, habit: Habit) -> bool:
    """Whether a text has ideographs that a habit shows none of: programs that read so show no others."""
    points = codes("".join(_HAN.findall(text)))
    missing = habit.encoder.take(points, mode="clip") == MISSING
    return int(missing.sum()) > _MOST_OTHERS * len(points)


def _read(text: str, spans: Sequence[Span], codec: str, habit: Habit) -> tuple[list[_Part], int]:
    """The misread parts of stretches; how many parts the habit does not explain."""
    lines = [text[start:end] for start, end in spans]
    if not lines:
        return [], 0
    (readings,) = filled([Filling(lines, codec, habit, [text[end : end + 1] for _, end in spans])])
    parts = [
        part._replace(start=start + part.start, end=start + part.end)
        for (start, _), line, row in zip(spans, lines, readings, strict=True)
        for part in _parts(line, row, codec)
    ]
    shown = misread([part.new + _STOP for part in parts], codec, habit) if parts else []
    good = [part for part, each in zip(parts, shown, strict=True) if each == text[part.start : part.end] + _STOP]
    return good, len(parts) - len(good)


def _parts(line: str, row: Reading, codec: str) -> Iterator[_Part]:
    """The parts of ``line`` with marks of losses, between places where its bytes and those of ``row`` end alike."""
    points = codes(line)
    old = np.append(0, np.where((points < 0x80) | (points == ord(_MARK)), 1, 2).cumsum())
    new = np.append(0, np.cumsum([len(char.encode(codec, "replace")) for char in row.text]))
    both = np.intersect1d(old, new)
    ends = zip(old.searchsorted(both).tolist(), new.searchsorted(both).tolist(), strict=True)
    lost = [(a, b, c, d) for (a, c), (b, d) in pairwise(ends) if _MARK in line[a:b]]
    for a, b, c, d in _joined(lost):
        before, after = row.text[max(0, c - 2) : c], row.text[d : d + 2]
        left = line[a:b].replace(_MARK, "")
        worse = model().total(left, before, after) - _MARK_PRICE * line.count(_MARK, a, b)
        chances = row.chances[c:d] if row.chances else (1.0,) * (d - c)
        gain = model().total(row.text[c:d], before, after) - worse
        yield _Part(a, b, row.text[c:d], chances, gain, b - a - len(left), bool(left), _WIDE.search(left) is not None)


def _joined(lost: Sequence[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Spans of a text and of another one, those that touch as one."""
    out: list[tuple[int, int, int, int]] = []
    for a, b, c, d in lost:
        if out and out[-1][1] == a:
            first, _, third, _ = out.pop()
            out.append((first, b, third, d))
        else:
            out.append((a, b, c, d))
    return out
