"""Boxes between the paragraphs of an article that are none of it: teasers of other articles, a poll, a promotion.

They hold prose like the article's own, so the line model takes them for it; what tells them is that the paragraphs
around them stand right in the element of the article, and they in an element of their own, with a name or a link.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cleaner.doc import Doc
from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.containers import holders
from cleaner.stages.boilerplate.foreign import LINKED
from cleaner.stages.boilerplate.inside import table_rows
from cleaner.stages.boilerplate.link_targets import own_sites, site_of, targets
from cleaner.stages.boilerplate.markup_features import View
from cleaner.stages.boilerplate.page import Counts, Flags
from cleaner.stages.boilerplate.words import words
from cleaner.stages.markup.pagemap import PageMap, among_tags

LEAST_OWN = 0.6
"""Share of the words that must stand right in the element of the article."""
MOST_ASIDE = 0.25
"""Share of the words that one box may hold."""
_OWN = ("blockquote", "figure", "dl")
_LISTS = ("ul", "ol")
_QUOTED = among_tags("blockquote", "figcaption", "figure", "dt", "dd")
_LEVELS = 12  # elements between a line and that of the article
_MOST_CALLED, _LONGEST_CALLED = 5, 120  # lines, and Han characters, of a box that calls for something
_TITLE = 6  # Han characters of the title of another article


def asides(view: View, origin: tuple[Doc, PageMap], keep: Flags, url: str | None) -> Flags:
    """The lines among ``keep`` that stand in such boxes; ``url``: the address of the page."""
    page, rows, pagemap = view.page, view.rows, origin[1]
    out = np.zeros(len(page), np.bool_)
    main, own = _main(view, keep)
    total = int(page.han[keep].sum())
    if main < 0 or page.han[own].sum() < LEAST_OWN * total:
        return out
    box = boxes_in(rows.block, pagemap.blocks[1], main)
    inner, named = _formed(view), _names(view, own)
    most = MOST_ASIDE * total
    for lines in groups(box, np.unique(box[keep & ~own & (box >= 0)])):
        name = pagemap.name(int(box[lines[0]]))
        formed = inner[lines].any() or name in _OWN
        if formed or page.han[lines[keep[lines]]].sum() > most:
            continue
        teases = _teases(view, lines) and not (name in _LISTS and _cites(view, origin, lines, url))
        told = _headed(view, lines) or teases or _calls(view, lines)
        if told or any(found[lines].all() for found in named):
            out[lines] = keep[lines]
    return out


def groups(box: Counts, wanted: Counts) -> Iterator[Counts]:
    """The lines of each of the boxes ``wanted``."""
    order = np.argsort(box, kind="stable")
    starts, ends = (np.searchsorted(box[order], wanted, side) for side in ("left", "right"))
    yield from (order[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True))


def _main(view: View, keep: Flags) -> tuple[int, Flags]:
    """The element that holds most words of the article, and the lines right in it."""
    held = holders(view.rows)
    counts = np.bincount(held[keep] + 1, view.page.han[keep])
    main = int(np.argmax(counts)) - 1 if len(counts) else -1
    own: Flags = keep & (held == main)
    return main, own


def boxes_in(block: Counts, above: Counts, main: int) -> Counts:
    """For each line the child of ``main`` that it stands in, −1 for a line outside, or in ``main`` itself."""
    here, box = block.copy(), np.full(len(block), -1, np.int64)
    for _ in range(_LEVELS):
        up = np.where(here >= 0, above[np.maximum(here, 0)], -1)
        found = (up == main) & (box < 0)
        box[found] = here[found]
        here = np.where(found, -1, up)
    return box


def _formed(view: View) -> Flags:
    """Lines whose form says that they are the article's: source code, quotations, captions, rows of tables."""
    rows = view.rows
    formed: Flags = rows.has("pre") | table_rows(view) | _QUOTED.take(rows.tag)
    return formed


def _headed(view: View, lines: Counts) -> bool:
    """Whether a heading of the site's (延伸阅读) stands above the others."""
    return len(lines) > 1 and int(lines[0]) in view.page.heads


def _teases(view: View, lines: Counts) -> bool:
    """Whether each line of text stands below the linked title of another article, and most titles have such a line."""
    page, rows = view.page, view.rows
    linked = (rows.link_share[lines] >= LINKED) & (page.han[lines] >= _TITLE)
    text = page.verse[lines] & ~linked
    enough = text.sum() * 2 > linked.sum() > 0
    return bool(enough and (text[1:] <= linked[:-1]).all() and not text[0])


def _cites(view: View, origin: tuple[Doc, PageMap], lines: Counts, url: str | None) -> bool:
    """Whether each link leads to another site: an author's list of sources, with what he says of each."""
    own = own_sites(view, origin, url, int(lines[0]))
    linked = lines[view.rows.links[lines] > 0]
    return all(own.isdisjoint(map(site_of, each)) for each in targets(*origin, view.page, linked))


def _calls(view: View, lines: Counts) -> bool:
    """Whether a few lines end in a link that calls for something (立即加入): a promotion, whatever it says above."""
    page, last = view.page, int(lines[-1])
    call = pattern_table("pages")["call"]
    if not 2 <= len(lines) <= _MOST_CALLED or page.han[lines].sum() > _LONGEST_CALLED:
        return False
    return bool(view.rows.link_share[last] >= LINKED) and call.fullmatch(page.folded[last]) is not None


def _names(view: View, own: Flags) -> list[Flags]:
    """Lines under names of parts of a page's frame, a column a name that the article does not stand under.

    A sentence in a card without links is the author's.
    """
    rows = view.rows
    own_cards = rows.has("card") & ~rows.has("meta") & (rows.links == 0) & (view.page.ends_of_sentences > 0)
    found = (rows.has(name) & ~(own_cards & (name == "card")) for name in words("inside")["boxes"])
    return [lines for lines in found if lines.any() and not lines[own].any()]
