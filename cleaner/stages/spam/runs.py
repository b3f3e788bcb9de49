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

from cleaner.stages.spam.lexicon import POINTS, Hit
from cleaner.stages.spam.reading import EDGE, Reading

DROP = 6.0
AHEAD = 60
REPEAT = 0.4
TAIL = 8
LOOSE = 1.8
FUNCTION = "的了是在和有不我他她它们这那就也都而与及或但于为以被把从到对将会能要可已经其之所使让由着过吧呢吗啊"
_COST = {
    **dict.fromkeys(FUNCTION, 0.7),
    **dict.fromkeys("。！？；…!?;", 1.5),
    **dict.fromkeys(",:\"'《》", 0.3),
    "、": 1.0,
    **dict.fromkeys("|_-/\\·•#~*+=●◆■★☆▬【】[]()<>{}〖〗「」 ", 0.05),
}
_MARK = "!。~?"
# How the menu and the text of a real page begin behind a header that is glued to them.
_MENU = re.compile(
    "[ |]+(?:网站)?(?:首页|公司简介|关于我们|走进|您好|你好|欢迎|当前位置|联系我们|设为首页|加入收藏|登录|网站导航)"
)


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


def find_runs(line: Reading) -> Iterator[Run]:
    """The runs of a line that hold firm evidence, in order, without overlaps."""
    text, hits, strength = line.text, line.hits, line.strength
    firm = {family for h in hits if h.kind != "weak" for family in h.families}
    if not firm:
        return
    hits = [h for h in hits if h.kind != "weak" or firm.intersection(h.families)]
    gaps = [cost(text[a.end : b.start]) * strength.rate(a.end, b.start) for a, b in pairwise(hits)]
    at = 0
    while at < len(hits):
        end, points = _extend(text, hits, gaps, at)
        if any(h.kind != "weak" for h in hits[at : end + 1]):
            yield describe(line, hits[at : end + 1], points)
        at = end + 1


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


def cost(gap: str) -> float:
    """What the characters between two hits take from a run: most for the words and marks of prose."""
    if len(gap) > 80:
        return 5 * DROP
    return sum(_COST.get(c, 0.3 if c > "\u2e80" else 0.1) for c in gap)


def describe(line: Reading, hits: Sequence[Hit], points: float) -> Run:
    """The run over ``hits``; the model adds up to four points, or takes up to three."""
    text, strength = line.text, line.strength
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


def snapped(line: Reading, run: Run) -> tuple[int, int]:
    """The bounds of a run, moved outward over what the model finds spam too, and to the next edge of an item.

    An edge counts where it is near and no prose lies between.
    """
    text = line.text
    start, end = line.strength.grown(text, run.start, run.end)
    before = text[max(0, start - TAIL) : start]
    edge = next((i for i in range(len(before), 0, -1) if EDGE.match(before[i - 1])), 0 if start <= TAIL else None)
    if edge and start <= TAIL and before[edge - 1] in ")】]" and cost(before) <= LOOSE:
        edge = 0
    if edge is not None and cost(before[edge:]) <= LOOSE:
        start -= len(before) - edge
    after = text[end : end + TAIL]
    last = len(after) if end + len(after) == len(text) else None
    edge = next((i for i, c in enumerate(after) if EDGE.match(c)), last)
    if edge is not None and cost(after[:edge]) <= LOOSE:
        end += edge
    if start == 0 and end < len(text) and text[end] in _MARK:
        end += 1
    return start, end


def without_menu(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of a finding, short of the menu of the real page that begins near its end."""
    menu = _MENU.search(text, max(start, end - 2 * TAIL), end + 1)
    return (start, menu.start()) if menu and menu.end() < len(text) else (start, end)
