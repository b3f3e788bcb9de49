"""Encoding: whole documents read in a wrong codec: web pages with their metadata, texts whose line ends were lost.

``python -m tests.benchmarks encoding_pages [--size N]``. Pages are those of the development data, and what counts is
what the same pages give when they are whole; texts are one record in ten, which the character model has not seen.
"""

from __future__ import annotations

import random
from collections import Counter

from cleaner import clean
from cleaner.stages import encoding
from cleaner.stages.decode import decode
from tests.benchmarks._encoding_text import applied, records
from tests.benchmarks.common import data_path, print_table, run_sections
from tests.damage.misread import KINDS, Misread

_PAGE_KINDS = (
    "GBK as cp1252", "UTF-8 as cp1252", "UTF-8 as GB 18030", "UTF-8 as GBK, private use", "UTF-8 as GBK, replace",
    "GBK as Big5", "GBK as Latin-1, twice",
)  # fmt: skip
_TEXT_KINDS = ("UTF-8 as GB 18030", "UTF-8 as GBK, private use", "UTF-8 as GBK, ?")
_FIELDS = ("title", "author", "source", "published")
_LONGEST, _LARGEST = 3000, 200_000  # characters of a text, bytes of a page


def bench_pages(number: int) -> None:
    """The share of pages whose metadata, and of lines that, are those of the whole page."""
    paths = sorted(data_path("html").rglob("*.html"))
    paths = [path for path in paths if path.stat().st_size < _LARGEST]
    sources = [decode(p.read_bytes()).text for p in random.Random(5).sample(paths, min(number // 5, len(paths)))]
    good = [(source, clean(source)) for source in sources]
    rows = []
    for kind in _PAGE_KINDS:
        count: Counter[str] = Counter()
        for source, whole in good:
            found = clean(_misread(source, KINDS[kind][1]))
            count["n"] += 1
            for field in _FIELDS:
                count[field] += getattr(found, field) == getattr(whole, field)
            there = set(found.text.split("\n"))
            lines = [line for line in whole.text.split("\n") if line.strip()]
            count["all"] += len(lines)
            count["lines"] += sum(line in there for line in lines)
        rows.append((kind, *(count[f] / count["n"] for f in _FIELDS), count["lines"] / count["all"]))
    print_table(("page", *_FIELDS, "lines"), rows, f"Misread pages ({len(good)})")


def _misread(source: str, misread: Misread) -> str:
    """``source`` misread, without the characters that the codec does not have."""
    try:
        return misread(source)
    except UnicodeEncodeError:
        return misread(source.encode("gbk", "ignore").decode("gbk"))


def bench_texts(number: int) -> None:
    """Texts of several lines: lines that come out exactly, line ends that are there, and that were made up."""
    rows = []
    for script in ("hans", "hant"):
        texts = ["\n".join(filter(None, map(str.strip, text.split("\n"))))[:_LONGEST] for text in records(script)]
        texts = [text for text in texts if text.count("\n") > 2][: number // 4]
        for kind in _TEXT_KINDS:
            right = ends = wrong = 0
            for text in texts:
                found = applied(encoding, KINDS[kind][1](text))
                there = set(found.split("\n"))
                right += sum(line in there for line in text.split("\n"))
                ends += min(found.count("\n"), text.count("\n"))
                wrong += max(0, found.count("\n") - text.count("\n"))
            total = sum(text.count("\n") for text in texts)
            rows.append((f"{kind}, {script}", len(texts), right / (total + len(texts)), ends / total, wrong / total))
    print_table(("text", "n", "lines", "line ends", "too many"), rows, "Misread texts of several lines")


SECTIONS = {"pages": bench_pages, "texts": bench_texts}


def main(argv: list[str]) -> int:
    """Run the named sections, all of them by default."""
    return run_sections("encoding_pages", __doc__, SECTIONS, argv)
