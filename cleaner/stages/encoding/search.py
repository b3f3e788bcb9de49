"""The likeliest fillings of many places at once: each place is a row of characters with a choice at some of them.

``search_many`` takes all the problems of a document and works them off together, step by step, over flat arrays: a
place costs microseconds, where one call of ``model.search`` costs a fifth of a millisecond a character. Most places
are single characters between characters that are known; those take one pass, with no search (``_single``).

Problems do not see each other: two places with fewer than two fixed characters between them belong into one problem,
with the fixed characters as steps of one candidate. The answers depend on nothing but the arguments: of equally likely
texts the one whose candidates come first wins.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from cleaner.character_model import Model, Scores, Script, Way, model
from cleaner.doc import codes
from cleaner.ngrams import Rows
from cleaner.stages.encoding.beam import MARGIN, WIDTH, Edge, Found, Lattices, own_cost

_MOST = 500_000  # candidates, times beginnings they follow, that are looked at in one go
_START = "\0"  # stands for no character; the model's row for it means that nothing is known


class Problem(NamedTuple):
    """A place to be filled: ``steps`` are the candidates for one character after another, at least one each.

    steps: a string of candidates each, or ways as for ``model.search`` (price, candidates of one character or more).
    before, after: fixed text around it, of which the two nearest characters count.
    script: forms of the other script cost more.
    prices: for each step nothing, or what each candidate costs in nats beside what the model says.
    """

    steps: Sequence[str | Sequence[Way]]
    before: str = ""
    after: str = ""
    script: Script | None = None
    prices: Sequence[Sequence[float] | None] | None = None


class Answer(NamedTuple):
    """The likeliest text; its lead over the next best one; its log probability less the prices, all in nats.

    ``lead`` is infinite where only one text was possible; ``MARGIN`` is the most it can be else.
    ``score`` is ``Model.total(text, before, after, script)`` less the prices.
    ``leads``: of each character over the next likeliest one in its place, if close choices were looked at again.
    """

    text: str
    lead: float
    score: float
    leads: tuple[float, ...] = ()


class Doubt(NamedTuple):
    """A close choice in a text: where in it, what it was chosen from, and what was chosen.

    prices: what the page told of it when it was chosen.
    """

    at: int
    problem: Problem
    answer: Answer
    prices: Sequence[Sequence[float] | None] | None


def search_many(problems: Sequence[Problem], width: int = WIDTH, margin: np.float32 = MARGIN) -> list[Answer]:
    """The answer to each of ``problems``; see the module. ``width``, ``margin``: as for ``Lattices``."""
    answers: dict[int, Answer] = {}
    short = [i for i, p in enumerate(problems) if len(p.steps) == 1 and isinstance(p.steps[0], str)]
    alone = set(short)
    long = sorted((i for i in range(len(problems)) if i not in alone), key=lambda i: len(problems[i].steps))
    for part in _parts(short, [len(problems[i].steps[0]) for i in short]):
        answers.update(zip(part, _single([problems[i] for i in part]), strict=True))
    for part in _parts(long, [width * max(map(_number, problems[i].steps), default=1) for i in long]):
        answers.update(zip(part, _several([problems[i] for i in part], width, margin), strict=True))
    return [answers[i] for i in range(len(problems))]


def _parts(chosen: list[int], sizes: list[int]) -> Iterator[list[int]]:
    """``chosen`` in parts whose arrays, of these ``sizes``, are not too large."""
    part: list[int] = []
    room = _MOST
    for i, size in zip(chosen, sizes, strict=True):
        if part and size > room:
            yield part
            part, room = [], _MOST
        part.append(i)
        room -= size
    if part:
        yield part


def _number(step: str | Sequence[Way]) -> int:
    return len(step) if isinstance(step, str) else sum(max(map(len, options)) for _, options in step)


class Scored(NamedTuple):
    """The candidates of problems of one step, one after another: the text of all, scores, owners, where each begins."""

    text: str
    score: Scores
    owner: Rows
    start: Rows

    def best(self) -> tuple[Rows, Scores, Scores]:
        """For each problem which candidate is best, its score, and its lead over the next other one."""
        best = np.maximum.reduceat(self.score, self.start)
        place = np.arange(len(self.score))
        top = np.minimum.reduceat(np.where(self.score == best[self.owner], place, len(place)), self.start)
        points = codes(self.text)
        rest = np.where(points == points[top][self.owner], np.float32(-np.inf), self.score)
        lead = best - np.maximum.reduceat(rest, self.start)
        return top, best, np.where(np.isfinite(lead), np.minimum(lead, MARGIN), np.float32(np.inf))


def scored(problems: Sequence[Problem], scorer: Model | None = None) -> Scored:
    """Problems of one step, a string each: the three triples that each candidate is part of."""
    scorer = scorer or model()
    texts = [str(p.steps[0]) for p in problems]
    whole = "".join(texts)
    count = np.array([len(t) for t in texts], np.intp)
    start = np.cumsum(count) - count
    owner = np.repeat(np.arange(len(texts)), count)
    points = codes(whole)
    rows = scorer.rows(points)
    older, last = _ends([p.before[-2:].rjust(2, _START) for p in problems])
    near, far = _ends([p.after[:2].ljust(2, _START) for p in problems])
    score = scorer.after(scorer.context(older, last).at(owner), rows)
    follow, near = np.array([len(p.after) for p in problems]).take(owner), near.take(owner)
    score += scorer.third(last.take(owner), rows, near) * (follow > 0)
    score += scorer.third(rows, near, far.take(owner)) * (follow > 1)
    score += own_cost(points, count, [p.script for p in problems])
    if any(p.prices for p in problems):
        prices = (p.prices[0] if p.prices and p.prices[0] is not None else [0.0] * len(p.steps[0]) for p in problems)
        score -= np.fromiter(chain.from_iterable(prices), np.float32, len(score))
    return Scored(whole, score, owner, start)


def _single(problems: Sequence[Problem]) -> list[Answer]:
    """Problems of one step: the best candidate of each."""
    found = scored(problems)
    top, best, lead = found.best()
    return list(map(Answer, map(found.text.__getitem__, top.tolist()), lead.tolist(), best.tolist()))


def _ends(texts: Sequence[str]) -> tuple[Rows, Rows]:
    """The rows of the two characters of each of ``texts``."""
    rows = model().ids("".join(texts)).reshape(-1, 2)
    return rows[:, 0], rows[:, 1]


def cut(text: str, steps: Sequence[str | Sequence[Way]]) -> list[str]:
    """The part of ``text`` that each of ``steps`` is; nothing where no ways of them give it."""
    if all(isinstance(step, str) for step in steps):
        return list(text)
    ends: list[dict[int, int]] = [{0: 0}]  # after each step: where it can end, and where it then begins
    for step in steps:
        ways: Sequence[Way] = [(0.0, (step,))] if isinstance(step, str) else step
        ends.append(
            {
                start + len(options): start
                for start in ends[-1]
                for _, options in ways
                if len(text) >= start + len(options) and all(text[start + i] in each for i, each in enumerate(options))
            }
        )
    out = []
    at = len(text)
    for begin in ends[:0:-1]:
        if at not in begin:
            return []
        out.append(text[begin[at] : at])
        at = begin[at]
    return out[::-1]


def _several(problems: Sequence[Problem], width: int, margin: np.float32) -> list[Answer]:
    """Problems of any number of steps, searched for together."""
    number = itertools.count(len(problems))  # of nodes
    rounds: list[list[Edge]] = []
    last = []
    for owner, problem in enumerate(problems):
        nodes = list(_nodes(owner, problem, number))
        for depth, _, edges in nodes:
            if depth == len(rounds):
                rounds.append([])
            rounds[depth] += edges
        last.append(nodes[-1][1] if nodes else owner)
    before = np.stack(_ends([p.before[-2:].rjust(2, _START) for p in problems]), axis=1)
    lattices = Lattices(before, [p.script for p in problems], width, margin)
    lattices.take(rounds)
    found = lattices.found(np.array(last, np.intp))
    return [_answer(p, each, float(margin)) for p, each in zip(problems, found, strict=True)]


def _answer(problem: Problem, found: Found, margin: float) -> Answer:
    choice = any(len(set(step)) > 1 if isinstance(step, str) else _chooses(step) for step in problem.steps)
    return Answer(found.text, min(found.score - found.second, margin) if choice else np.inf, found.score)


def _chooses(ways: Sequence[Way]) -> bool:
    return len(ways) > 1 or any(len(set(c)) > 1 for _, options in ways for c in options)


def _nodes(owner: int, problem: Problem, number: Iterator[int]) -> Iterator[tuple[int, int, list[Edge]]]:
    """The nodes of the lattice of ``problem``: how many lie before each at most, its ``number``, its edges."""
    here, depth = owner, 0
    for at, step in enumerate(problem.steps):
        end, longest = next(number), 1
        if isinstance(step, str):
            prices = problem.prices[at] if problem.prices else None
            ends = [Edge(owner, here, end, step, prices or 0.0)]
        else:
            ends = []
            for price, options in step:
                source = here
                for more, choices in enumerate(options[:-1]):
                    target = next(number)
                    yield depth + more, target, [Edge(owner, source, target, choices)]
                    source = target
                ends.append(Edge(owner, source, end, options[-1], price))
                longest = max(longest, len(options))
        depth += longest
        yield depth - 1, end, ends
        here = end
    for char in problem.after[:2]:
        end = next(number)
        yield depth, end, [Edge(owner, here, end, char, link=True)]
        here, depth = end, depth + 1
