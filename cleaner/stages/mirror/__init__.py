"""Undo what mirror programs do to a page: notes after Traditional characters, and text read one byte off.

Such a program holds the page as GBK bytes and replaces each byte pair of its list by the pair and its pronunciation in
parentheses. Where the pair straddles two characters the note falls inside a character, and all text up to the next
ASCII byte is misread. Both are undone from the bytes that the text stands for; only lost bytes are guessed.
"""

from __future__ import annotations

import re

from cleaner.doc import Doc, Edit
from cleaner.pipeline import Context, Proposal
from cleaner.stages.encoding import cp936
from cleaner.stages.encoding.model import model
from cleaner.stages.mirror.notes import FULL_WIDTH, INSIDE, NOTE, Evidence, ends, examine, reading_of
from cleaner.stages.mirror.runs import ANY, Run, Solution, follow, solve, trails

_PLACE = re.compile(rf"{NOTE.pattern}|{INSIDE.pattern}|\?(?=[；！？：]\S|[;!?:][\x80-\uffff])")
_PRIVATE = re.compile("[\ue000-\ue765]")
_MARGIN = 6.0
_CONTEXT = 12


def propose(doc: Doc, context: Context) -> Proposal:
    """Delete the notes of a mirror page and restore its shifted runs."""
    evidence = examine(doc.text)
    if not evidence.fired:
        return Proposal(facts={"mirror.fired": False})
    repair = _Repair(doc.text, evidence)
    edits = repair.edits
    touched = sum(e.end - e.start for e in edits)
    guessed = sum(len(e.new) for e in edits if e.rule == "mirror.guess")
    return Proposal(
        edits,
        scores={"mirror": round(touched / len(doc.text), 4)},
        facts={"mirror.fired": True, "mirror.guessed": guessed},
    )


class _Repair:
    """One walk over a page from left to right; ``edits`` is what it found."""

    def __init__(self, text: str, evidence: Evidence) -> None:
        self.text = text
        self.keys = evidence.keys
        self.stripped = _PRIVATE.search(text) is None  # some cleaner took the private-use characters out
        self.edits: list[Edit] = []
        at = 0
        while match := _PLACE.search(text, at):
            start = match.start()
            edit = self._note(start, match) if match[1] else self._run(start, match)
            if edit:
                self.edits.append(edit)
            at = edit.end if edit else start + 1

    def left(self, at: int) -> str:
        """The repaired text before ``at``, as much of it as anybody looks at."""
        out = ""
        for edit in reversed(self.edits):
            if len(out) >= _CONTEXT:
                break
            out = edit.new + self.text[edit.end : at] + out
            at = edit.start
        return (self.text[max(0, at - _CONTEXT) : at] + out)[-_CONTEXT:]

    def _note(self, start: int, match: re.Match[str]) -> Edit | None:
        if match[1] not in [reading_of().get(pair) for pair in ends(self.left(start))]:
            return None
        return Edit(start, match.end(), "", "mirror.note", "the note of the character before it")

    def _run(self, start: int, match: re.Match[str]) -> Edit | None:
        left = self.left(start)
        if not match[2]:
            return self._straddle(start, left)
        first = [Run((slot,), match.end()) for slot in self._first(left, match[2])]
        runs = [run for each in first for run in follow(self.text, each, self.keys)]
        found = solve(self.text, runs, left, self.stripped)
        return self._edit(start, found) if found else None

    def _first(self, left: str, reading: str) -> list[tuple[int, ...]]:
        data = cp936.encode(left[-1:])
        if not data:
            return []
        leads = {data[-1]} | ({data[-1] | 0x80} if len(data) == 1 and data[0] > 0x20 else set())
        return [slot for lead in sorted(leads) if (slot := trails(lead, reading, self.keys))]

    def _straddle(self, start: int, left: str) -> Edit | None:
        """A mark whose two bytes were halves of two characters: the byte before it is lost."""
        mark = cp936.encode(self.text[start + 1]) or b""
        second = mark[-1] | 0x80
        run = Run((ANY, (FULL_WIDTH,), (second,)), start + 2)
        found = solve(self.text, list(follow(self.text, run, self.keys)), left, self.stripped)
        if not found:
            return None
        seen = self.text[start : found.end]
        lead = found.score - model().total(seen, left, self.text[found.end : found.end + 1], "hant")
        return self._edit(start, found._replace(lead=min(lead, found.lead))) if lead > _MARGIN else None

    def _edit(self, start: int, found: Solution) -> Edit:
        if found.lead == float("inf"):
            return Edit(start, found.end, found.new, "mirror.shift", "read one byte off; the note names the lost byte")
        confidence = round(0.5 + 0.45 * min(1.0, found.lead / 8), 3)
        reason = f"read one byte off; a lost byte was chosen with a lead of {found.lead:.1f} nats"
        return Edit(start, found.end, found.new, "mirror.guess", reason, confidence)
