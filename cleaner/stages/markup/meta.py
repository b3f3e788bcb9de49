"""Metadata of a page: from JSON-LD, OpenGraph and meta tags, microdata, and the lines beside the title."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from cleaner.fold import fold
from cleaner.stages.markup.moment import moment
from cleaner.stages.markup.title import Title, shown
from cleaner.stages.markup.tokens import attributes
from cleaner.stages.markup.walk import LINE, Walk

Found = dict[str, list[str]]
"""Values by field (``title``, ``author``, ``published``, ``source``), the most trusted first."""

_META = {
    "title": "og:title twitter:title headline articletitle dc.title",
    "published": """article:published_time og:article:published_time datepublished og:published_time pubdate publishdate
        publish_date og:pubdate og:release_date bytedance:published_time weibo:article:create_at og:time apub:time
        article.published dc.date dc.date.issued date publish-date lastpublishdate pubtime parsely-pub-date""",
    "author": "article:author og:article:author author dc.creator byl dable:author parsely-author byline",
    "source": "contentsource source article:source mediaid og:site_name application-name publisher dc.publisher",
}
_FIELD_OF = {name: (field, place) for field, names in _META.items() for place, name in enumerate(names.split())}
_ITEM = re.compile(
    r"""<(?:time|span|div|p|meta|em|i|li|a)\s(?=[^<>]{0,400}(?:datetime|itemprop)\s*=)[^<>]{0,600}>""", re.IGNORECASE
)
_LABEL = r"[ \u3000]{0,4}[:/|][ \u3000]{0,4}"
_WHO = r"([^\s:|,;()\[\]<>/]{2,20}(?:[ 、,][^\s:|,;()\[\]<>/、]{2,5}){0,3})"
_SOURCE = re.compile(
    rf"(?:文章|稿件|信息|新闻|本文)?(?:来源|稿源|出处|来自|转自)(?:于|自)?{_LABEL}([^\s:|;()\[\]<>]{{2,30}})"
)
_AUTHOR = re.compile(rf"(?:作者|撰文|文字?|记者|撰稿|原创作者|采写)(?:{_LABEL}|(?<=记者)[ \u3000]{{0,2}}){_WHO}")
_URL = re.compile(r"https?:|www\.|//|\.(?:com|cn|net)\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"^(?:admin|administrator|root|编辑|小编|网站|佚名|未知|匿名|责任编辑|null|none|undefined|author|[\d\W_]+)$",
    re.IGNORECASE,
)


def read_meta(walk: Walk) -> Found:
    """What the head of a page and its embedded records say."""
    found: Found = {"title": [], "author": [], "published": [], "source": []}
    for record in _linked(walk):
        _from_record(record, found)
    tags: list[tuple[int, str, str]] = []
    for token in walk.metas:
        given = attributes(token)
        name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
        if name in _FIELD_OF and (value := shown(given.get("content", ""))):
            field, place = _FIELD_OF[name]
            tags.append((place, field, value))
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
    if "itemprop" not in walk.text and "datetime" not in walk.text:
        return
    for number, match in enumerate(_ITEM.finditer(walk.text)):
        if number >= 60:
            return
        given = attributes(match[0])
        prop = given.get("itemprop", "").lower()
        when = given.get("datetime") or (given.get("content") if "date" in prop else None)
        if when and prop not in ("datemodified", "dateupdated"):
            found["published"].append(when)


def read_lines(walk: Walk, title: Title | None, found: Found) -> None:
    """Adds what the lines beside the title say: 来源：… 作者：… 2026年1月28日 10:33, and editors at the end."""
    for line in _near(walk, title):
        folded = fold(line)
        if len(line) <= 200:
            if moment(folded) is not None:
                found["published"].append(line)
            for field, pattern in (("source", _SOURCE), ("author", _AUTHOR)):
                if said := pattern.search(folded):
                    found[field].append(line[said.start(1) : said.end(1)])


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
    for value in found["published"]:
        if (when := moment(fold(value))) is not None:
            out["published"] = when
            break
    sources = [v for v in found["source"] if 2 <= len(v) <= 40 and not _URL.search(v)]
    authors = [v for v in found["author"] if 2 <= len(v) <= 40 and not _URL.search(v) and not _NOBODY.fullmatch(v)]
    if sources:
        out["source"] = sources[0]
    if authors:
        out["author"] = authors[0]
    return {field: unescape(value) for field, value in out.items()}
