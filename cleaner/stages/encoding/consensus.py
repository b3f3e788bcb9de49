"""Characters in doubt, looked at again when the whole page is known: what was read without a choice tells of them, too.

Lines that lost bytes are read by themselves, in the order in which habits explain them. A name that one of them lost
may stand whole in another one, a character that the codec refuses wherever it stands may be sure in some places, and
the numbers of a list tell the one that is missing. What a place says of itself does not count: one half of those in
doubt is looked at with what was chosen for the other half, and then the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import repeat
from operator import sub
from typing import NamedTuple

import numpy as np

from cleaner.character_model import Way
from cleaner.stages.encoding.candidate import Candidate
from cleaner.stages.encoding.chances import by_line, leads_of
from cleaner.stages.encoding.filling import NARROW, WIDTH
from cleaner.stages.encoding.pagewise import told
from cleaner.stages.encoding.policies import Habit
from cleaner.stages.encoding.ranker import REACH
from cleaner.stages.encoding.readings import misread
from cleaner.stages.encoding.rerank import CLOSE, reranked
from cleaner.stages.encoding.search import Answer, Doubt, Problem, search_many

_LIKELY = 0.7  # nats of lead: what has less tells nothing of other places
_NEWS = 1.0  # nats by which a price is another one
_ASKED = CLOSE - 0.01  # of what is looked at again in any case
_OPEN = "\udbff"  # a character of which nothing is known
_ENDS = re.compile("[\n<>]")
Solved = tuple[int, int, Candidate]
Prices = Sequence[Sequence[float] | None]


class _Place(NamedTuple):
    """A choice in doubt: of which row, where it begins in the page."""

    row: int
    start: int
    doubt: Doubt

    @property
    def end(self) -> int:
        """Where it ends in the page."""
        return self.start + len(self.doubt.answer.text)


def agreed(text: str, solved: Sequence[Solved]) -> list[Solved]:
    """``solved`` parts of ``text``, those of them with choices in doubt as the repaired page has them."""
    out = list(solved)
    if not any(candidate.doubts for _, _, candidate in out):
        return out
    order = sorted(range(len(out)), key=lambda i: out[i][0])
    page, places = _page(text, out, order)
    if len(places) == 0 or "\n" not in page.strip("\n"):
        return out
    found: dict[int, list[tuple[_Place, Answer]]] = {}
    for parity in (0, 1):
        some = places[parity::2]
        taken = {place.start for place in some}
        hidden = [place for place in places if place.doubt.answer.lead < _LIKELY or place.start in taken]
        for place, answer in _answers(page, some, hidden):
            found.setdefault(place.row, []).append((place, answer))
    for row, candidate in _changed(out, found, text).items():
        out[row] = *out[row][:2], candidate
    return out


def _page(text: str, rows: Sequence[Solved], order: Sequence[int]) -> tuple[str, list[_Place]]:
    """The repaired text, and the choices in doubt."""
    parts: list[str] = []
    places: list[_Place] = []
    at = size = 0
    for i in order:
        start, end, candidate = rows[i]
        if start < at:
            continue
        size += start - at
        known = not (candidate.invented or candidate.ruined)  # an invention does not bear itself out
        shown = candidate.text if known else text[start:end]
        parts += (text[at:start], shown)
        if known and candidate.doubts:
            places += [_Place(i, size + doubt.at, doubt) for doubt in candidate.doubts.rows]
        size += len(shown)
        at = end
    return "".join((*parts, text[at:])), places


def _answers(page: str, places: Sequence[_Place], hidden: Collection[_Place]) -> list[tuple[_Place, Answer]]:
    """Those of ``places`` of which the page tells more than was known, if those that are ``hidden`` tell nothing."""
    flat = [_flat(place.doubt.problem) for place in places]
    known = list(page)
    for place in hidden:
        known[place.start : place.end] = _OPEN * (place.end - place.start)
    priced = told("".join(known), flat, [place.start for place in places], page)
    rows = zip(places, flat, priced, strict=True)
    news = [(place, new) for place, old, new in rows if _tells(old, place.doubt.prices, new.prices)]
    seen = [
        problem._replace(before=before, after=after if after.startswith(problem.after) else problem.after)
        for (_, problem), (before, after) in zip(news, _around(page, [place for place, _ in news]), strict=True)
    ]
    answers = [place.doubt.answer._replace(lead=_ASKED) for place, _ in news]
    several = [i for i, problem in enumerate(seen) if sum(map(_chooses, problem.steps)) > 1]
    for i, answer in zip(several, search_many([seen[i] for i in several], WIDTH, NARROW), strict=True):
        answers[i] = answer
    return list(zip((place for place, _ in news), reranked(seen, answers), strict=True))


def _tells(flat: Problem, old: Prices | None, new: Prices | None) -> bool:
    """Whether the prices of a problem are others than those that it had."""
    if new is None:
        return False
    none = [None] * len(flat.steps)
    return any(
        here is not None and max(map(abs, map(sub, here, own or before or repeat(0.0)))) >= _NEWS
        for here, own, before in zip(new, flat.prices or none, old or none, strict=True)
    )


def _chooses(step: str | Sequence[Way]) -> bool:
    return not isinstance(step, str) or len(step) > 1


def _around(page: str, places: Sequence[_Place]) -> Iterator[tuple[str, str]]:
    """What stands before and behind each of ``places`` on its line."""
    for place in places:
        before = _ENDS.split(page[max(0, place.start - REACH) : place.start])[-1]
        after, *rest = _ENDS.split(page[place.end : place.end + REACH], maxsplit=1)
        yield before, after + "\n" if rest else after


def _flat(problem: Problem) -> Problem:
    """``problem``, where a character can be one of several ways, as one choice with prices."""
    steps: list[str | Sequence[Way]] = []
    prices: list[Sequence[float] | None] = []
    for step in problem.steps:
        if isinstance(step, str) or any(len(options) != 1 for _, options in step):
            steps.append(step)
            prices.append(None)
        else:
            steps.append("".join(options[0] for _, options in step))
            prices.append([price for price, options in step for _ in options[0]])
    return problem._replace(steps=steps, prices=prices if any(prices) else None)


def _changed(
    rows: Sequence[Solved], found: Mapping[int, Sequence[tuple[_Place, Answer]]], text: str
) -> dict[int, Candidate]:
    """The candidates of rows with the answers found, where reading them so again gives no less than before."""
    texts: dict[int, tuple[str, list[float]]] = {}
    kinds: dict[tuple[str, Habit], list[int]] = {}
    for row, answers in found.items():
        candidate = rows[row][2]
        doubts = candidate.doubts
        assert doubts
        chars, leads = list(candidate.text), list(doubts.leads)
        for place, answer in answers:
            first, past = place.doubt.at, place.doubt.at + len(answer.text)
            chars[first:past] = answer.text
            leads[first:past] = leads_of(_flat(place.doubt.problem), answer)
        texts[row] = "".join(chars), leads
        if candidate.verified and texts[row][0] != candidate.text:
            kinds.setdefault((doubts.codec, doubts.habit), []).append(row)
    for (codec, habit), some in kinds.items():
        for row, shown in zip(some, misread([texts[row][0] for row in some], codec, habit), strict=True):
            if shown != text[slice(*rows[row][:2])]:
                del texts[row]
    if not texts:
        return {}
    whole = [chosen for chosen, _ in texts.values()]
    chances = by_line(whole, [lead for _, leads in texts.values() for lead in (*leads, np.inf)][:-1])
    return {
        row: rows[row][2]._replace(text=chosen, lead=min(leads), chances=own)
        for (row, (chosen, leads)), own in zip(texts.items(), chances, strict=True)
    }
