"""Machine-spun text (伪原创): tell it, repair what is exact, restore words or drop the page by policy.

A spinning tool replaces words by its dictionary, without looking at word boundaries, so that a copied article passes
for a new one. ``Config.spun`` says what to do with it:

``keep``     nothing, not even a tag
``tag``      tags and score; what ``exact`` would repair is marked
``exact``    also repair artefacts that no natural text has (the default)
``restore``  also put back words, where the page is spun and the context says so
``drop``     a page found spun loses its text by one edit (``spun.dropped``) and gets the verdict ``spam``: such pages
             are made for search engines, and half-restored text is nothing to learn from; others as ``exact``
"""

from __future__ import annotations

from cleaner.doc import Doc, Edit
from cleaner.fold import fold
from cleaner.pipeline import Context, Proposal
from cleaner.stages.spun.detect import Finding, detector
from cleaner.stages.spun.exact import exact_rules, hard_forms, hits, repairs

# A family whose own evidence is at least this share of the best one's may have left artefacts, too.
_KIN = 0.4


def propose(doc: Doc, context: Context) -> Proposal:
    """Tags, score, and the edits that the policy ``Config.spun`` asks for."""
    policy = context.config.spun
    if policy == "keep":
        return Proposal()
    text = doc.text
    engine = detector()
    _, found = engine.scanner.find(text)
    counts = engine.counts(found)
    hints = {hint for rule in exact_rules() for hint in rule.hint if counts[engine.scanner.index[hint]]}
    matches = hits(fold(text), hints) if hints else []
    finding = engine.judge(counts, hard_forms(matches), {r.id: r.extra["families"] for r in exact_rules()})
    proposal = Proposal(scores={"spun": finding.share}, tags={"spun": finding.label})
    if finding.family:
        proposal.tags["spun_family"] = finding.family
    if policy == "drop" and finding.label == "spun":
        proposal.edits = [Edit(0, len(text), "", "spun.dropped", f"machine-spun, family {finding.family}")]
        proposal.verdict = "spam"
        return proposal
    edits = repairs(text, matches, active(finding) if finding.label == "spun" else None)
    if policy == "tag":
        proposal.marks = edits
    else:
        proposal.edits = edits
    return proposal


def active(finding: Finding) -> set[str]:
    """The families whose tools a spun page shows."""
    best = max(finding.scores.values())
    shown = {name for name, score in finding.scores.items() if score >= _KIN * best > 0}
    by_rule = {rule.id: rule.extra["families"] for rule in exact_rules()}
    return shown | {name for rule in finding.hard for name in by_rule[rule]} | ({finding.family or ""} - {""})
