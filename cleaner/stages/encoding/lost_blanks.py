"""Question marks for no-break spaces about Latin words: ``一般会选用?git flow?，如果``, ``设计模式、?重构``.

Editors set such spaces about words in other letters and about code; a codec that has none writes a question mark for
each. One behind a comma asks nothing, and hardly do two about one word. Where a page shows several of these, the others
that touch a Latin word go too, unless the clause asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.doc import Edit
from cleaner.patterns import lazy
from cleaner.stages.encoding.interpuncts import asks_before
from cleaner.stages.encoding.prose import Prose

_HAN = "\u3400-\u9fff"
_BEHIND = lazy(rf"(?<=[{_HAN}?][、，,；;])\?{{1,2}}(?=[A-Za-z{_HAN}])")
_ABOUT = lazy(rf"(?<=[{_HAN}、，,])\?{{1,2}}(?=[A-Za-z][ -:<->@-~]{{0,30}}\?{{1,2}}[{_HAN}，、。；,])")
_BESIDE = lazy(rf"(?<=[{_HAN}])\?{{1,2}}(?=[A-Za-z])|(?<=[A-Za-z0-9)\]])\?{{1,2}}(?=[{_HAN}，、。；,])")
_LEAST, _FEWEST_BEHIND = 3, 1  # marks of the first two kinds, and of the first
_LIKELY = 0.9


def repairs(text: str) -> Iterator[Edit]:
    """Edits that write the blanks again."""
    if text.count("?") <= _LEAST:
        return
    behind = list(_BEHIND.finditer(text))
    if len(behind) < _FEWEST_BEHIND or len(behind) + len(about := list(_ABOUT.finditer(text))) < _LEAST:
        return
    prose = Prose(text)
    if prose.topic:
        return
    sure = {mark.span() for mark in (*behind, *about)}
    others = {mark.span() for mark in _BESIDE.finditer(text) if not asks_before(text, mark.start())}
    for start, end in sorted(sure | others):
        if prose.holds(start, end):
            why = "guessed: a no-break space, in a codec that has none"
            yield Edit(start, end, _blank(text, end), "encoding.lost-blank", why, confidence=_LIKELY)


def _blank(text: str, end: int) -> str:
    """A blank, but none before a mark."""
    return " " if re.match(rf"[A-Za-z0-9{_HAN}]", text[end : end + 1]) else ""
