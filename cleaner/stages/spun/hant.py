"""Put a replacement in the script of the text around it."""

from __future__ import annotations

from functools import cache
from typing import Protocol

from cleaner.fold import simplified_characters

# So many characters on either side say which script a place is in.
_AROUND = 200


class _Converter(Protocol):
    def convert(self, text: str) -> str:
        """``text`` in another script."""
        ...


def like(word: str, text: str, at: int) -> str:
    """``word`` (Simplified) in the script of ``text`` around offset ``at``."""
    if traditional(text[max(0, at - _AROUND) : at + _AROUND]):
        return _to_traditional(word)
    return word


def traditional(text: str) -> bool:
    """Whether ``text`` has more characters that only Traditional has than such that only Simplified has."""
    only_traditional, only_simplified = _telling()
    letters = set(text)
    few, many = letters & only_simplified, letters & only_traditional
    return sum(map(text.count, many)) > sum(map(text.count, few))


@cache
def _telling() -> tuple[frozenset[str], frozenset[str]]:
    table = simplified_characters()
    return frozenset(table), frozenset(table.values()) - frozenset(table)


@cache
def _to_traditional(word: str) -> str:
    return _converter().convert(word)


@cache
def _converter() -> _Converter:
    from opencc import OpenCC

    converter: _Converter = OpenCC("s2t")
    return converter
