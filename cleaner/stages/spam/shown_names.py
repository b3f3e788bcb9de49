"""Houses that nobody listed, known by what is said of them: a web address has no dean, and no party committee.

A hijacker puts his name, with the words of sites that he wants to be found by, into each place of a copied page where
the name of a school or a firm stood. What stands before such words again and again, as if it were the institution, is
the name of his house.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cleaner.patterns import HAN
from cleaner.stages.spam.house_names import Grammar
from cleaner.stages.spam.page import Page

# The shortest and the longest stem of a name that nobody listed, and in what share of the places of the shortest one a
# longer one must stand.
_STEM, _SHARE = range(2, 9), 0.6
_TWICE, _OFTEN = 2, 3  # times that a name stands in the other script on a page strewn with pictures, and on any
_STEMS = 20  # of a page that are looked at
_WIDEST = 20  # characters before a known word in which a stem is looked for
_LONG = re.compile("[0-9]{4}|[0-9]{3}(?:cc|vip)")
_SIGNED, _LATIN, _MARKS = re.compile("[a-z]{0,10}[0-9]{1,6}[a-z]{0,4}"), re.compile("[a-z0-9]+\\Z"), frozenset(",。、")
_YEAR = re.compile("20[0-9]{2}(?:-20[0-9]{2})?(?:年度?|学年)")
_ALONE_LEFT = "(?<![a-z0-9])"
_SIGN = re.compile("[\u4e00-\u9fffa-z0-9]")
_ALIEN = re.compile("(?=[a-z]{0,9}[0-9])(?=[0-9]{0,6}[a-z])[a-z0-9]{3,12}")
# What a name's own words tell of a house, and what is said of it where it stands: of a body, of an act, in a sentence.
_SITE, _SITES, _LETTERED, _NUMBERED, _TRADE, _LONGER, _TWIN, _NOISE = 1.0, 0.5, 1.5, 0.5, 0.5, 1.0, 1.5, 1.5
_BODY, _ACT, _SENTENCE, _MOST = 2.0, 1.0, 0.5, 4.0
# So much is enough together, and less without a body for a name whose own words tell so much; what one place needs.
_ENOUGH, _PLAIN, _SURE, _TELLS, _ALONE, _OWN = 4.0, 3.5, 3.0, 2.5, 2.0, 1.0


class _Place(NamedTuple):
    """A name that may be a house's, where it stands, and what its own words and those beside it tell."""

    start: int
    end: int
    stem: str
    own: float
    said: float


@dataclass(slots=True)
class _Group:
    """The places of a stem."""

    places: list[_Place] = field(default_factory=list)

    def is_shown(self, noisy: bool) -> bool:
        """Whether a page shows that the stem is a house's."""
        own = max(each.own for each in self.places)
        told = [each for each in self.places if each.own or noisy]
        said = min(sum(each.said for each in told), _MOST)
        if all(each.said < _BODY for each in told):
            acts = own >= _SURE or any(each.said >= _ACT for each in told)
            return acts and own >= _TELLS and own + said >= _PLAIN and (len(self.places) > 1 or own >= _PLAIN)
        own += noisy * _NOISE if own else 0.0
        return own >= (_ALONE if len(self.places) == 1 else _OWN) and own + said >= _ENOUGH


def shown_names(text: str, said: Grammar, noisy: bool, page: Page) -> list[tuple[int, int]]:
    """Where names of houses stand in a folded text that nobody listed.

    noisy: it is full of emoji noise.  page: tells what of it is in another script than the rest.
    """
    groups: dict[str, _Group] = defaultdict(_Group)
    for place in _joined(text, _places(text, said)):
        groups[place.stem].places.append(place)
    out: list[tuple[int, int]] = []
    likely = (stem for stem, group in groups.items() if any(each.own for each in group.places))
    often = sorted((s for s in likely if not said.owned.search(s)), key=lambda stem: -len(groups[stem].places))
    for stem in often[:_STEMS]:
        group = groups[stem]
        bare = [_Place(*each, stem, 0.0, _said(text, *each, said)) for each in _bare(text, stem, group)]
        if not _ALIEN.fullmatch(stem):
            if not noisy and len(bare) - len(group.places) > sum(each.own > 0 for each in group.places):
                continue  # a word of the text
            bare = [each for each in bare if noisy or each.said >= _BODY]
        strange = _is_strange(text, group.places, noisy, page)
        group.places += bare
        if strange or group.is_shown(noisy):
            out += ((each.start, each.end) for each in group.places)
    return _apart(out)


def _is_strange(text: str, places: Sequence[_Place], noisy: bool, page: Page) -> bool:
    """Whether names are in another script than their page again and again; on any page little else is."""
    ends = [(each.start, each.end - text.endswith("台", each.start, each.end)) for each in places]  # of both scripts
    strange = [each for each in ends if page.mismatch(*each)]
    if noisy:
        return len(strange) >= _TWICE
    return len(strange) >= _OFTEN and page.holds_most_simplified(strange)


