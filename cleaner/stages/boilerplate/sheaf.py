"""Several texts in one: a board of posts, a digest, an anthology. What heads each of them is text and no byline."""

from __future__ import annotations

import re
from itertools import pairwise

from cleaner.stages.boilerplate.page import BYLINES, STAMP, Page

_MOST = 600  # lines from the first on that are looked at
_LEAST = 3  # bylines of one form
_ABOVE = 5  # lines above the first of them: a title, a day, a rule
_LEAST_GAP = 2  # lines from one of them to the next, mostly
_FRAMED = 4  # bylines for each line of a frame between them
_LONGEST = 200  # characters of a byline that are looked at
_LABEL = re.compile(r"\W{0,4}([^\W\d]{1,8}) ?:")
_DIGITS, _NAMED = re.compile(r"\d+"), re.compile(r"(?<=\S)\s+(.*)")


def heads_of_texts(page: Page) -> list[int]:
    """The bylines of a text that is several, each with a byline of its own in one form; none of any other text.

    Such a text begins with the head of its first piece and ends with its last piece: nothing of a site is around them.
    """
    found = [i for i, rule in page.sure.items() if i < _MOST and rule.id in BYLINES]
    if len(found) < _LEAST:
        return []
    by_form: dict[str, list[int]] = {}
    for index in sorted(found):
        by_form.setdefault(_form(page.folded[index][:_LONGEST]), []).append(index)
    return next((found for at in by_form.values() if _heads_all(page, at)), [])


def of_many(page: Page, heads: list[int]) -> bool:
    """Whether the pieces of a text have authors of their own, so that it has none: the posts of a thread tell days."""
    named = [page.folded[i][:_LONGEST] for i in heads]
    return len(set(named)) > 1 and not all(map(STAMP.search, named))


def _form(text: str) -> str:
    """What a byline has in common with others of its form: its first label, or all behind the name."""
    label = _LABEL.match(text)
    named = None if label else _NAMED.search(text)
    return label[1] if label else _DIGITS.sub("0", named[1] if named else text)


def _heads_all(page: Page, at: list[int]) -> bool:
    """Whether lines head the pieces of the whole text, from its first line to its last."""
    if len(at) < _LEAST or at[0] > _ABOVE or at[-1] == len(page) - 1:
        return False
    gaps = sorted(after - before for before, after in pairwise(at))
    if gaps[len(gaps) // 2] < _LEAST_GAP:
        return False
    frame = [i for i, rule in page.sure.items() if not (rule.extra.get("inside") or rule.id in BYLINES)]
    frame += page.heads
    return len(frame) * _FRAMED <= len(at) and all(at[0] < i < at[-1] for i in frame)
