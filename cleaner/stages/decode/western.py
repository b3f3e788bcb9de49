"""Whether bytes are a Western European or Central European page: what detectors by statistics miss in short text.

English with curly quotation marks has hardly a letter above 0x7F, so that a detector may take its marks for letters of
a code page that hardly any page was ever in. Pages in windows-1252 are by far the most frequent, so what can be one
is one, unless its words say that it is Central European.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from cleaner.patterns import lazy
from cleaner.word_tables import word_table

_MOST_MISPLACED = 0.02  # of the characters above 0x7F
_LETTERS = "a-zA-Z\xaa\xb5\xba\xc0-\xd6\xd8-\xf6\xf8-\u024f"
_HIGH_LETTERS = "\xc0-\xd6\xd8-\xf6\xf8-\u024f"
_ALONE = frozenset("àáéèêíóúäöåæøÀÁÉÈÊÍÓÚÄÖÅÆØ")  # words of one letter
_WORD = re.compile(f"[{_LETTERS}]+")
_RUN = re.compile(f"[{_HIGH_LETTERS}]{{3}}")
_MISPLACED = lazy(
    f"(?<=[{_LETTERS}0-9])[“‘«„‚¿¡](?=[{_LETTERS}0-9])|(?<=[{_LETTERS}])[„‚]|(?<= )[”’](?= )"
    f"|(?<=[{_LETTERS}])[\xa2-\xa5\xa7-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7€…†‡‰‹›•™](?=[{_LETTERS}])"
    "|[\x80-\x9f\xa4\xa6\xa8\xac\xaf\xb4\xb8ˆ˜]"
)
_HIGH = re.compile("[^\x00-\x7f]")


def western(data: bytes, guess: str, rivals: frozenset[str]) -> str | None:
    """``cp1252`` or ``cp1250`` where ``data`` can be such a page and ``guess`` is less likely, else ``None``.

    rivals: codecs of other pages in Latin letters, which only words of the other side refute.
    """
    ours, theirs = words(data)
    if guess in rivals:
        return "cp1252" if ours > theirs and guess != "cp1252" and fits(data, "cp1252") else None
    order = ("cp1250", "cp1252") if theirs > ours else ("cp1252", "cp1250")
    return next((codec for codec in order if fits(data, codec)), None)


def fits(data: bytes, codec: str) -> bool:
    """Whether hardly a character of ``data`` stands where no Latin language writes it."""
    text = data.decode(codec, "replace")
    high = len(_HIGH.findall(text))
    return _misplaced(text) <= _MOST_MISPLACED * high


def _misplaced(text: str) -> int:
    number = text.count("\ufffd") + len(_MISPLACED.findall(text))
    for word in _WORD.findall(text):
        if word.isascii():
            continue
        foreign = all(c > "\x7f" for c in word) and word not in _ALONE
        capital = any(c > "\x7f" and c.isupper() and before.islower() for before, c in pairwise(word))
        number += foreign or capital or _RUN.search(word) is not None
    return number


def words(data: bytes) -> tuple[int, int]:
    """How many frequent words of Western and of Central European languages ``data`` holds."""
    found = re.findall(rb"[a-z]+", data.lower())
    ours, theirs = _lists()
    return sum(word in ours for word in found), sum(word in theirs for word in found)


@cache
def _lists() -> tuple[frozenset[bytes], frozenset[bytes]]:
    table = word_table("tables/western")
    west, central = (frozenset(table[side].encode().split()) for side in ("western", "central"))
    return west - central, central - west
