"""What the line model knows of each non-blank line of a page with markup: one column a feature, all lines at once.

The columns are those of 276 tried that boosted trees made most use of: few pages are there to learn from, so few
features generalise better than many, and cost less.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import Doc
from cleaner.fold import table_of
from cleaner.once import once
from cleaner.stages.boilerplate.answers import per_page
from cleaner.stages.boilerplate.containers import CONTROLS, container_features
from cleaner.stages.boilerplate.features import function_words, moved, prose_mass, window
from cleaner.stages.boilerplate.page import Counts, Flags, Page
from cleaner.stages.boilerplate.topic import Topic
from cleaner.stages.markup.pagemap import TAGS, LineFeatures, PageMap
from cleaner.trees import Column, Table

_BITS = ("list", "comment", "related", "caption", "footer", "nav")
_LEVELS = ("parent", "grandparent", "great")
_CLOSED = "。!?;…"
_CLOSERS = "\"')]}》〉】〕」』 "
_FAR = 60
_LEAST_PART = 20  # Han characters of prose in a part of a page
MOST_CLOSERS = 4


@dataclass(frozen=True)
class View:
    """A page with markup as the model sees it: a row a non-blank line in each part. ``prose``: Han in plain prose."""

    page: Page
    rows: LineFeatures
    topic: Topic
    prose: Column

    @cached_property
    def table(self) -> Table:
        """The columns for the line model, made when it is first asked: a template may do without."""
        table: Table = {}
        _text(self.page, self.prose, table)
        _markup(self.rows, table)
        _topic(self.rows, self.topic, table)
        _containers(self.rows, self.topic, self.prose, table)
        container_features(self.page, self.rows, table)
        return {name: column.astype(np.float32) for name, column in table.items()}

    @once
    def plain(self) -> Flags:
        """Lines that are no link, no control of a form, and fire no rule."""
        rows = self.rows
        return (rows.links * 2 < np.maximum(rows.chars, 1)) & ~CONTROLS.take(rows.tag) & ~self.page.fired

    @once
    def plain_prose(self) -> NDArray[np.float64]:
        """Han characters of prose in plain lines."""
        return np.where(self.plain, self.prose, 0).astype(np.float64)

    @property
    def likeness(self) -> Column:
        """How well each line says the page's title, and little else."""
        likeness: Column = self.topic.inside.astype(np.float32) * self.topic.whole.astype(np.float32)
        return likeness

    def forget_source_code(self) -> None:
        """No rule fires on source code from now on; the table, with what fires on it, is made before."""
        source = self.rows.has("pre")
        if source.any() and self.table:
            self.page.forget(source)


def view_of(page: Page, doc: Doc, pagemap: PageMap, title: str | None) -> View:
    """What is known of each line of ``page``, which are the non-blank lines of ``doc``."""
    rows = pick(pagemap.line_features(doc, page.lines), page.number)
    prose = prose_mass(page)
    return View(page, rows, Topic(page, title, pagemap.metas, _parts(rows, prose)), prose)


def _parts(rows: LineFeatures, prose: Column) -> Flags:
    """The headings of all parts of a page but the first: others of their make stand above, with text between.

    A page of equal parts may be named after any of them; its article does not begin there.
    """
    heads = np.flatnonzero((rows.level > 0) & (rows.links == 0))
    _, first, kind = np.unique(rows.path[heads], return_index=True, return_inverse=True)
    text = np.cumsum(np.where(rows.links == 0, prose, 0))
    out = np.zeros(len(prose), np.bool_)
    out[heads] = text[heads] > text[heads[first[kind]]] + _LEAST_PART
    return out


def pick(rows: LineFeatures, index: Counts) -> LineFeatures:
    """``rows`` of some lines only."""
    return LineFeatures(*(getattr(rows, name)[index] for name in LineFeatures.__slots__))


def _text(page: Page, prose: Column, table: Table) -> None:
    count = len(page)
    words = function_words(page)
    total = max(float(prose.sum()), 1.0)
    table["han"] = np.log1p(page.han)
    table["words"] = np.log1p(words)
    table["function"] = words / np.maximum(page.han, 1)
    table["closed"] = closed(page)
    table["fired"] = page.fired.astype(np.float32)
    headings = np.zeros(count, np.float32)
    headings[list(page.heads)] = 1
    table["heading"] = headings
    table["headings-before"] = np.minimum(np.cumsum(headings), 6)
    table["prose"] = prose
    table["prose-before"] = (np.cumsum(prose) - prose) / total
    table["place"] = np.arange(count) / max(count, 1)
    table["page-chars"] = np.full(count, np.log1p((page.han + page.latin // 3).sum()))
    table["lines±30"] = window((prose > 0).astype(np.float32), 30) / 61


@per_page
def closed(page: Page) -> Column:
    """Whether each line ends like a sentence, be it behind quotes or brackets."""
    points, closers = page.lines.folded_points, table_of(_CLOSERS)
    starts = page.lines.starts[page.number]
    at = page.lines.ends[page.number] - 1
    for _ in range(MOST_CLOSERS):
        outer: Flags = (at > starts) & closers.take(points.take(at))
        at = at - outer.astype(np.int64)
    return table_of(_CLOSED).take(points.take(at)).astype(np.float32)


def _markup(rows: LineFeatures, table: Table) -> None:
    depth = np.log1p(rows.depth)
    table["depth"] = depth
    table["depth-1"], table["depth+1"] = moved(depth, (-1, 1))
    table["link-share"] = rows.link_share
    table["level"] = rows.level
    for tag in ("p", "li", "div"):
        table["tag-" + tag] = rows.tag == TAGS.index(tag)
    for name in _BITS:
        table["in-" + name] = rows.has(name)


def _topic(rows: LineFeatures, topic: Topic, table: Table) -> None:
    count = len(topic.said)
    plain = rows.links * 2 <= np.maximum(rows.chars, 1)
    table["like-title"], table["whole-title"] = topic.inside, topic.whole
    table["described"] = np.full(count, float(topic.size > 0))
    table["said"] = topic.said * plain / max(topic.size - 1, 1)
    from_first = np.clip(np.arange(count) - topic.first, -_FAR, 2 * _FAR)
    table["from-said"] = from_first if topic.first >= 0 else np.full(count, -99)


def _containers(rows: LineFeatures, topic: Topic, prose: Column, table: Table) -> None:
    """For the elements around each line: how much of the page they hold, how much of that is prose, and the topic."""
    total, all_prose = max(float(rows.chars.sum()), 1.0), max(float(prose.sum()), 1.0)
    named = body_hits(rows, topic)
    hits = max(float(named.sum()), 1.0)
    for name in (*_LEVELS, "path"):
        ids = getattr(rows, name) + 1
        chars = np.bincount(ids, rows.chars)
        table[name + "-chars"] = (chars / total)[ids]
        table[name + "-prose"] = (np.bincount(ids, prose) / all_prose)[ids]
        if name == "path":
            table["path-links"] = (np.bincount(ids, rows.links) / np.maximum(chars, 1))[ids]
        else:
            table[name + "-topic"] = (np.bincount(ids, named) / hits)[ids]


def body_hits(rows: LineFeatures, topic: Topic) -> Counts:
    """Pairs of the title in lines that are neither the title itself nor links."""
    own = (topic.whole > 0.5) | (rows.links * 2 > rows.chars)
    hits: Counts = np.where(own, 0, topic.title)
    return hits
