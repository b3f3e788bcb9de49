"""Pages with and without an article, for the model that tells them apart (``train_boilerplate.py``)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple
from unittest.mock import patch

import numpy as np

from cleaner.doc import Doc
from cleaner.stages.boilerplate import model
from cleaner.stages.boilerplate.markup_features import View
from cleaner.stages.boilerplate.model import Asked, look_at
from cleaner.stages.markup.pagemap import PageMap
from cleaner.trees import Forest, Table
from tools.boilerplate_lists import in_place, listing, short_article
from tools.boilerplate_pages import Sample, Source, html_sample, region_targets

LISTS = 2
"""Pages with a list that are made of each page."""
_ADDRESSES = ("/list_{}.html", "/tag/{}/", "/category/{}/page/2", "/search?q={}", "/")
_ADDRESSED = 0.4  # how often the address of a made page says what it is
_WEIGHTS = {"page": 1.0, "short": 0.5, "thread": 0.3, "written": 2.0, "empty": 0.5, "list": 0.5, "form": 0.5}


class Case(NamedTuple):
    """One page. hosts: that of the page, then those of the texts in it.  none: it holds no article."""

    hosts: tuple[str, ...]
    none: bool
    kind: str
    doc: Doc
    pagemap: PageMap
    view: View
    asked: Asked

    @property
    def weight(self) -> float:
        """How much the page counts."""
        return _WEIGHTS[self.kind]


def cases(samples: Sequence[Sample], empty: Sequence[Source]) -> Iterator[Case]:
    """The pages of ``samples``, those of sources without an article, and pages made of the first."""
    for sample in samples:
        if sample.kind in ("page", "short", "thread"):
            yield _case(sample, sample.kind, (sample.source.host, *filter(None, (sample.guest,))), none=False)
    for source in empty:
        if (held := html_sample(source)) is not None:
            yield _case(held, "written", (source.host,), none=True)
    others = [s for s in samples if s.kind == "page" and not s.source.forum and s.title]
    for sample in others:
        yield from _made(sample, others)


def _case(sample: Sample, kind: str, hosts: tuple[str, ...], none: bool) -> Case:
    asked = Asked(sample.title, sample.source.url or None, "auto", sample.dated)
    return Case(hosts, none, kind, sample.doc, sample.pagemap, sample.view, asked)


def _made(sample: Sample, others: Sequence[Sample]) -> Iterator[Case]:
    """The page without its article, with lists in its place, and with a short article there."""
    rng = np.random.default_rng(zlib.crc32(b"none" + sample.source.name.encode()))
    for kind in ("empty", *["list"] * LISTS, "form"):
        guests = [others[int(rng.integers(len(others)))] for _ in range(8)]
        if kind == "form":
            made = short_article(guests[0].title, guests[0].gold, rng)
        else:
            made = listing([guest.title for guest in guests], guests[0].gold, rng)
        start, end = _place(sample, int(rng.integers(0, 3)))
        page = in_place(sample.doc.source, start, end, made if kind != "empty" else (made[0], ""), rng)
        address = str(rng.choice(_ADDRESSES)).format(int(rng.integers(1000)))
        url = "https://www.example.com" + address if kind != "form" and rng.random() < _ADDRESSED else ""
        held = html_sample(replace(sample.source, url=url, gold=""), page)
        if held is not None:
            yield _case(held, kind, (sample.source.host, guests[0].source.host), none=kind != "form")


def _place(sample: Sample, up: int) -> tuple[int, int]:
    """The range of the element that holds the article, or one of the elements above it, in the source."""
    element = int(sample.view.rows.block[int(sample.regions.starts[int(np.argmax(region_targets(sample)))])])
    for _ in range(up):
        above = int(sample.pagemap.parents[element])
        if above > 0 and sample.pagemap.name(above) not in ("body", "html"):
            element = above
    start, end = (int(places[element]) for places in sample.pagemap.spans)
    return start, end


def row_of(case: Case, forests: dict[str, Forest]) -> Table:
    """What the stage would know of the page with these models."""
    with patch.object(model, "forest", forests.__getitem__):
        look = look_at(case.view, (case.doc, case.pagemap), case.asked)
    return look.row(case.view, case.pagemap, case.asked)
