"""Fillers: ideographs that a mirror program put before the punctuation marks of a page, so that no copy equals another.

Such a program goes over the GBK bytes of a page and writes the bytes of two ideographs of GB 2312, drawn at random,
before many of its marks: ``沒有睡着秧均，又醒了``. The bytes of a mark may be the halves of two characters (``啊，``
holds those of ``。``); then the fillers stand inside the first one, which becomes three. What to cut follows from the
bytes; whether to, the character model tells: how much likelier the text is without the characters than random ones
are. It is asked only where a page has the notes of such a program, and it acts where many marks have fillers.

Seen on copies of blogs (2024 and later) beside the notes; no source describes them, the bytes of such pages tell.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import chain, pairwise, product
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.character_model import model
from cleaner.doc import Doc, Edit, settle
from cleaner.lines import points_of
from cleaner.pipeline import Context, Proposal
from cleaner.stages.encoding import cp936

_MARKS = "，。！？；"
_WIDE = {ord(char): ord(char) + 0xFEE0 for char in ",!?;:()"}  # somebody may have folded them after the damage
_PLAIN = re.compile(r"(?<=[^，。！？；,!?;\n])[\u4e00-\u9fff]{2}(?=[，。！？；,!?;])")
_DRAWN = math.log(1 / 4500)  # ln of the chance of one certain ideograph: hardly any is of the second level
# The bytes of the marks, as the second half of a character and the first of the next one.
_SEAMS = np.array([cp936.pairs()[mark] for mark in _MARKS], np.uint16)
# The first bytes of the ideographs of GB 2312.
_LEADS = (np.arange(256) >= 0xB0) & (np.arange(256) <= 0xF7)
_LEAST = 3.0  # nats that a filler is likelier than text
# Of a page: fillers, their share of the marks, and nats of all of them, where one counts for so many at most.
_FEWEST, _SHARE, _TOLD, _ENOUGH = 5, 0.15, 32.0, 10.0
_SHORT = re.compile(r"(?:^|[\W_])[^\W_]{0,2}\Z")  # what stands before a filler is hardly a clause
_LIKELY = -15.0  # ln of the chance of two characters and the mark; likelier ones are no fillers


class Filler(NamedTuple):
    """What may be cut: ``text[start:end]`` becomes ``left``.

    pairs: of ideographs drawn at random.  lead: nats that all this is likelier than the text.
    """

    start: int
    end: int
    left: str
    pairs: int = 1
    lead: float = 0.0


def propose(doc: Doc, context: Context) -> Proposal:
    """Take the fillers out of a text that other damage shows to be a mirror's, and out of its title."""
    if not context.facts.get("mirror.fired"):
        return Proposal()
    found = _fillers(doc)
    if not _planted(doc.text, found):
        return Proposal()
    title = context.meta.get("title", "")
    mended = Doc(title).apply("mirror", _edits(title, _fillers(Doc(title)))).text
    return Proposal(_edits(doc.text, found), meta={"title": mended} if mended != title else {})


def _planted(text: str, found: list[Filler]) -> bool:
    """Whether so many marks of a text have fillers that a program put them there; names in a list are none."""
    told = [min(each.lead, _ENOUGH) for each in found if not _SHORT.search(text, max(0, each.start - 4), each.start)]
    if len(told) < _FEWEST or sum(told) <= _TOLD:
        return False  # as of nearly every page: its marks need not be counted
    return len(told) >= _SHARE * sum(1 for _ in _before_marks(text))


def _fillers(doc: Doc) -> list[Filler]:
    """What is likelier filler than text."""
    text = doc.text
    links = np.append(0, np.cumsum(model().links(text), dtype=np.float64))
    weighed = [
        _weighed(text, each)
        for each in chain(_before_marks(text), *(_with_another(text, each) for each in _inside(points_of(doc))))
        if links[each.end + 1] - links[each.start] < _LIKELY
    ]
    found = [each for each in weighed if each.lead > _LEAST]
    often = Counter(map("".join, pairwise(text))) if found else {}  # what is drawn at random does not come again
    return [each for each in found if often[text[each.start : each.start + 2]] == 1]


