"""The tidy stage: punctuation that lost its width, blanks at line ends, indents of blanks, runs of empty lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.doc import Doc, Edit, settle
from cleaner.pipeline import Context, Proposal
from cleaner.stages.tidy_marks import widened

_TRAILING = re.compile(r"(?<![ \t\u3000\xa0])[ \t\u3000\xa0]++(?=\n|\Z)")
_INDENT = re.compile(r"(?:^|(?<=\n))[\u3000\xa0 \t]{0,8}\u3000[\u3000\xa0 \t]{0,8}(?=[^\s])")
_EMPTY_RUN = re.compile(r"\n{4,}")
_FENCE = re.compile(r"(?:^|\n)(```|~~~)")


def propose(doc: Doc, context: Context) -> Proposal:
    """Edits that tidy the text and change no word."""
    text = doc.text
    fences = fenced(text)
    edits = [*trailing(text, fences), *indents(text, fences), *empty_lines(text, fences)]
    if context.config.punctuation:
        edits += widened(text, fences)
    return Proposal(settle(edits))


def fenced(text: str) -> list[tuple[int, int]]:
    """The code fences of Markdown, each from its first to its last mark; one that never closes runs to the end."""
    marks = [m.start(1) for m in _FENCE.finditer(text)]
    if len(marks) % 2:
        marks.append(len(text))
    return list(zip(marks[::2], marks[1::2], strict=True))


def outside(edits: Iterator[Edit], spans: list[tuple[int, int]]) -> Iterator[Edit]:
    """The edits that begin in none of the spans."""
    for edit in edits:
        if not any(a <= edit.start < b for a, b in spans):
            yield edit


def trailing(text: str, fences: list[tuple[int, int]]) -> Iterator[Edit]:
    """Blanks at the end of a line, but not the two spaces that break a line in Markdown."""
    for found in outside((Edit(*m.span(), "", "tidy.trailing-blank") for m in _TRAILING.finditer(text)), fences):
        start, end = found.start, found.end
        hard = text[start:end] == "  " and text[max(0, start - 1) : start].strip() and text[end : end + 2].strip("\n")
        if not hard:
            yield found


def indents(text: str, fences: list[tuple[int, int]]) -> Iterator[Edit]:
    """Ideographic spaces before the first character of a line."""
    if "\u3000" in text:
        yield from outside((Edit(*m.span(), "", "tidy.indent") for m in _INDENT.finditer(text)), fences)


def empty_lines(text: str, fences: list[tuple[int, int]]) -> Iterator[Edit]:
    """Three empty lines and more become one."""
    if "\n\n\n\n" in text:
        runs = (Edit(m.start() + 2, m.end(), "", "tidy.empty-lines") for m in _EMPTY_RUN.finditer(text))
        yield from outside(runs, fences)
