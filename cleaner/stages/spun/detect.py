"""Tell machine-spun text: a tool puts its word everywhere, so the spun form is there and the original is not.

For each family the score adds, pair by pair, how much better "this writer always has the spun form" explains the
counts than natural use does; impossible forms count extra. The unit is the nat (natural logarithm of odds).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.spun.exact import Match, exact_rules, hard_forms, matches, rule_families
from cleaner.stages.spun.families import Family, families
from cleaner.stages.spun.scan import Ints, Scanner

Label = Literal["clean", "suspect", "spun"]
Floats = NDArray[np.float64]

# A page is suspect from here on, and spun from the second value on; an impossible form in a suspect page decides it.
SUSPECT, SPUN = 12.0, 25.0
# Where ``share`` is one half, and how fast it rises: 0.03 where suspicion begins, 0.73 where a page counts as spun.
_MIDDLE, _WIDTH = 22.0, 3.0
# One pair says so much and not more, whatever the counts: natural writers have habits, too.
_MOST = 4.0
# An original whose spun form is absent speaks for a natural text: so much a use, and so much at most.
_USE, _USES = 0.35, 1.5
_HARD, _HARD_KIND, _HARD_MOST = 4.0, 3.0, 6
# A writer of this family still uses the original so often (a part that was not spun, another sense).
_SLIP = 0.1
# A family whose own evidence is at least this share of the best one's may have left artefacts, too.
_KIN = 0.4
# The rate of a word that a count of 60 M words does not hold, in a million.
_UNSEEN = 0.003


class _Groups(NamedTuple):
    """Pairs in an order in which those with the same family and the same word stand together."""

    order: Ints
    starts: Ints

    @staticmethod
    def of(keys: Sequence[tuple[int, str]]) -> _Groups:
        order = sorted(range(len(keys)), key=keys.__getitem__)
        new = [i for i, at in enumerate(order) if i == 0 or keys[at] != keys[order[i - 1]]]
        return _Groups(np.array(order, np.int64), np.array(new, np.int64))

    def highest(self, values: Floats) -> Floats:
        """The highest value of each group."""
        best: Floats = np.maximum.reduceat(values[self.order], self.starts)
        return best


@dataclass(frozen=True, slots=True)
class Finding:
    """What the detector says of a text.

    score: evidence in nats.  family: the likeliest one, ``None`` for clean text.  scores: evidence by family, without
    the impossible forms.  hard: how many impossible forms, by rule id.
    """

    label: Label
    score: float
    family: str | None = None
    scores: Mapping[str, float] = field(default_factory=dict)
    hard: Mapping[str, int] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """The score as a number between 0 (natural) and 1 (spun)."""
        return 1.0 / (1.0 + math.exp(min(60.0, (_MIDDLE - self.score) / _WIDTH)))


class Detector:
    """Scores texts for a set of families from the counts of their words."""

    def __init__(self, known: Sequence[Family], extra: Iterable[str] = ()) -> None:
        self.names = [family.name for family in known]
        rows = [(n, p) for n, f in enumerate(known) for p in f.pairs if len(p.spun) > 1 and len(p.original) > 1]
        self.scanner = Scanner([*(w for _, p in rows for w in (p.original, p.spun)), *extra])
        rows = [(n, p) for n, p in rows if p.kind != "N"]
        index = self.scanner.index
        self._spun: Ints = np.array([index[p.spun] for _, p in rows], np.int64)
        self._original: Ints = np.array([index[p.original] for _, p in rows], np.int64)
        self._nested = np.array([p.original in p.spun for _, p in rows])
        self._by_spun = _Groups.of([(n, p.spun) for n, p in rows])
        self._by_original = _Groups.of([(n, p.original) for n, p in rows])
        self._families: Ints = np.array([n for n, _ in rows], np.int64)
        spun_ppm, original_ppm = (
            np.array([max(rate, _UNSEEN) for rate in rates])
            for rates in ([p.spun_ppm for _, p in rows], [p.original_ppm for _, p in rows])
        )
        natural = np.clip(spun_ppm / (spun_ppm + original_ppm), 1e-6, 1 - 1e-6)
        self._always = np.log((1 - _SLIP) / natural)
        self._never = np.log(_SLIP / (1 - natural))

    def tally(self, found: Ints) -> Ints:
        """How often each word of the scanner is among ``found``."""
        return np.bincount(found, minlength=len(self.scanner.words))

    def scores(self, counts: Ints) -> dict[str, float]:
        """Evidence by family for a text with these word counts, in nats."""
        spun = counts[self._spun]
        original = np.maximum(counts[self._original] - np.where(self._nested, spun, 0), 0)
        ratio = np.clip(spun * self._always + original * self._never, -_MOST, _MOST)
        told = self._by_spun.highest(np.where(spun > 0, ratio, -np.inf))
        missed = self._by_original.highest(np.where(spun > 0, 0.0, np.minimum(_USES, _USE * original)))
        gained = self._summed(np.where(np.isfinite(told), told, 0.0), self._by_spun)
        lost = self._summed(missed, self._by_original)
        return dict(zip(self.names, (gained - lost).tolist(), strict=True))

    def _summed(self, values: Floats, groups: _Groups) -> Floats:
        family = self._families[groups.order[groups.starts]]
        return np.bincount(family, values, len(self.names)).astype(np.float64)

    def judge(self, counts: Ints, hard: Mapping[str, int]) -> Finding:
        """The finding for a text with these word counts and impossible forms (uses by rule id)."""
        scores = self.scores(counts)
        support = dict(scores)
        for rule, number in hard.items():
            for name in rule_families(rule):
                support[name] += _HARD_KIND + _HARD * min(number, _HARD_MOST)
        family = max(support, key=lambda name: (support[name], name))
        score = scores[family] + _HARD * min(sum(hard.values()), _HARD_MOST) + _HARD_KIND * min(len(hard), _HARD_MOST)
        if hard and score >= SUSPECT:
            score += SPUN - SUSPECT
        label: Label = "spun" if score >= SPUN else "suspect" if score >= SUSPECT else "clean"
        return Finding(label, score, family if label != "clean" else None, scores, dict(hard))


def examine(text: str) -> tuple[Finding, list[Match]]:
    """What the detector says of a whole text, and where exact rules match in it."""
    engine = detector()
    _, found = engine.scanner.find(text)
    counts = engine.tally(found)
    words = engine.scanner.words
    hints = {words[i] for i in _hints()[counts[_hints()] > 0].tolist()}
    found_forms = matches(text, hints) if hints else []
    return engine.judge(counts, hard_forms(found_forms)), found_forms


def active(finding: Finding) -> set[str]:
    """The families whose tools a spun page shows."""
    best = max(finding.scores.values())
    shown = {name for name, score in finding.scores.items() if score >= _KIN * best > 0}
    return shown | {name for rule in finding.hard for name in rule_families(rule)} | ({finding.family or ""} - {""})


@cache
def detector() -> Detector:
    """The detector for the families that come with the package."""
    return Detector(families(), (hint for rule in exact_rules() for hint in rule.hint))


@cache
def _hints() -> Ints:
    """The indices of the hints of exact rules in the detector's scanner."""
    index = detector().scanner.index
    return np.array(sorted({index[hint] for rule in exact_rules() for hint in rule.hint}), np.int64)
