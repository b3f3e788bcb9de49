"""The evidence that a family's tool wrote a text, from the counts of its words.

For each family the score adds, pair by pair, how much better "this writer always has the spun form" explains the
counts than natural use does; impossible forms count extra. The unit is the nat (natural logarithm of odds).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.spun.exact import rule_families
from cleaner.stages.spun.families import Family, Pair, natural_ppm
from cleaner.stages.spun.scan import Ints, Scanner
from cleaner.stages.spun.second import FEWEST, Size, tells

Label = Literal["clean", "suspect", "spun"]
Floats = NDArray[np.float64]

# How much evidence (nats) a text must show: so much up to so many Han characters, and so much more for ten times as
# many, since natural chance hits add up. No clean text of 150 characters reaches 10.
_NEED, _SHORT, _DECADE = 8.0, 120, 20.0
# Impossible forms decide with less evidence from words, but with no less than this.
_NEED_HARD, _HARD_PART = 12.0, 0.6
# From which part of the needed evidence on a text is suspect, and the steepness of ``share`` (0.76 where it is spun).
SUSPECT = 0.6
_MIDDLE, _STEEP = 0.9, 11.7
# From here on a page gets a second look: one natural page in a hundred.
OPEN = 0.35
# From here on a page gets a glance: a few forms of a small dictionary say no more than this, however they read.
GLANCE = 0.08
# One pair says so much and not more, whatever the counts: natural writers have habits, too.
_MOST = 4.0
# The uses of a form that are told apart where only a bound is wanted.
_COUNTED = 6
# With fewer different forms than this (each saying more than the second value), words say no more than the third.
_FORMS, _SAYS, _FEW = 4, 0.5, 4.0
# How likely an article's tool has a pair of its family, by the number of pages that show the pair: tools change their
# dictionaries between articles and years. The first is for pairs that nobody kept a page for.
_HAS_PAIR = (0.15, 0.5, 0.7)
# What each impossible form says, and each kind of them; more than so many say no more.
HARD, _HARD_KIND, _HARD_MOST = 4.0, 3.0, 6
# A writer of this family still uses the original so often (a part that was not spun, another sense).
SLIP = 0.1
# The rate of a word that a count of 60 M words does not hold, in a million.
_UNSEEN = 0.003


class _Groups:
    """Pairs in groups: those of one family that share a word."""

    def __init__(self, keys: Sequence[tuple[int, int]], rows: Iterable[int]) -> None:
        """``keys``: family and word of every pair; ``rows``: the pairs to group."""
        members: dict[tuple[int, int], list[int]] = defaultdict(list)
        for row in rows:
            members[keys[row]].append(row)
        self.family: Ints = np.array([family for family, _ in members], np.int64)
        self.word: Ints = np.array([word for _, word in members], np.int64)
        widest = max(map(len, members.values()), default=0)
        # A group that has fewer pairs than others repeats its last one.
        table = [(own + own[-1:] * widest)[:widest] for own in members.values()]
        self.pairs: Ints = np.array(table, np.int64).reshape(-1, max(1, widest))

    def present(self, there: NDArray[np.bool_]) -> Ints:
        """The groups whose word stands in the text; ``there`` tells it for all words."""
        return there.take(self.word).nonzero()[0]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the detector says of a text.

    score: evidence as a part of what is needed to call the text spun, or a bound where that is too little to look
    closer.  family: the likeliest one, ``None`` for clean text and where a suspect text's tool is in no family.
    scores: evidence by family in nats, from words alone, where it was looked at.  hard: uses of impossible forms, by
    rule id.  part: only some lines show it.  whole: a frequent character is replaced all over the text, so no part of
    it is as its author wrote it.
    """

    label: Label
    score: float
    family: str | None = None
    scores: Mapping[str, float] = field(default_factory=dict)
    hard: Mapping[str, int] = field(default_factory=dict)
    part: bool = False
    whole: bool = False

    @property
    def share(self) -> float:
        """The score as a number between 0 (natural) and 1 (spun)."""
        return 1.0 / (1.0 + math.exp(min(60.0, max(-60.0, (_MIDDLE - self.score) * _STEEP))))


