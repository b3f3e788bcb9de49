"""The likeliest reading of a run: which characters its bytes are, where bytes are lost, and where it ends."""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from cleaner.character_model import Way, model, singles
from cleaner.stages.encoding import cp936
from cleaner.stages.encoding.ranker import REACH
from cleaner.stages.encoding.rerank import CLOSE, reranked
from cleaner.stages.encoding.search import Answer, Problem, cut
from cleaner.stages.mirror.elsewhere import as_elsewhere
from cleaner.stages.mirror.notes import INSIDE, NOTE, sound
from cleaner.stages.mirror.page import Page
from cleaner.stages.mirror.runs import ANY, PRIVATE, WRITTEN, Run, Slot

At = tuple[int, Slot, Slot]  # which character of a run, and its bytes
Gaps = Mapping[At, Answer]
Asking = Generator[list[Problem], list[Answer], "Solution | None"]
# Nats, of a character and the two after it: nearly all places where something was stripped are as unlikely as this, of
# others less than half.
_ODD = -7.0  # the least likely
_ODDER = -8.0  # the same, where one character would not do
_BAD = -4.0  # the mean
_GAP = 1.0  # nats
_HOPELESS = -10.0  # nats: what reads as much worse than the text as it stands is no run, whatever was stripped
_UNCLOSED = 4.0  # nats: few paragraphs end within a quotation
_STRANGE = 8.0  # nats: pages have hardly a note that the damage did not put there
_MOST = 60  # of the characters that two lost bytes can be
_ALL = 300  # of the characters that unknown bytes can be, so that hostile text takes no longer
_ENDS = frozenset("。！？…」』”")
_LINE_ENDS = ("", "\n", "<")
_DAMAGE = re.compile("[(（?\ufffd<]")
_CLOSING = frozenset("」』”’》〉）〕】")
_QUOTES, _OPENING = frozenset("」』”"), frozenset("「『“")
_MARKS = _CLOSING | _OPENING


