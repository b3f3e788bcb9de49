"""The article of a flattened page: one run of lines, found by models of its lines, of its first and of its last line.

On 182 development pages the best single run of lines has F1 .98 and more against people's gold text: without tags, too,
choosing where the article begins and ends is all of the task, and dropping lines inside it only adds harm. A thread of
a forum is no such run; there a model of posts chooses line by line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.amid import goes_on
from cleaner.stages.boilerplate.carried_on import carried_on
from cleaner.stages.boilerplate.closing import closing
from cleaner.stages.boilerplate.features import rows_of, window
from cleaner.stages.boilerplate.flat_doubt import outweighing, restated, unmarked
from cleaner.stages.boilerplate.flat_end import end_features
from cleaner.stages.boilerplate.flat_features import flat_features
from cleaner.stages.boilerplate.flat_index import lists_others, own_lists, with_own_lists
from cleaner.stages.boilerplate.flat_kind import kind_features
from cleaner.stages.boilerplate.flat_period import period_features, period_of
from cleaner.stages.boilerplate.flat_whole import buttons, bylines_between, fields, folds, named_in, replies
from cleaner.stages.boilerplate.page import Flags, Page
from cleaner.stages.boilerplate.source_lines import source_lines
from cleaner.stages.boilerplate.words import words
from cleaner.trees import Column, Forest, Table, grove, matrix_of, read

# Longer texts are books or lists, and the models have seen none of them.
MOST_LINES = 20_000
# What goes must show so much of a frame, by so many rules; less where no paragraph goes, or where much goes that is
# nothing like an article's.
LEAST_FRAME, LEAST_BARE_FRAME, LEAST_LONG_FRAME = (6, 3), (3, 2), (2, 1)
_BARE_LINES, _BARE_LOGIT = 10, -2.5
_LONG_LINES, _LONG_PARAGRAPHS, _LOW_LOGIT, _LONG_LOGIT = 30, 2, -2.0, -1.8
MOST_OF_ONE = 4
LEAST_KEPT = 20  # Han characters
_CLIP = 3.0  # how much one line may say for or against a run
_END_SHARE, _END_INSIDE = 0.8, 0.5  # the same for the last line alone; what the model that knows the first says
_HEAD_INSIDE = 0.3  # what a heading of the frame ("related news") inside a run says against it, in the same measure
_INSIDE = 5.0  # how much all lines inside weigh beside the first and the last
_HEAD_LINES = 24  # the title stands at most so far above the article
_TITLE_LOGIT, _BETWEEN = -2.5, 0.5
# A line below is one of the frame, if so many stand in a row; text near source code is not, above another bar.
_FRAME_LOGIT, _FRAME_ROW = -1.5, 4
_NEAR_SOURCE, _LEAST_TOLD, _TOLD_LOGIT = 5, 5, -3.0
_SENTENCE_LOGIT = 0.0  # a sentence beside the run is of the article above it
_TITLE_ABOVE = 14  # lines in which a title speaks for a run below them
_TITLE_RANGE = (-4.0, 1.0)
# What the models of pages say are logarithms of odds, calibrated on unseen pages (tools/boilerplate_kinds.py). A frame
# that stays is no loss, an article that goes is one: so a page holds no article at 27 to 1, more where a headline is
# above the best run; it is no text without a frame at 85 to 1; and a thread at 4 to 3.
_NONE, _HEADLINE, _PAGE, _THREAD = 3.3, 0.7, -4.45, 0.3
_LISTS = 0.0  # at 1 to 1 it holds none where what would stay is a list of others
_POST_LOGIT = -1.2
_LEAST_LISTED = 8  # lines of a page that may hold no article: fewer are a note, or a piece of a page
# At 1 to 2 it may be a thread: if the run holds less than this share of what the line model wants, sure posts stay too.
_MAYBE, _MAYBE_HELD, _SURE_POST = -0.7, 0.4, 0.0
_REPLIES, _NO_REPLY = -2.5, -2.5  # at 1 to 12 there may be replies below, and these are no words of them
_NEAR_LOGIT = -1.5  # lines right beside the run are of the article above this
_LEAST_LAST = -2.0  # what the model of last lines says of each that is looked at further
_LIKELY, _RECALL = 32, 1.5  # last lines that are weighed; how much more what is lost counts than what is left
_UNTITLED = 0.5  # a title below this is not sure
_LISTED = 3  # lines of a list above a word for a section of a site
_SECTIONS = frozenset(("boilerplate.nav-word", "boilerplate.footer-word"))
_NEAR_FIELDS = -0.5  # the bar for lines above a block of fields
_ENDED, _NEAR_ENDED = 0.5, 0.0  # how sure a last line is to end the article, and the same bar for lines below it then
_MORE = 0.5  # so much beside the article stands below an end that was taken for sure
_BEGUN = 2.0  # a title and a first line that are so sure together say where the article begins
_TAKEN = 1.0  # a paragraph above this is one of an article
_MANY = 15  # lines of a page that a single rule may tell, where the models are sure
_TITLED = 5.0  # what is said of the title where the first line says it, too
_NOT = -9.0  # what is said of a line that is known to be none of the article
_MOST_PROSE = 60  # Han characters of whole paragraphs on a page that holds no article


class Logits(NamedTuple):
    """What the models say of each line: that it is of the article, the first line of it, the last, or its title."""

    line: Column
    first: Column
    last: Column
    title: Column


class Kind(NamedTuple):
    """What the models say of a page: that it is a thread, that it holds no article, that nothing but one is there."""

    thread: float
    none: float
    plain: float


def flat_article(page: Page) -> Flags | None:
    """The lines of the article in flattened text, from words and places alone; ``None`` where the model may not act.

    It may where the lines that it would take away name a good many parts of a page's frame: then the text is a page.
    """
    everything = np.ones(len(page), np.bool_)
    if len(page) > MOST_LINES or not _framed(page, everything, LEAST_LONG_FRAME):
        return None
    table = flat_features(page)
    logits = _told_again(page, logits_of(table))
    kind = kind_of(page, table, logits.line)
    if _holds_none(page, logits, kind):
        return np.zeros(len(page), np.bool_)
    keep = _chosen(page, table, logits, kind)
    keep |= goes_on(page, keep)
    if not _framed(page, ~keep, _asked(page, ~keep, logits.line, kind)) or page.han[keep].sum() < LEAST_KEPT:
        return None
    if _takes_most(page, keep):
        return None
    whole = with_own_lists(page, keep | carried_on(page, keep))
    whole |= _head(page, logits, keep) | closing(page, whole)
    if kind.none > _LISTS and len(page) >= _LEAST_LISTED and lists_others(page, whole):
        return np.zeros(len(page), np.bool_)
    return whole & ~buttons(page, whole, logits.line)


def kind_of(page: Page, table: Table, line: Column) -> Kind:
    """What the models say of the page, by its lines and by what the model of articles says of them."""
    return Kind(*(float(logits[0]) for logits in _all_logits(kind_features(page, table, line), Kind._fields)))


def _holds_none(page: Page, logits: Logits, kind: Kind) -> bool:
    """Whether the page holds no article: the model is sure, no headline speaks for one, no whole paragraphs are there.

    Teasers in a list are cut off, or as short as a line.
    """
    if kind.none < _NONE or kind.plain > _PAGE or len(page) < _LEAST_LISTED:
        return False
    first, _ = best_run(logits, _inside(page, logits))
    headline = float(logits.title[max(0, first - _TITLE_ABOVE) : first].max(initial=0))
    if kind.none - _HEADLINE * headline < _NONE:
        return False
    whole = [i for i in np.flatnonzero(page.paragraph).tolist() if not page.folded[i].endswith(("…", "..."))]
    return int(page.han[whole].sum()) < _MOST_PROSE and not own_lists(page).any()


def logits_of(table: Table) -> Logits:
    """What the models say of the lines of ``table``."""
    return Logits(*_all_logits(table, Logits._fields))


def _all_logits(table: Table, names: Iterable[str]) -> list[Column]:
    """What the forests of these names say of the rows of ``table``."""
    forests = tuple(map(forest, names))
    return grove(forests).run(matrix_of(table, forests[0].names))


@cache
def forest(name: str) -> Forest:
    """The trees for the ``line`` of an article, its ends, ``title`` and ``end``, for a ``post``, or for a ``Kind``."""
    with as_file(files("cleaner.data").joinpath("models/boilerplate_flat.npz")) as path, np.load(path) as arrays:
        return read(arrays, name + ".")


def _chosen(page: Page, table: Table, logits: Logits, kind: Kind) -> Flags:
    keep = _run(page, table, logits)
    first = int(np.argmax(keep))
    title = float(logits.title[max(0, first - _TITLE_ABOVE) : first + 1].max(initial=-np.inf))
    keep |= outweighing(page, keep, logits.line, title) | unmarked(page, keep)
    row = replies(page, keep) if _REPLIES < kind.thread < _MAYBE else np.zeros_like(keep)
    if kind.thread < _MAYBE and not row.any():
        return keep
    posts = forest("post").logits(table | period_features(page, table, period_of(page)))
    if row.any():
        return (keep | row) & ~(row & (posts < _NO_REPLY))
    if kind.thread > _THREAD:
        return np.asarray(posts > _POST_LOGIT)
    wanted = page.solid_sizes / (1 + np.exp(-np.clip(logits.line, -30, 30).astype(np.float64)))
    held = wanted[keep].sum() / max(wanted.sum(), 1e-9)
    return keep | (posts > _SURE_POST) if held < _MAYBE_HELD else keep


def _run(page: Page, table: Table, logits: Logits) -> Flags:
    """The best run, with what is spared around it."""
    inside = _inside(page, logits)
    first, _ = best_run(logits, inside)
    last, sure = _ending(page, table, logits, first, inside)
    return _spared(page, logits, first, last, sure)


def _told_again(page: Page, logits: Logits) -> Logits:
    """The logits with the headline that the first line says as well for a title, and nothing above it as an article."""
    listed = fields(page)
    if listed.any():
        logits = logits._replace(title=np.where(listed, _NOT, logits.title).astype(logits.title.dtype))
    headline = restated(page)
    if headline < 0:
        return logits
    _, last = best_run(logits, _inside(page, logits))
    if last < headline:  # a greeting of the site
        logits = _apart(logits, np.arange(len(page)) < headline)
    title = logits.title.copy()
    title[headline] = max(title[headline], _TITLED)
    return logits._replace(title=title)


def _apart(logits: Logits, lines: Flags) -> Logits:
    """What the models say where some lines are none of the article."""
    return Logits(*(np.where(lines, _NOT, column).astype(column.dtype) for column in logits))


def _ending(page: Page, table: Table, logits: Logits, first: int, inside: NDArray[np.float64]) -> tuple[int, float]:
    """The last line, by a model that knows where the run begins, and how sure that model is of it.

    It is not the likeliest one, but the one that leaves most of the article and least of the frame if each of the
    likely lines is the last with the chance that the model gives it: where nothing is sure, not much may be cut off.
    """
    model, last = forest("end"), logits.last[first:]
    some = np.flatnonzero(last > min(_LEAST_LAST, last.max() - 1))
    table = end_features(page, table, first, title_above(logits, first), logits.line)
    end = model.run(matrix_of(table, model.names)[some])
    score = _END_SHARE * end + (1 - _END_SHARE) * last[some] + _END_INSIDE * np.cumsum(inside[first:])[some]
    likely = np.argsort(-score, kind="stable")[:_LIKELY]
    odds = np.exp((score[likely] - score[likely[0]]).astype(np.float64))
    chance = odds / odds.sum()
    size = np.cumsum(page.solid_sizes[first:]).astype(np.float64)[some[likely]]
    shared = np.minimum(size, size[:, None])
    best = int(np.argmax((shared / (size[:, None] + _RECALL * size) * chance).sum(axis=1)))
    return first + int(some[likely[best]]), float(chance[best])


def _spared(page: Page, logits: Logits, first: int, last: int, sure: float) -> Flags:
    """The run with what stands before and behind it, up to a frame: paragraphs, sentences, and text among source code.

    Models that have seen news pages must not cut a book, a list of quotations, an encyclopedia or a lesson in
    programming short. A frame is what a rule names, or several lines in a row that the line model takes for one; and
    nothing above a title is the article's where title and first line are sure. Below an end that is sure (``sure``)
    less is spared, unless it is much beside the article, or a rule says that the text goes on.
    """
    source = source_lines(page)
    known = page.fired & ~source
    for index, rule in (*page.sure.items(), *page.weak.items()):
        if rule.extra.get("inside"):
            known[index] = False
    known &= ~(folds(page, logits.line) | bylines_between(page))
    doubtful = (logits.line < _FRAME_LOGIT) & ~source & ~page.paragraph
    frame = np.flatnonzero(known | _in_rows(doubtful, _FRAME_ROW))
    beside = window(source.astype(np.float32), _NEAR_SOURCE) > 0
    told = beside & ~source & ~known & (page.han >= _LEAST_TOLD) & (logits.line > _TOLD_LOGIT)
    good = np.flatnonzero(page.paragraph | told | (page.verse & (logits.line > _SENTENCE_LOGIT)))
    title = title_above(logits, first)
    begun = logits.title[title] + logits.first[first] > _BEGUN
    floor = max([title if begun else -1, *frame[frame < first].tolist()])
    ceiling = min(frame[frame > last].tolist(), default=len(page))
    held = good[(good > floor) & (good < ceiling)]
    goes_on = bool((page.fired & ~known)[last + 1 : last + 2].any())
    ended = (
        sure > _ENDED and not goes_on and page.han[held[held > last]].sum() < _MORE * page.han[first : last + 1].sum()
    )
    if ended:
        held = held[held <= last]
    keep = np.zeros(len(page), np.bool_)
    first, last = min([first, *held.tolist()]), max([last, *held.tolist()])
    listed = fields(page)
    bars = _NEAR_FIELDS if listed[first] else _NEAR_LOGIT, _NEAR_ENDED if ended else _NEAR_LOGIT
    above, below = (((logits.line > bar) | listed) & ~known for bar in bars)
    if title >= 0:
        above |= _alone(page, above)
    first, last = _stretched(above, below, first, last, title)
    keep[first : last + 1] = True
    return keep


def _stretched(above: Flags, below: Flags, first: int, last: int, title: int) -> tuple[int, int]:
    """The run with the lines right above it, up to the title, that are among ``above``, and the like right below it."""
    while first > title + 1 and above[first - 1]:
        first -= 1
    while last + 1 < len(below) and below[last + 1]:
        last += 1
    return first, last


def _alone(page: Page, near: Flags) -> Flags:
    """Words for sections of a site (``帮助中心``), each amid a list that is ``near`` the article."""
    out = np.zeros(len(page), np.bool_)
    words = [i for i, rule in page.weak.items() if rule.id in _SECTIONS and i >= _LISTED]
    out[[i for i in words if near[i - _LISTED : i].all() and near[i + 1 : i + 2].any()]] = True
    return out


def _in_rows(flags: Flags, least: int) -> Flags:
    """Those of ``flags`` that stand in a row of at least ``least``."""
    rows = rows_of(flags)
    out = np.zeros(len(flags), np.bool_)
    for start, end in rows[rows[:, 1] - rows[:, 0] >= least].tolist():
        out[start:end] = True
    return out


def best_run(logits: Logits, inside: NDArray[np.float64]) -> tuple[int, int]:
    """The first and the last line of the best run.

    It begins and ends well, a title stands above it, and it holds good lines and no bad ones, each counted by its
    characters.
    """
    total = _INSIDE * np.concatenate((np.zeros(1), np.cumsum(inside)))
    begin = logits.first + _above(logits.title) - total[:-1]
    last = int(np.argmax(np.maximum.accumulate(begin) + logits.last + total[1:]))
    return int(np.argmax(begin[: last + 1])), last


def _inside(page: Page, logits: Logits) -> NDArray[np.float64]:
    """What each line says for a run that holds it."""
    size = np.sqrt(page.solid_sizes + 4.0)
    weighed: NDArray[np.float64] = np.clip(logits.line.astype(np.float64), -_CLIP, _CLIP) * size / size.sum()
    weighed[[i for i, rule in page.heads.items() if not rule.extra.get("inside")]] -= _HEAD_INSIDE
    return weighed


def title_above(logits: Logits, first: int) -> int:
    """The line that is the title of an article which begins at ``first``, or −1."""
    start = max(0, first - _HEAD_LINES)
    if start == first:
        return -1
    title = start + int(np.argmax(logits.title[start:first]))
    return title if logits.title[title] > _TITLE_LOGIT else -1


def _above(title: Column) -> NDArray[np.float64]:
    """How sure it is that a title stands in the lines above each line."""
    most = np.full(len(title), _TITLE_RANGE[0])
    for shift in range(1, min(_TITLE_ABOVE, len(title) - 1) + 1):
        np.maximum(most[shift:], title[:-shift], out=most[shift:])
    clipped: NDArray[np.float64] = np.clip(most, *_TITLE_RANGE)
    return clipped


def _framed(page: Page, among: Flags, least: tuple[int, int] = LEAST_FRAME) -> bool:
    """Whether the rules find enough of a frame in some lines: two for a line that is sure, one for one that is not.

    A rule counts a few times at most, and several must agree: a hundred numbers in lines of their own are a column of
    numbers, not a frame. What is put between the paragraphs of a text for sure tells of no frame around it.
    """
    long = least == LEAST_LONG_FRAME  # asks for little: what stands between paragraphs as well tells nothing
    sure = [rule for i, rule in page.sure.items() if among[i] and not rule.extra.get("inside")]
    found = Counter(rule.id for rule in [*sure, *(rule for i, rule in page.heads.items() if among[i])])
    telling = (rule for i, rule in page.weak.items() if among[i] and not (long and rule.extra.get("inside")))
    doubtful = Counter(rule.id for rule in telling)
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
    if kind.plain < _PAGE and not (page.paragraph & among & (line > _TAKEN)).any():
        return LEAST_LONG_FRAME if len(page) >= _MANY else LEAST_BARE_FRAME
    some, paragraphs = line[among], int(page.paragraph[among].sum())
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
    title = title_above(logits, first)
    if title >= 0 and logits.title[title] < _UNTITLED:
        title = named_in(page, keep, logits.title, range(max(0, first - _HEAD_LINES), first), title)
    if title >= 0:
        credited = np.fromiter((bool(_credit().fullmatch(text)) for text in page.folded[title:first]), np.bool_)
        told = credited | (logits.line[title:first] > _BETWEEN)
        if logits.title[title] >= _TITLED:  # said twice: the likeliest other title is one above or below it
            second = logits.title[title + 1 : first]
            told[1:] |= (second > 0) & (second == second.max(initial=0))
        out[title:first] = ~page.fired[title:first] & told
        out[title] = True
    if first and pattern_table("pages")["chapter"].fullmatch(page.folded[first - 1]):
        out[first - 1] = not page.fired[first - 1]
    return out


@cache
def _credit() -> re.Pattern[str]:
    """A line that names one who made the article: ``文｜张三``."""
    return re.compile(rf"(?:{'|'.join(words('credit')['roles'])}) ?[|丨:/] ?\S.{{0,30}}")
