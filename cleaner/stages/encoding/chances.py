"""How likely characters that the model chose are right: by what else they could be, and by what stands beside them.

A choice between characters that are known is nearly always right where it is not close. Where most of a line was lost
the neighbours were chosen too, and the same lead tells less.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.encoding.eaten import TOLD
from cleaner.stages.encoding.search import Answer, Problem, cut

_MOST, _KNOWN = 12.0, 14.0  # nats of lead that tell something, and what a known character counts as
# A logistic regression on 38,500 chosen characters of 34 kinds of losses, also at the ends of lines: of those that it
# gives .1 to .2, .2 to .3 and so on, .24, .30, .34, .47, .54, .61, .73, .84 and .98 are right. For: one, the lead, its
# root, the share of the line that was chosen beyond one half, the lesser lead of the two neighbours.
_WEIGHTS = np.array((-2.497, 0.296, 1.315, -8.979, 0.094))
_HALF = 0.5
# Nats: what no choice is if the bytes are cut into characters as they are, and where the page told a lost character.
_AS_CUT, _AS_TOLD = 5.0, 10.0
Leads = NDArray[np.float64]


def chances(leads: Leads, ends: NDArray[np.intp]) -> Leads:
    """The chance of each character to be right: 1 for what is known, which has an infinite lead.

    leads: nats by which characters of lines one after another are likelier than others.  ends: of the lines.
    """
    out = np.ones(len(leads))
    chosen = np.isfinite(leads).nonzero()[0]
    if not len(chosen):
        return out
    count = np.append(0, np.isfinite(leads).cumsum())
    starts = np.append(0, ends[:-1])
    share = (count[ends] - count[starts]) / np.maximum(1, ends - starts)
    around = np.concatenate(([_KNOWN], np.minimum(leads, _KNOWN), [_KNOWN]))
    left, right = around[chosen], around[chosen + 2]
    lead = np.clip(leads[chosen], 0, _MOST)
    line = share[ends.searchsorted(chosen, "right")]
    rows = (np.ones(len(chosen)), lead, np.sqrt(lead), np.maximum(0, line - _HALF), np.minimum(left, right))
    out[chosen] = 1 / (1 + np.exp(-_WEIGHTS @ np.stack(rows)))
    return out


def leads_of(problem: Problem, answer: Answer) -> Sequence[float]:
    """The lead of each character of an answer over others in its place, infinite where there is no choice."""
    if all(isinstance(step, str) for step in problem.steps):
        return answer.leads or [np.inf if len(step) == 1 else answer.lead for step in problem.steps]
    leads = list(answer.leads or [answer.lead] * len(answer.text))
    at = 0
    for step, part in zip(problem.steps, cut(answer.text, problem.steps), strict=True):
        known = isinstance(step, str) and len(step) == 1
        for place in range(at, at := at + len(part)):
            sure = _AS_TOLD if answer.text[place] in TOLD else _AS_CUT
            leads[place] = np.inf if known else max(answer.lead, sure) if leads[place] == np.inf else leads[place]
    return leads


def by_line(lines: Sequence[str], leads: Sequence[float]) -> list[tuple[float, ...]]:
    """The chances of the characters of ``lines``, each with its end, which have these leads."""
    ends = np.cumsum([len(line) + 1 for line in lines])
    found = chances(np.array((*leads, np.inf)), ends)
    return [tuple(part[:-1].tolist()) for part in np.split(found, ends[:-1])]
