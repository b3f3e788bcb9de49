"""Train the models of flattened text: ``python -m tools.train_flattened [DATA] [-o FILE] [--only KIND …]``.

The models of today were fitted with ``--keep thread none plain post``: those of pages and of posts learn little from
the pages that were new then, and fitted anew they told fewer pages that hold no article.

Needs lightgbm. Reads the same development pages as ``train_boilerplate.py``, as text without tags and as pages put
together of parts of several (``boilerplate_flat.py``), and the written pages (``boilerplate_written.py``). Writes
boosted trees as plain arrays: ``line`` for the lines of articles, ``first`` and ``last`` for the first and the last
of them, ``title`` for the title above, ``end`` for the last line where the first is known, ``post`` for the lines of
a thread; and for whole pages ``thread``, ``none`` (no article) and ``plain`` (no frame). No text of a page goes into
the file: it holds thresholds and sums.
"""

from __future__ import annotations

import argparse
import collections
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import lightgbm
import numpy as np
from numpy.typing import NDArray

from cleaner.stages.boilerplate.flat_end import end_features
from cleaner.stages.boilerplate.flat_kind import kind_features
from cleaner.stages.boilerplate.flat_models import Logits
from cleaner.stages.boilerplate.flat_period import period_features, period_of
from cleaner.trees import Column, Forest, Table, read
from tools.boilerplate_bodies import bodies, enclosed
from tools.boilerplate_docs import Article, documentation
from tools.boilerplate_end import Choice, fit_end
from tools.boilerplate_flat import (
    BRIEF,
    FlatSample,
    brief,
    flat_samples,
    flat_threads,
    lists_in_place,
    put_around,
    put_together,
)
from tools.boilerplate_kinds import fit_kind, fold_of
from tools.boilerplate_own import own_lists
from tools.boilerplate_pages import Source, sources
from tools.boilerplate_written import (
    ARTICLE,
    COMMENTED,
    LAID_OUT,
    NONE,
    PLAIN,
    THREAD,
    Written,
    chats,
    host_of,
    other_posts,
    plain_texts,
    reshaped,
    with_comments,
    with_layouts,
    without_article,
    written,
    written_samples,
)
from tools.train_boilerplate import FOLDS, LINES, OTHER, THREADS, fitted, folds, save
from tools.train_boilerplate import THREAD as MADE_THREAD

PLACES: dict[str, Any] = LINES | {"min_child_samples": 10, "reg_lambda": 3}
CLEAN = Path("../shared/data/clean")
"""Texts that are no news, for ``boilerplate_bodies.py``."""
PLACE_WEIGHT = 0.35
"""How much the line itself counts, beside all other lines of its page together."""
WRITTEN, PLAIN_TEXT = 0.7, 0.1
"""How much a written page counts beside a real one of a host of its own, and a text without a frame."""
REAL, REAL_THREAD, MADE_NONE = 8, 2, 0.3
"""How much more a real page with an article counts in the model of threads (comments below news look like one), and a
real thread; and a page that was made of frames in the model of pages without an article."""
PAGES_ONLY = ("comments",)
"""Writers whose pages only the models of pages learn from: long comments below articles, and threads beside them."""
THEMES = "themes:"
"""Hosts of written pages that show frames of themes of blogs and manuals: technical articles stand in these as well."""
KINDS = (THREAD, NONE, PLAIN)
OWN = "own"
"""The form of a list that is an article, and of a page around one. Models of lines that have seen these keep more of
other lists, and lose as much of articles."""
BRIEF_SHARE = 0.5
"""How much an article that is cut to its first lines counts in the model of the last line, the only one it is for."""
_EACH_THEME = 7
"""As how many pages the articles in the frame of one theme count."""
NEAR, SHARE = 12, 0.1
"""Lines so near to the ends of an article are all learnt from, of the others this share."""
Numbers = NDArray[np.float64]


class Rows(NamedTuple):
    """The lines of a page that the models learn from, as all are too many, and what each stands for."""

    lines: NDArray[np.int64]
    weight: Numbers


class Lesson(NamedTuple):
    """What a model learns from one page.

    table: the features of its lines.  rows: the lines that are looked at.  target, weight: a value for each line of it.
    share: how much the page counts.
    """

    table: Table
    rows: Rows
    target: NDArray[np.bool_]
    weight: Numbers
    share: float


