"""Training pages for flattened text: the development pages without tags, and pages put together from parts of several.

A page in text is a head, an article and a foot. Heads and feet of other hosts around an article make new pages, which
keep the models from learning which articles go with which frame; and parts of other articles in them (a next story, a
list of abstracts, teasers above) keep them from taking all prose for the article.
"""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from bs4 import BeautifulSoup
from numpy.typing import NDArray

from cleaner.lines import Lines
from cleaner.rules import rule_book
from cleaner.stages.boilerplate.flat_features import flat_features
from cleaner.stages.boilerplate.page import Page
from cleaner.stages.decode import decode
from cleaner.trees import Table
from tools.boilerplate_bodies import small_foot, small_head
from tools.boilerplate_docs import Article, unpunctuated
from tools.boilerplate_forms import nodes, plain, rendered
from tools.boilerplate_labels import bigrams, labels, squeeze
from tools.boilerplate_lists import listing
from tools.boilerplate_pages import Source, before_boilerplate, html_sample, threads

# A page is of use if the lines that are mostly gold text hold this much of it: some keep their article in scripts.
LEAST_COVERED = 0.8
_TITLE_ABOVE, _TITLE_LIKE, _LONGEST_TITLE = 40, 0.6, 100
_SHORTEST_BODY = 60
_BRIEF = 3  # one article in so many is cut to its first lines
BRIEF = "brief"
"""The form of a page with the first lines of an article alone."""
# How often parts of other articles stand below the article of a page that is put together, and above it.
_BELOW, _ABOVE = 0.3, 0.1
_TITLES, _HEADED = 8, 0.5  # titles of a list of others, how often its name stands above it
_LONGEST_STORY, _MOST_TEASERS = 12, 6  # lines, and teasers with a title each
FORMS = ("blocks", "nodes", "plain", "rendered")
"""The lines given with a page, and those of ``boilerplate_forms.py``."""
Numbers = NDArray[np.float64]


@dataclass(slots=True)
class FlatSample:
    """One flattened page ready for training.

    label: the share of each line that is in the gold text, 1 for the title.  first, last: the article's lines.
    form: how it was flattened.  kind: see ``boilerplate_written.py``.  heed: how much each line counts, 1 if ``None``.
    made: it was put together of several pages.  guests: the hosts of its other parts.
    """

    source: Source
    page: Page
    table: Table
    label: Numbers
    title: int
    first: int
    last: int
    form: str = ""
    kind: str = "article"
    heed: Numbers | None = None
    made: bool = False
    guests: tuple[str, ...] = ()

    def line(self, index: int) -> str:
        """The line as it stands on the page."""
        return self.page.text(index)

    def doubtful(self) -> frozenset[str]:
        """The lines that do not count."""
        return (
            frozenset(self.line(int(i)) for i in np.flatnonzero(self.heed == 0))
            if self.heed is not None
            else frozenset()
        )


class Parts(NamedTuple):
    """The lines of a page that is put together.

    share: how much of each line of the body is in the gold text.  doubtful: lines of head and foot that do not count.
    """

    head: Sequence[str]
    body: Sequence[str]
    share: Numbers
    foot: Sequence[str]
    doubtful: frozenset[str] = frozenset()


def flat_samples(sources: Sequence[Source]) -> list[FlatSample]:
    """Each page in each form; pages without their article are left out."""
    found = []
    for source in sources:
        title = str(before_boilerplate(source.raw, source.url).meta.get("title", ""))
        for form, text in flattenings(source, decode(source.raw).text):
            if (sample := _sample(source, text, title)) is not None:
                sample.form = form
                found.append(sample)
    return found


def flattenings(source: Source, page: str) -> Iterator[tuple[str, str]]:
    """The HTML of a page in text, by form."""
    rng = np.random.default_rng(zlib.crc32(source.name.encode()))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(page, "html.parser")
    yield from zip(FORMS, (source.flat, nodes(soup), plain(soup), rendered(soup, rng)), strict=True)


