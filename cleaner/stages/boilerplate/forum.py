"""Whether a page is a thread of a forum: several people's posts, which all stay, instead of one article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import numpy as np

from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.answers import timed_lines
from cleaner.stages.boilerplate.flat_features import flat_features
from cleaner.stages.boilerplate.flat_kind import thread_words
from cleaner.stages.boilerplate.flat_models import forest, kind_of
from cleaner.stages.boilerplate.markup_features import View
from cleaner.stages.boilerplate.page import Flags
from cleaner.stages.boilerplate.threads import boxes_of, thread_features
from cleaner.stages.boilerplate.words import words
from cleaner.stages.markup.pagemap import PageMap

_WORD = re.compile(r"[a-z]+")
_DIGITS = "0123456789"
MOST_ELEMENTS = 3000
_LEAST_POSTS = 2
# So many elements must be named like replies, like the thread and like its members: where the address names a forum,
# where it may, and where it says nothing.
_NAMED = {"reply": 3, "topic": 0, "user": 2}
_HINTED = {"reply": 3, "topic": 2, "user": 2}
_UNKNOWN = {"reply": 20, "topic": 4, "user": 10}
# The same for a page that is mostly boxes in a row, each with a time; how many boxes, and which share of its words.
_BOXED = {"reply": 30, "topic": 0, "user": 2}
_LEAST_BOXES, _LEAST_SHARE = 3, 0.4


# So many lines must hold words of threads for the page to be read; what the model of its text must say, less where the
# address speaks of a forum or may.
_LEAST_WORDS = 4
_READ, _READ_HINTED = 1.2, 0.4


# Kinds of lines that only pages of questions and threads have; their characters at the most.
_LEAST_ANSWERS, _LONGEST_ANSWER = 2, 40
# A row that holds all posts of a page: which shares of its boxes have a time, and buttons or a number, and how few may
# be headed by a link; its share of the page's words, and the words of a sentence that may stand outside of it.
_LEAST_TIMED, _LEAST_USED, _MOST_LED, _LEAST_HELD, _MOST_OUTSIDE = 0.9, 0.8, 0.3, 0.5, 40
# So many lines offer to show the posts of one alone.
_LEAST_ONLY = 2


def is_forum(pagemap: PageMap, url: str | None) -> bool:
    """Whether a forum's program made the page, its record says so, or its address and names speak of a forum.

    Those must speak of replies, a thread and its members: pages of news have comments too, and there the article alone
    is wanted.
    """
    if _made_by_program(pagemap) or _recorded(pagemap):
        return True
    named, hinted = _address_says(pagemap, url)
    return _speaks(pagemap, _NAMED if named else _HINTED if hinted else _UNKNOWN)


def _address_says(pagemap: PageMap, url: str | None) -> tuple[bool, bool]:
    """Whether the address names a forum, and whether it may."""
    said = {word for address in _addresses(pagemap, url) for word in _WORD.findall(address)}
    known = words("forum")
    named = not said.isdisjoint(known["address"]) or any("bbs" in word or "forum" in word for word in said)
    return named, not said.isdisjoint(known["hint"])


def is_row_of_posts(view: View, pagemap: PageMap) -> bool:
    """Whether the page is mostly posts: boxes in a row with a time each, and names that speak of replies."""
    if not _speaks(pagemap, _BOXED):
        return False
    boxes = boxes_of(view, pagemap)
    table = thread_features(view, pagemap)
    posts = (table["row-timed"] > 0.7) & (table["row-most"] > 0.99) & (table["row-kind"] > 0.6)
    posts &= table["link-share"] < 0.5
    han = view.page.han * (table["link-share"] <= 0.5)
    return len(set(boxes.box[posts].tolist())) >= _LEAST_BOXES and bool(
        han[posts].sum() >= _LEAST_SHARE * max(han.sum(), 1)
    )


def reads_as_thread(view: View, pagemap: PageMap, url: str | None) -> bool:
    """Whether the page's text is that of a thread, whatever its elements are called.

    A page of questions says so, and so do boxes in a row that hold all that the page says; else the model of flattened
    pages decides.
    """
    page, known = view.page, pattern_table("pages")
    signs = known.signs("answers") | known.signs("thread.only")
    short = [text for text in page.folded if len(text) <= _LONGEST_ANSWER and not signs.isdisjoint(text)]
    answers = sum(any(map(kind.fullmatch, short)) for kind in known.group("answers"))
    if answers >= _LEAST_ANSWERS or len(list(filter(known["thread.only"].fullmatch, short))) >= _LEAST_ONLY:
        return True
    found = thread_words(page)
    if sum(int((found[name]).sum()) for name in found) < _LEAST_WORDS:
        return False
    if any(_holds_all(view, pagemap, found[used]) for used in ("button", "floor")):
        return True
    table = flat_features(page)
    kind = kind_of(page, table, forest("line").logits(table))
    return kind.thread > (_READ_HINTED if any(_address_says(pagemap, url)) else _READ)


def _holds_all(view: View, pagemap: PageMap, used: Flags) -> bool:
    """Whether boxes in a row, each with a time and a line of ``used``, hold all that the page says.

    An article and the comments on it stand in boxes of other kinds, and each box of a list is headed by a link.
    """
    if np.count_nonzero(used) < _LEAST_BOXES:
        return False
    boxes, page = boxes_of(view, pagemap), view.page
    linked = view.rows.link_share > 0.5
    said = page.han * ~linked
    times = timed_lines(page)
    for row in np.unique(boxes.row[used & (boxes.row >= 0)]).tolist():
        inside = boxes.row == row
        number = np.unique(boxes.box[inside], return_inverse=True)[1]
        many = int(number.max()) + 1
        shares = [
            np.count_nonzero(np.bincount(number, flags[inside], many)) / many
            for flags in (times, used, linked & (view.prose > 0))
        ]
        if many < _LEAST_BOXES or shares[0] < _LEAST_TIMED or shares[1] < _LEAST_USED or shares[2] > _MOST_LED:
            continue
        if said[inside].sum() >= _LEAST_HELD * said.sum() and view.prose[~inside].max(initial=0) <= _MOST_OUTSIDE:
            return True
    return False


def _speaks(pagemap: PageMap, least: dict[str, int]) -> bool:
    classes = " ".join(pagemap.all_classes[:MOST_ELEMENTS]).lower()
    return all(sum(map(classes.count, words("forum")[name])) >= count for name, count in least.items())


def _made_by_program(pagemap: PageMap) -> bool:
    """Whether two elements at least have the name that a forum's program gives to the text of a post."""
    known = words("forum")["program"]
    said = " ".join(set(pagemap.all_classes))
    if not any(name in said for name in known):  # as on most pages
        return False
    times = Counter(pagemap.all_classes)
    posts = (n for classes, n in times.items() for name in classes.split() if name.rstrip(_DIGITS) in known)
    return sum(posts) >= _LEAST_POSTS


def _recorded(pagemap: PageMap) -> bool:
    """Whether the record of the page calls it a thread or a question with answers, or its microdata do.

    Answers that a site gives to its own questions (``FAQPage``) are an article's.
    """
    kinds = words("forum")["record"]
    if any(f'"{kind}"' in record for record in pagemap.records() for kind in kinds):
        return True
    types = pagemap.item_types
    return not types.isdisjoint(kinds) or ({"Question", "Answer"} <= types and "FAQPage" not in types)


def _addresses(pagemap: PageMap, url: str | None) -> Iterator[str]:
    """The address of the page, as it was given and as the page gives it."""
    if url:
        yield url.lower().partition("?")[0]
    for address in pagemap.stated_addresses():
        yield address.lower().partition("?")[0]
