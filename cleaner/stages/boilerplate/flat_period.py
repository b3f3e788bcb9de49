"""What comes back on a page: labels, cards and buttons that repeat, and what stands between one and the next.

A thread is a rhythm: a floor, a name, a level, a time, then words of people, then buttons, again and again. A line's
place in the rhythm says more of it than its words do: at the places of names all lines are short, at those of posts
they differ. A list of goods or of titles has a rhythm as well, but nobody speaks in it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.fold import Class
from cleaner.patterns import lazy
from cleaner.stages.boilerplate.answers import per_page
from cleaner.stages.boilerplate.features import moved
from cleaner.stages.boilerplate.page import DIGITS, STAMP, Counts, Flags, Page
from cleaner.trees import Column, Table

_LONGEST = 60  # characters of a line that may come back but for its numbers and times
_LONGEST_SHAPED = 40  # the same of one of which nothing but the order of its scripts and marks comes back
_LONGEST_LABEL = 10  # characters before a colon or a blank
_FAR = 30
_OFFSETS = 10  # places behind and before a beat that are told apart
_LEAST_BACK = 3  # times that a label comes
_LEAST_WITHIN, _WITHIN = 4, -2.7  # lines between two of one post, and what is said of them in the mean
_MOMENT = 8  # characters
_NUMERAL = "boilerplate.number"
_DIGITS, _LATIN, _HAN = lazy(r"\d+(?:[.,]\d+)*"), lazy(r"[a-z]+"), lazy("[\u4e00-\u9fff]+")
_LABEL = re.compile(rf"[^:\s|]{{1,{_LONGEST_LABEL}}}+(?=[:\s|])")


class Groups(NamedTuple):
    """Lines of one kind.

    of: the group of each line, −1 for none.  size: the lines of each group.  turns: how many of its steps from one line
    to the next have words of people in them.  gap: the lines of a step, in the mean.  span: its share of the page.
    """

    of: Counts
    size: Counts
    turns: Counts
    gap: Column
    span: Column


class Period(NamedTuple):
    """What comes back on a page.

    groups: equal lines, lines with equal beginnings, lines of equal shape.  beats: the lines of the group that comes
    back best.  own: lines that may be words of people.
    """

    groups: tuple[Groups, Groups, Groups]
    beats: Counts
    own: Flags


@per_page
def period_of(page: Page) -> Period:
    """What comes back on the page."""
    skeletons = _skeletons(page)
    labels = [found[0] if (found := _LABEL.match(text)) else "" for text in skeletons]
    shapes = _shapes(skeletons)
    same = _ids(skeletons)
    often = np.bincount(same[same >= 0], minlength=1)
    own = ~page.fired & (page.han >= 1) & ~((same >= 0) & (often[same] >= _LEAST_BACK))
    total: Counts = np.concatenate((np.zeros(1, np.int64), np.cumsum(own, dtype=np.int64)))
    groups = tuple(_groups(each, total) for each in (same, _ids(labels), _ids(shapes)))
    return Period((groups[0], groups[1], groups[2]), _beats(groups), own)


def _skeletons(page: Page) -> list[str]:
    """The lines that are not long, without their numbers and times."""
    lines = [line if len(line) <= _LONGEST else "" for line in page.folded]
    numbered = (page.lines.counts(Class.DIGIT)[page.number] > 0).tolist()
    timed = [i for i, line in enumerate(lines) if numbered[i] or "天" in line]  # 昨天 has no digit
    bare = _DIGITS.sub("0", STAMP.sub("@", "\n".join(lines[i] for i in timed))).split("\n")
    for index, line in zip(timed, bare, strict=bool(timed)):
        lines[index] = line
    return lines


def _shapes(skeletons: list[str]) -> list[str]:
    text = "\n".join(line if len(line) <= _LONGEST_SHAPED else "" for line in skeletons)
    shapes = _HAN.sub("汉", _LATIN.sub("a", text)).split("\n")
    return [shape if len(shape) > 1 else "" for shape in shapes]


def _ids(keys: list[str]) -> Counts:
    known = dict.fromkeys(("", *keys))
    number = dict(zip(known, range(-1, len(known) - 1), strict=True))
    return np.fromiter(map(number.__getitem__, keys), np.int64, len(keys))


def _groups(of: Counts, total: Counts) -> Groups:
    """The groups of lines with the same number; ``total``: how many lines before each one are words of people."""
    count = int(of.max(initial=-1)) + 1
    held = np.flatnonzero(of >= 0)
    order = held[np.argsort(of[held], kind="stable")]
    steps = of[order][1:] == of[order][:-1]
    before, behind = order[:-1][steps], order[1:][steps]
    group = of[before]
    size = np.bincount(of[held], minlength=count)
    spoken = total[behind] - total[before + 1] > 0
    lines = np.bincount(group, np.minimum(behind - before, _FAR), count)
    turns = np.bincount(group, spoken, count).astype(np.int64)
    span = np.bincount(group, behind - before, count) / len(of)
    return Groups(of, size, turns, (lines / np.maximum(size - 1, 1)).astype(np.float32), span.astype(np.float32))


def _beats(groups: tuple[Groups, ...]) -> Counts:
    """The lines of the group that has the most words of people between its lines, over the most of the page."""
    best, lines = 0.0, np.zeros(0, np.int64)
    for each in groups:
        scores = each.turns * each.span
        if len(scores) and scores.max() > best:
            best, lines = float(scores.max()), np.flatnonzero(each.of == int(scores.argmax()))
    return lines


def period_features(page: Page, table: Table, period: Period) -> Table:
    """One row a line: how often the like of it comes back, and its place between the beats.

    table: what ``flat_features`` says of the lines.
    """
    out: Table = {}
    for name, each in zip(("same", "label", "shape"), period.groups, strict=True):
        known = each.of >= 0
        for what, values in (("count", np.log1p(each.size)), ("turns", np.log1p(each.turns)), ("gap", each.gap)):
            column = np.zeros(len(page), np.float32)
            column[known] = values[each.of[known]]
            out[f"{name}-{what}"] = column
    most = np.max([out[name + "-turns"] for name in ("same", "label", "shape")], axis=0)
    shifts = (-3, -2, -1, 1, 2, 3)
    out.update(zip((f"turns{shift:+}" for shift in shifts), moved(most, shifts), strict=True))
    _placed(page, table, period.beats, out)
    return {"period-" + name: column.astype(np.float32) for name, column in out.items()}


def _placed(page: Page, table: Table, beats: Counts, out: Table) -> None:
    """How far each line is from the beats before and behind it, and what the lines at such places are like."""
    count = len(page)
    index = np.arange(count)
    at = np.searchsorted(beats, index, "right")
    padded = np.concatenate(([-_FAR - 1], beats, [count + _FAR + 1]))
    since, until = index - padded[at], padded[np.searchsorted(beats, index, "left") + 1] - index
    out["beats"] = np.full(count, np.log1p(len(beats)))
    out["beat"] = at / max(len(beats), 1)
    labelled = np.max([out[name + "-count"] for name in ("same", "label", "shape")], axis=0)
    columns = (table["size"], table["closed"], labelled)
    for name, places, outside in (("since", since, at == 0), ("until", until, at == len(beats))):
        out[name] = np.minimum(places, _FAR)
        key = np.where(outside, _OFFSETS + 1, np.minimum(places, _OFFSETS))
        times = np.maximum(np.bincount(key, minlength=_OFFSETS + 2), 1)
        out[name + "-times"] = np.where(outside, 0, np.log1p(times)[key])
        for what, column in zip(("size", "closed", "labelled"), columns, strict=True):
            mean = np.bincount(key, column, _OFFSETS + 2) / times
            out[f"{name}-{what}"] = mean[key]
        square = np.bincount(key, table["size"].astype(np.float64) ** 2, _OFFSETS + 2) / times
        spread = np.sqrt(np.maximum(square - (np.bincount(key, table["size"], _OFFSETS + 2) / times) ** 2, 0))
        out[name + "-spread"] = spread[key]


def within_posts(page: Page, posts: Column, bar: float, run: Flags) -> Flags:
    """The lines of a thread that belong to posts: those above the ``bar``, and short ones between two of one post.

    The names, times and buttons between two posts are few, or tell a time, or a rule names them. Nothing else stands
    between the sentences of a post that is alone.
    posts: what the model of posts says of each line.  run: the lines of the article, if the page has one.
    """
    keep = np.asarray(posts > bar)
    framed = page.fired.copy()
    framed[[i for i, rule in page.weak.items() if rule.id == _NUMERAL]] = False
    framed |= [_is_moment(text) for text in page.folded]
    told = keep & page.told
    told[0] = False  # the title, with the names of section and site
    alone = len(set(np.cumsum(framed)[told].tolist())) == 1
    for above, below in pairwise(np.flatnonzero(told if alone else keep).tolist()):
        between = slice(above + 1, below)
        if below - above > 1 and not framed[between].any():
            many = below - above > _LEAST_WITHIN and posts[between].mean() > _WITHIN
            keep[between] |= (alone and run[between].all()) or (
                many and not any(map(STAMP.search, page.folded[between]))
            )
    return keep


def _is_moment(text: str) -> bool:
    """Whether a line tells a day with its year or a time, or how long ago something was; ``2:41`` may be a score."""
    found = STAMP.search(text)
    if found is None:
        return False
    told = ":" in text and sum(map(str.isdigit, text)) >= DIGITS
    return told or len(found[0]) >= _MOMENT or found[0].endswith("前")


def rhythm(page: Page, period: Period) -> dict[str, float]:
    """What the page is like as a whole: how much of it comes back, and what is said between two beats."""
    out: dict[str, float] = {}
    size = page.solid_sizes
    for name, each in zip(("same", "label", "shape"), period.groups, strict=True):
        back = (each.of >= 0) & (np.append(each.size, 0)[each.of] >= _LEAST_BACK)
        out[name + "-back"] = int(np.count_nonzero(back)) / len(back)
        out[name + "-turns"] = float(np.log1p(each.turns.max(initial=0)))
    beats, own = period.beats, period.own
    out["beats"] = float(np.log1p(len(beats)))
    out["span"] = float(beats[-1] - beats[0]) / len(page) if len(beats) else 0.0
    parts = _between(beats, (np.ones(len(page)), own * size, own * (page.ends_of_sentences > 0), page.paragraph))
    for name, mean, spread, held in zip(("lines", "said", "sentences", "paragraphs"), *_spreads(parts), strict=True):
        out["mean-" + name], out["spread-" + name], out["held-" + name] = mean, spread, held
    return {"rhythm-" + name: value for name, value in out.items()}


def _between(beats: Counts, columns: tuple[NDArray[np.generic], ...]) -> NDArray[np.float32]:
    """The sum of each column between each beat and the next: a row a column."""
    total = np.zeros((len(columns), len(columns[0]) + 1))
    for row, column in zip(total, columns, strict=True):
        np.cumsum(column, out=row[1:])
    held = total.take(beats, axis=1)
    return (held[:, 1:] - held[:, :-1]).astype(np.float32)


def _spreads(parts: NDArray[np.float32]) -> tuple[list[float], list[float], list[float]]:
    """Of each row the logarithm of its mean, its deviation in proportion to the mean, and the share above zero."""
    count = parts.shape[1]
    if not count:
        return ([0.0] * len(parts),) * 3
    mean = np.add.reduce(parts, axis=1) / np.float32(count)
    off = parts - mean[:, None]
    off *= off
    spread = np.sqrt(np.add.reduce(off, axis=1) / np.float32(count))
    held = np.count_nonzero(parts > 0, axis=1) / count
    return np.log1p(mean).tolist(), (spread / np.maximum(mean, np.float32(1e-9))).tolist(), held.tolist()


def shares_around(beats: Counts, first: int, last: int) -> tuple[float, float, float]:
    """The shares of the beats before the line ``first``, from there on, and from the line ``last`` on.

    Comments beat below an article; the first post of a thread has a beat of its own.
    """
    count = max(len(beats), 1)
    above, below = int(np.searchsorted(beats, first)), len(beats) - int(np.searchsorted(beats, last))
    return above / count, (len(beats) - above - below) / count, below / count
