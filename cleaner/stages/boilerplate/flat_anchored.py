"""What rules name on both sides is the article: a breadcrumb, the headline and its byline above, its neighbours below.

The models have seen prose between such lines. Where a table stands there, one cell a line, they take a greeting of the
site or comments of buyers for the article instead.
"""

from __future__ import annotations

import numpy as np

from cleaner.stages.boilerplate.page import BREADCRUMB, BYLINES, NEIGHBOUR, Flags, Page

_HEAD, _LEAST = 4, 40  # lines from the breadcrumb to the byline; Han characters between byline and neighbours


def anchored(page: Page) -> Flags:
    """The lines between the one byline below a breadcrumb and the first neighbour of an article, with the headline."""
    out = np.zeros(len(page), np.bool_)
    crumb = next((i for i, rule in page.sure.items() if rule.id == BREADCRUMB), -1)
    bylines = [i for i, rule in page.sure.items() if rule.id in BYLINES and rule.where == "head"]
    below = next((i for i, rule in page.sure.items() if rule.id == NEIGHBOUR), -1)
    if crumb < 0 or len(bylines) != 1 or not crumb + 1 < bylines[0] <= crumb + _HEAD or below < bylines[0]:
        return out
    own = np.ones(len(page), np.bool_)
    own[[*page.sure, *page.heads]] = False  # a number is a cell here
    if page.han[bylines[0] : below][own[bylines[0] : below]].sum() >= _LEAST:
        out[crumb + 1 : below] = own[crumb + 1 : below]
    return out
