"""Lines and stretches of lines that the model condemns; words and contacts of the lexicon only help."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.fold import table_of
from cleaner.stages.spam.lexicon import Hit
from cleaner.stages.spam.reading import MARKS, Reading
from cleaner.stages.spam.runs import Run, describe

# Of 722,000 clean lines with eight ideographs and more, one in 14,000 scores above zero (of hard ones one in fourteen),
# of spam lines that a person wrote nine in ten; see tests/benchmarks/spam_written.py.
ALONE = 1.7
FLOOR = 0.4
LEAST_HAN = 8
SHORT = 24
# Characters that are set apart hide from filters: so many gaps make a line suspect.
SPACED, SPACES = 1.0, 8
# Honest advertisements lie between, so a line must score more where no word but those of promotion is in it.
WORDLESS = 3.0
# A stretch is the best of many, so it must score more; without a word that tells, far more,
# or somewhat more where blanks or ends of sentences set it apart.
STRETCH = 2.7
STRETCH_WORDLESS = 6.5
STRETCH_APART = 5.5
STRETCH_BARE = 8.0
DRIFT = 0.25
# What an end of a stretch costs: beside a mark or a blank, at a word of the lexicon, elsewhere.
AT_PART, AT_WORD, WITHIN = 0.0, 6.0, 12.0
# What stands beside a stretch of spam is text of its own below this, sooner where a blank sets it apart.
OTHER, OTHER_APART = -2.5, -1.5
_BETWEEN = ",。、;!? "
_HAN = re.compile("[\u3400-\u9fff]")
_PARTS = f"{MARKS} \t|_/\\\\·•#>»~*+=●◆■★☆▬【】[](){{}}<>〖〗-—–"


def whole_line(line: Reading) -> tuple[Run, float] | None:
    """The line as one run, and its threshold, where the model finds it spam through and through."""
    text = line.text.strip()
    left = line.text.find(text)
    right = left + len(text)
    start, end = line.strength.densest(DRIFT)
    if _clean(line, left, start) or _clean(line, end, right):
        return None
    return _judged(line, left, right)


def _clean(line: Reading, left: int, right: int) -> bool:
    """Whether what stands beside the stretch of spam is text of its own, not more of the same."""
    apart = " " in line.text[max(0, left - 1) : left + 1] or " " in line.text[right - 1 : right + 1]
    while left < right and line.text[left] == " ":
        left += 1
    least, most = (LEAST_HAN // 2, OTHER_APART) if apart else (LEAST_HAN, OTHER)
    return len(_HAN.findall(line.text, left, right)) >= least and line.strength.score(left, right) < most


def stretch(line: Reading) -> tuple[Run, float] | None:
    """The part of the line that the model finds most like spam, and its threshold.

    An end in the middle of a word or a clause must pay, so that a stretch ends where something on the page does.
    """
    most = line.strength.inside(*line.strength.densest(DRIFT))
    if most / sqrt(3.0 * SHORT) + line.strength.bias < STRETCH:
        return None
    left, right = _with_words(line, *line.strength.densest(DRIFT, _edge_costs(line)))
    while left < right and line.text[left] in _BETWEEN:
        left += 1
    while left < right and line.text[right - 1] in ", ":
        right -= 1
    found = _judged(line, left, right)
    if not found:
        return None
    run, _ = found
    if len(_HAN.findall(line.text, left, right)) < 0.3 * (right - left):
        return None
    telling = run.odd or run.family not in ("model", "contact")
    apart = _ends(line.text, left - 1) and _ends(line.text, right)
    least = STRETCH if telling else STRETCH_APART if apart else STRETCH_WORDLESS
    return (
        (run, least)
        if run.points >= least and (telling or apart or len(run.weak) >= 2 or run.points >= STRETCH_BARE)
        else None
    )


def _with_words(line: Reading, left: int, right: int) -> tuple[int, int]:
    """The bounds of a stretch with the telling words that lie across them."""
    for hit in line.hits:
        if hit.kind != "weak" and hit.start < left < hit.end:
            left = hit.start
        if hit.kind != "weak" and hit.start < right < hit.end:
            right = hit.end
    return left, right


def _edge_costs(line: Reading) -> NDArray[np.float64]:
    """What an end at each place of the line costs: least beside what parts items and sentences, most inside a word."""
    parts = table_of(_PARTS).take(codes(line.text))
    costs = np.full(len(line.text) + 1, WITHIN)
    costs[[at for hit in line.hits for at in (hit.start, hit.end)]] = AT_WORD
    costs[1:][parts] = costs[:-1][parts] = AT_PART
    costs[[0, -1]] = 0.0
    return costs


def _judged(line: Reading, left: int, right: int) -> tuple[Run, float] | None:
    size = right - left
    han = len(_HAN.findall(line.text, left, min(right, left + 400)))
    if size < SHORT // 2 or han < LEAST_HAN or han < 0.15 * min(size, 400):
        return None
    score = line.strength.score(left, right, SHORT) + line.strength.bias
    if score < FLOOR:
        return None
    inside = [h for h in line.hits if left <= h.start and h.end <= right]
    run = describe(line, inside, 0.0) if inside else Run(left, right, 0.0, "model")
    run.start, run.end, run.points, run.model = left, right, score, score
    least = _least(run, inside) - (SPACED if line.view.gaps >= SPACES else 0.0)
    if not run.firm:
        run.family = "model"
    return (run, least) if score >= least else None


def _least(run: Run, hits: Sequence[Hit]) -> float:
    """What the model must give a line; the words and contacts in it speak for part of that.

    Words of promotion that honest advertisements have too (family ``contact``) count as weak ones.
    """
    firm = {h.kind for h in hits if h.families != ("contact",)}
    helped = min(0.2 * len(run.weak), 0.6) + (2.0 if run.odd else 0.0)
    if firm.isdisjoint(("certain", "sure", "strong")):
        return max(FLOOR, WORDLESS - helped)
    if firm & {"sure", "certain"}:
        helped += min(0.8 * (len(run.sure) + 2 * len(run.certain)), 1.6)
    if "strong" in firm:
        helped += min(0.4 * len(run.strong), 0.8)
    helped += 1.2 if run.plain and not run.odd else 0.0
    return max(FLOOR, ALONE - helped)


def _ends(text: str, at: int) -> bool:
    """Whether a place is outside the text, or a blank, a bar or the end of a sentence stands there."""
    return not 0 <= at < len(text) or text[at] in " |_。!?"
