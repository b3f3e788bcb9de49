"""Calls of sites of copied novels between and inside the sentences of a text, cut so that the sentences are whole.

A call begins with words that tell by themselves, or with words right behind which the site stands: its address or its
name. It goes as far as such words, addresses and names follow one another, so what the story says behind it stays.
What the calls of a page say of the site is known then wherever it stands on the page (``sites``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from cleaner.doc import Edit
from cleaner.lines import Lines
from cleaner.needles import Needles
from cleaner.patterns import HAN, count_han, lazy
from cleaner.rules import RuleBook
from cleaner.stages.spam.bounds import whole_line
from cleaner.stages.spam.disguises import named
from cleaner.stages.spam.letters import latin
from cleaner.stages.spam.sites import CALL, NAME, Place, in_brackets, known_sites

_WIDEST = 600  # characters of a line in which calls are looked for around a word of one
_PARTS = 12  # of a call
_BEFORE = 40  # characters of the site's name and address before a call
_SOLO, _ROW = 60, 4  # characters of a line of a name and an address, at most; of a row of signs, at least
_ENDING = 12  # characters of a line that says that a text goes on elsewhere
_HEAD_LINES, _OFTEN = 12, 2  # lines in which the head of a chapter stands; how often is not yet often
# The longest line of a notice, its fewest ideographs, and the share of them that is no word of one, with three and two.
_NOTICE = 90, 5, 0.45, 0.25
_STORY = frozenset('"他她我你它')
_SIGN = re.compile(r"\W|\d|_")
_SPOKEN = 4, 0.2  # lines of speech of a story, and their share
_TITLED = frozenset("《<")  # what begins with one speaks of a book
_REST = 0.55  # of the ideographs of a sentence of a site that are none of its phrases, at most
# Signs that stand between the characters of a site's name, and how many sentences of a paragraph may be a site's.
_CHAIN, _SENTENCES = r"|._/\\=+>》<`°⊙∷☆★→♂♀※◆◇*^~&0-9-", 3
_LAST = re.compile('[。!?…"]["。!?…)]{0,3}')
_WITHIN = 40  # characters of what else stands in the brackets of a call
_JOINS = r"[ \t\u3000:,。!~—\-–=>»→☆★◆●|/·*#^+…]{0,6}"
_WORD = re.compile(r"[^\W_]")
_DECORATION = frozenset("—-–=>»→☆★◆●*#^+~_⺌↘↗↙↖↑↓ \u3000")
_ENDS = frozenset(["", *"。!?…"])
_MARKS = frozenset(",。!;")
# A call that is talked about, or a pattern of a program, stands right behind or before one of these.
_QUOTES = frozenset("\"'`|\\")


class Grammar(NamedTuple):
    """What calls are made of, and what is looked for on each page: words of calls and notices, parts of addresses.

    ``words`` and ``shorts`` are the numbers of the first needle behind those of calls and of notices.
    """

    needles: Needles
    words: int
    shorts: int
    head: re.Pattern[str]
    ask: re.Pattern[str]
    site: re.Pattern[str]
    part: re.Pattern[str]
    before: re.Pattern[str]
    line: re.Pattern[str]
    solo: re.Pattern[str]
    alone: re.Pattern[str]
    bare: re.Pattern[str]
    credits: re.Pattern[str]
    stories: re.Pattern[str]
    named: re.Pattern[str]
    chapter: re.Pattern[str]
    notices: tuple[str, ...]
    company: re.Pattern[str]
    strong: re.Pattern[str]
    strict: re.Pattern[str]


def hints(book: RuleBook) -> list[str]:
    """The literals of calls, of notices, and of addresses, of which a page with any of these holds one."""
    if CALL not in book or NAME not in book:
        return []
    return [*book[CALL].hint, *book[CALL].extra["short"], *book[NAME].hint]


@lru_cache(maxsize=4)
def grammar(book: RuleBook) -> Grammar:
    """The grammar that the rule of calls states."""
    rule = book[CALL]
    domain, name, marked = (rule.extra[key] for key in ("domain", "site", "marked"))
    site = f'(?:{domain}|{marked}|[(《<]?{domain}[)》>]?|"{name}"|{name}(?:[(《]?{domain}[)》]?)?)'

    def either(patterns: Sequence[str]) -> re.Pattern[str]:
        """One pattern for any of some, in which the parts of a call are named."""
        joined = "|".join(f"(?:{pattern})" for pattern in patterns)
        for part, meant in (("<site>", site), ("<domain>", domain), ("<name>", name), ("<chain>", _CHAIN)):
            joined = joined.replace(part, meant)
        return lazy(joined)

    said = rule.extra
    return Grammar(
        needles=Needles(hints(book)),
        words=len(rule.hint),
        shorts=len(rule.hint) + len(said["short"]),
        head=either(said["heads"]),
        ask=either(said["asks"]),
        site=lazy(f"{_JOINS}{site}"),
        part=lazy(f"{_JOINS}(?:{either(said['tails']).pattern}|{site})"),
        before=lazy(f"(?:{domain}|{marked}){_JOINS}\\Z"),
        line=either(said["lines"]),
        solo=either(said["solo"][:1]),
        alone=either(said["solo"][1:]),
        bare=either(said["bare"]),
        credits=either(said["credits"]),
        stories=either([*said["asks"], *said["stories"]]),
        named=lazy(f'{_JOINS}(?:{site}|[【\\["]?{said["weak"]}[】\\]"]?)'),
        chapter=lazy(said["chapter"]),
        notices=tuple(sorted(said["notices"], key=len, reverse=True)),
        company=lazy(said["company"]),
        strong=either(said["strong"]),
        strict=lazy(said["strict"]),
    )


def inserted(lines: Lines, book: RuleBook) -> list[Edit]:
    """The edits that cut the calls of a site, and its name and address where they are known by these calls."""
    if CALL not in book or NAME not in book:
        return []
    found = grammar(book)
    spots = found.needles.find(lines.points, overlapping=True)
    if not spots:
        return []
    numbers = lines.starts.searchsorted([start for _, start, _ in spots], "right") - 1
    where = list(zip((word for word, _, _ in spots), numbers.tolist(), strict=True))
    called = {number for word, number in where if word < found.words}
    addressed = sorted({number for word, number in where if word >= found.shorts})
    story = _tells_a_story(lines, found)
    if story:
        called.update(addressed, (number for word, number in where if lines.sizes[number] <= _NOTICE[0]))
    calls = [place for number in sorted(called) for place in _calls(lines, number, found, story)]
    calls += _solos(lines, addressed, found, story)
    sites = known_sites(lines, calls, addressed, book)
    places = [(*place, CALL) for place in calls]
    places += [(*place, NAME) for place in named(lines, sites, book)]
    edits = list(_edits(lines, sorted(places)))
    return [*edits, *_company(lines, edits, found)]


def _tells_a_story(lines: Lines, found: Grammar) -> bool:
    """Whether a text begins with the head of a chapter, or people talk in many of its lines."""
    solid = [text for text in lines.stripped if text]
    if any(map(found.chapter.fullmatch, solid[:_HEAD_LINES])):
        return True
    least = max(_SPOKEN[0], _SPOKEN[1] * len(solid))
    return lines.folded.count('"') >= least <= sum(text.startswith('"') for text in solid)


def _solos(lines: Lines, numbers: Sequence[int], found: Grammar, story: bool) -> Iterator[Place]:
    """The lines that are a site's name and its address, where no other site has such lines: then they are no list.

    What does not look like the name of such a site must stand in a chapter, or again and again.
    """
    texts = {number: latin(lines.stripped[number]) for number in numbers}
    for pattern, enough in ((found.solo, True), (found.alone, story)):
        solos = {number: text for number, text in texts.items() if len(text) <= _SOLO and pattern.fullmatch(text)}
        if len({*solos.values()}) == 1 and (enough or (len(solos) > _OFTEN and HAN.search(next(iter(solos.values()))))):
            yield from ((int(lines.starts[number]), int(lines.ends[number])) for number in solos)


def _calls(lines: Lines, number: int, found: Grammar, story: bool) -> Iterator[Place]:
    """Where the calls of a line begin and end in the text."""
    first = int(lines.starts[number])
    text = latin(lines.folded[first : int(lines.ends[number])])
    whole = (found.line, found.credits) if story else (found.line,)
    fits = len(text) <= _WIDEST and any(each.fullmatch(text.strip()) for each in whole)
    if fits or (story and _is_notice(text, found)):
        yield first, first + len(text)
        return
    behind = _behind(text, found) if story else len(text)
    asks, site = (found.stories, found.named) if story else (found.ask, found.site)
    kinds = (found.head, asks, found.bare) if story else (found.head, asks)
    begun = [(match.span(), site if each is asks else None) for each in kinds for match in each.finditer(text)]
    at = 0
    for (start, end), needed in sorted(begun, key=itemgetter(0)):
        if start >= at and text[max(start - 1, 0) : start] not in _QUOTES and (past := _end(text, end, needed, found)):
            before = found.before.search(text[max(start - _BEFORE, at) : start])
            place = in_brackets(text, start - len(before[0]) if before else start, past, _WITHIN)
            at = place[1]
            if place[0] < behind:
                yield first + place[0], first + place[1]
    if behind < len(text):
        yield first + behind, first + len(text)


def _behind(text: str, found: Grammar) -> int:
    """Where what a site says begins that stands on a line of a story, or behind the last words of its paragraph.

    Half of such a sentence are phrases of a site: two, or a strict one where no mark ends it as it does in a story.
    """
    if found.chapter.fullmatch(text.strip()):
        return len(text)
    begins = sorted({0, *(match.end() for match in _LAST.finditer(text)), len(text.rstrip())})[-_SENTENCES - 1 :]
    behind, said = len(text), 0
    for start, end in reversed([*pairwise(begins)]):
        piece = text[start:end].strip()
        bare, more = found.strong.subn("", piece) if len(piece) <= _NOTICE[0] else (piece, 0)
        told = count_han(bare) > _REST * count_han(piece) or not _STORY.isdisjoint(piece)
        if not more or told or piece[0] in _TITLED:
            break
        said += more
        if said > 1 or (piece[-1] not in _ENDS and found.strict.search(piece)):
            behind = start
    return behind


def _is_notice(text: str, found: Grammar) -> bool:
    """Whether a line of a story has nothing of one: most of it are words of a site about its pages."""
    han = count_han(text)
    if not 0 < len(text) <= _NOTICE[0] or not _STORY.isdisjoint(text) or han < _NOTICE[1]:
        return False
    bare, said = _SIGN.sub("", text), 0
    for word in found.notices:
        said += word in bare
        bare = bare.replace(word, "")
    rest = count_han(bare) / han
    return (said > 2 and rest <= _NOTICE[2]) or (said == 2 and rest <= _NOTICE[3])


def _end(text: str, end: int, needed: re.Pattern[str] | None, found: Grammar) -> int:
    """How far a call goes whose first words end at ``end``; 0 where the site that they ask for is not there."""
    if needed:
        site = needed.match(text, end)
        if not site:
            return 0
        end = site.end()
    for _ in range(_PARTS):
        if not (more := found.part.match(text, end)):
            break
        end = more.end()
    return end


def _edits(lines: Lines, places: Sequence[tuple[int, int, str]]) -> Iterator[Edit]:
    """The edits for places in order: whole lines where nothing else is in them, and the marks beside a call."""
    text = lines.folded
    for number, group in groupby(places, key=lambda place: lines.at(place[0])):
        first, last = int(lines.starts[number]), int(lines.ends[number])
        merged: list[tuple[int, int, str]] = []
        for start, end, rule in group:
            if merged and not _WORD.search(text, merged[-1][1], start):
                merged[-1] = merged[-1][0], max(end, merged[-1][1]), merged[-1][2]
            elif not merged or start >= merged[-1][1]:
                merged.append((start, end, rule))
        bounds = [first, *chain.from_iterable(place[:2] for place in merged), last]
        if not any(_WORD.search(text, *bounds[at : at + 2]) for at in range(0, len(bounds), 2)):
            yield Edit(*whole_line(lines, number), "", merged[0][2], "nothing else is in the line")
            continue
        for start, end, rule in merged:
            yield Edit(*_with_marks(text, first, last, start, end), "", rule, "between the words of the text")


def _company(lines: Lines, edits: Sequence[Edit], found: Grammar) -> Iterator[Edit]:
    """Lines right beside such as go: those that say no more than that a text ends, and the frames of signs around them.

    A row of signs frames them between two such lines or at an end of the text, and where another one like it does.
    """
    gone = {lines.at(edit.start + 1) for edit in edits if "\n" in lines.text[edit.start : edit.end]}
    solid = np.flatnonzero(~lines.blank).tolist()
    beside = Counter[int]()
    for rows in (solid, solid[::-1]):
        for one, other in pairwise(rows):
            if one in gone and other not in gone:
                if found.company.fullmatch(lines.stripped[other]):
                    gone.add(other)
                    yield Edit(*lines.whole(other), "", CALL, "beside a call")
                elif len(lines.stripped[other]) >= _ROW and not _WORD.search(lines.stripped[other]):
                    beside[other] += 1
    if gone or edits:
        yield from _endings(lines, solid, gone, found)
    ends = {solid[0], solid[-1]} if solid else set()
    frames = {lines.stripped[row] for row in beside if row in ends or beside[row] > 1}
    rows = sorted({row for row in beside if lines.stripped[row] in frames})
    yield from (Edit(*lines.whole(row), "", CALL, "a frame around calls") for row in rows)


def _endings(lines: Lines, solid: Sequence[int], gone: set[int], found: Grammar) -> Iterator[Edit]:
    """Lines in brackets that say that a text goes on elsewhere, in one that holds calls."""
    for number in solid:
        text = lines.stripped[number]
        if number not in gone and 0 < len(text) <= _ENDING and text[0] in "([【" and found.company.fullmatch(text):
            yield Edit(*lines.whole(number), "", CALL, "in a text with calls")


def _with_marks(text: str, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    """The bounds of a call with the signs around it that belong to it, and one of two marks that would meet."""
    while start > first and text[start - 1] in _DECORATION:
        start -= 1
    while end < last and text[end] in _DECORATION:
        end += 1
    before = text[start - 1 : start] if start > first else ""
    if before in _ENDS:
        while end < last and text[end] in _MARKS:
            end += 1
    elif before in _MARKS and text[end : end + 1] in _MARKS:
        end += 1
    return start, end
