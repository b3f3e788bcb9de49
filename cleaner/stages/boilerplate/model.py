"""The line model at work: which lines of a page are its article, where the model may say so."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np

from cleaner.doc import Doc
from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.asides import asides
from cleaner.stages.boilerplate.beside import fields, teasers
from cleaner.stages.boilerplate.cited_lists import cited_lists
from cleaner.stages.boilerplate.containers import CONTROLS, holders
from cleaner.stages.boilerplate.entries import are_whole, entry_lines
from cleaner.stages.boilerplate.foreign import (
    adverts,
    buttons,
    copied_code,
    copies,
    ends_in_headings,
    labelled,
    offers,
    other_articles,
    pointers,
)
from cleaner.stages.boilerplate.forum import is_forum, is_row_of_posts, reads_as_thread
from cleaner.stages.boilerplate.going_on import going_on
from cleaner.stages.boilerplate.held import Choice, Told, bar, held_features
from cleaner.stages.boilerplate.inside import completed, line_numbers, numbers_between
from cleaner.stages.boilerplate.link_targets import cited, contents
from cleaner.stages.boilerplate.listing import (
    SAME_LINE,
    footer_alone,
    lists_threads,
    refuses,
    says_list,
    says_little,
    without_article,
)
from cleaner.stages.boilerplate.markup_features import View, view_of
from cleaner.stages.boilerplate.near_copies import near_copies
from cleaner.stages.boilerplate.own_block import (
    above_comments,
    below_byline,
    dated_block,
    in_place,
    own_block,
    short_post,
    stated,
)
from cleaner.stages.boilerplate.page import Counts, Flags, Page
from cleaner.stages.boilerplate.parts import equal_parts
from cleaner.stages.boilerplate.post_body import post_body
from cleaner.stages.boilerplate.quotes import quotes
from cleaner.stages.boilerplate.regions import by_worth, grown, recall, region_features, regions_of, worth
from cleaner.stages.boilerplate.threads import boxes_of, of_kind, thread_features
from cleaner.stages.boilerplate.whole import Chosen, whole
from cleaner.stages.boilerplate.words import words
from cleaner.stages.markup.pagemap import LineFeatures, PageMap
from cleaner.trees import Column, Forest, Table, read

# A page shows that it has a frame by links, by lines of the frame, or by its elements.
LEAST_LINKS = 0.04
# Inside the region of the article, a line goes only if the model is rather sure.
LEAST_LOGIT = -1.0
LEAST_DOUBTED, LEAST_KEPT = -2.0, 0.3  # the same where less than this share of its words would stay
ALIKE = 1.0  # below the logits of the best tenth of such lines: all that the model doubts as much
# The posts of a thread are all over the page, so there lines are judged without a region.
LEAST_POST = -1.5
_NO_POSTS = (
    "form", "modal", "login", "nav", "nav-tag", "footer", "footer-tag", "related", "crumb", "rank", "ad", "signature",
    "sidebar",
)  # fmt: skip
LEAST_FOOTER = -1.0  # logit of a page that holds no article, where what would stay stands in its footer
LONGEST_RE = 6  # characters before the title of a thread above a reply: ``回复：``
MOST_SIGNED = 0.6  # of the words of posts that are signatures
MOST_BESIDE = 0.2  # of the words of posts; where more stand under such a name, it says nothing
MOST_TRIED, SAME_TITLE = 4, 0.5  # candidates for the region; likeness to the page's title of a line that says it
_ABOVE_TITLE = 3  # lines above the title of a thread, and below the question, that may say who asked
NEVER = np.float32(-9)
# Longer texts are books or lists, and the model has seen none of them.
MOST_LINES = 20_000
# Han characters that a region must hold to be an article.
LEAST = 12


class Asked(NamedTuple):
    """What is known of a page beside its text. title: as its metadata say.  url: its address.

    kind: as in ``Config.page``.  Of a ``forum`` posts and replies are wanted, and the title, which often is the
    question; on ``auto`` the page itself tells, and may hold no article, either.  dated: its metadata say when it was
    published.  posts: a template says that what it keeps is posts.  bylined: below the headline stands a byline.
    """

    title: str | None = None
    url: str | None = None
    kind: str = "article"
    dated: bool = False
    posts: bool = False
    bylined: bool = False


class Look(NamedTuple):
    """What the models make of a page. forum: it is a thread.  chosen: what they keep of it.

    keep: the same without what other parts of the markup say is none of the article.
    """

    forum: bool
    chosen: Choice
    keep: Flags

    def row(self, view: View, pagemap: PageMap, asked: Asked) -> Table:
        """What there is to judge whether the page holds an article."""
        told = Told(asked.url, asked.title or "", asked.dated, self.forum)
        return held_features(view, pagemap, self.chosen._replace(keep=self.keep), told)


def article(page: Page, doc: Doc, pagemap: PageMap, asked: Asked) -> Flags | None:
    """The lines of the article on a page with markup; ``None`` where nothing says that the page has a frame.

    No line where the page holds no article. Tells ``page`` which line is a headline outside the article.
    """
    if len(page) > MOST_LINES:
        return None
    view = view_of(page, doc, pagemap, asked.title)
    rows = view.rows
    view.forget_source_code()
    given: Flags = rows.keep > 0.5
    known = bool(given.any())
    if not (known or asked.bylined or _framed(page, rows)):
        return None
    look = look_at(view, (doc, pagemap), asked, given if known else None)
    forum, keep = look.forum, look.keep
    page.has_posts = forum
    body = np.zeros(len(page), np.bool_) if forum or known else post_body(view, pagemap)
    page.listed = known and bool(page.han[keep].sum() >= LEAST)  # a template names the body, be it short lines
    if asked.kind == "auto" and not known:
        own = np.zeros(len(page), np.bool_) if forum else own_block(view, asked.title or "")
        page.listed |= bool(own.any()) and not says_list(pagemap, asked.url)
        block = np.zeros(len(page), np.bool_) if forum else _dated(view, pagemap, asked)
        keep, told = in_place(view, keep, block, asked.title or "")
        page.listed |= told
        short = not forum and (told or below_byline(view, keep, asked.title or ""))
        none = _reads_as_none(view, pagemap, asked, look) and not (short or stated(view, pagemap, keep))
        posts = are_whole(view, (doc, pagemap))
        if not (body.any() or posts) and (_lists(view, pagemap, asked, look, short) or (none and not page.listed)):
            return np.zeros(len(page), np.bool_)
        keep |= own & none & page.listed
        page.listed |= bool(body.any()) or posts
    if not (known or forum):
        keep, gone = _completed(view, (doc, pagemap), asked, look, keep)
        keep |= body & ~gone
        keep |= numbers_between(view, keep)
        keep &= ~fields(view, (doc, pagemap), keep)
    keep |= entry_lines(view, (doc, pagemap), keep, None if known or forum else look.chosen.logits)
    if (
        page.han[keep].sum() < LEAST
        and not body.any()
        and page.han.sum() > page.han[keep].sum()
        and not (known and asked.posts)
    ):
        keep = short_post(view, asked.title or "")
        if forum or not keep.any():
            return None
    page.numbers = line_numbers(view)
    keep &= ~page.numbers
    keep &= ~ends_in_headings(rows, keep)
    headline = _title(view.likeness, keep)
    if forum and not known and keep.any():
        page.above_posts = who_asked(page, keep, headline)
    return _headlined(view, keep, headline, asked, forum) if headline >= 0 else keep


def _completed(view: View, origin: tuple[Doc, PageMap], asked: Asked, look: Look, keep: Flags) -> tuple[Flags, Flags]:
    """``keep`` of a page without a template, with what belongs to it elsewhere, and what only stands beside it."""
    keep |= going_on(view, origin[1], keep, look.chosen.logits)
    others = teasers(view, origin, keep, asked.url)
    keep, gone = keep & ~others, (look.chosen.keep & ~look.keep) | others
    keep |= cited_lists(view, origin, keep, gone, asked.url)
    parts, copied = equal_parts(view, origin[1], keep, gone)
    keep, gone = keep | parts, gone | copied
    keep |= whole(view, origin, Chosen(keep, gone, look.chosen.logits, _title(view.likeness, keep), asked.url))
    return keep, gone


def _headlined(view: View, keep: Flags, headline: int, asked: Asked, forum: bool) -> Flags:
    """``keep`` with the headline; tells the page where it stands outside the article."""
    page, rows = view.page, view.rows
    apart = not forum and holders(rows)[headline] != _holder(page, rows, keep)
    apart |= _labelled(page.folded[headline], asked.title or "")
    halves = _halves(view, headline, asked.title or "")
    page.headline = headline if apart and not halves else -1
    keep[headline] = True
    keep[halves] = not apart
    return keep


def look_at(view: View, origin: tuple[Doc, PageMap], asked: Asked, given: Flags | None = None) -> Look:
    """What the models keep of a page; ``given``: the lines of the article, where a template knows them."""
    page, rows, pagemap = view.page, view.rows, origin[1]
    auto, known = asked.kind == "auto", given is not None
    forum = is_forum(pagemap, asked.url) if auto else asked.kind == "forum"
    forum = forum or (known and asked.posts)
    if given is not None:
        chosen = Choice(given, rows.keep.astype(np.float32), 1.0)
    else:
        forum = forum or (auto and (is_row_of_posts(view, pagemap) or reads_as_thread(view, pagemap, asked.url)))
        chosen = _posts(view, pagemap) if forum else _chosen(view, origin, asked.url)
    copied = copies(page, boxes_of(view, pagemap).kind if forum else rows.path, chosen.keep)
    keep = chosen.keep & ~copied
    if not (known or forum):
        keep &= ~near_copies(view, origin, chosen.keep, copied)
        keep = above_comments(view, keep, asked.title or "")
        keep &= ~asides(view, origin, keep, asked.url)
    if forum:
        keep &= ~quotes(page, rows, keep, pagemap)
    for foreign in (copied_code, other_articles, pointers, adverts, buttons):
        keep &= ~foreign(page, rows, keep)
    keep &= ~offers(page, rows, keep, forum)
    for foreign_by_source in (labelled, contents):
        keep &= ~foreign_by_source(page, rows, keep, origin)
    return Look(forum, chosen, keep)


def _dated(view: View, pagemap: PageMap, asked: Asked) -> Flags:
    """What stands below the headline and its day; no line where the page says itself that it lists others."""
    listed = says_list(pagemap, asked.url) or refuses(asked.title or "")
    return np.zeros(len(view.page), np.bool_) if listed else dated_block(view, asked.title or "")


def _lists(view: View, pagemap: PageMap, asked: Asked, look: Look, short: bool) -> bool:
    """Whether the page lists others, refuses to show something, or speaks but of itself; no ``short`` article does."""
    if lists_threads(pagemap):
        return True
    if not look.forum and without_article(view, pagemap, look.chosen.keep, asked.url, asked.title or ""):
        return True
    return not (look.forum or short) and says_little(view, look.keep, asked.title or "")


def _reads_as_none(view: View, pagemap: PageMap, asked: Asked, look: Look) -> bool:
    """Whether what would stay of the page reads like neither a thread nor an article."""
    framed = not look.forum and footer_alone(view, look.keep, asked.title or "")
    least = LEAST_FOOTER if framed else bar(view, look.keep)
    return bool(np.isfinite(least) and forest("none").logits(look.row(view, pagemap, asked))[0] > least)


def who_asked(page: Page, keep: Flags, headline: int) -> list[int]:
    """The lines around the title of a thread that may say who asked, and those below the question that do."""
    first = headline + 1 + int(np.argmax(keep[headline + 1 :]))
    gone = np.flatnonzero(~keep[first:])
    past = first + int(gone[0]) if len(gone) else len(keep)
    known = words("forum")["asked"]
    below = range(past, min(past + _ABOVE_TITLE, len(keep)))
    asked = [line for line in below if any(map(page.folded[line].__contains__, known))]
    return [line for line in range(max(0, headline - _ABOVE_TITLE), first) if line != headline] + asked


def _holder(page: Page, rows: LineFeatures, keep: Flags) -> int:
    """The element that most of the article's words stand in."""
    return int(np.argmax(np.bincount(holders(rows)[keep] + 1, page.han[keep] + 1))) - 1


