"""Which script each paragraph is written in, from characters that only one of the two scripts has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cleaner.fold import codes
from cleaner.stages.script import tables
from cleaner.stages.script.tables import Codes

Ints = NDArray[np.int64]

# A paragraph is in one script when the other has at most a fourth of its evidence, and in none below two characters.
RATIO = 4
LEAST = 2
# More kana or hangul than this share of Han: Japanese or Korean, where the same characters mean other things.
FOREIGN_SHARE = 0.1


_PROTECTED = re.compile(
    r"(?:https?|ftp)://[^\s<>\"“”「」，。；！？、（）]{1,2000}"
    r"|www\.[^\s<>\"“”「」，。；！？、（）]{1,2000}"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
    r"|@[\w\u00b7-]{1,30}"
    r"|(?:^|(?<=\n))```[^`]{0,100000}```"
    r"|`[^`\n]{1,500}`"
)
_HINTS = ("://", "www.", "@", "`")


def protected_spans(text: str) -> list[tuple[int, int]]:
    """Addresses, mail, handles and code, which no conversion may touch."""
    if not any(hint in text for hint in _HINTS):
        return []
    return [m.span() for m in _PROTECTED.finditer(text)]


class Script(IntEnum):
    """The label of a paragraph."""

    NEUTRAL = 0
    HANS = 1
    HANT = 2
    MIXED = 3
    FOREIGN = 4


NAMES = {Script.HANS: "hans", Script.HANT: "hant", Script.MIXED: "mixed"}


@dataclass(frozen=True)
class Paragraphs:
    """The lines of a text with their evidence; line ``i`` is ``text[starts[i]:ends[i]]``, newline included."""

    text: str
    codes: Codes
    kinds: NDArray[np.uint8]
    starts: Ints
    ends: Ints

    @classmethod
    def of(cls, text: str) -> Paragraphs:
        """The paragraphs of a text that is not empty."""
        code = codes(text)
        breaks = np.flatnonzero(code == ord("\n")) + 1
        starts = np.concatenate((np.zeros(1, np.int64), breaks[breaks < len(text)]))
        ends = np.concatenate((starts[1:], np.array([len(text)], np.int64)))
        return cls(text, code, tables.kinds()[code], starts, ends)

    def count(self, bit: int) -> Ints:
        """How many characters with this bit each paragraph holds."""
        marked = (self.kinds & bit) != 0
        if not marked.any():
            return np.zeros(len(self.starts), np.int64)
        return np.add.reduceat(marked, self.starts, dtype=np.int64)

    @cached_property
    def protected(self) -> NDArray[np.bool_]:
        """The characters that no conversion may touch: addresses, mail, handles, code."""
        mask = np.zeros(len(self.text), np.bool_)
        for start, end in protected_spans(self.text):
            mask[start:end] = True
        return mask

    def total(self, bit: int) -> int:
        """How many characters with this bit the text holds."""
        return int(np.count_nonzero(self.kinds & bit))

    @cached_property
    def simplified(self) -> Ints:
        """Simplified-only characters in each paragraph."""
        return self.count(tables.SIMPLIFIED)

    @cached_property
    def traditional(self) -> Ints:
        """Traditional-only characters in each paragraph."""
        return self.count(tables.TRADITIONAL)

    @cached_property
    def han(self) -> Ints:
        """Han characters in each paragraph."""
        return self.count(tables.HAN)

    @cached_property
    def labels(self) -> NDArray[np.int8]:
        """The ``Script`` of each paragraph."""
        s, t = self.simplified, self.traditional
        label = np.full(len(s), Script.MIXED, np.int8)
        label[t >= RATIO * s] = Script.HANT
        label[s >= RATIO * t] = Script.HANS
        label[s + t < LEAST] = Script.NEUTRAL
        foreign = self.count(tables.FOREIGN)
        label[foreign > FOREIGN_SHARE * (self.han + foreign)] = Script.FOREIGN
        return label

    @cached_property
    def label(self) -> Script:
        """The script of the text as a whole; ``FOREIGN`` for Japanese and Korean."""
        if self.total(tables.FOREIGN) > FOREIGN_SHARE * self.total(tables.HAN | tables.FOREIGN):
            return Script.FOREIGN
        chinese = self.labels != Script.FOREIGN
        s, t = int(self.simplified[chinese].sum()), int(self.traditional[chinese].sum())
        if s + t < LEAST:
            return Script.NEUTRAL
        if s >= RATIO * t:
            return Script.HANS
        return Script.HANT if t >= RATIO * s else Script.MIXED
