"""The script stage: what each paragraph is written in, where that comes from, and one conversion where it is due."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cleaner.doc import Doc, codes
from cleaner.pipeline import Context, Proposal
from cleaner.stages.script.convert import decode
from cleaner.stages.script.labels import HANS, HANT, MIXED, NAMES, Paragraphs
from cleaner.stages.script.plan import Plan, plans
from cleaner.stages.script.provenance import CLEAR, Provenance, provenance
from cleaner.stages.script.radicals import fold_radicals
from cleaner.stages.script.work import Work


def propose(doc: Doc, context: Context) -> Proposal:
    """Edits that bring each paragraph into the script that it should have, with the labels of the document.

    ``meta["script"]`` is the script of the text after the edits, ``tags["script_found"]`` the one before them.
    """
    if doc.text.isascii():
        return Proposal()
    paragraphs = Paragraphs.of(doc.text)
    work = Work(paragraphs.codes)
    if fold_radicals(paragraphs, work):
        paragraphs = Paragraphs.of(decode(work.now))
    origin = trace(paragraphs, context)
    done = list(plans(paragraphs, origin, context.config.script))
    for plan in done:
        carry_out(paragraphs, plan, work)
    proposal = Proposal(list(work.edits()))
    if origin.score is not None:
        proposal.scores["script.machine"] = round(origin.score, 4)
    if paragraphs.label in NAMES:
        label = Paragraphs.of(work.text).label if proposal.edits else paragraphs.label
        proposal.meta["script"] = NAMES.get(label, NAMES[paragraphs.label])
        proposal.meta |= restated(context.meta, paragraphs, done)
        proposal.tags["script_found"] = NAMES[paragraphs.label]
        if paragraphs.label != HANS:
            proposal.tags["script_origin"] = origin.origin
    return proposal


def trace(paragraphs: Paragraphs, context: Context) -> Provenance:
    """The provenance of a text that is Traditional, if only in part."""
    if paragraphs.label not in (HANT, MIXED):
        return Provenance("unknown")
    if context.facts.get("mirror.fired", False):
        return Provenance("machine", "the page bears the damage of a mirror that converts Simplified pages", CLEAR)
    if context.config.script == "hans":  # it becomes Simplified wherever it comes from
        return Provenance("unknown")
    return provenance(paragraphs)


def carry_out(paragraphs: Paragraphs, plan: Plan, work: Work) -> None:
    """Convert the paragraphs of a plan, all in one pass; each run of neighbours is one context."""
    chosen = np.flatnonzero(plan.chosen)
    if not len(chosen):
        return
    breaks = np.flatnonzero(np.diff(chosen) != 1)
    first, last = chosen[np.append(0, breaks + 1)], chosen[np.append(breaks, len(chosen) - 1)]
    spans = list(zip(paragraphs.starts[first].tolist(), paragraphs.ends[last].tolist(), strict=True))
    fresh = codes(plan.converted("".join([paragraphs.text[a:b] for a, b in spans])))
    if len(fresh) != sum(b - a for a, b in spans):
        return
    at = 0
    new = work.now.copy()
    for start, end in spans:
        new[start:end] = fresh[at : at + end - start]
        at += end - start
    for start, end in paragraphs.protected:
        new[start:end] = work.now[start:end]
    work.put(new, plan.way)


def restated(meta: Mapping[str, str], paragraphs: Paragraphs, done: list[Plan]) -> dict[str, str]:
    """Title, author and source by the way of the plan that converts at least half of the text, if one does."""
    names = {key: meta[key] for key in ("title", "author", "source") if key in meta}
    for plan in done if names else ():
        if 2 * int(paragraphs.han[plan.chosen].sum()) >= int(paragraphs.han.sum()):
            return {key: plan.converted(name) for key, name in names.items()}
    return {}
