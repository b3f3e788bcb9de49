"""The lines below the headline of a flattened page that say nothing but what its metadata do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.patterns import lazy
from cleaner.stages.boilerplate.flat_whole import fields
from cleaner.stages.boilerplate.page import Page
from cleaner.stages.markup.moment import moment

_SHORTEST_NAME = 2
_HEAD_LINES, _SHORT = 8, 60  # lines from the first one that stays to the byline; its characters
_MOST_DAYS = 2  # lines that are but a day: of a page, and when it was changed; more are an account of days
_DAY = lazy(
    r"(?:19|20)\d\d ?[-./年] ?\d{1,2} ?[-./月] ?\d{1,2}(?!\d) ?日?(?:[ ,]{0,2}\(?(?:星期|周)[一二三四五六日天]\)?)?"
    r"(?:[ t]{0,3}(?:上午|下午|晚上|凌晨)? ?\d{1,2}[:时点]\d\d(?:[:分](?:\d\d)?秒?)?"
    r"(?:\.\d{1,3})?(?:z|[+-]\d\d:?\d\d)?)?"
    r"|[一二][〇零○一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2},? (?:19|20)\d\d"
    r"|(?:昨天|前天|今天) ?\d{1,2}:\d\d(?::\d\d)?"
)


def said_again(page: Page, kept: Sequence[int], meta: Mapping[str, str]) -> list[int]:
    """The lines of a flattened page, among the first that stay, that say nothing but what its metadata do.

    They are the day, beside it who wrote and which paper, and words and counts around these; a name alone is one of
    them above or below the day.  kept: the lines that stay.  meta: what they and those that go say.
    """
    if page.form is not None or page.book or page.has_posts:
        return []
    day = meta.get("published", "")[:10]
    told = (i for i in kept[1:] if page.told[i])
    head = range(kept[0] + 1, min(kept[0] + 1 + _HEAD_LINES, next(told, kept[0])))
    named = [name for key in ("author", "source") for name in _each(meta.get(key, ""))]
    own = fields(page)
    dated = [at for at, index in enumerate(head) if not own[index] and _repeats(page.folded[index], day, named)]
    if not dated or page.stamps[kept].sum() > _MOST_DAYS:
        return []
    first, last = dated[0], dated[-1]
    while first and _names_alone(page.folded[head[first - 1]], named):
        first -= 1
    while last + 1 < len(head) and _names_alone(page.folded[head[last + 1]], named):
        last += 1
    dated += [at for at in range(first, last + 1) if _names_alone(page.folded[head[at]], named)]
    return [head[at] for at in dated if head[at] in kept]


def _each(value: str) -> list[str]:
    """The names in a value of the metadata, as folded text has them."""
    return [name for name in re.split(r"[、,/;& ]", fold(value)) if len(name) >= _SHORTEST_NAME]


def _repeats(text: str, day: str, named: Sequence[str]) -> bool:
    """Whether a line says the day and beside it nothing but names of the metadata, a paper and words around these."""
    found = _DAY.search(text) if len(text) <= _SHORT else None
    if not found or (when := moment(found[0]) or "")[:10] not in {day, ""} or (when and not day):
        return False
    return _nothing(text[: found.start()] + " | " + text[found.end() :], named)


def _names_alone(text: str, named: Sequence[str]) -> bool:
    """Whether a line says but a name of the metadata, or a paper's."""
    return len(text) <= _SHORT and _nothing(text, named)


def _nothing(text: str, named: Sequence[str]) -> bool:
    """Whether nothing is left of a text without names, a paper and words around these."""
    for name in named:
        text = text.replace(name, "|")
    return pattern_table("pages")["told.rest"].fullmatch(text) is not None
