"""Articles that are no news, for the training pages of flattened text: what stands between the head and the foot.

Development pages are news, for the most part. Models that have seen nothing else take lists of ingredients, examination
papers, dialogues, verses and short sentences for the frame of a page and cut them off. Sources: the clean development
texts (``shared/data/clean``: recipes, poems, laws, spoken Cantonese, encyclopedia), and of the mirrors that
``character_corpus.py`` names: talks (audreyt/transcript, CC0-1.0), Lu Xun (public domain); besides them examination
questions (OpenLMLab/GAOKAO-Bench, Apache-2.0) and classics with translations (NiuTrans/Classical-Modern, MIT). Only the
thresholds that trees learn from them go into the project.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from tools.boilerplate_docs import Article, documents, flattened, unpunctuated
from tools.character_corpus import MIRROR

EACH = 45
"""Articles of each kind."""
_LONGEST_WORD = 8  # characters of a word of a menu
_FEW = 9  # lines: a song of so few says some twice
_APART = 0.3  # how often each stands in a line of its own
_SENTENCE = re.compile(r"(?<=[。！？])(?![」』”）])")
_HEADING = re.compile(r"^#{1,6}\s+")
_TOLD = re.compile(r"[\u4e00-\u9fff].{10,}[。！？]")
_CELL = re.compile(r"\t|  +| \| |(?<=：)")
_LEAST_TOLD, _MOST_TOLD = 4, 3  # sentences of an article around other lines: all that it has, and those above these
_ENCLOSED, _SPLIT = (4, 40), 0.5  # lines between two sentences; how often each cell of theirs stands in one of its own
Random = np.random.Generator


def bodies(clean: Path, mirror: Path = MIRROR) -> list[Article]:
    """Articles of all kinds whose sources are there, the same for the same sources."""
    out: list[Article] = []
    for number, kind in enumerate(_KINDS):
        rng = np.random.default_rng(100 + number)
        out += islice((article for article in kind(clean, mirror, rng) if len(article.lines) > 1), EACH)
    return out


def enclosed(prose: Sequence[Article], others: Sequence[Article]) -> list[Article]:
    """Short lines of ``others`` between the first and the last sentences of an article: a list, a table, code, a song.

    They belong to it, whatever they are.
    """
    rng = np.random.default_rng(61)
    out = []
    for article in prose:
        told = [line for line in article.lines if _TOLD.fullmatch(line)]
        if len(told) >= _LEAST_TOLD:
            above, below = (int(rng.integers(1, most + 1)) for most in (_MOST_TOLD, 2))
            lines = _between(others[int(rng.integers(len(others)))], rng)
            out.append(Article(article.title, [*told[:above], *lines, *told[-below:]]))
    return out


def _between(other: Article, rng: Random) -> list[str]:
    """Some lines of an article in a row, but for its sentences, as they are or a cell a line."""
    lines = [line for line in other.lines if not _TOLD.fullmatch(line)]
    size = int(rng.integers(*_ENCLOSED))
    start = int(rng.integers(0, max(1, len(lines) - size)))
    some = lines[start : start + size]
    if rng.random() < _SPLIT:
        some = [cell.strip() for line in some for cell in _CELL.split(line) if cell.strip()]
    return some[: _ENCLOSED[1]]


def small_head(head: Sequence[str], title: str, rng: Random) -> list[str]:
    """A head as small sites have it: a few of the lines above the article, and a menu, in a line as a rule."""
    at = max((i for i, line in enumerate(head) if title and line == title), default=len(head))
    start = max(0, at - int(rng.integers(0, 6)))
    words = [line for line in head[:start] if len(line) <= _LONGEST_WORD]
    first = int(rng.integers(0, max(1, len(words) - 8)))
    menu = words[first : first + int(rng.integers(0, 12))]
    return [*_in_a_line(menu, rng), *head[start : at + 1], *head[at + 1 :][-int(rng.integers(1, 5)) :]]


def small_foot(foot: Sequence[str], rng: Random) -> list[str]:
    """A foot as small sites have it: some lines below the article, and the last ones of the page."""
    near = int(rng.integers(1, 10))
    last = list(foot[max(near, len(foot) - int(rng.integers(1, 5))) :])
    words = [line for line in last if len(line) <= _LONGEST_WORD]
    return [*foot[:near], *(_in_a_line(words, rng) if len(words) == len(last) else last)]


def _in_a_line(words: Sequence[str], rng: Random) -> list[str]:
    if rng.random() < _APART:
        return list(words)
    return [(" ", " | ", "  ")[int(rng.integers(3))].join(words)] if words else []


def _records(path: Path, rng: Random) -> Iterator[dict[str, str]]:
    if not path.is_file():
        return
    lines = path.read_text("utf-8").split("\n")
    for index in rng.permutation(len(lines)):
        if lines[index]:
            yield json.loads(lines[index])


def _solid(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _recipes(clean: Path, _: Path, rng: Random) -> Iterator[Article]:
    for record in _records(clean / "recipes_markdown.dev.jsonl", rng):
        if (article := flattened(record["text"], rng)) is not None:
            yield article


def _poems(clean: Path, _: Path, rng: Random) -> Iterator[Article]:
    for record in _records(clean / "poetry_traditional.dev.jsonl", rng):
        poems = [poem for poem in record["text"].split("\n\n") if len(_solid(poem)) > 2]
        for poem in (poems[int(i)] for i in rng.permutation(len(poems))[:3]):
            title, *lines = _solid(poem)
            yield Article(title, lines)


def _laws(clean: Path, _: Path, rng: Random) -> Iterator[Article]:
    for record in _records(clean / "cn_law_markdown.dev.jsonl", rng):
        lines = [_HEADING.sub("", line) for line in _solid(record["text"]) if not line.startswith("<!--")]
        start = int(rng.integers(1, max(2, len(lines) - 40)))
        yield Article(lines[0], lines[start : start + int(rng.integers(5, 40))])


def _dialogues(clean: Path, _: Path, rng: Random) -> Iterator[Article]:
    path = clean / "hk_spoken.dev.jsonl"
    said = [json.loads(line)["text"] for line in path.read_text("utf-8").split("\n") if line] if path.is_file() else []
    for start in range(0, len(said) - 20, 20):
        size = int(rng.integers(3, 20))
        yield Article(said[start].rstrip("。"), said[start + 1 : start + 1 + size])


def _short(clean: Path, _: Path, rng: Random) -> Iterator[Article]:
    """A few sentences in lines of their own, or a single short paragraph beside a line of its own."""
    for record in _records(clean / "tw_wiki.dev.jsonl", rng):
        said = [part for part in _SENTENCE.split(record["text"]) if len(part) > 5]
        joined = ["".join(said[:-1]), said[-1]] if rng.random() < 0.4 and len(said) > 1 else said
        yield Article(record.get("title", ""), joined[: int(rng.integers(2, 8))])


def _talks(_: Path, mirror: Path, rng: Random) -> Iterator[Article]:
    """Questions and answers: a line a speech with the speaker before it, or the speaker in a line of his own."""
    for text in _some(mirror, "audreyt/transcript", r".*\.md$", rng):
        lines = [_HEADING.sub("", line) for line in _solid(text)]
        body = lines[1 : int(rng.integers(8, 60))]
        if rng.random() < 0.5:
            body = [a + b for a, b in zip(body[::2], body[1::2], strict=False)]
        yield Article(lines[0] if lines else "", body)


def _essays(_: Path, mirror: Path, rng: Random) -> Iterator[Article]:
    for text in _some(mirror, "tallusil/luxun-novel-analysis", r"data/.*\.txt$", rng):
        lines = _solid(text)
        if len(lines) > 20:
            start = int(rng.integers(0, len(lines) - 10))
            yield Article(lines[start][:20], lines[start + 1 : start + int(rng.integers(4, 40))])


def _exams(_: Path, mirror: Path, rng: Random) -> Iterator[Article]:
    for text in _some(mirror, "OpenLMLab/GAOKAO-Bench", r"Data/.*\.json$", rng):
        data = json.loads(text)
        asked = [each["question"] for each in data["example"]]
        for start in range(0, len(asked) - 5, 12):
            some = asked[start : start + int(rng.integers(3, 9))]
            yield Article(data["keywords"], [line for each in some for line in _solid(each)][:60])


def _bilingual(_: Path, mirror: Path, rng: Random) -> Iterator[Article]:
    for text in _some(mirror, "NiuTrans/Classical-Modern", r"双语数据/.*/bitext\.txt$", rng):
        lines = [line.partition("：")[2] or line for line in _solid(text)]
        yield Article("", lines[: int(rng.integers(4, 40))])


def _verses(clean: Path, mirror: Path, rng: Random) -> Iterator[Article]:
    """Lines without any mark, as songs have them."""
    for poem, talk in zip(_poems(clean, mirror, rng), _dialogues(clean, mirror, rng), strict=False):
        for article in (poem, talk):
            lines = unpunctuated(article.lines)
            yield Article(article.title, lines * 2 if len(lines) < _FEW and rng.random() < 0.5 else lines)


def _some(mirror: Path, repository: str, pattern: str, rng: Random) -> Iterator[str]:
    return islice(documents(mirror, repository, pattern, rng), 4 * EACH)


_KINDS = (_recipes, _poems, _laws, _dialogues, _short, _talks, _essays, _exams, _bilingual, _verses)
