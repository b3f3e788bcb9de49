"""More training pages from few: shorter articles, articles in one line, a second text beside the article.

On real pages the article may be one line, and a next story, a list of abstracts or comments may hold more prose than
it. Too few of the development pages are like that, so such pages are made of them.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

import numpy as np

from cleaner.doc import Doc, Edit
from cleaner.lines import Lines

LEAST = 30  # characters of a line that stays when an article is cut short
MOST_MERGED = 3000  # characters of an article that may become one line
_RULE = "boilerplate.outside"
_AROUND = (
    "<div>{}</div>", '<div class="item">{}</div>', '<div class="box">{}</div>', "<section>{}</section>",
    '<div class="txt">{}</div>', "<td>{}</td>", '<div id="right">{}</div>', "<ul><li>{}</li></ul>",
    '<div class="list"><div class="con">{}</div></div>', '<div class="comment">{}</div>',
    '<div class="recommend">{}</div>', "<article>{}</article>", '<div class="content">{}</div>',
)  # fmt: skip


def cut_short(doc: Doc, lines: Lines, gold: Sequence[int], rng: np.random.Generator) -> tuple[Doc, str] | None:
    """``doc`` with the first one to three long lines of its article alone, and those; ``gold``: the article's lines."""
    long = [n for n in gold if lines.sizes[n] >= LEAST]
    if len(long) < 2:
        return None
    last = long[int(rng.integers(1, min(4, len(long)))) - 1]
    past = len(lines.text)
    edits = [Edit(int(lines.starts[n]), min(int(lines.ends[n]) + 1, past), "", _RULE) for n in gold if n > last]
    kept = "\n".join(lines[n].text for n in gold if n <= last)
    return (doc.apply("boilerplate", edits), kept) if edits else None


def in_one_line(doc: Doc, lines: Lines, gold: Sequence[int]) -> Doc | None:
    """``doc`` with neighbouring lines of its article joined."""
    if sum(int(lines.sizes[n]) for n in gold) > MOST_MERGED:
        return None
    held = set(gold)
    edits = [Edit(int(lines.ends[n]), int(lines.starts[n + 1]), "", _RULE) for n in gold if n + 1 in held]
    return doc.apply("boilerplate", edits) if edits else None


def second_text(title: str, text: str, rng: np.random.Generator) -> str | None:
    """The HTML of a block with some paragraphs of another article, as a story, abstracts or comments."""
    some = [html.escape(line) for line in text.split("\n") if len(line.strip()) >= 15]
    if not some:
        return None
    count = int(rng.integers(1, 12))
    start = int(rng.integers(0, max(1, len(some) - count)))
    some = some[start : start + count]
    style = int(rng.integers(0, 4))
    body = "".join(_styled(style, some, rng))
    if title and style < 2 and rng.random() < 0.7:
        named = html.escape(title[:60])
        body = (f'<h3><a href="/y">{named}</a></h3>' if rng.random() < 0.5 else f"<h2>{named}</h2>") + body
    return _AROUND[int(rng.integers(0, len(_AROUND)))].format(body)


def _styled(style: int, texts: Sequence[str], rng: np.random.Generator) -> Iterator[str]:
    for number, text in enumerate(texts):
        if style == 0:
            yield f"<p>{text}</p>"
        elif style == 1:
            yield f"\u3000\u3000{text}<br>\n"
        elif style == 2:
            cut = int(rng.integers(60, 160))
            yield f'<div class="sum"><a href="/{number}">{text[:18]}</a><p>{text[:cut]}...</p></div>'
        else:
            yield f'<div class="c"><span>用户{number}</span><span>{number + 1}小时前</span><div>{text}</div></div>'
