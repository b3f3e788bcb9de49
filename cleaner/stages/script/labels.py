"""Which script each paragraph is written in, from characters that only one of the two scripts has.

Japanese, Korean and Cantonese paragraphs are told apart: their characters mean other things, or no table is made for
them, so nobody converts them.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from cleaner.fold import counters
from cleaner.lines import Lines
from cleaner.once import once
from cleaner.stages.script import tables
from cleaner.stages.script.dictionaries import decode
from cleaner.stages.script.glyphs import SEEN, Standard, region, regions, standard
from cleaner.stages.script.japanese import LEAST as KANJI_LEAST
from cleaner.stages.script.japanese import SHARE as KANJI_SHARE
from cleaner.stages.script.japanese import japanese_spans, kanji_alone, names_alone
from cleaner.stages.script.protect import protected_spans
from cleaner.stages.script.tables import Codes

Ints = NDArray[np.int64]
Choice = NDArray[np.bool_]

# A paragraph is in one script when the other has at most a fourth of its evidence, and in none below two characters.
RATIO = 4
LEAST = 2
# More kana or hangul than this share of Han: Japanese or Korean, where the same characters mean other things.
FOREIGN_SHARE = 0.1
# So many characters that only Cantonese writes (嘅 咗 啲 …), and such a share of Han: a Cantonese paragraph.
CANTONESE_LEAST, CANTONESE_SHARE = 2, 0.04

LABELS = NEUTRAL, HANS, HANT, MIXED, FOREIGN, CANTONESE = range(6)
NAMES = {HANS: "hans", HANT: "hant", MIXED: "mixed"}
# The script by three answers: whether it is clearly Simplified (1), Traditional (2), and hardly shows anything (4).
_SCRIPTS = np.array([MIXED, HANS, HANT, HANS, *[NEUTRAL] * 4], np.int8)
# And where a text has characters of one script only: by whether a paragraph has enough of them.
_ONE_SCRIPT = {script: np.array([NEUTRAL, script], np.int8) for script in (HANS, HANT)}
_WIDTH = 21  # bits of a number of characters
_MOST = (1 << _WIDTH) - 1


class Paragraphs:
    """The lines of a text with their evidence; line ``i`` is ``text[starts[i]:ends[i]]``, newline included.

    parts: which of them are but sentences of a line that shows both scripts.
    """

    def __init__(self, text: str, code: Codes, starts: Ints, ends: Ints, parts: Choice | None = None) -> None:
        self.text = text
        self.codes = code
        self.kinds: NDArray[np.uint8] = tables.kinds().take(code)
        self.starts = starts
        self.ends = ends
        self.parts = parts
        self._held: dict[tuple[int, str], bool] = {}

    @classmethod
    def of(cls, text: str) -> Paragraphs:
        """The paragraphs of a text that is not empty."""
        return cls.among(Lines(text))

    @classmethod
    def among(cls, lines: Lines) -> Paragraphs:
        """The paragraphs of a text that is given by its lines, and is not empty."""
        text, number = lines.text, len(lines) - lines.text.endswith("\n")
        ends = np.empty(number, np.int64)
        ends[:-1], ends[-1] = lines.starts[1:number], len(text)
        return cls(text, lines.points, lines.starts[:number], ends)

    def line(self, place: int) -> str:
        """The text of one paragraph."""
        return self.text[int(self.starts[place]) : int(self.ends[place])]

    def holds(self, place: int, words: str) -> bool:
        """Whether a paragraph holds some words; asked once for each, for a paragraph may be the whole text."""
        if (place, words) not in self._held:
            self._held[place, words] = words in self.line(place)
        return self._held[place, words]

    def become(self, code: Codes) -> Paragraphs:
        """The same paragraphs with other characters (their text is left out)."""
        return Paragraphs("", code, self.starts, self.ends)

    def label_of(self, code: Codes) -> int:
        """The label of the text as a whole with other characters, of which none is Japanese or Korean that was not."""
        if self.total(tables.FOREIGN) or self.total(tables.JAPANESE) >= KANJI_LEAST:
            return self.become(code).label
        kinds = tables.kinds().take(code)
        s, t = (int(np.count_nonzero(kinds & bit)) for bit in (tables.SIMPLIFIED, tables.TRADITIONAL))
        return _label(s if t else s + int(np.count_nonzero(kinds & tables.PRINTED)), t)

    def count(self, bit: int) -> Ints:
        """How many characters with this bit each paragraph holds."""
        number = self.total(bit)
        if len(self.starts) == 1:
            return np.array([number])
        if not number:
            return np.zeros(len(self.starts), np.int64)
        return np.add.reduceat((self.kinds & bit) != 0, self.starts, dtype=np.int64)

    def total(self, bit: int) -> int:
        """How many characters with this bit the text holds."""
        return self._totals[bit]

    @once
    def _totals(self) -> dict[int, int]:
        """How many characters with each of the bits the text holds."""
        number = np.bincount(self.kinds)
        return dict(zip(tables.BITS, number.dot(tables.held_bits()[: len(number)]).tolist(), strict=True))

    @once
    def _evidence(self) -> tuple[Ints, Ints, Ints]:
        """How many Simplified, Traditional and Han characters each paragraph holds, all in one sum."""
        if len(self.starts) == 1 or len(self.codes) >= 1 << _WIDTH:
            return self.count(tables.SIMPLIFIED), self.count(tables.TRADITIONAL), self.count(tables.HAN)
        seen = counters((tables.SIMPLIFIED, tables.TRADITIONAL, tables.HAN), _WIDTH)
        sums = np.add.reduceat(seen.take(self.kinds), self.starts).view(np.int64)
        return sums & _MOST, sums >> _WIDTH & _MOST, sums >> 2 * _WIDTH

    @once
    def simplified(self) -> Ints:
        """Simplified-only characters in each paragraph; where none is Traditional, those of old prints as well."""
        strict = self._evidence[0]
        if not self.total(tables.PRINTED):
            return strict
        return np.where(self.traditional == 0, strict + self.count(tables.PRINTED), strict)

    @once
    def traditional(self) -> Ints:
        """Traditional-only characters in each paragraph."""
        return self._evidence[1]

    @once
    def han(self) -> Ints:
        """Han characters in each paragraph."""
        return self._evidence[2]

    @once
    def scripts(self) -> NDArray[np.int8]:
        """The script of each paragraph, whatever its language (``NEUTRAL`` … ``MIXED``)."""
        s, t = self.simplified, self.traditional
        if not self.total(tables.TRADITIONAL):
            return _ONE_SCRIPT[HANS].take(s >= LEAST)
        if not self.total(tables.SIMPLIFIED) and not self.total(tables.PRINTED):
            return _ONE_SCRIPT[HANT].take(t >= LEAST)
        label: NDArray[np.int8] = _SCRIPTS.take((s >= RATIO * t) + 2 * (t >= RATIO * s) + 4 * (s + t < LEAST))
        return label

    @once
    def foreign(self) -> Ints:
        """Kana and Hangul in each paragraph; those of titles and names in a Chinese sentence count for nothing."""
        number = self.count(tables.FOREIGN)
        text = self.text or decode(self.codes)
        for place in np.flatnonzero(number > FOREIGN_SHARE * (self.han + number)).tolist():
            if names_alone(text[int(self.starts[place]) : int(self.ends[place])]):
                number[place] = 0
        return number

    @once
    def kanji(self) -> Choice:
        """The paragraphs in Japanese without kana: all of a text that is, or those that show it themselves."""
        found = np.zeros(len(self.starts), bool)
        number = self.total(tables.JAPANESE)
        if number < KANJI_LEAST:
            return found
        text = self.text or decode(self.codes)
        if number >= KANJI_SHARE * self.total(tables.HAN) and kanji_alone(text):
            return ~found
        many = self.count(tables.JAPANESE)
        for place in np.flatnonzero((many >= KANJI_LEAST) & (many >= KANJI_SHARE * self.han)).tolist():
            found[place] = kanji_alone(text[int(self.starts[place]) : int(self.ends[place])])
        return found

    @once
    def labels(self) -> NDArray[np.int8]:
        """The label of each paragraph (``NEUTRAL`` … ``CANTONESE``)."""
        label = self.scripts
        if self.total(tables.FOREIGN):
            label = label.copy()
            label[self.foreign > FOREIGN_SHARE * (self.han + self.foreign)] = FOREIGN
        if self.total(tables.JAPANESE) >= KANJI_LEAST:
            label = np.where(self.kanji, np.int8(FOREIGN), label)
        if self.total(tables.CANTONESE) >= CANTONESE_LEAST:
            label = np.where(self.spoken & (label != FOREIGN), np.int8(CANTONESE), label)
        return label

    @once
    def spoken(self) -> Choice:
        """The paragraphs in Cantonese; in a text that is, also short ones that show it once or not at all."""
        number, han = self.count(tables.CANTONESE), self.han
        whole = self.total(tables.CANTONESE) >= CANTONESE_SHARE * self.total(tables.HAN)
        found: Choice = (number >= CANTONESE_LEAST - whole) & (number >= CANTONESE_SHARE * han)
        return found | (number + 1 >= CANTONESE_SHARE * han) if whole else found

    @once
    def chinese(self) -> Choice:
        """The paragraphs that may be converted."""
        chosen: Choice = self.labels < FOREIGN
        return chosen

    @once
    def majority(self) -> int:
        """``HANS`` or ``HANT``, whichever more of the text is written in."""
        if self.label in (HANS, HANT):
            return self.label
        hans, hant = (int(self.han[self.labels == each].sum()) for each in (HANS, HANT))
        if hans == hant:  # paragraphs in both scripts, or as many of each: the evidence decides
            hans, hant = int(self.simplified.sum()), int(self.traditional.sum())
        return HANS if hans >= hant else HANT

    @once
    def language(self) -> str:
        """``japanese``, ``korean`` or ``cantonese`` where most of the text is; empty for other Chinese."""
        if self.label == FOREIGN:
            hangul = int(np.count_nonzero((self.codes >= 0xAC00) & (self.codes < 0xD7A4)))
            return "korean" if 2 * hangul > self.total(tables.FOREIGN) else "japanese"
        if self.total(tables.CANTONESE) < CANTONESE_LEAST:  # no paragraph is
            return ""
        spoken = int(self.han[self.labels == CANTONESE].sum())
        return "cantonese" if 2 * spoken > self.total(tables.HAN) else ""

    @once
    def confidence(self) -> float:
        """How sure the label of the text is: the expected share of its script in the evidence (Jeffreys' prior)."""
        s, t = self.evidence
        most = min(s, t) if self.label == MIXED else max(s, t)
        return (most + 0.5) / (s + t + 1) * (2 if self.label == MIXED else 1)

    @once
    def evidence(self) -> tuple[int, int]:
        """How many characters of the text are Simplified, and how many Traditional."""
        s, t = self.total(tables.SIMPLIFIED), self.total(tables.TRADITIONAL)
        return (s, t) if t else (s + self.total(tables.PRINTED), 0)

    @once
    def label(self) -> int:
        """The label of the text as a whole; ``FOREIGN`` for Japanese and Korean."""
        foreign = int(self.foreign.sum()) if self.total(tables.FOREIGN) else 0
        s, t = self.evidence
        kanji = int(self.han[self.kanji].sum()) if self.total(tables.JAPANESE) >= KANJI_LEAST else 0
        if foreign or kanji:
            han = self.total(tables.HAN)
            if foreign > FOREIGN_SHARE * (han + foreign) or 2 * kanji > han:
                return FOREIGN
            known = self.labels != FOREIGN
            s, t = int(self.simplified[known].sum()), int(self.traditional[known].sum())
        return _label(s, t)

    @once
    def traditional_codes(self) -> Codes:
        """The code points of the paragraphs that are Traditional, or in part."""
        wanted = self.scripts >= HANT
        all_ = np.count_nonzero(wanted) == len(wanted)
        return self.codes if all_ else self.codes[np.repeat(wanted, self.ends - self.starts)]

    @once
    def glyphs(self) -> tuple[Standard, str]:
        """The standard of glyphs of the Traditional text, and what shows it."""
        return standard(self.traditional_codes)

    @once
    def region(self) -> str:
        """The region that the words of the Traditional text come from; empty where they do not tell."""
        return region(self.regions)

    @once
    def regions(self) -> Counter[str]:
        """How many different words of each region the Traditional text has."""
        chosen = self.traditional_codes
        return regions(self.text if chosen is self.codes and self.text else decode(chosen[:SEEN]))

    def protected(self, names: tuple[str, ...], written: bool) -> list[tuple[int, int]]:
        """The spans that no conversion may touch (arguments as of ``protected_spans``)."""
        japanese = japanese_spans(self.text, self.total(tables.FOREIGN) > 0, self.total(tables.JAPANESE) > 0)
        return [*protected_spans(self.text, names, written), *japanese]


def _label(s: int, t: int) -> int:
    """The label of a text with so many Simplified and so many Traditional characters."""
    if s + t < LEAST:
        return NEUTRAL
    if s >= RATIO * t:
        return HANS
    return HANT if t >= RATIO * s else MIXED
