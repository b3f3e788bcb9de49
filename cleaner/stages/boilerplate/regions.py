"""Candidates for the region of the article on a page with markup, and the choice between them.

Each block element that holds prose is a candidate: the lines from its first to its last. Boosted trees tell from its
prose, its links, its place, the page's title and description, and the line model, how well it would do as the
article (F1 against the gold text, foreign lines at half weight, since the line model drops part of them afterwards).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.boilerplate.answers import per_view
from cleaner.stages.boilerplate.containers import titled
from cleaner.stages.boilerplate.markup_features import View, body_hits
from cleaner.stages.boilerplate.page import Counts, Flags
from cleaner.stages.boilerplate.words import words
from cleaner.stages.markup.pagemap import PageMap
from cleaner.trees import Column, Table

LEAST_PROSE, LEAST_SHARE = 20, 0.01  # Han characters of prose that a candidate holds, and its share of the page's
LEAST_PLAIN = 0.3  # the same of its Han characters outside of links
MOST_LEVELS, MOST_CANDIDATES = 48, 120
ALL, NONE, CLEAN = 0.9, 0.1, 0.8  # recall of a candidate that is the article, and of one that is not; precision
AS_MUCH, FAR_LESS = 0.95, 3  # times the recall and the precision of the candidate around
NEAR, HELD = 0.05, 0.75  # worth, as F1, below that of the best; share of its recall
LEAST_BESIDE = 0.1  # of what the line model keeps; an article whose element is named so is no comment
LEAST_GROWN, MOST_BETWEEN = 0.5, 2  # logit of prose beside the best region, lines between the two
_PARAGRAPH = 25
_FAR = (-30, 60)
_UNKNOWN = -99.0
Floats = NDArray[np.float64]


class Regions(NamedTuple):
    """Candidates: lines ``starts[i]:ends[i]`` each, no two the same, and those of the element above each."""

    starts: Counts
    ends: Counts
    above_starts: Counts
    above_ends: Counts


@per_view
def ranges_of(view: View, pagemap: PageMap) -> tuple[Counts, Counts]:
    """The first and the last line of each block element; no line: the number of lines, and −1."""
    blocks_above = pagemap.blocks[1]
    count, size = len(view.page), len(blocks_above)
    first, last = np.full(size, count, np.int64), np.full(size, -1, np.int64)
    lines = np.flatnonzero(view.rows.block >= 0)
    here = view.rows.block[lines]
    for _ in range(MOST_LEVELS):
        if not len(here):
            break
        low, high = np.full(size, count, np.int64), np.full(size, -1, np.int64)
        low[here[::-1]] = lines[::-1]
        high[here] = lines
        first, last = np.minimum(first, low), np.maximum(last, high)
        up = blocks_above[here]
        here, lines = up[up >= 0], lines[up >= 0]
    return first, last


def regions_of(view: View, pagemap: PageMap) -> Regions:
    """The ranges of lines that the block elements of a page hold."""
    count, blocks_above = len(view.page), pagemap.blocks[1]
    first, last = ranges_of(view, pagemap)
    held = np.flatnonzero(last >= 0)
    if not len(held):
        whole = np.array([0]), np.array([count])
        return Regions(*whole, *whole)
    keys = first[held] * (count + 1) + last[held]
    held = held[np.sort(np.unique(keys, return_index=True)[1])]
    above = np.where(blocks_above[held] >= 0, blocks_above[held], held)
    return Regions(first[held], last[held] + 1, first[above], last[above] + 1)


def worth(view: View, regions: Regions) -> Regions:
    """The candidates that hold prose, much of the plain text, or the line that the page's description came from."""
    prose = _sums(view.plain_prose, regions.starts, regions.ends)
    good: Flags = (prose >= LEAST_PROSE) & (prose >= LEAST_SHARE * max(float(prose.max()), 1.0))
    text = np.where(view.plain, view.page.han, 0)  # a song has no marks, so it is no prose
    good |= _sums(text, regions.starts, regions.ends) >= max(LEAST_PLAIN * float(text.sum()), LEAST_PROSE)
    said = view.topic.first
    good |= (regions.starts <= said) & (said < regions.ends)
    good[int(np.argmax(prose))] = True
    best = np.flatnonzero(good)
    if len(best) > MOST_CANDIDATES:
        best = np.sort(best[np.argsort(-prose[best], kind="stable")[:MOST_CANDIDATES]])
    return Regions(*(column[best] for column in regions))


