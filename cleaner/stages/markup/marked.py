"""What the tags around short texts say of author, time and source: microdata, names of classes and of links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.fold import fold
from cleaner.needles import places_in
from cleaner.patterns import lazy
from cleaner.stages.markup.byline import author_of, editors_of, is_made_up, is_place, people
from cleaner.stages.markup.fields import fields_of
from cleaner.stages.markup.headlines import Title, shown
from cleaner.stages.markup.moment import moment
from cleaner.stages.markup.nearby import Found
from cleaner.stages.markup.tokens import attributes
from cleaner.stages.markup.walk import Walk

_SIGNED = lazy(
    r"(?:^|[\s_-])(?:authi(?![a-z])|(?:post)?author(?!-?(?:desc|intro|avatar|follow|list|time|date|views))|nick|writer|reporter|poster|zuozhe|louzhu|byline"
    r"|p_author|d_name)|(?:author|user|nick|member|read)[_-]?name|userlink|head_nick",
    re.IGNORECASE,
)
_SOURCED = re.compile(
    r"(?:^|[\s_-])(?:(?:source|src|from|origin|publisher|laiyuan)(?:[_-]?name)?|media[_-]?name|(?:art|news|article)source)(?=$|[\s_-])",
    re.IGNORECASE,
)
# What a link to a member's or an author's own page looks like.
_MEMBER = re.compile(
    r"/(?:u|users?|members?|people|authors?)/[^/?#]{1,40}/?\Z|space-uid-\d|space\.php\?uid=\d|userinfo\.php\?id=\d|[?&](?:mod=space&uid|mode=viewprofile&u)=\d",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"log-?in|sign|regist|passport|center", re.IGNORECASE)
_ACCOUNT = "rich_media_meta_nickname"  # the account's name on pages of WeChat and their copies
_LABEL = re.compile(r"[:/|,。]|来源|来自|编辑|作者|评论|关注|订阅|\d{4}")
_OTHERS = re.compile(
    r"comment|reply|replies|follow(?!-?nick)|avatar|recommend|related|login|copyright|hot|rank|descri|motto|slogan|intro",
    re.IGNORECASE,
)
_NAMED = re.compile(  # microdata of a person in tags without a text, that of his picture before his name
    r"""(?:\s{0,80}<meta\s[^<>]{0,400}>){0,2}?\s{0,80}<meta\s[^>]{0,80}?itemprop=["']?name["']?\s[^>]{0,40}?content=["']([^"'<>]{2,60})["']""",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]{0,300}>?")
_MOST_ITEMS = 40  # attributes of microdata and moments
_NEAR_TEXT = 400  # characters behind a tag in which its text begins
_NEAR_RUNS, _BEFORE_RUNS, _SHORT, _PROSE = 40, 12, 60, 60


def read_items(walk: Walk, found: Found) -> None:
    """Adds what microdata (``itemprop``) and ``<time datetime>`` say."""
    page, items = walk.text, fields_of("items")
    places = [at for word in (b"datetime", b"itemprop") for at in places_in(walk.tags.page, word)]
    for at in sorted(places[:_MOST_ITEMS]):
        tag = page.rfind("<", max(0, at - 600), at)
        given = attributes(page[max(tag, 0) : at + 200].partition(">")[0] + ">")
        prop = given.get("itemprop", "").lower()
        date = (given.get("datetime") or given.get("title")) if "date" in prop else None
        inside = _NAMED.match(page, page.find(">", at) + 1)
        if prop in items and (said := given.get("content") or date or (inside and inside[1]) or _text_of(page, at)):
            found[items[prop][0]].append(said)
            continue
        when = given.get("datetime") or (given.get("content") if "date" in prop else None)
        if when and prop not in ("datemodified", "dateupdated"):
            found["published" if prop else "time"].append(when)


def _text_of(page: str, at: int) -> str:
    """The first text behind the tag that ``at`` stands in, if it is short."""
    begin = page.find(">", at) + 1
    lines = [line for line in _TAG.sub("\n", page[begin : begin + _NEAR_TEXT]).split("\n") if line.strip()]
    text = next((said for line in lines[:2] if (said := shown(line))[-1:] not in ":："), "")
    return text if begin and len(text) <= _SHORT else ""


def read_signs(walk: Walk, title: Title | None, found: Found) -> None:
    """Adds the short texts beside the title whose class or id says that they name the author, or the source."""
    for names, sure, line in _marked(walk, title):
        if _OTHERS.search(names) or moment(fold(line)) is not None:
            continue
        if _ACCOUNT in names:
            found["source"].insert(0, line)
        elif sure or _SIGNED.search(names):
            name = author_of(line) or people(line)
            if name and not editors_of(line):
                found["signed"].append(name)
                found["member"] += [name] if sure else []
        elif _SOURCED.search(names) and not (_LABEL.search(fold(line)) or is_made_up(line) or is_place(line)):
            found["source"].append(line)


def _marked(walk: Walk, title: Title | None) -> Iterator[tuple[str, bool, str]]:
    """The short texts beside the title, with the class and id names around them; whether a link says ``author``."""
    first = title.run if title is not None and title.run >= 0 else 0
    after = range(first + 1, min(len(walk.starts), first + _NEAR_RUNS))
    past = next(
        (run for run in after if walk.ends[run] - walk.starts[run] >= _PROSE and not walk.links[run]), after.stop
    )
    for run in (*range(first + 1, past), *range(max(0, first - _BEFORE_RUNS), first)):
        start, end = walk.starts[run], walk.ends[run]
        if not 2 <= end - start <= 24:
            continue
        node = walk.nodes[run]
        above = int(walk.parents[node])
        names = f"{walk.classes[node]} {walk.classes[above] if above > 0 else ''}"
        tag = walk.text[max(0, walk.text.rfind("<", max(0, start - 300), start)) : start]
        own, sure = "", False
        if walk.links[run] and not tag.startswith("<a "):
            at = max(0, start - 300)
            tag = walk.text[max(at, walk.text.rfind("<a ", at, start)) : start].partition(">")[0] + ">"
        if tag.startswith("<a "):
            given = attributes(tag)
            own, sure = given.get("class", ""), "author" in (given.get("rel"), given.get("itemprop"))
            address = given.get("href", "")
            sure = sure or (run > first and bool(_MEMBER.search(address)) and not _ENTRY.search(address))
        yield f"{names} {own}", sure, shown(walk.text[start:end])
