"""Captions of porn clips: phrases with blanks or cries between them, in words that no sentence holds together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from cleaner.doc import Edit
from cleaner.patterns import lazy
from cleaner.stages.spam.bounds import whole_line
from cleaner.stages.spam.lexicon import Lexicon
from cleaner.stages.spam.page import Page

# The longest line that is one, and what guard words may weigh in it less than.
_LONGEST, _GUARDED = 160, 8.0
_SENTENCE = re.compile("[。;]|,[^,\n]{1,40},")


@lru_cache(maxsize=4)
def _captions(words: Lexicon) -> re.Pattern[str] | None:
    said = words.extra_of.get("porn", {}).get("captions")
    return lazy("|".join(f"(?:{each})" for each in said)) if said else None


def captions(page: Page, words: Lexicon, spots: Sequence[tuple[int, int, int]]) -> Iterator[Edit]:
    """Cuts of lines that are such captions, of those in which telling words stand at ``spots``."""
    said, lines = _captions(words) if spots else None, page.lines
    if said is None:
        return
    for number in sorted({lines.at(start) for _, start, _ in spots}):
        text = lines.stripped[number]
        if len(text) > _LONGEST or not said.search(text) or _SENTENCE.search(text) or page.coded(number):
            continue
        if words.raised(text, "porn")[0] < _GUARDED:
            why = "action=line family=porn score=7.0 caption"
            yield Edit(*whole_line(lines, number), "", words.rule_of["porn"], why, 0.8)
