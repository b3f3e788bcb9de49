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
_TAGS = 8  # lines from the labels of a post to its neighbours
_COMMAS = frozenset(",/、·")
_DIGITS = 4  # of the number of a line of source code


class Post(NamedTuple):
    """The lines of a post, and whether both the day above and the card below it are sure."""

    lines: Flags
    sure: bool


def posted(page: Page) -> Post:
    """The one post of the page; no lines where its theme does not print both, or prints the beginnings of several."""
    none = Post(np.zeros(len(page), np.bool_), False)
    table = pattern_table("blogs")
    heads = [i for i, text in enumerate(page.folded) if len(text) <= _LONGEST and _is_head(page, table, i)]
    day = int(np.argmax(page.stamps)) if not heads and page.stamps.any() else -1
    if not heads and (day < 1 or not table["day"].match(page.folded[day]) or page.told[:day].any()):
        return none
    start = _past_row(page, table, heads[0] if heads else day)
    end, sure = _end(page, table, start)
    if not (sure or heads):
        return none
    if end <= start or any(start <= i < end for i in heads if table["day-label"].match(page.folded[i])):
        return none
    if any(start <= i < end and rule.id in (_MORE, BREADCRUMB) for i, rule in page.sure.items()):
        return none
    told = int(page.han[start:end].sum())
    if told + int(page.latin[start:end].sum()) // 3 < _FEW if sure else told < _LEAST or not page.told[start:end].any():
        return none
    out = np.zeros(len(page), np.bool_)
    out[start:end] = ~_numbers(page)[start:end]
    return Post(out, sure)


def _is_head(page: Page, table: PatternTable, line: int) -> bool:
    """Whether a line begins the row below a headline: a day with its label, or alone above counts."""
    text = page.folded[line]
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
    start, valued = head, False
    for line in range(head, min(head + _ROW, len(page))):
        text = page.folded[line].strip()
        label = table["row-label"].fullmatch(text) or table["day-label"].fullmatch(text.rstrip(" :≈"))
        item = label or (len(text) <= _LONGEST and table["row-item"].fullmatch(text))
        sign = not (page.han[line] or page.latin[line] or page.digits[line])
        if page.told[line] or len(text) > _LONGEST:
            break
        if item or line in page.sure or (start == line and (sign or (valued and len(text) <= _VALUE))):
            start = line + 1
        elif len(text) > _VALUE:
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
        sure = len(card) >= _FIELDS or any(table[name].match(text) for name in ("licence", "entry-posted"))
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
    tags = [i for i in range(max(start, end - _TAGS), end) if table["tag"].fullmatch(page.folded[i])]
    return min([end, *gifts, *lists, *(i for i in tags if not page.told[i:end].any())]), sure


def _labels_above_foot(page: Page, table: PatternTable, start: int) -> int:
    """The first label of a post that stands above the foot of its theme, with other posts between at most, or −1."""
    foot = next((i for i in range(start, len(page)) if table["foot"].match(page.folded[i])), -1)
    end = foot
    for line in range(foot - 1, max(start, foot - _FOOT) - 1, -1):
        if page.told[line]:
            break
        end = line if table["tag"].fullmatch(page.folded[line]) else end
    return end if end < foot else -1


def _numbers(page: Page) -> Flags:
    """The numbers beside the lines of source code: each below or above the next or the one before."""
    numbers = [int(text) if text.isdecimal() and len(text) <= _DIGITS else -1 for text in page.folded]
    out = np.zeros(len(page), np.bool_)
    for line, number in enumerate(numbers):
        beside = numbers[max(0, line - 1) : line] + numbers[line + 1 : line + 2]
        out[line] = number >= 0 and bool({number - 1, number + 1} & set(beside))
    return out
