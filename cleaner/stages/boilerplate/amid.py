"""Lists of other articles that a site puts between two paragraphs: behind them the article goes on.

Such a list looks like the end of the article to models and rules. It is none if the heading stands right below a
paragraph, and sentences that speak of the same things, or a section that counts on from those above, stand right below
the titles: what follows an article speaks of others, or the article's own end (editor, share bar, disclaimer) stands
between the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.carried_on import counts_on
from cleaner.stages.boilerplate.page import Flags, Page
from cleaner.topical import topical_pairs

_TITLES = (1, 12)  # lines of such a list
_FAR = 1 << 30  # lines: to the end of the text
_LEAST = 45  # Han characters that go on below it
_SENTENCE = 12  # Han characters of a sentence
BETWEEN = 4  # other lines between two sentences
# The share of the pairs of characters that the text below has from the text above: if a single line goes on, if more.
_SHARED_ALONE, _SHARED = 0.1, 0.05
_COUNTED, _LONGEST = 6, 12  # entries with a day and a counter; lines of one
_BAR, _BUTTONS = "boilerplate.share-bar", 4  # lines of a bar that comes back
_CAPTION = 3  # lines between two bars
_SETTING, _SIZES = 8, 12  # lines that set the size of letters, and characters of one
_NUMBERED = re.compile(r"\d|\(?[一二三四五六七八九十]{1,3}[)、.]")
_DIGITS, _DAY = 2, 40  # digits at least, and characters at most, of a line that tells a day


class Amid(NamedTuple):
    """Half-open ranges of lines: the text above, the list amid it with its heading, the text below."""

    above: tuple[int, int]
    listed: tuple[int, int]
    below: tuple[int, int]


def lists_amid(page: Page, between: int = 1) -> Iterator[Amid]:
    """The lists of other articles that stand amid the text of one.

    between: how many other lines may stand between two of its sentences; where they are many, lists are longer, too.
    """
    headings = [heading for heading, rule in page.heads.items() if rule.extra.get("titles")]
    if not headings:
        return
    told = sentences(page)
    least = _TITLES[0] + (between > 1)  # a title and its summary come in turns below an article
    for heading in headings:
        last = _last(page, told, heading, between)
        most = min(heading + 2 + _TITLES[1], len(page))
        past = next((i for i in range(heading + 1, most) if told[i] or page.fired[i]), most)
        if last < 0 or past - heading <= least or past == most or not told[past]:
            continue
        found = Amid(stretch(page, told, last, -between), (heading, past), stretch(page, told, past, between))
        if speaks_on(page, found, short=between > 1) or counts_on(page, heading, range(past - 1, found.below[1])):
            yield found


def sentences(page: Page) -> Flags:
    """The lines that hold a whole sentence and that no rule knows."""
    return (page.ends_of_sentences > 0) & (page.han >= _SENTENCE) & ~page.fired


def _last(page: Page, told: Flags, heading: int, between: int) -> int:
    """The last sentence a few lines above a heading, −1 where there is none, or something of the frame between."""
    for line in range(heading - 1, max(-1, heading - 2 - between), -1):
        if told[line]:
            return line
        rule = page.sure.get(line)
        if line in page.heads or (rule and not rule.extra.get("inside")):
            break
    return -1


def amid(page: Page) -> Flags:
    """The lines of such lists with their headings, but for the heading of the text that goes on below."""
    out = np.zeros(len(page), np.bool_)
    for _, (heading, past), _ in lists_amid(page, BETWEEN):
        out[heading : past - is_headed(page, heading, past)] = True
    return out


def is_headed(page: Page, heading: int, past: int) -> bool:
    """Whether the last line of a list is rather the heading of what goes on below: it is much shorter, or numbered."""
    titles = page.solid_sizes[heading + 1 : past]
    return len(titles) > _TITLES[0] and bool(
        titles[-1] * 2 <= titles[:-1].mean() or _NUMBERED.match(page.folded[past - 1])
    )


def counted(page: Page) -> Flags:
    """Entries in a row that are other articles wherever they stand: a title, its day with a counter, a beginning."""
    out = np.zeros(len(page), np.bool_)
    tells = pattern_table("pages")["others.counted"].match
    days = [i for i in np.flatnonzero(page.digits >= _DIGITS).tolist() if len(page.folded[i]) <= _DAY]
    found = [i for i in days if i and (tells(page.folded[i]) or tells(" ".join(page.folded[i : i + 2])))]
    found = [i for i in found if not page.told[i - 1]]
    sizes = [below - above for above, below in pairwise(found)]
    if len(found) < _COUNTED or np.median(sizes) > _LONGEST:
        return out
    size = int(np.median(sizes))
    for place, below in pairwise([*found, len(page) + 1]):
        out[place - 1 : min(below - 1, place - 1 + (size if below - place > _LONGEST else below - place))] = True
    return out


def bars(page: Page) -> Flags:
    """The second of two bars of the same buttons about a caption, with what sets its letters: the text goes on below.

    Models and rules take a bar that shares the article for its end.
    """
    out = np.zeros(len(page), np.bool_)
    lines = [i for i, rule in page.sure.items() if rule.id == _BAR]
    for above, below in pairwise(sorted(lines)):
        most = min(above + 1, below - above)
        size = next((n for n in range(most) if page.folded[above - n] != page.folded[below - n]), most)
        if size < _BUTTONS or not 0 < below - size - above <= _CAPTION:
            continue
        past = below + 1
        while past < len(page) and past <= below + _SETTING and (page.fired[past] or len(page.folded[past]) <= _SIZES):
            past += 1
        text = page.han[past : past + 2][page.paragraph[past : past + 2]].sum()
        if text > page.han[above + 1 : below - size + 1].sum():
            out[below - size + 1 : past] = True
    return out


def goes_on(page: Page, keep: Flags) -> Flags:
    """The lines behind, or before, such a list beside which ``keep`` ends, or begins."""
    out: Flags = np.zeros(len(page), np.bool_)
    for above, _, below in lists_amid(page):
        if keep[above[1] - 1] or out[above[1] - 1]:
            out[slice(*below)] = True
        elif keep[below[0]]:
            out[slice(*above)] = True
    return out


def stretch(page: Page, told: Flags, at: int, between: int, reach: int = _FAR) -> tuple[int, int]:
    """The lines from ``at`` on, backwards below zero, that are sentences, with so many other lines between two of them.

    Where they are many, not over headings of the frame, nor over days, which lists of other articles have.  reach: how
    many lines are looked at, at the most.
    """
    end, step, strict = at, 1 if between > 0 else -1, abs(between) > 1
    past = min(len(told), at + reach) if step > 0 else max(-1, at - reach)
    for i in range(at + step, past, step):
        if told[i]:
            end = i
        elif abs(i - end) > abs(between) or (strict and (i in page.heads or page.stamps[i])):
            break
    return min(at, end), max(at, end) + 1


def speaks_on(page: Page, found: Amid, *, short: bool) -> bool:
    """Whether enough text goes on below, and speaks of what the text above speaks of, which may be ``short``."""
    if page.han[slice(*found.below)].sum() < _LEAST:
        return False
    above, below = (topical_pairs("\n".join(page.folded[slice(*part)])) for part in (found.above, found.below))
    alone = found.below[1] - found.below[0] == 1
    most = min(len(above), len(below)) if short else len(below)
    return len(above & below) >= (_SHARED_ALONE if alone else _SHARED) * max(most, 1)
