"""Code points that look like an ideograph and are not one: radicals and compatibility forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cleaner.doc import Edit
from cleaner.stages.script import tables

# Ideographic description characters: between them a radical is meant as a radical.
_DESCRIPTION = re.compile("[\u2ff0-\u2fff\u31ef]")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U000323af]")


@cache
def _found() -> re.Pattern[str]:
    return re.compile("[" + "".join(tables.pairs("radical")) + "]+")


def fold_radicals(text: str) -> Iterator[Edit]:
    """Each run of look-alikes beside an ideograph, as the ideographs that they stand for."""
    if text.isascii():
        return
    table = tables.pairs("radical")
    for run in _found().finditer(text):
        start, end = run.span()
        around = text[max(start - 1, 0) : start] + text[end : end + 1]
        if _HAN.search(around) and not _DESCRIPTION.search(text[max(start - 3, 0) : end + 1]):
            yield Edit(start, end, "".join(table[c] for c in run[0]), "script.radical", "looks like an ideograph")
