"""Characters side by side of which the bytes where they meet were lost together: which can have been beside which.

A program refuses a pair of bytes, not a byte: so what the last byte of one character may be depends on what the first
of the next one is.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from cleaner.character_model import Way
from cleaner.doc import codes
from cleaner.stages.encoding.policies import Habit

Ways = tuple[Way, ...]
_MOST = 24  # ways: chains with more ways to be are left as they are
Bytes = NDArray[np.int64]


def together(
    chars: Sequence[str], meets: Sequence[bool], codec: str, refused: NDArray[np.bool_]
) -> list[tuple[str, ...]]:
    """The candidates ``chars`` of characters side by side, cut into rows of which all can stand beside each other.

    meets: for each character but the first, whether its first byte was lost together with the last one before it.
    refused: for each first and second byte, whether they are.
    """
    out: list[tuple[str, ...]] = [(chars[0],)]
    for char, met in zip(chars[1:], meets, strict=True):
        rows: list[tuple[str, ...]] = []
        for row in out:
            pairs = _split(row[-1], char, codec, refused) if met else [(row[-1], char)]
            rows += [(*row[:-1], first, second) for first, second in pairs]
        out = rows
        if len(out) > _MOST:
            break
    return out if 0 < len(out) <= _MOST else [tuple(chars)]


def joined(ways: Sequence[Ways], meets: Sequence[bool], codec: str, habit: Habit) -> list[str | Ways]:
    """Steps of a search for characters side by side; those that meet in lost bytes are one step.

    ways: to read each of them.  habit: which bytes are lost.  The rest is as for ``together``.
    """
    if len(ways) == 1:
        way = ways[0]
        return [way[0][1][0] if len(way) == len(way[0][1]) == 1 else way]
    out: list[str | Ways] = []
    chain: list[str] = []
    for way, met in zip(ways, (False, *meets), strict=True):
        simple = len(way) == len(way[0][1]) == 1
        if chain and not (met and simple):
            out += _chained(tuple(chain), codec, habit)
            chain = []
        chain += [way[0][1][0]] if simple else []
        out += [] if simple else [way]
    return [*out, *_chained(tuple(chain), codec, habit)] if chain else out


@lru_cache(1 << 10)
def _chained(chain: tuple[str, ...], codec: str, habit: Habit) -> tuple[str | Ways, ...]:
    if len(chain) == 1:
        return chain
    rows = together(chain, [True] * (len(chain) - 1), codec, habit.refused)
    return rows[0] if len(rows) == 1 else (tuple((0.0, row) for row in rows),)


def _split(firsts: str, seconds: str, codec: str, refused: NDArray[np.bool_]) -> list[tuple[str, str]]:
    """``firsts`` by which of ``seconds`` they can stand before."""
    last, first = _ends(firsts, codec)[1], _ends(seconds, codec)[0]
    if last is None or first is None:
        return [(firsts, seconds)]
    rows = refused[:, first]
    keys = {byte: rows[byte].tobytes() for byte in set(last.tolist())}
    groups: dict[bytes, list[str]] = {}
    for char, byte in zip(firsts, last.tolist(), strict=True):
        groups.setdefault(keys[byte], []).append(char)
    return [("".join(chars), "".join(compress(seconds, key))) for key, chars in groups.items() if any(key)]


def _ends(chars: str, codec: str) -> tuple[Bytes, Bytes] | tuple[None, None]:
    """The first and the last byte of each of ``chars``; nothing where one has only one byte, or four."""
    if codec == "utf-8":
        points = codes(chars).astype(np.int64)
        if not len(points) or points.min() < 0x80 or points.max() > 0xFFFF:
            return None, None
        return np.where(points < 0x800, 0xC0 | points >> 6, 0xE0 | points >> 12), 0x80 | points & 0x3F
    data = np.frombuffer(chars.encode(codec, "ignore"), np.uint8).astype(np.int64)
    if not len(data) or len(data) != 2 * len(chars) or data[::2].min() < 0x80:
        return None, None
    return data[::2], data[1::2]
