"""How a page lays its words out: apart, as a corpus has them, or in the cells of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cleaner.patterns import HAN, lazy

# Signs that corpora put between words, within how many characters each time, and how often in a phrase.
_BETWEEN, _WORD, _SIGNS = "|/_ ", 4, 2
# How many cells a label fills.
_CELLS = 2
# A row of comma-separated values: how wide it is, and how many commas it has at least.
_WIDE, _COMMAS, _COMMA = 1000, 4, re.compile(r",(?! )")
_HEADING = re.compile("#{1,6} ")
_FILE = r"\.(?:mp[34]|m4[av]|avi|mkv|flv|wmv|rmvb|mov|wav|pdf|pptx?|docx?|xlsx?|epub|zip|rar|7z)"
_BEHIND_FILE, _FROM_FILE, _SUFFIX = re.compile(rf"{_FILE}[ )\]]?\Z"), re.compile(_FILE), 7
# A name in brackets, and what stands before one at the beginning of a line.
_NAME = lazy("[【〖][\u4e00-\u9fffa-z0-9]{2,10}[】〗]")
_BEFORE, _BEGINNING = 8, re.compile(r"(?:\A|\n)[ \d(一二三四五六七八九十、.,)]{0,7}\Z")


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


def in_heading(text: str, at: int) -> bool:
    """Whether a place stands in a heading of Markdown."""
    return _HEADING.match(text, text.rfind("\n", 0, at) + 1) is not None


def is_emphasized(text: str, at: int, size: int) -> bool:
    """Whether so many characters are set in emphasis in Markdown, as authors do with the terms that they explain."""
    return at > 0 and text[at - 1] in "*_" and text[at + size : at + size + 1] == text[at - 1]


def labels_file(text: str, at: int) -> bool:
    """Whether what stands at a place of a folded text is said of the file whose name stands right before it."""
    return _FROM_FILE.match(text, at) is not None or _BEHIND_FILE.search(text, max(0, at - _SUFFIX), at) is not None


def in_row(text: str, at: int) -> bool:
    """Whether a place of a folded text stands in a row of comma-separated values."""
    end = text.find("\n", at)
    line = text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]
    return len(line) <= _WIDE and "。" not in line and len(_COMMA.findall(line)) >= _COMMAS


def is_name(phrase: str) -> bool:
    """Whether a phrase is a name in brackets."""
    return _NAME.fullmatch(phrase) is not None


def begins_line(text: str, at: int, size: int) -> bool:
    """Whether a phrase of so many characters begins its line, which goes on with a word, as articles of terms do."""
    return HAN.match(text, at + size) is not None and _BEGINNING.search(text, max(0, at - _BEFORE), at) is not None
