"""Names of betting houses behind the last sentences of paragraphs, which have nothing to do with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleaner.lines import Lines
from cleaner.patterns import count_han
from cleaner.stages.spam.findings import Finding, notes
from cleaner.stages.spam.judge import Judge
from cleaner.stages.spam.runs import Run

# In so many paragraphs, with so many ideographs before it, the same name is no accident; what the network says of each
# of its characters there at least.
TIMES, BEFORE, TOLD = 2, 12, 2.5
_BETTING = frozenset(("gambling", "lottery"))
_TAIL = re.compile(r"[。!?]([-_— ]{0,4}[(\[【]?([\u4e00-\u9fffa-z0-9]{3,12})[)\]】]?[ ]{0,4})$")
_MARKS = frozenset("。!?…,;:\"'")
_LONGEST = 23  # characters that it matches


def behind_paragraphs(judge: Judge) -> Iterator[Finding]:
    """The names with a word of betting that stand behind the last sentences of several paragraphs of a page."""
    lines = judge.page.lines
    found = list(_tails(lines))
    times = Counter(match[2] for match in found)
    for match in found:
        name = match[2]
        if times[name] < TIMES or lines.folded.count(name) > times[name]:
            continue
        number = lines.at(match.start(1))
        before = count_han(lines.folded, int(lines.starts[number]), match.start(1))
        hits = judge.lexicon.hits(name) if before >= BEFORE else []
        families = [family for hit in hits for family in hit.families if family in _BETTING]
        if not families or number in judge.gone or judge.lexicon.raised(name, families[0])[0]:
            continue
        line = judge.reading(number)
        if line.strength.tags[-len(match[1].rstrip()) :].mean() >= TOLD:
            run = Run(0, len(name), float(times[name]), families[0])
            why = notes(run, TIMES, [f"behind {times[name]} paragraphs"], [])
            yield Finding(number, *match.span(1), False, run, TIMES, why)


def _tails(lines: Lines) -> Iterator[re.Match[str]]:
    """What stands behind the last sentences of lines; most lines end with the mark of one."""
    text = lines.folded
    for start, end in zip(lines.starts.tolist(), lines.ends.tolist(), strict=True):
        if start < end and text[end - 1] not in _MARKS:
            found = _TAIL.search(text, max(start, end - _LONGEST), end)
            yield from (found,) if found else ()
