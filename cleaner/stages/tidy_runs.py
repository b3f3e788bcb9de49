"""Marks that stand twice, ellipses of dots and dashes of hyphens, as damage and careless typing leave them.

One mark in two widths (，,) is never meant. The rest is style in some texts, so it is touched only in a text whose
punctuation was folded as a whole, or that has it several times and the right form never.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.doc import Edit
from cleaner.patterns import lazy
from cleaner.stages.tidy_marks import HAN, WIDE

# So often a text must have a careless form, and never the right one.
HABIT = 3
# The same mark twice and exactly so often: not for emphasis, and no slip of the finger.
TWICE = 2

_CLOSE, _OPEN = "”’」』》〉）】〕", "“‘「『《〈（【〔"
_BOTH = [
    pair
    for narrow, wide in {**{n: w for n, w in WIDE.items() if n not in "()"}, ".": "。"}.items()
    for pair in (narrow + wide, wide + narrow)
]
_WIDTHS = lazy(f"(?:{'|'.join(map(re.escape, _BOTH))})(?=[{HAN}{_OPEN}\\n]|\\Z)")
_BEFORE = lazy(f"[{HAN}{_CLOSE}]")
_TWICE = lazy(f"(?<=[{HAN}{_CLOSE}])([，、；：。])\\1(?=[{HAN}{_OPEN}\\n]|\\Z)")
_DOTS = lazy(f"(?<=[{HAN}{_CLOSE}，！？])\\.{{3,6}}(?=[{HAN}{_OPEN}{_CLOSE}，。！？\\n]|\\Z)")
_HYPHENS = lazy(f"(?<=[{HAN}{_CLOSE}])-{{2,4}}(?=[{HAN}{_OPEN}])")


def runs(text: str, folded: bool) -> Iterator[Edit]:
    """Edits for such marks; ``folded`` says whether the punctuation of the text was folded."""
    for found in _WIDTHS.finditer(text) if any(pair in text for pair in _BOTH) else ():
        if _BEFORE.match(text[found.start() - 1 : found.start()]):
            wide = next(mark for mark in found[0] if not mark.isascii())
            yield Edit(*found.span(), wide, "tidy.doubled-mark", "one mark in two widths")
    twice = list(_TWICE.finditer(text)) if any(2 * mark in text for mark in "，、；：。") else []
    if folded or len(twice) >= TWICE:
        for found in twice:
            yield Edit(*found.span(), found[1], "tidy.doubled-mark", "the same mark twice")
    for sign, pattern, right, rule in (
        ("...", _DOTS, "……", "tidy.ellipsis"),
        ("--", _HYPHENS, "——", "tidy.dash"),
    ):
        places = list(pattern.finditer(text)) if sign in text else []
        if folded or (len(places) >= HABIT and right[0] not in text):
            reason = "the page folded its punctuation" if folded else f"{len(places)} times so, and never {right}"
            for found in places:
                yield Edit(*found.span(), right, rule, reason)
