"""Close choices looked at again, by what stands farther away than the model of triples sees.

Each character of an answer that has close rivals is a gap between characters that are known or were chosen. Its
candidates are scored by both models together (``ranker.py``), and the answer changes where another one is better. As
one change bears on the next choice, an answer changes one character a round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from cleaner.character_model import Scores
from cleaner.doc import codes
from cleaner.stages.encoding.ranker import REACH, Gap, fitness
from cleaner.stages.encoding.search import Answer, Problem, cut, scored

CLOSE = 4.0  # nats of lead: what has more stays
_TRIPLES, _FITNESS = 0.6, 0.7  # what each model counts; both tell of the nearest neighbours
# Nats that another character must be ahead, also where nothing follows, which leaves half as much to go by.
_AHEAD, _AHEAD_AT_END = 0.3, 0.5
_ROUNDS = 3
_SAME = 0.05  # nats
_ENDS = re.compile("[\n<>]")
_NOTHING = ("", "\n", "<")


class _Place(NamedTuple):
    """One character of an answer that could be another: whose, which one, what stands there, the choice."""

    owner: int
    at: int
    chosen: str
    choice: Problem


class _Verdict(NamedTuple):
    """What both models say of a place: the likeliest character, and its lead.

    gain: nats by which it is likelier than the one that stands there; 0 where that is not enough to take it.
    loss: by which the triples like it less.
    close: the lead of the one that stands there in what the triples say.
    """

    char: str
    lead: float
    gain: float
    loss: float
    close: float


def reranked(problems: Sequence[Problem], answers: Sequence[Answer]) -> list[Answer]:
    """``answers`` to ``problems``, whose ``before`` and ``after`` are as long as is known, up to ``REACH``."""
    out = list(answers)
    open_ = [i for i, answer in enumerate(answers) if answer.lead < CLOSE]
    for _ in range(_ROUNDS):
        rows: dict[int, list[tuple[_Place, _Verdict]]] = {}
        places = [place for i in open_ for place in _places(i, problems[i], out[i].text)]
        for place, verdict in zip(places, _verdicts(places), strict=True):
            rows.setdefault(place.owner, []).append((place, verdict))
        open_ = []
        for owner, found in rows.items():
            old, out[owner] = out[owner], _settled(out[owner], found)
            if out[owner].text != old.text and len(found) > 1:
                open_.append(owner)
    return out


def _places(owner: int, problem: Problem, text: str) -> Iterator[_Place]:
    """The places of an answer where there is a choice."""
    for at, (options, costs) in enumerate(_options(problem, text)):
        if len(options) > 1:
            before, after = (problem.before + text[:at])[-REACH:], (text[at + 1 :] + problem.after)[:REACH]
            yield _Place(owner, at, text[at], Problem([options], before, after, problem.script, [costs]))


def _options(problem: Problem, text: str) -> Iterator[tuple[str, Sequence[float] | None]]:
    """What each character of ``text`` was chosen from, and the prices."""
    prices = problem.prices or [None] * len(problem.steps)
    for step, costs, here in zip(problem.steps, prices, cut(text, problem.steps), strict=False):
        if isinstance(step, str):
            yield step, costs
        elif len(here) == 1:
            rows = [(char, price) for price, options in step if len(options) == 1 for char in options[0]]
            yield "".join(char for char, _ in rows), [price for _, price in rows]
        else:
            fits = (options for _, options in step if len(options) == len(here))
            way = next(each for each in fits if all(c in options for c, options in zip(here, each, strict=True)))
            yield from ((options, None) for options in way)


def _verdicts(places: Sequence[_Place]) -> list[_Verdict]:
    """What both models say of each place; the second is only asked where the first is not certain.

    It knows nothing of where spaces and Latin letters stand, so a place that may be one stays as it is.
    """
    if not places:
        return []
    found = scored([place.choice for place in places])
    top, _, lead = found.best()
    chosen = codes("".join(place.chosen for place in places))
    near = found.score > (found.score[top] - np.float32(CLOSE))[found.owner]
    kept = np.flatnonzero(near | (codes(found.text) == chosen[found.owner]))
    rows = np.split(kept, np.cumsum(np.bincount(found.owner[kept], minlength=len(places)))[:-1])
    options = ["".join(map(found.text.__getitem__, each.tolist())) for each in rows]
    asked = [i for i, each in enumerate(options) if len(each) > 1 and min(each) > "\x7f"]
    fits = fitness([_gap(places[i].choice, options[i]) for i in asked])
    out = [_Verdict(place.chosen, close, 0.0, 0.0, close) for place, close in zip(places, lead.tolist(), strict=True)]
    for i, fit in zip(asked, fits, strict=True):
        out[i] = _verdict(places[i], options[i], found.score[rows[i]], fit, out[i].close)
    return out


def _gap(choice: Problem, options: str) -> Gap:
    """A choice between the ends of its line, or the tags there."""
    before, (after, *rest) = _ENDS.split(choice.before)[-1], _ENDS.split(choice.after, maxsplit=1)
    return Gap(before, after + "\n" if rest else after, options)


def _verdict(place: _Place, options: str, triples: Scores, fits: Scores, close: float) -> _Verdict:
    """The likeliest of ``options``."""
    score = _TRIPLES * triples + _FITNESS * fits
    best = int(score.argmax())
    here = options.index(place.chosen)
    others = [each for char, each in zip(options, score.tolist(), strict=True) if char != options[best]]
    lead = float(score[best]) - max(others, default=-np.inf)
    gain = float(score[best] - score[here])
    ahead = _AHEAD if place.choice.after[:1] not in _NOTHING else _AHEAD_AT_END
    if gain < (
        ahead if fits[best] != fits[here] else _SAME
    ):  # forms of one letter differ in what the page says of them
        return _Verdict(place.chosen, lead, 0.0, 0.0, close)
    return _Verdict(options[best], lead, gain, float(triples[here] - triples[best]), close)


def _settled(answer: Answer, found: Sequence[tuple[_Place, _Verdict]]) -> Answer:
    """``answer`` with the change that gains most, if there is one, and the lead of the closest choice.

    Where the next best text differs in more than one character, it keeps its distance.
    """
    lead = min(verdict.lead for _, verdict in found)
    place, best = max(found, key=lambda row: row[1].gain)
    if not best.gain:
        elsewhere = answer.lead < min(verdict.close for _, verdict in found) - _SAME
        return answer._replace(lead=min(lead, answer.lead) if elsewhere else lead)
    text = answer.text[: place.at] + best.char + answer.text[place.at + 1 :]
    return Answer(text, lead, answer.score - best.loss)
