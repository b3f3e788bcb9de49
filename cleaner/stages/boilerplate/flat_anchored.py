"""What rules name on both sides is the article: a breadcrumb, the headline and its byline above, its neighbours below.

The models have seen prose between such lines. Where a table stands there, one cell a line, they take a greeting of the
site or comments of buyers for the article instead.
"""

from __future__ import annotations

import re

import numpy as np

from cleaner.stages.boilerplate.page import BREADCRUMB, BYLINES, NEIGHBOUR, Flags, Page

_HEAD, _LEAST = 4, 40  # lines from the breadcrumb to the byline; Han characters between byline and neighbours
_COUNTS = frozenset({"boilerplate.post-length", "boilerplate.visits"})
_GIFT = "boilerplate.program-line"
_COUNT = re.compile(r"[|丨· ]{0,3}(?:字数总计|字数统计|本文字数|阅读时长|阅读量|阅读次数) ?[:≈]")
_LICENSED = re.compile(
    r"(?:版权声明 ?:? ?)?本(?:博客|站|网站)(?:的)?(?:所有)?文章,?除"
    r"|(?:copyright notice ?:? ?)?all articles in this blog are"
)
_POSTED = re.compile(r"(?:发表于|发布于|更新于|编辑于|posted on|post on)")
_ABOVE, _ROW = 24, 16  # lines from the day of a post to its counts; lines of counts
_LONGEST = 80  # characters of a row of counts
_BOX = 12  # lines of the licence with author and address
_GIFTS = 30  # lines from the call for a gift, or a list of posts, to the licence
_BOXED = re.compile(
    r"(?:文章作者|本文作者|post author|文章链接|本文链接|post link|版权声明|copyright notice|许可协议) ?:"
)
_LICENCE = re.compile(r"(?:许可协议|版权声明|授权协议|copyright(?: notice)?|license) ?:")
_FIELD = re.compile(
    r"(?:(?:本文|文章|原文|原始|永久|post) ?(?P<what>标题|作者|链接|地址|title|author|link)"
    r"|(?P<when>发布时间|发表时间|最后更新|更新时间)) ?:"
)
_FIELDS = 3  # of the box with the licence
_ALONE, _DIGITS = "许可协议", 4  # the label of a licence; digits of the number of a line of source code
_VALUE = re.compile(r"[|丨/·]|≈? ?[\d.,]{1,9} ?(?:k|w|万|千)? ?(?:字|分钟|分|次|mins?\.?|words?)?")


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


def posted(page: Page) -> Flags:
    """The lines of the post of a blog: from the counts below its headline and day to its licence or its neighbours.

    The themes of blogs print both; where source code stands between, the models see no article in it.
    """
    out = np.zeros(len(page), np.bool_)
    ruled = {i for i, rule in page.sure.items() if rule.id in _COUNTS}
    counts = [i for i, text in enumerate(page.folded) if i in ruled or (len(text) <= _LONGEST and _COUNT.match(text))]
    first = next((i for i in counts if any(map(_POSTED.match, page.folded[max(0, i - _ABOVE) : i + 1]))), -1)
    if first < 0:
        return out
    start = next((i for i in range(first, min(first + _ROW, len(page))) if not _counts(page, i)), len(page))
    end = _end_of_post(page, start)
    if end > start and page.han[start:end].sum() >= _LEAST and page.told[start:end].any():
        out[start:end] = True
        numbers = [int(text) if text.isdecimal() and len(text) <= _DIGITS else -1 for text in page.folded]
        for i in range(start, end):  # beside source code
            beside = numbers[max(0, i - 1) : i] + numbers[i + 1 : i + 2]
            out[i] = numbers[i] < 0 or not {numbers[i] - 1, numbers[i] + 1} & set(beside)
    return out


def _counts(page: Page, line: int) -> bool:
    """Whether a line is a count below a headline, the label of one, or a sign between two."""
    text = page.folded[line]
    fired = line in page.sure or (line in page.weak and not page.told[line])
    return fired or bool(len(text) <= _LONGEST and (_VALUE.fullmatch(text) or _COUNT.match(text)))


def _end_of_post(page: Page, start: int) -> int:
    """The first line behind a post: of the box with its licence, of the call for a gift above it, or of neighbours."""
    neighbours = {i for i, rule in page.sure.items() if rule.id == NEIGHBOUR}
    behind = range(start + 1, len(page))
    end = next((i for i in behind if i in neighbours or _LICENSED.match(page.folded[i])), -1)
    if end < 0:
        return -1
    boxed = [i for i in range(max(start, end - _BOX), end) if _BOXED.match(page.folded[i])]
    if any(page.folded[i] == _ALONE for i in range(max(start, end - _BOX), end)):
        boxed += [i for i in range(max(start, end - _BOX), end) if page.folded[i].startswith("http")][:1]
    below = range(max(start, end - _GIFTS), end)
    gifts = [i for i in below if i in page.sure and page.sure[i].id == _GIFT]
    lists = [i for i in below if i in page.heads and page.heads[i].extra.get("strength") == "sure"]
    return min([end, *boxed, *gifts, *lists])


def past_box(page: Page) -> Flags:
    """The box of a post's title, author, address and licence, and all below, where no more prose stands than above.

    The themes of blogs print the box where the post ends; a list of all posts may follow.
    """
    out = np.zeros(len(page), np.bool_)
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
