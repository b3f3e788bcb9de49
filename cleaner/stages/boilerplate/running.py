"""What a printed page repeats: its number, the running heads and feet, in text that was taken from PDF or scans.

A number of a page tells by its dress (``- 27 -``, ``第 3 页 共 12 页``) and by counting on; a bare number or one beside
a title only where such lines stand within sentences again and again, for so do lists, verses and chapters count. A line
that comes back is a running head where it stands beside such numbers, or within sentences as well.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from cleaner.pattern_tables import pattern_table
from cleaner.patterns import lazy
from cleaner.stages.boilerplate.few_pages import facing, of_standard
from cleaner.stages.boilerplate.page import Page
from cleaner.stages.boilerplate.page_breaks import broken
from cleaner.stages.boilerplate.rule_layer import Removal, Removals

RUNNING = "boilerplate.running-line"
NUMBER = Removal(RUNNING, "the number of a page, which counts on")
HEAD = Removal(RUNNING, "a line that comes back with the pages")
LEAST_LINES = 12
_MOST = 0.3  # of the lines of a text; where more come back, all of it does
_LONGEST = 72  # characters of such a line
_APART = 6  # lines from one number of a page to the next, at least
_STEPS = (1, 2)  # heads may differ on pages of the left and of the right
_DRESSED, _TIMES = 2, 3  # how often a number stands there that is dressed as one of a page; another line
# How often a head comes back, lines of a page, by how much pages differ, and how many of them by no more.
_OFTEN, _PAGE, _SPREAD, _EVEN = 5, 20, 0.1, 0.8
_WORDS, _SHORTEST = 4, 120  # ideographs of a head without a number; characters of a page
_LONG_LINE, _GOES_ON = 14, 4  # ideographs of a line that a page ends within a sentence, and of the one that goes on
_MOST_DIGITS = 4
_DIGITS = re.compile(rf"\d{{1,{_MOST_DIGITS}}}")
_CUT, _CLAUSE = lazy(r"[\u3400-\u9fff,、]\Z"), lazy(r"[,。、;]")
_MARKED = re.compile(r"<[^<>\s/]{1,8}>")  # a mark of the parts of a book: <目录>附录
_NEW = lazy(r"[\u3400-\u9fff,、。”)]")


def running_lines(page: Page) -> Removals:
    """The numbers of pages, running heads and feet among the lines of a text; empty where there are none."""
    if len(page) < LEAST_LINES:
        return {}
    numbers = set(_numbers(page))
    again = _coming_back(page)
    heads = set(_heads(page, again, numbers))
    numbers |= set(_titled(page, numbers | heads))
    heads |= set(_heads(page, again, numbers)) if numbers else set()
    numbers |= {line for start, end in broken(page) for line in range(start, end)} - heads
    numbers |= facing(page)
    signs, beside = of_standard(page)
    heads, numbers = heads | signs, numbers | beside
    if not numbers | heads or len(numbers | heads) > _MOST * len(page):
        return {}
    notes = (
        i for i in _beside(page, numbers | heads) if pattern_table("pages")["running-note"].fullmatch(page.folded[i])
    )
    return dict.fromkeys([*heads, *notes], HEAD) | dict.fromkeys(numbers, NUMBER)


def _numbers(page: Page) -> Iterator[int]:
    """Lines that are a number in the dress of a page's and count on."""
    dressed: dict[str, list[tuple[int, int]]] = defaultdict(list)
    pattern = pattern_table("pages")["page-number"]
    for index in _counted(page):
        found = pattern.fullmatch(page.folded[index])
        value = next((int(group) for group in found.groups() if group and group.isdigit()), None) if found else None
        if value is not None:
            dressed[_DIGITS.sub("#", page.folded[index], count=1)].append((index, value))
    everything = sorted(place for places in dressed.values() for place in places)
    for run in _runs(everything, _DRESSED):
        yield from run


def _titled(page: Page, known: set[int]) -> Iterator[int]:
    """Lines of a title and a number, or of a number alone, that count on within sentences or beside others."""
    seen: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index in _counted(page):
        for title, number in _numbered(page.folded[index]) if index not in known else ():
            seen[title].append((index, number))
    for places in seen.values():
        for run in _runs(places, _TIMES):
            others = known.union(run)
            amid = sum(_amid_sentence(page, index, others) or _touches(index, known) for index in run)
            if amid >= max(_DRESSED, len(run) / 2):
                yield from run


def _numbered(text: str) -> Iterator[tuple[str, int]]:
    """The title that a line is with its number before or behind it, ``#`` in the place of that, and the number."""
    end = 0
    if text[0].isdecimal() and (found := _DIGITS.match(text)):
        end = found.end()
        yield f"#{text[end:].strip()}", int(found[0])
    if text[-1].isdecimal() and end < len(text):
        first = len(text)
        while first and text[first - 1].isdecimal():
            first -= 1
        first += (len(text) - first - 1) // _MOST_DIGITS * _MOST_DIGITS  # a longer one is several
        yield f"{text[:first].strip()}#", int(text[first:])


