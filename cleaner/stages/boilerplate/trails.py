"""Trails of sections that end in the headline right below them: ``磨坊网 >> 水车 >> 水车为什么转``.

Many a trail names no front page, and a line with signs of steps may be a menu of a program that an author explains. But
the headline, said as the last step and once more below, shows that the page's program wrote the line; so does the day
below the headline, where the steps are many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_SIGNS = frozenset(">»›")
_STEP = re.compile(r" {0,3}(?:>{1,2}|»|›) {0,3}")
_LONGEST, _SECTION = 160, 16  # characters of a trail, and of a section
_LAST, _ALONE = 6, 10  # characters of a last step, and of one that is no more than the second
_HEAD, _NEAR = 40, 2  # lines from the top of the page, and from the trail to the headline
_MANY, _DAY = 3, slice(2, 4)  # sections of a trail that ends in one; lines below it of which one tells the day
_LONGEST_DAY, _DATE = 100, re.compile(r"(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}")


def trails(texts: Sequence[str]) -> Iterator[int]:
    """Which of the folded lines are such trails."""
    for index, text in enumerate(texts[:_HEAD]):
        if len(text) > _LONGEST or _SIGNS.isdisjoint(text):
            continue
        *sections, last = _STEP.split(text)
        if not sections or not all(0 < len(section) <= _SECTION for section in sections):
            continue
        below = texts[index : index + 1 + _DAY.stop]
        least = _LAST if len(sections) > 1 else _ALONE
        headed = len(last) >= least and any(text.startswith(last) for text in below[1 : 1 + _NEAR])
        dated = any(len(text) <= _LONGEST_DAY and _DATE.search(text) for text in below[_DAY])
        if headed or (len(sections) >= _MANY and 0 < len(last) <= _SECTION and dated):
            yield index
