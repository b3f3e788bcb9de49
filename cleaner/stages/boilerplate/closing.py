"""What an author writes below his last paragraph: greetings, name, place and day, a contact, a remark in brackets.

Models that have seen news pages take these short lines for the frame; no rule names them, and nothing stands between
them and the article.
"""

from __future__ import annotations

import numpy as np

from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.page import Flags, Page

_MOST = 8  # lines of an ending
_SIGNATURE = 20  # characters of a name that stands above a day or a greeting
_MARKS = frozenset(",。!?;:|>/")


def closing(page: Page, keep: Flags) -> Flags:
    """The lines of an ending right below the last of ``keep``."""
    out: Flags = np.zeros(len(page), np.bool_)
    if not keep.any():
        return out
    last = len(page) - 1 - int(np.argmax(keep[::-1]))
    known = pattern_table("pages")
    dated = False
    for index in range(last + 1, min(last + 1 + _MOST, len(page))):
        line, signs = page.folded[index], _signs(page, index)
        day = known["closing.day"].fullmatch(line) is not None
        closes = signs or any(kind.fullmatch(line) for kind in known.group("closing"))
        listed = dated and (day or signs)  # titles and days of others
        if page.fired[index] or not closes or listed:
            break
        dated |= day
        out[index] = True
    return out


def _signs(page: Page, index: int) -> bool:
    """Whether a line is a name above the day or the greeting of an ending."""
    line = page.folded[index]
    if len(line) > _SIGNATURE or not _MARKS.isdisjoint(line) or index + 1 >= len(page) or page.fired[index + 1]:
        return False
    known = pattern_table("pages")
    return any(known[f"closing.{name}"].fullmatch(page.folded[index + 1]) for name in ("day", "salute"))
