"""Text read in a wrong codec, turned back where it then reads as Chinese.

Lines that hold characters which Chinese hardly ever has are tried as a whole, then in parts; what is found on a page
lowers the bar for its other lines, as a menu of two characters a line proves nothing by itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

import numpy as np

from cleaner.character_model import singles
from cleaner.doc import Doc, Edit, codes, settle
from cleaner.patterns import lazy
from cleaner.stages.encoding.afterwards import Found, before_later_changes
from cleaner.stages.encoding.candidate import Candidate
from cleaner.stages.encoding.candidates import solve
from cleaner.stages.encoding.consensus import agreed
from cleaner.stages.encoding.cuts import CUTS, has_parts, number, places_of, strange_enough
from cleaner.stages.encoding.eaten import written
from cleaner.stages.encoding.gates import LATIN, foreign_script, measure, suspicious
from cleaner.stages.encoding.korean import misread_korean
from cleaner.stages.encoding.loss_signs import as_lost
from cleaner.stages.encoding.newer_tables import as_shown_by_python
from cleaner.stages.encoding.policies import PAIR_FAMILIES
from cleaner.stages.encoding.recut import chance_with_gaps
from cleaner.stages.encoding.remains import remains
from cleaner.stages.encoding.ruins import TOPIC
from cleaner.stages.encoding.signs import Strange, strange_of
from cleaner.stages.encoding.suspects import LATIN as LATIN_SIGN
from cleaner.stages.encoding.suspects import LETTER, STRANGE, Span, others, scattered, suspects
from cleaner.stages.encoding.tables import as_meant

_SOURCE = lazy("[\xa1-\u024f\u0370-\u06ff\u2190-\u25ff\u3400-\u9fff\uac00-\ud7af\ue000-\uf8ff]")
_TRIED = 20_000  # characters of lines that are tried in parts on a page that proves nothing
_SURE, _SHORT = 8, 3  # characters: what makes a page's damage certain, and what is too short to stand alone
_ONE_WIDTH, _MOST_OF_ONE_WIDTH = 0.1, 0.6  # of the usual length of a line, of the lines
_MOSTLY, _ODD = 0.5, -9.3  # of those that are not ASCII; nats a character without its context
_MOST_STRANGE = 0.1  # of what is left of a line in parts of which something was chosen
# Characters of one kind; their share of all that are not ASCII where it may have met all of them, and where it has; the
# share that nothing says anything against.
_LEAST_LAW, _TRIED_LAW, _LAW, _SANE = 24, 0.2, 0.5, 0.1
_AMID = lazy("(?<=[\u3400-\u9fff])[A-Za-z](?=[\u3400-\u9fff])")
_WORD = 8  # characters of a word that is remembered
# Confidence of what has no chances of its own: the share of edits that were right, of 2,000 on lines with losses of
# kinds that no habit has (C1 controls and no-break spaces gone or plain, single bytes dropped), by the lead in nats.
_EXACT, _GUESSED = 0.98, 0.5
_UNVERIFIED = 0.8  # of what has chances, where reading the text so again does not give what stood there
_RIGHT = ((0.0, 1.0, 2.0, 8.0), (0.3, 0.6, 0.8, 0.95))
Solved = tuple[int, int, Candidate]
# Latin letters and signs beyond ASCII; how often one stands in an ornament, and its share of the characters.
_SIGN, _RULED, _ONE_SIGN = lazy("[\x80-\u2e7f\u3012\u3013\u3020]"), 3, 0.6


def repairs(text: str, strange: Strange, page: bool = False) -> tuple[list[Edit], list[Edit]]:
    """Edits for each line or part of a line that was misread and can be turned back, and marks for what cannot be.

    page: whether ``text`` is the source of a page, where a tag ends a line.
    """
    ends = "\n<>" if page else "\n"
    spans = [] if scattered(strange) else [s for s in suspects(text, strange, ends) if not _ornament(text[slice(*s)])]
    if not spans:
        return [], []
    odd = [span for span in spans if _odd(text, strange, *span)]
    if odd and (marked := as_lost(as_shown_by_python(text), odd)) != text:
        edits, marks = repairs(marked, strange_of(Doc(marked)), page)
        return edits, [mark._replace(new=text[mark.start : mark.end]) for mark in marks]
    solved, _ = _whole(text, odd)
    kinds = _kinds(solved)
    solved = _borne_out(solved, kinds)
    done = {start for start, _, _ in solved}
    rest = [span for span in spans if span[0] not in done]
    if kinds:
        more = [*rest, *others(text, spans, ends)]
        solved += _borne_out(_whole(text, more, kinds)[0], kinds)
        done = {start for start, _, _ in solved}
        rest = [span for span in rest if span[0] not in done]
    solved += [] if not kinds and misread_korean(text) else _parts(text, rest, kinds, strange)
    solved, law = _under_law(text, solved, ends)
    solved = as_meant(agreed(text, solved))
    sure = _kinds(solved) | law
    good = [row for row in solved if _SOURCE.search(text, *row[:2]) and (row[2].kind in sure or _long(text, row))]
    good = [row for row in good if not _invents(text[slice(*row[:2])], row[2])]
    edits = settle(_edit(*row) for row in good if not row[2].ruined)
    ruins = [row[:2] for row in good if row[2].ruined] + _remains(text, spans, solved)
    return edits, [_beyond(text, *span) for span in ruins if not TOPIC.search(text, *span)]


def _long(text: str, row: Solved) -> bool:
    """Whether what was solved is longer than a rare word may be beside signs, numbers and letters (旮旯 12.50)."""
    start, end, candidate = row
    told = end - start - sum(map(str.isascii, text[start:end]))
    return end - start >= _SHORT and (told >= _SHORT or candidate.kind.startswith("utf-8"))


def _ornament(part: str) -> bool:
    """Whether nearly all is one sign, said again and again: it rules a line or marks its end (¶¶¶¶)."""
    found = _SIGN.search(part)
    return found is not None and part.count(found[0]) >= max(_RULED, _ONE_SIGN * len(part))


def _remains(text: str, spans: Sequence[Span], solved: Sequence[Solved]) -> list[Span]:
    """Those of ``spans`` of which nothing is solved and that are what is left of misread text."""
    starts = sorted(start for start, _, _ in solved)
    return [
        span
        for span in spans
        if bisect_left(starts, span[0]) == bisect_left(starts, span[1]) and remains(text[slice(*span)])
    ]


def _under_law(text: str, solved: list[Solved], ends: str) -> tuple[list[Solved], frozenset[str]]:
    """``solved``, and where one kind of misreading has met all of the text, the lines that only this tells; that kind.

    A reader of a wrong codec misreads a whole text: rules, lone marks, names and words of no sentence, too.
    """
    sizes = Counter[str]()
    number = _foreign_before(text) if solved else []
    for start, end, candidate in solved:
        sizes[candidate.kind] += number[end] - number[start]
    law, size = max(sizes.items(), key=itemgetter(1), default=("", 0))
    if size < _LEAST_LAW:  # as in most texts
        return solved, frozenset()
    everything = number[-1]
    if size < _TRIED_LAW * everything:
        return solved, frozenset()
    known = {row[:2] for row in solved if row[2].kind == law}
    more = _whole(text, [line for line in others(text, [], ends) if line not in known], frozenset((law,)), law)[0]
    past = {start: end for start, end, _ in more}
    starts = sorted(past)
    firsts = [starts[max(0, bisect_right(starts, start) - 1)] if starts else 0 for start, _, _ in solved]
    kept = [row for row, first in zip(solved, firsts, strict=True) if not first <= row[0] < past.get(first, 0)]
    lawful = [row for row in (*kept, *more) if row[2].kind == law]
    told = sum(number[end] - number[start] for start, end, _ in lawful)
    rest = measure([text[start:end] for start, end in others(text, [row[:2] for row in lawful], ends)] or [""])
    sane = int(rest.foreign[~suspicious(rest, eased=True)].sum())
    if told < _LAW * everything or sane > _SANE * everything:
        return solved, frozenset()
    return [*kept, *more], frozenset((law,))


def _foreign_before(text: str) -> list[int]:
    """How many characters that are not ASCII stand before each place of ``text``, and before its end."""
    number = np.zeros(len(text) + 1, np.int64)
    np.cumsum(codes(text) > 0x7F, out=number[1:])
    before: list[int] = number.tolist()
    return before


def _kinds(solved: Sequence[Solved]) -> frozenset[str]:
    """The kinds of misreading that a long line proves."""
    long = (c for _, _, c in solved if len(c.text) >= _SURE and not c.invented)
    return frozenset(c.kind for c in long if c.kind.startswith("utf-8") or sum(map(_beyond_ascii, c.text)) > _SHORT)


def _beyond_ascii(char: str) -> bool:
    return char > "\x7f"


def _borne_out(solved: list[Solved], kinds: frozenset[str]) -> list[Solved]:
    """``solved`` without guesses at short texts that were misread in another way than a page that proves ``kinds``."""
    if not kinds:
        return solved
    return [row for row in solved if row[2].kind in kinds or row[2].exact or len(row[2].text) >= _SURE]


def _whole(
    text: str, spans: Sequence[Span], kinds: frozenset[str] = frozenset(), law: str = ""
) -> tuple[list[Solved], list[Span]]:
    """Those of ``spans`` that were misread, with what they were; and the others."""
    if not spans:
        return [], []
    follows = ["\n" if text.startswith("<", end) else text[end : end + 2].partition("\n")[0] for _, end in spans]
    if not all(follows) and _tells_line_ends(text):
        follows = [each or "\n" for each in follows]
    lines = [text[start:end] for start, end in spans]
    found: Found = solve(lines, kinds, follows=follows, law=law)
    found = before_later_changes(text, lines, found, kinds, follows)
    solved = [(*span, each) for span, each in zip(spans, found, strict=True) if each]
    return solved, [span for span, each in zip(spans, found, strict=True) if each is None]


def _invents(observed: str, found: Candidate) -> bool:
    """Whether a guess puts a Latin letter amid ideographs, and reading the text so again does not give ``observed``.

    Half of a pair that was no character is such a letter: what stands beside it is none, either.
    """
    return not found.verified and any(m[0] not in observed for m in _AMID.finditer(found.text))


@lru_cache(2)
def _tells_line_ends(text: str) -> bool:
    """Whether paragraphs end where lines do: not in text cut to one width, nor in a text that is no whole line."""
    sizes = np.array([len(line) for line in text.split("\n") if line.strip()])
    if len(sizes) < 2:
        return text.endswith("\n")
    near = np.abs(sizes - np.median(sizes)) <= max(1, _ONE_WIDTH * float(np.median(sizes)))
    return float(near.mean()) < _MOST_OF_ONE_WIDTH


def _odd(text: str, strange: Strange, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` may be misread, which is cheap to ask: most of it is strange, or all of it is rare.

    A word of rare characters (诽谤, 饕餮) is looked up once a process. Of 24,000 misread pieces the least rare had
    −10.0 nats a character; of the suspects in 500,000 characters of clean text the rarest had −8.8.
    """
    piece = text[start:end]
    number = len(piece) - len(piece.encode("ascii", "ignore"))
    if np.count_nonzero(strange.within(start, end).kinds & (STRANGE | LATIN_SIGN | LETTER)) >= _MOSTLY * number:
        odd = _SOURCE.search(text, start, end) is not None
    else:
        points = codes(piece)
        foreign = points[points > 0x7F]
        chance = singles()[np.minimum(foreign, 0xFFFF)]
        chance = np.where(foreign < 0x300, LATIN, chance)
        odd = bool(chance.mean() < _ODD)
    return odd and not (end - start <= _WORD and _reads_well(piece))


