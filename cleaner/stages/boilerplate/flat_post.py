"""The post of a blog: what stands between the row of its day below the headline and the card of its licence.

The themes of blogs print both. The models have seen news: where a list of names, steps or source code stands between,
they see no article in it, or one that ends at the first heading.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cleaner.pattern_tables import PatternTable, pattern_table
from cleaner.stages.boilerplate.page import BREADCRUMB, NEIGHBOUR, Flags, Page

_COUNTS = frozenset({"boilerplate.post-length", "boilerplate.visits"})
_GIFT, _MORE = "boilerplate.program-line", "boilerplate.read-more"
_LONGEST, _VALUE = 120, 24  # characters of a row of counts, and of the value of a label in it
_DAY = 3  # lines from a label to its day
_ROW = 24  # lines of such a row
_LEAST, _FEW = 40, 8  # Han characters of a post; of one of which both ends are sure
_FIELDS = 2  # of the card
_CARD = 14  # lines of the card with its licence
_GIFTS = 30  # lines from the call for a gift, or a list of posts, to the card
_FOOT = 12  # lines from the labels of a post to the foot of the page
_TITLES = 3  # lines from the labels of a post to the way to its neighbours
_OTHERS = 0.3  # of the characters of an answer: what others have written beside it
_BETWEEN = 2  # lines between items of a row: a name, a class
_COMMAS = frozenset(",/、·")
_ALONE = "许可协议"  # the label of a licence
_DIGITS = 4  # of the number of a line of source code


class Post(NamedTuple):
    """The lines of a post, and whether both the day above and the card below it are sure."""

    lines: Flags
    sure: bool


def posted(page: Page) -> Post:
    """The one post of the page; no lines where its theme does not print both, or prints the beginnings of several."""
    none = Post(np.zeros(len(page), np.bool_), False)
    table = pattern_table("blogs")
    signs, counts = table.signs("day-label"), {i for i, rule in page.sure.items() if rule.id in _COUNTS}
    heads = [
        i
        for i, text in enumerate(page.folded)
        if (text[:1].isdecimal() or not signs.isdisjoint(text) or i in counts)
        and len(text) <= _LONGEST
        and _is_head(page, table, i)
    ]
    day = int(np.argmax(page.stamps)) if not heads and page.stamps.any() else -1
    if not heads and (day < 1 or not table["day"].match(page.folded[day]) or page.told[:day].any()):
        return none
    head = heads[0] if heads else day
    start = _past_row(page, table, head)
    end, sure = _end(page, table, start)
    counted = any(_counted(page, i) or table["counts"].search(page.folded[i]) for i in range(head, start))
    liked = sum(table["approved"].fullmatch(page.folded[i]) is not None for i in heads)
    if not (sure or counted) or liked > 1 or (liked and _others(page, start, end)):
        return none
    if end <= start or any(start <= i < end - _CARD for i in heads if table["day-label"].match(page.folded[i])):
        return none
    if any(start <= i < end and rule.id in (_MORE, BREADCRUMB) for i, rule in page.sure.items()):
        return none
    told = int(page.han[start:end].sum())
    if told + int(page.latin[start:end].sum()) // 3 < _FEW if sure else told < _LEAST or not page.told[start:end].any():
        return none
    out = np.zeros(len(page), np.bool_)
    out[start:end] = ~_numbers(page)[start:end]
    return Post(out, sure)


def _others(page: Page, start: int, end: int) -> bool:
    """Whether the page has prose of others beside a post: a question has many answers, and each is somebody's."""
    told = np.where(page.told, page.han, 0)
    own = int(told[start:end].sum())
    return int(told.sum()) - own > _OTHERS * own


def _is_head(page: Page, table: PatternTable, line: int) -> bool:
    """Whether a line begins the row below a headline: a day with its label, or alone above counts."""
    text = page.folded[line]
    if table["approved"].fullmatch(text):
        return True
    if label := table["day-label"].match(text):
        rest = text[label.end() :]
        said = table["day"].search(rest) if rest.strip(" :") else None
        below = page.folded[line + 1 : line + 1 + _DAY]
        return bool(said) or (not rest.strip(" :") and any(map(table["day"].match, below)))
    if _counted(page, line):
        return bool(table["day"].match(page.folded[line - 1])) if line else False
    return False


def _counted(page: Page, line: int) -> bool:
    rule = page.sure.get(line)
    return rule is not None and rule.id in _COUNTS


