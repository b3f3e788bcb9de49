"""Lines of a page that may be its headline: headings, and what stands above the first prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.patterns import count_han, lazy
from cleaner.stages.markup.byline import author_of
from cleaner.stages.markup.moment import moment
from cleaner.stages.markup.tokens import ARTICLE, GROUP_SHIFT, HEADING, groups
from cleaner.stages.markup.walk import LINE, Walk

if TYPE_CHECKING:
    from cleaner.stages.markup.site_names import Names

LEAST_ALONE = 3
"""Characters of a headline where ``<title>`` says nothing."""
_LONGEST = 150  # characters
_LONGEST_SAID = 100  # of one that ``<title>`` does not say
_MOST_HEADINGS = 12
_NEAR_RUNS = 12  # runs from a headline to the prose below it
_SHORTEST = 6  # characters of a headline that is told by the line below it
_BYLINE_RUNS = 40  # from a headline to the prose below it, with the day of publication between
_SHORTEST_NAME = 2  # characters of a headline right above the prose: it may be a name
_MOST_HALVES = 4  # runs of a headline in two lines
_MOST_BELOW = 4  # lines between a heading and the prose below it
_BYLINE = re.compile("来源|作者|发布|发表|时间|日期|点击|浏览|阅读|编辑|记者")
# a day and a time of day
_ALONE = re.compile(r"[\W\d_年月日时分秒星期周一二三四五六日天上下午]+|[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}")
_STAMPED = re.compile(  # 2004-5-6 9:30 乡村周报
    r"\d{4}[-/.年] ?\d{1,2}[-/.月] ?\d{1,2}日?[ t]{0,3}\d{1,2}[:时]\d\d(?::\d\d|分)?[ |·]{0,4}"
    r"[^ 。,;:!?]{2,16}(?: [^ 。,;:!?]{1,12})?"
)
_FIELD = re.compile(
    r"(?:文章|信息|新闻|稿件)?(?:来源|出处|作者|发布|发表|时间|日期|点击|浏览|阅读|编辑|记者|字体|字号).{0,6}[:：]"
)
_VALUE = lazy(r"[\u4e00-\u9fff]{2,6}[:：].{1,12}")  # a field of a page and what it holds
_SPACED = lazy(r"(?:[\u4e00-\u9fff] ){2,12}[\u4e00-\u9fff]")  # characters set apart: 看 盘 精 灵
_CRUMB = re.compile(r"^(?:您|你)?(?:当前|目前|现在|所在)?的?位置|\s[>»›]\s")
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_SUBTITLE = frozenset("—-–―")
SENTENCE, PROSE = 24, 60
"""Characters of prose with the mark of a sentence in it, and of a clause."""
# What no headline has (an end of a sentence, a date, a telephone), and hardly any that is no heading.
NO_HEADLINE, _NO_LINE = re.compile(r"[。；;]|\d{4}[-/.年]\d|\d{1,2}[-/月]\d|\d{5}"), re.compile("[，,：:]")


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
    headings = [each for each in headings if not (walk.links[each[1].run] or NO_HEADLINE.search(each[1].text))]
    near = [title for _, title in headings if title.run > past - _NEAR_RUNS]
    tops = [title for level, title in headings if level == 1]
    for title in (*reversed(tops), *reversed(near), *above):
        text = left.get(title.text, title.text)
        if may_be_headline(text, LEAST_ALONE):
            return title._replace(text=text)
    return None


def _first_prose(walk: Walk) -> int:
    """The first run of the first line of prose behind ``<title>``, or −1. What stands in links does not count."""
    run, count = walk.title + 1, len(walk.starts)
    while run < count:
        stop = run + 1
        while stop < count and walk.seps[stop] != LINE:
            stop += 1
        own = [(walk.starts[at], walk.ends[at]) for at in range(run, stop) if not walk.links[at]]
        size = sum(end - start for start, end in own)
        signs = "。，" if size >= PROSE else "。" if size >= SENTENCE else ""
        if any(walk.text.find(sign, *span) >= 0 for sign in signs for span in own):
            return run
        run = stop
    return -1


def _over_prose(walk: Walk) -> Iterator[Title]:
    """The lines without links, dates and marks right above the first prose of the page, the nearest one first."""
    past = _first_prose(walk)
    for run in range(past - 1, max(walk.title, past - _NEAR_RUNS), -1):
        text = shown(walk.text[walk.starts[run] : walk.ends[run]])
        alone = walk.seps[run] == LINE == walk.seps[run + 1] and not walk.links[run]
        if alone and count_han(text) >= LEAST_ALONE and not (NO_HEADLINE.search(text) or _NO_LINE.search(text)):
            yield Title(text, run, walk.starts[run], walk.ends[run])


def over_byline(walk: Walk, names: Names) -> Title | None:
    """The headline right above the day of publication, and that above the first prose: old pages have no headings.

    A heading goes before a line below it. Names of the site and its sections are no headline. Where there is no prose
    (a table, pictures), a heading right above a day that is labelled so.
    """
    past = _first_prose(walk)
    heading = headings_of(walk)
    before: Title | None = None
    if past < 0:
        return _over_labelled_day(walk, names, heading)
    for title, stop in lines_of(walk, max(walk.title + 1, past - _BYLINE_RUNS), past):
        folded = fold(title.text)
        dated = len(folded) <= _LONGEST and moment(folded) is not None and not all(walk.links[title.run : stop])
        if dated and (_BYLINE.search(folded) or _ALONE.fullmatch(folded) or _STAMPED.fullmatch(folded)):
            return before
        if _FIELD.match(folded) or folded[:1] in _SUBTITLE or author_of(title.text):
            continue
        least = LEAST_ALONE if heading[title.run] else _SHORTEST
        said = not any(walk.links[title.run : stop]) and may_be_headline(title.text, least)
        if not said or names.is_section(title.text) or names.is_site(title.text):
            before = None
        elif heading[title.run] or not (NO_HEADLINE.search(title.text) or _VALUE.fullmatch(folded)):
            before = before if before and heading[before.run] and not heading[title.run] else title
        else:
            before = None
    return None


def _over_labelled_day(walk: Walk, names: Names, heading: list[bool]) -> Title | None:
    """The heading, which leads nowhere and names no site or section, right above the first day that is labelled."""
    before: Title | None = None
    for title, stop in lines_of(walk, walk.title + 1, len(walk.starts)):
        folded = fold(title.text[:_LONGEST])
        if _FIELD.match(folded) and moment(folded):
            return before
        said = heading[title.run] and not any(walk.links[title.run : stop]) and may_be_headline(title.text, LEAST_ALONE)
        before = title if said and not (names.is_section(title.text) or names.is_site(title.text)) else None
    return None


def over_prose(walk: Walk, names: Names) -> Title | None:
    """The heading right above the first prose that does not name the site; the highest one, if several.

    That of a box beside the text has links or several lines below it. Where there is none, the line between the prose
    and what leads to it or says when it appeared.
    """
    past, heading, near, below = _first_prose(walk), headings_of(walk), 0, 0
    best: tuple[int, Title | None] = 9, None
    led = False
    alone: Title | None = None
    for title, stop in lines_of(walk, max(walk.title + 1, past - _BYLINE_RUNS), past):
        linked = walk.links[title.run : stop]
        below += 1
        if best[0] > 1 and (all(linked) or below > _MOST_BELOW):
            best = 9, None
        said = not (any(linked) or names.is_site(title.text)) and may_be_headline(title.text, _SHORTEST_NAME)
        said = said and not (NO_HEADLINE.search(title.text) or _FIELD.match(fold(title.text)))
        alone = title if said and led and not _NO_LINE.search(title.text) else None
        folded = fold(title.text[:_LONGEST])
        led = any(linked) or _ALONE.fullmatch(folded) is not None or moment(folded) is not None
        if not (said and heading[title.run]):
            continue
        level = _level(walk, walk.nodes[title.run])
        if level < best[0] or (level == best[0] and title.run > near):
            best, below = (level, title), 0
        near = stop
    return best[1] or alone


def lines_of(walk: Walk, first: int, past: int) -> Iterator[tuple[Title, int]]:
    """The lines of some runs, each with the run behind it; the first one may be half a line."""
    while first < past:
        stop = next((at for at in range(first + 1, past) if walk.seps[at] == LINE), past)
        text = " ".join(shown(walk.text[walk.starts[at] : walk.ends[at]]) for at in range(first, stop))
        yield Title(text, first, walk.starts[first], walk.ends[stop - 1]), stop
        first = stop


def above_prose(walk: Walk, run: int) -> bool:
    """Whether a run stands a little above the first prose of the page: then it is a headline, not that of a list."""
    behind = range(run + 1, min(len(walk.starts), run + _NEAR_RUNS))
    prose = (walk.ends[number] - walk.starts[number] >= PROSE and not walk.links[number] for number in behind)
    before = range(run)
    return any(prose) and not any(
        walk.ends[number] - walk.starts[number] >= PROSE and not walk.links[number] for number in before
    )


def below_sentence(walk: Walk, run: int) -> bool:
    """Whether a sentence of prose stands above a run: then it heads a part of the text, if it heads any."""
    spans = zip(walk.starts[:run], walk.ends[:run], walk.links[:run], strict=True)
    return any(end - start >= SENTENCE and "。" in walk.text[start:end] for start, end, link in spans if not link)


def heads_links(walk: Walk, title: Title) -> bool:
    """Whether a heading is that of a menu: the two lines below it are links alone."""
    lines = [all(walk.links[line.run : stop]) for line, stop in islice(lines_of(walk, title.run, len(walk.starts)), 3)]
    return len(lines) > 2 and all(lines[1:])


def in_article(walk: Walk, title: Title) -> bool:
    """Whether a line is a heading of the first level in an ``article``."""
    node = walk.nodes[title.run]
    return bool(walk.flags[node] & ARTICLE) and _level(walk, node) == 1


def in_two_lines(walk: Walk, title: Title, told: Sequence[str]) -> Title:
    """The headline with the other line of its element, where that breaks it and nothing in ``told`` says it alone.

    Programs of papers set a long headline, or one and its lower half, in two lines of one heading.
    """
    if title.run < 0:
        return title
    node, count = walk.nodes[title.run], len(walk.starts)
    first = past = title.run
    while first > 0 and walk.nodes[first - 1] == node:
        first -= 1
    while past < count and walk.nodes[past] == node:
        past += 1
    lines = [line.text for line, _ in lines_of(walk, first, past)] if 1 < past - first <= _MOST_HALVES else []
    if len(lines) != 2 or title.text not in lines or any(map(walk.links.__getitem__, range(first, past))):
        return title
    other = lines[lines[0] == title.text]
    known = "".join(told)
    said = title.text in known and other not in known
    folded = fold(other)
    byline = NO_HEADLINE.search(other) or _FIELD.match(folded) or author_of(other) or _VALUE.fullmatch(folded)
    if said or byline or folded[:1] in _SUBTITLE or not may_be_headline(other, LEAST_ALONE):
        return title
    return Title(" ".join(lines), first, walk.starts[first], walk.ends[past - 1])


def with_beside(walk: Walk, title: Title) -> Iterator[Title]:
    """A headline with the line below it, and with one made like it above: it may be one half of two."""
    two = list(islice(lines_of(walk, title.run, len(walk.starts)), 2))
    yield title._replace(text=" ".join(line.text for line, _ in two))
    first = title.run - 1
    while first > 0 and walk.seps[first] != LINE:
        first -= 1
    above, own = (_heading(walk, walk.nodes[run]) for run in (max(first, 0), title.run))
    alike = (walk.names[above], walk.classes[above]) == (walk.names[own], walk.classes[own])
    if first >= 0 and first != walk.title and alike:
        text = " ".join(line.text for line, _ in lines_of(walk, first, two[0][1]))
        yield title._replace(text=text, run=first, start=walk.starts[first])


def _heading(walk: Walk, node: int) -> int:
    """The heading around an element; the element itself where there is none."""
    at = node
    while at > 0 and walk.names[at] not in _HEADINGS:
        at = int(walk.parents[at])
    return at or node


def may_be_headline(text: str, least: int) -> bool:
    """Whether a text has ``least`` characters, is no paragraph, and is not what programs write for a title."""
    whole = "。" in text[:-1] or len(text) > _LONGEST_SAID or text[-1:] in (":", "：")
    whole = whole or _CRUMB.search(text) is not None or sum(map(str.isalpha, text)) < min(least, LEAST_ALONE)
    return len(text) >= least and not whole and pattern_table("pages")["no-title"].fullmatch(text) is None


def candidates(walk: Walk, known: str) -> Iterator[tuple[Title, int]]:
    """Lines that may be the title, in order, each with its level: 1 for ``h1``, 2 for another heading, 0 for none.

    A line of level 0 begins with four characters, or is one text, that stand somewhere in the ``known`` titles.
    """
    text, count = walk.text, len(walk.starts)
    heading = headings_of(walk)
    past = 0
    for number, start in enumerate(walk.starts):
        if (
            number < past
            or number == walk.title
            or not (heading[number] or text[start : min(start + 4, walk.ends[number])] in known)
        ):
            continue
        past = number + 1
        while past < count and walk.seps[past] < LINE:
            past += 1
        end = walk.ends[past - 1]
        if 2 <= end - start <= 3 * _LONGEST:
            words = " ".join(shown(text[walk.starts[i] : walk.ends[i]]) for i in range(number, past))
            if _SPACED.fullmatch(words):
                words = words.replace(" ", "")
            if len(words) <= _LONGEST:
                yield Title(words, number, start, end), _level(walk, walk.nodes[number]) if heading[number] else 0


def headings_of(walk: Walk) -> list[bool]:
    """Whether each run stands in a heading, or in an element that is named like one."""
    mark = HEADING | 1 << (GROUP_SHIFT + groups().index("title"))
    out: list[bool] = (walk.flags[np.array(walk.nodes, np.int64)] & mark > 0).tolist()
    return out


def _level(walk: Walk, node: int) -> int:
    while node > 0:
        if walk.names[node] == "h1":
            return 1
        node = int(walk.parents[node])
    return 2
