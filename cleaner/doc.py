"""The core type: one immutable source, and every round of edits that was ever applied to it.

``Doc.apply`` is the only place in the project that changes text (DESIGN, law 1). It keeps what it replaced, so the
source can be rebuilt, and the offset arithmetic of each round, so any clean offset can be carried back to the source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import eq, itemgetter
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from cleaner.edits import Edit, Edits, Offsets, settle

__all__ = ["Doc", "Edit", "Offsets", "Record", "Round", "codes", "settle"]

T = TypeVar("T")
Views = dict[str, dict[Callable[..., Any], Any]]
_REMEMBERED = 3  # texts


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

    def __init__(self, stage: str, edits: Sequence[Edit], olds: list[str], marks: list[Edit]) -> None:
        self.stage = stage
        self.marks = marks
        self.edits = edits
        self.olds = olds
        count = len(edits)
        if isinstance(edits, Edits):
            self.starts, self.ends = edits.starts, edits.ends
            news: Iterable[str] = edits.news
        else:
            self.starts = np.fromiter((edit[0] for edit in edits), np.int64, count)
            self.ends = np.fromiter((edit[1] for edit in edits), np.int64, count)
            news = (edit[2] for edit in edits)
        grown = np.fromiter(map(len, news), np.int64, count) - (self.ends - self.starts)
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
        self._views: Views = {}
        self._shared: dict[Callable[[], Any], Any] = {}

    def view(self, make: Callable[[Doc], T]) -> T:
        """What ``make`` makes of the text, and of nothing but the text; nobody may change it.

        It is made once for all stages that see this text, be it in a later round or in a document of its own: the last
        few texts are remembered by the documents that come from one another (``apply``, ``renewed``).
        """
        known = self._views.pop(self.text, None)
        self._views[self.text] = known = {} if known is None else known
        if len(self._views) > _REMEMBERED:
            del self._views[next(iter(self._views))]
        if make not in known:
            known[make] = make(self)
        return cast("T", known[make])

    def shared(self, make: Callable[[], T]) -> T:
        """What ``make`` makes, made once for this document and those that come from it: what is known of single lines.

        It may grow, but what it says may not depend on when it is asked.
        """
        if make not in self._shared:
            self._shared[make] = make()
        return cast("T", self._shared[make])

    def renewed(self) -> Doc:
        """A document whose source is the text of this one."""
        return self._with_memory(Doc(self.text))

    def _with_memory(self, other: Doc) -> Doc:
        other._views, other._shared = self._views, self._shared
        return other

    def forget(self) -> None:
        """Drop the views of this document and of those that it shares them with, and what they know of lines."""
        self._views.clear()
        self._shared.clear()

    def __getstate__(self) -> dict[str, Any]:
        """What is pickled: views can be made anew."""
        return {**self.__dict__, "_views": {}, "_shared": {}}

    def apply(self, stage: str, edits: Iterable[Edit], marks: Iterable[Edit] = ()) -> Doc:
        """This document after ``edits``, which must not overlap; edits that change nothing are dropped.

        ``marks`` are noted and not carried out; they may overlap.
        Raises ``ValueError`` for an edit that overlaps another or lies outside the text.
        """
        noted = list(marks)
        if isinstance(edits, Edits) and edits:
            return self._in_columns(stage, edits, noted)
        edits = sorted(edits, key=itemgetter(0, 1))
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
        return self._after("".join(pieces), Round(stage, todo, olds, noted))

    def _in_columns(self, stage: str, edits: Edits, marks: list[Edit]) -> Doc:
        """``apply`` for edits as columns."""
        text = self.text
        if not edits.fits(len(text)):
            raise ValueError(f"stage {stage!r} proposed edits that overlap or leave the text")
        starts, ends = edits.starts.tolist(), edits.ends.tolist()
        olds = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        idle = list(map(eq, olds, edits.news))
        if any(idle):
            return self._in_columns(stage, edits.chosen([not each for each in idle]), marks)
        if not starts and not marks:
            return self
        between = [text[start:end] for start, end in zip([0, *ends], [*starts, len(text)], strict=True)]
        pieces = chain.from_iterable(zip(between, edits.news, strict=False))
        return self._after("".join([*pieces, between[-1]]), Round(stage, edits, olds, marks))

    def _after(self, text: str, last: Round) -> Doc:
        """The document whose text is ``text`` after one more round."""
        after = Doc(self.source)
        after.text = text
        after.rounds = (*self.rounds, last)
        return self._with_memory(after)

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
