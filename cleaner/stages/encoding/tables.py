"""Signs of Big5 that unicode.org's table, which Python has, puts elsewhere than browsers do.

In Python ① is C7E9, which is ロ in the tables of ETEN, of Hong Kong and of browsers, and の is C6D2, which is 攴 there.
So a page in Python's Big5 counts ロ, ヮ, ワ, ヰ and ヱ, which nobody does in Japanese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.doc import Edit
from cleaner.patterns import lazy
from cleaner.stages.encoding.candidate import Candidate

_BIG5, _PYTHON = "big5hkscs", "big5"
_FEWEST = 2  # numbers of a count
_CONFIDENCE = 0.95


class _Count(NamedTuple):
    """Numbers as they are misread, one after another, as they are, and the letters that such a text has none of."""

    read: str
    meant: str
    letters: re.Pattern[str]


def _count(first: int, letters: str) -> _Count:
    """The ten numbers whose pairs of bytes begin with ``first``."""
    data = b"".join((first + number).to_bytes(2, "big") for number in range(10))
    return _Count(data.decode(_BIG5), data.decode(_PYTHON), re.compile(f"[{letters}]+"))


_COUNTS = (_count(0xC7E9, "\u3041-\u30fa\u30fc-\u30ff"), _count(0xC7F3, "\u0400-\u052f"))  # ①, ⑴
# Between ideographs, and no word on the radical.
_RADICAL = lazy("(?<=[\u3400-\u9fff])(?<![部首旁字从從音])攴(?=[\u3400-\u9fff])(?![部首旁字音])")


def _numbers(text: str, counts: Sequence[_Count]) -> dict[str, str]:
    """What the letters of a text are that it counts with: from the first one on, each by itself, and no others."""
    out: dict[str, str] = {}
    for read, meant, letters in counts:
        if not (0 <= text.find(read[0]) < text.find(read[1])):
            continue
        found = set(letters.findall(text))
        if len(found) >= _FEWEST and found == set(read[: len(found)]):
            out |= dict(zip(read, meant, strict=True))
    return out


def repairs(text: str) -> Iterator[Edit]:
    """Edits for ① and so on in a text that a program read otherwise than Python wrote it; А and Б may be letters."""
    for char, new in _numbers(text, _COUNTS[:1]).items():
        for match in re.finditer(char, text):
            reason = "verified: big5 of Python read as Big5-HKSCS"
            yield Edit(*match.span(), new, "encoding.misread-guess", reason, _CONFIDENCE)


def as_meant(solved: Sequence[tuple[int, int, Candidate]]) -> list[tuple[int, int, Candidate]]:
    """``solved`` parts of a page, those of Big5 with the signs that Python's table has elsewhere."""
    rows = [row for row in solved if row[2].kind.startswith(_BIG5)]
    if not rows:
        return list(solved)
    numbers = str.maketrans(_numbers("\n".join(candidate.text for _, _, candidate in rows), _COUNTS))
    return [(start, end, _as_meant(each, numbers)) for start, end, each in solved]


def _as_meant(candidate: Candidate, numbers: dict[int, str]) -> Candidate:
    if not candidate.kind.startswith(_BIG5):
        return candidate
    return candidate._replace(text=_RADICAL.sub("の", candidate.text.translate(numbers)))
