"""One walk over a stretch of a damaged page, from left to right, that finds the edits."""

from __future__ import annotations

import re
from collections.abc import Generator

from cleaner.doc import Edit
from cleaner.fold import simplified_characters
from cleaner.stages.encoding import cp936
from cleaner.stages.encoding.search import Answer, Problem
from cleaner.stages.mirror.choose import Place, Solution, choose
from cleaner.stages.mirror.notes import BARE, FULL_WIDTH, INSIDE, NOTE, sound
from cleaner.stages.mirror.page import Page
from cleaner.stages.mirror.redamage import same
from cleaner.stages.mirror.runs import ANY, Run, follow

PLACE = re.compile(rf"{NOTE.pattern}|{INSIDE.pattern}|{BARE.pattern}|[?\ufffd](?=[；！？：]\S|[;!?:][\x80-\uffff])")
_NOTE, _KEPT, _INSIDE, _BARE = 1, 2, 3, 4  # the groups of PLACE
_MARGIN = 6.0
_CONTEXT = 12
Walk = Generator[list[Problem], list[Answer], list[Edit]]


class Line:
    """``walk`` yields problems for the model, is sent the answers, and returns the edits of ``text[start:end]``."""

    def __init__(self, text: str, start: int, end: int, page: Page) -> None:
        self.text, self.page = text, page
        self.start, self.end = start, end
        self.edits: list[Edit] = []

    def walk(self) -> Walk:
        """Go from place to place; what was restored so far is the left context of the next one."""
        at = self.start
        while match := PLACE.search(self.text, at, self.end):
            start = match.start()
            left = self.left(start)
            edit = self._note(match, left) if match[_NOTE] else None
            if edit is None:
                edit = yield from self._run(match, left)
            if edit:
                self.edits.append(edit)
            at = edit.end if edit else start + 1
        return self.edits

    def left(self, at: int) -> str:
        """The restored text before ``at``, as much of it as anybody looks at."""
        out = ""
        for edit in reversed(self.edits):
            if len(out) >= _CONTEXT:
                break
            out = edit.new + self.text[edit.end : at] + out
            at = edit.start
        return (self.text[max(0, at - _CONTEXT) : at] + out)[-_CONTEXT:]

    def _note(self, match: re.Match[str], left: str) -> Edit | None:
        reading = sound(match[_NOTE])
        if reading not in map(self.page.reading, self.page.ends(left)):
            return None
        return Edit(match.start(), match.end(), "", "mirror.note", "exact: the note of the character before it")

    def _run(self, match: re.Match[str], left: str) -> Generator[list[Problem], list[Answer], Edit | None]:
        start = match.start()
        reading = sound(match[_NOTE] or match[_INSIDE] or match[_BARE] or "")
        if reading:
            slots = self.page.inside(left, reading)
            first = [Run((slot,), match.end(), notes=((1, reading),)) for slot in slots]
        else:
            mark = cp936.encode(self.text[start + 1]) or b""
            first = [Run((ANY, (FULL_WIDTH,), (mark[-1] | 0x80,)), start + 2)]
        weak = not match[_INSIDE]
        runs = [run for each in first for run in follow(self.text, each, self.page)]
        found = (yield from choose(Place(self.text, start, left, self.page, weak), runs)) if runs else None
        if not found or found.gain <= _MARGIN:
            return None
        return self._edit(start, found, left, exact=bool(reading))

    def _edit(self, start: int, found: Solution, left: str, exact: bool) -> Edit:
        end, new = found.run.end, found.new
        if self.page.converted:
            new = _simplified(new)
        again = exact and same(self.text[start:end], found, (left[-1:], self.text[end : end + 9]), self.page)
        if again and found.lead == float("inf") and found.run.sure:
            return Edit(start, end, new, "mirror.shift", "exact: read one byte off; the note names the lost byte")
        lead = min(found.lead, found.gain, 99.0)
        confidence = round(0.5 + 0.45 * min(1.0, lead / 8), 3)
        if again and found.run.sure and lead > _MARGIN:
            reason = f"verified: read one byte off; the same damage gives what was seen; lead {lead:.1f} nats"
            return Edit(start, end, new, "mirror.shift", reason, confidence)
        reason = f"guessed: read one byte off; a lost byte was chosen with lead {lead:.1f} nats"
        return Edit(start, end, new, "mirror.guess", reason, confidence if found.run.sure else min(confidence, 0.7))


def _simplified(text: str) -> str:
    """``text`` as the converter that the page went through would have it, character by character."""
    return "".join(simplified_characters().get(c, c) for c in text)
