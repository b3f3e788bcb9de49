"""Cut porn, gambling and contact spam out, span by span, and never touch the article.

The n-gram model (``model``) runs over the whole text at once and lets few lines through; only those are scored
(``runs``), on a de-obfuscated view (``view``), with the lexicon of the rules files (``lexicon``) and, as a side light,
the page around them (``page``). ``judge`` decides.
"""

from __future__ import annotations

import numpy as np

from cleaner.doc import Doc, Edit
from cleaner.lines import Lines
from cleaner.pipeline import Context, Proposal
from cleaner.stages.spam.judge import Finding, Judge, confidence
from cleaner.stages.spam.lexicon import Lexicon, lexicon_of
from cleaner.stages.spam.model import WINDOW, Model, model, running
from cleaner.stages.spam.page import Page

# The best window of a line must score this much for the line to be looked at. Of the clean development lines one in
# two hundred does, of made-up spam more than 99 in a hundred.
LET_THROUGH = 2.5


def propose(doc: Doc, context: Context) -> Proposal:
    """Edits that remove spam, ``scores["spam"]``, and the verdict for pages that are nothing else."""
    lines = Lines(doc.text)
    weights = model()
    suspects = suspect_lines(lines, weights)
    if not suspects:
        return Proposal(scores={"spam": 0.0})
    words = lexicon_of(context.rules)
    judge = Judge(Page(lines, context.facts), words, weights)
    for index in suspects:
        judge.line(index)
    return _proposal(judge.page, words, judge.findings, judge.near)


def suspect_lines(lines: Lines, weights: Model) -> list[int]:
    """The lines that the model lets through: those with a high window, and short ones with a high total."""
    sums = running(lines.text, weights.weights)
    limit = LET_THROUGH * (3 * WINDOW) ** 0.5 / weights.scale
    high = np.flatnonzero(sums[WINDOW:] - sums[:-WINDOW] > limit)
    totals = sums[lines.ends] - sums[lines.starts]
    flagged = set(np.flatnonzero((totals > limit / 2) & (lines.sizes < 2 * WINDOW)).tolist())
    if len(high):
        flagged |= set((np.searchsorted(lines.starts, high + WINDOW // 2, "right") - 1).tolist())
    return sorted(flagged)


def _proposal(page: Page, words: Lexicon, findings: list[Finding], near: float) -> Proposal:
    lines = page.lines
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
        taken += page.han(start, end)
        near = max(near, sure)
    share = taken / max(1, page.han(0, len(lines.text)))
    verdict = "spam" if share >= 0.5 else None
    return Proposal(edits, scores={"spam": round(min(1.0, max(share, 0.5 * near + 0.5 * share)), 4)}, verdict=verdict)
