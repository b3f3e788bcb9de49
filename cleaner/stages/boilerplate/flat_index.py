"""Whether what would stay of a flattened page is a list of others: titles with their days, or beginnings of texts.

Two things tell a list that a site makes from one that an author writes: its days fall, for the newest stands first and
no sentence tells what happened on them; or its sentences are cut off, or stand above a button that leads to the rest.
"""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np

from cleaner.stages.boilerplate.page import Flags, Page

_ENTRIES, _SHARE = 4, 0.5  # dated titles, and their share of the lines that would stay
_FALL = 0.8  # share of the steps from one day to the next that go back or nowhere
_YEAR = 360  # days; a month of the year before stands behind January
_TEASERS, _CUT = 3, 0.8  # beginnings of texts on a page, and their share of all its sentences
_READ = "boilerplate.read-more"
_DAY = r"[\[(【]? ?(?:(\d{4}) ?[-./年] ?)?(\d{1,2}) ?[-./月] ?(\d{1,2}) ?日?(?: ?\d{1,2}:\d{2}(?::\d{2})?)? ?[\])】]?"
_DATED = re.compile(rf"{_DAY}(?=\s|\Z)|.{{4,80}}?[\s\])】]?{_DAY}\Z")


def lists_others(page: Page, keep: Flags) -> bool:
    """Whether the lines to ``keep`` are dated titles, newest first, or beginnings of texts as all on the page are."""
    return _dated(page, np.flatnonzero(keep).tolist()) or _begun(page, keep)


def _dated(page: Page, kept: list[int]) -> bool:
    if page.paragraph[kept].any() or int(page.told[kept].sum()) > 1:
        return False
    days: list[int] = []
    entries = 0
    for line in kept:
        found = _DATED.match(page.folded[line]) if page.digits[line] >= 2 else None
        if found:
            year, month, day = found.groups()[: 3 if found[2] else 6][-3:]
            days.append(_YEAR * int(year or 0) + 30 * int(month) + int(day))
            entries += 1 + bool(page.stamps[line])
    falls = [later >= earlier or earlier - later > _YEAR * 5 / 6 for later, earlier in pairwise(days)]
    listed = len(days) >= _ENTRIES and entries >= _SHARE * len(kept)
    return listed and days[0] > days[-1] and sum(falls) >= _FALL * len(falls)


def _begun(page: Page, keep: Flags) -> bool:
    told = np.flatnonzero(page.told & ~page.fired).tolist()
    cut = {i for i in told if page.folded[i].endswith(("…", "...")) or _leads(page, i + 1)}
    own = [i for i in told if keep[i]]
    return bool(own) and len(cut) >= max(_TEASERS, _CUT * len(told)) and cut.issuperset(own)


def _leads(page: Page, line: int) -> bool:
    """Whether a line is a button that leads to the rest of a text."""
    return line in page.sure and page.sure[line].id == _READ
