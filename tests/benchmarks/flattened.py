"""Pages flattened to text, no tags: F1 against people's gold text, in several ways of flattening.

``python -m tests.benchmarks flattened [--seeds 1,2] [--worst N] [--no-cv]``. Our figures are cross-validated by host.
"whole" is the text that comes out, "untitled" that without a title line that the gold text does not have (most sets
leave it out). Pages whose flattened text lacks their article (it stood in a script) are left out and counted.
A second table measures the written pages (``tools/page_examples``), cross-validated by writer: characters of the
article (or the posts) lost, of the frame kept, F1 (lines where annotators differ do not count), and the pages that come
out as ``boilerplate``. A last table has the same of ``frozen_pages`` under the shipped models (``frames``: articles in
large frames): nobody who works on the stage has read these pages; keep it so.
"""

from __future__ import annotations

import argparse
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import numpy as np

from cleaner import Cleaner, Config
from cleaner.stages.boilerplate import flat
from cleaner.stages.decode import decode
from cleaner.trees import Forest
from tests.benchmarks.common import data_path, print_table
from tests.benchmarks.pages import SETS, Score, score, untitled
from tools.boilerplate_flat import LEAST_COVERED
from tools.boilerplate_labels import labels
from tools.boilerplate_pages import Source, sources
from tools.boilerplate_written import Written, written
from tools.train_flattened import fold_forests

FROZEN = Path(__file__).with_name("frozen_pages")
_END = tuple("。！？…”!?.\"'」』")
Flatten = Callable[[Source], str]
Found = dict[str, tuple[Score, Score]]
Fold = tuple[Mapping[str, Forest] | None, list[Source], list[Written]]


def flattenings() -> Iterator[tuple[str, Flatten]]:
    """Ways to flatten; the models learn from the first two, the others (where installed) are new to them."""
    from bs4 import BeautifulSoup

    yield "lines of blocks", lambda s: s.flat
    yield "bs4, newline", lambda s: BeautifulSoup(_decoded(s), "html.parser").get_text("\n", strip=True)
    yield "bs4, plain", lambda s: BeautifulSoup(_decoded(s), "html.parser").get_text()
    try:
        from inscriptis import get_text

        yield "inscriptis", lambda s: str(get_text(_decoded(s)))
        from resiliparse.extract.html2text import extract_plain_text

        yield "resiliparse", lambda s: str(extract_plain_text(_decoded(s)))
    except ImportError:
        return


def _decoded(source: Source) -> str:
    return decode(source.raw).text.encode("utf-8", "replace").decode("utf-8")


def ending_lines(source: Source) -> str:
    """The rule of the Chinese C4: lines that end in a mark that ends a sentence."""
    return "\n".join(line for line in source.flat.split("\n") if line.strip().endswith(_END))


def answerable(page: Source) -> bool:
    """Whether the lines of the flattened page hold its article."""
    lines = [line for line in page.flat.split("\n") if line.strip()]
    held = "\n".join(line for line, share in zip(lines, labels(lines, page.gold), strict=True) if share > 0.5)
    return score(held, page.gold).recall >= LEAST_COVERED


def measured(pages: Sequence[Source], folded: Sequence[Fold]) -> Found:
    """The two scores of each page by name: of the whole text, and without the title line."""
    cleaner = Cleaner(Config(script="keep"))
    flats = {page.name: page for page in pages}
    out: Found = {}
    for forests, held, _ in folded:
        with patch.object(flat, "forest", forests.__getitem__ if forests else flat.forest):
            for page in (flats[p.name] for p in held if p.name in flats):
                found = cleaner.clean(page.flat)
                bare = untitled(found.text, found.title, page.gold)
                out[page.name] = score(found.text, page.gold), score(bare, page.gold)
    return out


class Kept(NamedTuple):
    """Characters of a written page: its own and those lost, of the frame and those left; F1; whether it was refused."""

    own: int
    lost: int
    frame: int
    left: int
    f1: float
    refused: bool


