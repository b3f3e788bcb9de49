"""Score a line: find the runs in it where evidence of spam outweighs the text between.

Each hit of the lexicon gives points, each character between hits takes some: function characters and sentence marks
take most, because spam has few of them. A run is a stretch where the sum stays up; it ends where prose begins.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cleaner.stages.spam.lexicon import POINTS, Hit, Lexicon
from cleaner.stages.spam.view import View

THRESHOLD = 6.0
DROP = 6.0
AHEAD = 60
REPEAT = 0.4
FUNCTION = "的了是在和有不我他她它们这那就也都而与及或但于为以被把从到对将会能要可已经其之所使让由着过吧呢吗啊"
_COST = {
    **dict.fromkeys(FUNCTION, 0.7),
    **dict.fromkeys("。！？；…!?;", 1.5),
    **dict.fromkeys(",:\"'《》", 0.3),
    "、": 1.0,
    **dict.fromkeys("|_-/\\·•#~*+=●◆■★☆▬【】[]()<>{}〖〗「」 ", 0.05),
}
_EDGE = re.compile(r"[\s|_/\\·•#>»~*+=●◆■★☆▬【】\[\]()<>{}〖〗:\-—–]")
_MARK = "!。~?"
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
PROSE = 3.0
MANY = 4.0
_TRADE = {"escort": "porn", "download": "porn", "lottery": "gambling", "cashout": "loan"}
TAIL = 8
LOOSE = 1.8


@dataclass(slots=True)
class Run:
    """A stretch of a view with its points, its family and what it rests on."""

    start: int
    end: int
    points: float
    family: str
    sure: set[str] = field(default_factory=set)
    strong: set[str] = field(default_factory=set)
    weak: set[str] = field(default_factory=set)
    families: frozenset[str] = frozenset()
    plain: int = 0
    odd: int = 0

    @property
    def contacts(self) -> int:
        """How many contacts of any kind the run holds."""
        return self.plain + self.odd

    @property
    def solid(self) -> bool:
        """Whether the evidence is of two kinds at least: no single word ever condemns a line."""
        firm = len(self.sure) + len(self.strong)
        contact = self.contacts
        return (
            len(self.sure) >= 2
            or (bool(self.sure) and firm >= 2)
            or firm >= 3
            or (bool(self.sure) and contact > 0)
            or (firm >= 1 and self.odd > 0)
            or (firm >= 2 and contact > 0)
            or (self.odd >= 2 and len(self.weak) >= 2)
            or (bool(self.sure) and len(self.weak) >= 3)
        )


def find_runs(view: View, lexicon: Lexicon) -> Iterator[Run]:
    """The runs of a line whose sum is positive, in order, without overlaps."""
    hits = lexicon.hits(view.text)
    firm = {family for h in hits if h.kind != "weak" for family in h.families}
    if not firm:
        return
    hits = [h for h in hits if h.kind != "weak" or firm.intersection(h.families)]
    gaps = [_cost(view.text[a.end : b.start]) for a, b in pairwise(hits)]
    at = 0
    while at < len(hits):
        end, points = _extend(view.text, hits, gaps, at)
        run = _describe(view.text, hits[at : end + 1], points)
        yield run
        at = end + 1


def _extend(text: str, hits: Sequence[Hit], gaps: Sequence[float], at: int) -> tuple[int, float]:
    """The index of the last hit of the best run that begins with hit ``at``, and its points."""
    counted: dict[str, int] = defaultdict(int)
    total = best = 0.0
    end = at
    for index in range(at, min(len(hits), at + 4000)):
        hit = hits[index]
        word = text[hit.start : hit.end]
        points = POINTS[hit.kind] * (REPEAT if counted[word] else 1.0)
        counted[word] += 1
        if index > at:
            total -= gaps[index - 1]
        if index > at and (total <= 0 or best - total > DROP or index - end > AHEAD):
            break
        total += points
        if total > best:
            best, end = total, index
    return end, best


def _cost(gap: str) -> float:
    if len(gap) > 80:
        return 2 * DROP
    return sum(_COST.get(c, 0.3 if c > "\u2e80" else 0.1) for c in gap)


def _describe(text: str, hits: Sequence[Hit], points: float) -> Run:
    run = Run(hits[0].start, hits[-1].end, points, "")
    votes: dict[str, float] = defaultdict(float)
    for hit in hits:
        word = text[hit.start : hit.end]
        for family in hit.families:
            firm = hit.kind in ("sure", "strong") and family != "contact"
            votes[family] += POINTS[hit.kind] / len(hit.families) * (1.0 if firm else 0.1)
        if hit.kind == "plain":
            run.plain += 1
        elif hit.kind == "odd":
            run.odd += 1
        else:
            {"sure": run.sure, "strong": run.strong, "weak": run.weak}[hit.kind].add(word)
    run.family = max(sorted(votes), key=votes.__getitem__)
    run.families = frozenset(
        f for h in hits if h.kind in ("sure", "strong") and len(h.families) == 1 for f in h.families
    )
    return run


def vetoed(text: str, run: Run) -> tuple[float, list[str]]:
    """How far the look of the line itself raises the threshold for a run without a contact, and why."""
    if run.contacts:
        return 0.0, []
    found = {}
    if "。" in text:
        found["prose"] = PROSE
    if (trades := len({_TRADE.get(f, f) for f in run.families - {"contact"}})) > 2:
        found["many trades"] = MANY * (trades - 2)
    return sum(found.values()), list(found)


def snapped(text: str, run: Run) -> tuple[int, int]:
    """The bounds of a run, moved outward to the next edge of an item where that is near and no prose lies between."""
    start, end = run.start, run.end
    before = text[max(0, start - TAIL) : start]
    edge = next((i for i in range(len(before), 0, -1) if _EDGE.match(before[i - 1])), 0 if start <= TAIL else None)
    if edge is not None and _cost(before[edge:]) <= LOOSE:
        start -= len(before) - edge
    after = text[end : end + TAIL]
    edge = next(
        (i for i, c in enumerate(after) if _EDGE.match(c)), len(after) if end + len(after) == len(text) else None
    )
    if edge is not None and _cost(after[:edge]) <= LOOSE:
        end += edge
    if start == 0 and text[end : end + 1] in _MARK:
        end += len(text[end : end + 1])
    return start, end


def han(text: str) -> int:
    """How many Han characters ``text`` holds."""
    return len(_HAN.findall(text))


def confidence(points: float, threshold: float) -> float:
    """From 0.5 at the threshold toward 1."""
    return round(1.0 - 0.5 * math.exp(-max(points - threshold, 0.0) / 3.0), 3)
