"""The lines of a text as reflow sees them: their widths, what quotes them, whether one may go on with another."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from cleaner.doc import codes
from cleaner.patterns import lazy

ENDS = frozenset('。！？!?…；;：:”"』」）)】》—~～')
"""What a sentence or a paragraph may end with."""
INDENT = 2
"""Blanks by which the first line of a paragraph stands in, at least."""
_DOUBLE = 8  # rows that an empty one follows to one without
_NUMBER = "[\\d一二三四五六七八九十百]{1,5}"
_NEW = lazy(
    r"[ \t]*(?:\u3000\u3000|[-*#>|][ ]|[•●·▪■◆○※\u2600-\u27bf\u25a0-\u25ff\ue000-\uf8ff]"
    rf"|[(（【\[]?{_NUMBER}[)）】\]、．]|{_NUMBER}[.](?!\d)|第[ ]?{_NUMBER}[ ]?[章节回条款條節]"
    r"|!\[|https?:|[A-Z][A-Za-z-]{1,20}:[ ]|[\u3400-\u9fff]{1,3}[ \u3000]{0,4}[\u3400-\u9fff]{0,3} ?:[ ])"
)
_QUOTED = lazy(r"(?:>[ ]?){1,8}")
_FOLIO = lazy(r"(?:[-—–·•第页頁共/\d\s]{1,16}|([-=*_~#+─━—＝＊])\1{2,400})\Z")  # the number of a page, or a rule


class Line(NamedTuple):
    """A line that is not blank, without the quotation marks of mail before it and the blanks behind it."""

    row: int
    """Which of all lines it is; empty ones between all lines do not count."""
    start: int
    end: int
    """Where its line break stands."""
    text: str
    wide: int
    """How many of its characters are wide."""
    quoted: str
    """What quotes it: ``> ``."""

    def width(self, measure: int = 1) -> int:
        """Its width where a wide character takes ``measure`` more than others."""
        return len(self.text) + measure * self.wide

    @property
    def indent(self) -> int:
        """The blanks before its text."""
        return len(self.text) - len(self.text.lstrip(" \t"))


def read_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank."""
    points = codes(text)
    wide = (points >= 0x2E80) | ((points >= 0x2010) & (points <= 0x2027))
    total = np.concatenate((np.zeros(1, np.int64), np.cumsum(wide)))
    lines, at = [], 0
    for row, raw in enumerate(text.split("\n")):
        bare = raw.rstrip()
        mark = _QUOTED.match(bare) if bare[:1] == ">" else None
        start, past = at + (mark.end() if mark else 0), at + len(bare)
        if start < past:
            many = int(total[past] - total[start])
            quoted = mark[0].replace(" ", "") if mark else ""
            lines.append(Line(row, start, at + len(raw), text[start:past], many, quoted))
        at += len(raw) + 1
    gaps = Counter(other.row - one.row for one, other in pairwise(lines))
    return _closed_up(lines) if gaps[2] > gaps[1] * _DOUBLE else lines


def _closed_up(lines: list[Line]) -> list[Line]:
    """The lines, where an empty one follows each, with the rows that they would have without it."""
    row, out = 0, lines[:1]
    for one, other in pairwise(lines):
        row += max(1, other.row - one.row - 1)
        out.append(other._replace(row=lines[0].row + row))
    return out


def begins_anew(line: Line) -> bool:
    """Whether a line begins as paragraphs and items of lists do."""
    return _NEW.match(line.text) is not None


def follows(one: Line, other: Line) -> bool:
    """Whether ``other`` may be what ``one`` goes on with."""
    if other.row - one.row > 1 or one.quoted != other.quoted or begins_anew(other):
        return False
    return not (_FOLIO.match(other.text) or _FOLIO.match(one.text))
