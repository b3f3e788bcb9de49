"""Where the links of lines inside the article lead: to other sites, or to a place on the page itself.

The line model takes a line that is a link for the title of another article of the same site. Such lead to the site
itself; a list of readings, the source of a quotation, the tools of a weekly letter lead away from it, and what an
author cites or recommends is a part of the article. A table of contents leads to the article's own headings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import numpy as np

from cleaner.doc import Doc
from cleaner.stages.boilerplate.foreign import LINKED
from cleaner.stages.boilerplate.inside import named_frames
from cleaner.stages.boilerplate.markup_features import View
from cleaner.stages.boilerplate.page import Counts, Flags, Page
from cleaner.stages.boilerplate.words import words
from cleaner.stages.markup.anchors import address, link_tag
from cleaner.stages.markup.pagemap import LineFeatures, PageMap
from cleaner.trees import Column

LEAST_CITED = -4.0  # logit of the line model
_MOST_FOREIGN = 1.0  # such lines for each other line of the article
# Hosts of which each name before theirs is a site of its own.
_HOSTED = [
    name.split(".") for name in ("github.io", "gitee.io", "blogspot.com", "wordpress.com", "netlify.app", "vercel.app")
]
_HREF = re.compile(r"""<a\s[^<>]{0,200}?href\s?=\s?["']?([^"'\s>#]++)""", re.IGNORECASE)
FILE = "magnet:"
_FILE = re.compile(r"(?:magnet|ed2k|thunder|flashget):", re.IGNORECASE)
_SHARED = ("com", "net", "org", "gov", "edu", "co", "ac", "idv")


def cited(view: View, keep: Flags, logits: Column, origin: tuple[Doc, PageMap], url: str | None) -> Flags:
    """The lines between the first and the last of ``keep`` that are links to other sites and no part of a frame.

    None where they would be more than the lines of the article.
    """
    out = np.zeros(len(keep), np.bool_)
    held = np.flatnonzero(keep)
    doc, pagemap = origin
    if not len(held):
        return out
    own = own_sites(view, origin, url, int(held[0]))
    rows = view.rows
    linked = (rows.links * 2 > rows.chars) & (logits > LEAST_CITED) & ~view.page.fired & ~named_frames(view, keep)
    linked[: held[0]] = linked[held[-1] :] = False
    lines = np.flatnonzero(linked & ~keep)
    for line, found in zip(lines.tolist(), targets(doc, pagemap, view.page, lines), strict=True):
        out[line] = bool(found) and own.isdisjoint(map(site_of, found))
    return out if out.sum() <= _MOST_FOREIGN * keep.sum() else np.zeros_like(out)


def contents(page: Page, rows: LineFeatures, keep: Flags, origin: tuple[Doc, PageMap]) -> Flags:
    """The lines among ``keep`` that are links to places on the page, and the heading of such a list (目录)."""
    out = np.zeros(len(page), np.bool_)
    known = words("inside")["contents"]
    heads = [line for line in np.flatnonzero(keep[:-1]).tolist() if page.folded[line].strip(" :[]") in known]
    asked = keep.copy()
    asked[[line + 1 for line in heads]] = True
    lines = np.flatnonzero(asked & (rows.link_share >= LINKED))
    for line, tags in zip(lines.tolist(), _links(*origin, page, lines), strict=True):
        inner = bool(tags) and all("#" in tag or "&" in tag for tag in tags)  # as in few
        out[line] = inner and all(len(target) > 1 and target[0] == "#" for target in map(address, tags))
    alone = np.bincount(rows.parent + 1)[rows.parent[heads] + 1] == 1  # a script puts the list below it
    below = np.array([line + 1 for line in heads], np.int64)
    out[heads] = out[below] | (alone & (rows.level[heads] > 0) & ((rows.level[below] > 0) | page.told[below]))
    return out & keep


def targets(doc: Doc, pagemap: PageMap, page: Page, lines: Counts) -> Iterator[list[str]]:
    """For each line the addresses of its links, as the page has them."""
    for tags in _links(doc, pagemap, page, lines):
        yield list(map(address, tags))


def _links(doc: Doc, pagemap: PageMap, page: Page, lines: Counts) -> Iterator[list[str]]:
    """The same as the tags of the links."""
    chosen = np.flatnonzero(pagemap.run_links)
    places, number = pagemap.run_starts[chosen].tolist(), page.number[lines]
    spans = (chosen.searchsorted(edge[number]).tolist() for edge in pagemap.line_runs(doc, page.lines))
    for first, past in zip(*spans, strict=True):
        yield [link_tag(doc.source, place) for place in places[first:past]]


def own_sites(view: View, origin: tuple[Doc, PageMap], url: str | None, first: int) -> set[str]:
    """The sites that a page's address may be of; where it says none, the one that most links of its head lead to.

    The empty one is that of relative addresses.  first: line of the article.
    """
    doc, pagemap = origin
    known = {site_of(address) for address in ("", url or "", *pagemap.stated_addresses())}
    if known == {""}:
        place = int(pagemap.spans[0][max(int(view.rows.block[first]), 0)])
        found = Counter(map(site_of, _HREF.findall(doc.source, 0, place)))
        known |= {site for site, times in found.most_common(2)[:1] if times * 2 > found.total()}
    return known


def site_of(address: str) -> str:
    """The registered name of an address's host, roughly; empty for a relative address and one that is none.

    ``FILE`` for that of a file which programs exchange, on no host.
    """
    if _FILE.match(address):
        return FILE
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    parts = host.split(".")
    shared = (len(parts[-1]) == 2 and parts[-2] in _SHARED) or parts[-2:] in _HOSTED if len(parts) > 2 else False
    return ".".join(parts[-3 if shared else -2 :])
