"""What the line model knows of each non-blank line from the markup of its page (``PageMap``)."""

from __future__ import annotations

import numpy as np

from cleaner.doc import Doc
from cleaner.stages.boilerplate.containers import container_features
from cleaner.stages.boilerplate.features import Column, Table, around, prose_mass, window
from cleaner.stages.boilerplate.page import Counts, Page
from cleaner.stages.markup.pagemap import TAGS, LineFeatures, PageMap

_TAGS = (
    "p",
    "li",
    "td",
    "div",
    "a",
    "span",
    "section",
    "pre",
    "blockquote",
    "figcaption",
    "dd",
    "dt",
    "label",
    "button",
)
_BITS = ("list", "cell", "pre", "article", "main", "aside", "nav-tag", "footer-tag", "header-tag", "form", "heading")
_LEVELS = ("block", "parent", "grandparent", "great")


def markup_features(page: Page, doc: Doc, pagemap: PageMap, text: Table) -> tuple[Table, LineFeatures]:
    """The columns of ``text`` and those of the markup, one row a non-blank line, and the rows they were made from."""
    rows = pick(pagemap.line_features(doc, page.lines), page.number)
    table: Table = dict(text)
    prose = prose_mass(page)
    table["link-share"] = rows.link_share.astype(np.float32)
    table["links"] = np.log1p(rows.links).astype(np.float32)
    for tag in _TAGS:
        table["tag-" + tag] = (rows.tag == TAGS.index(tag)).astype(np.float32) if tag in TAGS else _zero(page)
    table["level"] = rows.level.astype(np.float32)
    table["depth"] = np.log1p(rows.depth).astype(np.float32)
    table["opens"] = rows.opens.astype(np.float32)
    for name in (*_BITS, *pagemap.groups):
        table["in-" + name] = rows.has(name).astype(np.float32)
    for name in pagemap.groups:
        table["near-" + name] = rows.has(name, near=True).astype(np.float32)
    table["keep"], table["drop"] = rows.keep.astype(np.float32), rows.drop.astype(np.float32)
    _containers(table, rows, prose)
    container_features(page, rows, table)
    around(table, ("link-share", "level", "depth"), (-2, -1, 1, 2))
    for reach in (3, 10):
        linked = window((rows.links > rows.chars / 2).astype(np.float32), reach)
        table[f"linked±{reach}"] = linked / (2 * reach + 1)
    return table, rows


def pick(rows: LineFeatures, index: Counts) -> LineFeatures:
    """``rows`` of some lines only."""
    return LineFeatures(*(getattr(rows, name)[index] for name in LineFeatures.__slots__))


def _zero(page: Page) -> Column:
    return np.zeros(len(page), np.float32)


def _containers(table: Table, rows: LineFeatures, prose: Column) -> None:
    """For the elements around each line: how much they hold of the page, and how much of that is links and prose."""
    count = len(prose)
    total, all_prose = max(float(rows.chars.sum()), 1.0), max(float(prose.sum()), 1.0)
    for name in (*_LEVELS, "path"):
        ids = getattr(rows, name)
        _, inverse = np.unique(ids, return_inverse=True)
        held = np.bincount(inverse)
        chars = np.bincount(inverse, rows.chars)
        links = np.bincount(inverse, rows.links)
        words = np.bincount(inverse, prose)
        first = np.full(len(held), count, np.int64)
        np.minimum.at(first, inverse, np.arange(count))
        table[name + "-lines"] = np.log1p(held)[inverse].astype(np.float32)
        table[name + "-chars"] = (chars / total)[inverse].astype(np.float32)
        table[name + "-links"] = (links / np.maximum(chars, 1))[inverse].astype(np.float32)
        table[name + "-prose"] = (words / all_prose)[inverse].astype(np.float32)
        table[name + "-dense"] = (words / np.maximum(chars, 1))[inverse].astype(np.float32)
        table[name + "-mean"] = np.log1p(chars / held)[inverse].astype(np.float32)
        table[name + "-offset"] = np.log1p(np.arange(count) - first[inverse]).astype(np.float32)
