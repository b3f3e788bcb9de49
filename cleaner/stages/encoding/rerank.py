"""Close choices looked at again, by what stands farther away than the model of triples sees.

Each character of an answer that has close rivals is a gap between characters that are known or were chosen. Its
candidates are scored by triples and by the ranker together, and the answer changes where another one is better. As
one change bears on the next choice, an answer changes one character a round. Between ideographs the triples of
the large model count, too; where marks stand, the page tells more than the parliaments and laws that it was counted on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.character_model import Scores, Way, large
from cleaner.doc import codes
from cleaner.ngrams import Rows
from cleaner.stages.encoding.ranker import REACH, Gap, fitness
from cleaner.stages.encoding.search import Answer, Problem, cut, scored

CLOSE = 4.0  # nats of lead: what has more stays
_TRIPLES, _FITNESS = 0.6, 0.7  # what each model counts; both tell of the nearest neighbours
_LARGE = 0.6  # of what the triples count, the share of the large model: it knows more words, and those of other texts
# Nats that another character must be ahead, also where nothing follows, which leaves half as much to go by.
_AHEAD, _AHEAD_AT_END = 0.3, 0.5
_ROUNDS = 3
_SAME = 0.05  # nats
_PLAIN = np.uint32(0x80)  # the first character that is not ASCII
_IDEOGRAPHS = np.uint32(0x3400), np.uint32(0xA000)  # the first one, and what follows them
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
            yield _single(tuple(step))
        else:
            fits = (options for _, options in step if len(options) == len(here))
            way = next(each for each in fits if all(c in options for c, options in zip(here, each, strict=True)))
            yield from ((options, None) for options in way)


@lru_cache(1 << 10)
def _single(ways: tuple[Way, ...]) -> tuple[str, list[float]]:
    """What one character can be in some of ``ways``, and the prices."""
    rows = [(options[0], price) for price, options in ways if len(options) == 1]
    return "".join(chars for chars, _ in rows), [price for chars, price in rows for _ in chars]


def _verdicts(places: Sequence[_Place]) -> list[_Verdict]:
    """What both models say of each place; the second is only asked where the first is not certain.

    It knows nothing of where spaces and Latin letters stand, so a place that may be one stays as it is.
    """
    if not places:
        return []
    found = scored([place.choice for place in places])
    top, _, lead = found.best()
    points, chosen = codes(found.text), codes("".join(place.chosen for place in places))
    here = points == chosen.take(found.owner)
    near = found.score > (found.score.take(top) - np.float32(CLOSE)).take(found.owner)
    near |= here
    number = np.add.reduceat(near, found.start, dtype=np.intp)
    open_ = (number > 1) & (np.minimum.reduceat(np.where(near, points, _PLAIN), found.start) >= _PLAIN)
    out = [_Verdict(place.chosen, close, 0.0, 0.0, close) for place, close in zip(places, lead.tolist(), strict=True)]
    asked = open_.nonzero()[0]
    if len(asked):
        near &= open_.take(found.owner)
        kept = near.nonzero()[0]
        rest = _Options(points.take(kept), number.take(asked), found.score.take(kept), here.take(kept))
        for i, verdict in zip(asked.tolist(), _judged(rest, [places[i] for i in asked.tolist()]), strict=True):
            out[i] = verdict._replace(close=out[i].close)
    return out


class _Options(NamedTuple):
    """Candidates of places one after another: what they are, how many each place has, how the triples like them.

    here: which stand there.
    """

    points: NDArray[np.uint32]
    number: Rows
    triples: Scores
    here: NDArray[np.bool_]


def _judged(options: _Options, places: Sequence[_Place]) -> Iterator[_Verdict]:
    """The verdicts on ``options`` of ``places`` by both models."""
    points, number, triples, _ = options
    start = number.cumsum() - number
    owner = np.arange(len(places)).repeat(number)
    text = points.tobytes().decode("utf-32-le", "surrogatepass")
    ends = zip(places, start.tolist(), (start + number).tolist(), strict=True)
    gaps = [_gap(place.choice, text[at:past]) for place, at, past in ends]
    fits = np.concatenate(fitness(gaps))
    score = _TRIPLES * _read_again(options, places, gaps, owner) + _FITNESS * fits
    place = np.arange(len(score))

    def first(flags: NDArray[np.bool_]) -> Rows:
        """The first of ``flags`` in each group."""
        return np.minimum.reduceat(np.where(flags, place, len(place)), start)

    best = first(score == np.maximum.reduceat(score, start).take(owner))
    here = first(options.here)
    others = np.where(points == points.take(best).take(owner), -np.inf, score.astype(np.float64))
    lead = score.take(best).astype(np.float64) - np.maximum.reduceat(others, start)
    gain, loss = score.take(best) - score.take(here), triples.take(here) - triples.take(best)
    # Forms of one letter differ in what the page says of them.
    last = np.array([each.choice.after[:1] in _NOTHING for each in places])
    ahead = np.where(fits.take(best) == fits.take(here), _SAME, np.where(last, _AHEAD_AT_END, _AHEAD))
    moves = gain.astype(np.float64) >= ahead
    rows = zip(places, best.tolist(), lead.tolist(), gain.tolist(), loss.tolist(), moves.tolist(), strict=True)
    for each, at, lead_, gain_, loss_, moves_ in rows:
        yield _Verdict(text[at], lead_, gain_, loss_, 0.0) if moves_ else _Verdict(each.chosen, lead_, 0.0, 0.0, 0.0)


def _read_again(options: _Options, places: Sequence[_Place], gaps: Sequence[Gap], owner: Rows) -> Scores:
    """What the triples say, those of the large model, too, where all options of a place are ideographs."""
    first, past = _IDEOGRAPHS
    han = (options.points >= first) & (options.points < past)
    han = np.logical_and.reduceat(han, options.number.cumsum() - options.number)
    again = [places[i].choice._replace(steps=[gaps[i].options], prices=None) for i in han.nonzero()[0].tolist()]
    out = options.triples.copy()
    if again:
        out[han.take(owner)] += _LARGE * (scored(again, large()).score - scored(again).score)
    return out


def _gap(choice: Problem, options: str) -> Gap:
    """A choice between the ends of its line, or the tags there."""
    before, (after, *rest) = _ENDS.split(choice.before)[-1], _ENDS.split(choice.after, maxsplit=1)
    return Gap(before, after + "\n" if rest else after, options)


def _settled(answer: Answer, found: Sequence[tuple[_Place, _Verdict]]) -> Answer:
    """``answer`` with the change that gains most, if there is one, and the lead of the closest choice.

    Where the next best text differs in more than one character, it keeps its distance.
    """
    lead = min(verdict.lead for _, verdict in found)
    known = {place.at: verdict.lead for place, verdict in found}
    leads = tuple(known.get(at, np.inf) for at in range(len(answer.text)))
    place, best = max(found, key=lambda row: row[1].gain)
    if not best.gain:
        elsewhere = answer.lead < min(verdict.close for _, verdict in found) - _SAME
        return Answer(answer.text, min(lead, answer.lead) if elsewhere else lead, answer.score, leads)
    text = answer.text[: place.at] + best.char + answer.text[place.at + 1 :]
    return Answer(text, lead, answer.score - best.loss, leads)
