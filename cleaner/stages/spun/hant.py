"""Put a replacement in the script of the text around it."""

from __future__ import annotations

from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.fold import simplified_characters
from cleaner.points import blank

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
    return int(np.add.reduce(_telling().take(codes(text)), dtype=np.int64)) > 0


@cache
def _telling() -> NDArray[np.int8]:
    """For each code point 1 where only Traditional has the character, −1 where only Simplified has it."""
    telling: NDArray[np.int8] = blank(np.int8)
    table = simplified_characters()
    telling[codes("".join(table.values()))] = -1
    telling[codes("".join(table))] = 1
    return telling


@cache
def _to_traditional(word: str) -> str:
    return _converter().convert(word)


@cache
def _converter() -> _Converter:
    from opencc import OpenCC

    converter: _Converter = OpenCC("s2t")
    return converter
