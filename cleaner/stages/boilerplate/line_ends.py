"""Buttons that the program of a page put on the line of a paragraph or a heading: what goes is a part of the line.

``…船来来往往。阅读更多`` ends a teaser, ``历史沿革[编辑]`` is a heading of an encyclopedia.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.doc import Edit
from cleaner.pattern_tables import pattern_table
from cleaner.rules import RuleBook
from cleaner.stages.boilerplate.page import Page

MORE, EDIT, POSTED = "boilerplate.more-at-end", "boilerplate.section-edit", "boilerplate.posted-at-end"
_SIGNS = ("更多", "全文", "详细", "详情", "继续阅读", "read", "编辑", "发表在")
_LAST = frozenset("多文细容情读]】)>»→eg")  # of such a button
_HEADING, _LEAST = 30, 2  # characters of a heading; headings with a button, so that it is one
_PAIR = frozenset({"编辑", "播报"})


def line_ends(page: Page, kept: Sequence[int], rules: RuleBook) -> Iterator[Edit]:
    """The edits that take such buttons out of the lines ``kept``."""
    if not any(map(page.lines.folded.__contains__, _SIGNS)):
        return
    table = pattern_table("ends")
    headings = [i for i in kept if len(page.folded[i]) <= _HEADING and table["edit-heading"].search(page.folded[i])]
    several = len(headings) >= _LEAST or (headings and table["edit"].search(page.lines.folded))
    for i in kept:
        line = page.folded[i]
        if MORE in rules and line[-1:] in _LAST and (found := table["more"].search(line)):
            yield _cut(page, i, found.span(), MORE, "a button that leads to the rest, behind a sentence")
        if POSTED in rules and "发表在" in line and (found := table["posted"].search(line)):
            yield _cut(
                page, i, found.span(), POSTED, "who posted it and how often it was read, behind its last sentence"
            )
        if EDIT in rules and "编辑" in line:
            found = table["edit-heading"].search(line) if several and len(line) <= _HEADING else None
            spans = [found.span()] if found else [match.span() for match in table["edit"].finditer(line)]
            for span in spans:
                yield _cut(page, i, span, EDIT, "a button that opens a part for writing, behind its heading")


def edit_pairs(page: Page) -> list[int]:
    """The lines ``编辑`` and ``播报``, one right below the other."""
    if "播报" not in page.lines.folded:
        return []
    lines = page.folded
    pairs = [i for i in range(len(lines) - 1) if {lines[i], lines[i + 1]} == _PAIR]
    return sorted({line for i in pairs for line in (i, i + 1)})


def _cut(page: Page, line: int, span: tuple[int, int], rule: str, reason: str) -> Edit:
    lines, number = page.lines, page.number[line]
    start = int(lines.starts[number])
    text = lines.text[start : int(lines.ends[number])]
    start += len(text) - len(text.lstrip())
    return Edit(start + span[0], start + span[1], "", rule, reason)
