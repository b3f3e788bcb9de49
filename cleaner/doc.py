"""The core type: one immutable source, and every round of edits that was ever applied to it.

``Doc.apply`` is the only place in the project that changes text (DESIGN, law 1). It keeps what it replaced, so the
source can be rebuilt, and the offset arithmetic of each round, so any clean offset can be carried back to the source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

Offsets = NDArray[np.int64]
T = TypeVar("T")


class Edit(NamedTuple):
    """Replace ``text[start:end]`` by ``new`` (an empty ``new`` removes it, an empty range inserts).

    Offsets are code points of the text that the proposing stage was given, half-open. ``confidence`` is 1.0 where no
    choice was made, and falls with every guess.
    """

    start: int
    end: int
    new: str
    rule: str
    reason: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Record:
    """One ledger entry: ``source[start:end] == old``, and ``new`` stands there after this edit.

    Fields can be read as attributes or by key (``record.old``, ``record["old"]``, ``dict(record)``).
    """

    stage: str
    rule: str
    start: int
    end: int
    old: str
    new: str
    reason: str
    confidence: float

    def __getitem__(self, key: str) -> Any:
        if key not in self.__slots__:
            raise KeyError(key)
        return getattr(self, key)

    def keys(self) -> Iterator[str]:
        """The field names, so that ``dict(record)`` works."""
        return iter(self.__slots__)


class Round:
    """The edits of one stage on one text: what stood where before, and what stands where after."""

    __slots__ = ("_shift", "edits", "ends", "marks", "new_ends", "new_starts", "olds", "stage", "starts")

    def __init__(self, stage: str, edits: list[Edit], olds: list[str], marks: list[Edit]) -> None:
        self.stage = stage
        self.marks = marks
        self.edits = edits
        self.olds = olds
        self.starts: Offsets = np.array([edit[0] for edit in edits], np.int64)
        self.ends: Offsets = np.array([edit[1] for edit in edits], np.int64)
        grown = np.array([len(edit[2]) for edit in edits], np.int64) - (self.ends - self.starts)
        self._shift: Offsets = np.concatenate((np.zeros(1, np.int64), np.cumsum(grown)))
        self.new_starts: Offsets = self.starts + self._shift[:-1]
        self.new_ends: Offsets = self.ends + self._shift[1:]

    def undo(self, text: str) -> str:
        """The text before this round, rebuilt from the text after it."""
        pieces: list[str] = []
        at = 0
        for start, end, old in zip(self.new_starts.tolist(), self.new_ends.tolist(), self.olds, strict=True):
            pieces += (text[at:start], old)
            at = end
        pieces.append(text[at:])
        return "".join(pieces)

    def back(self, starts: Offsets, ends: Offsets) -> tuple[Offsets, Offsets]:
        """Ranges of the text after this round as the widest ranges of the text before it that gave them.

        A range that ends inside a replacement takes all of what was replaced, unless both have the same length: then
        characters answer each other one by one. Text removed at the edge of a range does not belong to it.
        """
        if not self.edits:  # a round of marks
            return starts, ends
        last = np.searchsorted(self.new_starts, starts, "right") - 1
        left = self._before(starts, last, inside=self.starts)
        last = np.searchsorted(self.new_starts, ends, "left") - 1
        right = self._before(ends, last, inside=self.ends, closed=True)
        return np.minimum(left, right), right

    def _before(self, at: Offsets, edit: Offsets, inside: Offsets, closed: bool = False) -> Offsets:
        known = np.maximum(edit, 0)
        beyond = at - self._shift[edit + 1]
        hit = (edit >= 0) & ((at <= self.new_ends[known]) if closed else (at < self.new_ends[known]))
        even = self._shift[known] == self._shift[known + 1]
        return np.where(hit, np.where(even, at - self._shift[known], inside[known]), beyond)


class Doc:
    """A text as it is now, with the source that it came from and every round of edits between the two."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.text = source
        self.rounds: tuple[Round, ...] = ()
        self._views: dict[Callable[[str], Any], Any] = {}

    def view(self, make: Callable[[str], T]) -> T:
        """``make(text)``, made once for all stages that see this text; whoever asks for it must not change it."""
        if make not in self._views:
            self._views[make] = make(self.text)
        return cast("T", self._views[make])

    def renewed(self) -> Doc:
        """A document whose source is the text of this one; it takes the views of the text along."""
        fresh = Doc(self.text)
        fresh._views, self._views = self._views, {}
        return fresh

    def apply(self, stage: str, edits: Iterable[Edit], marks: Iterable[Edit] = ()) -> Doc:
        """This document after ``edits``, which must not overlap; edits that change nothing are dropped.

        ``marks`` are noted and not carried out; they may overlap.
        Raises ``ValueError`` for an edit that overlaps another or lies outside the text.
        """
        edits = sorted(edits, key=itemgetter(0, 1))
        noted = list(marks)
        if not edits and not noted:
            return self
        text = self.text
        size = len(text)
        todo: list[Edit] = []
        pieces: list[str] = []
        olds: list[str] = []
        at = 0
        for edit in edits:
            start, end, new = edit[:3]
            old = text[start:end]
            if old == new:
                continue
            if not at <= start <= end <= size:
                raise ValueError(f"stage {stage!r} proposed an edit that overlaps or leaves the text: {edit!r:.200}")
            pieces += (text[at:start], new)
            todo.append(edit)
            olds.append(old)
            at = end
        if not todo and not noted:
            return self
        pieces.append(text[at:])
        after = Doc(self.source)
        after.text = "".join(pieces)
        after.rounds = (*self.rounds, Round(stage, todo, olds, noted))
        return after

    def extended(self, after: Doc) -> Doc:
        """This document followed by the rounds of ``after``, whose source is this document's text.

        Raises ``ValueError`` where it is not.
        """
        if after.source != self.text:
            raise ValueError("the second document does not begin where the first one ends")
        joined = Doc(self.source)
        joined.text = after.text
        joined.rounds = (*self.rounds, *after.rounds)
        return joined

    def origins(self, starts: Offsets, ends: Offsets) -> tuple[Offsets, Offsets]:
        """The source ranges that the ranges ``text[starts[i]:ends[i]]`` came from."""
        return _through(self.rounds, starts, ends)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The source range that ``text[start:end]`` came from."""
        left, right = self.origins(np.array([start]), np.array([end]))
        return int(left[0]), int(right[0])

    def restore(self) -> str:
        """The source, rebuilt from the text and the rounds alone (``source`` itself is not consulted)."""
        text = self.text
        for each in reversed(self.rounds):
            text = each.undo(text)
        return text

    def kept(self) -> list[tuple[int, int, int]]:
        """Runs that went through untouched, in order: (source start, text start, length)."""
        return list(self._kept)

    @cached_property
    def _kept(self) -> list[tuple[int, int, int]]:
        if not self.rounds:
            return [(0, 0, len(self.source))] if self.source else []
        came = np.arange(len(self.source), dtype=np.int64)
        for each in self.rounds:
            came = _carry(came, each)
        stays = np.flatnonzero(came >= 0)
        if not len(stays):
            return []
        origin = came[stays]
        breaks = np.flatnonzero((np.diff(stays) != 1) | (np.diff(origin) != 1)) + 1
        first = np.concatenate((np.zeros(1, np.int64), breaks))
        size = np.diff(np.concatenate((first, np.array([len(stays)]))))
        return list(zip(origin[first].tolist(), stays[first].tolist(), size.tolist(), strict=True))

    @cached_property
    def records(self) -> list[Record]:
        """Every edit in the order of its application, with offsets and ``old`` in the source.

        An edit of equal length (script conversion, punctuation) is listed run by run, only where characters changed.
        """
        out: list[Record] = []
        for number, each in enumerate(self.rounds):
            rows = [row for edit, old in zip(each.edits, each.olds, strict=True) for row in _runs(edit, old)]
            out += [r for r in self._sourced(number, rows) if r.old or r.new]
        return out

    @cached_property
    def marks(self) -> list[Record]:
        """What was noted and left as it is (``new`` is what a rule proposes), each place and rule once."""
        found = (r for number, each in enumerate(self.rounds) for r in self._sourced(number, each.marks))
        return list({(r.rule, r.start, r.end): r for r in found}.values())

    def _sourced(self, number: int, rows: list[Edit]) -> Iterator[Record]:
        """``rows``, edits or marks of round ``number``, as records with source offsets."""
        starts = np.fromiter((r.start for r in rows), np.int64, len(rows))
        ends = np.fromiter((r.end for r in rows), np.int64, len(rows))
        starts, ends = _through(self.rounds[:number], starts, ends)
        stage = self.rounds[number].stage
        for row, start, end in zip(rows, starts.tolist(), ends.tolist(), strict=True):
            yield Record(stage, row.rule, start, end, self.source[start:end], row.new, row.reason, row.confidence)


def settle(edits: Iterable[Edit]) -> list[Edit]:
    """``edits`` in order without overlaps: of two that overlap, the one that begins first, then the longer, stays."""
    out: list[Edit] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if edit.start >= at:
            out.append(edit)
            at = max(at, edit.end)
    return out


def _through(rounds: tuple[Round, ...], starts: Offsets, ends: Offsets) -> tuple[Offsets, Offsets]:
    for each in reversed(rounds):
        starts, ends = each.back(starts, ends)
    return starts, ends


def codes(text: str) -> NDArray[np.uint32]:
    """The code points of ``text``; lone surrogates count as themselves."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _runs(edit: Edit, old: str) -> Iterator[Edit]:
    """``edit`` itself, or the runs of changed characters where it maps character by character."""
    if len(old) != len(edit.new) or len(old) < 2:
        yield edit
        return
    changed = np.flatnonzero(codes(old) != codes(edit.new))
    for run in np.split(changed, np.flatnonzero(np.diff(changed) != 1) + 1):
        first, past = int(run[0]), int(run[-1]) + 1
        yield edit._replace(start=edit.start + first, end=edit.start + past, new=edit.new[first:past])


def _carry(came: NDArray[np.int64], each: Round) -> NDArray[np.int64]:
    """Where each character of the text after ``each`` stands in the source; −1 where it was put in or changed."""
    pieces = []
    at = 0
    for edit, old in zip(each.edits, each.olds, strict=True):
        pieces.append(came[at : edit.start])
        if len(old) == len(edit.new):
            pieces.append(np.where(codes(old) == codes(edit.new), came[edit.start : edit.end], -1))
        elif edit.new:
            pieces.append(np.full(len(edit.new), -1, np.int64))
        at = edit.end
    pieces.append(came[at:])
    return np.concatenate(pieces)