def _edits(text: str, found: list[Filler]) -> list[Edit]:
    """The edits of the likeliest of those that overlap."""
    taken: list[Filler] = []
    free = np.ones(len(text), np.bool_)
    for each in sorted(found, key=lambda each: -each.lead):
        if free[each.start : each.end].all():
            free[each.start : each.end] = False
            taken.append(each)
    return settle([_edit(text, each) for each in taken])


def _edit(text: str, filler: Filler) -> Edit:
    start, end, left, _, lead = filler
    reason = f"{text[start:end]} is e^{lead:.0f} times likelier with ideographs drawn at random than as text"
    return Edit(start, end, left, "mirror.filler", reason, round(1 / (1 + math.exp(-lead)), 4))


def _weighed(text: str, filler: Filler) -> Filler:
    """``filler`` with its lead."""
    start, end, left, pairs, _ = filler
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    total = model().total
    lead = total(left, before, after) - total(text[start:end], before, after) + 2 * pairs * _DRAWN
    return filler._replace(lead=lead)


def _before_marks(text: str) -> Iterator[Filler]:
    """Two ideographs of GB 2312 right before a mark."""
    drawn = _drawn()
    for match in _PLAIN.finditer(text):
        start, end = match.span()
        if text[start] in drawn and text[start + 1] in drawn:
            yield Filler(start, end, "")


def _inside(points: NDArray[np.uint32]) -> Iterator[Filler]:
    """Fillers inside a character, where its second half and the first one of the next character are a mark's bytes.

    Three characters are read then, or two: the third is one for private use where its first byte is of the rows for
    them, and readers strip those. The program looks for one mark after the other, so there may be fillers between the
    two characters as well.
    """
    pairs = _pairs().take(np.minimum(points, 0xFFFF))
    first, second = pairs >> 8, pairs & 0xFF
    for width, between in product((3, 2), (0, 2)):
        number = len(pairs) - width - between
        if number <= 0:
            continue
        after = first[width + between :]
        known = _certain(second[:number] << 8 | first[1 : 1 + number])
        if width == 3:
            known &= np.isin(second[2 : 2 + number] << 8 | after, _SEAMS)
            known &= _certain(second[1 : 1 + number] << 8 | first[2 : 2 + number])
        else:
            known &= np.isin(after, _SEAMS & 0xFF) & _LEADS[second[1 : 1 + number]]
        for offset in range(width, width + between):
            known &= _certain(pairs[offset : offset + number])
        for at in known.nonzero()[0].tolist():
            half = int(second[at + 2]) if width == 3 else 0xA1 if after[at] == 0xA3 else 0xA3
            if char := cp936.characters().get(int(first[at]) << 8 | half):
                yield Filler(at, at + width + between, char, 1 + between // 2)


def _with_another(text: str, inner: Filler) -> Iterator[Filler]:
    """A filler inside a character, also with one before it: that character is a mark itself, or of the one before."""
    yield inner
    start, end, left, pairs, _ = inner
    before, drawn = text[max(0, start - 3) : start], _drawn()
    if left in _MARKS and len(before) == 3 and _PLAIN.match(before + left, 1) and drawn.issuperset(before[1:]):
        yield Filler(start - 2, end, left, pairs + 1)
    if left in drawn and before[-1:] in drawn and text[end : end + 1] in f"{_MARKS},!?;":
        yield Filler(start - 1, end, "", pairs + 1)


def _certain(pairs: NDArray[Any]) -> NDArray[np.bool_]:
    """Whether byte pairs are ideographs of GB 2312."""
    found: NDArray[np.bool_] = _LEADS[pairs >> 8] & ((pairs & 0xFF) >= 0xA1)
    return found


@cache
def _drawn() -> frozenset[str]:
    """The ideographs of GB 2312."""
    pairs = np.arange(65536, dtype=np.uint16)
    return frozenset(map(chr, cp936.table()[_certain(pairs)].tolist())) - {"\0"}


@cache
def _pairs() -> NDArray[np.uint16]:
    """The byte pair of each code point below 65536, 0 where it has none; ASCII marks are taken for full-width ones."""
    out = np.zeros(65536, np.uint16)
    for char, pair in cp936.pairs().items():
        out[ord(char)] = pair
    for mark, wide in _WIDE.items():
        out[mark] = out[wide]
    return out