def _posts(view: View, pagemap: PageMap) -> Choice:
    """The lines of a thread's posts; source code beside their paragraphs is theirs too."""
    boxes = boxes_of(view, pagemap)
    logits = forest("forum").logits(thread_features(view, pagemap))
    posts: Flags = (logits + of_kind(boxes, logits) > 2 * LEAST_POST) & ~_never(view)
    posts &= ~_beside(view, posts)
    posts &= ~_titles_again(view)
    rows, source = view.rows, view.rows.has("pre")
    around = holders(rows)[posts & ~source]
    posts |= source & (np.isin(rows.parent, around) | np.isin(rows.grandparent, around))
    return Choice(posts, logits, 0.0)


def _titles_again(view: View) -> Flags:
    """Lines that say the thread's title (``Re: …``) once more: programs write it above each post."""
    said: Flags = view.likeness > SAME_LINE
    first = int(np.argmax(said))
    name = view.page.folded[first]
    if said[first]:
        again = (text.endswith(name) and len(text) <= len(name) + LONGEST_RE for text in view.page.folded)
        said |= np.fromiter(again, np.bool_, len(said))
    said[first] = False
    return said


def _beside(view: View, posts: Flags) -> Flags:
    """Lines under elements named like parts of a page's frame, where few of the posts' words stand under such.

    A paragraph in the head of a page is the question.
    """
    out = np.zeros(len(posts), np.bool_)
    words = view.page.han * posts
    asks = view.page.paragraph & (view.rows.links == 0)
    for name in _NO_POSTS:
        found = view.rows.has(name) & ~(asks & (name == "nav"))
        most = MOST_SIGNED if name == "signature" else MOST_BESIDE
        if words[found].sum() <= most * words.sum():
            out |= found
    return out


