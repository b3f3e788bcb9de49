"""One way to turn a misread line back, how good it is, and what it must reach."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import compress
from math import prod
from typing import NamedTuple

import numpy as np

from cleaner.character_model import model
from cleaner.patterns import lazy
from cleaner.stages.encoding.eaten import BREAK
from cleaner.stages.encoding.policies import OUTLANDISH, Habit
from cleaner.stages.encoding.search import Doubt

_HAN = lazy("[\u3400-\u9fff\u3001-\u3002\uff01-\uff1f\u201c\u201d\u2026\u2014\u300a\u300b]")
QUESTION = 4.0  # nats that a ``?`` costs where it may be a lost character
_BEFORE_WIDE = re.compile("(?<![!-~])\\?(?=[^\\s!-~])")
_VERIFIED = 1.2  # nats a character that a verified repair is ahead
# Characters chosen with little to go by: of a long text this share, of a short one so many more. Codecs that leave
# enough to go by have 0 to .23 in lines of 30, what loses most of each character has .31 to .67.
_MOST_DOUBTFUL, _SOME_DOUBTFUL = 0.2, 3.5
# Where what was lost left no mark, nobody knows how many characters it was: with so many lost, few may be open.
_MUCH_LOST, _MOST_OPEN, _SOME_OPEN = 0.4, 0.05, 2.5
_DEAREST = 1.5  # nats a character: so many ``?`` are marks of losses
_MOST_BLIND = 0.25  # beyond it half of them are wrong, and the line with its ``?`` says more
# Nats a character that a repair must reach: UTF-8 proves itself, pairs of bytes are characters of some kind anyway.
_LEAST_UTF8, _LEAST_PAIRS = -10.0, -9.5
_OUTLANDISH, _OUTLANDISH_GUESSED = 1.0, 2.5  # nats more in code pages that Chinese text is hardly ever read in
# The chance of a character that is written, in a line that is mostly known and in one that is mostly invented; and the
# share of such a line that must be known or as likely. A swallowed blank or line end is right more often than said.
_LEAST_CHANCE, _LEAST_BLANK, _LEAST_SURE, _MOSTLY_SURE = 0.4, 0.25, 0.9, 0.6
_BLANKS = frozenset((" ", BREAK))
# The chance of each character, and of one by itself, where not one is known: of lines of two and more with less, on
# pages that were misread so, .39 were right, of those with more .9; of single ones .15 and 1.
_LEAST_TOGETHER, _LEAST_ALONE = 0.7, 0.9
_MOST_WRONG = (
    0.1  # of the characters that are not ASCII, where reading the text so again does not give what stood there
)
_LOST_PRICE = 3.0  # nats a character: what a text must read better if all of it was chosen by the model


class Told(NamedTuple):
    """What is written of a misread line: how likely all of it is right, how many characters are left open."""

    text: str
    chance: float
    open: int


class Doubts(NamedTuple):
    """The close choices in a text that was written in ``codec`` and read with ``habit``; the lead of each character."""

    codec: str
    habit: Habit
    rows: tuple[Doubt, ...]
    leads: tuple[float, ...]


class Candidate(NamedTuple):
    """One way to turn a text back.

    step, kind: what was read as what, with the habit and without it.  verified: whether misreading it gives the
    observed text.  mean: how well it reads, in nats a character.  lead: of the closest choice, infinite without one.
    score: log probability of the text.  lost: the share of characters that were chosen.  doubtful: how many of them
    another one is nearly as likely for.  blind: the share of characters that were chosen with no byte known.
    price: nats for what it takes besides: characters of which nothing is left, a rare kind of program.
    gaps: how many lost characters have the replacement character in the text.  unmarked: whether losses left no mark.
    chances: how likely each character is right; none where nothing was chosen.
    doubts: the close choices, if there are any.
    """

    text: str
    step: str
    kind: str
    verified: bool
    mean: float = 0.0
    lead: float = np.inf
    score: float = 0.0
    lost: float = 0.0
    doubtful: int = 0
    blind: float = 0.0
    price: float = 0.0
    gaps: int = 0
    unmarked: bool = False
    chances: tuple[float, ...] = ()
    doubts: Doubts | None = None

    @property
    def exact(self) -> bool:
        """Whether no choice was made, and misreading it gives the observed text."""
        return self.verified and self.lead == np.inf

    @property
    def invented(self) -> bool:
        """Whether so many characters were chosen with little to go by that the text is the model's, not the page's."""
        size = len(self.text)
        most = _MOST_DOUBTFUL * size + _SOME_DOUBTFUL
        if self.unmarked and self.lost >= _MUCH_LOST:
            most = _MOST_OPEN * size + _SOME_OPEN
        return self.doubtful > most or self.blind > _MOST_BLIND or self.price > _DEAREST * size

    @property
    def ruined(self) -> bool:
        """Whether the text is an invention, of which nobody knows what is sure, or less than most."""
        if not self.verified and sum(1 - chance for chance in self.chances) > _MOST_WRONG * wide(self.text):
            return True
        if self.chances and self._groundless:
            return True
        if not self.verified or self.unmarked:
            return self.invented
        return self.invented and sum(c >= _LEAST_SURE for c in self.chances) < _MOSTLY_SURE * len(self.text)

    @property
    def _groundless(self) -> bool:
        """Whether all was chosen but ASCII characters, and not all of it is likely."""
        chosen = [chance for char, chance in zip(self.text, self.chances, strict=True) if char > "\x7f"]
        least = _LEAST_ALONE if len(chosen) == 1 else _LEAST_TOGETHER
        return bool(chosen) and max(chosen) < 1 and min(chosen) < least

    @property
    def told(self) -> Told:
        """The text with U+FFFD for what is more likely wrong than right, and the chance of the rest."""
        if not self.chances:
            return Told(self.text, 1.0, self.gaps)
        least, blank = (_LEAST_SURE, _LEAST_SURE) if self.invented else (_LEAST_CHANCE, _LEAST_BLANK)
        rows = list(zip(self.text, self.chances, strict=True))
        kept = [chance >= (blank if char in _BLANKS else least) for char, chance in rows]
        text = "".join(char if keep else "\ufffd" for (char, _), keep in zip(rows, kept, strict=True))
        return Told(text, prod(compress(self.chances, kept)), text.count("\ufffd"))

    @property
    def rank(self) -> float:
        """How good it is beside others."""
        pairs = not self.kind.startswith("utf-8")
        price = self.price or (_asked(self.text) if pairs and "?" in self.text else 0.0)
        return self.mean + _VERIFIED * self.verified - price / len(self.text)


@lru_cache(1 << 10)
def _asked(text: str) -> float:
    """Nats that the ``?`` of a text cost: among wide ones also what it is to ask there (什么? and not 屬，?綜)."""
    links = model().links(text)
    return QUESTION * text.count("?") - sum(float(links[each.start()]) for each in _BEFORE_WIDE.finditer(text))


def wide(text: str) -> int:
    """How many characters of ``text`` are not ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))


def varied(candidate: Candidate) -> bool:
    """Whether a repaired text holds several different characters, and not one again and again."""
    enough = 2 if candidate.exact and candidate.kind.startswith("utf-8") else 3
    kinds: set[str] = set()
    for match in _HAN.finditer(candidate.text):
        kinds.add(match[0])
        if len(kinds) == enough:
            return True
    return len(kinds) >= sum(c > "\x7f" for c in candidate.text)


def least_mean(candidate: Candidate, known: bool) -> float:
    """Nats a character that a candidate must reach; ``known``: on a page that was misread so."""
    least = 0.0 if candidate.verified else 1.0
    outlandish = candidate.kind.partition(" as ")[2] in OUTLANDISH and not candidate.kind.startswith("utf-8")
    if outlandish and not known:
        least += _OUTLANDISH if candidate.exact else _OUTLANDISH_GUESSED
    if candidate.step.startswith("utf-8"):
        return _LEAST_UTF8 + least
    return _LEAST_PAIRS + _LOST_PRICE * candidate.lost + least
