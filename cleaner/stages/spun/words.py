"""Put words back: which spun forms of a page's family stand where the original stood.

A tool's map is one-to-one within an article, and it leaves no original behind. So a form is a candidate if its
original stands nowhere in the spun part of the page. How the words read on both sides of it (``lattice``), what the
characters around it ask for (``contexts``), what was seen beside both words (``collocations``) and how common they
are gives the odds of each place (``odds``); the
rest of the page corrects them (``whole``).
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from math import exp
from typing import NamedTuple

from cleaner.doc import Edit
from cleaner.needles import places_of
from cleaner.patterns import lazy
from cleaner.rules import rule_book
from cleaner.stages.spun.families import Family, Pair
from cleaner.stages.spun.lattice import Alternative, margins
from cleaner.stages.spun.model import Scorer, bigrams
from cleaner.stages.spun.odds import Place
from cleaner.stages.spun.whole import Page, weighed

# Characters of context on either side of what is decoded together, and how far apart such places may lie.
_CONTEXT = 6
# A place that lies in a longer one is no more than so many places away from it.
_NESTED = 8
# As many places are decoded together, and no more: the work on a group grows with its square.
_CROWD = 32
_TITLE = re.compile("《[^《》\n]{1,60}》")
_FIRM = lazy("[\u3400-\u9fff]{2,16}有限(?:责任)?公司")
_HAN = lazy("[\u3400-\u9fff]{2,}")
# Odds (nats) from which on a place is put back, and from which on a guess is worth making (option ``unsafe``):
# calibrated on pages spun by machine (``python -m tests.benchmarks spun words``).
SURE, GUESS = 2.9, 0.3
# What a guess must have more where the original stands in the page, too, and where no page was kept that shows the
# pair; the second also holds for what is sure.
_PRESENT, _RECALLED = 2.3, 2.3
# Where another model than ours reads the words, too: weights of the odds by ours and of how much better the original
# reads by that one (log10, no more than the third), and a constant; fitted with ``zh_CN.lm``.
_OURS, _THEIRS, _MOST_READS, _BOTH = 0.72, 1.0, 8.0, -0.15
# What a form must have more that is too common a word to be changed lightly.
_COMMON = 0.3


class Candidate(NamedTuple):
    """A place with what speaks for and against it.

    odds: natural logarithm of the odds that the tool put the form there.  present: how often the original stands in
    the spun part by itself.  named: it stands in the name of a company or in a term of its own.
    """

    place: Place
    odds: float
    present: int
    named: bool

    @property
    def sure(self) -> bool:
        """Whether the place may be put back without being asked: the original is found nowhere else."""
        pair = self.place.pair
        least = SURE + (_COMMON if pair.spun in common() else 0.0)
        return self.free and shown(pair) and pair.spun not in never() and self.reserved >= least

    @property
    def likely(self) -> bool:
        """Whether putting the place back is right much more often than not."""
        return shown(self.place.pair) and self.reserved >= GUESS + (_PRESENT if self.present else 0.0)

    @property
    def free(self) -> bool:
        """Whether the original stands nowhere else in the spun part, and the place in no name."""
        return not self.present and not self.named

    @property
    def reserved(self) -> float:
        """The odds, less for a pair that no kept page shows."""
        return self.odds - (0.0 if self.place.pair.count else _RECALLED)


def shown(pair: Pair) -> bool:
    """Whether a page was kept that shows the pair, or the form is so rare that it needs none."""
    return pair.count > 0 or pair.kind in "XR"


@cache
def common() -> frozenset[str]:
    """Forms that some tool puts in, but that are so common that more must speak for their originals."""
    return frozenset(rule_book()["spun.word"].extra["common"])


@cache
def never() -> frozenset[str]:
    """Forms that are names, too, or go where their originals go, and are not to be changed unasked."""
    return frozenset(rule_book()["spun.word"].extra["never"])


@cache
def _terms() -> re.Pattern[str]:
    """Terms that hold a spun form where no tool had the original."""
    return re.compile("|".join(map(re.escape, rule_book()["spun.word"].extra["terms"])))


def restorations(
    folded: str, spun: Sequence[tuple[int, int]], families: Sequence[Family], model: Scorer, left: str = ""
) -> Iterator[Edit]:
    """Edits on a folded text for the words to put back, in Simplified; ``spun``: the ranges (paragraphs) to look at.

    ``left``: the text with blanks for what repairs have put in, if there were any: those words were replaced, too.

    Of places that overlap, the strongest is taken. Its rule is ``spun.word``, or ``spun.word-guess`` where it is not
    sure.
    """
    taken: list[tuple[int, int]] = []
    ranked = sorted(candidates(folded, spun, families, model, left), key=lambda c: (not c.sure, -c.odds, c.place.start))
    for found in ranked:
        start, end, pair, _ = found.place
        if not (found.sure or found.likely) or any(a < end and start < b for a, b in _near(taken, start)):
            continue
        insort(taken, (start, end))
        rule = "spun.word" if found.sure else "spun.word-guess"
        reason = f"{pair.spun} stands for {pair.original}, odds {found.odds:.1f}"
        yield Edit(start, end, pair.original, rule, reason, round(1 / (1 + exp(-found.odds)), 3))


def _near(taken: list[tuple[int, int]], start: int) -> list[tuple[int, int]]:
    at = bisect_left(taken, (start, 0))
    return taken[max(0, at - 2) : at + 8]


def candidates(
    folded: str, spun: Sequence[tuple[int, int]], families: Sequence[Family], model: Scorer, left: str = ""
) -> list[Candidate]:
    """Every candidate in the ``spun`` ranges of a folded text, for pairs of these ``families``.

    A ``model`` that is not ours is heard beside ours.
    """
    places, present, page = located(folded, spun, families, bigrams(), left)
    odds = weighed(folded, places, page)
    if model is not bigrams():
        again, _, _ = located(folded, spun, families, model, left)
        reads = (max(-_MOST_READS, min(_MOST_READS, place.margin)) for place in again)
        odds = [_OURS * one + _THEIRS * other + _BOTH for one, other in zip(odds, reads, strict=True)]
    names = [m.span() for form in (_FIRM, _terms()) for start, end in spun for m in form.finditer(folded, start, end)]
    return [
        Candidate(place, each, uses, any(a <= place.start < b for a, b in names))
        for place, uses, each in zip(places, present, odds, strict=True)
    ]


def located(
    folded: str, spun: Sequence[tuple[int, int]], families: Sequence[Family], model: Scorer, left: str = ""
) -> tuple[list[Place], list[int], Page]:
    """The places of all forms in the ``spun`` ranges, how often the original of each stands there, and the page."""
    originals = _by_spun(families)
    body = "\n".join(folded[start:end] for start, end in spun)
    pairs = {(p.original, p.spun) for several in originals.values() for p in several}
    # An original that is also a spun form may have been put there by the tool.
    present = {p: 0 if p[0] in originals else _free_uses(body, *p) for p in pairs if p[1] in body}
    here = {form: originals[form] for _, form in present}
    places = [
        place
        for start, end in spun
        for group in _windows(folded, start, end, here)
        for place in _decoded(folded, _longest(folded, group), model)
    ]
    uses = [present[place.pair.original, place.pair.spun] for place in places]
    gone = {place.pair.spun for place, number in zip(places, uses, strict=True) if place.pair.count and not number}
    keys = frozenset(p.original for family in families for p in family.pairs if p.count and len(p.original) > 1)
    rest = "\n".join(left[start:end] for start, end in spun) if left else body
    kept = sum(word in rest for word in keys if word not in originals)
    return places, uses, Page(len(body), len(gone), kept, keys)


def _by_spun(families: Sequence[Family]) -> dict[str, list[Pair]]:
    """The pairs of each spun form, of the first family that has it; those that a page shows drive out the others."""
    table: dict[str, list[Pair]] = {}
    for family in families:
        own: dict[str, list[Pair]] = defaultdict(list)
        for pair in family.pairs:
            # Of single characters exact rules have the artefacts; 很是 for 很 is a word.
            whole = len(pair.original) > 1 or (pair.kind == "A" and pair.count)
            if len(pair.spun) > 1 and whole and pair.spun not in table:
                own[pair.spun].append(pair)
        table.update({form: [p for p in pairs if p.count] or pairs for form, pairs in own.items()})
    return table


def _free_uses(body: str, original: str, spun: str) -> int:
    """How often ``original`` stands in ``body`` outside of ``spun``."""
    return body.count(original) - (body.count(spun) * spun.count(original) if original in spun else 0)


def _windows(folded: str, start: int, end: int, originals: dict[str, list[Pair]]) -> Iterator[list[Place]]:
    """Groups of places in one paragraph that lie close enough to be decoded together."""
    titles = [m.span() for m in _TITLE.finditer(folded, start, end)]
    body = folded[start:end]
    uses = sorted((start + at, start + at + len(form)) for form in originals for at in places_of(form, body))
    group: list[Place] = []
    run_end = start
    for at, past in uses:
        if at >= run_end:
            run_end = run.end() if (run := _HAN.match(folded, at, end)) else at + 1
            if group:
                yield group
            group = []
        if past > run_end or any(a <= at < b for a, b in titles):
            continue
        for pair in originals[folded[at:past]]:
            if group and (at - group[-1].end >= _CONTEXT or len(group) >= _CROWD):
                yield group
                group = []
            group.append(Place(at, past, pair, 0.0))
    if group:
        yield group


def _longest(folded: str, places: Sequence[Place]) -> list[Place]:
    """The places without those that do a part of what a longer one there does: 从义 in 社会从义.

    Each would keep the other from reading any better than the form that it stands for.
    """
    return [
        place
        for row, place in enumerate(places)
        if not any(_does(folded, other, place) for other in places[max(0, row - _NESTED) : row + _NESTED])
    ]


def _does(folded: str, whole: Place, part: Place) -> bool:
    """Whether ``whole`` holds ``part`` and more, and puts back what that puts back."""
    left, right = whole.start, whole.end
    if (left, right) == (part.start, part.end) or not left <= part.start < part.end <= right:
        return False
    return folded[left : part.start] + part.pair.original + folded[part.end : right] == whole.pair.original


def _decoded(folded: str, places: Sequence[Place], model: Scorer) -> Iterator[Place]:
    """Each place with its margin, decoded with its neighbours."""
    first, last = places[0].start, max(p.end for p in places)
    left, right = first, last
    while left > max(0, first - _CONTEXT) and _HAN.match(folded[left - 1] * 2):
        left -= 1
    while right < min(len(folded), last + _CONTEXT) and _HAN.match(folded[right] * 2):
        right += 1
    alternatives = [Alternative(p.start - left, p.end - left, p.pair.original) for p in places]
    for place, margin in zip(places, margins(folded[left:right], alternatives, model), strict=True):
        yield place._replace(margin=margin)
