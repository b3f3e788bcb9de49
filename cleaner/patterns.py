"""Regular expressions that are compiled when they are first used: compiling all of them would cost a tenth of a second.

Worth it for patterns with classes of Chinese characters (a millisecond a class) that most texts do not need.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, cast

import numpy as np

HAN = re.compile("[\u3400-\u9fff]")
"""An ideograph of the unified ones and of extension A."""
_FIRST_HAN, _HANS = np.uint16(0x3400), 0x9FFF - 0x3400 + 1
_LONG = 200  # characters of a text that an array is made of to count them
_FEW = 64  # characters of a range
_MANY, _MOST_BEGINS, _DIGIT = ("BRANCH", "SUBPATTERN", "MAX_REPEAT"), 200, r"\d"
_NO_WIDTH = ("AT", "ASSERT", "ASSERT_NOT")


def count_han(text: str, *bounds: int) -> int:
    """How many ideographs ``text``, or its part between ``bounds`` (a start and perhaps an end), holds."""
    if len(text) > _LONG and not bounds:
        units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
        return int(np.count_nonzero(units - _FIRST_HAN < _HANS))
    return len(HAN.findall(text, *bounds))


def begun(text: str) -> str:
    """What a line shows of a longer one, without the mark at its end that it is cut off; nothing where it has none."""
    return text.rstrip(" .…") if text.endswith(("…", "...")) else ""


class _Lazy:
    """A pattern that is compiled when anything but its source is asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """An attribute of the compiled pattern, kept here so that the next use of it costs nothing."""
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(re.compile(_guarded(self.pattern, self._flags), self._flags), name)
        setattr(self, name, found)
        return found


def _guarded(pattern: str, flags: int) -> str:
    """A pattern with a look at the first character before its alternatives are tried, where these tell which it may be.

    A search goes over all other characters five times as fast then. ``re`` looks by itself where each alternative
    begins with a character, but not with an optional part (``(?:本站)?地址:|邮编:``).
    """
    if flags or "(?i" in pattern or "|" not in pattern:
        return pattern
    tree = re._parser.parse(pattern)  # type: ignore[attr-defined]
    if str(tree[0][0]) not in _MANY or re._compiler._get_charset_prefix(tree, re.UNICODE):  # type: ignore[attr-defined]
        return pattern
    begins = _begins(tree)
    if not begins or len(begins) > _MOST_BEGINS:
        return pattern
    return f"(?=[{re.escape(''.join(sorted(begins)))}{_DIGIT if '0' in begins else ''}])(?:{pattern})"


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile(pattern, flags)``, put off; a pattern that is wrong raises ``re.error`` at its first use."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


def needs(pattern: str) -> list[frozenset[str]]:
    """Sets of characters of each of which any match of a pattern holds one, as far as its form tells; the small first.

    Raises ``re.error``.
    """
    found = _needs(re._parser.parse(pattern))  # type: ignore[attr-defined]
    return [frozenset(map(chr, each)) for each in sorted(found, key=len)]


def _needs(items: Iterable[Any]) -> list[frozenset[int]]:
    """The same, as code points, for the parts that a parsed pattern is made of."""
    return [each for kind, value in items for each in _part_needs(str(kind), value)]


def _part_needs(kind: str, value: Any) -> list[frozenset[int]]:
    if kind == "LITERAL":
        return [frozenset((value,))]
    if kind == "IN":
        members = [_members(str(each), held) for each, held in value]
        return [frozenset(chain.from_iterable(members))] if all(members) else []
    if kind == "BRANCH":
        least = [min(_needs(branch), key=len, default=None) for branch in value[1]]
        return [frozenset(chain.from_iterable(filter(None, least)))] if all(least) else []
    if kind == "SUBPATTERN":
        return _needs(value[-1])
    return _needs(value[2]) if kind.endswith("_REPEAT") and value[0] > 0 else []


def _members(kind: str, value: Any) -> Sequence[int]:
    """The code points of a member of a class; none where it is no small range of them."""
    if kind == "RANGE":
        return range(value[0], value[1] + 1) if value[1] - value[0] < _FEW else ()
    return (value,) if kind == "LITERAL" else ()


def starts(pattern: str) -> frozenset[str] | None:
    """Characters with one of which any match of a pattern begins, ``0`` for any digit; ``None`` where it may be others.

    Raises ``re.error``.
    """
    return _begins(re._parser.parse(pattern))  # type: ignore[attr-defined]


def form(pattern: str) -> tuple[tuple[int, int], frozenset[str] | None]:
    """The fewest and the most characters that a pattern matches, and its ``starts``. Raises ``re.error``."""
    tree = re._parser.parse(pattern)  # type: ignore[attr-defined]
    return tree.getwidth(), _begins(tree)


def _begins(tree: Any) -> frozenset[str] | None:
    """``starts`` of a parsed pattern."""
    if tree.state.flags & re.IGNORECASE:
        return None
    found, empty = _starts(tree)
    return None if found is None or empty else frozenset(map(chr, found))


def _starts(items: Iterable[Any]) -> tuple[frozenset[int] | None, bool]:
    """The first code points of a match of these parts, and whether it may be empty."""
    found: frozenset[int] = frozenset()
    for kind, value in items:
        if str(kind) in _NO_WIDTH:
            continue
        own, empty = _part_starts(str(kind), value)
        if own is None:
            return None, False
        found |= own
        if not empty:
            return found, False
    return found, True


def _part_starts(kind: str, value: Any) -> tuple[frozenset[int] | None, bool]:
    if kind == "LITERAL":
        return frozenset((ord("0") if chr(value).isdecimal() else value,)), False
    if kind == "IN":
        members = [_first_members(str(each), held) for each, held in value]
        return (frozenset(chain.from_iterable(members)) if all(members) else None), False
    if kind == "BRANCH":
        branches = [_starts(branch) for branch in value[1]]
        told = [own for own, _ in branches if own is not None]
        every = frozenset(chain.from_iterable(told)) if len(told) == len(branches) else None
        return every, any(empty for _, empty in branches)
    if kind == "SUBPATTERN":
        return (None, False) if value[1] & re.IGNORECASE else _starts(value[-1])
    if kind == "ATOMIC_GROUP":
        return _starts(value)
    if kind.endswith("_REPEAT"):
        own, empty = _starts(value[2])
        return own, empty or value[0] == 0
    return None, False


def _first_members(kind: str, value: Any) -> Sequence[int]:
    """The code points of a member of a class as beginnings; none where it is no small range of them."""
    if kind == "CATEGORY" and str(value) == "CATEGORY_DIGIT":
        return (ord("0"),)
    return [ord("0") if chr(each).isdecimal() else each for each in _members(kind, value)]
