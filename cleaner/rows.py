"""Rows of words: lines of several literals of rules that have a ``row`` key, such as a bar of buttons on one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaner.rules import Rule

_LONGEST = 60  # characters of a line
_SIGNS = " \t|丨·•、【】[]"
_BETWEEN = re.compile(f"[{re.escape(_SIGNS)}]+")
_COUNT = re.compile(r"(?:\(\d{1,7}\)|\d{1,7}|\d{1,4}\.\d[万w])(?:人|次|条)?$")


class Rows:
    """Knows rows of the words that some rules match as whole lines; a number may stand behind each word or alone."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._owner: dict[str, Rule] = {}
        for rule in rules:
            if rule.row:
                for word in rule.match:
                    self._owner.setdefault(word, rule)
        self._begins = frozenset("0123456789(" + _SIGNS).union(word[0] for word in self._owner)

    def fired(self, texts: Iterable[str]) -> Iterator[tuple[str, Rule]]:
        """Those of some folded lines that fire a rule as a row, each with the rule."""
        begins = self._begins
        some = [text for text in texts if len(text) <= _LONGEST and text[:1] in begins] if self._owner else ()  # few
        for text in some:
            if rule := self._rule(text):
                yield text, rule

    def _rule(self, text: str) -> Rule | None:
        """The rule that a line fires as a row: of those whose words it holds, the one that needs the fewest."""
        items = [item for item in _BETWEEN.split(text) if item]
        if len(items) < 2:
            return None
        owners = []
        for item in items:
            word = item if item in self._owner else _COUNT.sub("", item)
            if word in self._owner:
                owners.append(self._owner[word])
            elif word:
                return None
        least = min(owners, key=lambda rule: rule.row, default=None)
        return least if least and len(owners) >= least.row else None
