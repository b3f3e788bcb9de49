"""The posts of a page that shows several below each other: the heading of each stays with its text.

A heading that leads elsewhere is the title of another article to the models, and of several texts they choose one.
"""

from __future__ import annotations

import numpy as np

from cleaner.doc import Doc
from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.containers import CONTROLS
from cleaner.stages.boilerplate.inside import named_frames
from cleaner.stages.boilerplate.markup_features import View
from cleaner.stages.boilerplate.page import Flags, Page, timed
from cleaner.stages.boilerplate.words import words
from cleaner.stages.markup.entries import LEAST
from cleaner.stages.markup.moment import moment
from cleaner.stages.markup.pagemap import PageMap
from cleaner.trees import Column

_LONGEST_RECORD = 80  # characters of a line that tells when a post appeared
_PARAGRAPHS = 2  # of a post that is more than its beginning
_LEAST_LOGIT = -3.0  # of a line of a post


def entry_lines(view: View, origin: tuple[Doc, PageMap], keep: Flags, logits: Column | None) -> Flags:
    """The lines of such posts, where what stays of the page stands in them; else none.

    keep: the lines that would stay.  logits: what the line model says of each, ``None`` where a template knows better.
    """
    page, rows, out = view.page, view.rows, np.zeros(len(keep), np.bool_)
    ranges = _ranges(page, origin)
    inside = out.copy()
    for first, past in ranges:
        inside[first:past] = True
    if not ranges or page.han[keep & inside].sum() * 2 < page.han[keep].sum():
        return out
    text = inside & keep
    if logits is not None:
        plain = ~page.fired & (rows.links * 2 <= rows.chars) & ~CONTROLS.take(rows.tag)
        text |= inside & plain & (logits > _LEAST_LOGIT)
        text &= keep | ~(named_frames(view, text, words("post")["inner"]) | _records(page))
    told = [text[first:past].any() for first, past in ranges]
    for (first, past), some in zip(ranges, told, strict=True):
        heading = np.flatnonzero(rows.level[first:past] > 0)[:1] + first
        if some and len(heading):
            out[heading] = True
            out[first:past] |= text[first:past]
    return out if sum(told) >= LEAST else np.zeros_like(out)


def are_whole(view: View, origin: tuple[Doc, PageMap]) -> bool:
    """Whether a page shows such posts as a whole: several paragraphs of each, and nothing that leads to the rest."""
    page, rows, known = view.page, view.rows, pattern_table("pages")
    begun = whole = 0
    for first, past in _ranges(page, origin):
        leads = (page.folded[line] for line in range(first, past) if rows.links[line])
        cut = any(map(known["cut-off"].search, page.folded[first:past])) or any(map(known["more-of-it"].search, leads))
        if not cut and page.told[first:past].sum() >= _PARAGRAPHS:
            whole += 1
        else:
            begun += bool(page.told[first:past].any())
    return whole >= LEAST and whole > begun


def _ranges(page: Page, origin: tuple[Doc, PageMap]) -> list[tuple[int, int]]:
    """The lines of each post."""
    doc, pagemap = origin
    if not pagemap.entries:
        return []
    starts = doc.origins(page.lines.starts, page.lines.ends)[0][page.number]
    first, past = np.searchsorted(starts, np.array(pagemap.entries, np.int64).T).tolist()
    return list(zip(first, past, strict=True))


def _records(page: Page) -> Flags:
    """Short lines that tell a day, and no sentence: when a post appeared."""
    days = (bool(timed(line, _LONGEST_RECORD) or moment(line[:_LONGEST_RECORD])) for line in page.folded)
    return np.fromiter(days, np.bool_, len(page)) & ~page.told
