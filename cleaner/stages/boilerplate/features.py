"""What the line models share: prose, and values of the lines around each line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaner.fold import table_of
from cleaner.stages.boilerplate.answers import per_page
from cleaner.stages.boilerplate.page import Counts, Flags, Page
from cleaner.trees import Column

_FUNCTION = "的了是在和有不我他这也就而与为对从到但被着过吗呢"


def prose_mass(page: Page) -> Column:
    """Characters of Han in lines that carry sentence or clause marks; 0 elsewhere."""
    marked = (page.ends_of_sentences + page.clauses) > 0
    return np.where(marked & (page.han >= 8), page.han, 0).astype(np.float32)


@per_page
def function_words(page: Page) -> Counts:
    """How many characters of each line are words without a meaning of their own, as sentences have them."""
    counts: Counts = page.lines.sums(table_of(_FUNCTION).take(page.lines.folded_points))[page.number]
    return counts


def moved(column: Column, shifts: Sequence[int]) -> list[Column]:
    """For each of ``shifts`` the values of the lines that stand so many lines away; 0 beyond the page."""
    count, far = len(column), max(map(abs, shifts))
    padded = np.zeros(far + count + far, column.dtype)
    padded[far : far + count] = column
    return [padded[far + shift : far + shift + count] for shift in shifts]


def window(values: Column, reach: int) -> Column:
    """The sum of ``values`` (of each row of them) over the lines from ``reach`` before to ``reach`` behind each."""
    count = values.shape[-1]
    total = np.zeros((*values.shape[:-1], reach + count + 1 + reach))
    np.cumsum(values, axis=-1, out=total[..., reach + 1 : reach + 1 + count])
    total[..., reach + 1 + count :] = total[..., reach + count, None]
    summed: Column = (total[..., 2 * reach + 1 :] - total[..., :count]).astype(np.float32)
    return summed


def rows_of(flags: Flags) -> Counts:
    """The rows of neighbours among ``flags``: one line each, with the first and the past-the-last index."""
    padded = np.zeros(len(flags) + 2, np.bool_)
    padded[1:-1] = flags
    edges: Counts = (padded[1:] != padded[:-1]).nonzero()[0].reshape(-1, 2)
    return edges
