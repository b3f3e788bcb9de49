"""What would stay of a page with markup, as one row of features: whether it is an article, or a list, a form.

A page without an article has no place where prose stands together under a headline: what the models of lines and
regions would keep of it is short lines, links, or the beginnings of many articles. Boosted trees judge the row
(``none`` in the file of models); they have learnt from pages whose article was taken away or replaced by a list.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.flat_kind import word_counts
from cleaner.stages.boilerplate.inside import SOURCE_LINES, table_rows
from cleaner.stages.boilerplate.listing import says_article, says_list
from cleaner.stages.boilerplate.markup_features import View
from cleaner.stages.boilerplate.page import Counts, Flags
from cleaner.stages.markup.pagemap import PageMap
from cleaner.trees import Column, Table

_LONGEST_ENTRY = 30  # characters of a line that may hold a price
_TITLED = 6  # Han characters of the linked title of another page
_LINKED = 0.6  # share of links in a line that is such a title and a day
_CLIP = 6.0
_BROKEN = ("…", "...", "]")

LEAST_NONE, LEAST_TOLD = 1.5, 2.5
"""Logits of a page that holds no article: with hardly a whole paragraph in what would stay, and with a few."""
FEW_WHOLE, MOST_WHOLE = 40, 100
"""Han characters of whole paragraphs (four Latin letters are one): a page with more is never taken for a list."""


class Choice(NamedTuple):
    """What the models would keep. keep: the lines.  logits: what they say of each.  worth: F1 that they expect."""

    keep: Flags
    logits: Column
    worth: float


class Told(NamedTuple):
    """What is known of the page beside its lines. url, title: of the page.  dated: it says when it was published.

    forum: it is taken for a thread.
    """

    url: str | None
    title: str
    dated: bool
    forum: bool


def held_features(view: View, pagemap: PageMap, choice: Choice, told: Told) -> Table:
    """One row for the page."""
    out: dict[str, float] = {"worth": choice.worth, "forum": told.forum, "dated": told.dated}
    _kept(view, choice, out)
    _page(view, choice.keep, out)
    _titles(view, choice.keep, out)
    _said(view, pagemap, told, out)
    for name, count in word_counts(view.page).items():
        out["said-" + name] = float(np.log1p(count))
    return {name: np.array([value], np.float32) for name, value in out.items()}


def bar(view: View, keep: Flags) -> float:
    """The least logit at which a page holds no article; infinity where there is too much text, or source code."""
    if (keep & view.rows.has("pre")).sum() >= SOURCE_LINES:
        return np.inf
    index = np.flatnonzero(keep)
    whole = int((view.page.han + view.page.latin // 4)[index[_whole(view, index)]].sum())
    return LEAST_NONE if whole < FEW_WHOLE else LEAST_TOLD if whole < MOST_WHOLE else np.inf


def _whole(view: View, index: Counts) -> Flags:
    """Which of some lines are paragraphs that are not broken off."""
    page = view.page
    broken = np.fromiter((page.folded[i].endswith(_BROKEN) for i in index.tolist()), np.bool_, len(index))
    whole: Flags = page.paragraph[index] & (view.table["closed"][index] > 0) & ~broken
    return whole


def _kept(view: View, choice: Choice, out: dict[str, float]) -> None:
    """How much would stay, how sure the model is of it, and whether it reads like prose."""
    page, rows, keep = view.page, view.rows, choice.keep
    index = np.flatnonzero(keep)
    han = page.han[index]
    total = max(int(han.sum()), 1)
    closed = view.table["closed"][index] > 0
    paragraph = page.paragraph[index]
    broken = np.fromiter((page.folded[i].endswith(_BROKEN) for i in index.tolist()), np.bool_, len(index))
    linked = rows.links[index] * 2 > rows.chars[index]
    sure = np.clip(choice.logits[index].astype(np.float64), -_CLIP, _CLIP)
    out["han"], out["lines"] = _log(han.sum()), _log(len(index))
    out["share"] = float(han.sum()) / max(int(page.han.sum()), 1)
    out["paragraphs"], out["whole"] = _log(han[paragraph].sum()), _log(han[_whole(view, index)].sum())
    out["verse"] = _log(han[page.verse[index] & ~linked].sum())
    out["longest"] = _log(han[~linked].max(initial=0))
    out["closed"] = int(han[closed].sum()) / total
    out["broken"] = int(han[broken].sum()) / total
    out["function"] = float((view.table["function"][index] * han).sum()) / total
    out["linked"] = float(rows.links[index].sum()) / max(float(rows.chars[index].sum()), 1.0)
    out["linked-lines"] = float(linked.mean()) if len(index) else 0.0
    out["fired"] = float(page.fired[index].mean()) if len(index) else 0.0
    out["mean"] = float((sure * han).sum()) / total
    out["most"] = float(sure.max(initial=-_CLIP))
    out["pre"] = float(rows.has("pre")[index].mean()) if len(index) else 0.0
    out["rows"] = float(table_rows(view)[index].mean()) if len(index) else 0.0
    out["items"] = float(rows.has("list")[index].mean()) if len(index) else 0.0
    out["alike"] = float(np.bincount(rows.path[index]).max()) / len(index) if len(index) else 0.0
    runs = np.split(np.arange(len(index)), np.flatnonzero(np.diff(index) > 1) + 1)
    out["runs"] = len(runs) / max(len(index), 1)
    out["run"] = max(int(han[run].sum()) for run in runs) / total


def _page(view: View, keep: Flags, out: dict[str, float]) -> None:
    """What the whole page has of a list: titles that are links, in elements of one kind, days and prices."""
    page, rows = view.page, view.rows
    all_han = max(int(page.han.sum()), 1)
    out["page-lines"], out["page-han"] = _log(len(page)), _log(page.han.sum())
    out["page-links"] = float(rows.links.sum()) / max(float(rows.chars.sum()), 1.0)
    titles = (rows.link_share >= _LINKED) & (page.han >= _TITLED)
    out["titles"], out["titles-han"] = _log(titles.sum()), int(page.han[titles].sum()) / all_han
    out["row"] = out["row-inside"] = out["row-above"] = 0.0
    if titles.any():
        row = titles & (rows.path == np.argmax(np.bincount(rows.path[titles])))
        held = np.flatnonzero(keep)
        first, last = (int(held[0]), int(held[-1])) if len(held) else (0, -1)
        lines = np.flatnonzero(row)
        out["row"] = _log(len(lines))
        out["row-above"] = float((lines < first).mean())
        out["row-inside"] = float(((lines >= first) & (lines <= last)).mean())
    price, signs = pattern_table("pages")["price"].search, pattern_table("pages").signs("price")
    short = (text for text in page.folded if len(text) <= _LONGEST_ENTRY and not signs.isdisjoint(text))
    out["prices"], out["days"] = _log(sum(1 for text in short if price(text))), _log(page.stamps.sum())


def _titles(view: View, keep: Flags, out: dict[str, float]) -> None:
    """Whether a heading says the page's title, and where it stands."""
    rows, likeness = view.rows, view.likeness
    said = int(np.argmax(likeness))
    first = int(np.argmax(keep)) if keep.any() else len(keep)
    out["titled"] = float(likeness[said])
    plain = likeness * ((rows.level > 0) & (rows.links * 2 <= rows.chars))
    out["headed"] = float(plain.max())
    out["headed-above"] = float(plain[: first + 1].max(initial=0))
    out["headings"] = _log((rows.level > 0).sum())
    out["headings-linked"] = _log(((rows.level > 0) & (rows.links > 0)).sum())


def _said(view: View, pagemap: PageMap, told: Told, out: dict[str, float]) -> None:
    """What the page says of itself: its address, its record, its title, its description."""
    known, heading = pattern_table("pages"), fold(told.title)
    out["says-list"] = says_list(pagemap, told.url)
    out["says-article"] = says_article(pagemap)
    out["lists-title"] = bool(known["lists-title"].search(heading))
    out["title-size"] = len(heading)


def _log(value: float | np.generic) -> float:
    return float(np.log1p(float(value)))
