"""Lines and stretches of lines that the model condemns; words and contacts of the lexicon only help."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import log, log1p, sqrt

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.fold import table_of
from cleaner.stages.spam.lexicon import POINTS, WORDS, Hit
from cleaner.stages.spam.reading import MARKS, Reading
from cleaner.stages.spam.runs import Run, describe

# What speaks for a whole line, in log-odds: a logistic regression on the score of the model and what the lexicon finds
# in 2,800 written lines of spam, 4,200 clean ones like them and 40,000 lines of pages, none of which the model that
# scored it had seen (``tools/fit_spam_odds.py``). Each count has a limit. Certain words are too rare there.
ODDS = {
    "model": (0.76, 30.0), "length": (1.68, 6.0), "certain": (1.8, 2.0), "sure": (1.8, 3.0), "strong": (0.97, 3.0),
    "weak": (0.51, 4.0), "plain": (0.42, 2.0), "odd": (1.06, 2.0), "gaps": (1.35, 3.0),
}  # fmt: skip
BASE = -7.0
# What a line must show; one where nothing but the model speaks; one that ends in a plain number as honest shops do.
ALONE, WORDLESS, SHOP = 2.0, 3.0, 3.0
FLOOR = 0.4
LEAST, LEAST_HAN = 6, 8
SHORT = 24
# A stretch is the best of many, so it must score more; without a word that tells, far more,
# or somewhat more where blanks or ends of sentences set it apart.
STRETCH = 4.2
STRETCH_WORDLESS = 6.5
STRETCH_APART = 5.5
STRETCH_BARE = 8.0
# What an end of a stretch costs: beside a mark or a blank, at a word of the lexicon, elsewhere.
AT_PART, AT_WORD, WITHIN = 0.0, 6.0, 12.0
# What stands beside a stretch of spam is text of its own below this, sooner where a blank sets it apart.
OTHER, OTHER_APART, OTHER_WITHIN = -2.5, -1.5, -6.0
# What stands between pieces of spam is text of its own below this.
BETWEEN = -2.5
_STOPS = "。!? |_"
_APART = re.compile(f"[{re.escape(_STOPS)}]")
_BETWEEN = ",。、;!? "
_HAN = re.compile("[\u3400-\u9fff]")
_ITEMS = re.compile(r"[|_,、;/\- ]+")
# A list of names, such as dynasties or cities: its items, and the most characters of one on average.
MANY_ITEMS, NAME = 6, 4.0
_PARTS = f"{MARKS} \t|_/\\\\·•#>»~*+=●◆■★☆▬【】[](){{}}<>〖〗-—–"


def whole_line(line: Reading) -> tuple[Run, float] | None:
    """The line as one run, and its threshold, where the model finds it spam through and through."""
    text = line.text.strip()
    left = line.text.find(text)
    right = left + len(text)
    start, end = line.strength.core
    if _clean(line, left, start) or _clean(line, end, right) or _sandwiched(line, left, right):
        return None
    found = judged(line, left, right)
    if not found:
        return None
    run, hits = found
    if _names(text, run):
        return None
    run.points = odds(line, run, hits)
    least = SHOP if run.plain and not (run.odd or run.firm) else WORDLESS if run.family == "model" else ALONE
    return (run, least) if run.points >= least else None


def _names(text: str, run: Run) -> bool:
    """Whether a text is a list of short names and only the model speaks against it: its shape proves nothing."""
    if run.family != "model":
        return False
    items = [item for item in _ITEMS.split(text) if item]
    return len(items) >= MANY_ITEMS and sum(map(len, items)) <= NAME * len(items)


def odds(line: Reading, run: Run, hits: Sequence[Hit]) -> float:
    """The log-odds that a run that fills its line is spam."""
    seen = evidence(line, run, hits)
    return BASE + sum(factor * min(seen[name], most) for name, (factor, most) in ODDS.items())


def evidence(line: Reading, run: Run, hits: Sequence[Hit]) -> dict[str, float]:
    """What ``odds`` weighs: different words and contacts of each kind, the score of the model, length and gaps.

    Words of promotion that honest advertisements have too (family ``contact``) count as weak ones.
    """
    found: dict[str, set[str]] = {kind: set() for kind in POINTS}
    for hit in hits:
        kind = "weak" if hit.families == ("contact",) and hit.kind in WORDS else hit.kind
        found[kind].add(line.text[hit.start : hit.end])
    counts = {kind: float(len(words)) for kind, words in found.items()}
    return counts | {"model": run.model, "length": log(run.end - run.start), "gaps": log1p(line.view.gaps)}


def _clean(line: Reading, left: int, right: int) -> bool:
    """Whether what stands beside the stretch of spam is text of its own, not more of the same.

    Text of its own is set apart by a blank or the end of a sentence; within a sentence it must be far from spam.
    """
    apart = " " in line.text[max(0, left - 1) : left + 1] or " " in line.text[right - 1 : right + 1]
    while left < right and line.text[left] == " ":
        left += 1
    piece = line.text[left:right]
    least, most = (LEAST_HAN // 2, OTHER_APART) if apart else (LEAST_HAN, OTHER)
    if not apart and not any(mark in piece for mark in _STOPS):
        most = OTHER_WITHIN
    return len(_HAN.findall(piece)) >= least and line.strength.score(left, right) < most


def _sandwiched(line: Reading, left: int, right: int) -> bool:
    """Whether text of its own stands between pieces of spam, set apart from them on both sides."""
    cuts = [left, *(m.end() for m in _APART.finditer(line.text, left, right)), right]
    return any(
        len(_HAN.findall(line.text, start, end)) >= LEAST_HAN and line.strength.score(start, end) < BETWEEN
        for start, end in pairwise(cuts)
    )


def stretch(line: Reading) -> tuple[Run, float] | None:
    """The part of the line that the model finds most like spam, and its threshold.

    An end in the middle of a word or a clause must pay, so that a stretch ends where something on the page does.
    """
    most = line.strength.inside(*line.strength.core)
    if most / sqrt(3.0 * SHORT) + line.strength.bias < STRETCH:
        return None
    left, right = _with_words(line, *line.strength.densest(_edge_costs(line)))
    while left < right and line.text[left] in _BETWEEN:
        left += 1
    while left < right and line.text[right - 1] in ", ":
        right -= 1
    found = judged(line, left, right)
    if not found or right - left < SHORT // 2 or odds(line, *found) < FLOOR:
        return None
    run, _ = found
    if _names(line.text[left:right], run):
        return None
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


def judged(line: Reading, left: int, right: int) -> tuple[Run, list[Hit]] | None:
    """The part of a line as one run with the score of the model, and its hits; nothing where too little is Chinese."""
    size = right - left
    han = len(_HAN.findall(line.text, left, min(right, left + 400)))
    if han < LEAST or han < 0.15 * min(size, 400):
        return None
    score = line.strength.score(left, right, SHORT) + line.strength.bias
    inside = [h for h in line.hits if left <= h.start and h.end <= right]
    run = describe(line, inside, 0.0) if inside else Run(left, right, 0.0, "model")
    run.start, run.end, run.points, run.model = left, right, score, score
    if not run.firm:
        run.family = "model"
    return run, inside


def _ends(text: str, at: int) -> bool:
    """Whether a place is outside the text, or a blank, a bar or the end of a sentence stands there."""
    return not 0 <= at < len(text) or text[at] in " |_。!?"
