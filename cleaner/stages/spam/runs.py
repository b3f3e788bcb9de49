"""Score a line: find the runs in it where evidence of spam outweighs the text between.

Each hit of the lexicon gives points, each character between hits takes some: function characters and sentence marks
take most, because spam has few of them, and the model makes a gap cheaper or dearer. A run is a stretch where the sum
stays up; it ends where prose begins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import sqrt

from cleaner.stages.spam.lexicon import POINTS, Hit
from cleaner.stages.spam.model import Model, running
from cleaner.stages.spam.view import View

DROP = 6.0
AHEAD = 60
REPEAT = 0.4
TAIL = 8
LOOSE = 1.8
SHORTEST = 12
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


@dataclass(slots=True)
class Run:
    """A stretch of a view with its points, its family and what it rests on."""

    start: int
    end: int
    points: float
    family: str
    certain: set[str] = field(default_factory=set)
    sure: set[str] = field(default_factory=set)
    strong: set[str] = field(default_factory=set)
    weak: set[str] = field(default_factory=set)
    families: frozenset[str] = frozenset()
    plain: int = 0
    odd: int = 0
    model: float = 0.0
    framed: bool = False

    @property
    def contacts(self) -> int:
        """How many contacts of any kind the run holds."""
        return self.plain + self.odd

    @property
    def firm(self) -> int:
        """How many different certain, sure and strong words the run holds."""
        return len(self.certain) + len(self.sure) + len(self.strong)

    @property
    def solid(self) -> bool:
        """Whether the evidence is enough in kind: a certain word, a frame of brands, or two kinds of evidence."""
        if self.certain or self.framed:
            return True
        if self.firm >= 2 and (self.sure or self.contacts or self.firm >= 3):
            return True
        if self.sure and (self.contacts or len(self.weak) >= 3):
            return True
        if self.odd and (self.firm or (self.odd >= 2 and len(self.weak) >= 2)):
            return True
        return self.model >= SURE_MODEL and (self.firm > 0 or (self.contacts > 0 and len(self.weak) >= 2))


SURE_MODEL = 7.0


class Strength:
    """The model's opinion on stretches of one view."""

    def __init__(self, text: str, model: Model) -> None:
        self._sums = running(text, model.weights)
        self._model = model

    def score(self, start: int, end: int) -> float:
        """The score of a stretch, normalised by its length; about −7 in prose, above 8 in spam."""
        raw = int(self._sums[end]) - int(self._sums[start])
        return raw * self._model.scale / sqrt(3.0 * max(end - start, SHORTEST))

    def rate(self, start: int, end: int) -> float:
        """How much dearer (above 1) or cheaper (below 1) the model makes a gap."""
        if end <= start:
            return 1.0
        mean = (int(self._sums[end]) - int(self._sums[start])) * self._model.scale / (end - start)
        return min(max((2.5 - mean) / 5.0, 0.2), 1.3)


def find_runs(view: View, hits: Sequence[Hit], strength: Strength) -> Iterator[Run]:
    """The runs of a line that hold firm evidence, in order, without overlaps."""
    firm = {family for h in hits if h.kind != "weak" for family in h.families}
    if not firm:
        return
    hits = [h for h in hits if h.kind != "weak" or firm.intersection(h.families)]
    gaps = [_cost(view.text[a.end : b.start]) * strength.rate(a.end, b.start) for a, b in pairwise(hits)]
    at = 0
    while at < len(hits):
        end, points = _extend(view.text, hits, gaps, at)
        if any(h.kind != "weak" for h in hits[at : end + 1]):
            yield _describe(view.text, hits[at : end + 1], points, strength)
        at = end + 1


def whole_line(view: View, hits: Sequence[Hit], strength: Strength, bias: float) -> tuple[Run, float] | None:
    """The line as one run, and its threshold, where the model alone finds it spam through and through.

    A contact lowers the threshold: of the clean lines that were measured none with a contact scored above zero.
    """
    text = view.text.strip()
    if len(text) < SHORTEST or sum("\u3400" <= c <= "\u9fff" for c in text[:400]) < SHORTEST // 2:
        return None
    left = view.text.find(text)
    right = left + len(text)
    score = strength.score(left, right) + bias
    inside = [h for h in hits if left <= h.start < right]
    kinds = {h.kind for h in inside}
    least = ALONE["odd" if "odd" in kinds else "plain" if "plain" in kinds else ""]
    if score < least:
        return None
    run = _describe(view.text, inside, 0.0, strength) if inside else Run(left, right, 0.0, "model")
    run.start, run.end, run.points, run.model = left, right, score, score
    if not run.firm:
        run.family = "model"
    return run, least


ALONE = {"": 6.5, "plain": 5.0, "odd": 3.5}


def _extend(text: str, hits: Sequence[Hit], gaps: Sequence[float], at: int) -> tuple[int, float]:
    """The index of the last hit of the best run that begins with hit ``at``, and its points."""
    counted: dict[str, int] = defaultdict(int)
    total = best = 0.0
    end = at
    for index in range(at, len(hits)):
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
        return 5 * DROP
    return sum(_COST.get(c, 0.3 if c > "\u2e80" else 0.1) for c in gap)


def _describe(text: str, hits: Sequence[Hit], points: float, strength: Strength) -> Run:
    """The run over ``hits``; the model adds up to four points, or takes up to three."""
    run = Run(hits[0].start, hits[-1].end, points, "")
    votes: dict[str, float] = defaultdict(float)
    own: set[str] = set()
    for hit in hits:
        word = text[hit.start : hit.end]
        firm = hit.kind in ("certain", "sure", "strong")
        for family in hit.families:
            votes[family] += POINTS[hit.kind] / len(hit.families) * (1.0 if firm and family != "contact" else 0.1)
        if firm and len(hit.families) == 1:
            own.update(hit.families)
        if hit.kind == "plain":
            run.plain += 1
        elif hit.kind == "odd":
            run.odd += 1
        else:
            getattr(run, hit.kind).add(word)
    run.family = max(sorted(votes), key=votes.__getitem__)
    run.families = frozenset(own)
    run.model = strength.score(run.start, run.end)
    run.points += min(max(0.5 * (run.model - 4.0), -3.0), 4.0)
    return run


def snapped(text: str, run: Run) -> tuple[int, int]:
    """The bounds of a run, moved outward to the next edge of an item where that is near and no prose lies between."""
    start, end = run.start, run.end
    before = text[max(0, start - TAIL) : start]
    edge = next((i for i in range(len(before), 0, -1) if _EDGE.match(before[i - 1])), 0 if start <= TAIL else None)
    if edge is not None and _cost(before[edge:]) <= LOOSE:
        start -= len(before) - edge
    after = text[end : end + TAIL]
    last = len(after) if end + len(after) == len(text) else None
    edge = next((i for i, c in enumerate(after) if _EDGE.match(c)), last)
    if edge is not None and _cost(after[:edge]) <= LOOSE:
        end += edge
    if start == 0 and end < len(text) and text[end] in _MARK:
        end += 1
    return start, end
