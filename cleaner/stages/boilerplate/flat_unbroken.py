"""What programs cut into lines on a flattened page and what must not be parted: a sentence, the rows of a table.

A number, a link or a word in bold stands on a line of its own in such text, and so does each cell of a table. The
models judge line by line. But a sentence that the article begins is its own up to its end, and rows of the same shape
as those above are rows of the same table.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from cleaner.stages.boilerplate.cell_tables import cell_kinds, is_amount_kind
from cleaner.stages.boilerplate.page import Counts, Flags, Page

_ON = tuple(",、(“「『《<")  # folded marks at the end of a line behind which a sentence goes on
_FROM = tuple(",、;。!?)”」』》%")  # and those at the beginning of one that goes on with it
_ENDS = tuple("。!?…”」』")
_MOST = 12  # lines of a sentence
_SPOKEN = 6  # ideographs of a clause that is the beginning of a sentence
_SHORT = 12  # characters of a number or a word amid it
_WHOLE = 10  # ideographs on each side of a word that no mark joins to them
_NUMERAL = "boilerplate.number"
_CELL, _ABOVE, _BACK = 40, 9, 80  # characters of a cell; cells above, lines that are looked at for them
_OFTEN = 4  # times that a word comes back which tells a column
_ROW, _SAME = 3, 0.65  # cells in a row that are compared; how many are known
_TOLD = 0.12  # the share of numbers and of words that come back


def unbroken(page: Page, keep: Flags) -> Flags:
    """The lines beside those to ``keep`` that are of the same sentence, or of the same table."""
    out = np.zeros(len(page), np.bool_)
    free = ~page.fired
    free[[i for i, rule in page.weak.items() if rule.id == _NUMERAL]] = True
    edges = np.flatnonzero(keep[1:] != keep[:-1]).tolist()
    for edge in edges:
        if keep[edge]:
            out[edge + 1 : _end_of(page, free, edge) + 1] = True
        else:
            out[_begin_of(page, free, edge + 1) : edge + 1] = True
    if keep.any():
        last = len(page) - 1 - int(np.argmax(keep[::-1]))
        out[last + 1 : last + 1 + _rows_below(page, free, last)] = True
    return out


def amid_sentences(page: Page) -> Flags:
    """Lines that a rule names and that stand amid a sentence, as a word of it in bold or a link does: ``关键词``.

    A mark at the end of the line above, or at the beginning of the one below, tells it.
    """
    out = np.zeros(len(page), np.bool_)
    named = page.fired
    places = np.flatnonzero(named[1:-1] & ~named[:-2] & ~named[2:] & (page.han[:-2] > 0)).tolist()
    times = Counter(page.folded) if places else Counter()
    for place in places:
        line = place + 1
        above, below = page.folded[line - 1], page.folded[line + 1]
        if len(page.folded[line]) > _SHORT or above.endswith((*_ENDS, ":")) or page.stamps[line]:
            continue
        out[line] = (
            below.startswith(_FROM) or above.endswith(_ON) or (times[page.folded[line]] == 1 and _is_word(page, line))
        )
    return out


def _is_word(page: Page, line: int) -> bool:
    """Whether a word stands between a clause with the beginning of another one and a sentence."""
    above = page.folded[line - 1]
    begun = page.clauses[line - 1] > 0 and above[-1].isalnum() and page.ends_of_sentences[line + 1] > 0
    long = min(page.han[line - 1], page.han[line + 1]) >= _WHOLE
    return bool(begun and long and line in page.weak)


def _end_of(page: Page, free: Flags, last: int) -> int:
    """The last line of the sentence that the line ``last`` belongs to."""
    at = last
    while at + 1 < len(page) and free[at + 1] and _joined(page, at) and at - last < _MOST:
        at += 1
    if at == last and not _amid(page, last):
        return last
    for line in range(at, min(last + _MOST, len(page))):
        if line > last and not free[line]:
            break
        if line > last and page.folded[line].endswith(_ENDS):
            return line
    return at


def _begin_of(page: Page, free: Flags, first: int) -> int:
    at = first
    while at and free[at - 1] and _joined(page, at - 1) and first - at < _MOST:
        at -= 1
    return at


def _joined(page: Page, line: int) -> bool:
    """Whether a mark says that a line and the one below it are of one sentence: a bracket that it opens, too."""
    above, below = page.folded[line], page.folded[line + 1]
    opened = above.rfind("(") > above.rfind(")") and 0 <= below.find(")") < (below.find("(") % (len(below) + 1))
    return above.endswith(_ON) or below.startswith(_FROM) or opened


def _amid(page: Page, line: int) -> bool:
    """Whether a number stands in a sentence that the lines up to ``line`` have begun: right below, or it is that line.

    They have where a clause ends in them and no sentence.
    """
    if line + 1 >= len(page) or page.folded[line].endswith(_ENDS):
        return False
    if not (_is_number(page, line) or (_is_number(page, line + 1) and line + 2 < len(page) and page.han[line + 2])):
        return False
    for above in range(line, max(-1, line - _MOST), -1):
        if page.folded[above].endswith(_ENDS):
            return False
        if page.clauses[above]:
            return bool(page.han[above] >= _SPOKEN)
    return False


def _is_number(page: Page, line: int) -> bool:
    text = page.folded[line]
    return text[:1].isdigit() and len(text) <= _SHORT and not page.stamps[line]


def _rows_below(page: Page, free: Flags, last: int) -> int:
    """How many lines below ``last`` are cells of the table of which it is one."""
    cell = free & ~page.told & (page.solid_sizes <= _CELL)
    above, below = last, last + 1
    while above >= 0 and cell[above] and last - above < _BACK:
        above -= 1
    while below < len(page) and cell[below]:
        below += 1
    if last - above < _ABOVE or below == last + 1:
        return 0
    kinds, told = _kinds(page, above + 1, below)
    split = last - above
    known = Counter(tuple(kinds[i : i + _ROW].tolist()) for i in range(split - _ROW + 1))
    same = [known[tuple(kinds[i - _ROW + 1 : i + 1].tolist())] > 1 for i in range(split, len(kinds))]
    gain = np.cumsum(np.array(same, np.float64) - _SAME)
    size = int(np.argmax(gain)) + 1
    enough = min(told[:split].mean(), told[split : split + size].mean()) >= _TOLD
    return size if gain[size - 1] > 0 and enough else 0


def _kinds(page: Page, start: int, end: int) -> tuple[Counts, Flags]:
    """What kinds of cells some lines are, each word that comes back a kind of its own; which tell a table."""
    lines = page.folded[start:end]
    times = Counter(lines)
    often = {word: -1 - number for number, word in enumerate(w for w, n in times.items() if n >= _OFTEN)}
    kinds = cell_kinds(page)[start:end].astype(np.int64)
    told = is_amount_kind(kinds)
    for place, text in enumerate(lines):
        if text in often and not told[place]:
            kinds[place], told[place] = often[text], True
    return kinds, told
