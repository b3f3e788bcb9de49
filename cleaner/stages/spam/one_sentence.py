"""A sentence of a paragraph that is an advert: it goes as a whole, or it stays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.patterns import count_han
from cleaner.stages.spam.alone import LEAST, SLACK, evidence, judged
from cleaner.stages.spam.looks import looks, reads
from cleaner.stages.spam.odds import line_odds, odds
from cleaner.stages.spam.reading import SURE, Reading
from cleaner.stages.spam.runs import Run, names_account

# What one sentence of a line must show, also where a contact in it hides from filters, and how long it is.
SENTENCE, HIDDEN, LENGTHS = 4.85, 3.4, range(12, 151)
# What the n-grams must give it; the network must find no piece of so many characters in it that is text of its own.
THROUGH, PIECE, OWN = 3.0, 6, -2.8
# What it must give each character of a sentence beside it on average.
MORE = 1.0
# The same of a sentence that reads unlike all that stands beside it: what the trees say of it, and so much of what the
# n-grams and the second network do, together at least, where it has a telling word or the name or number of an account,
# and where not; what the latter says of all of it and of each piece, and what the first gives each character beside it
# on average at most.
UNLIKE, WORDLESS, BY_GRAMS, BY_SECOND, SECOND, PIECE_UNLIKE, TEXT = 8.5, 12.0, 0.5, 0.4, 5.0, -1.0, -2.0
_ENDS, _CLOSING = "。!?", "\"')」』 "


def one_sentence(line: Reading) -> tuple[Run, float] | None:
    """The sentence of a line that is most like spam as one run, and its threshold, where others stand beside it.

    Sentences beside it that the network takes for spam go with it.
    """
    text, middle = line.text, sum(line.strength.core) // 2
    left, right = _begins(text, middle), _finishes(text, middle)
    found = judged(line, left, right) if right - left in LENGTHS and (left, right) != (0, len(text)) else None
    if not found or found[0].model < THROUGH:
        return None
    run, hits = found
    seen, limit = evidence(line, run, hits), HIDDEN if run.odd else SENTENCE
    if line_odds().of(seen | {"network": SURE}) < limit - SLACK:
        return None
    tags = line.strength.tags
    sums = np.concatenate([[0.0], np.cumsum(tags[left:right], dtype=np.float64)])
    if (sums[PIECE:] - sums[:-PIECE]).min() < OWN * PIECE:
        return None
    run.points = odds("whole", seen | looks(line, left, right) | reads(line, left, right))
    start, end = _with_more(line, left, right)
    run.points = max(run.points, limit + _unlike(line, run, np.concatenate([tags[:start], tags[end:]])))
    run.start, run.end, run.entire = start, end, True
    others = count_han(text) - count_han(text, start, end)
    return (run, limit) if others >= LEAST else None


def _with_more(line: Reading, start: int, end: int) -> tuple[int, int]:
    """The bounds of a sentence with those beside it that the network takes for spam."""
    text, tags = line.text, line.strength.tags
    while start > 1 and tags[(before := _begins(text, start - 1)) : start].mean() > MORE:
        start = before
    while end < len(text) - 1 and tags[end : (after := _finishes(text, end + 1))].mean() > MORE:
        end = after
    return start, end


def _unlike(line: Reading, run: Run, beside: NDArray[np.float32]) -> float:
    """How far a sentence is above what it must show where it reads unlike all that stands beside it, or below.

    beside: what the network says of each character there.
    """
    strength = line.strength
    if not len(beside) or beside.mean() > TEXT or (again := strength.again(run.start, run.end)) < SECOND:
        return -UNLIKE
    if strength.again_least(run.start, run.end) < PIECE_UNLIKE:
        return -UNLIKE
    told = run.firm or run.contacts or names_account(line.text, run)
    return run.points + BY_GRAMS * run.model + BY_SECOND * again - (UNLIKE if told else WORDLESS)


def _begins(text: str, at: int) -> int:
    """Where the sentence about a place begins, behind the marks that close the one before it."""
    start = max(text.rfind(mark, 0, at) for mark in _ENDS) + 1
    while start < at and text[start] in _CLOSING:
        start += 1
    return start


def _finishes(text: str, at: int) -> int:
    """Where the sentence about a place ends, before its mark."""
    return min((end for mark in _ENDS if (end := text.find(mark, at)) >= 0), default=len(text))
