"""The run of lines that is the article of a flattened page: its best place, its end, and what is spared around it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.boilerplate import flat_models
from cleaner.stages.boilerplate.cell_tables import cell_tables
from cleaner.stages.boilerplate.features import rows_of, window
from cleaner.stages.boilerplate.flat_doubt import restated
from cleaner.stages.boilerplate.flat_end import end_features
from cleaner.stages.boilerplate.flat_index import dated
from cleaner.stages.boilerplate.flat_models import Logits
from cleaner.stages.boilerplate.flat_whole import bylines_between, credits_of, fields, folds
from cleaner.stages.boilerplate.page import Flags, Page
from cleaner.stages.boilerplate.source_lines import source_lines
from cleaner.trees import Column, Table, matrix_of

_CLIP = 3.0  # how much one line may say for or against a run
_END_SHARE, _END_INSIDE = 0.8, 0.5  # the same for the last line alone; what the model that knows the first says
_HEAD_INSIDE = 0.3  # what a heading of the frame ("related news") inside a run says against it, in the same measure
_INSIDE = 5.0  # how much all lines inside weigh beside the first and the last
HEAD_LINES = 24  # the title stands at most so far above the article
_TITLE_LOGIT, BETWEEN = -2.5, 0.5
# A line below is one of the frame, if so many stand in a row; text near source code is not, above another bar.
_FRAME_LOGIT, _FRAME_ROW = -1.5, 4
_NEAR_SOURCE, _LEAST_TOLD, _TOLD_LOGIT = 5, 5, -3.0
_SENTENCE_LOGIT = -0.5  # a sentence beside the run is of the article above it
TITLE_ABOVE = 14  # lines in which a title speaks for a run below them
_TITLE_RANGE = (-4.0, 1.0)
_NEAR_LOGIT = -1.5  # lines right beside the run are of the article above this
_LEAST_LAST = -2.0  # what the model of last lines says of each that is looked at further
_LIKELY, _RECALL = 32, 1.5  # last lines that are weighed; how much more what is lost counts than what is left
_LISTED = 3  # lines of a list above a word for a section of a site
_SECTIONS = frozenset(("boilerplate.nav-word", "boilerplate.footer-word"))
_NEAR_FIELDS = -0.5  # the bar for lines above a block of fields
_NEAR_TITLED = -3.0  # the bar for lines above where the page's first line says the title, too
_ENDED, _NEAR_ENDED = 0.5, 0.0  # how sure a last line is to end the article, and the same bar for lines below it then
_MORE = 0.5  # so much beside the article stands below an end that was taken for sure
_BEGUN = 2.0  # a title and a first line that are so sure together say where the article begins
TITLED = 5.0  # what is said of the title where the first line says it, too
# Few lines below an article, none of which is the frame's for sure, belong to it if one of these rules tells its end.
# Above comments the site stands with its links to other articles; above a list of such (``_OTHERS``) another may stand.
_ENDS_ARTICLE = frozenset(
    f"boilerplate.{name}" for name in ("share-bar", "editor", "byline-tail", "related", "ranking", "end-mark")
)
_OTHERS = frozenset(("boilerplate.related", "boilerplate.ranking"))
_REST, _REST_LOGIT, _REST_DATED = 9, -3.0, 1  # lines; what is said of each at least; of them with a day at most
_NOT = -9.0  # what is said of a line that is known to be none of the article


def article_run(page: Page, table: Table, logits: Logits) -> Flags:
    """The best run, with what is spared around it."""
    inside = inside_of(page, logits)
    first, _ = best_run(logits, inside)
    last, sure = _ending(page, table, logits, first, inside)
    return _spared(page, logits, first, last, sure)


def told_again(page: Page, logits: Logits) -> Logits:
    """The logits with the headline that the first line says as well for a title, and nothing above it as an article.

    Fields and credits are no titles.
    """
    named = fields(page) | credits_of(page)
    if named.any():
        logits = logits._replace(title=np.where(named, _NOT, logits.title).astype(logits.title.dtype))
    headline = restated(page)
    if headline < 0:
        return logits
    _, last = best_run(logits, inside_of(page, logits))
    if last < headline:  # a greeting of the site
        logits = apart(logits, np.arange(len(page)) < headline)
    title = logits.title.copy()
    title[headline] = max(title[headline], TITLED)
    return logits._replace(title=title)


def apart(logits: Logits, lines: Flags) -> Logits:
    """What the models say where some lines are none of the article."""
    return Logits(*(np.where(lines, _NOT, column).astype(column.dtype) for column in logits))


def _ending(page: Page, table: Table, logits: Logits, first: int, inside: NDArray[np.float64]) -> tuple[int, float]:
    """The last line, by a model that knows where the run begins, and how sure that model is of it.

    It is not the likeliest one, but the one that leaves most of the article and least of the frame if each of the
    likely lines is the last with the chance that the model gives it: where nothing is sure, not much may be cut off.
    """
    model, last = flat_models.forest("end"), logits.last[first:]
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
    known &= ~(folds(page, logits.line) | bylines_between(page) | _labels_between(page))
    cells = cell_tables(page)
    cells[:first] = False
    known &= ~cells
    beside = window(source.astype(np.float32), _NEAR_SOURCE) > 0
    doubtful = (logits.line < _FRAME_LOGIT) & ~source & ~page.paragraph & ~cells & ~beside
    frame = np.flatnonzero(known | _in_rows(doubtful, _FRAME_ROW))
    told = beside & ~source & ~known & (page.han >= _LEAST_TOLD) & (logits.line > _TOLD_LOGIT)
    good = np.flatnonzero(page.paragraph | told | cells | (page.verse & (logits.line > _SENTENCE_LOGIT)))
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
    headed = title >= 0 and logits.title[title] >= TITLED
    near = _NEAR_FIELDS if listed[first] else _NEAR_TITLED if headed else _NEAR_LOGIT
    bars = near, _NEAR_ENDED if ended else _NEAR_LOGIT
    above, below = (((logits.line > bar) | listed) & ~known for bar in bars)
    if title >= 0:
        above |= _alone(page, above)
    first, last = _stretched(above, below, first, last, title)
    last = _until_end(page, known, logits.line, last)
    keep[first : last + 1] = True
    return keep


def _labels_between(page: Page) -> Flags:
    """Labels of adverts (``广告``) with a sentence right above and right below."""
    out = np.zeros(len(page), np.bool_)
    out[1:-1] = page.labels[1:-1] & page.told[:-2] & page.told[2:]
    return out


def _stretched(above: Flags, below: Flags, first: int, last: int, title: int) -> tuple[int, int]:
    """The run with the lines right above it, up to the title, that are among ``above``, and the like right below it."""
    while first > title + 1 and above[first - 1]:
        first -= 1
    while last + 1 < len(below) and below[last + 1]:
        last += 1
    return first, last


def _until_end(page: Page, known: Flags, line: Column, last: int) -> int:
    """The last line above what ends the article for sure, if few lines stand between it and ``last``."""
    below = np.flatnonzero(known[last + 1 : last + 2 + _REST])
    if not len(below) or not below[0]:
        return last
    stop = last + 1 + int(below[0])
    rule = page.sure.get(stop) or page.heads.get(stop)
    if rule is None or rule.id not in _ENDS_ARTICLE or rule.extra.get("strength") != "sure":
        return last
    if line[last + 1 : stop].min() <= _REST_LOGIT:
        return last
    listed = rule.id in _OTHERS and sum(map(dated, page.folded[last + 1 : stop])) > _REST_DATED
    return last if listed else stop - 1


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


def inside_of(page: Page, logits: Logits) -> NDArray[np.float64]:
    """What each line says for a run that holds it."""
    size = np.sqrt(page.solid_sizes + 4.0)
    weighed: NDArray[np.float64] = np.clip(logits.line.astype(np.float64), -_CLIP, _CLIP) * size / size.sum()
    weighed[[i for i, rule in page.heads.items() if not rule.extra.get("inside")]] -= _HEAD_INSIDE
    return weighed


def title_above(logits: Logits, first: int) -> int:
    """The line that is the title of an article which begins at ``first``, or −1."""
    start = max(0, first - HEAD_LINES)
    if start == first:
        return -1
    title = start + int(np.argmax(logits.title[start:first]))
    return title if logits.title[title] > _TITLE_LOGIT else -1


def _above(title: Column) -> NDArray[np.float64]:
    """How sure it is that a title stands in the lines above each line."""
    most = np.full(len(title), _TITLE_RANGE[0])
    for shift in range(1, min(TITLE_ABOVE, len(title) - 1) + 1):
        np.maximum(most[shift:], title[:-shift], out=most[shift:])
    clipped: NDArray[np.float64] = np.clip(most, *_TITLE_RANGE)
    return clipped
