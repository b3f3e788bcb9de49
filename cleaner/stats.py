"""What each rule did over many documents, the suspicious ones first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cleaner.emit import BULK_STAGES

EXAMPLES = 3
LONGEST = 40
_TAG = re.compile("<[^<>]{1,2000}>")


@dataclass(slots=True)
class RuleStats:
    """What one rule did.

    documents, edits, taken and given (characters), confidence (the lowest of an edit that a ledger lists),
    most (the largest share of a document's characters that it took), most_in (that document), examples (old, new).
    """

    rule: str
    documents: int = 0
    edits: int = 0
    taken: int = 0
    given: int = 0
    confidence: float = 1.0
    most: float = 0.0
    most_in: str = ""
    examples: list[tuple[str, str]] = field(default_factory=list)

    @property
    def bulk(self) -> bool:
        """Whether the rule only takes the tags of pages."""
        return self.rule.partition(".")[0] in BULK_STAGES

    @property
    def suspicion(self) -> float:
        """How much a look would be worth: the largest share of one document, more where the rule was unsure."""
        return self.most * (2 - self.confidence) + (1 - self.confidence)


@dataclass(slots=True)
class Stats:
    """Totals of a ledger, and a ``RuleStats`` a rule."""

    documents: int = 0
    failed: int = 0
    chars: int = 0
    kept: int = 0
    rules: dict[str, RuleStats] = field(default_factory=dict)

    def add(self, ledger: Mapping[str, Any]) -> None:
        """Count one ledger record. Raises ``KeyError``, ``TypeError`` or ``ValueError`` if it is not one."""
        tally = {
            str(rule): (int(n["edits"]), int(n["old"]), int(n["new"])) for rule, n in dict(ledger["rules"]).items()
        }
        listed = [(str(e["rule"]), str(e["old"]), str(e["new"]), float(e["confidence"])) for e in ledger["edits"]]
        chars, kept, name = int(ledger["chars"]), int(ledger["kept_chars"]), str(ledger["id"])
        failed = ledger["status"] != "ok"
        self.documents += 1
        self.failed += failed
        self.chars += chars
        self.kept += kept
        for rule, (edits, taken, given) in tally.items():
            found = self.rules.setdefault(rule, RuleStats(rule))
            found.documents += 1
            found.edits += edits
            found.taken += taken
            found.given += given
            share = min(taken / chars, 1.0) if chars else 0.0
            if share > found.most:
                found.most, found.most_in = share, name
        for rule, old, new, confidence in listed:
            _example(self.rules.setdefault(rule, RuleStats(rule)), old, new, confidence)

    def ranked(self) -> Iterator[RuleStats]:
        """The rules, the most suspicious first, those that only take tags last."""
        yield from sorted(self.rules.values(), key=lambda each: (each.bulk, -each.suspicion, -each.taken, each.rule))


def _example(found: RuleStats, old: str, new: str, confidence: float) -> None:
    """Keep the least sure examples, and of those the first."""
    example = (shortened(old), shortened(new))
    if confidence < found.confidence:
        found.confidence = confidence
        found.examples.insert(0, example)
    elif len(found.examples) < EXAMPLES and example not in found.examples:
        found.examples.append(example)
    del found.examples[EXAMPLES:]


def shortened(text: str) -> str:
    """``text`` on one line and without tags (if it is more than tags), its middle left out where it is long."""
    bare = " ".join(_TAG.sub(" ", text).split())
    text = (bare if "<" in text and bare else text).replace("\n", "⏎")
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]}…{text[-LONGEST // 2 :]}"
