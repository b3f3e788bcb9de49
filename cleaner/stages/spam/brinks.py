"""What tells where spam ends and a paragraph begins that it is glued to, or the other way round.

For each place in a stretch of a line: how much of what stands on its two sides looks like spam to the n-grams, the
network and the lexicon, what the page says of it elsewhere, how the line reads on over the place, whether a sentence
may begin there, and which signs stand there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.character_model import model
from cleaner.fold import Class, classes
from cleaner.stages.spam.findings import Finding
from cleaner.stages.spam.lexicon import POINTS
from cleaner.stages.spam.parting import SIGNS
from cleaner.stages.spam.reading import Reading
from cleaner.stages.spam.seams import links

Column = NDArray[np.floating[Any]]
# How much is read of the sentence on one side and of the item on the other.
SENTENCE, ITEM = 40, 24
_STOPS, _COMMAS, _CLOSING, _OPENING = "。!?;", ",、:", "。!?;\"')」』】》", "\"'《〈「『(【["
_QUOTES = '"》」』)'
_BREAKS, _PARTS = f"{_STOPS}{_COMMAS}", f"{_STOPS}{_COMMAS}_|/- "
_FUNCTION = frozenset("的了是在和有不我你您他她们这那就也都而与及或为将被对从到把")
_NUMBER = frozenset("第0123456789")
# Marks that begin no text, and no spam behind one.
_NEVER = frozenset("。!?;)」』】》")
# What tells of the turn at a place; what a line of Markdown opens with.
_TURNS = ("ideographs", "to letter", "from letter", "to digit", "from digit", "letters", "number")
MARKED = re.compile(r"#{1,6} |[-*+>] |[0-9]{1,2}[.)、] |[一二三四五六七八九十]{1,3}、|\|")
_HAN, _LATIN, _DIGIT, _BLANK = map(int, (Class.HAN, Class.LATIN, Class.DIGIT, Class.SPACE))
_WORD = (_LATIN, _DIGIT)
_WITHIN = re.compile(
    r"(?<![a-z0-9])[a-z0-9]+(?:[-.+&'/][a-z0-9]+)+|\([^()]{1,60}\)|\"[^\"]{1,60}\"|《[^《》]{1,40}》|「[^「」]{1,60}」"
    r"|『[^『』]{1,60}』"
)


class Side(NamedTuple):
    """A stretch of a line on one side of a place."""

    start: int
    end: int


class End(NamedTuple):
    """Findings at an end of a line of the page, and where in its view the spam may end.

    found: where they end.  first, last: between which places the true end is.  head: they stand before the paragraph.
    """

    line: Reading
    findings: Sequence[Finding]
    found: int
    first: int
    last: int
    head: bool

    @property
    def whole(self) -> bool:
        """Whether all of the line was found to be spam."""
        return self.found == (len(self.line.text) if self.head else 0)


class Brinks:
    """The places where a line may part at an ``end``.

    shares: in how many pairs each character stands that the page has elsewhere.
    """

    def __init__(self, end: End, shares: Column) -> None:
        line = self._line = end.line
        kinds = classes(line.text)
        self._text, self._kinds = line.text, kinds.tolist()
        signs = np.isin(kinds, SIGNS)
        self._signs, self._signs_before = signs.tolist(), _running(signs)
        self._found, self._first, self._last, self._head = end.found, end.first, end.last, end.head
        self._joined = _joined(self._text)
        self._far = self._text[: end.first] if end.head else self._text[end.last :]
        self._tags, self._shares = _running(line.strength.tags), _running(shares)
        self._links, (self._begins, self._goes_on, self._pauses) = links(self._text), _reads(self._text)
        self._cuts = np.zeros((2, len(self._text) + 1))
        firm, weak = np.zeros(len(self._text)), np.zeros(len(self._text))
        for hit in line.hits:
            soft = hit.kind == "weak"
            (weak if soft else firm)[hit.start : hit.end] += POINTS[hit.kind] / (hit.end - hit.start)
            self._cuts[int(soft), hit.start + 1 : hit.end] = 1.0
        self._firm, self._weak = _running(firm), _running(weak)

    def places(self) -> list[int]:
        """Where the line may part: not within letters, digits, names and brackets; signs go with the spam."""
        return [at for at in range(self._first, self._last + 1) if at in (0, len(self._text)) or self._parts(at)]

    def _parts(self, at: int) -> bool:
        if not 0 < at < len(self._text):
            return False
        before, behind = self._kinds[at - 1], self._kinds[at]
        within = before == behind and before in _WORD
        if self._text[at] in _NEVER or (self._head and self._text[at] in _COMMAS):
            return False
        return not (within or self._joined[at]) and not self._signs[at if self._head else at - 1]

    def evidence(self, at: int) -> dict[str, float]:
        """What tells of a place whether the line parts there."""
        before, behind = Side(self._first, at), Side(at, self._last)
        spam, own = (before, behind) if self._head else (behind, before)
        inside = self._line.strength.inside
        none = at in (0, len(self._text))
        return {
            "none": float(none),
            "ngrams": inside(*spam) - inside(*own),
            "tags": _sum(self._tags, spam) - _sum(self._tags, own),
            "mean tag": _sum(self._tags, spam) / max(1, spam.end - spam.start),
            "firm": _sum(self._firm, spam),
            "weak": _sum(self._weak, spam),
            "shared in": _sum(self._shares, spam),
            "shared out": _sum(self._shares, own),
            "cuts firm": self._cuts[0, at],
            "cuts weak": self._cuts[1, at],
            "size": spam.end - spam.start,
            "near": abs(at - self._found) ** 0.5,
            "link": self._links[at],
            "link squared": max(0.0, self._links[at]) ** 2,
            "begins": 0.0 if none else self._begins[at],
            "goes on": 0.0 if none else self._goes_on[at],
            "pauses": 0.0 if none else self._pauses[at],
            **self._marks(at, spam, own, none),
            **self._pieces(at, none),
            **self._turn(at, none),
        }

    def _marks(self, at: int, spam: Side, own: Side, none: bool) -> dict[str, float]:
        """The signs and marks about a place and on both sides."""
        text, sign = self._text, at - 1 if self._head else at
        parts, blank = not none and self._signs[sign], not none and self._kinds[sign] == _BLANK
        repeated = _COMMAS if any(mark in self._far for mark in _COMMAS) else ""
        return {
            "space": float(blank),
            "sign": float(parts and not blank),
            "new sign": float(parts and text[sign] not in self._far),
            "sign later": float(_sum(self._signs_before, own) > 0),
            "stop": float(not none and text[at - 1] in _CLOSING),
            "comma": float(not none and text[at - 1] in _COMMAS),
            "opens": float(not none and text[at] in _OPENING),
            "quotes": float(sum(text.count(mark, *spam) for mark in _QUOTES)),
            "stops": float(sum(text.count(mark, *spam) for mark in _STOPS)),
            "commas": float(sum(text.count(mark, *spam) for mark in _COMMAS)),
            "keyword commas": float(sum(text.count(mark, *spam) for mark in repeated)),
        }

    def _pieces(self, at: int, none: bool) -> dict[str, float]:
        """What the sentence on one side of a place and the item on the other say by themselves."""
        text = self._text
        if self._head:
            item, sentence = (_back(text, at, _PARTS, ITEM), at), (at, _ahead(text, at, _BREAKS, SENTENCE))
        else:
            item, sentence = (at, _ahead(text, at, _PARTS, ITEM)), (_back(text, at, _BREAKS, SENTENCE), at)
        score = self._line.strength.score
        return {
            "sentence": 0.0 if none else score(*sentence),
            "item": score(*item),
            "item firm": _sum(self._firm, Side(*item)),
            "item weak": _sum(self._weak, Side(*item)),
            "item bare": float(_sum(self._firm, Side(*item)) + _sum(self._weak, Side(*item)) == 0.0),
            "function": float(not none and not _FUNCTION.isdisjoint(text[slice(*sentence)])),
            **self._own(sentence, none),
        }

    def _own(self, own: tuple[int, int], none: bool) -> dict[str, float]:
        """What a short text of the page's own is like."""
        text = self._text[slice(*own)].strip()
        return {
            "mean own tag": 0.0 if none else _sum(self._tags, Side(*own)) / max(1, own[1] - own[0]),
            "own firm": 0.0 if none else _sum(self._firm, Side(*own)),
            "own weak": 0.0 if none else _sum(self._weak, Side(*own)),
            "own short": 0.0 if none else float(len(text) < 4),
            "own tiny": 0.0 if none else float(len(text) < 2),
            "own ends": float(not none and text[-1:] in _CLOSING),
            "own code": float(not none and sum(map(text.count, "{}();=<>")) > 1),
            "own plain": float(not none and text.isascii()),
            "own marked": float(not none and bool(MARKED.match(text))),
        }

    def _turn(self, at: int, none: bool) -> dict[str, float]:
        """What kinds of characters stand on both sides of a place, and whether a number begins there."""
        if none:
            return dict.fromkeys(_TURNS, 0.0)
        left, right = at - 1, at
        while self._head and left > 0 and self._signs[left]:
            left -= 1
        while not self._head and right < len(self._text) - 1 and self._signs[right]:
            right += 1
        kinds = (self._kinds[left], self._kinds[right])
        return {
            "ideographs": float(kinds == (_HAN, _HAN)),
            "to letter": float(kinds == (_HAN, _LATIN)),
            "from letter": float(kinds == (_LATIN, _HAN)),
            "to digit": float(kinds == (_HAN, _DIGIT)),
            "from digit": float(kinds == (_DIGIT, _HAN)),
            "letters": float(kinds[0] in _WORD and kinds[1] in _WORD),
            "number": float(self._text[at] in _NUMBER),
        }


