"""What the models of flattened text know of each non-blank line: words, places, blocks of prose, repeated topics.

Without tags three things tell where an article begins and ends: which kinds of lines stand on each side, how far the
lines are that name parts of a page's frame, and whether the lines around speak of the same things (the pairs of
characters that a line shares with its neighbours, after Hearst's TextTiling).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np

from cleaner.fold import Class
from cleaner.stages.boilerplate.answers import timed_lines
from cleaner.stages.boilerplate.features import function_words, moved, prose_mass, window
from cleaner.stages.boilerplate.flat_kind import thread_words
from cleaner.stages.boilerplate.markup_features import closed
from cleaner.stages.boilerplate.page import Flags, Page
from cleaner.trees import Column, Table, singled

_REACHES = (3, 8, 20)
_FAR = 30
_LONGEST_ALIKE = 40
# Lines: how far neighbours share pairs, and how far behind a title its prose repeats it.
_NEAR, _TITLED = 12, 25
_BESIDE = (-2, -1, 1, 2)
_LONGEST_TITLE, _SHORTEST_TITLE = 80, 5


def flat_features(page: Page) -> Table:
    """One row a non-blank line, one column a feature."""
    table: Table = {}
    prose = prose_mass(page)
    _shape(page, table)
    _place(page, prose, table)
    _sides(page, prose, table)
    _distances(page, table)
    _repeats(page, table)
    _block(prose, table)
    _topic(page, prose, table)
    _threads(page, table)
    return singled(table)


def _shape(page: Page, table: Table) -> None:
    size = page.solid_sizes
    latin, bracket = page.latin, page.lines.counts(Class.BRACKET)[page.number]
    table["size"] = np.log1p(size)
    table["han"], table["latin"] = np.log1p(page.han), np.log1p(latin)
    table["latin-share"] = latin / np.maximum(size, 1)
    table["bracket-share"] = bracket / np.maximum(size, 1)
    table["sentence"], table["clause"] = np.log1p(page.ends_of_sentences), np.log1p(page.clauses)
    words = function_words(page)
    table["words"] = np.log1p(words)
    table["function"] = words / np.maximum(page.han, 1)
    table["closed"] = closed(page)
    table["closed-1"], table["closed+1"] = moved(table["closed"], (-1, 1))


def _place(page: Page, prose: Column, table: Table) -> None:
    count = len(page)
    index = np.arange(count)
    size = np.maximum(page.han + page.latin // 3, 1).astype(np.float64)
    total = max(float(prose.sum()), 1.0)
    table["chars-place"] = (np.cumsum(size) - size) / max(float(size.sum()), 1.0)
    table["from-end"] = np.log1p(count - 1 - index)
    table["page-lines"] = np.full(count, np.log1p(count))
    table["page-chars"] = np.full(count, np.log1p(size.sum()))
    table["prose"] = prose
    table["prose-1"], table["prose+1"] = moved(prose, (-1, 1))
    table["prose-before"] = (np.cumsum(prose) - prose) / total
    table["prose±2"] = np.log1p(window(prose, 2)) - np.log1p(total)
    paragraphs = np.flatnonzero(page.paragraph)
    first, last = (int(paragraphs[0]), int(paragraphs[-1])) if len(paragraphs) else (0, count - 1)
    table["first-par"] = np.minimum(np.maximum(index - first, -_FAR), 2 * _FAR)
    table["last-par"] = np.minimum(np.maximum(index - last, -2 * _FAR), _FAR)


def _sides(page: Page, prose: Column, table: Table) -> None:
    """What stands in the few lines before each line, and in those behind it."""
    count, far = len(page), _REACHES[-1]
    ends = table["closed"] * (page.han >= _SHORTEST_TITLE)
    sums = {"sprose": np.minimum(prose, 300), "ssize": page.han, "sfired": page.fired, "sclosed": ends}
    long = 2  # of the first two logarithms are taken
    total = np.zeros((len(sums), far + count + 1 + far))
    for row, values in zip(total, sums.values(), strict=True):
        np.cumsum(values, out=row[far + 1 : far + 1 + count])
        row[far + 1 + count :] = row[far + count]
    for reach in _REACHES:
        before = total[:, far : far + count] - total[:, far - reach : far - reach + count]
        behind = total[:, far + 1 + reach : far + 1 + reach + count] - total[:, far + 1 : far + 1 + count]
        for sign, some in (("-", before), ("+", behind)):
            np.log1p(some[:long], out=some[:long])
            table.update(zip((f"{name}{sign}{reach}" for name in sums), some, strict=True))


def _distances(page: Page, table: Table) -> None:
    """How many lines lie between each line and the next that is a date, a heading of the frame, or a paragraph."""
    count = len(page)
    timed = timed_lines(page) & (page.lines.counts(Class.DIGIT)[page.number] > 0)
    heads = flags_of(page.heads, count)
    marks = {
        "stamp": timed & page.stamps,
        "timed": timed,
        "head": heads,
        "sure": flags_of(page.sure, count),
        "par": page.paragraph,
    }
    index, flags = np.arange(count), np.concatenate(list(marks.values())).reshape(-1, count)
    last = np.maximum.accumulate(np.where(flags, index, -_FAR - 1), axis=1)
    following = np.minimum.accumulate(np.where(flags, index, count + _FAR + 1)[:, ::-1], axis=1)[:, ::-1]
    table.update(zip(("since-" + name for name in marks), np.minimum(index - last, _FAR), strict=True))
    table.update(zip(("until-" + name for name in marks), np.minimum(following - index, _FAR), strict=True))
    table["headings-before"] = np.minimum(np.cumsum(heads), 6)


def _repeats(page: Page, table: Table) -> None:
    """How many lines say the same as each line, and how many short ones have as many characters of each kind."""
    count = len(page)
    times = Counter(page.folded)
    table["same"] = np.log1p(np.fromiter(map(times.__getitem__, page.folded), np.float64, count))
    kinds = [page.lines.counts(kind)[page.number] for kind in (Class.DIGIT, Class.SEPARATOR, Class.BRACKET)]
    key = np.minimum(page.latin, 15)
    for column in (page.han, page.ends_of_sentences + page.clauses, *kinds):
        key = key * 16 + np.minimum(column, 15)
    ordered = np.sort(key)  # np.unique takes twice as long
    alike = np.log1p(ordered.searchsorted(key, "right") - ordered.searchsorted(key))
    table["alike"] = np.where(table["size"] <= np.log1p(_LONGEST_ALIKE), alike, 0)


def flags_of(indices: Iterable[int], count: int) -> Flags:
    """Which of ``count`` lines are among ``indices``."""
    flags = np.zeros(count, np.bool_)
    flags[list(indices)] = True
    return flags


def _block(prose: Column, table: Table) -> None:
    """The run of prose (with gaps of one line) around each line: its size, and its share of the largest."""
    count = len(prose)
    held = np.flatnonzero(prose > 0)
    table["block-mass"], table["block-share"] = np.zeros(count), np.zeros(count)
    if not len(held):
        return
    new = np.concatenate(([True], np.diff(held) > 2))
    mass = np.bincount(np.cumsum(new) - 1, prose[held])
    first, last = held[new], held[np.append(np.flatnonzero(new)[1:] - 1, len(held) - 1)]
    index = np.arange(count)
    block = np.maximum(np.searchsorted(first, index, "right") - 1, 0)
    inside = (index >= first[block]) & (index <= last[block])
    table["block-mass"] = np.where(inside, np.log1p(mass[block]), 0)
    table["block-share"] = np.where(inside, mass[block] / mass.max(), 0)


def _topic(page: Page, prose: Column, table: Table) -> None:
    """Pairs of Han characters that a line shares with the lines near it, and with the prose behind it."""
    count = len(page)
    pair, line = page.pairs
    for name in ("shared-back", "shared-ahead", "echo"):
        table[name] = np.zeros(count)
    if len(pair) < 2:
        return
    new = np.concatenate(([True], pair[1:] != pair[:-1]))
    group = np.cumsum(new) - 1
    times = np.bincount(group)[group]
    held = np.maximum(np.bincount(line, minlength=count), 1)
    near = ~new[1:] & (line[1:] - line[:-1] <= _NEAR) & (times[1:] <= max(4, int(0.06 * count)))
    table["shared-back"] = np.bincount(line[1:], near, count) / held
    table["shared-ahead"] = np.bincount(line[:-1], near, count) / held
    place = np.arange(len(pair))
    following = np.minimum.accumulate(np.where(prose[line] > 0, place, len(pair))[::-1])[::-1]
    at = np.minimum(np.append(following[1:], len(pair)), len(pair) - 1)
    again = (at > place) & (pair[at] == pair) & (line[at] - line <= _TITLED) & (times <= max(8, int(0.12 * count)))
    hits = np.bincount(line, again, count)
    short = (page.lines.sizes[page.number] <= _LONGEST_TITLE) & (page.han >= _SHORTEST_TITLE)
    table["echo"] = np.where(short, hits / held * np.log1p(hits), 0)


def _threads(page: Page, table: Table) -> None:
    """Words of threads on each line, and on the lines beside it; how often these come back."""
    marks = thread_words(page)
    said = np.concatenate(list(marks.values()), dtype=np.float32).reshape(len(marks), -1)
    table.update(zip(("is-" + name for name in marks), said, strict=True))
    table.update(zip(("near-" + name for name in marks), window(said, 3), strict=True))
    any_word = said.max(axis=0)
    for name, column in (("size", table["size"]), ("same", table["same"]), ("thread", any_word)):
        table.update(zip((f"{name}{shift:+}" for shift in _BESIDE), moved(column, _BESIDE), strict=True))
    table["fired"] = page.fired.astype(np.float32)
    table["fired-1"], table["fired+1"] = moved(table["fired"], (-1, 1))
