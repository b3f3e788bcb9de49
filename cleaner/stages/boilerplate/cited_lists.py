"""Lists of links that the article gives itself: what its author read, recommends, or wrote before; and its footnotes.

A list of links is the frame of a page to the line model. What tells the article's own is that it stands right in the
element of its paragraphs, and where it leads: mostly away from the site, between two lines of the article or below a
heading that announces it; to the site itself only below such words. A footnote leads back to its mark in the text.
"""

from __future__ import annotations

import re

import numpy as np

from cleaner.doc import Doc
from cleaner.stages.boilerplate.asides import boxes_in, groups
from cleaner.stages.boilerplate.containers import CONTROLS, holders
from cleaner.stages.boilerplate.inside import named_frames
from cleaner.stages.boilerplate.link_targets import own_sites, site_of, targets
from cleaner.stages.boilerplate.markup_features import View
from cleaner.stages.boilerplate.notes import names_readings
from cleaner.stages.boilerplate.page import Counts, Flags
from cleaner.stages.boilerplate.words import words
from cleaner.stages.markup.pagemap import TAGS, PageMap

_LEAST_OWN = 0.4  # share of the words that must stand in the element of the article or its lists
_ITEM = TAGS.index("li")
_LISTS = frozenset({"ul", "ol", "dl"})
_BACK = re.compile(r"#[\w:-]*?(?:fn|ftn|edn|note|cite)[_:-]?ref", re.IGNORECASE)
_UNLINKED = 1  # item of a list that leads nowhere: the part of a series that one is reading
_FACT, _LEAST_FACTS = re.compile(r"([^\s:,。!?]{2,6}) ?: ?[^\s:]"), 2  # a label and what it says; items
_LONGEST_HEAD = 24  # characters of a heading


def cited_lists(view: View, origin: tuple[Doc, PageMap], keep: Flags, gone: Flags, url: str | None) -> Flags:
    """The lines of such lists, with their headings. gone: lines that were taken from the article for a reason."""
    page, rows = view.page, view.rows
    out = np.zeros(len(keep), np.bool_)
    asked, first = ~keep & rows.has("list") & (rows.links > 0), int(np.argmax(keep))
    asked[:first] = False
    if not (keep.any() and asked.any()):
        return out
    main, own = _main(view, keep)
    if main < 0 or not own.any():
        return out
    box = boxes_in(rows.block, origin[1].blocks[1], main)
    asked &= box >= 0
    if asked.any():
        barred: Flags = gone | page.fired | named_frames(view, keep) | CONTROLS.take(rows.tag) | (rows.drop > 0.5)
        found = _Lists(view, origin, own, barred, own_sites(view, origin, url, first))
        for lines in groups(box, np.unique(box[asked])):
            is_list = origin[1].name(int(box[lines[0]])) in _LISTS
            if not barred[lines].any() and found.is_own(lines, is_list):
                out[lines] = True
                out[lines[0] - 1] |= found.heads(int(lines[0]) - 1)
    return out


def _main(view: View, keep: Flags) -> tuple[int, Flags]:
    """The element that most of the article stands in, an item as what its list stands in; the lines right in it."""
    held = np.where(view.rows.tag == _ITEM, view.rows.grandparent, holders(view.rows))
    told = keep & ~view.rows.has("pre")
    words = (view.page.han + view.page.latin // 3)[told]
    if not told.any():
        return -1, told
    counts = np.bincount(held[told] + 1, words)
    main = int(np.argmax(counts)) - 1
    own: Flags = keep & (holders(view.rows) == main)
    return (main if counts[main + 1] >= _LEAST_OWN * words.sum() else -1), own


class _Lists:
    """What is asked of the lists of a page."""

    def __init__(self, view: View, origin: tuple[Doc, PageMap], own: Flags, barred: Flags, sites: set[str]) -> None:
        self.view, self.origin, self.own, self.barred, self.sites = view, origin, own, barred, sites
        self.last = int(np.flatnonzero(own)[-1])
        self.made = frozenset(view.rows.path[own & (view.rows.level > 0)].tolist())

    def is_own(self, lines: Counts, is_list: bool) -> bool:
        """Whether the lines of one box are a list of the article's, or its footnotes."""
        found = list(targets(*self.origin, self.view.page, lines))
        leads = [each for each in found if each]
        if leads and all(any(map(_BACK.match, each)) for each in leads):
            return True
        if not is_list or len(leads) < len(lines) - _UNLINKED:
            return False
        between = int(lines[-1]) < self.last
        above = int(lines[0]) - 1
        if between and _are_facts([self.view.page.folded[line] for line in lines.tolist()]):
            return True
        if self._announces(above) or (between and self.view.rows.path[above] in self.made and self.heads(above)):
            return True
        sites = [set(map(site_of, each)) for each in found]
        if sum(map(self.sites.isdisjoint, sites)) * 2 <= len(sites) and not names_readings(
            self.view.page.folded[above]
        ):
            return False
        return between or (self.heads(above) and set().union(*sites).isdisjoint(words("inside")["followed"]))

    def _announces(self, line: int) -> bool:
        """Whether a line of the article ends in a colon."""
        return bool(self.own[line]) and self.view.page.folded[line].endswith(":")

    def heads(self, line: int) -> bool:
        """Whether a line is a heading in the article's element that leads nowhere."""
        rows = self.view.rows
        short = len(self.view.page.folded[line]) <= _LONGEST_HEAD
        beside = rows.parent[line] in (rows.parent[self.last], rows.grandparent[self.last])
        return bool(rows.level[line] > 1 and short and beside and not rows.links[line] and not self.barred[line])


def _are_facts(texts: list[str]) -> bool:
    """Whether all items of a list say something under labels that are alike (``东门：…``, ``西门：…``)."""
    found = [_FACT.match(text) for text in texts]
    labels = {said[1] for said in found if said}
    if len(texts) < _LEAST_FACTS or len(labels) < len(texts) or len({*map(len, labels)}) > 1:
        return False
    return any(len({*column}) == 1 for column in zip(*labels, strict=True))
