"""Pages written for training, flattened, with a label for each line: ``page_examples/*.txt``, and pages made of them.

Real pages with people's gold text are few, and most are news. So writers wrote flattened pages of all kinds of sites,
with threads and pages that hold no article among them (``page_examples/README.md``). Their heads and feet stand around
other bodies as well, threads change their posts, and heads and feet alone are pages without an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from cleaner.stages.boilerplate.flat_features import flat_features
from tools.boilerplate_comments import comments
from tools.boilerplate_docs import Article
from tools.boilerplate_flat import FlatSample, page_of, teasers
from tools.boilerplate_pages import Source

EXAMPLES = Path(__file__).with_name("page_examples")
ARTICLE, THREAD, NONE, PLAIN = "article", "thread", "none", "plain"
"""Kinds of pages; ``plain``: an article without any frame."""
_MARKS = {"+": 1.0, "=": 1.0, "-": 0.0, "?": 0.0}
_THREADS, _EMPTY = 3, 2  # pages made of each thread, and of the frame of each article
_JOINED = 0.3  # how often a short line of a frame stays apart where such lines become one
_SHORT = 8  # characters of a word of a menu
_WORDS = re.compile(r"\s*[|｜]\s*|\s+")
_COMMENTED, _COMMENT_LINES, _LEAST_RUNS = 2, (8, 90), 3  # one in so many articles; lines of comments; posts of a thread
_EACH, _GUESTS = 3, 3  # one article in so many; threads whose posts are taken
_COMMENTS = (1.6, 6.2)  # logarithms of the fewest and of the most comments
_HEADED = 0.7  # how often a heading stands above comments
_HEADINGS = (
    "网友评论", "评论({})", "最新评论", "热门评论", "全部评论 {}条", "跟帖", "{}条评论", "网友留言", "共有{}条留言",
    "留言板", "所有跟贴", "相關留言", "讀者回應", "留言({})", "發表評論", "{} comments",
)  # fmt: skip
COMMENTED = "comments"
"""The form of an article with comments made of a thread's posts."""
LAID_OUT = "layouts"
"""The form of an article with comments in a layout of their own."""
_NAMES = "老小张李王陈林周吴刘杨赵黄高梅雨云山海明华强芳丽静"
Random = np.random.Generator


class Written(NamedTuple):
    """One page: its name, kind, writer (the name of the file), and its lines with a mark each."""

    name: str
    kind: str
    writer: str
    marks: str
    lines: list[str]


def written(folder: Path = EXAMPLES) -> list[Written]:
    """All pages of ``folder``. Raises ``ValueError`` for a line without a mark and a page of no known kind."""
    return [page for path in sorted(folder.glob("*.txt")) for page in _pages(path)]


def _pages(path: Path) -> Iterator[Written]:
    for part in path.read_text("utf-8").removeprefix("=== ").split("\n=== "):
        head, *rows = part.rstrip("\n").split("\n")
        name, _, kind = head.partition("\t")
        wrong = [row for row in rows if row and row[0] not in _MARKS]
        rows = [row for row in rows if row[1:].strip()]
        if wrong or kind not in (ARTICLE, THREAD, NONE):
            raise ValueError(f"{path.name}: {name}: {wrong[:1] or kind}")
        yield Written(name, kind, path.stem, "".join(row[0] for row in rows), [row[1:] for row in rows])


def host_of(page: Written) -> str:
    """The name under which the pages of a written page are kept apart: its writer comes first."""
    return f"{page.writer}:{page.name}"


def written_samples(pages: Sequence[Written]) -> list[FlatSample]:
    """The pages ready for training."""
    return [sample for page in pages if (sample := _sample(page)) is not None]


def _sample(page: Written) -> FlatSample | None:
    text = "\n".join(page.lines)
    seen = page_of(text)
    marks = np.array(list(page.marks))[seen.number]  # a line of invisible characters is none
    own = np.flatnonzero(marks == "+")
    if page.kind != NONE and not len(own):
        return None
    first, last = (int(own[0]), int(own[-1])) if len(own) else (-1, -1)
    above = np.flatnonzero((marks == "=") & (np.arange(len(marks)) < max(first, 0)))
    gold = "\n".join(line for mark, line in zip(page.marks, page.lines, strict=True) if mark == "+")
    host = host_of(page)
    source = Source(host, "written", host, "", b"", gold, text, forum=page.kind == THREAD)
    label = np.array([_MARKS[mark] for mark in marks.tolist()])
    title = int(above[-1]) if len(above) else -1
    heed = (marks != "?").astype(np.float64)
    return FlatSample(source, seen, flat_features(seen), label, title, first, last, "written", page.kind, heed=heed)


