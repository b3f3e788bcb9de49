"""Decode a run of Han characters in which some stretches may be read in two ways.

The lattice is made of characters, not of segmented words: the tools replaced across word boundaries, so the words of
the original may begin inside a replacement and end outside it. A reading is a way through the lattice cut into words;
its score is the sum of what the model gives each word after the one before. One forward and one backward pass give,
for each alternative, the best reading with it and the best one without it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from cleaner.stages.spun.model import Scorer

_LOW = float("-inf")


class Alternative(NamedTuple):
    """``new`` may stand for ``run[start:end]``; ``bias`` (log10) speaks for it before the context does."""

    start: int
    end: int
    new: str
    bias: float = 0.0


class _Word(NamedTuple):
    """An edge of the lattice of words, from node to node; it stands for ``run[first:past]``."""

    start: int
    end: int
    text: str
    bias: float
    used: tuple[int, ...]
    first: int
    past: int


def margins(run: str, alternatives: Sequence[Alternative], model: Scorer) -> list[float]:
    """For each alternative: log10 of how much better the best reading with it is than the best one without it."""
    words, place = _words(run, alternatives, model)
    by_start: dict[int, list[int]] = defaultdict(list)
    by_end: dict[int, list[int]] = defaultdict(list)
    for number, word in enumerate(words):
        by_start[word.start].append(number)
        by_end[word.end].append(number)
    order = sorted(range(len(words)), key=lambda n: place[words[n].start])
    forward = [_LOW] * len(words)
    links: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for n in order:
        word = words[n]
        if word.start == 0:
            forward[n] = model.step(None, word.text) + word.bias
            continue
        for p in by_end[word.start]:
            gain = model.step(words[p].text, word.text) + word.bias
            links[p].append((n, gain))
            forward[n] = max(forward[n], forward[p] + gain)
    backward = [_LOW] * len(words)
    for n in reversed(order):
        last = words[n].end == len(run)
        backward[n] = 0.0 if last else max((gain + backward[q] for q, gain in links[n]), default=_LOW)
    through = [a + b for a, b in zip(forward, backward, strict=True)]
    return [_margin(k, a, words, through) for k, a in enumerate(alternatives)]


def _margin(k: int, alternative: Alternative, words: Sequence[_Word], through: Sequence[float]) -> float:
    """Best reading with alternative ``k`` less the best reading that takes the span in another way."""
    best = rival = _LOW
    for word, score in zip(words, through, strict=True):
        if k in word.used:
            best = max(best, score)
        elif word.first <= alternative.start < word.past:
            rival = max(rival, score)
    return best - rival if best > _LOW else _LOW


class _Step(NamedTuple):
    """An edge of the lattice of characters; ``used``: the alternative that it belongs to, −1 for none."""

    text: str
    end: int
    bias: float
    used: int
    first: int
    past: int


def _words(run: str, alternatives: Sequence[Alternative], model: Scorer) -> tuple[list[_Word], list[float]]:
    """Every word that the model knows (and every single character) on any way through the lattice.

    Nodes ``0 … len(run)`` are the places between the characters of the run; the others lie inside alternatives. The
    second value orders all nodes from left to right.
    """
    steps: dict[int, list[_Step]] = defaultdict(list)
    place = [float(i) for i in range(len(run) + 1)]
    for i, character in enumerate(run):
        steps[i].append(_Step(character, i + 1, 0.0, -1, i, i + 1))
    for k, (start, end, new, bias) in enumerate(alternatives):
        node = start
        for i, character in enumerate(new):
            following = end if i == len(new) - 1 else len(place)
            if following == len(place):
                place.append(start + (end - start) * (i + 1) / (len(new) + 1))
            steps[node].append(_Step(character, following, 0.0 if i else bias, k, start, end))
            node = following
    words: list[_Word] = []
    for node in range(len(place)):
        _grow(node, steps, model, words)
    return words, place


def _grow(node: int, steps: dict[int, list[_Step]], model: Scorer, words: list[_Word]) -> None:
    """Add the words that begin at ``node``."""
    longest, begins = model.longest, model.begins
    stack: list[tuple[int, str, float, tuple[int, ...], int, int]] = [(node, "", 0.0, (), len(steps) + 1, 0)]
    while stack:
        at, text, bias, used, first, past = stack.pop()
        for character, end, more, number, from_, to in steps[at]:
            longer = text + character
            known = not text or longer in model
            goes_on = len(longer) < longest and begins(longer)
            if known or goes_on:
                own = used if number < 0 or number in used else (*used, number)
                left, right = min(first, from_), max(past, to)
                if known:
                    words.append(_Word(node, end, longer, bias + more, own, left, right))
                if goes_on:
                    stack.append((end, longer, bias + more, own, left, right))
