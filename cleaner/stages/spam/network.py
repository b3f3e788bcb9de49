"""A small network that reads a suspect line: which of its characters are spam, and whether it is spam as a whole.

Characters and pairs of them, which are mostly words, become vectors, and three layers of convolution look at 3, 7 and
19 characters at a time. From the three together comes the log-odds of each character; from their largest and mean
answers, through one hidden layer, those of the text. It is slow beside the n-grams of ``model`` (a tenth of a megabyte
a second), so only what these let through is read. ``tools/train_spam_network.py`` makes the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files
from statistics import fmean
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.points import ASSIGNED
from cleaner.products import in_blocks
from cleaner.stages.spam.symbols import symbols

Floats = NDArray[np.float32]
# Width and dilation of each layer.
LAYERS = ((3, 1), (5, 1), (5, 3))
# A text is judged as a whole by its first characters; a longer one is read around what the n-grams find.
MOST = 160
# Rows of the table of vectors: nothing, other characters, other ideographs; the known ones follow.
OTHER, OTHER_HAN, KNOWN = 1, 2, 3
_IDEOGRAPHS = slice(0x3400, 0xA000)


def rows_of(known: NDArray[np.uint32]) -> NDArray[np.int32]:
    """The row of the table of vectors for each symbol, where ``known`` ones have one of their own.

    The last one stands for all above it.
    """
    row = np.full(ASSIGNED, OTHER, np.int32)
    row[_IDEOGRAPHS] = OTHER_HAN
    row[known] = np.arange(KNOWN, KNOWN + len(known))
    return row


def keys_of(rows: NDArray[np.int32], size: int) -> NDArray[np.int32]:
    """A number for each character and the one behind it, by their rows of a table of so many; nothing is row 0."""
    return rows * np.int32(size) + np.append(rows[1:], np.int32(0))


class Network:
    """One network, whose arrays are those that ``tools/train_spam_network.py`` writes.

    known: the symbols with a vector of their own.  vectors: (3 + known, size) int8 times ``step``.  pairs: the pairs of
    symbols with a vector of their own, as ``keys_of`` writes them, in order.  pair_vectors: (1 + pairs, size) int8
    times ``pair_step``, first that of other pairs.  kernel0, kernel1, kernel2: (width · channels below, channels).
    shift0 …: (channels,).  tag, tag_shift: from the channels of all layers to a character's log-odds.  hidden,
    hidden_shift, out, out_shift: to those of the text.
    """

    def __init__(self, arrays: Any) -> None:
        self._known: NDArray[np.uint32] = arrays["known"]
        self._vectors: Floats = arrays["vectors"].astype(np.float32) * np.float32(arrays["step"])
        self._pairs: NDArray[np.int32] = arrays["pairs"]
        self._pair_vectors: Floats = arrays["pair_vectors"].astype(np.float32) * np.float32(arrays["pair_step"])
        self._layers = [
            (arrays[f"kernel{n}"].astype(np.float32), arrays[f"shift{n}"].astype(np.float32), width, dilation)
            for n, (width, dilation) in enumerate(LAYERS)
        ]
        self._tag, self._hidden, self._hidden_shift, self._out = (
            arrays[name].astype(np.float32) for name in ("tag", "hidden", "hidden_shift", "out")
        )
        self._tag_shift, self._out_shift = float(arrays["tag_shift"]), float(arrays["out_shift"])

    @cached_property
    def _rows(self) -> NDArray[np.int32]:
        """The row of ``vectors`` for each code point; the last one stands for all above it."""
        return rows_of(self._known).take(symbols().low)

    def tags(self, text: str) -> Floats:
        """The log-odds that each character of a text is spam, where it stands."""
        return self._tags(self._answers(text))

    def whole(self, text: str) -> float:
        """The log-odds that a text is spam and nothing else, read in its first ``MOST`` characters; 0 for none."""
        return self._whole(self._answers(text[:MOST])) if text else 0.0

    def both(self, text: str) -> tuple[Floats, float]:
        """``tags`` and ``whole`` of a text of at most ``MOST`` characters, which is read once for both."""
        answers = self._answers(text)
        return self._tags(answers), self._whole(answers) if text else 0.0

    def _tags(self, answers: list[Floats]) -> Floats:
        out: Floats = np.concatenate(answers, axis=1) @ self._tag + np.float32(self._tag_shift)
        return out

    def _whole(self, answers: list[Floats]) -> float:
        first, second, third = answers
        root = np.float32(3.0 * len(first) ** 0.5)
        pool = np.concatenate([first.max(0), first.sum(0) / root, second.max(0), third.sum(0) / root])
        hidden = np.maximum(pool @ self._hidden + self._hidden_shift, 0.0)
        return float(hidden @ self._out) + self._out_shift

    def _answers(self, text: str) -> list[Floats]:
        """What each layer says at each character."""
        x = self._read(text)
        out = []
        for kernel, shift, width, dilation in self._layers:
            size, depth = x.shape
            edge = dilation * (width // 2)
            padded = np.zeros((size + 2 * edge, depth), np.float32)
            padded[edge : edge + size] = x
            row, item = padded.strides
            seen = np.ndarray((size, width, depth), np.float32, padded, strides=(row, dilation * row, item))
            x = in_blocks(seen, kernel) + shift
            np.maximum(x, 0.0, out=x)
            out.append(x)
        return out

    def _read(self, text: str) -> Floats:
        """The vectors of the characters of a text, and of the pairs of them where pairs have any."""
        rows = self._rows.take(codes(text), mode="clip")
        x = self._vectors[rows]
        if not self._pair_vectors.shape[1]:
            return x
        places = self._pairs.searchsorted(keys := keys_of(rows, len(self._vectors)))
        found = self._pairs.take(places, mode="clip") == keys
        return np.concatenate([x, self._pair_vectors[np.where(found, places + 1, 0)]], axis=1)


class Networks:
    """Some networks of one file, which answer with the mean of what they say.

    The arrays of each stand there under its number and a point.
    """

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        numbers = sorted({name.partition(".")[0] for name in arrays if name.partition(".")[0].isdecimal()})
        self._all = tuple(
            Network({name[len(n) + 1 :]: arrays[name] for name in arrays if name.startswith(f"{n}.")}) for n in numbers
        )

    def tags(self, text: str) -> Floats:
        """The log-odds that each character of a text is spam, where it stands."""
        out: Floats = np.mean([each.tags(text) for each in self._all], axis=0, dtype=np.float32)
        return out

    def whole(self, text: str) -> float:
        """The log-odds that a text is spam and nothing else, read in its first ``MOST`` characters; 0 for none."""
        return fmean(each.whole(text) for each in self._all)

    def both(self, text: str) -> tuple[Floats, float]:
        """``tags`` and ``whole`` of a text of at most ``MOST`` characters, which is read once for both."""
        tags, whole = zip(*(each.both(text) for each in self._all), strict=True)
        return np.mean(tags, axis=0, dtype=np.float32), fmean(whole)


@cache
def network(name: str = "spam_network") -> Networks:
    """The networks of a file that comes with the package."""
    with files("cleaner.data").joinpath(f"models/{name}.npz").open("rb") as raw, np.load(raw) as file:
        return Networks(file)
