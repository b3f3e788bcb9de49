"""Links inside the article that lead to other sites: what its author cites or recommends is a part of it.

The line model takes a line that is a link for the title of another article of the same site. Such lead to the site
itself; a list of readings, the source of a quotation, the tools of a weekly letter lead away from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import numpy as np

from cleaner.doc import Doc
from cleaner.stages.boilerplate.features import Column
from cleaner.stages.boilerplate.inside import named_frames
from cleaner.stages.boilerplate.markup_features import View
from cleaner.stages.boilerplate.page import Counts, Flags
from cleaner.stages.markup.pagemap import PageMap
from cleaner.stages.markup.tokens import attributes

LEAST_CITED = -4.0  # logit of the line model
_MOST_FOREIGN = 1.0  # such lines for each other line of the article
_LONGEST_TAG = 2000  # characters of the tag of a link
_SHARED = ("com", "net", "org", "gov", "edu", "co", "ac", "idv")


def cited(view: View, keep: Flags, logits: Column, origin: tuple[Doc, PageMap], url: str | None) -> Flags:
    """The lines between the first and the last of ``keep`` that are links to other sites and no part of a frame.

    None where the page's own address is not known, and where they would be more than the lines of the article.
    """
    out = np.zeros(len(keep), np.bool_)
    held = np.flatnonzero(keep)
    doc, pagemap = origin
    own = {_site(address) for address in ("", url or "", *pagemap.stated_addresses())}
    if not len(held) or own == {""}:
        return out
    rows = view.rows
    linked = (rows.links * 2 > rows.chars) & (logits > LEAST_CITED) & ~view.page.fired & ~named_frames(view, keep)
    linked[: held[0]] = linked[held[-1] :] = False
    lines = np.flatnonzero(linked & ~keep)
    for line, sites in zip(lines.tolist(), _targets(doc, pagemap, view, lines), strict=True):
        out[line] = bool(sites) and sites.isdisjoint(own)
    return out if out.sum() <= _MOST_FOREIGN * keep.sum() else np.zeros_like(out)


def _targets(doc: Doc, pagemap: PageMap, view: View, lines: Counts) -> Iterator[set[str]]:
    """For each line the sites that its links lead to; the empty name is the page's own."""
    first, past = pagemap.line_runs(doc, view.page.lines)
    for number in view.page.number[lines].tolist():
        runs = range(int(first[number]), int(past[number]))
        places = [int(pagemap.run_starts[run]) for run in runs if pagemap.run_links[run]]
        yield {_site(_href(doc.source, place)) for place in places}


def _href(source: str, place: int) -> str:
    """The address of the link that is open at ``place``."""
    least = max(0, place - _LONGEST_TAG)
    at = max(source.rfind(tag, least, place) for tag in ("<a ", "<A ", "<a\n"))
    return attributes(source[at : source.find(">", at) + 1]).get("href", "") if at >= 0 else ""


def _site(address: str) -> str:
    """The registered name of an address's host, roughly; empty for a relative address and one that is none."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    parts = host.split(".")
    return ".".join(parts[-3 if len(parts) > 2 and parts[-2] in _SHARED and len(parts[-1]) == 2 else -2 :])
