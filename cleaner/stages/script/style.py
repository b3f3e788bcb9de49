"""Whose words a Traditional text has: those of the Mainland, or those of Taiwan and Hong Kong, whatever its characters.

No converter changes how a sentence is put, and those that put Taiwan's words for the Mainland's know a thousand; so the
characters and pairs of them in a text, folded to Simplified, tell who wrote it. They are weighed by a logistic
regression on text of both (``tools/fit_script_style.py``). What was written on the Mainland in Traditional looks the
same to it, and what it knows of stories is little, so it never speaks alone (see ``provenance``).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.points import blank
from cleaner.stages.script import tables
from cleaner.stages.script.tables import Codes

# So many numbers stand for all characters and pairs.
BITS = 16
# A text is looked at in pieces of so many characters, as many as there are whole ones, at most so many.
PIECE, PIECES = 2000, 3
_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_MIX, _KEPT = np.uint64(29), np.uint64(64 - BITS)
# Both scripts and all regions write these alike, or as a converter leaves them.
_LEFT_OUT = codes(" \t\n\u3000“”‘’「」『』\"'")


class Style(NamedTuple):
    """What each number of a character or pair weighs, in steps of ``step`` nats, and what is added."""

    weights: NDArray[np.int8]
    step: float
    bias: float


@cache
def _style() -> Style:
    with files("cleaner.data").joinpath("models/script_style.npz").open("rb") as file, np.load(file) as tables_:
        step, bias = tables_["units"].tolist()
        return Style(tables_["weights"], step, bias)


@cache
def _left_out() -> NDArray[np.bool_]:
    table = blank(bool)
    table[_LEFT_OUT] = True
    return table


def mainland(text: str) -> float:
    """The log odds, in nats, that the words of a Traditional text are the Mainland's; 0 of an empty one."""
    style, odds = _style(), []
    for number in range(max(1, min(PIECES, len(text) // PIECE))):
        there = numbers(codes(text[number * PIECE : (number + 1) * PIECE]))
        if len(there):
            odds.append(int(style.weights.take(there).sum(dtype=np.int64)) * style.step + style.bias)
    return sum(odds) / len(odds) if odds else 0.0


def numbers(text: Codes) -> NDArray[np.intp]:
    """The numbers of the Han characters of a text and of pairs of them, each once."""
    wide = tables.mapping("t2s").take(text).astype(np.uint64)
    wide = wide[~_left_out().take(text)]
    han = (wide >= 0x3400) & (wide <= 0x9FFF)
    keys = np.concatenate(((wide * _FIRST)[han], (wide[:-1] * _FIRST + wide[1:] * _SECOND)[han[:-1] & han[1:]]))
    mixed = (keys ^ (keys >> _MIX)) * _FIRST >> _KEPT
    there = np.zeros(1 << BITS, bool)
    there[mixed] = True
    return there.nonzero()[0]
