"""What a page says of author and time away from its title: asked where the rest of it is silent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.fold import fold
from cleaner.stages.markup.byline import LONGEST, author_of, reporters_of
from cleaner.stages.markup.headlines import Title, shown
from cleaner.stages.markup.moment import moment, stated
from cleaner.stages.markup.nearby import LONGEST_LABEL, Found, is_listed, lines_between, says_when, takes_place
from cleaner.stages.markup.site_names import plain
from cleaner.stages.markup.tokens import group_bits
from cleaner.stages.markup.walk import Walk

_DATED = re.compile(r"(?:/|-|_)((?:19[89]|20[0-4])\d)[-/_]?([01]\d)[-/_]?([0-3]\d)(?!\d)")
_WORKS_OF = re.compile(
    r"(?:检视|檢視|查看|浏览|瀏覽)[「“《 ]{0,2}(.{1,20}?)[」”》 ]{0,2}(?:的|发布的|發佈的)?(?:全部|所有)(?:文章|作品)"
)
_HINTS = (
    *("作者", "记者", "記者", "撰文", "文/", "文／", "文｜", "文丨", "文|", "文："),
    *("采写", "採訪", "博主", "楼主", "撰稿"),
)
_HINTED = frozenset("者文采採主撰")  # each of the hints has one of these
# What programs call the moment of publication in the data that a page carries for its scripts.
_SCRIPTED = re.compile(
    r"""["']?(?:publish(?:ed)?_?(?:time|at|date|on)|pub_?(?:time|date)|(?:issue|release|create|post)d?_?(?:time|at|date)"""
    r"""|ctime)["']?"""
    r"""\s{0,4}:\s{0,4}["']?(1[0-9]{9}(?:[0-9]{3})?(?![0-9])|(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}[^"',}<]{0,24})""",
    re.IGNORECASE,
)
_SHORT = 60  # characters


def read_late(walk: Walk, title: Title | None, url: str | None, found: Found) -> None:
    """Adds what is missing from the rest of the page: reporters in short lines, moments that say what they are."""
    first = title.run if title is not None and title.run >= 0 else 0
    sites = {plain(name) for field in ("site", "publisher", "source") for name in found[field]}
    if sites.issuperset(plain(name) for field in ("author", "signed") for name in found[field]):
        late = [*_late_authors(walk, first), *_signed_off(walk, first), *_works_of(walk, first)]
        found["late"][:0] = late[:1]  # before a name in an address
    if any(stated(fold(value)) for value in (*found["published"], *found["time"])):
        return
    _late_moment(walk, first, url, found)
    found["time"] += found["listed"]


def _late_moment(walk: Walk, first: int, url: str | None, found: Found) -> None:
    """Adds the moment that a line further down, the address or the data for scripts give."""
    mark = group_bits("time") | group_bits("posttime")
    for number, (start, end) in enumerate(zip(walk.starts, walk.ends, strict=True)):
        run = walk.text[start : min(end, start + 80)]
        if end - start <= 80 and ("20" in run or "19" in run) and moment(fold(run)) and not is_listed(walk, number):
            behind = walk.starts[number + 1] if number + 1 < len(walk.starts) else len(walk.text)
            if takes_place(fold(run), walk.text[behind : behind + LONGEST_LABEL]):
                continue
            before = walk.text[walk.starts[number - 1] : walk.ends[number - 1]][-8:] if number else ""
            if walk.flags[walk.nodes[number]] & mark or says_when(fold(before + run), len(before)):
                found["published"].append(shown(run))
                return
    if dated := _DATED.search(url or next(iter(found["url"]), "")):
        found["published"].append("-".join(filter(None, dated.groups())))
        return
    scripted = (_SCRIPTED.search(walk.text, first, past) for first, past in walk.scripts)
    found["published"] += [said[1] for said in scripted if said][:1]


def _late_authors(walk: Walk, first: int) -> Iterator[str]:
    for run in range(first + 1, len(walk.starts)):
        start, end = walk.starts[run], walk.ends[run]
        if end - start > _SHORT or walk.links[run]:
            continue
        text = walk.text[start:end]
        if not _HINTED.isdisjoint(text) and any(hint in text for hint in _HINTS):
            line = next(lines_between(walk, run, min(len(walk.starts), run + 4)))
            if len(line) <= _SHORT and (author := author_of(line)):
                yield author
                return


def _works_of(walk: Walk, first: int) -> Iterator[str]:
    """The name in the link to all that the author of the page has written."""
    for run in range(first + 1, len(walk.starts)):
        text = walk.text[walk.starts[run] : walk.ends[run]] if walk.links[run] else ""
        if 0 < len(text) <= _SHORT and (said := _WORKS_OF.fullmatch(shown(text))):
            yield said[1]


def _signed_off(walk: Walk, first: int) -> Iterator[str]:
    """Reporters whom the last words of a paragraph name."""
    for run in range(first + 1, len(walk.starts)):
        start, end = walk.starts[run], walk.ends[run]
        if end - start > _SHORT and not walk.links[run]:
            paragraph = walk.text[max(start, end - LONGEST) : end].rstrip()
            if paragraph[-1:] in ")）。" and (author := reporters_of(paragraph)):
                yield author
