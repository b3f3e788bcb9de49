"""Pages without an article, made for training: lists, goods, forms and errors in the place of an article.

Real pages with people's gold text all hold an article. ``list_layouts.toml`` says how sites write pages that hold none;
a made page puts one of them, filled with titles and sentences of other pages, into the place of an article, or leaves
that place empty. What its head said of the article goes too.
"""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from tools.boilerplate_threads import filled, renamed

_SENTENCE = re.compile(r"[^。！？!?；\n]{6,80}[。！？!?；]?")
_CLAUSE = re.compile(r"[^，。！？!?；,\n]{3,24}[，。！？；]?")
_TITLE = re.compile(r"<title[^<>]*>[^<]*</title>", re.IGNORECASE)
_RECORD = re.compile(r"<meta\b[^<>]*>|<script[^<>]*ld\+json[^<>]*>.*?</script>", re.IGNORECASE | re.DOTALL)
_HEADING = re.compile(r"<h1\b[^<>]*>.*?</h1>", re.IGNORECASE | re.DOTALL)
_SITE = re.compile(r"[-_|–—][^-_|–—<>]{2,20}\Z")
_CUT = (18, 110)  # characters of the beginning of an article
_TIMES = ("{}分钟前", "{}小时前", "昨天 {:02}:30", "{}天前", "{:02}:08")
_DAYS = ("{y}-{m:02}-{d:02}", "{m:02}-{d:02}", "{y}年{m}月{d}日", "{y}/{m:02}/{d:02}", "{y}.{m}.{d}")
_KEPT_HEADING = 0.3  # how often the headline of the article stays, as that of a page whose list is filled in later
Random = np.random.Generator


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("list_layouts.toml").read_text("utf-8"))


def listing(titles: Sequence[str], text: str, rng: Random) -> tuple[str, str]:
    """What a page without an article is called, and the HTML of what stands in the article's place.

    titles: those of other pages.  text: an article whose sentences are the beginnings of others.
    """
    return _laid_out("layout", titles, text, rng)


def short_article(title: str, text: str, rng: Random) -> tuple[str, str]:
    """The title and the HTML of an article of a form that lacks paragraphs, made of the sentences of a text."""
    return _laid_out("article", [title], text, rng)


def _laid_out(kind: str, titles: Sequence[str], text: str, rng: Random) -> tuple[str, str]:
    layout = _data()[kind][int(rng.integers(len(_data()[kind])))]
    said = [found[0].strip() for found in _SENTENCE.finditer(text)] or [str(titles[0])]
    topic, day = _one(_data()["words"]["topic"], rng), _one(_DAYS, rng)
    items = []
    for number in range(int(rng.integers(layout["least"], layout["most"] + 1))):
        fields = _fields(titles, said, day, rng) | {"number": str(number + 1)}
        items.append(filled(layout["item"], fields))
    common = _fields(titles, said, day, rng) | {"topic": topic, "number": str(1 + int(rng.integers(9)))}
    page = filled(layout["page"], common | {"items": "".join(items)})
    return html.unescape(filled(layout.get("title", "{title}"), common)), renamed(page, rng)


def in_place(page: str, start: int, end: int, made: tuple[str, str], rng: Random) -> str:
    """``page`` with the title and the text ``made`` in the place of what stands at ``start:end``."""
    name, markup = made
    head, foot = page[:start], page[end:]
    if rng.random() > _KEPT_HEADING:
        head, foot = _HEADING.sub("", head), _HEADING.sub("", foot)
    out = _RECORD.sub("", head) + markup + foot
    own = _TITLE.search(page)
    site = _SITE.search(own[0].partition(">")[2].rpartition("<")[0]) if own else None
    title = html.escape(name + (site[0] if site else ""))
    return _TITLE.sub(lambda _: f"<title>{title}</title>", out, count=1)


def _fields(titles: Sequence[str], said: Sequence[str], day: str, rng: Random) -> dict[str, str]:
    """The fields of one item, drawn anew."""
    words = _data()["words"]
    start = int(rng.integers(len(said)))
    text = "".join(said[start : start + int(rng.integers(1, 4))])
    when = {"y": int(rng.integers(2004, 2025)), "m": int(rng.integers(1, 13)), "d": int(rng.integers(1, 29))}
    drawn = {name: _one(words[name], rng) for name in ("topic", "goods", "model", "name", "place")}
    fields = {
        **drawn,
        "title": _one(titles, rng)[:60],
        "text": text,
        "clause": _one(_CLAUSE.findall(text) or [text], rng),
        "cut": text[: int(rng.integers(*_CUT))] + _one(("…", "...", "……", "[…]"), rng),
        "day": day.format(**when),
        "time": _one(_TIMES, rng).format(int(rng.integers(1, 24))),
        "count": str(int(10 ** rng.uniform(1, 6))),
        "price": str(int(10 ** rng.uniform(0.7, 4))),
        "length": f"{int(rng.integers(60)):02}:{int(rng.integers(60)):02}",
    }
    return {name: html.escape(value) for name, value in fields.items()}


def _one(some: Sequence[str], rng: Random) -> str:
    return some[int(rng.integers(len(some)))]
