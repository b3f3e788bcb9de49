"""Lines whose bytes were paired wrongly behind a lost one: cut anew, so that a lost byte costs one character.

A byte that a program dropped shifts all pairs up to the next ASCII character, and what comes of them may hold no error:
then nothing but how it reads tells of the loss.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np

from cleaner.patterns import lazy
from cleaner.stages.decode.cut import Lattice
from cleaner.stages.encoding.board import Board
from cleaner.stages.encoding.candidate import Candidate
from cleaner.stages.encoding.gates import LIKELY
from cleaner.stages.encoding.policies import CODE_PAGES, PAIR_FAMILIES, Family
from cleaner.stages.encoding.readings import bytes_of, family_encoder
from cleaner.stages.encoding.sound import faults, weakest

_MOST = 30_000  # bytes that are cut anew at a time
_TRIAL = 64  # lines at a time; where none of them is found, the others are left alone
_SHORTEST = 8  # characters of a line that lost bytes: less tells nothing
_BROKEN = np.float32(-9)  # nats: a lone byte of a line that lost some for sure
# Nats: the same where no pair is refused, on a page of which nothing tells that bytes are missing, and on one of which
# another line does. Of 500 lines of poems in rare characters 2 and 15 are cut that are whole, of other text none; of
# 300 lines that lost a byte and do not show it 240 and 250 come out right in GBK, 170 and 190 in Big5.
_UNTOLD, _TOLD = np.float32(-15), np.float32(-11)
_WEAK = -12.0  # nats a character of two side by side, which hardly ever stand so
_SEVERAL = 2  # lines with small letters alone: then capitals, which are meant more often, may be halves of pairs, too
_OFTEN = 0.1  # of the lines of a page: where so many lost bytes, such letters are halves of pairs
_MANY = 3  # lines that read well, to each one that does not: then it is what it is
_MOST_FAULTY = 0.15  # of the characters of a line: beyond it the line says more as it stands
_DENSE, _MOSTLY = 10, 0.9  # Latin letters, and of all that is not ASCII
_LOST = re.compile("[\udc80-\udcff]")
_SPACE = re.compile(rb"(?<=[\x80-\xff]) | (?=[\x80-\xff])")  # that may have been a no-break one, so half of a pair
TORN = lazy("(?<=[\u3400-\u9fff])(?: ?[@-~](?=[\u3400-\u9fff])| [@-~](?![@-~]))")  # half of a pair
# What may be half of a character, between wide ones or at an end of the line; those of words are mostly capitals.
_WIDE = "\u2018-\u201d\u2026\u2e80-\ud7ff\uf900-\uffef"
_ALONE = lazy(f"(?:(?<=[{_WIDE}])|^)[@-~](?=[{_WIDE}]|$)")
_SMALL = lazy(f"(?:(?<=[{_WIDE}])|^)[@[-`{{|}}~a-z](?=[{_WIDE}]|$)")
_DOUBTED = 0.5  # nats
# By the lowest mean of two characters side by side in nats, the chance that a line with gaps is right: of 1,000 lines
# that lost one to five bytes.
_RIGHT = ((-14.0, -11.0, -8.0, -5.0), (0.1, 0.35, 0.7, 0.85))
_PAIRS = ("gb18030", "big5hkscs")
_PRIVATE = lazy("[\ue000-\ue765]")  # of the user-defined pairs
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
        found = [row for row in found if row[1].gaps or not _gaps(board, row[0])]
        shares = faults([candidate.text for _, candidate in found])
        board.offer([row for row, share in zip(found, shares, strict=True) if share <= _MOST_FAULTY])
        if all(_open(board, i) for i, _, _ in trial):  # bytes that are no text
            return


def _anew(line: str, family: Family, truth: str) -> Candidate:
    """What a line was, cut anew."""
    text = _cut(bytes_of(line, family_encoder(family)), truth, spaces=True)
    return _gapped(text, f"{truth} read as {family}", f"{truth} as {family}")


def _open(board: Board, i: int) -> bool:
    """Whether a line has no candidate that is more than an invention, or bytes are missing in the one that it has."""
    best = board.best[i]
    return best is None or best.invented or _gaps(board, i) > 0


def _gaps(board: Board, i: int) -> int:
    """How many gaps the best candidate for a line has."""
    best = board.best[i]
    return best.gaps if best else 0


def _certain(board: Board) -> Iterator[Broken]:
    """Lines of letters that no language writes so, with the codecs that may have read them."""
    latin = board.before.latin >= np.maximum(_DENSE, _MOSTLY * board.before.foreign)
    for family in ("latin", *CODE_PAGES):
        for i in board.written(family):
            if _open(board, i) and (latin[i] if family == "latin" else not latin[i] and board.jumbled(i)):
                yield from ((i, family, truth) for truth in _PAIRS)


def judge(board: Board) -> None:
    """Look again at the best candidates of pairs: what reads badly in part is cut anew, or known to be in doubt.

    Hardly any page loses one byte alone: where a line lost some for sure, the others are looked at with less trust.
    """
    chosen = {i: best for i, best in enumerate(board.best) if best and not best.kind.startswith("utf-8")}
    texts = [best.text for best in chosen.values()]
    shares = dict(zip(chosen, faults(texts), strict=True))
    sane = Counter(best.kind for i, best in chosen.items() if not shares[i])
    odd = [i for i, low in zip(chosen, weakest(texts), strict=True) if shares[i] or low < _WEAK or _lone(chosen[i])]
    odd = [i for i in odd if not chosen[i].gaps]
    doubtful = _recut_if_better(chosen, odd, shares)
    gapped = sum(best.gaps > 0 for best in chosen.values())
    told = gapped > 0
    letters = {i: found for i in odd if (found := _ALONE.findall(chosen[i].text))}
    torn = {i for i in letters if _SMALL.search(chosen[i].text)}
    if told or len(torn) >= _SEVERAL or sum(map(len, letters.values())) == 1:
        torn = set(letters)
    faulty = Counter(best.kind for i, best in chosen.items() if shares[i])
    for i in odd:
        best = chosen[i]
        usual = best.kind == board.law or sane[best.kind] >= _MANY * faulty[best.kind]
        usual &= not (told or best.gaps)
        usual |= best.exact and best.kind.endswith(" as latin") and best.mean > LIKELY and not _lone(best)
        if shares[i] > _MOST_FAULTY and not usual:
            chosen[i] = best._replace(blind=1.0)
        elif i in torn and not best.gaps and gapped > _OFTEN * len(chosen):
            chosen[i] = _gapped(_ALONE.sub("\ufffd", best.text), best.step, best.kind)._replace(mean=best.mean)
        elif i in doubtful or i in torn or (shares[i] and not usual):
            chosen[i] = best._replace(lead=min(best.lead, 0.0 if told else _DOUBTED))
    for i, best in chosen.items():
        board.best[i] = _doubted(best, board.texts[i])


def _lone(candidate: Candidate) -> bool:
    """Whether an ASCII character may be what is left of a pair."""
    return _ALONE.search(candidate.text) is not None or TORN.search(candidate.text) is not None


def _recut_if_better(chosen: dict[int, Candidate], odd: Iterable[int], shares: dict[int, float]) -> set[int]:
    """Cut those of ``chosen`` that are ``odd`` anew where they then read much better; those that may read better so."""
    left = _MOST
    doubtful = set()
    for i in odd:
        data = _bytes_of_pairs(chosen[i])
        left -= len(data)
        if left >= 0 and _anew_of(chosen[i], data, _BROKEN) != chosen[i].text:
            doubtful.add(i)
    told = any(best.gaps for best in chosen.values())
    for price in (_TOLD,) if told else (_UNTOLD, _TOLD):
        for i in sorted(doubtful):
            best = chosen[i]
            text = best.text if best.gaps else _anew_of(best, _bytes_of_pairs(best), price)
            (share,) = faults([text]) if text != best.text else (shares[i],)
            if text != best.text and share <= shares[i]:
                chosen[i], shares[i] = _gapped(text, best.step, best.kind)._replace(mean=best.mean), share
        if not any(best.gaps for best in chosen.values()):
            break
    return doubtful


def _bytes_of_pairs(best: Candidate) -> bytes:
    """The bytes of a candidate of which nothing was chosen; none of another one."""
    truth = best.kind.partition(" as ")[0]
    if truth not in _PAIRS or best.lost or ", " in best.kind or not best.verified:
        return b""
    return best.text.encode(truth, "replace")


def _anew_of(best: Candidate, data: bytes, price: np.float32) -> str:
    """The text of a candidate with these bytes, cut anew at a price for each lone one."""
    return _cut(data, best.kind.partition(" as ")[0], " " in best.text, price) if data else best.text


def _doubted(candidate: Candidate, observed: str) -> Candidate:
    """``candidate``, not without a choice where a program that marks no losses would have lost some of it.

    One that shows private characters of pairs that GBK has not loses none; in the other codecs pairs are none even so.
    """
    family = candidate.kind.partition(" as ")[2]
    silent = family in PAIR_FAMILIES and candidate.exact and len(candidate.text) >= _LONG
    silent = silent and not (family == "gbk" and _PRIVATE.search(observed))
    return candidate._replace(lead=_SILENT_LEAD) if silent else candidate


def chance_with_gaps(text: str) -> float:
    """The chance that all of a line is right but for its gaps, by what reads worst of it."""
    return float(np.interp(min(weakest(text.split("\ufffd"))), *_RIGHT))


def _gapped(text: str, step: str, kind: str) -> Candidate:
    """A candidate with the replacement character for each byte of ``text`` that is left of a pair.

    Where one byte is missing, an ASCII character alone between wide ones is left of a pair, too.
    """
    shown = _LOST.sub("\ufffd", text)
    shown = _ALONE.sub("\ufffd", shown) if "\ufffd" in shown else shown
    gaps = shown.count("\ufffd")
    return Candidate(shown, step, kind, not gaps, lead=0.0, gaps=gaps)


def _cut(data: bytes, codec: str, spaces: bool, broken: np.float32 = _BROKEN) -> str:
    """``data`` as characters and lone bytes, the likeliest way; ``spaces``: a space may be half of a pair."""
    spaces = spaces and _SPACE.search(data) is not None
    lattice = Lattice(_SPACE.sub(b"\xa0", data) if spaces else data, codec, spaces, broken)
    return "".join(char for _, char in lattice.units(lattice.best()))
