"""What the line model of threads knows beside the common columns: posts are like boxes in a row, with like parts.

A thread repeats one box a post: a name, a time, the text, buttons. So a line is told by its *kind*, which is the chain
of names and classes above it without the numbers in them, and by what all lines of that kind are like; and by its
*box*, the outermost element around it that has brothers of its name and holds several kinds of lines.
"""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.boilerplate.answers import per_view, timed_lines
from cleaner.stages.boilerplate.markup_features import View
from cleaner.stages.boilerplate.page import Counts
from cleaner.stages.markup.pagemap import PageMap
from cleaner.trees import Column, Table

MOST_LEVELS = 48
_BITS = ("content", "comment", "meta", "card", "sidebar", "form", "list", "title", "pre", "related", "share", "rank")
_NUMBERED = re.compile(r"[\w-]*\d[\w-]*")
Floats = NDArray[np.float64]


class Boxes(NamedTuple):
    """One value a non-blank line. kind: number of its chain of names.  box: the element that is its post, or −1.

    row: number of the row of boxes that it stands in, or −1.  place: which box of the row, from 0.
    """

    kind: Counts
    box: Counts
    row: Counts
    place: Counts


@lru_cache(8192)
def _bare(classes: str) -> str:
    """Class and id names without those that carry a number."""
    return " ".join(name for name in classes.split() if not _NUMBERED.fullmatch(name))


def kinds_of(pagemap: PageMap) -> Counts:
    """For each element the number of its chain of names and classes."""
    known: dict[tuple[int, str, str], int] = {}
    bare = {classes: _bare(classes) for classes in set(pagemap.all_classes)}
    own = zip(pagemap.all_names, map(bare.__getitem__, pagemap.all_classes), strict=True)
    out = [0]
    for parent, (name, classes) in islice(zip(pagemap.parents.tolist(), own, strict=True), 1, None):
        out.append(known.setdefault((out[parent], name, classes), len(known) + 1))
    return np.array(out, np.int64)


@per_view
def boxes_of(view: View, pagemap: PageMap) -> Boxes:
    """The kind and the box of each line."""
    kinds = kinds_of(pagemap)
    rows, above = view.rows, pagemap.blocks[1]
    count = len(view.page)
    line_kind = np.where(rows.block >= 0, kinds[np.maximum(rows.block, 0)], -1)
    variety = _variety(rows.block, above, line_kind, len(above))
    parents = np.where(above >= 0, above, 0)
    keys = parents * (int(kinds.max()) + 1) + kinds
    held = np.flatnonzero(variety >= 2)
    _, number, many = np.unique(keys[held], return_inverse=True, return_counts=True)
    row_of = np.full(len(above), -1, np.int64)
    row_of[held] = np.where(many[number] >= 2, number, -1)
    place_of = np.zeros(len(above), np.int64)
    order = np.argsort(number, kind="stable")
    first = np.concatenate((np.zeros(1, np.int64), np.cumsum(many)))
    place_of[held[order]] = np.arange(len(held)) - first[number[order]]
    box = np.full(count, -1, np.int64)
    here, lines = rows.block.copy(), np.arange(count)
    for _ in range(MOST_LEVELS):
        good = here >= 0
        here, lines = here[good], lines[good]
        if not len(here):
            break
        boxed = row_of[here] >= 0
        box[lines[boxed]] = here[boxed]
        here = above[here]
    inside = box >= 0
    safe = np.maximum(box, 0)
    return Boxes(line_kind, box, np.where(inside, row_of[safe], -1), np.where(inside, place_of[safe], -1))


def of_kind(boxes: Boxes, logits: Column) -> Column:
    """The mean logit of all lines of the same kind in boxes, for a line outside of boxes its own: names and times go
    together, and so do replies, whatever a single one says.
    """  # noqa: D205
    inside = boxes.box >= 0
    kind = np.unique(boxes.kind, return_inverse=True)[1]
    mean = np.bincount(kind[inside], logits[inside], kind.max(initial=0) + 1)
    many = np.bincount(kind[inside], minlength=kind.max(initial=0) + 1)
    means: Column = (mean / np.maximum(many, 1))[kind]
    return np.where(inside, means, logits)


def _variety(block: Counts, above: Counts, kind: Counts, size: int) -> Counts:
    """How many kinds of lines each element holds; a kind names the whole way up, so no level counts it again."""
    block, kind = block[block >= 0], kind[block >= 0]
    out, kinds = np.zeros(size, np.int64), int(kind.max(initial=0)) + 1
    for _ in range(MOST_LEVELS):
        if not len(block):
            break
        block, kind = np.divmod(np.unique(block * kinds + kind), kinds)  # of rows it takes ten times as long
        out += np.bincount(block, minlength=size)
        up = above[block]
        block, kind = up[up >= 0], kind[up >= 0]
    return out


