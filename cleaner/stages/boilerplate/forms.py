"""Texts whose lines have a form of their own: subtitles, songs with times, chats, logs, tables, posts, resumes.

Models of pages have seen none of them and take their short lines for a frame, so there they do not judge. Where a
program wrote the file (subtitles, chats …) the rules of pages do not act either, but only those made for the form.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from cleaner.doc import Doc
from cleaner.lines import Lines
from cleaner.matcher import Matcher
from cleaner.pattern_tables import pattern_table, value_of
from cleaner.patterns import needs, starts
from cleaner.rules import Rule, RuleBook
from cleaner.stages.boilerplate.page import BYLINES, Page
from cleaner.stages.boilerplate.sheaf import heads_of_texts, of_many
from cleaner.word_tables import word_table

_MOST, _LONGEST = 600, 400  # lines from the first on that are looked at, characters of each
_TIMED = ("-->", "ialogue:", "}{", "[00:", "[01:")  # one of them is in each text of a form with times
_DIGITS, _NO_KEY = re.compile(r"\d+"), "0123456789-=*_~.:/ "
_LONGEST_KEY, _LEAST_RECORDS, _LONGEST_RECORD, _MOST_AWAY = 60, 8, 12, 4  # characters, records, lines, records' lengths
_MARKS = re.compile(r"\{[^{}]{0,200}\}|</?[a-z][^<>]{0,200}>")  # the look of subtitles, in braces or tags
_PARTS = re.compile(r"\\n|\|")


class Form(NamedTuple):
    """What a form is told by; the file of patterns says what each key means."""

    name: str
    least: int
    share: float
    kinds: int
    own: bool
    repeats: int = 1
    raw: bool = False


_RECORDS = Form("records", _LEAST_RECORDS, 0.0, 1, own=False)
_THREAD, SHEAF = Form("thread", 3, 0.0, 1, own=False), Form("sheaf", 3, 0.0, 1, own=False)
"""Posts one below the other, and texts by several authors: what a byline says is not said of the whole."""


class Unit(NamedTuple):
    """What a file of subtitles or of a song shows at once: its lines, and its words by the line that holds them."""

    lines: range
    words: list[tuple[int, str]]


def may_be_timed(text: str) -> bool:
    """Whether a text may be one of subtitles or a song with times: no rule of pages needs to fire on those."""
    return any(map(text.__contains__, _TIMED))


def form_of(page: Page) -> Form | None:
    """The form of the lines of a text; ``None`` for an article, for a page, and for what no pattern knows."""
    texts = [text[:_LONGEST] for text in page.folded[:_MOST]]
    by_start = _by_start(texts)
    for form in _forms():
        kinds = pattern_table("forms").group(form.name)
        least = max(form.least, form.share * len(texts))
        if form.raw:
            held = any(all(map(page.lines.text.__contains__, _held_by(kind))) for kind in kinds)
            tried = [[page.text(i)[:_LONGEST] for i in range(len(texts))] if held else []] * len(kinds)
        else:
            if sum(_most_matches(kind, texts, by_start) for kind in kinds) < least:  # as of nearly all texts
                continue
            tried = [_may_match(kind, texts, by_start) for kind in kinds]
        if sum(map(len, tried)) < least:
            continue
        counts = [_count(lines, kind, form.repeats) for lines, kind in zip(tried, kinds, strict=True)]
        if sum(counts) >= least and sum(map(bool, counts)) >= form.kinds:
            return form
    if _repeats(page, texts, by_start):
        return _RECORDS
    heads = heads_of_texts(page)
    return (SHEAF if of_many(page, heads) else _THREAD) if heads else None


def _by_start(texts: list[str]) -> dict[str, list[int]]:
    """The places of texts by their first characters, ``0`` for any digit."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        places[text[:1]].append(index)
    numbered = [places.pop(char) for char in list(places) if char.isdecimal()]
    return {**places, "0": sorted(chain.from_iterable(numbered))}


def _most_matches(kind: re.Pattern[str], texts: list[str], by_start: Mapping[str, list[int]]) -> int:
    """How many of some lines a pattern may find at most, by how they begin."""
    if (starts := _starts_of(kind)) is None:
        return len(texts)
    return sum(len(by_start[char]) for char in by_start.keys() & starts)


def _may_match(kind: re.Pattern[str], texts: list[str], by_start: Mapping[str, list[int]]) -> list[str]:
    """Those of some lines, of which a pattern may find some, by how they begin and what they hold."""
    if (starts := _starts_of(kind)) is not None:
        texts = [texts[i] for char in starts if char in by_start for i in by_start[char]]
    for char in _held_by(kind):
        texts = [text for text in texts if char in text]
    return texts


@cache
def _held_by(kind: re.Pattern[str]) -> frozenset[str]:
    """Characters that each line holds which a pattern finds."""
    return frozenset(char for each in needs(kind.pattern) if len(each) == 1 for char in each)


@cache
def _starts_of(kind: re.Pattern[str]) -> frozenset[str] | None:
    return starts(kind.pattern)


