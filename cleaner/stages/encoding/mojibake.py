"""Text read in a wrong codec, turned back where it then reads as Chinese.

Lines that hold characters which Chinese hardly ever has are tried as a whole, then in parts; what is found on a page
lowers the bar for its other lines, as a menu of two characters a line proves nothing by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import Edit, codes, settle
from cleaner.stages.encoding.candidates import Candidate, solve
from cleaner.stages.encoding.gates import foreign_script
from cleaner.stages.encoding.policies import Family
from cleaner.stages.encoding.readings import bytes_of, encodable_lines, family_encoder
from cleaner.stages.encoding.ruins import TOPIC
from cleaner.stages.encoding.signs import Sign

# Parts of a line: Latin letters, without and with the quotation marks around them that may be letters misread; what
# stands between Chinese marks, and between those or ASCII ones.
_BARE_LATIN_RUN = re.compile(
    '[\x30-\x39\x41-\u2017\u2020-\u2e7f\ufffd][^\n"<>()\u2e80-\ufffc\ufffe-\U0010ffff]{1,4000}(?<![\x00-\x2f\u2018-\u201f])'
)
_LATIN_RUN = re.compile("[^\n\u2e80-\ufffc\ufffe-\U0010ffff]{3,4000}")
_MARKED = re.compile("[^，。：；！？、“”（）《》【】\\s]+")
_ASCII_MARKED = re.compile("[^，。：；！？、“”（）《》【】\\s,;:!\"'()<>/=]+")
_UTF8_RUN = re.compile(rb"(?:[\xe2-\xef][\x80-\xbf\xff]{2}|[\x00-\x7f]{1,8}(?=[\xe2-\xef])){2,4000}")
_SOURCE = re.compile("[\u3400-\u9fff\ue000-\uf8ff\xa1-\xff]")
_FOREIGN = re.compile("[^\x00-\x7f]")
_LONGEST = 4000
_SURE, _SHORT = 8, 3  # characters: what makes a page's damage certain, and what is too short to stand alone
_ONE_WIDTH, _MOST_OF_ONE_WIDTH = 0.1, 0.6  # of the usual length of a line, of the lines
_LEAST_STRANGE = 0.15  # of the characters of a part
_BLANK = " \t\u3000"
# Plain numbers: an operation on an ``IntFlag`` costs a microsecond.
_STRANGE, _LATIN = int(Sign.RARE | Sign.LOST), int(Sign.LATIN)
Span = tuple[int, int]
Solved = tuple[int, int, Candidate]


def repairs(text: str, found: NDArray[np.uint8]) -> Iterator[Edit]:
    """Edits for each line or part of a line that was misread and can be turned back."""
    spans = list(_suspects(text, found))
    if not spans:
        return
    solved, rest = _whole(text, spans)
    kinds = _kinds(solved)
    if kinds:
        more = [*rest, *_others(text, spans)]
        solved += _whole(text, more, kinds)[0]
        done = {start for start, _, _ in solved}
        rest = [span for span in rest if span[0] not in done]
    solved += _parts(text, rest, kinds, found)
    sure = _kinds(solved)
    yield from settle(
        _edit(start, end, candidate)
        for start, end, candidate in solved
        if _SOURCE.search(text, start, end) and (candidate.kind in sure or end - start >= _SHORT)
    )


def _kinds(solved: Sequence[Solved]) -> frozenset[str]:
    """The kinds of misreading that a long line proves."""
    return frozenset(candidate.kind for _, _, candidate in solved if len(candidate.text) >= _SURE)


def _whole(text: str, spans: Sequence[Span], kinds: frozenset[str] = frozenset()) -> tuple[list[Solved], list[Span]]:
    """Those of ``spans`` that were misread, with what they were; and the others."""
    line_end = "\n" if _tells_line_ends(text) else ""
    follows = [text[end : end + 2].partition("\n")[0] or line_end for _, end in spans]
    found = solve([text[start:end] for start, end in spans], kinds, follows=follows)
    solved = [(*span, each) for span, each in zip(spans, found, strict=True) if each]
    return solved, [span for span, each in zip(spans, found, strict=True) if each is None]


def _tells_line_ends(text: str) -> bool:
    """Whether paragraphs end where lines do: not in text cut to one width, nor in a text that is no whole line."""
    sizes = np.array([len(line) for line in text.split("\n") if line.strip()])
    if len(sizes) < 2:
        return text.endswith("\n")
    near = np.abs(sizes - np.median(sizes)) <= max(1, _ONE_WIDTH * float(np.median(sizes)))
    return float(near.mean()) < _MOST_OF_ONE_WIDTH


def _parts(text: str, spans: Sequence[Span], kinds: frozenset[str], found: NDArray[np.uint8]) -> list[Solved]:
    """Parts of lines that were misread: of Latin letters only, between marks, or of what is UTF-8.

    Where the page proves nothing (``kinds``), a part must hold strange characters of its own.
    """
    out: list[Solved] = []
    strange_before = np.concatenate((np.zeros(1, np.int64), np.cumsum((found & (_STRANGE | _LATIN)) != 0)))
    rest = [span for span in spans if not TOPIC.search(text, *span)]
    strange = foreign_script([text[start:end] for start, end in rest])
    rest = [span for span, other in zip(rest, strange, strict=True) if not other]
    for cut, exact in _CUTS:
        parts = [
            (*part, owner)
            for owner, (start, end) in enumerate(rest)
            for part in cut(text, start, end)
            if 1 < part[1] - part[0] < end - start
            if kinds or _strange_enough(strange_before[part[1]] - strange_before[part[0]], part[1] - part[0])
        ]
        solved, _ = _whole(text, [(start, end) for start, end, _ in parts], kinds)
        solved = [row for row in solved if not exact or row[2].lead == np.inf]
        out += solved
        good = {start for start, _, _ in solved}
        done = {owner for start, _, owner in parts if start in good}
        rest = [span for owner, span in enumerate(rest) if owner not in done]
    return out


def _strange_enough(number: int, size: int) -> bool:
    """Whether a part of ``size`` characters may be misread, by how many are strange: three, or all of a short one."""
    return number >= max(2, min(3, size), _LEAST_STRANGE * size)


def _between(pattern: re.Pattern[str]) -> Callable[[str, int, int], Iterator[Span]]:
    return lambda text, start, end: (m.span() for m in pattern.finditer(text, start, end))


def _utf8_runs(text: str, start: int, end: int) -> Iterator[Span]:
    """Characters whose bytes are UTF-8 one after another, in text whose bytes are not."""
    line = text[start:end]
    families: tuple[Family, ...] = ("gbk", "big5")
    for family in families:
        encoder = family_encoder(family)
        if encodable_lines([line], encoder)[0]:
            size = (encoder[codes(line)] > 0xFF).astype(np.int64) + 1
            places = np.cumsum(size) - size
            for run in _UTF8_RUN.finditer(bytes_of(line, encoder)):
                first, past = np.searchsorted(places, run.span()).tolist()
                yield start + first, start + past


# The ways to cut lines into parts, the best first, and whether only readings without a choice count.
_CUTS = (
    (_between(_BARE_LATIN_RUN), True),
    (_between(_LATIN_RUN), True),
    (_between(_MARKED), False),
    (_between(_ASCII_MARKED), False),
    (_between(_LATIN_RUN), False),
    (_utf8_runs, False),
)


def _suspects(text: str, found: NDArray[np.uint8]) -> Iterator[Span]:
    """Lines, without their blanks, that hold rare characters or Latin letters close together."""
    close = np.concatenate(
        (
            _crowded(np.flatnonzero((found & _STRANGE) != 0), 3, 9),  # of booleans: ten times as fast
            _crowded(np.flatnonzero((found & _LATIN) != 0), 4, 10),
        )
    )
    done = 0
    for place in np.sort(close).tolist():
        if place >= done:
            start = text.rfind("\n", 0, place) + 1
            end = text.find("\n", place)
            done = len(text) if end < 0 else end
            yield _bare(text, start, done)


def _bare(text: str, start: int, end: int) -> Span:
    """The line from ``start`` to ``end``, which holds more than blanks, without blanks at its ends."""
    while text[start] in _BLANK:
        start += 1
    while text[end - 1] in _BLANK:
        end -= 1
    return start, min(end, start + _LONGEST)


def _crowded(where: NDArray[np.intp], number: int, width: int) -> NDArray[np.intp]:
    """Places from which on ``number`` places lie within ``width``; all places where there are fewer, but two."""
    if len(where) < number:
        return where[:1] if len(where) >= 2 and where[-1] - where[0] <= width else where[:0]
    return where[: len(where) - number + 1][where[number - 1 :] - where[: len(where) - number + 1] <= width]


def _others(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The lines that are not among ``spans`` and hold anything but ASCII."""
    taken = {text.rfind("\n", 0, start) + 1 for start, _ in spans}
    start = 0
    for line in text.split("\n"):
        if start not in taken and _FOREIGN.search(line) and line.strip(_BLANK):
            yield _bare(text, start, start + len(line))
        start += len(line) + 1


def _edit(start: int, end: int, found: Candidate) -> Edit:
    """The edit, whose reason begins with how it is known: without a choice, or chosen by the model."""
    again = "; reading it so again gives this text" if found.verified else ""
    if found.lead == np.inf and found.verified:
        return Edit(start, end, found.text, "encoding.misread", f"exact: {found.step}{again}", 0.98)
    lead = 0.0 if found.lead == np.inf else found.lead
    confidence = round(0.5 + 0.4 * min(1.0, lead / 8) * (0.6 + 0.4 * found.verified), 3)
    reason = f"guessed: {found.step}, lead {lead:.1f} nats{again}"
    return Edit(start, end, found.text, "encoding.misread-guess", reason, confidence)
