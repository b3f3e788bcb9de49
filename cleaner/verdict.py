"""The verdict on a whole document, from what is left of it and what the stages found."""

from __future__ import annotations

from cleaner.doc import Doc
from cleaner.document import Verdict
from cleaner.fold import Class
from cleaner.lines import Lines
from cleaner.pipeline import State

# Less Han than this share of all letters is text in another language that quotes some Chinese.
LEAST_HAN = 0.2
# In source code more of a line than this is signs; Chinese prose beside it has so many characters in a sentence, and in
# all sentences: comments in a program are shorter and no sentences.
MOST_SIGNS, SENTENCE, LEAST_PROSE = 0.12, 12, 150
# Words of Chinese that Japanese does not write; so many of them, and this share of all Han.
_SPOKEN, LEAST_SPOKEN, SPOKEN_SHARE = "的了我你们們这這请請么麼吗嗎吧呢很跟给給它她他", 4, 0.06
_LETTERS = (Class.HAN, Class.KANA, Class.HANGUL, Class.LATIN)


def judge(doc: Doc, found: State, lines: Lines | None = None) -> Verdict:
    """``empty`` without any text to begin with, ``not-chinese`` without enough Han; else what the stages say.

    ``lines`` are those of ``doc.text``, where somebody has them.
    """
    if not doc.source.strip():
        return "empty"
    if found.verdict in ("spam", "boilerplate"):
        return found.verdict  # type: ignore[return-value]
    if not doc.text.strip():
        return "spam" if found.scores.get("spam", 0.0) > found.scores.get("boilerplate", 0.0) else "boilerplate"
    lines = Lines(doc.text) if lines is None else lines
    han, kana, hangul, latin = map(lines.totals.__getitem__, _LETTERS)
    foreign = kana + hangul
    letters = han + latin / 4 + foreign
    if not han or foreign > han or (foreign > han / 4 and not _is_told(doc, found, han)):
        return "not-chinese"
    if han < LEAST_HAN * letters and not _tells_of_code(lines):
        return "not-chinese"
    return "article"


def _is_told(doc: Doc, found: State, han: int) -> bool:
    """Whether kana and Hangul stand in a text that is Chinese: it names Japanese titles, or teaches the language."""
    spoken = [count for char in _SPOKEN if (count := doc.text.count(char))]
    return "script_found" in found.tags or (len(spoken) >= LEAST_SPOKEN and sum(spoken) >= SPOKEN_SHARE * han)


def _tells_of_code(lines: Lines) -> bool:
    """Whether a text is Chinese prose and source code, whose letters say nothing of the language."""
    han, latin, digits, blanks = map(lines.counts, (Class.HAN, Class.LATIN, Class.DIGIT, Class.SPACE))
    solid = lines.sizes - blanks
    code = (han == 0) & (solid - latin - digits > MOST_SIGNS * solid)
    prose = (han >= SENTENCE) & (han * 2 > latin) & (lines.counts(Class.SENTENCE) > 0)
    letters = int(han.sum()) + int(latin[~code].sum()) / 4
    return bool(han[prose].sum() >= LEAST_PROSE and han.sum() >= LEAST_HAN * letters)
