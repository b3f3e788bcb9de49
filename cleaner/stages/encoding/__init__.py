"""Undo what wrong codecs, lost bytes and half-done escapes did to a text; note what cannot be undone."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import Doc, Edit, settle
from cleaner.lines import points_of
from cleaner.pipeline import Context, Proposal
from cleaner.stages.encoding import characters, escapes, gloss, latin, mojibake, ruins
from cleaner.stages.encoding.prose import Prose
from cleaner.stages.encoding.signs import Sign, signs
from cleaner.stages.markup.kind import is_page

# Plain numbers: an operation on an ``IntFlag`` costs a microsecond.
_PRIVATE = int(Sign.PRIVATE)
_MISREAD = int(Sign.LATIN | Sign.RARE | Sign.LETTER)
_LETTERS = int(Sign.LATIN | Sign.LETTER)
_LETTERS_END = 0x700  # of those that ftfy knows
_NOWHERE = np.zeros(0, np.intp)


def propose_page(doc: Doc, context: Context) -> Proposal:
    """Repairs of the source of a page that was misread: before its markup is taken away, which bears the metadata.

    A reader that lost a quotation mark or the beginning of a tag with a byte broke the markup too.
    """
    text = doc.text
    if "<" not in text:
        return Proposal()
    found = signs(points_of(doc))
    if not int(np.bitwise_or.reduce(found)) & _MISREAD or not is_page(doc, context.config.input):
        return Proposal()
    return Proposal(mojibake.repairs(text, found, np.flatnonzero(found != 0), page=True)[0])


def propose(doc: Doc, context: Context) -> Proposal:
    """Repairs of the text, marks for damage that stays, and the share of damaged characters in ``scores``."""
    text = doc.text
    points = points_of(doc)
    found = signs(points)
    seen = int(np.bitwise_or.reduce(found))
    where = np.flatnonzero(found != 0) if seen else _NOWHERE  # few: what comes after costs next to nothing
    edits: list[Edit] = []
    ruined: list[Edit] = []
    if seen & _MISREAD:
        edits, ruined = mojibake.repairs(text, found, where)
        for edit in edits:
            found[edit.start : edit.end] = 0
    if seen & _LETTERS and len(paired := _paired(points, where[(found[where] & _LETTERS) != 0])):
        _add(edits, _apart(latin.repairs(text, paired), ruined))
    if edits:
        prose = Prose(text)
        edits = [edit for edit in edits if not prose.exhibits(edit.start, edit.end)]
    _add(edits, escapes.repairs(text))
    _add(edits, gloss.repairs(text))
    if seen:
        _add(edits, characters.repairs(text, found, seen))
    noted = [*ruined, *ruins.marks(text, seen)]
    noted = _apart(settle(noted), edits) if noted else noted
    guessed = int(context.facts.get("mirror.guessed", 0))
    scores = _damage(text, edits, noted, guessed) if edits or noted or guessed else {}
    if seen & _PRIVATE:
        scores["private_use"] = int(np.count_nonzero(found & _PRIVATE)) - sum(
            edit.rule == "encoding.private-use" for edit in edits
        )
    if context.config.ruins == "cut":
        edits += ruins.cuts(text, noted)
    return Proposal(edits, scores=scores, marks=noted)


def _damage(text: str, edits: list[Edit], noted: list[Edit], guessed: int) -> dict[str, float]:
    """The share of characters that are lost or guessed, if any are."""
    lost = sum(e.end - e.start for e in noted) + sum(e.rule == "encoding.undecodable" for e in edits) + guessed
    return {"damage": round(min(1.0, lost / len(text)), 4)} if lost else {}


def _paired(points: NDArray[np.uint32], letters: NDArray[np.intp]) -> NDArray[np.intp]:
    """Those of the places ``letters`` where UTF-8 may have been read letter by letter.

    The first byte of a character becomes a letter, and the next one what is no ASCII: but for a no-break space that
    became a plain one, which ftfy knows after ``Â`` and ``Ã``. In the code pages of old systems the first byte is no
    letter, a byte may be lost, and a mark of windows-1252 may have become a control.
    """
    letters = letters[(points[letters] < _LETTERS_END) | (points[letters] == ord("™"))]
    last = len(points) - 1
    here, before, after = points[letters], points[np.maximum(letters - 1, 0)], points[np.minimum(letters + 1, last)]
    follows = (here == 0xC2) | (here == 0xC3) | ((here >= 0x80) & (here < 0xA0))
    follows |= _foreign(before) & (letters > 0)
    follows |= _foreign(after) & (letters < last)
    paired: NDArray[np.intp] = letters[follows]
    return paired


def _foreign(points: NDArray[np.uint32]) -> NDArray[np.bool_]:
    foreign: NDArray[np.bool_] = ((points > 0x7F) & (points < 0x2E80)) | (points == 0xFFFD)
    return foreign


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