def _places(text: str, said: Grammar) -> Iterator[_Place]:
    """The names that may be houses', each with the longest stem that stands before the same word again and again."""
    runs = list(said.runs(text))
    before = [_before(text, start) for start, _, _ in runs]
    times = Counter(
        (left[-size:], words[0])
        for left, (_, _, words) in zip(before, runs, strict=True)
        for size in _STEM
        if size <= len(left)
    )
    for left, (start, end, words) in zip(before, runs, strict=True):
        if HAN.match(words[0]) or words[0][0] == "(":
            stem = _stem(left, words[0], times, said)
            first = start - len(stem)
        else:
            stem, first = (words[0] if len(words) > 1 and _SIGNED.fullmatch(words[0]) else ""), start
        if stem:
            yield _Place(first, end, stem, _own(words, stem, said), _said(text, first, end, said))


def _joined(text: str, places: Iterable[_Place]) -> Iterator[_Place]:
    """The places; two of the same stem that follow one another are one, which no honest name is."""
    held: _Place | None = None
    for place in places:
        between = text[held.end : place.start] if held else ""
        listed = between.strip() in _MARKS and not text.startswith("(", place.start + len(place.stem))
        if held and place.stem == held.stem and len(between) <= 1 and not listed:
            held = _Place(held.start, place.end, held.stem, held.own + place.own + _TWIN, place.said)
            continue
        if held:
            yield held
        held = place
    if held:
        yield held


def _before(text: str, start: int) -> str:
    """What stands right before a run and may be a stem."""
    left = text[max(0, start - _WIDEST) : start]
    at = len(left)
    while at and _SIGN.match(left[at - 1]):
        at -= 1
    return left[at:]


def _stem(left: str, word: str, times: Mapping[tuple[str, str], int], said: Grammar) -> str:
    """The stem of a name before its first known word."""
    if alien := _LATIN.search(left):
        return alien[0] if _ALIEN.fullmatch(alien[0]) else ""
    if len(left) < _STEM.start:
        return ""
    least = max(2.0, _SHARE * times[left[-2:], word])
    size = _STEM.start
    while size < len(left) and size + 1 in _STEM and times[left[-size - 1 :], word] >= least:
        size += 1
    while size > _STEM.start and left[-size] in said.grammar_words:
        size -= 1
    if not HAN.match(left[-size]) and (alien := _LATIN.search(left[: len(left) - size])):
        size += len(alien[0])
    return left[-size:]


def _own(words: list[str], stem: str, said: Grammar) -> float:
    """What the words of a name tell by themselves."""
    sites = sum(word in said.sites for word in words)
    firm = any(word in said.firm_words for word in words)
    weak = all(word in said.common_sites or (firm and word[0] == "(") for word in words if word in said.sites)
    trade = not said.trades.isdisjoint(words)
    firm = trade or sites > 0 or "集团" in words
    signed = [word for word in {stem, *words} if not HAN.search(word) and any(map(str.isdigit, word))]
    lettered = firm and any(_ALIEN.fullmatch(word) and len(word) > len("cc88") for word in signed)
    long = lettered and any(_LONG.search(word) for word in signed)
    numbered = firm and not lettered and bool(signed)
    points = (_SITES if weak else _SITE) * (sites > 0) + _SITES * (sites > 1) + _TRADE * trade
    return points + _LETTERED * lettered + _LONGER * long + _NUMBERED * numbered


def _said(text: str, start: int, end: int, said: Grammar) -> float:
    """What is said of a name where it stands: nothing where one goes to it."""
    if said.visit.search(text, max(0, start - 2), start):
        return 0.0
    end = year.end() if (year := _YEAR.match(text, end)) and not said.body.match(text, end) else end
    if said.body.match(text, end):
        return _BODY
    if said.act.match(text, end):
        return _ACT
    return _SENTENCE if HAN.match(text, end) else 0.0


def _bare(text: str, stem: str, group: _Group) -> Iterator[tuple[int, int]]:
    """Where a stem stands, no part of a longer word of letters and digits, with what it is called elsewhere."""
    called = sorted({text[each.start : each.end] for each in group.places}, key=len, reverse=True)
    left, right = (_ALONE_LEFT * (not HAN.match(sign)) for sign in (stem[0], stem[-1]))
    right = right.replace("<!", "!")
    for match in re.finditer(f"{left}{re.escape(stem)}{right}", text):
        longer = (name for name in called if name.startswith(stem) and text.startswith(name, match.start()))
        yield match.start(), match.start() + len(next(longer, stem))


def _apart(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places in order, without those inside others."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if not out or start >= out[-1][1]:
            out.append((start, end))
    return out
