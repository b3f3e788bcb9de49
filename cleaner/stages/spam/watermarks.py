"""The same words before the last marks of one paragraph after another, to whose sentences they do not belong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import fmean

import numpy as np

from cleaner.doc import Edit
from cleaner.fold import table_of
from cleaner.lines import Lines
from cleaner.patterns import HAN, count_han
from cleaner.stages.spam.runs import FUNCTION
from cleaner.stages.spam.seams import links

# In so many paragraphs, and in this share of those that are so long; how many ideographs, of which the first are looked
# for at once.
TIMES, SHARE, LONG = 8, 0.05, 14
SIZES, SEED = range(3, 9), 3
# Of its places these shares are alike before it, and where it stands elsewhere; so many differ in the two characters
# before it, and the sentences read on so badly over its beginning: what an author likes to end with, reads on.
ALIKE, ELSEWHERE, DIFFERENT, BREAK = 0.95, 0.1, 0.6, -1.0
CONTEXT = 12
_ENDS = "。!?"
_BITS = np.uint64(21)


def watermarks(lines: Lines, rule: str) -> Iterator[Edit]:
    """The edits that take the words of a watermark out before the last marks of paragraphs."""
    for text, places in _candidates(lines):
        if _is_loose(lines, text, places):
            note = f"action=phrase family=phrase before the last marks of {len(places)} paragraphs"
            yield from (Edit(at, at + len(text), "", rule, note, 0.9) for at in places)


def _candidates(lines: Lines) -> Iterator[tuple[str, Sequence[int]]]:
    """The words before the last marks of so many paragraphs, and where they begin."""
    if len(lines) < TIMES:
        return
    points = lines.folded_points
    marks = lines.ends[lines.sizes >= LONG] - 1
    marks = marks - (points[marks] == ord('"'))
    marks = marks[table_of(_ENDS).take(points[marks]) > 0]
    least = max(TIMES, SHARE * len(marks))
    if len(marks) < least:
        return
    keys = np.zeros(len(marks), np.uint64)
    for step in range(SEED):
        keys = keys << _BITS | points[marks - 1 - step].astype(np.uint64)
    values, times = np.unique(keys, return_counts=True)
    for value in values[times >= least].tolist():
        ends = marks[keys == value].tolist()
        if text := _grown(lines.folded, ends):
            yield text, [end - len(text) for end in ends if lines.folded.startswith(text, end - len(text))]


def _grown(text: str, ends: Sequence[int]) -> str:
    """The words that stand before nearly all of these places, if they are ideographs and not too many."""
    for size in range(SEED, SIZES.stop + 1):
        before, often = Counter(text[end - size - 1] for end in ends).most_common(1)[0]
        if often < ALIKE * len(ends) or not HAN.match(before):
            found = text[ends[0] - size : ends[0]]
            return found if size in SIZES and count_han(found) == size else ""
        ends = [end for end in ends if text[end - size - 1] == before]
    return ""


def _is_loose(lines: Lines, words: str, places: Sequence[int]) -> bool:
    """Whether ``words`` stand nowhere else, behind ever other words, and the sentences do not read on over them."""
    text = lines.folded
    if not set(FUNCTION).isdisjoint(words) or text.count(words) > (1 + ELSEWHERE) * len(places):
        return False
    before = [text[at - 2 : at] for at in places]
    bound = sum(count_han(each) == len(each) for each in before)
    if len(set(before)) < DIFFERENT * len(places) or bound < ALIKE * len(places):
        return False
    return fmean(_link(text, at, len(words)) for at in places) <= BREAK


def _link(text: str, at: int, size: int) -> float:
    """How well a text reads on over the beginning of so many words."""
    start = max(0, at - CONTEXT)
    return float(links(text[start : at + size])[at - start])
