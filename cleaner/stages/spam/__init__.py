"""Cut porn, gambling and contact spam out, span by span, and never touch the article.

A spotter finds the lines that hold a telling word; only those are scored (``score``), on a de-obfuscated view
(``view``) with the lexicon of the rules files (``lexicon``) and, as a side light, the page around them (``page``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cleaner.doc import Doc, Edit
from cleaner.fold import Class
from cleaner.lines import Lines
from cleaner.pipeline import Context, Proposal
from cleaner.stages.spam.lexicon import Lexicon, lexicon_of
from cleaner.stages.spam.page import Page
from cleaner.stages.spam.score import THRESHOLD, Run, confidence, find_runs, han, snapped, vetoed
from cleaner.stages.spam.view import View, view

REST = 8


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


def propose(doc: Doc, context: Context) -> Proposal:
    """Edits that remove spam, ``scores["spam"]``, and the verdict for pages that are nothing else."""
    lines = Lines(doc.text)
    words = lexicon_of(context.rules)
    suspects = _suspects(lines, words)
    if not suspects:
        return Proposal(scores={"spam": 0.0})
    page = Page(lines, context.facts)
    findings: list[Finding] = []
    best = 0.0
    for index in suspects:
        found, near = _judge(index, lines, words, page, findings)
        findings += found
        best = max(best, near)
    return _proposal(lines, words, findings, best)


def _suspects(lines: Lines, words: Lexicon) -> list[int]:
    """The lines that hold a telling word, or characters set apart."""
    starts = np.array(words.spots(lines.folded), np.int64)
    flagged = set((np.searchsorted(lines.starts, starts, "right") - 1).tolist()) if len(starts) else set()
    kinds = lines.classes
    han_here = kinds == Class.HAN
    codes = np.frombuffer(lines.text.encode("utf-32-le", "surrogatepass"), np.uint32)
    gap = (kinds == Class.SPACE) | (kinds == Class.SEPARATOR) | (codes == ord(".")) | (kinds == Class.INVISIBLE)
    apart = han_here[:-4] & gap[1:-3] & han_here[2:-2] & gap[3:-1] & han_here[4:]
    flagged |= set((np.searchsorted(lines.starts, np.flatnonzero(apart), "right") - 1).tolist())
    return sorted(flagged)


def _judge(index: int, lines: Lines, words: Lexicon, page: Page, before: list[Finding]) -> tuple[list[Finding], float]:
    """What of a line is spam, and how near (0..1) the best of the rest comes to it."""
    start, end = int(lines.starts[index]), int(lines.ends[index])
    seen = view(lines.folded[start:end])
    found: list[Finding] = []
    near = 0.0
    gone = {f.line for f in before if f.whole}
    for run in find_runs(seen, words):
        eased, reasons = page.eases(index, _place(index, lines, gone), index - 1 in gone)
        raised, guards = words.raised(seen.text, run.family)
        veto, why = vetoed(seen.text, run)
        threshold = THRESHOLD + raised + veto - eased
        guards = [*why, *guards]
        spared = page.coded(index) and not run.contacts
        if run.solid and run.points >= threshold and not spared:
            left, right = snapped(seen.text, run)
            notes = _notes(run, threshold, reasons, guards)
            found.append(
                Finding(index, start + seen.offsets[left], start + seen.offsets[right], False, run, threshold, notes)
            )
        else:
            near = max(near, min(run.points / threshold, 1.0) * (0.4 if run.solid else 0.1))
    return _widened(found, seen, start, end, lines), near


def _place(index: int, lines: Lines, gone: set[int]) -> int:
    """How many lines with text, removed ones left out, stand between this line and the nearer end of the page."""
    blank = lines.blank
    head = sum(1 for i in range(max(0, index - 40), index) if not blank[i] and i not in gone) + max(0, index - 40)
    tail = int(np.count_nonzero(~blank[index + 1 : index + 41])) + max(0, len(blank) - index - 41)
    return min(head, tail)


def _widened(found: list[Finding], seen: View, start: int, end: int, lines: Lines) -> list[Finding]:
    """The findings of a line; one that takes the whole line where next to nothing else stands in it."""
    if not found:
        return found
    rest = []
    at = start
    for each in found:
        rest.append(lines.text[at : each.start])
        at = each.end
    rest.append(lines.text[at:end])
    size = [han(piece) for piece in rest]
    letters = sum(c.isalnum() for piece in rest for c in piece)
    if max(size) > REST or (sum(size) > REST and sum(size) > 0.15 * han(seen.text)) or letters > 3 * REST:
        return found
    top = max(found, key=lambda f: f.run.points)
    return [Finding(top.line, start, end, True, top.run, top.threshold, top.notes)]


def _notes(run: Run, threshold: float, reasons: list[str], guards: list[str]) -> str:
    words = [*sorted(run.sure), *sorted(run.strong)][:6]
    parts = [
        f"family={run.family}",
        f"score={run.points:.1f}",
        f"threshold={threshold:.1f}",
        f"words={'/'.join(words)}",
    ]
    if run.contacts:
        parts.append(f"contacts={run.contacts}")
    if reasons:
        parts.append(f"page={', '.join(reasons)}")
    if guards:
        parts.append(f"guards={'/'.join(guards[:6])}")
    return " ".join(parts)


def _proposal(lines: Lines, words: Lexicon, findings: list[Finding], near: float) -> Proposal:
    edits: list[Edit] = []
    taken = 0
    for each in findings:
        start, end = (each.start, each.end)
        if each.whole:
            start, end = lines.whole(each.line)
            start = max(start, edits[-1].end if edits else 0)
        sure = confidence(each.run.points, each.threshold)
        action = "line" if each.whole else "span"
        edits.append(Edit(start, end, "", words.rule_of[each.run.family], f"action={action} {each.notes}", sure))
        taken += han(lines.text[start:end])
        near = max(near, sure)
    share = taken / max(1, han(lines.text))
    verdict = "spam" if share >= 0.5 else None
    return Proposal(edits, scores={"spam": round(min(1.0, max(share, 0.5 * near + 0.5 * share)), 4)}, verdict=verdict)
