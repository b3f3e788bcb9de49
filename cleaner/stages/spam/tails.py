"""Names of betting houses behind the last sentences of paragraphs, which have nothing to do with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleaner.fold import table_of
from cleaner.lines import Lines
from cleaner.patterns import count_han
from cleaner.stages.spam.findings import Finding, notes
from cleaner.stages.spam.judge import Judge
from cleaner.stages.spam.runs import Run

# In so many paragraphs, with so many ideographs before it, the same name is no accident; what the network says of each
# of its characters there at least.
TIMES, BEFORE, TOLD = 2, 12, 2.5
_BETTING = frozenset(("gambling", "lottery"))
_ENDS = "。!?"
_TAIL = re.compile(rf"[{_ENDS}]([-_— ]{{0,4}}[(\[【]?([\u4e00-\u9fffa-z0-9]{{3,12}})[)\]】]?[ ]{{0,4}})$")
_SHORTEST, _LONGEST = 3, 23  # characters behind the mark, and with it


def behind_paragraphs(judge: Judge) -> Iterator[Finding]:
    """The names with a word of betting that stand behind the last sentences of several paragraphs of a page."""
    lines = judge.page.lines
    found = list(_tails(lines))
    times = Counter(match[2] for match in found)
    often = {name for name, many in times.items() if many >= TIMES and lines.folded.count(name) <= many}
    for match in found:
        name = match[2]
        if name not in often:
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
    marks = table_of(_ENDS).take(lines.folded_points).nonzero()[0]
    if not len(marks):
        return
    last = marks[marks.searchsorted(lines.ends) - 1]  # of a line without one that of another line
    behind = lines.ends - last
    near = ((last >= lines.starts) & (behind > _SHORTEST) & (behind <= _LONGEST)).nonzero()[0]
    for mark, end in zip(last[near].tolist(), lines.ends[near].tolist(), strict=True):
        found = _TAIL.match(lines.folded, mark, end)
        yield from (found,) if found else ()
