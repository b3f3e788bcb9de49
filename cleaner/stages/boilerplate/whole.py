"""A block of the article's container goes or stays as a whole: rows, items, headings and leads beside text that stays.

The models judge line by line, and a short line is the frame of a page to them: the year at the head of a row, the name
of a dish above what is said of it, the table that ends a notice. Where such a line stands is a better witness. A block
between two that stay, in the element that holds most of the article, is the article's own unless it names itself a
frame: by a rule, by the name of an element around it, or by links to elsewhere. Right above the first and below the
last of them that is so for the rows of a table, the items of a list, blocks made like those that stay, and sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import numpy as np

from cleaner.doc import Doc
from cleaner.fold import table_of
from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.blocks import Blocks
from cleaner.stages.boilerplate.carried_on import counting_heads
from cleaner.stages.boilerplate.containers import CONTROLS, holders
from cleaner.stages.boilerplate.going_on import LEAST_NEXT
from cleaner.stages.boilerplate.inside import CAPTIONS, named_frames, table_rows
from cleaner.stages.boilerplate.link_targets import FILE, own_sites, site_of, targets
from cleaner.stages.boilerplate.markup_features import View
from cleaner.stages.boilerplate.page import Counts, Flags, timed
from cleaner.stages.boilerplate.words import words
from cleaner.stages.markup.moment import moment
from cleaner.stages.markup.pagemap import PageMap, among_tags
from cleaner.trees import Column

_LINKED, _FEW_LINKS = 0.5, 0.3  # shares of links in a block that leads elsewhere, and in one of sentences
_WAITING = 4  # blocks that only what follows them may hold
_LIKELY, _SURE = -1.0, 0.5  # logits of a line that the model would keep in another region, and anywhere
_CELLS, _LEAST_ROWS, _LEAST_CELLS = 0.8, 2, 6  # share of lines in cells, rows, and cells in no row, of a table
_SENTENCE, _LONGEST_RECORD = 5, 80  # Han characters of one; characters of a line that tells when the article appeared
_RECORDS, _HEADLINE = 3, 6  # lines between a headline and the article; Han characters of one
_LISTS = frozenset({"table", "tbody", "tr", "ul", "ol", "dl"})
_HEAD = among_tags("head", "title")
_ADDRESS = re.compile(r"https?://|www\.|[\w.+-]@[\w-]+\.\w")
_MARKS = ",、;。!?…"
_ENDS = (".", "。", "!", "?")


class Chosen(NamedTuple):
    """What the models make of a page. keep: the lines of the article.  gone: those taken from it for a reason.

    logits: what the line model says of each.  url: of the page.
    headline: the line above the article that says the page's title, or −1; what stands between the two may be a lead.
    """

    keep: Flags
    gone: Flags
    logits: Column
    headline: int
    url: str | None = None


def whole(view: View, origin: tuple[Doc, PageMap], chosen: Chosen) -> Flags:
    """The lines that belong to the blocks of the article; ``origin``: the document and the page that they came from."""
    out = np.zeros(len(chosen.keep), np.bool_)
    if chosen.keep.any():
        blocks = _Blocks(view, origin, chosen)
        for block in blocks.between():
            out[block] = True
        for step in (-1, 1):
            for block in blocks.beside(step, chosen.keep | out):
                out[block] = True
        out[list(blocks.headlines(int(np.argmax(chosen.keep | out))))] = True
    return out


def says_when(folded: str, han: int) -> bool:
    """Whether a line of ``han`` Han characters may tell when an article appeared; a sentence with numbers does not."""
    return timed(folded, _LONGEST_RECORD) and not (han >= _SENTENCE and folded.endswith(_ENDS))


class _Blocks(Blocks):
    """What is asked of the blocks of a page that hold no line of its article."""

    def __init__(self, view: View, origin: tuple[Doc, PageMap], chosen: Chosen) -> None:
        super().__init__(view, origin, chosen.keep)
        self.logits, self.headline, self.url = chosen.logits, chosen.headline, chosen.url
        self.rows = table_rows(view)
        self._led: dict[tuple[int, int], list[set[str]]] = {}
        self.most = int(self.words[self.keep].sum())
        in_list = len(self.around) > 1 and origin[1].name(self.main) in _LISTS
        self.home = self.around[1] if in_list else self.main  # what ends with the article
        self.counted = counting_heads(view.page, view.rows, self.keep)
        self.named = named_frames(view, self.keep) & ~self.counted
        self.named[self._leads()] = False
        self.foreign: Flags = self._fired() | chosen.gone
        self.foreign |= CONTROLS.take(view.rows.tag) | CAPTIONS.take(view.rows.tag) | (view.rows.block < 0)
        self.foreign |= view.rows.drop > 0.5

    def between(self) -> Iterator[Counts]:
        """The blocks between the first and the last line of the article that are no frame."""
        line, end = int(self.held[0]) + 1, int(self.held[-1])
        listed = dict[int, bool]()
        while line < end:
            block = self._block(line)
            inside = not self.keep[line] and self._inside(self.main, block)
            if inside and (not self._is_frame(block) or self._cites(block) or self._is_own_item(block, listed)):
                yield block
            line = int(block[-1]) + 1

    def beside(self, step: int, kept: Flags) -> Iterator[Counts]:
        """The blocks right above (``step`` −1) or below the article that are its own; ``kept``: all lines of it."""
        paths, times = np.unique(self.view.rows.path[kept], return_counts=True)
        made = frozenset(paths[times > 1].tolist())
        listed = dict[int, bool]()
        line = int(self.held[0] if step < 0 else self.held[-1]) + step
        waiting: list[Counts] = []
        while 0 <= line < len(kept) and len(waiting) < _WAITING:
            block = self._block(line)
            if step < 0 and block[0] <= self.headline < line and self._is_frame(block):
                block = np.array([line])  # what stands below the headline, in an element with it, is judged alone
            near = any(self._inside(element, block) for element in self.around)
            near = near or -1 < self.headline < block[0] < self.held[0]
            linked = self._is_frame(block)
            if not near or (linked and not (step > 0 and self._leads_away(block))):
                return
            dated = any(says_when(self.view.page.folded[i], int(self.words[i])) for i in block.tolist())
            own = self._is_item(block, kept, listed) or (step > 0 and (self._cites(block) or self._is_code(block)))
            if not (own or linked or (dated and step < 0)):
                own = self._is_told(block, made) or self._heads_article(block)
            if dated and (not own or block[0] - 1 == self.headline):
                return
            waiting.append(block)
            if own:
                yield from waiting
                waiting = []
            line = int(block[0] if step < 0 else block[-1]) + step

    def headlines(self, first: int) -> Iterator[int]:
        """The headline right above the lines that tell when the article appeared, where none says the page's title.

        The title of a small site's page often is the name of the site or of a section.  first: line of the article.
        """
        page, dated = self.view.page, False
        said_above = self.headline >= 0 and not _HEAD.take(self.view.rows.tag[self.headline])
        said_above &= bool(self.words[self.headline])  # a page in two languages says it in each
        for line in range(first - 1, first if said_above else max(first - 2 - _RECORDS, -1), -1):
            text = page.folded[line]
            if timed(text, _LONGEST_RECORD) or (len(text) <= _LONGEST_RECORD and moment(text)):
                dated = True
            elif not page.fired[line] or self.view.rows.link_share[line] > _LINKED:
                said = self.words[line] >= _HEADLINE and len(text) <= _LONGEST_RECORD and "。" not in text
                if dated and said and not (self.foreign | self.named)[line] and not self.view.rows.links[line]:
                    yield line
                return

    def _leads(self) -> list[int]:
        """The lines between headline and article that are named a summary, be it among the fields of a byline."""
        page, rows, known = self.view.page, self.view.rows, frozenset(words("inside")["leads"])
        between = range(self.headline + 1, int(self.held[0])) if self.headline >= 0 else range(0)
        told = [line for line in between if page.told[line] and not (page.fired[line] or rows.links[line])]
        return [line for line in told if not known.isdisjoint(self.origin[1].classes(int(rows.block[line])).split())]

    def _heads_article(self, block: Counts) -> bool:
        """Whether a block is the heading of the article's first part: it counts, or stands below the headline."""
        rows = self.view.rows
        if self.counted[block].all():
            return True
        below = -1 < self.headline < block[0] and not _HEAD.take(rows.tag[self.headline])
        return bool(below and (rows.level[block] > 0).all() and not rows.links[block].any())

    def _is_told(self, block: Counts, made: frozenset[int]) -> bool:
        """Whether a block is a table, is made like the article's blocks, or says something and links to nothing."""
        rows = self.view.rows
        inside = self._inside(self.main, block)
        if inside and (made.issuperset(rows.path[block].tolist()) or self.logits[block].max() > _LIKELY):
            return True
        if inside and len(block) == 1 and self._is_sentence_beside(int(block[0])):
            return True
        if self.logits[block].min() > _SURE or (self._is_address(block) and self._is_noted(block)):
            return True
        sentences = self.view.page.told[block]
        said = self.words[block][sentences].sum() * 2 > self.words[block].sum()
        said = said and (block[0] < self.held[0] or sentences.sum() > 1)  # below, one alone often is an advert
        few = said and rows.links[block].sum() < _FEW_LINKS * rows.chars[block].sum()
        if rows.links[block].any() and not few and not self._leads_nowhere(block):
            return False
        table = self.rows[block].sum() >= _LEAST_ROWS or len(block) >= _LEAST_CELLS
        is_table = bool(rows.has("cell")[block].mean() > _CELLS and table)
        return is_table or bool(self._told[block].any() and self.words[block].sum() <= self.most)

    def _is_sentence_beside(self, line: int) -> bool:
        """Whether a line is a sentence in an element that paragraphs of the article stand in, whatever it links to."""
        page, rows = self.view.page, self.view.rows
        if not (page.told[line] and rows.links[line] * 2 < rows.chars[line] and self.logits[line] > LEAST_NEXT):
            return False
        return bool((self.keep & page.told & (rows.parent == rows.parent[line]) & (rows.tag == rows.tag[line])).any())

    def _is_item(self, block: Counts, kept: Flags, listed: dict[int, bool]) -> bool:
        """Whether a block is an item of a list, or a row of a table, of which two others stay.

        listed: what is known of lists.
        """
        home = self._home(block)
        if home not in listed:
            lines = np.flatnonzero(kept[self.first[home] : self.last[home] + 1]) + self.first[home]
            is_list = self.origin[1].name(home) in _LISTS
            listed[home] = is_list and len(np.unique(self._children(lines, home))) > 1
        return listed[home]

    def _is_own_item(self, block: Counts, listed: dict[int, bool]) -> bool:
        """Whether links are an item of a list of which two others stay, or to files alone; lines of them lead away."""
        if (self.foreign | self.named)[block].any():
            return False
        if (len(block) == 1 or self._leads_away(block)) and self._is_item(block, self.keep, listed):
            return True
        return all(each and each <= {FILE} for each in self._led_to(block))

    @cached_property
    def _told(self) -> Flags:
        """Lines with a sentence or a clause of one."""
        page = self.view.page
        marks = page.lines.sums(table_of(_MARKS).take(page.lines.folded_points))[page.number]
        return (marks > 0) & (page.han + page.latin // 3 >= _SENTENCE)

    def _is_frame(self, block: Counts) -> bool:
        """Whether a block names itself a part of the frame, or is links for the most part."""
        rows = self.view.rows
        if self.foreign[block].any():
            return True
        if self.named[block].any() and self._is_named(block):
            return True
        if rows.links[block].sum() <= _LINKED * rows.chars[block].sum():
            return False
        return not (self._heads_item(block) or self._is_address(block))

    def _is_code(self, block: Counts) -> bool:
        """Whether a block in the article's element holds source code."""
        return bool(self.view.rows.has("pre")[block].any()) and self._inside(self.home, block)

    def _is_noted(self, block: Counts) -> bool:
        """Whether each line of a block begins with the mark of a note: ``[1]``."""
        begins = pattern_table("pages")["note"]
        return all(begins.match(self.view.page.folded[line]) for line in block.tolist())

    def _leads_away(self, block: Counts) -> bool:
        """Whether a block in the article's element is a frame to nobody but for its links, which leave the site."""
        if not self._inside(self.home, block) or self.foreign[block].any() or self.named[block].any():
            return False
        return all(each and self._sites.isdisjoint(each) for each in self._led_to(block))

    def _cites(self, block: Counts) -> bool:
        """Whether a block of links stands right beside the article's paragraphs, and leads to no place to follow."""
        home = self._home(block)
        inner = home not in (-1, self.main) and self._inside(self.main, np.array([self.first[home], self.last[home]]))
        inner = inner and self.kept[self.last[home] + 1] > self.kept[self.first[home]]  # lines of it stay
        if not (home == self._holder or inner) or not self._leads_away(block):
            return False
        found = self._led_to(block)
        return bool(found) and set().union(*found).isdisjoint(words("inside")["followed"])

    def _led_to(self, block: Counts) -> list[set[str]]:
        """The sites that each line with links of a block leads to, asked once for each block."""
        key = int(block[0]), int(block[-1])
        if key not in self._led:
            lines = block[self.view.rows.links[block] > 0]
            self._led[key] = [set(map(site_of, each)) for each in targets(*self.origin, self.view.page, lines)]
        return self._led[key]

    @cached_property
    def _holder(self) -> int:
        """The element that most words of the article stand right in."""
        return int(np.argmax(np.bincount(holders(self.view.rows)[self.keep] + 1, self.words[self.keep]))) - 1

    @cached_property
    def _sites(self) -> set[str]:
        """The sites that the page may be of."""
        return own_sites(self.view, self.origin, self.url, int(self.held[0]))

    def _is_named(self, block: Counts) -> bool:
        """Whether what stands under the name of a frame is more than a label of what stands beside it, or is links."""
        words, named = self.words[block], self.named[block]
        if self.view.rows.links[block][named].any():
            return True
        home, around = self._home(block), self.around[-1]
        labels = home not in (-1, *self.around) and self._inside(around, np.array([self.first[home], self.last[home]]))
        labels = labels and self.kept[self.last[home] + 1] > self.kept[self.first[home]]
        return bool(words[named].sum() * 2 >= words.sum() and not labels)

    def _is_address(self, block: Counts) -> bool:
        """Whether the links of a block say where they lead: an address of mail or of a page, and no name of one."""
        page, rows = self.view.page, self.view.rows
        return all(_ADDRESS.search(page.folded[i]) for i in block.tolist() if rows.links[i])

    def _heads_item(self, block: Counts) -> bool:
        """Whether a block of links that lead nowhere stands above text of the article in an element of its own."""
        home = self._home(block)
        inner = home not in (-1, self.main) and self._inside(self.main, np.array([self.first[home], self.last[home]]))
        below = self.kept[self.last[home] + 1] - self.kept[block[-1] + 1]
        return bool(inner and below) and self._leads_nowhere(block)

    def _leads_nowhere(self, block: Counts) -> bool:
        """Whether the links of a block have no address: they are buttons or headings of what a script opens."""
        return bool((self._dead[block] | (self.view.rows.links[block] == 0)).all())

    @cached_property
    def _dead(self) -> Flags:
        """Lines near the article all of whose links have no address."""
        rows, top = self.view.rows, self.around[-1]
        out = np.zeros(len(self.keep), np.bool_)
        near = slice(self.first[top], self.last[top] + 1)
        lines = np.flatnonzero(((rows.links > 0) & ~self.keep & ~self.foreign)[near]) + near.start
        doc, pagemap = self.origin
        for line, addresses in zip(lines.tolist(), targets(doc, pagemap, self.view.page, lines), strict=True):
            out[line] = all(map(_is_dead, addresses))
        return out

    def _fired(self) -> Flags:
        """Lines on which a rule fires; a weak one says nothing of heads, cells, items, and what a colon announces."""
        page, rows = self.view.page, self.view.rows
        out = np.zeros(len(page), np.bool_)
        out[list(page.weak)] = True
        out &= ~(rows.has("cell") | rows.has("list") | (rows.level > 0))
        out[[i for i in page.weak if i and self.keep[i - 1] and page.folded[i - 1].endswith(":")]] = False
        out[[*page.sure, *page.heads]] = True
        inner = page.minutes & (np.arange(len(page)) > self.held[0]) & (np.arange(len(page)) < self.held[-1])
        if inner.sum() > 1:  # a page has one byline: times in boxes of one make between its lines are a timeline's
            times = np.bincount(rows.path[inner])
            out[np.flatnonzero(inner)[times[rows.path[inner]] > 1]] = False
        return out


def _is_dead(address: str) -> bool:
    """Whether an address is that of a place on the page, of a script, or none."""
    return not address or address[:1] == "#" or address[:11].lower() == "javascript:"