def training_pages(pages: Sequence[Source], examples: Sequence[Written]) -> list[FlatSample]:
    """The flattened pages, those put together of them, also around other articles, made threads, and plain texts."""
    samples = flat_samples(pages)
    other, docs = bodies(CLEAN), documentation()
    lists = list(own_lists([*docs, *other]))
    held = enclosed([*docs, *other], [*other, *lists, *docs])
    around = put_around([*docs, *held[::2]], samples, other)
    framed = (replace(s, form=OWN) for s in islice(put_around(lists, samples), len(lists)))
    real = [*samples, *put_together(samples), *around, *framed, *flat_threads(pages)]
    own = written_samples([page for page in examples if page.writer not in PAGES_ONLY])
    return [
        *real,
        *_of_examples(own, samples, [*other, *held[1::2]]),
        *_themed([*docs, *held[::2]], [s for s in own if s.source.host.startswith(THEMES)]),
        *plain_texts([*docs, *other, *chats(other)]),
        *plain_texts(lists, OWN),
        *lists_in_place(samples),
        *_for_few(own, real),
        *_with_posts(written_samples([page for page in examples if page.writer in PAGES_ONLY])),
    ]


def _themed(docs: Sequence[Article], themes: Sequence[FlatSample]) -> Iterator[FlatSample]:
    """Technical articles in the frames of themes, and between the head of one and the foot of another.

    Each counts as a page of its own, for what the models must learn here are the articles.
    """
    articles = [s for s in themes if s.kind == ARTICLE]
    framed = list(put_around(docs, articles))
    for made in (framed, list(put_together(framed, times=1, frames=articles))):
        for number, sample in enumerate(made):
            yield replace(sample, source=replace(sample.source, name=f"{sample.source.name}:{number % _EACH_THEME}"))


def _for_few(samples: Sequence[FlatSample], real: Sequence[FlatSample]) -> Iterator[FlatSample]:
    """Articles cut short, for the model of the last line; articles with many comments below, for those of pages."""
    ours = [s for s in real if not s.made]
    for some in (ours, samples):
        yield from brief([s for s in some if s.kind == ARTICLE])
    threads = [s for s in (*samples, *ours) if s.kind == THREAD]
    yield from with_layouts([s for s in (*ours, *samples) if s.kind == ARTICLE], threads)


def _with_posts(samples: Sequence[FlatSample]) -> list[FlatSample]:
    return [*samples, *other_posts(samples)]


def _of_examples(
    samples: Sequence[FlatSample], real: Sequence[FlatSample], other: Sequence[Article]
) -> Iterator[FlatSample]:
    """The written pages and all that is made of them, with articles of the ``real`` pages in their frames as well."""
    articles = [s for s in samples if s.kind == ARTICLE]
    guests = [replace(s, form="written") for s in real if s.form == "blocks" and s.kind == ARTICLE]
    yield from samples
    yield from reshaped(samples)
    yield from other_posts(samples)
    yield from without_article(samples)
    yield from put_together(articles, frames=articles)
    yield from put_together(guests, times=1, frames=articles)
    yield from put_around(other, articles)
    threads = [s for s in (*samples, *real) if s.kind == THREAD]
    yield from with_comments([s for s in (*real, *samples) if s.kind == ARTICLE], threads)


def fit(samples: Sequence[FlatSample]) -> dict[str, Forest]:
    """The models of all lines, of the first line, the last line and the title of an article, and of posts.

    A page weighs the same whatever its length and however often it was flattened, a host less for each further page.
    """
    articles = [s for s in samples if _of_lines(s)]
    share, rows = _shares(articles), _rows(articles)

    def forest(settings: dict[str, Any], targets: list[NDArray[np.bool_]], weights: list[Numbers]) -> Forest:
        tables = [s.table for s in articles]
        return _fitted(settings, [Lesson(*each) for each in zip(tables, rows, targets, weights, share, strict=True)])

    forests = {"line": _fit_lines(articles)}
    for name in ("first", "last", "title"):
        targets = [np.arange(len(s.page)) == getattr(s, name) for s in articles]
        # A page whose title is not known teaches nothing about titles.
        weights = [np.where(t, PLACE_WEIGHT, 1 / len(t)) * bool(t.any()) for t in targets]
        forests[name] = forest(PLACES, targets, weights)
    said, few = _unseen(samples), [s for s in samples if s.form == BRIEF]
    ended = [
        *zip(articles, share, strict=True),
        *((s, BRIEF_SHARE * w) for s, w in zip(few, _shares(few), strict=True)),
    ]
    forests["end"] = fit_end([_choice(s, each, said[id(s)]) for s, each in ended if s.kind not in (THREAD, NONE)])
    forests["post"] = _fit_posts([s for s in samples if (s.kind == THREAD or not s.made) and not _of_pages(s)])
    return forests | _fit_kinds(samples, said)


