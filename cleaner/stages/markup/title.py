"""Which text of a page is its title: a heading that agrees with ``<title>``, or ``<title>`` without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from cleaner.fold import fold
from cleaner.stages.markup.tokens import GROUP_SHIFT, HEADING, groups
from cleaner.stages.markup.walk import LINE, Walk

_NOT_WORD = re.compile(r"[\W_]+")
_SEPARATOR = re.compile(
    r"\s*(?:[_|｜┃丨»›]+|\s[-–—·/]+\s|--+|——+|(?<=[\u3400-\u9fff”》」！？?!）)])[-–—](?=[\u3400-\u9fffA-Za-z]))\s*"
)
_SITE = re.compile(
    r"网|新闻|频道|资讯|论坛|博客|社区|日报|晚报|时报|早报|周刊|杂志|电视台|出版|官方|首页|门户|平台|专栏|贴吧|百科|文库|公众号|頻道|網|新聞"
    r"|資訊|論壇|部落格|日報|晚報|時報|電視|週刊|雜誌|客户端|中心|财经|科技|娱乐|体育|军事|手机|博客|\.(?:com|cn|net|org|hk|tw)\b|搜狐|知乎|豆瓣|腾讯|CSDN",
    re.IGNORECASE,
)
_LONGEST = 150


class Title(NamedTuple):
    """The title's text and where it stands. ``run`` is its first run in the walk, −1 where it is not on the page."""

    text: str
    run: int
    start: int
    end: int


def plain(text: str) -> str:
    """Text for comparison: folded, letters and digits only."""
    return _NOT_WORD.sub("", fold(text))


def shown(source: str) -> str:
    """A piece of page source without tags as a reader sees it: entities resolved, blanks single."""
    return " ".join((unescape(source) if "&" in source else source).split())


def settle_title(walk: Walk, hints: list[str]) -> Title | None:
    """The title of a page; takes the ``<title>`` run out of the walk where the page itself shows the title.

    ``hints`` are titles from metadata, best first. Otherwise keeps the ``<title>`` run, without the site's name.
    """
    own = walk.title
    raw = walk.text[walk.starts[own] : walk.ends[own]] if own >= 0 else ""
    found = _on_page(walk, shown(raw), hints)
    if found is not None:
        if own >= 0:
            walk.drop_run(own)
            found = found._replace(run=found.run - (found.run > own))
        return found
    if own < 0:
        return None
    start, end = walk.starts[own], walk.ends[own]
    cut = start + main_part(raw, hints)
    if cut < end:
        walk.ends[own] = cut
        walk.unseen.append((cut, end, "markup.title-suffix"))
    return Title(shown(walk.text[start:cut]), own, start, cut)


def main_part(title: str, hints: list[str]) -> int:
    """How much of a ``<title>`` is the title: its length without the names of section and site at its end."""
    for hint in hints:
        if len(hint) >= 4 and title.startswith(hint):
            return len(hint)
    end = len(title)
    cuts = list(_SEPARATOR.finditer(title))
    for number, cut in reversed(list(enumerate(cuts))):
        part = title[cut.end() : end]
        short = len(part) <= 10 and cut[0] not in "-–—"
        if not (short or (len(part) <= 24 and _SITE.search(part))) or len(plain(title[: cut.start()])) < 4:
            break
        if number == 0 and short and not _SITE.search(part) and len(part) > cut.start():
            break
        end = cut.start()
    return end


def _on_page(walk: Walk, raw: str, hints: list[str]) -> Title | None:
    wanted = [plain(text) for text in (*hints, raw) if text]
    wanted += [plain(raw[: main_part(raw, hints)])] if raw else []
    wanted = [text for text in wanted if len(text) >= 2]
    best: tuple[float, Title] | None = None
    for title, heading in _candidates(walk, "\n".join((*hints, raw))):
        own = plain(title.text)
        score = max((_agreement(own, text) for text in wanted), default=0.0) + (0.2 if heading and wanted else 0)
        if score > 0.7 and (best is None or score > best[0]):
            best = score, title
    if best is None and not wanted:
        return next((title for title, heading in _candidates(walk, "") if heading), None)
    return best[1] if best else None


def _agreement(own: str, wanted: str) -> float:
    """How well a line on the page agrees with a known title: the share of the longer one that the shorter one fills."""
    if not own or not (own in wanted or wanted in own):
        return 0.0
    return min(len(own), len(wanted)) / max(len(own), len(wanted))


def _candidates(walk: Walk, known: str) -> Iterator[tuple[Title, bool]]:
    """Lines that may be the title, in order, each with whether it is marked as a heading.

    A line that is not must begin as one of the ``known`` titles does somewhere.
    """
    mark = HEADING | 1 << (GROUP_SHIFT + groups().index("title"))
    text, count = walk.text, len(walk.starts)
    past = 0
    for number in range(count):
        if number < past or number == walk.title:
            continue
        start = walk.starts[number]
        heading = bool(walk.flags[walk.nodes[number]] & mark)
        if not heading and text[start : min(start + 4, walk.ends[number])] not in known:
            continue
        past = number + 1
        while past < count and walk.seps[past] < LINE:
            past += 1
        end = walk.ends[past - 1]
        if 2 <= end - start <= 3 * _LONGEST:
            words = " ".join(shown(text[walk.starts[i] : walk.ends[i]]) for i in range(number, past))
            if len(words) <= _LONGEST:
                yield Title(words, number, start, end), heading
