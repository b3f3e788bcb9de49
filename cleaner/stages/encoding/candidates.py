"""The ways to turn misread lines back, and the best way for each.

All lines are turned back together (``solve``): for each codec family and each codec that the bytes can have been in,
native codecs read them again; lines that lost bytes go through the character model; and what comes out must read far
better than what stood there (``gates``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from cleaner.patterns import lazy
from cleaner.stages.encoding import mixed
from cleaner.stages.encoding.board import Board
from cleaner.stages.encoding.candidate import Candidate
from cleaner.stages.encoding.fates import ended
from cleaner.stages.encoding.gates import measure, reading, suspicious
from cleaner.stages.encoding.losses import fill, lossy
from cleaner.stages.encoding.policies import CODE_PAGES, OUTLANDISH, Family, habits
from cleaner.stages.encoding.readings import (
    BROKEN,
    ambiguous,
    as_pairs,
    bytes_of,
    encodable_lines,
    family_encoder,
    misread,
    rough,
    spaced,
    unbroken,
)
from cleaner.stages.encoding.recut import Broken, judge, recut
from cleaner.stages.encoding.twins import told_apart

# What the bytes were, after what they were read as.
_STEPS: dict[Family, tuple[str, ...]] = {
    "gbk": ("utf-8", "big5hkscs"),
    "big5": ("utf-8", "gb18030"),
    "sjis": ("utf-8", "gb18030", "big5hkscs"),
    "latin": ("gb18030", "big5hkscs", "utf-8"),
    "korean": ("utf-8", "gb18030", "big5hkscs"),
    **dict.fromkeys(CODE_PAGES, ("utf-8", "gb18030", "big5hkscs")),
}
_MUCH_LESS = 2.5  # nats a character: codecs in which what is left of a line reads so much worse are not tried
_TRIAL = 64  # lines that may be mixed at a time
_DEEPEST = 4  # misreadings on top of each other
_MIXED_STEP = "{} read as Latin-1 but for runs of UTF-8"
_FEWEST_PROVEN = 2  # the same on a page that was misread so for sure
_FEWEST_LATIN, _LATIN_SHARE = 4, 0.4  # letters of a line that may be mixed, and their share of what is not ASCII
_MOST_TWICE = 0.2  # of the letters of a line: what was misread twice has more of Â and Ã
_TONED = lazy("(?<=[\u3400-\u9fff])[\xc0-\u024f]|[\xc0-\u024f](?=[\u3400-\u9fff])")
_CONTROL = re.compile("[\x80-\x9f]")
_PAIRS = re.compile("(?!\\A[\x00-\x7f]*\\Z)\\A[\x00-\u07ff]+\\Z")  # letters that are one byte or two each
_MIXED = frozenset(f"{codec} as latin" for codec in mixed.CODECS)


def solve(
    texts: Sequence[str],
    kinds: frozenset[str] = frozenset(),
    depth: int = 1,
    follows: Sequence[str] | None = None,
    law: str = "",
) -> list[Candidate | None]:
    """For each text, which holds no line end, the best way to turn it back, or ``None`` where no way is good enough.

    kinds: in which ways the page is known to be misread.  follows: what stands behind each text, as far as that tells.
    law: in which of them all of it was: then a text needs not read well, if misreading it gives what stood there.
    """
    out: list[Candidate | None] = [None] * len(texts)
    if not texts:
        return out
    before = measure(texts)
    todo = np.flatnonzero((before.foreign > 0) if law else suspicious(before, bool(kinds))).tolist()
    if todo:
        behind = [follows[i] for i in todo] if follows else [""] * len(todo)
        board = Board([texts[i] for i in todo], before.only(todo), kinds, behind, law)
        broken = _read_all(board)
        if depth < _DEEPEST:
            _read_again(board, depth)
        if depth == 1:
            _read_mixed(board)
        judge(board)
        if depth == 1:
            recut(board, broken)
        for at, i in enumerate(todo):
            out[i] = board.answer(at)
    return out


def _read_all(board: Board) -> list[Broken]:
    """Read the lines in every codec that they can have been in; those in which pairs are refused, with the codecs."""
    lost: dict[tuple[int, Family, str], float] = {}
    for family, truths in _STEPS.items():
        chosen = board.written(family)
        for truth in truths:
            chosen = [i for i in chosen if not board.certain(i)]
            if family in OUTLANDISH and truth != "utf-8" and f"{truth} as {family}" not in board.kinds:
                chosen = [i for i in chosen if board.jumbled(i)]
            if not chosen:
                break
            texts = _texts([board.texts[i] for i in chosen], family, truth)
            for rows in (list(zip(chosen, texts, strict=True)), *_otherwise(board, chosen, family, truth)):
                whole = [row for row in rows if not BROKEN.search(row[1])]
                board.offer(_verified(board, board.promising(whole, f"{truth} as {family}"), family, truth))
                for likely, i in lossy(board, _losing(rows, whole, truth), family, truth):
                    lost[i, family, truth] = max(likely, lost.get((i, family, truth), likely))
    rounds: dict[tuple[Family, str], list[int]] = {}
    likeliest: dict[int, float] = {}
    for (i, family, truth), likely in sorted(lost.items(), key=lambda row: -row[1]):
        if likely > likeliest.setdefault(i, likely) - _MUCH_LESS:
            rounds.setdefault((family, truth), []).append(i)
    for (family, truth), lines in rounds.items():
        fill(board, [i for i in lines if not board.settled(i)], family, truth)
    return [(i, family, truth) for (family, truth), lines in rounds.items() if truth != "utf-8" for i in lines]


def _otherwise(board: Board, chosen: list[int], family: Family, truth: str) -> Iterator[list[tuple[int, str]]]:
    """Lines with characters that the codecs of a family do not write alike, as each codec would have them."""
    for habit, unlike in ambiguous(family):
        held = board.holding(unlike)
        some = [i for i in chosen if i in held] if held else []
        if not some:
            continue
        fits = encodable_lines([board.texts[i] for i in some], habit.encoder)
        lines = [i for i, fit in zip(some, fits, strict=True) if fit]
        if lines:
            apart = told_apart([board.texts[i] for i in lines], truth, habit)
            text = rough(bytes_of("\n".join(apart), habit.encoder), truth)
            yield list(zip(lines, text.split("\n"), strict=True))


def _texts(lines: list[str], family: Family, truth: str) -> list[str]:
    """``lines`` read in ``truth``, what is broken as surrogates."""
    texts = rough(bytes_of("\n".join(lines), family_encoder(family)), truth).split("\n")
    if truth != "utf-8":
        return texts if family == "latin" else _paired_losses(lines, texts, family, truth)
    if family != "latin":
        return texts
    if not any(map(_CONTROL.search, lines)) or ended("".join(lines)):  # other bytes may have become blanks, too
        return texts
    return [
        rough(spaced(bytes_of(line, family_encoder(family))), truth) if BROKEN.search(text) else text
        for line, text in zip(lines, texts, strict=True)
    ]


def _paired_losses(lines: list[str], texts: list[str], family: Family, truth: str) -> list[str]:
    """``texts``, read again as if each mark stood for a pair of bytes where what is left reads better then."""
    marked = [at for at, line in enumerate(lines) if "\ufffd" in line]
    if not marked:
        return texts
    data = bytes_of("\n".join(lines[at] for at in marked), family_encoder(family))
    others = rough(as_pairs(data), truth).split("\n")
    means = reading(unbroken([*(texts[at] for at in marked), *others])).mean
    better = means[len(marked) :] > means[: len(marked)]
    texts = [*texts]
    for at, other, take in zip(marked, others, better.tolist(), strict=True):
        if take:
            texts[at] = other
    return texts


def _losing(rows: list[tuple[int, str]], whole: list[tuple[int, str]], truth: str) -> list[tuple[int, str]]:
    """Those of ``rows`` that may have lost bytes; nothing is broken in those of ``whole``."""
    if truth == "utf-8" or not any("?" in text for _, text in whole):
        kept = {i for i, _ in whole}
    else:
        kept = {i for i, text in whole if "?" not in text}
    return [row for row in rows if row[0] not in kept]


def _verified(board: Board, found: list[tuple[int, str]], family: Family, truth: str) -> list[tuple[int, Candidate]]:
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


def _read_again(board: Board, depth: int) -> None:
    """Text that was misread more than once."""
    todo = [(i, first) for i, first in board.again if board.best[i] is None]
    board.again = []
    found = solve([first.text for _, first in todo], depth=depth + 1, law=board.law.rpartition(", ")[0])
    board.offer(
        [
            (i, second._replace(step=f"{second.step}, then {first.step}", kind=f"{second.kind}, {first.kind}"))
            for (i, first), second in zip(todo, found, strict=True)
            if second is not None
        ]
    )


def _read_mixed(board: Board) -> None:
    """GBK or Big5 of which a program decoded pairs of bytes that are valid UTF-8, or lost those that nobody sees."""
    proven = bool(board.kinds & _MIXED)
    fewest = np.maximum(_FEWEST_PROVEN if proven else _FEWEST_LATIN, _LATIN_SHARE * board.before.foreign)
    latin = board.before.latin >= fewest
    if proven:
        latin |= [_PAIRS.search(text) is not None for text in board.texts]
    hyphens = any("\xad" in text for text in board.texts)
    lines: list[int] = np.flatnonzero(latin).tolist()
    todo = [i for i in lines if _is_open(board, i)]
    joined = mixed.told(board.texts)
    if joined or not hyphens:
        todo += _in_doubt(board, lines)
    for first in range(0, len(todo), _TRIAL):
        lines = todo[first : first + _TRIAL]
        _restore_mixed(board, lines, hyphens, joined)
        if all(board.best[i] is None for i in lines):  # bytes that are no text
            return


def _is_open(board: Board, i: int) -> bool:
    """Whether nothing better than an invention is known for a line that is not misread twice."""
    best, text = board.best[i], board.texts[i]
    twice = text.count("Â") + text.count("Ã") > _MOST_TWICE * len(text)
    return (best is None or best.invented) and not twice


def _in_doubt(board: Board, lines: list[int]) -> list[int]:
    """Lines of which each letter can be one byte, on a page where some are several, or where soft hyphens may be lost.

    要, 個, 原 and others begin with that byte in Big5, so that most lines have one.
    """
    known = [(i, best) for i in lines if (best := board.best[i]) and best.exact and best.kind in _MIXED]
    known = [(i, best) for i, best in known if best.step.endswith(("windows-1252", "Latin-1"))]
    doubts = mixed.doubtful([best.text for _, best in known], [board.texts[i] for i, _ in known])
    return [i for (i, best), doubt in zip(known, doubts, strict=True) if doubt or best.kind.startswith("big5")]


def _restore_mixed(board: Board, lines: list[int], hyphens: bool, joined: bool) -> None:
    letters = int(board.before.foreign.sum())
    found = mixed.restored([board.texts[i] for i in lines], hyphens, joined, letters)
    board.replace(
        [
            (i, Candidate(text, _MIXED_STEP.format(codec), f"{codec} as latin", not gaps, lead=lead, gaps=gaps))
            for i, (text, codec, lead, gaps) in zip(lines, found, strict=True)
            if not _toned(board.best[i], text)
        ]
    )


def _toned(known: Candidate | None, text: str) -> bool:
    """Whether ``text`` has a letter of another language at an ideograph, and what is known without a choice has none.

    To the model it is a letter like others, and rare signs such as ``–`` are less likely.
    """
    return known is not None and known.exact and bool(_TONED.search(text)) and not _TONED.search(known.text)
