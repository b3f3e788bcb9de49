"""Find the codec of bytes, also of damaged ones.

Order: byte order mark, HZ and UTF-16 by their form, UTF-8 by its form (a wrong byte in a hundred is no obstacle), then
the candidates for Chinese, each decoded leniently and scored: log probability of its characters, a price for each
broken sequence. A declared codec decides near ties. Where nothing reads as Chinese, it and chardet decide.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

import chardet
import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.stages.decode.labels import codec_of, declared
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
_ISO_2022 = re.compile(rb"\x1b(?:\$[@AB]|\$\)[ACG]|\([BJI])")
_FOREIGN = re.compile(rb"(?:[\x80-\xff][\x00-\x7f]?){1,4000}")
_RUN_OF_LOST = re.compile("\ufffd+")
_CHINESE = ("gb18030", "big5hkscs")
_WINDOW = 12_000
_SLIPPED = 3000
_GUESS_WINDOW = 60_000
_BROKEN = -19.0  # nats: less likely than the rarest character
_LIKELY = -9.0  # nats a character: Chinese has −5 to −7, bytes in a wrong codec −11 and less
_NEAR = 6.0
_ENOUGH = 12  # characters: what makes a broken one at an edge a cut


def detect(data: bytes) -> str:
    """The codec of ``data``, as Python names it; ``"ascii"`` where nothing is above 0x7F."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return codec
    if data.isascii():
        return _seven_bit(data)
    wide = _two_byte(data)
    if wide:
        return wide
    try:
        codecs.utf_8_decode(data, "strict", True)
    except UnicodeDecodeError:
        return "utf-8" if _mostly_utf8(data) else _legacy(data)
    return "utf-8"


def _seven_bit(data: bytes) -> str:
    if b"~{" in data and _HZ.search(data):
        return "hz"
    if b"\x1b" in data and _ISO_2022.search(data):
        found = codec_of(chardet.detect(data[:_GUESS_WINDOW])["encoding"] or "")
        if found and found.startswith("iso2022"):
            return found
    return "utf-16-le" if b"\0" in data and _two_byte(data) == "utf-16-le" else _big_endian_or_ascii(data)


def _big_endian_or_ascii(data: bytes) -> str:
    return "utf-16-be" if b"\0" in data and _two_byte(data) == "utf-16-be" else "ascii"


