"""What kind of page a flattened text is, before anybody looks for its article: a thread, or a page that holds none.

A thread repeats itself: times, floors, user cards and buttons come back, with words of people between them. A page
without an article (a list, a form, an error) has short lines from its first to its last, and no block of prose.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from cleaner.doc import codes
from cleaner.fold import Class
from cleaner.needles import Needles
from cleaner.stages.boilerplate.answers import per_page
from cleaner.stages.boilerplate.flat_comments import comment_openings
from cleaner.stages.boilerplate.flat_period import period_of, rhythm, shares_around
from cleaner.stages.boilerplate.page import BYLINES, Counts, Flags, Page
from cleaner.stages.boilerplate.words import words
from cleaner.trees import Column, Table, matrix_of

LONGEST_POST = 30
"""Characters of a line that belongs to the frame of a post."""
_FLOOR = re.compile(r"#?\d{1,4} ?[楼#fl]|#\d{1,4}|b\d{1,4}(?:-\d+)?|第 ?\d{1,4} ?[楼层]|沙发|板凳|地板|楼主|地下室")
_FLOOR_BEGINS = frozenset("#0123456789b第沙板地楼")
_COLUMNS = (
    "size", "han", "latin-share", "bracket-share", "function", "closed", "same", "alike", "echo", "shared-back",
    "shared-ahead", "block-share", "since-stamp", "since-timed", "until-par",
)  # fmt: skip
_ENDS = 8  # lines at the top and at the bottom of a page
_SHARES = (0.25, 0.5, 0.75)
_CLIP = 3.0
_APART = 3  # lines from one sentence to the next that stands together with it
_CELLS = re.compile(r"\t| \| |\S {2,4}\S")
_ENTRY = (6, 30)  # Han characters of a title in a list
_PRICE = re.compile(r"[¥$€]\s?\d|\d ?元|rmb|nt\$|hk\$")
_PRICE_SIGNS = frozenset("¥$€元r")  # each match of it holds one of them


@per_page
def thread_words(page: Page) -> dict[str, Flags]:
    """For each class of words of threads the short lines that hold one; ``floor``: lines that name a place in one."""
    names, needles, owners = _words()
    out = {name: np.zeros(len(page), np.bool_) for name in (*names, "floor")}
    if found := needles.find(page.lines.points, overlapping=True):
        word, start, _ = np.array(found, np.int64).T
        line = page.holding(start)
        short = np.fromiter(map(len, page.folded), np.int64, len(page)) <= LONGEST_POST
        for place, name in enumerate(names):
            out[name][line[owners[word] == place]] = True
            out[name] &= short
    begun = [i for i, text in enumerate(page.folded) if text[:1] in _FLOOR_BEGINS and len(text) <= LONGEST_POST]
    out["floor"][[i for i in begun if _FLOOR.match(page.folded[i])]] = True
    return out


@cache
def _words() -> tuple[tuple[str, ...], Needles, Counts]:
    """The classes of words of threads, all words, and the number of the class of each word."""
    classes = words("thread")
    every = [(word, place) for place, listed in enumerate(classes.values()) for word in listed]
    return tuple(classes), Needles([word for word, _ in every]), np.array([place for _, place in every], np.int64)


def kind_features(page: Page, table: Table, line: Column) -> Table:
    """One row for the page.

    table: what ``flat_features`` says of its lines.  line: what the model of articles says of them.
    """
    count = len(page)
    out: dict[str, float] = {"lines": np.log1p(count), "chars": np.log1p(page.solid_sizes.sum())}
    columns = matrix_of(table, _COLUMNS).T
    parts = (part.mean(axis=1).tolist() for part in (columns, columns[:, :_ENDS], columns[:, -_ENDS:]))
    for name, mean, top, bottom in zip(_COLUMNS, *parts, strict=True):
        out["mean-" + name], out["top-" + name], out["bottom-" + name] = mean, top, bottom
    sizes = np.sort(table["size"])
    for share in _SHARES:
        out[f"size-{share}"] = _quantile(sizes, share)
    rules = (page.sure, page.weak, page.heads)
    out["fired"] = _share(page.fired)
    out["rules"] = float(len({rule.id for found in rules for rule in found.values()}))
    for name, found in zip(("sure", "weak", "heads"), rules, strict=True):
        out[name] = len(found) / count
    _prose(page, table["prose"], out)
    _told(page, table["function"], out)
    _listed(page, table, out)
    _worded(page, out)
    _posts(page, table, out)
    period = period_of(page)
    out |= rhythm(page, period)
    first, last = _said(page, line, out)
    for name, share in zip(("above", "inside", "below"), shares_around(period.beats, first, last), strict=True):
        out["beats-" + name] = share
    _commented(page, line, period.beats, first, out)
    return dict(zip(out, np.array(list(out.values()), np.float32)[:, None], strict=True))


def _share(flags: Flags) -> float:
    """The share of the lines that is among ``flags``."""
    return int(np.count_nonzero(flags)) / len(flags)


def _prose(page: Page, prose: Column, out: dict[str, float]) -> None:
    """How much prose there is, and how much of it stands together."""
    han = max(int(page.han.sum()), 1)
    out["prose"] = float(prose.sum()) / han
    out["prose-chars"] = np.log1p(float(prose.sum()))
    out["paragraphs"], out["verses"] = _share(page.paragraph), _share(page.verse)
    out["paragraph-count"] = np.log1p(np.count_nonzero(page.paragraph))
    out["paragraph-chars"] = np.log1p(float(page.han[page.paragraph].sum()))
    mass = _together(prose[prose > 0], np.flatnonzero(prose > 0))
    out["block"], out["block-chars"] = float(mass.max()) / han, np.log1p(float(mass.max()))
    out["blocks"] = np.log1p(len(mass))


def _told(page: Page, function: Column, out: dict[str, float]) -> None:
    """What no rule names: sentences that are not cut off, how many stand together, clauses, words of grammar, cells."""
    own = ~page.fired
    whole = page.told & own & ~page.cut_off
    out["told"] = np.log1p(page.han[whole].sum())
    out["told-run"] = np.log1p(_together(page.han[whole], np.flatnonzero(whole)).max())
    held = page.han[own]
    out["claused"] = np.log1p(page.han[own & (page.clauses > 0)].sum())
    out["longest"], out["own"] = np.log1p(held.max(initial=0)), np.log1p(held.sum())
    out["own-function"] = float((function[own] * held).sum()) / max(int(held.sum()), 1)
    out["own-run"] = np.log1p(_together(held, np.flatnonzero(own), 1).max())
    cells = np.zeros(len(page), np.bool_)
    cells[[i for i, text in enumerate(page.folded) if _CELLS.search(text)]] = True
    out["cells"] = _share(cells & own)


def _together(sizes: Column | Counts, lines: Counts, apart: int = _APART) -> Column:
    """The sums of ``sizes`` over ``lines`` that stand together: so many from one to the next at most."""
    stretch = np.zeros(len(lines), np.int64)
    np.cumsum(lines[1:] - lines[:-1] > apart, out=stretch[1:])
    mass: Column = np.bincount(stretch, sizes, 1).astype(np.float64)
    return mass


def _listed(page: Page, table: Table, out: dict[str, float]) -> None:
    """What a list of titles, goods or teasers has: no sentences, dates, prices and numbers; prose of many topics."""
    han, prose = max(int(page.han.sum()), 1), np.maximum(table["prose"].astype(np.float64), 0)
    ended = table["closed"] > 0
    entry = ~ended & (page.han >= _ENTRY[0]) & (page.han <= _ENTRY[1]) & ~page.fired
    dated = (table["since-timed"] == 0) & (table["since-stamp"] > 0)
    bare = (page.han == 0) & (page.latin == 0)
    price = np.zeros(len(page), np.bool_)
    for index in np.flatnonzero(page.lines.counts(Class.DIGIT)[page.number]).tolist():
        text = page.folded[index]
        if len(text) <= LONGEST_POST and not _PRICE_SIGNS.isdisjoint(text):
            price[index] = _PRICE.search(text) is not None
    for name, flags in (("entries", entry), ("dated", dated), ("bare", bare), ("priced", price), ("ended", ended)):
        out[name] = _share(flags)
    out["ended-share"] = float(page.han[ended].sum()) / han
    paragraphs = page.paragraph
    out["cut-off"] = float(page.han[paragraphs & page.cut_off].sum()) / max(int(page.han[paragraphs].sum()), 1)
    for name in ("shared-back", "shared-ahead"):
        out["prose-" + name] = float((table[name] * prose).sum() / max(prose.sum(), 1))
    out["most-echo"] = float(table["echo"].max())
    bylines = sum(rule.id in BYLINES for found in (page.sure, page.weak) for rule in found.values())
    out["bylines"] = np.log1p(float(bylines))


def _worded(page: Page, out: dict[str, float]) -> None:
    """How often the short lines hold words of each class that goes with a kind of page."""
    for name, count in word_counts(page).items():
        out["said-" + name], out["rate-" + name] = np.log1p(float(count)), count / len(page)


def word_counts(page: Page) -> dict[str, int]:
    """How many words of each class that goes with a kind of page the short lines hold."""
    needles, owners, names = _worded_by()
    short = "\n".join([text for text in page.folded if len(text) <= LONGEST_POST])
    counts = np.bincount([owners[which] for which, _, _ in needles.find(codes(short))], minlength=len(names))
    return dict(zip(names, counts.tolist(), strict=True))


@cache
def _worded_by() -> tuple[Needles, list[int], list[str]]:
    """The words of all classes, the class of each word, the names of the classes."""
    listed = words("kind")
    owned = [(word, number) for number, some in enumerate(listed.values()) for word in some]
    return Needles([word for word, _ in owned]), [number for _, number in owned], list(listed)


def _posts(page: Page, table: Table, out: dict[str, float]) -> None:
    """Words of threads, and how often such lines come back with people's words between them."""
    count = len(page)
    marks = {name: table["is-" + name] > 0 for name in (*words("thread"), "floor")}
    timed = table["since-timed"] == 0
    for name, flags in {**marks, "timed": timed}.items():
        out[name] = _share(flags)
        out[name + "-count"] = np.log1p(np.count_nonzero(flags))
    framed = page.fired.copy()
    for flags in marks.values():
        framed |= flags
    own = ~framed & ~timed & (page.han >= 1)
    for name, flags in (("timed", timed), ("floor", marks["floor"]), ("button", marks["button"])):
        between = _between(np.flatnonzero(flags), own)
        turns = int(np.count_nonzero(between))
        out[name + "-turns"] = np.log1p(turns)
        out[name + "-between"] = int(between.sum()) / turns if turns else 0.0
    out["turn-share"] = np.expm1(max(out["timed-turns"], out["floor-turns"])) / count


