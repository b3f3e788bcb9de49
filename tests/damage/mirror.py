"""What a mirror program does to a Traditional page: a byte-level replacement on GBK, then a decode."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from cleaner.stages.encoding import cp936

_MARKS = {"；": b"\xa3\xbb", "！": b"\xa3\xa1", "？": b"\xa3\xbf", "：": b"\xa3\xba"}
_HALF = {ord(c): ord(c) - 0xFEE0 for c in "，；：！？（）．"}


@dataclass(frozen=True)
class Mirror:
    """One mirror program.

    notes: characters and the note that each gets, in the order of the replacements.
    private: whether private-use characters survive.  folded: whether full-width marks become ASCII afterwards.
    straddles: whether each ``；！？：`` made of two halves of characters costs the byte before it.
    """

    notes: dict[str, str]
    private: bool = True
    folded: bool = False
    straddles: bool = False

    def __call__(self, text: str) -> str:
        """``text``, which GBK must be able to hold, as the mirror shows it."""
        data = b"".join(cp936.encode(c) or b"?" for c in text)
        if self.straddles:
            data = _lose_leads(data)
        for key, note in self.notes.items():
            pair = cp936.encode(key)
            assert pair
            data = data.replace(pair, pair + b"".join(cp936.encode(c) or b"" for c in f"({note})"))
        out = cp936.decode(data)
        if not self.private:
            out = re.sub("[\ue000-\uf8ff]", "", out)
        return out.translate(_HALF) if self.folded else out


def _lose_leads(data: bytes) -> bytes:
    """``data`` with ``?`` for each lead byte before a mark that is made of two halves of characters."""
    out = bytearray(data)
    at = 0
    while at + 3 < len(data):
        if data[at] < 0x81:
            at += 1
            continue
        if data[at + 1 : at + 3] in _MARKS.values():
            out[at] = 0x3F
        at += 2
    return bytes(out)


def draw(table: dict[str, str], random_: random.Random, size: int) -> dict[str, str]:
    """The list of one program: ``size`` of the characters of ``table`` with their notes, in random order."""
    chosen = random_.sample(sorted(table), min(size, len(table)))
    return {c: table[c] for c in chosen}
