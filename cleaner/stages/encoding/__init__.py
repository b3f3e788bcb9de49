"""Undo what wrong codecs, lost bytes and half-done escapes did to a text; note what cannot be undone."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import Doc, Edit, codes
from cleaner.pipeline import Context, Proposal
from cleaner.stages.encoding import characters, escapes, gloss, latin, mojibake, ruins
from cleaner.stages.encoding.signs import Sign, signs

# Plain numbers: an operation on an ``IntFlag`` costs a microsecond.
_MISREAD = int(Sign.LATIN | Sign.RARE)
_LETTERS = int(Sign.LATIN | Sign.LETTER)


def propose(doc: Doc, context: Context) -> Proposal:
    """Repairs of the text, marks for damage that stays, and the share of damaged characters in ``scores``."""
    text = doc.text
    points = codes(text)
    found = signs(points)
    seen = int(np.bitwise_or.reduce(found)) if text else 0
    edits: list[Edit] = []
    if seen & _MISREAD:
        _add(edits, mojibake.repairs(text, found))
        for edit in edits:
            found[edit.start : edit.end] = 0
    if seen & _LETTERS and (paired := _paired(points, found)) is not None:
        _add(edits, latin.repairs(text, paired))
    _add(edits, escapes.repairs(text))
    _add(edits, gloss.repairs(text))
    if seen:
        _add(edits, characters.repairs(text, found, seen))
    noted = _apart(ruins.marks(text, seen), edits)
    scores = _damage(text, edits, noted, int(context.facts.get("mirror.guessed", 0)))
    if context.config.ruins == "cut":
        edits += ruins.cuts(text, noted)
    return Proposal(edits, scores=scores, marks=noted)


def _damage(text: str, edits: list[Edit], noted: list[Edit], guessed: int) -> dict[str, float]:
    """The share of characters that are lost or guessed, if any are."""
    lost = sum(e.end - e.start for e in noted) + sum(e.rule == "encoding.undecodable" for e in edits) + guessed
    return {"damage": round(min(1.0, lost / len(text)), 4)} if lost else {}


def _paired(points: NDArray[np.uint32], found: NDArray[np.uint8]) -> NDArray[np.uint8] | None:
    """``found`` where UTF-8 may have been read letter by letter, ``None`` where it was not.

    The first byte of a character becomes a letter, and the next one what is no ASCII: but for a no-break space that
    became a plain one, which ftfy knows after ``Â`` and ``Ã``. In the code pages of old systems the first byte is no
    letter, a byte may be lost, and a mark of windows-1252 may have become a control.
    """
    letters = (found & _LETTERS) != 0
    foreign = ((points > 0x7F) & (points < 0x2E80)) | (points == 0xFFFD)
    follows = (points == 0xC2) | (points == 0xC3) | ((points >= 0x80) & (points < 0xA0))
    follows[:-1] |= foreign[1:]
    follows[1:] |= foreign[:-1]
    letters &= follows
    return np.where(letters, found, 0) if letters.any() else None


def _add(edits: list[Edit], more: Iterable[Edit]) -> None:
    """Append those of ``more`` that touch nothing that ``edits`` already change."""
    edits += _apart(more, edits) if edits else more


def _apart(more: Iterable[Edit], edits: list[Edit]) -> list[Edit]:
    """Those of ``more`` that touch nothing that ``edits`` change."""
    if not edits:
        return list(more)
    taken = sorted((e.start, e.end) for e in edits)
    starts = np.array([s for s, _ in taken], np.int64)
    apart = []
    for edit in more:
        at = int(np.searchsorted(starts, edit.end, "left"))
        if at == 0 or taken[at - 1][1] <= edit.start:
            apart.append(edit)
    return apart
