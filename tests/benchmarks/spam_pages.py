"""The spam stage on documents and keyword rows whose spam a writer marked: ``python -m tests.benchmarks spam_pages``.

``spam_pages.txt`` holds polluted documents, and a fifth that only talk of spam, each written by hand (by a language
model, without sight of the lexicon or of the training lines); ``spam_headers.tsv`` holds rows of keywords in the style
of search titles, and honest rows of the same shape. Marks ``⟦…⟧`` stand about the spam. Of the documents the first half
(``--half 0``) was read while the stage was worked on, of the second only totals; of the rows the honest ones that the
stage touched at first were read, and totals. ``--set 2`` are shapes that are hard to tell, written later: of its
documents those in even places (``--half 0``) were read, of its rows none (the models learned from as many others).
``--set 3`` are documents that mostly hold several shapes at once, of which one half by the hash of the name was read
(``--half 0``), and every sixth of the lines of all trades that were written with them, by the hash of the line; the
models learned from the others. ``--set 4`` are such lines of later, whose spam nobody has read, and documents most of
whose spam is glued to headlines; those in even places (``--half 0``) were read. ``--set 5`` are rows alone: adverts of
trades that no line to learn from is about, such as tickets, graves and drones, and what honest people say of these.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from tests.benchmarks.common import print_table
from tests.benchmarks.spam import AFTER, BEFORE, Stage
from tests.benchmarks.spam_written import removed, unmarked
from tools.head_lines import headed_texts

HERE = Path(__file__).parent
DOCUMENTS = {number: HERE / f"spam_pages{number if number > 1 else ''}.txt" for number in range(1, 5)}
ROWS = {1: "spam_headers.tsv", 2: "spam_headers2.tsv", 3: "spam_lines3.tsv", 4: "spam_lines4.tsv", 5: "spam_lines5.tsv"}
Mask = NDArray[np.bool_]


class Marked(NamedTuple):
    """A document with its spam: ``label`` is the family of spam or a genre, ``shape`` how it was put in."""

    name: str
    label: str
    shape: str
    text: str
    spam: Mask


class Span(NamedTuple):
    """A stretch of spam, and how it stands in its line."""

    start: int
    end: int
    place: str


def documents(half: int | None = None, number: int = 1) -> list[Marked]:
    """The documents of one half (0 or 1) of a set, of both by default.

    The halves are its first and second, those in even and odd places, or those whose names have an even and odd hash.
    """
    found = headed_texts(DOCUMENTS[number])
    out = [Marked(name, label, shape, *unmarked(body.strip("\n"))) for (name, label, shape), body in found]
    if number == 3:
        return [page for page in out if half is None or crc32(page.name.encode()) % 2 == half]
    middle = len(out) // 2
    return out if half is None else out[half::2] if number in (2, 4) else out[middle:] if half else out[:middle]


def rows(number: int = 1) -> Iterator[Marked]:
    """The rows of keywords of a set; a row of spam without a mark is spam as a whole."""
    for place, row in enumerate((HERE / ROWS[number]).read_text("utf-8").splitlines()):
        label, family, line = row.split("\t")
        text, spam = unmarked(line if "⟦" in line or label == "clean" else f"⟦{line}⟧")
        yield Marked(str(place), label, family, text, spam)


def spans(page: Marked) -> Iterator[Span]:
    """The stretches of spam of a document, each within a line."""
    text = page.text
    breaks = np.array(list(text)) == "\n"
    inside = np.concatenate([[False], page.spam & ~breaks, [False]])
    for start, end in (inside[1:] != inside[:-1]).nonzero()[0].reshape(-1, 2).tolist():
        first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        head, tail = text[first:start].strip(), text[end : last if last >= 0 else None].strip()
        yield Span(start, end, ("inside" if tail else "behind") if head else "before" if tail else "line")


def bench_pages(stage: Stage, pages: Sequence[Marked], show: bool) -> None:
    """Spam removed by its place in the line and by shape, text kept, negatives touched."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    kept, good, touched, negatives, alone, called = 0, 0, 0, 0, 0, 0
    for page in pages:
        gone = removed(stage, page.text)
        for each in spans(page):
            size, taken = each.end - each.start, int(gone[each.start : each.end].sum())
            for key in (each.place, "all", *(f"shape: {shape}" for shape in page.shape.split())):
                row = counts[key]
                row[:] = row[0] + 1, row[1] + (taken >= 0.8 * size), row[2] + size, row[3] + taken
        own = ~page.spam & (np.array(list(page.text)) != "\n")
        good, kept = good + int(own.sum()), kept + int((own & ~gone).sum())
        if not page.spam.any():
            negatives, touched = negatives + 1, touched + bool(gone.any())
        if own.sum() == 0:
            alone, called = alone + 1, called + (stage(page.text).verdict == "spam")
        if show:
            _print_wrong(page, gone)
    table = [[key, *row[:2], row[3] / row[2]] for key, row in sorted(counts.items())]
    print_table(["spam in a line", "stretches", "removed", "characters removed"], table, "Polluted documents")
    table = [[good, kept / good, negatives, touched, alone, called]]
    head = ["article characters", "kept", "documents without spam", "touched", "of nothing but spam", "called so"]
    print_table(head, table, "Text of the same documents that is no spam")


