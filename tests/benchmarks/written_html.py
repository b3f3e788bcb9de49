"""Whole HTML pages written by hand, of kinds that the development pages lack: article, metadata, threads, lists.

``python -m tests.benchmarks written_html [-v] [--cv] [FILE ...]``. The pages of ``tools/html_examples``, which the
shipped models have learnt from (``--cv``: models that have not seen the file are trained), and of each ``FILE`` in the
same format, beside the extractors that are installed. F1 is that of character pairs, the title line left out;
lost and junk are the shares of characters in lines that are missing, or that are no part of the article; of a page
without an article nothing should stay. A source is asked for only where the page states one. ``later_html.txt`` was
written when the models were made, and they have not learnt from it. The last table has totals of ``frozen_html.txt``,
where that is there: nobody who works on the stage has read these pages; keep it so.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from cleaner import Cleaner, Document
from cleaner.stages.boilerplate import model
from cleaner.trees import Forest
from tests.benchmarks.common import data_path, print_table
from tests.benchmarks.metadata import FIELDS, agrees
from tests.benchmarks.pages import rivals, score
from tools.boilerplate_html import EXAMPLES, HtmlPage, html_pages
from tools.boilerplate_labels import squeeze
from tools.boilerplate_written import NONE

LATER, FROZEN = (Path(__file__).with_name(name) for name in ("later_html.txt", "frozen_html.txt"))
_HEAD = ["system", "kind", "pages", "F1", "≥.95", "lost", "junk", "refused", *FIELDS]


class Found(NamedTuple):
    """What a system made of a page: F1; characters of the article, those lost, of the text, those foreign; metadata."""

    f1: float
    own: int
    lost: int
    out: int
    junk: int
    refused: bool
    right: tuple[bool, ...]


def judged(page: HtmlPage, text: str, document: Document | None = None, verbose: bool = False) -> Found:
    """``text``, and the metadata of ``document``, against what the page's writer says."""
    title = squeeze(page.title)
    lines = [line for line in text.split("\n") if squeeze(line).lstrip("#") != title]
    gold, mine = squeeze(page.gold), squeeze("\n".join(lines))
    lost = [line for line in page.gold.split("\n") if squeeze(line) not in mine]
    junk = [line for line in lines if squeeze(line) not in gold]
    f1 = score("\n".join(lines), page.gold).f1 if gold or mine else 1.0
    said = {} if document is None else document.to_record()
    right = tuple(_right(page, name, said.get(name) or "") for name in FIELDS if said)
    if verbose:
        wrong = [name for name, good in zip(FIELDS, right, strict=False) if not good]
        print(f"{page.name} {f1:.3f}", *(f"{name} {said.get(name)!r}, not {getattr(page, name)!r}" for name in wrong))
        print(
            *(f"    {what} {line[:90]}\n" for what, some in (("lost", lost), ("junk", junk)) for line in some), sep=""
        )
    sizes = (sum(len(squeeze(line)) for line in some) for some in (lost, junk))
    return Found(f1, len(gold), next(sizes), len(mine), next(sizes), not mine, right)


def _right(page: HtmlPage, field: str, found: str) -> bool:
    wanted = getattr(page, field)
    return (field == "source" and wanted == "-") or agrees(field, wanted, found)


def rows(name: str, pages: Sequence[HtmlPage], found: Sequence[Found]) -> Iterator[list[object]]:
    """One row a kind of page."""
    kinds: dict[str, list[Found]] = defaultdict(list)
    for page, each in zip(pages, found, strict=True):
        kinds[page.kind].append(each)
    for kind, some in sorted(kinds.items()):
        own, lost, out, junk = (sum(column) for column in list(zip(*some, strict=True))[1:5])
        right: list[object] = [sum(each.right[i] for each in some) if some[0].right else None for i in range(4)]
        f1 = sum(each.f1 for each in some) / len(some)
        good = sum(each.f1 >= 0.95 for each in some)
        if kind == NONE:
            right = [None] * len(FIELDS)
        refused = sum(each.refused for each in some)
        yield [name, kind, len(some), f1, good, lost / max(own, 1), junk / max(out, 1), refused, *right]


def ours(pages: Sequence[HtmlPage], verbose: bool = False) -> list[Found]:
    """The whole pipeline on each page."""
    cleaner = Cleaner()
    documents = [cleaner.clean(page.html, page.url) for page in pages]
    return [judged(page, each.text, each, verbose) for page, each in zip(pages, documents, strict=True)]


def _forest_without(path: Path) -> Callable[[str], Forest]:
    from tools.train_boilerplate import forests_without

    return forests_without(data_path("html"), path.stem).__getitem__


def main(argv: list[str]) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="written_html", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="more files of pages")
    parser.add_argument("-v", "--verbose", action="store_true", help="list what is lost, kept and wrong, page by page")
    parser.add_argument("--cv", action="store_true", help="train anew without each file; needs lightgbm")
    given = parser.parse_args(argv)
    for path in [*sorted(EXAMPLES.glob("*.txt")), LATER, *given.files]:
        pages = list(html_pages(path))
        with patch.object(model, "forest", _forest_without(path) if given.cv else model.forest):
            table = list(rows("cleaner", pages, ours(pages, given.verbose)))
        for name, extract in rivals():
            table += rows(name, pages, [judged(page, extract(page.as_source())) for page in pages])
        print_table(_HEAD, table, path.stem)
    if FROZEN.exists():
        pages = list(html_pages(FROZEN))
        print_table(_HEAD, list(rows("cleaner", pages, ours(pages))), "frozen pages")
    return 0
