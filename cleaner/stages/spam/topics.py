"""Whether a page is about a trade: it uses words that those who sell it do not (``data/rules/spam-topics.toml``)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from functools import cache
from importlib.resources import files
from typing import Any

from cleaner.errors import RuleError
from cleaner.lines import Lines
from cleaner.patterns import lazy
from cleaner.rules import records
from cleaner.stages.spam.laws import family_problems, record_problems, word_problems

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

    @staticmethod
    def told(family: str, text: str) -> int:
        """How many words of the topic a folded text holds."""
        return len(set(topics()[family].findall(text)))

    def _words(self, family: str) -> dict[str, set[int]]:
        """The words of the topic on the page, and the lines that hold them."""
        found: dict[str, set[int]] = defaultdict(set)
        if pattern := topics().get(family):
            for said in pattern.finditer(self._lines.folded):
                found[said[0]].add(self._lines.at(said.start()))
        return found


@cache
def topics() -> dict[str, re.Pattern[str]]:
    """The words of each family's topics. Raises ``RuleError`` with file, line and id where a record breaks a law."""
    name = "spam-topics.toml"
    words: dict[str, list[str]] = defaultdict(list)
    for topic in read_topics(files("cleaner.data").joinpath("rules", name).read_text("utf-8"), name):
        for family in topic["families"]:
            words[family] += topic["words"]
    return {family: lazy("|".join(sorted(set(each), key=len, reverse=True))) for family, each in words.items()}


def read_topics(text: str, where: str) -> list[dict[str, Any]]:
    """The topics of one file. Raises ``RuleError`` with file, line and id where a record breaks a law."""
    seen: set[str] = set()
    out: list[dict[str, Any]] = []
    for line, topic in records(text, where, "topic"):
        for problem in _problems(topic, seen):
            raise RuleError(f"{where}:{line}: topic {topic.get('id', '?')}: {problem}")
        seen.add(topic["id"])
        out.append(topic)
    return out


_TOPIC: dict[str, type | tuple[type, ...]] = {"id": str, "why": str, "families": list, "words": list, "example": str}


def _problems(topic: Mapping[str, Any], seen: Set[str]) -> Iterator[str]:
    yield from record_problems(topic, _TOPIC)
    yield from family_problems(topic.get("families", ()))
    yield from word_problems(topic.get("words", ()))
    if topic["id"] in seen:
        yield f"{topic['id']!r} is used twice"
