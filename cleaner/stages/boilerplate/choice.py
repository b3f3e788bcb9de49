"""Candidates for the article, built in different ways, and the choice between them by agreement.

Each builder fails on other pages: the element with most prose loses articles that are split over several elements, the
line model keeps a second block of prose. So the candidate is taken that agrees best with all others.
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
    found = candidates(page, table, logits)
    found = [flags for flags in found if page.han[flags].sum() >= LEAST] or found[:1]
    size = np.expm1(table["size"]).astype(np.float64)
    mass = [float(size[flags].sum()) for flags in found]
    votes = [
        sum(2 * float(size[one & other].sum()) / max(mass[i] + mass[j], 1.0) for j, other in enumerate(found) if i != j)
        for i, one in enumerate(found)
    ]
    return found[int(np.argmax(votes))]


def candidates(page: Page, table: Table, logits: Column) -> list[Flags]:
    """What the line model keeps, strictly and loosely; the richest elements less what it surely drops; plain prose."""
    sane: Flags = logits > -2
    found: list[Flags] = [logits > 0, logits > -1, prose_blocks(page, table)]
    if "near-within" in table:
        found += [(table["near-within"] > 0) & sane, (table["wide-within"] > 0) & sane]
    return found


def prose_blocks(page: Page, table: Table) -> Flags:
    """Paragraphs with marks and few links, and the short lines that stand between two of them."""
    count = len(page)
    marks = page.ends_of_sentences + page.clauses
    link = table.get("link-share", np.zeros(count, np.float32))
    quiet = (table["fired"] < 0.5) & (table.get("tag-option", link) < 1)
    good: Flags = (page.han >= PARAGRAPH) & (marks >= 1) & (link < 0.3) & quiet
    near: Flags = (page.han >= SHORT) & (link < 0.4) & quiet
    index = np.arange(count)
    before = np.maximum.accumulate(np.where(good, index, -count))
    behind = np.minimum.accumulate(np.where(good, index, 2 * count)[::-1])[::-1]
    joined: Flags = good | (near & (index - before <= REACH) & (behind - index <= REACH))
    return joined
