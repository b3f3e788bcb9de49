"""Pages flattened to text, no tags: F1 against people's gold text, in several ways of flattening.

``python -m tests.benchmarks flattened [--splits N] [--worst N] [--no-cv]``. Our figures are cross-validated by host; a
single split says little (core moves by .03), so compare means of several (a split costs five minutes).
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
from cleaner.stages.boilerplate import flat_models
from cleaner.stages.decode import decode
from cleaner.trees import Forest
from tests.benchmarks.common import data_path, print_table
from tests.benchmarks.pages import SETS, Score, score, untitled
from tools.boilerplate_flat import LEAST_COVERED
from tools.boilerplate_labels import labels
from tools.boilerplate_pages import Source, sources
from tools.boilerplate_written import Written, written
from tools.train_flattened import fold_forests, training_pages

FROZEN = Path(__file__).with_name("frozen_pages")
_KEPT = ["writer", "kind", "pages", "lost", "junk", "F1", "refused"]
_GOOD = 0.97  # F1 of a host that is left out of the table of hosts
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
        with patch.object(flat_models, "forest", forests.__getitem__ if forests else flat_models.forest):
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
        with patch.object(flat_models, "forest", forests.__getitem__ if forests else flat_models.forest):
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


def _in_all(splits: Sequence[Mapping[str, Found]], pages: Sequence[Source]) -> Iterator[list[object]]:
    """For each way of flattening and each set the mean of all splits, and the F1 of each."""
    for name in splits[0]:
        for kind in SETS:
            some = [
                [each[name][p.name][1] for p in pages if p.kind == kind and p.name in each[name]] for each in splits
            ]
            if some[0]:
                mean = np.mean(some, axis=(0, 1)).tolist()
                single = " ".join(f"{float(np.mean([s.f1 for s in each])):.3f}" for each in some)
                yield [name, kind, len(some[0]), *mean[:5], single]


def _by_host(splits: Sequence[Mapping[str, Found]], pages: Sequence[Source]) -> Iterator[list[object]]:
    """The hosts that are not all but right in the first way of flattening, the worst first."""
    found: dict[tuple[str, str], list[list[float]]] = defaultdict(list)
    first = next(iter(splits[0]))
    for page in pages:
        if page.name in splits[0][first]:
            found[page.kind, page.host].append([each[first][page.name][1].f1 for each in splits])
    rows = [(float(np.mean(f1)), *key, f1) for key, f1 in found.items()]
    for mean, kind, host, f1 in sorted(rows):
        if mean < _GOOD:
            yield [kind, host, len(f1), mean, " ".join(f"{each:.3f}" for each in np.mean(f1, axis=0))]


def _answered(every: Sequence[Source], folded: Sequence[Fold], how: str, given: argparse.Namespace) -> dict[str, Found]:
    """Prints the table of one split; what was found for each way of flattening."""
    rows: list[list[object]] = []
    out: dict[str, Found] = {}
    for (name, flatten), _ in zip(flattenings(), range(given.forms), strict=False):
        pages = [replace(p, flat=flatten(p)) for p in every if p.kind in SETS]
        pages = [p for p in pages if p.flat]
        good = [p for p in pages if answerable(p)]
        out[name] = found = measured(good, folded)
        rows += _rows(f"{name} (−{len(pages) - len(good)})", found, good)
        for page in sorted(found, key=lambda n: found[n][1].f1)[: given.worst]:
            print(name, page, *(f"{value:.3f}" for value in found[page][1]))
        if len(out) == 1:
            c4 = {p.name: (score(ending_lines(p), p.gold),) * 2 for p in good}
            rows += _rows("– C4 line rule", c4, good)
    print_table(["flattened by", "set", "pages", "F1 whole", "F1", "≥.95", "p10", "P", "R", "lost", "junk"], rows, how)
    print_table(_KEPT, list(written_rows(folded)), how)
    return out


def main(argv: list[str]) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="flattened", description=__doc__)
    parser.add_argument("--splits", type=int, default=1, help="how many splits of the hosts into folds")
    parser.add_argument("--forms", type=int, default=9, help="how many ways of flattening")
    parser.add_argument("--no-cv", action="store_true", help="use the shipped model, which has seen these pages")
    parser.add_argument("--worst", type=int, default=0, help="list our worst pages")
    given = parser.parse_args(argv)
    warnings.simplefilter("ignore")
    every, examples = list(sources(data_path("html"))), written()
    if given.no_cv:
        _answered(every, [(None, every, examples)], "shipped model", given)
    else:
        samples = training_pages(every, examples)
        splits = []
        for seed in range(1, given.splits + 1):
            folded = fold_forests(samples, every, examples, seed)
            splits.append(_answered(every, folded, f"flattened to text, split {seed}", given))
        if given.splits > 1:
            how = f"mean of {given.splits} splits"
            print_table(
                ["flattened by", "set", "pages", "F1", "P", "R", "lost", "junk", "each"], _in_all(splits, every), how
            )
            print_table(["set", "host", "pages", "F1", "each"], list(_by_host(splits, every)), how)
    frozen = list(written_rows([(None, [], written(FROZEN))]))
    print_table(_KEPT, frozen, "shipped model, frozen pages")
    return 0
