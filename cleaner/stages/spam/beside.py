"""Spam that is glued to a headline of the page, where the line as a whole does not show it.

The headline shares its words with the article; what is left of the line without it is judged as a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import numpy as np

from cleaner.fold import Class
from cleaner.patterns import count_han
from cleaner.stages.spam.alone import whole_line
from cleaner.stages.spam.coherence import Rest, is_paragraph
from cleaner.stages.spam.findings import Finding
from cleaner.stages.spam.judge import Judge
from cleaner.stages.spam.parting import Parting, Place, parting
from cleaner.stages.spam.reading import Reading, Strength
from cleaner.stages.spam.stretch import worth_a_look
from cleaner.stages.spam.view import View

# How long a line is that is a headline with something glued to it, and the fewest ideographs of that.
LENGTHS, LEAST = range(14, 161), 4
# How far it lowers the threshold that a line parts so.
EASE = 0.85
# Within a sentence or a quotation nothing is glued.
_RANGE = re.compile(r"[0-9] ?[-~—–] ?[0-9]")
_WITHIN = (Class.SENTENCE, Class.CLAUSE, Class.BRACKET)


def beside_headlines(judge: Judge, rest: Callable[[], Rest]) -> Iterator[Finding]:
    """What is spam in lines near an edge of the page in which a judge found none; ``rest``: what the page says."""
    for number in judge.missed:
        if number in judge.bare:
            continue
        line = judge.reading(number)
        short = len(line.text) in LENGTHS and not (is_paragraph(line.text) or line.text.rstrip().endswith("。"))
        if number in judge.gone or not short or not judge.page.at_edge(number):
            continue
        if not worth_a_look(line, known=True):
            continue
        shares = rest().shares(line.text)
        if shares.any():
            parted = parting(line, shares, np.zeros(len(line.text), np.bool_), 0, len(line.text))
            yield from _judged(judge, line, parted)


def _judged(judge: Judge, line: Reading, parted: Parting) -> Iterator[Finding]:
    """The findings among the ends of a line beside what is the page's own."""
    if not any(parted.is_own(*part) for part in parted.rest):
        return
    for place in parted.spam:
        if not _glued(parted, place) or count_han(line.text, *place) < LEAST or _in_numbers(line.text, place):
            continue
        piece = _piece(judge, line, place)
        found = whole_line(piece)
        if found and (finding := judge.finding(piece, found[0], found[1] - EASE)):
            yield finding


def _glued(parted: Parting, place: Place) -> bool:
    """Whether a stretch is one end of its line, and no part of a sentence of it."""
    start, end = place
    if (start == 0) == (end == len(parted.kinds)):
        return False
    seam = parted.kinds[start - 1 : start + 1] if start else parted.kinds[end - 1 : end + 1]
    return not np.isin(seam, _WITHIN).any()


def _in_numbers(text: str, place: Place) -> bool:
    """Whether an end of a stretch stands in a range of numbers."""
    return any(match.start() < at < match.end() for match in _RANGE.finditer(text) for at in place)


def _piece(judge: Judge, line: Reading, place: Place) -> Reading:
    """A stretch of a line as a line of its own."""
    start, end = place
    text = line.text[start:end]
    hits = [
        h._replace(start=h.start - start, end=h.end - start) for h in line.hits if start <= h.start and h.end <= end
    ]
    return Reading(
        line.number, line.start, View(text, line.view.offsets[start : end + 1]), hits, Strength(text, judge.model)
    )
