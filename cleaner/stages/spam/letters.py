"""Latin letters in disguise: those of other scripts that look like them, and those with accents, are made plain."""

from __future__ import annotations

import unicodedata
from functools import cache

from cleaner.stages.spam.view import canonical

_LOOKS = dict(zip("ωѡщшοσρεικντ", "wwwwoopeikvt", strict=True))


def latin(folded: str) -> str:
    """``folded`` with plain letters and digits for those that only look like them; it keeps its length."""
    return canonical(folded).translate(_table())


@cache
def _table() -> dict[int, str]:
    accented = (chr(code) for code in (*range(0xC0, 0x250), *range(0x370, 0x500)))
    bases = {char: unicodedata.normalize("NFD", char)[0] for char in accented}
    plain = {char: _LOOKS.get(base, base) for char, base in bases.items()} | _LOOKS
    found = {ord(char): base for char, base in plain.items() if char != base and base.isascii()}
    return found | {ord("ё"): "e", ord("丶"): "·"}  # the second one, a stroke, stands for a point
