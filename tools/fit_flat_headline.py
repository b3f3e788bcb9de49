"""Fit what tells the headline of a flattened page: ``cleaner/data/models/flat_headline.toml``.

``python -m tools.fit_flat_headline FOLDER...`` reads pages of HTML (``../shared/data/html`` and any others). Nobody
needs to label them: the page with its markup says what its title is, and flattened it is asked for the line that says
the same. Each page is seen whole, behind its ``<title>``, cut off above its headline, and without it. The model is not
told what the rules found, so that the two can be weighed against each other. First it prints how often it is right on
hosts that it was not fitted on; the file has the weights of all pages.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from unittest.mock import patch
from zlib import crc32

import numpy as np
from bs4 import BeautifulSoup

from cleaner import Cleaner, Config
from cleaner.stages.boilerplate import flat_title
from cleaner.stages.boilerplate.headline_signs import none_of, signs_of
from cleaner.stages.boilerplate.page import Page as Lines
from cleaner.stages.decode import decode
from cleaner.stages.markup.site_names import plain
from tools.boilerplate_forms import nodes, rendered
from tools.fit_headline import FOLDS, LONGEST, Page, fitted, judged

OUT = Path(__file__).parents[1] / "cleaner/data/models/flat_headline.toml"
MOST_ABOVE = 10  # lines that stay above a place where the headline was


def main(folders: list[str]) -> None:
    """Read the pages, print what cross-validation by host says, and write the weights of all."""
    paths = sorted(path for folder in folders for path in Path(folder).rglob("*.htm*"))
    seen: list[tuple[list[str], Page]] = [each for path in paths for each in pages_of(path)]
    names, pages = seen[0][0], [page for _, page in seen]
    folds = [crc32(page.host.encode()) % FOLDS for page in pages]
    right: list[bool] = []
    for fold in set(folds):
        weights = fitted([page for page, other in zip(pages, folds, strict=True) if other != fold])
        right += (judged(page, weights)[1] for page, own in zip(pages, folds, strict=True) if own == fold)
    print(f"{len(right)} texts, right {np.mean(right):.3f}")
    lines = [f'"{name}" = {weight:.2f}' for name, weight in zip(names, fitted(pages), strict=True)]
    head = f"# What tells the headline of a flattened page, from {len(paths)} pages."
    OUT.write_text("\n".join([f"{head} Written by tools/fit_flat_headline.py.", "", "[weights]", *lines, ""]), "utf-8")


def pages_of(path: Path) -> Iterator[tuple[list[str], Page]]:
    """The names of the signs, and a page with a title in each of its forms; nothing of another."""
    raw = path.read_bytes()
    document = Cleaner(Config(input="html")).clean(raw) if len(raw) <= LONGEST else None
    if document is None or document.verdict != "article" or not (title := plain(document.title or "")):
        return
    host = path.name.split("__")[0].rsplit("_", 1)[0]
    for text in texts_of(decode(raw).text, title, Random(crc32(path.name.encode()))):
        if (page := page_of(text, title, host)) is not None:
            yield page


def texts_of(markup: str, title: str, rng: Random) -> Iterator[str]:
    """The forms of a page in text."""
    soup = BeautifulSoup(markup, "html.parser")
    told = soup.title.get_text(" ", strip=True) if soup.title else ""
    for silent in soup(["script", "style", "noscript", "title"]):
        silent.decompose()
    yield nodes(soup)
    text = rendered(soup, np.random.default_rng(rng.randrange(1 << 30)))
    yield text
    if told:
        yield f"{told}\n{text}"
    lines = text.split("\n")
    at = next((i for i, line in enumerate(lines) if plain(line) == title), -1)
    if at >= 0:
        yield "\n".join(lines[rng.randint(0, at) :])
        yield "\n".join(lines[max(0, at - rng.randint(0, 3)) :])
        rest = [line for line in lines if plain(line) != title]
        yield "\n".join(rest[max(0, at - rng.randint(0, MOST_ABOVE)) :])


def page_of(text: str, title: str, host: str) -> tuple[list[str], Page] | None:
    """The lines of a text that the model would be asked for, and none last; ``None`` where it is not asked."""
    asked: list[tuple[Lines, Sequence[int]]] = []

    def recorded(page: Lines, kept: Sequence[int], said: str) -> str:
        asked.append((page, kept))
        return said

    with patch.object(flat_title, "likelier", recorded):
        Cleaner().clean(text)
    if not asked:
        return None
    page, kept = asked[-1]
    lines, none = list(signs_of(page, kept)), none_of(page, kept)
    names = [*(lines[0][1] if lines else ()), *none]
    texts = [plain(page.text(line)) for line, _ in lines]
    right = [text == title for text in texts]
    signs = [[*signs.values(), *[0.0] * len(none)] for _, signs in lines]
    rows = [*signs, [*[0.0] * (len(names) - len(none)), *none.values()]]
    return (names, Page(host, [*texts, ""], np.array(rows), np.array([*right, not any(right)]))) if lines else None


if __name__ == "__main__":
    main(sys.argv[1:])
