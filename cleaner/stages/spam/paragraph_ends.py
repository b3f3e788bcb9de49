"""Names of betting houses before and behind the sentences of paragraphs, which have nothing to do with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from cleaner.fold import table_of
from cleaner.lines import Lines
from cleaner.patterns import count_han, lazy
from cleaner.stages.spam.findings import Finding, notes
from cleaner.stages.spam.house_names import grammar
from cleaner.stages.spam.judge import Judge
from cleaner.stages.spam.lexicon import Hit
from cleaner.stages.spam.runs import Run

# In so many paragraphs, with so many ideographs before it, the same name is no accident; what the network says of each
# of its characters there at least.
TIMES, BEFORE, TOLD = 2, 12, 2.5
_BETTING = frozenset(("gambling", "lottery"))
_SURE = ("certain", "sure")
_ENDS = "。!?"
_ENDS_OF = frozenset(_ENDS)
_TAIL = lazy(rf"[{_ENDS}]([-_— ]{{0,4}}[(\[【]?([\u4e00-\u9fffa-z0-9]{{3,12}})[)\]】]?[ ]{{0,4}})$")
_SHORTEST, _LONGEST = 3, 23  # characters behind the mark, and with it


def beside_paragraphs(judge: Judge, spots: Iterable[int]) -> Iterator[Finding]:
    """The names with a word of betting that stand before or behind the sentences of several paragraphs of a page.

    spots: where telling words stand.
    """
    lines = judge.page.lines
    yield from _names(judge, list(_tails(lines)), head=False)
    if said := grammar(judge.lexicon):
        yield from _names(judge, list(_heads(lines, spots, _head(said.titles))), head=True)


def _names(judge: Judge, found: list[re.Match[str]], *, head: bool) -> Iterator[Finding]:
    """Those of the names found at one end of paragraphs that are spam."""
    lines = judge.page.lines
    times = Counter(match[2] for match in found)
    often = {name for name, many in times.items() if many >= TIMES and lines.folded.count(name) <= many}
    for match in found:
        name = match[2]
        if name not in often:
            continue
        number = lines.at(match.start(1))
        start, end = int(lines.starts[number]), int(lines.ends[number])
        beside = count_han(lines.folded, match.end(1), end) if head else count_han(lines.folded, start, match.start(1))
        hits = judge.lexicon.hits(name) if beside >= BEFORE else []
        families = [family for hit in hits for family in hit.families if family in _BETTING]
        if not families or number in judge.gone or judge.lexicon.raised(name, families[0])[0]:
            continue
        line = judge.reading(number)
        size = len(match[1].rstrip())
        tags = line.strength.tags[:size] if head else line.strength.tags[-size:]
        sure = head and _is_house(name, hits)
        if tags.mean() >= TOLD or (sure and not judge.lexicon.raised(line.text, families[0])[0]):
            run = Run(0, len(name), float(times[name]), families[0])
            where = "before" if head else "behind"
            why = notes(run, TIMES, [f"{where} {times[name]} paragraphs"], [])
            yield Finding(number, *match.span(1), False, run, TIMES, why)


def _is_house(name: str, hits: Iterable[Hit]) -> bool:
    """Whether a name is a sure one of betting and words of its titles, and nothing else."""
    own = [hit for hit in hits if not _BETTING.isdisjoint(hit.families)]
    said = sum(map(str.isalnum, "".join(name[hit.start : hit.end] for hit in own)))
    return any(hit.kind in _SURE for hit in own) and said == sum(map(str.isalnum, name))


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


@lru_cache(maxsize=4)
def _head(titles: str) -> re.Pattern[str]:
    """A name with its ``titles`` before a sentence."""
    name = f"[\u4e00-\u9fffa-z0-9]{{3,12}}?(?:[-_·|]?(?:{titles})){{0,4}}"
    return re.compile(f'([(\\[【]?({name})[)\\]】]?[-_—:]?[ ]{{1,4}})(?=["\u4e00-\u9fff0-9])')


def _heads(lines: Lines, spots: Iterable[int], head: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """What stands before the first sentences of lines, set apart by a blank, where one of the ``spots`` is in it."""
    for number in sorted({lines.at(spot) for spot in spots}):
        start, end = int(lines.starts[number]), int(lines.ends[number])
        found = head.match(lines.folded, start, end)
        if found and not _ENDS_OF.isdisjoint(lines.folded[found.end() : end]):
            yield found