def other_posts(samples: Sequence[FlatSample]) -> Iterator[FlatSample]:
    """Threads with the posts of other threads in the places of their own."""
    rng = np.random.default_rng(13)
    threads = [s for s in samples if s.kind == THREAD]
    posts = {s.source.host: [[s.line(i) for i in range(a, b)] for a, b in _runs(s)] for s in threads}
    for sample in threads:
        for _ in range(_THREADS):
            guest = threads[int(rng.integers(len(threads)))]
            made = _reposted(sample, posts[guest.source.host], rng)
            yield replace(made, guests=(guest.source.host,))


def _runs(sample: FlatSample) -> list[list[int]]:
    own = (sample.label > 0.5) & (np.arange(len(sample.page)) != sample.title)
    edges = np.flatnonzero(np.diff(own.astype(np.int8), prepend=0, append=0))
    return [list(pair) for pair in edges.reshape(-1, 2).tolist()]


def _reposted(sample: FlatSample, posts: Sequence[list[str]], rng: Random) -> FlatSample:
    lines: list[str] = []
    label: list[float] = []
    heed: list[float] = []
    at, title = 0, -1
    for number, (start, end) in enumerate([*_runs(sample), [len(sample.page)] * 2]):
        frame = list(range(at, start))
        title = len(lines) + sample.title - at if at <= sample.title < start else title
        lines += [sample.line(i) for i in frame]
        label += sample.label[at:start].tolist()
        heed += sample.heed[at:start].tolist() if sample.heed is not None else [1.0] * len(frame)
        if start < end:
            post = posts[0] if number == 0 else posts[int(rng.integers(len(posts)))]
            lines += post
            label += [1.0] * len(post)
            heed += [1.0] * len(post)
        at = end
    return _made(sample, lines, (label, heed), title)


def _made(
    sample: FlatSample, lines: Sequence[str], weights: tuple[Sequence[float], Sequence[float]], title: int
) -> FlatSample:
    page = page_of("\n".join(lines))
    label, heed = (np.array(column)[page.number] for column in weights)
    own = np.flatnonzero(label > 0.5)
    own = own[own != title]
    first, last = (int(own[0]), int(own[-1])) if len(own) else (-1, -1)
    return FlatSample(
        sample.source, page, flat_features(page), label, title, first, last, sample.form, sample.kind, heed, made=True
    )


def without_article(samples: Sequence[FlatSample]) -> Iterator[FlatSample]:
    """The frames of articles alone, with the foot of another one or teasers of one between head and foot."""
    rng = np.random.default_rng(17)
    some = [s for s in samples if s.kind == ARTICLE]
    for sample in some:
        for number in range(_EMPTY):
            below, guest = (some[int(rng.integers(len(some)))] for _ in range(2))
            head = [sample.line(i) for i in range(sample.first) if i != sample.title]
            foot = [below.line(i) for i in range(below.last + 1, len(below.page))]
            between = teasers(guest, rng) if number else []
            lines = [*head, *between, *foot]
            if len(lines) > 6:
                made = _made(replace(sample, kind=NONE), lines, ([0.0] * len(lines), [1.0] * len(lines)), -1)
                yield replace(made, guests=(below.source.host, guest.source.host))


def with_comments(articles: Sequence[FlatSample], threads: Sequence[FlatSample]) -> Iterator[FlatSample]:
    """Articles with the answers of a thread as comments below: what beats like a thread, and is none."""
    rng = np.random.default_rng(29)
    told = [s for s in threads if len(_runs(s)) > _LEAST_RUNS]
    for sample in articles[::_COMMENTED]:
        guest = told[int(rng.integers(len(told)))]
        yield _with_foreign(sample, _comments(guest, rng), [guest], rng)


def _with_foreign(sample: FlatSample, foreign: Sequence[str], guests: Sequence[FlatSample], rng: Random) -> FlatSample:
    """An article with comments somewhere below."""
    own = [sample.line(i) for i in range(len(sample.page))]
    at = sample.last + 1 + int(rng.integers(min(len(own) - sample.last, _COMMENT_LINES[0])))
    heed = sample.heed if sample.heed is not None else np.ones(len(own))
    label, counts = (
        [*column[:at].tolist(), *[value] * len(foreign), *column[at:].tolist()]
        for column, value in ((sample.label, 0.0), (heed, 1.0))
    )
    made = _made(sample, [*own[:at], *foreign, *own[at:]], (label, counts), sample.title)
    hosts = tuple(guest.source.host for guest in guests)
    return replace(made, first=sample.first, last=sample.last, form=COMMENTED, guests=hosts)


