"""Train the models of the boilerplate stage: ``python -m tools.train_boilerplate [DATA] [-o FILE]``; needs lightgbm.

Reads the development pages (``../shared/data/html``: real Chinese pages with their article as people marked it; the
licences are in its INDEX.tsv), the team's written pages (``html_examples``: with them, real pages of unseen hosts are
read as well as without, written ones of another writer better), and pages made of both (``boilerplate_variants.py``),
learns boosted trees with LightGBM and writes them as plain arrays: ``html`` for the lines of articles with markup,
``forum`` for those of threads, ``region`` for candidate regions, ``none`` for pages without an article
(``boilerplate_none.py``; ``train_flattened.py``: text without tags). No text of a page goes into the file: it holds
thresholds and sums.
"""

from __future__ import annotations

import argparse
import collections
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from cleaner.stages.boilerplate.containers import CONTROLS
from cleaner.stages.boilerplate.model import logits_of
from cleaner.stages.boilerplate.regions import region_features
from cleaner.trees import Column, Forest, Table
from tools.boilerplate_html import EXAMPLES, html_pages
from tools.boilerplate_none import Case, cases, row_of
from tools.boilerplate_pages import Sample, Source, html_sample, region_targets, sources, threads, variants
from tools.boilerplate_written import NONE

_COMMON: dict[str, Any] = {
    "n_jobs": 1, "verbose": -1, "force_col_wise": True, "deterministic": True, "max_bin": 63, "subsample": 0.7,
    "subsample_freq": 1, "colsample_bytree": 0.3, "min_sum_hessian_in_leaf": 0,
}  # fmt: skip
LINES: dict[str, Any] = {
    "n_estimators": 60, "learning_rate": 0.1, "num_leaves": 12, "max_depth": 5, "min_child_samples": 30,
    "reg_lambda": 2,
}  # fmt: skip
REGIONS: dict[str, Any] = {
    "n_estimators": 120, "learning_rate": 0.07, "num_leaves": 8, "max_depth": 4, "min_child_samples": 20,
    "reg_lambda": 3, "colsample_bytree": 0.6,
}  # fmt: skip
THREADS: dict[str, Any] = {
    "n_estimators": 80, "learning_rate": 0.1, "num_leaves": 12, "max_depth": 5, "min_child_samples": 40,
    "reg_lambda": 2,
}  # fmt: skip
PAGES: dict[str, Any] = {
    "n_estimators": 80, "learning_rate": 0.08, "num_leaves": 8, "max_depth": 4, "min_child_samples": 15,
    "reg_lambda": 3, "colsample_bytree": 0.4, "monotone_constraints_method": "intermediate",
}  # fmt: skip
# The more of these, the less a page is one without an article, and the other way round, whatever trees make of it.
_SPEAKS_AGAINST = ("whole", "mean", "worth", "headed", "most", "says-article", "dated", "han", "paragraphs")
_SPEAKS_FOR = ("says-list", "lists-title", "linked")
FOLDS = 5
SEEDS = (0, 1)
# How much a page that was made counts beside a real one. Those with a second text teach to choose regions; lines would
# learn from so many of them that most prose is foreign.
_MADE = {"page": 1.0, "short": 0.5, "joined": 0.5, "mixed": 2.0, "mixed-short": 2.0}
_FOR_LINES = ("page", "short", "joined")
# How much a page that is no thread, and a made thread, count for the model of threads.
OTHER, THREAD = 0.05, 0.3
Rows = tuple[NDArray[np.float32], NDArray[Any], NDArray[np.float64]]
"""Features, targets and weights."""


def folds(hosts: Sequence[str], count: int = FOLDS, seed: int = 1) -> dict[str, int]:
    """The fold of each host, such that folds hold about as many pages."""
    sizes = collections.Counter(hosts)
    names = sorted(sizes)
    order = [names[i] for i in np.random.default_rng(seed).permutation(len(names))]
    held = [0] * count
    out: dict[str, int] = {}
    for name in sorted(order, key=lambda n: -sizes[n]):
        out[name] = int(np.argmin(held))
        held[out[name]] += sizes[name]
    return out


def fit(samples: Sequence[Sample]) -> Forest:
    """The line model. A page weighs the same whatever its length, a host less for each further page."""
    some = [s for s in samples if s.kind in _FOR_LINES]
    return _fit_lines(LINES, some, _weights(some), [s.table for s in some])


def fit_threads(samples: Sequence[Sample]) -> Forest:
    """The line model for threads of forums: there are so few that made ones and other pages must help."""
    some = [s for s in samples if s.kind in ("page", "thread")]
    weights = _weights([s for s in some if s.kind == "page"])
    kinds = [THREAD if s.kind == "thread" else 1.0 if s.source.forum else OTHER for s in some]
    own = iter(weights)
    weights = [kind * (next(own) if s.kind == "page" else 1.0) for s, kind in zip(some, kinds, strict=True)]
    return _fit_lines(THREADS, some, weights, [s.thread_table() for s in some])


