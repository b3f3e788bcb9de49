"""What the lines of a page say of it: title, author, time and source, of those that go and of those that stay."""

from __future__ import annotations

import re

from cleaner.pattern_tables import pattern_table
from cleaner.pipeline import Context
from cleaner.stages.boilerplate import books, forms, meta
from cleaner.stages.boilerplate.first_lines import is_part, opened, said_twice, writer_alone
from cleaner.stages.boilerplate.flat_account import account_beside
from cleaner.stages.boilerplate.flat_near import SHORT, beside, better, credited, late_author, late_source
from cleaner.stages.boilerplate.flat_owner import owner, owner_beside
from cleaner.stages.boilerplate.flat_said import said_in_rows
from cleaner.stages.boilerplate.flat_title import headed
from cleaner.stages.boilerplate.head_rows import foot_row, head_row
from cleaner.stages.boilerplate.page import BYLINES, Page
from cleaner.stages.boilerplate.plain_title import BULLETS, declared, title_of
from cleaner.stages.boilerplate.rule_layer import NAME, Removals
from cleaner.stages.markup.byline import author_of

_BOARD_ROW = "boilerplate.board-row"
HEAD_LINES, DECLARED_LINES, ABOVE, BELOW = 12, 40, 4, 4
_ORIGINAL, _FILE = re.compile("原[标標][题題] ?[:：] ?"), re.compile(r"(?i)\.(?:docx?|pptx?|xlsx?|pdf|wps|caj)\Z")
_MARKS = "#【["  # of a heading, and of a field between brackets
_BYLINES = BYLINES | {f"boilerplate.{name}" for name in ("editor", "hands", "clipped-head", "record-item")}


def metadata(page: Page, gone: Removals, kept: list[int], context: Context) -> dict[str, str]:
    """What the lines say; the markup of a page knows better than they, but for a missing title."""
    marked = "markup.map" in context.facts
    if marked and "title" in context.meta:
        row, page.rows = head_row(page, kept, context.meta["title"])
        told = row if "author" in context.meta else meta.from_head(page) | row
        return {name: value for name, value in told.items() if name not in context.meta}
    if not (marked or gone) and (alone := _of_paragraph(page)) is not None:
        return {name: value for name, value in alone.items() if name not in context.meta}
    head = [page.text(i) for i in kept[:HEAD_LINES]]
    if page.form and page.form.own:
        return meta.from_song(head)
    found = title_of([text[:200] for text in head])
    if marked:
        return found
    named_so = meta.from_brackets(head)
    said = declared([page.text(i)[:200] for i in range(min(DECLARED_LINES, len(page)))]) | named_so
    found |= said
    if post := meta.from_post(head):
        return post
    authors = books.authors(page, kept[:HEAD_LINES])
    bylines = sorted([*authors, *(i for i in gone if gone[i].rule in _BYLINES and not _tells_time(page, i, kept))])
    below = {page.text(i)[:400] for i in bylines if kept and i > kept[-1]}
    named = [page.text(i) for i in sorted(gone) if gone[i] == NAME]
    found |= meta.from_card(page.text(i) for i in gone if "incentive-icons" in page.folded[i])
    found |= meta.from_board_row(page.text(i) for i in gone if gone[i].rule == _BOARD_ROW)
    found |= meta.from_credits(head) | named_so
    found |= {"author": named[0], "source": named[0]} if named else {}
    around = [page.text(i) for i in (_around(page, kept) if gone else kept[1:BELOW])]
    told = meta.from_account(around) | meta.from_byline(meta.paired(around)) | meta.from_stamps(around)
    found = told | found | books.title(page, authors) | meta.from_byline(map(page.text, bylines), below)
    found |= meta.issued(around)
    row, page.rows = head_row(page, kept, found.get("title", ""))
    edited, lines = foot_row(page, kept)
    found = edited | row | found
    page.rows += lines
    found = meta.of_issue(page.text(i) for i in range(max(0, kept[0] - HEAD_LINES), kept[0])) | found
    if not page.book:
        found = _titled(page, kept, found, declared="title" in said)
        page.rows += said_in_rows(page, kept, gone, found.get("title", ""))
        own_account, lines = account_beside(page, kept, found.get("title", ""))
        page.rows += lines
        near = beside(page, kept, found.get("title", ""), framed=bool(gone))
        own = owner_beside(page, found.get("title", ""))
        author = credited(page) or own or better(found.get("author", ""), near.get("author", ""))
        if not (author or named):
            found.pop("author", None)  # a name to log in with, or none: 作者：admin
        found = own_account | near | found | ({"author": author} if author else {})
    found |= _late(page, gone, kept, found)
    if page.form is forms.SHEAF:
        found.pop("author", None)
    if "title" in found:
        found["title"] = found["title"].lstrip(f"{BULLETS} \xa0\u3000")
        if gone:
            _unlabelled(page, kept, found)
    return {name: value for name, value in found.items() if name not in context.meta}


