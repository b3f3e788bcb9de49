"""Lines that may be misread, beside what they may have been."""

from __future__ import annotations

import numpy as np

from cleaner.doc import codes
from cleaner.stages.encoding import gates
from cleaner.stages.encoding.candidate import QUESTION, Candidate, least_mean, varied, wide
from cleaner.stages.encoding.gates import Measures, acceptable, measure
from cleaner.stages.encoding.policies import Family
from cleaner.stages.encoding.readings import never_shown, traits

CERTAIN = 3  # characters of whole UTF-8


_GAP = 10.0  # nats: a gap counts for 25 in the mean, and is 15 worse than a likely character


def _total(candidate: Candidate) -> float:
    """The log probability of a candidate, with what its gaps cost."""
    return candidate.mean * wide(candidate.text) + _GAP * candidate.gaps


class Board:
    """Lines that may be misread, and the best candidate for each so far."""

    def __init__(
        self, texts: list[str], before: Measures, kinds: frozenset[str], follows: list[str], law: str = ""
    ) -> None:
        self.texts, self.follows, self.law = texts, follows, law
        self.before = before
        self.kinds = kinds
        self.best: list[Candidate | None] = [None] * len(texts)
        points = codes("\n".join((*texts, "")))
        self._holds = np.bitwise_or.reduceat(traits().take(points, mode="clip"), gates.line_starts(points))
        self.again: list[tuple[int, Candidate]] = []  # what nothing was chosen for and what is no Chinese yet
        self._utf8: set[int] = set()
        self._jumbled: dict[int, bool] = {}
        self._rival: dict[int, Candidate] = {}  # the next best text for a line

    def written(self, family: Family) -> list[int]:
        """The lines that some habit of the family may show."""
        lines: list[int] = ((self._holds & never_shown(family)) == 0).nonzero()[0].tolist()
        return lines

    def holding(self, trait: int) -> set[int]:
        """The lines that hold a character with one of the bits of ``trait``."""
        return set((self._holds & trait).nonzero()[0].tolist())

    def offer(self, found: list[tuple[int, Candidate]]) -> None:
        """Keep candidates that are acceptable and better than what is known; ``mean`` is filled in here."""
        found = [(i, candidate) for i, candidate in found if candidate.text not in ("", self.texts[i])]
        if not found:
            return
        lines = measure([c.text for _, c in found])
        before = self.before.only([i for i, _ in found])
        least = np.array([least_mean(candidate, candidate.kind in self.kinds) for _, candidate in found])
        eased = np.array([candidate.kind in self.kinds for _, candidate in found])
        proven = np.array([candidate.kind.startswith("utf-8") for _, candidate in found])
        good = acceptable(lines, before, least, eased, proven)
        rows = zip(found, lines.mean.tolist(), lines.foreign.tolist(), good.tolist(), strict=True)
        for (i, each), mean, number, fine in rows:
            candidate = each._replace(mean=mean)
            best = self.best[i]
            lawful = candidate.kind == self.law and candidate.verified
            if lawful or (fine and (varied(candidate) or candidate.kind in self.kinds)):
                if best is None or self._order(best) > self._order(candidate):
                    self.best[i], candidate = candidate, best or candidate
                self._keep_rival(i, candidate)
            elif each.exact and each.kind.startswith("utf-8") and self._may_go_on(each, mean):
                self.again.append((i, candidate))
                if number >= CERTAIN:
                    self._utf8.add(i)

    def replace(self, found: list[tuple[int, Candidate]]) -> None:
        """Take acceptable candidates for what is known, where that is another text; with gaps if it reads better so."""
        known = {i: self.best[i] for i, _ in found}
        found = [(i, each) for i, each in found if (best := known[i]) is None or best.text != each.text]
        for i, _ in found:
            self.best[i] = None
        self.offer(found)
        for i, candidate in known.items():
            best = self.best[i]
            worse = best and candidate and candidate.exact and best.gaps and _total(best) < _total(candidate)
            self.best[i] = candidate if worse or best is None else best

    def promising(self, rows: list[tuple[int, str]], kind: str) -> list[tuple[int, str]]:
        """Those of ``rows`` that may be what lines were before such a misreading, as far as that is cheap to tell."""
        if not rows or kind == self.law or kind.startswith("utf-8"):
            return rows
        hopeless = gates.hopeless([text for _, text in rows]).tolist()
        return [row for row, none in zip(rows, hopeless, strict=True) if not none]

    def _order(self, candidate: Candidate) -> tuple[bool, bool, float]:
        """The best candidate for a line comes first."""
        return candidate.invented, bool(self.law) and candidate.kind != self.law, -candidate.rank

    def _may_go_on(self, candidate: Candidate, mean: float) -> bool:
        """Whether what came out may be misread itself: it does not read as Chinese, or the whole page was."""
        return mean <= gates.LIKELY or self.law.endswith(f", {candidate.kind}")

    def _keep_rival(self, i: int, candidate: Candidate) -> None:
        """Note a candidate that was not chosen, if it is another text."""
        best, rival = self.best[i], self._rival.get(i)
        if best and candidate.text != best.text and (rival is None or rival.rank < candidate.rank):
            self._rival[i] = candidate

    def answer(self, i: int) -> Candidate | None:
        """The best candidate for a line; where nothing was chosen in it, but it was chosen itself, with its lead."""
        best, rival = self.best[i], self._rival.get(i)
        if best is None or not best.exact:
            return best
        lead = best.lead
        if rival is not None and rival.exact and rival.text != best.text:
            lead = max(0.0, best.rank - rival.rank) * len(best.text)
        if "?" in best.text and not best.kind.startswith("utf-8"):
            lead = min(lead, QUESTION)  # it may be a lost character
        return best._replace(lead=0.0 if "\ufffd" in best.text else lead)

    def settled(self, i: int) -> bool:
        """Whether the best candidate for a line gives the observed text if it is misread, and no ``?`` is in doubt."""
        best = self.best[i]
        if best is None or not best.verified:
            return False
        meant = "?" in best.text if best.lead < np.inf else self._may_mark(best, i)
        return not meant

    def certain(self, i: int) -> bool:
        """Whether no other codec has to be tried: so much is UTF-8 only if it was UTF-8."""
        best = self.best[i]
        return i in self._utf8 or (best is not None and best.verified and not self._may_mark(best, i))

    def _may_mark(self, best: Candidate, i: int) -> bool:
        """Whether a character of a line that is meant in its best candidate may be the mark of a loss."""
        return "?" in self.texts[i] or ("・" in self.texts[i] and best.kind.endswith("as sjis"))

    def jumbled(self, i: int) -> bool:
        """Whether a line is letters as no language writes them."""
        if i not in self._jumbled:
            self._jumbled[i] = gates.jumbled(self.texts[i])
        return self._jumbled[i]

    def note(self, i: int) -> None:
        """Note that a line is UTF-8 with losses."""
        self._utf8.add(i)