def _fit_lines(
    settings: dict[str, Any], samples: Sequence[Sample], weights: Sequence[float], tables: Sequence[Table]
) -> Forest:
    names = tuple(tables[0])
    matrix = np.concatenate([np.stack([t[n] for n in names], 1) for t in tables]).astype(np.float32)
    target = np.concatenate([s.label > 0.5 for s in samples])
    weight = np.concatenate([_line_weights(s) * w for s, w in zip(samples, weights, strict=True)])
    return fitted(lightgbm.LGBMClassifier, settings, names, (matrix, target, weight))


def fit_regions(samples: Sequence[Sample], logits: Sequence[Column]) -> Forest:
    """The model that chooses a region; ``logits``: what a line model that has not seen the page says of its lines."""
    tables = [_region_table(s, each) for s, each in zip(samples, logits, strict=True)]
    names = tuple(tables[0])
    matrix = np.concatenate([np.stack([t[n] for n in names], 1) for t in tables]).astype(np.float32)
    target = np.concatenate([region_targets(s) for s in samples])
    sizes = [len(next(iter(t.values()))) for t in tables]
    weight = np.concatenate([np.full(n, w / np.sqrt(n)) for n, w in zip(sizes, _weights(samples), strict=True)])
    return fitted(lightgbm.LGBMRegressor, REGIONS, names, (matrix, target, weight))


def _region_table(sample: Sample, logits: Column) -> dict[str, Column]:
    return region_features(sample.view, sample.regions, logits)


def fit_all(samples: Sequence[Sample], empty: Sequence[Source]) -> dict[str, Forest]:
    """All forests; ``empty``: pages without an article.

    The chooser learns from what line models say of hosts that they have not seen, and the model of pages without an
    article from what all the others make of such.
    """
    articles = [s for s in samples if s.kind != "thread" and not s.source.forum]
    fold = folds([s.source.host for s in articles])
    unseen: list[Column] = [np.zeros(0)] * len(articles)
    parts = []
    for number in range(FOLDS):
        parts.append(fit([s for s in articles if number not in _folds_of(s, fold)]))
        for index, sample in enumerate(articles):
            if fold[sample.source.host] == number:
                unseen[index] = logits_of(sample.view, parts[number])
    others = []
    for number, part in enumerate(parts):
        seen = [i for i, s in enumerate(articles) if number not in _folds_of(s, fold)]
        regions = fit_regions([articles[i] for i in seen], [unseen[i] for i in seen])
        threads = fit_threads([s for s in samples if number not in _folds_of(s, fold)])
        others.append({"html": part, "region": regions, "forum": threads})
    return {
        "html": fit(articles),
        "forum": fit_threads(samples),
        "region": fit_regions(articles, unseen),
        "none": fit_none(cases(samples, empty), fold, others),
    }


def fit_none(pages: Iterable[Case], fold: Mapping[str, int], others: Sequence[dict[str, Forest]]) -> Forest:
    """The model of pages without an article; ``others``: for each fold of hosts forests that have not seen them."""
    rows, target, weight = [], [], []
    for page in pages:
        rows.append(row_of(page, others[fold.get(page.hosts[0], 0)]))
        target.append(page.none)
        weight.append(page.weight)
    names = tuple(rows[0])
    matrix = np.concatenate([np.stack([row[n] for n in names], 1) for row in rows]).astype(np.float32)
    signs = [(n in _SPEAKS_FOR) - (n in _SPEAKS_AGAINST) for n in names]
    settings = PAGES | {"monotone_constraints": signs}
    return fitted(lightgbm.LGBMClassifier, settings, names, (matrix, np.array(target), np.array(weight)))


def fold_forests(pages: Sequence[Source]) -> list[tuple[dict[str, Forest], list[Source]]]:
    """For each fold of hosts: the forests trained on the others' and all written pages, and the pages of the fold."""
    samples = _with_made(usable([*pages, *written_sources()]))
    fold = folds([page.host for page in pages])
    out = []
    for number in range(FOLDS):
        seen = [s for s in samples if number not in _folds_of(s, fold)]
        out.append((fit_all(seen, empty_sources()), [p for p in pages if fold[p.host] == number]))
    return out


def _folds_of(sample: Sample, fold: dict[str, int]) -> tuple[int, int]:
    """The folds of a page and of the text that was mixed in."""
    return fold.get(sample.source.host, -1), fold.get(sample.guest, -1)


