"""Who put up a flattened page: the account whose name stands alone, or with the day, beside the headline.

Platforms print it below the headline or right above it with a button to follow it, and again on its card at the end of
the page; the sites of firms print their own name there, and again above their address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.meta import when
from cleaner.stages.boilerplate.page import Page
from cleaner.stages.markup.byline import is_medium
from cleaner.stages.markup.moment import DAY
from cleaner.stages.markup.signed import account, before_follow, has_form, tells_day

_BELOW, _ABOVE, _NEAR = 4, 2, 2  # lines below and above the headline; from a name to its button
_LONGEST, _LEAST, _NAME = 60, 3, 24  # characters of a line; of a name without a mark of one; of a name
_EDGES = " \u3000·|•丨-—,，"
_OWNED = re.compile(r"©|\(c\)|版权|copyright|有限公司|icp备|主办|地址 ?:|powered by")
_NOBODY = re.compile(r"[省市县区]\Z")  # where somebody is
_MEDIUM = re.compile(r"(?:报道|報道|報導|新闻|新聞|观察|觀察|财经|財經)\Z")
_ORIGINAL = re.compile(r"(?:原创|original)[ \u3000]{1,3}(\S{2,16})[ \u3000]{1,3}(\S{2,24})", re.IGNORECASE)
Said = tuple[dict[str, str], list[int]]
"""Metadata, and the lines that say them."""


class _Name(NamedTuple):
    """A name that may be an account: its line, and whether a day stands in that line, too."""

    line: int
    text: str
    dated: bool


def account_beside(page: Page, kept: list[int], title: str) -> Said:
    """``author`` or ``source`` as the account beside the headline says it, and its lines; nothing where none does.

    kept: the lines that stay.
    """
    if page.form is not None or page.book or page.has_posts or page.is_kept or not (title and page.fired.any()):
        return {}, []
    prose = next((i for i in range(len(page)) if page.told[i] and not page.fired[i] and page.text(i) != title), -1)
    top = max((i for i in range(max(prose, 0)) if page.shows(i, title)), default=-1)
    if top < 0:
        return {}, []
    below = range(top + 1, min(top + 1 + _BELOW, prose))
    for line in below:
        said = _ORIGINAL.fullmatch(page.text(line).strip()) if len(page.folded[line]) <= _LONGEST else None
        if said and account(said[1]) and account(said[2]):
            return {"author": said[1], "source": said[2]}, [line]
    for name in _names(page, below):
        if found := _told(page, name, top, prose):
            return {found: name.text}, _lines(page, name, below) if found == "author" else [name.line]
    return _above(page, top)


def _names(page: Page, lines: range) -> Iterator[_Name]:
    """The lines that are but a name, or a name and a day."""
    for line in lines:
        text = page.text(line).strip(_EDGES)
        if len(text) > _LONGEST:
            continue
        day = DAY.search(fold(text))
        dated = day is not None and tells_day(text[day.start() :]) and when(text) is not None
        own = before_follow(text[: day.start()].strip(_EDGES) if day and dated else text)
        if len(own) <= _NAME and (account(own) or (dated and _is_name(own))):
            yield _Name(line, own, dated)


def _is_name(text: str) -> bool:
    """Whether a text before a day may be the name of a firm or a paper."""
    known, folded = pattern_table("bylines"), fold(text)
    refused = known["no-account"].search(folded) or known["section"].fullmatch(folded)
    return len(text) >= _LEAST and not refused


def _told(page: Page, name: _Name, top: int, prose: int) -> str:
    """What a name below the headline is: ``author``, ``source`` or nothing that the page tells."""
    held = [
        i for i in range(len(page)) if i != name.line and len(page.folded[i]) <= _LONGEST and name.text in page.text(i)
    ]
    again = [i for i in held if i > prose and not page.told[i]]
    owned = any(_OWNED.search(page.folded[i]) for i in held) or any(i < top - _ABOVE for i in held)
    medium = is_medium(name.text) or _MEDIUM.search(name.text) is not None
    if name.dated and (owned or (again and medium)):
        return "source"
    if not account(name.text) or owned or medium or _NOBODY.search(name.text):
        return ""
    if before_follow(page.text(name.line)) != page.text(name.line) or _followed(page, name.line):
        return "author"
    beside = (i for i in (name.line - 1, name.line + 1) if i != top)
    dated = name.dated or any(tells_day(page.text(i)) for i in beside)
    alone = any(page.text(i).strip() == name.text for i in again)
    if (dated and again) or (alone and name.line == top + 1):
        return "author"
    counted = pattern_table("pages")["told.counter"].fullmatch(page.folded[name.line + 1]) is not None
    return "author" if counted and has_form(name.text) and name.line == top + 1 else ""


def _above(page: Page, top: int) -> Said:
    """The account right above the headline, with the button to follow it between the two."""
    follow = pattern_table("bylines")["follow"]
    if top < _ABOVE or not follow.fullmatch(page.folded[top - 1]):
        return {}, []
    name = page.text(top - _ABOVE).strip()
    return ({"author": name}, [top - _ABOVE, top - 1]) if len(name) >= _LEAST and account(name) else ({}, [])


def _lines(page: Page, name: _Name, below: range) -> list[int]:
    """The line of an account below the headline, the same again, the button to follow it, and counters."""
    known = (pattern_table("bylines")["follow"], pattern_table("pages")["told.counter"])

    def beside(line: int) -> bool:
        text = page.folded[line]
        return page.text(line).strip() == name.text or any(kind.fullmatch(text) for kind in known)

    return [name.line, *takewhile(beside, range(name.line + 1, below.stop))]


def _followed(page: Page, line: int) -> bool:
    """Whether a button to follow an account stands below a line."""
    follow = pattern_table("bylines")["follow"]
    return any(follow.fullmatch(page.folded[i]) for i in range(line + 1, min(line + 1 + _NEAR, len(page))))
