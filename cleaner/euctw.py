"""EUC-TW, which Python has no codec for: CNS 11643 in two bytes (plane 1) or four (``8E``, the plane, two more).

The table is made by ``tools/build_decode_tables.py``. What is no character stays as lone surrogates, one a byte, as in
PEP 383, so that ``encode(decode(data)) == data`` but for the few characters that have two places.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from cleaner.labels import EUC_TW

NAME = EUC_TW
ROWS = 94
_PLANE = ROWS * ROWS
_PIECE = re.compile(rb"[\x00-\x7f]+|(?:[\xa1-\xfe]{2})+|(?:\x8e[\xa1-\xaf][\xa1-\xfe]{2})+|[\x80-\xff]")


@cache
def table() -> NDArray[np.uint32]:
    """The code point of each place, ``(plane - 1) * 8836 + (row - 1) * 94 + column - 1``; 0 where there is none."""
    points = np.zeros(15 * _PLANE, np.uint32)
    with files("cleaner.data").joinpath("tables/cns11643.npz").open("rb") as file:
        stored = np.load(file)
        packed = stored["low"] + stored["mid"].astype(np.uint32) * 256 + stored["high"].astype(np.uint32) * 65536
        for at, plane in enumerate(stored["planes"].tolist()):
            points[(plane - 1) * _PLANE : plane * _PLANE] = packed[at * _PLANE : (at + 1) * _PLANE]
    return points


@cache
def _places() -> dict[str, bytes]:
    """The bytes of each character, the lowest plane first."""
    places: dict[str, bytes] = {}
    for place in np.flatnonzero(table()).tolist():
        plane, (row, column) = place // _PLANE, divmod(place % _PLANE, ROWS)
        pair = bytes((0xA1 + row, 0xA1 + column))
        places.setdefault(chr(table()[place]), bytes((0x8E, 0xA1 + plane)) + pair if plane else pair)
    return places


def decode(data: bytes) -> str:
    """``data`` as text; each byte that belongs to no character is a lone surrogate."""
    return "".join(_piece(m[0]) for m in _PIECE.finditer(data))


def encode(text: str) -> bytes:
    """The bytes of ``text``, lone surrogates as the bytes they stand for. Raises ``UnicodeEncodeError``."""
    places = _places()
    try:
        return b"".join(
            [
                places.get(char) or char.encode("ascii", "surrogateescape")
                for char in re.findall(r"[\x00-\x7f]+|.", text)
            ]
        )
    except UnicodeEncodeError as error:
        raise UnicodeEncodeError(NAME, text, text.index(error.object), len(text), error.reason) from None


def _piece(data: bytes) -> str:
    if data[0] < 0x80 or len(data) == 1:
        return data.decode("ascii", "surrogateescape")
    units = np.frombuffer(data, np.uint8).reshape(-1, 4 if data[0] == 0x8E else 2)
    places = (units[:, -2].astype(np.intp) - 0xA1) * ROWS + units[:, -1] - 0xA1
    if units.shape[1] == 4:
        places += (units[:, 1].astype(np.intp) - 0xA1) * _PLANE
    points = table()[places]
    if points.all():
        whole: str = points.tobytes().decode("utf-32-le")
        return whole
    broken = (unit.tobytes().decode("ascii", "surrogateescape") for unit in units)
    return "".join(chr(point) if point else lost for point, lost in zip(points.tolist(), broken, strict=True))
