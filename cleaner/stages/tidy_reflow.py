"""Lines that a page or a mail program broke at a fixed width, joined again; lines that stand twice in a row.

Both only with evidence from the whole text. A text is hard-wrapped where nearly all lines that end within a sentence
reach the same width, no line is wider, and sentences end inside lines: verse, lists of headlines, laws and tables do
not look so. A line stands twice by mistake where it is the title, or the caption of a picture, of a text in prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from operator import eq
from typing import NamedTuple

import numpy as np

from cleaner.doc import Edit, codes
from cleaner.patterns import count_han, lazy

LEAST_BREAKS, LEAST_MARKED = 5, 3
"""Lines that end within a sentence, at least; and where empty lines or indents mark all paragraphs."""
NARROWEST, WIDEST = 44, 180
"""Columns of a wrapped line; a Chinese character takes two."""
RAGGED = 6
"""Columns by which wrapped lines differ: a mark may not begin a line, a Latin word is not cut."""
_FULL_SHARE, _INNER_SHARE, _CLAUSE_SHARE = 0.9, 0.15, 0.4
_ENDS = '。！？!?…；;：:”"』」）)】》—~～'
_DONE = frozenset(_ENDS) | {""}
_NUMBER = "[\\d一二三四五六七八九十百]{1,5}"
_NEW = lazy(
    rf"[ \t]*(?:\u3000\u3000|[-*•●·▪■◆○※#>|]|[(（【\[]?{_NUMBER}[)）】\].、．]"
    rf"|第[ ]?{_NUMBER}[ ]?[章节回条款條節]|https?:)"
)
_STATUTE = lazy(r"本(?:[办辦]法|[条條]例|[规規][则則定程]|[标標][准準]|[细細][则則]|法第)|第 ?\d{1,4} ?[条條]")
_INNER = lazy(r"[。！？](?=.)")
_WIDE = "[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’…—·、]"
_WIDE_END, _WIDE_START = lazy(_WIDE + r"\Z"), lazy(_WIDE)
_CAPTION = lazy(r"图|圖|摄|攝|照片|视频截|資料|资料|photo", re.IGNORECASE)
_NUMBERED_SHARE = 0.04
_PROSE_LINE, _PROSE_SHARE = 30, 0.6
_SHORTEST, _SHORTEST_TITLE, _LONGEST, _CAPTION_LONGEST = 6, 4, 120, 40


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    width: int


def wrapped(text: str) -> Iterator[Edit]:
    """Edits that join the lines of a hard-wrapped text."""
    rows = text.split("\n")
    if len(rows) <= LEAST_MARKED or not NARROWEST // 2 <= max(map(len, rows)) <= WIDEST:
        return
    if sum(row[-1:] not in _DONE for row in rows) < LEAST_MARKED:
        return
    lines = list(_lines(text))
    column = _column(lines)
    if column is None:
        return
    reason = f"wrapped at {column} columns"
    marked = _marks_paragraphs(lines, column)
    for one, other in pairwise(lines):
        if other.start > one.end + 1 or one.width < column - RAGGED or _NEW.match(other.text):
            continue
        if one.text[-1] in _ENDS and not marked:
            continue  # it may be the end of a paragraph
        start = other.start + len(other.text) - len(other.text.lstrip())
        glued = _WIDE_END.search(one.text) or _WIDE_START.match(other.text.lstrip())
        yield Edit(one.start + len(one.text), start, "" if glued else " ", "tidy.wrapped-line", reason)


def _lines(text: str) -> Iterator[_Line]:
    """The lines that are not blank, without blanks at their ends, with their widths."""
    points = codes(text)
    wide = (points >= 0x2E80) | ((points >= 0x2010) & (points <= 0x2027))
    total = np.concatenate((np.zeros(1, np.int64), np.cumsum(wide)))
    for start, bare in _bare_lines(text):
        end = start + len(bare)
        past = text.find("\n", end)
        yield _Line(start, past if past >= 0 else len(text), bare, len(bare) + int(total[end] - total[start]))


def _column(lines: list[_Line]) -> int | None:
    """The width at which a text was wrapped; ``None`` where it was not."""
    broken = [
        line
        for line, after in pairwise(lines)
        if line.text[-1] not in _ENDS and after.start == line.end + 1 and not _NEW.match(after.text)
    ]
    column = max((line.width for line in lines), default=0)
    if broken and broken[0] is lines[0] and lines[0].width < column - RAGGED:
        del broken[0]  # the title
    numbered = sum(1 for line in lines if _NEW.match(line.text) and not line.text.startswith("\u3000"))
    if len(broken) < LEAST_MARKED or numbered > _NUMBERED_SHARE * len(lines) or _is_statute(lines):
        return None  # statutes and lists keep their layout
    if not NARROWEST <= column <= WIDEST:
        return None
    marked = len(broken) < LEAST_BREAKS and _marks_paragraphs(lines, column)
    least, share = (LEAST_MARKED, 1.0) if marked else (LEAST_BREAKS, _FULL_SHARE)
    full = sum(line.width >= column - RAGGED for line in broken)
    inner = sum(1 for line in broken if _INNER.search(line.text))
    clauses = sum("，" in line.text or "," in line.text for line in broken)
    short = any(line.width < column - RAGGED and line.text[-1] in _ENDS for line in lines)
    prose = inner >= _INNER_SHARE * len(broken) and clauses >= _CLAUSE_SHARE * len(broken) and short
    return column if prose and full >= max(least, share * len(broken)) else None


def _is_statute(lines: list[_Line]) -> bool:
    return sum(1 for line in lines if _STATUTE.search(line.text)) > 1


def _marks_paragraphs(lines: list[_Line], column: int) -> bool:
    """Whether an empty line or an indent follows each paragraph: its last line, which seldom is full, shows it."""
    ends = [(one, other) for one, other in pairwise(lines) if one.width < column - RAGGED]
    return len(ends) > 1 and all(other.start > one.end + 1 or _NEW.match(other.text) for one, other in ends)


def repeated(text: str) -> Iterator[Edit]:
    """Edits that take the second of two equal lines: the title of a text in prose, or a caption in it."""
    solid = list(filter(None, map(str.strip, text.split("\n"))))
    if not any(map(eq, solid, islice(solid, 1, None))):
        return
    lines = [(start, start + len(bare), bare.strip()) for start, bare in _bare_lines(text)]
    pairs = [n for n in range(1, len(lines)) if lines[n][2] == lines[n - 1][2]]
    if not pairs:
        return
    sizes = [len(line) for _, _, line in lines]
    if sum(size for size in sizes if size >= _PROSE_LINE) < _PROSE_SHARE * sum(sizes):
        return
    for number in pairs:
        line = lines[number][2]
        leads = number == 1 and line[-1] not in "。！？，"
        caption = len(line) <= _CAPTION_LONGEST and "。" not in line and _CAPTION.search(line)
        least = _SHORTEST_TITLE if leads else _SHORTEST
        if least <= len(line) <= _LONGEST and count_han(line) >= 4 and (leads or caption):
            yield Edit(lines[number - 1][1], lines[number][1], "", "tidy.repeated-line", "it stands twice in a row")


def _bare_lines(text: str) -> Iterator[tuple[int, str]]:
    """Offset and text of each line that is not blank, without blanks at its end."""
    at = 0
    for raw in text.split("\n"):
        if bare := raw.rstrip():
            yield at, bare
        at += len(raw) + 1
