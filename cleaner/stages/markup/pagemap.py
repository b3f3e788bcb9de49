"""What the markup of a page said about each line of text that came out of it.

``context.facts["markup.map"]`` is a ``PageMap`` where the source was HTML, and absent otherwise (also from the second
pass on, when the text itself is the source). All its offsets are source offsets, so it answers for any document of the
same pass, whatever was edited before and after the markup stage::

    page = context.facts.get("markup.map")
    lines = Lines(doc.text)
    if page is not None:
        rows = page.line_features(doc, lines)   # one numpy row a line
        rows.link_share > 0.6                   # most of the line is links
        rows.has("related")                     # a class or id on the path says so (``page.groups`` lists the groups)
        rows.parent == rows.parent[7]           # lines in the same container as line 7
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, reduce
from operator import or_

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import Doc, Offsets
from cleaner.lines import Lines
from cleaner.needles import places_in
from cleaner.stages.markup import tokens
from cleaner.stages.markup.elements import BLOCKS
from cleaner.stages.markup.nesting import depths, nearest
from cleaner.stages.markup.template import inside
from cleaner.stages.markup.tokens import GROUP_SHIFT
from cleaner.stages.markup.walk import Walk

TAGS = ("", "a", "span", "b", "strong", "em", "i", "font", "img", *sorted(BLOCKS))
"""Element names that ``LineFeatures.tag`` counts by their place here; 0 is any other."""

_TAG = {name: number for number, name in enumerate(TAGS)}
_ITEM_TYPE = re.compile(r"schema\.org/([A-Z][A-Za-z]{0,40})[\"']")
_FIRST_BLOCK = TAGS.index("img") + 1
_LEVELS = np.array([int(name[1]) if name[:1] == "h" and name[1:] in "123456" and name[1:] else 0 for name in TAGS])
_KINDS = {
    "list": tokens.LIST_ITEM, "cell": tokens.CELL, "pre": tokens.PRE, "article": tokens.ARTICLE, "main": tokens.MAIN,
    "aside": tokens.ASIDE, "nav-tag": tokens.NAV, "footer-tag": tokens.FOOTER, "header-tag": tokens.HEADER,
    "form": tokens.FORM, "heading": tokens.HEADING,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LineFeatures:
    """One row a line of text. Lines that came from no visible text of the page have ``block == -1`` and zeros.

    chars: characters of visible source text;  links: those of them inside ``<a>``;  link_share: their ratio.
    tag: the innermost block element (index into ``TAGS``);  level: 1–6 inside a heading, else 0.
    depth: open elements above the text.  opens: the line is the first one of its block element.
    keep, drop: share of the line in elements that a site template, or an embedded body, says is article or not.
    block, parent, grandparent, great: ids of the innermost block element and the block elements above it, −1 where
    there is none; equal ids mean the same element.  path: id of the chain of names and classes (items of a list).
    flags: bits of all elements that the line stands in (``has``).  near: those of the two innermost blocks alone.
    """

    chars: Offsets
    links: Offsets
    tag: Offsets
    level: Offsets
    depth: Offsets
    block: Offsets
    parent: Offsets
    grandparent: Offsets
    great: Offsets
    path: Offsets
    flags: Offsets
    near: Offsets
    opens: NDArray[np.bool_]
    keep: NDArray[np.float64]
    drop: NDArray[np.float64]

    @property
    def link_share(self) -> NDArray[np.float64]:
        """Share of the line's visible characters that stand inside links."""
        return self.links / np.maximum(self.chars, 1)

    def has(self, name: str, near: bool = False) -> NDArray[np.bool_]:
        """Lines inside an element of kind ``name``: a token group (``tokens.groups()``) or one of ``list``, ``cell``,
        ``pre``, ``article``, ``main``, ``aside``, ``nav-tag``, ``footer-tag``, ``header-tag``, ``form``, ``heading``.
        ``near`` asks the two innermost blocks alone. Raises ``KeyError`` for another name.
        """  # noqa: D205
        found: NDArray[np.bool_] = ((self.near if near else self.flags) & bit(name)) != 0
        return found

    def has_any(self, names: Iterable[str], near: bool = False) -> NDArray[np.bool_]:
        """Lines inside an element of one of some kinds; see ``has``."""
        found: NDArray[np.bool_] = ((self.near if near else self.flags) & reduce(or_, map(bit, names), 0)) != 0
        return found


def among_tags(*names: str) -> NDArray[np.bool_]:
    """For each value of ``LineFeatures.tag`` whether it is one of these element names."""
    return np.array([name in names for name in TAGS], np.bool_)


