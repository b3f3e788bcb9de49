"""What a site puts between two paragraphs of one text: a bar of buttons, a ranking, a form, a player.

To models and rules such a block is where the article ends. It is none if each line that a rule knows is one that stands
amid texts as well (``amid`` in the rule: nobody signs, sells or closes an article so), and sentences that speak of the
same things, or a section that counts on, stand right below. Lists under a heading of other articles are told by
``amid.py``, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from cleaner.stages.boilerplate.amid import BETWEEN, Amid, is_headed, sentences, speaks_on, stretch
from cleaner.stages.boilerplate.carried_on import counts_on
from cleaner.stages.boilerplate.page import MINUTE, Flags, Page

_KEY = "amid"  # of rules
_MOST = 24  # lines of a block
_REACH = 24  # lines above and below that tell whether one text goes on
_SHORT = 40  # characters of a line of it that no rule knows: a title, a label
_SURE = 2  # a line that a rule is sure of, or lines that weak rules know
_ENDS = ("。", "!", "?", ".", '"', "」", "』", ")", ":", ";")
_ROW = 160  # characters at the beginning of a line that may hold a headline and its row, glued
_TITLES = 2  # lines below a heading of other articles


def interruptions(page: Page) -> Flags:
    """The lines of such blocks up to the last that rules know, and those below a heading of other articles."""
    out = np.zeros(len(page), np.bool_)
    for first, past in _blocks(page):
        heading = next((i for i in range(first, past) if _heads_titles(page, i)), past)
        out[first : first + int(np.flatnonzero(page.fired[first:past])[-1]) + 1] = True
        if heading < past:
            out[heading : past - is_headed(page, heading, past)] = True
    return out


def _blocks(page: Page) -> Iterator[tuple[int, int]]:
    """The ranges of lines between two paragraphs that are such a block."""
    told = sentences(page)
    for above, below in pairwise(np.flatnonzero(told).tolist()):
        if not (1 < below - above <= _MOST + 1 and _tells(page, below) and _interrupts(page, above + 1, below)):
            continue
        first, last = stretch(page, told, above, -BETWEEN, _REACH), stretch(page, told, below, BETWEEN, _REACH)
        found = Amid(first, (above + 1, below), last)
        whole = all(page.paragraph[slice(*part)].any() for part in (found.above, found.below))
        below_all = range(above + 1, found.below[1])
        if whole and (counts_on(page, above + 1, below_all) or speaks_on(page, found, short=True)):
            yield above + 1, below


def _tells(page: Page, line: int) -> bool:
    """Whether a line ends with a sentence, as a title with a mark in it does not, and begins with no row of a page."""
    text = page.folded[line]
    return text.endswith(_ENDS) and not MINUTE.search(text, 0, _ROW)


def _interrupts(page: Page, first: int, past: int) -> bool:
    """Whether rules know most of some lines and the first, and none as one that ends an article or begins another.

    What an author puts there as well (``inside``) tells nothing.
    """
    known = [i for i in range(first, past) if page.fired[i]]
    if not known or known[0] != first:
        return False
    heading = next((i for i in known if _heads_titles(page, i)), past)
    listed = sum(not page.fired[i] for i in range(heading, past))
    if heading < past and listed < _TITLES:
        return False
    others = past - first - len(known) - listed
    sure = 0
    for i in known:
        rules = [kind[i] for kind in (page.sure, page.heads, page.weak) if i in kind]
        if not any(rule.extra.get(_KEY) for rule in rules) or (page.stamps[i] and i not in page.sure):
            return False
        if not all(rule.extra.get("inside") for rule in rules):
            sure += 2 if i in page.sure or i in page.heads else 1
    unknown = (i for i in range(first, past) if not page.fired[i])
    return (
        sure >= _SURE
        and others < len(known)
        and not any(page.solid_sizes[i] > _SHORT or page.stamps[i] for i in unknown)
    )


def _heads_titles(page: Page, line: int) -> bool:
    return line in page.heads and bool(page.heads[line].extra.get("titles"))
