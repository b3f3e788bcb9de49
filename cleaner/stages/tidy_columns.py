"""Where a text was wrapped at a fixed width: stretches of lines, each with its column.

Lines that end within a sentence speak for a column where they reach it and against it where they do not: of a wrapped
text nearly all reach it, of verse, headlines, tables and code they do not. A line wider than the column (an address, a
headline, a paragraph that nobody wrapped) and whatever stands in other stretches refute nothing. A width may count
columns (a Chinese character takes two), characters or bytes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from math import isnan, nan
from typing import NamedTuple

from cleaner.patterns import HAN, lazy
from cleaner.stages.tidy_flow import flow, goes_on
from cleaner.stages.tidy_lines import ENDS, INDENT, Line, begins_anew, follows

LEAST_BREAKS, LEAST_MARKED = 5, 3
"""Lines that end within a sentence, at least; and where empty lines or indents mark all paragraphs."""
NARROWEST, NARROW, WIDEST = 20, 44, 180
"""Columns of a wrapped line; below ``NARROW`` more must speak for it."""
RAGGED = 6
"""Columns by which wrapped lines differ: a mark may not begin a line, a Latin word is not cut."""
CLAUSE_SHARE = 0.4
"""The share of the lines broken at a column that hold a comma."""
_MEASURES = (1, 0, 2)  # what a Chinese character takes beyond an ASCII one: columns, characters, bytes
_ROUNDS = 4
_NARROW_BREAKS = 10
_AGAINST, _NARROW_AGAINST = -5, -12  # what a line counts that ends within a sentence and is not full
_ENDS_THERE, _TOO_WIDE = -1, -2  # and one that seems to end there, as headings do; and one that is too wide
_CLEAR_SHARE = 0.75  # of the breaks of the whole text, or a stretch must be longer
_LEAST_CLEAR, _LEAST_UNCLEAR = 2, 10
_INNER_SHARE, _MARKED_SHARE, _MANY_ENDS = 0.15, 0.9, 10
_FLOW, _SURE_FLOW = 0.0, 1.6  # nats by which halves read as one sentence; where few sentences end inside lines
_GOES_ON, _ENDED_MARKED = 2.0, -2.0  # nats that let a line be twice as ragged, and that show the end of a paragraph
_STATUTE = lazy(
    r"本(?:[办辦]法|[条條]例|[规規][则則定程]|[标標][准準]|[细細][则則]|法第)|第 ?\d{1,4} ?[条條]"
    r"|前[项項]|如左|左列|[发發公]布[日之]{0,2}施行"
)
_INNER = lazy(r"[。！？](?=.)")
_LATIN_WORD = lazy(r"[ \t]*[(\[\"'“‘（《]?[!-~]{1,200}[，。、；：）》”]?")
_MARK = lazy(r"[，。；]")
_CLOSING = frozenset("，。！？；：、”’）》」』,.;:!?)")


class Column(NamedTuple):
    """The widest line of a wrapped stretch, and by how much others are narrower."""

    width: int
    measure: int
    ragged: int

    @property
    def columns(self) -> int:
        """The width in columns of Chinese text."""
        return self.width * 2 // (self.measure + 1)

    def is_full(self, line: Line, after: Line) -> bool:
        """Whether a line ends where it does because the word behind it did not fit."""
        width = line.width(self.measure)
        if width > self.width:
            return not self.is_passed(line) and line.text[-1] in _CLOSING
        return width >= self.width - self.ragged or width + _word(after.text) > self.width

    def is_near(self, line: Line) -> bool:
        """Whether a line is at most twice as ragged as most are."""
        return self.width - 2 * self.ragged <= line.width(self.measure) <= self.width

    def is_passed(self, line: Line) -> bool:
        """Whether a line is too wide, even if two marks hang over."""
        return line.width(self.measure) > self.width + 2 * (self.measure + 1)


class Stretch(NamedTuple):
    """Lines ``first`` to ``last``, wrapped at a column."""

    first: int
    last: int
    column: Column
    full: frozenset[int]
    """The lines that end within a sentence because the column was reached."""
    ended: frozenset[int]
    """The full lines that seem to end there all the same, as headings do."""
    marked: bool
    """Whether blanks part its paragraphs."""


def is_statute(text: str) -> bool:
    """Whether two lines of a text say what statutes say: these keep their layout."""
    first = _STATUTE.search(text)
    end = text.find("\n", first.end()) if first else -1
    return end >= 0 and _STATUTE.search(text, end) is not None


def stretches(lines: list[Line]) -> list[Stretch]:
    """The wrapped stretches of a text that is no statute, in order."""
    rest = breaks = [number for number, (one, other) in enumerate(pairwise(lines)) if _is_broken(one, other)]
    found: list[Stretch] = []
    flows: dict[int, float] | None = None
    for _ in range(_ROUNDS):
        if len(rest) < LEAST_MARKED or (column := _column(lines, rest)) is None:
            break
        full = frozenset(number for number in rest if column.is_full(lines[number], lines[number + 1]))
        if len(full) >= LEAST_MARKED and _has_clauses(lines, full):
            if flows is None:
                flows = _flows(lines, breaks)
            more = (number for number in breaks if column.is_near(lines[number]) and flows[number] >= _GOES_ON)
            found += _wrapped(lines, full | frozenset(more), column, flows)
        rest = [number for number in rest if number not in full]
    return sorted(found)


def _is_broken(one: Line, other: Line) -> bool:
    """Whether a line ends within a sentence that the next may go on with."""
    if one.text[-1] in ENDS or not follows(one, other) or other.indent >= one.indent + INDENT:
        return False
    return HAN.search(one.text) is not None or HAN.search(other.text) is not None


def _flows(lines: list[Line], breaks: list[int]) -> dict[int, float]:
    """How well each line that ends within a sentence goes on; not a number where that cannot be told."""
    told = [number for number in breaks if goes_on(lines[number].text, lines[number + 1].text)]
    pairs = [(lines[number].text, lines[number + 1].text) for number in told]
    return dict.fromkeys(breaks, nan) | (dict(zip(told, flow(pairs).tolist(), strict=True)) if pairs else {})


def _word(text: str) -> int:
    """The width of the Latin word, with the marks on it, that a line begins with; 0 for others."""
    found = _LATIN_WORD.match(text)
    return len(found[0].lstrip()) if found else 0


def _column(lines: list[Line], breaks: list[int]) -> Column | None:
    """The width within ``RAGGED`` columns below which most of the breaks stand, by the measure that tells it best."""
    best, most = None, 0
    sizes = [(len(lines[number].text), lines[number].wide) for number in breaks]
    for measure in _MEASURES:
        ragged = RAGGED * (measure + 1) // 2
        widths = sorted([size + measure * wide for size, wide in sizes])
        for past, (width, after) in enumerate(pairwise([*widths, -1]), 1):
            if width != after and NARROWEST <= width * 2 // (measure + 1) <= WIDEST:
                many = past - bisect_left(widths, width - ragged)
                best, most = (Column(width, measure, ragged), many) if many > most else (best, most)
    return best


def _has_clauses(lines: list[Line], full: frozenset[int]) -> bool:
    """Whether clauses part inside the lines that reach a column."""
    return sum("，" in lines[number].text or "," in lines[number].text for number in full) >= CLAUSE_SHARE * len(full)


def _wrapped(lines: list[Line], full: frozenset[int], column: Column, flows: dict[int, float]) -> Iterator[Stretch]:
    """The stretches wrapped at a column; none where too little speaks for it."""
    scores = _scores(lines, full, column, flows)
    against = sum(1 for score in scores if score < _TOO_WIDE)
    clear = len(full) >= _CLEAR_SHARE * (len(full) + against)
    found, every, places = [], set[int](), sorted(full)
    for first, last in _segments(scores):
        inside = frozenset(places[bisect_left(places, first) : bisect_right(places, last)])
        if len(inside) >= (_LEAST_CLEAR if clear else _LEAST_UNCLEAR):
            marked = _marks_paragraphs(lines[first : last + 2], column)
            found.append(Stretch(first, last, column, inside, _ended(lines, inside, flows, marked), marked))
            every |= inside
    least = _NARROW_BREAKS if column.columns < NARROW else LEAST_BREAKS
    if len(found) == 1 and found[0].marked and not against:
        least = min(least, LEAST_MARKED)
    ends = any(_has_end(lines, each) for each in found)
    if ends and len(every) >= least and _reads_on(lines, every, column, flows):
        yield from found


def _ended(lines: list[Line], full: frozenset[int], flows: dict[int, float], marked: bool) -> frozenset[int]:
    """The full lines that the next one hardly goes on with: told with less if they hold no mark, and blanks no end."""
    plain = frozenset(number for number in full if not _MARK.search(lines[number].text))
    least = _ENDED_MARKED if marked else 0
    return frozenset(number for number in plain if flows[number] < least) | frozenset(
        number for number in full - plain if not marked and flows[number] < _ENDED_MARKED
    )


def _scores(lines: list[Line], full: frozenset[int], column: Column, flows: dict[int, float]) -> list[int]:
    """What each line says about a column."""
    against = _NARROW_AGAINST if column.columns < NARROW else _AGAINST
    scores = [0] * len(lines)
    for number, line in enumerate(lines):
        if column.is_passed(line) and HAN.search(line.text) and "://" not in line.text:
            scores[number] = _TOO_WIDE
    for number, reads in flows.items():
        scores[number] = 1 if number in full else _ENDS_THERE if reads < 0 else against
    return scores


class _Run(NamedTuple):
    """Places ``first`` up to ``past``, the sums of scores before and behind them, and the next run with a lower one."""

    first: int
    past: int
    before: int
    total: int
    lower: int


def _segments(scores: list[int]) -> Iterator[tuple[int, int]]:
    """The first and last places of all maximal scoring runs (Ruzzo and Tompa 1999), with the zeros around them."""
    runs: list[_Run] = []
    total = 0
    for place, score in enumerate(scores):
        before, total = total, total + score
        if score > 0:
            _add(runs, place, before, total)
    for run in runs:
        first, past = run.first, run.past
        while first and not scores[first - 1]:
            first -= 1
        while past < len(scores) and not scores[past]:
            past += 1
        yield first, past - 1


def _add(runs: list[_Run], place: int, before: int, total: int) -> None:
    """Take one more place with a positive score into the runs: a run of its own, or the end of an earlier one."""
    first = place
    while True:
        lower = len(runs) - 1
        while lower >= 0 and runs[lower].before >= before:
            lower = runs[lower].lower
        if lower < 0 or runs[lower].total >= total:
            runs.append(_Run(first, place + 1, before, total, lower))
            return
        first, before = runs[lower].first, runs[lower].before
        del runs[lower:]


def _marks_paragraphs(lines: list[Line], column: Column) -> bool:
    """Whether an empty line or an indent follows each paragraph: its last line, which seldom is full, shows it."""
    ends = [(one, other) for one, other in pairwise(lines) if not column.is_full(one, other) and one.text[-1] in ENDS]
    marked = sum(
        other.row - one.row > 1 or begins_anew(other) or other.indent >= one.indent + INDENT for one, other in ends
    )
    return len(ends) > 1 and marked >= (1.0 if len(ends) < _MANY_ENDS else _MARKED_SHARE) * len(ends)


def _has_end(lines: list[Line], stretch: Stretch) -> bool:
    """Whether a sentence ends in a line that is not full."""
    least = stretch.column.width - stretch.column.ragged
    measure = stretch.column.measure
    inside = lines[stretch.first : stretch.last + 2]
    return any(line.width(measure) < least and line.text[-1] in ENDS for line in inside)


def _reads_on(lines: list[Line], full: set[int], column: Column, flows: dict[int, float]) -> bool:
    """Whether the lines that were broken read as halves of sentences."""
    told = [flows[number] for number in full if not isnan(flows[number])]
    inner = sum(1 for number in full if _INNER.search(lines[number].text))
    sure = inner < _INNER_SHARE * len(full) or column.columns < NARROW
    if not told:
        return not sure
    return sum(told) / len(told) >= (_SURE_FLOW if sure else _FLOW)
