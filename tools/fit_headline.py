"""Fit what tells a headline by the page alone: ``cleaner/data/models/headline.toml``.

``python -m tools.fit_headline FOLDER...`` reads pages of HTML (``../shared/data/html`` and any others). Nobody needs to
label them, for most pages say their headline in ``<title>``, too: the lines of an article that say the same
show it, and the model sees all but ``<title>``. First it prints how often it is right on hosts that it was not fitted
on, and how often where it is sure; the file has the weights of all pages.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from cleaner import Cleaner, Config
from cleaner.stages.decode import decode
from cleaner.stages.markup.headline_rank import NONE, SURE, signs_of
from cleaner.stages.markup.site_names import Names, plain
from cleaner.stages.markup.unveil import read

OUT = Path(__file__).parents[1] / "cleaner/data/models/headline.toml"
FOLDS, ROUNDS, RATE, DECAY = 8, 300, 0.05, 4.0
LONGEST = 400_000  # bytes of a page
Floats = NDArray[np.float64]


class Page(NamedTuple):
    """The lines of a page that may be its headline, and none last: what they say, their signs, which ones are it."""

    host: str
    texts: list[str]
    signs: Floats
    right: NDArray[np.bool_]


def main(folders: list[str]) -> None:
    """Read the pages, print what cross-validation by host says, and write the weights of all."""
    names, pages = [""], []
    for path in sorted(path for folder in folders for path in Path(folder).rglob("*.htm*")):
        if (found := page_of(path)) is not None:
            names = found[0]
            pages.append(found[1])
    folds = [crc32(page.host.encode()) % FOLDS for page in pages]
    told: list[tuple[float, bool]] = []
    for fold in set(folds):
        weights = fitted([page for page, other in zip(pages, folds, strict=True) if other != fold])
        told += (judged(page, weights) for page, own in zip(pages, folds, strict=True) if own == fold)
    print(f"{len(told)} pages, right {np.mean([right for _, right in told]):.3f}")
    sure = [right for chance, right in told if chance >= SURE]
    print(f"sure of {len(sure)}, right {np.mean(sure):.3f}")
    lines = [f'"{name}" = {weight:.2f}' for name, weight in zip(names, fitted(pages), strict=True)]
    head = f"# What tells a headline by the page alone, from {len(pages)} pages. Written by tools/fit_headline.py."
    OUT.write_text("\n".join([head, "", "[weights]", *lines, ""]), "utf-8")


def page_of(path: Path) -> tuple[list[str], Page] | None:
    """The names of the signs, and a page of an article with a title; ``None`` for another."""
    raw = path.read_bytes()
    document = Cleaner(Config(input="html")).clean(raw) if len(raw) <= LONGEST else None
    if document is None or document.verdict != "article" or not (title := plain(document.title or "")):
        return None
    walk = read(decode(raw).text)
    lines = list(signs_of(walk, Names(walk, [])))
    if walk.title < 0 or not lines:
        return None
    right = [plain(line.text) == title for line, _ in lines]
    signs = [[*map(float, signs.values()), 0.0] for _, signs in lines]
    none = [0.0] * len(lines[0][1]) + [1.0]
    host = path.name.split("__")[0].rsplit("_", 1)[0]
    texts = [*(plain(line.text) for line, _ in lines), ""]
    return [*lines[0][1], NONE], Page(host, texts, np.array([*signs, none]), np.array([*right, not any(right)]))


def fitted(pages: list[Page]) -> Floats:
    """The weights under which the right lines of the pages are most likely; pages of one host count less each."""
    per_host = Counter(page.host for page in pages)
    weight = np.array([per_host[page.host] ** -0.5 for page in pages])
    signs, right = np.concatenate([page.signs for page in pages]), np.concatenate([page.right for page in pages])
    sizes = [len(page.right) for page in pages]
    first, own = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(pages)), sizes)
    scale = signs.std(axis=0) + 1e-6
    scaled = (signs - signs.mean(axis=0)) / scale
    weights, mean, square = (np.zeros(scaled.shape[1]) for _ in range(3))
    for step in range(1, ROUNDS + 1):  # Adam
        scores = scaled @ weights
        chances = np.exp(scores - np.maximum.reduceat(scores, first)[own])
        wanted = chances * right
        all_, ours = np.add.reduceat(chances, first), np.add.reduceat(wanted, first)
        slope = ((chances / all_[own] - wanted / ours[own]) * weight[own]) @ scaled + DECAY * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    result: Floats = weights / scale
    return result


def judged(page: Page, weights: Floats) -> tuple[float, bool]:
    """The chance of the best line of a page, with those that say the same (of none 0), and whether it is right."""
    scores = page.signs @ weights
    chances, best = np.exp(scores - scores.max()), int(scores.argmax())
    ours = [text == page.texts[best] for text in page.texts]
    chance = float(chances[ours].sum() / chances.sum()) if page.texts[best] else 0.0
    return chance, bool(page.right[best])


if __name__ == "__main__":
    main(sys.argv[1:])
