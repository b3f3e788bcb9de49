"""Trails of sections that end in the headline right below them: ``磨坊网 >> 水车 >> 水车为什么转``.

Or they say it behind the names of the site and a section, with blanks or nothing between (``首页水车为什么转``).

Many a trail names no front page, and a line with signs of steps may be a menu of a program that an author explains. But
the headline, said as the last step and once more below, shows that the page's program wrote the line; so does the day
below the headline, where the steps are many, and the name of the site, said above the first step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_STEP = re.compile(r" {0,3}(?:>{1,2}|»|›) {0,3}")
_LONGEST, _SECTION = 160, 16  # characters of a trail, and of a section
_LAST, _ALONE = 6, 10  # characters of a last step, and of one that is no more than the second
_HEAD, _NEAR = 40, 2  # lines from the top of the page, and from the trail to the headline
_MANY, _DAY = 3, slice(2, 4)  # sections of a trail that ends in one; lines below it of which one tells the day
_LONGEST_DAY, _DATE = 100, re.compile(r"(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}")
_HEADLINE, _LONGEST_LEAD, _BELOW = 8, 30, 3  # characters; lines from such a trail to the headline
_LEAD = re.compile(
    r"(?:网站)?(?:首页|主页)(?: {0,3}[^\s。,!?:]{1,8}){0,3} {0,3}"
    r"|[^\s。,!?:]{1,12}(?:网|网站|社区|论坛|百科|博客|图书馆|书屋|小说|小说网)(?: {1,3}[^\s。,!?:]{1,8}){0,3} {1,3}"
)
_CAPTION = re.compile(r"(.{6,80}),第\d{1,2}张")


def captions(texts: Sequence[str]) -> Iterator[int]:
    """Which of the folded lines are the headline with the number of a picture: ``水车为什么转,第1张``."""
    if any("张" in text for text in texts):
        said = frozenset(texts)
        found = ((index, _CAPTION.fullmatch(text)) for index, text in enumerate(texts) if text.endswith("张"))
        yield from (index for index, caption in found if caption and caption[1] in said)


def _leads(texts: Sequence[str], index: int) -> bool:
    """Whether a line is the headline below it behind the names of the site and a section."""
    text = texts[index]
    below = (line for line in texts[index + 1 : index + 1 + _BELOW] if len(line) >= _HEADLINE)
    lead = next((text[: -len(line)] for line in below if text.endswith(line) and len(line) < len(text)), "")
    return 0 < len(lead) <= _LONGEST_LEAD and _LEAD.fullmatch(lead) is not None


def trails(texts: Sequence[str]) -> Iterator[int]:
    """Which of the folded lines are such trails."""
    ends = [text[-_HEADLINE:] for text in texts[: _HEAD + _BELOW]]
    alike = len(set(ends)) < len(ends)  # as of a line and one that ends in it
    for index, text in enumerate(texts[:_HEAD]):
        if len(text) > _LONGEST:
            continue
        if not (">" in text or "»" in text or "›" in text):
            if alike and ends[index] in ends[index + 1 : index + 1 + _BELOW] and _leads(texts, index):
                yield index
            continue
        *sections, last = _STEP.split(text)
        if not sections or not all(0 < len(section) <= _SECTION for section in sections):
            continue
        below = texts[index : index + 1 + _DAY.stop]
        least = _LAST if len(sections) > 1 else _ALONE
        headed = len(last) >= least and any(text.startswith(last) for text in below[1 : 1 + _NEAR])
        dated = any(len(text) <= _LONGEST_DAY and _DATE.search(text) for text in below[_DAY])
        named = (
            len(sections) == 1 and 0 < index <= _NEAR and texts[index - 1] == sections[0] and 1 < len(last) <= _SECTION
        )
        if headed or named or (len(sections) >= _MANY and 0 < len(last) <= _SECTION and dated):
            yield index
