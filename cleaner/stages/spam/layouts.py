"""How a page lays its words out: apart, as a corpus has them, or in the cells of a table."""

from __future__ import annotations

from collections.abc import Iterable

# Signs that corpora put between words, within how many characters each time, and how often in a phrase.
_BETWEEN, _WORD, _SIGNS = "|/_ ", 4, 2
# How many cells a label fills.
_CELLS = 2


def cut_in_words(phrase: str, beside: str) -> bool:
    """Whether a sign stands between the words of a phrase as it does between those ``beside`` it."""
    return any(phrase.count(sign) >= _SIGNS and beside.count(sign) * _WORD >= len(beside) for sign in _BETWEEN)


def is_label(text: str, size: int, places: Iterable[int]) -> bool:
    """Whether what stands at these places fills cells of a table: beside a tab, or between bars of a row of them."""
    cells = 0
    for at in places:
        start, end = text.rfind("\n", 0, at) + 1, at + size
        sides = text[max(at - 1, start) : at], text[end : end + 1]
        barred = text.startswith("|", start) and text[start:at].rstrip().endswith("|")
        cells += "\t" in sides and {"", "\n", "\t"}.issuperset(sides)
        cells += barred and text[end : end + 2].lstrip().startswith("|")
    return cells >= _CELLS
