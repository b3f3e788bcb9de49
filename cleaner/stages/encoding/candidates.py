"""The ways to turn misread lines back, and the best way for each.

All lines are turned back together (``solve``): for each codec family and each codec that the bytes can have been in,
native codecs read them again; lines that lost bytes go through the character model; and what comes out must read far
better than what stood there (``gates``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

import numpy as np

from cleaner.doc import codes
from cleaner.stages.encoding import gates, mixed
from cleaner.stages.encoding.candidate import QUESTION, Candidate, least_mean, varied
from cleaner.stages.encoding.gates import Measures, acceptable, measure, suspicious
from cleaner.stages.encoding.policies import CODE_PAGES, OUTLANDISH, Family, Habit, habits
from cleaner.stages.encoding.readings import (
    Filling,
    Reading,
    ambiguous,
    as_pairs,
    bytes_of,
    encodable,
    encodable_lines,
    family_encoder,
    filled,
    misread,
    rough,
    spaced,
)

# What the bytes were, after what they were read as.
_STEPS: dict[Family, tuple[str, ...]] = {
    "gbk": ("utf-8", "big5hkscs"),
    "big5": ("utf-8", "gb18030"),
    "sjis": ("utf-8", "gb18030", "big5hkscs"),
    "latin": ("gb18030", "big5hkscs", "utf-8"),
    "korean": ("utf-8", "gb18030"),
    **dict.fromkeys(CODE_PAGES, ("utf-8", "gb18030", "big5hkscs")),
}
_BROKEN = re.compile("[\ud800-\udfff]")
_MOST_BROKEN_UTF8, _MOST_BROKEN_PAIRS = 0.55, 0.72  # of the characters of a line
_UNKNOWN = 6.0  # lost characters that one weighs of which nothing is known
_ROUGHLY, _EASED_ROUGHLY = -11.0, -14.0  # nats a character: what is left of a line that lost bytes
_MUCH_LESS = 2.5  # nats a character: codecs in which what is left of a line reads so much worse are not tried
_TRIAL = 12  # lines on which all habits are tried
_CERTAIN = 3  # characters of whole UTF-8
_DEEPEST = 4  # misreadings on top of each other


def solve(
    texts: Sequence[str],
    kinds: frozenset[str] = frozenset(),
    depth: int = 1,
    follows: Sequence[str] | None = None,
) -> list[Candidate | None]:
    """For each text, which holds no line end, the best way to turn it back, or ``None`` where no way is good enough.

    kinds: in which ways the page is known to be misread.  follows: what stands behind each text, as far as that tells.
    """
    out: list[Candidate | None] = [None] * len(texts)
    if not texts:
        return out
    before = measure(texts)
    todo = np.flatnonzero(suspicious(before, bool(kinds))).tolist()
    if todo:
        behind = [follows[i] for i in todo] if follows else [""] * len(todo)
        board = _Board([texts[i] for i in todo], before.only(todo), kinds, behind)
        _read_all(board)
        if depth < _DEEPEST:
            _read_again(board, depth)
        if depth == 1:
            _read_mixed(board)
        for at, i in enumerate(todo):
            out[i] = board.answer(at)
    return out


class _Board:
    """Lines that may be misread, and the best candidate for each so far."""

    def __init__(self, texts: list[str], before: Measures, kinds: frozenset[str], follows: list[str]) -> None:
        self.texts, self.follows = texts, follows
        self.before = before
        self.kinds = kinds
        self.best: list[Candidate | None] = [None] * len(texts)
        self.points = codes("".join(f"{text}\n" for text in texts))
        ends = np.flatnonzero(self.points == gates.NEWLINE)
        self.starts = np.concatenate((np.zeros(1, np.int64), ends[:-1] + 1))
        self.again: list[tuple[int, Candidate]] = []  # what nothing was chosen for and what is no Chinese yet
        self._utf8: set[int] = set()
        self._jumbled: dict[int, bool] = {}
        self._rival: dict[int, Candidate] = {}  # the next best text for a line

    def offer(self, found: list[tuple[int, Candidate]]) -> None:
        """Keep candidates that are acceptable and better than what is known; ``mean`` is filled in here."""
        found = [(i, candidate) for i, candidate in found if candidate.text not in ("", self.texts[i])]
        if not found:
            return
        lines = measure([c.text for _, c in found])
        before = self.before.only([i for i, _ in found])
        least = np.array([least_mean(candidate) for _, candidate in found])
        eased = np.array([candidate.kind in self.kinds for _, candidate in found])
        proven = np.array([candidate.kind.startswith("utf-8") for _, candidate in found])
        good = acceptable(lines, before, least, eased, proven)
        rows = zip(found, lines.mean.tolist(), lines.foreign.tolist(), good.tolist(), strict=True)
        for (i, each), mean, number, fine in rows:
            candidate = each._replace(mean=mean)
            best = self.best[i]
            if fine and (varied(candidate.text) or candidate.kind in self.kinds):
                if best is None or (best.invented, -best.rank) > (candidate.invented, -candidate.rank):
                    self.best[i], candidate = candidate, best or candidate
                self._keep_rival(i, candidate)
            elif each.verified and each.lead == np.inf and mean <= gates.LIKELY and each.kind.startswith("utf-8"):
                self.again.append((i, candidate))
                if number >= _CERTAIN:
                    self._utf8.add(i)

    def _keep_rival(self, i: int, candidate: Candidate) -> None:
        """Note a candidate that was not chosen, if it is another text."""
        best, rival = self.best[i], self._rival.get(i)
        if best and candidate.text != best.text and (rival is None or rival.rank < candidate.rank):
            self._rival[i] = candidate

    def answer(self, i: int) -> Candidate | None:
        """The best candidate for a line; where nothing was chosen in it, but it was chosen itself, with its lead."""
        best, rival = self.best[i], self._rival.get(i)
        if best is None or not best.exact:
            return best
        lead = best.lead
        if rival is not None and rival.exact and rival.text != best.text:
            lead = max(0.0, best.rank - rival.rank) * len(best.text)
        if "?" in best.text and not best.kind.startswith("utf-8"):
            lead = min(lead, QUESTION)  # it may be a lost character
        return best._replace(lead=0.0 if "\ufffd" in best.text else lead)

    def settled(self, i: int) -> bool:
        """Whether the best candidate for a line gives the observed text if it is misread, and no ``?`` is in doubt."""
        best = self.best[i]
        return best is not None and best.verified and ("?" not in self.texts[i] or best.lead < np.inf)

    def certain(self, i: int) -> bool:
        """Whether no other codec has to be tried: so much is UTF-8 only if it was UTF-8."""
        best = self.best[i]
        return i in self._utf8 or (best is not None and best.verified and "?" not in self.texts[i])

    def jumbled(self, i: int) -> bool:
        """Whether a line is letters as no language writes them."""
        if i not in self._jumbled:
            self._jumbled[i] = gates.jumbled(self.texts[i])
        return self._jumbled[i]

    def note(self, i: int) -> None:
        """Note that a line is UTF-8 with losses."""
        self._utf8.add(i)


def _read_all(board: _Board) -> None:
    """Read the lines in every codec that they can have been in."""
    lossy: list[tuple[float, int, Family, str]] = []
    for family, truths in _STEPS.items():
        chosen = np.flatnonzero(encodable(board.points, board.starts, family_encoder(family))).tolist()
        for truth in truths:
            chosen = [i for i in chosen if not board.certain(i)]
            if family in OUTLANDISH and truth != "utf-8" and f"{truth} as {family}" not in board.kinds:
                chosen = [i for i in chosen if board.jumbled(i)]
            if not chosen:
                break
            rows = list(zip(chosen, _texts([board.texts[i] for i in chosen], family, truth), strict=True))
            board.offer(_verified(board, [(i, text) for i, text in rows if not _BROKEN.search(text)], family, truth))
            _offer_others(board, chosen, family, truth)
            lossy += _lossy(board, [(i, text) for i, text in rows if _may_be_lossy(text, truth)], family, truth)
    rounds: dict[tuple[Family, str], list[int]] = {}
    likeliest: dict[int, float] = {}
    for likely, i, family, truth in sorted(lossy, key=lambda row: -row[0]):
        if likely > likeliest.setdefault(i, likely) - _MUCH_LESS:
            rounds.setdefault((family, truth), []).append(i)
    for (family, truth), lines in rounds.items():
        _fill(board, [i for i in lines if not board.settled(i)], family, truth)


def _offer_others(board: _Board, chosen: list[int], family: Family, truth: str) -> None:
    """Offer what lines would be if characters that the codecs of a family do not write alike are in another of them."""
    unlike = ambiguous(family)
    some = [i for i in chosen if not unlike.isdisjoint(board.texts[i])] if unlike else []
    for habit in habits(family) if some else ():
        lines = [(i, board.texts[i]) for i in some if "\ufffd" not in board.texts[i]]
        fits = encodable_lines([text for _, text in lines], habit.encoder)
        lines = [row for row, fit in zip(lines, fits, strict=True) if fit]
        texts = rough(bytes_of("\n".join(text for _, text in lines), habit.encoder), truth).split("\n")
        rows = [(i, text) for (i, _), text in zip(lines, texts, strict=False) if not _BROKEN.search(text)]
        board.offer(_verified(board, rows, family, truth))


def _texts(lines: list[str], family: Family, truth: str) -> list[str]:
    """``lines`` read in ``truth``, what is broken as surrogates."""
    texts = rough(bytes_of("\n".join(lines), family_encoder(family)), truth).split("\n")
    if truth != "utf-8":
        return texts if family == "latin" else _paired_losses(lines, texts, family, truth)
    if family != "latin":
        return texts
    return [
        rough(spaced(bytes_of(line, family_encoder(family))), truth) if _BROKEN.search(text) else text
        for line, text in zip(lines, texts, strict=True)
    ]


def _paired_losses(lines: list[str], texts: list[str], family: Family, truth: str) -> list[str]:
    """``texts``, read again as if each mark stood for a pair of bytes where what is left reads better then."""
    marked = [at for at, line in enumerate(lines) if "\ufffd" in line]
    if not marked:
        return texts
    data = bytes_of("\n".join(lines[at] for at in marked), family_encoder(family))
    others = rough(as_pairs(data), truth).split("\n")
    means = measure([_BROKEN.sub("", text) for text in (*(texts[at] for at in marked), *others)]).mean
    better = means[len(marked) :] > means[: len(marked)]
    texts = [*texts]
    for at, other, take in zip(marked, others, better.tolist(), strict=True):
        if take:
            texts[at] = other
    return texts


def _may_be_lossy(text: str, truth: str) -> bool:
    return _BROKEN.search(text) is not None or (truth != "utf-8" and "?" in text)


def _verified(board: _Board, found: list[tuple[int, str]], family: Family, truth: str) -> list[tuple[int, Candidate]]:
    """Candidates for lines of which all bytes are known."""
    names: dict[int, str] = {}
    for habit in habits(family):
        left = [row for row in found if row[0] not in names and row[1]]
        if left:
            shown = misread([text for _, text in left], truth, habit)
            names.update((i, habit.name) for (i, _), text in zip(left, shown, strict=True) if text == board.texts[i])
    return [
        (i, Candidate(text, f"{truth} read as {names.get(i, family)}", f"{truth} as {family}", i in names))
        for i, text in found
    ]


def _lossy(
    board: _Board, found: list[tuple[int, str]], family: Family, truth: str
) -> Iterator[tuple[float, int, Family, str]]:
    """Lines that lost bytes and that are worth a search, with how well what is left of them reads."""
    if not found:
        return
    known = [_BROKEN.sub("", text) for _, text in found]
    lines = measure(known)
    eased = f"{truth} as {family}" in board.kinds
    means, numbers = lines.mean.tolist(), lines.foreign.tolist()
    for (i, text), left, mean, number in zip(found, known, means, numbers, strict=True):
        gone = _gone(board.texts[i], len(text) - len(left), truth)
        most = _MOST_BROKEN_UTF8 if truth == "utf-8" and not eased else _MOST_BROKEN_PAIRS
        if number and gone <= most * (number + gone) and mean > (_EASED_ROUGHLY if eased else _ROUGHLY):
            yield mean - 2.0 * gone / (number + gone), i, family, truth
            if truth == "utf-8" and number >= _CERTAIN and gone <= number and mean > gates.LIKELY:
                board.note(i)


def _gone(line: str, broken: int, truth: str) -> float:
    """About how many characters of ``line`` lost bytes; ``broken`` surrogates stand for what is left of them."""
    if truth != "utf-8":
        return broken / 2 + _UNKNOWN * line.count("?")
    return broken / 3 if "\ufffd" in line or "?" in line else broken / 2


def _fill(board: _Board, chosen: list[int], family: Family, truth: str) -> None:
    """Read lines that lost bytes: a few with all habits, the rest with those that did best until one gives the line."""
    trial, rest = chosen[:_TRIAL], chosen[_TRIAL:]
    last = [habit for habit in habits(family) if _losing_twice(habit)]
    first = [habit for habit in habits(family) if habit not in last]
    found = dict(zip(first, map(_scored, _filled(board, trial, truth, first)), strict=True))
    explained = {i for rows in found.values() for i, row in rows.items() if row.verified}
    left = [i for i in trial if i not in explained]
    found.update(zip(last, map(_scored, _filled(board, left, truth, last)), strict=True))
    ranked = sorted(habits(family), key=lambda h: _success(found[h].values()), reverse=True)
    for i in trial:
        rows = [found[habit][i] for habit in ranked if i in found[habit]]
        best = next((row for row in rows if row.verified), None) or max(rows, key=lambda r: r.score, default=None)
        if best is not None:
            board.offer([(i, best)])
    works = [habit for habit in ranked if any(row.verified for row in found[habit].values())]
    first, *others = works or ranked
    board.offer(_filled(board, rest, truth, [first])[0])
    for rows in _filled(board, [i for i in rest if not board.settled(i)], truth, others):
        board.offer([row for row in rows if not board.settled(row[0])])


def _losing_twice(habit: Habit) -> bool:
    """Whether a habit marks some losses and not others: it explains much, so it is a last resort."""
    return habit.mark != "" and habit.vanishes


def _scored(found: list[tuple[int, Candidate]]) -> dict[int, Candidate]:
    """Candidates by line, with the log probability of the whole text."""
    if not found:
        return {}
    lines = measure([candidate.text for _, candidate in found])
    scores = (lines.mean * lines.foreign).tolist()
    return {i: candidate._replace(score=score) for (i, candidate), score in zip(found, scores, strict=True)}


def _success(found: Collection[Candidate]) -> tuple[int, float]:
    """How many lines a habit explains, and how well they read then."""
    verified = [candidate.score for candidate in found if candidate.verified]
    return len(verified), sum(verified)


def _filled(board: _Board, chosen: list[int], truth: str, tried: Sequence[Habit]) -> list[list[tuple[int, Candidate]]]:
    """For each habit, candidates for those lines that bear its traces, their lost bytes chosen by the model."""
    lines = [_traced(board, chosen, truth, habit) for habit in tried]
    fillings = [
        Filling([board.texts[i] for i in some], truth, habit, [board.follows[i] for i in some])
        for some, habit in zip(lines, tried, strict=True)
        if some
    ]
    read = iter(filled(fillings))
    return [
        _candidates(board, some, truth, habit, next(read)) if some else []
        for some, habit in zip(lines, tried, strict=True)
    ]


def _traced(board: _Board, chosen: list[int], truth: str, habit: Habit) -> list[int]:
    """Those of the lines that bear the traces of a habit."""
    mark = habit.mark
    if not mark and truth != "utf-8":
        return []  # nothing tells where a byte is missing
    marked = mark and not habit.vanishes
    chosen = [i for i in chosen if (mark in board.texts[i] if marked else "\ufffd" not in board.texts[i])]
    fits = encodable_lines([board.texts[i] for i in chosen], habit.encoder)
    return [i for i, fit in zip(chosen, fits, strict=True) if fit]


def _candidates(
    board: _Board, chosen: list[int], truth: str, habit: Habit, readings: Sequence[Reading]
) -> list[tuple[int, Candidate]]:
    """``readings`` of lines as candidates, verified where the habit makes of them what stands there."""
    read = [row if row.text else row._replace(text="\ufffd") for row in readings]
    shown = misread([row.text for row in read], truth, habit)
    step, kind = f"{truth} read as {habit.name}", f"{truth} as {habit.family}"
    return [
        (
            i,
            Candidate(
                row.text,
                step,
                kind,
                text == board.texts[i],
                lead=row.lead,
                lost=row.chosen * (1 + (habit.mark == "?")) / len(row.text),
                doubtful=row.doubtful,
                blind=row.chosen / len(row.text) if habit.mark == "?" and truth != "utf-8" else 0.0,
            ),
        )
        for i, row, text in zip(chosen, read, shown, strict=True)
    ]


def _read_again(board: _Board, depth: int) -> None:
    """Text that was misread more than once."""
    todo = [(i, first) for i, first in board.again if board.best[i] is None]
    board.again = []
    found = solve([first.text for _, first in todo], depth=depth + 1)
    board.offer(
        [
            (i, second._replace(step=f"{second.step}, then {first.step}", kind=f"{second.kind}, {first.kind}"))
            for (i, first), second in zip(todo, found, strict=True)
            if second is not None
        ]
    )


def _read_mixed(board: _Board) -> None:
    """GBK of which a crawler decoded the runs that are valid UTF-8."""
    latin = board.before.latin >= np.maximum(4, 0.4 * board.before.foreign)
    todo = [i for i in np.flatnonzero(latin).tolist() if board.best[i] is None]
    found = mixed.restored([board.texts[i] for i in todo])
    step = "gb18030 read as Latin-1 but for runs of UTF-8"
    shown = [mixed.misread(text.encode("gb18030", "replace")) for text, _ in found]
    board.offer(
        [
            (i, Candidate(text, step, step, board.texts[i] in ways, lead=lead))
            for i, (text, lead), ways in zip(todo, found, shown, strict=True)
        ]
    )