def _of_lines(sample: FlatSample) -> bool:
    """Whether the models of lines learn from a page."""
    made = sample.made and (sample.kind in (THREAD, NONE) or sample.form in (LAID_OUT, BRIEF))
    return not made and sample.form != OWN and not _of_pages(sample)


def _of_pages(sample: FlatSample) -> bool:
    """Whether a page was written for the models of pages alone."""
    return sample.source.host.partition(":")[0] in PAGES_ONLY


def _unseen(samples: Sequence[FlatSample]) -> dict[int, Column]:
    """What models of lines that have not seen the page say of its lines, by the ``id`` of the sample."""
    out: dict[int, Column] = {}
    for half in range(2):
        seen = [s for s in samples if half not in {_half(host) for host in (s.source.host, *s.guests)}]
        line = _fit_lines([s for s in seen if _of_lines(s)])
        out |= {id(s): line.logits(s.table) for s in samples if _half(s.source.host) == half}
    return out


def _fit_lines(samples: Sequence[FlatSample]) -> Forest:
    some = zip(samples, _rows(samples), _shares(samples), strict=True)
    return _fitted(LINES, [Lesson(s.table, rows, s.label > 0.5, _by_length(s), share) for s, rows, share in some])


def _rows(samples: Sequence[FlatSample]) -> list[Rows]:
    return [_some(len(s.page), (s.first, s.last, s.title)) for s in samples]


def _shares(samples: Sequence[FlatSample]) -> list[float]:
    pages = collections.Counter((s.source.name, s.made) for s in samples)
    hosts = collections.Counter({s.source.name: s.source.host for s in samples}.values())
    weight = {"written": WRITTEN, PLAIN: PLAIN_TEXT}
    return [
        weight.get(s.source.kind, 1.0) / (float(np.sqrt(hosts[s.source.host])) * pages[s.source.name, s.made])
        for s in samples
    ]


def _some(count: int, places: Sequence[int]) -> Rows:
    """All lines near ``places`` (−1: none), and one in ten of the others, which stand for ten each."""
    index = np.arange(count)
    near = np.zeros(count, np.bool_)
    for place in places:
        near |= (np.abs(index - place) < NEAR) & (place >= 0)
    picked = near | (np.random.default_rng(count).random(count) < SHARE)
    return Rows(index[picked], np.where(near, 1, 1 / SHARE)[picked])


def _fitted(settings: dict[str, Any], lessons: Sequence[Lesson]) -> Forest:
    names = tuple(lessons[0].table)
    matrix = np.concatenate([np.stack([each.table[n][each.rows.lines] for n in names], 1) for each in lessons])
    target = np.concatenate([each.target[each.rows.lines] for each in lessons])
    weight = np.concatenate([each.weight[each.rows.lines] * each.rows.weight * each.share for each in lessons])
    rows = matrix.astype(np.float32), target, weight
    return fitted(lightgbm.LGBMClassifier, settings, names, rows)


def _choice(sample: FlatSample, share: float, line: Column) -> Choice:
    """The lines from the first of the article on: those near the last and those that may be the last of a text."""
    table = end_features(sample.page, sample.table, sample.first, sample.title, line)
    count, last = len(sample.page) - sample.first, sample.last - sample.first
    likely = (np.abs(np.arange(count) - last) < NEAR) | (table["prose"] > 0) | (table["closed"] > 0)
    picked = likely | (np.random.default_rng(count).random(count) < SHARE)
    some = {name: column[picked] for name, column in table.items()}
    return Choice(some, (np.arange(count) == last)[picked], np.where(likely, 1, 1 / SHARE)[picked], share)


def _fit_posts(samples: Sequence[FlatSample]) -> Forest:
    """The model of the lines of a thread: there are so few that made ones and other pages must help."""
    lessons = []
    for sample, own in zip(samples, _shares(samples), strict=True):
        thread = sample.kind == THREAD
        share = MADE_THREAD if sample.made else own if thread else OTHER * own
        rows = _some(len(sample.page), range(0, len(sample.page) if thread else 0, NEAR))
        table = sample.table | period_features(sample.page, sample.table, period_of(sample.page))
        lessons.append(Lesson(table, rows, sample.label > 0.5, _by_length(sample), share))
    return _fitted(THREADS, lessons)


