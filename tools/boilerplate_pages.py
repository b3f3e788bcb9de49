"""The development pages as tables of features with labels, for ``train_boilerplate.py`` and the benchmark."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from cleaner.config import Config
from cleaner.doc import Doc
from cleaner.lines import Lines
from cleaner.pipeline import State, run
from cleaner.rules import rule_book
from cleaner.stages.boilerplate.features import Table, text_features
from cleaner.stages.boilerplate.markup_features import markup_features
from cleaner.stages.boilerplate.page import Page
from cleaner.stages.decode import decode
from tools.boilerplate_labels import labels


@dataclass(frozen=True, slots=True)
class Source:
    """One development page: its bytes, the text people say is the article, its lines without markup, its place."""

    name: str
    kind: str
    host: str
    url: str
    raw: bytes
    gold: str
    flat: str = ""


@dataclass(slots=True)
class Sample:
    """A page ready for training. ``rows`` is ``None`` for flattened text."""

    source: Source
    page: Page
    table: Table
    rows: Any
    label: NDArray[np.float32]


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
                yield Source(name, row["set"], host(row), row["url"], page.read_bytes(), text, flat)


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


def html_sample(source: Source) -> Sample | None:
    """A page with the features of its markup; ``None`` where the markup stage gave no map."""
    state = before_boilerplate(source.raw, source.url)
    pagemap = state.facts.get("markup.map")
    page = Page(Lines(state.doc.text), rule_book().matcher("boilerplate"))
    if pagemap is None or not len(page):
        return None
    table = text_features(page, state.meta.get("title"))
    table, rows = markup_features(page, state.doc, pagemap, table)
    return _labelled(source, page, table, rows)


def text_sample(source: Source, text: str) -> Sample | None:
    """The same page flattened to ``text``."""
    page = Page(Lines(text), rule_book().matcher("boilerplate"))
    return _labelled(source, page, text_features(page), None) if len(page) else None


def _labelled(source: Source, page: Page, table: Table, rows: Any) -> Sample:
    share = labels([page.text(i) for i in range(len(page))], source.gold)
    return Sample(source, page, table, rows, np.array(share, np.float32))
