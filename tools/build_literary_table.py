"""Write ``cleaner/data/tables/literary.txt``: how much more often a character stands in literature than in articles.

Literature is a third each classical texts, old novels and plays (both from the git mirror NiuTrans/Classical-Modern,
MIT, of texts long in the public domain) and Lu Xun. Articles are the other open text of ``character_corpus.py``, which
states its licences: talks, news, encyclopedias, manuals, law. No development data is used. The weight of a character is
the natural logarithm of the ratio of its rates, in steps of a tenth and no more than ±2.5.

Usage: python -m tools.build_literary_table [-o FILE] (needs the mirrors; about two minutes)
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from math import log
from pathlib import Path

from cleaner.fold import fold
from tools.character_corpus import SOURCES, Source, lines_of

TABLE = Path(__file__).parent.parent / "cleaner" / "data" / "tables" / "literary.txt"
OLD = Source("old", "NiuTrans+Classical-Modern", r"^古文原文/.*text\.txt$", str.splitlines, 1.0)
# Characters that classical texts have next to never: a text with a smaller part of them is one.
_SPOKEN, _PART = "的了么", 0.01
# A character that stands in fewer places of either kind of text says nothing, and in so many more it says less.
_LEAST, _MOST, _STEP = 60, 2.5, 10
_HAN = re.compile("[\u3400-\u9fff]")
HEAD = """\
# How much more often characters stand in old and literary Chinese than in modern articles: the natural logarithm of
# the ratio times ten, and the characters (Simplified) that have it. Made by tools/build_literary_table.py, which states
# where the counts come from.
"""


def main() -> None:
    """Count, and write the table."""
    parser = argparse.ArgumentParser(description="Write the table of literary characters.")
    parser.add_argument("-o", "--output", type=Path, default=TABLE)
    out: Path = parser.parse_args().output
    out.write_text(HEAD + "".join(f"{weight}\t{letters}\n" for weight, letters in rows().items()), "utf-8")


def rows() -> dict[int, str]:
    """Characters by weight, the greatest weight first."""
    literature, articles = rates(old_counts()), rates(article_counts())
    table: dict[int, str] = defaultdict(str)
    for letter in sorted(literature.keys() | articles.keys()):
        ratio = log(literature.get(letter, 1e-6) / articles.get(letter, 1e-6))
        table[round(_STEP * max(-_MOST, min(_MOST, ratio)))] += letter
    return {weight: table[weight] for weight in sorted(table, reverse=True) if weight}


def old_counts() -> list[Counter[str]]:
    """The characters of classical texts, of old novels, and of Lu Xun."""
    classical, spoken, own = Counter[str](), Counter[str](), Counter[str]()
    page: list[str] = []
    for line in lines_of(OLD):
        page.append(line)
        if not line:  # a file ends
            text = fold("".join(page))
            kind = spoken if sum(map(text.count, _SPOKEN)) >= _PART * len(text) else classical
            kind.update(_HAN.findall(text))
            page = []
    own.update(_HAN.findall(fold("".join(lines_of(next(s for s in SOURCES if s.name == "luxun"))))))
    return [classical, spoken, own]


def article_counts() -> list[Counter[str]]:
    """The characters of each other source; the last two, laws, as one."""
    return [Counter(_HAN.findall(fold("".join(lines_of(source))))) for source in SOURCES if source.name != "luxun"]


def rates(kinds: list[Counter[str]]) -> Mapping[str, float]:
    """The rate of each character, every kind of text counting as much as another."""
    total: Counter[str] = sum(kinds, Counter())
    sums = [kind.total() for kind in kinds]
    return {
        letter: sum(kind[letter] / size for kind, size in zip(kinds, sums, strict=True)) / len(kinds)
        for letter, number in total.items()
        if number >= _LEAST
    }


if __name__ == "__main__":
    main()
