"""Which paragraphs of a text go to which script, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from cleaner.doc import codes
from cleaner.pattern_tables import pattern_table
from cleaner.stages.script import convert, tables
from cleaner.stages.script.convert import Converted
from cleaner.stages.script.dictionaries import decode
from cleaner.stages.script.labels import (
    FOREIGN,
    HANS,
    HANT,
    LEAST,
    MIXED,
    NAMES,
    NEUTRAL,
    RATIO,
    Choice,
    Ints,
    Paragraphs,
)
from cleaner.stages.script.naive import expected
from cleaner.stages.script.provenance import Provenance, classical
from cleaner.stages.script.repair import repaired
from cleaner.stages.script.tables import Codes
from cleaner.stages.script.unread import read_back
from cleaner.stages.script.work import Way

# A minority paragraph follows the document only with this much evidence, and if all of them are this small a share.
CLEAR = 8
MINORITY_SHARE = 0.2
# What each script quotes with, as far as it tells them apart.
QUOTES = {HANS: "“", HANT: "「"}
# Native hands write a form in at most this share of the places where a word asks for another.
SELDOM = 0.1
# How sure a pick is that is made anew.
REPAIRED = 0.95
# Text in these glyphs gets those of the target; Taiwan's are Hong Kong's of the days of Big5, so words must tell.
FOREIGN_GLYPHS = {"hant-tw": ("hk", "opencc", "cn-hant"), "hant-hk": ("opencc", "cn-hant"), "hant": ()}


@dataclass(frozen=True)
class Plan:
    """Paragraphs, the script that they go to, and the way.

    unread: characters that a naive table has written for others, which are read back before all else.
    """

    chosen: Choice
    target: str
    way: Way
    unread: Mapping[int, int] = field(default_factory=dict)

    def convert(self, given: Codes) -> Converted:
        """``given`` by the way of this plan, of the same length."""
        if self.unread:
            given = read_back(given, self.unread)
        if self.target == "hans":
            return convert.simplified(given)
        if self.way.rule == "script.glyph":
            return Converted.certain(convert.glyphs(given, self.target))
        if self.way.rule == "script.repair":
            return repaired(given, self.target)
        return convert.traditional(given, self.target)

    def converted(self, text: str) -> str:
        """``text`` by the way of this plan."""
        return decode(self.convert(codes(text)).codes)


def plans(paragraphs: Paragraphs, origin: Provenance, target: str) -> Iterator[Plan]:
    """What is to be converted; the plans choose different paragraphs."""
    if target == "keep" or paragraphs.label == FOREIGN:
        return
    if target == "unify":
        yield from unified(paragraphs)
    elif target == "auto":
        if origin.made:
            yield Plan(not_simplified(paragraphs), "hans", Way("script.repair", origin.evidence), origin.unread)
        else:
            yield from minority(paragraphs)
    elif target == "hans":
        yield to_simplified(paragraphs, origin)
    else:
        yield from to_traditional(paragraphs, target, origin)


def minority(paragraphs: Paragraphs) -> Iterator[Plan]:
    """Few paragraphs in the other script follow a document that is clearly in one, but for what it shows or quotes.

    Neighbours in the other script have one writer (the lines of a list of sources), so they go together or stay.
    """
    if paragraphs.label not in (HANS, HANT):
        return
    other = HANT if paragraphs.label == HANS else HANS
    if paragraphs.total(tables.TRADITIONAL if other == HANT else tables.SIMPLIFIED) < CLEAR:
        return
    found = paragraphs.labels == other
    share = int(paragraphs.han[found].sum()) / max(1, int(paragraphs.han.sum()))
    if share > MINORITY_SHARE:
        return
    clear = found & (paragraphs.simplified + paragraphs.traditional >= CLEAR)
    old = clear.any() and classical(paragraphs.text)
    clear &= ~_quoting_otherwise(paragraphs, clear, QUOTES[other])
    for block in blocks(paragraphs, found) if clear.any() else ():
        clear[block] = bool(clear[block].all()) and not any(shown(paragraphs, place, old) for place in block.tolist())
    if clear.any():
        target = "hans" if other == HANT else own_target(paragraphs)
        yield Plan(clear, target, Way("script.minority", f"the document is {NAMES[paragraphs.label]}", 0.9))


def _quoting_otherwise(paragraphs: Paragraphs, found: Choice, mark: str) -> Choice:
    """Of the paragraphs found those that quote with a mark that no other has: somebody else has written them so."""
    lines = {place: paragraphs.line(place) for place in np.flatnonzero(found).tolist()}
    quoting = [place for place, line in lines.items() if mark in line]
    out = np.zeros(len(found), bool)
    if quoting and paragraphs.text.count(mark) == sum(line.count(mark) for line in lines.values()):
        out[quoting] = True
    return out


def blocks(paragraphs: Paragraphs, found: Choice) -> list[Ints]:
    """The numbers of the paragraphs found, those in one list that only lines without Han part."""
    lines = np.flatnonzero(found | (paragraphs.han > 0))
    where = np.flatnonzero(found.take(lines))
    parts = np.split(where, np.flatnonzero(np.diff(where) > 1) + 1)
    return [lines.take(part) for part in parts]


def shown(paragraphs: Paragraphs, place: int, old: bool) -> bool:
    """Whether a paragraph shows or quotes what somebody else has written, or notes on an old text."""
    line = paragraphs.line(place)
    return (old and not classical(line)) or any(
        pattern.search(line) for pattern in pattern_table("scripts").group("shown")
    )


def unified(paragraphs: Paragraphs) -> Iterator[Plan]:
    """All paragraphs in the other script, or in both, go to the one that most of the text is written in."""
    labels = paragraphs.labels
    way = Way("script.minority", f"most of the text is {NAMES[paragraphs.majority]}")
    if paragraphs.majority == HANS:
        chosen = (labels == HANT) | ((labels == MIXED) & (paragraphs.traditional >= LEAST))
        yield Plan(chosen, "hans", way)
    else:
        chosen = ((labels == HANS) | (labels == MIXED)) & (paragraphs.simplified >= LEAST)
        yield Plan(chosen, own_target(paragraphs), way)


def own_target(paragraphs: Paragraphs) -> str:
    """The target whose glyphs a Traditional text has."""
    found, _ = paragraphs.glyphs
    return {"hk": "hant-hk", "opencc": "hant"}.get(found, "hant-tw")


def holding_traditional(paragraphs: Paragraphs) -> Choice:
    """Chinese paragraphs with Traditional characters."""
    chosen: Choice = (paragraphs.traditional > 0) & paragraphs.chinese
    return chosen


def not_simplified(paragraphs: Paragraphs) -> Choice:
    """The paragraphs of a text that a machine made Traditional, also those that do not show it."""
    chosen: Choice = holding_traditional(paragraphs) | (paragraphs.labels == NEUTRAL)
    return chosen


def to_simplified(paragraphs: Paragraphs, origin: Provenance) -> Plan:
    """Everything Traditional goes to Simplified; a Traditional name in Simplified text stays."""
    if origin.made:
        way = Way("script.repair", f"target hans; {origin.evidence}")
        return Plan(not_simplified(paragraphs), "hans", way, origin.unread)
    chosen = holding_traditional(paragraphs)
    if paragraphs.label in (NEUTRAL, HANT):  # characters that tell nothing by themselves (於, 著)
        chosen |= (paragraphs.labels == NEUTRAL) & (paragraphs.simplified == 0)
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
        if paragraphs.parts is not None:
            simplified |= paragraphs.parts & (labels == HANS) & (paragraphs.count(tables.SIMPLIFIED) >= LEAST)
    else:
        follow = (labels == NEUTRAL) & (paragraphs.label == HANS)
        if paragraphs.label == NEUTRAL:
            follow = read_as_simplified(paragraphs)
        simplified = (labels == HANS) | ((labels != HANT) & (paragraphs.simplified > 0)) | follow
        simplified &= paragraphs.chinese
    traditional = ((labels == HANT) | (labels == NEUTRAL)) & ~simplified
    if origin.made or origin.slips:
        way = Way("script.repair", origin.evidence, REPAIRED)
        yield Plan(traditional | (labels == MIXED), target, way, origin.unread)
        simplified &= labels != MIXED
    elif np.count_nonzero(traditional) and (reason := foreign_glyphs(paragraphs, target)):
        yield Plan(traditional, target, Way("script.glyph", reason))
    yield Plan(simplified, target, Way("script.char", f"target {target}"))


def read_as_simplified(paragraphs: Paragraphs) -> Choice:
    """Of a text that shows no script, the paragraphs with a word that hardly any native hand writes so (后面, 面粉)."""
    given = paragraphs.codes
    new = convert.traditional(given, "hant")
    there, wanted = tables.plain().take(given), tables.plain().take(new.codes)
    changed = np.flatnonzero((there != wanted) & ~new.undecided).tolist()
    telling = [at for at in changed if expected(int(given[at]), int(wanted[at]), int(there[at])) <= SELDOM]
    found = np.zeros(len(paragraphs.starts), bool)
    found[np.searchsorted(paragraphs.starts, telling, "right") - 1] = True
    found &= paragraphs.traditional == 0
    return found


def foreign_glyphs(paragraphs: Paragraphs, target: str) -> str:
    """Why the Traditional text needs the glyphs of the target; empty where it has them, or may have."""
    found, evidence = paragraphs.glyphs
    taiwanese = found == "tw" and target == "hant-hk" and paragraphs.region == "tw"
    if found in FOREIGN_GLYPHS[target] or taiwanese:
        return f"target {target}, glyphs of {found}: {evidence}"
    return ""
