"""From the walk over a page to edits: what lies between two visible runs goes, and a separator stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import unescape

import numpy as np

from cleaner.doc import Edit
from cleaner.edits import Edits, Offsets
from cleaner.patterns import lazy
from cleaner.stages.markup.tokens import PRE
from cleaner.stages.markup.walk import BLANK, GLUED, LINE, Walk

_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"
_INNER = lazy(rf"(?P<blank>(?:{BLANK})++)|(?:{_ENTITY})++")
_INNER_PRE = lazy(rf"(?P<blank>[ \t\xa0]++(?=\n)|(?<=\n\n)(?:[ \t]*+\n)++)|(?:{_ENTITY})++")
_WIDE = lazy(r"[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff“”‘’…—·]")
_HARD = ("&", "\n", "\xa0", "\t", "\r", "\f", "  ")
"""One of these is in a run that has edits inside."""
_SPACES = str.maketrans(dict.fromkeys("\t\n\r\f\xa0", " "))


def edits(walk: Walk) -> Edits:
    """The edits that leave the visible text of the page, in order.

    Visible runs and what is dropped whole stand in order; each gap between two of them is an edit, and the first gap
    before a run holds its separator.
    """
    runs, unseen = len(walk.starts), sorted(walk.unseen)
    firsts = np.array([*walk.starts, *(first for first, _, _ in unseen)], np.int64)
    pasts = np.array([*walk.ends, *(past for _, past, _ in unseen)], np.int64)
    order = np.argsort(firsts, kind="stable")
    ends = np.append(firsts[order], len(walk.text))  # of the gap before each, and of the one behind the last
    starts = np.concatenate((np.zeros(1, np.int64), pasts[order]))
    news = _held(np.flatnonzero(starts < ends), np.flatnonzero(order < runs), list(_separators(walk)), len(ends))
    gaps = np.flatnonzero((starts < ends) | np.fromiter(map(bool, news), np.bool_, len(news)))
    kept = [news[gap] for gap in gaps.tolist()]
    within = [edit for number in _hard(walk) for edit in _within(walk, number)]
    columns = (
        np.concatenate((starts[gaps], firsts[runs:], np.array([edit.start for edit in within], np.int64))),
        np.concatenate((ends[gaps], pasts[runs:], np.array([edit.end for edit in within], np.int64))),
        [*kept, *("" for _ in unseen), *(edit.new for edit in within)],
        [
            *_gap_rules(walk, starts[gaps], ends[gaps], kept),
            *(rule for _, _, rule in unseen),
            *(e.rule for e in within),
        ],
    )
    return _in_order(*columns)


def _in_order(starts: Offsets, ends: Offsets, news: list[str], rules: list[str]) -> Edits:
    order = np.lexsort((ends, starts))
    places = order.tolist()
    return Edits(starts[order], ends[order], [news[place] for place in places], [rules[place] for place in places])


def _held(gaps: Offsets, runs: Offsets, separators: list[str], count: int) -> list[str]:
    """What stands in each of ``count`` gaps: the separator of a run is in the first gap behind the run before it.

    gaps: those that are not empty.  runs: those right before a run.
    """
    behind = np.concatenate((np.zeros(1, np.int64), runs[:-1] + 1))
    first = np.append(gaps, count)[np.searchsorted(gaps, behind[: len(runs)])]
    news = [""] * count
    for place, separator in zip(np.minimum(first, runs).tolist(), separators, strict=True):
        news[place] = separator
    return news


def _gap_rules(walk: Walk, starts: Offsets, ends: Offsets, news: list[str]) -> list[str]:
    less = walk.tags.less
    tagged = np.searchsorted(less, starts) < np.searchsorted(less, ends)
    plain = ("markup.space", "markup.tag")
    return [
        "markup.break" if new[:1] == "\n" else "markup.cell" if new[:1] == "\t" else plain[tag]
        for new, tag in zip(news, tagged.tolist(), strict=True)
    ]


def _hard(walk: Walk) -> list[int]:
    """The runs that may have edits inside."""
    text, inner = walk.text, walk.inner
    shown = [text[start:end] for start, end in zip(walk.starts, walk.ends, strict=True)]
    joined = "\0".join(shown)
    signs = [sign for sign in _HARD if sign in joined]
    hard = {number for sign in signs for number, run in enumerate(shown) if sign in run}
    if inner:
        hard |= {number for number, start in enumerate(walk.starts) if start in inner}
    return sorted(hard)


def _within(walk: Walk, number: int) -> Iterable[Edit]:
    known = walk.inner.get(walk.starts[number])
    return inside(walk, number) if known is None else known


def _separators(walk: Walk) -> Iterator[str]:
    """What stands before each run of the clean text."""
    broken, at = walk.broken, 0
    pre = (walk.flags[walk.nodes] & PRE > 0).tolist() if walk.nodes else []
    columns = zip(walk.seps, walk.rows, walk.crossed, walk.starts, walk.ends, strict=True)
    for number, (sep, row, crossed, start, end) in enumerate(columns):
        if not number or sep == GLUED:
            yield ""
        elif sep == LINE:
            if row >= 0 and row not in broken:
                yield "\t" * min(crossed, 16)
            else:
                yield "\n" * _breaks(walk.text[at:start]) if pre[number] and pre[number - 1] else "\n"
        else:
            yield _blank(walk.text, at, start)
        at = end


def _breaks(gap: str) -> int:
    """How many line breaks stand between two runs of preformatted text: each ``<br>`` is one, an end of it is one."""
    between = gap.lower()
    return 1 if "</pre" in between else max(1, between.count("<br"))


def _blank(text: str, start: int, end: int) -> str:
    """What stays of the blanks in ``text[start:end]``: nothing where a line was broken between wide characters."""
    if text.find("\n", start, end) >= 0 and _WIDE.match(text[start - 1 : start]) and _WIDE.match(text[end : end + 1]):
        return ""
    return " "


def inside(walk: Walk, number: int) -> Iterator[Edit]:
    """The edits within one run: references resolved, blanks of the source's layout made one or none."""
    text, start, end = walk.text, walk.starts[number], walk.ends[number]
    preformatted = walk.is_pre(number)
    for found in (_INNER_PRE if preformatted else _INNER).finditer(text, start, end):
        old = found[0]
        if found["blank"] is None:
            new = unescape(old)
            new = new.replace("\xa0", " ") if preformatted else new.translate(_SPACES)
            rule = "markup.entity"
        else:
            new = "" if preformatted else _blank(text, *found.span())
            rule = "markup.space"
        if new != old:
            yield Edit(*found.span(), new, rule)
