"""Threads of forums, made for training: layouts of the common programs filled with sentences of development pages.

Too few real threads are there to learn from. ``thread_layouts.toml`` says how forum programs write a thread; a made
page puts one of them, with class names changed at random, into a frame of its own or in the place of an article.
"""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

_SENTENCE = re.compile(r"[^。！？!?；\n]{2,80}[。！？!?；]?")
_TAG = re.compile(r"<[^<>]*>")
_FIELD = re.compile(r"\{(\w+)\}")
_CLASS = re.compile(r'(class|id)="([^"]*)"')
_LEAST_SENTENCES, _MOST_POSTS = 12, 24
_YEARS, _FIRST_YEAR = 21, 2004
# How often: a reply is a stock phrase; a post has lists or code (the first one, a reply); quotes; is answered below.
_STOCK, _RICH, _QUOTES, _ANSWERED = 0.35, (0.35, 0.1), 0.15, 0.12
# How often the names of classes stay as they are; then how often each stays, gets a suffix, or loses its sense.
_AS_IT_IS, _STAYS, _SUFFIXED, _SENSELESS = 0.4, 0.4, 0.6, 0.9


class Thread(NamedTuple):
    """The HTML of a thread, without the page around it, and the text of its title and posts."""

    markup: str
    text: str


class Post(NamedTuple):
    """What a layout puts into one post, by field; the lines that it quotes, of its text, of the answers below it."""

    fields: dict[str, str]
    quote: list[str]
    lines: list[str]
    below: list[str]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("thread_layouts.toml").read_text("utf-8"))


