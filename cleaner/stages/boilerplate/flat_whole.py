"""What goes or stays as a whole on a flattened page: a block of fields, replies in a row, a text below its fold.

The models judge line by line. But a field (``材质：榉木``) is no title of those below it; of replies that come at one
pace not the first two are the article and the others the site's; and a button that unfolds a text has more of it below.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import numpy as np

from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.answers import per_page
from cleaner.stages.boilerplate.features import rows_of
from cleaner.stages.boilerplate.flat_kind import thread_words
from cleaner.stages.boilerplate.flat_period import period_of
from cleaner.stages.boilerplate.page import BREADCRUMB, BYLINES, Flags, Page
from cleaner.stages.boilerplate.words import words
from cleaner.topical import topical_pairs
from cleaner.trees import Column

_SIGNED = BYLINES | {"boilerplate.editor", "boilerplate.hands"}
_FIELD = re.compile(r"[\u4e00-\u9fff]{2,6} ?: ?[^:]{1,30}")
_LONGEST_CREDIT = 60  # characters
_FIELDS = 4  # lines of a block of them
_HEAD_LINES, _BYLINE = 8, 4  # from a breadcrumb to the article, and from a byline
_HEADLINE, _LONGEST_HEADLINE = 4, 60  # Han characters, and characters, of a headline
_SUBTITLE = ("——", "--")  # at the beginning of a line below the headline
_FOLD, _BELOW = "boilerplate.read-more", 2  # lines below a fold in which the text goes on
_BUTTON, _UNLIKE = "boilerplate.button", -1.0  # the bar for a line that is a button
_DOUBT, _WORDS = 1.5, 2  # how much likelier another line may be as a title, how many words of a title come back
_LEAST, _PACE, _APART = 3, 8, 2  # beats of a row of replies, lines from one to the next, by how many these differ
_MINUTES = 5  # bylines between paragraphs
_SAID = 0.5  # how much they say at least, to one that the text above says


@per_page
def fields(page: Page) -> Flags:
    """Lines that say what something is, several in a row: ``品名：短刨``."""
    flags = np.zeros(len(page), np.bool_)
    flags[[i for i, text in enumerate(page.folded) if ":" in text and _FIELD.fullmatch(text)]] = True
    for start, end in rows_of(flags).tolist():
        flags[start:end] = end - start >= _FIELDS
    return flags


@per_page
def credits_of(page: Page) -> Flags:
    """Lines that name one who made the article: ``文｜张三``."""
    flags = np.zeros(len(page), np.bool_)
    flags[[i for i, text in enumerate(page.folded) if len(text) <= _LONGEST_CREDIT and _credit().fullmatch(text)]] = (
        True
    )
    return flags


@cache
def _credit() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words('credit')['roles'])}) ?[|丨:/] ?\S.{{0,30}}")


def folds(page: Page, line: Column) -> Flags:
    """Buttons that unfold a text, with a sentence right above and more of the text right below: they do not end it.

    Those of a list of beginnings come back.  line: what the model of articles says of each line.
    """
    out = np.zeros(len(page), np.bool_)
    unfolds = pattern_table("pages")["unfolds"]
    for fold in (i for i, rule in page.sure.items() if i and rule.id == _FOLD and unfolds.search(page.folded[i])):
        below = next((i for i in range(fold + 1, min(fold + 1 + _BELOW, len(page))) if page.told[i]), 0)
        goes_on = below and line[below] > 0 and not page.fired[fold + 1 : below + 1].any()
        out[fold] = goes_on and page.told[fold - 1] and page.folded.count(page.folded[fold]) == 1
    return out


def breadcrumb_above(page: Page, line: int) -> int:
    """The last breadcrumb above a line, or −1: what stands above it is no headline of what stands below."""
    return max((i for i, rule in page.sure.items() if i < line and rule.id == BREADCRUMB), default=-1)


def headed(page: Page, keep: Flags) -> Flags:
    """The headline between a breadcrumb and a row of the frame above the article (a counter), or above a subtitle.

    Else the line right above the byline, and the first of numbered headings below it.
    """
    out, first = np.zeros(len(page), np.bool_), int(np.argmax(keep))
    crumb = breadcrumb_above(page, first)
    below = crumb >= 0 and 1 < first - crumb - 1 <= _HEAD_LINES and bool(page.fired[crumb + 2 : first].all())
    line = first - 1 if page.folded[first].startswith(_SUBTITLE) else crumb + 1 if below else -1
    if line < 0:
        line = max((i for i in page.sure if 0 < first - i <= _BYLINE and page.sure[i].id in BYLINES), default=0) - 1
        numbered = pattern_table("pages")["first-heading"].fullmatch(page.folded[first - 1])
        out[first - 1] = line >= 0 and numbered is not None
    past = len(page) - int(np.argmax(keep[::-1]))  # a text that was cut may end in a heading
    if past < len(page) and pattern_table("pages")["numeral-heading"].fullmatch(page.folded[past]):
        out[past] = not page.fired[past]
    if line >= 0 and not page.fired[line] and not page.told[line]:
        out[line] = page.han[line] >= _HEADLINE and page.solid_sizes[line] <= _LONGEST_HEADLINE
    return out


def bylines_between(page: Page) -> Flags:
    """Bylines with a sentence right above and a paragraph right below, if there are several: of parts, poems, answers.

    They end no text; one alone may. Where many stand so, as in minutes of what was said when, a sentence below will do.
    """
    ahead, out = np.zeros((2, len(page)), np.bool_)
    for line in (i for rules in (page.sure, page.weak) for i, rule in rules.items() if rule.id in _SIGNED):
        above, below = (
            range(line - 1, max(line - 1 - _BELOW, -1), -1),
            range(line + 1, min(line + 1 + _BELOW, len(page))),
        )
        ahead[line] = any(page.told[i] and not page.fired[i] for i in above)
        first = next((i for i in below if page.told[i] or page.fired[i]), line)
        ahead[line] &= page.told[first] and not page.fired[first]
        out[line] = ahead[line] and page.paragraph[first]
    return ahead if out.sum() >= _MINUTES else out if out.sum() > 1 else np.zeros_like(out)


def buttons(page: Page, keep: Flags, line: Column) -> Flags:
    """Buttons right below or above a sentence of the article that stand in the frame as well, and signs of adverts.

    line: what the model of articles says of each line.
    """
    out = np.zeros(len(page), np.bool_)
    told = np.concatenate(([False], page.told & keep, [False]))
    outside = {page.folded[i] for i, rule in page.weak.items() if rule.id == _BUTTON and not keep[i]}
    for i, rule in page.weak.items():
        if keep[i] and rule.id == _BUTTON and (told[i] or told[i + 2]):
            out[i] = line[i] < 0 if page.labels[i] else line[i] < _UNLIKE and page.folded[i] in outside
    return out


def named_in(page: Page, keep: Flags, titles: Column, places: range, best: int) -> int:
    """The title, where no model is sure of it: not the ``best`` line, if the text says none of its words but another's.

    titles: what the model of titles says.
    """
    likely = [i for i in places if titles[i] > titles[best] - _DOUBT]
    if likely == [best]:
        return best
    words = keep & (page.told | fields(page))
    text = "\n".join(page.folded[i] for i in np.flatnonzero(words).tolist())
    said = {i: sum(pair in text for pair in topical_pairs(page.folded[i])) for i in likely}
    told = [i for i in said if said[i] >= _WORDS]
    return best if said[best] or not told else max(told, key=lambda i: titles[i])


def replies(page: Page, keep: Flags) -> Flags:
    """A row of replies right below ``keep``, or one that it cuts, from its first line to its last beat.

    Each beat names what one may do with a reply. The row stays as a whole, if it says no less than half of what stands
    above it: else it is comments on an article.
    """
    out = np.zeros(len(page), np.bool_)
    period = period_of(page)
    last = len(page) - 1 - int(np.argmax(keep[::-1]))
    row = [beat for beat in period.beats.tolist() if keep[beat] or beat > last]
    gaps = [below - above for above, below in pairwise(row)]
    if len(row) < _LEAST or min(gaps) < 2 or max(gaps) > _PACE or max(gaps) - min(gaps) > _APART:
        return out
    start, end = max(0, row[0] - gaps[0] + 1), row[-1] + 1
    told = _SAID * page.han[:start][keep[:start]].sum() <= (page.han * period.own)[start:end].sum()
    if start - last <= _PACE and told and thread_words(page)["button"][row].sum() * 2 > len(row):
        out[start:end] = True
    return out
