"""Metadata of a page: from JSON-LD, OpenGraph and meta tags, microdata, and the lines beside the title."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from cleaner.fold import fold
from cleaner.stages.markup.moment import moment
from cleaner.stages.markup.title import Title, plain, shown
from cleaner.stages.markup.tokens import attributes, group_bits
from cleaner.stages.markup.walk import LINE, Walk

Found = dict[str, list[str]]
"""Values by field (``title``, ``author``, ``published``, ``source``), the most trusted first."""

_META = {
    "title": "og:title twitter:title headline articletitle dc.title",
    "published": """article:published_time og:article:published_time datepublished og:published_time pubdate publishdate
        publish_date og:pubdate og:release_date bytedance:published_time weibo:article:create_at og:time apub:time
        article.published dc.date dc.date.issued date publish-date lastpublishdate pubtime parsely-pub-date""",
    "author": "article:author og:article:author author dc.creator byl dable:author parsely-author byline",
    "url": "og:url",
    "source": "contentsource source article:source mediaid og:site_name application-name publisher dc.publisher",
}
_FIELD_OF = {name: (field, place) for field, names in _META.items() for place, name in enumerate(names.split())}
_SITE_NAMES = ("og:site_name", "application-name")
_LABEL = r"[ \u3000]{0,4}[:/|][ \u3000]{0,4}"
_NAME = r"[^\s:|,;。()\[\]<>/、@\"]{2,12}+(?=[\s:|,;。()\[\]<>/、@]|$)"
_HAN_NAME = r"[\u4e00-\u9fff]{2,4}"
_SOURCE = re.compile(rf"(?:来源|稿源|出处|来自|转自)(?:于|自)?{_LABEL}([^\s:|;()\[\]<>]{{2,30}})")
_AUTHOR = re.compile(
    rf"(?:作者|撰文|文字?|撰稿|采写|记者){_LABEL}"
    rf"({_NAME}(?:、{_NAME}){{0,4}}(?:[ ][\u4e00-\u9fff]{{2,3}}(?![\u4e00-\u9fff:])){{0,3}})"
    rf"|记者[ ]{{0,2}}({_HAN_NAME}(?:[ 、]{_HAN_NAME}){{0,4}})(?:[)\]/]|[ ]{{0,2}}$)"
)
_PREFIX = re.compile(
    r"(?:(?:稿件|文章|信息|新闻)?(?:来源|來源|作者|记者|記者|文|撰文)\s*[:：/]|本报记者|记者|記者|.{0,8}专栏作者\s)\s*"
)
_WHEN = re.compile(r"发布|发表|时间|日期|更新|posted|publish", re.IGNORECASE)
_DATED = re.compile(r"/((?:19[89]|20[0-4])\d)[-/_]?([01]\d)[-/_]?([0-3]\d)(?!\d)")
_URL = re.compile(r"https?:|www\.|//|\.(?:com|cn|net)\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:admin|administrator|root|编辑|小编|网站|佚名|未知|匿名|责任编辑|手机版|null|none|undefined|author|[\d\W_]+"
    r"|[a-z0-9]+(?:_[a-z0-9]+)+|网易|新浪网?|搜狐网?|腾讯网?|凤凰网|今日头条|百度)",
    re.IGNORECASE,
)
_NOT_NAME = re.compile(r"[摄攝，。；“”]|图片|状态")


def read_meta(walk: Walk) -> Found:
    """What the head of a page and its embedded records say."""
    found: Found = {"title": [], "author": [], "published": [], "source": [], "site": [], "url": []}
    for record in _linked(walk):
        _from_record(record, found)
    tags: list[tuple[int, str, str]] = []
    for token in walk.metas:
        given = attributes(token)
        name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
        if name in _FIELD_OF and (value := shown(given.get("content", ""))):
            field, place = _FIELD_OF[name]
            tags.append((place, field, value))
            if name in _SITE_NAMES:
                found["site"].append(value)
    for _, field, value in sorted(tags, key=lambda tag: tag[0]):
        found[field].append(value)
    return found


def _linked(walk: Walk) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD scripts, each graph opened."""
    for start, end in walk.scripts:
        token = walk.text[start : min(end, start + 300_000)]
        head, _, body = token.partition(">")
        if "ld+json" not in head:
            continue
        try:
            record = json.loads(body.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
        except (ValueError, RecursionError):
            continue  # a broken record says nothing; the page has other places
        queue = [record]
        for item in queue:
            if isinstance(item, list):
                queue.extend(item[:50])
            elif isinstance(item, dict):
                yield item
                queue.extend(item[key] for key in ("@graph", "mainEntity") if key in item)


def _from_record(record: dict[str, Any], found: Found) -> None:
    kind = str(record.get("@type", ""))
    if not ("Article" in kind or "Posting" in kind or "Report" in kind or "headline" in record or "pubDate" in record):
        return
    for field, key in (
        ("title", "headline"), ("title", "title"), ("published", "datePublished"), ("published", "pubDate"),
        ("author", "author"), ("author", "creator"), ("source", "publisher"),
    ):  # fmt: skip
        for value in _names(record.get(key)):
            found[field].append(shown(value))


def _names(value: Any) -> Iterator[str]:
    for item in value[:10] if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str) and name.strip():
            yield name


