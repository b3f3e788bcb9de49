"""The script stage: what each paragraph is written in, where that comes from, and one conversion where it is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import Doc, Edit, settle
from cleaner.fold import codes
from cleaner.pipeline import Context, Proposal
from cleaner.stages.script import convert, tables
from cleaner.stages.script.labels import LEAST, NAMES, RATIO, Paragraphs, Script
from cleaner.stages.script.provenance import Provenance, provenance
from cleaner.stages.script.radicals import fold_radicals

Choice = NDArray[np.bool_]

# A minority paragraph follows the document only with this much evidence, and if all of them are this small a share.
CLEAR = 8
MINORITY_SHARE = 0.2
# Glyphs of one standard that a text must show before its glyphs are changed to another.
LEAST_GLYPHS = 2


@dataclass(frozen=True)
class Plan:
    """Which paragraphs go where: ``rule`` names the way, ``reason`` the evidence."""

    chosen: Choice
    target: str
    rule: str
    reason: str
    confidence: float = 1.0


def propose(doc: Doc, context: Context) -> Proposal:
    """Edits that bring each paragraph into the script that it should have, with the labels of the document."""
    text = doc.text
    if text.isascii():
        return Proposal()
    radicals = list(fold_radicals(text))
    if radicals:
        text = doc.apply("script", radicals).text
    paragraphs = Paragraphs.of(text)
    origin = trace(paragraphs, context)
    edits = [e for plan in plans(paragraphs, origin, context) for e in carried_out(paragraphs, plan)]
    proposal = Proposal(merged(doc.text, radicals, edits), scores={"script.machine": round(origin.score, 4)})
    proposal.facts["script.labels"] = paragraphs.labels
    if paragraphs.label in NAMES:
        proposal.meta["script"] = result(paragraphs, edits)
        proposal.meta |= restated(context.meta, NAMES[paragraphs.label], proposal.meta["script"], context.config.script)
        proposal.tags = {"script_found": NAMES[paragraphs.label], "script_origin": origin.origin}
    return proposal


def trace(paragraphs: Paragraphs, context: Context) -> Provenance:
    """The provenance of the Traditional part of a text."""
    if paragraphs.label not in (Script.HANT, Script.MIXED):
        return Provenance("unknown" if paragraphs.label != Script.HANS else "native")
    if context.facts.get("mirror.fired", False):
        return Provenance("machine", "the page bears the damage of a mirror that converts Simplified pages", 1.0)
    return provenance(paragraphs)


def plans(paragraphs: Paragraphs, origin: Provenance, context: Context) -> Iterator[Plan]:
    """What is to be converted; the plans choose different paragraphs."""
    target = context.config.script
    label = paragraphs.label
    made = origin.origin in ("machine", "naive-table")
    if target == "keep" or label == Script.FOREIGN:
        return
    if target == "auto":
        if made:
            yield Plan(holding_traditional(paragraphs), "hans", "script.repair", origin.evidence)
        else:
            yield from minority(paragraphs)
    elif target == "hans":
        why = f"target {target}"
        chosen = holding_traditional(paragraphs)
        if not made and label == Script.HANS:  # a Traditional name stays
            chosen &= (paragraphs.labels == Script.HANT) | (paragraphs.labels == Script.MIXED)
        elif not made:
            chosen &= (paragraphs.labels != Script.HANS) | (paragraphs.simplified < LEAST * RATIO)
        yield Plan(chosen, "hans", "script.repair" if made else "script.char", why)
    else:
        yield from towards_traditional(paragraphs, target, origin, made)


def minority(paragraphs: Paragraphs) -> Iterator[Plan]:
    """Few paragraphs in the other script follow a document that is clearly in one."""
    if paragraphs.label not in (Script.HANS, Script.HANT):
        return
    other = Script.HANT if paragraphs.label == Script.HANS else Script.HANS
    found = paragraphs.labels == other
    share = int(paragraphs.han[found].sum()) / max(1, int(paragraphs.han.sum()))
    clear = found & (paragraphs.simplified + paragraphs.traditional >= CLEAR)
    if share <= MINORITY_SHARE and clear.any():
        target = "hans" if other == Script.HANT else "hant-tw"
        yield Plan(clear, target, "script.minority", f"the document is {NAMES[paragraphs.label]}", 0.9)


def towards_traditional(paragraphs: Paragraphs, target: str, origin: Provenance, made: bool) -> Iterator[Plan]:
    """Simplified paragraphs are converted, machine-made ones repaired, native ones get the glyphs of the target."""
    labels = paragraphs.labels
    if paragraphs.label == Script.HANT:  # old print forms (黄, 却) stand in native text too
        simplified = (labels == Script.HANS) & (paragraphs.simplified >= LEAST * RATIO)
    else:
        follow = (labels == Script.NEUTRAL) & (paragraphs.label == Script.HANS)
        simplified = (labels == Script.HANS) | ((labels != Script.HANT) & (paragraphs.simplified > 0)) | follow
        simplified &= labels != Script.FOREIGN
    traditional = (labels == Script.HANT) | (labels == Script.NEUTRAL)
    traditional &= ~simplified
    if made:
        yield Plan(traditional | (labels == Script.MIXED), target, "script.repair", origin.evidence)
        yield Plan(simplified & (labels != Script.MIXED), target, "script.char", f"target {target}")
        return
    yield Plan(simplified, target, "script.char", f"target {target}")
    if target != "hant" and foreign_glyphs(paragraphs, target):
        yield Plan(traditional, target, "script.glyph", f"glyphs for {target}")


def foreign_glyphs(paragraphs: Paragraphs, target: str) -> bool:
    """Whether the Traditional text is written in the glyphs of another standard than the target's."""
    theirs, ours = ("爲喫羣峯麪衆", "為吃群峰麵眾")
    if target == "hant-tw":
        theirs, ours = theirs + tables.rows()["hk_font"], ours + convert.glyphs(tables.rows()["hk_font"], target)
    found, own = (int(np.count_nonzero(np.isin(paragraphs.codes, codes(each)))) for each in (theirs, ours))
    return found >= LEAST_GLYPHS and found > RATIO * own


