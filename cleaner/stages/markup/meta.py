"""Metadata of a page: from JSON-LD, OpenGraph and meta tags; one value a field from all that was found."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import chain
from operator import itemgetter
from typing import Any

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.patterns import lazy
from cleaner.stages.markup.byline import author_of, is_editor, is_made_up, is_medium, people, source_of
from cleaner.stages.markup.fields import fields_of
from cleaner.stages.markup.headlines import may_be_headline, shown
from cleaner.stages.markup.moment import as_shown, at_home, stated, zoned
from cleaner.stages.markup.names import bare_name
from cleaner.stages.markup.nearby import Found
from cleaner.stages.markup.site_names import Names, like_site, plain
from cleaner.stages.markup.title_parts import is_institution, is_keywords, parts_of
from cleaner.stages.markup.tokens import attributes
from cleaner.stages.markup.walk import Walk

_FIELDS = (
    "column", "title", "author", "owner", "signed", "weak", "late", "member", "named", "published", "shown", "time",
    "listed", "source", "publisher", "site", "url",
)  # fmt: skip
_SITE_NAMES = ("og:site_name", "application-name")
_PREFIX = lazy(
    r"(?:(?:稿件|文章|信息|新闻)?(?:来源|來源|作者|记者|記者|文|撰文)\s*[:：/]|本报记者|记者|記者|.{0,8}专栏作者\s|\A\d{2,4}-(?=[\u4e00-\u9fff]))\s*"
)
_LED = re.compile(r"[【[][^】\]]{1,20}[】\]].")  # 【某某】平台
_MAIL = re.compile(r"[ ,;，]{0,2}[<(（]?[\w.+-]{1,40}@[\w.-]{3,40}[>)）]?\s*\Z")  # behind a name
_SPARE_COMMA = re.compile(r",(?=\s{0,80}[}\]])")
# The plain values of a record of JSON-LD that is not well formed (quotes or line breaks in texts).
_BROKEN = re.compile(r'"(headline|datePublished|pubDate)"\s{0,8}:\s{0,8}"([^"\n]{4,200})"')
_LONGEST_OF_SEVERAL = 5  # characters of each name of a list of authors
_WRITTEN = re.compile(r"Written by|作者|撰文|撰寫者?", re.IGNORECASE)  # the label of a line in a card
# Records with a time of their own that is not that of the page.
_ASIDE = re.compile(r"Comment|Review|Rating|Answer|Image|Person|Organization")
_ZONE = frozenset("Z+-")
_DAY_ALONE = re.compile(r".{10}")
_MIDNIGHT = re.compile(r".{10}T00:00(?::00)?(?:\+08:00)?")  # of a program that stores the day alone
_SEARCHED = re.compile(r"Powered by|[，,]|厂家|批发|价格|多少钱")
_LONGEST_SITE = 24  # characters of a ``<title>`` that may be but the name of a site
_LEAST_SAID, _QUOTES = 4, "「」『』“”【】[]"
_URL = re.compile(r"^/|https?:|www\.|//|\.(?:com|cn|net)\b", re.IGNORECASE)
_MEMBER = re.compile(r"(?:https?://[^/]{4,60})?/(?:u|users?|members?|people)/([a-z]\w{1,23})/?", re.IGNORECASE)
_SUFFIX = re.compile(
    r"\s*(?:[_|｜丨]+|\s[-–—·/]+\s|--+|(?:(?<=[^\s\x00-\x7f])|(?<=\]))-(?=[^\s\x00-\x7f])|(?=【[^【】]{2,12}[网網]站?】\s*\Z))\s*"
)
_NOBODY = lazy(
    r"(?:admin|administrator|root|编辑|小编|楼主|樓主|网站|佚名|未知|匿名|责任编辑|手机版"
    r"|null|none|undefined|author|\d{1,3} min read|.{0,16}官方[账帐帳][号號]|.{0,8}(?:创作者|認證|认证)|[\d\W_]+"
    r"|[a-z0-9]+(?:_[a-z0-9]+)+|(?:网易|新浪|搜狐|腾讯|凤凰)(?:网|财经|科技|体育|娱乐|新闻)?|今日头条|百度|.{1,10}(?:网|網|日报|日報|晚报|新闻|新聞|频道|頻道|电视台))",
    re.IGNORECASE,
)
_NOT_NAME = re.compile(r"[摄攝，。；“”]|图片|状态|Weixin Official")


def read_meta(walk: Walk) -> Found:
    """What the head of a page and its embedded records say."""
    found: Found = {field: [] for field in _FIELDS}
    records = list(_linked(walk))
    known = {str(record["@id"]): record for record in records if "@id" in record}
    for record in records:
        _from_record(record, known, found)
    tags: list[tuple[int, str, str]] = []
    cards: dict[str, str] = {}
    places = fields_of("meta")
    for token in walk.metas:
        given = attributes(token)
        name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
        if name.startswith("twitter:"):
            cards[name] = shown(given.get("content", ""))
        if name in places and (value := shown(given.get("content", ""))):
            field, place = places[name]
            value = _listed(value) if value[:1] == "[" else value
            if field == "author" and (member := _MEMBER.fullmatch(value)):
                found["late"].append(member[1])
                continue
            tags.append((place, field, value))
            if name in _SITE_NAMES:
                found["site"].append(value)
    official = any(field == "column" for _, field, _ in tags)  # their author is the officer who put the page up
    for _, field, value in sorted((tag for tag in tags if not (official and tag[1] == "weak")), key=itemgetter(0)):
        found[field].append(value)
    # some themes give the title of each page as the name of the program that it is, or with the name of the site
    found["site"] = [name for name in found["site"] if name not in found["title"]] or [*map(_last, found["site"])]
    found["publisher"] = [_last(name) if name in found["title"] else name for name in found["publisher"]]
    found["owner"] = [value for _, field, value in tags if field == "author"]
    found["author"] += [
        cards.get(f"twitter:data{n}", "") for n in "12" if _WRITTEN.fullmatch(cards.get(f"twitter:label{n}", ""))
    ]
    return found


def _last(title: str) -> str:
    """The last part of a title that is too long for the name of a site."""
    return parts_of(title)[-1] if len(title) > _LONGEST_SITE else title


def _listed(value: str) -> str:
    """The first text of a JSON list in a meta tag."""
    try:
        items = json.loads(value)
    except (ValueError, RecursionError):
        return value
    return next((item for item in items if isinstance(item, str)), value)


def _linked(walk: Walk) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD scripts, each graph opened."""
    for start, end in walk.scripts:
        token = walk.text[start : min(end, start + 300_000)]
        head, _, body = token.partition(">")
        if "ld+json" not in head:
            continue
        record = _record(body.strip().removeprefix("<!--").removesuffix("-->"))
        queue = [record]
        for item in queue:
            if isinstance(item, list):
                queue.extend(item[:50])
            elif isinstance(item, dict):
                yield item
                queue.extend(item[key] for key in ("@graph", "mainEntity") if key in item)


