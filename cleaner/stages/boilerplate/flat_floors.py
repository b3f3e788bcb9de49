"""The posts of a flattened thread whose heads count them: a name, how long ago or when it was, and ``#3``."""

from __future__ import annotations

import re

import numpy as np

from cleaner.stages.boilerplate.page import Flags, Page

_LEAST, _LONGEST, _MOST_MISSED = 3, 60, 3  # heads of posts; characters of one; numbers left out from one to the next
_WHEN = (
    r"(?:(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?: \d{1,2}:\d\d(?::\d\d)?)?"
    r"|(?:\d{1,3} ?(?:秒|分钟|小时|天|个?月|年) ?){1,2}前|刚刚|(?:昨天|前天)(?: ?\d{1,2}:\d\d)?)"
)
_NAME = r"[^\s:,。!?|·#]{1,20}"
_HEAD = re.compile(
    rf"(?:(?P<name>{_NAME}) ?[|·]? ?)?{_WHEN} ?[|·]? ?(?:#(?P<sharp>\d{{1,4}})|(?P<floor>\d{{1,4}}) ?(?:楼|#))"
)
_NUMBER = re.compile(r"#(\d{1,4})|(\d{1,4}) ?(?:楼|#)")
_WHEN_ALONE = re.compile(_WHEN)
_NAME_ALONE = re.compile(_NAME)
_BUTTONS = re.compile(
    r"(?:赞同?|点赞|感谢|谢谢|喜欢|回复|引用|举报|收藏|分享|踩|编辑|删除|隐藏|reply|like"
    r"|[♥❤👍]|\d{1,5}(?!\d)|[ |·•()/]){1,16}"
)


def floors(page: Page) -> Flags:
    """The words of the posts that such heads part; none where fewer than three count on.

    Buttons below a post and the heads are no words of it. The last post ends where the frame of the page begins.
    """
    out = np.zeros(len(page), np.bool_)
    heads = _counted([head for line in range(len(page)) if (head := _head(page, line))])
    if len(heads) < _LEAST:
        return out
    for (_, line, _), (above, _, _) in zip(heads, [*heads[1:], (_end(page, heads[-1][1] + 1), 0, 0)], strict=True):
        end = above
        while end > line + 1 and _BUTTONS.fullmatch(page.folded[end - 1]):
            end -= 1
        out[line + 1 : end] = True
    return out


def _head(page: Page, line: int) -> tuple[int, int, int] | None:
    """The first line of the head that ends in ``line``, that line and its number."""
    text = page.folded[line]
    if len(text) > _LONGEST or not (text[-1:].isdecimal() or text[-1:] in "楼#"):
        return None
    first = line
    if found := _HEAD.fullmatch(text):
        number = int(found["sharp"] or found["floor"])
        named = found["name"] is not None
    elif (alone := _NUMBER.fullmatch(text)) and line and _WHEN_ALONE.fullmatch(page.folded[line - 1]):
        number, named, first = int(alone[1] or alone[2]), False, line - 1
    else:
        return None
    if not named and first and _NAME_ALONE.fullmatch(page.folded[first - 1]):
        first -= 1
    return first, line, number


def _counted(heads: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The heads of which each counts on from the one above it."""
    out: list[tuple[int, int, int]] = []
    for head in heads:
        if not out or 0 < head[2] - out[-1][2] <= _MOST_MISSED:
            out.append(head)
    return out


def _end(page: Page, first: int) -> int:
    """The first line below ``first`` that is of the page's frame, or a row of buttons."""
    lines = range(first + 1, len(page))
    framed = (i for i in lines if i in page.sure or i in page.heads or _BUTTONS.fullmatch(page.folded[i]))
    return next(framed, len(page))