def read_items(walk: Walk, found: Found) -> None:
    """Adds what microdata (``itemprop``) and ``<time datetime>`` say."""
    places = sorted((*_places(walk.text, "datetime"), *_places(walk.text, "itemprop")))
    for at in places:
        tag = walk.text.rfind("<", max(0, at - 600), at)
        given = attributes(walk.text[max(tag, 0) : at + 200].partition(">")[0] + ">")
        prop = given.get("itemprop", "").lower()
        when = given.get("datetime") or (given.get("content") if "date" in prop else None)
        if when and prop not in ("datemodified", "dateupdated"):
            found["published"].append(when)


def _places(text: str, word: str) -> Iterator[int]:
    """Where ``word`` stands, up to forty times."""
    at = -1
    for _ in range(40):
        at = text.find(word, at + 1)
        if at < 0:
            return
        yield at


def read_lines(walk: Walk, title: Title | None, found: Found) -> None:
    """Adds what the lines beside the title say: 来源：… 作者：… 2026年1月28日 10:33, and editors at the end."""
    for line in _near(walk, title):
        folded = fold(line)
        if len(line) <= 200:
            if moment(folded) is not None:
                found["published"].append(line)
            for field, pattern in (("source", _SOURCE), ("author", _AUTHOR)):
                if said := pattern.search(folded):
                    group = said.lastindex or 1
                    found[field].append(line[said.start(group) : said.end(group)])


def read_late(walk: Walk, url: str | None, found: Found) -> None:
    """Adds the first moment in a short line that says when the page was published, or the date in the address."""
    if any(moment(fold(value)) for value in found["published"]):
        return
    mark = group_bits("time") | group_bits("posttime")
    for number, (start, end) in enumerate(zip(walk.starts, walk.ends, strict=True)):
        run = walk.text[start : min(end, start + 80)]
        if end - start <= 80 and ("20" in run or "19" in run) and moment(fold(run)):
            before = walk.text[walk.starts[number - 1] : walk.ends[number - 1]][-8:] if number else ""
            if walk.flags[walk.nodes[number]] & mark or _WHEN.search(fold(before + run)):
                found["published"].append(shown(run))
                return
    if url and (dated := _DATED.search(url)):
        found["published"].append("-".join(filter(None, dated.groups())))


def _near(walk: Walk, title: Title | None) -> Iterator[str]:
    """Up to 24 lines from the title on, then up to six before it; all with entities resolved."""
    first = title.run if title is not None and title.run >= 0 else 0
    yield from _lines(walk, first + 1, min(len(walk.starts), first + 40))
    yield from _lines(walk, max(0, first - 8), first)


def _lines(walk: Walk, first: int, past: int) -> Iterator[str]:
    line: list[str] = []
    for number in range(first, past):
        if walk.seps[number] == LINE and line:
            yield " ".join(line)
            line = []
        line.append(shown(walk.text[walk.starts[number] : walk.ends[number]]))
    if line:
        yield " ".join(line)


def settle_meta(found: Found) -> dict[str, str]:
    """One value a field: the first that makes sense."""
    out: dict[str, str] = {}
    moments = [when for value in found["published"] if (when := moment(fold(value))) is not None]
    if moments:  # the first; of the same day, the first that has a time too
        timed = (when for when in moments if when.startswith(f"{moments[0]}T"))
        out["published"] = next(timed, moments[0]) if len(moments[0]) == len("2026-01-28") else moments[0]
    sources = [name for name in map(_name, found["source"]) if 2 <= len(name) <= 40 and not _URL.search(name)]
    if sources:
        out["source"] = next((name for name in sources if not name.isascii() or not name.islower()), sources[0])
    sites = {plain(name) for name in (*found["site"], *sources)}
    for author in map(_name, found["author"]):
        known = any(plain(author) in site for site in sites)
        if 2 <= len(author) <= 40 and not (known or _URL.search(author) or _NOBODY.fullmatch(author)):
            out["author"] = author
            break
    return out


def _name(value: str) -> str:
    """A name without the label before it and the brackets around it; empty where it is no name."""
    bare = _PREFIX.sub("", _bare(unescape(value)), count=1)
    bare = _bare(bare)
    return "" if _NOT_NAME.search(bare) else bare


def _bare(name: str) -> str:
    name = name.strip(" \u3000【】[]")
    if name[:1] in "(（" or not re.search(r"[(（]", name):
        name = name.strip("()（）")
    return name.strip()
