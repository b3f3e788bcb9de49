"""Undo what wrong codecs, lost bytes and half-done escapes did to a text; note what cannot be undone."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from cleaner.doc import Doc, Edit, codes
from cleaner.pipeline import Context, Proposal
from cleaner.stages.encoding import characters, escapes, gloss, latin, mojibake, ruins
from cleaner.stages.encoding.signs import Sign, signs


def propose(doc: Doc, context: Context) -> Proposal:
    """Repairs of the text, marks for damage that stays, and the share of damaged characters in ``scores``."""
    text = doc.text
    points = codes(text)
    found = signs(points)
    seen = int(np.bitwise_or.reduce(found, initial=np.uint8(0)))
    edits: list[Edit] = []
    if seen & (Sign.LATIN | Sign.RARE):
        _add(edits, mojibake.repairs(text, found))
        for edit in edits:
            found[edit.start : edit.end] = 0
    if seen & (Sign.LATIN | Sign.LETTER):
        _add(edits, latin.repairs(text, found))
    _add(edits, escapes.repairs(text))
    _add(edits, gloss.repairs(text))
    if seen:
        _add(edits, characters.repairs(text, found, seen))
    noted = _apart(ruins.marks(text), edits)
    lost = sum(e.end - e.start for e in noted) + sum(e.rule == "encoding.undecodable" for e in edits)
    if context.config.ruins == "cut":
        edits += ruins.cuts(text, noted)
    guessed = int(context.facts.get("mirror.guessed", 0))
    scores = {"damage": round(min(1.0, (lost + guessed) / len(text)), 4)} if lost + guessed else {}
    return Proposal(edits, scores=scores, marks=noted)


def _add(edits: list[Edit], more: Iterable[Edit]) -> None:
    """Append those of ``more`` that touch nothing that ``edits`` already change."""
    edits += _apart(more, edits)


def _apart(more: Iterable[Edit], edits: list[Edit]) -> list[Edit]:
    """Those of ``more`` that touch nothing that ``edits`` change."""
    taken = sorted((e.start, e.end) for e in edits)
    starts = np.array([s for s, _ in taken], np.int64)
    apart = []
    for edit in more:
        at = int(np.searchsorted(starts, edit.end, "left"))
        if at == 0 or taken[at - 1][1] <= edit.start:
            apart.append(edit)
    return apart
