"""De-obfuscation for scoring: a line as its writer meant it, with the way back to the real offsets.

The folded line loses invisible characters and the signs that stand between single characters (``世 界 杯``,
``无.需.打.开``), and look-alikes become what they stand for. Nothing of this is ever written out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from cleaner.fold import fold
from cleaner.patterns import lazy

# Seen in spam only, or never part of a word that the lexicon needs (facts: obfuscations actually seen).
_LOOKS = {
    "訁": "信", "誷": "网", "辋": "网", "祉": "址", "阯": "址", "匚": "c", "丨": "|", "乄": "-", "乀": "-", "忔": "忆",
    "曰": "日", "∨": "v", "ⅹ": "x", "α": "a", "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "х": "x", "у": "y",
    "в": "b", "н": "h", "к": "k", "м": "m", "т": "t", "ⅴ": "v", "〇": "0", "○": "0", "薇": "薇",
}  # fmt: skip
# Strokes that stand between digits of a number to hide it.
BREAKERS = frozenset("乄乀")
_INVISIBLE = "\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\ufe0f\u180e"
_GAP = r"[ .·|*_~`'^、,/\-]"
_ONE = r"[a-z0-9\u4e00-\u9fff]"
_SPACED = lazy(
    rf"(?<![a-z0-9\u4e00-\u9fff])(?:[\u4e00-\u9fff]{_GAP}{{1,2}}){{2}}(?:{_ONE}{_GAP}{{1,2}}){{1,200}}{_ONE}(?!{_ONE})"
)
_BETWEEN = lazy(f"{_GAP}[\u4e00-\u9fff]{_GAP}")  # stands in each of them, and is found sooner
_HIDDEN = re.compile(f"[{_INVISIBLE}]+")
_GAPS = re.compile(f"{_GAP}+")


class View(NamedTuple):
    """The scored text of a line; character ``i`` of it stands at ``offsets[i]`` in the line; ``gaps`` were closed."""

    text: str
    offsets: tuple[int, ...] | range
    gaps: int = 0


@cache
def _table() -> dict[int, str]:
    table = {}
    for code in (*range(0x2460, 0x2500), *range(0x2070, 0x2190), *range(0x1D400, 0x1D800), *range(0xF900, 0xFB00)):
        plain = fold(unicodedata.normalize("NFKC", chr(code)))
        if len(plain) == 1 and plain != chr(code):
            table[code] = plain
    table |= {0x2488 + i: str((i + 1) % 10) for i in range(20)}  # ⒈ to ⒛, by their last digit
    return table | {ord(a): b for a, b in _LOOKS.items() if a != b}


@cache
def _disguised() -> re.Pattern[str]:
    """A character that may stand for another one; of those beyond 16 bits all do (as a range they are found sooner)."""
    signs = "".join(chr(code) for code in _table() if code <= 0xFFFF)
    return re.compile(f"[{re.escape(signs)}\U00010000-\U0010ffff]")


def looks() -> str:
    """The characters that only a disguise puts into a line; one of them makes a line worth a look."""
    return "訁誷辋阯乄乀忔∨薇葳"


def canonical(word: str) -> str:
    """A word in folded form as the view shows it."""
    return word.translate(_table())


def view(folded: str) -> View:
    """The view of one folded line."""
    text = folded.translate(_table()) if _disguised().search(folded) else folded
    cuts = [m.span() for m in _HIDDEN.finditer(text)]
    for match in _SPACED.finditer(text) if _BETWEEN.search(text) else ():
        cuts += [g.span() for g in _GAPS.finditer(text, *match.span())]
    if not cuts:
        return View(text, range(len(text) + 1))
    keep: list[int] = []
    at = 0
    for start, end in sorted(cuts):
        keep.extend(range(at, start))
        at = max(at, end)
    keep.extend(range(at, len(text)))
    return View("".join([text[i] for i in keep]), (*keep, len(text)), len(cuts))
