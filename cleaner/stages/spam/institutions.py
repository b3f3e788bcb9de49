"""Betting brands that were put into the names of institutions all over a page, in their place, or behind sentences."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from cleaner.doc import Edit
from cleaner.needles import places_of
from cleaner.patterns import HAN, lazy
from cleaner.stages.spam.lexicon import Lexicon
from cleaner.stages.spam.page import Page
from cleaner.stages.spam.reading import QUOTES
from cleaner.stages.spam.seams import SEAM, links

_INSTITUTION = re.compile(
    "国家|中国|大学|学院|研究|总局|协会|中心|医院|公司|集团|学校|学会|部门|委员会|实验室|代表|教授|博士|会议"
    "|公安|民警|交警|法院|检察|政府|街道|书记|局长|主任"
)
# What makes the name of a building of a place and ``体育``.
BUILDING = re.compile("体育(?:中心|馆|场|公园)")
# What only public bodies are called, right behind a name.
_PUBLIC = re.compile("(?:体育)?(?:总局|大学|学院|研究院|研究所|协会|委员会|学校|学会|医院|局)")
_BETTING = frozenset({"gambling", "lottery"})
# How houses are called, and where the name of one begins.
_HOUSE = "娱乐城"
_NAMED = lazy(f"(?<![\u3400-\u9fff])[\u3400-\u9fff]{{2,4}}?{_HOUSE}")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]+")

_TITLE = re.compile(
    "(?:平台|线上|真人|百家乐|老虎机|官方网站|官网|app|登录|入口|下载|网址|注册|网页版|手机版|在线){0,4}"
)
_MARKS, _STOPS, _CLOSING = tuple(",。、!?;:"), tuple("。!?\n"), tuple("\"')》")
# The last part of a brand that may be a word of the institution that it was put into.
_SHARED = "体育"
# How well that word must read on into what stands behind it: more where nothing stands before the brand, and by so much
# better than what stands there does.
READS, ALONE, BETTER = 2.0, 4.0, 2.0
TWICE, REPEATED = 2, 3
# How much text about a brand is looked at, and what guard words in it tell that it is spoken of.
NEAR, SPEAKS = 40, 3.0


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a brand stands, and what tells that it was put there.

    titled: the words of a title stand behind it, and no guard word near it.  glued: an institution beside it.
    public: one that is a public body, right behind it.  foreign: a Simplified brand on a Traditional page.
    last: at the end of a sentence.  first: at the beginning of a line.
    told: among words of those who report on betting, or in quotation marks.
    """

    start: int
    end: int
    titled: bool
    glued: bool
    public: bool
    foreign: bool
    last: bool
    first: bool
    told: bool


def brands(
    page: Page, lexicon: Lexicon, found: Iterable[tuple[str, int, int]], repeated: Iterable[str] = ()
) -> list[Edit]:
    """Cuts of betting brands that stand in or for the names of institutions, and of the emoji noise beside them.

    A brand with the words of its title behind it (``官网``, ``app下载``) is a name that no sentence uses. Noise goes
    too where phrases of betting were found to be ``repeated`` on the page.
    """
    text = page.lines.folded
    places: dict[str, list[_Place]] = defaultdict(list)
    for name, start, end in [*found, *_houses(text)]:
        if not BUILDING.match(text, end - len(_SHARED)):
            places[name].append(_place(page, lexicon, start, end))
    noise = len(list(stray_emoji(text))) if places else 0
    sure = {name: there for name, there in places.items() if noise >= REPEATED or not name.endswith(_HOUSE)}
    put = {name: there for name, there in sure.items() if _put_in(there, noise, name in lexicon.stems)}
    if not put and _scattered(places):
        put = places
    edits: list[Edit] = []
    for name, there in sorted(put.items()):
        score = sum(each.glued + each.foreign + each.titled for each in there)
        why = f"family=brand score={score} name={name} times={len(there)} emoji={noise}"
        cuts = (without_shared(text, each.start, each.end) for each in there)
        edits += [Edit(*cut, "", "spam.brand", f"action=brand {why}", 0.7) for cut in cuts]
    betting = [
        phrase for phrase in repeated if any(_BETTING.intersection(hit.families) for hit in lexicon.hits(phrase))
    ]
    if edits or len(betting) >= TWICE:
        noisy = list(stray_emoji(text))
        edits += noisy if len(noisy) >= REPEATED else []
    return edits


