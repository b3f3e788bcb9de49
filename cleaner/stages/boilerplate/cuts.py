"""The edits that take lines of a page out."""

from __future__ import annotations

from cleaner.doc import Edit
from cleaner.stages.boilerplate.page import Page
from cleaner.stages.boilerplate.rule_layer import Removal, Removals

OUTSIDE = Removal("boilerplate.outside", "outside the article, by its words, its place and the markup around it")
# The model guesses: on hosts it has not seen it takes one to seven of a hundred characters of the article along.
MODEL_CONFIDENCE = 0.95


def edits_of(page: Page, gone: Removals) -> list[Edit]:
    """One edit for each run of neighbours that go for the same reason, with the blank lines that they leave."""
    edits: list[Edit] = []
    first, last = -1, -2
    for index in sorted(gone):
        if index != last + 1 or (gone[index] is not gone[last] and gone[index] != gone[last]):
            if first >= 0:
                edits.append(_edit(page, first, last, gone))
            first = index
        last = index
    return [*edits, _edit(page, first, last, gone)] if first >= 0 else []


def _edit(page: Page, first: int, last: int, gone: Removals) -> Edit:
    lines = page.lines
    start = int(lines.starts[page.number[first]])
    behind = last + 1
    if behind == len(page):
        end = len(lines.text)
        if first - 1 not in gone and first:
            start = int(lines.ends[page.number[first - 1]])
    elif behind in gone or first == 0 or page.number[first] - page.number[first - 1] > 1:
        end = int(lines.starts[page.number[behind]])
    else:
        end = int(lines.ends[page.number[last]]) + 1
    confidence = MODEL_CONFIDENCE if gone[first] == OUTSIDE else 1.0
    return Edit(start, end, "", gone[first].rule, gone[first].reason, confidence)
