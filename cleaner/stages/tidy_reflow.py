"""Lines that a page or a mail program broke at a fixed width, joined again; lines that stand twice in a row.

Both only with evidence from the text. ``tidy_columns`` finds the stretches of a text that were wrapped; there lines are
joined that are full and that the next one goes on with. A line stands twice by mistake where it is the title, or the
caption of a picture, of a text in prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise
from operator import eq

from cleaner.doc import Doc, Edit
from cleaner.patterns import HAN, count_han, lazy
from cleaner.stages.tidy_columns import CLAUSE_SHARE, LEAST_MARKED, NARROWEST, RAGGED, Stretch, is_statute, stretches
from cleaner.stages.tidy_lines import ENDS, INDENT, Line, follows, read_lines

_DONE = ENDS | {""}
_STOPS = frozenset('。！？!?…；;：:”"』」~～')
"""What paragraphs end with, too."""
_WIDE = "[\u2100-\u22ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’…—·、]"
_WIDE_END, _WIDE_START = lazy(_WIDE + r"\Z"), lazy(_WIDE)
_HAN_END, _LATIN_END, _LATIN_START = lazy(r"[\u3400-\u9fff]\Z"), lazy(r"[0-9A-Za-z]\Z"), lazy(r"[0-9A-Za-z]")
_CUT_WORD = lazy(r"[A-Za-z]-\Z|://[!-~]{1,400}\Z")
_SPACED = lazy(r"[\u3400-\u9fff] [0-9A-Za-z]|[0-9A-Za-z] [\u3400-\u9fff]")
_CLOSE = lazy(r"[\u3400-\u9fff][0-9A-Za-z]|[0-9A-Za-z][\u3400-\u9fff]")
_PASSES = 6
_STROKES, _DRAWN = "|+-=─│┌┐└┘├┤┬┴┼", 0.3  # of the characters of a line
_SPACED_SHARE, _INDENT_SHARE = 0.7, 0.2
_CAPTION = lazy(r"图|圖|摄|攝|照片|视频截|資料|资料|photo", re.IGNORECASE)
_PROSE_LINE, _PROSE_SHARE = 30, 0.6
_SHORTEST, _SHORTEST_TITLE, _LONGEST, _CAPTION_LONGEST = 6, 4, 120, 40


def wrapped(text: str) -> list[Edit]:
    """Edits that join the lines of a hard-wrapped text: also those that show only once others are joined."""
    if not _may_be_wrapped(text):
        return []
    doc, joined = Doc(text), list[Edit]()
    for _ in range(_PASSES):
        edits = list(_joins(doc.text))
        if not edits:
            break
        for edit in edits:
            start, end = doc.origin(edit.start, edit.end)
            joined.append(edit._replace(start=start, end=end))
        doc = doc.apply("tidy", edits)
    return sorted(joined)


def _joins(text: str) -> Iterator[Edit]:
    """One edit a line that the next one goes on with."""
    if is_statute(text):
        return
    lines = read_lines(text)
    found = stretches(lines)
    if not found:
        return
    joint, done, drawn = Joint(text), -1, [_is_drawn(line.text) for line in lines]
    for stretch in found:
        if verse_in_prose(text, lines, stretch):
            continue
        reason = f"wrapped at {stretch.column.columns} columns"
        for number in _joined(lines, stretch):
            if number > done and not any(drawn[max(0, number - 1) : number + 3]):
                one, other = lines[number], lines[number + 1]
                start, end = one.start + len(one.text), other.start + other.indent
                yield Edit(start, end, joint.between(one.text, text[end : other.end]), "tidy.wrapped-line", reason)
        done = max(done, stretch.last)


def _is_drawn(line: str) -> bool:
    """Whether a line is a part of a drawing in signs, or one of TeX that ends in a comment or a break."""
    if line.endswith(("%", "\\\\")) or line.startswith(("\\begin{", "\\end{")):
        return True
    return sum(map(line.count, _STROKES)) > _DRAWN * len(line)


def verse_in_prose(text: str, lines: list[Line], stretch: Stretch) -> bool:
    """Whether empty lines part short lines as they part the paragraphs around them, which nobody wrapped."""
    first, last = lines[stretch.first], lines[min(stretch.last + 1, len(lines) - 1)]
    if text.count("\n", first.start, last.end) < 2 * (stretch.last - stretch.first):
        return False
    size = sum(len(line.text) for line in lines)
    return 2 * sum(len(line.text) for line in lines if stretch.column.is_passed(line)) > size


def _joined(lines: list[Line], stretch: Stretch) -> Iterator[int]:
    """The lines of a stretch that the next one goes on with."""
    inside = lines[stretch.first : stretch.last + 2]
    indent, begun = _indent(inside), False
    for number, (one, other) in enumerate(pairwise(inside), stretch.first):
        full = number in stretch.full or stretch.column.is_full(one, other)
        begins = full and not ends_there(stretch, number, one, begun)
        begun = begins and follows(one, other) and other.indent < indent + INDENT
        if begun:
            yield number


def ends_there(stretch: Stretch, number: int, line: Line, goes_on: bool) -> bool:
    """Whether a full line may be the last of its paragraph, or the only one if no line ``goes_on`` with it."""
    if line.text[-1] in _STOPS:
        return not stretch.marked
    if goes_on:
        return False
    return number in stretch.ended or not HAN.search(line.text) or (line.text[-1] in ENDS and not stretch.marked)


def _may_be_wrapped(text: str) -> bool:
    """Whether some rows end within a sentence, and clauses part in some of them: told at little cost."""
    rows = text.split("\n")
    if len(rows) <= LEAST_MARKED:
        return False
    least = (NARROWEST - RAGGED) // 2
    broken = [row for row in rows if row[-1:] not in _DONE and len(row) >= least]
    if len(broken) < LEAST_MARKED:
        return False
    return sum(1 for row in broken if "，" in row or "," in row) >= CLAUSE_SHARE * LEAST_MARKED


def _indent(lines: list[Line]) -> int:
    """The blanks before all lines of a stretch: the fewest that many lines have."""
    counts = Counter(line.indent for line in lines)
    return min(indent for indent, many in counts.items() if many >= _INDENT_SHARE * len(lines))


class Joint:
    """What stands between two halves of a line once they are one, as the text writes elsewhere."""

    def __init__(self, text: str) -> None:
        spaced, close = len(_SPACED.findall(text)), len(_CLOSE.findall(text))
        self._blank = " " if spaced > _SPACED_SHARE * (spaced + close) else ""

    def between(self, one: str, other: str) -> str:
        """A blank between Latin words, and between one and a Chinese word where the text parts them so."""
        wide = bool(_WIDE_END.search(one)), bool(_WIDE_START.match(other))
        if not any(wide):
            return "" if _CUT_WORD.search(one) else " "
        words = (_HAN_END if wide[0] else _LATIN_END).search(one) and (HAN if wide[1] else _LATIN_START).match(other)
        return self._blank if words and not all(wide) else ""


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
