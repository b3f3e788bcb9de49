"""Codecs that show by their form: byte order marks, HZ and ISO 2022 in seven bits, UTF-16 and UTF-32 without a mark."""

from __future__ import annotations

import codecs
import re

import numpy as np
from numpy.typing import NDArray

from cleaner import iso2022cn
from cleaner.character_model import singles

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_HZ = re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e]){1,2000}~\}")
_SHIFTS = (
    (re.compile(rb"\x1b\$\)C"), "iso2022_kr"),
    (re.compile(rb"\x1b\$(?:A|\(D)"), "iso2022_jp_2"),
    (re.compile(rb"\x1b\$[@B]"), "iso2022_jp"),
)
_WINDOW = 12_000
_WIDE_ENOUGH = -9.5  # nats a character
_LITTLE, _BIG = "utf-16-le", "utf-16-be"


def marked(data: bytes) -> str | None:
    """The codec that the first bytes of ``data`` name."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return codec
    return None


def seven_bit(data: bytes) -> str:
    """The codec of ``data`` without any byte above 0x7F."""
    if b"~" in data and b"~{" in data and _HZ.search(data):
        return "hz"
    if b"\x1b" in data:
        for shift, codec in _SHIFTS:
            if shift.search(data) and decodes(data, codec):
                return codec
        if b"\x0e" in data and iso2022cn.NAMED.search(data):
            return iso2022cn.NAME
    return (b"\0" in data and wide(data)) or "ascii"


def wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: units of two or four bytes that read as text, in the order that reads better."""
    sample = np.frombuffer(data[: min(_WINDOW, len(data)) // 4 * 4 or 2], np.uint8)
    if len(data) < 4:
        return None
    if len(sample) >= 8 and (four := _four_bytes(sample.reshape(-1, 4))):
        return four
    score, codec = max((_as_units(sample.view(order)), codec) for order, codec in (("<u2", _LITTLE), (">u2", _BIG)))
    return codec if score > _WIDE_ENOUGH else None


def _as_units(units: NDArray[np.uint16]) -> float:
    """Log probability a character of units of UTF-16; that of no text where too many of them are none."""
    halves = (units >= 0xD800) & (units < 0xE000)
    controls = (units < 0x20) & (units != 0x0A) & (units != 0x0D) & (units != 0x09)
    if np.count_nonzero(halves | controls) > 0.05 * len(units):
        return -np.inf
    return float(singles()[units[~halves]].mean()) if len(units) else -np.inf


def _four_bytes(units: NDArray[np.uint8]) -> str | None:
    for order, codec in ((units, "utf-32-le"), (units[:, ::-1], "utf-32-be")):
        in_range = (order[:, 3] == 0) & (order[:, 2] <= 0x10)
        if (
            in_range.all()
            and np.count_nonzero(order[:, 2] == 0) > 0.5 * len(order)
            and order[:, :2].any(1).mean() > 0.9
        ):
            return codec
    return None


def decodes(data: bytes, codec: str) -> bool:
    """Whether ``codec`` takes ``data``, a character cut off at the end aside."""
    try:
        codecs.getincrementaldecoder(codec)().decode(data)
    except (UnicodeError, LookupError):
        return False
    return True
