"""Regions of a page that could be its article: every element with text in it, described by a few dozen numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.boilerplate.features import Column, Table, prose_mass
from cleaner.stages.boilerplate.page import Counts, Page
from cleaner.stages.markup.pagemap import LineFeatures, PageMap, bit

_OWN = (
    "content",
    "title",
    "meta",
    "nav",
    "footer",
    "share",
    "related",
    "comment",
    "sidebar",
    "rank",
    "list",
    "ad",
    "modal",
)
_KINDS = ("article", "main", "aside", "form", "nav-tag", "footer-tag", "list", "cell")
MOST = 400


@dataclass(frozen=True, slots=True)
class Candidates:
    """Half-open ranges of lines, no two the same, and a table with one row for each."""

    starts: Counts
    ends: Counts
    table: Table


def candidates(page: Page, pagemap: PageMap, rows: LineFeatures, table: Table, logits: Column) -> Candidates:
    """The elements of the page as ranges of lines; ``table`` and ``logits`` describe the lines."""
    first, past = line_ranges(pagemap, rows, len(page))
    names = np.array([_code(pagemap.name(e)) for e in range(pagemap.elements)])
    keep = np.flatnonzero(past > first)
    order = keep[np.lexsort((keep, -past[keep], first[keep]))]
    pairs = np.stack((first[order], past[order]), 1)
    new = np.concatenate((np.ones(1, np.bool_), (pairs[1:] != pairs[:-1]).any(axis=1)))
    group = np.cumsum(new) - 1
    outer = order[new]
    count = len(outer)
    above = np.where(pagemap.parents >= 0, pagemap.flags[pagemap.parents], 0)
    flags = np.zeros(count, np.int64)
    np.bitwise_or.at(flags, group, (pagemap.flags & ~above)[order])
    inner = np.zeros(count, np.int64)
    np.maximum.at(inner, group, order)
    starts, ends = first[outer], past[outer]
    out: Table = {}
    for name in _OWN:
        out["own-" + name] = ((flags & bit(name)) != 0).astype(np.float32)
        out["under-" + name] = ((above[outer] & bit(name)) != 0).astype(np.float32)
    for name in _KINDS:
        out["own-" + name] = ((flags & bit(name)) != 0).astype(np.float32)
    out["tag"] = names[inner].astype(np.float32)
    out["depth"] = pagemap.depths[inner].astype(np.float32)
    out["page"] = (outer == 0).astype(np.float32)
    _content(out, page, rows, table, logits, starts, ends)
    _family(out, starts, ends)
    return Candidates(starts, ends, out)


def _code(name: str) -> int:
    return {
        "div": 1,
        "td": 2,
        "article": 3,
        "section": 4,
        "p": 5,
        "ul": 6,
        "ol": 6,
        "li": 7,
        "table": 8,
        "tr": 9,
        "main": 10,
        "body": 11,
    }.get(name, 0)


def line_ranges(pagemap: PageMap, rows: LineFeatures, count: int) -> tuple[Counts, Counts]:
    """For each element the half-open range of lines that it reaches over; empty where it holds none."""
    size = pagemap.elements
    first = np.full(size, count, np.int64)
    past = np.zeros(size, np.int64)
    index = np.arange(count)
    for ids in (rows.block,):
        known = ids >= 0
        np.minimum.at(first, ids[known], index[known])
        np.maximum.at(past, ids[known], index[known] + 1)
    parents, depths = pagemap.parents, pagemap.depths
    order = np.argsort(-depths, kind="stable")
    cuts = np.flatnonzero(np.diff(depths[order])) + 1
    for level in np.split(order, cuts):
        up = parents[level]
        some = up >= 0
        np.minimum.at(first, up[some], first[level[some]])
        np.maximum.at(past, up[some], past[level[some]])
    return first, past


def _content(
    out: Table, page: Page, rows: LineFeatures, table: Table, logits: Column, starts: Counts, ends: Counts
) -> None:
    """What each range holds of the page, by sums over its lines."""
    share = 1 / (1 + np.exp(-logits.astype(np.float64)))
    weight = np.sqrt(np.expm1(table["size"]) + 1).astype(np.float64)
    prose = prose_mass(page).astype(np.float64)
    chars = np.expm1(table["size"]).astype(np.float64)

    def total(values: NDArray[np.float64]) -> NDArray[np.float64]:
        summed = np.concatenate((np.zeros(1), np.cumsum(values)))
        held: NDArray[np.float64] = summed[ends] - summed[starts]
        return held

    lines = (ends - starts).astype(np.float64)
    whole = {
        "guess": share * weight,
        "prose": prose,
        "chars": chars,
        "weight": weight,
        "links": rows.links.astype(np.float64),
    }
    held = {name: total(values) for name, values in whole.items()}
    for name, values in held.items():
        out[name + "-of-page"] = values / max(float(whole[name].sum()), 1e-6)
    out["mean-guess"] = held["guess"] / np.maximum(held["weight"], 1e-6)
    out["gain"] = total((share - 0.5) * weight) / max(float(whole["guess"].sum()), 1e-6)
    out["loss"] = total(np.where(share < 0.3, weight, 0)) / np.maximum(held["weight"], 1e-6)
    out["prose-share"] = held["prose"] / np.maximum(held["chars"], 1e-6)
    out["link-share"] = held["links"] / np.maximum(held["chars"], 1e-6)
    out["prose-mean"] = np.log1p(held["prose"] / np.maximum(total((prose > 0).astype(np.float64)), 1))
    out["lines"], out["chars"] = np.log1p(lines), np.log1p(held["chars"])
    for name in (
        "closed",
        "fired",
        "sure",
        "stamp",
        "heading",
        "opens",
        "in-comment",
        "in-related",
        "in-list",
        "tag-p",
    ):
        out[name + "-mean"] = total(table[name].astype(np.float64)) / lines
    for name in ("sure", "heading", "stamp"):
        out[name + "-count"] = np.log1p(total(table[name].astype(np.float64)))
    out["heads"] = np.log1p(total(((table["level"] > 0) & (table["level"] < 3)).astype(np.float64)))
    count = max(len(page), 1)
    out["start"], out["end"] = starts / count, ends / count
    titled = np.asarray(table["in-title"] * table["of-title"], np.float64)
    out["has-title"] = (total((titled > 0.5).astype(np.float64)) > 0).astype(np.float64)
    best = int(np.argmax(titled)) if len(titled) and titled.max() > 0.3 else -1
    out["after-title"] = np.where(best >= 0, np.clip(starts - best, -20, 40), 41).astype(np.float64)
    for step in (1, 2):
        out[f"before-{step}"] = np.where(starts >= step, share[np.maximum(starts - step, 0)], 0)
        out[f"behind-{step}"] = np.where(ends + step <= len(page), share[np.minimum(ends + step - 1, len(page) - 1)], 0)
    out["edge-first"], out["edge-last"] = share[starts], share[ends - 1]


def _family(out: Table, starts: Counts, ends: Counts) -> None:
    """How much of a range its largest part holds, and how much of the next larger range it is itself."""
    count = len(starts)
    mass = out["guess-of-page"]
    parent = np.full(count, -1, np.int64)
    stack: list[int] = []
    for index in range(count):
        while stack and ends[stack[-1]] <= starts[index]:
            stack.pop()
        parent[index] = stack[-1] if stack else -1
        stack.append(index)
    some = parent >= 0
    child = np.zeros(count)
    np.maximum.at(child, parent[some], mass[some])
    out["child-share"] = child / np.maximum(mass, 1e-6)
    up = np.where(some, mass[parent], mass)
    out["parent-share"] = mass / np.maximum(up, 1e-6)
    for name in ("mean-guess", "loss", "link-share", "lines"):
        out["parent-" + name] = np.where(some, out[name][parent], out[name])
    out["rank"] = np.argsort(np.argsort(-out["gain"])).astype(np.float64)
