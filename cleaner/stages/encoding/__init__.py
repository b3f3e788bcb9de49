"""Undo what wrong codecs, lost bytes and half-done escapes did to a text; note what cannot be undone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import Doc, Edit, settle
from cleaner.lines import points_of
from cleaner.pipeline import Context, Proposal
from cleaner.points import blank
from cleaner.stages.encoding import (
    characters,
    cipher,
    escapes,
    gloss,
    interpuncts,
    latin,
    latin_signs,
    letter_spaced,
    lost_blanks,
    named_noise,
    referenced,
    ruins,
    spelled,
    strewn,
    subset,
    tables,
)
from cleaner.stages.encoding.aligned import in_pieces
from cleaner.stages.encoding.prose import Prose
from cleaner.stages.encoding.signs import Sign, strange_of
from cleaner.stages.markup.kind import is_page

# Plain numbers: an operation on an ``IntFlag`` costs a microsecond.
_PRIVATE = int(Sign.PRIVATE)
_MISREAD = int(Sign.LATIN | Sign.RARE | Sign.LETTER)
_LETTERS = int(Sign.LATIN | Sign.LETTER)
_LATIN = int(Sign.LATIN)
_SIGNS = int(Sign.PRIVATE | Sign.LETTER | Sign.RARE)
_LOST = int(Sign.LOST)
_SINGLE = int(Sign.SURROGATE | Sign.CONTROL | Sign.INVISIBLE | Sign.PRIVATE)
_TOLD, _WRITTEN = ("title", "author", "source"), "&\\%"  # and what written forms begin with
_LETTERS_END = 0x700  # of those that ftfy knows


def propose_page(doc: Doc, context: Context) -> Proposal:
    """Repairs of the source of a page that was misread: before its markup is taken away, which bears the metadata.

    A reader that lost a quotation mark or the beginning of a tag with a byte broke the markup too.
    """
    text = doc.text
    if "<" not in text:
        return Proposal()
    strange = strange_of(doc)
    if not strange.seen & _MISREAD or not is_page(doc, context.config.input):
        return Proposal()
    return Proposal(in_pieces(text, referenced.repairs(text, strange, page=True).edits))


def propose(doc: Doc, context: Context) -> Proposal:
    """Repairs of the text and of what the page says of it, which was read before they were known."""
    proposal = _of_text(doc, context)
    told = {name: text for name in _TOLD if (text := context.meta.get(name))}
    if told and _doubtful("\n".join(told.values())):  # one look at all of them, as hardly any is
        proposal.meta = {name: new for name, text in told.items() if (new := _mended(text, context)) != text}
    return proposal


def _doubtful(text: str) -> bool:
    """Whether a short text may have anything to mend."""
    return bool(strange_of(Doc(text)).seen & _MISREAD) or any(sign in text for sign in _WRITTEN)


def _mended(text: str, context: Context) -> str:
    """A short text that a page tells of itself, mended."""
    doc = Doc(text)
    edits = _of_text(doc, Context(context.config, context.rules)).edits if _doubtful(text) else ()
    return doc.apply("encoding", [e for e in edits if context.config.enabled(context.rules[e.rule].id)]).text


def _of_text(doc: Doc, context: Context) -> Proposal:
    """Repairs of the text, marks for damage that stays, and the share of damaged characters in ``scores``."""
    text = doc.text
    strange = strange_of(doc)  # few: what comes after costs next to nothing
    seen = strange.seen
    edits: list[Edit] = []
    ruined: list[Edit] = []
    if seen & _MISREAD:
        edits, ruined = referenced.repairs(text, strange)
    left = strange.outside(edits) if edits else strange
    if seen & _LOST and (more := subset.repairs(text, left)):
        _add(edits, more)
        left = strange.outside(edits)
    written = escapes.repairs(text)
    if seen & _LETTERS and len(paired := _paired(points_of(doc), left.with_sign(_LETTERS))):
        read = [edit for edit in written if edit.rule.startswith("encoding.misread")]
        _add(edits, _apart(latin.repairs(text, paired), ruined + read))
    if edits:
        prose = Prose(text)
        edits = [edit for edit in edits if not prose.exhibits(edit)]
        quoted = prose.displays(edits) or all(prose.quotes_message(edit.start, edit.end) for edit in edits)
        if quoted and prose.chinese_beside(edits):
            edits = []
    _add(edits, written)
    glosses = list(gloss.repairs(text))
    _add(edits, glosses)
    if "?" in text or "？" in text:
        _add(edits, interpuncts.repairs(text))
        _add(edits, lost_blanks.repairs(text))
    _add(edits, latin_signs.repairs(text, points_of(doc)))
    _add(edits, named_noise.repairs(text, points_of(doc)))
    _add(edits, tables.repairs(text))
    _add(edits, letter_spaced.repairs(text, points_of(doc)))
    if seen & _LATIN and spelled.TONE.search(text):
        _add(edits, spelled.repairs(text))
    if points_of(doc).max(initial=0) >= strewn.FIRST:
        _add(edits, strewn.repairs(text))
    if seen & _SINGLE or "锘" in text:
        _add(edits, characters.repairs(text, left))
    misread = any(edit.rule.startswith("encoding.misread") for edit in edits)  # its code points are anything
    if seen & _SIGNS and len(left.with_sign(_SIGNS)) >= cipher.FEWEST and not misread:
        _add(edits, cipher.repairs(text))
    noted = ruined + ruins.marks(text, strange, edits)
    noted = _apart(settle(noted), edits) if noted else noted
    guessed = int(context.facts.get("mirror.guessed", 0))
    scores = _damage(text, edits, noted, guessed) if edits or noted or guessed else {}
    if seen & _PRIVATE:
        scores["private_use"] = len(left.with_sign(_PRIVATE)) - sum(
            edit.rule == "encoding.private-use" for edit in edits
        )
    if context.config.ruins == "cut":
        edits += ruins.cuts(text, noted)
    facts = gloss.facts(text, glosses) | ruins.unread_fact(noted)
    return Proposal(in_pieces(text, edits), scores=scores, marks=noted, facts=facts)


def _damage(text: str, edits: list[Edit], noted: list[Edit], guessed: int) -> dict[str, float]:
    """The share of characters that are lost or guessed, if any are."""
    lost = sum(e.end - e.start for e in noted) + sum(e.rule == "encoding.undecodable" for e in edits) + guessed
    lost += sum(e.new.count("\ufffd") for e in edits if e.rule == "encoding.misread-guess")
    return {"damage": round(min(1.0, lost / len(text)), 4)} if lost else {}


def _paired(points: NDArray[np.uint32], letters: NDArray[np.intp]) -> NDArray[np.intp]:
    """Those of the places ``letters`` where UTF-8 may have been read letter by letter.

    The first byte of a character becomes a letter, and the next one what is no ASCII: but for a no-break space that
    became a plain one, which ftfy knows after ``Â`` and ``Ã``. In the code pages of old systems the first byte is no
    letter, a byte may be lost, and a mark of windows-1252 may have become a control.
    """
    here = points.take(letters)
    letters = letters[(here < _LETTERS_END) | (here == ord("™"))]
    before = _beside().take(points.take(letters - 1))
    before[:1] &= letters[:1] > 0  # else that was the last one
    after = _beside().take(points.take(letters + 1, mode="clip"))
    after[-1:] &= letters[-1:] + 1 < len(points)
    paired: NDArray[np.intp] = letters[before | after | _first().take(points.take(letters))]
    return paired


@cache
def _beside() -> NDArray[np.bool_]:
    """Characters that tell of the letters beside them."""
    table = blank(np.bool_)
    table[0x80:0x2E80] = table[0xFFFD] = True
    return table


@cache
def _first() -> NDArray[np.bool_]:
    """Letters that tell by themselves."""
    table = blank(np.bool_)
    table[0x80:0xA0] = table[0xC2:0xC4] = True
    return table


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