def _fit_kinds(samples: Sequence[FlatSample], said: Mapping[int, Column]) -> dict[str, Forest]:
    """The models that tell threads, pages without an article, and texts without a frame.

    They learn from what models of lines say of pages that those have not seen (``said``).
    """
    pages: list[tuple[FlatSample, float, Table]] = []
    for sample, share in zip(samples, _shares(samples), strict=True):
        if not sample.made or sample.kind in (THREAD, NONE) or sample.form in (COMMENTED, LAID_OUT, OWN):
            features = kind_features(sample.page, sample.table, said[id(sample)])
            pages.append((sample, MADE_THREAD if sample.made else share, features))
    names = tuple(pages[0][2])
    rows = np.array([[features[name][0] for name in names] for _, _, features in pages], np.float32)
    fold = [fold_of(sample.source.host) for sample, _, _ in pages]
    models = {}
    for kind in KINDS:
        weight = np.array([share * _heed_of(sample, kind) for sample, share, _ in pages])
        target = np.array([sample.kind == kind for sample, _, _ in pages])
        models[kind] = fit_kind(names, rows, target, weight, fold)
    return models


def _heed_of(sample: FlatSample, kind: str) -> float:
    """How much more a page counts in the model of a kind than elsewhere."""
    if kind == NONE:
        return MADE_NONE if sample.made else 1.0
    if kind == PLAIN or sample.made or sample.source.kind in ("written", PLAIN):
        return 1.0
    return REAL if sample.kind == ARTICLE else REAL_THREAD


def _half(host: str) -> int:
    return zlib.crc32(host.encode()) % 2


def _by_length(sample: FlatSample) -> Numbers:
    raw = np.sqrt(np.array([len(sample.line(i)) for i in range(len(sample.page))], np.float64) + 4)
    if sample.heed is not None:
        raw *= sample.heed
    scaled: Numbers = raw / max(raw.sum(), 1e-9)
    return scaled


def fold_forests(
    samples: Sequence[FlatSample], pages: Sequence[Source], examples: Sequence[Written], seed: int = 1
) -> list[tuple[dict[str, Forest], list[Source], list[Written]]]:
    """For each fold of hosts and of writers the forests of the others' pages, and the pages of the fold.

    samples: what ``training_pages`` makes of the pages and the examples.  seed: of the split of hosts into folds.
    """
    fold = folds([page.host for page in pages], seed=seed)
    writers = sorted({page.writer for page in examples})
    fold |= {host_of(page): writers.index(page.writer) % FOLDS for page in examples}
    out = []
    for number in range(FOLDS):
        seen = [s for s in samples if number not in {fold.get(host, -1) for host in (s.source.host, *s.guests)}]
        held = [p for p in pages if fold[p.host] == number]
        out.append((fit(seen), held, [p for p in examples if fold[host_of(p)] == number]))
    return out


def _refitted(samples: Sequence[FlatSample], path: Path, kinds: Sequence[str]) -> dict[str, Forest]:
    """The models of ``path``, those of some kinds of pages fitted anew; the others find their columns among the new."""
    new = _fit_kinds(samples, _unseen(samples))
    out = _held(path, (*Logits._fields, "end", "post", *KINDS))
    for name in KINDS:
        old, names = out[name], new[name].names
        place = np.array([names.index(each) for each in old.names], np.int32)
        out[name] = new[name] if name in kinds else replace(old, names=names, feature=place[old.feature])
    return out


def _held(path: Path, names: Sequence[str]) -> dict[str, Forest]:
    """The models of these names in ``path``."""
    if not names:
        return {}
    with np.load(path) as held:
        return {name: read(held, name + ".") for name in names}


def main() -> None:
    """Train on all pages and write the models."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", default="../shared/data/html", type=Path)
    parser.add_argument("-o", "--out", default="cleaner/data/models/boilerplate_flat.npz", type=Path)
    parser.add_argument("--only", nargs="+", choices=KINDS, help="models to fit; FILE keeps its others")
    parser.add_argument("--keep", nargs="+", choices=(*KINDS, "post"), default=(), help="models that FILE keeps")
    given = parser.parse_args()
    samples = training_pages(list(sources(given.data)), written())
    kept = _held(given.out, given.keep)
    save(given.out, _refitted(samples, given.out, given.only) if given.only else fit(samples) | kept)
    print(f"{len(samples)} pages, {given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
