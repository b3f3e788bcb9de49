"""Lines that lost bytes, read with each habit that a program may have: the model chooses what was lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from cleaner.character_model import DIGIT, LETTER
from cleaner.patterns import lazy
from cleaner.stages.encoding.board import CERTAIN, Board
from cleaner.stages.encoding.candidate import Candidate, Doubts, wide
from cleaner.stages.encoding.fates import fates
from cleaner.stages.encoding.filling import Filling, Reading, filled
from cleaner.stages.encoding.gates import LIKELY, reading
from cleaner.stages.encoding.policies import CODE_PAGES, Family, Habit, habits
from cleaner.stages.encoding.readings import encodable_lines, misread, unbroken
from cleaner.stages.encoding.twins import told_apart

_MOST_BROKEN_UTF8, _MOST_BROKEN_PAIRS = 0.55, 0.72  # of the characters of a line
_UNKNOWN = 6.0  # lost characters that one weighs of which nothing is known
_ROUGHLY, _EASED_ROUGHLY = -11.0, -14.0  # nats a character: what is left of a line that lost bytes
# Nats that an ASCII character costs of which nothing is left, and a ``?`` that is none of the marks.
_EATEN, _MARK = 3.0, 8.0
_UNEXPLAINED = 10.0  # nats that a habit falls behind that does not explain a line
_FEW = 8  # characters of a line that stand for some of which none is whole
_SEVERAL = lazy(" {2,}")
_TRIAL = 12  # lines on which all habits are tried


def lossy(board: Board, found: list[tuple[int, str]], family: Family, truth: str) -> Iterator[tuple[float, int]]:
    """How well what is left of lines that lost bytes reads, and which lines: of those that are worth a search."""
    if not found:
        return
    kind = f"{truth} as {family}"
    eased, lawful = kind in board.kinds, kind == board.law
    most = _MOST_BROKEN_UTF8 if truth == "utf-8" and not eased else _MOST_BROKEN_PAIRS
    rest: list[tuple[int, str, float]] = []
    for (i, text), left in zip(found, unbroken([text for _, text in found]), strict=True):
        gone = _gone(board.texts[i], len(text) - len(left), truth)
        number = len(left) - len(left.encode("ascii", "ignore"))  # at least as many as are measured
        if number and (gone <= most * (number + gone) or lawful):
            rest.append((i, left, gone))
        elif (eased or lawful) and not number and _telling(board.texts[i]):
            yield LIKELY, i  # a date, a short word: the page tells what it was
    if not rest:
        return
    lines = reading([left for _, left, _ in rest])
    for (i, _, gone), mean, number in zip(rest, lines.mean.tolist(), lines.foreign.tolist(), strict=True):
        readable = gone <= most * (number + gone) and mean > (_EASED_ROUGHLY if eased else _ROUGHLY)
        if number and (readable or lawful):
            yield mean - 2.0 * gone / (number + gone), i
            if truth == "utf-8" and number >= CERTAIN and gone <= number and mean > LIKELY:
                board.note(i)


def _telling(word: str) -> bool:
    """Whether of a short text of which no character is whole about half the bytes are left."""
    size = wide(word)
    return size <= _FEW and 2 * word.count("\ufffd") <= size


def _gone(line: str, broken: int, truth: str) -> float:
    """About how many characters of ``line`` lost bytes; ``broken`` surrogates stand for what is left of them."""
    if truth != "utf-8":
        return broken / 2 + _UNKNOWN * line.count("?")
    return broken / 3 if "\ufffd" in line or "?" in line else broken / 2


def fill(board: Board, chosen: list[int], family: Family, truth: str) -> None:
    """Read lines that lost bytes: a few hastily with all habits, then all with those that explain most of the few.

    Where what comes out of those few of many is beyond repair, all is read hastily, and counts as invented.
    """
    trial = chosen[:_TRIAL]
    found = _tried(board, trial, family, truth)
    left = [habit for habit, each in found.items() if any(row.verified for row in each.values())] or list(found)
    invented = sum(row.invented for row in map(partial(_best, found), trial) if row)
    hasty = len(chosen) > len(trial) and invented > len(trial) / 2
    if hasty:
        ((*rows,),) = _filled(board, trial, truth, left[:1])
        hasty = sum(row.ruined for _, row in rows) > len(rows) / 2
    _offer(board, [i for i in chosen if not board.settled(i)], truth, left[0], hasty)
    lines = [i for i in chosen if not board.settled(i)]
    for habit, some in _promising(board, lines, truth, left[1:]).items():
        _offer(board, [i for i in some if not board.settled(i)], truth, habit, hasty)


def _offer(board: Board, lines: list[int], truth: str, habit: Habit, hasty: bool) -> None:
    """Offer what a habit makes of lines; what is read hastily counts as invented."""
    for rows in _filled(board, lines, truth, [habit], hasty) if lines else ():
        board.offer([(i, _invented(row) if hasty else row) for i, row in rows])


def _promising(board: Board, lines: list[int], truth: str, tried: Sequence[Habit]) -> dict[Habit, list[int]]:
    """For each habit those of ``lines`` that it explains in haste; what none explains, for the one that reads best."""
    out: dict[Habit, list[int]] = {habit: [] for habit in tried}
    if not lines or not tried:
        return out
    found = dict(zip(tried, _scored(_filled(board, lines, truth, tried, hasty=True)), strict=True))
    for i in lines:
        rows = {habit: each[i] for habit, each in found.items() if i in each}
        explained = [habit for habit, row in rows.items() if row.verified]
        for habit in explained or sorted(rows, key=lambda habit: -rows[habit].score)[:1]:
            out[habit].append(i)
    return out


def _best(found: dict[Habit, dict[int, Candidate]], i: int) -> Candidate | None:
    """What the first habit that explains a line makes of it, or else what reads best."""
    tried = [each[i] for each in found.values() if i in each]
    return next((row for row in tried if row.verified), None) or max(tried, key=lambda row: row.score, default=None)


def _tried(board: Board, trial: list[int], family: Family, truth: str) -> dict[Habit, dict[int, Candidate]]:
    """What each habit makes of ``trial`` in haste, that habit first that explains most lines."""
    bytewise = truth == "utf-8" and (family == "latin" or family in CODE_PAGES)
    every = fates(family, [board.texts[i] for i in board.written(family)]) if bytewise else habits(family)
    last = [habit for habit in every if _losing_twice(habit) and not bytewise]
    first = [habit for habit in every if habit not in last]
    found = dict(zip(first, _scored(_filled(board, trial, truth, first, hasty=True)), strict=True))
    explained = {i for rows in found.values() for i, row in rows.items() if row.verified}
    left = [i for i in trial if i not in explained]
    found.update(zip(last, _scored(_filled(board, left, truth, last, hasty=True)), strict=True))
    best: dict[int, float] = {}
    for rows in found.values():
        best.update((i, max(row.score, best.get(i, row.score))) for i, row in rows.items() if row.verified)
    ranked = sorted(every, key=lambda habit: _shortfall(found[habit], best))
    return {habit: found[habit] for habit in ranked}


def _invented(candidate: Candidate) -> Candidate:
    """``candidate`` as one that was chosen with little to go by, if anything was chosen."""
    return candidate if candidate.exact else candidate._replace(blind=1.0)


def _losing_twice(habit: Habit) -> bool:
    """Whether a habit treats some losses in another way than others: it explains much, so it is a last resort."""
    return habit.vanishes and (habit.mark != "" or bool(habit.private))


def _scored(found: Sequence[list[tuple[int, Candidate]]]) -> list[dict[int, Candidate]]:
    """For each habit the candidates by line, with the log probability of the whole text."""
    lines = reading([candidate.text for rows in found for _, candidate in rows] or [""])
    scores = iter((lines.mean * lines.foreign).tolist())
    return [{i: each._replace(score=next(scores) - each.price) for i, each in rows} for rows in found]


def _shortfall(found: Mapping[int, Candidate], best: Mapping[int, float]) -> float:
    """How much worse than the ``best`` score of each line what a habit makes of it is: much, if it explains it not."""
    rows = ((found.get(i), score) for i, score in best.items())
    return sum(score - row.score if row and row.verified else _UNEXPLAINED for row, score in rows)


def _filled(
    board: Board, chosen: list[int], truth: str, tried: Sequence[Habit], hasty: bool = False
) -> list[list[tuple[int, Candidate]]]:
    """For each habit, candidates for those lines that bear its traces, their lost bytes chosen by the model."""
    lines = [_traced(board, chosen, truth, habit) for habit in tried]
    fillings = [
        Filling(
            told_apart([board.texts[i] for i in some], truth, habit), truth, habit, [board.follows[i] for i in some]
        )
        for some, habit in zip(lines, tried, strict=True)
        if some
    ]
    read = iter(filled(fillings, hasty))
    return [
        _candidates(board, some, truth, habit, next(read)) if some else []
        for some, habit in zip(lines, tried, strict=True)
    ]


def _traced(board: Board, chosen: list[int], truth: str, habit: Habit) -> list[int]:
    """Those of the lines that bear the traces of a habit."""
    mark = habit.mark
    if not mark and truth != "utf-8":
        return []  # nothing tells where a byte is missing
    marked = mark and not habit.vanishes
    unmarked = "\ufffd" if mark != "\ufffd" else ""
    if habit.private and mark != "?":  # those that write ``?`` explain one better
        chosen = [i for i in chosen if "?" not in board.texts[i]]
    chosen = [
        i for i in chosen if (mark in board.texts[i] if marked else not unmarked or unmarked not in board.texts[i])
    ]
    fits = encodable_lines([board.texts[i] for i in chosen], habit.encoder)
    return [i for i, fit in zip(chosen, fits, strict=True) if fit]


def _price(text: str, shown: str, habit: Habit) -> float:
    """Nats that the reading ``text`` of a line costs beside how it reads: what is said to be lost, and what is not."""
    eaten = max(0, _plain(text) - _plain(shown)) if habit.pair else 0
    return habit.price + _EATEN * eaten + _MARK * text.count("?")


def _plain(text: str) -> int:
    """How many ASCII characters ``text`` holds, without question marks, which may stand for losses.

    Nor do digits and letters count that were lost: to take it that they were not would be to change a number.
    """
    return len(text.encode("ascii", "ignore")) - sum(map(text.count, ("?", DIGIT, LETTER)))


def _number_chosen(row: Reading) -> int:
    """How many characters were chosen, without the known ones between them where that is known."""
    return sum(chance < 1 for chance in row.chances) if row.chances else row.chosen


def _candidates(
    board: Board, chosen: list[int], truth: str, habit: Habit, readings: Sequence[Reading]
) -> list[tuple[int, Candidate]]:
    """``readings`` of lines as candidates, verified where the habit makes of them what stands there."""
    read = [row if row.text else row._replace(text="\ufffd") for row in readings]
    shown = misread([row.text for row in read], truth, habit)
    step, kind = f"{truth} read as {habit.name}", f"{truth} as {habit.family}"
    merges = " " in habit.fates.values()  # as a program may that parts words at blanks
    return [
        (
            i,
            Candidate(
                row.text,
                step,
                kind,
                text == board.texts[i] or (merges and _SEVERAL.sub(" ", text) == board.texts[i]),
                lead=row.lead,
                lost=row.chosen * (1 + (habit.mark == "?")) / len(row.text),
                doubtful=row.doubtful,
                blind=_number_chosen(row) / len(row.text) if habit.mark == "?" and truth != "utf-8" else 0.0,
                price=_price(row.text, board.texts[i], habit),
                unmarked=not habit.mark,
                chances=row.chances,
                doubts=Doubts(truth, habit, row.doubts, row.leads) if row.doubts else None,
            ),
        )
        for i, row, text in zip(chosen, read, shown, strict=True)
    ]
