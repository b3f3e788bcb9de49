"""Lines inside the article that the line model would take away, and that stay with the text around them.

The line model has learned from news; in a technical article it takes steps, labels, tables and source code for the
frame of the page. So between the first line that it keeps and the last that it does not drop for sure, what has a
form of its own (source code, headings, quotations, items of lists, rows of tables) stays, and so do paragraphs that it
is not sure of, unless links, a rule, or the name of an element around it say that it is the site's.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from itertools import pairwise

import numpy as np

from cleaner.stages.boilerplate.markup_features import View
from cleaner.stages.boilerplate.page import Counts, Flags
from cleaner.stages.boilerplate.words import words
from cleaner.stages.markup.pagemap import among_tags, bit
from cleaner.trees import Column

_FORMED = among_tags("pre", "blockquote", "summary", "dt", "dd", "li")
_PRE = among_tags("pre")
CAPTIONS = among_tags("figcaption", "figure")
# Below these logits a line goes: formed lines, cells of tables, paragraphs of articles with source code and of others.
LEAST_FORMED, LEAST_CELL, LEAST_STEP, LEAST_PARAGRAPH = -8.0, -2.5, -4.0, -1.5
LEAST_FIRST = -2.0  # a paragraph right above the first line of a technical article
LEAST_EDGE = -3.0  # a heading or an item right above the first or below the last line that stays
SHORTEST_HEAD, LONGEST_HEAD = 5, 18  # Han characters
_NUMBER, _MOST_NUMBERS = re.compile(r"[\d.,%]{1,12}[.、:]?"), 4  # a number alone, and such lines in a row
SOURCE_LINES = 3  # an article with so many lines of source code is a technical one


def completed(view: View, keep: Flags, logits: Column, start: int, end: int) -> Flags:
    """``keep`` with the lines of the region ``start:end`` that stay though the line model would drop them."""
    held = np.flatnonzero(keep)
    if not len(held):
        return keep
    rows = view.rows
    source = rows.has("pre")
    files = _attachments(view, start, end)
    formed: Flags = _FORMED.take(rows.tag) | source | (rows.level > 0) | table_rows(view) | files
    quiet = _quiet(view, keep, source) | files
    paragraph = LEAST_STEP if source[start:end].sum() >= SOURCE_LINES else LEAST_PARAGRAPH
    least = np.where(formed, LEAST_FORMED, np.where(rows.has("cell"), min(LEAST_CELL, paragraph), paragraph))
    least[CAPTIONS.take(rows.tag)] = np.inf
    out = keep.copy()
    first, last = int(held[0]), int(held[-1])
    fired = np.flatnonzero(view.page.fired[last + 1 : end])
    past = last + 1 + int(fired[0]) if len(fired) else end
    doubted = quiet & (view.prose > 0) & (logits > LEAST_PARAGRAPH)  # prose near the end of a long article
    last = int(np.flatnonzero(doubted[:past]).max(initial=last))
    inner = slice(first, last + 1)
    out[inner] |= ((quiet & (logits > least)) | _subheads(view, keep, quiet))[inner]
    edge = quiet & (source | (formed & (logits > LEAST_EDGE)))
    _extend(out, edge, range(last + 1, end))
    _extend(out, _attachments(view, start, len(out), sure=True), range(int(np.flatnonzero(out)[-1]) + 1, len(out)))
    step = quiet & (logits > LEAST_FIRST) & (paragraph == LEAST_STEP)
    _extend(out, (edge & (source | (rows.level > 0))) | step, range(first - 1, start - 1, -1))
    return out


def _attachments(view: View, start: int, end: int, sure: bool = False) -> Flags:
    """Lines of a range that name a file of the article (``附件：1.报名表.doc``), which mostly are a link to it.

    sure: only those that name both, the file and that it is attached; or the file alone, with its ending last.
    """
    attached, files = words("inside")["attached"], words("inside")["files"]
    out = np.zeros(len(view.page), np.bool_)
    for line, text in enumerate(view.page.folded[start:end], start):
        belongs = text.startswith(attached)
        out[line] = text.endswith(files) or (belongs and not (sure and not any(map(text.__contains__, files))))
    return out & ~view.page.fired


def _subheads(view: View, keep: Flags, quiet: Flags) -> Flags:
    """Short lines without any mark, each alone between two paragraphs that stay: headings in no heading element."""
    page, rows = view.page, view.rows
    marks = page.ends_of_sentences + page.clauses
    shape = (page.han >= SHORTEST_HEAD) & (page.han <= LONGEST_HEAD) & (marks == 0) & (rows.links == 0)
    own = np.zeros(len(keep), np.bool_)
    paragraph = page.paragraph & keep
    own[1:-1] = paragraph[:-2] & paragraph[2:]
    heads: Flags = own & shape & quiet & ~CAPTIONS.take(rows.tag) & ~rows.has("caption")
    return heads


def table_rows(view: View) -> Flags:
    """Rows of tables of data: the markup stage has written their cells, two at least, on one line."""
    lines, cells = view.page.lines, view.rows.has("cell")
    if not cells.any():
        return cells
    return cells & (lines.sums(lines.points == ord("\t"))[view.page.number] > 0)


def _quiet(view: View, keep: Flags, source: Flags) -> Flags:
    """Lines of which neither links nor a rule nor the name of an element says that they are the site's."""
    rows = view.rows
    frame = named_frames(view, keep) | view.page.fired
    quiet: Flags = (rows.links * 2 <= np.maximum(rows.chars, 1)) & (source | ~frame)
    return quiet


