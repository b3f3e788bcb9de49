"""Parts of a line that may be lines of their own, glued to the paragraph before or behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from cleaner.patterns import count_han, lazy
from cleaner.stages.spam.reading import Reading
from cleaner.stages.spam.stretch import worth_a_look

# How long such a part is, and how many ideographs the paragraph beside it has, with marks of a sentence.
SIZES, PARAGRAPH = range(8, 121), 16
# How far from the densest part of the line it may end, and how many of its ends are tried.
FAR, TRIED = 40, 3
# What the n-grams say of it at least, and of the paragraph at most.
LEAST, PROSE = -1.0, -1.0
_STOP = re.compile(r"[。!?…]+[\"')」』]*[ ]*")
# Where a line may part in front of a paragraph: at a blank that stands behind no mark, where letters, the digits of a
# contact (of an amount they are fewer) or a bracket meet ideographs, and behind an exclamation.
_SEAM = lazy(
    r"(?<=[^ 。!?,:;、]) +(?=[^ ])|(?:(?<=[a-z)】\]])|(?<=[a-z0-9]{4}[0-9]))(?=[\u4e00-\u9fff])|(?<=[!~])(?=[^!~ ])"
)


def glued_lines(line: Reading) -> Iterator[tuple[int, int]]:
    """The stretches at the ends of a line that may have been lines by themselves, likely ones first."""
    text, size = line.text, len(line.text)
    if "。" not in text or not worth_a_look(line, known=True):
        return
    first, last = line.strength.core
    stops = [stop for stop in _STOP.finditer(text) if stop.end() < size]
    begins = [stop.end() for stop in stops if stop.end() <= first + FAR and size - stop.end() in SIZES]
    for at in islice(reversed(begins), TRIED):
        if _is_paragraph(line, 0, at) and text.rstrip()[-1] not in "。!?,":
            yield at, size
    ends = [seam.start() for seam in _SEAM.finditer(text, max(first, SIZES.start), min(last + FAR, size))]
    ends = [at for at in ends if at in SIZES and at >= last - TRIED]
    for at in ends[:TRIED]:
        if _is_paragraph(line, at, size):
            yield 0, at


def _is_paragraph(line: Reading, start: int, end: int) -> bool:
    """Whether a part of a line is prose, which quotes nothing that the rest of it goes on with."""
    text = line.text[start:end]
    if "。" not in text or text.count('"') % 2 or count_han(text) < PARAGRAPH:
        return False
    return line.strength.score(start, end) < PROSE
