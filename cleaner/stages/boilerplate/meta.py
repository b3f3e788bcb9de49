"""Metadata from lines: author, time and source of an article; the title where a post or a song says it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.page import STAMP, Page, timed
from cleaner.stages.boilerplate.words import words
from cleaner.stages.markup.byline import author_of, is_said, people, source_of
from cleaner.stages.markup.moment import moment, zoned
from cleaner.stages.markup.names import bare_name

_BESIDE = re.compile(r" {0,3}(?:[·|｜]|(?=(?:提问|提問|发表|發表|发布|發布)[于於])) {0,3}")
_NO_NAME = re.compile(r"[。,!?:;/…>]|\A\d+\Z")
_LONGEST_HEAD, _LONGEST_NAME, _LONGEST_NAMES = 80, 16, 40  # characters
_POST_HEAD = 6  # lines
_BRACKETS = ("【", "[")
_COLONS, _COMMAS = (":", "："), (",", "，")
_LONGEST_LABEL, _LONGEST_ACCOUNT, _LONGEST_PERSON = 12, 24, 4  # characters
_ORIGINAL = frozenset(("original", "原创"))
_DATED = re.compile(r"\d\d|[发發][表布佈][于於在]")
_ISSUED = re.compile("出版 ?[:：] ?(?=[12])")  # papers of Hong Kong, above the row that says when they changed the page
_CARD = re.compile(r"(.{1,30}) incentive-icons")


def when(text: str) -> str | None:
    """The first date in ``text`` as ISO 8601, with the time of day and its zone if it is there."""
    found = moment(fold(text))
    return zoned(found) if found else None


def from_byline(texts: Iterable[str], below: Collection[str] = ()) -> dict[str, str]:
    """``author``, ``source`` and ``published`` from lines of a byline; the first value of each stays.

    below: those of the lines that stand below the article. A day there may be that of another article, so it counts
    only in a line that says what it is the day of.
    """
    found: dict[str, str] = {}
    known = pattern_table("pages")
    for text in (each[:400] for each in texts):
        for name in ("source", "author"):
            value = _value(text, said) if (said := known[f"said-{name}"].search(text)) else ""
            value = "" if _DATED.match(value) and when(value) else value  # the label stands before a day
            value = "" if name == "author" and value and is_said("", fold(value)) else value
            if name == "author" and len(value) > _LONGEST_PERSON and (person := bare_name(author_of(text))):
                value = person  # behind the office where they work
            if (
                name == "author" and said and text[said.end(1) : said.end(1) + 1] in _COMMAS
            ):  # words to be found by, or names
                value = author_of(text)
            found |= {name: value} if value and name not in found else {}
        if "author" not in found and (reporters := known["said-reporters"].search(text)):
            found |= {"author": names} if (names := people(reporters[1])) else {}
        if (moment := when(text)) and (text not in below or known["day-of"].search(fold(text))):
            found.setdefault("published", moment)
    return found


def issued(texts: Iterable[str]) -> dict[str, str]:
    """``published`` as the row says that names the day of issue; pages print that of the last change below it."""
    rows = (text for text in texts if _ISSUED.match(text))
    return {"published": day} if (row := next(rows, "")) and (day := when(row)) else {}


def of_issue(texts: Iterable[str]) -> dict[str, str]:
    """``published`` as a newspaper says it between the number of the page and the headline: the day of issue."""
    known, numbered = pattern_table("pages"), False
    for text in texts:
        folded = fold(text.strip()) if len(text) <= _LONGEST_HEAD else ""
        numbered = numbered or known["page-of-paper"].search(folded) is not None
        if numbered and known["day-of-issue"].fullmatch(folded) and (day := when(folded)):
            return {"published": day}
    return {}


def paired(texts: Iterable[str]) -> Iterator[str]:
    """Labels, each with the value that stands alone on the line below it (``来源：``, ``磨坊日报``)."""
    stripped = (text.strip() for text in texts)
    for label, value in pairwise(text for text in stripped if text):
        if label[-1] in _COLONS and len(label) <= _LONGEST_LABEL and value[-1] not in _COLONS:
            yield label + value


def from_account(texts: Iterable[str]) -> dict[str, str]:
    """``author`` and ``source`` where an account says ``原创``, who wrote, its name, and the day or its card."""
    lines = [text.strip() for text in texts if text.strip()]
    for said, who, account, below in zip(lines, lines[1:], lines[2:], lines[3:], strict=False):
        if len(said) > _LONGEST_LABEL or fold(said) not in _ORIGINAL:
            continue
        sure = when(below) or below == account  # its card says the name again
        if sure and max(len(who), len(account)) <= _LONGEST_ACCOUNT:
            return {"author": name, "source": account} if (name := people(who)) else {}
    return {}


def _value(text: str, said: re.Match[str]) -> str:
    """The value of a label, without the next label where that follows at once (``作者：来源：磨坊日报``)."""
    value = said[1].strip()
    if text[said.end(1) :].lstrip()[:1] in ("：", ":"):
        value = (
            value[: len(value) - len(label[0])]
            if (label := pattern_table("pages")["next-label"].search(fold(value)))
            else ""
        )
    return value.strip()


def from_head(page: Page) -> dict[str, str]:
    """``author`` of a thread: the name before a time (``王小二 · 3 天前``) near the title."""
    known = words("thread")
    others = (*known["button"], *known["card"], *known["turn"])
    for line in page.above_posts:
        stamped = timed(page.folded[line], _LONGEST_HEAD)
        name, sign, _ = (part.strip() for part in _BESIDE.sub("|", page.text(line), count=1).partition("|"))
        if not (stamped and sign):  # a name alone above a time may be that of a board
            continue
        folded = fold(name)
        if 2 <= len(name) <= _LONGEST_NAME and not STAMP.search(folded) and not any(map(folded.__contains__, others)):
            return {"author": name} if people(name) and not _NO_NAME.search(folded) else {}
    return {}


def from_credits(texts: Iterable[str]) -> dict[str, str]:
    """``author`` from a line of credits (``撰文 | 张某``) that stays in the text."""
    for text in texts:
        found = pattern_table("pages")["credit"].fullmatch(text) if len(text) <= 60 else None
        if found and not is_said(text[: found.start(1)], fold(text[found.start(1) :])):
            return {"author": name} if (name := author_of(text) or found[1].strip()) else {}
    return {}


def from_names(above: Iterable[str], first: str, last: Iterable[str]) -> dict[str, str]:
    """``author`` as a text without a byline names one.

    above: the lines between headline and text (``文/张某``). first: the first paragraph, which may begin with the wire
    (``某社某地9日电（记者张某）``). last: the last lines (``（记者 张某）``).
    """
    begin = first[:_LONGEST_NAMES]
    wire = [begin] if pattern_table("pages")["wire"].match(fold(begin)) else []
    lines = [*(text for text in above if len(text) <= _LONGEST_NAMES), *wire]
    named = [*map(author_of, lines), *(author_of(text) for text in last if len(text) <= _LONGEST_NAMES)]
    return {"author": author} if (author := next(filter(None, named), "")) else {}


def from_post(texts: Sequence[str]) -> dict[str, str]:
    """``title``, ``author``, ``published`` and ``source`` from the head of a bulletin board's post."""
    head = texts[:_POST_HEAD]
    if not any(":" in text for text in head):  # none of them holds a time of day
        return {}
    found = _said("post", head)
    published = moment(fold(found.pop("published", "")))
    if not (published and {"title", "author"} <= found.keys()):
        return {}
    return found | {"published": zoned(published)}