@lru_cache(1 << 14)
def _reads_well(word: str) -> bool:
    """Whether nothing is suspicious in a word on a page of which nothing is known."""
    return not suspicious(measure([word]), eased=False)[0]


def _parts(text: str, spans: Sequence[Span], kinds: frozenset[str], strange: Strange) -> list[Solved]:
    """Parts of lines that were misread: of Latin letters only, between marks, or of what is UTF-8.

    Where the page proves nothing (``kinds``), a part must hold strange characters of its own.
    """
    out: list[Solved] = []
    failed: set[Span] = set()
    spans = spans if kinds else _first(spans)
    nearby = {span: None if kinds else places_of(strange, *span) for span in spans}
    rest = [span for span, near in nearby.items() if near is None or has_parts(text, near)]
    plain: dict[Span, bool] = {}
    for cut, exact in CUTS if rest else ():
        parts = [
            (part, span)
            for span in rest
            for part in cut(text, *span, nearby[span])
            if 1 < part[1] - part[0] < span[1] - span[0] and strange_enough(nearby[span], *part)
        ]
        for _, span in parts:
            if span not in plain:
                plain[span] = not TOPIC.search(text, *span) and not foreign_script(text[span[0] : span[1]])
        parts = [(part, span) for part, span in parts if plain[span]]
        parts = [row for row in parts if row[0] not in failed and not _ornament(text[slice(*row[0])])]
        todo = [part for part, _ in parts if kinds or _odd(text, strange, *part)]
        solved, left = _whole(text, todo, kinds)
        failed.update(left)
        solved = [row for row in solved if not exact or row[2].exact]
        out += solved
        good = {start for start, _, _ in solved}
        done = {span for part, span in parts if part[0] in good}
        rest = [span for span in rest if span not in done]
    lost = strange.with_sign(STRANGE | LATIN_SIGN).tolist() if out else []
    return [row for span in spans for row in _trusted([r for r in out if span[0] <= r[0] < span[1]], span, lost)]