def named_frames(view: View, keep: Flags, but: Collection[str] = ()) -> Flags:
    """Lines under elements that are named like a part of a page's frame.

    Names that most lines of the article stand under as well say nothing; ``but``: others that say nothing.
    """
    bits = _frames(frozenset(but))
    flags, kept = view.rows.flags[keep], np.count_nonzero(keep)
    times = np.count_nonzero(flags[:, None] & bits, axis=0)
    named: Flags = view.rows.flags & np.bitwise_or.reduce(bits[times * 2 <= kept], initial=0) != 0
    return named


@cache
def _frames(but: frozenset[str]) -> Counts:
    """The bits of names of parts of a page's frame."""
    return np.array([bit(name) for name in words("inside")["frames"] if name not in but], np.int64)


def _extend(keep: Flags, more: Flags, places: range) -> None:
    """Keep the lines at ``places`` up to the first that is not one of ``more``."""
    for place in places:
        if not more[place]:
            return
        keep[place] = True


def numbers_between(view: View, keep: Flags) -> Flags:
    """Lines with but a number between kept lines in one element with them: figures, steps, rows of a table."""
    parent, out = view.rows.parent, np.zeros(len(keep), np.bool_)
    held = np.flatnonzero(keep)
    for before, after in pairwise(held.tolist()):
        amid = range(before + 1, after)
        if 0 < len(amid) <= _MOST_NUMBERS and parent[before] == parent[after] >= 0:
            out[before + 1 : after] = all(_NUMBER.fullmatch(view.page.folded[line].strip()) for line in amid) and bool(
                (parent[before + 1 : after] == parent[before]).all()
            )
    return out


def line_numbers(view: View) -> Flags:
    """The numbers beside source code: a cell of lines 1 to n before one of at most n lines in the same row of a table.

    Both are preformatted, in one piece or an element a line. The code may have fewer lines, since empty ones between
    tags are not kept.
    """
    rows, page = view.rows, view.page
    out = np.zeros(len(page), np.bool_)
    source = np.flatnonzero(rows.has("pre") & rows.has("cell"))
    if not len(source):
        return out
    cell = np.where(_PRE.take(rows.tag[source]), rows.block[source], rows.parent[source])
    bounds = np.flatnonzero(np.diff(cell, prepend=-2))
    blocks = [source[a:b] for a, b in zip(bounds, [*bounds[1:], len(source)], strict=True)]
    for block, behind in pairwise(blocks):
        row = _rows_of(view, int(block[0])) & _rows_of(view, int(behind[0]))
        if row and len(behind) <= len(block) and behind[0] == block[-1] + 1 and _counts(page.folded, block):
            out[block] = True
    return out


def _rows_of(view: View, line: int) -> set[int]:
    """The elements that may be the table row of a line in a preformatted cell."""
    rows = view.rows
    return {int(ids[line]) for ids in (rows.parent, rows.grandparent, rows.great)} - {-1}


def _counts(texts: list[str], lines: Counts) -> bool:
    """Whether the lines are the numbers from 1 on."""
    return all(texts[line].strip() == str(number) for number, line in enumerate(lines.tolist(), 1))
