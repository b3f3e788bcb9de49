"""A unified diff of the visible source and the clean text, read off the ledger in linear time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import Doc, Edit, settle
from cleaner.document import Document

CONTEXT = 3
Block = tuple[int, int, int, int]


def visible(doc: Doc) -> Doc:
    """The source of ``doc`` after its markup edits alone: what a reader of the page saw."""
    markup = settle(Edit(r.start, r.end, r.new, r.rule) for r in doc.records if r.stage == "markup")
    return Doc(doc.source).apply("markup", markup)


def diff_text(document: Document, name: str) -> str:
    """A unified diff from the visible source to the clean text; empty where they are the same."""
    seen = visible(document.doc)
    old, new = _lines(seen.text), _lines(document.text)
    blocks = list(_changes(old, new, list(_anchors(seen, document.doc, old, new))))
    if not blocks:
        return ""
    out = [f"--- {name}\n", f"+++ {name} (clean)\n"]
    for group in _hunks(blocks, len(old)):
        out += _hunk(group, old, new)
    return "".join(out)


def _lines(text: str) -> list[str]:
    """Lines with their ``"\\n"``; the last one gets one too, so that it alone makes no difference."""
    lines = text.split("\n")
    last = lines.pop()
    return [line + "\n" for line in lines] + ([last + "\n"] if last else [])


def _starts(lines: list[str]) -> NDArray[np.int64]:
    sizes = np.fromiter(map(len, lines), np.int64, len(lines))
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))


def _anchors(seen: Doc, clean: Doc, old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs of equal lines that are the same line of the source, in order."""
    shown = np.full(len(clean.source) + 1, -1, np.int64)
    for start, at, size in seen.kept():
        shown[start : start + size] = np.arange(at, at + size)
    place = np.full(len(clean.text) + 2, -1, np.int64)
    for start, at, size in clean.kept():
        place[at : at + size] = shown[start : start + size]
    starts = _starts(old)
    wanted = place[_starts(new)[:-1]]
    found = np.searchsorted(starts, wanted)
    for j, (i, offset) in enumerate(zip(found.tolist(), wanted.tolist(), strict=True)):
        if offset >= 0 and starts[i] == offset and i < len(old) and old[i] == new[j]:
            yield i, j


def _changes(old: list[str], new: list[str], anchors: list[tuple[int, int]]) -> Iterator[Block]:
    """The ranges between anchors that differ: old start and end, new start and end."""
    for (i, j), (after_i, after_j) in pairwise([(-1, -1), *anchors, (len(old), len(new))]):
        left, top = i + 1, j + 1
        right, bottom = after_i, after_j
        while left < right and top < bottom and old[left] == new[top]:
            left, top = left + 1, top + 1
        while left < right and top < bottom and old[right - 1] == new[bottom - 1]:
            right, bottom = right - 1, bottom - 1
        if left < right or top < bottom:
            yield left, right, top, bottom


def _hunks(blocks: list[Block], size: int) -> Iterator[list[Block]]:
    """Changes whose context would touch, together."""
    group: list[Block] = []
    for block in blocks:
        if group and block[0] - group[-1][1] > 2 * CONTEXT:
            yield group
            group = []
        group.append(block)
    yield group


def _hunk(group: list[Block], old: list[str], new: list[str]) -> Iterator[str]:
    first, last = group[0], group[-1]
    before = min(CONTEXT, first[0])
    after = min(CONTEXT, len(old) - last[1])
    left, top = first[0] - before, first[2] - before
    sizes = last[1] + after - left, last[3] + after - top
    yield f"@@ -{_range(left, sizes[0])} +{_range(top, sizes[1])} @@\n"
    at = left
    for start, end, new_start, new_end in group:
        yield from (" " + line for line in old[at:start])
        yield from ("-" + line for line in old[start:end])
        yield from ("+" + line for line in new[new_start:new_end])
        at = end
    yield from (" " + line for line in old[at : at + after])


def _range(start: int, size: int) -> str:
    """Lines of a hunk as ``diff -u`` writes them: counted from one, from zero where there are none."""
    return f"{start + 1 if size else start},{size}" if size != 1 else str(start + 1)
