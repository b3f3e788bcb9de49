"""Candidates that do not follow, or come before, what is known beside them are left out before a search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from cleaner.character_model import model
from cleaner.stages.encoding.search import Problem

_FEWEST = 20  # candidates: what is not worth the trouble
_BEHIND = 10.0  # nats by which the pairs with the characters beside it may be less likely than those of the best one
_UNKNOWN = "\0"  # the model's row for it means that nothing is known


def pruned(problems: Sequence[Problem]) -> list[Problem]:
    """``problems`` with fewer candidates where the character before or after them is known."""
    found = [(i, *place) for i, p in enumerate(problems) if len(p.steps) > 1 for place in _places(p)]
    if not found:
        return list(problems)
    texts = [str(problems[i].steps[at]) for i, at, _, _ in found]
    whole = "".join(texts)
    count = np.array([len(text) for text in texts], np.intp)
    start = np.cumsum(count) - count
    scorer = model()
    rows = scorer.ids(whole)
    left = np.repeat(scorer.ids("".join(before for _, _, before, _ in found)), count)
    right = np.repeat(scorer.ids("".join(after for _, _, _, after in found)), count)
    score = scorer.follow(left, rows) + scorer.alone(whole)
    score += np.where(right == scorer.size, 0, scorer.follow(rows, right))
    kept = score >= np.repeat(np.maximum.reduceat(score, start) - _BEHIND, count)
    ends = np.cumsum(np.add.reduceat(kept, start, dtype=np.intp)).tolist()
    rest = np.frombuffer(whole.encode("utf-32-le"), "<u4")[kept].tobytes().decode("utf-32-le")
    steps = {i: list(problems[i].steps) for i, _, _, _ in found}
    for (i, at, _, _), first, past in zip(found, [0, *ends], ends, strict=False):
        steps[i][at] = rest[first:past]
    return [p._replace(steps=steps[i]) if i in steps else p for i, p in enumerate(problems)]


def _places(problem: Problem) -> Iterator[tuple[int, str, str]]:
    """The steps with many candidates and a known character beside them: where they are, and what stands there."""
    steps = problem.steps
    for at, step in enumerate(steps):
        if isinstance(step, str) and len(step) > _FEWEST:
            before = steps[at - 1] if at else problem.before[-1:]
            after = steps[at + 1] if at + 1 < len(steps) else problem.after[:1]
            left, right = (str(c) if isinstance(c, str) and len(c) == 1 else _UNKNOWN for c in (before, after))
            if left != _UNKNOWN or right != _UNKNOWN:
                yield at, left, right
