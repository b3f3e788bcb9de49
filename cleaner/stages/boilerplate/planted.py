"""What a page's program puts amid the lines of a flattened text: numbers beside source code, buttons of a player.

They go before the models look at the text: to these a row of short lines is where an article ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from cleaner.stages.boilerplate.features import rows_of
from cleaner.stages.boilerplate.page import Flags, Page
from cleaner.stages.boilerplate.rule_layer import Removal, Removals
from cleaner.stages.boilerplate.source_lines import source_lines

NUMBERS = Removal("boilerplate.line-numbers", "the numbers of the lines of source code beside them")
_LONG = 3  # numbers in a row that lines of source code make those of a listing; fewer do beside a listing that has them
_CODE = 0.6  # of the lines below, as many as there are numbers, that are source code
# So many numbers tell of settings as well: of the lines below all but a few hold no Chinese, some a name and a colon.
_SETTINGS, _FOREIGN, _NAMED = 8, 0.8, 0.3
_SETTING = re.compile(r"(?:- )?[a-z][\w./-]{0,40} ?:(?= |\Z)")
_MOST_DIGITS = 4
_GLUED = "123456"  # how a line of all numbers begins: fewer may be what a program printed
_FIRST = frozenset("1".rjust(size, "0") for size in range(1, _MOST_DIGITS + 1))  # what they begin with
_KEY = "planted"  # of rules: such lines stand in a row amid a text
_AMID = "put amid the text"
PLANTED = frozenset((NUMBERS.reason, _AMID))
"""What is said of such lines."""


def planted(page: Page) -> Removals:
    """The lines that a program put amid the text, each with the rule that says so."""
    gutters = [] if _FIRST.isdisjoint(page.folded) else _gutters(page).nonzero()[0].tolist()  # as of nearly every text
    numbers = [*gutters, *_glued(page)]
    return dict.fromkeys(numbers, NUMBERS) | dict(_players(page))


def _gutters(page: Page) -> Flags:
    """Numbers from 1 on, one a line, above the lines of source code that they count.

    What stands below source code, or counts on from 0, is what a program printed.
    """
    out = np.zeros(len(page), np.bool_)
    bare = (page.digits > 0) & (page.digits <= _MOST_DIGITS) & (page.solid_sizes == page.digits)
    runs = list(_counting(page, bare)) if bare.any() else []
    if not any(end - start >= _LONG for start, end in runs):
        return out
    code = source_lines(page) & ~bare
    found: list[tuple[int, int]] = []
    for start, end in runs:
        below = found and 2 * found[-1][1] - found[-1][0] == start  # of another listing, which ends there
        printed = start > 0 and (code[start - 1] or page.text(start - 1).strip() == "0")
        if (below or not printed) and _counts_code(page, code, start, end):
            found.append((start, end))
    if any(end - start >= _LONG for start, end in found):
        for start, end in found:
            out[start:end] = True
    return out


def _glued(page: Page) -> Iterator[int]:
    """Lines of all numbers of a listing without a blank, below it: ``12345678`` under eight lines of source code."""
    if f"\n{_GLUED}" not in page.lines.folded:  # as in nearly every text
        return
    code = source_lines(page)
    for line, text in enumerate(page.folded):
        if text.startswith(_GLUED) and (size := _counted_to(text)):
            above = slice(max(0, line - size), line)
            if (code | (page.han == 0))[above].sum() >= _CODE * size and page.latin[above].any():
                yield line


def _counted_to(text: str) -> int:
    """The last of the numbers from 1 on that a text consists of; 0 if it is anything else."""
    number, at = 0, 0
    while text.startswith(str(number + 1), at):
        number += 1
        at += len(str(number))
    return number if at == len(text) else 0


def _counting(page: Page, bare: Flags) -> Iterator[tuple[int, int]]:
    for start, end in rows_of(bare).tolist():
        begun = start
        for line in range(start, end + 1):
            text = page.text(line) if line < end else ""
            value = int(text) if text.isascii() and text.isdigit() else 0
            if value != line - begun + 1:
                if line > begun:
                    yield begun, line
                begun = line if value == 1 else line + 1


def _counts_code(page: Page, code: Flags, start: int, end: int) -> bool:
    """Whether source code stands below numbers, or in few lines something that is no Chinese."""
    below = slice(end, end + min(end - start, len(page) - end))
    lines = below.stop - below.start
    if not lines or not page.latin[below].any():
        return False
    if end - start >= _SETTINGS and _sets(page, below):
        return True
    if end - start >= _LONG:
        return bool(code[below].sum() >= _CODE * lines)
    return bool((code | (page.han == 0))[below].all())


def _sets(page: Page, lines: slice) -> bool:
    """Whether lines are settings: ``replicas: 3``."""
    foreign = (page.han == 0)[lines] & (page.latin > 0)[lines]
    named = sum(_SETTING.match(text) is not None for text in page.folded[lines])
    return bool(foreign.sum() >= _FOREIGN * len(foreign) and named >= _NAMED * len(foreign))


def _players(page: Page) -> Iterator[tuple[int, Removal]]:
    """Rows of lines that a rule names, most of them by rules for what is put amid a text; sentences stand around."""
    if not any(rule.extra.get(_KEY) for rule in page.sure.values()):
        return
    told = np.flatnonzero(page.told)
    for start, end in rows_of(page.fired).tolist():
        rules = {i: rule for i in range(start, end) if (rule := page.sure.get(i) or page.weak.get(i))}
        named = [i for i, rule in rules.items() if rule.extra.get(_KEY)]
        amid = (told < start).any() and (told >= end).any()
        if amid and 2 * len(named) > end - start and any(i in page.sure for i in named):
            yield from ((i, Removal(rule.id, _AMID)) for i, rule in rules.items())
