"""Parts of a page that stand escaped in a ``textarea``: a script shows them to the reader who comes near."""

from __future__ import annotations

import re

import numpy as np

from cleaner.patterns import lazy
from cleaner.stages.markup.embedded import insert, prose_of
from cleaner.stages.markup.embedded_strings import Body, chinese
from cleaner.stages.markup.escapes import unescaped
from cleaner.stages.markup.scan import NUMBER
from cleaner.stages.markup.tokens import HIDDEN
from cleaner.stages.markup.walk import Walk

_LEAST_TAGS, _LEAST = 2, 20  # tags, and Chinese characters, of a part
_LAZY = lazy(r"lazy", re.IGNORECASE)
_BEGINS = lazy(
    r"\s*+<(?:p|div|section|article|table|ul|ol|dl|h[1-6]|img|span|center|font|a|br|strong|b|figure)\b", re.I
)
_WHOLE = lazy(r"<(?:!doctype|html|head|body|script|iframe|style)\b", re.IGNORECASE)


def show_lazy(walk: Walk) -> None:
    """Put the elements of such parts in the place of their source, in sight."""
    tags = walk.tags
    areas = np.flatnonzero((tags.names == NUMBER["textarea"]) & ~tags.closing)
    for tag in areas[areas + 1 < len(tags.starts)].tolist():
        start, end = int(tags.ends[tag]), int(tags.starts[tag + 1])
        raw = walk.text[start:end]
        if raw.count("&lt;") < _LEAST_TAGS:
            continue
        value = unescaped(raw)
        size = chinese(value.text)
        if size < _LEAST or not _BEGINS.match(value.text) or _WHOLE.search(value.text):
            continue  # what a reader writes, or is to copy
        runs = [n for n, at in enumerate(walk.starts) if start <= at < end]
        other = prose_of(walk) - sum(walk.ends[n] - walk.starts[n] for n in runs)
        if _LAZY.search(tags.classes.get(tag, "")) or 2 * other < size:
            _show(walk, Body(start, end, value, "", size), runs)


def _show(walk: Walk, body: Body, runs: list[int]) -> None:
    for number in reversed(runs):
        walk.drop_run(number)
    area = int(walk.nodes_at(np.array([body.start]))[0])
    above = max(int(walk.parents[area]), 0)
    insert(walk, body, above, "div", int(walk.flags[above]) & ~HIDDEN)
