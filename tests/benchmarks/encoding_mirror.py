"""Mirror pages: lines that come out exactly, by what the program and its readers did.

``python -m tests.benchmarks encoding_mirror [--size PAGES] [--lists NAME] [--layout NAME] [--failures] [KIND …]``
A shifted line is one in which the damage changed more than it added notes. The text is unseen Traditional text, and
unseen Simplified text that OpenCC converted, as those programs do. ``--failures`` prints every line that is wrong.
"""

from __future__ import annotations

import argparse
import html
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from opencc import OpenCC

from cleaner.fold import simplified_characters
from cleaner.stages import mirror
from cleaner.stages.encoding import cp936
from cleaner.stages.mirror.notes import NOTE, reading_of
from tests.benchmarks._encoding_text import applied, records
from tests.benchmarks.common import data_path, print_table
from tests.damage.mirror import KINDS, Mirror

_NOTED = re.compile(rf".{NOTE.pattern}")
LAYOUTS = ("lines", "text", "html")
LISTS = ("common", "seen", "dense", "few")


def bench_mirror(number: int) -> None:
    """All kinds of damage, ``number`` pages each, lines read one by one, 104 common characters noted."""
    _table(list(KINDS), number, "common", "lines", False)


def _table(kinds: list[str], number: int, lists: str, layout: str, show: bool) -> None:
    rows = []
    for kind in kinds:
        hit, shifted = Counter[bool](), Counter[bool]()
        for damaged, right, moved, wanted, near in _lines(kind, number, lists, layout):
            if not damaged:
                continue
            hit[right] += 1
            if moved:
                shifted[right] += 1
            if show and not right:
                print(f"  {kind}: {wanted!r}\n    {near!r}", file=sys.stderr)
        total, moved_total = max(1, hit.total()), max(1, shifted.total())
        rows.append((kind, hit.total(), hit[True] / total, shifted.total(), shifted[True] / moved_total))
    print_table(("mirror pages", "lines", "exact", "shifted", "exact "), rows, f"Mirror inverse ({lists}, {layout})")


def _lines(kind: str, number: int, lists: str, layout: str) -> Iterator[tuple[bool, bool, bool, str, str]]:
    """(damaged, right, shifted, wanted, repaired) for each line of ``number`` pages."""
    options: dict[str, Any] = dict(KINDS[kind])
    fold = options.get("fold") or {}
    source = random.Random(5)
    for page in pages(number):
        program = Mirror(_keys(lists, source), **options)
        wrapped = [_wrap(line, layout, i) for i, line in enumerate(page)]
        damaged = [program(line) for line in wrapped]
        whole = "\n".join(damaged) if layout == "lines" else program("\n".join(wrapped))
        after = applied(mirror, whole).translate(fold).split("\n")
        there = set(after)
        for i, (before, line) in enumerate(zip(damaged, wrapped, strict=True)):
            wanted = line.translate(fold)
            near = after[i] if len(after) == len(page) else "?"
            moved = _bare(before, program.notes).translate(fold) != wanted
            yield before.translate(fold) != wanted, wanted in there, moved, wanted, near


def _bare(line: str, notes: Any) -> str:
    return _NOTED.sub(lambda m: m[0][0] if notes.get(m[0][0]) == m[1] else m[0], line)


def _wrap(line: str, layout: str, place: int) -> str:
    if layout != "html":
        return line
    safe = html.escape(line)
    if place % 5 == 0:
        return f'<li><a href="/news/{place}.html" title="{safe}" target="_blank">{safe}</a></li>'
    half = len(line) // 2
    return f"<p>{html.escape(line[:half])}<b>{html.escape(line[half:])}</b></p>"


@cache
def notes() -> dict[str, str]:
    """Every character that may carry a note, with its note."""
    known = cp936.characters()
    return {known[pair]: reading for pair, reading in reading_of().items()}


@cache
def _pool(lists: str) -> list[tuple[str, str]]:
    if lists == "seen":
        rows = data_path("encoding", "pinyin_notes.tsv").read_text("utf-8").splitlines()
        return [(row.split("\t")[0], row.split("\t")[1]) for row in rows]
    if lists == "dense":
        return sorted(notes().items())
    frequent = Counter("".join(records("hant"))).most_common(1200)
    return [(c, notes()[c]) for c, _ in frequent if c in notes()]


def _keys(lists: str, source: random.Random) -> dict[str, str]:
    pool = _pool(lists)
    size = {"common": 104, "seen": 76, "dense": 1500, "few": 12}[lists]
    return dict(source.sample(pool, min(size, len(pool))))


@cache
def unseen() -> list[str]:
    """Unseen Traditional lines and as they come from a converter, in random order, only of what GBK holds."""
    convert = OpenCC("s2t").convert
    lines = [line for text in records("hant") for line in text.split("\n")]
    lines += [convert(line.replace("\0", "")) for text in records("hans") for line in text.split("\n")]
    lines = [line for line in sorted(set(lines)) if 15 < len(line) < 400]
    random.Random(3).shuffle(lines)
    fits = [line for line in lines if all(cp936.encode(c) for c in line) and "?" not in line]
    return [line for line in fits if any(c in simplified_characters() for c in line)]


def pages(number: int) -> Iterator[list[str]]:
    """Pages of thirty unseen lines; when the text is used up it comes again, for another list and in other company."""
    lines = list(unseen())
    for _ in range(number):
        if len(lines) < 30:
            lines = random.Random(number).sample(unseen(), len(unseen()))
        yield [lines.pop() for _ in range(30)]


def main(argv: list[str]) -> int:
    """Run the named kinds of damage, all of them by default."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks encoding_mirror", description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {', '.join(KINDS)}")
    parser.add_argument("--size", type=int, default=100, help="pages a kind (default 100)")
    parser.add_argument("--lists", choices=LISTS, default="common", help="how the program's list is drawn")
    parser.add_argument("--layout", choices=LAYOUTS, default="lines", help="what is read as one")
    parser.add_argument("--failures", action="store_true", help="print every line that is wrong")
    options = parser.parse_args(argv)
    _table(options.kinds or list(KINDS), options.size, options.lists, options.layout, options.failures)
    return 0