class Solution(NamedTuple):
    """``new`` stands for what ``run`` covers.

    lead: over the next best reading, infinite where there was no choice.  gain: over the text as it stands.
    rival: over the best reading of another run.
    """

    new: str
    run: Run
    lead: float
    score: float
    gain: float = float("inf")
    rival: float = float("inf")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run begins in ``text``, with the restored text to the left of it.

    weak: nothing but the model says that there is one, so the text as it stands is a choice too.
    closes: the mark that closes what was opened before.  due: whether the restored text has opened it.
    """

    text: str
    start: int
    left: str
    page: Page
    weak: bool
    closes: str = ""
    due: bool = False


def choose(place: Place, runs: Sequence[Run]) -> Asking:
    """The run that reads best, or ``None`` where none can be read.

    Yields the problems for the model and is sent their answers. On a page without private-use characters lost ones are
    looked for in the places that do not read well: one character at each, then also two.
    """
    found = yield from _best(place, runs, {})
    gaps: dict[At, Answer] = {}
    for wide in (False, True):
        if found is None or not place.page.stripped or found.gain < _HOPELESS:
            break
        new = yield from _screen(place, found, gaps, wide)
        if new:
            gaps |= new
            found = yield from _best(place, runs, gaps)
    return _again(place, found, gaps) if found and found.lead < CLOSE else found


def _again(place: Place, found: Solution, gaps: Gaps) -> Solution:
    """``found`` with its close choices made by what stands farther away, too."""
    run = found.run
    steps = _steps(run, place, gaps) or []
    for at, leads, trails in gaps:
        if run.slots[2 * at : 2 * at + 2] == (leads, trails):
            whole = [way for way in steps[at] if len(way[1]) == 1]
            steps[at] = [*whole, *_gaps(leads, trails), *_wide_gaps(leads, trails)]
    after = run.shown + _DAMAGE.split(_rest(run, run.end + 2 * REACH, place), maxsplit=1)[0]
    text = found.new[: len(found.new) - len(run.shown)]
    answer = reranked([Problem(steps, place.left, after, "hant")], [Answer(text, found.lead, found.score)])[0]
    return found._replace(new=answer.text + run.shown, lead=min(answer.lead, found.rival))


def _screen(place: Place, found: Solution, gaps: Gaps, wide: bool) -> Generator[list[Problem], list[Answer], Gaps]:
    """What was stripped from the places of ``found`` that do not read well, and reads better."""
    run = found.run
    new = found.new[: len(found.new) - len(run.shown)]
    parts = cut(new, _steps(run, place, gaps) or [])
    text = new + run.shown + place.text[run.end : run.end + 2]
    links = model().links(text, place.left, "hant")
    noted = {at for at, _ in run.notes}
    asked: dict[At, Problem] = {}
    scores = []
    at = 0
    for i, here in enumerate(parts):
        leads, trails = run.slots[2 * i : 2 * i + 2]
        end = at + len(here)
        near = links[at : end + 2]
        if (
            trails != ANY
            and 2 * i + 2 not in noted
            and near.min() < (_ODDER if wide else _ODD)
            and near.sum() < _BAD * len(near)
        ):
            ways = _wide_gaps(leads, trails) if wide else _gaps(leads, trails)
            if ways:
                asked[i, leads, trails] = Problem([ways], (place.left + text[:at])[-2:], text[end : end + 2], "hant")
                scores.append(float(near.sum()))
        at = end
    if not asked:
        return {}
    answers = yield list(asked.values())
    return {
        where: answer
        for where, answer, score in zip(asked, answers, scores, strict=True)
        if answer.score > score and (where not in gaps or gaps[where].text != answer.text)
    }


def _best(place: Place, runs: Sequence[Run], gaps: Gaps) -> Asking:
    """The run that reads best with or without what is stripped at ``gaps``."""
    steps = [(run, ways) for run in runs if (ways := _steps(run, place, gaps))]
    if not steps:
        return None
    if len(steps) == 1 and not place.weak and (only := _only(steps[0][1])) is not None:
        return Solution(only + steps[0][0].shown, steps[0][0], float("inf"), 0.0)
    problems, spare = _problems(place, steps)
    answers = yield problems
    found = [
        Solution(a.text[: len(a.text) - more] + run.shown, run, a.lead, a.score - run.price - strange)
        for (run, _), (more, strange), a in zip(steps, spare, answers, strict=False)
    ]
    found.sort(key=lambda s: -s.score)
    best = found[0]
    leads = [gap.lead for (i, *pair), gap in gaps.items() if best.run.slots[2 * i : 2 * i + 2] == tuple(pair)]
    rival = best.score - found[1].score if len(found) > 1 else float("inf")
    lead = min([best.lead, *leads, rival])
    closing = place.due and best.new[-1:] == place.closes and place.closes in _QUOTES
    closed = _UNCLOSED if closing and _ends(best.run, place) else 0.0
    gain = best.score + closed - answers[-1].score if place.weak else float("inf")
    return best._replace(lead=lead, gain=gain, rival=rival)


def _ends(run: Run, place: Place) -> bool:
    """Whether a line ends with ``run``."""
    return not run.tail and place.text[run.end : run.end + 1] in _LINE_ENDS


def _problems(
    place: Place, steps: Sequence[tuple[Run, list[list[Way]]]]
) -> tuple[list[Problem], list[tuple[int, float]]]:
    """A problem for each run, all up to the same end, with how many characters of it are behind the run.

    With these goes the price of the notes among them that stand after no character of theirs.
    """
    end = _past_note(place.text, max(run.end for run, _ in steps))
    rests = [(run.tail + _rest(run, end, place)).replace("<", "\n") for run, _ in steps]
    before, after = place.left[-2:], (place.text[end : end + 2] or "\n").replace("<", "\n")
    problems = [Problem([*ways, *rest], before, after, "hant") for (_, ways), rest in zip(steps, rests, strict=True)]
    if place.weak:
        problems.append(Problem(list(_plain(place.text[place.start : end], place.page)), before, after, "hant"))
    return problems, [(len(rest), _STRANGE * len(NOTE.findall(rest))) for rest in rests]


def _past_note(text: str, at: int) -> int:
    """``at``, or the end of the note that stands there."""
    note = NOTE.match(text, at)
    return note.end() if note else at


def _rest(run: Run, end: int, place: Place) -> str:
    """The text behind ``run`` up to ``end``, without its own note."""
    return _plain(place.text[_past_note(place.text, run.end) if run.reading else run.end : end], place.page)


def _plain(text: str, page: Page) -> str:
    """``text`` without the notes that are right where they stand."""

    def drop(note: re.Match[str]) -> str:
        """A note, or nothing where it is a reading of the character before it."""
        before = text[max(0, note.start() - 2) : note.start()]
        return "" if sound(note[1]) in map(page.reading, page.ends(before)) else note[0]

    return INSIDE.sub("?", NOTE.sub(drop, text))


def _only(steps: Sequence[Sequence[Way]]) -> str | None:
    """The one text that is possible, if there is only one."""
    if any(len(ways) > 1 or any(len(c) > 1 for c in ways[0][1]) for ways in steps):
        return None
    return "".join(c for ways in steps for c in ways[0][1])


def _steps(run: Run, place: Place, gaps: Gaps) -> list[list[Way]] | None:
    """The possible characters at each place of ``run``, or ``None`` where no character is possible."""
    page = place.page
    noted = {at for at, _ in run.notes}
    out: list[list[Way]] = []
    for at in range(0, len(run.slots), 2):
        leads, trails = run.slots[at], run.slots[at + 1]
        last = at + 2 == len(run.slots)
        free = at + 1 in noted or at + 2 in noted or (last and run.reading)
        ends = last and _ends(run, place)
        closes = place.closes or (_usual(place.text) if ends else "")
        here = _closed(_characters(leads, trails, frozenset() if free else page.keys), closes, ends)
        if last and run.tail == "\n":  # only where a sentence ends a line break is certain enough
            here = "".join(c for c in here if c in _ENDS)
        ways: list[Way] = [(0.0, (here,))] if here else []
        if ends and len(here) > 1 and place.due and here[0] == place.closes and here[0] in _QUOTES:
            ways = [(0.0, (here[0],)), (_UNCLOSED, (here[1:],))]
        if page.stripped and trails != ANY and at + 2 not in noted and not here:
            ways += _gaps(leads, trails) + _wide_gaps(leads, trails)
        if gap := gaps.get((at // 2, leads, trails)):
            ways.append((_GAP, tuple(gap.text)))
        if len(here) > 1:
            ways = as_elsewhere(ways, here, _known_before(out, place), place.text)
        if last and run.reading:
            ways = _having(ways, run.reading, page)
        if not ways:
            return None
        out.append(ways)
    return out


def _known_before(steps: Sequence[Sequence[Way]], place: Place) -> str:
    """The two characters before what follows ``steps``, or nothing where one of them is a choice."""
    before = place.left[-2:]
    for ways in steps[-2:]:
        only = ways[0][1] if len(ways) == 1 else ()
        before = before + only[0] if len(only) == 1 and len(only[0]) == 1 else ""
    return before[-2:] if len(before) > 1 else ""


@lru_cache(8192)
def _closed(options: str, closes: str, ends: bool) -> str:
    """``options`` with the closing mark that is due first, and no other one; none that opens where the line ends.

    The model does not tell quotation marks apart, so where one closes what is open, none that opens is left.
    """
    if len(options) < 2 or not _MARKS.intersection(options):
        return options
    due = closes if closes in options else ""
    opens = frozenset() if not (ends or due in _QUOTES) else _OPENING
    other = "".join(c for c in options if c not in _CLOSING and c not in opens)
    return due + other or options


@lru_cache(4)
def _usual(text: str) -> str:
    """The closing quotation mark that a page has most often."""
    return max("”」", key=text.count)


def _having(ways: Sequence[Way], reading: str, page: Page) -> list[Way]:
    """``ways`` with only those last characters that can have a note."""
    out: list[Way] = []
    for price, options in ways:
        last = "".join(c for c in options[-1] if page.reading(cp936.pairs().get(c, 0)) == reading)
        out += [(price, (*options[:-1], last))] if last else []
    return out or list(ways)


@lru_cache(8192)
def _gaps(leads: Slot, trails: Slot) -> list[Way]:
    """Ways to read two bytes between which one private-use character was stripped.

    The true text tells whether there was one, so the model must say what that is worth; the price is for its errors.
    """
    ways: list[Way] = []
    for before, after in PRIVATE:
        first, second = _likely(leads, before), _likely(after, trails)
        if first and second:
            ways.append((_GAP, (first, second)))
    return ways


@lru_cache(8192)
def _wide_gaps(leads: Slot, trails: Slot) -> list[Way]:
    """The same for two private-use characters, between which there was a character."""
    user, second_bytes = PRIVATE[0]
    whole = (_likely(leads, user), _likely(second_bytes, user), _likely(second_bytes, trails))
    return [(2 * _GAP, whole)] if all(whole) else []


@lru_cache(8192)
def _likely(leads: Slot, trails: Slot) -> str:
    """The likeliest characters of these bytes."""
    return "".join(sorted(_characters(leads, trails), key=_rarity)[:_MOST])


def _rarity(char: str) -> float:
    return _costs()[ord(char)]


@cache
def _costs() -> list[float]:
    """What each code point costs on its own, as a list: much faster to look up one by one than an array."""
    return [-score for score in singles().tolist()]


@lru_cache(8192)
def _characters(leads: Slot, trails: Slot, keys: frozenset[int] = frozenset()) -> str:
    """The characters of these bytes, without those in ``keys`` if there are others."""
    known = cp936.characters()
    found = [p for a in leads for b in trails if (p := a << 8 | b) in known]
    found = [p for p in found if WRITTEN.match(known[p])] or found
    found = [p for p in found if p not in keys] or found
    if len(found) > _ALL:
        found = sorted(found, key=lambda p: _rarity(known[p]))[:_ALL]
    return "".join(known[p] for p in found)
