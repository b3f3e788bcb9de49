"""What of a line with spam is the page's own: a headline shares its words with the article, an advertisement does not.

Paragraphs are left as they are: what is put into them shares words with them by chance, and ends where a sentence does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from cleaner.edits import mask_of
from cleaner.patterns import HAN, count_han
from cleaner.stages.spam.coherence import Rest, is_paragraph
from cleaner.stages.spam.findings import Finding
from cleaner.stages.spam.page import Page
from cleaner.stages.spam.parting import SIGNS, Parting, Place, parting
from cleaner.stages.spam.reading import Reading
from cleaner.stages.spam.runs import without_label, without_menu

# How much of its line is read beside what was found.
BESIDE = 40
# Ideographs beside what was found that are a text of the page's own by themselves.
LEFT = 4
# The least that stays of a finding; what must speak for spam at each character beside one that goes with it, and in
# all of a stretch apart from it.
LEAST, MORE, ALSO = 2, 0.1, 12.0


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
    size = len(line.text)
    places = [(_in_view(line, each.start), _in_view(line, each.end)) for each in found]
    inside = mask_of(size, places)
    if not shares.any() and not any(char.isalnum() for char in np.array(list(line.text))[~inside]):
        return found
    parted = parting(line, shares, inside, max(0, places[0][0] - BESIDE), min(size, places[-1][1] + BESIDE))
    gone = inside.copy()
    for start, end in parted.rest:
        if parted.is_own(start, end) or _is_left(line.text[start:end], inside[start:end]):
            gone[start:end] = False
    for start, end in places:
        if np.count_nonzero(gone[start:end]) < LEAST:
            gone[start:end] = True
    if one:
        gone |= _more(line.text, parted, gone) & ~inside
    for start, end in _runs(gone)[1:]:
        if not _is_apart(line, parted, start, end):
            gone[start:end] = False
    return [_as_found(line, found, places, part) for part in _runs(gone)]


def _more(text: str, parted: Parting, gone: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """What of a line goes with what is ``gone``: stretches of spam that it touches, or that say much by themselves.

    Of those not the ends that say too little.
    """
    more = gone.copy()
    for start, end in parted.spam:
        more[start:end] |= gone[start:end].any() or parted.gains[start:end].sum() >= ALSO
    for start, end in _runs(more & ~gone):
        said = any(map(str.isalnum, text[start:end]))
        if parted.gains[start:end].mean() < MORE if said else not np.isin(parted.kinds[start:end], SIGNS).all():
            more[start:end] = False
    return more


def _is_apart(line: Reading, parted: Parting, start: int, end: int) -> bool:
    """Whether a stretch behind text of the page has a telling word or a contact, or signs part it from that text."""
    told = any(hit.kind != "weak" and start <= hit.start < end for hit in line.hits)
    return told or parted.kinds[start] in SIGNS or parted.kinds[start - 1] in SIGNS


def _in_view(line: Reading, at: int) -> int:
    """Where a place of the page stands in the view of a line."""
    return bisect_left(line.view.offsets, at - line.start)


def _runs(mask: NDArray[np.bool_]) -> list[Place]:
    """The stretches of a mask that are set."""
    ends = np.flatnonzero(np.diff(mask, prepend=False, append=False)).tolist()
    return list(zip(ends[::2], ends[1::2], strict=True))


def _is_left(text: str, found: NDArray[np.bool_]) -> bool:
    """Whether most of a text was not ``found`` to be spam."""
    left = sum(bool(HAN.match(char)) for char, spam in zip(text, found, strict=True) if not spam)
    return left >= max(LEFT, count_han(text) - left)


def _as_found(line: Reading, found: Sequence[Finding], places: Sequence[Place], part: Place) -> Finding:
    """A part of a line as the finding that says most of those in it, or of all where none is in it.

    Where it begins or ends as one of them it keeps the very place on the page.
    """
    start, end = without_label(line, *without_menu(line.text, *part))
    inside = [each for each, place in zip(found, places, strict=True) if place[0] < end and place[1] > start]
    starts, ends = ({place[n]: at for place, at in zip(places, found, strict=True)} for n in range(2))
    return replace(
        max(inside or found, key=lambda each: each.run.points),
        start=starts[start].start if start in starts else line.place(start),
        end=ends[end].end if end in ends else line.place(end),
        whole=not (line.text[:start].strip() or line.text[end:].strip()),
    )
