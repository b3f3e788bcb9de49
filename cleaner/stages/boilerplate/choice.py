"""Candidates for the article in flattened text, built in different ways, and the choice between them by agreement.

Each builder fails on other pages: the line model keeps a second block of prose or drops short lines, plain prose loses
verse and lists. So the candidate is taken that agrees best with all others.
"""

from __future__ import annotations

import numpy as np

from cleaner.stages.boilerplate.features import Column, Table
from cleaner.stages.boilerplate.page import Flags, Page

PARAGRAPH = 25
SHORT = 8
REACH = 4
# Han characters that a candidate must hold to be an article.
LEAST = 12


def choose(page: Page, table: Table, logits: Column) -> Flags:
    """The lines of the article: the candidate that overlaps most with the others, in characters."""
    found: list[Flags] = [logits > 0, logits > -1, prose_blocks(page)]
    found = [flags for flags in found if page.han[flags].sum() >= LEAST] or found[:1]
    size = np.expm1(table["size"]).astype(np.float64)
    mass = [float(size[flags].sum()) for flags in found]
    votes = [
        sum(2 * float(size[one & other].sum()) / max(mass[i] + mass[j], 1.0) for j, other in enumerate(found) if i != j)
        for i, one in enumerate(found)
    ]
    return found[int(np.argmax(votes))]


def prose_blocks(page: Page) -> Flags:
    """Paragraphs with marks, and the short lines that stand between two of them."""
    count = len(page)
    good: Flags = (page.han >= PARAGRAPH) & (page.ends_of_sentences + page.clauses >= 1) & ~page.fired
    near: Flags = (page.han >= SHORT) & ~page.fired
    index = np.arange(count)
    before = np.maximum.accumulate(np.where(good, index, -count))
    behind = np.minimum.accumulate(np.where(good, index, 2 * count)[::-1])[::-1]
    joined: Flags = good | (near & (index - before <= REACH) & (behind - index <= REACH))
    return joined
