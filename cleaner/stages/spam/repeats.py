"""Phrases that stand on a page again and again where they do not belong: put into sentences, or behind them.

What repeats is found on the whole page at once, among what the n-grams do not take for prose (``seeds``). A regression
then weighs what the n-grams, the network and the lexicon say of the phrase, and how badly it sits in its sentences.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, islice
from statistics import fmean
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.lines import Lines
from cleaner.needles import places_of
from cleaner.patterns import count_han, lazy
from cleaner.stages.spam.alone import evidence, is_japanese, judged
from cleaner.stages.spam.coherence import is_paragraph
from cleaner.stages.spam.findings import Finding
from cleaner.stages.spam.layouts import (
    begins_line,
    cut_in_words,
    in_heading,
    in_row,
    is_emphasized,
    is_label,
    is_name,
    labels_file,
)
from cleaner.stages.spam.lexicon import Lexicon
from cleaner.stages.spam.model import Model
from cleaner.stages.spam.odds import odds
from cleaner.stages.spam.reading import MARKS, QUOTES, Reading, Strength
from cleaner.stages.spam.runs import Run
from cleaner.stages.spam.stretch import place
from cleaner.stages.spam.view import View
from cleaner.topical import topical_pairs

# How often a phrase must stand on a page, and in how many places it is looked at; the most phrases of a page.
TIMES, PLACES, PHRASES = 3, 4, 20
# Characters for each of which it must stand there once, on a page that is longer than ``TIMES`` of them: a book has
# most words three times.
SPREAD = 4_000
# Seeds: so many characters whose n-grams (which reach two characters farther) score so much.
SEEDS = ((4, 4.0), (8, 2.0))
REACH = 2
# The longest phrase, and how much of its line is read beside it.
LONGEST, BESIDE = 60, 24
# Of what is taken out elsewhere: letters and ideographs, times, and what the n-grams must give it.
LONG, TWICE, TELLS = 7, 2, 4.0
# So many characters beside a phrase are not more of its spam.
FEW = 8
# So many ideographs beside it may be a text of its own.
OWN = 4
# The fewest ideographs of a phrase, and what it must show in log-odds, also without a telling word.
FEWEST = 2
# The shortest word of the lexicon that is looked at.
WORD = 3
PHRASE, WORDLESS = 1.5, 2.5
# What the network must say of each of its characters in its sentences, also without a telling word. Less is enough
# where the odds are so high and it is not tied to its sentences, more is needed where it is: where in more than this
# share of its places a word of grammar stands right before or behind it that needs a word there.
TOLD, TOLD_WORDLESS = 0.5, 1.5
SURE, LOOSE, TIED, TIES = 2.0, -1.5, 1.5, 0.25
# Less in log-odds is enough for one without a telling word in sentences where each model says so much for it, and the
# network so much more of each of its characters than of those beside it.
BOTH, STARK, PLAIN = 1.5, 4.0, 0.4
TIED_BEFORE = frozenset("的在从到把被叫是去和与给为向对由让跟替了有过")
TIED_BEHIND = frozenset("的里是有在也和与被把让说之等内上中去来就都还会能要不了对给")
# What the network says of each character beside a phrase of which the text speaks; how much of the phrase stands
# elsewhere; in how many places it is looked whether its words are innocent.
ALIKE, SAID, WINDOWS = 0.5, 0.5, 16
# How many of its two ends must be ends of clauses on average, where no word tells.
APART = 0.5
_OUTER = f"{MARKS} \t|_-"
_BODY = lazy("[\u4e00-\u9fff]{0,6}(?:局|署|厅|院|大学|中学|小学|学校|协会|委员会|政府)")
_MANY = ("们", "們")  # those whom a speaker addresses, again and again
_LETTERS = lazy("[a-z\u3400-\u9fff]")
_WORDS = lazy("[a-z0-9\u3400-\u9fff]+")
# The cells of a table are numbers that come again and again.
_NUMBERS = lazy("[^a-z\u3400-\u9fff]|[〇零一二三四五六七八九十百千万]")
# The first word of a sentence behind the name in brackets that it begins with.
_BEHIND_A_NAME = lazy("(?<=[】〗])[\u4e00-\u9fff]{1,3}\\Z")
_ENDS = re.compile(r"[\n\t]")  # of lines and cells: no phrase reaches over them
_UNQUOTES = frozenset("\"'”’」』》")
_KEY = np.uint64(0x9E3779B97F4A7C15)


class Repeated(NamedTuple):
    """A phrase of the folded page, what speaks for spam and against, and where it begins."""

    text: str
    run: Run
    seen: dict[str, float]
    places: Sequence[int]


class Place(NamedTuple):
    """Where a repeated phrase stands, and the log-odds that it is spam."""

    start: int
    end: int
    text: str
    points: float


def repeats(lines: Lines, words: Lexicon, weights: Model, found: Sequence[tuple[int, int]]) -> Iterator[Place]:
    """The places of phrases about ``found`` seeds that are spam by how they repeat."""
    for phrase in candidates(lines, words, weights, found):
        points = odds("phrase", phrase.seen)
        firm = phrase.run.firm > 0
        least = PHRASE if firm else math.inf if phrase.text.endswith(_MANY) else _wordless(phrase.seen)
        told = phrase.seen["mean"] > (_told(lines, phrase, points) if firm else TOLD_WORDLESS)
        if points >= least and told and not _topic(lines, words, phrase):
            yield from (Place(at, at + len(phrase.text), phrase.text, points) for at in phrase.places)


def _wordless(seen: Mapping[str, float]) -> float:
    """The log-odds that a phrase without a telling word must show."""
    stark = min(seen["model"], seen["network"]) >= BOTH and seen["mean"] - seen["beside"] >= STARK
    if stark and seen["clause"] > 0:
        return PLAIN
    return WORDLESS if seen["free"] > APART else math.inf


def _told(lines: Lines, phrase: Repeated, points: float) -> float:
    """What the network must say of each character of a phrase with a telling word, by how it is tied to sentences."""
    text, size = lines.folded, len(phrase.text)
    ends = (next_to(text, at, at + size) for at in phrase.places)
    tied = sum(before in TIED_BEFORE or behind in TIED_BEHIND for before, behind in ends)
    if tied > TIES * len(phrase.places):
        return TIED
    return LOOSE if points >= SURE else TOLD


def _is_subject(text: str, start: int, end: int) -> bool:
    """Whether a stretch stands in quotation marks beside a word of grammar that needs a word there."""
    before, behind = next_to(text, start, end)
    return start > 0 and text[start - 1] in QUOTES and (before in TIED_BEFORE or behind in TIED_BEHIND)


def next_to(text: str, start: int, end: int) -> tuple[str, str]:
    """The characters before and behind a stretch, or the quotation marks about it."""
    if start and text[start - 1] in QUOTES and text[end : end + 1] in _UNQUOTES:
        start, end = start - 1, end + 1
    return text[max(start - 1, 0) : start], text[end : end + 1]


def _topic(lines: Lines, words: Lexicon, phrase: Repeated) -> bool:
    """Whether a phrase is what the page is about, as a term of law or an illness is.

    Most of it stands elsewhere in paragraphs more than once; or the text beside it looks the same; or its words are
    innocent in several places or in half of them: a text uses a word in one sense. Or the whole text is cut in words,
    or it is a label of a table, or a name in brackets that sentences begin with, or headings of Markdown name it: two
    of them, or one where the text sets it in emphasis.
    """
    if phrase.seen["beside"] >= ALIKE and phrase.seen["free"] <= 1:
        return True
    headings = sum(in_heading(lines.text, at) for at in phrase.places)
    emphasized = sum(is_emphasized(lines.text, at, len(phrase.text)) for at in phrase.places)
    if headings >= TWICE or (headings and emphasized):
        return True
    heads = sum(is_name(phrase.text) and begins_line(lines.folded, at, len(phrase.text)) for at in phrase.places)
    if 2 * heads > len(phrase.places) and not (phrase.run.certain or phrase.run.sure):
        return True
    own = topical_pairs(phrase.text)
    pieces = "|".join(map(re.escape, _WORDS.findall(phrase.text))) or "\0"
    paragraphs = "\n".join(filter(is_paragraph, re.sub(pieces, "\0", lines.folded).split("\n")))
    said = sum(paragraphs.count(pair) >= TWICE for pair in own)
    if said > max(1.0, SAID * len(own)):
        return True
    windows = [_around(lines.folded, at, len(phrase.text))[0] for at in phrase.places[:WINDOWS]]
    beside = "".join(window.replace(phrase.text, "") for window in windows)
    if cut_in_words(phrase.text, beside) or is_label(lines.text, len(phrase.text), phrase.places[:WINDOWS]):
        return True
    innocent = sum(all(hit.kind == "weak" for hit in words.hits(window)) for window in windows)
    return phrase.run.firm > 0 and innocent >= min(TWICE, 0.5 * len(windows))


def without_repeats(
    lines: Lines, model: Model, findings: Iterable[Finding], places: Iterable[Place]
) -> Iterator[Finding]:
    """The findings but for those that are some of the ``places`` and beside them text that is no spam by itself."""
    found = sorted(places)
    starts = [each.start for each in found]
    for finding in findings:
        first, last = bisect_left(starts, finding.start), bisect_right(starts, finding.end)
        rest = lines.folded[finding.start : finding.end]
        for text in {each.text for each in found[first:last]}:
            rest = rest.replace(text, "")
        own = count_han(rest) >= OWN and Strength(rest, model).score(0, len(rest)) < 0.0
        if last == first or not (own or (len(rest) <= FEW and not finding.whole)):
            yield finding


def again(lines: Lines, model: Model, taken: Iterable[tuple[int, int]]) -> Iterator[Place]:
    """The places of what was ``taken`` out of the page, where it stands on it ``TWICE`` or more word by word."""
    text = lines.folded
    firm = {text[start:end].strip() for start, end in taken if end - start <= LONGEST}
    for phrase in sorted(firm):
        if len(_LETTERS.findall(phrase)) < LONG or text.count(phrase) < TWICE:
            continue
        if Strength(phrase, model).score(0, len(phrase)) >= TELLS:
            places = (at for at in places_of(phrase, text, len(phrase)) if not _is_subject(text, at, at + len(phrase)))
            yield from (Place(at, at + len(phrase), phrase, PHRASE) for at in places)


def candidates(lines: Lines, words: Lexicon, weights: Model, found: Sequence[tuple[int, int]]) -> Iterator[Repeated]:
    """The repeated phrases of a page about ``found`` seeds, without those that most of its sentences quote or warn of.

    More must speak against one than how it sits: a telling word, or both models and a word or a place more. (What the
    network says of it in its sentences is read last.)
    """
    text = lines.folded
    for phrase in dict.fromkeys(_without_body(words, each) for each in phrases(lines, found)):
        view = View(phrase, range(len(phrase) + 1))
        hits = words.hits(phrase)
        line = Reading(0, 0, view, hits, Strength(phrase, weights))
        whole = judged(line, 0, len(phrase), FEWEST)
        if not whole:
            continue
        run, _ = whole
        read = {"network": line.strength.whole(0, len(phrase))}
        places = list(places_of(phrase, text, len(phrase)))
        cells = sum(_is_cell(lines.text, at, at + len(phrase)) or labels_file(text, at) for at in places)
        if 2 * cells > len(places) or (not run.firm and 2 * sum(in_row(text, at) for at in places) > len(places)):
            continue
        around = [_around(text, at, len(phrase)) for at in places[:PLACES]]
        told = run.firm or (min(run.model, read["network"]) > 0 and (run.weak or len(places) > TIMES))
        if told and 2 * sum(_mentioned(words, run, window, left) for window, left in around) <= len(around):
            each = [_placed(window, left, run, weights) for window, left in around]
            seen = evidence(line, run, hits) | read | {name: fmean(row[name] for row in each) for name in each[0]}
            yield Repeated(phrase, run, seen | {"times": math.log(len(places))}, places)


def _is_cell(text: str, start: int, end: int) -> bool:
    """Whether a phrase is all of a cell in a row of a table: a label."""
    ends = text[max(0, start - 1) : start] or "\n", text[end : end + 1] or "\n"
    return "\t" in ends and all(map(_ENDS.match, ends))


def _without_body(words: Lexicon, phrase: str) -> str:
    """A phrase without the name of a public body behind its telling words, which it was put before each time."""
    last = max((hit.end for hit in words.hits(phrase) if hit.kind != "weak"), default=len(phrase))
    return phrase[:last] if _BODY.fullmatch(phrase, last) else phrase


def _around(text: str, at: int, size: int) -> tuple[str, int]:
    """The part of its line about a phrase, and where in it the phrase begins."""
    start = max(at - BESIDE, text.rfind("\n", 0, at) + 1)
    end = text.find("\n", at)
    return text[start : min(at + size + BESIDE, end if end >= 0 else len(text))], at - start


def _mentioned(words: Lexicon, run: Run, window: str, left: int) -> bool:
    """Whether a phrase stands in quotation marks, beside words that speak of spam, or in a text that is not Chinese."""
    quoted = window[max(0, left - 1) : left] in QUOTES
    return quoted or is_japanese(window) or words.raised(window, run.family)[0] > 0


def _placed(window: str, left: int, run: Run, weights: Model) -> dict[str, float]:
    """How a phrase sits in one place."""
    line = Reading(0, 0, View(window, range(len(window) + 1)), (), Strength(window, weights))
    return place(line, replace(run, start=left, end=left + run.end), line.strength.over)


def spotted(lines: Lines, spots: Sequence[tuple[object, int, int]]) -> list[tuple[int, int]]:
    """Where those of the lexicon's words stand that come again and again: start and length, word by word."""
    least = _enough(lines)
    if len(spots) < least:
        return []
    words = {(lines.folded[start:end], start) for _, start, end in spots if end - start >= WORD}
    times = Counter(word for word, _ in words)
    return [(start, len(word)) for word, start in sorted(words) if times[word] >= least]


