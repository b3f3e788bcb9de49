"""A site's template on a page: which elements hold the article, and which of those inside it do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cleaner.sites import FIELDS, Selector, Site, by_name, site_of
from cleaner.stages.markup.headlines import shown
from cleaner.stages.markup.nesting import nearest
from cleaner.stages.markup.walk import Walk

_LEAST, _ENOUGH = 60, 200  # characters that an article holds at least, and that need no comparison
_AROUND = frozenset("\"' ")  # what parts the names in an attribute
_DIGITS = "0123456789"
_VALUES = 3  # elements that a selector of metadata chooses at most
_SHARE = 0.25  # of the page's prose; a template that keeps less fits the page no longer


class Names:
    """The elements of a page by class and id name."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self.by_name: dict[str, list[int]] = {}
        alike: defaultdict[str, list[int]] = defaultdict(list)
        for element, classes in enumerate(walk.classes):
            if classes:
                alike[classes].append(element)
        for classes, elements in alike.items():
            for name in classes.split():
                self.by_name.setdefault(name, []).extend(elements)

    def find(self, chosen: Selector) -> list[int]:
        """The elements that a selector chooses, in order."""
        found: set[int] | None = None
        for name in chosen.names:
            here = set(self.by_name.get(name, ()))
            found = here if found is None else found & here
        for beginning in chosen.beginnings:
            here = {e for name, some in self.by_name.items() if name.startswith(beginning) for e in some}
            found = here if found is None else found & here
        names = self._walk.names
        candidates = range(len(names)) if found is None else sorted(found)
        return [element for element in candidates if not chosen.tag or names[element] == chosen.tag]


def apply_site(walk: Walk, url: str | None, found: dict[str, list[str]]) -> tuple[Site | None, dict[str, str]]:
    """Marks the article's elements in ``walk``, puts the template's metadata first in ``found``.

    The template of the page, if one is known, and the tags to set.
    """
    site = site_of(url) or _recognised(walk)
    if site is None:
        return None, {}
    names = Names(walk)
    for field in FIELDS:
        values = [*_shown(walk, names, site, field), *_scripted(walk, site, field)]
        at = len(found[field]) if field == "published" else 0  # what the head says has seconds and a zone
        found[field][at:at] = values
    if walk.kept:
        return site, {"site": site.id}
    some = (sorted({element for chosen in union for element in names.find(chosen)}) for union in site.keep)
    kept = next((elements for elements in some if _fits(walk, elements[:1] if site.first else elements, site)), None)
    if kept is None:
        return site, {"site": site.id, "site_template": "misfit"} if site.keep else {"site": site.id}
    walk.kept.update(kept[:1] if site.first else kept)
    dropped = (element for chosen in site.drop for element in names.find(chosen))
    walk.dropped.update(element for element in dropped if not _is_table(walk, element))
    if walk.dropped:
        _cut_inside_lines(walk)
    return site, {"site": site.id}


def _cut_inside_lines(walk: Walk) -> None:
    """Take out what the template drops inside a line that goes on (edit links, marks of notes): the line stays."""
    cut = inside(walk, walk.dropped)[np.array(walk.nodes, np.int64)]
    line = walk.line_numbers()
    cut &= (np.bincount(line, ~cut) > 0)[line]
    for number in np.flatnonzero(cut)[::-1].tolist():
        walk.cut_run(number, "markup.site-part")


def _is_table(walk: Walk, element: int) -> bool:
    """Whether a ``figure`` is what an editor puts around a table: templates drop figures for their images."""
    return walk.names[element] == "figure" and "table" in walk.classes[element].split()


def _recognised(walk: Walk) -> Site | None:
    """The template that a class or id name of the page is sure to belong to, without the number at its end, too."""
    used = set(" ".join(set(walk.classes)).split())
    used |= {name.rstrip(_DIGITS) for name in used}
    return next((site for name, site in by_name().items() if name in used), None)


def _fits(walk: Walk, elements: list[int], site: Site) -> bool:
    """Whether the elements hold enough of the page's prose to be its article; a post is one however short it is."""
    if not elements:
        return False
    sizes = np.array(walk.ends, np.int64) - np.array(walk.starts, np.int64)
    kept = int(sizes[inside(walk, set(elements))[np.array(walk.nodes, np.int64)]].sum())
    prose = int(sizes[(sizes >= 30) & ~np.array(walk.links, np.bool_)].sum())
    if site.posts:
        return kept > 0 and (prose < _ENOUGH or kept >= prose * _SHARE)
    return kept >= _LEAST and (kept >= _ENOUGH or kept >= prose * _SHARE)


def inside(walk: Walk, elements: set[int]) -> NDArray[np.bool_]:
    """For each element of the page, whether it is one of ``elements`` or stands in one."""
    marked = np.zeros(len(walk.parents), np.bool_)
    marked[list(elements)] = True
    held: NDArray[np.bool_] = marked[nearest(walk.parents, marked)]
    return held


def _shown(walk: Walk, names: Names, site: Site, field: str) -> Iterator[str]:
    for chosen in site.meta.get(field, ()):
        elements = names.find(chosen)[:_VALUES]
        for element in elements:
            held = np.flatnonzero(inside(walk, {element})[np.array(walk.nodes, np.int64)]).tolist()
            text = " ".join(shown(walk.text[walk.starts[run] : walk.ends[run]]) for run in held)
            if 0 < len(text) <= 200:
                yield text
        if not elements and (text := _linked(walk.text, chosen)):
            yield text


def _linked(page: str, chosen: Selector) -> str:
    """The text of the link that a selector of one name chooses (links are no elements of the walk)."""
    if len(chosen.names) != 1:
        return ""
    name = chosen.names[0]
    at = page.find(name)
    while at >= 0 and not {page[max(at - 1, 0) : at], page[at + len(name) : at + len(name) + 1]} <= _AROUND:
        at = page.find(name, at + 1)
    at -= 1
    tag = page.rfind("<", max(0, at - 300), at) if at >= 0 else -1
    if tag < 0 or page[tag : tag + 3].lower() != "<a ":
        return ""
    begin = page.find(">", at) + 1
    return shown(page[begin : page.find("<", begin, begin + 200)]) if begin else ""


def _scripted(walk: Walk, site: Site, field: str) -> Iterator[str]:
    if (pattern := site.script.get(field)) and (said := pattern.search(walk.text)):
        yield shown(said[1])
