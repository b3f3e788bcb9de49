"""The verdict on a whole document, from what is left of it and what the stages found."""

from __future__ import annotations

from cleaner.doc import Doc
from cleaner.document import Verdict
from cleaner.fold import Class
from cleaner.lines import Lines
from cleaner.pipeline import State

# Less Han than this share of all letters is text in another language that quotes some Chinese.
LEAST_HAN = 0.2
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
    told = "script_found" in found.tags  # Chinese that names Japanese titles
    if not han or foreign > (han if told else han / 4) or han < LEAST_HAN * letters:
        return "not-chinese"
    return "article"