@per_view
def thread_features(view: View, pagemap: PageMap) -> Table:
    """One row a non-blank line: the columns of ``view`` and those of kinds and boxes."""
    table, boxes = dict(view.table), boxes_of(view, pagemap)
    page, rows = view.page, view.rows
    stamp = timed_lines(page).astype(np.float64)
    texts = np.unique(np.array([hash_of(text) for text in page.folded], np.int64), return_inverse=True)[1]
    kind = np.unique(boxes.kind, return_inverse=True)[1]
    many = np.bincount(kind).astype(np.float64)
    han = page.han.astype(np.float64)
    mean = np.bincount(kind, han) / many
    pairs = np.unique(np.stack((kind, texts), 1), axis=0)
    total, prose = max(float(han.sum()), 1.0), max(float(view.prose.sum()), 1.0)
    table["timed"] = stamp
    for name in _BITS:
        table["in-" + name] = rows.has(name)
        table["near-" + name] = rows.has(name, near=True)
    table["kind-lines"] = np.log1p(many)[kind]
    table["kind-han"] = np.log1p(mean)[kind]
    table["kind-more"] = np.log1p(np.sqrt(np.bincount(kind, (han - mean[kind]) ** 2) / many))[kind]
    table["kind-distinct"] = (np.bincount(pairs[:, 0]) / many)[kind]
    table["kind-share"] = (np.bincount(kind, han) / total)[kind]
    table["kind-prose"] = (np.bincount(kind, view.prose) / prose)[kind]
    for name, column in (
        ("links", rows.link_share),
        ("timed", stamp),
        ("words", table["function"]),
        ("closed", table["closed"]),
    ):
        table["kind-" + name] = (np.bincount(kind, column) / many)[kind]
    _box_features(boxes, kind, (han, view.prose.astype(np.float64), stamp), table)
    return {name: column.astype(np.float32) for name, column in table.items()}


def _box_features(boxes: Boxes, kind: Counts, lines: tuple[Floats, Floats, Floats], table: Table) -> None:
    han, prose, stamp = lines
    count = len(kind)
    inside = boxes.box >= 0
    box = np.unique(boxes.box, return_inverse=True)[1]
    row = np.unique(boxes.row, return_inverse=True)[1]
    held = np.bincount(box).astype(np.float64)
    index = np.arange(count)
    first, last = np.full(len(held), count), np.zeros(len(held), np.int64)
    np.minimum.at(first, box, index)
    np.maximum.at(last, box, index)
    of_row = np.unique(np.stack((row, box), 1), axis=0)
    size = np.bincount(of_row[:, 0]).astype(np.float64)  # boxes in each row
    box_stamp = np.bincount(box, stamp) > 0
    box_han = np.bincount(box, han)
    row_prose = np.bincount(row, prose)
    # For each kind in a row: in how many of its boxes it is, and its characters a box.
    cells = np.unique(np.stack((row, kind, box), 1), axis=0)
    key = cells[:, 0] * (int(kind.max(initial=0)) + 1) + cells[:, 1]
    known, _, present = np.unique(key, return_inverse=True, return_counts=True)
    mine = np.searchsorted(known, row * (int(kind.max(initial=0)) + 1) + kind)
    each = np.bincount(mine, han, len(known)) / np.maximum(present, 1)
    most = np.zeros(len(size))
    np.maximum.at(most, row, each[mine])
    columns = {
        "boxed": inside,
        "box-lines": np.log1p(held)[box],
        "box-from": np.log1p(index - first[box]),
        "box-to": np.log1p(last[box] - index),
        "box-timed": box_stamp[box],
        "box-han": np.log1p(box_han)[box],
        "row-boxes": np.log1p(size)[row],
        "row-prose": (row_prose / max(float(prose.sum()), 1.0))[row],
        "row-timed": (np.bincount(of_row[:, 0], box_stamp[of_row[:, 1]]) / size)[row],
        "row-place": np.log1p(np.maximum(boxes.place, 0)),
        "row-kind": present[mine] / size[row],
        "row-most": each[mine] / np.maximum(most[row], 1),
    }
    for name, column in columns.items():
        table[name] = np.where(inside, column, -1)


def hash_of(text: str) -> int:
    """A number for a text, the same in every run."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))