def _houses(text: str) -> Iterator[tuple[str, int, int]]:
    """The betting houses that no lexicon knows and that stand on a page again and again: name, start, end."""
    if text.count(_HOUSE) >= REPEATED:
        for name in sorted({match[0] for match in _NAMED.finditer(text)}):
            places = list(places_of(name, text, len(name)))
            yield from ((name, at, at + len(name)) for at in places if len(places) >= REPEATED)


def _place(page: Page, lexicon: Lexicon, start: int, end: int) -> _Place:
    text = page.lines.folded
    title = _TITLE.match(text, end)
    after = title.end() if title else end
    around = text[max(0, start - NEAR) : after + NEAR]
    quoted = text[start - 1 : start] in QUOTES
    public = _PUBLIC.match(text, after) is not None
    wide = 2 * SEAM if text.startswith(_HOUSE, end - len(_HOUSE)) else SEAM
    beside = f"{text[max(0, start - SEAM) : start]}|{text[after : after + wide]}"
    return _Place(
        start,
        after,
        titled=after > end and not quoted and not lexicon.raised(around, "gambling")[0],
        glued=public or _INSTITUTION.search(beside) is not None,
        public=public,
        foreign=page.foreign(start, after) or page.mismatch(start, after),
        last=bool(HAN.match(text[max(0, start - 1) : start])) and text[after : after + 1] in _STOPS,
        first=not text[text.rfind("\n", 0, start) + 1 : start].strip(),
        told=quoted or lexicon.raised(around, "gambling", SPEAKS)[0] > 0,
    )


def _put_in(places: Sequence[_Place], noise: int, stem: bool) -> bool:
    """Whether a brand was put into a page; a ``stem``, which others are called, too, needs noise and public bodies."""
    times = len(places)
    if stem:
        return noise >= REPEATED and sum(each.public for each in places) >= max(REPEATED, times / 2)
    glued, foreign = sum(each.glued for each in places), sum(each.foreign for each in places)
    often = times >= REPEATED and 2 * max(glued, foreign) >= times
    if (often and (foreign or max(glued, noise) >= REPEATED)) or (noise >= REPEATED and glued and times >= TWICE):
        return True
    return sum(each.titled for each in places) >= TWICE


def _scattered(places: dict[str, list[_Place]]) -> bool:
    """Whether several brands stand on a page, and only where nothing hangs on them: who speaks of them uses them."""
    each_one = list(chain.from_iterable(places.values()))
    loose = all((each.first or each.last) and not each.told for each in each_one)
    return loose and len(each_one) >= REPEATED and len(places) >= TWICE and any(each.last for each in each_one)


def without_shared(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of a brand, short of its last part where that is a word of the institution behind it."""
    if not text.endswith(_SHARED, start, end) or end - start == len(_SHARED):
        return start, end
    before, after = text[max(0, start - SEAM) : start].rpartition("\n")[2], text[end : end + SEAM].partition("\n")[0]
    held = float(links(_SHARED + after)[len(_SHARED)])
    if held >= READS and _PUBLIC.match(text, end):  # a name without the word would be another's, and look true
        return start, end - len(_SHARED)
    lost = float(links(before + after)[len(before)]) if HAN.search(before[-1:]) else ALONE - BETTER
    return (start, end - len(_SHARED)) if held >= READS and held - lost >= BETTER else (start, end)


def stray_emoji(text: str) -> Iterator[Edit]:
    """Cuts of the emoji that stand in a text at random."""
    for match in _EMOJI.finditer(text):
        if _noisy(text, *match.span()):
            yield Edit(*match.span(), "", "spam.emoji-noise", "action=emoji family=brand", 0.7)


def _noisy(text: str, start: int, end: int) -> bool:
    """Whether an emoji stands behind a mark, between an ideograph and a mark, or between two ideographs."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return before in _MARKS or bool(
        (HAN.match(before) and (after in _MARKS or HAN.match(after))) or (before in _CLOSING and after in _MARKS)
    )
