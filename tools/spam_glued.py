"""Lines that hold spam beside honest text, made from lines of both, with a label for each character.

For training the network of the spam stage and for weighing what it finds: spam before, behind and around headlines,
between sentences, inside clauses; and honest pieces put into honest text in the same way, so that a seam alone is no
evidence. What parts spam from text belongs to the spam.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

_PIECES = re.compile("(?<=[，,。！!？；;、_|/ -])")
_MARKS = re.compile("[，。；！？、：]")
_SIGNS = ("_", "-", "|", " ", "｜", "—", " - ", " | ", ",", "、", "/")
# How long a headline is, the name of a site or a section behind one, and what is put into a text or beside a headline.
HEADLINE, NAME = range(8, 37), range(2, 9)
MOST_PIECE, MOST_BESIDE, MOST_WITHIN = 70, 30, 24
Parts = list[tuple[str, bool]]


class Glued(NamedTuple):
    """A text and which of its characters are spam."""

    text: str
    spam: tuple[bool, ...]


class Gluer:
    """Puts pieces into texts. ``spam`` and ``honest`` give a line each, ``prose`` are lines to put them into."""

    def __init__(
        self, spam: Callable[[], str], honest: Callable[[], str], prose: Sequence[str], chance: random.Random
    ) -> None:
        self._spam, self._honest, self._prose, self._chance = spam, honest, prose, chance
        self._headlines = [line for line in prose if len(line) in HEADLINE]
        self._names = [line for line in prose if len(line) in NAME]

    def line(self, spam: bool = True) -> Glued:
        """One line with a piece of spam in it, or with an honest piece."""
        piece = self.piece(spam)
        parts = self._headed(piece, spam) if self._chance.random() < 0.3 else self._inside(piece, spam)
        return Glued("".join(text for text, _ in parts), tuple(label for text, label in parts for _ in text))

    def piece(self, spam: bool) -> str:
        """A line or some clauses of it."""
        chance = self._chance
        line = (self._spam if spam else self._honest)().strip()
        parts = [part for part in _PIECES.split(line) if len(part) >= 5]
        if len(line) > 30 and parts and chance.random() < 0.5:
            at = chance.randrange(len(parts))
            line = "".join(parts[at : at + chance.choice([1, 1, 2, 3])])
        return line[:MOST_PIECE].strip()

    def _headed(self, piece: str, spam: bool) -> Parts:
        """A headline with the piece before it, behind it, or with two pieces around it."""
        chance = self._chance
        headline, sign = self._headline(), chance.choice(["", "", "", *_SIGNS])
        dice = chance.random()
        if dice < 0.4:
            return [(piece + sign, spam), (headline, False)]
        if dice < 0.65:
            return [(headline, False), (sign + piece, spam)]
        other = sign if chance.random() < 0.7 else chance.choice(["", *_SIGNS])
        last = other + self.piece(spam)[:MOST_WITHIN]
        return [(piece[:MOST_BESIDE] + sign, spam), (headline, False), (last, spam)]

    def _headline(self) -> str:
        """A headline, now and then with the name of its section and its site."""
        chance = self._chance
        line = chance.choice(self._headlines)
        sign = chance.choice("_-| ")
        names = chance.choices(self._names, k=chance.choice([1, 1, 2])) if chance.random() < 0.3 and self._names else []
        return sign.join([line, *names])

    def _inside(self, piece: str, spam: bool) -> Parts:
        """A line of prose with the piece at an end, behind a mark, before the last one, or inside a clause."""
        chance = self._chance
        text = chance.choice(self._prose)
        marks = [match.end() for match in _MARKS.finditer(text)]
        dice = chance.random()
        if dice < 0.22:
            at = len(text)
        elif dice < 0.34:
            at = 0
        elif dice < 0.44 and marks:
            at = marks[-1] - 1
        elif dice < 0.8 and marks:
            at = chance.choice(marks)
        else:
            at = chance.randint(0, len(text))
            piece = piece[:MOST_WITHIN] if chance.random() < 0.7 else piece
        before, after = chance.choice(["", "", "", "", " "]), chance.choice(["", "", "", "", " "])
        return [(text[:at], False), (before + piece + after if spam else piece, spam), (text[at:], False)]
