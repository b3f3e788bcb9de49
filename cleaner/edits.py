"""What a stage proposes: edits one by one, or as columns where a page has thousands of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

Offsets = NDArray[np.int64]


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


class Edits(Sequence[Edit]):
    """Edits in order, without overlaps, without a reason and a doubt, as columns; an ``Edit`` is made when asked for.

    starts, ends: their ranges.  news: what stands there then.  rules: the rule of each, or one for all.
    """

    __slots__ = ("ends", "news", "rules", "starts")

    def __init__(self, starts: Offsets, ends: Offsets, news: Sequence[str], rules: Sequence[str] | str) -> None:
        self.starts = starts
        self.ends = ends
        self.news = news
        self.rules = rules

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> Edit: ...
    @overload
    def __getitem__(self, index: slice) -> Edits: ...
    def __getitem__(self, index: int | slice) -> Edit | Edits:
        rules = self.rules
        if isinstance(index, slice):
            own = rules if isinstance(rules, str) else rules[index]
            return Edits(self.starts[index], self.ends[index], self.news[index], own)
        rule = rules if isinstance(rules, str) else rules[index]
        return Edit(int(self.starts[index]), int(self.ends[index]), self.news[index], rule)

    def __iter__(self) -> Iterator[Edit]:
        rules = [self.rules] * len(self) if isinstance(self.rules, str) else self.rules
        return map(Edit, self.starts.tolist(), self.ends.tolist(), self.news, rules)

    def named(self) -> Collection[str]:
        """The rules of these edits."""
        return (self.rules,) if isinstance(self.rules, str) else set(self.rules)

    def chosen(self, keep: Sequence[bool]) -> Edits:
        """Those of the edits for which ``keep`` is true."""
        rules = self.rules
        own = rules if isinstance(rules, str) else [rule for rule, kept in zip(rules, keep, strict=True) if kept]
        flags = np.array(keep, np.bool_)
        news = [new for new, kept in zip(self.news, keep, strict=True) if kept]
        return Edits(self.starts[flags], self.ends[flags], news, own)

    def fits(self, size: int) -> bool:
        """Whether the edits are in order, without overlaps, and inside a text of ``size`` characters."""
        starts, ends = self.starts, self.ends
        inside = not len(starts) or (starts[0] >= 0 and ends[-1] <= size)
        return bool(inside and (starts <= ends).all() and (ends[:-1] <= starts[1:]).all())


def mask_of(size: int, spans: Iterable[tuple[int, int]]) -> NDArray[np.bool_]:
    """Which of ``size`` characters stand in one of ``spans``; what is past the size is passed over."""
    mask = np.zeros(size, np.bool_)
    for start, end in spans:
        mask[start:end] = True
    return mask


def settle(edits: Iterable[Edit]) -> list[Edit]:
    """``edits`` in order without overlaps: of two that overlap, the one that begins first, then the longer, stays."""
    out: list[Edit] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if edit.start >= at:
            out.append(edit)
            at = max(at, edit.end)
    return out
