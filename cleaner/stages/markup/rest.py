"""The rest of an article that a page hides until the reader asks for it: 展开全文.

It stands right behind what is shown of the article, in the element that holds both, tells more than a sentence of the
same things, and no prose follows it there. Spam, notes and menus that a page hides do not.
"""

from __future__ import annotations

import numpy as np

from cleaner.fold import fold
from cleaner.stages.markup.scan import Flags, Places
from cleaner.stages.markup.walk import Walk
from cleaner.topical import topical_pairs

_LEAST, _MARKS = 60, 2  # letters of the rest, and marks that end its sentences
_ABOVE = 0.5  # share of the prose of the page that stands above it in one element with it
_SHARED = 0.1  # share of the pairs of characters of the rest that the text above it has
_MOST = 20  # elements that are looked at
_LONGEST = 4000  # characters of each text that tell of what it speaks


def rest_of(walk: Walk, hidden: list[tuple[int, int]], sizes: Places, roots: Places, shown: Places) -> Flags:
    """Which elements that are out of sight hold the rest of the article above them.

    hidden: the ranges of hidden texts.  sizes, roots: of each its letters if it is prose, and the outermost hidden
    element around it.  shown: the letters of each run in sight, if it is prose.
    """
    tree = walk.tree
    out = np.zeros(len(tree.parents), np.bool_)
    total, starts = int(shown.sum()), np.array(walk.starts, np.int64)
    held = np.bincount(roots, sizes, len(out))
    for root in np.flatnonzero(held >= _LEAST).tolist()[:_MOST]:
        parent = int(tree.parents[root])
        before, here, past = starts.searchsorted([tree.opened[parent], tree.opened[root], tree.closed[parent]]).tolist()
        if tree.is_fallback[root] or shown[here:past].any() or shown[before:here].sum() < _ABOVE * total:
            continue
        texts = [walk.text[start:end] for (start, end), own in zip(hidden, roots.tolist(), strict=True) if own == root]
        above = [walk.text[walk.starts[i] : walk.ends[i]] for i in range(before, here) if shown[i]]
        out[root] = _tells_on(texts, above)
    return out


def _tells_on(texts: list[str], above: list[str]) -> bool:
    """Whether hidden texts hold sentences about what those above speak of."""
    own, other = (fold("\n".join(some))[:_LONGEST] for some in (texts, reversed(above)))
    pairs = topical_pairs(own)
    marks = sum(map(own.count, "。!?"))
    return marks >= _MARKS and len(pairs & topical_pairs(other)) >= max(_SHARED * len(pairs), 1)
