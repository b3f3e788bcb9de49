"""Tell old and literary Chinese from articles by its characters.

Spinning tools spin what the web copies, not novels and verse. What they put in is often an old word (阛阓, 来岁, 糊口,
若是), so literature has many such words and none of their originals; and its characters follow no table of any script.
The mean weight of its characters (``data/tables/literary.txt``, made by ``tools/build_literary_table.py``) is above 0.3
for 98 in 100 pieces of old novels and classical texts that were not counted, and for 2 in 100 spun pieces of web pages
of 300 characters.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from cleaner.fold import Class
from cleaner.lines import Lines
from cleaner.points import blank

Points = NDArray[np.uint32]

# The mean weight from which on a text is literature, and the most digits and Latin letters for so many Han characters.
_BAR, _OTHERS = 0.3, 100
# Below this mean weight a text of a thousand characters is neither literature nor a classic told in modern words, whose
# lowest of 1,362 such pieces is -0.08; laws and records, which have few digits, too, are at -0.75 and -0.4.
_PLAIN = -0.2


def literary(lines: Lines) -> bool:
    """Whether a text reads like old or literary Chinese."""
    han, others = lines.totals[Class.HAN], lines.totals[Class.DIGIT] + lines.totals[Class.LATIN]
    return others * _OTHERS <= han and archaic(lines)


def archaic(lines: Lines) -> bool:
    """Whether the Han characters of a text do, whatever digits and letters an edition has put beside them."""
    return _weight(lines.folded_points) >= _BAR * lines.totals[Class.HAN] > 0


def may_be_literary(points: Points, han: int) -> bool:
    """Whether the folded code points of a long text, ``han`` Han among them, may be those of literature.

    So may those of a classic told in modern words.
    """
    return _weight(points) >= _PLAIN * han


def _weight(points: Points) -> float:
    """The weight of all these folded code points."""
    return float(_weights().take(points, mode="clip").sum())


@cache
def _weights() -> NDArray[np.float32]:
    """The weight of each code point."""
    table = blank(np.float32)
    for line in files("cleaner.data").joinpath("tables/literary.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            weight, letters = line.split("\t")
            table[[ord(letter) for letter in letters]] = int(weight) / 10
    return table
