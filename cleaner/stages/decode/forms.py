"""Codecs that show by their form: byte order marks, HZ and ISO 2022 in seven bits, UTF-16 and UTF-32 without a mark."""

from __future__ import annotations

import codecs
import re

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.stages.encoding.model import singles

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
_WIDE_ENOUGH = -9.0  # nats a character


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
    return (b"\0" in data and wide(data)) or "ascii"


def wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: some bytes of each unit are mostly zero, or mostly ones that lead ideographs."""
    sample = np.frombuffer(data[: _WINDOW // 4 * 4], np.uint8)
    if len(sample) < 4:
        return None
    if len(sample) >= 8 and (four := _four_bytes(sample[: len(sample) // 4 * 4].reshape(-1, 4))):
        return four
    even, odd = sample[0 : len(sample) // 2 * 2 : 2], sample[1::2]
    for high, low, codec in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        zero = np.count_nonzero(high == 0)
        typical = zero + np.count_nonzero(((high >= 0x4E) & (high <= 0x9F)) | (high == 0x30) | (high == 0xFF))
        if typical < 0.97 * len(high) or np.count_nonzero(low == 0) > 0.1 * len(low) + zero / 4:
            continue
        if zero >= 0.1 * len(high) or _reads_as(sample.tobytes(), codec):
            return codec
    return None


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


def _reads_as(sample: bytes, codec: str) -> bool:
    """Whether a sample that could be anything reads as Chinese in ``codec`` and not as UTF-8 or in its own bytes."""
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError:
        text = sample.decode(codec, "replace")
        points = codes(text)
        total = float(singles()[np.minimum(points[points > 0x7F], 0xFFFF)].sum())
        return text.count("\ufffd") == 0 and total / len(text) > _WIDE_ENOUGH
    return False


def decodes(data: bytes, codec: str) -> bool:
    """Whether ``codec`` takes ``data``, a character cut off at the end aside."""
    try:
        codecs.getincrementaldecoder(codec)().decode(data)
    except (UnicodeError, LookupError):
        return False
    return True
