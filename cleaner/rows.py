"""Rows of words: lines of several literals of rules that have a ``row`` key, such as a bar of buttons on one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaner.rules import Rule

_LONGEST = 60  # characters of a line
_SIGNS = " \t|丨·•、【】[]"
_SIGN = re.escape(_SIGNS)
_PARTS = frozenset(_SIGNS)
_BETWEEN = re.compile(f"[{_SIGN}]+")
_FIRST = re.compile(f"[{_SIGN}]*+([^{_SIGN}]++)[{_SIGN}]++[^{_SIGN}]")  # with another one behind it
_COUNT = re.compile(r"(?:\(\d{1,7}\)|\d{1,7}|\d{1,4}\.\d[万w])(?:人|次|条)?$")


class Rows:
    """Knows rows of the words that some rules match as whole lines; a number may stand behind each word or alone."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._owner: dict[str, Rule] = {}
        for rule in rules:
            if rule.row:
                for word in rule.match:
                    self._owner.setdefault(word, rule)
        self._known = frozenset(("", *self._owner))
        self._begins = frozenset("0123456789(" + _SIGNS).union(word for word in self._owner if len(word) == 1)
        self._pairs = frozenset(word[:2] for word in self._owner if len(word) > 1)

    def fired(self, texts: Iterable[str]) -> Iterator[tuple[str, Rule]]:
        """Those of some folded lines that fire a rule as a row, each with the rule."""
        begins, pairs = self._begins, self._pairs
        for text in texts if self._owner else ():
            some = len(text) <= _LONGEST and (text[:2] in pairs or text[:1] in begins)  # few
            if some and not _PARTS.isdisjoint(text) and (rule := self._rule(text)):
                yield text, rule

    def _rule(self, text: str) -> Rule | None:
        """The rule that a line fires as a row: of those whose words it holds, the one that needs the fewest."""
        first = _FIRST.match(text)
        if not first or self._word(first[1]) not in self._known:  # as of nearly all lines
            return None
        words = [self._word(item) for item in _BETWEEN.split(text) if item]
        if not self._known.issuperset(words):
            return None
        owners = [self._owner[word] for word in words if word]
        least = min(owners, key=lambda rule: rule.row, default=None)
        return least if least and len(owners) >= least.row else None

    def _word(self, item: str) -> str:
        """A part of a row without the number behind it; empty for a number alone."""
        return item if item in self._owner else _COUNT.sub("", item)
