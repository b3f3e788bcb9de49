"""Where on the page the article stands: the element that holds most prose, and the way from the title to each line.

The score of an element is that of arc90's Readability with thresholds for Chinese: a paragraph gives its parent one
point, one for each clause mark and one for each forty Han characters, and half of that to the element above; the share
of links takes its part away.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.boilerplate.page import Counts, Flags, Page
from cleaner.stages.markup.pagemap import LineFeatures, among_tags
from cleaner.trees import Table

_LEAVES = among_tags("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "dd", "dt", "figcaption")
CONTROLS = among_tags("option", "select", "button", "optgroup")
"""Elements whose text is a control of a form and never a part of an article."""
FAR = 60
LEAST_LIKENESS = 0.25
Floats = NDArray[np.float64]


class Levels(NamedTuple):
    """For each line the id of the element that its paragraph stands in, and of the two above that; −1 for none."""

    own: Counts
    above: Counts
    top: Counts


def holders(rows: LineFeatures) -> Counts:
    """For each line the id of the element that its paragraph stands in, −1 for none."""
    return np.where(_LEAVES.take(rows.tag), rows.parent, rows.block)


def container_features(page: Page, rows: LineFeatures, table: Table) -> None:
    """Add to ``table`` how each line stands to the elements with the most prose and to the title."""
    leaf = _LEAVES.take(rows.tag)
    levels = Levels(
        holders(rows),
        np.where(leaf, rows.grandparent, rows.parent),
        np.where(leaf, rows.great, rows.grandparent),
    )
    points = _points(page, rows)
    for name, shares in (("near", (1.0, 0.5, 0.0)), ("wide", (1.0, 1.0, 0.5))):
        _standing(table, name, _scores(rows, points, levels, shares), levels)
    _from_title(table, rows)


def _points(page: Page, rows: LineFeatures) -> Floats:
    marks = page.ends_of_sentences + page.clauses
    prose = (page.han >= 8) & (marks > 0) & (rows.links * 2 < np.maximum(rows.chars, 1)) & ~CONTROLS.take(rows.tag)
    return np.where(prose, 1 + np.minimum(marks, 10) + np.minimum(page.han / 40, 5), 0.0)


def _scores(rows: LineFeatures, points: Floats, levels: Levels, shares: tuple[float, ...]) -> Floats:
    """The score of each element id, shifted by one (``-1`` is "none"); ``shares`` of the points go to each level."""
    size = max(int(ids.max()) for ids in levels) + 2
    score = np.zeros(size)
    for ids, share in zip(levels, shares, strict=True):
        score += share * np.bincount(ids + 1, points, size)
    chars = np.bincount(levels.own + 1, rows.chars, size) + np.bincount(levels.above + 1, rows.chars, size)
    links = np.bincount(levels.own + 1, rows.links, size) + np.bincount(levels.above + 1, rows.links, size)
    score *= 1 - links / np.maximum(chars, 1)
    score[0] = 0
    return score


def _standing(table: Table, name: str, score: Floats, levels: Levels) -> None:
    best = int(np.argmax(score)) - 1
    most = max(float(score.max()), 1e-6)
    inside: Flags = np.zeros(len(levels.own), np.bool_)
    for level, ids in levels._asdict().items():
        if level != "top":
            table[f"{name}-{level}-score"] = score[ids + 1] / most
        inside |= ids == best
    above = np.sort(-score[score > 0])
    table[f"{name}-rank"] = np.minimum(np.searchsorted(above, -score[levels.own + 1]), 20)
    index = np.arange(len(inside))
    held = np.flatnonzero(inside)
    first, last = (int(held[0]), int(held[-1])) if len(held) else (0, len(inside))
    table[f"{name}-within"] = (index >= first) & (index <= last)
    table[f"{name}-to"] = np.clip(index - last, -FAR, FAR)


def titled(table: Table, rows: LineFeatures) -> int:
    """The line that says the page's title best, or −1."""
    likeness = table["like-title"] * table["whole-title"] * (1 + 0.2 * (rows.level == 1) - 0.3 * (rows.links > 0))
    return int(np.argmax(likeness)) if len(likeness) and likeness.max() > LEAST_LIKENESS else -1


def _from_title(table: Table, rows: LineFeatures) -> None:
    """Distance from the line that says the page's title, headings on the way, and elements shared with it."""
    at = titled(table, rows)
    count = len(rows.level)
    known = at >= 0
    table["from-title"] = np.clip(np.arange(count) - at, -FAR, 2 * FAR) if known else np.full(count, -FAR)
    table["title-parent"] = (rows.parent == rows.parent[at]) & (rows.parent >= 0) if known else np.zeros(count)
    start = at if known else 0
    for name, flags in (("headings", (rows.level > 0) & (rows.level < 4)), ("frames", table["heading"] > 0)):
        seen = np.cumsum(flags)
        table["since-title-" + name] = np.clip(seen - seen[start], -9, 9)