def _from_record(record: dict[str, Any], known: dict[str, Any], found: Found) -> None:
    """Adds what a record says of an article; ``known``: the records of the page by ``@id``, which others refer to."""
    kind = str(record.get("@type", ""))
    named = "headline" in record or "pubDate" in record or ("datePublished" in record and not _ASIDE.search(kind))
    if not (named or "Article" in kind or "Posting" in kind or "Report" in kind):
        return
    for field, key in (
        ("title", "headline"), ("title", "title"), ("published", "datePublished"), ("published", "pubDate"),
        ("author", "author"), ("author", "creator"), ("publisher", "publisher"),
    ):  # fmt: skip
        values = [shown(value) for value in _names(record.get(key), known)]
        if field == "author" and len(values) > 1 and all(2 <= len(value) <= _LONGEST_OF_SEVERAL for value in values):
            values.insert(0, "、".join(values))
        found[field] += values


def _record(body: str) -> Any:
    """What a script of JSON-LD says: what can be read of it, where it is no JSON."""
    for text in (body, _SPARE_COMMA.sub("", body)):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return {"@type": "Article", **dict(_BROKEN.findall(body))}


def _names(value: Any, known: dict[str, Any]) -> Iterator[str]:
    for item in value[:10] if isinstance(value, list) else [value]:
        if isinstance(item, dict) and "name" not in item:
            item = known.get(str(item.get("@id")), item)  # noqa: PLW2901
        name = item.get("name") if isinstance(item, dict) else item
        name = name[0] if isinstance(name, list) and name else name
        if isinstance(name, str) and name.strip():
            yield name


def brands_of(title: str, headline: str, names: Names) -> list[str]:
    """The parts of a ``<title>`` that name the site, or may: all but the headline, which mostly is the first."""
    numbered = pattern_table("pages")["page-number"].fullmatch
    parts = [part for part in _SUFFIX.split(title) if not numbered(fold(part))]
    if names.is_site(title) and (len(parts) == 1 or names.is_stated(title)):
        return [title.strip(" |｜-—")]
    own = plain(headline)
    if len(parts) == 1 and len(title) > _LONGEST_SITE:
        return []
    unsaid = own not in plain(title) and not any(plain(part) and plain(part) in own for part in parts)
    others = [part for part in parts if plain(part) != own and (names.is_site(part) or plain(part) not in own)]
    others = others if unsaid or len(others) < len(parts) else parts[1:]
    about = own if len(headline) >= _LEAST_SAID else "\0"
    others = [part for part in others if may_be_headline(part, 0) and not plain(part).startswith(about)]
    searched = any(is_keywords(part) or _SEARCHED.search(part) for part in others)  # words for search engines
    others = [part for part in others if not (is_keywords(part) or _SEARCHED.search(part))]
    tellers = (names.is_site, *(() if searched else (is_institution,)), like_site, is_medium)
    sites = next((some for teller in tellers if (some := [part for part in others if teller(part)])), [])
    if not sites and (searched or unsaid or plain(title) == plain(headline) or names.is_site(headline)):
        return []  # the headline holds them, or is the name of the site itself
    return [part.strip(_QUOTES + " |｜-—") for part in sites or others]


