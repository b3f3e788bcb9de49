"""The likeliest one or two characters at each of many places: one pass over all that are possible, with no search."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from cleaner.character_model import Scores, Script, Way, model
from cleaner.ngrams import Rows
from cleaner.stages.encoding.beam import MARGIN
from cleaner.stages.encoding.search import Answer, Problem

_START = "\0"  # no character
_MOST = 100_000  # texts that are looked at in one pass
_LINKS = 4  # of a place of two characters: theirs, and those of the two after them


class _Texts(NamedTuple):
    """All texts of one way to fill a place, in order: rows of six characters in a row each, and what they cost."""

    options: tuple[str, ...]
    rows: Rows
    own: Scores
    links: int

    def text(self, at: int) -> str:
        """The text of one row."""
        if len(self.options) == 1:
            return self.options[0][at]
        first, second = divmod(at, len(self.options[1]))
        return self.options[0][first] + self.options[1][second]


def is_couple(problem: Problem) -> bool:
    """Whether ``couples`` can answer ``problem``: it has one step, and each way of it is one or two characters."""
    step = problem.steps[0] if len(problem.steps) == 1 else ""
    return not isinstance(step, str) and all(len(options) < 3 for _, options in step)


def couples(problems: Sequence[Problem]) -> list[Answer]:
    """The answers of ``search_many``."""
    out: list[Answer] = []
    part: list[list[_Texts]] = []
    size = 0
    for problem in problems:
        part.append([_texts(problem, way) for way in problem.steps[0] if isinstance(way, tuple)])
        size += sum(len(texts.own) for texts in part[-1])
        if size > _MOST:
            out += _answers(part)
            part, size = [], 0
    return out + _answers(part) if part else out


def _answers(part: Sequence[Sequence[_Texts]]) -> list[Answer]:
    """The best text of each place, in one pass."""
    flat = [texts for each in part for texts in each]
    rows = np.concatenate([texts.rows for texts in flat], axis=1)
    links = np.repeat([texts.links for texts in flat], [len(texts.own) for texts in flat])
    score = np.concatenate([texts.own for texts in flat])
    for i in range(_LINKS):
        score += model().third(rows[i], rows[i + 1], rows[i + 2]) * (links > i)
    out, at = [], 0
    for each in part:
        size = sum(len(texts.own) for texts in each)
        out.append(_best(each, score[at : at + size]))
        at += size
    return out


def _best(ways: Sequence[_Texts], score: Scores) -> Answer:
    top = int(score.argmax())
    best = float(score[top])
    score[top] = -np.inf
    lead = min(best - float(score.max()), float(MARGIN)) if len(score) > 1 else float("inf")
    for texts in ways:
        if top < len(texts.own):
            break
        top -= len(texts.own)
    return Answer(texts.text(top), lead, best)


def _texts(problem: Problem, way: Way) -> _Texts:
    price, options = way
    grid = _grid(options)
    after = problem.after[:2].ljust(_LINKS - len(options), _START)
    rows = np.empty((_LINKS + 2, grid.shape[1]), np.intp)
    rows[:2] = _rows(problem.before[-2:].rjust(2, _START))[:, None]
    rows[2 : 2 + len(options)] = grid
    rows[2 + len(options) :] = _rows(after)[:, None]
    return _Texts(
        options, rows, _own(options, problem.script) - np.float32(price), len(options) + len(problem.after[:2])
    )


@lru_cache(1024)
def _rows(text: str) -> Rows:
    return model().ids(text)


@lru_cache(1024)
def _grid(options: tuple[str, ...]) -> Rows:
    """The rows of the characters of each text, a text a column."""
    return np.stack([each.ravel() for each in np.meshgrid(*map(_rows, options), indexing="ij")])


@lru_cache(1024)
def _own(options: tuple[str, ...], script: Script | None) -> Scores:
    own = [model().alone(each, script) for each in options]
    return own[0] if len(own) == 1 else np.add.outer(*own).ravel()
