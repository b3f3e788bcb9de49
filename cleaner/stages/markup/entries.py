"""The entries of a page that shows several posts below each other: the front page of a blog, a category, an archive.

Each begins with a heading that leads to the post alone. No line of such a page is its headline, and no day or byline
of a post is that of the page.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

import numpy as np

from cleaner.stages.markup.anchors import address, link_tag
from cleaner.stages.markup.headlines import SENTENCE
from cleaner.stages.markup.tokens import HEADING, attributes
from cleaner.stages.markup.walk import Walk

LEAST = 3
"""Entries of such a page, each with text."""
_TOLD = 0.5  # share of the headings of one make that have text below them
_BESIDE = 0.4  # prose of the page outside of them, for each character inside
_LEVELS, _MOST = 64, 2000  # elements above a heading, and headings, that are looked at
_SIGNS = "，。"
_DIGITS = re.compile(r"\d+")
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_ARTICLE = ("article", "article:published_time")


class Entry(NamedTuple):
    """Source range of an entry, from its heading on."""

    start: int
    end: int


class _Head(NamedTuple):
    run: int
    node: int  # the heading
    address: str


def entries_of(walk: Walk) -> list[Entry]:
    """The entries of a page; none where it shows but one text, or calls itself an article."""
    nodes = np.array(walk.nodes, np.int64)
    linked = np.array(walk.links, np.bool_) & (walk.flags[nodes] & HEADING > 0) if len(nodes) else np.zeros(0, np.bool_)
    if np.count_nonzero(linked) < LEAST or _calls_itself_article(walk):
        return []
    makes: dict[tuple[str, str, int], list[_Head]] = {}
    for head in _heads(walk, np.flatnonzero(linked)[:_MOST].tolist()):
        depth = sum(1 for _ in _above(walk, head.node))
        makes.setdefault((walk.names[head.node], _DIGITS.sub("", walk.classes[head.node]), depth), []).append(head)
    prose = _prose(walk)
    best: tuple[int, list[Entry]] = (0, [])
    for heads in makes.values():
        if len(heads) >= LEAST and len({head.address for head in heads}) >= LEAST and _of_one_site(heads):
            entries = [*_ranges(walk, heads)]
            told = [_within(walk, prose, entry) for entry in entries]
            some = sum(size > 0 for size in told)
            if some >= LEAST and some >= _TOLD * len(heads):
                best = max(best, (sum(told), entries))
    inside, entries = best
    return entries if inside and prose[-1] - inside <= _BESIDE * inside else []


def _heads(walk: Walk, runs: list[int]) -> Iterator[_Head]:
    """The headings that begin with one of ``runs``, which are links."""
    last = 0
    for run in runs:
        node = next((at for at in (walk.nodes[run], *_above(walk, walk.nodes[run])) if walk.names[at] in _HEADINGS), 0)
        first = run == 0 or node not in (walk.nodes[run - 1], *_above(walk, walk.nodes[run - 1]))
        target = address(link_tag(walk.text, walk.starts[run])) if node and node != last and first else ""
        if target and target[:1] != "#" and target[:11].lower() != "javascript:":
            last = node
            yield _Head(run, node, target)


def _above(walk: Walk, node: int) -> Iterator[int]:
    """The elements above one, as far as is looked."""
    for _ in range(_LEVELS):
        if (node := int(walk.parents[node])) <= 0:
            return
        yield node


def _of_one_site(heads: list[_Head]) -> bool:
    """Whether the headings lead to one site: those of a letter about what others wrote lead to many."""
    try:
        return len({urlsplit(head.address).netloc for head in heads} - {""}) <= 1
    except ValueError:
        return False


def _ranges(walk: Walk, heads: list[_Head]) -> Iterator[Entry]:
    """The entry of each heading: the largest element around it that holds none of the others, else up to the next."""
    home = 0
    for number, head in enumerate(heads):
        below = heads[number + 1] if number + 1 < len(heads) else None
        own = [head.node, *_above(walk, head.node)]
        if below is not None:
            others = {below.node, *_above(walk, below.node)}
            home = next((at for at in own if at in others), 0)
        box = own[own.index(home) - 1] if home in own[1:] else own[-1] if home == 0 else own[0]
        start, end = walk.starts[head.run], int(walk.closed[box])
        if box == head.node:
            end = int(walk.closed[home]) if home else len(walk.text)
        yield Entry(start, end if below is None else min(end, walk.starts[below.run]))


def _prose(walk: Walk) -> list[int]:
    """How many characters of prose that is no link stand before each run, and on the page."""
    sums = [0]
    for number, (start, end, link) in enumerate(zip(walk.starts, walk.ends, walk.links, strict=True)):
        told = not link and number != walk.title and end - start >= SENTENCE
        told = told and any(walk.text.find(sign, start, end) >= 0 for sign in _SIGNS)
        sums.append(sums[-1] + (end - start if told else 0))
    return sums


def _within(walk: Walk, prose: list[int], entry: Entry) -> int:
    """Characters of prose in an entry."""
    return prose[bisect_left(walk.starts, entry.end)] - prose[bisect_left(walk.starts, entry.start)]


def _calls_itself_article(walk: Walk) -> bool:
    given = (attributes(token) for token in walk.metas if "article" in token)
    return any(
        each.get("property", "") == _ARTICLE[1]
        or (each.get("property") == "og:type" and each.get("content", "").lower() == _ARTICLE[0])
        for each in given
    )
