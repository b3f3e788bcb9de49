"""Texts with one phrase put in again and again, spam or honest, to weigh what tells the two (``fit_spam_odds``)."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence

# Of a text so much is used; it must hold so many sentences. How long a phrase is, and how often it is put in.
LONGEST, SENTENCES, PHRASE, TIMES = 3000, 6, range(4, 31), (3, 8)
_SENTENCE = re.compile("(?<=[。！？\n])")
_CLAUSE = re.compile("(?<=[，；、：])")
_PIECES = re.compile("[，,。！!；;、_|\\s]")
_STOP = "。！？"
# How long a name is, and what stands for it; characters that are in few names.
NAME, LONGEST_NAME = range(3, 7), 9
_NAME = re.compile("[^的了是在和有不我他她们这那就也都而与及或但于为以被把从到对将会能要可已经其之所使让\\W\\da-z]+")


class Repeater:
    """Puts phrases into ``texts``; ``spam`` and ``honest`` give a line each, of which a piece is taken."""

    def __init__(
        self, spam: Callable[[], str], honest: Callable[[], str], texts: Sequence[str], chance: random.Random
    ) -> None:
        self._spam, self._honest, self._chance = spam, honest, chance
        self._texts = [text[:LONGEST] for text in texts if len(_SENTENCE.split(text[:LONGEST])) > SENTENCES]

    def text(self, spam: bool) -> tuple[str, str]:
        """A text with a phrase put in, and the phrase; each text puts it into the same kind of place."""
        phrase = self.phrase(spam)
        parts = _SENTENCE.split(self._chance.choice(self._texts))
        times = min(len(parts), self._chance.randint(*TIMES))
        put = self._chance.choice([self._behind, self._within, self._before, self._anywhere, self._mixed])
        for number in self._chance.sample(range(len(parts)), times):
            parts[number] = put(parts[number], phrase)
        return "".join(parts), phrase

    def named(self) -> str:
        """A text in whose sentences an honest phrase has the place of a name."""
        while True:
            text = self._chance.choice(self._texts)
            words = Counter(text[at : at + size] for size in NAME for at in range(len(text) - size))
            names = [word for word, times in words.items() if TIMES[0] <= times <= 12 and _NAME.fullmatch(word)]
            if names:
                return text.replace(max(names, key=len), self._name())

    def _name(self) -> str:
        while True:
            phrase = self.phrase(spam=False)
            if len(phrase) <= LONGEST_NAME:
                return phrase

    def phrase(self, spam: bool) -> str:
        """A short line or a clause of one."""
        while True:
            line = (self._spam if spam else self._honest)().strip()
            parts = [line, *_PIECES.split(line)]
            if fit := [part for part in parts if len(part) in PHRASE]:
                return self._chance.choice(fit)

    def _behind(self, sentence: str, phrase: str) -> str:
        """Before the mark that ends the sentence."""
        body = sentence.rstrip(f"{_STOP}\n")
        return body + phrase + sentence[len(body) :]

    def _within(self, sentence: str, phrase: str) -> str:
        """Between two clauses."""
        parts = _CLAUSE.split(sentence)
        parts.insert(self._chance.randint(1, len(parts)) if len(parts) > 1 else 0, phrase)
        return "".join(parts)

    def _before(self, sentence: str, phrase: str) -> str:
        """Before the sentence, behind the one before it."""
        return phrase + sentence

    def _anywhere(self, sentence: str, phrase: str) -> str:
        """In the middle of a clause."""
        at = self._chance.randint(0, len(sentence.rstrip("\n")))
        return sentence[:at] + phrase + sentence[at:]

    def _mixed(self, sentence: str, phrase: str) -> str:
        put = self._chance.choice([self._behind, self._within, self._before, self._anywhere])
        return put(sentence, phrase)
