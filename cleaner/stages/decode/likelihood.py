"""How likely bytes are in a codec: log probabilities (natural) of the characters, and a price for each broken byte.

The codecs of pairs (Chinese and its neighbours) have a table of all byte pairs each; the best way to cut damaged bytes
into pairs and broken single bytes is found for all codecs at once. Chinese letters are weighed by the character model,
Japanese and Korean ones by ``tables/neighbours.txt`` (``tools/build_decode_tables.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.character_model import singles
from cleaner.doc import codes
from cleaner.stages.decode.pairs import characters

Scores = NDArray[np.float32]
BROKEN = np.float32(-19)  # nats: less likely than the rarest character
CUT = np.float32(-6)  # the same at an edge of the text
_LONG = 5  # bytes above 0x7F: what makes a broken one at an edge a cut
_SECOND = np.float32(-4)
_NEVER = np.float32(-1e6)
_STRANGE = np.float32(-16)  # a letter that the language hardly has
_SIGN = np.float32(-10)  # a sign, a line of a table, a Greek or Cyrillic letter in a codec of pairs
_EXTENSION = np.float32(-14)  # rare, but nothing else has such bytes by chance
_LINE = np.float32(-7)  # of a table: one such sign is seldom alone
_ACCENTED = np.float32(-12)  # a Latin letter that takes two bytes beside ideographs
_SIGNS = ((0x80, 0x3041), (0xFF00, 0xFFF0))
_HALF_KANA = np.float32(-16)  # of one byte each
CHINESE = ("gb18030", "big5hkscs", "euc_tw")
NEIGHBOURS = {"cp932": "ja", "euc_jp": "ja", "cp949": "ko"}
_LANGUAGES = {"utf-8": "any", **NEIGHBOURS}
PAIRED = (*CHINESE, *NEIGHBOURS)


class Reading(NamedTuple):
    """How a codec reads a sample: the log probability in all, about how many characters, how many broken bytes."""

    codec: str
    total: float
    size: float
    broken: int

    @property
    def mean(self) -> float:
        """Log probability of a character, on average."""
        return self.total / max(1.0, self.size)


def read(sample: bytes, codec: str) -> Reading:
    """The reading of ``sample`` by the ordinary decoder of ``codec``; a character cut at an edge is hardly broken."""
    text = sample.decode(codec, "replace")
    points = codes(text)
    points = points[points > 0x7F]
    lost = (points == 0xFFFD) | ((points >= 0xD800) & (points < 0xE000))
    broken = int(np.count_nonzero(lost))
    cut = _edges(lost, codec)
    whole = float(letters(_LANGUAGES.get(codec, "zh"))[np.minimum(points[~lost], 0xFFFF)].sum())
    more = _more(lost) if codec == "utf-8" else 0  # of a character of three bytes two may be left
    total = whole + float(BROKEN) * (broken - cut - more) + float(CUT) * cut + float(_SECOND) * more
    return Reading(codec, total, len(points) - broken / 2, broken)


def _edges(lost: NDArray[np.bool_], codec: str) -> int:
    """How many of the first and of the last are lost, where enough between them is whole."""
    most = 2 if codec == "utf-8" else 1
    ahead = [int(np.argmin(np.append(way[:most], False))) for way in (lost, lost[::-1])]
    return sum(ahead) if np.count_nonzero(~lost) >= 2 * sum(ahead) else 0


def _more(lost: NDArray[np.bool_]) -> int:
    """How many of the lost are the second of just two."""
    inner = np.concatenate(([False, False], lost, [False]))
    return int(np.count_nonzero(~inner[:-3] & inner[1:-2] & inner[2:-1] & ~inner[3:]))


def aligned(sample: bytes, readings: Sequence[Reading]) -> list[Reading]:
    """``readings`` of ``sample`` by paired codecs, where it is better with the sample cut in the best way.

    After a lost byte a decoder pairs the bytes wrongly up to the next ASCII character; this finds back.
    """
    data = np.frombuffer(sample, np.uint8)
    pairs = np.stack([pair_scores(r.codec) for r in readings])[:, data[:-1].astype(np.intp) << 8 | data[1:]]
    alone = np.stack([single_scores(r.codec) for r in readings])[:, data]
    if np.count_nonzero(data > 0x7F) >= _LONG:
        alone[:, [0, -1]] = np.maximum(alone[:, [0, -1]], CUT)
    totals = _best_cut(pairs, alone).tolist()
    return [r._replace(total=max(r.total, total)) for r, total in zip(readings, totals, strict=True)]


def _best_cut(pairs: Scores, alone: Scores) -> Scores:
    """The best sum over each row of single and paired bytes: a product of matrices over (max, +), as a tree.

    The matrix of a byte takes (best up to here, best up to the byte before) one byte further.
    """
    rows, size = alone.shape
    width = 1 << max(1, (size - 1).bit_length())
    a = np.zeros((rows, width), np.float32)  # best → best
    b = np.full((rows, width), _NEVER, np.float32)  # the one before → best
    c = np.full((rows, width), _NEVER, np.float32)  # best → the one before
    d = np.full((rows, width), _NEVER, np.float32)
    a[:, :size] = alone
    b[:, 1:size] = pairs
    c[:, :size] = 0
    d[:, size:] = 0
    while a.shape[1] > 1:
        a0, a1, b0, b1 = a[:, ::2], a[:, 1::2], b[:, ::2], b[:, 1::2]
        c0, c1, d0, d1 = c[:, ::2], c[:, 1::2], d[:, ::2], d[:, 1::2]
        a, b = np.maximum(a1 + a0, b1 + c0), np.maximum(a1 + b0, b1 + d0)
        c, d = np.maximum(c1 + a0, d1 + c0), np.maximum(c1 + b0, d1 + d0)
    return a[:, 0]


@cache
def letters(language: str) -> Scores:
    """Log probability of each code point below 65536 in ``zh``, ``ja``, ``ko`` or a mixture (``any``)."""
    chinese = singles().copy()
    for start, end in _SIGNS:
        chinese[start:end] = np.maximum(chinese[start:end], _SIGN)
    chinese[0x2500:0x2580] = _LINE
    if language == "any":
        return chinese
    chinese[0x80:0x250] = _ACCENTED
    chinese[[*range(0x3400, 0x4DC0), 0xFFFF]] = _EXTENSION
    if language == "zh":
        return chinese
    scores = np.full(65536, _STRANGE, np.float32)
    for start, end in _SIGNS:  # marks are much the same
        scores[start:end] = chinese[start:end]
    scores[0xD800:0xF900] = BROKEN
    scores[0xFF61:0xFFA0] = _HALF_KANA
    table = files("cleaner.data").joinpath("tables/neighbours.txt").read_text("utf-8")
    for line in table.splitlines()[1:]:
        name, cost, chars = line.split("\t")
        if name == language:
            scores[codes(chars)] = -int(cost) / 10
    return scores


@cache
def pair_scores(codec: str) -> Scores:
    """Log probability of the character of each byte pair in ``codec``; of two broken bytes where there is none."""
    scores = np.full(65536, 2 * BROKEN, np.float32)
    whole = [(int.from_bytes(pair, "big"), char[0]) for pair, char in characters(codec).items()]
    points = np.minimum(codes("".join(char for _, char in whole)), 0xFFFF)
    scores[[place for place, _ in whole]] = letters(_LANGUAGES.get(codec, "zh"))[points]
    return scores


@cache
def single_scores(codec: str) -> Scores:
    """Log probability of each byte on its own: ASCII costs nothing."""
    scores = np.full(256, BROKEN, np.float32)
    scores[:0x80] = 0
    if codec == "cp932":
        scores[0xA1:0xE0] = _HALF_KANA
    return scores
