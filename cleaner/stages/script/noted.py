"""What the ledger notes of scripts and leaves: paragraphs in another script than the document, picks that stay."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cleaner.doc import Edit
from cleaner.stages.script import tables
from cleaner.stages.script.convert import Converted
from cleaner.stages.script.dictionaries import decode
from cleaner.stages.script.labels import CANTONESE, FOREIGN, HANS, HANT, MIXED, NAMES, NEUTRAL, Choice, Paragraphs
from cleaner.stages.script.plan import CLEAR, Plan
from cleaner.stages.script.tables import Codes
from cleaner.stages.script.work import UNDECIDED, Way

APART, PARAGRAPH, PICK = "script.apart", "script.paragraph", "script.pick"
_NAMES = {**NAMES, NEUTRAL: "neutral"}
_LANGUAGES = {FOREIGN: ", japanese or korean", CANTONESE: ", cantonese"}


def noted(paragraphs: Paragraphs, done: list[Plan]) -> Iterator[Edit]:
    """Marks on the paragraphs that are not in the script of the document; on all with Han, where it is in both.

    ``script.apart`` those that are clearly in the other script and stay so, ``script.paragraph`` the rest.
    """
    if paragraphs.label not in NAMES or not (
        paragraphs.total(tables.TRADITIONAL) and np.count_nonzero(paragraphs.simplified)
    ):
        return
    scripts, majority = paragraphs.scripts, paragraphs.majority
    if paragraphs.label == MIXED:
        chosen: Choice = paragraphs.han > 0
    else:
        chosen = (scripts != majority) & (scripts != NEUTRAL)
    stays = (scripts != majority) & ((scripts == HANS) | (scripts == HANT)) & paragraphs.chinese
    stays &= paragraphs.simplified + paragraphs.traditional >= CLEAR
    for plan in done:
        stays = stays & ~plan.chosen
    for place in np.flatnonzero(chosen).tolist():
        start, end = int(paragraphs.starts[place]), int(paragraphs.ends[place])
        label, language = _NAMES[int(scripts[place])], _LANGUAGES.get(int(paragraphs.labels[place]), "")
        reason = f"{label}{language} in a document that is {NAMES[majority if stays[place] else paragraphs.label]}"
        rule = APART if stays[place] else PARAGRAPH
        yield Edit(start, end, paragraphs.text[start:end], rule, reason, round(sure(paragraphs, place), 3))


def sure(paragraphs: Paragraphs, place: int) -> float:
    """How sure the script of a paragraph is: its expected share in the evidence, as of a whole text."""
    s, t = int(paragraphs.simplified[place]), int(paragraphs.traditional[place])
    script = int(paragraphs.scripts[place])
    if script == NEUTRAL:
        return 1 / (1 + s + t)
    return (min(s, t) + 0.5) / (s + t + 1) * 2 if script == MIXED else (max(s, t) + 0.5) / (s + t + 1)


def unsettled(before: Codes, after: Converted, way: Way) -> list[Edit]:
    """Marks on characters that could have become another, and stay though no word says that they should."""
    if way.rule not in ("script.char", "script.minority"):
        return []
    places = np.flatnonzero(after.undecided & (after.codes == before)).tolist()
    reason, confidence = f"{way.reason}; it has several forms, no word decides", round(way.confidence * UNDECIDED, 3)
    text = decode(before)
    return [Edit(at, at + 1, text[at], PICK, reason, confidence) for at in places]