def _coming_back(page: Page) -> list[list[int]]:
    """The places of each short line without a sentence that comes back at distances of pages."""
    again = {text for text, times in Counter(page.folded).items() if times >= _DRESSED}
    if not again:
        return []
    short = ((page.solid_sizes <= _LONGEST) & (page.han > 1) & (page.ends_of_sentences == 0)).tolist()
    places: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(page.folded):
        if text in again and short[index] and not _CLAUSE.search(text) and not _MARKED.match(text):
            places[text].append(index)
    found = (each for each in places.values() if len(each) >= _DRESSED)
    return [each for each in found if min(b - a for a, b in pairwise(each)) >= _APART]


def _heads(page: Page, again: Sequence[list[int]], numbers: set[int]) -> Iterator[int]:
    """Lines that come ``again`` beside the numbers of pages or within sentences."""
    ends = {0, len(page) - 1}
    for found in again:
        beside = [index for index in found if index in ends or _touches(index, numbers)]
        with_numbers = len(beside) >= max(_DRESSED, len(found) - 1) and not ends.issuperset(beside)
        if with_numbers or (not _heads_part(page.folded[found[0]]) and _comes_alone(page, found)):
            yield from found[_is_title(page, found[0]) :]


def _heads_part(text: str) -> bool:
    """Whether a line that comes back is a heading of Markdown or a label, as each part of a plan has them."""
    return text.startswith("#") or text.endswith(":")


def _comes_alone(page: Page, found: Sequence[int]) -> bool:
    """Whether lines come back as running heads do that no number stands beside."""
    return _is_regular(page, found) or _within_sentences(page, found)


def _is_regular(page: Page, found: Sequence[int]) -> bool:
    """Whether lines come back at the distances of pages, as pages with the same number of lines do."""
    if len(found) < _OFTEN:
        return False
    gaps = sorted(b - a for a, b in pairwise(page.number[found].tolist()))
    middle = gaps[len(gaps) // 2]
    even = sum(abs(gap - middle) <= _SPREAD * middle for gap in gaps)
    if middle < _PAGE or even < _EVEN * len(gaps):
        return False
    beside = [{page.folded[index + step] for index in found if 0 <= index + step < len(page)} for step in (-1, 1)]
    return all(len(texts) > len(found) - _OFTEN // 2 for texts in beside)  # those of records come back as well


def _within_sentences(page: Page, found: Sequence[int]) -> bool:
    """Whether lines come back within sentences."""
    if len(found) < _TIMES or page.han[found[0]] < _WORDS:
        return False
    places = page.lines.starts[page.number[found]].tolist()
    apart = min(b - a for a, b in pairwise(places)) >= _SHORTEST  # flattened text has its links on lines of their own
    amid = sum(_amid_sentence(page, index, set(found)) for index in found) if apart else 0
    return amid >= max(_DRESSED, 0.75 * len(found))


def _is_title(page: Page, index: int) -> bool:
    """Whether the first line of a text stays: prose follows right below it."""
    return index == 0 and bool(page.ends_of_sentences[1] or page.clauses[1])


def _counted(page: Page) -> Sequence[int]:
    """Short lines that hold a number."""
    sizes = page.solid_sizes
    digits = page.digits
    return np.flatnonzero((digits > 0) & (digits <= 8) & (sizes <= _LONGEST)).tolist()


def _runs(places: Sequence[tuple[int, int]], least: int) -> Iterator[list[int]]:
    """The lines whose numbers count on, a page or two apart, as often as ``least``."""
    run: list[tuple[int, int]] = []
    for place in [*places, (-1, -1)]:
        counts = run and place[1] - run[-1][1] in _STEPS and place[0] - run[-1][0] >= _APART
        if run and not counts:
            if len(run) >= least:
                yield [index for index, _ in run]
            run = []
        run.append(place)


def _amid_sentence(page: Page, index: int, known: set[int]) -> bool:
    """Whether a sentence of prose begins above a line and goes on below it, apart from other ``known`` lines."""
    above = next((i for i in range(index - 1, -1, -1) if i not in known), -1)
    below = next((i for i in range(index + 1, len(page)) if i not in known), -1)
    if above < 0 or below < 0 or page.han[above] < _LONG_LINE or page.han[below] < _GOES_ON:
        return False
    one, other = page.folded[above], page.folded[below]
    return bool(_CUT.search(one) and _CLAUSE.search(one) and _NEW.match(other))


def _touches(index: int, known: set[int]) -> bool:
    return index - 1 in known or index + 1 in known


def _beside(page: Page, known: set[int]) -> set[int]:
    """The lines right above and below those that are ``known``."""
    return {line for index in known for line in (index - 1, index + 1) if 0 <= line < len(page)} - known
