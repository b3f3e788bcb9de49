"""Numbers of items and paragraphs: in a list they rise by one, so those beside a lost one tell it.

一, 六, 七, 八 and others end in bytes that codecs of pairs refuse before a bracket or a mark, and nothing but the list
says which of them stood there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.patterns import lazy

_DIGITS = "零一二三四五六七八九"
_NUMERAL = "〇零一二三四五六七八九十百"
# What stands before and behind the number at the beginning of a line.
_BEFORE, _BEHIND = "[（(【]|第|(?<![^\\s>*#-])", "[）)、．.】条條章节節编編款项項回集课課讲講]"
_HEAD = lazy(f"^[\\s>*#-]{{0,8}}({_BEFORE})([{_NUMERAL}]{{1,6}})({_BEHIND})", re.MULTILINE)
_MOST = 999


class _Item(NamedTuple):
    """A line that a number begins: where it and the number begin, the number, if that is known, and how it is written.

    row: of the page.
    """

    row: int
    start: int
    number: int | None
    written: str


class Numbered:
    """The lines of the page ``shown`` that numbers begin; what of it is not known are surrogates in ``known``."""

    def __init__(self, shown: str, known: str) -> None:
        self._families: dict[str, list[_Item]] = {}
        self._at: dict[int, tuple[str, int]] = {}  # for each place of a numeral the item it belongs to
        row = last = 0
        for head in _HEAD.finditer(shown):
            row += shown.count("\n", last, head.start(2))
            last = head.start(2)
            number = value(head[2]) if known[head.start(2) : head.end(2)] == head[2] else None
            family = head[1] + head[3]
            items = self._families.setdefault(family, [])
            self._at.update(dict.fromkeys(range(*head.span(2)), (family, len(items))))
            items.append(_Item(row, head.start(2), number, head[2]))

    def told(self, at: int) -> Iterator[str]:
        """What the page says of the character at ``at``: each witness gives one."""
        if at not in self._at:
            return
        family, here = self._at[at]
        items = self._families[family]
        item = items[here]
        for number in _neighbours(items, here, listed=not family.startswith("第")):
            spelled = written(number)
            place = at - item.start
            if len(spelled) == len(item.written):
                rest = item.written[:place] + spelled[place] + item.written[place + 1 :]
                if rest == spelled:
                    yield spelled[place]


def _neighbours(items: list[_Item], here: int, listed: bool) -> Iterator[int]:
    """What the nearest known numbers before and behind say of that of the item ``here``, and where it stands in a list.

    listed: whether lines one after another are a list that begins with one.
    """
    first, past = here, here + 1
    while first and items[first - 1].row + 1 == items[first].row:
        first -= 1
    while past < len(items) and items[past].row == items[past - 1].row + 1:
        past += 1
    if listed and past - first > 1:
        yield here - first + 1
    else:
        first, past = 0, len(items)
    for side in (range(here - 1, first - 1, -1), range(here + 1, past)):
        for at in side:
            known = items[at].number
            if known is not None:
                if 0 < known + here - at <= _MOST:
                    yield known + here - at
                break


def value(numeral: str) -> int | None:
    """The number that ``numeral`` writes, up to 999; ``None`` for what is none."""
    total = digit = 0
    for char in numeral.replace("〇", "零"):
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS.index(char)
    total += digit
    return total if written(total) == numeral.replace("〇", "零") else None


def written(number: int) -> str:
    """A number up to 999 as lists write it."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    out = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        out += f"{_DIGITS[tens] if tens > 1 or hundreds else ''}十"
    elif hundreds and ones:
        out += "零"
    return out + (_DIGITS[ones] if ones else "")
