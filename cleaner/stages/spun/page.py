"""What is known of a page: whether a tool wrote it, how much of it, and which forms are used and not mentioned."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cleaner.doc import Edit
from cleaner.fold import Class
from cleaner.lines import Lines
from cleaner.stages.spun.detect import active, detector, examine
from cleaner.stages.spun.detector import SUSPECT, Finding
from cleaner.stages.spun.exact import Match, firm, rule_families
from cleaner.stages.spun.mentions import Form, Mentions, mentions, untouched
from cleaner.stages.spun.misaligned import misaligned
from cleaner.stages.spun.paragraphs import RATE_OF_SHARE, Paragraph, paragraphs

# From which share of its Han characters on a page is spun, and from which on it is all spun, and a page that speaks of
# spinning is spun itself.
SPUN, WHOLE = 1 / 3, 0.8
# A paragraph of so many characters is worth keeping if no form of a tool stands in it.
_WORTH = 30
_SENTENCES = str.maketrans("。！？", "\n\n\n")


@dataclass(frozen=True, slots=True)
class Page:
    """A text as the detector sees it.

    found: exact rules match there, and the form is used.  boxes: so do replacements on misaligned bytes.  parts: its
    paragraphs, if it shows a family.  share: how much of its Han is spun, 0 to 1; 1 where no family is known.  kept:
    ranges in which nothing is to be changed.
    """

    finding: Finding
    found: list[Match]
    boxes: list[Edit]
    parts: list[Paragraph]
    share: float
    kept: list[tuple[int, int]]

    @property
    def spun(self) -> bool:
        """Whether the page as a whole is spun."""
        return self.finding.label == "spun"

    @property
    def thorough(self) -> bool:
        """Whether a tool has been over so much of the page that nothing else is worth keeping of it."""
        left = (part for part in self.parts if part.label != "spun")
        return self.share >= WHOLE and all(part.end - part.start < _WORTH for part in left)

    @property
    def score(self) -> float:
        """How sure and how much: the lower of the two, 0 to 1."""
        return min(self.finding.share, self.share)

    def families(self) -> set[str]:
        """The families whose tools the page, or a part of it, shows; none where its tool is in no family."""
        told = self.finding.family and (self.spun or any(part.label == "spun" for part in self.parts))
        return active(self.finding) if told else set()


def look(lines: Lines) -> Page:
    """What a text is."""
    finding, found = examine(lines)
    boxes = [*misaligned(lines.text)]
    if finding.label == "clean" and not found and not boxes:
        return Page(finding, [], [], [], 1.0, [])
    forms = [*(Form(m.start, m.end, str(m.rule.extra["new"])) for m in found), *(Form(*box[:3]) for box in boxes)]
    said = mentions(lines.text, lines.folded, sorted(forms))
    seen = lines
    if said.firm or said.loose:
        seen = Lines(said.masked(lines.text))
        rest, _ = examine(seen)
        # Quotations alone make no page spun; where other forms stand, too, they are used like those.
        if said.told or rest.label == "clean":
            finding = rest
    if finding.label == "clean":
        finding = _repaired(finding, untouched(found, _kept(said, False, len(lines.text))))
    inside = untouched(found, [*said.firm, *said.loose])
    parts = list(paragraphs(seen, finding, inside, detector()))
    share = _share(seen, finding, inside) if finding.family and not finding.whole else 1.0
    if finding.label == "spun" and share < (WHOLE if said.told else SPUN):
        finding = replace(finding, label="suspect")
    kept = _kept(said, finding.label == "spun", len(lines.text))
    clean = [(part.start, part.end) for part in parts if part.label == "clean" and not finding.whole]
    always, flagged = ([m for m in found if m.rule.extra["gate"] == gate] for gate in ("always", "flagged"))
    used = untouched([*always, *untouched(flagged, clean)], kept)
    return Page(finding, used, untouched(boxes, kept), parts, share, kept)


def _repaired(finding: Finding, used: list[Match]) -> Finding:
    """A clean page is suspect where a form is repaired that no natural text has."""
    sure = [m.rule for m in used if m.rule.extra["gate"] == "always" and firm([m])]
    if not sure:
        return finding
    return replace(finding, label="suspect", score=max(finding.score, SUSPECT), family=rule_families(sure[0].id)[0])


def _kept(said: Mentions, spun: bool, size: int) -> list[tuple[int, int]]:
    """Where nothing is to be changed: all of a text that speaks of spinning, unless it is spun itself."""
    if spun:
        return said.firm
    return [(0, size)] if said.told else [*said.firm, *said.loose]


def _share(lines: Lines, finding: Finding, hard: list[Match]) -> float:
    """How much of the Han of a page is spun, sentence by sentence: a text may be one long line."""
    sentences = Lines(lines.text.translate(_SENTENCES))
    han = sentences.counts(Class.HAN)
    parts = paragraphs(sentences, finding, hard, detector(), RATE_OF_SHARE)
    return sum(part.chance * float(han[part.row]) for part in parts) / max(1.0, float(han.sum()))
