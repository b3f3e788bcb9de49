"""What the ranker is trained on: places in open text where the model of triples is in doubt, with what damage leaves.

The text is that of the character model (``character_corpus.py`` lists sources and licences), without the held-out
records; ``_SHARES`` says how often each source is drawn, so that talk, articles, law, names and classics all are. It is
folded, so Simplified and Traditional text are one. The candidates for a character
are those of the damage that the ranker is for: what it may be where bytes of UTF-8 are lost, or the second or the first
byte of GBK or Big5. Some neighbours are hidden, and some wrong, as they are beside other losses. Kept are the places
where the best candidate leads by less than ``CLOSE``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from opencc import OpenCC

from cleaner.character_model import Script, model, singles
from cleaner.ngrams import LETTERS, Rows
from cleaner.stages.encoding.policies import MISSING, grid_of
from cleaner.stages.encoding.ranker import REACH
from tools.build_character_model import Points, points_of, unseen, windows
from tools.character_corpus import SOURCES, development, lines_of

UNKNOWN = LETTERS + 1  # the row of a lost neighbour; ``LETTERS`` is that of all characters beyond the vocabulary
CLOSE = 3.0  # nats
_MOST, _TOP = 64, 12  # candidates for a character, and those of them that are learned from
_RAREST = -17.0  # nats: rarer characters are no candidates
_FORM = 6.0  # nats: forms of the other script that cost more are none either
_NONE = 50.0  # nats: the price of no candidate
# Codec (for UTF-8 the code point itself), the bits that are known, script: the last byte is lost, the one before it,
# both, all; of pairs the second or the first.
_KINDS: tuple[tuple[str, int, Script], ...] = (
    ("", 0xF03F, "hans"),
    ("", 0xF03F, "hant"),
    ("", 0xF000, "hans"),
    ("", 0xF000, "hant"),
    ("", 0, "hans"),
    ("", 0, "hant"),
    ("", 0xFFC0, "hans"),
    ("", 0xFFC0, "hant"),
    ("gb18030", 0xFF00, "hans"),
    ("big5hkscs", 0xFF00, "hant"),
    ("gb18030", 0x00FF, "hant"),
    ("gb18030", 0xFF00, "hant"),
)
_WIDE = dict(zip(',:;!?()".', "，：；！？（）“．", strict=True))
_HARDLY_LOST = " a0\n"  # folded
_IN_LINE, _CUT, _CALM = 0.8, 0.35, 0.5  # shares of places: see ``_hidden``
# Of the places, a source; small ones are drawn more often than their size asks for, law less.
_SHARES = {
    "cn_law_markdown": 0.02, "gsd_hans": 0.009, "gsd_hant": 0.009, "hk_spoken": 0.001, "pages": 0.045,
    "poetry_traditional": 0.006, "recipes_markdown": 0.012, "tw_law": 0.012, "tw_wiki": 0.036, "transcript": 0.22,
    "taiwanmd": 0.15, "taiwanmd-reports": 0.035, "lctt": 0.12, "voice": 0.055, "wiki-1": 0.025, "wiki-2": 0.025,
    "wiki-3": 0.025, "luxun": 0.028, "tatoeba": 0.006, "plurality": 0.008, "privacy": 0.006, "oiwiki": 0.012,
    "mdn": 0.005, "kubernetes": 0.002, "visualstudio": 0.015, "cn-law": 0.09, "tw-law": 0.06,
}  # fmt: skip
_DRAWN = 12288  # places in one go
_WITH_ERRORS, _MOST_ERRORS, _COMMON = 0.3, 0.15, 16  # shares of places and of neighbours, which candidates


class Text(NamedTuple):
    """Rows of the model for all sources, one after another: where each starts, its size, how often it is drawn."""

    rows: NDArray[np.uint16]
    starts: Rows
    sizes: Rows
    shares: NDArray[np.float64]


class Gaps(NamedTuple):
    """Places: rows around each with ``UNKNOWN`` in the middle, candidates, their scores by triples, which is right."""

    around: Rows
    options: Rows
    triples: NDArray[np.float32]
    right: Rows


def read(kept: Path) -> Text:
    """The corpus, from the file ``kept`` if it is there; else it is written there."""
    if not kept.exists():
        held = np.unique(windows(points_of(text for _, _, text in development(held=True))))
        groups: dict[str, list[str]] = {}
        for name, _, text in development(held=False):
            groups.setdefault(name, []).append(text)
        parts = {name: points_of(texts) for name, texts in groups.items()}
        parts |= {each.name: unseen(points_of(lines_of(each)), held[held != 0]) for each in SOURCES}
        sizes = np.array([len(points) for points in parts.values()])
        shares = np.array([_SHARES[name] for name in parts])
        rows = np.concatenate([_rows_of(points) for points in parts.values()])
        np.savez(kept, rows=rows, starts=np.cumsum(sizes) - sizes, sizes=sizes, shares=shares / shares.sum())
    found = np.load(kept)
    return Text(*(found[name] for name in Text._fields))


def _rows_of(points: Points) -> NDArray[np.uint16]:
    return model().ids(points.astype("<u2").tobytes().decode("utf-16-le", "replace")).astype(np.uint16)


class Source:
    """Gaps drawn at random, always the same ones for the same ``seed``."""

    def __init__(self, text: Text, letters: str, seed: int) -> None:
        self._text, self._random = text, np.random.default_rng(seed)
        self._options, self._prices = _confusions(letters)
        self._never = np.array([*(c in _HARDLY_LOST for c in letters), True])
        self._line_end = letters.index("\n")
        self._found: list[Gaps] = []

    def gaps(self, number: int) -> Gaps:
        """``number`` places where the triples are in doubt."""
        while sum(len(each.right) for each in self._found) < number:
            self._found.append(self._doubtful(*self._drawn(_DRAWN)))
        columns = [np.concatenate(column) for column in zip(*self._found, strict=True)]
        self._found = [Gaps(*(column[number:] for column in columns))]
        return Gaps(*(column[:number] for column in columns))

    def _drawn(self, number: int) -> tuple[Rows, Rows, Rows]:
        """Places of any kind: what is around them, what stands there, and the kind of damage."""
        text, random = self._text, self._random
        source = random.choice(len(text.sizes), number, p=text.shares)
        room = text.sizes[source] - 2 * REACH - 1
        at = text.starts[source] + REACH + (random.random(number) * room).astype(np.intp)
        there, kind = text.rows[at].astype(np.intp), random.integers(0, len(_KINDS), number)
        good = ~self._never[there]
        good[good] &= self._options[kind[good], there[good], 0] < LETTERS
        around = text.rows[at[good][:, None] + np.arange(-REACH, REACH + 1)].astype(np.intp)
        around = self._with_errors(around)
        around[self._hidden(around)] = UNKNOWN
        return around, there[good], kind[good]

    def _with_errors(self, around: Rows) -> Rows:
        """``around`` with some characters taken for others, in some places."""
        random, number = self._random, len(around)
        rate = np.where(random.random(number) < _WITH_ERRORS, _MOST_ERRORS * random.random(number), 0)
        wrong = (random.random(around.shape) < rate[:, None]) & (around < LETTERS)
        kind, which = random.integers(0, len(_KINDS), around.shape), random.integers(0, _COMMON, around.shape)
        other = self._options[kind, np.minimum(around, LETTERS - 1), which].astype(np.intp)
        return np.where(wrong & (other < LETTERS), other, around)

    def _hidden(self, around: Rows) -> NDArray[np.bool_]:
        """What of the neighbours is not known: other lines, what is beyond the end of a text, and what is lost too."""
        random, number = self._random, len(around)
        away = np.arange(1, REACH + 1)
        ends = around == self._line_end
        before = np.cumsum(ends[:, REACH - 1 :: -1], axis=1)[:, ::-1] > 0
        after = np.cumsum(ends[:, REACH + 1 :], axis=1) - ends[:, REACH + 1 :] > 0
        line = (random.random(number) < _IN_LINE)[:, None]
        cut = random.random(number) < _CUT
        left, right = (np.where(cut, random.integers(0, REACH + 6, number), 99)[:, None] for _ in range(2))
        rate = np.where(random.random(number) < _CALM, 0.02, 0.3 * random.random(number))
        out = random.random(around.shape) < rate[:, None]
        out[:, :REACH] |= before & line | (away[::-1] > left)
        out[:, REACH + 1 :] |= after & line | (away > right)
        out[:, REACH] = True
        return out

    def _doubtful(self, around: Rows, there: Rows, kind: Rows) -> Gaps:
        """Those places where the triples leave a choice that is right in one way."""
        options = self._options[kind, there].astype(np.intp)
        score = _triples(np.minimum(around, LETTERS), options) - self._prices[kind, there]
        score[options == LETTERS] = -np.inf
        each = np.arange(len(there))[:, None]
        top = np.argsort(-score, axis=1, kind="stable")[:, :_TOP]
        options, score = options[each, top], score[each, top]
        right = options == there[:, None]
        near = score > score[:, :1] - CLOSE
        good = (right & near).any(axis=1) & near[:, 1]
        score = np.where(near, score, -1e3).astype(np.float32)
        return Gaps(around[good], options[good], score[good], right[good].argmax(axis=1))


def _triples(around: Rows, options: Rows) -> NDArray[np.float32]:
    """What the model of triples says of ``options`` in the middle."""
    older, last, near, far = (around[:, REACH + step][:, None] for step in (-2, -1, 1, 2))
    older, last, near, far = (np.broadcast_to(each, options.shape) for each in (older, last, near, far))
    scorer = model()
    return scorer.third(older, last, options) + scorer.third(last, options, near) + scorer.third(options, near, far)


def _confusions(letters: str) -> tuple[NDArray[np.int16], NDArray[np.float32]]:
    """For each kind of damage and each letter the letters that it may be taken for, and what their forms cost."""
    options = np.full((len(_KINDS), LETTERS, _MOST), LETTERS, np.int16)
    prices = np.full(options.shape, _NONE, np.float32)
    convert = OpenCC("s2t").convert
    for number, (codec, known, script) in enumerate(_KINDS):
        byte = {char: value & known for char, value in _values(codec).items()}
        groups: dict[int, list[str]] = {}
        for char, value in byte.items():
            groups.setdefault(value, []).append(char)
        for row, letter in enumerate(letters):
            char = _form(letter, convert(letter) if script == "hant" else letter)
            if char < "\x7f" or char not in byte:
                continue
            found = _cheapest(groups[byte[char]], script)[:_MOST]
            if row in (other for other, _ in found):
                options[number, row, : len(found)] = [other for other, _ in found]
                prices[number, row, : len(found)] = [price for _, price in found]
    return options, prices


def _form(letter: str, converted: str) -> str:
    """A letter of the model as it stands in text."""
    if letter in _WIDE:
        return "「" if letter == '"' and converted != letter else _WIDE[letter]
    same = len(converted) == 1 and model().ids(converted)[0] == model().ids(letter)[0]
    return converted if same else letter


def _values(codec: str) -> dict[str, int]:
    """The code points, or the pairs, of all characters that may be candidates, the likeliest first."""
    points = np.argsort(-singles(), kind="stable")
    points = points[(singles()[points] > _RAREST) & (points >= 0x800)].tolist()
    if not codec:
        return {chr(point): point for point in points}
    grid = grid_of(codec)
    pairs = {chr(grid[a, b]): a << 8 | b for a, b in np.argwhere((grid > 0x7F) & (grid < MISSING)).tolist()}
    return {chr(point): pairs[chr(point)] for point in points if chr(point) in pairs}


def _cheapest(chars: list[str], script: Script) -> list[tuple[int, float]]:
    """The rows of ``chars``, each once, with the price of its cheapest form."""
    text = "".join(chars)
    best: dict[int, float] = {}
    for row, price in zip(model().ids(text).tolist(), (-model().alone(text, script)).tolist(), strict=True):
        if row < LETTERS and price < best.get(row, _FORM):
            best[row] = price
    return sorted(best.items())


def first_vectors(text: Text, width: int) -> NDArray[np.float32]:
    """Letters as vectors, by what stands one, two, and three to eight characters from them.

    The singular vectors of the positive pointwise mutual information (Levy and Goldberg 2014): half a minute of work
    that saves the training ten.
    """
    blocks: list[Any] = []
    for steps, weight in (((1,), 1.0), ((2,), 0.7), ((3, 4, 5, 6, 7, 8), 0.7)):
        found = weight * _information(_near(text, steps))
        blocks += (found, found.T)
    whole = np.concatenate(blocks, axis=1)
    basis = whole @ np.random.default_rng(0).standard_normal((whole.shape[1], width + 24)).astype(np.float32)
    for _ in range(3):
        basis = whole @ (whole.T @ np.linalg.qr(basis)[0])
    basis = np.linalg.qr(basis)[0]
    left, size, _ = np.linalg.svd(basis.T @ whole, full_matrices=False)
    out = (basis @ left)[:, :width] * np.sqrt(size[:width])
    vectors: NDArray[np.float32] = (out / np.sqrt(np.square(out).sum(axis=1).mean())).astype(np.float32)
    return vectors


def _near(text: Text, steps: tuple[int, ...]) -> NDArray[np.float32]:
    """How often one letter stands ``steps`` after another, each source as often as it is drawn."""
    out = np.zeros(LETTERS * LETTERS, np.float32)
    for start, size, share in zip(text.starts.tolist(), text.sizes.tolist(), text.shares.tolist(), strict=True):
        rows = text.rows[start : start + min(size, 6_000_000)].astype(np.intp)
        for step in steps:
            first, second = rows[:-step], rows[step:]
            known = (first < LETTERS) & (second < LETTERS)
            counts = np.bincount(first[known] * LETTERS + second[known], minlength=len(out))
            out += counts.astype(np.float32) * np.float32(share * text.sizes.sum() / max(1, len(rows)))
    return out.reshape(LETTERS, LETTERS)


def _information(counts: NDArray[np.float32]) -> NDArray[np.float32]:
    column = counts.sum(axis=0, keepdims=True) ** 0.75
    usual = counts.sum(axis=1, keepdims=True) * column / column.sum()
    gain = np.log(np.maximum(counts, 1e-9)) - np.log(np.maximum(usual, 1e-9))
    out: NDArray[np.float32] = np.where(counts > 0.5, np.maximum(gain, 0), 0).astype(np.float32)
    return out
