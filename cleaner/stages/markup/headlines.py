"""Lines of a page that may be its headline: headings, and what stands above the first prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import islice
from typing import NamedTuple

import numpy as np

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.patterns import count_han
from cleaner.stages.markup.moment import moment
from cleaner.stages.markup.tokens import GROUP_SHIFT, HEADING, groups
from cleaner.stages.markup.walk import LINE, Walk

LEAST_ALONE = 3
"""Characters of a headline where ``<title>`` says nothing."""
_LONGEST = 150  # characters
_MOST_HEADINGS = 12
_NEAR_RUNS = 12  # runs from a headline to the prose below it
_SHORTEST = 6  # characters of a headline that is told by the line below it
_BYLINE = re.compile("来源|作者|发布|发表|时间|日期|点击|浏览|阅读|编辑|记者")
_SENTENCE, _PROSE = 24, 60  # characters of prose with the mark of a sentence in it, and of a clause
# What no headline has (an end of a sentence, a date, a telephone), and hardly any that is no heading.
_NO_HEADLINE, _NO_LINE = re.compile(r"[。；;]|\d{4}[-/.年]\d|\d{1,2}[-/月]\d|\d{5}"), re.compile("[，,：:]")


class Title(NamedTuple):
    """The title's text and where it stands. ``run`` is its first run in the walk, −1 where it is not on the page."""

    text: str
    run: int
    start: int
    end: int


def shown(source: str) -> str:
    """A piece of page source without tags as a reader sees it: entities resolved, blanks single."""
    return " ".join((unescape(source) if "&" in source else source).split())


def shown_titles(walk: Walk) -> list[str]:
    """The first headings of a page, and the lines above its prose."""
    headings = (title.text for title, level in islice(candidates(walk, ""), _MOST_HEADINGS) if level)
    return [*headings, *(title.text for title in _over_prose(walk))]


def next_best(walk: Walk, hints: list[str], left: Mapping[str, str]) -> Title | None:
    """The title where ``<title>`` is all spam: one of the page's record, or what stands above the first prose.

    That is a heading of the first level, another heading, or a line.
    """
    for hint in hints:
        if text := left.get(hint, hint):
            return Title(text, -1, 0, 0)
    above = list(_over_prose(walk))
    past = _first_prose(walk)
    headings = [(level, title) for title, level in candidates(walk, "") if level and title.run < past]
    headings = [each for each in headings if not (walk.links[each[1].run] or _NO_HEADLINE.search(each[1].text))]
    near = [title for _, title in headings if title.run > past - _NEAR_RUNS]
    tops = [title for level, title in headings if level == 1]
    for title in (*reversed(tops), *reversed(near), *above):
        text = left.get(title.text, title.text)
        if may_be_headline(text, LEAST_ALONE):
            return title._replace(text=text)
    return None


def _first_prose(walk: Walk) -> int:
    """The first run of prose behind ``<title>``, or −1."""
    for run in range(walk.title + 1, len(walk.starts)):
        start, end = walk.starts[run], walk.ends[run]
        if end - start < _SENTENCE or walk.links[run]:
            continue
        if walk.text.find("。", start, end) >= 0 or (end - start >= _PROSE and walk.text.find("，", start, end) >= 0):
            return run
    return -1


def _over_prose(walk: Walk) -> Iterator[Title]:
    """The lines without links, dates and marks right above the first prose of the page, the nearest one first."""
    past = _first_prose(walk)
    for run in range(past - 1, max(walk.title, past - _NEAR_RUNS), -1):
        text = shown(walk.text[walk.starts[run] : walk.ends[run]])
        alone = walk.seps[run] == LINE == walk.seps[run + 1] and not walk.links[run]
        if alone and count_han(text) >= LEAST_ALONE and not (_NO_HEADLINE.search(text) or _NO_LINE.search(text)):
            yield Title(text, run, walk.starts[run], walk.ends[run])


def over_byline(walk: Walk) -> Title | None:
    """The line right above the day of publication, and that above the first prose: old pages have no headings."""
    past = _first_prose(walk)
    before: list[Title] = []
    for run in range(max(walk.title + 1, past - _NEAR_RUNS), past):
        if walk.seps[run] != LINE:
            continue
        stop = next((at for at in range(run + 1, past) if walk.seps[at] == LINE), past)
        text = " ".join(shown(walk.text[walk.starts[at] : walk.ends[at]]) for at in range(run, stop))
        if _BYLINE.search(fold(text)) and moment(fold(text)):
            return before[-1] if before else None
        if (
            stop == run + 1
            and not walk.links[run]
            and may_be_headline(text, _SHORTEST)
            and not _NO_HEADLINE.search(text)
        ):
            before = [Title(text, run, walk.starts[run], walk.ends[run])]
        else:
            before = []
    return None


def above_prose(walk: Walk, run: int) -> bool:
    """Whether a run stands a little above the first prose of the page: then it is a headline, not that of a list."""
    behind = range(run + 1, min(len(walk.starts), run + _NEAR_RUNS))
    prose = (walk.ends[number] - walk.starts[number] >= _PROSE and not walk.links[number] for number in behind)
    before = range(run)
    return any(prose) and not any(
        walk.ends[number] - walk.starts[number] >= _PROSE and not walk.links[number] for number in before
    )


def may_be_headline(text: str, least: int) -> bool:
    """Whether a text has ``least`` characters and is not what programs write for a title."""
    return len(text) >= least and pattern_table("pages")["no-title"].fullmatch(text) is None


def candidates(walk: Walk, known: str) -> Iterator[tuple[Title, int]]:
    """Lines that may be the title, in order, each with its level: 1 for ``h1``, 2 for another heading, 0 for none.

    A line of level 0 begins with four characters that stand somewhere in the ``known`` titles.
    """
    text, count = walk.text, len(walk.starts)
    mark = HEADING | 1 << (GROUP_SHIFT + groups().index("title"))
    heading = (walk.flags[np.array(walk.nodes, np.int64)] & mark > 0).tolist()
    past = 0
    for number, start in enumerate(walk.starts):
        if number < past or number == walk.title or not (heading[number] or text[start : start + 4] in known):
            continue
        past = number + 1
        while past < count and walk.seps[past] < LINE:
            past += 1
        end = walk.ends[past - 1]
        if 2 <= end - start <= 3 * _LONGEST:
            words = " ".join(shown(text[walk.starts[i] : walk.ends[i]]) for i in range(number, past))
            if len(words) <= _LONGEST:
                yield Title(words, number, start, end), _level(walk, walk.nodes[number]) if heading[number] else 0


def _level(walk: Walk, node: int) -> int:
    while node > 0:
        if walk.names[node] == "h1":
            return 1
        node = int(walk.parents[node])
    return 2
