"""What the visible text of a page says of its author, time and source in the lines beside the title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, pairwise

import numpy as np

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.patterns import count_han, lazy
from cleaner.stages.markup.byline import (
    LONGEST,
    author_of,
    issuer_below,
    source_of,
)
from cleaner.stages.markup.headlines import Title, shown
from cleaner.stages.markup.moment import moment, whole_days
from cleaner.stages.markup.names import (
    above_office,
    bare_name,
    below_day,
    beside_day,
    is_day,
    listed_names,
    marked_name,
)
from cleaner.stages.markup.signed import glued, has_form, signed
from cleaner.stages.markup.tokens import LIST_ITEM, group_bits
from cleaner.stages.markup.walk import LINE, Walk

Found = dict[str, list[str]]
"""Values by field (``title``, ``author``, ``published``, ``source`` …), the most trusted first."""

# 引用日期, 成立时间, 截止日期, 开庭时间 are those of other things.
_WHEN = re.compile(
    r"发布|发表|出版(?=[: ]{1,3}\d)|(?<![用立生止效产动始束庭读目座])(?:时间|日期)|更新|投稿(?=[:于])|posted|publish",
    re.IGNORECASE,
)
# Of the moments in a line, that of publication; a line that names an update alone counts less.
_ISSUED = re.compile(r"(?:发布|发表|出版|刊登|创建)(?:时间|日期|于)?[:/ ]{1,3}(?=\d)")
_LABELLED = re.compile(r"(?:发布|发表)(?:时间|日期)[:/ ]{1,3}\d")
_UPDATED = re.compile(r"(?:更新|修改|编辑)(?:时间|日期|于)?[:/ ]{1,3}(?=\d)")
_DRAWN_UP = re.compile(r"(?:生成|成文|印发|签发|形成)(?:时间|日期)")  # the day of a document, not of its page
_BYLINE = re.compile("来源|作者|记者|编辑|浏览|阅读|点击")
_CLAUSE = re.compile(r"。|日,(?!星期|周|\d{1,2}[:点时])[^\s,]{8}")  # 3月5日,水磨又转起来了
_DIGITS = lazy(
    r"[A-Z][a-z]{2,8}\.? \d{1,2}(?: ?(?:st|nd|rd|th))? ?, \d{4}|\d[-/.:年\s]{1,3}\d|\d{8}|\d/[A-Z][a-z]{2}"
    r"|\d{1,2} [A-Z][a-z]{2,8},? \d{4}|月 \d{1,2},? \d|[〇零○一二三四五六七八九]年[一二三四五六七八九十]{1,2}月"
)
_TODAY = re.compile(
    r"农历|截[至止]|归档时间|今天是|今日是|现在是|°c|℃|最后回复|推荐文章|引用日期|(?<=[止产束庭目座])(?:时间|日期)|注册(?:时间|日期|于)|加入(?:时间|日期|于)"
)
_MODERATED = re.compile(
    "[此本該该](?:主题|主題|帖子?|贴子?|貼子?|话题|話題)[已曾]?[由被于於]"
)  # what a moderator did to a thread
_LEAD = re.compile("[:：]")  # between the name of the author and the headline itself
_FEW = 3  # lines below the headline
# The moment that a page shows as ``3 天前`` or as a day, and in full to the mouse.
_HOVER = re.compile(
    r"""title=["']((?:19|20)\d\d-\d{1,2}-\d{1,2}[ T]\d{1,2}:\d\d(?::\d\d)?(?:Z| ?[+-]\d\d:?\d\d)?)["']"""
)
LONGEST_LABEL = 6
"""Characters of a label that stands alone on its line."""
_LONGEST_DAY = 24  # characters of a day beside a link
_LONGEST_BESIDE = 8  # Han characters beside a day that are no headline
_NEAR_TIME = 4000  # characters behind the title in which it stands
_NEAR_RUNS, _SENTENCE, _PROSE = 40, 24, 60


def read_lines(walk: Walk, title: Title | None, found: Found) -> None:
    """Adds what the lines beside the title say: 来源：… 作者：… 2026年1月28日 10:33."""
    ahead = len(found["published"])
    headed = title is not None and title.run >= 0
    lines = list(_near(walk, title))
    said_beside(iter(lines), title.text if title is not None else "", found, headed=headed)
    if headed:  # what only has the form of a name may be a section; an account has a button to follow it
        name = signed(lines, lambda _: False)
        found["late"] += filter(None, ("" if has_form(name) else name, *map(glued, lines[:_FEW])))
    if title is not None and (said := _HOVER.search(walk.text, title.end, title.end + _NEAR_TIME)):
        found["published"][ahead + 1 : ahead + 1] = [said[1]] if found["published"][ahead:] else []
        found["time"].append(said[1])


