"""Encoding: whole documents read in a wrong codec: web pages with their metadata, texts whose line ends were lost.

``python -m tests.benchmarks encoding_pages [--size N]``. Pages are those of the development data, and what counts is
what the same pages give when they are whole; texts are one record in ten, which the character model has not seen.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

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
_TEXT_KINDS = (
    "UTF-8 as GB 18030", "UTF-8 as GBK, private use", "UTF-8 as GBK, replace", "UTF-8 as GBK, Java", "UTF-8 as GBK, ?",
    "GBK as Big5", "Big5 as GBK",
)  # fmt: skip
_FIELDS = ("title", "author", "source", "published")
_LONGEST, _LARGEST = 3000, 200_000  # characters of a text, bytes of a page
_SHORT = 8  # characters of a short line


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
    """Texts of several lines: lines that come out exactly, short ones, line ends that are there, and made up."""
    rows = []
    for script in ("hans", "hant"):
        texts = ["\n".join(filter(None, map(str.strip, text.split("\n"))))[:_LONGEST] for text in records(script)]
        texts = [text for text in texts if text.count("\n") > 2][: number // 4]
        for kind in _TEXT_KINDS:
            if KINDS[kind][0] in ("any", script):
                rows.append((f"{kind}, {script}", len(texts), *_lines_right(texts, kind)))
    head = ("text", "n", "lines", "short lines", "line ends", "too many")
    print_table(head, rows, "Misread texts of several lines")


def _lines_right(texts: Sequence[str], kind: str) -> tuple[float, float, float, float]:
    """Shares of lines and of short ones that come out exactly, of line ends that are there, and how many are made up.

    Lines of ASCII do not count, nor characters that the codec of the text does not have.
    """
    count: Counter[str] = Counter()
    codec = kind.partition(" ")[0].lower()
    for whole in texts:
        text = whole.encode(codec, "ignore").decode(codec)
        found = applied(encoding, KINDS[kind][1](text))
        there = set(found.split("\n"))
        for line in text.split("\n"):
            if not line.isascii():
                count["lines"] += 1
                count["right"] += line in there
                count["short"] += len(line) <= _SHORT
                count["short right"] += len(line) <= _SHORT and line in there
        number, here = text.count("\n"), found.count("\n")
        count["all"] += number
        count["ends"] += min(here, number)
        count["made up"] += max(0, here - number)
    shares = (("right", "lines"), ("short right", "short"), ("ends", "all"), ("made up", "all"))
    right, short, ends, more = (count[part] / max(1, count[of]) for part, of in shares)
    return right, short, ends, more


SECTIONS = {"pages": bench_pages, "texts": bench_texts}


def main(argv: list[str]) -> int:
    """Run the named sections, all of them by default."""
    return run_sections("encoding_pages", __doc__, SECTIONS, argv)
