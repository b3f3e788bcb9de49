"""The alphabet of the models of this stage."""

from __future__ import annotations

from functools import cache

import numpy as np

from cleaner.doc import codes
from cleaner.fold import Class, classes, fold
from cleaner.points import ASSIGNED, Mapped


@cache
def symbols() -> Mapped:
    """The symbol for each code point: folded characters, all digits alike, all separators alike, blanks alike."""
    everything = np.arange(ASSIGNED, dtype=np.uint32).tobytes().decode("utf-32-le", "surrogatepass")
    folded, kinds = codes(fold(everything)).copy(), classes(everything)
    folded[kinds == Class.DIGIT] = ord("0")
    folded[kinds == Class.SEPARATOR] = ord("|")
    folded[kinds == Class.SPACE] = ord(" ")
    return Mapped(folded)
