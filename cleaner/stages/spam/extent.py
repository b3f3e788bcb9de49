"""How far what is spam in a line reaches: over more of the same, not over headlines and text of the other script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from cleaner.fold import fold
from cleaner.patterns import count_han
from cleaner.stages.spam.bounds import without_headlines as apart_from_headlines
from cleaner.stages.spam.findings import REST, Finding
from cleaner.stages.spam.model import Model
from cleaner.stages.spam.page import Page
from cleaner.stages.spam.reading import Strength
from cleaner.stages.spam.runs import is_label

# What the n-grams, and they and the network together, say at most of a headline between pieces of spam: of one of so
# many characters, and of a shorter one, which tells less.
TOLD, HONEST, SHORT_HONEST = 10, (0.0, -3.0), (-2.5, -8.0)
# What the n-grams say at least of a piece beside a finding that is more of the same; what they say at most of one that
# is none, where it is set apart.
MORE, OWN = 3.5, -1.5
_APART = tuple(" 。！？!?")
_BLANKS = " \u3000|_"


class Extent(NamedTuple):
    """Tells of the findings on a page how far they reach, by what a model says of the pieces beside them."""

    page: Page
    model: Model

    def without_headlines(self, found: Finding) -> Iterator[Finding]:
        """The finding without the headlines between its pieces, which the models take for text of its own."""
        for start, end in apart_from_headlines(self.page.lines.text, found.start, found.end, self._honest):
            whole = found.whole and (start, end) == (found.start, found.end)
            yield replace(found, start=start, end=end, whole=whole)

    def _honest(self, piece: str) -> bool:
        strength = Strength(fold(piece), self.model)
        score = strength.score(0, len(piece))
        most, both = HONEST if len(piece) >= TOLD else SHORT_HONEST
        return score < most and score + strength.whole(0, len(piece)) < both

    def one_script(self, left: int, right: int) -> tuple[int, int]:
        """The bounds of a finding without the text of the other script that is glued to it."""
        gap = self.page.turn(left, right)
        if not gap:
            return left, right
        text = self.page.lines.text
        cut = next((i for i in range(*gap) if text[i] in _BLANKS), None)
        before, after = (left, gap[0] if cut is None else cut), (gap[1] if cut is None else cut + 1, right)
        spam, other = sorted((before, after), key=lambda b: self.score(text[slice(*b)]), reverse=True)
        return spam if self.score(text[slice(*other)]) < MORE else (left, right)

    def score(self, piece: str) -> float:
        """What the n-grams say of a piece."""
        return Strength(piece, self.model).score(0, len(piece))

    def widened(self, found: list[Finding], start: int, end: int, more: float) -> list[Finding]:
        """The findings of a line; one that takes the whole line where nothing else, or only more spam, stands in it.

        More spam is what the model gives ``more`` points. A line that turns from one script to the other is two.
        """
        if not found or self.page.turn(start, end):
            return found
        text = self.page.lines.text
        rest = []
        at = start
        for each in found:
            rest.append(text[at : each.start])
            at = each.end
        rest.append(text[at:end])
        clean = [piece for piece in rest if not self._spammy(piece, more)]
        size = [count_han(piece) for piece in clean]
        letters = sum(c.isalnum() for piece in clean for c in piece)
        all_han = count_han(text, start, end)
        if (
            any(map(self._own_text, clean))
            or max(size, default=0) > REST
            or (sum(size) > REST and sum(size) > 0.15 * all_han)
            or letters > 3 * REST
        ):
            return found
        top = max(found, key=lambda f: f.run.points)
        return [Finding(top.line, start, end, True, top.run, top.threshold, top.notes)]

    def _own_text(self, piece: str) -> bool:
        """Whether the model takes a short piece beside a finding for no spam, sooner where it is set apart."""
        short = piece.strip()
        if count_han(short) < 2:
            return False
        if is_label(short):
            return True
        apart = piece[:1] in _APART or piece[-1:] in _APART
        return Strength(short, self.model).score(0, len(short), 1) < (OWN if apart else 2 * OWN)

    def _spammy(self, piece: str, more: float) -> bool:
        """Whether the model takes a piece beside a finding for more of the same."""
        piece = piece.strip()
        return len(piece) > REST and Strength(piece, self.model).score(0, len(piece)) >= more
