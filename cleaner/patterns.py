"""Regular expressions that are compiled when they are first used: compiling all of them would cost a tenth of a second.

Worth it for patterns with classes of Chinese characters (a millisecond a class) that most texts do not need.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, cast


class _Lazy:
    """A pattern that is compiled when anything but its source is asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """An attribute of the compiled pattern, kept here so that the next use of it costs nothing."""
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile(pattern, flags)``, put off; a pattern that is wrong raises ``re.error`` at its first use."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


def asks_for(pattern: str, letters: str) -> bool:
    """Whether each match of a pattern holds one of ``letters``, as far as its form tells. Raises ``re.error``."""
    return _asks(re._parser.parse(pattern), frozenset(map(ord, letters)))  # type: ignore[attr-defined]


def _asks(items: Iterable[Any], letters: frozenset[int]) -> bool:
    """Whether one of the parts that a parsed pattern is made of does."""
    return any(_part_asks(str(kind), value, letters) for kind, value in items)


def _part_asks(kind: str, value: Any, letters: frozenset[int]) -> bool:
    if kind == "LITERAL":
        return value in letters
    if kind == "IN":
        return all(_within(str(each), held, letters) for each, held in value)
    if kind == "BRANCH":
        return all(_asks(branch, letters) for branch in value[1])
    if kind == "SUBPATTERN":
        return _asks(value[-1], letters)
    return kind.endswith("_REPEAT") and value[0] > 0 and _asks(value[2], letters)


def _within(kind: str, value: Any, letters: frozenset[int]) -> bool:
    """Whether a member of a class is one of ``letters``, or a range of them."""
    if kind == "RANGE":
        return letters.issuperset(range(value[0], value[1] + 1))
    return kind == "LITERAL" and value in letters
