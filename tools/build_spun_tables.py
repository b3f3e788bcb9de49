"""Write ``cleaner/data/tables/spun-FAMILY.tsv``: what each family of spinning tools puts in place of which word.

Sources: the pairs that this project found on spun pages (``spun/pairs.tsv`` of the development data: single words,
read off by hand, each with the pages that show it), and how often each spun form stands in 688 k Han of clean text
(``spun/natural_use.tsv``). Word frequencies: the dictionary of ``jieba`` (MIT), per million of its 60 M tokens.
Usage: pip install jieba; CLEANER_DATA=../shared/data python tools/build_spun_tables.py
"""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

OUT = Path(__file__).parent.parent / "cleaner" / "data" / "tables"
DATA = Path(os.environ.get("CLEANER_DATA", "../shared/data")) / "spun"
COLUMNS = ("original", "spun", "class", "evidence", "count", "natural", "original_ppm", "spun_ppm")
HEAD = """\
# Spun words of family {family}: {about}.
# class: X impossible in natural text, R rare, A an ordinary word elsewhere, N too common to change by itself.
# evidence: pages that show the pair ("recalled": none kept); count: how many; natural: uses of the spun form in 688 k
# Han of clean text; ppm: uses in a million words (jieba's dictionary, MIT). Made by tools/build_spun_tables.py.
"""
ABOUT = {
    "A": "news and technical posts, about 2010 to 2017",
    "B": "news copied for gambling and parasite sites, 2022 to 2025",
    "C": "small business sites, 2012 to 2019",
    "D": "one technical note with swapped glyphs",
    "E": "posts about artificial intelligence, 2023 to 2025",
    "F": "small business sites, 2012",
    "G": "technical posts, 2015 to 2022",
    "H": "technical posts that carry a spun summary of themselves",
}


class Row(NamedTuple):
    """One pair of one family."""

    original: str
    spun: str
    kind: str
    evidence: tuple[str, ...]


def main() -> None:
    """Build every family file from the development data."""
    ppm = word_frequencies()
    with (DATA / "natural_use.tsv").open(encoding="utf-8") as lines:
        natural = {row[0]: int(row[4]) for row in list(csv.reader(lines, delimiter="\t"))[1:]}
    families: dict[str, list[Row]] = defaultdict(list)
    for family, row in pairs():
        families[family].append(row)
    for family, rows in sorted(families.items()):
        table = [HEAD.format(family=family, about=ABOUT[family]), "\t".join(COLUMNS) + "\n"]
        for row in sorted(rows, key=lambda r: (r.spun, r.original)):
            count = sum(page != "recalled" for page in row.evidence)
            rates = f"{ppm.get(row.original, 0.0):.2f}\t{ppm.get(row.spun, 0.0):.2f}"
            pages = ";".join(row.evidence)
            seen = natural.get(row.spun, 0)
            table.append(f"{row.original}\t{row.spun}\t{row.kind}\t{pages}\t{count}\t{seen}\t{rates}\n")
        (OUT / f"spun-{family.lower()}.tsv").write_text("".join(table), "utf-8")


def pairs() -> Iterator[tuple[str, Row]]:
    """Each pair once for every family that shows it."""
    with (DATA / "pairs.tsv").open(encoding="utf-8") as lines:
        for original, spun, evidence, note in list(csv.reader(lines, delimiter="\t"))[1:]:
            pages: dict[str, list[str]] = defaultdict(list)
            for each in evidence.split(";"):
                family, page = each.split(":")
                pages[family].append("recalled" if page.startswith("memory") else page)
            yield from ((f, Row(original, spun, note[0], tuple(p))) for f, p in pages.items() if f in ABOUT)


def word_frequencies() -> dict[str, float]:
    """Uses of each word in a million words, from jieba's dictionary."""
    lines = files("jieba").joinpath("dict.txt").read_text("utf-8").splitlines()
    counts = {word: int(count) for word, count, *_ in map(str.split, lines)}
    total = sum(counts.values())
    return {word: count * 1e6 / total for word, count in counts.items()}


if __name__ == "__main__":
    main()
