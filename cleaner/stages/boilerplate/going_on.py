"""What goes on right below the lines that the models keep: the second part of an article, last words, its notes.

A block goes or stays as a whole. So the next element of the same make (name, class and style, right behind) is more of
the article if it holds a sentence, as for Readability's siblings; so are paragraphs right below, in the element that
holds most of the article, and what ``cleaner.stages.boilerplate.notes`` knows.
"""

from __future__ import annotations

import numpy as np

from cleaner.stages.boilerplate.containers import CONTROLS
from cleaner.stages.boilerplate.inside import named_frames
from cleaner.stages.boilerplate.markup_features import View
from cleaner.stages.boilerplate.notes import at_home, notes
from cleaner.stages.boilerplate.page import Flags
from cleaner.stages.markup.pagemap import PageMap
from cleaner.stages.markup.tokens import attributes
from cleaner.trees import Column

_MOST = 0.6  # share of the words that stay of which an element that goes on is the second
_STEPS = 12  # elements that may go on, one below the other
_TOLD = 8  # Han characters of a paragraph that may be a clause
_LINKED = 0.8  # share of links in a paragraph that is a link and no more
LEAST_NEXT = -3.0  # logit of a paragraph right below


def going_on(view: View, pagemap: PageMap, keep: Flags, logits: Column) -> Flags:
    """The lines right below ``keep`` that go on with it, and its notes."""
    held = np.flatnonzero(keep)
    quiet = ~(view.page.fired | named_frames(view, keep) | CONTROLS.take(view.rows.tag))
    out = notes(view, keep, quiet)
    for _ in range(_STEPS if len(held) else 0):
        last = int(np.flatnonzero(keep | out)[-1])
        if last + 1 == len(keep) or not quiet[last + 1]:
            break
        more = _next_block(view, pagemap, keep | out, last, quiet)
        if more is None:
            more = _next_paragraph(view, keep, last, logits)
        if more is None:
            break
        out[last + 1 : more] = quiet[last + 1 : more]
    return out


def _next_block(view: View, pagemap: PageMap, keep: Flags, last: int, quiet: Flags) -> int | None:
    """Where the element right below the article's ends, if it is of the same make and holds a sentence."""
    page, rows = view.page, view.rows
    above, below = forks(pagemap, int(rows.block[last]), int(rows.block[last + 1]))
    if above < 0 or not _same_make(pagemap, above, below):
        return None
    inside = _inside(view, pagemap, above)
    words = page.han + page.latin // 3
    if words[keep & inside].sum() < _MOST * words[keep].sum():
        return None
    block = np.flatnonzero(_inside(view, pagemap, below))
    linked = rows.links[block].sum() * 2 > rows.chars[block].sum()
    if linked or not quiet[block].all() or not (page.told & (rows.links * 2 < rows.chars))[block].any():
        return None
    return int(block[-1]) + 1


def forks(pagemap: PageMap, first: int, second: int) -> tuple[int, int]:
    """The elements right below what holds both, on the way to each; (−1, −1) where one holds the other."""
    chains = []
    for element in (first, second):
        chain = [element]
        while chain[-1] > 0:
            chain.append(int(pagemap.parents[chain[-1]]))
        chains.append(chain[::-1])
    for one, other in zip(*chains, strict=False):
        if one != other:
            return one, other
    return -1, -1


def _same_make(pagemap: PageMap, first: int, second: int) -> bool:
    """Whether two elements, or the only cells of two rows, have one name, one class and one style, and one of these."""
    makes = []
    for element in (first, second):
        own = element
        while pagemap.name(own) == "tr":
            cells = np.flatnonzero(pagemap.parents == own)
            if len(cells) != 1:
                return False
            own = int(cells[0])
        given = attributes(pagemap.tag(own))
        makes.append((pagemap.name(own), given.get("class", ""), given.get("style", "")))
    return makes[0] == makes[1] and makes[0][0] != "p" and any(makes[0][1:])


def _inside(view: View, pagemap: PageMap, element: int) -> Flags:
    """The lines that stand in an element."""
    start, end = (int(places[element]) for places in pagemap.spans)
    opened = pagemap.spans[0][np.maximum(view.rows.block, 0)]
    inside: Flags = (view.rows.block >= 0) & (opened >= start) & (opened < end)
    return inside


def _next_paragraph(view: View, keep: Flags, last: int, logits: Column) -> int | None:
    """Where the paragraph right below the last line ends, if it is one of those of the article."""
    page, rows, line = view.page, view.rows, last + 1
    among = at_home(view, keep, rows.parent[line])
    marks = page.clauses[line] + page.ends_of_sentences[line]
    same = rows.tag[line] in set(rows.tag[among].tolist()) and rows.path[line] in set(rows.path[among].tolist())
    told = page.han[line] >= _TOLD and marks and rows.links[line] < _LINKED * rows.chars[line]
    return line + 1 if same and told and logits[line] > LEAST_NEXT else None