def recall(view: View, regions: Regions, logits: Column) -> Column:
    """How much of the article each candidate holds by the line model, where comments count for nothing.

    Comments are prose, too, and on some pages most of it.
    """
    sure = _chances(logits) * np.maximum(view.page.lines.sizes[view.page.number], 1)
    beside = view.rows.has("comment")
    if sure[~beside].sum() >= LEAST_BESIDE * sure.sum():
        sure = np.where(beside, 0, sure)
    return (_sums(sure, regions.starts, regions.ends) / max(float(sure.sum()), 1.0)).astype(np.float32)


def by_worth(regions: Regions, values: Column, recall: Column, precision: Column) -> Counts:
    """The candidates, the best first; of those that are about as good as the best, the smallest first.

    It must hold most of what the best one holds. The best inside the first goes before it that holds as much of the
    article and far less of the rest: where the line model is sure of nothing, much of the rest would stay.  Where the
    first holds next to nothing of what the line model is sure of, and another that and little else, the title misleads:
    it names the site, and so does a disclaimer.
    recall, precision: how much of the article each holds by the line model, and how much of each is the article.
    """
    best = int(np.argmax(values))
    near = (values >= values[best] - NEAR) & (recall >= HELD * recall[best])
    size = np.where(near, regions.ends - regions.starts, np.iinfo(np.int64).max)
    order = np.lexsort((-values, size))
    first = order[0]
    sure = (recall >= ALL) & (precision >= CLEAN)
    if recall[first] < NONE and sure.any():
        told = int(np.argmax(np.where(sure, values, -np.inf)))
        return np.concatenate((order[order == told], order[order != told]))
    inner = (regions.starts >= regions.starts[first]) & (regions.ends <= regions.ends[first])
    inner &= (recall >= AS_MUCH * recall[first]) & (precision >= FAR_LESS * precision[first])
    if not inner.any():
        return order
    denser = int(np.argmax(np.where(inner, values, -np.inf)))
    return np.concatenate((order[order == denser], order[order != denser]))


def grown(view: View, logits: Column, start: int, end: int) -> tuple[int, int]:
    """The region ``start:end`` with the prose right before and behind it that the line model keeps.

    An article may stand in neighbouring elements (a lead and a body, parts around a promotion), of which the best
    region is one. Prose belongs to it up to the first line of the frame, with few other lines between, as long as an
    element close above holds both.
    """
    prose = (view.plain_prose > 0) & (logits > LEAST_GROWN)
    prose &= ~view.rows.has_any(words("inside")["frames"], near=True)
    stops = (view.rows.level > 0) & (view.rows.links > 0)  # the title of another article
    stops[list(view.page.heads)] = True
    near = (view.rows.block, view.rows.parent, view.rows.grandparent, view.rows.great)
    for step in (-1, 1):
        at = edge = start if step < 0 else end - 1
        while 0 <= (at := at + step) < len(prose) and abs(at - edge) <= MOST_BETWEEN + 1 and not stops[at]:
            held = {int(ids[edge]) for ids in near} - {-1}
            if prose[at] and any(int(ids[at]) in held for ids in near):
                edge = at
        start, end = min(start, edge), max(end, edge + 1)
    return start, end


def region_features(view: View, regions: Regions, logits: Column) -> Table:
    """One row a candidate. ``logits``: what the line model says of each line."""
    starts, ends = regions.starts, regions.ends
    prose = view.plain_prose
    total = max(float(prose.sum()), 1.0)
    chars = np.maximum(view.rows.chars, 1).astype(np.float64)
    held, size = _sums(prose, starts, ends), _sums(chars, starts, ends)
    table: Table = {
        "prose": held / total,
        "paragraphs": np.log1p(_sums(prose >= _PARAGRAPH, starts, ends)),
        "dense": held / size,
        "links": _sums(view.rows.links, starts, ends) / size,
        "before": np.concatenate((np.zeros(1), np.cumsum(prose)))[starts] / total,
        "lines": np.log1p(ends - starts),
        "of-above": held / np.maximum(_sums(prose, regions.above_starts, regions.above_ends), 1),
        "comments": _sums(chars * view.rows.has("comment"), starts, ends) / size,
    }
    _topic(view, regions, held, table)
    _title(view, regions, prose, chars, table)
    _model(view, regions, logits, table)
    return {name: column.astype(np.float32) for name, column in table.items()}


