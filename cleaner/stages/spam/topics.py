"""Whether a page is about a trade: it uses words that those who sell it do not (``data/rules/spam-topics.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache
from importlib.resources import files

from cleaner.lines import Lines

LEAST = 3
"""Distinct words of a topic, in lines other than the one that is judged."""


class Topics:
    """What the lines of a page say of the trades; each trade is looked for when it is first asked for."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._found: dict[str, dict[str, set[int]]] = {}

    def about(self, family: str, line: int) -> bool:
        """Whether the page without one line is about the trade of a family."""
        if family not in self._found:
            self._found[family] = self._words(family)
        return sum(bool(lines - {line}) for lines in self._found[family].values()) >= LEAST

    def _words(self, family: str) -> dict[str, set[int]]:
        """The words of the topic on the page, and the lines that hold them."""
        found: dict[str, set[int]] = defaultdict(set)
        if pattern := _topics().get(family):
            for said in pattern.finditer(self._lines.folded):
                found[said[0]].add(self._lines.at(said.start()))
        return found


@cache
def _topics() -> dict[str, re.Pattern[str]]:
    """The words of each family's topics."""
    raw = files("cleaner.data").joinpath("rules/spam-topics.toml").read_text("utf-8")
    words: dict[str, list[str]] = defaultdict(list)
    for topic in tomllib.loads(raw)["topic"]:
        for family in topic["families"]:
            words[family] += topic["words"]
    return {family: re.compile("|".join(sorted(set(each), key=len, reverse=True))) for family, each in words.items()}
