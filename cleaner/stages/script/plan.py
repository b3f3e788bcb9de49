"""Which paragraphs of a text go to which script, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from cleaner.doc import codes
from cleaner.stages.script import convert, tables
from cleaner.stages.script.labels import FOREIGN, HANS, HANT, LEAST, MIXED, NAMES, NEUTRAL, RATIO, Choice, Paragraphs
from cleaner.stages.script.provenance import Provenance
from cleaner.stages.script.work import Way

# A minority paragraph follows the document only with this much evidence, and if all of them are this small a share.
CLEAR = 8
MINORITY_SHARE = 0.2
# Different glyphs of one standard that a text must show before its glyphs are changed to another.
LEAST_GLYPHS = 2
PRIVATE, COMMON = "爲喫羣峯麪衆", "為吃群峰麵眾"


@dataclass(frozen=True)
class Plan:
    """Paragraphs, the script that they go to, and the way."""

    chosen: Choice
    target: str
    way: Way
    unread: Mapping[int, int] = field(default_factory=dict)

    def converted(self, text: str) -> str:
        """``text`` by the way of this plan, of the same length."""
        if self.unread:
            text = text.translate(self.unread)
        if self.target == "hans":
            return convert.to_simplified(text)
        if self.way.rule == "script.glyph":
            return convert.glyphs(text, self.target)
        if self.way.rule == "script.repair":
            return convert.repair(text, self.target)
        return convert.to_traditional(text, self.target)


def plans(paragraphs: Paragraphs, origin: Provenance, target: str) -> Iterator[Plan]:
    """What is to be converted; the plans choose different paragraphs."""
    if target == "keep" or paragraphs.label == FOREIGN:
        return
    if target == "auto":
        if origin.made:
            yield Plan(not_simplified(paragraphs), "hans", Way("script.repair", origin.evidence), origin.unread)
        else:
            yield from minority(paragraphs)
    elif target == "hans":
        yield to_simplified(paragraphs, origin)
    else:
        yield from to_traditional(paragraphs, target, origin)


def minority(paragraphs: Paragraphs) -> Iterator[Plan]:
    """Few paragraphs in the other script follow a document that is clearly in one."""
    if paragraphs.label not in (HANS, HANT):
        return
    other = HANT if paragraphs.label == HANS else HANS
    if paragraphs.total(tables.TRADITIONAL if other == HANT else tables.SIMPLIFIED) < CLEAR:
        return
    found = paragraphs.labels == other
    share = int(paragraphs.han[found].sum()) / max(1, int(paragraphs.han.sum()))
    clear = found & (paragraphs.simplified + paragraphs.traditional >= CLEAR)
    if share <= MINORITY_SHARE and clear.any():
        target = "hans" if other == HANT else "hant-tw"
        yield Plan(clear, target, Way("script.minority", f"the document is {NAMES[paragraphs.label]}", 0.9))


def holding_traditional(paragraphs: Paragraphs) -> Choice:
    """Chinese paragraphs with Traditional characters."""
    chosen: Choice = (paragraphs.traditional > 0) & (paragraphs.labels != FOREIGN)
    return chosen


def not_simplified(paragraphs: Paragraphs) -> Choice:
    """The paragraphs of a text that a machine made Traditional, also those that do not show it."""
    return holding_traditional(paragraphs) | (paragraphs.labels == NEUTRAL)


def to_simplified(paragraphs: Paragraphs, origin: Provenance) -> Plan:
    """Everything Traditional goes to Simplified; a Traditional name in Simplified text stays."""
    chosen = holding_traditional(paragraphs)
    if paragraphs.label == NEUTRAL:  # rare characters, which are no evidence
        chosen |= (paragraphs.labels == NEUTRAL) & (paragraphs.simplified == 0)
    if origin.made:
        way = Way("script.repair", f"target hans; {origin.evidence}")
        return Plan(not_simplified(paragraphs), "hans", way, origin.unread)
    if paragraphs.label == HANS:
        chosen &= (paragraphs.labels == HANT) | ((paragraphs.labels == MIXED) & (paragraphs.traditional >= LEAST))
    else:
        chosen &= (paragraphs.labels != HANS) | (paragraphs.simplified < LEAST * RATIO)
    return Plan(chosen, "hans", Way("script.char", "target hans"))


def to_traditional(paragraphs: Paragraphs, target: str, origin: Provenance) -> Iterator[Plan]:
    """Simplified paragraphs are converted, machine-made ones repaired, native ones get the glyphs of the target."""
    labels = paragraphs.labels
    if paragraphs.label == HANT:  # old print forms (黄, 却) stand in native text too
        simplified = (labels == HANS) & (paragraphs.simplified >= LEAST * RATIO)
    else:
        follow = (labels == NEUTRAL) & (paragraphs.label == HANS)
        simplified = (labels == HANS) | ((labels != HANT) & (paragraphs.simplified > 0)) | follow
        simplified &= labels != FOREIGN
    traditional = ((labels == HANT) | (labels == NEUTRAL)) & ~simplified
    if origin.made:
        way = Way("script.repair", origin.evidence)
        yield Plan(traditional | (labels == MIXED), target, way, origin.unread)
        simplified &= labels != MIXED
    elif target != "hant" and foreign_glyphs(paragraphs, target):
        yield Plan(traditional, target, Way("script.glyph", f"glyphs for {target}"))
    yield Plan(simplified, target, Way("script.char", f"target {target}"))


def foreign_glyphs(paragraphs: Paragraphs, target: str) -> bool:
    """Whether the Traditional text is written in the glyphs of another standard than the target's."""
    theirs, ours = PRIVATE, COMMON
    if target == "hant-tw":
        theirs, ours = theirs + tables.rows()["hk_font"], ours + convert.glyphs(tables.rows()["hk_font"], target)
    found, own = (np.isin(paragraphs.codes, codes(each)) for each in (theirs, ours))
    different = len(np.unique(paragraphs.codes[found]))
    return different >= LEAST_GLYPHS and int(found.sum()) > RATIO * int(own.sum())
