"""Rows of words: lines of several literals of rules that have a ``row`` key, such as a bar of buttons on one line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaner.rules import Rule

_LONGEST = 60  # characters of a line
_BETWEEN = re.compile(r"[ \t|丨·•、【】\[\]]+")
_COUNT = re.compile(r"(?:\(\d{1,7}\)|\d{1,7}|\d{1,4}\.\d[万w])(?:人|次|条)?$")


class Rows:
    """Knows rows of the words that some rules match as whole lines; a number may stand behind each word or alone."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._owner: dict[str, Rule] = {}
        for rule in rules:
            if rule.row:
                for word in rule.match:
                    self._owner.setdefault(word, rule)

    def rule(self, text: str) -> Rule | None:
        """The rule that a folded line fires as a row: of those whose words it holds, the one that needs the fewest."""
        if not self._owner or len(text) > _LONGEST:
            return None
        first = _BETWEEN.search(text)
        if first is None or self._word(text[: first.start()]) is None:  # as nearly all lines
            return None
        items = [item for item in _BETWEEN.split(text) if item]
        if len(items) < 2:
            return None
        owners = []
        for item in items:
            word = self._word(item)
            if word is None:
                return None
            if word:
                owners.append(self._owner[word])
        least = min(owners, key=lambda rule: rule.row, default=None)
        return least if least and len(owners) >= least.row else None

    def _word(self, item: str) -> str | None:
        """The word in a part of a line, empty where it is but a number; ``None`` where it is another word."""
        word = item if item in self._owner else _COUNT.sub("", item)
        return word if not word or word in self._owner else None