def flat_threads(sources: Sequence[Source]) -> Iterator[FlatSample]:
    """Made threads of forums, each in one form."""
    real = [s for source in sources if (s := html_sample(source)) and s.label.max() > 0.5]
    for number, thread in enumerate(threads(real)):
        source = replace(thread.source, gold=thread.gold, flat="")
        form, text = list(flattenings(source, thread.doc.source))[1 + number % 3]
        if (sample := _sample(source, text, thread.title)) is not None:
            yield replace(sample, form=form, made=True, guests=(thread.guest,))


def page_of(text: str) -> Page:
    """The page of lines that the stage sees."""
    return Page(Lines(text), rule_book().matcher("boilerplate"))


def _sample(source: Source, text: str, title: str) -> FlatSample | None:
    page = page_of(text)
    if not len(page):
        return None
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
    kind = "thread" if source.forum else "article"
    return FlatSample(source, page, flat_features(page), label, said, first, last, kind=kind)


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


def put_together(
    samples: Sequence[FlatSample], times: int = 2, frames: Sequence[FlatSample] | None = None
) -> Iterator[FlatSample]:
    """For each sample ``times`` pages with its article and another page's foot, one half with another page's head too.

    frames: the pages that heads and feet are taken of, the samples if ``None``.  The parts of such a page were
    flattened in the same way.
    """
    rng = np.random.default_rng(5)
    for sample in samples:
        others = [
            s
            for s in frames or samples
            if s.form == sample.form and s.source.host != sample.source.host and not s.source.forum
        ]
        for number in range(times):
            above = others[int(rng.integers(len(others)))] if number % 2 == 0 else sample
            below, guest = (others[int(rng.integers(len(others)))] for _ in range(2))
            if (made := _joined(sample, above, below, guest, rng)) is not None:
                yield made


def brief(samples: Sequence[FlatSample]) -> Iterator[FlatSample]:
    """For one in three samples a page with the first line or lines of its article alone above another page's foot.

    News in brief stand above whole paragraphs of other news.
    """
    rng = np.random.default_rng(37)
    for sample in samples[::_BRIEF]:
        others = [s for s in samples if s.form == sample.form and s.source.host != sample.source.host]
        below, guest = (others[int(rng.integers(len(others)))] for _ in range(2))
        sizes = np.cumsum([len(sample.line(i)) for i in range(sample.first, sample.last + 1)])
        count = int(np.searchsorted(sizes, _SHORTEST_BODY))
        if count + 1 < len(sizes):
            cut = replace(sample, last=sample.first + count)
            if (made := _joined(cut, sample, below, guest, rng)) is not None:
                yield replace(made, form=BRIEF)


