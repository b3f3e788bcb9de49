"""The element that a theme names as the text of the one post of a page: what stands in it is the article.

The models know the words of articles; a post of a few short lines, a listing or a table of numbers has none of them.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from cleaner.stages.boilerplate.containers import CONTROLS
from cleaner.stages.boilerplate.inside import named_frames
from cleaner.stages.boilerplate.markup_features import View
from cleaner.stages.boilerplate.page import Flags
from cleaner.stages.boilerplate.words import words
from cleaner.stages.markup.pagemap import PageMap

_ABOVE = 12  # lines from the headline to such an element
_LEAST = 12  # Han characters, or words in Latin letters, in it
_AGAIN = 0.5  # likeness to the page's title of a line that says it


def post_body(view: View, pagemap: PageMap) -> Flags:
    """The lines of such an element below the headline; none where there is none, or more than one.

    Without what links, rules, controls and the names of elements in it say to be none of the text.
    """
    page, rows, out = view.page, view.rows, np.zeros(len(view.page), np.bool_)
    body = _body(pagemap)
    if body < 0:
        return out
    start, end = (int(places[body]) for places in pagemap.spans)
    opened = pagemap.spans[0][np.maximum(rows.block, 0)]
    inside = (rows.block >= 0) & (opened >= start) & (opened < end)
    first = int(np.argmax(inside))
    said = view.likeness > _AGAIN
    if (
        not inside.any()
        or not (said[max(0, first - _ABOVE) : first] & (rows.level > 0)[max(0, first - _ABOVE) : first]).any()
    ):
        return out
    out = inside & (rows.links * 2 <= np.maximum(rows.chars, 1)) & ~page.fired & ~CONTROLS.take(rows.tag) & ~said
    out &= ~named_frames(view, out, words("post")["inner"])
    told = page.han[out].sum() + page.latin[out].sum() // 3
    return out if told >= _LEAST else np.zeros(len(page), np.bool_)


def _body(pagemap: PageMap) -> int:
    """The innermost element of those named so, each in the one before; −1 where there is none, or several apart."""
    known = frozenset(words("post")["bodies"])
    named = [
        element
        for element, classes in enumerate(pagemap.all_classes)
        if classes and not known.isdisjoint(name.lower().replace("_", "-") for name in classes.split())
    ]
    starts, ends = pagemap.spans
    for outer, inner in pairwise(named):
        if not starts[outer] <= starts[inner] < ends[outer]:
            return -1
    return named[-1] if named else -1