def written_sources(but: str = "") -> list[Source]:
    """The written pages with an article or posts, without those of the file ``but``."""
    files = (path for path in sorted(EXAMPLES.glob("*.txt")) if path.stem != but)
    return [page.as_source() for path in files for page in html_pages(path) if page.kind != NONE]


def empty_sources(but: str = "") -> list[Source]:
    """The written pages without an article, without those of the file ``but``."""
    files = (path for path in sorted(EXAMPLES.glob("*.txt")) if path.stem != but)
    return [page.as_source() for path in files for page in html_pages(path) if page.kind == NONE]


def forests_without(folder: Path, but: str) -> dict[str, Forest]:
    """The forests trained on the pages of ``folder`` and the written ones but those of the file ``but``."""
    return fit_all(_with_made(usable([*sources(folder), *written_sources(but)])), empty_sources(but))


def usable(pages: Iterable[Source]) -> list[Sample]:
    """The pages with markup of which at least one line is in the gold text."""
    return [s for page in pages if (s := html_sample(page)) and s.label.max() > 0.5]


def with_variants(samples: Sequence[Sample]) -> list[Sample]:
    """``samples`` and the pages that are made of them."""
    return [*samples, *(made for sample in samples for made in variants(sample, samples))]


def _with_made(samples: Sequence[Sample]) -> list[Sample]:
    """The same with made threads."""
    return [*with_variants(samples), *threads(samples)]


def _weights(samples: Sequence[Sample]) -> list[float]:
    hosts = collections.Counter(s.source.host for s in samples if s.kind == "page")
    return [_MADE[s.kind] / float(np.sqrt(max(hosts[s.source.host], 1))) for s in samples]


def _line_weights(sample: Sample) -> NDArray[np.float64]:
    raw = np.sqrt(np.array([len(sample.page.text(i)) for i in range(len(sample.page))], np.float64) + 4)
    raw[CONTROLS.take(sample.view.rows.tag)] = 0
    scaled: NDArray[np.float64] = raw / max(raw.sum(), 1e-9)
    return scaled


def fitted(
    model: Callable[..., Any],
    settings: dict[str, Any],
    names: tuple[str, ...],
    rows: Rows,
    seeds: Sequence[int] = SEEDS,
) -> Forest:
    """The mean of one forest a seed."""
    matrix, target, weight = rows
    weight = weight / weight.mean()
    models = [model(random_state=s, **(_COMMON | settings)).fit(matrix, target, weight) for s in seeds]
    trees = [tree["tree_structure"] for each in models for tree in each.booster_.dump_model()["tree_info"]]
    return _complete(trees, settings["max_depth"], len(models), names)


def _complete(trees: Sequence[dict[str, Any]], depth: int, count: int, names: tuple[str, ...]) -> Forest:
    """All trees as one forest of complete trees; a leaf above the lowest level is repeated below."""
    inner = 2**depth - 1
    feature = np.zeros((len(trees), inner), np.int32)
    threshold = np.full((len(trees), inner), np.inf, np.float32)
    value = np.zeros((len(trees), inner + 1), np.float32)
    for number, tree in enumerate(trees):
        todo = [(0, tree)]
        while todo:
            place, node = todo.pop()
            if place >= inner:
                value[number, place - inner] = node["leaf_value"] / count
            elif "leaf_value" in node:
                todo += [(2 * place + 1, node), (2 * place + 2, node)]
            else:
                feature[number, place] = node["split_feature"]
                threshold[number, place] = _floor32(float(node["threshold"]))
                todo += [(2 * place + 1, node["left_child"]), (2 * place + 2, node["right_child"])]
    return Forest(names=names, feature=feature, threshold=threshold, value=value, base=0.0)


def _floor32(value: float) -> np.float32:
    """The greatest 32-bit float that is not above ``value``, so that comparisons come out the same."""
    near = np.float32(value)
    return np.nextafter(near, np.float32(-np.inf)) if near > value else near


def save(path: Path, forests: Mapping[str, Forest]) -> None:
    """Write ``forests`` to ``path`` as arrays."""
    arrays = {key: value for name, forest in forests.items() for key, value in forest.arrays(name + ".").items()}
    np.savez_compressed(path, **arrays)


def main() -> None:
    """Train on all pages and write the models."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", default="../shared/data/html", type=Path)
    parser.add_argument("-o", "--out", default="cleaner/data/models/boilerplate.npz", type=Path)
    given = parser.parse_args()
    pages = list(sources(given.data))
    forests = fit_all(_with_made(usable([*pages, *written_sources()])), empty_sources())
    save(given.out, forests)
    trees = " + ".join(str(len(forest.feature)) for forest in forests.values())
    print(f"{len(pages)} pages, {trees} trees, {given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
