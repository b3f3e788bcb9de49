"""Where spam ends that is glued to a paragraph, and where the paragraph begins.

The models know well that there is spam at an end of a paragraph, and not so well how far it reaches: names, numbers and
Latin letters tell them little. So each place about the found end is weighed (``brinks``), and rather some spam is left
than a word of the paragraph lost.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import groupby
from operator import attrgetter

import numpy as np

from cleaner.patterns import count_han
from cleaner.stages.spam.bounds import with_own_mark
from cleaner.stages.spam.brinks import MARKED, Brinks, End
from cleaner.stages.spam.coherence import Rest
from cleaner.stages.spam.findings import Finding
from cleaner.stages.spam.page import Page
from cleaner.stages.spam.reading import Reading

# How far from the found end the true one is looked for: into the paragraph, and into what was found.
INTO, OUT = 14, 48
# Findings so near each other are one; so near an end of the line one begins or ends there.
NEAR, EDGE = 12, 2
# The fewest characters of prose, and the marks it has.
PROSE, _MARKS = 12, frozenset(",。!?;")
# What the n-grams say at most of a piece that is no spam by itself, and of one without any word of spam.
CLEAN, BARE = -1.0, 1.0
# A name of Latin letters or a number that a text may begin with.
_NAME = re.compile(r"(?<![a-z0-9])[a-z0-9]+(?:[-.+&'/ (][a-z0-9]+){0,8}[ (]?\Z")
# The fewest characters of spam that a line of it is.
LEAST = 6
# How likely it may be that all of a line is spam beside which a text is left; its ideographs, or signs of source code.
WHOLE, LEAST_HAN, _CODE = 0.5, 2, "{}();=<>[]`"
_CONTACTS = ("plain", "odd")
# What the network says at most of such a text, and at least of the spam; and the second network of the text.
READS_OWN, READS_SPAM, AGAIN_OWN = -1.0, 6.0, -2.0
# How likely it may be that the paragraph reaches farther.
DOUBT = 0.25


def at_ends(
    page: Page,
    rest: Callable[[Sequence[tuple[int, int]]], Rest],
    reading: Callable[[int], Reading],
    found: Sequence[Finding],
) -> list[Finding]:
    """The findings, those at ends of paragraphs as far as they reach.

    rest: what the page says besides some ranges of it.  reading: gives a line as it is read.
    """
    groups = []
    for number, group in groupby(found, key=attrgetter("line")):
        line, own = reading(number), list(group)
        pieces = Counter((each.run.start, each.run.end) for each in own)
        groups.append(
            (line, [each for each in own if pieces[each.run.start, each.run.end] == 1 or not _is_text(line, each)])
        )
    found = [each for _, own in groups for each in own]
    ends = [end for line, own in groups for end in ends_of(line, own)]
    if not ends:
        return found
    said = rest([(end.line.place(end.first), end.line.place(end.last)) for end in ends])
    moved = {each.start for end in ends for each in end.findings}
    kept = [each for each in found if each.start not in moved]
    whole = [end for end in ends if end.whole]
    parted = [_parted(page, *pair, said) for pair in zip(whole[::2], whole[1::2], strict=True)]
    ended = [_ended(page, end, said) for end in ends if not end.whole]
    return sorted([*kept, *parted, *ended], key=attrgetter("start"))


def ends_of(line: Reading, found: Sequence[Finding]) -> list[End]:
    """The ends of a line at which some of its findings stand, beside a sentence."""
    if any(each.run.framed for each in found):
        return []
    if any(each.whole for each in found):
        return _of_whole(line, found)
    return [end for end in (_head(line, found), _tail(line, found)) if end]


def _of_whole(line: Reading, found: Sequence[Finding]) -> list[End]:
    """Both ends of a line that goes as a whole, beside which a short text may stand."""
    size = len(line.text)
    if size < 2 * LEAST or size > 300:
        return []
    return [
        End(line, found, size, max(LEAST, size - OUT), size, head=True),
        End(line, found, 0, 0, min(size - LEAST, OUT), head=False),
    ]


def _is_text(line: Reading, one: Finding) -> bool:
    """Whether a piece of what was found in a line is no spam by itself."""
    start, end = _places(line, [one])[0]
    kinds = {hit.kind for hit in line.hits if start <= hit.start and hit.end <= end}
    return kinds <= {"weak"} and line.strength.score(start, end) < (CLEAN if kinds else BARE)


def _is_prose(text: str) -> bool:
    """Whether what stands beside the spam is a sentence."""
    return len(text) >= PROSE and not _MARKS.isdisjoint(text)


def _places(line: Reading, found: Sequence[Finding]) -> list[tuple[int, int]]:
    """Where findings stand in the view of their line."""
    offsets = line.view.offsets
    return [(bisect_left(offsets, f.start - line.start), bisect_left(offsets, f.end - line.start)) for f in found]


def _head(line: Reading, found: Sequence[Finding]) -> End | None:
    """The findings before the paragraph, if there are some."""
    places, size = _places(line, found), len(line.text)
    if not places or places[0][0] > EDGE:
        return None
    many = next((n for n in range(1, len(places)) if places[n][0] - places[n - 1][1] > NEAR), len(places))
    end, next_one = places[many - 1][1], places[many][0] if many < len(places) else size
    if not _is_prose(line.text[end:next_one]):
        return None
    return End(line, found[:many], end, max(places[0][0] + EDGE, end - OUT), min(size - 1, end + INTO), True)


def _tail(line: Reading, found: Sequence[Finding]) -> End | None:
    """The findings behind the paragraph, if there are some."""
    places, size = _places(line, found), len(line.text)
    if not places or places[-1][1] < size - EDGE:
        return None
    first = next((n for n in range(len(places) - 1, 0, -1) if places[n][0] - places[n - 1][1] > NEAR), 0)
    start = places[first][0]
    if not _is_prose(line.text[places[first - 1][1] if first else 0 : start]):
        return None
    return End(line, found[first:], start, max(1, start - INTO), min(places[-1][1] - EDGE, start + OUT), False)


def brinks_of(end: End, rest: Rest) -> Brinks:
    """Where the spam may end; ``rest``: what the page says besides."""
    return Brinks(end, rest.shares(end.line.text))


def _parted(page: Page, head: End, tail: End, rest: Rest) -> Finding:
    """What of a line that goes as a whole is spam, where a short text stands at one of its ends."""
    line, size = head.line, len(head.line.text)
    found = max(head.findings, key=lambda each: each.run.points)
    start, stop = (_where(end, rest) for end in (tail, head))
    start = start if _is_beside(line, (0, start), (start, size)) else 0
    stop = stop if _is_beside(line, (stop, size), (start, stop)) else size
    if (start, stop) == (0, size):
        return found
    first, last = line.start if not start else line.place(start), line.place(stop)
    return replace(found, start=first, end=last, whole=False)


def _is_beside(line: Reading, own: tuple[int, int], spam: tuple[int, int]) -> bool:
    """Whether the networks take a piece of a line by itself for a text, and the rest for spam."""
    text, strength = line.text[slice(*own)].strip(), line.strength
    if not (MARKED.match(text) and count_han(text) >= LEAST_HAN) and sum(map(text.count, _CODE)) < LEAST_HAN:
        return False
    if spam[1] - spam[0] < LEAST or strength.whole(*own) > READS_OWN or strength.whole(*spam) < READS_SPAM:
        return False
    return strength.again(*own) <= AGAIN_OWN


def _ended(page: Page, end: End, rest: Rest) -> Finding:
    """The finding as far as it reaches; ``rest``: what the page says besides."""
    line, found, head = end.line, end.findings, end.head
    chosen = _with_contacts(end, _where(end, rest))
    if head:
        chosen = _before_letters(line, chosen, end.first)
    bounds = line.start, line.place(len(line.text))
    start, stop = (bounds[0], line.place(chosen)) if head else (line.place(chosen), found[-1].end)
    if not head:
        start, stop = with_own_mark(page.lines.text, bounds, start, stop)
    return replace(max(found, key=lambda each: each.run.points), start=start, end=stop, whole=False)


def _where(end: End, rest: Rest) -> int:
    """Where the spam ends; ``rest``: what the page says besides."""
    brinks = brinks_of(end, rest)
    places = brinks.places()
    return _chosen(end, places, [brinks.evidence(place) for place in places]) if places else end.found


def _with_contacts(end: End, at: int) -> int:
    """A place, moved over the contacts that were found to be spam: they belong to no text."""
    first, last = sorted((at, end.found))
    contacts = [hit for hit in end.line.hits if hit.kind in _CONTACTS and first <= hit.start and hit.end <= last]
    if end.head and at < end.found:
        return max((hit.end for hit in contacts), default=at)
    return at if end.head or at <= end.found else min((hit.start for hit in contacts), default=at)


def _before_letters(line: Reading, at: int, first: int) -> int:
    """A place, moved before the Latin name or number in front of it that holds no word of spam: it begins the text."""
    name = _NAME.search(line.text, first, at)
    if name is None or any(hit.end > name.start() and hit.start < at for hit in line.hits):
        return at
    return name.start()


def _chosen(end: End, places: Sequence[int], seen: Sequence[Mapping[str, float]]) -> int:
    """The place where the spam ends, or a nearer one, short of which it ends less often than ``DOUBT`` says."""
    weights = _weights()["head" if end.head else "tail"]
    odds = np.array([sum(weight * row[name] for name, weight in weights.items()) for row in seen])
    likely = np.exp(odds - odds.max())
    if end.whole:
        none = places.index(end.found)
        if likely[none] >= WHOLE * likely.sum():
            return end.found
        likely[none] = 0.0
    order = likely if end.head else likely[::-1]
    number = int(np.searchsorted(order.cumsum(), DOUBT * likely.sum()))
    return places[number] if end.head else places[len(places) - 1 - number]


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    """What each piece of evidence weighs, as ``tools/fit_spam_ends.py`` fitted it."""
    weights: Mapping[str, Mapping[str, float]] = tomllib.loads(
        files("cleaner.data").joinpath("models/spam_ends.toml").read_text("utf-8")
    )
    return weights
