"""What stands right below the article that models see: the rows of a table that it announces, the same in English.

Models that have seen news pages take both for the frame: cells are short, and Latin letters say little to them.
"""

from __future__ import annotations

import numpy as np

from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.cell_tables import cell_kinds, is_amount_kind
from cleaner.stages.boilerplate.page import Flags, Page

_ABOVE, _BELOW = 3, 2  # last lines of the article, and lines below it, one of which announces a table
_COLUMNS, _ROWS = range(2, 7), 5  # of the table; rows at least
_DIGITS = 4  # of a cell that numbers a row: readers of a title are fewer, or their number is as short
_NAMED = 14  # Han characters of the other cells in the mean; titles have more
_LATIN, _ENGLISH = 60, 200  # letters of a paragraph, and of the text in English
_OPENING, _SIGNED = 4, 3  # lines of its day, headline and greeting, and of those who sign it
_PARAGRAPHS = 2


def further(page: Page, keep: Flags) -> Flags:
    """The lines of both kinds below ``keep``."""
    return announced(page, keep) | in_english(page, keep)


def announced(page: Page, keep: Flags) -> Flags:
    """The cells, one a line, of the table that a line at the end of ``keep`` announces: each row has its number."""
    out = np.zeros(len(page), np.bool_)
    last = len(page) - 1 - int(np.argmax(keep[::-1]))
    tells = pattern_table("pages")["announces"]
    around = range(max(0, last + 1 - _ABOVE), min(last + 1 + _BELOW, len(page)))
    if not any(tells.search(page.folded[i]) for i in around):
        return out
    free = ~page.fired & ~page.told
    number = is_amount_kind(cell_kinds(page).astype(np.int64)) & (page.digits >= _DIGITS) & free & ~page.stamps
    end = last
    for columns in _COLUMNS:
        for place in range(last + 1, min(last + 1 + _BELOW + 2 * columns, len(page))):
            past = place  # past the numbers of the rows
            while past < len(page) and number[past] and free[past : past + columns].all():
                past += columns
            rows = (past - place) // columns
            past = min(past, len(page))
            if rows >= _ROWS and past - 1 > end and free[last + 1 : place].all():
                others = ~number[place:past]
                named = page.han[place:past][others].sum() <= _NAMED * others.sum()
                end = past - 1 if named and others.any() else end
    out[last + 1 : end + 1] = True
    return out


def in_english(page: Page, keep: Flags) -> Flags:
    """The lines in English right below an article in Chinese: paragraphs, with who signs them, and no frame between."""
    out = np.zeros(len(page), np.bool_)
    first = len(page) - int(np.argmax(keep[::-1]))
    past = first
    while past < len(page) and not page.fired[past] and not page.han[past]:
        past += 1
    told = first + np.flatnonzero(page.latin[first:past] >= _LATIN)
    if len(told) < _PARAGRAPHS or told[0] - first > _OPENING or page.latin[told].sum() < _ENGLISH:
        return out
    if page.latin[keep].sum() > page.han[keep].sum():
        return out
    out[first : min(past, int(told[-1]) + 1 + _SIGNED)] = True
    return out
