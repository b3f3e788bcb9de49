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

_DOUBTFUL, _RARE = 0.05, 0.005  # shares of native writers
_CLOSE = 16  # characters

Places = NDArray[np.intp]


def kept(given: Codes, simple: Codes, new: Codes, undecided: Mask) -> Mask:
    """Where ``given`` stays although it became ``new`` by way of ``simple``."""
    stays = np.zeros(len(given), bool)
    at = np.flatnonzero(given != new)
    if len(at):
        was = given.take(at)
        stays[at] = _unwritten().take(was)
        stays[at] |= _own().take(was) & (simple.take(at) != tables.mapping("t2s").take(was))
        for word in _right_words().finditer(decode(given)):
            stays[word.start() : word.end()] = True
        free = at[undecided.take(at)]
        stays[free] |= _two_forms(given, simple, new, free)
    return stays


def doubtful(given: Codes, simple: Codes, new: Codes) -> Mask:
    """Where native writers often have what is ``given`` and not what it became."""
    doubt = np.zeros(len(given), bool)
    at = np.flatnonzero((given != new) & tables.several().take(simple))
    plain = tables.plain()
    differ = plain.take(new.take(at)) != plain.take(given.take(at))
    doubt[at] = differ & (_natives_share(given, simple, new, at) > _DOUBTFUL)
    return doubt


def _natives_share(given: Codes, simple: Codes, new: Codes, at: Places) -> NDArray[np.float64]:
    """How often native writers have what is ``given`` at places where it became ``new``."""
    plain = tables.plain()
    columns = (column.take(at).tolist() for column in (simple, plain.take(new), plain.take(given)))
    return np.array([expected(*each) for each in zip(*columns, strict=True)], np.float64)


@cache
def _unwritten() -> Mask:
    return table_of(tables.rows()["unwritten"])


@cache
def _own() -> Mask:
    """Characters that in some words become Simplified ones of which no table makes them (沈默, but 沉 stays 沉)."""
    return table_of(tables.rows()["own"])


@cache
def _right_words() -> re.Pattern[str]:
    """Words that hold by right a character that some tables write for another (拚 in 打拚)."""
    return re.compile(tables.rows()["right"].replace(" ", "|"))


def _two_forms(given: Codes, simple: Codes, new: Codes, at: Places) -> Mask:
    """At which of the places the text has elsewhere the form that it would become, which Simplified text has not.

    A form that native writers hardly use there is a table's all the same, as some of the page was Traditional before,
    unless the two stand close together: who sets them side by side speaks of them.
    """
    plain = tables.plain()
    keys = (simple.astype(np.uint64) << np.uint64(32)) | plain.take(given)
    became = new.take(at)
    wanted = (simple.take(at).astype(np.uint64) << np.uint64(32)) | plain.take(became)
    told = (tables.kinds().take(became) & tables.TRADITIONAL > 0) | (became == simple.take(at))
    found: Mask = told & np.isin(wanted, keys) & (keys.take(at) != wanted)
    places, wanted = at[found], wanted[found]
    close = np.zeros(len(places), bool)
    for step in range(-_CLOSE, _CLOSE + 1):
        close |= keys.take(places + step, mode="clip") == wanted
    found[found] = close | (_natives_share(given, simple, new, places) > _RARE)
    return found
