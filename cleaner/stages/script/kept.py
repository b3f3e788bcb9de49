"""What a repair leaves although another form would be picked: no table has written it, or it may be right there.

A table of characters writes a Simplified character always the same way. So what no table writes (妳), and what a text
has beside another form of the same character where no word decides, is its writer's own.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.fold import table_of
from cleaner.stages.script import tables
from cleaner.stages.script.dictionaries import decode
from cleaner.stages.script.naive import expected
from cleaner.stages.script.tables import Codes, Mask

# Words in which 拚 is no table's form of 拼.
_OWN = re.compile("(?<=打)拚|拚(?=[命搏死鬥勁])")
_DOUBTFUL = 0.05  # a share of native writers

Places = NDArray[np.intp]


def kept(given: Codes, simple: Codes, new: Codes, undecided: Mask) -> Mask:
    """Where ``given`` stays although it became ``new`` by way of ``simple``."""
    stays = np.zeros(len(given), bool)
    at = np.flatnonzero(given != new)
    if len(at):
        stays[at] = _unwritten().take(given.take(at))
        stays[[match.start() for match in _OWN.finditer(decode(given))]] = True
        free = at[undecided.take(at)]
        stays[free] |= _two_forms(given, simple, new, free)
    return stays


def doubtful(given: Codes, simple: Codes, new: Codes) -> Mask:
    """Where native writers often have what is ``given`` and not what it became."""
    plain = tables.plain()
    doubt = np.zeros(len(given), bool)
    at = np.flatnonzero((given != new) & tables.several().take(simple))
    columns = (column.take(at).tolist() for column in (simple, plain.take(new), plain.take(given)))
    doubt[at] = [
        pick != found and expected(s, pick, found) > _DOUBTFUL for s, pick, found in zip(*columns, strict=True)
    ]
    return doubt


@cache
def _unwritten() -> Mask:
    return table_of(tables.rows()["unwritten"])


def _two_forms(given: Codes, simple: Codes, new: Codes, at: Places) -> Mask:
    """At which of the places the text has elsewhere the form that it would become, which Simplified text has not."""
    plain = tables.plain()
    forms = np.unique((simple.astype(np.uint64) << np.uint64(32)) | plain.take(given))
    wanted = (simple.take(at).astype(np.uint64) << np.uint64(32)) | plain.take(new.take(at))
    became = new.take(at)
    told = (tables.kinds().take(became) & tables.TRADITIONAL > 0) | (became == simple.take(at))
    found: Mask = told & np.isin(wanted, forms) & (plain.take(given.take(at)) != plain.take(became))
    return found
