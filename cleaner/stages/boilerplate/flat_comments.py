"""Where the comments of readers begin on a flattened page: lines that say so and nothing else."""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from cleaner.stages.boilerplate.page import Flags, Page
from cleaner.stages.boilerplate.words import words

_LONGEST = 30  # characters of such a line
_NEAR = 2  # lines from one of the frame to the heading of comments
_MARKS = r"[\d\s,.:|()\[\]/·\-+<>]"


def comment_openings(page: Page) -> Flags:
    """Lines like ``热门评论 7条`` and ``51条评论|1307人参与``; a lone ``评论`` is a button."""
    named, held, opening = _openings()
    flags = np.zeros(len(page), np.bool_)
    said = [found.start() for found in held.finditer(page.lines.folded)]
    for index in dict.fromkeys(page.holding(np.array(said, np.int64)).tolist()):
        text = page.folded[index]
        if len(text) <= _LONGEST:
            flags[index] = text not in named and opening.fullmatch(text) is not None
    return flags


def opens_comments(page: Page, start: int, end: int) -> bool:
    """Whether comments begin in some lines: below an article a lone ``评论`` is a heading as well."""
    named, _, _ = _openings()
    return bool(comment_openings(page)[start:end].any()) or not named.isdisjoint(page.folded[start:end])


def commented(page: Page, keep: Flags) -> Flags:
    """The lines from where comments begin amid those to ``keep``: a rule names a line of the frame right above it."""
    out = np.zeros(len(page), np.bool_)
    named, _, _ = _openings()
    frame = [i for i, rule in page.sure.items() if keep[i] and not rule.extra.get("inside")]
    for line in sorted(frame):
        if not named.isdisjoint(page.folded[line + 1 : line + 1 + _NEAR]):
            out[line:] = True
            break
    return out


@cache
def _openings() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    """The words one of which must be there, as a set and as a pattern, and the whole line."""
    known = words("comments")
    every = sorted({word for listed in known.values() for word in listed}, key=len, reverse=True)
    named = known["named"]
    whole = re.compile(rf"(?:{_MARKS}++|{'|'.join(map(re.escape, every))})++")
    return frozenset(named), re.compile("|".join(map(re.escape, named))), whole
