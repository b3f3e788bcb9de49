"""Machine-spun text (伪原创): tell it, repair what is exact, restore words or drop the page by policy.

A spinning tool replaces words by its dictionary, without looking at word boundaries, so that a copied article passes
for a new one. ``Config.spun`` says what to do with it:

``keep``     nothing, not even a tag
``tag``      tags and score; what ``exact`` would repair is marked
``exact``    also repair artefacts that no natural text has (the default)
``restore``  also put back words, where the page is spun and the context says so
``drop``     a page found spun loses its text by one edit (``spun.dropped``) and has no article then: its verdict is
             ``boilerplate``; of a page with paragraphs, too, that show no form of a tool, those go that are spun;
             others as ``exact``

A form that is mentioned and not used (``mentions``) stays, and is no evidence.
On a page that shows a family each paragraph is noted as ``clean``, ``suspect`` or ``spun`` (``spun.paragraph``); words
are put back in spun ones. On a page that is suspect or spun without a family a tool that is not known seems to have
been, or has been; none of its words are put back.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.doc import Doc, Edit, settle
from cleaner.lines import lines_of
from cleaner.pipeline import Context, Proposal
from cleaner.stages.spun.exact import repairs
from cleaner.stages.spun.model import scorer
from cleaner.stages.spun.page import Page, look
from cleaner.stages.spun.paragraphs import marks
from cleaner.stages.spun.restore import restored

DROPPED = "spun.dropped"


def propose(doc: Doc, context: Context) -> Proposal:
    """Tags, score, and the edits that the policy ``Config.spun`` asks for."""
    policy = context.config.spun
    if policy == "keep":
        return Proposal()
    text = doc.text
    page = doc.view(_seen)
    family = page.finding.family
    proposal = Proposal(scores={"spun": page.score}, tags={"spun": page.finding.label})
    if family:
        proposal.tags["spun_family"] = family
        proposal.marks = marks(page.parts, text, family)
    if page.spun and policy == "drop" and page.thorough:
        tool = f"family {family}" if family else "by a tool in no family"
        proposal.edits = [Edit(0, len(text), "", DROPPED, f"machine-spun, {tool}")]
        proposal.verdict = "boilerplate"
        return proposal
    edits = settle([*repairs(text, page.found, page.families()), *page.boxes])
    if policy == "tag":
        proposal.marks = [*edits, *proposal.marks]
    elif page.spun and family and policy == "restore":
        proposal.edits = restored(text, edits, page, scorer(context.config.spun_model))
        proposal.tags["spun_restored"] = "partial"
    elif page.spun and policy == "drop":
        proposal.edits = settle([*_dropped(page, text), *edits])
    else:
        proposal.edits = edits
    return proposal


def _dropped(page: Page, text: str) -> Iterator[Edit]:
    """The spun paragraphs of a page that has others, with the ends of their lines."""
    for part in page.parts:
        if part.label == "spun":
            end = part.end + (text[part.end : part.end + 1] == "\n")
            yield Edit(
                part.start, end, "", DROPPED, f"machine-spun, family {page.finding.family}", round(part.chance, 3)
            )


def _seen(doc: Doc) -> Page:
    return look(lines_of(doc))
