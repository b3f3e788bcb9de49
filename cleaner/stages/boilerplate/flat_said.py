"""The lines below the headline of a flattened page that say nothing but what its metadata do."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from itertools import takewhile

from cleaner.pattern_tables import pattern_table
from cleaner.rules import Rule
from cleaner.stages.boilerplate.flat_whole import fields
from cleaner.stages.boilerplate.page import BREADCRUMB, BYLINES, Page
from cleaner.stages.boilerplate.rule_layer import Removals
from cleaner.stages.boilerplate.told import known_of, says
from cleaner.stages.markup.site_names import plain

_ROWS = BYLINES | {BREADCRUMB, "boilerplate.head-record"}
_HEAD_LINES = 8  # from the first one that stays to the byline
_SIGNED, _LONGEST = 4, 60  # lines from the headline to who wrote; characters of such a line
_BEGUN, _SHORT, _PARTS = ("本文", "全文", "文章", "正文", "字数", "约"), 8, 8  # of what tells how long reading takes
_MOST_DAYS = 2  # lines that are but a day: of a page, and when it was changed; more are an account of days


def said_again(page: Page, kept: Sequence[int], meta: Mapping[str, str]) -> list[int]:
    """The lines of a flattened page, among the first that stay, that say nothing but what its metadata do.

    They are the day, beside it who wrote and which paper, and words and counts around these; a name alone is one of
    them above or below the day.  kept: the lines that stay.  meta: what they and those that go say.
    """
    if page.form is not None or page.book or page.has_posts or page.stamps[kept].sum() > _MOST_DAYS:
        return []
    known, own = known_of(meta), fields(page)
    told = (i for i in kept[1:] if page.told[i])
    head = range(kept[0] + 1, min(kept[0] + 1 + _HEAD_LINES, next(told, kept[0])))
    said = [says(page.folded[line], known) for line in head]
    dated = [at for at, what in enumerate(said) if what in ("day", "lately") and not own[head[at]]]
    if not dated:
        return []
    first, last = dated[0], dated[-1]
    while first and said[first - 1] in ("name", "words", "rest"):
        first -= 1
    while last + 1 < len(head) and said[last + 1] in ("name", "words", "rest"):
        last += 1
    out = [at for at in range(first, last + 1) if said[at]]
    return [head[at] for at in out if head[at] in kept]


def signature(page: Page, kept: Sequence[int], gone: Container[int], meta: Mapping[str, str]) -> list[int]:
    """The line right below the headline, or above a text without one, that names who wrote as papers do, and no more.

    With it go the day and counters beside it. Where several lines name who wrote, each is of a part of the text.
    """
    if page.form is not None or page.book or page.has_posts or page.is_kept or not meta.get("author"):
        return []
    begun = pattern_table("pages")["told.signed"]
    labels = {i: found for i, text in enumerate(page.folded) if len(text) <= _LONGEST and (found := begun.match(text))}
    if not labels:
        return []
    known, title = known_of(meta), meta.get("title", "")
    told = page.told & ~page.fired
    prose = next((i for i in kept if told[i] and page.text(i) != title), kept[0])
    top = next((at for at, i in enumerate(kept) if i < prose and page.shows(i, title)), -1)
    head = [i for i in kept[top + 1 : top + 1 + _SIGNED] if i < prose]
    said = {line: says(page.folded[line], known) for line in head}
    signed = [line for line in labels if said.get(line) in ("name", "day")]
    if not signed or len(labels) > len(signed):
        return []
    at = head.index(signed[0])
    lines = sorted({*takewhile(said.get, head[at::-1]), *takewhile(said.get, head[at:])})
    dated = any(said[line] in ("day", "lately") for line in lines) or signed[0] - 1 in gone or signed[0] + 1 in gone
    return lines if dated or any(labels[line][1] for line in signed) else []


def said_in_rows(page: Page, kept: Sequence[int], gone: Removals, title: str) -> list[int]:
    """The lines above the headline that a row which goes says, too: the way to the page, the issue of a journal.

    They are the name of the site and those of its sections.
    """
    top = next((i for i in kept if page.shows(i, title)), -1)
    above = [i for i in kept if i < top]
    rows = [i for i in range(max(0, top - _HEAD_LINES), top + _HEAD_LINES) if i in gone and gone[i].rule in _ROWS]
    if not above or len(above) > _HEAD_LINES or not rows or any(page.told[i] for i in above):
        return []
    said = [plain(page.text(i)) for i in rows]
    return [i for i in above if len(name := plain(page.text(i))) > 1 and any(name in row for row in said)]


def reading_time(page: Page, kept: Sequence[int], rule: Rule) -> list[int]:
    """The lines near the headline that together say how long reading takes, a word or a number each (本文, 8207, 字).

    rule: what knows them on one line.
    """
    for at, line in enumerate(kept[:_HEAD_LINES]):
        if not page.folded[line].startswith(_BEGUN) or page.solid_sizes[line] > _SHORT:
            continue
        lines = [line, *takewhile(lambda i: page.solid_sizes[i] <= _SHORT, kept[at + 1 : at + _PARTS])]
        for past in range(len(lines), 2, -1):
            joined = "".join(page.folded[i] for i in lines[:past])
            if rule.pattern and rule.pattern.fullmatch(joined):
                return lines[:past]
    return []