def _comments(thread: FlatSample, rng: Random) -> list[str]:
    """Answers of a thread as they stand there, as a rule below a heading."""
    runs = _runs(thread)
    start, end = runs[0][1], runs[-1][1]
    lines = [thread.line(i) for i in range(start, min(end, start + int(rng.integers(*_COMMENT_LINES))))]
    return [str(rng.choice(_HEADINGS)).format(len(runs)), *lines] if rng.random() < _HEADED else lines


def with_layouts(articles: Sequence[FlatSample], threads: Sequence[FlatSample]) -> Iterator[FlatSample]:
    """Articles with comments below in layouts of their own, made of the posts of several threads; a third of them."""
    rng = np.random.default_rng(31)
    told = [s for s in threads if len(_runs(s)) > _LEAST_RUNS]
    for sample in articles[1::_EACH]:
        guests = [told[int(rng.integers(len(told)))] for _ in range(_GUESTS)]
        said = [[thread.line(i) for i in range(a, b)] for thread in guests for a, b in _runs(thread)[1:]]
        foreign = comments(said, int(2 ** rng.uniform(*_COMMENTS)), rng)
        yield replace(_with_foreign(sample, foreign, guests, rng), form=LAID_OUT)


def chats(articles: Sequence[Article]) -> Iterator[Article]:
    """Conversations as people save them: a name and a time above each line, or before it. They are no threads."""
    rng = np.random.default_rng(23)
    for article in articles:
        people = ["".join(rng.choice(list(_NAMES), 2)) for _ in range(int(rng.integers(2, 5)))]
        form = int(rng.integers(3))
        lines = []
        for number, text in enumerate(article.lines[:40]):
            name, minute = people[int(rng.integers(len(people)))], f"{7 + number // 60:02}:{number % 60:02}"
            if form == 0:
                lines += [name, f"2024.03.05 {minute}", text]
            elif form == 1:
                lines += [f"{name} 2024-03-05 {minute}:17", text]
            else:
                lines += [f"[{minute}] {name}：{text}"]
        yield Article(article.title, lines)


def plain_texts(articles: Sequence[Article], form: str = PLAIN) -> Iterator[FlatSample]:
    """Articles without any frame: what must go through unchanged."""
    for number, article in enumerate(articles):
        title = [article.title] if article.title and number % 2 == 0 else []
        text = "\n".join([*title, *article.lines])
        page = page_of(text)
        if len(page) > len(title) + 1:
            host = f"{form}:{number}"
            source = Source(host, PLAIN, host, "", b"", text, text)
            label = np.ones(len(page))
            yield FlatSample(
                source, page, flat_features(page), label, len(title) - 1, len(title), len(page) - 1, form, PLAIN
            )


def reshaped(samples: Sequence[FlatSample]) -> Iterator[FlatSample]:
    """Articles whose menus stand in one line where each word had its own, or the other way round."""
    rng = np.random.default_rng(19)
    for sample in samples:
        if sample.kind in (ARTICLE, THREAD, NONE) and sample.heed is not None:
            lines, label, heed = _reshaped(sample, rng)
            if len(lines) != len(sample.page):
                title = lines.index(sample.line(sample.title)) if sample.title >= 0 else -1
                yield _made(sample, lines, (label, heed), title)


def _reshaped(sample: FlatSample, rng: Random) -> tuple[list[str], list[float], list[float]]:
    lines: list[str] = []
    label: list[float] = []
    heed: list[float] = []
    assert sample.heed is not None
    join, gap = rng.random() < 0.5, (" ", " | ", "  ", "")[int(rng.integers(4))]
    joined = False
    for i in range(len(sample.page)):
        text = sample.line(i)
        frame = sample.label[i] == 0 and sample.heed[i] == 1
        short = frame and len(text) <= _SHORT
        words = [word for word in _WORDS.split(text) if word]
        if join and short and joined and rng.random() > _JOINED:
            lines[-1] += gap + text
            continue
        joined = short
        split = not join and frame and len(words) > 3 and max(map(len, words)) <= _SHORT
        some = words if split else [text]
        lines += some
        label += [sample.label[i]] * len(some)
        heed += [sample.heed[i]] * len(some)
    return lines, label, heed
