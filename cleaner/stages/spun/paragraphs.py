"""What is spun on a page, paragraph by paragraph: a page may end in text that no tool has touched.

A line shows little by itself, so lines help each other: a chain of two states, spun and natural, runs through the page
and rarely changes. Each line gives its evidence for the page's family, and the chain gives the odds of each line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import Edit
from cleaner.fold import Class
from cleaner.lines import Lines
from cleaner.stages.spun.detect import HARD, Detector, Finding, Label
from cleaner.stages.spun.exact import Match

RULE = "spun.paragraph"
# Before a line is read: the odds (nats) that it is spun on a page found spun, and on one that is suspect.
_SPUN, _SUSPECT = 2.0, 0.0
# How likely it is that the next line is of the other kind, and how much one line may say (nats).
_CHANGE, _MOST = 0.1, 12.0
# So sure one must be of a line to call it spun, or natural.
_SURE = 0.9


class Paragraph(NamedTuple):
    """Line ``row`` of a text, ``text[start:end]``, and how likely it is that a tool has been over it."""

    row: int
    start: int
    end: int
    label: Label
    chance: float


def paragraphs(lines: Lines, finding: Finding, hard: Sequence[Match], engine: Detector) -> Iterator[Paragraph]:
    """The lines with Han characters of a page that is suspect or spun; none for a clean page.

    ``hard``: where exact rules match. No line is called spun on a page that is only suspect.
    """
    if finding.family is None:
        return
    evidence = _evidence(lines, finding.family, hard, engine)
    own = np.flatnonzero(lines.counts(Class.HAN) > 0)
    prior = _SPUN if finding.label == "spun" else _SUSPECT
    for row, chance in zip(own.tolist(), _chances(evidence[own], prior).tolist(), strict=True):
        label: Label = "suspect"
        if chance <= 1 - _SURE:
            label = "clean"
        elif chance >= _SURE and finding.label == "spun":
            label = "spun"
        yield Paragraph(row, int(lines.starts[row]), int(lines.ends[row]), label, chance)


def marks(found: Sequence[Paragraph], text: str, family: str) -> list[Edit]:
    """What the ledger notes of the paragraphs of a page of this family."""
    return [
        Edit(p.start, p.end, text[p.start : p.end], RULE, f"{p.label}, family {family}", round(p.chance, 3))
        for p in found
    ]


def _evidence(lines: Lines, family: str, hard: Sequence[Match], engine: Detector) -> NDArray[np.float64]:
    """What each line says for the family, in nats: its words, its originals, and forms that no natural text has."""
    starts, found = engine.scanner.find(lines.points)
    edges = np.searchsorted(starts, np.append(lines.starts, len(lines.text)))
    page = engine.tally(found)
    out = np.zeros(len(lines))
    for row in np.flatnonzero(np.diff(edges)).tolist():
        here = engine.tally(found[edges[row] : edges[row + 1]])
        out[row] = engine.scores(here)[family] + engine.spared(here, page, family)
    for match in hard:
        if match.rule.extra.get("hard"):
            out[lines.at(match.start)] += HARD
    return np.clip(out, -_MOST, _MOST)


def _chances(evidence: NDArray[np.float64], prior: float) -> NDArray[np.float64]:
    """How likely each line is spun, by its own evidence and the lines on both sides of it (forward and backward)."""
    start = np.array([1 / (1 + exp(prior)), 1 / (1 + exp(-prior))])
    # Changes in both directions are such that, left alone, the chain keeps the share of ``start``.
    step = _CHANGE * np.array([start[1], start[0]])
    move = np.array([[1 - step[0], step[0]], [step[1], 1 - step[1]]])
    told = np.column_stack((np.ones(len(evidence)), np.exp(evidence)))
    ahead, behind = np.ones((2, len(evidence), 2))
    state = start
    for row in range(len(evidence)):
        state = (state @ move if row else state) * told[row]
        state = state / state.sum()
        ahead[row] = state
    for row in range(len(evidence) - 2, -1, -1):
        state = move @ (told[row + 1] * behind[row + 1])
        behind[row] = state / state.sum()
    both = ahead * behind
    chances: NDArray[np.float64] = both[:, 1] / both.sum(axis=1)
    return chances