def _joined(text: str) -> NDArray[np.bool_]:
    """The places within names such as ``GPT-4``, and within brackets and quotation marks."""
    out = np.zeros(len(text) + 1, np.bool_)
    for match in _WITHIN.finditer(text):
        out[match.start() + 1 : match.end()] = True
    return out


def _back(text: str, at: int, marks: str, most: int) -> int:
    """Where a piece begins that ends at a place: behind one of the marks, or so many characters before."""
    least = max(0, at - most)
    return next((place for place in range(at - 1, least, -1) if text[place - 1] in marks), least)


def _ahead(text: str, at: int, marks: str, most: int) -> int:
    """Where a piece ends that begins at a place."""
    last = min(len(text), at + most)
    return next((place for place in range(at + 1, last) if text[place] in marks), last)


def _running(each: NDArray[Any]) -> Column:
    return np.concatenate([[0.0], np.cumsum(each, dtype=np.float64)])


def _sum(running: Column, side: Side) -> float:
    return float(running[side.end] - running[side.start])


def _reads(text: str) -> tuple[Column, Column, Column]:
    """For each character how much likelier it and the next one are behind a full stop, and a comma in its place."""
    table = model()
    none, stop, comma = table.size, int(table.ids("。")[0]), int(table.ids(",")[0])
    rows = np.concatenate(([none, none], table.ids(text), [none]))
    before, last, first, second = rows[:-3], rows[1:-2], rows[2:-1], rows[3:]
    nothing, stops, commas = (np.full(len(text), each) for each in (none, stop, comma))
    begins = table.third(nothing, stops, first) - table.third(nothing, nothing, first)
    goes_on = table.third(stops, first, second) - table.third(nothing, first, second)
    return begins, goes_on, table.third(before, last, commas)
