"""Judge a line: its runs against a threshold that guards raise and the page lowers."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field

from cleaner.fold import fold
from cleaner.stages.spam.lexicon import Lexicon
from cleaner.stages.spam.model import Model
from cleaner.stages.spam.page import Page
from cleaner.stages.spam.runs import Run, Strength, find_runs, snapped, whole_line
from cleaner.stages.spam.structure import sandwich
from cleaner.stages.spam.view import View, view

THRESHOLD = 6.0
PROSE = 3.0
MANY = 4.0
REST = 8
MORE = 3.5
AROUND = 100
_TRADE = {"escort": "porn", "download": "porn", "lottery": "gambling", "cashout": "loan"}
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of the text that is spam; ``whole`` where its line goes with it."""

    line: int
    start: int
    end: int
    whole: bool
    run: Run
    threshold: float
    notes: str


@dataclass(slots=True)
class Judge:
    """Judges the lines of one page in order, and remembers what it found."""

    page: Page
    lexicon: Lexicon
    model: Model
    findings: list[Finding] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    near: float = 0.0
    rejected: list[tuple[str, int, int, int]] = field(default_factory=list)

    def line(self, index: int) -> None:
        """Add what of a line is spam to ``findings``."""
        lines = self.page.lines
        start, end = int(lines.starts[index]), int(lines.ends[index])
        seen = view(fold(lines.text[start:end]))
        strength = Strength(seen.text, self.model)
        hits = self.lexicon.hits(seen.text)
        if not any(h.kind != "weak" for h in hits) and strength.score(0, len(seen.text)) < 0:
            return
        found = [f for run in find_runs(seen, hits, strength) if (f := self._finding(index, start, seen, run))]
        if not found:
            found = [f for run in sandwich(seen, hits) if (f := self._finding(index, start, seen, run))]
        if not found and (alone := whole_line(seen, hits, strength, self.model.bias)):
            found = [f for f in [self._finding(index, start, seen, *alone)] if f]
        found = self._widened(found, start, end)
        self.findings += found
        self.gone.update(f.line for f in found if f.whole)

    def _finding(self, index: int, start: int, seen: View, run: Run, alone: float = 0.0) -> Finding | None:
        """The finding that a run makes against the threshold; ``alone`` is that of a line that the model condemns."""
        base = alone or THRESHOLD
        near = min(run.points / base, 1.0) * (0.4 if run.solid else 0.1)
        if run.points < base - 2.5 or not (run.solid or alone) or (not run.contacts and self.page.coded(index)):
            self.near = max(self.near, near)
            return None
        eased, reasons = self.page.eases(index, len(self.gone), index - 1 in self.gone)
        around = seen.text[max(0, run.start - AROUND) : run.end + AROUND]
        raised, guards = self.lexicon.raised(around, run.family)
        veto, why = vetoed(around, run)
        threshold = base + raised + veto - (0.0 if alone else eased)
        if run.points < threshold:
            self.near = max(self.near, near * 0.5)
            if not raised:
                left, right = seen.offsets[run.start], seen.offsets[run.end]
                self.rejected.append((seen.text[run.start : run.end], index, start + left, start + right))
            return None
        left, right = snapped(seen.text, run)
        left, right = start + seen.offsets[left], start + seen.offsets[right]
        return Finding(index, left, right, False, run, threshold, _notes(run, threshold, reasons, [*why, *guards]))

    def _widened(self, found: list[Finding], start: int, end: int) -> list[Finding]:
        """The findings of a line; one that takes the whole line where nothing else, or only more spam, stands in it."""
        if not found:
            return found
        text = self.page.lines.text
        rest = []
        at = start
        for each in found:
            rest.append(text[at : each.start])
            at = each.end
        rest.append(text[at:end])
        clean = [piece for piece in rest if not self._spammy(piece)]
        size = [len(_HAN.findall(piece)) for piece in clean]
        letters = sum(c.isalnum() for piece in clean for c in piece)
        all_han = len(_HAN.findall(text, start, end))
        if max(size, default=0) > REST or (sum(size) > REST and sum(size) > 0.15 * all_han) or letters > 3 * REST:
            return found
        top = max(found, key=lambda f: f.run.points)
        return [Finding(top.line, start, end, True, top.run, top.threshold, top.notes)]

    def _spammy(self, piece: str) -> bool:
        """Whether the model takes a piece beside a finding for more of the same."""
        piece = piece.strip()
        return len(piece) > REST and Strength(piece, self.model).score(0, len(piece)) >= MORE


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


def confidence(points: float, threshold: float) -> float:
    """From 0.5 at the threshold toward 1."""
    return round(1.0 - 0.5 * math.exp(-max(points - threshold, 0.0) / 3.0), 3)


def _notes(run: Run, threshold: float, reasons: list[str], guards: list[str]) -> str:
    words = [*sorted(run.certain), *sorted(run.sure), *sorted(run.strong)][:6]
    parts = [f"family={run.family}", f"score={run.points:.1f}", f"threshold={threshold:.1f}", f"model={run.model:.1f}"]
    if words:
        parts.append(f"words={'/'.join(words)}")
    if run.contacts:
        parts.append(f"contacts={run.contacts}")
    if reasons:
        parts.append(f"page={', '.join(reasons)}")
    if guards:
        parts.append(f"guards={'/'.join(guards[:6])}")
    return " ".join(parts)