def said_beside(lines: Iterator[str], title: str, found: Found, *, headed: bool) -> None:
    """Adds what ``lines`` say, those below the ``title`` first; ``headed``: whether it stands above them."""
    ahead = len(found["published"])
    before, above, past, dated = "", True, False, False
    lead = bare_name(_LEAD.split(title)[0]) if _LEAD.search(title) else ""  # 王小二：让水磨转起来
    for line, below in pairwise(chain(whole_days(_labelled(lines)), ("",))):
        if _MODERATED.match(line):
            continue
        if lead and line == lead:
            found["author"].append(line)
        folded = fold(line[:160]) if _DIGITS.search(line) else ""
        above = above and (len(line) < _PROSE or bool(_WHEN.search(folded)))
        past = past or (len(line) >= _SENTENCE and "。" in line)
        if above and (name := beside_day(line, before) or below_day(line, below) if folded else marked_name(line)):
            found["late"].append(name)
        if above and (name := above_office(line, before) or listed_names(line, below)):
            found["author"].append(name)
        before = line
        if folded and (when := moment(folded)) is not None and not _is_other(folded, below):
            named = bool(title) and title in line
            issued, updated = _ISSUED.search(folded), _UPDATED.search(folded)
            wordy = count_han(line) > _LONGEST_BESIDE and not (named or _BYLINE.search(folded))
            says = _WHEN.search(folded) is not None
            beyond = dated and (past or wordy) and not says  # the byline has said a day: others stand beside it
            listed = past and wordy and not says and headed
            lesser = updated or beyond or _DRAWN_UP.search(folded)
            field = found["time" if not issued and lesser else "listed" if listed else "published"]
            stamp = when[:10] if beyond else line[issued.start() if issued else 0 : 160]
            first = named or (above and _LABELLED.match(folded))
            field.insert(ahead if first else len(field), stamp)
            if above and headed:
                found["shown"] += [stamp] if not dated and field is found["published"] else []
                dated = dated or not listed
        if len(line) <= 2 * LONGEST and (source := source_of(line) or (issuer_below(below) if is_day(folded) else "")):
            found["source"].append(source)
        if author := author_of(line):
            found["author"].append(author)
            found["named"].append(author)


def _is_other(folded: str, below: str) -> bool:
    """Whether a line with a date says what day it is, tells a story, or tells of an event (as ``below``)."""
    prose = len(folded) >= LONGEST and "," in folded and not _BYLINE.search(folded)
    told = (prose or _CLAUSE.search(folded) is not None) and not says_when(folded)
    issued = _LABELLED.match(folded)  # what stands behind that day is another one
    return (
        told
        or _TODAY.search(folded, 0, issued.end() if issued else len(folded)) is not None
        or takes_place(folded, below)
    )


def takes_place(folded: str, below: str) -> bool:
    """Whether a line with a date says when something takes place, or the one ``below`` it where."""
    known = pattern_table("bylines")
    return bool(known["event"].search(folded) or known["venue"].search(fold(below[:LONGEST_LABEL])))


def says_when(folded: str, first: int = 0) -> bool:
    """Whether a line with a date says that it is the day of publication, and tells nothing before it says so.

    ``first``: where the line begins; what stands before it may be its label.
    """
    clause = _CLAUSE.search(folded, first)
    return _WHEN.search(folded, 0, clause.start() if clause else len(folded)) is not None


def _labelled(lines: Iterator[str]) -> Iterator[str]:
    """The lines, each label that stands alone (the cell of a table: 信息来源：) with the value behind it."""
    label = ""
    for line in lines:
        if line[-1:] in ":：" and len(line) <= LONGEST_LABEL:
            label = line
            continue
        yield f"{label}{line}"
        label = ""


def _near(walk: Walk, title: Title | None) -> Iterator[str]:
    """Up to 24 lines from the title on, then up to six before it, then those of comments above the prose."""
    first = title.run if title is not None and title.run >= 0 else 0
    behind = range(first + 1, min(len(walk.starts), first + _NEAR_RUNS))
    said = np.array(walk.nodes, np.int64)[behind.start : behind.stop]
    ours = (walk.flags[said] & group_bits("comment") == 0).tolist()
    turns = [number for number, (a, b) in enumerate(pairwise(ours), behind.start + 1) if a != b]
    spans = list(pairwise((behind.start, *turns, behind.stop)))
    mine = bool(ours and ours[0])
    listed = _listed_days(walk, behind)
    ours_only = chain.from_iterable(_without(span, listed) for span in spans[not mine :: 2])
    yield from chain.from_iterable(lines_between(walk, *span) for span in ours_only)
    yield from lines_between(walk, max(0, first - 8), first)
    prose = next((run for run in behind if is_prose(walk, run)), behind.stop) if mine else behind.stop
    yield from chain.from_iterable(lines_between(walk, *span) for span in spans[mine::2] if span[0] < prose)


def _listed_days(walk: Walk, runs: range) -> list[int]:
    """Those of ``runs`` behind the first prose that are the day beside the link to another article in a list."""
    out, past = list[int](), False
    for run in runs:
        past = past or is_prose(walk, run)
        if past and is_listed(walk, run) and moment(fold(shown(walk.text[walk.starts[run] : walk.ends[run]]))):
            out.append(run)
    return out


def is_prose(walk: Walk, run: int) -> bool:
    """Whether a run is no link and holds a sentence."""
    start, end = walk.starts[run], walk.ends[run]
    return end - start >= _SENTENCE and not walk.links[run] and walk.text.find("。", start, end) >= 0


def is_listed(walk: Walk, run: int) -> bool:
    """Whether a short run stands right beside a link in the item of a list."""
    beside = (at for at in (run - 1, run + 1) if 0 <= at < len(walk.starts))
    short = walk.ends[run] - walk.starts[run] <= _LONGEST_DAY and not walk.links[run]
    return (
        short
        and bool(walk.flags[walk.nodes[run]] & LIST_ITEM)
        and any(walk.links[at] and walk.flags[walk.nodes[at]] & LIST_ITEM for at in beside)
    )


def _without(span: tuple[int, int], runs: list[int]) -> Iterator[tuple[int, int]]:
    """The parts of a span of runs between some of them."""
    first = span[0]
    for run in runs:
        if first <= run < span[1]:
            yield first, run
            first = run + 1
    yield first, span[1]


def lines_between(walk: Walk, first: int, past: int) -> Iterator[str]:
    """The lines of some runs; the first and the last one may be parts of lines."""
    line: list[str] = []
    for number in range(first, past):
        if walk.seps[number] == LINE and line:
            yield " ".join(line)
            line = []
        line.append(shown(walk.text[walk.starts[number] : walk.ends[number]]))
    if line:
        yield " ".join(line)
