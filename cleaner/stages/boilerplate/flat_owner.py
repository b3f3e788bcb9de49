"""Whose blog a flattened page is, as its last lines say: ``© 2019 – 2023 王小二``, above the program that made it.

Who owns a blog of that kind wrote what stands on it. Portals and firms print no such line.
"""

from __future__ import annotations

import re

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.answers import per_page
from cleaner.stages.boilerplate.page import Page
from cleaner.stages.markup.meta import author_in
from cleaner.stages.markup.signed import account
from cleaner.stages.markup.site_names import like_site
from cleaner.stages.markup.title_parts import is_institution

_LAST, _NEAR = 60, 5  # lines at the end of a page; from the owner to the program
_BELOW = 3  # lines from the headline to the name
_PARTS, _LONGEST = 6, 120  # lines that the parts of one may stand in; characters of a line
_SIGN = re.compile(r"©|\(c\)")


@per_page
def owner(page: Page) -> str:
    """The owner of a blog that a program for blogs made; empty where the page names none, or more than one."""
    known = pattern_table("bylines")
    made = [
        i
        for i in range(max(0, len(page) - _LAST), len(page))
        if known["blog-program"].search(page.folded[i][:_LONGEST])
    ]
    if not made:
        return ""
    near = {i for line in made for i in range(max(0, line - _NEAR), min(line + _NEAR + 1, len(page)))}
    names: dict[str, str] = {}
    for line in sorted(near):
        if not _SIGN.search(page.folded[line][:_LONGEST]):
            continue
        text = "\n".join(page.text(i).strip() for i in range(line, min(line + _PARTS, len(page))))
        if said := known["owned"].match(text[:_LONGEST]):
            name = said[1].strip()
            if _is_person(name):
                names.setdefault(fold(name), name)
    return next(iter(names.values())) if len(names) == 1 else ""


def owner_beside(page: Page, title: str) -> str:
    """The owner of a blog whose name stands alone right below the headline; empty where none does."""
    name = owner(page) if title else ""
    headlines = [i for i in range(len(page)) if page.shows(i, title)] if name else []
    below = {i for top in headlines for i in range(top + 1, min(top + 1 + _BELOW, len(page)))}
    return name if any(page.text(i).strip() == name for i in below) else ""


def is_owners(page: Page, line: str) -> bool:
    """Whether a line is but the name behind the sign and the year at the end of a page."""
    name = fold(line.strip())
    last = range(max(0, len(page) - _LAST), len(page))
    return bool(name) and any(
        page.folded[i].endswith(name) and _SIGN.match(page.folded[i]) and any(map(str.isdigit, page.folded[i]))
        for i in last
        if len(page.folded[i]) <= _LONGEST
    )


def _is_person(name: str) -> bool:
    """Whether a name may be that of who writes a blog, and not of the blog."""
    if pattern_table("bylines")["blog-name"].search(fold(name)) or like_site(name) or is_institution(name):
        return False
    return bool(account(name) or name.isascii()) and bool(author_in(name, set()))
