"""What happens to the bytes of a text on its way: bytes change, vanish, or the text is cut anywhere."""

from __future__ import annotations

import random
from collections.abc import Callable

Damage = Callable[[bytes, random.Random], bytes]


def wrong(data: bytes, source: random.Random) -> bytes:
    """One byte of a character that is not ASCII has another value."""
    at = _place(data, source)
    return data[:at] + bytes((source.choice([b for b in range(256) if b != data[at]]),)) + data[at + 1 :]


def anywhere(data: bytes, source: random.Random) -> bytes:
    """One byte has another value, perhaps one of markup or of a space."""
    at = source.randrange(len(data))
    return data[:at] + bytes((source.randrange(256),)) + data[at + 1 :]


def lost(data: bytes, source: random.Random) -> bytes:
    """One byte of a character that is not ASCII is missing."""
    at = _place(data, source)
    return data[:at] + data[at + 1 :]


def cut(data: bytes, source: random.Random) -> bytes:
    """One to three bytes are missing at each end."""
    return data[source.randint(1, 3) : len(data) - source.randint(1, 3)]


def several(data: bytes, source: random.Random) -> bytes:
    """One byte in 400, but three at least, wrong or missing."""
    for _ in range(max(3, len(data) // 400)):
        data = (wrong if source.random() < 0.5 else lost)(data, source)
    return data


def stripped(data: bytes, source: random.Random) -> bytes:
    """A question mark for one byte, as a program that knows only ASCII writes it."""
    at = _place(data, source)
    return data[:at] + b"?" + data[at + 1 :]


def burst(data: bytes, source: random.Random) -> bytes:
    """A few bytes in a row are rubbish."""
    at = _place(data, source)
    size = source.randint(2, 6)
    return data[:at] + bytes(source.randrange(256) for _ in range(size)) + data[at + size :]


def _place(data: bytes, source: random.Random) -> int:
    return source.choice([i for i, b in enumerate(data) if b > 0x7F] or range(max(1, len(data))))


KINDS: dict[str, Damage] = {
    "clean": lambda data, _: data,
    "cut": cut,
    "wrong": wrong,
    "lost": lost,
    "wrong anywhere": anywhere,
    "stripped": stripped,
    "burst": burst,
    "several": several,
}