def from_board_row(texts: Iterable[str]) -> dict[str, str]:
    """``author`` and ``published`` from the row of a mirror of a bulletin board."""
    for text in texts:
        if (found := pattern_table("pages")["board-row"].fullmatch(text.strip())) and (day := moment(found[2])):
            return {"author": found[1].strip(), "published": zoned(day)}
    return {}


def from_song(texts: Sequence[str]) -> dict[str, str]:
    """``title`` and ``author`` from the tags of a song with times."""
    return _said("song", texts) | _said("song", texts[::-1])


def from_brackets(texts: Sequence[str]) -> dict[str, str]:
    """``title`` and ``author`` from the fields between brackets at the head of a novel (``【书名】石匠的女儿``)."""
    texts = [text for text in texts if text.lstrip()[:1] in _BRACKETS]
    return _said("bracketed", texts) | _said("bracketed", texts[::-1])


def _said(group: str, texts: Sequence[str]) -> dict[str, str]:
    """What lines of ``texts``, one below the other, say that the patterns of a group know in this order.

    The keys are the second parts of the patterns' ids.
    """
    out: dict[str, str] = {}
    if not texts:
        return out
    at = 0
    texts = [text.strip() for text in texts]
    for name, pattern in _named(group):
        found = ((line, pattern.fullmatch(texts[line])) for line in range(at, len(texts)))
        at, value = next(((line, match) for line, match in found if match), (at, None))
        out |= {name: value[1].strip()} if value else {}
    return out


@cache
def _named(group: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns of a group, each with the second part of its id."""
    ids = ((entry.id.partition("."), entry.pattern) for entry in pattern_table("pages").entries)
    return tuple((name, pattern) for (kind, _, name), pattern in ids if kind == group)


def from_stamps(texts: Iterable[str]) -> dict[str, str]:
    """``published``, ``author`` and ``source`` from the first line that is but a day, or says of whom it is the day.

    texts: the lines around the headline of a flattened page.
    """
    known = pattern_table("pages")
    for text in texts:
        folded = fold(text.strip()) if len(text) <= _LONGEST_HEAD else ""
        said = known["stamped.who"].fullmatch(folded)
        source = source_of(text) if folded and not said else ""
        told = said or source or known["stamped.day"].fullmatch(folded) or known["stamped.label"].search(folded)
        if not told or (day := when(text)) is None:
            continue
        found = {"author": people(text.strip()[slice(*said.span(1))]) if said else "", "source": source}
        return {"published": day} | {name: value for name, value in found.items() if value}
    return {}


def from_card(texts: Iterable[str]) -> dict[str, str]:
    """``source`` from the account card under an article on a platform."""
    for text in texts:
        if len(text) <= 60 and (found := _CARD.fullmatch(text)):
            return {"source": found[1].strip()}
    return {}
