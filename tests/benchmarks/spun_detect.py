"""Machine-spun text told from clean text: whole pages, pieces by length, families held back, paragraphs.

Spun text is made from the clean development pages as in ``spun``; a page's "density" is the replaced words in 100 Han
characters. "held back" looks with the other families only, without the pairs that they share with the one that spun
(exact rules stay: they are written by hand); "another tool" leaves those pairs, as families share many, and counts
pages that are suspect or spun. ``spun_invented.tsv`` is a dictionary that no tool has. ``spun_tools.jsonl`` has
articles spun by tools that a language model made up, tables and originals and all, and honest texts that look odd.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

from cleaner.fold import Class, count
from cleaner.lines import Lines
from cleaner.stages.spun import detect
from cleaner.stages.spun.families import Family, Pair, families
from cleaner.stages.spun.page import look
from tests.benchmarks.common import print_table, read_jsonl
from tests.benchmarks.spun import Spun, clean_texts, pages, part, spin, spun_pages

# Han characters of pieces, and how many pieces of a page.
SIZES, PIECES = (60, 150, 300, 1000), 3
# The densities of the rows: below the first, and so on.
DENSITIES = (3, 6, 100)
INVENTED, TOOLS = (Path(__file__).with_name(name) for name in ("spun_invented.tsv", "spun_tools.jsonl"))


def main(argv: Sequence[str]) -> int:
    """Print the tables; ``argv`` names the ones wanted (default all)."""
    tables = {"pages": whole_pages, "pieces": pieces, "clean": clean, "paragraphs": parts, "tools": tools}
    for name in argv or tables:
        tables[name]()
    return 0


def invented() -> Family:
    """The dictionary that no tool has, as a family."""
    rows = (line.split("\t") for line in INVENTED.read_text("utf-8").splitlines() if not line.startswith("#"))
    return Family("Z", "invented", tuple(Pair(original, form, "A", ("invented",), 1) for original, form in rows))


def without(out: Family, shared: bool = False) -> list[Family]:
    """The other families; unless ``shared``, without the pairs that they have in common with it."""
    known = set() if shared else {key(pair) for pair in out.pairs}
    return [
        Family(f.name, f.about, () if f.name == out.name else tuple(p for p in f.pairs if key(p) not in known))
        for f in families()
    ]


def key(pair: Pair) -> tuple[str, str]:
    """What makes a pair the same in two families."""
    return pair.original, pair.spun


def labels(texts: Sequence[str], known: Sequence[Family] | None = None) -> list[str]:
    """The labels of texts, where only some families are known, if any are given."""
    caches = (detect.detector, detect.mixture, detect.hints)
    with patch.object(detect, "families", lambda: tuple(known or families())):
        for each in caches:
            each.cache_clear()
        out = [str(look(Lines(text)).finding.label) for text in texts]
    for each in caches:
        each.cache_clear()
    return out


def told(texts: Sequence[str], known: Sequence[Family] | None = None) -> float:
    """The share of texts labelled spun."""
    return labels(texts, known).count("spun") / max(1, len(texts))


def noticed(texts: Sequence[str], known: Sequence[Family] | None = None) -> float:
    """The share of texts that are not labelled clean."""
    return 1 - labels(texts, known).count("clean") / max(1, len(texts))


def whole_pages() -> None:
    """Spun pages, with the family known and held back."""
    table: list[list[object]] = []
    for family in (*families(), invented()):
        made = [page.text for page in spun_pages(family)]
        half = random.Random(family.name)
        some = [spin(page.source, part(family, half, 0.5), half).text for page in spun_pages(family)]
        held, another = without(family), without(family, shared=True)
        row = [told(made), told(some), told(made, held), noticed(made, held), noticed(made, another)]
        table.append([family.name, len(made), *row])
    head = ["family", "pages", "spun", "half the pairs", "held back", "or suspect", "another tool"]
    print_table(head, table, "spun pages labelled spun")


def tools() -> None:
    """Articles spun by tools of which nothing is known, their originals, and odd honest texts."""
    found: dict[tuple[str, str], list[str]] = {}
    for record in read_jsonl(TOOLS):
        for side in ("original", "spun"):
            if record[side]:
                found.setdefault((record["tool"], side), []).append(record[side])
    table = [[*key, len(texts), noticed(texts), told(texts)] for key, texts in found.items()]
    print_table(["tool", "text", "texts", "not clean", "spun"], table, "tools written by hand")


def pieces() -> None:
    """Pieces of spun pages by length and density, all families that are known, held back, and the invented one."""
    table: list[list[object]] = []
    for size in SIZES:
        found: dict[tuple[str, int], list[tuple[str, str]]] = {}
        for family in (*families(), invented()):
            for page in spun_pages(family):
                for text, number in cut(page, size):
                    density = next(most for most in DENSITIES if number * 100 < most * size)
                    kind = "invented" if family.name == "Z" else "known"
                    found.setdefault((kind, density), []).append((family.name, text))
        for (kind, density), rows in sorted(found.items()):
            by_family: dict[str, list[str]] = {}
            for name, text in rows:
                by_family.setdefault(name, []).append(text)
            held = another = 0.0
            for family in (*families(), invented()):
                texts = by_family.get(family.name, [])
                held += len(texts) / len(rows) * told(texts, without(family))
                another += len(texts) / len(rows) * noticed(texts, without(family, shared=True))
            every = [text for _, text in rows]
            table.append([size, kind, f"< {density}", len(rows), told(every), held, another])
    head = ["Han", "family", "density", "pieces", "spun", "held back", "another tool"]
    print_table(head, table, "pieces of spun pages")


def cut(page: Spun, size: int) -> Iterator[tuple[str, int]]:
    """Pieces of about ``size`` Han characters with at least two replaced words, and how many they have."""
    long = round(size * 1.15)
    for start in range(0, min(len(page.text) - long, 5 * long * PIECES), 5 * long):
        text = page.text[start : start + long]
        number = sum(start <= left and right <= start + long for left, right in page.truth)
        if number > 1 and count(text, Class.HAN) >= 0.85 * size:
            yield text, number


def clean() -> None:
    """Clean texts, and pieces of them."""
    table: list[list[object]] = []
    draw = random.Random(1)
    texts = [text for *_, text in clean_texts()]
    for size in (0, *SIZES):
        long = round(size * 1.15)
        made = texts
        if size:
            starts = ((text, draw.randrange(max(1, len(text) - long))) for text in texts for _ in range(2))
            made = [text[start : start + long] for text, start in starts]
        labels = Counter(look(Lines(text)).finding.label for text in made)
        han = sum(count(text, Class.HAN) for text in made)
        table.append([size or "whole", len(made), han, labels["suspect"], labels["spun"]])
    print_table(["Han", "texts", "Han in all", "suspect", "spun"], table, "clean texts")


def parts() -> None:
    """Paragraphs of pages whose first part is spun: long ones have 60 Han characters."""
    tally: dict[tuple[str, str], Counter[str]] = {}
    for family in families():
        for name, text in pages():
            draw = random.Random(name + "mixed")
            lines = [line for line in text[:6000].split("\n") if line.strip()]
            if len(lines) < 6:
                continue
            spun = draw.randint(2, len(lines) - 2)
            mixed = [*spin("\n".join(lines[:spun]), family, draw).text.split("\n"), *lines[spun:]]
            view = Lines("\n".join(mixed))
            for each in look(view).parts:
                kind = "replaced" if mixed[each.row] != lines[each.row] else "nothing replaced"
                kind = kind if each.row < spun else "natural"
                long = "long" if count(mixed[each.row], Class.HAN) >= 60 else "short"
                tally.setdefault((kind, long), Counter())[each.label] += 1
    rows = [[*key_, n["spun"], n["suspect"], n["clean"]] for key_, n in sorted(tally.items())]
    print_table(["paragraph", "length", "spun", "suspect", "clean"], rows, "paragraphs of pages that are partly spun")