def _topic(view: View, regions: Regions, prose: Floats, table: Table) -> None:
    starts, ends = regions.starts, regions.ends
    named = body_hits(view.rows, view.topic)
    hits = _sums(named, starts, ends)
    table["topic"] = hits / max(float(named.sum()), 1.0)
    table["topic-dense"] = hits / np.maximum(prose, 1)
    said, first = view.topic.said, view.topic.first
    known = view.topic.size > 0
    unknown = np.full(len(starts), -1.0)
    table["said"] = _sums(said, starts, ends) / max(float(said.sum()), 1.0) if known else unknown
    most = float((said * (view.rows.links * 2 < np.maximum(view.rows.chars, 1))).max())
    table["said-most"] = np.full(len(starts), min(most / view.topic.size, 1.0)) if known else unknown
    table["said-in"] = (starts <= first) & (first < ends) if first >= 0 else unknown
    table["said-from"] = np.clip(first - starts, *_FAR) if first >= 0 else np.full(len(starts), _UNKNOWN)


def _title(view: View, regions: Regions, prose: Floats, chars: Floats, table: Table) -> None:
    starts, ends = regions.starts, regions.ends
    at = titled(view.table, view.rows)
    for name in ("title-chars", "title-prose", "title-from", "title-to"):
        table[name] = np.full(len(starts), _UNKNOWN)
    if at >= 0:
        behind, plain = (np.concatenate((np.zeros(1), np.cumsum(column))) for column in (chars, prose))
        table["title-chars"] = np.clip(behind[starts] - behind[at + 1], -3000, 3000)
        table["title-prose"] = np.clip(plain[starts] - plain[at], -1, 1000)
        table["title-from"] = np.clip(starts - at, *_FAR)
        table["title-to"] = np.clip(ends - at, -30, 100)
    top = np.flatnonzero(view.rows.level == 1)
    table["top-heading"] = np.clip(starts - top[0], *_FAR) if len(top) else np.full(len(starts), _UNKNOWN)


def _model(view: View, regions: Regions, logits: Column, table: Table) -> None:
    """How well each candidate would do if the line model were right."""
    starts, ends = regions.starts, regions.ends
    size = np.maximum(view.page.lines.sizes[view.page.number], 1).astype(np.float64)
    sure = _chances(logits)
    right, all_of = _sums(sure * size, starts, ends), _sums(size, starts, ends)
    total = max(float((sure * size).sum()), 1.0)
    table["model-recall"] = right / total
    table["model-precision"] = right / all_of
    table["model-f1"] = 2 * right / (all_of + total)
    table["model-f1-lenient"] = 2 * right / (0.5 * (all_of - right) + right + total)
    kept = np.where(logits > 0, size, 0)
    table["kept-recall"] = _sums(kept, starts, ends) / max(float(kept.sum()), 1.0)
    table["kept-precision"] = _sums(kept, starts, ends) / all_of
    table["model-best"] = _most(logits, starts, ends)


def _chances(logits: Column) -> Floats:
    chances: Floats = 1 / (1 + np.exp(-np.clip(logits, -30, 30).astype(np.float64)))
    return chances


def _most(values: Column, starts: Counts, ends: Counts) -> Column:
    bounds = np.stack((starts, ends), 1).ravel()
    padded = np.append(values, values.min())
    most: Column = np.maximum.reduceat(padded, bounds)[::2]
    return most


def _sums(values: NDArray[np.generic], starts: Counts, ends: Counts) -> Floats:
    total: Floats = np.concatenate((np.zeros(1), np.cumsum(values, dtype=np.float64)))
    return total[ends] - total[starts]
