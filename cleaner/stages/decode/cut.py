"""The likeliest way to cut bytes into characters of a Chinese codec and broken bytes, by pairs of characters."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from cleaner import euctw
from cleaner.character_model import model
from cleaner.decoding import lenient
from cleaner.doc import codes
from cleaner.stages.decode.pairs import characters

BROKEN = np.float32(-16)  # nats: a damaged byte, and a character that is not there
PRIVATE = (0xE000, 0xF900)  # code points
_NEVER = np.float32(-1e6)
_QUAD = -12.0  # a character of four bytes
_DEFINED = np.float32(-10)  # one that users define (private use): less likely than most, likelier than two damages
_QUADS = {
    "gb18030": re.compile(rb"(?=([\x81-\xfe][0-9][\x81-\xfe][0-9]))"),
    euctw.NAME: re.compile(rb"(?=(\x8e[\xa1-\xaf][\xa1-\xfe]{2}))"),
}
Unit = tuple[bytes, str]
_Ids = NDArray[np.intp]
_Costs = NDArray[np.float32]


class Lattice:
    """All ways to cut some bytes. A way is a list of widths: 1 for ASCII or a broken byte, 2 or 4 for a character.

    spaces: whether a byte A0 alone is a space.  broken: nats that a broken byte costs.  defined: whether the text has
    characters that users define.
    """

    def __init__(
        self, data: bytes, codec: str, spaces: bool = False, broken: np.float32 = BROKEN, defined: bool = False
    ) -> None:
        self.data, self.codec, self._spaces = data, codec, spaces
        pattern = _QUADS.get(codec)
        found = ((m.end() + 4, lenient(m[1], codec)) for m in pattern.finditer(data)) if pattern else ()
        self._quads = {end: char for end, char in found if len(char) == 1}
        values = np.frombuffer(data, np.uint8).astype(np.intp)
        one, pair = _singles(spaces, broken), _pairs(codec, defined)
        wide = np.concatenate(([0], values[:-1] << 8 | values[1:]))
        ids, alone = {1: one[0][values], 2: pair[0][wide]}, {1: one[1][values], 2: pair[1][wide]}
        alone[2][:1] = _NEVER
        self._steps = {(was, now): self._step(ids, alone, was, now) for was in (1, 2, 4) for now in (1, 2)}

    @staticmethod
    def _step(ids: dict[int, _Ids], alone: dict[int, _Costs], was: int, now: int) -> list[float]:
        """For each end of a unit ``now`` wide, its log probability after a unit ``was`` wide; index 0 is the start."""
        size = model().size
        before = np.full(len(ids[1]), size)
        if was != 4:
            before[now:] = ids[was][: len(before) - now]
        return [0.0, *(model().follow(before, ids[now]) + alone[now]).tolist()]

    def best(self) -> list[int]:
        """The likeliest way."""
        steps, quads = self._steps, self._quads
        size = len(self.data)
        never = float(_NEVER) * 10
        best = [{1: never, 2: never, 4: 0.0}]
        came = [{1: 0, 2: 0, 4: 0}]
        for end in range(1, size + 1):
            here, back = {1: never, 2: never, 4: never}, {1: 0, 2: 0, 4: 0}
            for now in (1, 2) if end > 1 else (1,):
                for was, score in best[end - now].items():
                    total = score + steps[was, now][end]
                    if total > here[now]:
                        here[now], back[now] = total, was
            if end in quads:
                was, score = max(best[end - 4].items(), key=lambda item: item[1])
                here[4], back[4] = score + _QUAD, was
            best.append(here)
            came.append(back)
        widths: list[int] = []
        width = max(best[size], key=best[size].__getitem__)
        end = size
        while end:
            widths.append(width)
            end, width = end - width, came[end][width]
        return widths[::-1]

    def scores(self, widths: list[int]) -> list[float]:
        """The log probability of a way up to the end of each of its units, 0 for the start ahead."""
        total, end, was = 0.0, 0, 4
        out = [0.0]
        for width in widths:
            end += width
            total += _QUAD if width == 4 else self._steps[was, width][end]
            out.append(total)
            was = width
        return out

    def units(self, widths: list[int]) -> list[Unit]:
        """The bytes and the character of each unit of a way; a broken byte is a lone surrogate."""
        return [
            (piece := self.data[end - width : end], self._character(piece, end))
            for width, end in zip(widths, accumulate(widths), strict=True)
        ]

    def _character(self, piece: bytes, end: int) -> str:
        if len(piece) == 1:
            return " " if self._spaces and piece == b"\xa0" else piece.decode("ascii", "surrogateescape")
        return characters(self.codec)[piece] if len(piece) == 2 else self._quads[end]


@cache
def _singles(spaces: bool, broken: np.float32) -> tuple[_Ids, _Costs]:
    """The row of the model, and the cost beside its links, of each byte on its own; ``spaces``: A0 is a space."""
    ascii_ = bytes(range(0x80)).decode()
    ids = np.concatenate((model().ids(ascii_), np.full(0x80, model().size)))
    costs = np.concatenate((model().alone(ascii_), np.full(0x80, broken))).astype(np.float32)
    if spaces:
        ids[0xA0], costs[0xA0] = ids[0x20], costs[0x20]
    return ids, costs


@cache
def _pairs(codec: str, defined: bool) -> tuple[_Ids, _Costs]:
    """The same of each pair of bytes; what is no character is impossible, private use nearly so unless ``defined``."""
    ids = np.full(65536, model().size, np.intp)
    alone = np.full(65536, _NEVER, np.float32)
    table = characters(codec)
    places = [int.from_bytes(pair, "big") for pair in table]
    text = "".join(char[0] for char in table.values())
    ids[places] = model().ids(text)
    points, costs = codes(text), model().alone(text)
    private = defined & (points >= PRIVATE[0]) & (points < PRIVATE[1])
    alone[places] = np.where(private, _DEFINED, costs)
    return ids, alone
