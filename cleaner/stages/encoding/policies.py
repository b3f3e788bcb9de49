"""How programs read bytes in a wrong codec: what becomes a character, what is lost, and what stands in its place.

A ``Habit`` is one wrong codec with one way to treat bytes that it does not take. ``bytes_of`` turns misread text back
into bytes, marked where they are gone; ``Habit.forward`` misreads again, which is how a repair is verified; and
``Habit.refused`` says which byte pairs it does not take, which is how lost bytes are narrowed down.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.encoding import cp936

LOST = -1  # a byte that was not taken together with the byte after it
SECOND = -2  # the second byte of a pair that was not taken
DOUBT = -3  # a ``?``: itself, a pair that was not taken, or a byte that took an ASCII character with it
Bytes = list[int]
Loss = Literal["none", "byte", "pair"]


@dataclass(frozen=True, slots=True)
class Habit:
    """One way to misread. ``loss``: what a replacement stands for; ``private``: private-use characters come out."""

    name: str
    codec: str
    forward: Callable[[bytes], str]
    loss: Loss
    private: bool = False

    def suits(self, text: str) -> bool:
        """Whether ``text`` can be what this habit makes of bytes: the other habits leave other traces."""
        if "\ufffd" in text and self.loss != "byte":
            return False
        return self.private or not any("\ue000" <= c <= "\uf8ff" for c in text)


def _sloppy(data: bytes) -> str:
    return data.decode("latin-1").translate(_WINDOWS)


_WINDOWS = {b: bytes((b,)).decode("cp1252", "ignore") or chr(b) for b in range(0x80, 0xA0)}


def _questions(data: bytes) -> str:
    return "".join("?" if "\ue000" <= c <= "\uf8ff" else c for c in cp936.decode(data))


def _replacing(codec: str) -> Callable[[bytes], str]:
    return lambda data: data.decode(codec, "replace")


HABITS = (
    Habit("GBK, as Windows and PHP read it", "gb18030", cp936.decode, "pair", private=True),
    Habit("GBK without private use", "gb18030", _questions, "pair"),
    Habit("GB 18030", "gb18030", _replacing("gb18030"), "byte", private=True),
    Habit("GBK", "gb18030", _replacing("gbk"), "byte"),
    Habit("Big5-HKSCS", "big5hkscs", _replacing("big5hkscs"), "byte"),
    Habit("Big5", "big5hkscs", _replacing("big5"), "byte"),
    Habit("code page 950", "big5hkscs", _replacing("cp950"), "byte"),
    Habit("windows-1252", "cp1252", _sloppy, "none"),
    Habit("Latin-1", "cp1252", _replacing("latin-1"), "none"),
)


@cache
def refused(name: str) -> NDArray[np.bool_]:
    """For each first and second byte, whether the habit ``name`` does not take them together."""
    habit = _named(name)
    table = np.zeros((256, 256), bool)
    lost = "?" if habit.loss == "pair" else "\ufffd"
    for first in range(0x80, 0x100):
        for second in range(0x100):
            table[first, second] = habit.forward(bytes((first, second)))[0] == lost
    return table


def bytes_of(text: str, habit: Habit) -> Bytes | None:
    """The bytes that were misread as ``text``, or ``None`` where some character cannot come from the codec."""
    table = _encoder(habit.name)
    out: Bytes = []
    for char in text:
        data = table.get(char)
        if data is None:
            data = _four_bytes(char, habit.codec)
            if data is None:
                return None
        out += data
    if habit.loss != "pair":
        return [0x3F if b == DOUBT else b for b in out]
    return out


def _four_bytes(char: str, codec: str) -> tuple[int, ...] | None:
    if codec != "gb18030" or "\ud800" <= char <= "\udfff":
        return None
    return tuple(char.encode(codec))


@cache
def _encoder(name: str) -> dict[str, tuple[int, ...]]:
    """The bytes of each character that the habit ``name`` makes of one byte or two."""
    habit = _named(name)
    table: dict[str, tuple[int, ...]] = {}
    for lead in range(0xFF, 0x80, -1):
        for trail in (*range(0x40, 0x7F), *range(0x80, 0xFF)) if habit.loss != "none" else ():
            out = habit.forward(bytes((lead, trail)))
            if len(out) == 1 and out not in "?\ufffd":
                table[out] = (lead, trail)
    for byte in range(0x100):
        out = habit.forward(bytes((byte,)))
        if out not in ("\ufffd", "?"):
            table[out] = (byte,)
    if habit.loss == "none":
        table |= {chr(b): (b,) for b in range(0x80, 0x100)}
    return table | {"\ufffd": (LOST,), "?": (DOUBT,)}


def _named(name: str) -> Habit:
    (habit,) = (h for h in HABITS if h.name == name)
    return habit