def _first(spans: Sequence[Span]) -> Sequence[Span]:
    """The first of ``spans``, as many as are looked at in parts: bytes that are no text have no end of them."""
    sizes = np.cumsum([end - start for start, end in spans])
    return spans[: int(np.count_nonzero(sizes <= _TRIED)) + 1]


def _trusted(parts: list[Solved], line: Span, lost: Sequence[int]) -> list[Solved]:
    """``parts`` of a line; where the rest of it stays strange, what was chosen in them is one more accident of ruin.

    lost: the places of characters that are lost or that hardly any text has, and of letters.
    """
    if all(_surely(candidate) for _, _, candidate in parts):
        return parts
    solved = [(start, end) for start, end, _ in parts]
    strange = number(lost, *line) - sum(number(lost, *span) for span in solved)
    size = line[1] - line[0] - sum(end - start for start, end in solved)
    if strange <= max(2, _MOST_STRANGE * size):
        return parts
    return [row for row in parts if _surely(row[2])]


def _surely(candidate: Candidate) -> bool:
    """Whether a part was read without a choice, and is more than pairs in step by chance where bytes are missing."""
    return candidate.exact and (
        candidate.kind.startswith("utf-8") or candidate.kind.partition(" as ")[2] not in PAIR_FAMILIES
    )


