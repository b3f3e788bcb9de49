"""The script stage: what each paragraph is written in, where that comes from, and one conversion where it is due."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cleaner.doc import Doc, Edit
from cleaner.lines import lines_of
from cleaner.pipeline import Context, Proposal
from cleaner.stages.encoding.ruins import unread as unread_bytes
from cleaner.stages.markup.code_elements import code_spans
from cleaner.stages.markup.kind import uncommented
from cleaner.stages.script.convert import Converted
from cleaner.stages.script.dictionaries import decode, version
from cleaner.stages.script.labels import HANS, HANT, MIXED, NAMES, Paragraphs
from cleaner.stages.script.noted import noted, unsettled
from cleaner.stages.script.plan import Plan, plans
from cleaner.stages.script.provenance import CLEAR, Provenance, of_a_table, provenance
from cleaner.stages.script.radicals import fold_radicals
from cleaner.stages.script.sentences import parted
from cleaner.stages.script.slips import mend_slips
from cleaner.stages.script.unread import unread
from cleaner.stages.script.vocabulary import words
from cleaner.stages.script.work import SLIP, Work

# Glosses that a program scattered on a page: such programs rework pages that others wrote, and convert them by a table.
GLOSSED = 8


def propose(doc: Doc, context: Context) -> Proposal:
    """Edits that bring each paragraph into the script that it should have, with the labels of the document.

    ``meta["script"]`` is the script of the text after the edits, the tag ``script_found`` the one before them; the
    other tags and the scores are described by ``found``.
    """
    if doc.text.isascii():
        return Proposal()
    paragraphs = Paragraphs.among(lines_of(doc))
    work = Work(paragraphs.codes)
    if fold_radicals(paragraphs, work) | mend_slips(paragraphs, work):
        paragraphs = Paragraphs.of(decode(work.now))
    origin = trace(paragraphs, context)
    if context.config.script.startswith("han"):
        paragraphs = parted(paragraphs)
    done = list(plans(paragraphs, origin, context.config.script))
    protected: list[tuple[int, int]] = []
    if any(np.count_nonzero(plan.chosen) for plan in done):
        named = paragraphs.protected(context.config.names, written=not origin.made)
        protected = [*named, *code_spans(doc, context), *uncommented(doc.text), *unread_bytes(doc.text, context)]
    undecided = [mark for plan in done for mark in carry_out(paragraphs, plan, work, protected)]
    converted = work.now
    if context.config.vocabulary == "target":
        work.replace(list(words(paragraphs, done, work, protected)))
    proposal = Proposal(list(work.edits()))
    if paragraphs.label in NAMES or paragraphs.language:
        found(proposal, paragraphs, origin)
        proposal.marks = [*noted(paragraphs, done), *undecided]
    if paragraphs.label in NAMES:
        label = paragraphs.label_of(converted) if proposal.edits else paragraphs.label
        proposal.meta["script"] = NAMES.get(label, NAMES[paragraphs.label])
        proposal.meta |= restated(context.meta, paragraphs, done)
    if any(edit.rule not in ("script.radical", SLIP) for edit in proposal.edits):
        proposal.tags["script_dictionary"] = version()
    return proposal


def found(proposal: Proposal, paragraphs: Paragraphs, origin: Provenance) -> None:
    """Note what the text was found to be.

    Scores: ``script.confidence`` of the label; ``script.machine``, the probability that a machine made the text
    Traditional, where it can be told. Tags: ``script_found`` (``hans``, ``hant``, ``mixed``), ``script_language``
    (``japanese``, ``korean``, ``cantonese``), and of Traditional text ``script_origin`` (``native``, ``machine``,
    ``naive-table``, ``unknown``) with ``script_evidence``, ``script_glyphs`` (``tw``, ``hk``, ``opencc``, ``cn-hant``,
    ``big5-neutral``) and ``script_region`` (``tw``, ``hk``, ``cn``).
    """
    tags = proposal.tags
    if paragraphs.language:
        tags["script_language"] = paragraphs.language
    if paragraphs.label not in NAMES:
        return
    tags["script_found"] = NAMES[paragraphs.label]
    proposal.scores["script.confidence"] = round(paragraphs.confidence, 4)
    if origin.score is not None:
        proposal.scores["script.machine"] = round(origin.score, 4)
    if paragraphs.label != HANS:
        tags["script_origin"] = origin.origin
        known = {"evidence": origin.evidence, "glyphs": paragraphs.glyphs[0], "region": paragraphs.region}
        tags |= {f"script_{key}": value for key, value in known.items() if value}


def trace(paragraphs: Paragraphs, context: Context) -> Provenance:
    """The provenance of a text that is Traditional, if only in part."""
    if paragraphs.label not in (HANT, MIXED):
        return Provenance("unknown")
    if context.facts.get("mirror.fired", False):
        why = "the page bears the damage of a mirror that converts Simplified pages"
        return Provenance("machine", why, CLEAR, unread(paragraphs.traditional_codes)[0])
    if int(context.facts.get("encoding.glossed", 0)) >= GLOSSED and (made := of_a_table(paragraphs)):
        return made
    target = context.config.script
    if target == "hans" and not unread(paragraphs.traditional_codes)[0]:  # it becomes Simplified wherever it comes from
        return Provenance("unknown")
    return provenance(paragraphs, target.startswith("hant"))


def carry_out(paragraphs: Paragraphs, plan: Plan, work: Work, protected: list[tuple[int, int]]) -> list[Edit]:
    """Convert the paragraphs of a plan, all in one pass; each run of neighbours is one context.

    Marks: what stays though no word says that it should.
    """
    number = np.count_nonzero(plan.chosen)
    if not number:
        return []
    if number == len(plan.chosen):
        fresh = plan.convert(paragraphs.codes)
    else:
        where = np.repeat(plan.chosen, paragraphs.ends - paragraphs.starts)
        part = plan.convert(paragraphs.codes[where])
        fresh = Converted.certain(work.now.copy())
        for whole, piece in zip(fresh, part, strict=True):
            whole[where] = piece
    if protected:
        kept = fresh.codes.copy()
        for start, end in protected:
            kept[start:end] = work.now[start:end]
            fresh.undecided[start:end] = False
        fresh = fresh._replace(codes=kept)
    stays = unsettled(work.now, fresh, plan.way)
    work.put(fresh, plan.way)
    return stays


def restated(meta: Mapping[str, str], paragraphs: Paragraphs, done: list[Plan]) -> dict[str, str]:
    """Title, author and source by the way of the plan that converts at least half of the text, if one does."""
    names = {key: meta[key] for key in ("title", "author", "source") if key in meta}
    for plan in done if names else ():
        if 2 * int(paragraphs.han[plan.chosen].sum()) >= int(paragraphs.han.sum()):
            return {key: plan.converted(name) for key, name in names.items()}
    return {}
