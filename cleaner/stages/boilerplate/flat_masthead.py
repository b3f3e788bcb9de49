"""The name and the menu of a site above the headline of a flattened page, where no more of a frame is there to see."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.stages.boilerplate.anchored_title import fits, is_menu
from cleaner.stages.boilerplate.page import Page
from cleaner.stages.markup.moment import moment
from cleaner.stages.markup.names import is_surname

_SHORT, _FEW, _NEAR = 20, 12, 2  # characters of a line above a headline, and lines; from the headline to its day
_WORD, _LONG, _PROSE, _SENTENCES = 8, 15, 100, 3  # characters of a word of a long menu, its lines; what is below it
_NAMES, _NAME = 0.4, 4  # share of lines that may be names of people, and their characters
_POSTED = re.compile(r"(?:发表于|发布于|posted on|published on|created on) ?:? ?\S{4,20}")


def masthead(page: Page, kept: Sequence[int]) -> list[int]:
    """The lines above the headline that stands right above the day of a post: a menu, and the name of the site.

    kept: the lines that stay.
    """
    if page.is_kept or page.form is not None or page.book:
        return []
    return _menu(page, kept) or _above_day(page, kept)


def _above_day(page: Page, kept: Sequence[int]) -> list[int]:
    """Short lines, of which one is a word of menus, above a headline with the day of the post below it."""
    rows = [at for at, i in enumerate(kept[:_FEW]) if _POSTED.match(page.folded[i]) and moment(page.folded[i])]
    if len(rows) != 1:
        return []
    headline = next((at for at in range(rows[0] - 1, rows[0] - 1 - _NEAR, -1) if at > 0), 0)
    above = kept[:headline]
    if not above or not fits(page, kept[headline]) or not any(is_menu(page, i) for i in above):
        return []
    if any(page.told[i] or page.solid_sizes[i] > _SHORT for i in above):
        return []
    return [*above, kept[rows[0]]]


def _menu(page: Page, kept: Sequence[int]) -> list[int]:
    """A long run of short words at the top, without the last line, above prose that takes none of them up.

    A list of words or of people has no prose below it, a table of contents comes back in the text.
    """
    if len(kept) <= _LONG + 1 or page.solid_sizes[kept[0]] > _WORD:
        return []
    bare = (page.solid_sizes <= _WORD) & (page.ends_of_sentences + page.clauses + page.digits == 0) & (page.han > 0)
    size = next((at for at, i in enumerate(kept) if not bare[i]), 0)
    if size <= _LONG:
        return []
    words, rest = kept[: size - 1], kept[size - 1 :]
    if page.told[rest].sum() < _SENTENCES or page.han[rest][page.told[rest]].sum() < _PROSE:
        return []
    said = {page.folded[i] for i in words}
    people = sum(len(text) <= _NAME and is_surname(text[0]) for text in said)
    again = any(page.folded[i] in said for i in rest)
    return [] if again or people > _NAMES * len(said) or len(said) < len(words) * (1 - _NAMES / 2) else list(words)