class Maker:
    """Makes threads of the sentences of one text. Raises ``ValueError`` where it has too few."""

    def __init__(self, text: str, rng: np.random.Generator) -> None:
        self.rng = rng
        found = (each[0].strip() for each in _SENTENCE.finditer(text))
        self.sentences = [sentence for sentence in found if len(sentence) >= 4]
        if len(self.sentences) < _LEAST_SENTENCES:
            raise ValueError("too few sentences")

    def thread(self, title: str) -> Thread:
        """A thread in one of the layouts."""
        layout = _data()["layout"][self._below(len(_data()["layout"]))]
        count = 1 + min(int(self.rng.geometric(0.12)), _MOST_POSTS)
        posts = [self._post(number) for number in range(count + 1)]
        common = {"title": html.escape(title), **self._particulars(0), "floor": str(count)}
        shows = "{title}" in layout["page"] + layout.get("first", "")
        lines, made = [title] if shows else [], []
        for number, post in enumerate(posts):
            kind = "first" if not number and "first" in layout else "post"
            made.append(filled(layout[kind], common | self._particulars(number) | post.fields))
            lines += post.quote if "{quote}" in layout[kind] else []
            lines += post.lines + (post.below if "{nested}" in layout[kind] else [])
            if "whole" in layout and kind == "post":
                lines[-1] = html.unescape(_TAG.sub("", made[-1]))
        first = made.pop(0) if "first" in layout else ""
        markup = filled(layout["page"], common | {"first": first, "posts": "".join(made)})
        return Thread(renamed(markup, self.rng), "\n".join(lines))

    def framed(self, thread: Thread, title: str, titles: Sequence[str], text: str) -> str:
        """A page with a frame of its own around a thread; ``titles`` and ``text`` stand in its lists of others."""
        frame, words = _data()["frame"], _data()["words"]
        near = [found[0].strip() for found in _SENTENCE.finditer(text)]
        side = filled(frame["hot"], {"links": self._links(titles, self._below(12))})
        if self._happens(0.4):
            for _ in range(1 + self._below(5)):
                shown = {"title": html.escape(self._one(titles)), "text": html.escape(self._one(near))}
                side += filled(frame["abstract"], shown)
        if self._happens(0.4):
            side += filled(frame["card"], self._particulars(0) | {"text": html.escape(self._one(near))})
        reasons = (filled(frame["reason"], {"text": each}) for each in words["reasons"] if self._happens(0.7))
        report = filled(frame["report"], {"reasons": "".join(reasons)}) if self._happens(0.4) else ""
        ahead = self._happens(0.3)
        around = {
            "title": html.escape(title), "nav": self._links(words["nav"], 3 + self._below(9)), "thread": thread.markup,
            "foot": self._links(words["foot"], 6), "report": report, "before": side if ahead else "",
            "behind": "" if ahead else side,
        }  # fmt: skip
        return filled(frame["page"], self._particulars(0) | around)

    def _links(self, texts: Sequence[str], count: int) -> str:
        shown = ({"id": str(number), "text": html.escape(self._one(texts))} for number in range(count))
        return "".join(filled(_data()["frame"]["link"], each) for each in shown)

    def _post(self, number: int) -> Post:
        frame = _data()["frame"]
        texts = [self._one(_data()["words"]["short"])] if number and self._happens(_STOCK) else list(self._said(number))
        parts = [f"<p>{html.escape(text)}</p>" for text in texts]
        breaks = [html.escape(text) for text in texts]
        if self._happens(_RICH[number > 0]):
            texts, parts = self._rich(texts, parts)
            breaks = parts
        quote = self._one(self.sentences) if number > 1 and self._happens(_QUOTES) else ""
        below = [self._answer() for _ in range(1 + self._below(4))] if number and self._happens(_ANSWERED) else []
        fields = {
            "p": "".join(parts),
            "br": ("<br>" if self._happens(0.5) else "<br />\n<br />\n").join(breaks),
            "body": " ".join(map(html.escape, texts)),
            "quote": filled(frame["quote"], {"text": html.escape(quote)}) if quote else "",
            "nested": "".join(
                filled(frame["nested"], self._particulars(0) | {"text": html.escape(each)}) for each in below
            ),
        }
        return Post(fields, [quote] if quote else [], texts, below)

    def _said(self, number: int) -> Iterator[str]:
        several = not number or self._happens(0.5)
        for _ in range(1 + (self._below(3 if number else 6) if several else 0)):
            start = self._below(len(self.sentences))
            yield "".join(self.sentences[start : start + 1 + self._below(4)])

    def _answer(self) -> str:
        return self._one(_data()["words"]["short"] if self._happens(0.5) else self.sentences)

    def _rich(self, texts: list[str], parts: list[str]) -> tuple[list[str], list[str]]:
        """The lines and the elements of a post with headings, lists, code or links among its paragraphs."""
        lines, elements = [[text] for text in texts], list(parts)
        for _ in range(1 + self._below(4)):
            some = [self._one(self.sentences)[: 3 + self._below(14)] for _ in range(1 + self._below(5))]
            style = self._below(4)
            if style == 2:
                some = [self._one(_data()["words"]["code"]) for _ in some]
            elif style != 1:
                some = some[:1]
            safe = [html.escape(each) for each in some]
            shown = (
                f"<h{2 + self._below(3)}>{safe[0]}</h3>",
                f"<ul>{''.join(f'<li>{each}</li>' for each in safe)}</ul>",
                "<pre><code>" + "\n".join(safe) + "</code></pre>",
                f'<p><a href="http://example.com/">{safe[0]}</a></p>',
            )
            at = self._below(len(elements) + 1)
            lines[at:at], elements[at:at] = [some], [shown[style]]
        return [line for each in lines for line in each], elements

    def _particulars(self, number: int) -> dict[str, str]:
        words = _data()["words"]
        drawn = {name: self._one(words[name + "s"]) for name in ("name", "level", "place", "sign")}
        numbers = {"count": str(self._below(5000)), "floor": str(number), "id": str(10**5 + self._below(10**7))}
        return {**drawn, **numbers, "when": self._when()}

    def _when(self) -> str:
        year, month, day = _FIRST_YEAR + self._below(_YEARS), 1 + self._below(12), 1 + self._below(28)
        time = f"{self._below(24):02}:{self._below(60):02}"
        shown = (
            f"{1 + self._below(30)} {self._one(('天前', '小时前', '分钟前', '年前', '个月前'))}",
            f"{month:02}-{day:02} {time}",
            f"{year}年{month}月{day}日 {time}",
            f"{year}-{month}-{day} {time}:09",
            f"{year}-{month}-{day} {time}",
        )
        return shown[self._below(len(shown))]

    def _one(self, some: Sequence[str]) -> str:
        return some[self._below(len(some))]

    def _below(self, count: int) -> int:
        return int(self.rng.integers(count))

    def _happens(self, share: float) -> bool:
        return float(self.rng.random()) < share


def filled(layout: str, fields: dict[str, str]) -> str:
    """A layout with its fields in their places; empty for a field that is not there."""
    return _FIELD.sub(lambda found: fields.get(found[1], ""), layout)


def renamed(markup: str, rng: np.random.Generator) -> str:
    """``markup`` with some of its class and id names, the same everywhere, cut, suffixed or made meaningless."""
    if float(rng.random()) < _AS_IT_IS:
        return markup
    known: dict[str, str] = {}

    def rename(found: re.Match[str]) -> str:
        names = [known.setdefault(name, _name(name, rng)) for name in found[2].split()]
        return f'{found[1]}="{" ".join(filter(None, names))}"'

    return _CLASS.sub(rename, markup)


def _name(name: str, rng: np.random.Generator) -> str:
    style = float(rng.random())
    if style < _STAYS or any(c.isdigit() for c in name):
        return name
    if style < _SUFFIXED:
        return f"{name}_{int(rng.integers(16**4)):04x}"
    return f"css-{int(rng.integers(16**5)):05x}" if style < _SENSELESS else ""
