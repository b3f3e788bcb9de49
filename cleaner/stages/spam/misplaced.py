"""Phrases of a trade that were put into sentences: their words do not belong there, and the line reads on without them.

The lexicon knows the words. How the line reads over the two ends of a phrase, and over the place where they would meet,
what the page says elsewhere, and what the models say of the phrase and of what stands beside it tell whether somebody
wrote them in a sentence of his own (boosted trees, fitted by ``tools/fit_spam_misplaced.py``).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.edits import mask_of
from cleaner.lines import Lines
from cleaner.patterns import count_han
from cleaner.stages.spam.alone import is_japanese
from cleaner.stages.spam.coherence import Rest
from cleaner.stages.spam.findings import Finding, notes
from cleaner.stages.spam.lexicon import FIRM, NO_TRADE, POINTS, Hit, Lexicon
from cleaner.stages.spam.page import Page
from cleaner.stages.spam.reading import MARKS, SHORTEST, Reading
from cleaner.stages.spam.runs import FUNCTION, describe
from cleaner.stages.spam.seams import links
from cleaner.stages.spam.vetoes import telling
from cleaner.stages.spam.view import view
from cleaner.trees import Forest, read

# How far two telling words of a phrase are apart, and another word; how far it goes on beside them, and how long it is.
GAP, WEAK_GAP, ON, LONGEST = 3, 1, 6, 40
# What a character beside the words costs, and how much of what the network says for it is taken off; what an end inside
# a Latin word costs, and one beside a mark.
STEP, NETWORK, INSIDE, AT_MARK = 2.0, 0.4, 10.0, -8.0
# What the n-grams must say of its words for a phrase to be looked at.
LOOK = 0.5
# What the n-grams must say of what a phrase has before its words (-1) and behind them.
OWN = {-1: 0.0, 1: 0.5}
# How much of a line beside a phrase is read by the models, and for words that speak of spam.
BESIDE, AROUND = 12, 100
# Within so many characters before a phrase stands who says it.
SAID = 8
# What a phrase must show in log-odds, also where it is tied to what stands beside it, and on a page that is known for
# spam; what those of one trade in two, three, and more sentences of the page must show together, each up to so much
# either way, and then each of them.
ALONE, TIED, KNOWN, TOGETHER, EACH, LEAST = 3.2, 5.0, 2.0, (3.0, 2.0, 1.5), 4.0, 0.0
# How long the word of a phrase of one telling word is at least on a page that is not known for spam, where it is one of
# several phrases and where it stands alone: a shorter word has other senses in a sentence.
ONE_WORD, LONE_WORD = 3, 6
# So many words of porn of which none tells much follow one another in no sentence, if they are so long together.
LINKS, CHAIN, DENSE = 3, 8, 0.7
# What it adds that the words of a phrase stand in what was taken out of the page, and that words of its trade do.
ECHO, TRADE = 2.0, 1.0
_LOADED = frozenset(("porn", "download"))
_OPENS, _CLOSES = frozenset("\"'《〈「『:"), frozenset("\"'》〉」』")
_BREAKS = frozenset(MARKS) | _OPENS | _CLOSES | frozenset("()")
# What ties a phrase to the words before and behind it.
_TIED_BEFORE = frozenset("的在从到把被叫是去和与给为向对由让跟替了有过玩看找买卖做用个种款家等")
_TIED_BEHIND = frozenset("的里是有在也和与被把让说之等内上中去来就都还会能要不了对给这类吗呢吧")


class Misplaced(NamedTuple):
    """A stretch of a line about words of one trade; ``over``: how the line reads on over each place."""

    line: Reading
    start: int
    end: int
    family: str
    hits: Sequence[Hit]
    over: NDArray[np.float32]

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in the text of the page."""
        return self.line.place(self.start), self.line.place(self.end)

    @property
    def beside(self) -> tuple[str, str]:
        """The characters right before and behind it."""
        return self.line.text[max(0, self.start - 1) : self.start], self.line.text[self.end : self.end + 1]

    @property
    def opening(self) -> str:
        """What stands before it, which tells one sentence that it was put into from another."""
        return self.line.text[max(0, self.start - 3) : self.start]

    def telling(self, least: int) -> bool:
        """Whether it holds several telling words, or one of so many characters at least, or is a chain of others."""
        words = {self.line.text[hit.start : hit.end] for hit in self.hits if hit.kind in FIRM}
        return not words or len(words) > 1 or max(map(len, words)) >= least

    @property
    def tied(self) -> bool:
        """Whether a word of grammar stands beside it that needs a word there."""
        before, behind = self.beside
        return before in _TIED_BEFORE or behind in _TIED_BEHIND