def _print_wrong(page: Marked, gone: Mask) -> None:
    """The lines of a document that were not cut as they should be; what was taken out wrongly and what was left."""
    at = 0
    for line in page.text.split("\n"):
        part = slice(at, at + len(line))
        spam, cut = page.spam[part], gone[part]
        at += len(line) + 1
        if (spam != cut).any():
            edges = [0, *((np.diff(2 * spam + cut.astype(int)) != 0).nonzero()[0] + 1).tolist(), len(line)]
            pieces = pairwise(edges)
            print(page.name, page.label, "".join(_shown(line[a:b], bool(spam[a]), bool(cut[a])) for a, b in pieces))


def _shown(piece: str, spam: bool, cut: bool) -> str:
    return {(1, 1): "⟦{}⟧", (1, 0): "⟦LEFT {}⟧", (0, 1): "<<LOST {}>>", (0, 0): "{}"}[spam, cut].format(piece)


def bench_rows(stage: Stage, lines: Iterable[Marked], show: bool) -> None:
    """Rows of spam removed, honest rows touched."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    kept = good = 0
    for row in lines:
        gone = removed(stage, BEFORE + row.text + AFTER)[len(BEFORE) : len(BEFORE) + len(row.text)]
        clean = row.label == "clean"
        wrong = bool(gone.any() or stage(row.text).edits) if clean else gone[row.spam].mean() < 0.8
        good, kept = good + int((~row.spam).sum()), kept + int((~row.spam & ~gone).sum())
        key = f"spam: {row.shape}" if row.label == "spam" else "clean"
        for each in (key, f"{row.label}: all"):
            counts[each][0] += 1
            counts[each][1] += wrong
        if show and wrong:
            print(key, row.shape, _shown(row.text, row.label == "spam", row.label == "clean"))
    table = [[key, *count] for key, count in sorted(counts.items()) if key != "clean"]
    print_table(["rows", "number", "wrong"], table, f"Rows of keywords; honest characters kept {kept / good:.4f}")


def main(argv: Sequence[str]) -> int:
    """Print the tables of the sections that are named, of both by default."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks spam_pages", description=__doc__)
    parser.add_argument("sections", nargs="*", help="of pages, rows")
    parser.add_argument("--set", type=int, choices=tuple(ROWS), default=1, help="which written set (default 1)")
    parser.add_argument("--half", type=int, choices=(0, 1), help="only one half of the documents")
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    given = parser.parse_args(argv)
    stage = Stage()
    if given.set in DOCUMENTS and ("pages" in given.sections or not given.sections):
        bench_pages(stage, documents(given.half, given.set), given.show)
    if "rows" in given.sections or not given.sections:
        bench_rows(stage, rows(given.set), given.show)
    return 0
