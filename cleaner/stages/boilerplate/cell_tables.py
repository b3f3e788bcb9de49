"""Tables of which every cell stands on a line of its own, as programs flatten them: kinds of cells that come back.

The models take short lines below a paragraph for the frame. But a frame does not repeat itself like a table: the same
kinds of cells in the same order, row after row, numbers among them. Lists of other articles repeat themselves, too
(a title and its day, a rank and a title and its heat): they have few columns, one of them long titles.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.boilerplate.features import rows_of
from cleaner.stages.boilerplate.page import Counts, Flags, Page

_COLUMNS = range(2, 13)
_LEAST_COLUMNS = 3  # two: names with their counts, as in a cloud of tags
_ROWS, _LEAST = 4, 16  # rows of a table, and its cells
_SAME = 0.72  # share of the cells that are of the kind of that one row above: some cells are empty, some are merged
_NUMBERS = 0.12  # share of the cells that are numbers
_LONGEST = 40  # characters of a cell
_UNIT, _LONGEST_AMOUNT = 2, 8  # ideographs of a unit (``10万``, ``150元/年``), characters of a number with it
_MOST = 200  # rows of short lines that are looked at
_AS_GOOD = 0.9  # a pace explains as much as the best one
_BEYOND = 0.3  # how much more of them that is than chance has
# Ideographs of a column of titles (in the mean), of one beside ranks; columns of a list of such.
_TITLES, _RANKED_TITLES, _FEW = 14, 10, 4
_PRICES = frozenset("¥￥$€")
_NUMERAL = "boilerplate.number"
_KINDS = 8
_NUMBER, _DAY, _CODE, _LATIN, _NAME, _TERM, _LONG, _NONE = range(_KINDS)
_SHORT, _MIDDLE = 4, 10
Kinds = NDArray[np.int8]


def cell_tables(page: Page) -> Flags:
    """The lines that are cells of such tables, with their headings and titles right above."""
    out = np.zeros(len(page), np.bool_)
    cell = ~page.fired & ~page.told & (page.solid_sizes <= _LONGEST)
    cell[[i for i, rule in page.weak.items() if rule.id == _NUMERAL and page.digits[i]]] = True
    number = cell & _amounts(page)
    if np.count_nonzero(number) < _ROWS:
        return out
    kinds = cell_kinds(page)
    rows = rows_of(cell).tolist()
    for _ in range(_MOST):
        if not rows:
            break
        start, end = rows.pop()
        if end - start < _LEAST or np.count_nonzero(number[start:end]) < _ROWS:
            continue
        first, last, columns = _periodic(kinds[start:end])
        if not columns:
            continue
        if _is_table(page, kinds, slice(start + first, start + last), columns):
            out[start + max(0, first - columns - 1) : start + last] = True
        rows += [[start, start + first], [start + last, end]]
    return out


def cell_kinds(page: Page) -> Kinds:
    """What kind of cell each line is."""
    digits, han, latin = page.digits > 0, page.han, page.latin > 0
    of = np.select(
        [page.stamps, _amounts(page) & ~latin, digits & latin & (han == 0), latin & (han == 0)],
        [_DAY, _NUMBER, _CODE, _LATIN],
        np.select([han == 0, han <= _SHORT, han <= _MIDDLE], [_NONE, _NAME, _TERM], _LONG),
    )
    return of.astype(np.int8)


def is_amount_kind(kinds: Counts) -> Flags:
    """Which kinds of cells are numbers or codes."""
    found: Flags = (kinds == _NUMBER) | (kinds == _CODE)
    return found


def _amounts(page: Page) -> Flags:
    """Cells that are numbers, with a unit or none."""
    with_unit = (page.han <= _UNIT) & (page.solid_sizes <= _LONGEST_AMOUNT)
    found: Flags = (page.digits > 0) & ((page.han == 0) | with_unit)
    return found


def _periodic(kinds: Kinds) -> tuple[int, int, int]:
    """The stretch in which the kinds come back, at the shortest pace that explains most: first, past the last, pace."""
    found: list[tuple[float, int, int, int]] = []
    for columns in _COLUMNS:
        if len(kinds) < columns * _ROWS:
            break
        same = (kinds[columns:] == kinds[:-columns]).astype(np.float64) - _SAME
        total = np.concatenate((np.zeros(1), np.cumsum(same)))
        last = int(np.argmax(total - np.minimum.accumulate(total)))
        first = int(np.argmin(total[: last + 1]))
        if last + columns - first >= max(_LEAST, columns * _ROWS):
            found.append((float(total[last] - total[first]), first, last + columns, columns))
    most = max((gain for gain, *_ in found), default=0.0)
    return next((stretch[1:] for stretch in found if stretch[0] >= _AS_GOOD * most), (0, 0, 0))


def _is_table(page: Page, kinds: Kinds, rows: slice, columns: int) -> bool:
    """Whether the cells are no list of others: numbers among them, several kinds, no few columns with one of titles."""
    if columns < _LEAST_COLUMNS:
        return False
    held = kinds[rows]
    shares = np.bincount(held, minlength=_KINDS) / len(held)
    same = float((held[columns:] == held[:-columns]).mean())
    if shares[_NUMBER] + shares[_CODE] < _NUMBERS or same < float((shares**2).sum()) + _BEYOND:
        return False
    lines, han = page.folded[rows], page.han[rows]
    if any(not _PRICES.isdisjoint(line[:1]) for line in lines):
        return False
    widest = max(float(han[column::columns].mean()) for column in range(columns))
    titles = _RANKED_TITLES if _ranked(lines, columns) else _TITLES
    return columns > _FEW or (widest < titles and not shares[_DAY])


def _ranked(lines: Sequence[str], columns: int) -> bool:
    """Whether a column counts its rows from one."""
    counted = [str(1 + row) for row in range(_ROWS)]
    columns_at_top = (lines[column : column + columns * _ROWS : columns] for column in range(columns))
    return any([cell.strip(".、") for cell in cells] == counted for cells in columns_at_top)
