"""Misread text of programs whose tables are newer than Python's: browsers, Java and iconv read some pairs otherwise.

Of GB 18030 that is ︙ and others that Python has as private use (A6F3); of Big5 read so, two lines in three have one.
"""

from __future__ import annotations

from functools import cache

from cleaner.stages.decode.pairs import as_python, otherwise
from cleaner.stages.encoding.policies import MISSING, Family
from cleaner.stages.encoding.readings import family_encoder

_CODECS: dict[str, Family] = {"gb18030": "gbk", "big5hkscs": "big5"}


def as_shown_by_python(text: str) -> str:
    """``text`` with what Python's codecs show of those pairs; of the same length."""
    return text if _newer().isdisjoint(text) else text.translate(_older())


@cache
def _older() -> dict[int, str]:
    """What Python shows for characters that none of its codecs of the family does."""
    return {
        ord(new): old
        for codec, family in _CODECS.items()
        for pair, new in otherwise(codec).items()
        if len(new) == 1
        and family_encoder(family)[ord(new)] == MISSING
        and len(old := as_python(codec).get(pair, "")) == 1
    }


@cache
def _newer() -> frozenset[str]:
    return frozenset(map(chr, _older()))