def _enough(lines: Lines) -> int:
    """How often a phrase must stand on a page."""
    return max(TIMES, len(lines.text) // SPREAD)


def seeds(lines: Lines, sums: NDArray[np.int32], scale: float) -> list[tuple[int, int]]:
    """Where short strings stand that score for spam and come again and again: start and length, string by string."""
    out: list[tuple[int, int]] = []
    enough = _enough(lines)
    for width, least in SEEDS:
        limit = least * (3 * width) ** 0.5 / scale
        hot = (sums[width:-REACH] - sums[: -width - REACH] > limit).nonzero()[0]
        if len(hot) < enough:
            continue
        keys = np.zeros(len(hot), np.uint64)
        for step in range(width + REACH):
            keys = keys * _KEY + lines.folded_points[hot + step]
        order = keys.argsort(kind="stable")
        times = np.diff(np.concatenate([[0], (np.diff(keys[order]) != 0).nonzero()[0] + 1, [len(hot)]]))
        often = hot[order[np.repeat(times >= enough, times)]]
        out += [(at, width + REACH) for at in often.tolist()]
    return out


def phrases(lines: Lines, found: Sequence[tuple[int, int]]) -> list[str]:
    """The longest phrases about ``found`` seeds that are the same wherever the seed stands."""
    text, raw = lines.folded, lines.text
    out: list[str] = []
    for seed, group in groupby(found, key=lambda place: text[place[0] : sum(place)]):
        if "\n" in seed or any(seed in phrase for phrase in out):
            continue
        places = [at for at, _ in islice(group, PLACES)]
        lefts = (len(_ENDS.split(raw[max(0, at - LONGEST) : at])[-1]) for at in places)
        rights = (len(_ENDS.split(raw[at : at + LONGEST], maxsplit=1)[0]) for at in places)
        before = _beginning([text[at - size : at][::-1] for at, size in zip(places, lefts, strict=True)])[::-1]
        after = _beginning([text[at : at + size] for at, size in zip(places, rights, strict=True)])
        phrase = _BEHIND_A_NAME.sub("", before + after).strip(_OUTER)
        if len(phrase) <= LONGEST and phrase not in out and _NUMBERS.sub("", phrase):
            out.append(phrase)
    return out[:PHRASES]


def _beginning(texts: Sequence[str]) -> str:
    """What all texts begin with."""
    first, last = min(texts), max(texts)
    size = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return first[:size]
