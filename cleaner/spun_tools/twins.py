"""Find the documents of a corpus that say the same, and name the ones that a machine has spun.

Documents are read once; each leaves a sketch of a kilobyte on disk. Then one band of the sketches after the other is
sorted in memory (16 bytes a document), and documents that agree in a band are compared. Only pairs that pass are kept:
memory grows with the twins found and not with the corpus.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.spun_tools.sketch import EMPTY, MARKS, SIZE, Places, Words, has_words, sketch, word_bytes
from cleaner.stages.spun.detect import detector
from cleaner.stages.spun.detector import SUSPECT

# Values of a band: two texts of which a part j is alike agree in one of the bands with 1 - (1 - j³)^42.
_ROWS = 3
# Twins are alike in this part of their stretches, and in this part of their numbers and Latin words (if both have
# some): spinning with an unknown dictionary leaves about two fifths of the stretches.
ALIKE, MARKS_ALIKE = 0.25, 0.5
# A spun copy is at least suspect by itself, and its score is so much above that of the one which it copies. Or it has
# the forms of so many pairs of a family where the other one has their originals, and hardly the other way round (one
# for so many); and they are so much of the words that only it has: an editor changes a word or two, and a new version
# of a text has many new words. In both cases the other one holds nearly all of it: of its parts, those
# of which hardly a stretch is there make up less than so much of it. Two pages that quote the same have such parts; in
# a copy words are changed all over.
SPUN_TWIN = 0.25
SWAPPED, _BACK, _OF_NEW = 3, 4, 0.35
_PARTS, _IN_PART, _OWN_PART = 8, 0.05, 0.2
# So many of a group, the least spun ones, are asked for their copies.
_ASKED = 64
# A bucket with more documents than this links each to its neighbours only: they are copies of one page.
_CROWD = 24
_BLOCK = 8192

Pairs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Group:
    """Documents that say the same, by their names in the order of the corpus.

    keep: the one that reads most like what its author wrote, ``None`` if none of them is a spun copy of another one.
    drop: its spun copies.  scores: the detector's score of each (1 and more: spun).
    """

    names: tuple[str, ...]
    keep: str | None
    drop: tuple[str, ...]
    scores: tuple[float, ...]

    def to_record(self) -> dict[str, Any]:
        """The JSON-ready record of the group."""
        scores = {name: round(score, 3) for name, score in zip(self.names, self.scores, strict=True)}
        return {"documents": list(self.names), "keep": self.keep, "drop": list(self.drop), "scores": scores}


def twins(
    documents: Iterable[tuple[str, str]], scratch: Path | None = None, all_groups: bool = False
) -> Iterator[Group]:
    """The groups of a corpus, given as names and texts, that have a spun copy (``all_groups``: all groups).

    ``scratch`` is a folder for temporary files, a kilobyte a document (default: the system's). Raises ``OSError``.
    """
    with TemporaryDirectory(prefix="cleaner-twins-", dir=scratch) as folder:
        index = _Index.build(documents, Path(folder))
        for members in _joined(index.pairs()):
            yield from (group for group in index.groups(members) if group.drop or all_groups)


class _Index(NamedTuple):
    """The sketches of a corpus on disk."""

    values: Words
    spots: Places
    marks: Words
    words: Places
    scores: NDArray[np.float32]
    names: Path
    places: NDArray[np.int64]

    @classmethod
    def build(cls, documents: Iterable[tuple[str, str]], folder: Path) -> _Index:
        """Sketch every document and leave the sketches in ``folder``."""
        paths = {name: folder / name for name in ("values", "spots", "marks", "words", "scores", "places", "names")}
        with (
            paths["values"].open("wb") as values,
            paths["spots"].open("wb") as spots,
            paths["marks"].open("wb") as marks,
            paths["words"].open("wb") as words,
            paths["scores"].open("wb") as scores,
            paths["places"].open("wb") as places,
            paths["names"].open("wb") as names,
        ):
            for name, text in documents:
                made = sketch(text)
                values.write(made.values.tobytes())
                spots.write(made.places.tobytes())
                marks.write(made.marks.tobytes())
                words.write(made.words.tobytes())
                scores.write(np.float32(made.score).tobytes())
                _note(name, names, places)
            _note("", names, places)
        count = paths["scores"].stat().st_size // 4
        return cls(
            _mapped(paths["values"], np.uint32, (count, SIZE)),
            _mapped(paths["spots"], np.uint8, (count, SIZE)),
            _mapped(paths["marks"], np.uint32, (count, MARKS)),
            _mapped(paths["words"], np.uint8, (count, word_bytes())),
            _mapped(paths["scores"], np.float32, (count,)),
            paths["names"],
            _mapped(paths["places"], np.int64, (count + 1,)),
        )

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Pairs of twins, each at least once."""
        told = np.flatnonzero(self.values[:, 0] != EMPTY)
        for band in range(0, SIZE - _ROWS + 1, _ROWS):
            found = _neighbours(self._keys(band, told), told)
            for at in range(0, len(found), _BLOCK):
                block = found[at : at + _BLOCK]
                yield from map(tuple, block[self._alike(block)].tolist())

    def _keys(self, band: int, told: NDArray[np.int64]) -> NDArray[np.uint64]:
        keys = np.zeros(len(told), np.uint64)
        for at in range(0, len(told), _BLOCK):
            rows = self.values[told[at : at + _BLOCK], band : band + _ROWS].astype(np.uint64)
            for column in range(_ROWS):
                keys[at : at + _BLOCK] = keys[at : at + _BLOCK] * np.uint64(0x9E3779B97F4A7C15) + rows[:, column]
        return keys

    def _alike(self, pairs: Pairs) -> NDArray[np.bool_]:
        """Which pairs are twins by their whole sketches."""
        left, right = self.values[pairs[:, 0]], self.values[pairs[:, 1]]
        alike: NDArray[np.bool_] = (left == right).mean(axis=1) >= ALIKE
        for row in np.flatnonzero(alike).tolist():
            here, there = (set(self.marks[i].tolist()) - {int(EMPTY)} for i in pairs[row].tolist())
            fewer = min(len(here), len(there))
            alike[row] = fewer < 2 or len(here & there) >= MARKS_ALIKE * fewer
        return alike

    def groups(self, members: list[int]) -> Iterator[Group]:
        """These documents as groups of one that stays and its spun copies; what is neither is in the first group."""
        by_score = sorted(members, key=lambda i: (float(self.scores[i]), i))
        left = set(members)
        stars: list[tuple[int, list[int]]] = []
        for keep in by_score[:_ASKED]:
            copies = self._copies(keep, sorted(left - {keep})) if keep in left else []
            if copies:
                stars.append((keep, copies))
                left -= {keep, *copies}
        if not stars:
            yield self._group(members, None, [])
        for keep, copies in stars:
            yield self._group(sorted([*left, keep, *copies]), keep, copies)
            left = set()

    def _group(self, members: list[int], keep: int | None, copies: list[int]) -> Group:
        names = {i: self._name(i) for i in members}
        return Group(
            tuple(names.values()),
            None if keep is None else names[keep],
            tuple(names[i] for i in copies),
            tuple(float(self.scores[i]) for i in members),
        )

    def _copies(self, keep: int, others: list[int]) -> list[int]:
        """Those of ``others`` that are spun copies of ``keep``."""
        least = max(SUSPECT, max(float(self.scores[keep]), 0.0) + SPUN_TWIN)
        spun = np.array([i for i in others if self.scores[i] >= least or self._swapped(keep, i)], np.int64)
        if not len(spun):
            return []
        spun = spun[self._alike(np.stack((np.full(len(spun), keep), spun), axis=1))]
        return [i for i in spun.tolist() if self._own_part(i, keep) <= _OWN_PART]

    def _swapped(self, keep: int, copy: int) -> bool:
        """Whether one document has forms of a family's tool where the other one has their originals."""
        before, after = (has_words(self.words[i]) for i in (keep, copy))
        there, back = (detector().swapped(*both) for both in ((before, after), (after, before)))
        return there >= max(SWAPPED, _BACK * back, _OF_NEW * np.count_nonzero(after & ~before))

    def _own_part(self, copy: int, keep: int) -> float:
        """The share of a document in parts of which ``keep`` has hardly a stretch."""
        parts = self.spots[copy] // (256 // _PARTS)
        held = np.bincount(parts, self.values[copy] == self.values[keep], _PARTS)
        sizes = np.bincount(parts, minlength=_PARTS)
        return float(sizes[held < _IN_PART * np.maximum(sizes, 1)].sum()) / SIZE

    def _name(self, number: int) -> str:
        start, end = self.places[number : number + 2].tolist()
        with self.names.open("rb") as file:
            file.seek(start)
            return file.read(end - start).decode("utf-8", "surrogatepass")


def _note(name: str, names: IO[bytes], places: IO[bytes]) -> None:
    places.write(np.int64(names.tell()).tobytes())
    names.write(name.encode("utf-8", "surrogatepass"))


def _mapped(path: Path, kind: Any, shape: tuple[int, ...]) -> Any:
    """A file as an array that is read page by page; an empty one where the file is empty."""
    return np.memmap(path, kind, "r", shape=shape) if shape[0] else np.zeros(shape, kind)


def _neighbours(keys: NDArray[np.uint64], told: NDArray[np.int64]) -> Pairs:
    """Pairs of documents with the same key: all pairs of a small bucket, neighbours of a crowded one."""
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    edges = np.flatnonzero(np.concatenate(([True], ranked[1:] != ranked[:-1], [True])))
    sizes = np.diff(edges)
    out = []
    for start, size in zip(edges[:-1][sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        bucket = told[order[start : start + size]]
        if size <= _CROWD:
            a, b = np.triu_indices(size, 1)
        else:
            a, b = np.arange(size - 1), np.arange(1, size)
        out.append(np.stack((bucket[a], bucket[b]), axis=1))
    return np.concatenate(out) if out else np.zeros((0, 2), np.int64)


def _joined(pairs: Iterable[tuple[int, ...]]) -> Iterator[list[int]]:
    """The connected groups, each in order, by their first members."""
    parent: dict[int, int] = {}

    def root(i: int) -> int:
        """The first of the group of ``i``; paths to it are made shorter."""
        while parent.setdefault(i, i) != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b in pairs:
        one, other = sorted((root(a), root(b)))
        parent[other] = one
    groups: dict[int, list[int]] = defaultdict(list)
    for i in sorted(parent):
        groups[root(i)].append(i)
    yield from (groups[i] for i in sorted(groups))
