"""What a mirror program does to a Traditional page: a byte-level replacement on GBK, then a decode.

The programs differ in their lists, and what stands between them and us differs in what it does with bytes that are no
characters. ``KINDS`` names the combinations that the tests and benchmarks run.
"""

from __future__ import annotations

import codecs
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cleaner.stages.encoding import cp936

_MARKS = {"；": b"\xa3\xbb", "！": b"\xa3\xa1", "？": b"\xa3\xbf", "：": b"\xa3\xba"}
MARKS_FOLDED = {ord(c): ord(c) - 0xFEE0 for c in "，；：！？（）．"}
ALL_FOLDED = {**{c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)}, 0x3000: 0x20}
_PRIVATE = re.compile("[\ue000-\uf8ff]")
Reader = Literal["windows", "gb18030", "gbk"]


@dataclass(frozen=True)
class Mirror:
    """One mirror program and what reads its pages.

    notes: characters and the note that each gets, in the order of the replacements.
    reader: ``windows`` swallows a byte that cannot follow a lead byte, ``gb18030`` (as browsers read) keeps it, ``gbk``
        (as Python reads) also gives up a lead byte of the user-defined rows and reads on from the byte after it.
    lost: what stands for bytes that are no character.  private: what stands for a private-use character, ``None``
        where it stays.
    fold: full-width characters that became ASCII after the damage.
    straddle: what stands for the byte before a ``；！？：`` that is made of two halves of characters, which is lost;
        ``None`` where it is not.
    """

    notes: Mapping[str, str]
    reader: Reader = "windows"
    lost: str = "?"
    private: str | None = None
    fold: Mapping[int, int] | None = None
    straddle: bytes | None = None

    def __call__(self, text: str) -> str:
        """``text``, which GBK must be able to hold, as the mirror shows it."""
        data = b"".join(cp936.encode(c) or b"?" for c in text)
        if self.straddle is not None:
            data = _lose_leads(data, self.straddle)
        for key, note in self.notes.items():
            pair = cp936.encode(key)
            assert pair
            data = data.replace(pair, pair + b"".join(cp936.encode(c) or b"" for c in f"({note})"))
        out = self._read(data)
        if self.private is not None:
            out = _PRIVATE.sub(self.private, out)
        return out.translate(self.fold) if self.fold else out

    def _read(self, data: bytes) -> str:
        if self.reader == "windows":
            return cp936.decode(data, self.lost)
        return data.decode(self.reader, f"mirror.{self.reader}").replace("\ufffd", self.lost)


KINDS: Mapping[str, Mapping[str, object]] = {
    "private use kept": {},
    "half-width folded": {"fold": MARKS_FOLDED},
    "private use stripped": {"private": ""},
    "every ；！？： straddle": {"straddle": b"?"},
    "all at once": {"private": "", "straddle": b"?", "fold": MARKS_FOLDED},
    "all full-width folded": {"fold": ALL_FOLDED},
    "private use as ?": {"private": "?"},
    "lost as U+FFFD": {"lost": "\ufffd", "private": "\ufffd"},
    "lost dropped": {"lost": ""},
    "straddle byte dropped": {"straddle": b""},
    "read as a browser": {"reader": "gb18030", "lost": "\ufffd"},
    "read as a browser, ?": {"reader": "gb18030"},
    "read by Python": {"reader": "gbk", "lost": "\ufffd"},
    "read by Python, lost dropped": {"reader": "gbk", "lost": ""},
}


def _browser(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return "€" if error.object[error.start] == 0x80 else "\ufffd", error.start + 1


codecs.register_error("mirror.gb18030", _browser)
codecs.register_error("mirror.gbk", codecs.replace_errors)


def _lose_leads(data: bytes, lost: bytes) -> bytes:
    """``data`` with ``lost`` for each lead byte before a mark that is made of two halves of characters."""
    out = bytearray()
    at = 0
    while at < len(data):
        width = 1 if data[at] < 0x81 else 2
        straddles = width == 2 and data[at + 1 : at + 3] in _MARKS.values() and at + 3 < len(data)
        out += lost + data[at + 1 : at + 2] if straddles else data[at : at + width]
        at += width
    return bytes(out)


def plant_fillers(text: str, random_: random.Random, share: float = 0.6, keys: str = "，。！？；") -> str:
    """``text``, which GBK must be able to hold, with two ideographs of GB 2312 before the bytes of its marks.

    The program looks for bytes, so a mark that is made of two halves of characters gets its fillers inside them.
    ``share``: of the marks.
    """
    data = b"".join(cp936.encode(c) or b"?" for c in text)
    for key in keys:
        pieces = data.split(cp936.encode(key))
        for at in range(len(pieces) - 1):
            if random_.random() < share:
                pieces[at] += bytes(
                    random_.randrange(low, high) for _ in range(2) for low, high in ((0xB0, 0xD8), (0xA1, 0xFA))
                )
        data = (cp936.encode(key) or b"").join(pieces)
    return cp936.decode(data, "?")


def draw(table: Mapping[str, str], random_: random.Random, size: int) -> dict[str, str]:
    """The list of one program: ``size`` of the characters of ``table`` with their notes, in random order."""
    chosen = random_.sample(sorted(table), min(size, len(table)))
    return {c: table[c] for c in chosen}
