"""Calls of a site that stand among the items of an article's list: a step, a feature, and no call.

``1. 手机安装某某 APP`` is the first of eight steps. A rule says by ``items = "stay"`` that it leaves such lines, by
``items = "sentences"`` that it leaves those of rules and contracts, whose items are sentences; a footer has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from cleaner.doc import Doc
from cleaner.stages.boilerplate.page import Flags, Page
from cleaner.stages.markup.pagemap import PageMap

_SIGN = re.compile(r"(?:[(第]?(\d{1,3})(?:[.、):]|步[:,、 ]?)|([-*•·●◆]) )\s?")
# How many lines above and below a list is looked for in, how many other items it has, and characters of one.
_NEAR, _OTHERS, _LEAST = 3, 2, 4
_ENDS = ("。", ";", "。)", '。"')
# Elements that are an item of a list, and the share of an item's characters that links may be.
_ITEMS, _LINKED = frozenset({"li", "dd"}), 0.5


def spare_items(page: Page, origin: tuple[Doc, PageMap] | None = None) -> tuple[str, ...]:
    """Let no rule that leaves items fire on those of a list, and tell which rules would have.

    origin: the document and the page that the lines came from, where there was markup.
    """
    asked = [(index, str(rule.extra["items"])) for index, rule in page.sure.items() if "items" in rule.extra]
    items = [
        index
        for index, kind in asked
        if (kind == "stay" or _is_sentence(page, index))
        and (_is_numbered(page, index, kind) or (origin and _is_listed(page, origin, index, kind)))
    ]
    rules = tuple(sorted({page.sure[index].id for index in items}))
    if items:
        found: Flags = np.zeros(len(page), np.bool_)
        found[items] = True
        page.forget(found)
    return rules


def _is_sentence(page: Page, index: int) -> bool:
    """Whether a line ends as a sentence does."""
    return page.folded[index].rstrip().endswith(_ENDS)


def _is_numbered(page: Page, index: int, kind: str) -> bool:
    """Whether a line begins with a sign or the number of an item, and lines about it with that of others."""
    own = _SIGN.match(page.folded[index])
    if own is None:
        return False
    others = 0
    for line in _about(page, index, kind):
        sign = _SIGN.match(page.folded[line])
        if sign and not page.fired[line] and page.solid_sizes[line] >= _LEAST + sign.end():
            number = int(own[1]) + line - index if own[1] else None
            others += sign[2] == own[2] if number is None else sign[1] == str(number)
    return others >= _OTHERS


def _is_listed(page: Page, origin: tuple[Doc, PageMap], index: int, kind: str) -> bool:
    """Whether a line is an item of a list in markup, with others about it that are no links and no calls."""
    doc, pagemap = origin
    rows, above = pagemap.line_features(doc, page.lines), pagemap.blocks[1]
    blocks = rows.block[page.number]
    if blocks[index] < 0 or pagemap.name(int(blocks[index])) not in _ITEMS:
        return False
    about = np.array([line for line in _about(page, index, kind) if blocks[line] >= 0], np.int64)
    number = page.number[about]
    others = (above[blocks[about]] == above[blocks[index]]) & ~page.fired[about]
    others &= (page.solid_sizes[about] >= _LEAST) & (rows.links[number] <= _LINKED * rows.chars[number])
    return int(others.sum()) >= _OTHERS


def _about(page: Page, index: int, kind: str) -> Iterator[int]:
    """The lines near a line, without it; of ``kind`` "sentences" only those."""
    for line in range(max(0, index - _NEAR), min(len(page), index + _NEAR + 1)):
        if line != index and (kind == "stay" or _is_sentence(page, line)):
            yield line
