"""HTML to its visible text, by edits; metadata of the page; what the markup said about each line (``PageMap``)."""

from __future__ import annotations

from bisect import bisect_right

from cleaner.doc import Doc
from cleaner.lines import letters_of
from cleaner.pipeline import Context, Proposal
from cleaner.sites import site_of
from cleaner.stages.markup.anchors import drop_anchors, unlink_headings, unlink_paragraphs
from cleaner.stages.markup.assemble import edits
from cleaner.stages.markup.code_elements import FACT, code_ranges
from cleaner.stages.markup.embedded import show_embedded
from cleaner.stages.markup.embedded_record import read_record
from cleaner.stages.markup.entries import entries_of
from cleaner.stages.markup.front_matter import fields_of, front_matter
from cleaner.stages.markup.kind import kind_of
from cleaner.stages.markup.late import read_late
from cleaner.stages.markup.lazy_text import show_lazy
from cleaner.stages.markup.marked import read_items, read_signs
from cleaner.stages.markup.meta import brands_of, read_meta, settle_meta
from cleaner.stages.markup.nearby import Found, read_lines
from cleaner.stages.markup.pagemap import PageMap
from cleaner.stages.markup.pieces import joined
from cleaner.stages.markup.residue import is_plain, residue, shows_breaks
from cleaner.stages.markup.site_names import Names
from cleaner.stages.markup.template import apply_site
from cleaner.stages.markup.title import settle_title, shows
from cleaner.stages.markup.title_spam import clears
from cleaner.stages.markup.unveil import read
from cleaner.stages.markup.walk import Walk


def propose(doc: Doc, context: Context) -> Proposal:
    """Edits that leave the visible text of a page; text has its sentences in one piece, Markdown stays as it is.

    A text that is read as HTML only because the settings say so, and holds hardly any tag that breaks a line, keeps its
    line breaks.

    facts: ``markup.kind`` (``html``, ``code``, ``listing``, ``markdown``, ``text``) and, for HTML, ``markup.map``
    (``PageMap``), ``markup.site`` (the ``cleaner.sites.Site`` it came from, or ``None``) and ``markup.code`` (source
    ranges of code).
    tags: ``site``, and ``site_template`` ``misfit`` where the template no longer fits the page.
    """
    kind = kind_of(doc, context.config.input)
    if kind != "html":
        meta = fields_of(front_matter(doc.text)) if kind == "markdown" else {}
        if kind == "text" and shows_breaks(doc.text):
            return Proposal(list(residue(doc.text)), facts={"markup.kind": kind})
        pieces = list(joined(doc.text)) if kind == "text" else []
        return Proposal(pieces, meta=meta, facts={"markup.kind": kind})
    if context.config.input == "html" and is_plain(doc.text):
        return Proposal(list(residue(doc.text)), facts={"markup.kind": "text"})
    walk = read(doc.text, context.config.alt, letters_of(doc))
    drop_anchors(walk)
    unlink_headings(walk)
    unlink_paragraphs(walk)
    show_lazy(walk)
    body = show_embedded(walk)
    found = read_meta(walk)
    _read_front_matter(walk, found)
    if body is not None:
        read_record(walk, body.start, found)
    address = context.url or next(iter(found["url"]), None)
    site, tags = apply_site(walk, address, found)
    names = Names(walk, found["site"])
    entries = entries_of(walk) if site is None or not site.posts else []
    title, told = settle_title(walk, found["title"], names, clears(walk, context), several=bool(entries))
    if not entries:
        read_items(walk, found)
        read_lines(walk, title, found)
        read_signs(walk, title, found)
        read_late(walk, title, context.url, found)
    known = site is not None and site.hosts and not (address and site_of(address) is None)  # not by its names alone
    brands = brands_of(told, title.text if title else "", names)
    meta = settle_meta(walk, found, brands, site.name if site and known else None)
    if title is not None:
        meta["title"] = title.text
    if body is not None and not shows(title, found["title"]):
        meta["title"] = found["title"][0]
    page = PageMap(walk, doc, (title.start, title.end) if title and title.run >= 0 else None, entries)
    facts = {"markup.kind": kind, "markup.map": page, "markup.site": site, FACT: code_ranges(walk, doc)}
    return Proposal(edits(walk), meta, tags=tags, facts=facts)


def _read_front_matter(walk: Walk, found: Found) -> None:
    """Adds what front matter above a page says, and takes it out: archives of pages in HTML begin so, too."""
    block = front_matter(walk.text)
    for field, value in fields_of(block).items() if block else ():
        found[field].insert(0, value)
    for number in range(bisect_right(walk.starts, len(block)) - 1, -1, -1):
        if walk.ends[number] <= len(block):
            walk.cut_run(number, "markup.front-matter")