def _between(places: Counts, own: Flags) -> Counts:
    """How many of ``own`` lines stand between each of ``places`` and the next."""
    total = np.concatenate((np.zeros(1, np.int64), np.cumsum(own, dtype=np.int64))).take(places)
    between: Counts = total[1:] - total[:-1]
    return between


def _said(page: Page, line: Column, out: dict[str, float]) -> tuple[int, int]:
    """How much of the page the model takes for an article, as a whole and in the run that is returned."""
    said = np.minimum(np.maximum(line.astype(np.float64), -_CLIP), _CLIP)
    share = page.solid_sizes / max(int(page.solid_sizes.sum()), 1)
    total = np.concatenate((np.zeros(1), np.cumsum(said * share)))
    gained = total - np.minimum.accumulate(total)
    last = int(gained.argmax())
    first = int(total[: last + 1].argmin())
    out["said"], out["said-run"] = float(total[-1]), float(gained[last])
    out["said-from"], out["said-until"] = first / len(page), last / len(page)
    good = said > 0
    out["said-share"], out["said-lines"] = float(share[good].sum()), _share(good)
    out["said-top"], out["said-bottom"] = float(said[:_ENDS].mean()), float(said[-_ENDS:].mean())
    said.sort()
    for part in (0.5, 0.9):
        out[f"said-{part}"] = _quantile(said, part)
    return first, last


def _commented(page: Page, line: Column, beats: Counts, first: int, out: dict[str, float]) -> None:
    """How much stands behind a line that opens comments, below the line ``first``, where an article would begin."""
    openings = np.flatnonzero(comment_openings(page))
    below = openings[openings > first]
    out["comment-count"], out["comment-below"] = np.log1p(len(openings)), np.log1p(len(below))
    at = int(below[0]) if len(below) else len(page)
    out["comment-place"] = at / len(page)
    out["beats-commented"] = (len(beats) - int(np.searchsorted(beats, at))) / max(len(beats), 1)
    good, words = page.solid_sizes * (line > 0), page.han * page.paragraph
    for name, column in (("said", good), ("paragraphs", words)):
        out[name + "-commented"] = int(column[at:].sum()) / max(int(column.sum()), 1)


def _quantile(ordered: Column, share: float) -> float:
    """What ``numpy.quantile`` says of values in order, in a tenth of the time."""
    place = (len(ordered) - 1) * share
    below = int(place)
    least, most = ordered[below], ordered[min(below + 1, len(ordered) - 1)]
    part = place - below
    return float(least + (most - least) * part if part < 0.5 else most - (most - least) * (1 - part))
