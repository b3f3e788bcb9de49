"""The names that the frame of a page gives to its site and to its sections.

Software of small sites writes these alone into the ``<title>`` of every page: then only the page shows the headline.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property, lru_cache

import numpy as np

from cleaner.fold import fold
from cleaner.needles import last_place, places_in
from cleaner.pattern_tables import pattern_table
from cleaner.patterns import count_han, lazy
from cleaner.stages.markup.headlines import shown
from cleaner.stages.markup.walk import LINE, Walk

_NOT_WORD = lazy(r"[\W_]+")
_OWNED, _OWNED_LATIN = ("权所有", "權所有", "权声明", "權聲明", "©"), (b"opyright", b"&copy;")
_HOME = (b'href="/"', b"href='/'", b'href="./"', b'href="/index.html"')
_MOST_HOME = 3  # links of each kind
_LONGEST_OWNER = 120  # characters of a line that says whose the page is
_LEAST_OWNED = 4  # characters of a name that such a line holds
_LONGEST_SECTION = 12  # characters
_CRUMBS = " \u3000>»›/＞→:：|"
_PROSE = 60  # characters of a run that ends the head of a page


@lru_cache(1 << 12)  # a page asks again and again for its titles and the names in its links
def plain(text: str) -> str:
    """Text for comparison: folded, letters and digits only."""
    return _NOT_WORD.sub("", fold(text))


def like_site(part: str) -> bool:
    """Whether a part of a title holds a word of names of sites or sections."""
    return pattern_table("pages")["site-name"].search(part) is not None


class Names:
    """Tells names of the site and its sections. ``stated``: those of the site in the metadata."""

    def __init__(self, walk: Walk, stated: list[str]) -> None:
        self._walk, self._stated = walk, frozenset(map(plain, stated))

    def is_stated(self, title: str) -> bool:
        """Whether a title from the metadata is but the name that they give to the site, or a part of it."""
        return any(plain(title) in name for name in self._stated)

    def is_site(self, part: str) -> bool:
        """Whether the metadata, the line that says whose the page is, or the link to its root name the site so."""
        name = plain(shown(part))
        return name in self._stated or (len(name) >= _LEAST_OWNED and name in self._owner) or name == self._home != ""

    def is_section(self, part: str) -> bool:
        """Whether a link above the text, or an item of the way to the page, is called so."""
        return len(part) + count_han(part) <= 2 * _LONGEST_SECTION and part in self._linked

    def are_all(self, parts: list[str]) -> bool:
        """Whether the parts of a title are names of the site and its sections, and one of them for certain."""
        sure = [self.is_site(part) or self.is_section(part) for part in parts]
        return any(sure) and all(
            told or (len(part) <= 16 and like_site(part)) for told, part in zip(sure, parts, strict=True)
        )

    @cached_property
    def _owner(self) -> str:
        """The lines that say last whose the page is (a label with the line below it); of a row of links the one."""
        walk, said = self._walk, ""
        places = [last_place(mark, walk.text) for mark in _OWNED]
        places += [at for mark in _OWNED_LATIN for at in places_in(walk.tags.page, mark)[-1:]]
        runs = {bisect_right(walk.starts, place) - 1: place for place in places}
        for run, place in runs.items():
            if run in (-1, walk.title) or place >= walk.ends[run]:  # the name of an element
                continue
            first, past = run, run + 1
            while first > 0 and walk.seps[first] != LINE and not walk.links[run]:
                first -= 1
            label = walk.text[walk.starts[run] : walk.ends[run]].endswith((":", "："))
            while past < len(walk.starts) and (
                walk.seps[past] != LINE or (label and past == run + 1 and not walk.links[past])
            ):
                past += 1
            past = run + 1 if walk.links[run] else past
            line = "".join(walk.text[walk.starts[at] : walk.ends[at]] for at in range(first, past))
            said += f" {plain(shown(line))}" if len(line) <= _LONGEST_OWNER else ""
        return said

    @cached_property
    def _home(self) -> str:
        """What the first link to the root of the site that is not a picture alone is called; empty where none is."""
        walk = self._walk
        for place in sorted(at for address in _HOME for at in places_in(walk.tags.page, address)[:_MOST_HOME]):
            run = bisect_right(walk.starts, place)
            if run == len(walk.starts):
                break
            if walk.links[run] and walk.tags.page.find(b"</a", place, walk.starts[run]) < 0:
                return plain(shown(walk.text[walk.starts[run] : walk.ends[run]]))
        return ""

    @cached_property
    def _linked(self) -> frozenset[str]:
        """The short links above the first long text, and what stands behind an arrow."""
        walk = self._walk
        starts, ends = np.array(walk.starts, np.int64), np.array(walk.ends, np.int64)
        sizes, links = ends - starts, np.array(walk.links, np.bool_)
        long = np.flatnonzero((sizes >= _PROSE) & ~links)
        past = next((run for run in long.tolist() if run > walk.title), len(sizes))
        out = set()
        for run in np.flatnonzero(sizes[:past] <= 2 * _LONGEST_SECTION + 4).tolist():
            text = shown(walk.text[walk.starts[run] : walk.ends[run]]) or " "
            if run != walk.title and (walk.links[run] or text[0] in _CRUMBS):
                out.add(text.strip(_CRUMBS))
        return frozenset(out)