def kept_of(page: Written) -> Kept:
    """What the pipeline keeps of a written page."""
    text = "\n".join(page.lines)
    found = Cleaner(Config(script="keep")).clean(text)
    gone = np.zeros(len(text) + 1, np.int64)
    for edit in found.edits:
        gone[edit.start : edit.end] |= not edit.new
    counts, kept, at = Counter[str](), [], 0
    for mark, line in zip(page.marks, page.lines, strict=True):
        solid = [at + i for i, char in enumerate(line) if not char.isspace()]
        lost = int(gone[solid].sum())
        counts[mark] += len(solid)
        counts["lost" + mark] += lost
        kept += [line] if mark in "+-" and 2 * lost < len(solid) else []
        at += len(line) + 1
    gold = "\n".join(line for mark, line in zip(page.marks, page.lines, strict=True) if mark == "+")
    left = counts["-"] - counts["lost-"]
    refused = found.verdict == "boilerplate"
    return Kept(counts["+"], counts["lost+"], counts["-"], left, score("\n".join(kept), gold).f1, refused)


def written_rows(folded: Sequence[Fold]) -> Iterator[list[object]]:
    """A row a writer and kind of page."""
    found: dict[tuple[str, str], list[Kept]] = defaultdict(list)
    for forests, _, pages in folded:
        with patch.object(flat, "forest", forests.__getitem__ if forests else flat.forest):
            for page in pages:
                found[page.writer, page.kind].append(kept_of(page))
    for (writer, kind), some in sorted(found.items()):
        own, lost, frame, left = np.sum([each[:4] for each in some], axis=0).tolist()
        f1 = float(np.mean([each.f1 for each in some]))
        refused = sum(each.refused for each in some)
        yield [writer, kind, len(some), lost / max(own, 1), left / max(frame, 1), f1, refused]


def _rows(name: str, found: Found, pages: Sequence[Source]) -> Iterator[list[object]]:
    for kind in SETS:
        some = [found[p.name] for p in pages if p.kind == kind and p.name in found]
        if some:
            f1 = np.array([bare.f1 for _, bare in some])
            mean = np.mean([bare for _, bare in some], axis=0)
            whole = float(np.mean([each.f1 for each, _ in some]))
            numbers = [float(f1.mean()), float((f1 >= 0.95).mean()), float(np.quantile(f1, 0.1)), *mean[1:5].tolist()]
            yield [name, kind, len(some), whole, *numbers]


def main(argv: list[str]) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="flattened", description=__doc__)
    parser.add_argument("--seeds", default="1", help="seeds of the split of hosts into folds")
    parser.add_argument("--forms", type=int, default=9, help="how many ways of flattening")
    parser.add_argument("--no-cv", action="store_true", help="use the shipped model, which has seen these pages")
    parser.add_argument("--worst", type=int, default=0, help="list our worst pages")
    given = parser.parse_args(argv)
    warnings.simplefilter("ignore")
    every = list(sources(data_path("html")))
    kept = ["writer", "kind", "pages", "lost", "junk", "F1", "refused"]
    head = ["flattened by", "set", "pages", "F1 whole", "F1", "≥.95", "p10", "P", "R", "lost", "junk"]
    for seed in map(int, given.seeds.split(",")):
        folded: Sequence[Fold] = [(None, every, written())] if given.no_cv else fold_forests(every, written(), seed)
        rows: list[list[object]] = []
        for (name, flatten), _ in zip(flattenings(), range(given.forms), strict=False):
            pages = [replace(p, flat=flatten(p)) for p in every if p.kind in SETS]
            pages = [p for p in pages if p.flat]
            good = [p for p in pages if answerable(p)]
            found = measured(good, folded)
            rows += _rows(f"{name} (−{len(pages) - len(good)})", found, good)
            for page in sorted(found, key=lambda n: found[n][1].f1)[: given.worst]:
                print(name, page, *(f"{value:.3f}" for value in found[page][1]))
            if not rows[5:]:
                c4 = {p.name: (score(ending_lines(p), p.gold),) * 2 for p in good}
                rows += _rows("– C4 line rule", c4, good)
        how = f"flattened to text, split {seed}" if folded[0][0] else "shipped model"
        print_table(head, rows, how)
        print_table(kept, list(written_rows(folded)), how)
    frozen = list(written_rows([(None, [], written(FROZEN))]))
    print_table(kept, frozen, "shipped model, frozen pages")
    return 0