@cache
def bit(name: str) -> int:
    """The bit of a token group or element kind in ``LineFeatures.flags``. Raises ``KeyError`` for an unknown name."""
    if name in _KINDS:
        return _KINDS[name]
    if name not in tokens.groups():
        raise KeyError(name)
    return 1 << (GROUP_SHIFT + tokens.groups().index(name))


class PageMap:
    """The elements of a page and its visible runs, in source offsets.

    groups: names of the token groups.  elements: how many; element 0 is the page, an element's parent has a smaller id.
    title: source range of the title where the stage knows which text it is, else ``None``.
    entries: source ranges of the posts that a page shows below each other, if it does (``entries``).
    """

    def __init__(
        self, walk: Walk, before: Doc, title: tuple[int, int] | None = None, entries: Sequence[tuple[int, int]] = ()
    ) -> None:
        self._walk = walk
        self.groups = tokens.groups()
        self.elements = len(walk.parents)
        starts, ends = np.array(walk.starts, np.int64), np.array(walk.ends, np.int64)
        self.run_starts, self.run_ends = before.origins(starts, ends)
        self.run_nodes = np.array(walk.nodes, np.int64)
        self.run_links = np.array(walk.links, np.bool_)
        self._before = before
        self._asked: tuple[Doc, Lines, LineFeatures] | None = None
        self._placed: tuple[Doc, Lines, tuple[Offsets, Offsets]] | None = None
        self.title = before.origin(*title) if title else None
        self.entries = [before.origin(start, end) for start, end in entries]

    def stated_addresses(self) -> Iterator[str]:
        """The addresses that the page gives as its own."""
        return (tokens.attributes(token).get("content", "") for token in self.metas if "og:url" in token)

    def records(self) -> Iterator[str]:
        """The page's JSON-LD scripts, as they stand."""
        text = self._walk.text
        return (text[at:past] for at, past in self._walk.scripts if text.find("ld+json", at, min(past, at + 200)) >= 0)

    def states(self, said: str) -> bool:
        """Whether the page holds some words, in a tag or out of one."""
        return said in self._walk.text

    @property
    def item_types(self) -> frozenset[str]:
        """What the page's microdata say that its parts are: ``Article``, ``Question``."""
        found = (_ITEM_TYPE.match(self._walk.text, at) for at in places_in(self._walk.tags.page, b"schema.org/"))
        return frozenset(kind[1] for kind in found if kind)

    @cached_property
    def parents(self) -> Offsets:
        """The element above each element; −1 above the page."""
        return self._walk.parents

    @cached_property
    def flags(self) -> Offsets:
        """Bits of each element and all above it (``bit``)."""
        return self._walk.flags

    @cached_property
    def depths(self) -> Offsets:
        """How many elements stand above each element."""
        return depths(self.parents)

    @cached_property
    def spans(self) -> tuple[Offsets, Offsets]:
        """Source range of each element with its tags."""
        return self._before.origins(np.array(self._walk.opened, np.int64), np.array(self._walk.closed, np.int64))

    @property
    def metas(self) -> list[str]:
        """The ``meta`` tags of the page as they stand in it."""
        metas: list[str] = self._walk.metas
        return metas

    @property
    def blocks(self) -> tuple[Offsets, Offsets]:
        """For each element its innermost block element (itself, if it is one), and the block element above that."""
        return self._blocks

    def name(self, element: int) -> str:
        """Name of an element in lower case."""
        name: str = self._walk.names[element]
        return name

    def classes(self, element: int) -> str:
        """Class and id names of an element, joined by a blank."""
        classes: str = self._walk.classes[element]
        return classes

    def tag(self, element: int) -> str:
        """The tag that opens an element, as it stands in the page."""
        start = int(self._walk.opened[element])
        token: str = self._walk.text[start : self._walk.text.find(">", start) + 1]
        return token

    @property
    def all_names(self) -> list[str]:
        """``name`` of each element."""
        known: list[str] = self._walk.names
        return known

    @property
    def all_classes(self) -> list[str]:
        """``classes`` of each element."""
        known: list[str] = self._walk.classes
        return known

    @cached_property
    def _kept(self) -> NDArray[np.bool_]:
        return self._inherited(self._walk.kept)

    @cached_property
    def _dropped(self) -> NDArray[np.bool_]:
        return self._inherited(self._walk.dropped)

    def _inherited(self, nodes: Collection[int]) -> NDArray[np.bool_]:
        """Whether each run stands in one of the elements ``nodes``."""
        if not nodes:
            return np.zeros(len(self.run_nodes), np.bool_)
        return inside(self._walk, set(nodes))[self.run_nodes]

    @cached_property
    def _blocks(self) -> tuple[Offsets, Offsets]:
        """For each element its innermost block element (itself, if it is one), and the block element above that."""
        own = nearest(self.parents, self._tags >= _FIRST_BLOCK)
        up = self.parents[own]
        return own, np.where(up >= 0, own[up], -1)

    @cached_property
    def _paths(self) -> Offsets:
        names, classes = self._walk.names, self._walk.classes
        known, out, parents = dict[tuple[int, str, str], int](), [0] * self.elements, self.parents.tolist()
        holding: set[int] = set()  # an element without text has no line to speak for
        for run_node in set(self.run_nodes.tolist()):
            node = run_node
            while node > 0 and node not in holding:
                holding.add(node)
                node = parents[node]
        for node in sorted(holding):
            up, name = out[parents[node]], names[node]
            out[node] = known.setdefault((up, name, classes[node]), len(known) + 1) if name in BLOCKS else up
        return np.array(out, np.int64)

    @cached_property
    def _levels(self) -> Offsets:
        levels = _LEVELS[self._tags]
        out: Offsets = levels[nearest(self.parents, levels > 0)] if levels.any() else levels
        return out

    @cached_property
    def _tags(self) -> Offsets:
        return np.array([_TAG.get(name, 0) for name in self._walk.names], np.int64)

    def line_runs(self, doc: Doc, lines: Lines) -> tuple[Offsets, Offsets]:
        """The visible runs that each line came from, as half-open ranges of run numbers."""
        if self._placed is None or self._placed[0] is not doc or self._placed[1] is not lines:
            starts, ends = doc.origins(lines.starts, lines.ends)
            first = np.searchsorted(self.run_ends, starts, "right")
            past = np.searchsorted(self.run_starts, ends, "left")
            self._placed = doc, lines, (first, np.where(lines.sizes > 0, np.maximum(past, first), first))
        return self._placed[2]

    def line_features(self, doc: Doc, lines: Lines) -> LineFeatures:
        """What the markup says about each line of ``doc``, which came from this page by any edits."""
        if self._asked is None or self._asked[0] is not doc or self._asked[1] is not lines:
            self._asked = doc, lines, self._line_features(doc, lines)
        return self._asked[2]

    def _line_features(self, doc: Doc, lines: Lines) -> LineFeatures:
        first, past = self.line_runs(doc, lines)
        some = past > first
        size = self.run_ends - self.run_starts
        chars = _sums(size, first, past)
        links = _sums(np.where(self.run_links, size, 0), first, past)
        node = np.where(some, self.run_nodes[np.minimum(first, len(size) - 1)], 0) if len(size) else first * 0
        own, above = self._blocks
        block = own[node]
        parent = above[block]
        grand = np.where(parent >= 0, above[parent], -1)
        great = np.where(grand >= 0, above[grand], -1)
        own_bits = self.flags & ~np.where(self.parents >= 0, self.flags[self.parents], 0)
        near = np.where(parent >= 0, own_bits[parent], 0) | own_bits[block] | own_bits[node]
        known = np.where(some, block, -1)
        return LineFeatures(
            chars, links, np.where(some, self._tags[block], 0), np.where(some, self._levels[node], 0),
            np.where(some, self.depths[node], 0), known, np.where(some, parent, -1), np.where(some, grand, -1),
            np.where(some, great, -1), np.where(some, self._paths[node], 0),
            np.where(some, self._line_flags(first, past, node), 0), np.where(some, near, 0),
            some & (known != np.concatenate((np.array([-1]), known[:-1]))),
            self._share(self._kept & ~self._dropped, first, past), self._share(self._dropped, first, past),
        )  # fmt: skip

    def _share(self, runs: NDArray[np.bool_], first: Offsets, past: Offsets) -> NDArray[np.float64]:
        if not runs.any():
            return np.zeros(len(first))
        size = self.run_ends - self.run_starts
        hit = _sums(np.where(runs, size, 0), first, past)
        return hit / np.maximum(_sums(size, first, past), 1)

    def _line_flags(self, first: Offsets, past: Offsets, node: Offsets) -> Offsets:
        flags = self.flags[node]
        several = np.flatnonzero(past - first > 1)
        if len(several):
            own = np.append(self.flags[self.run_nodes], 0)
            ranges = np.stack((first[several], past[several]), axis=1).ravel()
            flags[several] = np.bitwise_or.reduceat(own, ranges)[::2]
        return flags


def _sums(values: Offsets, first: Offsets, past: Offsets) -> Offsets:
    total = np.concatenate((np.zeros(1, np.int64), np.cumsum(values)))
    return total[past] - total[first]