def _two_byte(data: bytes) -> str | None:
    """UTF-16 without a mark: one byte of each pair is mostly zero, or mostly one that leads Han characters."""
    sample = np.frombuffer(data[: _WINDOW // 2 * 2], np.uint8)
    if len(sample) < 4:
        return None
    even, odd = sample[0 : len(sample) // 2 * 2 : 2], sample[1::2]
    for high, low, codec in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        zero = np.count_nonzero(high == 0)
        typical = zero + np.count_nonzero(((high >= 0x4E) & (high <= 0x9F)) | (high == 0x30) | (high == 0xFF))
        if typical < 0.97 * len(high) or np.count_nonzero(low == 0) > 0.1 * len(low) + zero / 4:
            continue
        if zero >= 0.1 * len(high) or _reads_as(sample.tobytes(), codec):
            return codec
    return None


def _reads_as(sample: bytes, codec: str) -> bool:
    """Whether a sample that could be anything reads as Chinese in ``codec`` and not as UTF-8 or in its own bytes."""
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError:
        text = sample.decode(codec, "replace")
        return text.count("\ufffd") == 0 and _score(text) / len(text) > _LIKELY
    return False


def _mostly_utf8(data: bytes) -> bool:
    """UTF-8 with a few wrong bytes: hardly anything else has three-byte sequences that are whole."""
    text = data.decode("utf-8", "replace")
    points = codes(text)
    long = int(np.count_nonzero(points > 0x7FF)) - text.count("\ufffd")
    short = int(np.count_nonzero((points > 0x7F) & (points <= 0x7FF)))
    inside = text.strip("\ufffd")
    broken = sum(min(3, len(run)) for run in _RUN_OF_LOST.findall(inside)) - data.count("\ufffd".encode())
    return (
        long >= 2 * broken + (long < 2) and long + short >= 6 * broken if short > long else long >= max(1, 2 * broken)
    )


def _legacy(data: bytes) -> str:
    """The codec of bytes that are not UTF-8."""
    label = declared(data)
    sample = b"\n".join(_FOREIGN.findall(data[: _WINDOW * 20]))[:_WINDOW]
    ranked = sorted(((*_tried(sample, codec), codec) for codec in ("utf-8", *_CHINESE)), reverse=True)
    score, mean, codec = ranked[0]
    if mean > _LIKELY:
        near = {c for s, m, c in ranked if score - s < _NEAR and m > _LIKELY}
        return label if label in near else codec
    realigned = max((_realigned(sample[:_SLIPPED], codec), codec) for codec in _CHINESE)
    if realigned[0] > _LIKELY:
        return realigned[1]
    if label and _decodes(data, label):
        return label
    guess = codec_of(chardet.detect(data[:_GUESS_WINDOW])["encoding"] or "")
    if guess and guess != "ascii" and _decodes(data[:_GUESS_WINDOW], guess):
        return guess
    return label or (codec if mean > 1.5 * _LIKELY else "cp1252")


def _tried(sample: bytes, codec: str) -> tuple[float, float]:
    """Log probability of ``sample`` in ``codec``, in all and for each character that is not ASCII."""
    text = sample.decode(codec, "replace")
    count = sum(map(text.count, "\ufffd"))
    foreign = int(np.count_nonzero(codes(text) > 0x7F))
    cut = text.startswith("\ufffd") + text.endswith("\ufffd")  # text cut in the middle of a character is not broken
    total = _score(text) - (cut * _BROKEN if foreign >= _ENOUGH else 0.0)
    return total, total / max(1, foreign - count // 2)


def _realigned(sample: bytes, codec: str) -> float:
    """Log probability a character of the best way to cut ``sample`` into pairs and single broken bytes.

    After a lost byte a decoder pairs the bytes wrongly up to the next ASCII character; this finds back.
    """
    high = np.frombuffer(sample, np.uint8)
    pairs = _pair_scores(codec)[high[:-1].astype(np.intp) << 8 | high[1:]].tolist()
    cut = (
        len(sample) >= 2 * _ENOUGH
    )  # then the first byte may be the second half of a character, and the last one the first
    best = [0.0, 0.0 if cut or sample[:1].isascii() else _BROKEN]
    for at in range(1, len(sample)):
        single = best[at] + (0.0 if sample[at] < 0x80 else _BROKEN)
        best.append(max(single, best[at - 1] + pairs[at - 1]))
    return (max(best[-1], best[-2]) if cut else best[-1]) / max(1, np.count_nonzero(high > 0x7F) / 2)


@cache
def _pair_scores(codec: str) -> NDArray[np.float32]:
    """Log probability of the character of each byte pair in ``codec``; a broken sequence's where there is none."""
    scores = np.full(65536, 2 * _BROKEN, np.float32)
    for lead in range(0x81, 0xFF):
        for trail in (*range(0x40, 0x7F), *range(0x80, 0xFF)):
            char = bytes((lead, trail)).decode(codec, "ignore")
            if len(char) == 1 and "\x7f" < char < "\U00010000":
                scores[lead << 8 | trail] = singles()[ord(char)]
    return scores


def _score(text: str) -> float:
    points = codes(text)
    points = points[points > 0x7F]
    broken = points == 0xFFFD
    return float(singles()[np.minimum(points[~broken], 0xFFFF)].sum() + _BROKEN * np.count_nonzero(broken))


def _decodes(data: bytes, codec: str) -> bool:
    """Whether ``codec`` takes ``data``, a character cut off at the end aside."""
    try:
        codecs.getincrementaldecoder(codec)().decode(data)
    except (UnicodeError, LookupError):
        return False
    return True
