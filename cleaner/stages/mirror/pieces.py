"""The problems of runs, in pieces: most of a run is certain, and between two certain characters choices do not meet.

The model knows what follows two characters, so where two stand that have no rival, what comes before them has no say
in what comes after. A run of sixty characters with two doubtful places makes two short problems, which the runs of one
place share, and one pass over the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from cleaner.character_model import Script, Way, model
from cleaner.doc import codes
from cleaner.stages.encoding.beam import own_cost
from cleaner.stages.encoding.search import Answer, Problem, search_many
from cleaner.stages.mirror.couples import couples, is_couple

Step = str | Sequence[Way]
_Key = tuple[object, ...]
_START = "\0"  # no character


class _Piece(NamedTuple):
    """``steps[start:end]`` of a problem, which begins and ends with a choice."""

    start: int
    end: int
    problem: Problem


class _Parts(NamedTuple):
    """A problem whose steps are single characters where nothing is to be chosen, with its pieces."""

    steps: list[Step]
    pieces: list[_Piece]
    price: float


def search_pieces(problems: Sequence[Problem]) -> list[Answer]:
    """The answers of ``search_many``, from as few and as short problems as will do; prices stand in ways only."""
    if not problems:
        return []
    parts = [_parts(problem) for problem in problems]
    asked = {_key(piece.problem): piece.problem for part in parts for piece in part.pieces}
    found = _answers(asked)
    joined, rests = [], []
    for problem, part in zip(problems, parts, strict=True):
        answers = [found[_key(piece.problem)] for piece in part.pieces]
        text, rest = _joined(part, answers, problem)
        lead = min((answer.lead for answer in answers), default=float("inf"))
        joined.append(Answer(text, lead, sum(answer.score for answer in answers) - part.price))
        rests.append(rest)
    certain = _certain(rests, [p.script for p in problems])
    return [answer._replace(score=answer.score + more) for answer, more in zip(joined, certain, strict=True)]


def _answers(asked: Mapping[_Key, Problem]) -> dict[_Key, Answer]:
    short = [key for key, problem in asked.items() if is_couple(problem)]
    long = [key for key in asked if key not in set(short)]
    found = [*couples([asked[key] for key in short]), *search_many([asked[key] for key in long])]
    return dict(zip([*short, *long], found, strict=True))


def _key(problem: Problem) -> _Key:
    return (tuple(problem.steps), problem.before, problem.after, problem.script)


def _parts(problem: Problem) -> _Parts:
    steps, price = _flat(problem.steps)
    open_ = [at for at, step in enumerate(steps) if len(step) > 1 or not isinstance(step, str)]
    return _Parts(steps, [_piece(problem, steps, *span) for span in _spans(open_)], price)


def _flat(steps: Sequence[Step]) -> tuple[list[Step], float]:
    """``steps`` with strings for those that have one way, and what these ways cost."""
    out: list[Step] = []
    price = 0.0
    for step in steps:
        if isinstance(step, str):
            out.append(step)
        elif len(step) == 1:
            price += step[0][0]
            out += step[0][1]
        else:
            out.append(tuple(step))
    return out, price


def _spans(open_: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The spans of steps from a choice to a choice, with no two certain characters in a row in them."""
    start = 0
    for i in range(1, len(open_) + 1):
        if i == len(open_) or open_[i] - open_[i - 1] > 2:
            yield open_[start], open_[i - 1] + 1
            start = i


def _piece(problem: Problem, steps: Sequence[Step], start: int, end: int) -> _Piece:
    before = (problem.before if start < 2 else "") + "".join(map(str, steps[max(0, start - 2) : start]))
    after = "".join(map(str, steps[end : end + 2]))
    return _Piece(start, end, Problem(steps[start:end], before[-2:], (after + problem.after)[:2], problem.script))


class _Rest(NamedTuple):
    """A text with two characters before and after; which of them count by their links, and which by themselves."""

    text: str
    links: bytes
    own: bytes


def _joined(part: _Parts, answers: Sequence[Answer], problem: Problem) -> tuple[str, _Rest]:
    """The text of a problem, and what of it counts beside the pieces, which count their choices and the links after."""
    left = problem.before[-2:].rjust(2, _START)
    text, at = left, 0
    links, own = bytearray(2), bytearray(2)
    for piece, answer in zip(part.pieces, answers, strict=True):
        text += "".join(map(str, part.steps[at : piece.start]))
        links += b"\1" * (len(text) - len(links)) + bytes(len(answer.text) + 2)
        own += b"\1" * (len(text) - len(own)) + bytes(len(answer.text))
        text += answer.text
        at = piece.end
    text += "".join(map(str, part.steps[at:]))
    own += b"\1" * (len(text) - len(own)) + bytes(2)
    links += b"\1" * (len(text) + len(problem.after[:2]) - len(links)) + bytes(2)
    return text[2:], _Rest(text + problem.after[:2].ljust(2, _START), bytes(links[: len(own)]), bytes(own))


def _certain(rests: Sequence[_Rest], scripts: Sequence[Script | None]) -> list[float]:
    """The log probability of what counts of each text."""
    points = codes("".join(rest.text for rest in rests))
    count = np.array([len(rest.text) for rest in rests], np.intp)
    rows = model().rows(points)
    some = np.flatnonzero(np.frombuffer(b"".join(rest.links for rest in rests), np.bool_))
    score = own_cost(points, count, scripts)
    score *= np.frombuffer(b"".join(rest.own for rest in rests), np.bool_)
    if len(some):
        score[some] += model().third(rows[some - 2], rows[some - 1], rows[some])
    sums: list[float] = np.add.reduceat(score.astype(np.float64), np.cumsum(count) - count).tolist()
    return sums
