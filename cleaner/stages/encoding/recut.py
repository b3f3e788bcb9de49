"""Lines whose bytes were paired wrongly behind a lost one: cut anew, so that a lost byte costs one character.

A byte that a program dropped shifts all pairs up to the next ASCII character, and what comes of them may hold no error:
then nothing but how it reads tells of the loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np

from cleaner.stages.decode.cut import Lattice
from cleaner.stages.encoding.board import Board
from cleaner.stages.encoding.candidate import Candidate
from cleaner.stages.encoding.policies import CODE_PAGES, Family
from cleaner.stages.encoding.readings import bytes_of, family_encoder
from cleaner.stages.encoding.sound import faults

_MOST = 30_000  # bytes that are cut anew at a time
_TRIAL = 64  # lines at a time; where none of them is found, the others are left alone
_SHORTEST = 8  # characters of a line that lost bytes: less tells nothing
# Nats: of 25 lines with a letter between ideographs that is meant none is cut otherwise, of 500 lines that lost bytes
# most come out right.
_BROKEN = np.float32(-9)
_MOST_FAULTY = 0.15  # of the characters of a line: beyond it the line says more as it stands
_DENSE, _MOSTLY = 10, 0.9  # Latin letters, and of all that is not ASCII
_LOST = re.compile("[\udc80-\udcff]")
_SPACE = re.compile(rb"(?<=[\x80-\xff]) | (?=[\x80-\xff])")  # that may have been a no-break one, so half of a pair
TORN = re.compile("(?<=[\u3400-\u9fff])(?: ?[@-~](?=[\u3400-\u9fff])| [@-~](?![@-~]))")  # half of a pair
# A small letter or mark that may be the second half of a character of Big5.
_ALONE = re.compile("(?:(?<=[^\x00-\x7f])|^)[@[-`{|}~a-z](?=[\u3400-\u9fff])")
_TORN_LEAD = 0.5  # nats
_PAIRS = ("gb18030", "big5hkscs")
_SILENT = frozenset(("gbk", "big5", "sjis", "korean"))  # families in which pairs are refused all the time
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_LONG, _SILENT_LEAD = 8, 2.0  # characters among which one would be lost; nats

Broken = tuple[int, Family, str]


def recut(board: Board, broken: Iterable[Broken]) -> None:
    """Offer lines that have no good candidate, cut anew: the ``broken`` ones, and those that are surely misread.

    broken: those in which pairs are refused, with the codecs.
    """
    lines = dict.fromkeys((*broken, *_certain(board)))
    left = _MOST
    todo = [line for line in lines if _open(board, line[0]) and len(board.texts[line[0]]) >= _SHORTEST]
    for first in range(0, len(todo), _TRIAL):
        trial = [line for line in todo[first : first + _TRIAL] if _open(board, line[0])]
        left -= sum(len(board.texts[i]) for i, _, _ in trial)
        if left < 0:
            return
        found = [(i, _anew(board.texts[i], family, truth)) for i, family, truth in trial]
        shares = faults([candidate.text for _, candidate in found])
        board.offer([row for row, share in zip(found, shares, strict=True) if share <= _MOST_FAULTY])
        if all(_open(board, i) for i, _, _ in trial):  # bytes that are no text
            return


def _anew(line: str, family: Family, truth: str) -> Candidate:
    """What a line was, cut anew."""
    text = _cut(bytes_of(line, family_encoder(family)), truth, spaces=True)
    return _gapped(text, f"{truth} read as {family}", f"{truth} as {family}")


def _open(board: Board, i: int) -> bool:
    """Whether a line has no candidate that is more than an invention."""
    best = board.best[i]
    return best is None or best.invented


def _certain(board: Board) -> Iterator[Broken]:
    """Lines of letters that no language writes so, with the codecs that may have read them."""
    latin = board.before.latin >= np.maximum(_DENSE, _MOSTLY * board.before.foreign)
    for family in ("latin", *CODE_PAGES):
        for i in board.written(family):
            if _open(board, i) and (latin[i] if family == "latin" else not latin[i] and board.jumbled(i)):
                yield from ((i, family, truth) for truth in _PAIRS)


def judge(board: Board) -> None:
    """Look again at the best candidates of pairs: what reads badly in part is cut anew, or known to be in doubt."""
    left = _MOST
    chosen = [(i, best) for i, best in enumerate(board.best) if best and not best.kind.startswith("utf-8")]
    for (i, best), share in zip(chosen, faults([best.text for _, best in chosen]), strict=True):
        judged = best
        if (share or TORN.search(best.text)) and not best.gaps:
            judged, used = _mended(best, share, left)
            left -= used
        board.best[i] = _doubted(judged, board.texts[i])


def _mended(best: Candidate, share: float, left: int) -> tuple[Candidate, int]:
    """A candidate whose text reads badly in part, cut anew if that is better; and how many bytes were looked at."""
    truth = best.kind.partition(" as ")[0]
    data = best.text.encode(truth, "replace") if truth in _PAIRS else b""
    if not data or best.lost or ", " in best.kind or not best.verified or len(data) > left:
        return _judged(best, share), 0
    text = _cut(data, truth, spaces=" " in best.text)
    (other,) = faults([text])
    if text == best.text or other > share:
        return _judged(best, share), len(data)
    return _judged(_gapped(text, best.step, best.kind)._replace(mean=best.mean), other), len(data)


def _judged(candidate: Candidate, share: float) -> Candidate:
    """``candidate``, ``share`` of which reads as no text: it is no more without a choice, or mostly invented."""
    if share > _MOST_FAULTY:
        return candidate._replace(blind=1.0)
    return candidate._replace(lead=0.0) if share else candidate


def _doubted(candidate: Candidate, observed: str) -> Candidate:
    """``candidate``, not without a choice where a program that marks no losses would have lost some of it.

    A program that shows private characters of pairs that its codec has not loses none. In Big5 a letter among
    ideographs may be what is left of one.
    """
    family = candidate.kind.partition(" as ")[2]
    silent = family in _SILENT and candidate.exact and len(candidate.text) >= _LONG and not _PRIVATE.search(observed)
    torn = candidate.kind == "big5hkscs as latin" and candidate.exact and _ALONE.search(candidate.text)
    return candidate._replace(lead=_SILENT_LEAD if silent else _TORN_LEAD) if silent or torn else candidate


def _gapped(text: str, step: str, kind: str) -> Candidate:
    """A candidate with the replacement character for each byte of ``text`` that is left of a pair."""
    shown = _LOST.sub("\ufffd", text)
    gaps = shown.count("\ufffd")
    return Candidate(shown, step, kind, not gaps, lead=0.0, gaps=gaps)


def _cut(data: bytes, codec: str, spaces: bool) -> str:
    """``data`` as characters and lone bytes, the likeliest way; ``spaces``: a space may be half of a pair."""
    spaces = spaces and _SPACE.search(data) is not None
    lattice = Lattice(_SPACE.sub(b"\xa0", data) if spaces else data, codec, spaces, _BROKEN)
    return "".join(char for _, char in lattice.units(lattice.best()))
