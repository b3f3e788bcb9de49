"""Reflow: ``python -m tests.benchmarks reflow [harm repair]``: texts that must stay, gold texts wrapped at a column.

harm: edits proposed on the clean texts and on the gold texts of the pages (0 is right). repair: each gold text is
wrapped in one of several ways at a random column, with and without wide lines among its paragraphs (an address, a
headline, heads of mail, a paragraph that nobody wrapped); counted are the breaks joined as they were, joined with a
blank too many or too few, left, and the ends of paragraphs that were joined.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.doc import Doc, Edit
from cleaner.stages.tidy_reflow import repeated, wrapped
from tests.benchmarks.common import data_path, print_table, read_jsonl, run_sections

_CLOSING = "，。！？；：、”’）》」』"
_WORD = frozenset(map(chr, range(0x21, 0x7F)))


class Way(NamedTuple):
    """How a text is wrapped: what a wide character takes, and what stands around lines and paragraphs."""

    wide: int = 2
    between: str = "\n\n"
    indent: str = ""
    before: str = ""
    behind: str = "\n"


WAYS = {
    "empty line": Way(),
    "indent": Way(between="\n", indent="　　"),
    "nothing": Way(between="\n"),
    "PDF": Way(between=" \n", behind=" \n"),
    "characters": Way(1),
    "bytes": Way(3, between="\n", indent="　　"),
    "quoted": Way(between="\n> \n", before="> ", behind="\n> "),
    "empty rows": Way(between="\n\n\n", behind="\n\n"),
}
COLUMNS = {"20-42": range(20, 43, 2), "44-80": range(44, 81, 2)}
WIDE_LINES = (
    "https://example.com/2024/05/17/images/4c/a7/6f0e8d5b9c3e2f1a4c8b7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b0c.jpg",
    "“春风行动”主题启蒙讲座在研究院一层报告厅顺利举行圆满结束各界人士共同见证这一具有历史意义的重要时刻来临",
    "Subject: =?utf-8?B?5Yq05YqoIOaKpeWRig==?= Re: minutes of the meeting of Tuesday and what we decided there",
    "河堤加固以后，两岸的人家又搬了回来，街上重新热闹起来。卖豆腐的老张说，他的铺子一年没有开过门，如今一天要做三板豆腐才够卖，连邻村的人也赶来买，他高兴得逢人就说。",
)


def main(argv: list[str]) -> int:
    """Print the tables."""
    return run_sections("reflow", __doc__, {"harm": _harm, "repair": _repair}, argv)


def _harm(_: int) -> None:
    harm: dict[str, list[int]] = {}
    for name, text in texts():
        row = harm.setdefault(name, [0, 0, 0])
        row[0] += 1
        row[1] += len(list(wrapped(text)))
        row[2] += len(list(repeated(text)))
    print_table(["set", "texts", "lines joined", "lines taken"], [[name, *row] for name, row in harm.items()], "harm")


def _repair(size: int) -> None:
    rng = random.Random(1)
    sources = [solid for _, text in gold() if sum(map(len, solid := paragraphs_of(text))) >= 400][:size]
    rows = []
    for name, way in WAYS.items():
        for span, columns in COLUMNS.items():
            for wide in (False, True):
                counts = [0, 0, 0, 0]
                for source in sources:
                    text, joints = wrap(source, way, rng.choice(columns), WIDE_LINES if wide else (), rng)
                    counts = [a + b for a, b in zip(counts, judged(text, joints, list(wrapped(text))), strict=True)]
                total = max(sum(counts[:3]), 1)
                rows.append([name, span, "yes" if wide else "no", total, *(count / total for count in counts)])
    head = ["way", "columns", "wide lines", "breaks", "right", "blank wrong", "left", "ends joined"]
    print_table(head, rows, "repair (shares of all breaks)")


def judged(text: str, joints: dict[int, str], edits: list[Edit]) -> list[int]:
    """Breaks joined right, joined wrong, left; ends of paragraphs joined."""
    done = {text.index("\n", edit.start): edit.new for edit in edits}
    right = sum(done.get(at) == new for at, new in joints.items())
    wrong = sum(at in done and done[at] != new for at, new in joints.items())
    return [right, wrong, len(joints) - right - wrong, len(done.keys() - joints.keys())]


def paragraphs_of(text: str) -> list[str]:
    """The lines that are not blank."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def texts() -> Iterator[tuple[str, str]]:
    """The clean texts and the gold texts, each with the name of its set."""
    for path in sorted(data_path("clean").glob("*.jsonl")):
        yield from ((path.name, record["text"]) for record in read_jsonl(path))
    yield from gold()


def gold() -> Iterator[tuple[str, str]]:
    """The gold texts of the pages."""
    for path in sorted(data_path("html").glob("*/*.txt")):
        yield "gold of pages", path.read_text("utf-8")


def wrap(
    paragraphs: list[str], way: Way, columns: int, among: tuple[str, ...], rng: random.Random
) -> tuple[str, dict[int, str]]:
    """A wrapped text, and what stood at each line break that wrapping made, by its offset."""
    width = columns * way.wide // 2 if way.wide > 1 else columns // 2
    blocks = [(way.before, list(_lines(way.indent + paragraph, width, way.wide))) for paragraph in paragraphs]
    for line in among:
        blocks.insert(rng.randrange(len(blocks) + 1), (way.before, [(line, "")]))
    text, joints = "", {}
    for number, (before, lines) in enumerate(blocks):
        text += (way.between if number else "") + before
        for line, gap in lines[:-1]:
            text += line
            joints[len(text) + way.behind.index("\n")] = gap
            text += way.behind
        text += lines[-1][0]
    return Doc(text).text, joints


def _lines(paragraph: str, columns: int, wide: int) -> Iterator[tuple[str, str]]:
    """The lines of a paragraph, each with the blank that stood behind it; a mark that closes may hang over."""
    line, width = "", 0
    for word in _words(paragraph):
        own = sum(wide if ord(c) >= 0x2E80 or 0x2010 <= ord(c) <= 0x2027 else 1 for c in word)
        if width + own > columns and line.strip() and word not in _CLOSING:
            bare = line.rstrip(" ")
            yield bare, line[len(bare) :]
            line, width = "", 0
            if word == " ":
                continue
        line, width = line + word, width + own
    yield line, ""


def _words(paragraph: str) -> Iterator[str]:
    """Latin words, and all other characters one by one."""
    word = ""
    for character in paragraph:
        if character in _WORD:
            word += character
            continue
        if word:
            yield word
        word = ""
        yield character
    if word:
        yield word
