"""What several rules ask of a page or of a line of it, found once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from cleaner.stages.boilerplate.page import Page
from cleaner.stages.markup.byline import author_of
from cleaner.stages.markup.moment import moment
from cleaner.stages.markup.names import bare_name

T = TypeVar("T")
_PAGE = -1  # stands for no line


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
        known: dict[int, T] = page.answers.setdefault(question, {})
        if _PAGE not in known:
            known[_PAGE] = question(page)
        return known[_PAGE]

    return answered


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