def _chosen(view: View, origin: tuple[Doc, PageMap], url: str | None) -> Choice:
    """The lines of the best region that the line model does not drop. url: the address of the page."""
    logits = logits_of(view, forest("html"))
    regions = worth(view, regions_of(view, origin[1]))
    table = region_features(view, regions, logits)
    held = recall(view, regions, logits)
    values = forest("region").logits(table)
    order = by_worth(regions, values, held, table["model-precision"])
    titles = view.table["like-title"] * view.table["whole-title"] > SAME_TITLE
    words = (view.page.han + view.page.latin // 3) * ~titles
    first: Flags | None = None
    for best in order[:MOST_TRIED].tolist():  # what holds nothing but the title is no article
        start, end = grown(view, logits, int(regions.starts[best]), int(regions.ends[best]))
        keep = completed(view, _by_line(view, logits, words, start, end), logits, start, end)
        if words[keep].sum() >= LEAST:
            return Choice(keep | cited(view, keep, logits, origin, url), logits, float(values[best]))
        first = keep if first is None else first
    return Choice(np.zeros(len(view.page), np.bool_) if first is None else first, logits, 0.0)


def _by_line(view: View, logits: Column, words: Counts, start: int, end: int) -> Flags:
    """The lines of a region that the line model keeps; where those are few of its words, also those that it doubts.

    A dialogue, a poem or a song is short lines that the model has hardly seen; it doubts all of them alike.
    """
    keep = np.zeros(len(view.page), np.bool_)
    keep[start:end] = logits[start:end] > LEAST_LOGIT
    own = np.zeros(len(view.page), np.bool_)
    own[start:end] = ((view.rows.links * 2 < view.rows.chars) & ~view.page.fired)[start:end]
    if words[keep & own].sum() < LEAST_KEPT * words[own].sum():
        keep |= own & (logits > LEAST_DOUBTED)
        alike = own & (logits > np.quantile(logits[own], 0.9) - ALIKE)
        if words[keep & own].sum() < LEAST_KEPT * words[own].sum() <= words[alike].sum():
            keep |= alike
    return keep


def logits_of(view: View, lines: Forest) -> Column:
    """What the line model says of each line; lines of controls, and those that a template drops, are none of it."""
    return np.where(_never(view), NEVER, lines.logits(view.table))


def _never(view: View) -> Flags:
    never: Flags = CONTROLS.take(view.rows.tag) | (view.rows.drop > 0.5)
    return never


@cache
def forest(name: str) -> Forest:
    """The trees for lines of articles (``html``) or threads (``forum``), a ``region``, or pages that hold ``none``."""
    with as_file(files("cleaner.data").joinpath("models/boilerplate.npz")) as path, np.load(path) as arrays:
        return read(arrays, name + ".")


def _framed(page: Page, rows: LineFeatures) -> bool:
    links = float(rows.links.sum()) / max(float(rows.chars.sum()), 1.0)
    frame = rows.has("nav") | rows.has("footer") | rows.has("nav-tag") | rows.has("footer-tag") | rows.has("related")
    frame |= buttons(page, rows, np.ones(len(page), np.bool_))
    return len(page) > 2 and (links > LEAST_LINKS or bool(page.sure) or bool(page.heads) or bool(frame.any()))


def _labelled(line: str, title: str) -> bool:
    """Whether a folded line is the field of a post with its name (``标题 [心得] …``), which ``title`` is without."""
    known = pattern_table("forms")["board.title"]
    return bool(known.match(line)) and not known.match(fold(title))


def _halves(view: View, headline: int, title: str) -> list[int]:
    """The two lines of a headline that is broken in its element, each of which says one part of the page's title."""
    rows, known = view.rows, fold(title)
    near = range(max(0, headline - 1), min(len(view.page), headline + 2))
    mine = [line for line in near if rows.block[line] == rows.block[headline] >= 0]
    return mine if len(mine) == 2 and all(view.page.folded[line] in known for line in mine) else []


def _title(likeness: Column, keep: Flags) -> int:
    """The line that says the page's title, if it stands above the article, or −1."""
    above = likeness[: int(np.argmax(keep)) + 1][::-1]
    return len(above) - 1 - int(np.argmax(above)) if len(above) and above.max() > SAME_TITLE else -1
