"""The alphabet of the models of this stage."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.fold import CODE_POINTS, Class, classes, fold


@cache
def symbols() -> NDArray[np.uint32]:
    """The symbol for each code point: folded characters, all digits alike, all separators alike, blanks alike."""
    everything = np.arange(CODE_POINTS, dtype=np.uint32)
    table = np.empty(CODE_POINTS, np.uint32)
    step = 0x10000
    for start in range(0, CODE_POINTS, step):
        text = everything[start : start + step].tobytes().decode("utf-32-le", "surrogatepass")
        folded, kinds = codes(fold(text)).copy(), classes(text)
        folded[kinds == Class.DIGIT] = ord("0")
        folded[kinds == Class.SEPARATOR] = ord("|")
        folded[kinds == Class.SPACE] = ord(" ")
        table[start : start + step] = folded
    return table
