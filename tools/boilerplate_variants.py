"""More training pages from few: shorter articles, articles in one line, a second text beside the article.

On real pages the article may be one line, and a next story, a list of abstracts or comments may hold more prose than
it. Too few of the development pages are like that, so such pages are made of them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

import numpy as np

from cleaner.doc import Doc, Edit
from cleaner.lines import Lines

LEAST = 30  # characters of a line that stays when an article is cut short
MOST_MERGED = 3000  # characters of an article that may become one line
_COMMENTED = 0.2  # how often a second text is comments below the article
_MOST_COMMENTS = 60
_RULE = "boilerplate.outside"
_AROUND = (
    "<div>{}</div>", '<div class="item">{}</div>', '<div class="box">{}</div>', "<section>{}</section>",
    '<div class="txt">{}</div>', "<td>{}</td>", '<div id="right">{}</div>', "<ul><li>{}</li></ul>",
    '<div class="list"><div class="con">{}</div></div>', '<div class="comment">{}</div>',
    '<div class="recommend">{}</div>', "<article>{}</article>", '<div class="content">{}</div>',
)  # fmt: skip
_SENTENCE = re.compile(r"[^。！？!?；\n]{2,80}[。！？!?；]?")
# The box of comments, one of them, and its text.
_REMARKS = (
    ('<div class="comment-list"><h3>{head}</h3><ul>{items}</ul></div>',
     '<li><a href="/u/1">{name}</a><span class="time">{when}</span>{text}<a>赞{zan}</a><a>回复</a></li>', "<p>{}</p>"),
    ('<div id="pl"><div class="tit">{head}</div>{items}</div>',
     '<div class="c">{text}<div><span>{name}</span><span>{when}</span><a>举报</a></div></div>', "<div>{}</div>"),
    ('<section><h2>{head}</h2>{items}</section>', "<dl><dt>{name} {when}</dt><dd>{text}</dd></dl>", "{}"),
    ('<div class="box"><b>{head}</b>{items}</div>', "<div>{name} {when}<br>{text}<br></div>", "{}"),
    ("<div>{items}</div>", '<div class="css-1x"><div>{name}</div>{text}<div>{when} {zan}</div></div>', "<p>{}</p>"),
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
    if rng.random() < _COMMENTED:
        return _comments(text, rng)
    count = int(rng.integers(1, 12))
    start = int(rng.integers(0, max(1, len(some) - count)))
    some = some[start : start + count]
    style = int(rng.integers(0, 4))
    body = "".join(_styled(style, some, rng))
    if title and style < 2 and rng.random() < 0.7:
        named = html.escape(title[:60])
        body = (f'<h3><a href="/y">{named}</a></h3>' if rng.random() < 0.5 else f"<h2>{named}</h2>") + body
    return _AROUND[int(rng.integers(0, len(_AROUND)))].format(body)


def _comments(text: str, rng: np.random.Generator) -> str:
    """Many short remarks, each with a name, a time and buttons, in elements that may say what they are."""
    said = [html.escape(found[0].strip()) for found in _SENTENCE.finditer(text)]
    count = int(rng.integers(4, _MOST_COMMENTS))
    box, item, body = _REMARKS[int(rng.integers(0, len(_REMARKS)))]
    made = []
    for number in range(count):
        words = said[int(rng.integers(0, len(said)))]
        when = f"{1 + number % 23}小时前" if number % 2 else f"2019-09-{1 + number % 28:02} 08:{number % 60:02}"
        made.append(item.format(name=f"网友{number * 37 % 1000}", when=when, text=body.format(words), zan=number % 9))
    head = ("热门评论 {}条", "网友评论（{}）", "{}条评论", "最新跟帖", "回應 {}")[int(rng.integers(0, 5))].format(count)
    return box.format(head=head, items="".join(made))


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