def settle_meta(walk: Walk, found: Found, brands: list[str], site: str | None) -> dict[str, str]:
    """One value a field: the first that makes sense. brands: as ``<title>`` names section and site.  site: its name."""
    out: dict[str, str] = {}
    moments = _moments((*found["published"], *found["time"]))
    byline = _moments(found["shown"])[:1]  # the day that a program of an office records is often that of a move
    if byline and byline[0][:10] < moments[0][:10] and _ZONE.isdisjoint(moments[0][10:]):
        moments[:0] = byline
    if moments:  # the first; of the same day, the first that has a time too
        there = (at_home(when, {moments[0]}) for when in moments)
        timed = (when for when in (*moments, *there) if when.startswith(f"{moments[0]}T"))
        first = next(timed, moments[0]) if _DAY_ALONE.fullmatch(moments[0]) else moments[0]
        midnight = (when for when in moments if _MIDNIGHT.fullmatch(first) and when[:10] == first[:10])
        first = next((when for when in midnight if when[10:] and not _MIDNIGHT.fullmatch(when)), first)
        days = [*moments, *_moments(found["listed"])]
        first = as_shown(first, _moments(found["shown"]))
        first = _as_byline(first, byline) if found["column"] else first
        out["published"] = at_home(zoned(first), {when[:10] for when in days if not when.endswith("Z")})
    ours = plain("".join((*found["site"], *brands)))
    if found["source"] and plain(found["source"][0]) in ours:  # an office names itself; its byline may name another
        found["source"][:0] = filter(None, map(source_of, found["shown"]))
    names = (
        _name(name).removesuffix("首页").removesuffix("官方账号")
        for name in (*found["source"], *found["publisher"], *([site] if site else ()), *brands[-1:])
    )
    sources = [name for name in names if 2 <= len(name) <= 40 and not (_URL.search(name) or is_made_up(name))]
    if sources:
        out["source"] = next((name for name in sources if not name.isascii() or not name.islower()), sources[0])
    known = {plain(name) for name in (*found["site"], *sources, *brands[-1:])}
    signed = [*found["author"], *found["signed"]]
    own = chain((name for name in found["weak"] if name in signed), filter(bare_name, signed), found["named"])
    known -= {plain(name) for name in own if not _is_office(name)}  # a blog named after who writes it
    if found["author"] and found["author"][0] in found["member"]:  # that of a reply, or one that it quotes
        signed[:0] = found["member"][:1]
    weak = (name for name in found["weak"] if not is_editor(walk.text, name))  # looked for where nobody signed
    owner = (name for name in found["owner"] if not (_is_office(name) or is_medium(name)))
    said = chain(
        (author_in(name, known) for name in chain(signed, weak)),
        (author_in(name, set()) for name in chain(found["late"], owner)),
    )
    if author := next(filter(None, said), ""):
        out["author"] = author
    return out


def _moments(values: Iterable[str]) -> list[str]:
    """Those of ``values`` that say a moment."""
    return [when for value in values if (when := stated(fold(value))) is not None]


def _as_byline(when: str, shown: list[str]) -> str:
    """A moment without a zone as the byline of the page gives it, where that has another time of the same day.

    The program of an office records when it stored the page, or leaves the seconds out.
    """
    if not shown or when[:10] != shown[0][:10] or not when[10:] or not shown[0][10:] or when.startswith(shown[0]):
        return when
    return shown[0] if _ZONE.isdisjoint(when[10:]) and _ZONE.isdisjoint(shown[0][10:]) else when


def _is_office(name: str) -> bool:
    """Whether a name is that of a site or an office, not of a person."""
    return like_site(name) or is_institution(name)


def author_in(value: str, known: set[str]) -> str:
    """The author's name in a value; empty for the names of sites and for what is no name."""
    value = _MAIL.sub("", value)
    name = _name(value)
    bare = author_of(value) or people(name)
    if not bare or not 2 <= len(name) <= 60 or plain(name) in known or _URL.search(name) or is_made_up(name):
        return ""
    names = bare.split("、")  # 文｜磨坊 王小二: the site stands before its reporter
    own = [each for each in names if not any(said.startswith(plain(each)) for said in known)]
    return "" if _NOBODY.fullmatch(name) else "、".join(own if len(names) > 1 else names)


def _name(value: str) -> str:
    """A name without the label before it and the brackets around it; empty where it is no name."""
    bare = _bare(_PREFIX.sub("", _bare(unescape(value)), count=1))
    return "" if _NOT_NAME.search(bare) else bare


def _bare(name: str) -> str:
    name = name.strip()
    if not _LED.match(name):
        name = name.strip("【】[]")
    if name[:1] in "(（" or not re.search(r"[(（]", name):
        name = name.strip("()（）")
    return name.strip()
