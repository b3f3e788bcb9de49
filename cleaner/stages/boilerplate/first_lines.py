"""First lines of a text that are no headline: a day above it, an account, a part of several, who wrote alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.anchored_title import fits
from cleaner.stages.boilerplate.meta import when
from cleaner.stages.boilerplate.page import Page
from cleaner.stages.markup.names import bare_name, is_surname
from cleaner.stages.markup.signed import account, tells_day

_NUMBERED = re.compile(
    r"(\(|第|no\.?|part|step|\d\.)? ?([一二三四五六七八九十]{1,3}|\d{1,2}) ?([、.)]|[章节部讲课篇回]分?|(?=[ :]))"
)
_DIGITS = "一二三四五六七八九十"
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? ")
_LOGIN, _PUT = re.compile(r"[A-Za-z][\w.-]{2,20}(?: [a-z]{2,12})?"), re.compile(r"于 ?(?:19|20)\d\d")
_GADGET = "网页"  # above the day on blogs of Blogger
_SHORTEST = 4  # characters of a headline below a day at least: 晴, 小雨
_NEAR, _MOST, _HEAD = 4, 24, 40  # lines to an account that is said again; characters of its name; lines of a head


def opened(page: Page, kept: Sequence[int], title: str) -> tuple[dict[str, str], list[int]]:
    """``published`` as the first line says it above the headline, and that line where a program wrote it.

    Blogs print the day of a post above its headline; above prose, or where days follow, it is a diary's.
    """
    above = [kept[0]] if page.folded[kept[0]] == _GADGET and len(kept) > 1 else []
    kept = kept[len(above) :]
    first = page.folded[kept[0]]
    if not pattern_table("pages")["no-title.day"].fullmatch(first) or not (day := when(page.text(kept[0]))):
        return {}, []
    headed = len(kept) > 2 and page.text(kept[1]) == title and not page.paragraph[kept[1]]
    headed = headed and not title.startswith(page.text(kept[0]))
    days = [at for at, i in enumerate(kept) if pattern_table("pages")["no-title.day"].fullmatch(page.folded[i])]
    posts = headed and all(at + 1 < len(kept) and _is_headline(page, kept[at + 1]) for at in days[1:])
    if posts and (len(days) == 1 or pattern_table("pages")["weekday"].search(first) or _WEEKDAY.match(first)):
        return {"published": day}, [*above, *(kept[at] for at in days)]
    return {"published": day}, [*above, kept[0]] if above or _WEEKDAY.match(first) else []


def _is_headline(page: Page, line: int) -> bool:
    """Whether a line has the form of a headline, and no sentence."""
    return fits(page, line) and not page.told[line] and page.solid_sizes[line] > _SHORTEST


def said_twice(page: Page, past: int) -> dict[str, str]:
    """``title`` and ``author`` where the name of an account stands above the headline, and again below it.

    past: the first line of the prose.
    """
    for first in range(min(past, _HEAD) if page.fired.any() and not page.is_kept else 0):
        name = page.text(first)
        rest = [page.text(i) for i in range(first + 1, min(first + 2 + _NEAR, past))]
        if not 2 < len(name) <= _MOST or name not in rest[1:]:  # as of nearly all lines
            continue
        if _width(rest[0]) <= _width(name) or _is_record(rest[0]):
            continue
        if fits(page, first + 1) and any(map(_is_record, rest[1:])) and (account(name) or _LOGIN.fullmatch(name)):
            return {"title": rest[0], "author": name}
    return {}


def _width(text: str) -> int:
    """The columns of a text, two for each character that is no Latin letter."""
    return sum(1 + (not char.isascii()) for char in text)


def _is_record(line: str) -> bool:
    """Whether a line says when an account posted, or its rank."""
    counted = pattern_table("pages")["told.counter"].fullmatch(fold(line))
    return tells_day(line) or counted is not None or _PUT.search(line) is not None


def is_part(page: Page, title: str) -> bool:
    """Whether a title is the heading of a part: the first one, or another if the next number stands further below."""
    folded, known = fold(title), pattern_table("pages")
    if page.is_kept:  # notes in Markdown have their own headings
        return False
    if known["first-part"].match(folded) or known["part-alone"].fullmatch(folded):
        return True
    said = _NUMBERED.match(folded)
    if said is None or not (said[1] or said[3]) or (following := _next(said[2])) is None:
        return False
    begin = f"{said[1] or ''}{following}{said[3]}"
    return any(text.replace(" ", "").startswith(begin) for text in page.folded)


def _next(number: str) -> str | None:
    """The number behind another one, up to nineteen."""
    if number.isdecimal():
        return f"{int(number) + 1:0{len(number)}}"
    value = _DIGITS.find(number) + 1 if len(number) == 1 else 10 + _DIGITS.find(number[1:]) + 1
    if not 0 < value < 2 * len(_DIGITS) - 1:
        return None
    return _DIGITS[value] if value < len(_DIGITS) else f"十{_DIGITS[value - len(_DIGITS)]}"


def writer_alone(page: Page, kept: Sequence[int]) -> str:
    """The name that is all the first line says, above prose that does not speak of whom it names; empty for others."""
    pupil = pattern_table("bylines")["pupil"].fullmatch(page.folded[kept[0]])
    name = page.text(kept[0])[slice(*pupil.span(1))] if pupil else bare_name(page.text(kept[0]))
    if not name or not is_surname(name[0]) or len(kept) < 2 or not page.paragraph[kept[1]]:
        return ""
    return name if not any(name in page.text(i) for i in kept[1:]) else ""
