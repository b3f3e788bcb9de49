"""What several rules ask of a page or of a line of it, found once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from cleaner.stages.boilerplate.page import Flags, Page, timed
from cleaner.stages.markup.byline import author_of
from cleaner.stages.markup.moment import moment
from cleaner.stages.markup.names import bare_name
from cleaner.stages.markup.pagemap import PageMap

if TYPE_CHECKING:
    from cleaner.stages.boilerplate.markup_features import View

T = TypeVar("T")
_PAGE = -1  # stands for no line
_LONGEST_TIMED = 60  # characters of a line that tells a time among other things


def per_line(question: Callable[[Page, int], T]) -> Callable[[Page, int], T]:
    """A question about a line of a page, whose answer the page keeps."""

    @wraps(question)
    def answered(page: Page, line: int) -> T:
        known: dict[int, T] = page.answers.setdefault(question, {})
        if line not in known:
            known[line] = question(page, line)
        return known[line]

    return answered


def per_page(question: Callable[[Page], T]) -> Callable[[Page], T]:
    """A question about a page, whose answer the page keeps; nobody may change it."""

    @wraps(question)
    def answered(page: Page) -> T:
        return _once(page, question, page)

    return answered


def per_view(question: Callable[[View, PageMap], T]) -> Callable[[View, PageMap], T]:
    """A question about a page with markup, whose answer the page keeps; nobody may change it."""

    @wraps(question)
    def answered(view: View, pagemap: PageMap) -> T:
        return _once(view.page, question, view, pagemap)

    return answered


def _once(page: Page, question: Callable[..., T], *asked: object) -> T:
    """The answer to a question about a whole page, which is asked once."""
    known: dict[int, T] = page.answers.setdefault(question, {})
    if _PAGE not in known:
        known[_PAGE] = question(*asked)
    return known[_PAGE]


@per_page
def timed_lines(page: Page) -> Flags:
    """The lines that tell a time (``timed``), be it among other things."""
    return np.fromiter((timed(text, _LONGEST_TIMED) for text in page.folded), np.bool_, len(page))


@per_line
def day_of(page: Page, line: int) -> str | None:
    """The first day that a line tells (``moment``)."""
    return moment(page.folded[line])


@per_line
def signed_by(page: Page, line: int) -> str:
    """The author that a line names (``author_of``)."""
    return author_of(page.text(line))


@per_line
def name_in(page: Page, line: int) -> str:
    """The name that is all a line says (``bare_name``)."""
    return bare_name(page.text(line))
