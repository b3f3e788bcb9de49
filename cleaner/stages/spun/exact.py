"""Repairs that need no choice: artefacts no natural text has, and what stood there before.

Each is a record of ``data/rules/spun.toml`` with a regex, ``new`` (what stood there, in Simplified), ``gate``
(``always``, or ``flagged``: only in a page found spun), ``families``, ``hard`` where the form is evidence,
``rare`` where literature may have it, ``frequent`` where no text is without the character, and ``gone`` where the form
only counts in a text that has lost it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from functools import cache
from typing import NamedTuple

from cleaner.doc import Edit, settle
from cleaner.fold import fold
from cleaner.rules import Rule, rule_book
from cleaner.stages.spun.hant import like

# So many uses of what a tool puts in for a frequent character show it, but no fewer than one in so many characters, if
# no more than one in so many is left of it.
_USES, _SPARSE, _LEFT = 3, 600, 10
# Characters on either side of a hint that a rule may look at.
_AROUND = 12


@cache
def exact_rules() -> tuple[Rule, ...]:
    """The rules of this stage that say what stood there before."""
    return tuple(rule for rule in rule_book().stage("spun") if "new" in rule.extra)


@cache
def rule_families(rule: str) -> tuple[str, ...]:
    """The families whose tools leave the form that the rule with this id repairs."""
    return tuple(rule_book()[rule].extra["families"])


@cache
def everywhere() -> frozenset[str]:
    """The characters that a tool replaces wherever they stand."""
    return frozenset(str(rule.extra["new"]) for rule in exact_rules() if rule.extra.get("everywhere"))


@cache
def is_rare(rule: str) -> bool:
    """Whether literature may have what the rule with this id repairs."""
    return bool(rule_book()[rule].extra.get("rare"))


class Match(NamedTuple):
    """``rule`` matches ``text[start:end]``."""

    start: int
    end: int
    rule: Rule


def matches(text: str, places: Iterable[tuple[int, str]]) -> list[Match]:
    """Where exact rules match in a text, given where which hint of theirs stands."""
    found: dict[tuple[int, int, str], Match] = {}
    by_hint = _rules_by_hint()
    for at, hint in places:
        left = max(0, at - _AROUND)
        window = fold(text[left : at + len(hint) + _AROUND])
        for rule in by_hint[hint]:
            for m in rule.pattern.finditer(window) if rule.pattern else ():
                start, end = m.start() + left, m.end() + left
                if start < at + len(hint) and end > at:
                    found[start, end, rule.id] = Match(start, end, rule)
    return [found[key] for key in sorted(found)]


@cache
def _rules_by_hint() -> dict[str, list[Rule]]:
    table: dict[str, list[Rule]] = defaultdict(list)
    for rule in exact_rules():
        for hint in rule.hint:
            table[hint].append(rule)
    return table


def hard_forms(found: Iterable[Match]) -> Counter[str]:
    """How many impossible forms each rule found."""
    return Counter(rule.id for _, _, rule in found if rule.extra.get("hard"))


def vanished(found: Iterable[Match], folded: str) -> frozenset[str]:
    """The frequent characters that a tool has replaced all over a text: its forms stand there, hardly one original."""
    uses: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for start, end, rule in found:
        if rule.extra.get("frequent"):
            uses[str(rule.extra["new"])].add((start, end))
    return frozenset(
        letter
        for letter, spans in uses.items()
        if len(spans) >= max(_USES, len(folded) / _SPARSE) and folded.count(letter) * _LEFT <= len(spans)
    )


def firm(found: Iterable[Match]) -> bool:
    """Whether there is an impossible form, and not only such as literature may have."""
    return any(match.rule.extra.get("hard") and not is_rare(match.rule.id) for match in found)


def repairs(text: str, found: Iterable[Match], families: Set[str]) -> list[Edit]:
    """The edits for what was found; ``families``: those whose tools the page shows."""
    return settle(_edits(text, found, families))


def _edits(text: str, found: Iterable[Match], families: Set[str]) -> Iterator[Edit]:
    for start, end, rule in found:
        new = str(rule.extra["new"])
        if rule.extra["gate"] == "flagged" and families.isdisjoint(rule_families(rule.id)):
            continue
        reason = f"{text[start:end]} stands where a spinning tool found {new}"
        yield Edit(start, end, like(new, text, start), rule.id, reason)