def put_around(
    articles: Sequence[Article], samples: Sequence[FlatSample], small: Sequence[Article] = ()
) -> Iterator[FlatSample]:
    """For each article a page with the head and the foot of one of ``samples``, and for one in six samples its own
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
        parts = Parts(head, article.lines, np.ones(len(article.lines)), foot, frame.doubtful())
        if (made := _page_of(frame, article.title, parts)) is not None:
            yield made
    for frame in some[::6]:
        title = frame.line(frame.title) if frame.title >= 0 else ""
        body = unpunctuated([frame.line(i) for i in range(frame.first, frame.last + 1)])
        parts = Parts(_retitled(frame, title), body, np.ones(len(body)), _foot(frame))
        if (made := _page_of(frame, title, parts)) is not None:
            yield made


def lists_in_place(samples: Sequence[FlatSample]) -> Iterator[FlatSample]:
    """For each real page one with a list that a site makes of others in the place of the article, flattened alike."""
    rng = np.random.default_rng(43)
    some = [s for s in samples if not s.source.forum and s.title >= 0]
    flatten = {"nodes": nodes, "plain": plain}
    for sample in some:
        guests = [some[int(rng.integers(len(some)))] for _ in range(_TITLES)]
        head, markup = listing([guest.line(guest.title) for guest in guests], guests[0].source.gold, rng)
        soup = BeautifulSoup(markup.replace("><", ">\n<"), "html.parser")
        text = flatten[sample.form](soup) if sample.form in flatten else rendered(soup, rng)
        own = [sample.line(i) for i in range(sample.first) if i != sample.title]
        lines = [*own, *([head] if rng.random() < _HEADED else []), *text.split("\n"), *_foot(sample)]
        page = page_of("\n".join(lines))
        label = np.zeros(len(page))
        made = FlatSample(sample.source, page, flat_features(page), label, -1, -1, -1, sample.form, "none", made=True)
        yield replace(made, guests=tuple(guest.source.host for guest in guests))


def _foot(frame: FlatSample) -> list[str]:
    return [frame.line(i) for i in range(frame.last + 1, len(frame.page))]


def _joined(
    sample: FlatSample, above: FlatSample, below: FlatSample, guest: FlatSample, rng: np.random.Generator
) -> FlatSample | None:
    body = [sample.line(i) for i in range(sample.first, sample.last + 1)]
    if rng.random() < 0.4 and len(body) > 4:
        count = int(rng.integers(2, len(body)))
        if sum(map(len, body[:count])) > _SHORTEST_BODY:
            body = body[:count]
    title = sample.line(sample.title) if 0 <= sample.title < sample.first else ""
    head = _retitled(above, title) if above is not sample else [sample.line(i) for i in range(sample.first)]
    foot = _foot(below)
    if rng.random() < _BELOW and len(foot) > 2:
        at = int(rng.integers(1, min(len(foot), 12)))
        foot[at:at] = _other_prose(guest, rng)
    if rng.random() < _ABOVE and len(head) > 12:
        at = int(rng.integers(0, len(head) - 10))
        head[at:at] = _other_prose(guest, rng)
    share = sample.label[sample.first : sample.first + len(body)]
    made = _page_of(sample, title, Parts(head, body, share, foot, above.doubtful() | below.doubtful()))
    guests = (above.source.host, below.source.host, guest.source.host)
    return replace(made, form=sample.form, guests=guests) if made else None


def _other_prose(guest: FlatSample, rng: np.random.Generator) -> list[str]:
    """Some lines of another article below its title, or paragraphs of it as teasers: a title, a beginning, a date."""
    lines = [guest.line(i) for i in range(guest.first, guest.last + 1)]
    title = [guest.line(guest.title)] if guest.title >= 0 else []
    start = int(rng.integers(len(lines)))
    if rng.random() < 0.5:
        return [*title, *lines[start : start + int(rng.integers(1, _LONGEST_STORY))]]
    return teasers(guest, rng, start)


def teasers(guest: FlatSample, rng: np.random.Generator, start: int = 0) -> list[str]:
    """Paragraphs of an article from the line ``start`` of it on as teasers: a title, a beginning, a date."""
    lines = [guest.line(i) for i in range(guest.first, guest.last + 1)]
    out = []
    for line in [line for line in lines[start:] if len(line) > _SHORTEST_BODY][: int(rng.integers(1, _MOST_TEASERS))]:
        cut = int(rng.integers(30, 160))
        named = line[: int(rng.integers(10, 26))].rstrip("，。、：,")
        out += [named, line[:cut] + ("" if cut >= len(line) else "…")]
        out += [f"2023-{rng.integers(1, 13):02}-{rng.integers(1, 29):02}"] if start % 2 else []
    return out


def _page_of(frame: FlatSample, title: str, parts: Parts) -> FlatSample | None:
    lines = [*parts.head, *parts.body, *parts.foot]
    page = page_of("\n".join(lines))
    first, past = len(parts.head), len(parts.head) + len(parts.body)
    if len(page) != past + len(parts.foot):
        return None
    label = np.zeros(len(page))
    label[first:past] = parts.share
    heed = np.array([first <= i < past or line not in parts.doubtful for i, line in enumerate(lines)], np.float64)
    at = max((i for i, line in enumerate(parts.head) if title and line == title), default=-1)
    if at >= 0:
        label[at] = 1
    return FlatSample(
        frame.source, page, flat_features(page), label, at, first, past - 1, frame.form, frame.kind, heed, made=True
    )


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