def _unlabelled(page: Page, kept: list[int], found: dict[str, str]) -> None:
    """Takes the label of a headline said again (原标题) and the ending of the name of a file off the title.

    Where the page says the headline without the label, too, the line with it goes.
    """
    title = _FILE.sub("", found["title"])
    for line in kept[:HEAD_LINES]:
        said = _ORIGINAL.match(page.text(line))
        if said and any(page.text(i).strip() == page.text(line)[said.end() :].strip() for i in range(line)):
            page.rows.append(line)
    found["title"] = title[said.end() :] if (said := _ORIGINAL.match(title)) else title


def _of_paragraph(page: Page) -> dict[str, str] | None:
    """What a text that is a single paragraph says of its author; ``None`` where there is more to read.

    It has no headline, and nothing stands beside one: what is asked of lines above and below need not be asked.
    """
    if len(page) != 1 or not page.paragraph[0] or page.form or page.book or page.has_posts:
        return None
    text = page.text(0)
    line = " ".join(text.split())
    if len(line) <= SHORT or text[0] in _MARKS or declared([text[:200]]) or books.authors(page, [0]):
        return None
    if opened(page, [0], "")[0] or author_of(line):
        return None
    author = credited(page) or late_author(page, [0], framed=False)
    return {"author": author} if author else {}


def _late(page: Page, gone: Removals, kept: list[int], found: dict[str, str]) -> dict[str, str]:
    """``found`` with the author and the source that other lines name, where no byline does."""
    found = dict(found)
    if "author" not in found and (gone or "title" in found):
        prose = next((at for at, i in enumerate(kept[:HEAD_LINES]) if page.paragraph[i]), 0)
        last = map(page.text, kept[max(prose + 1, len(kept) - 2) :] if gone else ())
        found |= meta.from_names(map(page.text, kept[1:prose]), page.text(kept[prose]) if gone else "", last)
    if (
        "author" not in found
        and not (page.book or page.has_posts)
        and (author := late_author(page, kept, framed=bool(gone)))
    ):
        found["author"] = author
    if "author" not in found and gone and not (page.book or page.has_posts) and (name := owner(page)):
        found["author"] = name
    if "source" not in found and not (page.book or page.has_posts) and (source := late_source(page, kept)):
        found["source"] = source
    return found


def _titled(page: Page, kept: list[int], found: dict[str, str], *, declared: bool) -> dict[str, str]:
    """``found`` with the title that the headline says, if there is one, and what the lines above it tell."""
    found = headed(page, kept, found, declared=declared)
    past = next((i for i in kept if page.paragraph[i]), 0)
    if twice := said_twice(page, past):
        page.rows += [i for i in kept if i < past and page.text(i) == twice["author"]]
        return found | twice
    title = found.get("title", "")
    day, lines = opened(page, kept, title)
    if title == page.text(kept[0]) and (name := writer_alone(page, kept)):
        found, lines = {"author": name} | found, [kept[0]]
        del found["title"]
    elif title == page.text(kept[0]) and is_part(page, title):
        found = {key: value for key, value in found.items() if key != "title"}
    page.rows += lines
    return found | day


def _tells_time(page: Page, line: int, kept: list[int]) -> bool:
    """Whether a line above the article is the clock of the site, which says the day of the week."""
    return line < kept[0] and pattern_table("pages")["weekday"].search(page.folded[line]) is not None


def _around(page: Page, kept: list[int]) -> list[int]:
    """The lines around the headline: a few above it, but for the clock of the site, and those up to the first prose."""
    told = page.paragraph | (page.verse & (page.ends_of_sentences > 0))
    prose = next((i for i in kept[1:] if told[i]), kept[-1])
    around = range(max(0, kept[0] - ABOVE), min(prose, kept[0] + HEAD_LINES))
    return [i for i in around if not _tells_time(page, i, kept)]
