"""Stretches of lines that are spam: where they begin and end, and what speaks for them and against.

The n-grams, the network and the lexicon each say how much every character looks like spam; the best stretch is the one
with the largest sum, where an end must pay unless something on the page ends there. A regression then weighs it.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.fold import table_of
from cleaner.patterns import count_han
from cleaner.stages.spam.alone import SHORT, evidence, judged, names
from cleaner.stages.spam.lexicon import POINTS
from cleaner.stages.spam.odds import odds
from cleaner.stages.spam.reading import MARKS, Reading
from cleaner.stages.spam.runs import Run
from cleaner.stages.spam.seams import links

# What the n-grams must give the best stretch of a line for it to be looked at, and on a page that is known for spam.
LOOK, CLOSER = 4.0, 2.0
# What the network and the words of the lexicon count for beside the n-grams, per character and per word.
SECOND, WORD = 0.5, 0.5
# What an end of a stretch costs: beside a mark or a blank; at a word of the lexicon; elsewhere, and by how well the
# line reads on over it.
AT_PART, AT_WORD, WITHIN, LINKED, MOST = 1.0, 3.0, 3.0, 1.0, 8.0
NEVER = -1e4
LEAST = 5
BESIDE = 12
_BETWEEN = ",。、;!? "
_PARTS = f"{MARKS} \t|_/\\\\·•#>»~*+=●◆■★☆▬【】[](){{}}<>〖〗-—–"


# What a stretch must show in log-odds, and one without a telling word or a contact.
STRETCH, WORDLESS = 2.6, 4.0


def stretch(line: Reading, taken: Sequence[Run] = ()) -> tuple[Run, float] | None:
    """The part of a line beside what is ``taken`` that is most like spam, its log-odds as points, and its threshold."""
    found = best(line, taken)
    if not found:
        return None
    run, seen = found
    if names(line.text[run.start : run.end], run):
        return None
    run.points = odds("stretch", seen)
    return run, STRETCH if run.firm or run.odd else WORDLESS


def worth_a_look(line: Reading, known: bool) -> bool:
    """Whether the n-grams find a stretch in a line that may be spam, sooner where the page is ``known`` for it."""
    strength = line.strength
    most = strength.inside(*strength.core)
    return most / sqrt(3.0 * SHORT) + strength.bias >= (CLOSER if known else LOOK)


def best(line: Reading, taken: Sequence[Run] = ()) -> tuple[Run, dict[str, float]] | None:
    """The best stretch of a line, and what speaks for it or against; nothing where it is too short to tell."""
    over = line.strength.over
    left, right = _with_words(line, *line.strength.densest(0.0, _edge_costs(line, over), _more(line, taken)))
    while left < right and line.text[left] in _BETWEEN:
        left += 1
    while left < right and line.text[right - 1] in ", ":
        right -= 1
    if right - left < LEAST:
        return None
    found = judged(line, left, right)
    if not found:
        return None
    run, hits = found
    read = {"network": line.strength.whole(run.start, run.end)}
    return run, evidence(line, run, hits) | read | place(line, run, over)


def place(line: Reading, run: Run, over: NDArray[np.float32]) -> dict[str, float]:
    """How a stretch stands in its line, in numbers for the regression."""
    text, tags = line.text, line.strength.tags
    left, right = run.start, run.end
    beside = np.concatenate([tags[max(0, left - BESIDE) : left], tags[right : right + BESIDE]])
    seam = text[max(0, left - 2) : left] + text[right : right + 2]
    joined = float(links(seam)[min(left, 2)]) if left > 0 and right < len(text) else 0.0
    edges = [_free(text, left), _free(text, right)]
    rest = count_han(text) - count_han(text, left, right)
    return {
        "tags": float(tags[left:right].sum()) / sqrt(right - left),
        "mean": float(tags[left:right].mean()),
        "beside": float(beside.mean()) if len(beside) else 0.0,
        "rest": log(1 + rest),
        "free": float(sum(edges)),
        "cut": -float(over[left] + over[right]),
        "joined": joined,
        "clause": float(any(mark in text for mark in "。") and not all(edges)),
    }


def _free(text: str, at: int) -> bool:
    """Whether a place is an end of the text, or beside a mark or a blank."""
    return at in (0, len(text)) or text[at - 1] in _PARTS or text[at] in _PARTS


def _more(line: Reading, taken: Sequence[Run]) -> NDArray[np.float64]:
    """What the network and the lexicon say of the characters before each place, and that some are ``taken``."""
    each = SECOND * line.strength.tags.astype(np.float64)
    for hit in line.hits:
        each[hit.start : hit.end] += WORD * POINTS[hit.kind] / (hit.end - hit.start)
    for run in taken:
        each[run.start : run.end] = NEVER
    return np.concatenate([[0.0], np.cumsum(each)])


def _with_words(line: Reading, left: int, right: int) -> tuple[int, int]:
    """The bounds of a stretch with the telling words that lie across them."""
    for hit in line.hits:
        if hit.kind != "weak" and hit.start < left < hit.end:
            left = hit.start
        if hit.kind != "weak" and hit.start < right < hit.end:
            right = hit.end
    return left, right


def _edge_costs(line: Reading, over: NDArray[np.float32]) -> NDArray[np.float64]:
    """What an end at each place of the line costs: least beside what parts items and sentences, most inside a word."""
    parts = table_of(_PARTS).take(codes(line.text))
    costs = np.clip(WITHIN + LINKED * over.astype(np.float64), 0.0, MOST)
    words = [at for hit in line.hits for at in (hit.start, hit.end)]
    costs[words] = np.minimum(costs[words], AT_WORD)
    costs[1:][parts] = np.minimum(costs[1:][parts], AT_PART)
    costs[:-1][parts] = np.minimum(costs[:-1][parts], AT_PART)
    costs[[0, -1]] = 0.0
    return costs
