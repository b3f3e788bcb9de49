"""The apparatus of an article: the works that it cites, and the notes that marks in its text point to.

Both are lists of links and short lines, the shape of a page's frame. What tells them is a heading that says so, or the
mark (``註3``, ``[3]``) that stands in the text and again, in order from the first, before each note.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.markup_features import View
from cleaner.stages.boilerplate.page import Flags

_MOST = 0.6  # share of the words that stay which an element holds that is the article's
_LONGEST = 16  # characters of a heading
_APART = 3  # lines between a note and the next: each may be of several paragraphs


def at_home(view: View, keep: Flags, home: int) -> Flags:
    """The lines that stay in an element that holds most of them, or in its children; none where it does not."""
    among: Flags = keep & ((view.rows.parent == home) | (view.rows.grandparent == home))
    words = view.page.han
    return among if home >= 0 and words[among].sum() >= _MOST * words[keep].sum() else np.zeros_like(among)


def notes(view: View, keep: Flags, quiet: Flags) -> Flags:
    """The lines of such lists from the article's first line on. quiet: lines that nothing says are a frame."""
    out = np.zeros(len(keep), np.bool_)
    if keep.any():
        for start, end in _readings(view, keep):
            out[start:end] = quiet[start:end]
        for line in _numbered(view, keep | out):
            out[line] = True
    return out


def names_readings(text: str) -> bool:
    """Whether a folded line says that works follow which the article was written from."""
    return pattern_table("pages")["readings"].fullmatch(text.strip(" :-—")) is not None


def _readings(view: View, keep: Flags) -> Iterator[tuple[int, int]]:
    """Where the lists below headings that name readings begin and end, in the article's element."""
    page, rows = view.page, view.rows
    signs = pattern_table("pages").signs("readings")
    for head in range(int(np.argmax(keep)), len(page) - 1):
        text = page.folded[head]
        if len(text) > _LONGEST or signs.isdisjoint(text) or not names_readings(text):
            continue
        home, past = rows.parent[head], head + 1
        if not at_home(view, keep, home).any():
            continue
        while past < len(page) and home in (rows.parent[past], rows.grandparent[past]) and not rows.level[past]:
            past += 1
        if past > head + 1:
            yield head, past


def _numbered(view: View, keep: Flags) -> Iterator[int]:
    """The notes below the text that it has marks for, with the heading right above them."""
    page, last = view.page, int(np.flatnonzero(keep)[-1])
    marked, begins = pattern_table("pages")["note-mark"], pattern_table("pages")["note"]
    found: list[int] = []
    expected, before = 1, last
    for line in range(int(np.argmax(keep)), len(page)):
        match = begins.match(page.folded[line]) if line > last or found else None
        if match is not None and int(match["number"]) == expected:
            found.append(line)
            expected, before = expected + 1, line
        elif found and line - before > _APART:
            break
    if not found or found[-1] <= last:
        return
    told = {int(match["number"]) for i in np.flatnonzero(keep).tolist() for match in marked.finditer(page.folded[i])}
    if not {1, expected - 1} <= told:
        return
    head = found[0] - 1
    if names_readings(page.folded[head]):
        yield head
    alone = begins.fullmatch(page.folded[found[-1]].strip()) is not None  # the mark has a line of its own
    yield from range(found[0], min(found[-1] + 1 + alone, len(page)))
