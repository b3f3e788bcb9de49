"""Undo what mirror programs do to a page: notes after Traditional characters, and text read one byte off.

Such a program holds the page as GBK bytes and replaces each byte pair of its list by the pair and its pronunciation in
parentheses. Where the pair straddles two characters the note falls inside a character, and all text up to the next
ASCII byte is misread. Both are undone from the bytes that the text stands for; only lost bytes are guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.doc import Doc, Edit, settle
from cleaner.patterns import lazy
from cleaner.pipeline import Context, Proposal
from cleaner.stages.encoding.search import Answer, Problem
from cleaner.stages.mirror.debris import debris, without_tags
from cleaner.stages.mirror.line import PLACE, Line, Walk
from cleaner.stages.mirror.notes import READING, TONED, suspicious
from cleaner.stages.mirror.page import Page, examine
from cleaner.stages.mirror.pieces import search_pieces

_APART = lazy(rf" (?:(?<=[\u3400-\u9fff] )(?=[(（]{READING}[)）])|(?<=[a-zü{TONED}][)）] )(?=[\u3400-\u9fff]))")
_FEWEST_APART = 4
_STEP = re.compile("[\n<>]")  # after these every reader is in step


def propose(doc: Doc, context: Context) -> Proposal:
    """Delete the notes of a mirror page and the tags strewn over it, and restore its shifted runs."""
    strewn = tuple(debris(doc))
    edits = repairs(doc.text, page) if (page := examine(doc)) else _spaced(doc)
    if not edits and page is None:
        return Proposal(strewn, facts={"mirror.fired": False})
    edits = without_tags(doc.text, edits)
    touched = sum(e.end - e.start for e in edits)
    guessed = sum(len(e.new) for e in edits if e.rule == "mirror.guess")
    return Proposal(
        settle([*edits, *strewn]) if strewn else edits,
        scores={"mirror": round(touched / len(doc.text), 4)},
        facts={"mirror.fired": True, "mirror.guessed": guessed},
    )


def _spaced(doc: Doc) -> list[Edit]:
    """The edits of a page whose notes stand apart, as scripts do it that put blanks between words of two scripts."""
    blanks = {match.start() for match in _APART.finditer(doc.text)} if suspicious(doc) else set()
    if len(blanks) < _FEWEST_APART:
        return []
    closed = Doc(doc.text).apply("mirror", [Edit(at, at + 1, "", "mirror.note") for at in blanks])
    page = examine(closed)
    edits = []
    for edit in repairs(closed.text, page) if page else ():
        start, end = closed.origin(edit.start, edit.end)
        while start - 1 in blanks:
            start -= 1
        while end in blanks:
            end += 1
        edits.append(edit._replace(start=start, end=end))
    return edits


def repairs(text: str, page: Page) -> list[Edit]:
    """The edits of all stretches of ``text``; the problems of all of them go to the model together."""
    found: dict[int, list[Edit]] = {}
    waiting: list[tuple[int, Walk, list[Problem]]] = []

    def go_on(number: int, walk: Walk, answers: list[Answer] | None) -> None:
        """Answer a walk and note what it asks next, or what it found."""
        try:
            waiting.append((number, walk, walk.send(answers) if answers is not None else next(walk)))
        except StopIteration as stop:
            found[number] = stop.value

    for number, (start, end) in enumerate(_stretches(text)):
        go_on(number, Line(text, start, end, page).walk(), None)
    while waiting:
        asked, waiting = waiting, []
        answers = iter(search_pieces([problem for _, _, problems in asked for problem in problems]))
        for number, walk, problems in asked:
            go_on(number, walk, [next(answers) for _ in problems])
    return [edit for number in sorted(found) for edit in found[number]]


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of ``text`` with damage in them, apart from each other as runs are."""
    end = 0
    while place := PLACE.search(text, end):
        start = max(text.rfind("\n", end, place.start()), text.rfind(">", end, place.start())) + 1 or end
        step = _STEP.search(text, place.end())
        end = step.start() if step else len(text)
        yield start, end
