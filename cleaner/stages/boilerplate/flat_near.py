"""What the lines beside the headline of a flattened page say of its author, time and source, and its last lines.

They are read as those of a page with markup are: those below the headline up to the first prose, then a few above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, pairwise

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.flat_joined import whole
from cleaner.stages.boilerplate.page import Page
from cleaner.stages.markup.byline import LONGEST, author_of, is_made_up, people, reporters_of, source_of
from cleaner.stages.markup.meta import author_in
from cleaner.stages.markup.moment import stated, zoned
from cleaner.stages.markup.names import bare_name
from cleaner.stages.markup.nearby import Found, said_beside
from cleaner.stages.markup.signed import glued, signed
from cleaner.stages.markup.site_names import plain

_BELOW, _ABOVE, _BEHIND = 24, 6, 6  # lines below and above the headline, and below the article
_TERMS, _LICENCE, _ACCOUNT = 4, 12, 24  # lines below the author, and from there to the licence; characters of a name
_FEW = 3  # lines below the headline of a text without a frame
SHORT, _WIRED, _PARAGRAPHS = 60, 40, 3  # characters of a line that names who wrote; the first paragraphs
_LABEL = re.compile("[:：]")
_SIGNS = re.compile(r"[\d员員人家◎□■●○◇◆]|original", re.IGNORECASE)
_FIELDS = ("author", "named", "late", "published", "shown", "time", "listed", "source")


def beside(page: Page, kept: list[int], title: str, *, framed: bool) -> dict[str, str]:
    """``author``, ``published`` and ``source`` as the lines beside the headline say them.

    framed: whether the page has a frame. Of other texts the few lines below the headline may say who wrote.
    """
    prose = next((i for i in kept if page.paragraph[i]), kept[-1])
    at = max((i for i in range(prose) if page.shows(i, title)), default=kept[0] - (not title))
    far = at + 1 + (_BELOW if framed else _FEW)
    below = whole([_text(page, i) for i in range(at + 1, min(max(prose, at) + 1, far, len(page)))])
    if not framed and ":" not in fold(title) and not _may_name(below):
        return {}
    weekday = pattern_table("pages")["weekday"]
    above = [i for i in range(max(0, at - _ABOVE) if framed else at, max(at, 0)) if not weekday.search(page.folded[i])]
    found: Found = {field: [] for field in _FIELDS}
    said_beside(iter([*below, *(_text(page, i) for i in above)]), title, found, headed=bool(title))
    out: dict[str, str] = {}
    moments = (stated(fold(value)) for value in (*found["published"], *found["time"]))
    if when := next(filter(None, moments), None):
        out["published"] = zoned(when)
    if source := next(filter(_is_source, found["source"]), ""):
        out["source"] = source
    known = {plain(name) for name in found["source"]}
    names = (*found["author"], *_alone(page, below, kept), *found["late"], *_lead(page, kept, title))
    if name := next(filter(None, (author_in(name, known) for name in names)), ""):
        out["author"] = name
    return out if framed else {field: value for field, value in out.items() if field == "author"}


def _lead(page: Page, kept: list[int], title: str) -> list[str]:
    """The name that the headline begins with (王小二：让水磨转起来), if one of the first lines is but that name."""
    lead = bare_name(_LABEL.split(title)[0]) if _LABEL.search(title) else ""
    return [lead] if lead and any(page.text(i).strip() == lead for i in kept[:_BEHIND]) else []


def _may_name(lines: list[str]) -> bool:
    """Whether one of the lines below the headline of a text without a frame may name who wrote it.

    A long line names him as bylines do, a short one beside a day, an office or a bullet, too.
    """
    may, list_below = pattern_table("bylines")["may-name"], pattern_table("bylines")["beside-list"]
    for line, below in pairwise((*lines, "")):
        if len(line) > SHORT:
            if author_of(line):
                return True
        elif _SIGNS.search(line) or may.search(line) or list_below.search(fold(below[:SHORT])):
            return True
    return False


def _is_source(value: str) -> bool:
    """Whether a value is no sentence or day, which the text below an empty label may be."""
    return len(value) <= _ACCOUNT and not re.search(r"[,，。；]|\d月", value)


def late_author(page: Page, kept: list[int], *, framed: bool) -> str:
    """The author as the first paragraphs begin, as one of them ends, or as a short line among them or below says.

    framed: whether the page has a frame. In other texts short lines are no bylines.
    """
    paragraphs = [page.text(i) for i in kept if page.paragraph[i]]
    wire = pattern_table("pages")["wire"]
    begun = (text[:_WIRED] for text in paragraphs[:_PARAGRAPHS] if wire.match(fold(text[:_WIRED])))
    past = min(kept[-1] + 1 + _BEHIND, len(page)) if framed else kept[0]
    lines = whole([_text(page, i) for i in range(kept[0], past)])
    short = (line for line in lines if len(line) <= SHORT)
    names = chain(map(author_of, (*begun, *short)), _labelled(lines), map(reporters_of, paragraphs))
    return next(filter(None, names), "")


def better(said: str, near: str) -> str:
    """Of the author as a byline says it and as the lines beside the headline do the one that is whole."""
    said = "" if said.startswith(("www.", "http")) else said
    bare = author_in(said, set()) if said else ""
    if bare and not plain(near).startswith(plain(bare)):
        return bare
    return near or ("" if is_made_up(said) else said)


def credited(page: Page) -> str:
    """The author as the terms of use at the end of a post name them: 文章作者: X, 文章链接: …."""
    known = pattern_table("bylines")
    label, terms, licence = known["credited"], known["terms"], known["licence"]
    for line in range(len(page) - 1, -1, -1):
        said = label.match(page.folded[line])
        if said is None:
            continue
        value, *below = whole([_text(page, i) for i in range(line, min(line + _LICENCE, len(page)))])
        value = value[said.end() :].lstrip(":： ") or (below.pop(0) if below else "")
        if not (any(map(terms.match, map(fold, below[:_TERMS]))) or any(map(licence.match, map(fold, below)))):
            continue
        return author_in(value, set()) if len(value) <= _ACCOUNT else ""
    return ""


def late_source(page: Page, kept: list[int]) -> str:
    """The source that the last line of an article names, or one below it."""
    lines = [_text(page, i) for i in range(kept[-1], min(kept[-1] + 1 + _BEHIND, len(page)))]
    said = (source_of(line) for line in whole(lines) if len(line) <= SHORT)
    return next((name for name in said if name and _is_source(name)), "")


def _text(page: Page, line: int) -> str:
    """A line, each row of blanks as one."""
    return " ".join(page.text(line).split())


def _labelled(lines: list[str]) -> Iterator[str]:
    """The names below labels of those who wrote that stand alone."""
    label, names = pattern_table("bylines")["label-alone"], pattern_table("bylines")["names"]
    for line, below in pairwise(lines):
        told = len(below) <= SHORT and not _LABEL.search(below) and label.search(fold(line[-LONGEST:]))
        name = people(below) if told else ""
        if name and (name.isascii() or names.fullmatch(fold(name))):
            yield name


def _alone(page: Page, below: list[str], kept: list[int]) -> Iterator[str]:
    """Names that stand alone or right behind a day."""

    def recurs(name: str) -> bool:
        """Whether the page names an account again, below the headline only."""
        whole_name = re.compile(rf"(?<![\u3400-\u9fff]){re.escape(name)}(?![\u3400-\u9fff])")  # no word of a title
        own = [i for i in range(len(page)) if name in page.text(i) and whole_name.search(page.text(i))]
        return len(own) > 1 and all(i >= kept[0] - _ABOVE for i in own) and any(i > kept[-1] for i in own)

    yield signed(below, recurs)
    yield from filter(None, map(glued, below[:_PARAGRAPHS]))
    yield from (people(line) for line, said in pairwise(below[:_PARAGRAPHS]) if fold(said) == "收录于")
    yield from (people(line) for said, line in pairwise(below[:_PARAGRAPHS]) if fold(said) in ("original", "原创"))
