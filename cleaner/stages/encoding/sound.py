"""Stretches of a repaired line that read as no text: what comes of bytes that are paired wrongly behind a lost one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.character_model import model
from cleaner.doc import codes
from cleaner.stages.encoding.gates import NEWLINE, line_starts

# Characters of a stretch, and the nats a character below which it reads as no text. Of 2,300 lines of web pages three
# have such a stretch; of as many that lost one byte 85 of 100 have one.
_WINDOWS = ((4, -12.8), (8, -10.6))
_PRIVATE, _PAST_PRIVATE = 0xE000, 0xF900
_NO_TEXT = -25.0  # nats: what a private character counts for, which no codec of pairs has in running text


def faults(texts: Sequence[str]) -> list[float]:
    """The share of the characters of each text, none of which holds a line end, that stand in such stretches.

    ASCII and Latin letters count for nothing, nor do replacement characters.
    """
    if not texts:
        return []
    points = codes("\n".join((*texts, "")))
    points = points[((points > 0x2FF) & (points != 0xFFFD)) | (points == NEWLINE)]
    starts = line_starts(points)
    owner = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(points))))
    score = np.append(0.0, _scores(points, starts)).cumsum()
    bad = np.zeros(len(points) + 1, np.int64)
    for width, least in _WINDOWS:
        if len(points) >= width:
            low = (score[width:] - score[:-width] < width * least) & (owner[width - 1 :] == owner[: 1 - width])
            bad[:-width][low] += 1
            bad[width:][low] -= 1
    inside = bad.cumsum()[:-1] > 0
    number = np.add.reduceat(inside, starts, dtype=np.int64)
    size = np.diff(np.append(starts, len(points))) - 1
    shares: list[float] = (number / np.maximum(1, size)).tolist()
    return shares


def weakest(texts: Sequence[str]) -> list[float]:
    """The lowest mean log probability of two characters side by side in each text, as above; 0 where none are."""
    if not texts:
        return []
    points = codes("\n".join((*texts, "")))
    points = points[((points > 0x2FF) & (points != 0xFFFD)) | (points == NEWLINE)]
    starts = line_starts(points)
    score = _scores(points, starts)
    pairs = np.append(score[1:] + score[:-1], 0.0) / 2
    pairs[np.append(starts[1:], len(points)) - 1] = 0.0  # a line end
    lowest: list[float] = np.minimum.reduceat(pairs, starts).tolist()
    return lowest


def _scores(points: NDArray[np.uint32], starts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Log probability of each character after the two before it in its line; a line end counts for nothing."""
    scorer = model()
    ends = np.append(starts[1:], len(points)) - 1
    rows = np.concatenate((np.full(2, scorer.size), scorer.rows(points)))
    rows[2 + ends] = scorer.size
    first = rows[:-2].copy()
    first[starts] = scorer.size
    score = (scorer.third(first, rows[1:-1], rows[2:]) + scorer.own(points)).astype(np.float64)
    score[(points >= _PRIVATE) & (points < _PAST_PRIVATE)] = _NO_TEXT
    score[ends] = 0.0
    return score
