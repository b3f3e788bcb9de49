"""What a post of a thread says again of an earlier post before it answers: that is in the text already.

Programs put the beginning of the post that is answered into a box, with a line that names its author and time, and
break it off. A reply that says the same as another by chance stands in no such box and is not broken off.
"""

from __future__ import annotations

import numpy as np

from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.page import Flags, Page
from cleaner.stages.markup.pagemap import LineFeatures, PageMap, among_tags

_KEY, _LEAST = 6, 8  # characters by which an earlier line is found, and of a line that says it again
_MOST_ALIKE = 50  # earlier lines with the same first characters
_BLOCKQUOTE = among_tags("blockquote")
_BROKEN = "….。 "
_LONGEST_HEAD = 60  # characters of the line that names whom the box quotes, and of a quotation in no box


def quotes(page: Page, rows: LineFeatures, keep: Flags, pagemap: PageMap) -> Flags:
    """The lines among ``keep`` that begin as an earlier line of another post does, and what says whose that was."""
    out = np.zeros(len(page), np.bool_)
    heads = pattern_table("pages").group("quoted")
    boxed = _boxed(rows, pagemap)
    known: dict[str, list[int]] = {}
    named = -1
    for line in np.flatnonzero(keep | boxed).tolist():
        text = page.folded[line]
        if boxed[line] and len(text) <= _LONGEST_HEAD and any(head.search(text) for head in heads):
            named = line
            continue
        core = text.rstrip(_BROKEN)
        alike = known.setdefault(text[:_KEY], [])
        broken = text.endswith(("…", "...")) and len(text) <= _LONGEST_HEAD
        again = (boxed[line] or broken) and len(core) >= _LEAST
        if again and any(page.folded[earlier].startswith(core) for earlier in alike):
            out[line] = True
            if named == line - 1:
                out[named] = True
        elif len(alike) < _MOST_ALIKE and not boxed[line]:
            alike.append(line)
    return out & keep


def _boxed(rows: LineFeatures, pagemap: PageMap) -> Flags:
    """Lines in an element for quotations, by its kind or by its name."""
    named = np.fromiter(("quote" in classes.lower() for classes in pagemap.all_classes), np.bool_, pagemap.elements)
    out: Flags = _BLOCKQUOTE.take(rows.tag)
    for ids in (rows.block, rows.parent, rows.grandparent):
        out = out | ((ids >= 0) & named[np.maximum(ids, 0)])
    return out
