"""Where Traditional text comes from: a native hand, OpenCC or one of its kin, or a naive table of characters.

A converter cannot undo its own choices, so text that OpenCC made comes back unchanged from a round trip to Simplified,
while native text does not. A naive table leaves the characters that have several Traditional forms as they were, so
it writes words (之后, 于是, 制造) that no native hand writes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cleaner.fold import codes
from cleaner.stages.script import tables
from cleaner.stages.script.convert import through
from cleaner.stages.script.labels import Paragraphs, Script

Origin = Literal["native", "machine", "naive-table", "unknown"]

# Han characters below which nothing is said, and beyond which no more are looked at.
LEAST_HAN = 1000
SAMPLE = 6000
# Differences in 10,000 Han characters after a round trip that OpenCC's own output stays below (older dictionaries
# differ from ours): with quotation marks of the Mainland, and without that second witness.
SAME_QUOTED = 20.0
SAME = 2.0
# Words in 10,000 Han characters that only a naive table leaves.
NAIVE = 15.0
LEAST_NAIVE = 4
LEAST_QUOTES = 2

_UNTOUCHED = re.compile(
    "[之以然最今背]后|后[來面續果]|于是|[關由對終等位基屬處]于|[怎什這那]么|[制][造定作約]|"
    "采[用取訪購納]|准[備確]|范[圍疇]|沖突|饑餓|斗爭|奮[斗]|聯系"
)


@dataclass(frozen=True)
class Provenance:
    """What is known, in words for the ledger, and how sure it is that a machine converted the text (0 … 1)."""

    origin: Origin
    evidence: str = ""
    score: float = 0.0


def provenance(paragraphs: Paragraphs) -> Provenance:
    """The provenance of the Traditional paragraphs of a text."""
    wanted = (paragraphs.labels == Script.HANT) | (paragraphs.labels == Script.MIXED)
    han = int(paragraphs.han[wanted].sum())
    text, han = sample(paragraphs, wanted)
    curly, corner = text.count("“"), text.count("「")
    words = _UNTOUCHED.findall(text)
    naive = len(words) if len(set(words)) >= LEAST_NAIVE else 0
    if naive >= (LEAST_NAIVE if han >= LEAST_HAN else 2 * LEAST_NAIVE) and naive * 1e4 / han >= NAIVE:
        return Provenance("naive-table", f"{naive} words such as 之后, 于是 in {han} Han characters", 1.0)
    if han < LEAST_HAN:
        return Provenance("unknown", f"only {han} Han characters")
    if corner > curly:
        return Provenance("native", f"{corner} quotations in 「」, {curly} in “”")
    return judged(text, han, curly)


def judged(text: str, han: int, curly: int) -> Provenance:
    """The judgement by round trip on text that may well be a machine's."""
    config, differences = residual(text)
    rate = differences * 1e4 / han
    found = f"{differences} of {han} Han characters differ after a round trip through OpenCC ({config})"
    if rate <= (SAME_QUOTED if curly >= LEAST_QUOTES else SAME):
        return Provenance("machine", f"{found}; {curly} quotations in “”", 1.0 - rate / 100)
    return Provenance("native" if rate > SAME_QUOTED else "unknown", found, max(0.0, 0.5 - rate / 100))


def residual(text: str) -> tuple[str, int]:
    """The Traditional configuration that comes closest in a round trip, and how many characters differ."""
    simplified = through("hk2s", text)
    before = codes(text)
    best = ("", len(text) + 1)
    for name in ("s2tw", "s2hk", "s2t"):
        differ = int(np.count_nonzero(before != codes(through(name, simplified))))
        best = min(best, (name, differ), key=lambda each: each[1])
    return best


def sample(paragraphs: Paragraphs, wanted: NDArray[np.bool_]) -> tuple[str, int]:
    """The first wanted paragraphs up to ``SAMPLE`` Han characters, and how many they hold."""
    chosen = np.flatnonzero(wanted)
    total = np.cumsum(paragraphs.han[chosen])
    last = int(np.searchsorted(total, SAMPLE)) + 1
    pieces = [paragraphs.text[paragraphs.starts[i] : paragraphs.ends[i]] for i in chosen[:last]]
    text = "".join(pieces)[: 2 * SAMPLE]
    return text, int(np.count_nonzero(tables.kinds()[codes(text)] & tables.HAN))
