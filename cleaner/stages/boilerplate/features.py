"""What the line model knows of each non-blank line from the text alone, computed for the whole page at once."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

import ahocorasick_rs
import numpy as np
from numpy.typing import NDArray

from cleaner.fold import Class
from cleaner.stages.boilerplate.page import Counts, Page

Column = NDArray[np.floating[Any]]
Table = dict[str, NDArray[Any]]

_KINDS = (
    Class.HAN, Class.LATIN, Class.DIGIT, Class.SENTENCE, Class.CLAUSE, Class.SEPARATOR, Class.BRACKET, Class.KANA,
)  # fmt: skip
_CLOSED = frozenset("。!?;…")
_CLOSERS = "\"')]}》〉】〕」』 "
_INDENTS = np.array([ord(c) for c in " \u3000\xa0\t"], np.uint32)


def text_features(page: Page) -> Table:
    """One row a non-blank line, one column a feature."""
    table: Table = {}
    _shape(page, table)
    _fired(page, table)
    _words(page, table)
    _place(page, table)
    _repeats(page, table)
    around(table, ("size", "sentence", "closed", "fired", "stamp", "function", "indent"), (-3, -2, -1, 1, 2, 3))
    prose = prose_mass(page)
    table["prose"] = prose
    total = max(float(prose.sum()), 1.0)
    for reach in (2, 5, 12, 30):
        table[f"prose±{reach}"] = np.log1p(window(prose, reach)) - np.float32(np.log1p(total))
        table[f"lines±{reach}"] = window((prose > 0).astype(np.float32), reach) / (2 * reach + 1)
    table["prose-before"] = ((np.cumsum(prose) - prose) / total).astype(np.float32)
    return table


def prose_mass(page: Page) -> Column:
    """Characters of Han in lines that carry sentence or clause marks; 0 elsewhere."""
    marked = (page.ends_of_sentences + page.clauses) > 0
    return np.where(marked & (page.han >= 8), page.han, 0).astype(np.float32)


def _shape(page: Page, table: Table) -> None:
    lines, number = page.lines, page.number
    size = lines.sizes[number] - lines.counts(Class.INVISIBLE)[number]
    table["size"] = np.log1p(size).astype(np.float32)
    for kind in _KINDS:
        count = lines.counts(kind)[number]
        table[kind.name.lower()] = np.log1p(count).astype(np.float32)
        table[kind.name.lower() + "-share"] = (count / np.maximum(size, 1)).astype(np.float32)
    bare = [text.rstrip(_CLOSERS) for text in page.folded]
    table["closed"] = np.fromiter((text[-1:] in _CLOSED for text in bare), np.float32, len(bare))
    table["colon"] = np.fromiter((text[-1:] == ":" for text in bare), np.float32, len(bare))
    first = np.minimum(lines.starts[number], len(lines.text) - 1)
    blank = np.isin(lines.points[np.stack((first, np.minimum(first + 1, len(lines.text) - 1)))], _INDENTS)
    table["indent"] = (blank[0] + (blank[0] & blank[1])).astype(np.float32)
    gap = np.diff(number, prepend=number[:1] - 1) - 1
    table["gap"] = np.minimum(gap, 3).astype(np.float32)
    table["gap-after"] = np.append(np.minimum(gap[1:], 3), 0).astype(np.float32)


def _fired(page: Page, table: Table) -> None:
    for name, rules in (("sure", page.sure), ("weak", page.weak), ("heading", page.heads)):
        flags = np.zeros(len(page), np.float32)
        flags[list(rules)] = 1
        table[name] = flags
    table["fired"] = page.fired.astype(np.float32)
    table["stamp"] = np.fromiter((page.stamp(i) for i in range(len(page))), np.float32, len(page))
    seen = np.cumsum(table["heading"])
    table["headings-before"] = np.minimum(seen, 6).astype(np.float32)
    table["frame±6"] = window(table["fired"], 6) / 13
    table["frame±15"] = window(table["fired"], 15) / 31


def _words(page: Page, table: Table) -> None:
    groups, words, owner = _vocabulary()
    counts = np.zeros((len(page), len(groups)), np.float32)
    line_of = np.full(len(page.lines), -1, np.int64)
    line_of[page.number] = np.arange(len(page))
    hits = words.find_matches_as_indexes(page.lines.folded, overlapping=True)
    if hits:
        found = np.array(hits, np.int64)
        rows = line_of[np.searchsorted(page.lines.starts, found[:, 1], "right") - 1]
        np.add.at(counts, (np.maximum(rows, 0), owner[found[:, 0]]), 1)
    for column, name in enumerate(groups):
        table["word-" + name] = np.log1p(counts[:, column])
    table["function"] = counts[:, groups.index("function")] / np.maximum(page.han, 1)


@cache
def _vocabulary() -> tuple[list[str], ahocorasick_rs.AhoCorasick, Counts]:
    raw = files("cleaner.data").joinpath("models/boilerplate_words.toml").read_text("utf-8")
    groups = {name: words.split() for name, words in tomllib.loads(raw)["groups"].items()}
    words = [word for group in groups.values() for word in group]
    owner = np.array([n for n, group in enumerate(groups.values()) for _ in group], np.int64)
    return list(groups), ahocorasick_rs.AhoCorasick(words), owner


def _place(page: Page, table: Table) -> None:
    count = len(page)
    size = np.maximum(page.han + page.latin // 3, 1).astype(np.float64)
    before = np.cumsum(size) - size
    index = np.arange(count)
    table["place"] = (index / max(count, 1)).astype(np.float32)
    table["chars-place"] = (before / max(size.sum(), 1)).astype(np.float32)
    table["from-start"] = np.log1p(index).astype(np.float32)
    table["from-end"] = np.log1p(count - 1 - index).astype(np.float32)
    table["page-lines"] = np.full(count, np.log1p(count), np.float32)
    table["page-chars"] = np.full(count, np.log1p(size.sum()), np.float32)


def _repeats(page: Page, table: Table) -> None:
    times = Counter(page.folded)
    seen: set[str] = set()
    again = np.zeros(len(page), np.float32)
    for index, text in enumerate(page.folded):
        again[index] = text in seen
        seen.add(text)
    table["times"] = np.log1p(np.fromiter((times[text] - 1 for text in page.folded), np.float32, len(page)))
    table["again"] = again


def around(table: Table, names: tuple[str, ...], shifts: tuple[int, ...]) -> None:
    """Add the named columns of the lines that stand ``shift`` lines away; 0 beyond the page."""
    for name in names:
        for shift in shifts:
            table[f"{name}{shift:+d}"] = moved(table[name], shift)


def moved(column: Column, shift: int) -> Column:
    """The value of the line that stands ``shift`` lines away; 0 beyond the page."""
    out = np.zeros_like(column)
    if shift < 0:
        out[-shift:] = column[:shift]
    else:
        out[:-shift] = column[shift:]
    return out


def window(values: Column, reach: int) -> Column:
    """The sum of ``values`` over the lines from ``reach`` before to ``reach`` behind each line."""
    total = np.concatenate((np.zeros(1), np.cumsum(values, dtype=np.float64)))
    index = np.arange(len(values))
    ends, starts = np.minimum(index + reach + 1, len(values)), np.maximum(index - reach, 0)
    summed: Column = (total[ends] - total[starts]).astype(np.float32)
    return summed
