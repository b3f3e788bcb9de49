"""The core type: one immutable source, and every round of edits that was ever applied to it.

``Doc.apply`` is the only place in the project that changes text (DESIGN, law 1). It keeps what it replaced, so the
source can be rebuilt, and the offset arithmetic of each round, so any clean offset can be carried back to the source.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from itertools import chain, repeat
from operator import eq, itemgetter
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np

from cleaner.edits import Edit, Edits, Offsets, settle
from cleaner.rounds import Round, carry, codes, runs, through

__all__ = ["Doc", "Edit", "Offsets", "Record", "Round", "codes", "settle"]

T = TypeVar("T")
Views = dict[str, dict[Callable[..., Any], Any]]
_REMEMBERED = 3  # texts


class _Fields(NamedTuple):
    stage: str
    rule: str
    start: int
    end: int
    old: str
    new: str
    reason: str
    confidence: float


class Record(_Fields):
    """One ledger entry: ``source[start:end] == old``, and ``new`` stands there after this edit.

    Fields can be read as attributes or by key (``record.old``, ``record["old"]``, ``dict(record)``).
    """

    __slots__ = ()

    def __getitem__(self, key: Any) -> Any:
        if key not in self._fields:
            raise KeyError(key)
        return getattr(self, key)

    def keys(self) -> Iterator[str]:
        """The field names, so that ``dict(record)`` works."""
        return iter(self._fields)


class Doc:
    """A text as it is now, with the source that it came from and every round of edits between the two."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.text = source
        self.rounds: tuple[Round, ...] = ()
        self._views: Views = {}
        self._own: dict[Callable[..., Any], Any] | None = None  # of the views those of this text
        self._shared: dict[Callable[[], Any], Any] = {}

    def view(self, make: Callable[[Doc], T]) -> T:
        """What ``make`` makes of the text, and of nothing but the text; nobody may change it.

        It is made once for all stages that see this text, be it in a later round or in a document of its own: the last
        few texts are remembered by the documents that come from one another (``apply``, ``renewed``).
        """
        known = self._own
        if known is None:
            self._own = known = self._remembered()
        if make not in known:
            known[make] = make(self)
        return cast("T", known[make])

    def _remembered(self) -> dict[Callable[..., Any], Any]:
        """What is known of this text."""
        known = self._views.pop(self.text, None)
        self._views[self.text] = known = {} if known is None else known
        if len(self._views) > _REMEMBERED:
            del self._views[next(iter(self._views))]
        return known

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
        for known in self._views.values():
            known.clear()
        self._views.clear()
        self._shared.clear()
        self._own = None

    def __getstate__(self) -> dict[str, Any]:
        """What is pickled: views can be made anew."""
        return {**self.__dict__, "_views": {}, "_own": None, "_shared": {}}

    def apply(self, stage: str, edits: Iterable[Edit], marks: Iterable[Edit] = ()) -> Doc:
        """This document after ``edits``, which must not overlap; edits that change nothing are dropped.

        ``marks`` are noted and not carried out; they may overlap.
        Raises ``ValueError`` for an edit that overlaps another or lies outside the text.
        """
        if not edits and not marks:
            return self
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
        return through(self.rounds, starts, ends)

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

    @property
    def kept_chars(self) -> int:
        """How many characters of the source went through untouched."""
        return sum(size for _, _, size in self._kept)

    @cached_property
    def _kept(self) -> list[tuple[int, int, int]]:
        if not self.rounds:
            return [(0, 0, len(self.source))] if self.source else []
        came = np.arange(len(self.source), dtype=np.int64)
        for each in self.rounds:
            came = carry(came, each)
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
        return [record for number in range(len(self.rounds)) for record in self._records(number)]

    def records_without(self, stages: Collection[str]) -> list[Record]:
        """``records`` without those of some stages."""
        chosen = [number for number, each in enumerate(self.rounds) if each.stage not in stages]
        return [record for number in chosen for record in self._records(number)]

    def tally(self) -> dict[str, tuple[int, int, int]]:
        """By rule: how many records there are, how many characters of the source they took, and how many they gave."""
        tally: dict[str, list[int]] = {}
        for number in range(len(self.rounds)):
            for rule, taken, given in self._sizes(number):
                row = tally.setdefault(rule, [0, 0, 0])
                row[0] += 1
                row[1] += taken
                row[2] += given
        return {rule: (row[0], row[1], row[2]) for rule, row in sorted(tally.items())}

    def _sizes(self, number: int) -> Iterable[tuple[str, int, int]]:
        """Rule, characters taken and characters given of each record of a round."""
        each = self.rounds[number]
        edits = each.edits
        if not isinstance(edits, Edits) or ((each.grown == 0) & (each.ends - each.starts > 1)).any():
            return [(record.rule, len(record.old), len(record.new)) for record in self._records(number)]
        starts, ends = through(self.rounds[:number], each.starts, each.ends)
        rules = repeat(edits.rules) if isinstance(edits.rules, str) else edits.rules
        sizes = zip(rules, (ends - starts).tolist(), map(len, edits.news), strict=False)
        return (row for row in sizes if row[1] or row[2])

    def _records(self, number: int) -> list[Record]:
        """The records of one round."""
        each = self.rounds[number]
        rows = [row for edit, old in zip(each.edits, each.olds, strict=True) for row in runs(edit, old)]
        return [record for record in self._sourced(number, rows) if record.old or record.new]

    @cached_property
    def marks(self) -> list[Record]:
        """What was noted and left as it is (``new`` is what a rule proposes): each place and rule as first noted."""
        first: dict[tuple[str, int, int], Record] = {}
        for number, each in enumerate(self.rounds):
            for record in self._sourced(number, each.marks):
                first.setdefault((record.rule, record.start, record.end), record)
        return list(first.values())

    def _sourced(self, number: int, rows: list[Edit]) -> Iterator[Record]:
        """``rows``, edits or marks of round ``number``, as records with source offsets."""
        starts = np.fromiter((r.start for r in rows), np.int64, len(rows))
        ends = np.fromiter((r.end for r in rows), np.int64, len(rows))
        starts, ends = through(self.rounds[:number], starts, ends)
        stage = self.rounds[number].stage
        for row, start, end in zip(rows, starts.tolist(), ends.tolist(), strict=True):
            yield Record(stage, row.rule, start, end, self.source[start:end], row.new, row.reason, row.confidence)
