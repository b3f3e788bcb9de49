"""Books and other texts without a frame: what stands at their head (title, author, contents) is text and no byline."""

from __future__ import annotations

import numpy as np

from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.page import Page
from cleaner.stages.boilerplate.rule_layer import Removals

_LONG = 20_000  # Han characters in paragraphs of a text that is no page
_CHAPTERS, _CHAPTER = 3, 300  # chapters of a shorter one, Han characters in the paragraphs of each
_LEAST = 2  # headings of chapters in a book
_ABOVE = 3  # lines between the title of a book and its author
_LONGEST = 60  # characters of a heading


def is_book(page: Page) -> bool:
    """Whether a text is a book: chapters with prose below them, which pages that list chapters do not have."""
    chapter = pattern_table("books")["chapter"]
    heads = [i for i, text in enumerate(page.folded) if "第" in text[:4] and chapter.match(text[:_LONGEST])]
    if len(heads) < _LEAST:
        return False
    prose = np.where(page.paragraph, page.han, 0)
    if int(prose.sum()) >= _LONG:
        return True
    sizes = np.add.reduceat(prose, heads)
    return int((sizes >= _CHAPTER).sum()) >= _CHAPTERS


def authors(page: Page, lines: list[int]) -> list[int]:
    """Those of ``lines`` that name an author and nothing else."""
    known = pattern_table("books")["author"]
    return [i for i in lines if known.match(page.folded[i].strip())]


def title(page: Page, named: list[int]) -> dict[str, str]:
    """``title`` of a book, as it stands above its author."""
    found = (i for author in named for i in _titles(page, author))
    return next(({"title": page.text(i).strip()} for i in found), {})


def _titles(page: Page, author: int) -> list[int]:
    """The lines right above an author that are titles of books."""
    known = pattern_table("books")["title"]
    return [i for i in range(max(0, author - _ABOVE), author) if known.match(page.folded[i].strip())]


def spared(page: Page, gone: Removals, byline: str) -> Removals:
    """``gone`` without authors that are text: those of books, below a title, and in texts that have no frame."""
    named = authors(page, [i for i, removal in gone.items() if removal.rule == byline])
    if not named:
        return gone
    if len(named) < len(gone) and not page.book and page.han[page.paragraph].sum() < _LONG:
        named = [i for i in named if _titles(page, i)]
    return {i: removal for i, removal in gone.items() if i not in named}
