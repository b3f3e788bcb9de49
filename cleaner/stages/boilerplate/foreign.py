"""What stands inside the element of an article and is none of it: copies of its text, other articles, buttons."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from cleaner.doc import Doc
from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.page import Counts, Flags, Page
from cleaner.stages.boilerplate.words import words
from cleaner.stages.markup.pagemap import LineFeatures, PageMap

LEAST = 60
"""Han characters of a copy."""
_SHORTEST = 6  # characters of a line that is known again
_MOST_ODD = 2  # lines in a row inside a copy that are not known
_ODD = 0.3  # share of its lines that are not known
LINKED = 0.9  # share of links in a line that is the title of another article
_POINTED = 0.8  # the same with a mark before it, or under a name that says so
_BUTTON = (2, 6)  # Han characters of a link that is a button
_SAID, _MOST_CARD = 12, 6  # Han characters of a sentence, lines of a card of goods
_FEW = 0.2  # of the lines kept; where more stand under such a name, it says nothing


def copies(page: Page, paths: Counts, keep: Flags) -> Flags:
    """The lines among ``keep`` that say again, in elements of other names, what lines before them said.

    Pages carry their text for readers without scripts, for phones, for printing; the first copy stays. A refrain or a
    quotation stands in elements like those of the first time, or is short. Where much is new, the lines that are known
    are headings: of what a list above has named.  paths: a number for the names of the elements around each line.
    """
    out = np.zeros(len(page), np.bool_)
    first: dict[str, int] = {}
    run: list[int] = []
    again = odd = 0
    for index in [*np.flatnonzero(keep).tolist(), -1]:
        known = first.setdefault(page.folded[index], index) if index >= 0 else -1
        same = known != index and index >= 0 and len(page.folded[index]) >= _SHORTEST
        if same and paths[known] != paths[index]:
            run.append(index)
            again, odd = len(run), 0
            continue
        if run and odd < _MOST_ODD and index >= 0:
            run.append(index)
            odd += 1
            continue
        run = run[:again]
        if run and page.han[run].sum() >= LEAST and not _is_new(page, run, first):
            out[run] = True
        run, again, odd = [], 0, 0
    return out


def _is_new(page: Page, run: list[int], first: dict[str, int]) -> bool:
    """Whether many of a run of lines were not said before; ``first``: where each line is said first."""
    return sum(first[page.folded[line]] == line for line in run) > _ODD * len(run)


def copied_code(page: Page, rows: LineFeatures, keep: Flags) -> Flags:
    """The lines among ``keep`` of source code that stands there twice, in elements of other names: dark and light."""
    out = np.zeros(len(page), np.bool_)
    source = np.flatnonzero(keep & rows.has("pre"))
    for first, second in pairwise(np.split(source, np.flatnonzero(np.diff(rows.block[source])) + 1)):
        beside = second[0] == first[-1] + 1 and rows.parent[first[0]] == rows.parent[second[0]]
        if not beside or len(first) != len(second) or rows.path[first[0]] == rows.path[second[0]] or out[first[0]]:
            continue
        out[second] = [page.folded[i] for i in first.tolist()] == [page.folded[i] for i in second.tolist()]
    return out


def other_articles(page: Page, rows: LineFeatures, keep: Flags) -> Flags:
    """The headings of related articles among ``keep`` (延伸阅读, 相关新闻) with the lines of links alone below them.

    Where the heading is gone already, only the links right below it.
    """
    out = np.zeros(len(page), np.bool_)
    linked = _linked(rows) & ~page.paragraph
    for heading in page.heads:
        past = heading + 1
        while past < len(page) and (linked[past] or (keep[heading] and not keep[past])):
            past += 1
        if linked[heading + 1 : past].any():
            out[heading:past] = keep[heading:past]
    return out


def pointers(page: Page, rows: LineFeatures, keep: Flags) -> Flags:
    """Lines among ``keep`` that are a link to another article, wherever they stand.

    A mark like ``►`` before the link says so, or the name of the element around it (related, recommended), unless much
    of the article stands under such a name.
    """
    marks = words("inside")["pointers"]
    named = rows.has("related", near=True)
    named &= bool((named & keep).sum() <= _FEW * keep.sum())
    out = np.zeros(len(page), np.bool_)
    for index in np.flatnonzero(
        keep & (rows.link_share >= _POINTED) & (page.han >= _SHORTEST) & ~page.paragraph
    ).tolist():
        out[index] = named[index] or page.folded[index][0] in marks
    return out


def buttons(page: Page, rows: LineFeatures, keep: Flags) -> Flags:
    """Lines among ``keep`` that are a link and say no more than a button or the name of a section.

    Also the word ``广告`` alone, unless it is a heading, a cell or an item of a list.
    """
    out = np.zeros(len(page), np.bool_)
    out[list(page.weak)] = True
    return keep & ((out & _linked(rows)) | _labels(page, rows))


def adverts(page: Page, rows: LineFeatures, keep: Flags) -> Flags:
    """The lines among ``keep`` right beside a label (广告) in its element, where that is named like an advertisement.

    Neither sign will do alone: an article may hold the word, and much of one may stand under such a name.
    """
    out = np.zeros(len(page), np.bool_)
    named = rows.has("ad")
    if page.han[named & keep].sum() > _FEW * page.han[keep].sum():
        return out
    for label in np.flatnonzero(_labels(page, rows) & named).tolist():
        if out[label]:  # its box has been seen to, as that of thousands may have been
            continue
        box = {int(ids[label]) for ids in (rows.block, rows.parent)} - {-1}
        for step in (-1, 1):
            at = label + step
            while 0 <= at < len(page) and named[at] and not box.isdisjoint((int(rows.block[at]), int(rows.parent[at]))):
                out[at] = True
                at += step
    return out & keep


def offers(page: Page, rows: LineFeatures, keep: Flags, thread: bool) -> Flags:
    """The lines among ``keep`` of cards of goods between the paragraphs: a name, a price alone in a line, a link.

    A box of so few lines without a sentence. Where such cards are much of what stays, the article is about them; in a
    thread a button must be there, since people offer things in it.
    """
    out = np.zeros(len(page), np.bool_)
    price = pattern_table("pages")["price-alone"]
    signed = np.flatnonzero((page.digits > 0) & (rows.tag > 0) & ~rows.has("cell")).tolist()
    told = (page.han >= _SAID) & (page.ends_of_sentences > 0)
    button = _linked(rows) & (page.han >= _BUTTON[0]) & (page.han <= _BUTTON[1])
    for line in signed:
        if price.fullmatch(page.folded[line]):
            for box in _boxes(rows, line):
                calls = button[box].any() or rows.links[line] if thread else rows.links[box].any()
                if calls and not told[box].any():
                    out[box] = True
                    break
    out &= keep
    return out if page.han[out].sum() <= _FEW * page.han[keep].sum() else np.zeros_like(out)


def _boxes(rows: LineFeatures, line: int) -> Iterator[Counts]:
    """The lines of each element around a line, from the smallest on, that holds two lines at least, and few."""
    around = (rows.block, rows.parent, rows.grandparent, rows.great)
    near = slice(max(0, line - _MOST_CARD), line + _MOST_CARD + 1)
    for ids in around[:3]:
        held = np.flatnonzero(np.any([each[near] == ids[line] for each in around], axis=0)) + near.start
        if ids[line] < 0 or len(held) > _MOST_CARD:
            return
        if len(held) > 1:
            yield held


def labelled(page: Page, rows: LineFeatures, keep: Flags, origin: tuple[Doc, PageMap]) -> Flags:
    """The lines among ``keep`` that are a link of which the label of an advertisement is a part of its own.

    ``<a><i>广告</i><span>英国的大学排名</span></a>``; a title that begins with the word is one part.  origin: the
    document and the page that the lines came from.
    """
    out = np.zeros(len(page), np.bool_)
    labels = words("inside")["labels"]
    lines = [i for i in np.flatnonzero(keep & _linked(rows)).tolist() if page.folded[i].startswith(labels)]
    if lines:
        doc, pagemap = origin
        first = pagemap.line_runs(doc, page.lines)[0][page.number[lines]]
        starts, ends = pagemap.run_starts[first].tolist(), pagemap.run_ends[first].tolist()
        out[lines] = [fold(doc.source[a:b].strip()) in labels for a, b in zip(starts, ends, strict=True)]
    return out


def _labels(page: Page, rows: LineFeatures) -> Flags:
    """Lines that are the label of an advertisement and nothing else."""
    out: Flags = page.labels & (rows.level == 0) & ~rows.has("cell") & ~rows.has("list") & ~rows.has("pre")
    return out


def ends_in_headings(rows: LineFeatures, keep: Flags) -> Flags:
    """The headings that the lines ``keep`` end with, where the links below them in their element are gone."""
    out = np.zeros(len(keep), np.bool_)
    kept = np.flatnonzero(keep)
    around = (rows.block, rows.parent, rows.grandparent, rows.great)
    while len(kept) > 1 and rows.level[last := int(kept[-1])] and last + 1 < len(keep):
        below = any(ids[last + 1] == rows.parent[last] for ids in around)
        if not (below and rows.links[last + 1] * 2 >= rows.chars[last + 1] and (not out.any() or out[last + 1])):
            break
        out[last] = True
        kept = kept[:-1]
    return out


def _linked(rows: LineFeatures) -> Flags:
    linked: Flags = (rows.link_share >= LINKED) & (rows.chars > 0)
    return linked
