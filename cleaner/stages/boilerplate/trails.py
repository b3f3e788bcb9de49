"""Trails of sections that end in the headline right below them: ``磨坊网 >> 水车 >> 水车为什么转``.

Many a trail names no front page, and a line with signs of steps may be a menu of a program that an author explains. But
the headline, said as the last step and once more below, shows that the page's program wrote the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_SIGNS = frozenset(">»›")
_STEP = re.compile(r" {0,3}(?:>{1,2}|»|›) {0,3}")
_LONGEST, _SECTION = 160, 16  # characters of a trail, and of a section
_LAST, _ALONE = 6, 10  # characters of a last step, and of one that is no more than the second
_HEAD, _NEAR = 40, 2  # lines from the top of the page, and from the trail to the headline


def trails(texts: Sequence[str]) -> Iterator[int]:
    """Which of the folded lines are such trails."""
    for index, text in enumerate(texts[:_HEAD]):
        if len(text) > _LONGEST or _SIGNS.isdisjoint(text):
            continue
        *sections, last = _STEP.split(text)
        least = _LAST if len(sections) > 1 else _ALONE
        if not sections or len(last) < least or not all(0 < len(section) <= _SECTION for section in sections):
            continue
        if any(below.startswith(last) for below in texts[index + 1 : index + 1 + _NEAR]):
            yield index
