"""Text read in a wrong codec of the GBK and Big5 families, turned back where it then reads as Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import Edit
from cleaner.stages.encoding import mixed
from cleaner.stages.encoding.lattice import decode
from cleaner.stages.encoding.model import model
from cleaner.stages.encoding.policies import HABITS, Habit, bytes_of
from cleaner.stages.encoding.ruins import TOPIC
from cleaner.stages.encoding.signs import Sign

# What the bytes were, after what they were read as.
_STEPS = {
    "gb18030": ("utf-8", "big5hkscs"),
    "big5hkscs": ("utf-8", "gb18030"),
    "cp1252": ("gb18030", "big5hkscs", "utf-8"),
}
_CJK = "[\u3400-\u9fff\u3001-\u3002\uff01-\uff1f\u201c\u201d\u2026\u2014\u300a\u300b]"
_HAN = re.compile(_CJK)
_LATIN_LETTER = re.compile("[\x80-\u02ff]")
_SPLIT = re.compile("[^，。：；！？、“”（）《》【】\\s]+")
_LATIN_RUN = re.compile("[^\n\u2e80-\U0010ffff]{3,4000}")
_LIKELY, _VERIFIED_LIKELY = -9.0, -10.0  # nats a character that is not ASCII
_GAIN, _LEAST_GAIN = 2.5, 12.0  # nats a character, and in all
_LONGEST = 4000
_SURE, _SHORT = 8, 3  # characters: what makes a page's damage certain, and what is too short to stand alone
_SOURCE = re.compile("[\u3400-\u9fff\ue000-\uf8ff\xa1-\xff]")
_ALONE = re.compile(f"(?<!{_CJK})[\u3400-\u9fff](?!{_CJK})")
_BLANK = " \t\u3000"
_LATIN = -14.0
# Misread Chinese holds a kana now and then, Japanese and Korean text every other character.
_KANA = re.compile("[\u3041-\u30ff\uac00-\ud7a3]")
_MOST_KANA = 0.25
_LOSS = re.compile("[?\ufffd]")


class Candidate(NamedTuple):
    """One way to turn a text back: how well it reads, whether misreading it gives the observed text."""

    mean: float
    verified: bool
    text: str
    step: str
    lead: float


def repairs(text: str, found: NDArray[np.uint8]) -> Iterator[Edit]:
    """Edits for each line or part of a line that was misread and can be turned back."""
    solved = [row for start, end in _suspects(text, found) for row in _solved(text, start, end)]
    sure = {row[2].step for row in solved if len(row[2].text) >= _SURE}
    for start, end, candidate in solved:
        if _SOURCE.search(text[start:end]) and (candidate.step in sure or end - start >= _SHORT):
            yield _edit(start, end, candidate)


def _solved(text: str, start: int, end: int) -> Iterator[tuple[int, int, Candidate]]:
    """A line, or those parts of it that were misread, with what they were."""
    line = text[start:end]
    whole = _repaired(line)
    if whole:
        yield start, end, whole
    elif not TOPIC.search(line):
        for pattern in (_SPLIT, _LATIN_RUN):
            parts = [(m, _repaired(m[0])) for m in pattern.finditer(line) if len(m[0]) < len(line)]
            good = [(start + m.start(), start + m.end(), part) for m, part in parts if part]
            if good:
                yield from good
                return


def _suspects(text: str, found: NDArray[np.uint8]) -> Iterator[tuple[int, int]]:
    """Lines, without their blanks, that hold rare characters or Latin letters close together."""
    close = np.concatenate(
        (
            _crowded(np.flatnonzero(found & int(Sign.RARE | Sign.LOST)), 3, 9),
            _crowded(np.flatnonzero(found & int(Sign.LATIN)), 4, 10),
        )
    )
    done = 0
    for place in np.sort(close).tolist():
        if place < done:
            continue
        start = text.rfind("\n", 0, place) + 1
        end = text.find("\n", place)
        end = done = len(text) if end < 0 else end
        while text[start] in _BLANK:
            start += 1
        while text[end - 1] in _BLANK:
            end -= 1
        yield start, min(end, start + _LONGEST)


def _crowded(where: NDArray[np.intp], number: int, width: int) -> NDArray[np.intp]:
    """Places from which on ``number`` places lie within ``width``; all places where there are fewer, but two."""
    if len(where) < number:
        return where[:1] if len(where) >= 2 and where[-1] - where[0] <= width else where[:0]
    return where[: len(where) - number + 1][where[number - 1 :] - where[: len(where) - number + 1] <= width]


def _repaired(line: str) -> Candidate | None:
    """The best way to turn ``line`` back, if it is good enough."""
    foreign = sum(c > "\x7f" for c in line)
    if foreign < 2 or len(_KANA.findall(line)) > _MOST_KANA * foreign + 2:
        return None
    before = _mean(line)
    if before > _LIKELY:
        return None
    found = list(_candidates(line))
    found += [c for each in found if each.verified for c in _again(each, line)]
    good = [c for c in found if _acceptable(c, before)]
    if not good and len(_LATIN_LETTER.findall(line)) >= max(4, 0.4 * foreign):
        good = [c for c in _mixed(line) if _acceptable(c, before)]
    return max(good, key=lambda c: c.mean + 1.2 * c.verified, default=None)


def _acceptable(candidate: Candidate, before: float) -> bool:
    """Whether a candidate reads so much better than what stands there that it cannot be chance."""
    text = candidate.text
    foreign = sum(c > "\x7f" for c in text)
    gain = candidate.mean - before
    return (
        candidate.mean > (_VERIFIED_LIKELY if candidate.verified else _LIKELY)
        and gain > _GAIN
        and gain * max(1, foreign) > _LEAST_GAIN
        and len(_HAN.findall(text)) >= 0.8 * foreign
        and len(_ALONE.findall(text)) <= 0.2 * foreign
        and len(set(_HAN.findall(text))) >= min(3, foreign)
    )


def _candidates(line: str) -> Iterator[Candidate]:
    """What ``line`` would be if it had been misread once, for each habit whose traces it bears."""
    lossless = not _LOSS.search(line)
    tried: set[tuple[str, tuple[int, ...]]] = set()
    for habit in HABITS:
        data = bytes_of(line, habit) if habit.suits(line) else None
        if not data or (lossless and (habit.codec, tuple(data)) in tried):
            continue
        tried.add((habit.codec, tuple(data)))
        for truth in _STEPS[habit.codec]:
            text, lead = decode(data, truth, habit)
            if text != line:
                verified = _verify(text, truth, habit, line)
                yield Candidate(_mean(text), verified, text, f"{truth} read as {habit.name}", lead)


def _mixed(line: str) -> Iterator[Candidate]:
    """GBK of which a crawler decoded the runs that are valid UTF-8."""
    for text in mixed.restored(line):
        if mixed.misread(text.encode("gb18030", "replace")) == line:
            yield Candidate(_mean(text), True, text, "gb18030, read as Latin-1 but for runs of UTF-8", np.inf)


def _again(first: Candidate, line: str) -> Iterator[Candidate]:
    """Text that was misread twice."""
    if first.mean > _LIKELY or "\ufffd" in first.text or first.text == line:
        return
    for each in _candidates(first.text):
        yield each._replace(step=f"{each.step}, then {first.step}")


def _verify(text: str, truth: str, habit: Habit, observed: str) -> bool:
    try:
        data = text.encode(truth)
    except UnicodeEncodeError:
        return False
    return any(h.forward(data) == observed for h in HABITS if h.codec == habit.codec)


def _mean(text: str) -> float:
    """Log probability a character that is not ASCII; a letter of the Latin supplements counts as misread."""
    foreign = "".join(c for c in text if c > "\u02ff")
    latin = sum("\x7f" < c <= "\u02ff" for c in text)
    if not foreign:
        return _LATIN
    return (model().mean(foreign) * len(foreign) + _LATIN * latin) / (len(foreign) + latin)


def _edit(start: int, end: int, found: Candidate) -> Edit:
    if found.verified and found.lead == np.inf:
        return Edit(
            start, end, found.text, "encoding.misread", f"{found.step}; reading it so again gives this text", 0.98
        )
    lost = "" if found.lead == np.inf else f", a lost byte was chosen with a lead of {found.lead:.1f} nats"
    confidence = round(0.5 + 0.4 * min(1.0, found.lead / 8) * (0.6 + 0.4 * found.verified), 3)
    return Edit(start, end, found.text, "encoding.misread-guess", f"{found.step}{lost}", confidence)
