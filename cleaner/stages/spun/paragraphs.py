"""What is spun on a page, paragraph by paragraph: a page may end in text that no tool has touched.

A line shows little by itself, so lines help each other: a chain of two states, spun and natural, runs through the page
and rarely changes. Each line gives its evidence for the page's family, and the chain gives the odds of each line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp, log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import Edit
from cleaner.fold import Class
from cleaner.lines import Lines
from cleaner.stages.spun.detector import HARD, SLIP, Detector, Finding, Label
from cleaner.stages.spun.exact import Match
from cleaner.stages.spun.scan import Ints

Floats = NDArray[np.float64]

RULE = "spun.paragraph"
# Before a line is read: the odds (nats) that it is spun on a page found spun, and on one that is suspect or shows it
# in some lines only.
_SPUN, _SUSPECT = 2.0, 0.0
# How likely it is that the next line is of the other kind, and how much one line may say (nats).
_CHANGE, _MOST = 0.1, 12.0
# What a form says at least (nats) that is counted, and the most of them that are expected of a character.
_TELLS, _DENSEST = 0.5, 0.08
# How much the rate of forms counts beside what they say: where lines are labelled, and where their share is asked for,
# as to which a spun comment below an article must not make much of the article spun.
RATE, RATE_OF_SHARE = 0.2, 0.4
# More characters that the tool would have replaced say no more.
_LETTERS = 2
# So sure one must be of a line to call it spun, or natural.
_SURE = 0.9


class Paragraph(NamedTuple):
    """Line ``row`` of a text, ``text[start:end]``, and how likely it is that a tool has been over it."""

    row: int
    start: int
    end: int
    label: Label
    chance: float


def paragraphs(
    lines: Lines, finding: Finding, hard: Sequence[Match], engine: Detector, weight: float = RATE
) -> Iterator[Paragraph]:
    """The lines with Han characters of a page that is suspect or spun; none for a clean page.

    ``hard``: where exact rules match.  ``weight``: how much the rate of forms counts beside what they say. No line is
    called spun on a page that is only suspect, nor for its neighbours alone.
    """
    if finding.family is None:
        return
    evidence, forms = _evidence(lines, finding.family, hard, engine)
    own = np.flatnonzero(lines.counts(Class.HAN) > 0)
    prior = _SPUN if finding.label == "spun" and not finding.part else _SUSPECT
    chances = _spread(evidence[own], forms[own], lines.counts(Class.HAN)[own], prior, weight)
    for row, chance in zip(own.tolist(), chances.tolist(), strict=True):
        label: Label = "suspect"
        if chance <= 1 - _SURE:
            label = "clean"
        elif chance >= _SURE and finding.label == "spun" and forms[row]:
            label = "spun"
        yield Paragraph(row, int(lines.starts[row]), int(lines.ends[row]), label, chance)


def marks(found: Sequence[Paragraph], text: str, family: str) -> list[Edit]:
    """What the ledger notes of the paragraphs of a page of this family."""
    return [
        Edit(p.start, p.end, text[p.start : p.end], RULE, f"{p.label}, family {family}", round(p.chance, 3))
        for p in found
    ]


def _evidence(lines: Lines, family: str, hard: Sequence[Match], engine: Detector) -> tuple[Floats, Ints]:
    """What each line says for the family, in nats: its words, its originals, and forms that no natural text has.

    The second: how many forms it has that tell.
    """
    starts, found = engine.scanner.find(lines.points)
    edges = np.searchsorted(starts, np.append(lines.starts, len(lines.text)))
    page = engine.scanner.tally(found)
    out = -_letters(lines, hard)
    told = starts[engine.gain(family).take(found) >= _TELLS]
    forms = np.diff(np.searchsorted(told, np.append(lines.starts, len(lines.text))))
    for row in np.flatnonzero(np.diff(edges)).tolist():
        here = engine.scanner.tally(found[edges[row] : edges[row + 1]])
        out[row] += engine.scores(here)[family] + engine.spared(here, page, family)
    for match in hard:
        if match.rule.extra.get("hard"):
            row = lines.at(match.start)
            out[row] += HARD
            forms[row] += 1
    return np.clip(out, -_MOST, _MOST), forms


def _spread(evidence: Floats, forms: Ints, han: Ints, prior: float, weight: float) -> Floats:
    """How likely each line is spun: few forms all over the page, or many in a part of it, whichever is likelier.

    A tool puts its forms in at some rate, so a line without any speaks against it the more the longer it is.
    """
    number = float(forms.sum())
    if not number:
        return _chances(evidence, prior)[0]
    ways = []
    for rate in (number / float(han.sum()), number / float(han[forms > 0].sum())):
        missing = np.maximum(min(rate, _DENSEST) * han - forms, 0.0)
        chances, likelihood = _chances(evidence - weight * missing, prior)
        ways.append((likelihood + weight * number * log(rate), chances))
    return max(ways, key=lambda way: way[0])[1]


def _letters(lines: Lines, hard: Sequence[Match]) -> Floats:
    """What characters say against each line that the page's tool replaces wherever they stand, in nats."""
    number = np.zeros(len(lines))
    for letter in {str(m.rule.extra["new"]) for m in hard if m.rule.extra.get("everywhere")}:
        number += lines.sums(lines.folded_points == ord(letter))
    return -log(SLIP) * np.minimum(number, _LETTERS)


def _chances(evidence: Floats, prior: float) -> tuple[Floats, float]:
    """How likely each line is spun, by its own evidence and the lines on both sides of it (forward and backward).

    The second: the logarithm of how likely all evidence is.
    """
    start = np.array([1 / (1 + exp(prior)), 1 / (1 + exp(-prior))])
    # Changes in both directions are such that, left alone, the chain keeps the share of ``start``.
    step = _CHANGE * np.array([start[1], start[0]])
    move = np.array([[1 - step[0], step[0]], [step[1], 1 - step[1]]])
    told = np.column_stack((np.ones(len(evidence)), np.exp(evidence)))
    ahead, behind = np.ones((2, len(evidence), 2))
    state, likelihood = start, 0.0
    for row in range(len(evidence)):
        state = (state @ move if row else state) * told[row]
        likelihood += log(state.sum())
        state = state / state.sum()
        ahead[row] = state
    for row in range(len(evidence) - 2, -1, -1):
        state = move @ (told[row + 1] * behind[row + 1])
        behind[row] = state / state.sum()
    both = ahead * behind
    chances: Floats = both[:, 1] / both.sum(axis=1)
    return chances, likelihood
