"""The development pages as tables of features with labels, for ``train_boilerplate.py`` and the benchmark."""

from __future__ import annotations

import csv
import html
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from cleaner.config import Config
from cleaner.doc import Doc
from cleaner.lines import Lines
from cleaner.pipeline import State, run
from cleaner.rules import rule_book
from cleaner.stages.boilerplate.markup_features import View, view_of
from cleaner.stages.boilerplate.page import Page
from cleaner.stages.boilerplate.regions import Regions, regions_of, worth
from cleaner.stages.boilerplate.threads import thread_features
from cleaner.stages.decode import decode
from cleaner.stages.markup.pagemap import PageMap
from cleaner.trees import Table
from tools.boilerplate_labels import labels
from tools.boilerplate_threads import Maker
from tools.boilerplate_variants import cut_short, in_one_line, second_text

_TITLE = re.compile(r"<title[^<>]*>[^<]*</title>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """One development page: its bytes, the text people say is the article, its lines without markup, its place.

    kind: the set that it is in.  forum: it is a thread, and its text the posts of all.
    """

    name: str
    kind: str
    host: str
    url: str
    raw: bytes
    gold: str
    flat: str = ""
    forum: bool = False


@dataclass(slots=True)
class Sample:
    """A page with markup, ready for training.

    view: what the model sees of it;  regions: its candidates.
    kind: ``page``, or how it was made of one: ``short``, ``joined``, ``mixed``, ``mixed-short``, ``thread``.
    guest: the host of the text that was mixed in, or empty.  dated: its metadata say when it was published.
    columns: see ``thread_table``.
    """

    source: Source
    page: Page
    doc: Doc
    gold: str
    table: Table
    label: NDArray[np.float32]
    view: View
    regions: Regions
    pagemap: PageMap
    title: str = ""
    kind: str = "page"
    guest: str = ""
    dated: bool = False
    columns: Table | None = None

    def thread_table(self) -> Table:
        """The columns of the model of threads, made when they are first asked for. The sample must have a view."""
        if self.columns is None:
            self.columns = thread_features(self.view, self.pagemap)
        return self.columns


def sources(folder: Path) -> Iterator[Source]:
    """The pages of ``folder`` that its INDEX.tsv lists with a gold text."""
    with (folder / "INDEX.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            page = folder / row["source"] / f"{row['name']}.html"
            gold = page.with_suffix(".txt")
            if page.exists() and gold.exists():
                name = f"{row['source']}/{row['name']}"
                text = gold.read_text("utf-8")
                lines = folder.parent / "html_lines" / (name.replace("/", "__") + ".jsonl")
                flat = _flattened(lines) if lines.exists() else ""
                yield Source(
                    name, row["set"], host(row), row["url"], page.read_bytes(), text, flat, row["kind"] == "forum"
                )


def _flattened(path: Path) -> str:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()[1:]]
    return "\n".join(row["text"] for row in rows)


def host(row: dict[str, str]) -> str:
    """The registered domain of a page, or its portal: pages of one host must not be on both sides of a split."""
    name = (urlsplit(row["url"]).hostname or "").removeprefix("www.")
    parts = name.split(".")
    keep = 3 if len(parts) > 2 and parts[-2] in ("com", "gov", "org", "net", "edu", "co") and len(parts[-1]) == 2 else 2
    return row["portal"] or ".".join(parts[-keep:]) or row["name"].partition("_")[0]


def before_boilerplate(data: bytes | str, url: str | None = None) -> State:
    """The document as the boilerplate stage gets it in the first pass."""
    source = decode(data).text if isinstance(data, bytes) else data
    state = State(Doc(source))
    for name, after in run(Doc(source), Config(), url):
        state = after
        if name == "spam":
            break
    return state


def html_sample(source: Source, raw: bytes | str | None = None) -> Sample | None:
    """A page with the features of its markup; ``None`` where the markup stage gave no map."""
    state = before_boilerplate(source.raw if raw is None else raw, source.url)
    pagemap = state.facts.get("markup.map")
    if pagemap is None or not state.doc.text.strip():
        return None
    made = _with_markup(source, state.doc, pagemap, state.meta.get("title", ""), source.gold)
    made.dated = "published" in state.meta
    return made


def _with_markup(source: Source, doc: Doc, pagemap: PageMap, title: str, gold: str) -> Sample:
    page = Page(Lines(doc.text), rule_book().matcher("boilerplate"))
    view = view_of(page, doc, pagemap, title)
    regions = worth(view, regions_of(view, pagemap))
    return Sample(source, page, doc, gold, view.table, _labels(page, gold), view, regions, pagemap, title)


def _labels(page: Page, gold: str) -> NDArray[np.float32]:
    return np.array(labels([page.text(i) for i in range(len(page))], gold), np.float32)


def variants(sample: Sample, others: Sequence[Sample]) -> Iterator[Sample]:
    """Pages made of a page: shorter, its article in one line, the text of one of ``others`` beside the article."""
    rng = np.random.default_rng(zlib.crc32(sample.source.name.encode()))
    yield from _reshaped(sample, rng)
    for kind in ("mixed", "mixed-short"):
        mixed = _mixed(sample, others, rng)
        if mixed is not None and kind == "mixed":
            yield mixed
        elif mixed is not None:
            yield from (s for s in _reshaped(mixed, rng) if s.kind == "mixed-short")


def _reshaped(sample: Sample, rng: np.random.Generator) -> Iterator[Sample]:
    gold = np.flatnonzero(sample.label > 0.5)
    lines, numbers = sample.page.lines, sample.page.number[gold].tolist()
    made: list[tuple[str, Doc, str]] = []
    if (short := cut_short(sample.doc, lines, numbers, rng)) is not None:
        made.append(("short", *short))
    if (joined := in_one_line(sample.doc, lines, numbers)) is not None:
        made.append(("joined", joined, sample.gold))
    for kind, doc, gold_text in made:
        new = _with_markup(sample.source, doc, sample.pagemap, sample.title, gold_text)
        if new.label.max() > 0.5:
            new.kind = f"mixed-{kind}" if sample.kind == "mixed" else kind
            new.guest, new.dated = sample.guest, sample.dated
            yield new


def _mixed(sample: Sample, others: Sequence[Sample], rng: np.random.Generator) -> Sample | None:
    """The page with a second text beside the element that holds its article, or an element around that."""
    best = int(np.argmax(region_targets(sample)))
    first = int(sample.regions.starts[best])
    element = int(sample.view.rows.block[first])
    above = sample.pagemap.parents
    for _ in range(int(rng.integers(0, 5))):
        if above[element] > 0 and sample.pagemap.name(int(above[element])) not in ("body", "html"):
            element = int(above[element])
    guests = [other for other in others if other.source.host != sample.source.host]
    guest = guests[int(rng.integers(0, len(guests)))]
    block = second_text(guest.title, guest.gold, rng)
    if block is None or element < 0:
        return None
    starts, ends = sample.pagemap.spans
    source = sample.doc.source
    at = int(ends[element]) if rng.random() < 0.75 else int(starts[element])
    made = html_sample(sample.source, source[:at] + block + source[at:])
    if made is None or made.label.max() <= 0.5:
        return None
    made.kind, made.guest = "mixed", guest.source.host
    return made


def threads(samples: Sequence[Sample]) -> Iterator[Sample]:
    """A made thread for each page with an article, in a frame of its own or in the article's place."""
    others = [sample for sample in samples if not sample.source.forum and sample.kind == "page" and sample.title]
    titles = [sample.title for sample in others]
    for sample in others:
        rng = np.random.default_rng(zlib.crc32(b"thread" + sample.source.name.encode()))
        guest, near = others[int(rng.integers(len(others)))], others[int(rng.integers(len(others)))]
        try:
            maker = Maker(guest.gold, rng)
        except ValueError:
            continue
        made = maker.thread(guest.title[:60])
        if rng.random() < 0.5:
            page = maker.framed(made, guest.title[:60], titles, near.gold)
        else:
            page = _in_place_of_article(sample, made.markup, guest.title[:60])
        new = html_sample(replace(sample.source, gold=made.text, forum=True), page)
        if new is not None and new.label.max() > 0.5:
            new.kind, new.guest = "thread", guest.source.host
            yield new


def _in_place_of_article(sample: Sample, markup: str, title: str) -> str:
    element = int(sample.view.rows.block[int(sample.regions.starts[int(np.argmax(region_targets(sample)))])])
    above = int(sample.pagemap.parents[element])
    if above > 0 and sample.pagemap.name(above) not in ("body", "html"):
        element = above
    start, end = (int(places[element]) for places in sample.pagemap.spans)
    source = sample.doc.source
    return _TITLE.sub(f"<title>{html.escape(title)}</title>", source[:start] + markup + source[end:], count=1)


def region_targets(sample: Sample) -> NDArray[np.float64]:
    """F1 of each candidate region against the gold text, foreign characters at half weight."""
    size = np.array([len("".join(sample.page.text(i).split())) for i in range(len(sample.page))], np.float64)
    hits, sizes = (np.concatenate((np.zeros(1), np.cumsum(column))) for column in (size * sample.label, size))
    starts, ends = sample.regions.starts, sample.regions.ends
    hit = hits[ends] - hits[starts]
    found: NDArray[np.float64] = 2 * hit / np.maximum(hit + 0.5 * (sizes[ends] - sizes[starts] - hit) + hits[-1], 1e-9)
    return found
