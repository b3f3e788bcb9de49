"""What rules name on both sides is the article: a breadcrumb, the headline and its byline above, its neighbours below.

The models have seen prose between such lines. Where a table stands there, one cell a line, they take a greeting of the
site or comments of buyers for the article instead.
"""

from __future__ import annotations

import re

import numpy as np

from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.page import BREADCRUMB, BYLINES, NEIGHBOUR, Flags, Page

_HEAD, _LEAST = 4, 40  # lines from the breadcrumb to the byline; Han characters between byline and neighbours
_BOX = 12  # lines of the licence with author and address
_LICENCE = re.compile(r"(?:许可协议|版权声明|授权协议|copyright(?: notice)?|license) ?:")
_FIELD = re.compile(
    r"(?:(?:本文|文章|原文|原始|永久|post) ?(?P<what>标题|作者|链接|地址|title|author|link)"
    r"|(?P<when>发布时间|发表时间|最后更新|更新时间)) ?:"
)
_FIELDS = 3  # of the box with the licence


def anchored(page: Page) -> Flags:
    """The lines between the one byline below a breadcrumb and the first neighbour of an article, with the headline."""
    out = np.zeros(len(page), np.bool_)
    crumb = next((i for i, rule in page.sure.items() if rule.id == BREADCRUMB), -1)
    bylines = [i for i, rule in page.sure.items() if rule.id in BYLINES and rule.where == "head"]
    below = next((i for i, rule in page.sure.items() if rule.id == NEIGHBOUR), -1)
    if crumb < 0 or len(bylines) != 1 or not crumb + 1 < bylines[0] <= crumb + _HEAD or below < bylines[0]:
        return out
    own = np.ones(len(page), np.bool_)
    own[[*page.sure, *page.heads]] = False  # a number is a cell here
    if page.han[bylines[0] : below][own[bylines[0] : below]].sum() >= _LEAST:
        out[crumb + 1 : below] = own[crumb + 1 : below]
    return out


def past_box(page: Page) -> Flags:
    """The box of a post's title, author, address and licence, and all below, where no more prose stands than above.

    The themes of blogs print the box where the post ends; a list of all posts may follow.
    """
    out = np.zeros(len(page), np.bool_)
    posted = pattern_table("blogs")["entry-posted"]
    told = [i for i, text in enumerate(page.folded) if posted.match(text)]
    if told and told[-1] - told[0] <= _BOX and len(told) > 1 and page.told[: told[0]].any():
        out[told[0] :] = True  # the one post of a page, and the way to its neighbours
        return out
    for line in (i for i, text in enumerate(page.folded) if _LICENCE.match(text)):
        above = range(max(0, line - _BOX), line)
        fields = [(i, found[found.lastgroup or ""]) for i in above if (found := _FIELD.match(page.folded[i]))]
        if len({what for _, what in fields}) < _FIELDS:
            continue
        start = fields[0][0]
        prose = page.han * page.told
        if _LEAST <= prose[:start].sum() >= prose[line:].sum():
            out[start:] = True
            return out
    return out
