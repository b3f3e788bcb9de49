"""One walk over a stretch of a damaged page, from left to right, that finds the edits."""

from __future__ import annotations

import re
from collections.abc import Generator

from cleaner.character_model import model
from cleaner.doc import Edit
from cleaner.fold import simplified_characters
from cleaner.patterns import lazy
from cleaner.stages.encoding import cp936
from cleaner.stages.encoding.search import Answer, Problem
from cleaner.stages.mirror.choose import Place, Solution, choose
from cleaner.stages.mirror.notes import BARE, FULL_WIDTH, INSIDE, NOTE, READING, sound
from cleaner.stages.mirror.page import Page
from cleaner.stages.mirror.redamage import same
from cleaner.stages.mirror.runs import ANY, Run, follow

_WIDE = "\x80-\uffff"
# A mark of two halves of characters, after what stands for the lost byte; and one with nothing for it.
# Behind a comma the note of a letter must say so (``?，F(xiàn)`` for 。現).
_STRADDLE = (
    rf"[?\ufffd](?=[；！？：]\S|，[@-~€][(（]{READING}[)）]"
    rf"|[;!?:](?:[{_WIDE}?]|[@-~][{_WIDE}(]))|([；！？：;!?:])(?=[{_WIDE}])"
)
PLACE = lazy(rf"{NOTE.pattern}|{INSIDE.pattern}|{BARE.pattern}|{_STRADDLE}")
_NOTE, _KEPT, _INSIDE, _BARE, _MARK = 1, 2, 3, 4, 5  # the groups of PLACE
_ODD = -9.5  # nats: what reads worse after a mark may be misread
_MARGIN = 6.0
_CONTEXT = 12
_PAIRS = dict(zip("“‘「『《〈（〔【", "”’」』》〉）〕】", strict=True))
_BRACKET = re.compile("[“”‘’「」『』《》〈〉（）〔〕【】]")
_CHOICES = 500  # in one stretch: what has more of them is no page
Walk = Generator[list[Problem], list[Answer], list[Edit]]


class Line:
    """``walk`` yields problems for the model, is sent the answers, and returns the edits of ``text[start:end]``."""

    def __init__(self, text: str, start: int, end: int, page: Page) -> None:
        self.text, self.page = text, page
        self.start, self.end = start, end
        self.edits: list[Edit] = []
        self.choices = 0
        self.closers: list[str] = []  # of what is open before ``seen``, where ``counted`` edits are behind
        self.seen, self.counted = start, 0

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

    def _open(self, at: int) -> str:
        """The mark that closes what is open in the restored text before ``at``, if anything is."""
        for edit in self.edits[self.counted :]:
            _count(self.text[self.seen : edit.start] + edit.new, self.closers)
            self.seen = edit.end
        _count(self.text[self.seen : at], self.closers)
        self.seen, self.counted = max(self.seen, at), len(self.edits)
        return self.closers[-1] if self.closers else ""

    def _shown_open(self, at: int) -> str:
        """The same as the damaged text shows it: some close what a line before has opened."""
        closers: list[str] = []
        _count(self.text[self.start : at], closers)
        return closers[-1] if closers else ""

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
            hidden = match[_MARK] is not None  # nothing shows for the lost byte
            first = [] if hidden and self._reads_well(start, left) else self._straddle(start + (not hidden))
        weak = not match[_INSIDE]
        runs = [run for each in first for run in follow(self.text, each, self.page)]
        if self.choices >= _CHOICES:
            return None
        due = self._open(start)
        place = Place(self.text, start, left, self.page, weak, due or self._shown_open(start), bool(due))
        found = (yield from choose(place, runs)) if runs else None
        self.choices += not found or found.lead < float("inf")
        if not found or found.gain <= _MARGIN:
            return None
        return self._edit(start, found, left, exact=bool(reading))

    def _reads_well(self, mark: int, left: str) -> bool:
        """Whether the text after a mark is no worse than rare words are."""
        right = self.text[mark + 1 : mark + 5]
        return not left or model().weakest(right, left + self.text[mark], "hant") > _ODD

    def _straddle(self, mark: int) -> list[Run]:
        """The start of a run at a mark whose two bytes were halves of characters; the byte before it is lost."""
        if self.text[mark] in ";!?:" and self.text.startswith("?", mark + 1) and not self._open(mark):
            return []  # marks in a row; only where something must be closed they can be misread
        data = cp936.encode(self.text[mark]) or b""
        return [Run((ANY, (FULL_WIDTH,), (data[-1] | 0x80,)), mark + 1)]

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


def _count(text: str, closers: list[str]) -> None:
    """Add to ``closers`` what a text opens, and take from them what it closes."""
    for mark in _BRACKET.findall(text):
        if mark in _PAIRS:
            closers.append(_PAIRS[mark])
        elif mark in closers:
            del closers[closers.index(mark) :]


def _simplified(text: str) -> str:
    """``text`` as the converter that the page went through would have it, character by character."""
    return "".join(simplified_characters().get(c, c) for c in text)
