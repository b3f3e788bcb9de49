"""Training pages for flattened text: the development pages without tags, and pages put together from parts of several.

A page in text is a head, an article and a foot. Heads and feet of other hosts around an article make new pages, which
keep the models from learning which articles go with which frame.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from bs4 import BeautifulSoup
from numpy.typing import NDArray

from cleaner.lines import Lines
from cleaner.rules import rule_book
from cleaner.stages.boilerplate.features import Table
from cleaner.stages.boilerplate.flat_features import flat_features
from cleaner.stages.boilerplate.page import Page
from cleaner.stages.decode import decode
from tools.boilerplate_bodies import small_foot, small_head
from tools.boilerplate_docs import Article, unpunctuated
from tools.boilerplate_labels import bigrams, labels, squeeze
from tools.boilerplate_pages import Source, before_boilerplate

# A page is of use if the lines that are mostly gold text hold this much of it: some keep their article in scripts.
LEAST_COVERED = 0.8
_TITLE_ABOVE, _TITLE_LIKE, _LONGEST_TITLE = 40, 0.6, 100
_SHORTEST_BODY = 60
Numbers = NDArray[np.float64]


@dataclass(slots=True)
class FlatSample:
    """One flattened page ready for training.

    label: the share of each line that is in the gold text, 1 for the title.  first, last: the article's lines.
    made: it was put together of several pages.  guests: the hosts of its other parts.
    """

    source: Source
    page: Page
    table: Table
    label: Numbers
    title: int
    first: int
    last: int
    made: bool = False
    guests: tuple[str, ...] = ()

    def line(self, index: int) -> str:
        """The line as it stands on the page."""
        return self.page.text(index)


def flat_samples(sources: Sequence[Source]) -> list[FlatSample]:
    """Each page as lines of blocks and as lines of text nodes; pages without their article are left out."""
    found = []
    for source in sources:
        state = before_boilerplate(source.raw, source.url)
        title = str(state.meta.get("title", ""))
        for text in flattenings(source):
            if (sample := _sample(source, text, title)) is not None:
                found.append(sample)
    return found


def flattenings(source: Source) -> Iterator[str]:
    """The page in text: the lines given with it, and what ``get_text`` of Beautiful Soup makes of it."""
    if source.flat:
        yield source.flat
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield BeautifulSoup(decode(source.raw).text, "html.parser").get_text("\n", strip=True)


def page_of(text: str) -> Page:
    """The page of lines that the stage sees."""
    return Page(Lines(text), rule_book().matcher("boilerplate"))


def _sample(source: Source, text: str, title: str) -> FlatSample | None:
    page = page_of(text)
    texts = [page.text(i) for i in range(len(page))]
    label = np.array(labels(texts, source.gold), np.float64)
    gold = bigrams(squeeze(source.gold))
    kept = bigrams(squeeze("".join(t for t, share in zip(texts, label, strict=True) if share > 0.5)))
    if sum((gold & kept).values()) < LEAST_COVERED * sum(gold.values()):
        return None
    first, last = best_range(texts, label)
    said = _said(texts, first, title)
    if said >= 0:
        label[said] = 1
    return FlatSample(source, page, flat_features(page), label, said, first, last)


def best_range(texts: Sequence[str], label: Numbers) -> tuple[int, int]:
    """The first and the last line of the range that has the best F1 against the gold text."""
    size = np.array([len(squeeze(text)) for text in texts], np.float64)
    hits, sizes = (np.concatenate((np.zeros(1), np.cumsum(column))) for column in (size * label, size))
    hit = hits[None, 1:] - hits[:-1, None]
    score = np.triu(2 * hit / np.maximum(sizes[None, 1:] - sizes[:-1, None] + hits[-1], 1))
    first, last = np.unravel_index(int(score.argmax()), score.shape)
    return int(first), int(last)


def _said(texts: Sequence[str], first: int, title: str) -> int:
    """The line nearest above the article that says the title best, or −1."""
    goal = bigrams(squeeze(title))
    best, at = _TITLE_LIKE, -1
    for index in range(max(0, first - _TITLE_ABOVE), min(first + 3, len(texts))):
        pairs = bigrams(squeeze(texts[index]))
        like = 2 * sum((pairs & goal).values()) / max(sum(pairs.values()) + sum(goal.values()), 1)
        if like >= best and len(texts[index]) <= _LONGEST_TITLE:
            best, at = like, index
    return at


def put_together(samples: Sequence[FlatSample], times: int = 4) -> Iterator[FlatSample]:
    """For each sample ``times`` pages with its article, another page's foot, and for one half another page's head."""
    rng = np.random.default_rng(5)
    for sample in samples:
        others = [s for s in samples if s.source.host != sample.source.host and not s.source.forum]
        for number in range(times):
            above = others[int(rng.integers(len(others)))] if number % 2 == 0 else sample
            below = others[int(rng.integers(len(others)))]
            if (made := _joined(sample, above, below, rng)) is not None:
                yield made


def put_around(
    articles: Sequence[Article], samples: Sequence[FlatSample], small: Sequence[Article] = ()
) -> Iterator[FlatSample]:
    """For each article a page with the head and the foot of one of ``samples``, and for one in three samples its own
    article without marks. Around the ``small`` articles stand parts of a head and of a foot.
    """  # noqa: D205
    rng = np.random.default_rng(7)
    some = [s for s in samples if not s.source.forum]
    order = rng.permutation(len(some))
    for number, article in enumerate([*articles, *small]):
        frame = some[int(order[number % len(some)])]
        head, foot = _retitled(frame, article.title), _foot(frame)
        if number >= len(articles):
            head, foot = small_head(head, article.title, rng), small_foot(foot, rng)
        if (made := _framed(frame, article.title, head, article.lines, foot)) is not None:
            yield made
    for frame in some[::3]:
        title = frame.line(frame.title) if frame.title >= 0 else ""
        body = unpunctuated([frame.line(i) for i in range(frame.first, frame.last + 1)])
        if (made := _framed(frame, title, _retitled(frame, title), body, _foot(frame))) is not None:
            yield made


def _foot(frame: FlatSample) -> list[str]:
    return [frame.line(i) for i in range(frame.last + 1, len(frame.page))]


def _framed(
    frame: FlatSample, title: str, head: Sequence[str], body: Sequence[str], foot: Sequence[str]
) -> FlatSample | None:
    """A page of three parts, of which the second is the article."""
    page = page_of("\n".join([*head, *body, *foot]))
    if len(page) != len(head) + len(body) + len(foot):
        return None
    label = np.zeros(len(page))
    label[len(head) : len(head) + len(body)] = 1
    at = max((i for i, line in enumerate(head) if title and line == title), default=-1)
    if at >= 0:
        label[at] = 1
    return FlatSample(
        frame.source, page, flat_features(page), label, at, len(head), len(head) + len(body) - 1, made=True
    )


def _joined(sample: FlatSample, above: FlatSample, below: FlatSample, rng: np.random.Generator) -> FlatSample | None:
    body = [sample.line(i) for i in range(sample.first, sample.last + 1)]
    if rng.random() < 0.4 and len(body) > 4:
        count = int(rng.integers(2, len(body)))
        if sum(map(len, body[:count])) > _SHORTEST_BODY:
            body = body[:count]
    title = sample.line(sample.title) if 0 <= sample.title < sample.first else ""
    head = _retitled(above, title) if above is not sample else [sample.line(i) for i in range(sample.first)]
    foot = [below.line(i) for i in range(below.last + 1, len(below.page))]
    page = page_of("\n".join([*head, *body, *foot]))
    if len(page) != len(head) + len(body) + len(foot):
        return None
    label = np.zeros(len(page))
    label[len(head) : len(head) + len(body)] = sample.label[sample.first : sample.first + len(body)]
    at = max((i for i, line in enumerate(head) if title and line == title), default=-1)
    if at >= 0:
        label[at] = 1
    last = len(head) + len(body) - 1
    guests = (above.source.host, below.source.host)
    return FlatSample(sample.source, page, flat_features(page), label, at, len(head), last, True, guests)


def _retitled(above: FlatSample, title: str) -> list[str]:
    """The head of another page with ``title`` where it says its own."""
    head = [above.line(i) for i in range(above.first)]
    if not 0 <= above.title < above.first:
        return [*head, title] if title else head
    own = head[above.title]
    pairs = bigrams(squeeze(own))
    out = []
    for line in head:
        shared = sum((bigrams(squeeze(line)) & pairs).values())
        if shared <= 0.6 * sum(pairs.values()):
            out.append(line)
        elif title:
            out.append(line.replace(own, title) if own in line else title)
    return out