def put_in(
    page: Page, lexicon: Lexicon, found: Sequence[Misplaced], taken: Sequence[tuple[int, int]]
) -> Iterator[Finding]:
    """The findings among the phrases ``found`` on a page that touch nothing that was ``taken`` before.

    A page of which something was taken is known for spam, for that of its trade above all.
    """
    gone = mask_of(len(page.lines.text), taken)
    each = [phrase for phrase in found if not gone[slice(*phrase.place)].any()]
    if not each:
        return
    often = Counter(family for family, _ in {(phrase.family, phrase.opening) for phrase in found})
    echoed, trades = _taken(page, lexicon, each, taken, {family for family in often if often[family] > 1})
    alone = odds_of(page, lexicon, each)
    points = alone + ECHO * echoed + TRADE * trades
    said: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for phrase, score in zip(each, points, strict=True):
        rows = said[phrase.family]
        rows[phrase.opening] = max(rows.get(phrase.opening, -EACH), min(score, EACH))
    several = {
        family for family, rows in said.items() if len(rows) > 1 and sum(rows.values()) >= TOGETHER[: len(rows) - 1][-1]
    }
    for phrase, echo, one, together in zip(each, echoed, alone, points, strict=True):
        least = LEAST if phrase.family in several else KNOWN if taken else TIED if phrase.tied else ALONE
        score = together if phrase.family in several else one
        if score >= least and (taken or phrase.telling(ONE_WORD if phrase.family in several else LONE_WORD)):
            run = describe(phrase.line, phrase.hits, score)
            own = phrase._replace(start=run.start, end=run.end) if echo else phrase
            run.start, run.end, run.points = own.start, own.end, score
            why = notes(run, least, ["put into a sentence"], [])
            yield Finding(phrase.line.number, *own.place, False, run, least, why)


