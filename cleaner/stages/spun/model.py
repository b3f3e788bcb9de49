"""How likely words are, alone and beside each other: a small word bigram model (``tools/build_spun_model.py``)."""

from __future__ import annotations

import gzip
import re
from functools import cache
from importlib.resources import files
from math import log10
from typing import NamedTuple, Protocol

from cleaner.config import Config
from cleaner.errors import ConfigError
from cleaner.extras import require

# What a character that the lexicon does not hold is given (log10 of its rate).
_UNKNOWN = -7.5
# The part of a count that is given to pairs that were not seen.
_DISCOUNT = 0.75
# Unseen is not impossible: a pair that is not listed has at least this part of the second word's rate.
_LEAST_BACK = 0.4
# So many steps of a KenLM model are kept in memory.
_REMEMBERED = 300_000
# The followers of so many words are kept.
_REMEMBERED_WORDS = 4096
_FOLLOWER = re.compile(r"(\D+)(\d*)")


class Scorer(Protocol):
    """What the decoder asks of a language model."""

    longest: int

    def __contains__(self, word: str) -> bool:
        """Whether the model knows the word."""

    def begins(self, start: str) -> bool:
        """Whether a longer word that the model knows begins so."""

    def step(self, last: str | None, word: str) -> float:
        """log10 of the probability of ``word`` after ``last`` (``None``: after a mark or at the start)."""


class Bigrams:
    """Word rates, and counts of pairs, smoothed by absolute discounting."""

    def __init__(self, rates: dict[str, float], rows: dict[str, str]) -> None:
        self.rates = rates
        # By first word its count and its followers with theirs, as in the file: a page asks for few of them.
        self._rows = rows
        self._known: dict[str, _Followers | None] = {}
        self._starts = {word[:size] for word in rates for size in range(1, len(word))}
        self.longest = max(map(len, rates), default=1)

    def __contains__(self, word: str) -> bool:
        """Whether the model knows the word."""
        return word in self.rates

    def begins(self, start: str) -> bool:
        """Whether a longer word that the model knows begins so."""
        return start in self._starts

    def rate(self, word: str) -> float:
        """log10 of how often the word stands among all words; a fixed low value for an unknown one."""
        return self.rates.get(word, _UNKNOWN if len(word) == 1 else 2 * _UNKNOWN)

    def step(self, last: str | None, word: str) -> float:
        """log10 of the probability of ``word`` after ``last``."""
        alone = self.rates.get(word, _UNKNOWN)
        if last is None or (after := self._after(last)) is None:
            return alone
        return log10(after.shares.get(word, 0.0) + after.left * 10.0**alone)

    def _after(self, first: str) -> _Followers | None:
        """What follows a word, read from its row when it is first asked for."""
        if first not in self._known:
            if len(self._known) > _REMEMBERED_WORDS:
                self._known.clear()
            row = self._rows.get(first)
            self._known[first] = None if row is None else _read(row)
        return self._known[first]


class _Followers(NamedTuple):
    """The words after one, each with its share less the discount, and what is left for all others."""

    shares: dict[str, float]
    left: float


def _read(row: str) -> _Followers:
    """The followers in a row of the file: the count of the word, then each follower with its count, if above 1."""
    total, *rest = row.split(" ")
    whole = int(total)
    counts = {m[1]: int(m[2] or 1) for m in map(_FOLLOWER.fullmatch, rest) if m}
    # What is left for pairs that are not listed: the discounts, and all that were seen and not kept.
    left = max((_DISCOUNT * len(counts) + whole - sum(counts.values())) / whole, _LEAST_BACK)
    return _Followers({word: max(count - _DISCOUNT, 0.0) / whole for word, count in counts.items()}, left)


class KenLM:
    """A KenLM model of words as a ``Scorer``, such as ``zh_CN.lm`` of Debian's ``libime-data-language-model``.

    Raises ``ConfigError`` if the file cannot be read, ``MissingExtraError`` if ``kenlm`` is not installed.
    """

    longest = 5

    def __init__(self, path: str) -> None:
        kenlm = require("kenlm", "kenlm")
        quiet = kenlm.Config()
        quiet.show_progress, quiet.arpa_complain = False, kenlm.ARPALoadComplain.NONE
        try:
            self._model = kenlm.Model(path, quiet)
        except (OSError, RuntimeError):  # whose words tell a line of C++
            raise ConfigError(f"spun_model: {path}: cannot be read as a KenLM model") from None
        self._state, self._nothing = kenlm.State, kenlm.State()
        self._model.NullContextWrite(self._nothing)
        self._after: dict[str | None, object] = {None: self._nothing}
        self._steps: dict[tuple[str | None, str], float] = {}

    def __contains__(self, word: str) -> bool:
        """Whether the model knows the word."""
        return word in self._model

    def begins(self, start: str) -> bool:
        """Whether a longer word may begin so: the model does not tell."""
        return len(start) < self.longest

    def step(self, last: str | None, word: str) -> float:
        """log10 of the probability of ``word`` after ``last``."""
        if len(self._steps) > _REMEMBERED:
            self._steps, self._after = {}, {None: self._nothing}
        if (last, word) not in self._steps:
            if last not in self._after:
                self._after[last] = self._state()
                self._model.BaseScore(self._nothing, last, self._after[last])
            self._steps[last, word] = float(self._model.BaseScore(self._after[last], word, self._state()))
        return self._steps[last, word]


@cache
def scorer(path: str | None = None) -> Scorer:
    """The KenLM model in a file, ours for ``None``; read once a process."""
    return KenLM(path) if path else bigrams()


def ensure_model(config: Config) -> None:
    """Read the model that the config names, if it will be asked; raises as ``KenLM`` does."""
    if config.spun == "restore" and config.spun_model:
        scorer(config.spun_model)


@cache
def bigrams() -> Bigrams:
    """The model that comes with the package, read when a page first asks for it."""
    raw = files("cleaner.data").joinpath("models/spun-words.txt.gz").read_bytes()
    lexicon, _, following = gzip.decompress(raw).decode("utf-8").partition("\n\n")
    rates = {}
    for line in lexicon.splitlines()[1:]:
        level, *words = line.split(" ")
        rates.update(dict.fromkeys(words, -int(level) / 20))
    rows = {}
    for line in following.splitlines():
        first, _, row = line.partition(" ")
        rows[first] = row
    return Bigrams(rates, rows)
