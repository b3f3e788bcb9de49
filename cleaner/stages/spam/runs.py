"""Score a line: find the runs in it where evidence of spam outweighs the text between.

Each hit of the lexicon gives points, each character between hits takes some: function characters and sentence marks
take most, because spam has few of them, and the model makes a gap cheaper or dearer. A run is a stretch where the sum
stays up; it ends where prose begins.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter

from cleaner.pattern_tables import pattern_table
from cleaner.stages.spam.lexicon import FIRM, NO_TRADE, POINTS, Hit
from cleaner.stages.spam.reading import EDGE, MARKS, Reading

DROP = 6.0
AHEAD = 60
REPEAT = 0.4
TAIL = 8
# A run of so many characters that are all words of spam needs no further evidence, and is no prose.
PACKED = 8
LOOSE = 1.8
# What a piece beside a run must score by itself to go with it (``MORE`` where it ends in the middle of something), and
# a clause at its end to stay in it. So many digits may be a date.
OWN = -0.3
MORE = 1.0
DATE = 4
CLEAN = 0.5
PAGE = -1.5
CLAUSE = 10
ITEM = 20
FUNCTION = "的了是在和有不我他她它们这那就也都而与及或但于为以被把从到对将会能要可已经其之所使让由着过吧呢吗啊"
_COST = {
    **dict.fromkeys(FUNCTION, 0.7),
    **dict.fromkeys("。！？；…!?;", 1.5),
    **dict.fromkeys(",:\"'《》", 0.3),
    "、": 1.0,
    **dict.fromkeys("|_-/\\·•#~*+=●◆■★☆▬【】[]()<>{}〖〗「」 ", 0.05),
}
_DIGITS = re.compile(rf"[0-9]{{{DATE},}}")
_ENDS = f"{MARKS} "
_MARK = "!。~?"
# The number or the name of an account, or an address.
_ACCOUNT = re.compile(r"[0-9]{7}|[〇零一二三四五六七八九]{7}|(?=[a-z]*[0-9_.])(?=[0-9_.]*[a-z])[a-z0-9_.]{6}")
_begin = attrgetter("start")
_CLOSES = f"{MARKS})】]>》」〗}}"
_OPENS = "(【[<《「〖{ "
# What the n-grams say at most of a heading of Markdown before what is glued to it.
HONEST = -3.0


@dataclass(slots=True)
class Run:
    """A stretch of a view with its points, its family and what it rests on; ``entire``: a sentence of a paragraph."""

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
    packed: bool = False
    entire: bool = False

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
        if self.certain or self.framed or self.packed:
            return True
        if self.firm >= 2 and (self.sure or self.contacts or self.firm >= 3):
            return True
        if self.sure and (self.contacts or len(self.weak) >= 3):
            return True
        if self.odd and (self.firm or (self.odd >= 2 and len(self.weak) >= 2)):
            return True
        return self.model >= SURE_MODEL and (self.firm > 0 or (self.contacts > 0 and len(self.weak) >= 2))

    @property
    def lone(self) -> bool:
        """Whether one telling word beside an ordinary contact is all: honest shops have one of these words, too."""
        company = self.certain or self.odd or len(self.weak) >= COMPANY
        return self.firm == 1 and self.plain > 0 and not company


SURE_MODEL = 7.0
# So many weak words are company for a telling one.
COMPANY = 3


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
    return sum([_COST.get(c, 0.3 if c > "\u2e80" else 0.1) for c in gap])


def describe(line: Reading, hits: Sequence[Hit], points: float) -> Run:
    """The run over ``hits``; the model adds up to four points, or takes up to three.

    It takes none where a packed run is all of a line, as names of houses beside words of the web are.
    """
    text, strength = line.text, line.strength
    run = Run(hits[0].start, hits[-1].end, points, "")
    votes: dict[str, float] = defaultdict(float)
    own: set[str] = set()
    for hit in hits:
        word = text[hit.start : hit.end]
        firm = hit.kind in FIRM
        for family in hit.families:
            votes[family] += POINTS[hit.kind] / len(hit.families) * (1.0 if firm and family != NO_TRADE else 0.1)
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
    spare = run.end - run.start - sum(hit.end - hit.start for hit in hits)
    run.packed = bool(run.sure) and len(run.weak) >= 2 and spare == 0 and run.end - run.start >= PACKED
    all_of_it = run.packed and run.end - run.start == len(text.strip())
    run.points += min(max(0.5 * (run.model - 4.0), 0.0 if all_of_it else -3.0), 4.0)
    return run


def names_account(text: str, run: Run) -> bool:
    """Whether a run holds what may be the number or the name of an account, whatever stands before it."""
    return _ACCOUNT.search(text, run.start, run.end) is not None


def snapped(line: Reading, run: Run) -> tuple[int, int]:
    """The bounds of a run, moved outward over what the model finds spam too, and to the next edge of an item.

    An edge counts where it is near and no prose lies between.
    """
    text = line.text
    start, end = _grown(line, run)
    before = text[max(0, start - TAIL) : start]
    edge = next((i for i in range(len(before), 0, -1) if EDGE.match(before[i - 1])), 0 if start <= TAIL else None)
    if edge and start <= TAIL and before[edge - 1] in ")】]" and cost(before) <= LOOSE:
        edge = 0
    if edge is not None and _more(line, start - len(before) + edge, start):
        start -= len(before) - edge
    after = text[end : end + TAIL]
    last = len(after) if end + len(after) == len(text) else None
    edge = next((i for i, c in enumerate(after) if EDGE.match(c)), last)
    if edge is not None and _more(line, end, end + edge):
        end += edge
    if start == 0 and end < len(text) and text[end] in _MARK:
        end += 1
    return start, end


def _grown(line: Reading, run: Run) -> tuple[int, int]:
    """The bounds of a run with what the model finds spam beside it, also where n-grams over the edge do not count."""
    text = line.text
    start, end = line.strength.grown(text, run.start, run.end)
    if start and not _parts(text[start - 1]) and not _more(line, start, run.start, MORE):
        start = run.start
    if end < len(text) and not _parts(text[end]) and not _more(line, run.end, end, MORE):
        end = run.end
    return start, end


def _more(line: Reading, start: int, end: int, least: float = OWN) -> bool:
    """Whether a short piece beside a run goes with it: no prose, no date, not what the model finds clean by itself."""
    piece = line.text[start:end]
    if cost(piece) > LOOSE or (len(piece) >= DATE and piece.isdigit()):
        return False
    return not any(map(str.isalnum, piece)) or line.strength.score(start, end) >= least


def without_clauses(line: Reading, start: int, end: int) -> tuple[int, int]:
    """The bounds of a finding, short of clauses of prose and dates at its ends that hold no evidence of their own.

    A character is scored with the two that follow, so the end of a clause before spam looks like spam. A clause that is
    cut in the middle is judged as a whole; at an end of the line it must be far from spam to be left.
    """
    text, size = line.text, len(line.text)
    inside = line.hits[bisect_left(line.hits, start, key=_begin) : bisect_left(line.hits, end, key=_begin)]
    firm = [h for h in inside if h.kind != "weak" and h.end <= end]
    first = min((h.start for h in firm), default=end)
    last = max((h.end for h in firm), default=start)
    at = next((i for i in range(start, min(start + CLAUSE, first, end)) if text[i] in _ENDS), None)
    if at is not None:
        far = max(0, start - ITEM)
        left = next((i for i in range(start, far, -1) if _parts(text[i - 1])), far)
        least = PAGE if not left else CLEAN if left < start else OWN
        if (left < start or text[at] != " ") and line.strength.score(left, at + 1) < least:
            start = at + 1
    at = next((i for i in range(end - 2, max(end - CLAUSE, last, start) - 1, -1) if text[i] in _ENDS), None)
    if at is not None:
        far = min(size, end + ITEM)
        right = next((i for i in range(end - 1, far) if _parts(text[i])), far)
        least = PAGE if right == size else CLEAN if right > end else OWN
        if (right > end or text[at] != " ") and line.strength.score(at + 1, right) < least:
            end = at
    return _trimmed(text, start, end, first)


def _trimmed(text: str, start: int, end: int, first: int) -> tuple[int, int]:
    """The bounds without a date before the ``first`` word that tells, and without marks that belong to the rest."""
    if start and (date := _DIGITS.match(text, start, min(first, end))):
        start = date.end()
    while 0 < start < end and text[start] in _CLOSES:
        start += 1
    while start < end < len(text) and text[end - 1] in _OPENS:
        end -= 1
    return start, end


def _parts(char: str) -> bool:
    return char in MARKS or bool(EDGE.match(char))


def without_label(line: Reading, start: int, end: int) -> tuple[int, int]:
    """The bounds of a finding at the beginning of a line, without the heading or the label of the page before it.

    A heading bears its mark and is no spam to the n-grams.
    """
    label = _label().match(line.text) if not line.text[:start].strip("# ") else None
    if not label or label.end() >= end or any(h.kind != "weak" and h.start < label.end() for h in line.hits):
        return start, end
    honest = not label["mark"] or line.strength.score(*label.span("name")) < HONEST
    return (label.end(), end) if honest else (start, end)


def _label() -> re.Pattern[str]:
    return pattern_table("pitching")["site-label"]


def is_label(text: str) -> bool:
    """Whether a text is the name of a part of a site."""
    found = _label().fullmatch(f"{text} ")
    return found is not None and not found["mark"]


def without_menu(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of a finding, short of the menu of the real page that begins near its end."""
    menu = pattern_table("pitching")["menu"].search(text, max(start, end - 2 * TAIL), end + TAIL)
    return (start, min(end, menu.start())) if menu and menu.end() < len(text) else (start, end)