def _taken(
    page: Page, lexicon: Lexicon, each: Sequence[Misplaced], taken: Sequence[tuple[int, int]], often: Set[str]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Of which phrases the words stand in what was ``taken`` out of the page, and of which words of the trade do.

    Only those of trades that are spoken of ``often``: what stands once may be what the page offers.
    """
    texts = [view(page.lines.folded[start:end]).text for start, end in taken]
    firm = (hit for text in texts for hit in lexicon.hits(text) if hit.kind in FIRM)
    trades = often & {family for hit in firm for family in hit.families}
    words = [phrase.line.text[phrase.hits[0].start : phrase.hits[-1].end] for phrase in each]
    known = np.array([phrase.family in trades for phrase in each])
    said = {word for word in set(words) if any(word in text for text in texts)}
    return known & [word in said for word in words], known


def worth_reading(
    lines: Lines, sums: NDArray[np.int32], scale: float, spots: Sequence[tuple[int, int, int]]
) -> set[int]:
    """The lines with telling words (``spots``) that the n-grams, by their running ``sums``, do not take for prose."""
    if not spots:
        return set()
    places = np.array(spots, np.int64)
    starts = places[:, 1]
    told = sums[places[:, 2]] - sums[starts] > LOOK * (3 * SHORTEST) ** 0.5 / scale
    return set((lines.starts.searchsorted(starts[told], "right") - 1).tolist())


def phrases(line: Reading, *, chains: bool = False) -> Iterator[Misplaced]:
    """The stretches of a line about telling words of a trade; ``chains``: none but such chains of others.

    None that is quoted or introduced, or begins the line: it may be what the line speaks of.
    """
    text = line.text
    if (chains and len(line.hits) < LINKS) or is_japanese(text):
        return
    for hits in _groups(text, line.hits):
        votes: Counter[str] = Counter()
        for hit in hits:
            if hit.kind in FIRM:
                votes.update({family: int(2 * POINTS[hit.kind]) for family in hit.families if family != NO_TRADE})
        chain = not votes and _is_chain(hits)
        if chain:
            votes["porn"] = 1
        if not votes or (chains and not chain) or hits[-1].end - hits[0].start > LONGEST:
            continue
        family = min(votes, key=lambda family: (-votes[family], family))
        own = [number for number, hit in enumerate(hits) if chain or family in hit.families]
        first, last = own[0], own[-1]
        if hits[first].start == 0 or line.strength.score(hits[first].start, hits[last].end) < LOOK:
            continue
        over = line.strength.over
        start, end = _bound(line, over, hits[first].start, -1), _bound(line, over, hits[last].end, 1)
        sound = len(set(text[start:end])) == 1  # as 啪啪啪 is
        if start and not sound and not _spoken(text, start, end):
            yield Misplaced(line, start, end, family, hits[first : last + 1], over)


def _is_chain(hits: Sequence[Hit]) -> bool:
    """Whether words of which none tells much follow one another as they do in no sentence."""
    size = sum(hit.end - hit.start for hit in hits)
    if len(hits) < LINKS or size < CHAIN or size < DENSE * (hits[-1].end - hits[0].start):
        return False
    return not any(_LOADED.isdisjoint(hit.families) for hit in hits) and any(hit.families == ("porn",) for hit in hits)


def _spoken(text: str, start: int, end: int) -> bool:
    """Whether somebody quotes, asks, says or looks for a phrase, or a colon introduces it."""
    if text[start - 1] in _OPENS or text[end : end + 1] in _CLOSES or text[end : end + 1] == "?":
        return True
    first = max(0, start - SAID)
    return bool(telling("asks").search(text, first, start) or telling("says").search(text, first, start))


def _groups(text: str, hits: Iterable[Hit]) -> Iterator[list[Hit]]:
    """Hits with little and no mark between them; a single character that tells little belongs to none."""
    group: list[Hit] = []
    for hit in hits:
        weak = hit.kind not in FIRM
        if weak and hit.end - hit.start == 1 and not text[hit.start].isascii():
            continue
        apart = WEAK_GAP if weak or (group and group[-1].kind not in FIRM) else GAP
        if group and (hit.start - group[-1].end > apart or not _BREAKS.isdisjoint(text[group[-1].end : hit.start])):
            yield group
            group = []
        group.append(hit)
    if group:
        yield group


def _at_mark(text: str, at: int) -> bool:
    """Whether a place is an end of a line or beside a mark."""
    return at in (0, len(text)) or not (text[at - 1].isalnum() and text[at].isalnum())


def _bound(line: Reading, over: NDArray[np.float32], at: int, step: int) -> int:
    """Where a phrase begins (``step`` -1) or ends: where the line reads on worst, not far from its words.

    What lies between is no text of the page's own.
    """
    text = line.text
    best, where, spent = math.inf, at, 0.0
    for far in range(ON + 1):
        place = at + step * far
        beside = text[place - (step < 0) : place + (step > 0)]
        mark = _at_mark(text, place)
        cost = spent + (float(over[place]) if not mark else 0.0 if beside == " " else AT_MARK)
        if not mark and (text[place - 1] + text[place]).isascii():
            cost += INSIDE
        left, right = sorted((at, place))
        if cost < best and (not far or line.strength.score(left, right) >= OWN[step]):
            best, where = cost, place
        if not beside or (mark and beside != " "):
            break
        spent += STEP - NETWORK * float(line.strength.tags[place - (step < 0)])
    return where


def odds_of(page: Page, lexicon: Lexicon, each: Sequence[Misplaced]) -> NDArray[np.float64]:
    """The log-odds of each phrase of a page that it was put in."""
    rows = evidence(page, lexicon, each)
    forest = _forest()
    matrix = np.array([[row[name] for name in forest.names] for row in rows], np.float32)
    return np.asarray(forest.run(matrix), np.float64)


def evidence(page: Page, lexicon: Lexicon, each: Sequence[Misplaced]) -> list[dict[str, float]]:
    """What speaks for each phrase of a page and against it."""
    rest = Rest(page.lines, (), [phrase.place for phrase in each])
    lines = {(phrase.line.number, phrase.family) for phrase in each}
    often = Counter(family for _, family in lines)
    held = {number: _held(each_line) for number, each_line in {p.line.number: p.line for p in each}.items()}
    return [
        _in_line(phrase, *held[phrase.line.number])
        | {
            "shared": float(rest.shares(phrase.line.text[phrase.start : phrase.end]).mean()),
            "lines": float(often[phrase.family]),
            "guards": lexicon.raised(_about(phrase), phrase.family)[0],
            "topic": float(page.topics.about(phrase.family, phrase.line.number)),
        }
        for phrase in each
    ]


def _about(phrase: Misplaced) -> str:
    return phrase.line.text[max(0, phrase.start - AROUND) : phrase.end + AROUND]


def _held(line: Reading) -> tuple[int, int]:
    """How many ideographs and telling words a line holds."""
    return count_han(line.text), sum(hit.kind in FIRM for hit in line.hits)


def _in_line(phrase: Misplaced, han: int, firm: int) -> dict[str, float]:
    """What the line of a phrase, which holds so many ideographs and telling words, says of it."""
    line, start, end = phrase.line, phrase.start, phrase.end
    text, strength = line.text, line.strength
    first, last, size = max(0, start - BESIDE), min(len(text), end + BESIDE), len(text)
    before, behind = phrase.beside
    tags = strength.tags
    beside = np.concatenate([tags[first:start], tags[end:last]])
    within = end < size
    return {
        **_seams(text, start, end, phrase.over),
        **{
            kind: float(len({text[h.start : h.end] for h in phrase.hits if h.kind == kind})) for kind in (*FIRM, "weak")
        },
        "tail": float(end == size),
        "listed": float("、" in before + behind),
        "covered": sum(hit.end - hit.start for hit in phrase.hits) / (end - start),
        "length": math.log(end - start),
        "model": strength.score(start, end),
        "tags": float(tags[start:end].mean()),
        "beside": float(beside.mean()) if len(beside) else 0.0,
        "beside model": strength.score(first, start) + strength.score(end, last) if within else 0.0,
        "function": sum(map(FUNCTION.__contains__, text[start:end])) / (end - start),
        "tied before": float(before in _TIED_BEFORE),
        "tied behind": float(behind in _TIED_BEHIND),
        "rest": math.log1p(han - count_han(text, start, end)),
        "others": math.log1p(firm - sum(h.kind in FIRM for h in phrase.hits)),
        "prose": float("。" in text or ";" in text),
    }


def _seams(text: str, start: int, end: int, over: NDArray[np.float32]) -> dict[str, float]:
    """How a line reads on over the ends of a phrase, and would read without it."""
    marks = [_at_mark(text, at) for at in (start, end)]
    left, right = (0.0 if mark else float(over[at]) for mark, at in zip(marks, (start, end), strict=True))
    within = end < len(text)
    joined = float(links(text[max(0, start - 2) : start] + text[end : end + 2])[min(start, 2)]) if within else 0.0
    return {
        "left": left,
        "right": right,
        "left mark": float(marks[0]),
        "right mark": float(marks[1]),
        "joined": joined,
        "better": joined - left - right if within else 0.0,
    }


@cache
def _forest() -> Forest:
    with files("cleaner.data").joinpath("models/spam_misplaced.npz").open("rb") as raw, np.load(raw) as arrays:
        return read(arrays, "misplaced.")
