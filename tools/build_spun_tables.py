"""Write ``cleaner/data/tables/spun-FAMILY.tsv``: what each family of spinning tools puts in place of which word.

Sources: the pairs that this project found on spun pages (``spun/pairs.tsv`` of the development data: single words,
read off by hand, each with the pages that show it), and how often each spun form stands in 688 k Han of clean text
(``spun/natural_use.tsv``). Word frequencies: the dictionary of ``jieba`` (MIT), per million of its 60 M tokens.
``tools/spun_recalled.tsv`` adds pairs that nobody kept a page for, and ``tools/spun_characters.tsv`` characters that a
tool replaces everywhere; how often their forms stand in clean text is counted in the development data, and their class
follows from that and from their frequency.
Usage: pip install jieba; CLEANER_DATA=../shared/data python tools/build_spun_tables.py
"""

from __future__ import annotations

import csv
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from cleaner.doc import codes
from cleaner.fold import Class, count
from cleaner.stages.spun.families import Kind, Pair, kind_of, write_family
from cleaner.stages.spun.scan import Scanner

OUT = Path(__file__).parent.parent / "cleaner" / "data" / "tables"
DATA = Path(os.environ.get("CLEANER_DATA", "../shared/data")) / "spun"
HEAD = """\
# Spun words of family {family}: {about}.
# class: X impossible in natural text, R rare, A an ordinary word elsewhere, N too common to change by itself.
# evidence: pages that show the pair ("recalled": none kept); count: how many pages; natural: uses of the spun form in
# 688 k Han of clean text; ppm: uses in a million words (jieba's dictionary, MIT). Made by tools/build_spun_tables.py.
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
    "I": "news and essays copied for gambling sites, 2018 to 2022",
    "J": "news and guides copied by content farms, 2018 to 2024",
    "K": "technical posts copied by aggregators, 2017 to 2021",
    "L": "technical posts copied by byywee.com, 2012",
}


RECALLED = Path(__file__).parent / "spun_recalled.tsv"
CHARACTERS = Path(__file__).parent / "spun_characters.tsv"
# Pairs that a page was read for without the character behind: the tools have 现在→如今, and 出现在 becomes 出如今.
WHOLE = {("出现", "出如今"): "出现在"}
# A word with a character that a tool replaces is common enough for a pair from so many uses in a million words on.
COMMON_PPM = 8.0
# The size of the clean text behind the column "natural", in Han characters.
NATURAL_HAN = 687_575


class Row(NamedTuple):
    """One pair of one family; ``kind`` is ``None`` where it follows from the frequencies."""

    original: str
    spun: str
    kind: Kind | None
    evidence: tuple[str, ...]


def main() -> None:
    """Build every family file from the development data."""
    ppm = word_frequencies()
    families: dict[str, dict[tuple[str, str], Row]] = defaultdict(dict)
    for family, row in (*pairs(), *recalled(), *characters(ppm)):
        families[family].setdefault((row.original, row.spun), row)
    with (DATA / "natural_use.tsv").open(encoding="utf-8") as lines:
        natural = {row[0]: int(row[4]) for row in list(csv.reader(lines, delimiter="\t"))[1:]}
    natural = natural_uses({spun for rows in families.values() for _, spun in rows}) | natural
    for family, rows in sorted(families.items()):
        head = HEAD.format(family=family, about=ABOUT[family]).splitlines()
        table = write_family(head, (pair_of(row, ppm, natural[row.spun]) for row in rows.values()))
        (OUT / f"spun-{family.lower()}.tsv").write_text(table, "utf-8")


def pair_of(row: Row, ppm: dict[str, float], natural: int) -> Pair:
    """The pair with its counts and, where nobody gave it one, its class."""
    pages = sum(page != "recalled" for page in row.evidence)
    original, spun = ppm.get(row.original, 0.0), ppm.get(row.spun, 0.0)
    kind = row.kind or class_of(original, spun, natural)
    return Pair(row.original, row.spun, kind, row.evidence, pages, natural, original, spun)


def class_of(original_ppm: float, spun_ppm: float, natural: int) -> Kind:
    """The class of a pair that nobody has looked at."""
    if spun_ppm < 0.05 and not natural:
        return "X"
    if spun_ppm < 2 and natural <= 2:
        return "R"
    return "A" if spun_ppm < 0.3 * original_ppm else "N"


def recalled() -> Iterator[tuple[str, Row]]:
    """The pairs of ``spun_recalled.tsv``."""
    for line in RECALLED.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            family, original, forms, *pages = line.split("\t")
            yield from ((family, Row(original, form, None, tuple(pages) or ("recalled",))) for form in forms.split())


def characters(ppm: dict[str, float]) -> Iterator[tuple[str, Row]]:
    """The pairs that follow from ``spun_characters.tsv``: of common words, and of a character with its neighbours."""
    for line in CHARACTERS.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        family, letter, form, page, before, after = line.split("\t")
        words = [word for word, uses in ppm.items() if letter in word and len(word) > 1 and uses >= COMMON_PPM]
        beside = [*(one + letter for one in before), *(letter + one for one in after)]
        for word in dict.fromkeys([*words, *beside]):
            yield family, Row(word, word.replace(letter, form), None, tuple(page.split()))


def natural_uses(forms: set[str]) -> dict[str, int]:
    """How often each form stands in the clean development texts, scaled to ``NATURAL_HAN``."""
    han = 0
    counts: Counter[str] = Counter(dict.fromkeys(forms, 0))
    scanner = Scanner(form for form in forms if len(form) > 1)
    texts = [path.read_text("utf-8") for path in DATA.parent.glob("html/*/*.txt")]
    for path in DATA.parent.glob("clean/*.jsonl"):
        texts += [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    for text in texts:
        han += count(text, Class.HAN)
        for word, uses in Counter(scanner.find(codes(text))[1].tolist()).items():
            counts[scanner.words[word]] += uses
    return {form: round(uses * NATURAL_HAN / han) for form, uses in counts.items()}


def pairs() -> Iterator[tuple[str, Row]]:
    """Each pair once for every family that shows it."""
    with (DATA / "pairs.tsv").open(encoding="utf-8") as lines:
        for original, spun, evidence, note in list(csv.reader(lines, delimiter="\t"))[1:]:
            pages: dict[str, list[str]] = defaultdict(list)
            for each in evidence.split(";"):
                family, page = each.split(":")
                pages[family].append("recalled" if page.startswith("memory") else page)
            whole = WHOLE.get((original, spun), original)
            yield from ((f, Row(whole, spun, kind_of(note[0]), tuple(p))) for f, p in pages.items() if f in ABOUT)


def word_frequencies() -> dict[str, float]:
    """Uses of each word in a million words, from jieba's dictionary."""
    lines = files("jieba").joinpath("dict.txt").read_text("utf-8").splitlines()
    counts = {word: int(count) for word, count, *_ in map(str.split, lines)}
    total = sum(counts.values())
    return {word: count * 1e6 / total for word, count in counts.items()}


if __name__ == "__main__":
    main()
