"""The tidy stage: punctuation that lost its width, blanks at line ends, indents of blanks, runs of empty lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from operator import itemgetter

import numpy as np

from cleaner.doc import Doc, Edit, settle
from cleaner.fold import Class
from cleaner.lines import lines_of, points_of
from cleaner.pipeline import Context, Proposal
from cleaner.stages.encoding.ruins import unread
from cleaner.stages.markup.code_elements import code_spans
from cleaner.stages.markup.kind import fence_marks
from cleaner.stages.tidy_blanks import line_blanks
from cleaner.stages.tidy_glued import unglued
from cleaner.stages.tidy_marks import folded, kept, widened
from cleaner.stages.tidy_quotes import requoted
from cleaner.stages.tidy_reflow import repeated, wrapped
from cleaner.stages.tidy_runs import runs
from cleaner.stages.tidy_seams import rejoined
from cleaner.stages.tidy_values import values

_BLANKS = " \t\u3000\xa0"
_TRAILING = re.compile(f"[{_BLANKS}](?=\n|\\Z)")
_INDENT = re.compile(r"^[ \t\xa0]{0,8}\u3000{2}[\u3000\xa0 \t]{0,8}(?=[^\s])", re.MULTILINE)
_SENTENCE_END = re.compile(r"[^\n]{0,20000}[。！？…：；.!?:;][”’」』）)]{0,2}\s*$", re.MULTILINE)
_LINE = re.compile(r"^[\u3000\xa0 \t]{0,20}\S", re.MULTILINE)
_SIGNATURE = re.compile(r"(?:\A|\n)-- \n")  # what stands above the sender's name (RFC 3676, section 4.3)
_WORDS_NEXT = re.compile(f"\n[{_BLANKS}]*+[^\\s]")
_EMPTY_RUN = re.compile(f"\n(?:[{_BLANKS}]*+\n){{2,}}+")
_OF_TWO = 3  # line ends about two empty lines
_SPACED_MARK = re.compile("[,:;?!] ")

# So many kana to an ideograph has no Chinese text.
KANA_SHARE = 0.3
# So many letters to an ideograph has a line in another language with Chinese words in it.
LATIN_TIMES = 2
# The share of lines that a text with indented paragraphs indents at least (titles and captions stand free); of those
# the share that has one width, and the share that ends as a sentence does: verse and tables are set in other ways.
INDENTED_SHARE, EVEN_SHARE, SENTENCE_SHARE = 0.5, 0.9, 0.5


def propose(doc: Doc, context: Context) -> Proposal:
    """Edits that tidy the text and change no word."""
    text = doc.text
    fences = fenced(text)
    edits = [*edges(doc), *trailing(text, fences), *indents(text, fences), *empty_lines(doc, fences)]
    if context.facts.get("markup.kind") in ("text", "html"):
        joined = [*rejoined(doc), *wrapped(text), *repeated(text), *unglued(text), *line_blanks(text)]
        edits += outside(joined, sorted([*fences, *values(text)]) if joined else [])
    if context.config.punctuation:
        edits += marks(doc, fences, context)
    if context.config.quotes == "script":
        edits += outside(requoted(text, context.meta.get("script")), kept(text, fences))
    return Proposal(settle(edits))


def marks(doc: Doc, fences: list[tuple[int, int]], context: Context) -> Iterator[Edit]:
    """Edits that give the marks of Chinese text their width and their number."""
    text = doc.text
    narrow = folded(text)
    more = list(runs(text, points_of(doc), narrow))
    if narrow or more:
        spans = kept(text, [*fences, *code_spans(doc, context), *unread(text, context)])
        yield from outside(more, spans)
        if narrow:
            yield from widened(text, sorted([*spans, *foreign(doc)]))


def foreign(doc: Doc) -> list[tuple[int, int]]:
    """The lines that are not Chinese: those without an ideograph, and those with kana; all of a Japanese text.

    Of lines that are mostly Latin the marks with a blank behind them.
    """
    lines = lines_of(doc)
    han, kana = lines.counts(Class.HAN), lines.counts(Class.KANA)
    if kana.sum() > KANA_SHARE * han.sum():
        return [(0, len(doc.text))]
    other = (han == 0) | (kana > 0)
    other &= ~lines.blank
    latin = (lines.counts(Class.LATIN) >= LATIN_TIMES * han) & ~other
    rows = zip(lines.starts[latin].tolist(), lines.ends[latin].tolist(), strict=True)
    marks = [found.span() for start, end in rows for found in _SPACED_MARK.finditer(doc.text, start, end)]
    return [*zip(lines.starts[other].tolist(), lines.ends[other].tolist(), strict=True), *marks]


def edges(doc: Doc) -> Iterator[Edit]:
    """Empty lines at the start or the end of the text that a removal has left there."""
    text, source = doc.text, doc.source
    core = text.strip(_BLANKS + "\n")
    if not core or len(core) == len(text) or not doc.rounds:
        return
    first = text.index(core)
    past = first + len(core)
    left, right = doc.origin(first, past)
    line = text.rfind("\n", 0, first) + 1
    if line and source[:left].strip():
        yield Edit(0, line, "", "tidy.edge")
    if past < len(text) and source[right:].strip():
        yield Edit(past, len(text), "", "tidy.edge")


def fenced(text: str) -> list[tuple[int, int]]:
    """The code fences of Markdown, each from its first to its last mark; one that never closes runs to the end."""
    marks = [mark for _, mark in fence_marks(text)]
    if len(marks) % 2:
        marks.append(len(text))
    return list(zip(marks[::2], marks[1::2], strict=True))


def outside(edits: Iterable[Edit], spans: list[tuple[int, int]]) -> Iterator[Edit]:
    """The edits that begin in none of the spans, in order."""
    at = 0
    for edit in sorted(edits, key=itemgetter(0, 1)) if spans else edits:
        while at < len(spans) and spans[at][1] <= edit.start:
            at += 1
        if at == len(spans) or edit.start < spans[at][0]:
            yield edit


def trailing(text: str, fences: list[tuple[int, int]]) -> Iterator[Edit]:
    """Blanks at the end of a line, but not the two spaces that break one in Markdown, nor those of ``-- `` in mail."""
    return outside(_trailing(text), fences)


def _trailing(text: str) -> Iterator[Edit]:
    at = 0
    for found in _TRAILING.finditer(text):
        end = found.end()
        start = at + len(text[at:end].rstrip(_BLANKS))
        at = end
        hard = text[start:end] == "  " and text[start - 1 : start].strip() and _WORDS_NEXT.match(text, end)
        if not hard and not _SIGNATURE.match(text, max(start - 3, 0)):
            yield Edit(start, end, "", "tidy.trailing-blank")


def indents(text: str, fences: list[tuple[int, int]]) -> Iterator[Edit]:
    """Ideographic spaces before paragraphs of prose, in a text that indents most of its lines in one way."""
    if "\u3000\u3000" not in text:
        return
    found = list(_INDENT.finditer(text))
    if not found or len(found) < INDENTED_SHARE * len(_LINE.findall(text)):
        return
    (_, even), *_ = Counter(m[0] for m in found).most_common(1)
    sentences = sum(1 for m in found if _SENTENCE_END.match(text, m.end()))
    if even >= EVEN_SHARE * len(found) and sentences >= SENTENCE_SHARE * len(found):
        yield from outside((Edit(*m.span(), "", "tidy.indent") for m in found), fences)


def empty_lines(doc: Doc, fences: list[tuple[int, int]]) -> Iterator[Edit]:
    """Three empty lines and more become one, and two between which a line was taken out."""
    found = list(_EMPTY_RUN.finditer(doc.text))
    many = [run.span() for run in found if run[0].count("\n") > _OF_TWO]
    two = [run.span() for run in found if run[0].count("\n") == _OF_TWO] if doc.rounds else []
    if two:
        origins = zip(*(bounds.tolist() for bounds in doc.origins(*np.array(two).T)), strict=True)
        many += [run for run, (start, end) in zip(two, origins, strict=True) if doc.source[start:end].strip()]
    yield from outside((Edit(*run, "\n\n", "tidy.empty-lines") for run in sorted(many)), fences)
