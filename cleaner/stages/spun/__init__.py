"""Machine-spun text (伪原创): tell it, repair what is exact, restore words or drop the page by policy.

A spinning tool replaces words by its dictionary, without looking at word boundaries, so that a copied article passes
for a new one. ``Config.spun`` says what to do with it:

``keep``     nothing, not even a tag
``tag``      tags and score; what ``exact`` would repair is marked
``exact``    also repair artefacts that no natural text has (the default)
``restore``  also put back words, where the page is spun and the context says so
``drop``     a page found spun loses its text by one edit (``spun.dropped``) and gets the verdict ``spam``: such pages
             are made for search engines, and half-restored text is nothing to learn from; others as ``exact``

On a page that shows a family each paragraph is noted as ``clean``, ``suspect`` or ``spun`` (``spun.paragraph``); words
are put back in spun ones. A page that is suspect without a family looks as if a tool that is not known has been over
it.
"""

from __future__ import annotations

from cleaner.doc import Doc, Edit, settle
from cleaner.lines import lines_of
from cleaner.pipeline import Context, Proposal
from cleaner.stages.spun.detect import Finding, active, detector, examine
from cleaner.stages.spun.exact import Match, repairs
from cleaner.stages.spun.misaligned import BOX, misaligned
from cleaner.stages.spun.model import scorer
from cleaner.stages.spun.paragraphs import marks, paragraphs
from cleaner.stages.spun.restore import restored


def propose(doc: Doc, context: Context) -> Proposal:
    """Tags, score, and the edits that the policy ``Config.spun`` asks for."""
    policy = context.config.spun
    if policy == "keep":
        return Proposal()
    text = doc.text
    finding, found = doc.view(_examined)
    proposal = Proposal(scores={"spun": finding.share}, tags={"spun": finding.label})
    parts = list(paragraphs(lines_of(doc), finding, found, detector())) if finding.family else []
    if finding.family:
        proposal.tags["spun_family"] = finding.family
        proposal.marks = marks(parts, text, finding.family)
    spun = finding.label == "spun"
    if spun and policy == "drop":
        proposal.edits = [Edit(0, len(text), "", "spun.dropped", f"machine-spun, family {finding.family}")]
        proposal.verdict = "spam"
        return proposal
    edits: list[Edit] = []
    if found or BOX in text:
        edits = settle([*repairs(text, found, active(finding) if spun else None), *misaligned(text)])
    if policy == "tag":
        proposal.marks = [*edits, *proposal.marks]
    elif spun and policy == "restore":
        rows = [part.row for part in parts if part.label == "spun"]
        proposal.edits = restored(text, edits, finding.family or "", rows, scorer(context.config.spun_model))
        proposal.tags["spun_restored"] = "partial"
    else:
        proposal.edits = edits
    return proposal


def _examined(doc: Doc) -> tuple[Finding, list[Match]]:
    return examine(lines_of(doc))
