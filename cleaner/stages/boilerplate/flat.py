"""The article of a flattened page: one run of lines, found by models of its lines, of its first and of its last line.

On 182 development pages the best single run of lines has F1 .98 and more against people's gold text: without tags, too,
choosing where the article begins and ends is all of the task, and dropping lines inside it only adds harm. A thread of
a forum is no such run; there a model of posts chooses line by line.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate import flat_models
from cleaner.stages.boilerplate.amid import amid, bars, counted, goes_on
from cleaner.stages.boilerplate.carried_on import carried_on, counted_on
from cleaner.stages.boilerplate.closing import closing
from cleaner.stages.boilerplate.flat_anchored import anchored, past_box
from cleaner.stages.boilerplate.flat_below import further
from cleaner.stages.boilerplate.flat_comments import commented
from cleaner.stages.boilerplate.flat_doubt import outweighing, unmarked
from cleaner.stages.boilerplate.flat_ended import up_to_end
from cleaner.stages.boilerplate.flat_entries import entries
from cleaner.stages.boilerplate.flat_features import flat_features
from cleaner.stages.boilerplate.flat_floors import floors
from cleaner.stages.boilerplate.flat_index import is_front, lists_others, own_lists, says_nothing, with_own_lists
from cleaner.stages.boilerplate.flat_models import Kind, Logits, kind_of, logits_of
from cleaner.stages.boilerplate.flat_period import period_features, period_of, within_posts
from cleaner.stages.boilerplate.flat_post import posted
from cleaner.stages.boilerplate.flat_record import completed, records
from cleaner.stages.boilerplate.flat_run import (
    BETWEEN,
    HEAD_LINES,
    TITLE_ABOVE,
    TITLED,
    apart,
    article_run,
    best_run,
    inside_of,
    title_above,
    told_again,
)
from cleaner.stages.boilerplate.flat_unbroken import unbroken
from cleaner.stages.boilerplate.flat_whole import (
    breadcrumb_above,
    buttons,
    credits_of,
    headed,
    named_in,
    replies,
)
from cleaner.stages.boilerplate.interrupted import interruptions
from cleaner.stages.boilerplate.page import BREADCRUMB, BYLINES, Flags, Page
from cleaner.stages.boilerplate.source_lines import tagged_on
from cleaner.trees import Column, Table

# Longer texts are books or lists, and the models have seen none of them.
MOST_LINES = 20_000
# What goes must show so much of a frame, by so many rules; less where no paragraph goes, or where much goes that is
# nothing like an article's.
LEAST_FRAME, LEAST_BARE_FRAME, LEAST_LONG_FRAME = (6, 3), (3, 2), (2, 1)
LEAST_WHOLE_FRAME = (2, 2), (3, 1)  # in a text as it came
LEAST_LISTED_FRAME = (4, 2)  # of more than what authors write as well, where no sentence stays
_FOOT = 3  # lines at the end of a page in one of which a rule names the foot of a site
# Lines of a frame that authors write as well: who wrote a text, who owns it, whom to call, praise.
_BY_AUTHORS = BYLINES | {
    f"boilerplate.{name}" for name in ("copyright", "disclaimer", "notice", "editor", "looking", "business-call")
}
_BARE_LINES, _BARE_LOGIT = 10, -2.5
_LONG_LINES, _LONG_PARAGRAPHS, _LOW_LOGIT, _LONG_LOGIT = 30, 2, -2.0, -1.8
MOST_OF_ONE = 4
LEAST_KEPT = 20  # Han characters
# What the models of pages say are logarithms of odds, calibrated on unseen pages (tools/boilerplate_kinds.py). A frame
# that stays is no loss, an article that goes is one: so a page holds no article at 55 to 1, more where a headline is
# above the best run; it is no text without a frame at 85 to 1; and a thread at 4 to 3.
_NONE, _HEADLINE, _PAGE, _THREAD = 4.0, 0.7, -4.45, 0.3
_LISTS = 0.0  # at 1 to 1 it holds none where what would stay is a list of others
_SILENT = 2.0  # at 7 to 1 it holds none where what would stay says hardly anything
_FRONT, _HEADING = 0.3, 0.5  # the same where nothing of an article is told; for each unit that is said of a headline
_POST_LOGIT = -1.2
_LEAST_LISTED = 8  # lines of a page that may hold no article: fewer are a note, or a piece of a page
# At 1 to 2 it may be a thread: if the run holds less than this share of what the line model wants, sure posts stay too.
_MAYBE, _MAYBE_HELD, _SURE_POST = -0.7, 0.4, 0.0
_HEAD_ALONE = 0.1  # the same of a run without a paragraph that is no more than a headline and a day
_REPLIES, _NO_REPLY = -2.5, -2.5  # at 1 to 12 there may be replies below, and these are no words of them
_UNTITLED, _LIKELIER = 0.5, 1.5  # a title below this is not sure; how much likelier a line of the article itself is
_BELOW_CRUMB, _HEADLINE_HAN = 2, 4  # lines from a breadcrumb to such a title; ideographs of a headline between the two
_TAKEN = 1.0  # a paragraph above this is one of an article
_MANY = 15  # lines of a page that a single rule may tell, where the models are sure and no paragraph goes
_MOST_PROSE = 60  # Han characters of whole paragraphs on a page that holds no article


def flat_article(page: Page, *, first: bool = True) -> Flags | None:
    """The lines of the article in flattened text, past the lists of other articles that stand amid it.

    first: nothing was taken away so far, so the frame of a page is all there.
    """
    everything = np.ones(len(page), np.bool_)
    if first and not (_tells_page(page) or any(_framed(page, everything, least) for least in LEAST_WHOLE_FRAME)):
        return None
    keep = _article(page, first=first)
    if keep is None or not (lists := amid(page) | counted(page) | bars(page) | interruptions(page)).any():
        return keep
    found, past = _article(page.without(lists)), ~lists
    if found is not None:
        past[~lists] = found
    return past


def _tells_page(page: Page) -> bool:
    """Whether one line alone tells of a site around the text: its foot at the end, or what no author writes."""
    sure = ((i, rule.id) for i, rule in page.sure.items() if not rule.extra.get("inside"))
    return not all(_by_authors(page, i, name) for i, name in sure)


def _by_authors(page: Page, line: int, name: str) -> bool:
    """Whether authors write a line that fires the rule called ``name``, where it stands, as well."""
    return name in BYLINES or (name in _BY_AUTHORS and line < len(page) - _FOOT)


def _article(page: Page, *, first: bool = False) -> Flags | None:
    """The lines of the article in flattened text, from words and places alone; ``None`` where the model may not act.

    It may where the lines that it would take away name a good many parts of a page's frame: then the text is a page.
    first: nothing was taken away so far.
    """
    everything = np.ones(len(page), np.bool_)
    if len(page) > MOST_LINES or not _framed(page, everything, LEAST_LONG_FRAME):
        return None
    table = flat_features(page)
    logits = told_again(page, logits_of(table))
    page.titles = logits.title
    kind = kind_of(page, table, logits.line)
    if kind.thread > _MAYBE and (posts := floors(page)).any():
        return posts | _head(page, logits, posts)
    post, sure = posted(page)
    if sure and _speaks(page, post):
        return post | _head(page, logits, post)
    recorded, between = records(page, logits), anchored(page)
    if not (recorded.headed | between).any() and _holds_none(page, logits, kind):
        return np.zeros(len(page), np.bool_)
    keep = _chosen(page, table, logits, kind)
    if kind.thread < _MAYBE:
        keep = completed(page, keep & ~commented(page, keep), recorded)
        if keep.any() and kind.none < _LISTS + _HEADLINE * _headline(logits, int(np.argmax(keep))):
            keep |= up_to_end(page, keep, logits.line)
    keep |= goes_on(page, keep)
    past = past_box(page)
    keep &= ~past
    listed = not (recorded.headed | between).any()
    if listed and kind.none > _SILENT and _indexes(page, keep):
        return np.zeros(len(page), np.bool_)
    keep = between if between.any() and not (keep & between & page.told).any() else keep
    keep = post if (keep & post).any() and not (keep & ~post & page.paragraph).any() else keep
    framed = _framed(page, ~keep, _asked(page, ~keep, logits.line, kind))
    bare = not framed or page.han[keep].sum() < LEAST_KEPT or _takes_most(page, keep)
    listed = listed and first and kind.thread < _MAYBE and len(page) >= _LEAST_LISTED
    if bare:
        empty = listed and _holds_nothing(page, everything, logits, kind)
        return np.zeros(len(page), np.bool_) if empty else None
    whole = with_own_lists(page, keep | carried_on(page, keep) | counted_on(page, keep))
    whole |= tagged_on(page, whole)
    whole |= closing(page, whole)
    whole |= further(page, whole)
    if not recorded.headed[np.argmax(keep)]:
        whole |= _head(page, logits, keep)
    whole |= headed(page, whole)
    whole |= entries(page, whole)
    if kind.thread < _MAYBE:  # posts end as their writers please
        whole |= unbroken(page, whole)
    others = kind.none > _LISTS and len(page) >= _LEAST_LISTED and lists_others(page, whole)
    if others or (listed and _holds_nothing(page, whole, logits, kind)):
        return np.zeros(len(page), np.bool_)
    return whole & ~buttons(page, whole, logits.line) & ~past


def _speaks(page: Page, post: Flags) -> bool:
    """Whether a post whose ends are sure says no less than the paragraphs above it: below stand comments and others."""
    above = np.arange(len(page)) < np.argmax(post)
    return bool(page.han[post].sum() >= page.han[above & page.paragraph].sum())


def _holds_none(page: Page, logits: Logits, kind: Kind) -> bool:
    """Whether the page holds no article: the model is sure, no headline speaks for one, no whole paragraphs are there.

    Teasers in a list are cut off, or as short as a line.
    """
    if kind.none < _NONE or kind.plain > _PAGE or len(page) < _LEAST_LISTED:
        return False
    first, _ = best_run(logits, inside_of(page, logits))
    if kind.none - _HEADLINE * _headline(logits, first) < _NONE:
        return False
    whole = page.paragraph & ~page.cut_off
    return int(page.han[whole].sum()) < _MOST_PROSE and not own_lists(page).any()


def _indexes(page: Page, keep: Flags) -> bool:
    """Whether hardly anything would stay of a front page, to which no trail leads: no sentences, fields or lists."""
    inner = any(rule.id == BREADCRUMB for rule in page.sure.values())
    if inner or len(page) < _LEAST_LISTED or not _framed(page, np.ones(len(page), np.bool_)):
        return False
    return says_nothing(page, keep)


def _holds_nothing(page: Page, keep: Flags, logits: Logits, kind: Kind) -> bool:
    """Whether a page is likely to hold no article, and the lines to keep say nothing."""
    first = int(np.argmax(keep))
    least = _FRONT + _HEADING * max(_headline(logits, first), float(logits.title[first]))
    if kind.none <= least or not _framed(page, np.ones(len(page), np.bool_), LEAST_LISTED_FRAME):
        return False
    return is_front(page, keep)


def _headline(logits: Logits, first: int) -> float:
    """What is said of the best title right above a run, or 0."""
    return float(logits.title[max(0, first - TITLE_ABOVE) : first].max(initial=0))


def _chosen(page: Page, table: Table, logits: Logits, kind: Kind) -> Flags:
    wanted = page.solid_sizes / (1 + np.exp(-np.clip(logits.line, -30, 30).astype(np.float64)))
    keep = article_run(page, table, logits)
    if not page.paragraph[keep].any() and wanted[keep].sum() < _HEAD_ALONE * wanted.sum():
        below = apart(logits, np.arange(len(page)) <= len(page) - 1 - int(np.argmax(keep[::-1])))
        found = article_run(page, table, below)
        if page.paragraph[found].any() and np.median(logits.line[found]) > 0:
            keep |= found
    first = int(np.argmax(keep))
    title = float(logits.title[max(0, first - TITLE_ABOVE) : first + 1].max(initial=-np.inf))
    keep |= outweighing(page, keep, logits.line, title) | unmarked(page, keep)
    row = replies(page, keep) if _REPLIES < kind.thread < _MAYBE else np.zeros_like(keep)
    if kind.thread < _MAYBE and not row.any():
        return keep
    posts = flat_models.forest("post").logits(table | period_features(page, table, period_of(page)))
    if row.any():
        return (keep | row) & ~(row & (posts < _NO_REPLY))
    if kind.thread > _THREAD:
        return within_posts(page, posts, _POST_LOGIT, keep)
    held = wanted[keep].sum() / max(wanted.sum(), 1e-9)
    return keep | (posts > _SURE_POST) if held < _MAYBE_HELD else keep


def _framed(page: Page, among: Flags, least: tuple[int, int] = LEAST_FRAME) -> bool:
    """Whether the rules find enough of a frame in some lines: two for a line that is sure, one for one that is not.

    A rule counts a few times at most, and several must agree: a hundred numbers in lines of their own are a column of
    numbers, not a frame. What is put between the paragraphs of a text for sure tells of no frame around it.
    """
    long = least == LEAST_LONG_FRAME  # asks for little: what stands between paragraphs as well tells nothing
    surely = [(i, rule) for i, rule in page.sure.items() if among[i] and not rule.extra.get("inside")]
    listed = least == LEAST_LISTED_FRAME
    sure = [rule for i, rule in surely if not (listed and _by_authors(page, i, rule.id))]
    lines = {i for i, _ in surely}  # one that two rules know is one line of a frame
    weak = ((i, rule) for i, rule in page.weak.items() if among[i] and i not in lines)
    telling = [rule for _, rule in weak if not (long and rule.extra.get("inside"))]
    for rule in (rule for i, rule in page.heads.items() if among[i]):  # an author may head a part of the text so, too
        (telling if rule.extra.get("strength") == "weak" else sure).append(rule)
    found, doubtful = (Counter(rule.id for rule in rules) for rules in (sure, telling))
    heavy, light = (sum(min(n, MOST_OF_ONE) for n in counts.values()) for counts in (found, doubtful))
    return 2 * heavy + light >= least[0] and len(found.keys() | doubtful.keys()) >= least[1]


def _takes_most(page: Page, keep: Flags) -> bool:
    """Whether more prose would go than stays, on the word of doubtful rules alone."""
    prose = page.han * page.paragraph
    told = any(not keep[i] for rules in (page.sure, page.heads) for i in rules)
    return bool(prose[~keep].sum() > page.han[keep].sum()) and not told


def _asked(page: Page, among: Flags, line: Column, kind: Kind) -> tuple[int, int]:
    """How much of a frame some lines must show.

    Less where the models are sure of a frame and take no paragraph of an article along, and if the lines are many and
    most of them nothing like an article's.
    """
    some, paragraphs = line[among], int(page.paragraph[among].sum())
    if kind.thread < _MAYBE and not page.told[~among].any():  # a list from end to end
        return LEAST_LISTED_FRAME
    if kind.plain < _PAGE and not (page.paragraph & among & (line > _TAKEN)).any():
        return LEAST_LONG_FRAME if len(page) >= _MANY and not paragraphs else LEAST_BARE_FRAME
    low = int((some < _LOW_LOGIT).sum()) >= _LONG_LINES and float(np.median(some)) < _LONG_LOGIT
    if low and paragraphs <= _LONG_PARAGRAPHS:
        return LEAST_LONG_FRAME
    bare = len(some) >= _BARE_LINES and not paragraphs and float(np.median(some)) < _BARE_LOGIT
    return LEAST_BARE_FRAME if bare else LEAST_FRAME


def _head(page: Page, logits: Logits, keep: Flags) -> Flags:
    """The title above the article, and between the two the credits and what the line model takes for the article.

    The heading of a chapter right above it stays in any case.
    """
    out = np.zeros(len(keep), np.bool_)
    first = int(np.argmax(keep))
    crumb = breadcrumb_above(page, first)
    title = _title(page, logits, keep, crumb)
    if title >= 0:
        told = credits_of(page)[title:first] | (logits.line[title:first] > BETWEEN)
        if logits.title[title] >= TITLED:  # said twice: the likeliest other title is one above or below it
            second = logits.title[title + 1 : first]
            told[1:] |= (second > 0) & (second == second.max(initial=0))
        out[title:first] = ~page.fired[title:first] & told
        out[title] = True
        if logits.title[title] < _UNTITLED and 0 <= crumb < title <= crumb + _BELOW_CRUMB:
            out[crumb + 1 : title] |= ~page.fired[crumb + 1 : title] & (page.han[crumb + 1 : title] >= _HEADLINE_HAN)
    if first and pattern_table("pages")["chapter"].fullmatch(page.folded[first - 1]):
        out[first - 1] = not page.fired[first - 1]
    return out


def _title(page: Page, logits: Logits, keep: Flags, crumb: int) -> int:
    """The title above ``keep``, or −1 if its first line is likelier; an unsure one stands below the ``crumb``."""
    first = int(np.argmax(keep))
    title = title_above(logits, first)
    if title < 0 or logits.title[first] > max(logits.title[title] + _LIKELIER, _UNTITLED):
        return -1
    if logits.title[title] >= _UNTITLED:
        return title
    places = range(max(0, crumb + 1, first - HEAD_LINES), first)
    if title <= crumb:
        title = max(places, key=logits.title.__getitem__, default=-1)
    return named_in(page, keep, logits.title, places, title) if title >= 0 else -1