def _past_row(page: Page, table: PatternTable, head: int) -> int:
    """The first line below the row that begins at ``head``: values stand below labels, and between items."""
    start, valued = head + 1, False
    if table["approved"].fullmatch(page.folded[head]):
        return start
    for line in range(head, min(head + _ROW, len(page))):
        text = page.folded[line].strip()
        label = table["row-label"].fullmatch(text) or table["day-label"].fullmatch(text.rstrip(" :≈"))
        item = label or (len(text) <= _LONGEST and table["row-item"].fullmatch(text))
        sign = not (page.han[line] or page.latin[line] or page.digits[line])
        if page.told[line] or len(text) > _LONGEST:
            break
        if item or line in page.sure or (start == line and (sign or (valued and len(text) <= _VALUE))):
            start = line + 1
        elif len(text) > _VALUE or line - start >= _BETWEEN:
            break
        valued = bool(label) or (valued and sign) or text in _COMMAS
    return start


def _end(page: Page, table: PatternTable, start: int) -> tuple[int, bool]:
    """The first line behind a post, or −1, and whether the card, the licence or the program's own sentence tell it.

    That is the first of them, of the way to other posts, of the call for a gift and of lists above, and of labels.
    """
    fields = {i: found[1] or found[2] for i, text in enumerate(page.folded) if (found := table["card"].match(text))}
    end, sure = _labels_above_foot(page, table, start), True
    for line in range(start, len(page) if end < 0 else end):
        text = page.folded[line]
        card = {fields[i] for i in range(line, min(line + _CARD, len(page))) if i in fields} if line in fields else ()
        sure = len(card) >= _FIELDS or any(table[name].match(text) for name in ("licence", "entry-posted", "answered"))
        rule = page.sure.get(line)
        if sure or (rule is not None and rule.id == NEIGHBOUR) or table["neighbours"].fullmatch(text):
            end = line
            break
    else:
        return end, end > 0
    sure = sure or any(table["licence"].match(text) for text in page.folded[end : end + _CARD])
    above = range(max(start, end - _GIFTS), end)
    gifts = [i for i in above if i in page.sure and page.sure[i].id == _GIFT]
    lists = [i for i in above if i in page.heads and page.heads[i].extra.get("strength") == "sure"]
    lists = [i for i in lists if not page.paragraph[i:end].any()]
    boxed = [i for i in range(max(start, end - _CARD), end) if table["card-begins"].match(page.folded[i])]
    if any(page.folded[i] == _ALONE for i in (*boxed, end)):
        boxed += [i for i in range(max(start, end - _CARD), end) if page.folded[i].startswith("http")][:1]
    end = min(end, *boxed, end)
    end = _above_gift(page, table, start, end)
    tags = _labels_above(page, table, start, end, 0 if sure else _TITLES)
    return min(end if tags < 0 else tags, *gifts, *lists, end), sure


def _above_gift(page: Page, table: PatternTable, start: int, end: int) -> int:
    """The first line of a call for a gift that names ways to pay and ends above ``end``, or ``end``."""
    first = end
    while first > start and table["gift"].fullmatch(page.folded[first - 1]):
        first -= 1
    return first if any(map(table["pays"].fullmatch, page.folded[first:end])) else end


def _labels_above_foot(page: Page, table: PatternTable, start: int) -> int:
    """The first label of a post that stands above the foot of its theme, with other posts between at most, or −1."""
    foot = next((i for i in range(start, len(page)) if table["foot"].match(page.folded[i])), -1)
    return _labels_above(page, table, start, foot, _FOOT)


def _labels_above(page: Page, table: PatternTable, start: int, end: int, between: int) -> int:
    """The first of the last labels in a row with at most ``between`` lines below them up to ``end``, or −1.

    Comments in source code look like labels, but code stands below each.
    """
    found = -1
    for line in range(end - 1, start - 1, -1):
        if table["tag"].fullmatch(page.folded[line]):
            found = line
        elif found >= 0 or end - line > between or page.told[line]:
            break
    return found


def _numbers(page: Page) -> Flags:
    """The numbers beside the lines of source code: each below or above the next or the one before."""
    numbers = [int(text) if text.isdecimal() and len(text) <= _DIGITS else -1 for text in page.folded]
    out = np.zeros(len(page), np.bool_)
    for line, number in enumerate(numbers):
        beside = numbers[max(0, line - 1) : line] + numbers[line + 1 : line + 2]
        out[line] = number >= 0 and bool({number - 1, number + 1} & set(beside))
    return out
