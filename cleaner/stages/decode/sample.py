"""The bytes of a page that say something about its codec: those above 0x7F, with the one that follows each run."""

from __future__ import annotations

import numpy as np

_BLOCK = 1 << 16
_ENOUGH = 3000  # bytes above 0x7F
_PARTS = 4
_LETTER, _DIGIT = (np.array([test(bytes((b,))) for b in range(256)]) for test in (bytes.isalpha, bytes.isdigit))


def foreign(data: bytes) -> bytes:
    """About 3,000 such bytes, from several places of a long page; ASCII between them is left out."""
    high = _high(data)
    if len(high) > 2 * _ENOUGH:
        starts = np.flatnonzero(np.diff(high) > 2) + 1  # after ASCII: no character is cut there
        wanted = np.linspace(0, len(high) - _ENOUGH, _PARTS).astype(int)
        chosen = [0, *(starts[np.minimum(np.searchsorted(starts, wanted[1:]), len(starts) - 1)] if len(starts) else ())]
        high = np.concatenate([high[at : at + _ENOUGH // _PARTS] for at in sorted(set(map(int, chosen)))])
    keep = np.zeros(int(high[-1]) + 2 if len(high) else 0, bool)
    keep[high] = True
    keep[high + 1] = True
    return np.frombuffer(data[: len(keep)], np.uint8)[keep[: len(data)]].tobytes()


def _high(data: bytes) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Where the bytes above 0x7F are: all of them, but of a long page not more than tell enough."""
    found = []
    seen = 0
    for at in range(0, len(data), _BLOCK):
        block = np.flatnonzero(np.frombuffer(data[at : at + _BLOCK], np.uint8) > 0x7F)
        found.append(block + at)
        seen += len(block)
        if seen > 16 * _ENOUGH:
            break
    return np.concatenate(found) if found else np.zeros(0, np.intp)


def latin(data: bytes) -> float:
    """The share of bytes above 0x7F that stand alone in a word of ASCII letters, as in Western European text."""
    high = _high(data)
    if not len(high):
        return 0.0
    near = np.frombuffer(b"   " + data[: int(high[-1]) + 3] + b"   ", np.uint8)
    ascii_ = near < 0x80
    at = high + 3
    at = at[ascii_[at - 1] & ascii_[at + 1]]  # alone: few are so in Chinese
    further, last, following, next_one = (near[at + step] for step in (-2, -1, 1, 2))
    four = (_DIGIT[following] & (next_one >= 0x80)) | (_DIGIT[last] & (further >= 0x80))  # a character of GB 18030
    before, after = _LETTER[last] & (further < 0x80), _LETTER[following] & _LETTER[next_one]
    return float(np.count_nonzero(~four & (before | after))) / len(high)
