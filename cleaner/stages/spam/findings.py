"""What the judge finds in a line, and how findings of one line are put together."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cleaner.stages.spam.reading import Reading
from cleaner.stages.spam.runs import Run

# A finding that is no farther from an end of its line than so many characters comes near it.
REST = 8


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of the text that is spam; ``whole`` where its line goes with it."""

    line: int
    start: int
    end: int
    whole: bool
    run: Run
    threshold: float
    notes: str


def within(found: Sequence[Finding], line: Reading, own: tuple[int, int]) -> Iterator[Finding]:
    """The findings of a line, those that come near an end of it only as far as its ``own`` part reaches."""
    left, right = map(line.place, own)
    start, end = line.place(0), line.place(len(line.text))
    for each in found:
        framed = each.run.framed or each.run.entire
        begins = each.start if framed or each.start - start > REST else max(each.start, left)
        ends = each.end if framed or end - each.end > REST else min(each.end, right)
        if begins < ends:
            yield replace(each, start=begins, end=ends)


def joined(found: Sequence[Finding], more: Finding) -> list[Finding]:
    """Findings of a line with one more, which swallows those that it overlaps."""
    apart = [f for f in found if f.end <= more.start or f.start >= more.end]
    inside = [f for f in found if f.start < more.end and more.start < f.end]
    top = max([*inside, more], key=lambda f: (f.run.family != "model", f.run.points))
    start, end = min(f.start for f in [*inside, more]), max(f.end for f in [*inside, more])
    return sorted([*apart, replace(top, start=start, end=end)], key=lambda f: f.start)


def confidence(points: float, threshold: float) -> float:
    """From 0.5 at the threshold toward 1."""
    return round(1.0 - 0.5 * math.exp(-max(points - threshold, 0.0) / 3.0), 3)


def notes(run: Run, threshold: float, reasons: list[str], guards: list[str]) -> str:
    """What the ledger says of a finding."""
    words = [*sorted(run.certain), *sorted(run.sure), *sorted(run.strong)][:6]
    parts = [f"family={run.family}", f"score={run.points:.1f}", f"threshold={threshold:.1f}", f"model={run.model:.1f}"]
    if words:
        parts.append(f"words={'/'.join(words)}")
    if run.contacts:
        parts.append(f"contacts={run.contacts}")
    if reasons:
        parts.append(f"page={', '.join(reasons)}")
    if guards:
        parts.append(f"guards={'/'.join(guards[:6])}")
    return " ".join(parts)