# A guess is never as sure as what was read without a choice, and a text with characters left open is not all of it.
_SUREST_GUESS = 0.99


def _edit(start: int, end: int, found: Candidate) -> Edit:
    """The edit, whose reason begins with how it is known: without a choice, by reading it so again, or by the model."""
    if found.exact:
        again = "reading it so again gives this text"
        return Edit(start, end, found.text, "encoding.misread", f"exact: {found.step}; {again}", _EXACT)
    told, lead = found.told, 0.0 if found.lead == np.inf else found.lead
    new = written(told.text)
    how = f"{found.step}, {told.open} characters left open" if told.open else f"{found.step}, lead {lead:.1f} nats"
    if found.gaps:
        confidence = chance_with_gaps(found.text)
    else:
        confidence = told.chance if found.chances else float(np.interp(lead, *_RIGHT)) if found.verified else 1.0
        confidence *= 1.0 if found.verified else _UNVERIFIED if found.chances else _GUESSED
    reason = f"{'verified' if found.verified else 'guessed'}: {how}"
    return Edit(start, end, new, "encoding.misread-guess", reason, min(round(confidence, 3), _SUREST_GUESS))


def _beyond(text: str, start: int, end: int) -> Edit:
    """The mark for what would be mostly invented."""
    return Edit(start, end, text[start:end], "encoding.misread-ruin", "exact: beyond repair")
