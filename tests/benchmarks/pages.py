"""Pages to articles: F1 against people's gold text, beside what others make of them (``flattened``: without tags).

``python -m tests.benchmarks pages [--no-cv] [--sets core,portal,template,forum] [--worst N]``. Our figures are
cross-validated by host (the model is trained anew for each fold); ``--no-cv`` takes the model that the package ships,
which has seen these pages. Others run where they are installed (trafilatura, readability-lxml, jusText, resiliparse).
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from unittest.mock import patch

import numpy as np

from cleaner import Cleaner, Config
from cleaner.stages import markup
from cleaner.stages.boilerplate import model
from cleaner.trees import Forest
from tests.benchmarks.common import data_path, print_table
from tools.boilerplate_labels import bigrams, squeeze
from tools.boilerplate_pages import Source, sources

SETS = ("core", "portal", "template", "forum")
_TAG = re.compile(r"<[^>]{0,2000}>")
Extract = Callable[[Source], str]


class Score(NamedTuple):
    """F1, precision and recall of character pairs; gold lost and junk kept as shares of characters; whether empty."""

    f1: float
    precision: float
    recall: float
    lost: float
    junk: float
    empty: float


def score(text: str, gold: str) -> Score:
    """``text`` against ``gold`` as ``score_html.py`` counts: pairs of characters without white space."""
    mine, theirs = bigrams(squeeze(text)), bigrams(squeeze(gold))
    size, goal = sum(mine.values()), sum(theirs.values())
    hit = sum((mine & theirs).values())
    precision, recall = hit / max(size, 1), hit / max(goal, 1)
    f1 = 2 * hit / max(size + goal, 1)
    return Score(f1, precision, recall, _foreign(gold, mine, 8, 0.8), _foreign(text, theirs, 1, 0.5), float(size < 20))


def _foreign(text: str, known: Counter[str], least: int, share: float) -> float:
    """The share of ``text`` in lines of which less than ``share`` is in ``known``."""
    total = foreign = 0
    for line in map(squeeze, text.splitlines()):
        if len(line) < least:
            continue
        pairs = bigrams(line)
        total += len(line)
        if sum(min(n, known.get(p, 0)) for p, n in pairs.items()) < share * sum(pairs.values()):
            foreign += len(line)
    return foreign / total if total else 0.0


def ours(source: Source) -> str:
    """The whole pipeline on the page."""
    return Cleaner(Config(script="keep")).clean(source.raw, source.url).text


def ours_without_templates(source: Source) -> str:
    """The same with no site known, as on a page of any other site; without the title too, as the gold of most sets."""
    with patch.object(markup, "apply_site", lambda *_: (None, {})):
        return ours_untitled(source)


def ours_told(source: Source) -> str:
    """The whole pipeline, told whether the page is a thread of a forum (as magic-html is), with no site known."""
    config = Config(script="keep", page="forum" if source.forum else "article")
    with patch.object(markup, "apply_site", lambda *_: (None, {})):
        document = Cleaner(config).clean(source.raw, source.url)
    return untitled(document.text, document.title, source.gold)


def ours_untitled(source: Source) -> str:
    """The same without the title line, which the gold of most sets leaves out."""
    document = Cleaner(Config(script="keep")).clean(source.raw, source.url)
    return untitled(document.text, document.title, source.gold)


def untitled(text: str, title: str | None, gold: str) -> str:
    """``text`` without its first line where that is the title and the gold does not begin with it."""
    first, _, rest = text.partition("\n")
    same = title is not None and squeeze(first)[:12] == squeeze(title)[:12]
    return rest if same and squeeze(first)[:12] not in squeeze(gold)[:200] else text


def _decoded(source: Source) -> str:
    from cleaner.stages.decode import decode

    return decode(source.raw).text.encode("utf-8", "replace").decode("utf-8")


def rivals() -> Iterator[tuple[str, Extract]]:
    """Extractors that are installed."""
    if importlib.util.find_spec("trafilatura"):
        import trafilatura

        yield "trafilatura precision", lambda s: trafilatura.extract(_decoded(s), favor_precision=True) or ""
        yield "trafilatura", lambda s: trafilatura.extract(_decoded(s)) or ""
    if importlib.util.find_spec("readability"):
        from readability import Document

        yield "readability-lxml", lambda s: _plain(Document(_decoded(s)).summary())
    if importlib.util.find_spec("magic_html"):
        from magic_html import GeneralExtractor

        extractor = GeneralExtractor()

        def magic(source: Source) -> str:
            kind = "forum" if source.kind == "forum" else None  # told what the page is
            found = extractor.extract(_decoded(source), base_url=source.url or "http://localhost/", html_type=kind)
            return _plain(found["html"])

        yield "magic-html", magic
    if importlib.util.find_spec("justext"):
        import justext

        def just(source: Source) -> str:
            found = justext.justext(_decoded(source), frozenset(), 20, 60, 0, 0)
            return "\n".join(p.text for p in found if not p.is_boilerplate)

        yield "jusText 20/60", just
    if importlib.util.find_spec("resiliparse"):
        from resiliparse.extract.html2text import extract_plain_text

        yield "resiliparse", lambda s: str(extract_plain_text(_decoded(s), main_content=True))


def _plain(html: str) -> str:
    import html as entities

    return entities.unescape(_TAG.sub("", html.replace("</p>", "\n").replace("<br", "\n<br")))


def run(extract: Extract, pages: Sequence[Source]) -> tuple[dict[str, Score], float]:
    """The score of each page by name, and pages a second."""
    out, spent = {}, 0.0
    for page in pages:
        start = time.process_time()
        try:
            text = extract(page)
        except Exception as error:  # noqa: BLE001  an extractor that fails has extracted nothing
            print(f"{page.name}: {type(error).__name__}: {str(error)[:80]}")
            text = ""
        spent += time.process_time() - start
        out[page.name] = score(text, page.gold)
    return out, len(pages) / max(spent, 1e-9)


def cross_validated(extract: Extract, pages: Sequence[Source]) -> tuple[dict[str, Score], float]:
    """The same with a model that has seen no page of the same host."""
    out: dict[str, Score] = {}
    speeds = []
    for forests, test in trained_folds(pages):
        with patch.object(model, "forest", forests.__getitem__):
            found, speed = run(extract, test)
        out |= found
        speeds.append(speed)
    return out, float(np.mean(speeds))


_FOLDS: list[tuple[dict[str, Forest], list[Source]]] = []


def trained_folds(pages: Sequence[Source]) -> list[tuple[dict[str, Forest], list[Source]]]:
    """For each fold the forests trained without it and its pages; trained once a run."""
    if not _FOLDS:
        from tools.train_boilerplate import fold_forests

        _FOLDS.extend(fold_forests(pages))
    return _FOLDS


def table_rows(name: str, scores: dict[str, Score], pages: Sequence[Source], speed: float) -> Iterator[list[object]]:
    """One row a set."""
    for kind in SETS:
        found = [scores[p.name] for p in pages if p.kind == kind and p.name in scores]
        if found:
            f1 = np.array([s.f1 for s in found])
            mean = np.mean(np.array(found), axis=0).tolist()
            tenth = float(np.quantile(f1, 0.1))
            yield [name, kind, len(found), *mean[:3], float((f1 >= 0.95).mean()), tenth, *mean[3:], round(speed)]


def main(argv: list[str]) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="pages", description=__doc__)
    parser.add_argument("--no-cv", action="store_true", help="use the shipped model, which has seen these pages")
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--worst", type=int, default=0, help="list our worst pages, templates off")
    parser.add_argument("--no-rivals", action="store_true")
    given = parser.parse_args(argv)
    pages = [s for s in sources(data_path("html")) if s.kind in given.sets.split(",")]
    measure = run if given.no_cv else cross_validated
    head = ["system", "set", "pages", "F1", "P", "R", "≥.95", "p10", "lost", "junk", "empty", "pages/s"]
    rows: list[list[object]] = []
    whole, speed = measure(ours, pages)
    rows += table_rows("cleaner", whole, pages, speed)
    rows += table_rows("cleaner, no title", measure(ours_untitled, pages)[0], pages, speed)
    bare = measure(ours_without_templates, pages)[0]
    rows += table_rows("cleaner, no templates", bare, pages, speed)
    rows += table_rows("cleaner, told forum or not", measure(ours_told, pages)[0], pages, speed)
    for name, extract in [] if given.no_rivals else rivals():
        scores, speed = run(extract, pages)
        rows += table_rows(name, scores, pages, speed)
    print_table(head, rows, "whole pages" + ("" if given.no_cv else ", ours cross-validated by host"))
    for name, found in sorted(bare.items(), key=lambda item: item[1].f1)[: given.worst]:
        print(name, *(f"{value:.3f}" for value in found))
    return 0