def holding_traditional(paragraphs: Paragraphs) -> Choice:
    """Chinese paragraphs with Traditional characters."""
    chosen: Choice = (paragraphs.traditional > 0) & (paragraphs.labels != Script.FOREIGN)
    return chosen


def carried_out(paragraphs: Paragraphs, plan: Plan) -> Iterator[Edit]:
    """One edit of equal length for each paragraph that changes, cut where another rule made the change."""
    chosen = np.flatnonzero(plan.chosen)
    if not len(chosen):
        return
    spans = [(int(paragraphs.starts[i]), int(paragraphs.ends[i])) for i in chosen]
    old = "".join(paragraphs.text[a:b] for a, b in spans)
    new = converted(old, plan)
    before, after = codes(old), codes(new).copy()
    if len(before) != len(after):
        return
    held = np.concatenate([paragraphs.protected[a:b] for a, b in spans])
    after[held] = before[held]
    at = 0
    for start, end in spans:
        size = end - start
        if not np.array_equal(before[at : at + size], after[at : at + size]):
            fresh = convert.decode(after[at : at + size])
            yield from by_rule(start, before[at : at + size], after[at : at + size], fresh, plan)
        at += size


def converted(text: str, plan: Plan) -> str:
    """``text`` by the way that the plan names."""
    if plan.target == "hans":
        return convert.to_simplified(text)
    if plan.rule == "script.glyph":
        return convert.glyphs(text, plan.target)
    if plan.rule == "script.repair":
        return convert.repair(text, plan.target)
    return convert.to_traditional(text, plan.target)


def by_rule(start: int, before: tables.Codes, after: tables.Codes, new: str, plan: Plan) -> Iterator[Edit]:
    """The edit of a paragraph, with 著/着 as edits of their own."""
    zhu, zhe = ord(convert.ZHU), ord(convert.ZHE)
    apart = np.flatnonzero((before != after) & np.isin(before, [zhu, zhe]) & np.isin(after, [zhu, zhe]))
    cuts = [0, *(c for i in apart.tolist() for c in (i, i + 1)), len(before)]
    for a, b in pairwise(cuts):
        if a < b and not np.array_equal(before[a:b], after[a:b]):
            alone = b == a + 1 and before[a] in (zhu, zhe) and after[a] in (zhu, zhe)
            rule = "script.zhe" if alone else plan.rule
            yield Edit(start + a, start + b, new[a:b], rule, plan.reason, plan.confidence)


def merged(text: str, radicals: list[Edit], edits: list[Edit]) -> list[Edit]:
    """Radical folds and conversions of the same text; where both touch a place, the conversion holds both."""
    free = [r for r in radicals if not any(e.start < r.end and r.start < e.end for e in edits)]
    return settle([*free, *edits])


def restated(meta: Mapping[str, str], found: str, now: str, target: str) -> dict[str, str]:
    """Title, author and source in the script that the text is in now, where the text was converted."""
    if now not in ("hans", "hant") or found == now:
        return {}
    names = {key: meta[key] for key in ("title", "author", "source") if key in meta}
    if now == "hans":
        return {key: convert.to_simplified(name) for key, name in names.items()}
    return {key: convert.to_traditional(name, target) for key, name in names.items()}


def result(paragraphs: Paragraphs, edits: list[Edit]) -> str:
    """The label of the text after the edits."""
    if not edits:
        return NAMES[paragraphs.label]
    code = paragraphs.codes.copy()
    for edit in edits:
        code[edit.start : edit.end] = codes(edit.new)
    after = Paragraphs.of(convert.decode(code)).label
    return NAMES.get(after, NAMES[paragraphs.label])