def _repeats(page: Page, texts: list[str], by_start: Mapping[str, list[int]]) -> bool:
    """Whether the text is records from its first to its last line: a line that comes back, numbers aside, in each.

    A page of posts has a frame above the first and below the last of them.
    """
    often = (places for places in by_start.values() if len(places) >= _LEAST_RECORDS)
    short = [i for places in often for i in places if len(texts[i]) <= _LONGEST_KEY]
    keys = _DIGITS.sub("0", "\n".join(texts[i] for i in short)).split("\n")
    known = {key for key, times in Counter(keys).items() if times >= _LEAST_RECORDS and key.strip(_NO_KEY)}
    if not known:
        return False
    places: dict[str, list[int]] = {}
    for index, key in zip(short, keys, strict=True):
        if key in known:
            places.setdefault(key, []).append(index)
    outer = [*page.heads, *(i for i, rule in page.sure.items() if not rule.extra.get("inside"))]
    framed = [i for i in outer if i < len(texts)]
    for at in places.values():
        gaps = sorted(after - before for before, after in pairwise(at))
        period = gaps[len(gaps) // 2]
        inside = at[0] <= period and len(texts) - 1 - at[-1] <= period
        inside = inside and not any(i < at[0] or i > at[-1] for i in framed)
        if period <= _LONGEST_RECORD and inside and gaps[-1] <= _MOST_AWAY * period:
            return True
    return False


def _count(texts: Iterable[str], kind: re.Pattern[str], repeats: int) -> int:
    """How many lines a pattern finds, those alone that say what ``repeats`` of them say."""
    matches = [found for text in texts if (found := kind.match(text))]
    if repeats == 1:
        return len(matches)
    said = Counter(map(value_of, matches))
    return sum(count for count in said.values() if count >= repeats)


@cache
def _forms() -> tuple[Form, ...]:
    return tuple(Form(name, **how) for name, how in word_table("patterns/forms")["form"].items())


def hush(page: Page, form: Form, rules: RuleBook) -> None:
    """The rules of the form act on ``page``, on whole units, and those of pages only where the form lets them.

    Those of bylines never do: in such a text an author, a day, a source are a field like the others.
    """
    flags = np.full(len(page), form.own)
    flags[[i for i, rule in page.sure.items() if rule.id in BYLINES]] = True
    page.forget(flags)
    for rule, lines in _told(page, form, rules):
        page.sure.update(dict.fromkeys(lines, rule))


def _told(page: Page, form: Form, rules: RuleBook) -> Iterator[tuple[Rule, Iterable[int]]]:
    """The lines whose words the rules of the form know, with all others of a unit that says nothing else."""
    found = list(units(page, form))
    words = Lines("\n".join(text for unit in found for _, text in unit.words))
    fired = dict(_matcher(rules, form.name).lines(words))
    at = 0
    for unit in found:
        said = [(line, fired.get(place)) for place, (line, _) in enumerate(unit.words, at)]
        at += len(said)
        known = [rule for _, rule in said if rule]
        if known:
            left = {line for line, rule in said if not rule}
            yield known[-1], {line for line, _ in said} - left if left else unit.lines


@cache
def _matcher(rules: RuleBook, form: str) -> Matcher:
    return Matcher(rule for rule in rules.stage("boilerplate") if form in rule.extra.get("forms", ()))


def units(page: Page, form: Form) -> Iterator[Unit]:
    """What the file shows at once; a line is a unit of its own where it has no times above it."""
    if times := _times(page, form):
        yield from _cues(page, times)
        return
    kinds = [kind for kind in pattern_table("forms").group(form.name) if kind.groups] if form.own else []
    for index, text in enumerate(page.folded):
        found = filter(None, (kind.match(text) for kind in kinds))
        parts = _PARTS.split(_MARKS.sub("", next((match[1] for match in found), text)))
        yield Unit(range(index, index + 1), [(index, part) for part in parts if part.strip()])


def _times(page: Page, form: Form) -> list[int]:
    """The lines of a file of subtitles that are the times of a cue."""
    time = pattern_table("forms")["subtitles.time"]
    return [i for i, text in enumerate(page.folded) if time.match(text)] if form.name == "subtitles" else []


def _cues(page: Page, times: list[int]) -> Iterator[Unit]:
    """The cues whose times stand in these lines, with the numbers above them."""
    timed = set(times)
    starts = [at - (at > 0 and at - 1 not in timed and page.folded[at - 1].isdigit()) for at in times]
    for at, (start, end) in zip(times, pairwise([*starts, len(page)]), strict=True):
        yield Unit(range(start, end), [(line, _MARKS.sub("", page.folded[line])) for line in range(at + 1, end)])


def emptied(page: Page, doc: Doc) -> Iterator[int]:
    """The lines of cues that hold no words any more, because an earlier stage took them away."""
    times = _times(page, page.form) if page.form else []
    bare = [unit.lines for unit in _cues(page, times) if not unit.words] if times else []
    if not bare:
        return
    starts = page.lines.starts[page.number]
    ends = page.lines.ends[page.number[[lines[-1] for lines in bare]]]
    ahead = np.append(starts, len(doc.text))[[lines[-1] + 1 for lines in bare]]
    for lines, left, right in zip(bare, *doc.origins(ends, ahead), strict=True):
        if doc.source[left:right].strip():
            yield from lines
