"""What of a line with spam is the page's own: a headline shares its words with the article, an advertisement does not.

Each character of such a line speaks for spam by what the n-grams, the network and the lexicon say of it, and against
it by the pairs of characters that come back in the rest of the page. The line is parted where all this together is
largest, less what the cuts cost. Paragraphs are left as they are: what is put into them shares words with them by
chance, and ends where a sentence does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from cleaner.fold import Class, classes
from cleaner.stages.spam.coherence import Rest, is_paragraph
from cleaner.stages.spam.findings import Finding
from cleaner.stages.spam.lexicon import POINTS
from cleaner.stages.spam.page import Page
from cleaner.stages.spam.reading import Reading
from cleaner.stages.spam.runs import without_menu
from cleaner.stages.spam.seams import links

Place = tuple[int, int]
# What the n-grams, the network and the words of the lexicon count for, per character; and each pair that it shares.
NGRAMS, NETWORK, WORD, SHARED = 0.2, 0.3, 4.0, 2.5
# What speaks against spam at each character that was found to be some, and at each other one.
FOUND, OTHER = 1.1, 0.5
# What a cut costs: beside a sign that parts items and titles; beside a mark of a sentence; elsewhere, and by how well
# the line reads on over it.
AT_SIGN, AT_MARK, WITHIN, LINKED = 0.3, 5.5, 9.0, 0.8
_CUTS = np.full(len(Class), np.inf)
_CUTS[[Class.SPACE, Class.SENTENCE, Class.CLAUSE, Class.BRACKET]] = AT_MARK
_CUTS[[Class.SEPARATOR, Class.EMOJI, Class.OTHER]] = AT_SIGN
_APART = (Class.SPACE, Class.SEPARATOR, Class.EMOJI, Class.OTHER)
# How much of its line is read beside what was found, and what must speak for a text of the page's own.
BESIDE, ENOUGH = 40, 10.0
# Ideographs beside what was found that are such a text by themselves.
LEFT = 4
# The least that stays of a finding; what must speak for spam at each character beside one that goes with it, and in
# all of a stretch apart from it.
LEAST, MORE, ALSO = 2, 0.1, 12.0
_HAN = re.compile("[\u3400-\u9fff]")


def without_own(
    page: Page, rest: Rest, reading: Callable[[int], Reading], findings: Iterable[Finding]
) -> Iterator[Finding]:
    """The findings as far as the page's own text does not reach, with more of their spam beside them.

    ``reading`` gives a line as it is read. A finding of which next to nothing would stay stays as it is.
    """
    for number, group in groupby(findings, key=attrgetter("line")):
        found, line = list(group), reading(number)
        if any(each.run.framed and not each.whole for each in found) or is_paragraph(line.text):
            yield from found
        else:
            one = page.turn(line.start, line.place(len(line.text))) is None
            yield from _parted(line, found, rest.shares(line.text), one)


def _parted(line: Reading, found: Sequence[Finding], shares: NDArray[np.float32], one: bool) -> Sequence[Finding]:
    """The findings of one line, of which each character stands in so many pairs that the page ``shares``.

    More spam goes with them where the line is of ``one`` script.
    """
    size, kinds = len(line.text), classes(line.text)
    places = [(_in_view(line, each.start), _in_view(line, each.end)) for each in found]
    inside = _mask(size, places)
    if not shares.any() and not any(char.isalnum() for char in np.array(list(line.text))[~inside]):
        return found
    gains = _gains(line, shares, inside)
    left, right = max(0, places[0][0] - BESIDE), min(size, places[-1][1] + BESIDE)
    parts = best(gains[left:right].tolist(), _costs(line, kinds)[left:right].tolist(), left)
    spam = [_with_signs(kinds, *part, left, right) for part in parts]
    gone = inside.copy()
    for start, end in _between(spam, left, right):
        if _is_own(line.text[start:end], shares[start:end], gains[start:end], inside[start:end]):
            gone[start:end] = False
    for start, end in places:
        if np.count_nonzero(gone[start:end]) < LEAST:
            gone[start:end] = True
    if one:
        gone |= _more(line.text, kinds, gains, spam, gone) & ~inside
    return [_as_found(line, found, places, part) for part in _runs(gone)]


def _more(
    text: str, kinds: NDArray[np.uint8], gains: NDArray[np.float64], spam: Iterable[Place], gone: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """What of a line goes with what is ``gone``: stretches of ``spam`` that it touches, or that say much by themselves.

    Of those not the ends that say too little.
    """
    more = gone.copy()
    for start, end in spam:
        more[start:end] |= gone[start:end].any() or gains[start:end].sum() >= ALSO
    for start, end in _runs(more & ~gone):
        said = any(map(str.isalnum, text[start:end]))
        if gains[start:end].mean() < MORE if said else not np.isin(kinds[start:end], _APART).all():
            more[start:end] = False
    return more


def _in_view(line: Reading, at: int) -> int:
    """Where a place of the page stands in the view of a line."""
    return bisect_left(line.view.offsets, at - line.start)


def _mask(size: int, places: Iterable[Place]) -> NDArray[np.bool_]:
    mask = np.zeros(size, np.bool_)
    for start, end in places:
        mask[start:end] = True
    return mask


def _runs(mask: NDArray[np.bool_]) -> list[Place]:
    """The stretches of a mask that are set."""
    ends = np.flatnonzero(np.diff(mask, prepend=False, append=False)).tolist()
    return list(zip(ends[::2], ends[1::2], strict=True))


def _gains(line: Reading, shares: NDArray[np.float32], inside: NDArray[np.bool_]) -> NDArray[np.float64]:
    """What speaks for spam at each character, less what speaks against it."""
    gains: NDArray[np.float64] = NGRAMS * line.strength.characters() + NETWORK * line.strength.tags - SHARED * shares
    gains -= np.where(inside, FOUND, OTHER)
    for hit in line.hits:
        gains[hit.start : hit.end] += WORD * POINTS[hit.kind] / (hit.end - hit.start)
    return gains


def _costs(line: Reading, kinds: NDArray[np.uint8]) -> NDArray[np.float64]:
    """What a cut costs before each character of a line."""
    signs = _CUTS.take(kinds)
    costs = np.maximum(WITHIN + LINKED * links(line.text).astype(np.float64), AT_SIGN)
    costs[1:] = np.minimum(costs[1:], signs)
    costs[:-1] = np.minimum(costs[:-1], signs)
    return costs


def best(gains: Sequence[float], costs: Sequence[float], first: int = 0) -> list[Place]:
    """The stretches whose gains are largest together, less the cost of each end; the ends of the text are free."""
    outside = inside = 0.0
    turns: list[tuple[bool, bool]] = []
    for number, (gain, cost) in enumerate(zip(gains, costs, strict=True)):
        dear = cost if number else 0.0
        turns.append((inside - dear > outside, outside - dear >= inside))
        outside, inside = max(outside, inside - dear), max(inside, outside - dear) + gain
    found: list[Place] = []
    spam, end = inside > outside, len(gains)
    for number in range(len(gains) - 1, -1, -1):
        leaves, enters = turns[number]
        if spam and enters:
            found.append((first + number, first + end))
            spam = False
        elif not spam and leaves:
            spam, end = True, number
    return found[::-1]


def _with_signs(kinds: NDArray[np.uint8], start: int, end: int, left: int, right: int) -> Place:
    """A stretch of spam with the signs that part it from the text beside it, between two places of the line."""
    while start > left and kinds[start - 1] in _APART:
        start -= 1
    while end < right and kinds[end] in _APART:
        end += 1
    return start, end


def _between(spam: Sequence[Place], left: int, right: int) -> Iterator[Place]:
    """What lies between stretches of spam and two places of a line."""
    ends = [left, *chain.from_iterable(spam), right]
    return ((a, b) for a, b in zip(ends[::2], ends[1::2], strict=True) if a < b)


def _is_own(text: str, shares: NDArray[np.float32], gains: NDArray[np.float64], inside: NDArray[np.bool_]) -> bool:
    """Whether much speaks for a text of the page's own, or most of it was not found to be spam."""
    if shares.any() and -gains.sum() >= ENOUGH:
        return True
    left = sum(bool(_HAN.match(char)) for char, found in zip(text, inside, strict=True) if not found)
    return left >= max(LEFT, len(_HAN.findall(text)) - left)


def _as_found(line: Reading, found: Sequence[Finding], places: Sequence[Place], part: Place) -> Finding:
    """A part of a line as the finding that says most of those in it, or of all where none is in it.

    Where it begins or ends as one of them it keeps the very place on the page.
    """
    start, end = without_menu(line.text, *part)
    inside = [each for each, place in zip(found, places, strict=True) if place[0] < end and place[1] > start]
    starts, ends = ({place[n]: at for place, at in zip(places, found, strict=True)} for n in range(2))
    return replace(
        max(inside or found, key=lambda each: each.run.points),
        start=starts[start].start if start in starts else line.place(start),
        end=ends[end].end if end in ends else line.place(end),
        whole=not (line.text[:start].strip() or line.text[end:].strip()),
    )
