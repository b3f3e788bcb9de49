"""Names of betting houses before and behind the sentences of paragraphs, which have nothing to do with them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from statistics import fmean

from cleaner.lines import Lines
from cleaner.patterns import HAN, count_han, lazy
from cleaner.stages.spam.findings import Finding, notes
from cleaner.stages.spam.house_names import Grammar, grammar
from cleaner.stages.spam.judge import Judge
from cleaner.stages.spam.lexicon import Hit, Lexicon
from cleaner.stages.spam.runs import Run

# In so many paragraphs, with so many ideographs before it, the same name is no accident; what the network says of each
# of its characters there at least.
TIMES, BEFORE, TOLD = 2, 12, 2.5
# In so many it is none of what a text is signed with, if it stands nowhere else, right behind a mark; what the network
# then says of each of its characters in the first places on average, of those with a word of the trade and of others.
OFTEN, TRADED, STRANGE, LOOKED = 3, 0.0, 0.5, 8
# In so many a name is one of a house that is listed: one that nobody else bears, and another.
_OWN, _LISTED = 1, 2
_BETTING = frozenset(("gambling", "lottery"))
_SURE = ("certain", "sure")
_ENDS = "。!?"
_ENDS_OF = frozenset(_ENDS)
_TAIL = lazy(rf"[{_ENDS}]([-_— ]{{0,4}}[(\[【]?([\u4e00-\u9fffa-z0-9]{{2,12}})[)\]】]?[ ]{{0,4}})$")
# Characters of a name behind the mark, and with the mark; of one that may be a word of any sentence.
_SHORTEST, _LONGEST, _SHORT = 2, 23, 2


def beside_paragraphs(judge: Judge, spots: Iterable[int], tails: Sequence[re.Match[str]]) -> Iterator[Finding]:
    """The names of houses that stand before or behind the sentences of several paragraphs of a page.

    spots: where telling words stand.  tails: what stands behind the last sentences of lines.
    """
    lines = judge.page.lines
    strange = list(_strange(judge, tails))
    yield from strange
    taken = {each.line for each in strange}
    yield from (each for each in _names(judge, tails, head=False) if each.line not in taken)
    if said := grammar(judge.lexicon):
        yield from _names(judge, list(_heads(lines, spots, _head(said.titles))), head=True)


def _names(judge: Judge, found: Sequence[re.Match[str]], *, head: bool) -> Iterator[Finding]:
    """Those of the names found at one end of paragraphs that are spam."""
    lines = judge.page.lines
    times = Counter(match[2] for match in found)
    often = {name for name, many in times.items() if many >= TIMES and lines.folded.count(name) <= many}
    for match in found:
        name = match[2]
        if name not in often or len(name) <= _SHORT:
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


def come_often(tails: Iterable[re.Match[str]], words: Lexicon) -> bool:
    """Whether the same name stands right behind so many paragraphs that it may be a house's."""
    times = Counter(match[2] for match in tails if match[1] == match[2])
    said = grammar(words) if times else None
    return said is not None and any(many >= _least(name, said) for name, many in times.items())


def _least(name: str, said: Grammar) -> int:
    """Behind how many paragraphs a name stands at least that is a house's."""
    kind = said.listed(name)
    return OFTEN if kind is None else _OWN if kind else _LISTED


def _strange(judge: Judge, tails: Sequence[re.Match[str]]) -> Iterator[Finding]:
    """Names that stand right behind many paragraphs of a page and nowhere else, though no text is signed with them."""
    said, lines = grammar(judge.lexicon), judge.page.lines
    named: defaultdict[str, list[re.Match[str]]] = defaultdict(list)
    for match in tails:
        if match[1] == match[2]:
            named[match[2]].append(match)
    for name, places in named.items():
        if said is None or not HAN.match(name) or said.signing.search(name) or len(places) < _least(name, said):
            continue
        least = min(OFTEN, len(places))
        if least < OFTEN and (said.spoken.search(lines.folded) or said.others.search(lines.folded)):
            continue
        numbers = [lines.at(match.start()) for match in places]
        starts = zip(map(int, lines.starts[numbers]), places, strict=True)
        long = sum(count_han(lines.folded, start, match.start()) >= BEFORE for start, match in starts)
        if long < least or lines.folded.count(name) > len(places) or judge.lexicon.raised(name, "gambling")[0]:
            continue
        told = fmean(float(judge.reading(number).strength.tags[-len(name) :].mean()) for number in numbers[:LOOKED])
        if told >= (TRADED if said.is_house(name) else STRANGE):
            run = Run(0, len(name), float(len(places)), "gambling")
            why = notes(run, least, [f"behind {len(places)} paragraphs"], [])
            for number, match in zip(numbers, places, strict=True):
                if number not in judge.gone:
                    yield Finding(number, *match.span(1), False, run, least, why)


def _is_house(name: str, hits: Iterable[Hit]) -> bool:
    """Whether a name is a sure one of betting and words of its titles, and nothing else."""
    own = [hit for hit in hits if not _BETTING.isdisjoint(hit.families)]
    said = sum(map(str.isalnum, "".join(name[hit.start : hit.end] for hit in own)))
    return any(hit.kind in _SURE for hit in own) and said == sum(map(str.isalnum, name))


def tails_of(lines: Lines) -> Iterator[re.Match[str]]:
    """What stands behind the last sentences of lines; most lines end with the mark of one."""
    for mark, end in behind_marks(lines, range(_SHORTEST + 1, _LONGEST + 1)):
        found = _TAIL.match(lines.folded, mark, end)
        yield from (found,) if found else ()


def behind_marks(lines: Lines, sizes: range) -> Iterator[tuple[int, int]]:
    """The places of the last marks of sentences of lines, with so much of each that the line ends with, and its end."""
    last = lines.last_marks
    behind = lines.ends - last
    near = ((last >= lines.starts) & (behind >= sizes.start) & (behind < sizes.stop)).nonzero()[0]
    yield from zip(last[near].tolist(), lines.ends[near].tolist(), strict=True)


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
