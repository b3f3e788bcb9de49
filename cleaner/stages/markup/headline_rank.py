"""Which line of a page is its headline, told by the page alone: for pages whose ``<title>`` does not say it.

A linear model over what headings, and the lines above the first prose, look like and where they stand; the chances of
all of them sum up to one. Its weights are data (``data/models/headline.toml``), written by ``tools/fit_headline.py``.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from cleaner.fold import fold
from cleaner.stages.markup.headlines import (
    LEAST_ALONE,
    NO_HEADLINE,
    PROSE,
    SENTENCE,
    Title,
    headings_of,
    lines_of,
    may_be_headline,
)
from cleaner.stages.markup.moment import moment
from cleaner.stages.markup.site_names import Names, plain
from cleaner.stages.markup.tokens import (
    ARTICLE,
    ASIDE,
    CELL,
    GROUP_SHIFT,
    HEADER,
    LIST_ITEM,
    MAIN,
    NAV,
    groups,
)
from cleaner.stages.markup.walk import Walk
from cleaner.word_tables import word_table

SURE = 0.8
"""Chance of a headline that is taken for certain where ``<title>`` may say none."""
SURER = 0.87
"""The same where the page only does not show what ``<title>`` says."""
_LONGEST, _LONGEST_DATED = 100, 150  # characters of a headline, and of a line with a day
_ABOVE, _BELOW = 40, 60  # lines before the first prose that are looked at, and from a line to the prose below it
_DAY_BELOW = 5  # lines
_ABOUT = 0.2  # of the pairs of letters of a title that the page has
_GROUPS = ("login", "caption", "modal", "related", "crumb", "nav", "content")
_NO_HEADING = 9  # the level of a line that is no heading

NONE = "no line"
"""The weight of a page that has no headline."""

Signs = dict[str, float]


class _Line(NamedTuple):
    title: Title
    level: int
    all_links: bool
    some_links: bool
    prose: int  # characters, if it is prose


def sure_headline(walk: Walk, names: Names, bar: float = SURE) -> Title | None:
    """The headline, where the page leaves hardly a doubt: its chance is ``bar`` at least."""
    weights = _weights()
    ranked = [
        (sum(weights[name] * sign for name, sign in signs.items()), title) for title, signs in signs_of(walk, names)
    ]
    top, best = max(ranked, key=itemgetter(0), default=(0.0, None))
    if best is None:
        return None
    chances = [(math.exp(score - top), title) for score, title in ranked]
    ours = sum(chance for chance, title in chances if plain(title.text) == plain(best.text))
    none = math.exp(weights[NONE] - top)
    return best if ours >= bar * (none + sum(chance for chance, _ in chances)) else None


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = word_table("models/headline")["weights"]
    return weights


def is_about(walk: Walk, title: str) -> bool:
    """Whether a page says anywhere what a title does; with that of another page it shares but few pairs of letters."""
    pairs = _pairs(title)
    said = {pair for line in _read(walk) for pair in _pairs(line.title.text)}
    return not said or sum(pair in said for pair in pairs) >= _ABOUT * len(pairs)


def signs_of(walk: Walk, names: Names) -> Iterator[tuple[Title, Signs]]:
    """What speaks for and against each line that may be the headline: headings, and lines above the first prose."""
    lines = list(_read(walk))
    first = next((number for number, line in enumerate(lines) if line.prose), -1)
    sums = [0]
    for line in lines:
        sums.append(sums[-1] + line.prose)
    proses = [number for number, line in enumerate(lines) if line.prose]
    said = {pair for number in proses for pair in _pairs(lines[number].title.text)}
    chosen = [
        number
        for number, line in enumerate(lines)
        if 2 <= len(line.title.text) <= _LONGEST
        and line.title.text[-1] not in ":："
        and sum(map(str.isalpha, line.title.text)) > 1
        and (line.level < _NO_HEADING or (first - _ABOVE <= number < first and not line.some_links))
    ]
    for place, number in enumerate(chosen):
        line = lines[number]
        below = next((n for n in chosen[place + 1 :] if lines[n].level <= line.level < _NO_HEADING), len(lines))
        at = bisect_left(proses, number + 1)
        far = proses[at] - number if at < len(proses) else _BELOW
        pairs = _pairs(line.title.text)
        yield (
            line.title,
            {
                **_looks(walk, line, names),
                "before first": number < first,
                "no prose": far >= _BELOW,
                "distance": math.log(min(far, _BELOW)),
                "place": number / len(lines),
                "day": any(map(_is_dated, lines[number + 1 : number + 1 + _DAY_BELOW])),
                "said": sum(pair in said for pair in pairs) / max(1, len(pairs)),
                "share": (sums[below] - sums[number]) / max(1, sums[-1]),
                "crumb above": number > 0 and any(sign in lines[number - 1].title.text for sign in ">»›"),
            },
        )


def _looks(walk: Walk, line: _Line, names: Names) -> Signs:
    """The signs that a line has of its own."""
    text, bits = line.title.text, int(walk.flags[walk.nodes[line.title.run]])
    known = groups()
    return {
        "none": line.level == _NO_HEADING,
        "first level": line.level == 1,
        "linked": line.all_links,
        "link in it": line.some_links and not line.all_links,
        "no headline": NO_HEADLINE.search(text) is not None,
        "unlikely": not may_be_headline(text, LEAST_ALONE),
        "short": len(text) < 4,
        "sentence": text[-1] in "。，；,;",
        "site": names.is_site(text),
        "section": names.is_section(text),
        "element nav": bool(bits & NAV),
        "element header": bool(bits & HEADER and not bits & (ARTICLE | MAIN)),
        "element aside": bool(bits & ASIDE),
        "cell": bool(bits & CELL),
        "item": bool(bits & LIST_ITEM),
        **{group: bool(bits >> (GROUP_SHIFT + known.index(group)) & 1) for group in _GROUPS},
    }


def _read(walk: Walk) -> Iterator[_Line]:
    """The lines of a page but for its ``<title>``."""
    heading = headings_of(walk)
    for title, stop in lines_of(walk, walk.title + 1, len(walk.starts)):
        linked = walk.links[title.run : stop]
        size = len(title.text)
        prose = (size >= SENTENCE and "。" in title.text) or (
            size >= PROSE and ("，" in title.text or "," in title.text)
        )
        level = _level(walk, walk.nodes[title.run]) if heading[title.run] else _NO_HEADING
        yield _Line(title, level, all(linked), any(linked), size if prose and not all(linked) else 0)


def _level(walk: Walk, node: int) -> int:
    """The level of the heading that an element stands in, below the last one where only its names call it so."""
    while node > 0:
        name = walk.names[node]
        if len(name) == 2 and name[0] == "h" and name[1].isdigit():
            return int(name[1])
        node = int(walk.parents[node])
    return 6


def _is_dated(line: _Line) -> bool:
    text = line.title.text
    return len(text) < _LONGEST_DATED and not line.all_links and moment(fold(text)) is not None


def _pairs(text: str) -> set[str]:
    """The pairs of letters of a text."""
    letters = plain(text)
    return {letters[at : at + 2] for at in range(len(letters) - 1)}