class Detector:
    """Scores texts for a set of families from the counts of their words.

    extra: more words to scan for.  scanner: one that has all words of the families, made here if there is none.
    has_pair: how likely a tool has a pair that no page, one, or more pages show.
    """

    def __init__(
        self,
        known: Sequence[Family],
        extra: Iterable[str] = (),
        scanner: Scanner | None = None,
        has_pair: Sequence[float] = _HAS_PAIR,
    ) -> None:
        self.names = [family.name for family in known]
        rows = [(n, p) for n, f in enumerate(known) for p in f.pairs if len(p.spun) > 1 and len(p.original) > 1]
        self.scanner = scanner or Scanner([*(w for _, p in rows for w in (p.original, p.spun)), *extra])
        index = self.scanner.index
        self._swaps: Ints = np.array([(n, index[p.original], index[p.spun]) for n, p in rows], np.int64).T
        rows = [(n, p) for n, p in rows if p.kind != "N"]
        self._spun: Ints = np.array([index[p.spun] for _, p in rows], np.int64)
        self._original: Ints = np.array([index[p.original] for _, p in rows], np.int64)
        self._pairs, self._families = [p for _, p in rows], np.array([n for n, _ in rows], np.int64)
        self._nested = np.array([p.original in p.spun for _, p in rows])
        spun_ppm, original_ppm = (
            np.array([max(rate, _UNSEEN) for rate in rates])
            for rates in ([natural_ppm(p) for _, p in rows], [p.original_ppm for _, p in rows])
        )
        natural = np.clip(spun_ppm / (spun_ppm + original_ppm), 1e-6, 1 - 1e-6)
        self._always = np.log((1 - SLIP) / natural)
        self._never = np.log(SLIP / (1 - natural))
        self._has_pair = np.array([has_pair[min(p.count, len(has_pair) - 1)] for _, p in rows])
        self._by_spun = _Groups([(n, index[p.spun]) for n, p in rows], range(len(rows)))
        shown = {(n, p.original) for n, p in rows if p.count}
        # A pair that nobody kept a page for says nothing against its family where another pair has its original.
        speak = [i for i, (n, p) in enumerate(rows) if p.count > 0 or (n, p.original) not in shown]
        self._by_original = _Groups([(n, index[p.original]) for n, p in rows], speak)
        self._lacks_pair = 1 - self._has_pair
        self._telling: Ints = np.array([i for i, (_, p) in enumerate(rows) if tells(p)], np.int64)
        self._limits = self._gains()
        # What one use of each word says for each family, as far as it stands alone: forms for it, originals against.
        self.alone: Floats = self._limits[len(self.scanner.words) : 2 * len(self.scanner.words)].copy()
        loss = np.maximum.reduce(self._odds(self._by_original.pairs, self._never.take(self._by_original.pairs)), axis=1)
        np.add.at(self.alone, (self._by_original.word, self._by_original.family), loss)

    def _gains(self) -> Floats:
        """The most that uses of a word say for each family: a row a word, for no use, one, … ``_COUNTED`` or more."""
        pairs = np.arange(len(self._pairs))
        gains = np.zeros((_COUNTED + 1, len(self.scanner.words), len(self.names)))
        for uses, table in enumerate(gains[1:], 1):
            told = self._odds(pairs, self._always * uses if uses < _COUNTED else np.full(len(pairs), _MOST))
            np.maximum.at(table, (self._spun, self._families), told)
        return gains.reshape(-1, len(self.names))

    def gain(self, family: str) -> Floats:
        """What a single use of each word says for a family, at the most."""
        row = slice(len(self.scanner.words), 2 * len(self.scanner.words))
        gain: Floats = self._limits[row, self.names.index(family)]
        return gain

    def most(self, counts: Ints) -> float:
        """No family's score is above this; it costs a fraction of ``scores``."""
        there = counts.astype(bool).nonzero()[0]  # of numbers this takes three times as long
        uses = np.minimum(counts.take(there), _COUNTED)
        limits: Floats = np.add.reduce(self._limits.take(uses * len(counts) + there, axis=0), axis=0)
        most: float = max(0.0, *limits.tolist())
        return most

    def forms(self, counts: Ints) -> int:
        """How many forms of one family at the most stand in the text, tell something, and have no original there.

        It costs a tenth of ``scores``.
        """
        pairs = self._telling
        spun = counts.take(self._spun.take(pairs))
        there = spun.astype(bool).nonzero()[0]
        if len(there) < FEWEST:
            return len(there)
        pairs, spun = pairs.take(there), spun.take(there)
        pairs = pairs[counts.take(self._original.take(pairs)) == spun * self._nested.take(pairs)]
        found = set(zip(self._families.take(pairs).tolist(), self._spun.take(pairs).tolist(), strict=True))
        return max(Counter(family for family, _ in found).values(), default=0)

    def scores(self, counts: Ints) -> dict[str, float]:
        """Evidence by family for a text with these word counts, in nats.

        An original whose forms are all absent speaks against its family. Where several pairs share a word, one counts:
        the best for a spun form, the one that says least against for an original. A few forms alone say little.
        """
        there = counts > 0
        gained = self._by_spun.present(there)
        told = self._told(self._by_spun.pairs.take(gained, axis=0), counts)
        gain, family = np.maximum.reduce(told, axis=1), self._by_spun.family.take(gained)
        lost = self._by_original.present(there)
        pairs = self._by_original.pairs.take(lost, axis=0)
        uses = counts.take(self._by_original.word.take(lost))[:, None]
        against = self._odds(pairs, uses * self._never.take(pairs))
        against[there.take(self._spun.take(pairs))] = 0.0
        loss = np.maximum.reduce(against, axis=1)
        size = len(self.names)
        total = np.bincount(family, gain, size) + np.bincount(self._by_original.family.take(lost), loss, size)
        several = np.bincount(family, gain > _SAYS, size) >= _FORMS
        return dict(zip(self.names, np.where(several, total, np.minimum(total, _FEW)).tolist(), strict=True))

    def _told(self, pairs: Ints, counts: Ints) -> Floats:
        """What each of these pairs says for its family, in nats."""
        spun = counts.take(self._spun.take(pairs))
        original = counts.take(self._original.take(pairs)) - spun * self._nested.take(pairs)
        np.maximum(original, 0, out=original)
        return self._odds(pairs, spun * self._always.take(pairs) + original * self._never.take(pairs))

    def _odds(self, pairs: Ints, ratio: Floats) -> Floats:
        """The evidence of pairs that a tool may not have."""
        told = np.exp(np.minimum(ratio, _MOST))
        told *= self._has_pair.take(pairs)
        told += self._lacks_pair.take(pairs)
        out: Floats = np.log(told, out=told)
        return out

    def hidden(self, counts: Ints, family: str) -> list[Pair]:
        """The pairs of a family whose form stands in the text while the original does not."""
        spun = counts.take(self._spun)
        there = spun > 0
        there &= self._families == self.names.index(family)
        there &= counts.take(self._original) == spun * self._nested
        return [self._pairs[i] for i in there.nonzero()[0].tolist()]

    def swapped(self, before: NDArray[np.bool_], after: NDArray[np.bool_]) -> int:
        """How many forms of one family a text has that another has not, which has their originals instead.

        ``before`` and ``after``: which words of the scanner the other one has, and the text.
        """
        _, originals, forms = self._swaps
        pairs = ((after & ~before).take(forms) & (before & ~after).take(originals)).nonzero()[0]
        found = np.unique(self._swaps[::2, pairs], axis=1)
        return int(np.bincount(found[0], minlength=1).max())

    def spared(self, here: Ints, page: Ints, family: str) -> float:
        """What the originals in a part of a page say for a family's tool there (nats, never above 0).

        A tool replaces all uses of a word, so they speak against it as far as the rest of the page shows their pairs.
        """
        rest = page - here
        alone = here[self._original] > np.where(self._nested, here[self._spun], 0)
        pairs = np.flatnonzero((self._families == self.names.index(family)) & alone & (rest[self._spun] > 0))
        told: dict[int, float] = {}
        for word, gain in zip(self._original[pairs].tolist(), self._told(pairs, rest).tolist(), strict=True):
            told[word] = min(max(told.get(word, 0.0), gain), -math.log(SLIP))
        return -sum(told.values())

    def judge(self, counts: Ints, hard: Mapping[str, int], size: Size) -> Finding:
        """The finding for a text of this ``size`` with these word counts and impossible forms (by rule id)."""
        need = needed(size, bool(hard))
        if not hard and (most := self.most(counts)) < OPEN * need:
            return Finding("clean", most / need)
        scores = self.scores(counts)
        support = dict(scores)
        for rule, number in hard.items():
            for name in rule_families(rule):
                support[name] += _HARD_KIND + HARD * min(number, _HARD_MOST)
        family = max(support, key=lambda name: (support[name], name))
        total = scores[family] + HARD * min(sum(hard.values()), _HARD_MOST) + _HARD_KIND * min(len(hard), _HARD_MOST)
        score = total / need
        label: Label = "spun" if score >= 1 else "suspect" if score >= SUSPECT else "clean"
        return Finding(label, score, family if label != "clean" else None, scores, dict(hard))


def needed(size: Size, hard: bool) -> float:
    """The evidence in nats from which on a text of this ``size`` counts as spun."""
    need = _NEED + _DECADE * size.decades(_SHORT)
    return max(_NEED_HARD, _HARD_PART * need) if hard else need
