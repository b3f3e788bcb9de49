"""What the line models share: the columns of a table, prose, and values of the lines around each line."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.fold import table_of
from cleaner.stages.boilerplate.page import Counts, Flags, Page

Column = NDArray[np.floating[Any]]
Table = dict[str, NDArray[Any]]

_FUNCTION = "的了是在和有不我他这也就而与为对从到但被着过吗呢"


def prose_mass(page: Page) -> Column:
    """Characters of Han in lines that carry sentence or clause marks; 0 elsewhere."""
    marked = (page.ends_of_sentences + page.clauses) > 0
    return np.where(marked & (page.han >= 8), page.han, 0).astype(np.float32)


def function_words(page: Page) -> Counts:
    """How many characters of each line are words without a meaning of their own, as sentences have them."""
    counts: Counts = page.lines.sums(table_of(_FUNCTION)[page.lines.folded_points])[page.number]
    return counts


def moved(column: Column, shift: int) -> Column:
    """The value of the line that stands ``shift`` lines away; 0 beyond the page."""
    out = np.zeros_like(column)
    if shift < 0:
        out[-shift:] = column[:shift]
    else:
        out[:-shift] = column[shift:]
    return out


def window(values: Column, reach: int) -> Column:
    """The sum of ``values`` over the lines from ``reach`` before to ``reach`` behind each line."""
    total = np.concatenate((np.zeros(1), np.cumsum(values, dtype=np.float64)))
    index = np.arange(len(values))
    ends, starts = np.minimum(index + reach + 1, len(values)), np.maximum(index - reach, 0)
    summed: Column = (total[ends] - total[starts]).astype(np.float32)
    return summed


def rows_of(flags: Flags) -> Counts:
    """The rows of neighbours among ``flags``: one line each, with the first and the past-the-last index."""
    edges: Counts = np.flatnonzero(np.diff(flags.astype(np.int8), prepend=0, append=0)).reshape(-1, 2)
    return edges
