"""Lines that lost bytes as problems for the character model, and what its answers make of them.

Only the stretches with lost bytes are looked at one by one: what each can have been (``lattice``), what the rest of the
page tells of it (``pagewise``), and what stands farther away (``rerank``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

import numpy as np

from cleaner.character_model import Script
from cleaner.doc import codes
from cleaner.patterns import lazy
from cleaner.stages.encoding import eaten
from cleaner.stages.encoding.chances import by_line, leads_of
from cleaner.stages.encoding.eaten import BREAK, GONE, Eaten
from cleaner.stages.encoding.gates import scripts_of
from cleaner.stages.encoding.lattice import DOUBT, END, LOST, SECOND, SPOKEN, pair_ways, utf8_ways
from cleaner.stages.encoding.neighbours import Ways, joined
from cleaner.stages.encoding.pagewise import told
from cleaner.stages.encoding.policies import LOST_BYTE, Habit
from cleaner.stages.encoding.prune import pruned
from cleaner.stages.encoding.ranker import REACH
from cleaner.stages.encoding.readings import SECOND_POINT, as_pairs, blanks_lost, bytes_of, rough
from cleaner.stages.encoding.rerank import CLOSE, reranked
from cleaner.stages.encoding.search import Answer, Doubt, Problem, search_many

_DOUBT_BYTE = 0xFE  # UTF-8 has neither this one nor ``LOST_BYTE``
_UTF8 = {LOST_BYTE: LOST, _DOUBT_BYTE: DOUBT}
# A first byte of UTF-8 begins a character whatever is lost before it; a pair that is no character.
_STRETCH = re.compile("[\udc80-\udcff][\udc80-\udcc1\udcf5-\udcff]*|[\ud800-\udbff][\udc00-\udfff]")
_BEFORE_STRAY = lazy("[\u0800-\ud7ff\ue000-\uffff](?=[\udc80-\udcbf])")
_INLINE = re.compile("(?:</?(?:a|b|em|font|i|q|s|small|span|strong|sub|sup|u)(?:[ \n][^<>]{0,400})?>){0,20}")
_ENDS = re.compile("[\n<>]")
_NO_CHARACTER = re.compile(f"[\0\n{BREAK}{GONE}]")
_LONGEST = 40  # steps of one problem
WIDTH, NARROW = 40, np.float32(8.0)  # what is kept of a search: twice as fast, and one line in a thousand worse
_HASTY_WIDTH, _HASTY_MARGIN = 8, np.float32(4.0)
_DOUBTFUL = 2.0  # nats of lead: one choice in eight with less is wrong


# What a place looks like: its surrogates, whether it is met, the byte after it, what can be lost there, its script.
_Look = tuple[str, bool, int, Eaten, Script]
Span = tuple[int, int]


class Reading(NamedTuple):
    """What a line would be: its text, the lead of the closest choice (infinite without one), characters chosen.

    doubtful: how many of those characters another one is nearly as likely for.
    chances: how likely each character is right; none where nobody looked.
    doubts: the close choices.  leads: of each character over others.
    """

    text: str
    lead: float
    chosen: int
    doubtful: int = 0
    chances: tuple[float, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    leads: tuple[float, ...] = ()


class _Line(NamedTuple):
    """What the model should know of a line: its script, and what stands behind it."""

    script: Script | None
    follow: str


class Filling:
    """``lines``, which ``habit`` shows and which lost bytes, in ``codec``, as problems for the model.

    follows: what stands behind each line.
    """

    def __init__(self, lines: Sequence[str], codec: str, habit: Habit, follows: Sequence[str]) -> None:
        text = rough(_marked("\n".join(lines), codec, habit), codec)
        if codec == "utf-8" and habit.pair and habit.vanishes:
            text = _BEFORE_STRAY.sub(_taken_apart, text)
        places = [stretch.span() for stretch in _STRETCH.finditer(text)]
        ends = np.flatnonzero(codes(text) == 10)
        self._owners = ends.searchsorted(np.array([start for start, _ in places], np.intp)).tolist()
        scripts = scripts_of(text.split("\n"), "hant" if codec == "big5hkscs" else "hans")
        met = _met(text, places, codec, habit)
        ways = _ways(text, list(zip(places, met, (scripts[i] for i in self._owners), strict=True)), codec, habit)
        self._text, self._places, self._number = text, places, len(lines)
        self._groups = list(_groups(places, self._owners))
        self._lines = list(map(_Line, scripts, follows))
        steps = [self._steps(group, ways, met, codec, habit) for group in self._groups]
        self.problems = list(map(self._problem, self._groups, steps))

    def _steps(
        self, group: Sequence[int], ways: Sequence[Ways], met: Sequence[bool], codec: str, habit: Habit
    ) -> list[str | Ways]:
        """What the places of a group and the characters between them can be."""
        if len(group) == 1:
            return joined([ways[group[0]]], (), codec, habit)
        steps: list[str | Ways] = []
        first = 0
        for past in range(1, len(group) + 1):
            here = self._places[group[past - 1]][1]
            after = self._places[group[past]][0] if past < len(group) else here
            if past == len(group) or after > here:
                run = group[first:past]
                steps += joined([ways[i] for i in run], [met[i] for i in run[1:]], codec, habit)
                steps += self._text[here:after]
                first = past
        return steps

    def _problem(self, group: Sequence[int], steps: list[str | Ways]) -> Problem:
        """The choice that ``group`` is, for the model."""
        start, end = self._places[group[0]][0], self._places[group[-1]][1]
        before = self._text[max(0, start - 2) : start]
        if "\n" in before or ">" in before:
            before = re.split("[\n>]", before)[-1]
        line = self._lines[self._owners[group[0]]]
        return Problem(steps, before, _after(self._text, end, line.follow), line.script)

    def seen_whole(self, problems: Sequence[Problem], answers: Sequence[Answer]) -> list[Problem]:
        """``problems``, which are its own, the close ones with prices for what the rest of the page tells of them.

        Those also have more before and after them: known characters of the line, and what was chosen.
        """
        close = [i for i, answer in enumerate(answers) if answer.lead < CLOSE]
        out = list(problems)
        if close:
            starts = [self._places[self._groups[i][0]][0] for i in close]
            around = self._around(answers)
            for i, problem in zip(close, told(self._text, [problems[i] for i in close], starts), strict=True):
                before, after = around(i)
                out[i] = problem._replace(
                    before=before if before.endswith(problem.before) else problem.before,
                    after=after if after.startswith(problem.after) else problem.after,
                )
        return out

    def _around(self, answers: Sequence[Answer]) -> Callable[[int], tuple[str, str]]:
        """What gives the text before and after a problem in its line, with ``answers`` for what was lost."""
        places = self._places
        ends = [0, *(places[group[-1]][1] for group in self._groups)]
        known = (self._text[at : places[group[0]][0]] for at, group in zip(ends, self._groups, strict=False))
        parts = list(chain.from_iterable(zip(known, (answer.text for answer in answers), strict=True)))
        edges = list(accumulate(map(len, parts)))
        whole = "".join((*parts, self._text[ends[-1] :]))

        def around(number: int) -> tuple[str, str]:
            """The words before and behind a gap."""
            start, end = edges[2 * number : 2 * number + 2]
            before = _ENDS.split(whole[max(0, start - REACH) : start])[-1]
            after, *rest = _ENDS.split(whole[end : end + REACH], maxsplit=1)
            ends = rest or end + REACH > len(whole)
            return before, after + self._lines[self._owners[self._groups[number][0]]].follow if ends else after

        return around

    def readings(self, answers: Sequence[Answer], seen: Sequence[Problem] = ()) -> list[Reading]:
        """What the lines were, with the answers to ``problems``, as they were ``seen`` last; else without chances."""
        text, places = self._text, self._places
        leads, chosen, doubtful = [np.inf] * self._number, [0] * self._number, [0] * self._number
        parts: list[str] = []
        nearest: list[float] = []
        at = 0
        for group, answer, problem in zip(self._groups, answers, self.problems, strict=True):
            parts += (text[at : places[group[0]][0]], answer.text.replace("\n", BREAK))
            nearest += (*[np.inf] * (places[group[0]][0] - at), *leads_of(problem, answer))
            at = places[group[-1]][1]
            owner = self._owners[group[0]]
            leads[owner] = min(leads[owner], answer.lead)
            chosen[owner] += len(answer.text)
            if answer.lead < _DOUBTFUL:
                doubtful[owner] += len(answer.text) - _between(places, group)
        parts.append(text[at:])
        lines = "".join(parts).replace("\0", GONE).split("\n")
        if not seen:
            return list(map(Reading, lines, leads, chosen, doubtful))
        nearest += [np.inf] * (len(text) - at)
        own = by_line(lines, nearest)
        ends = list(accumulate(len(line) + 1 for line in lines))
        doubts = self._doubts(answers, seen, [0, *ends])
        rows = [tuple(nearest[end - len(line) - 1 : end - 1]) for line, end in zip(lines, ends, strict=True)]
        return list(map(Reading, lines, leads, chosen, doubtful, own, doubts, rows))

    def _doubts(
        self, answers: Sequence[Answer], seen: Sequence[Problem], starts: Sequence[int]
    ) -> list[tuple[Doubt, ...]]:
        """The close choices of each line; ``starts``: of the lines in the text with the answers."""
        out: list[list[Doubt]] = [[] for _ in range(self._number)]
        at = size = 0
        for group, answer, problem, last in zip(self._groups, answers, self.problems, seen, strict=True):
            owner, start = self._owners[group[0]], self._places[group[0]][0]
            size += start - at
            if answer.lead < CLOSE and not _NO_CHARACTER.search(answer.text):
                out[owner].append(Doubt(size - starts[owner], problem, answer, last.prices))
            size += len(answer.text)
            at = self._places[group[-1]][1]
        return list(map(tuple, out))


def filled(fillings: Sequence[Filling], hasty: bool = False) -> list[list[Reading]]:
    """What the lines of each of ``fillings`` were, all searched for together; ``hasty``: roughly."""
    problems = pruned([p for each in fillings for p in each.problems])
    if hasty:
        answers = iter(search_many(problems, _HASTY_WIDTH, _HASTY_MARGIN))
        return [each.readings([next(answers) for _ in each.problems]) for each in fillings]
    found = search_many(problems, WIDTH, NARROW)
    seen: list[Problem] = []
    for each in fillings:
        own = slice(len(seen), len(seen) + len(each.problems))
        seen += each.seen_whole(problems[own], found[own])
    answers, last = iter(reranked(seen, found)), iter(seen)
    return [
        each.readings([next(answers) for _ in each.problems], [next(last) for _ in each.problems]) for each in fillings
    ]


def _between(places: Sequence[Span], group: Sequence[int]) -> int:
    """How many known characters stand between the places of a group."""
    return sum(places[b][0] - places[a][1] for a, b in pairwise(group))


def _taken_apart(char: re.Match[str]) -> str:
    """The bytes of a character that may be the ends of two, between which a pair was lost."""
    return char[0].encode().decode("ascii", "surrogateescape")


def _marked(text: str, codec: str, habit: Habit) -> bytes:
    """The bytes of ``text``, with bytes that neither codec has for each mark of a loss."""
    mark = habit.mark
    if codec == "utf-8":
        data = bytes_of(text, habit.encoder)
        if mark == "?":
            data = data.replace(b"?", bytes((_DOUBT_BYTE,)))
        if " " in habit.fates.values():
            data = blanks_lost(data)
            if mark == " " and habit.gone.any():  # or the byte before it left no trace
                data = data.replace(b"\xff", bytes((_DOUBT_BYTE,)))
        if mark == "?":
            return data
        return data.replace(b"\xff", bytes((_DOUBT_BYTE,))) if habit.pair and mark else data
    if mark == "?":
        return bytes_of(text, habit.encoder).replace(b"?", b"\xff\xff" if habit.pair else b"\xff")
    data = bytes_of(text, habit.encoder)
    return as_pairs(data) if habit.pair and mark else data


def _met(text: str, places: Sequence[Span], codec: str, habit: Habit) -> list[bool]:
    """For each of ``places``, whether its first byte was lost together with the last one of the place before it.

    Places of UTF-8 are whole stretches, which do not touch. Where a program loses pairs, that is so where the last byte
    before them is not one half of a pair that was lost.
    """
    if codec == "utf-8":
        return [False] * len(places)
    out = []
    met = open_ = False
    end = -1
    for start, past in places:
        lost_first = ord(text[start]) == 0xD800 + LOST_BYTE
        met = open_ and start == end and lost_first
        end = past
        open_ = ord(text[end - 1]) == SECOND_POINT + LOST_BYTE and not (habit.pair and lost_first and not met)
        out.append(met)
    return out


def _ways(text: str, places: Sequence[tuple[Span, bool, Script]], codec: str, habit: Habit) -> list[Ways]:
    """The ways to read each of ``places``, given also whether it is met, and the script of its line."""
    page = eaten.Page(text) if len(habit.swallows) == 0x80 else None
    out = []
    for (start, end), joins, script in places:
        after = _first_byte(text[end], codec) if end < len(text) else END
        after = SPOKEN if text.startswith('"', end) and eaten.is_spoken(text, end) else after
        lost = page.before(text, end) if page else ()
        out.append(_read((text[start:end], joins, after, lost, script), codec, habit))
    return out


@lru_cache(1 << 15)
def _read(look: _Look, codec: str, habit: Habit) -> Ways:
    stretch, met, after, lost, script = look
    if codec == "utf-8":
        raw = [ord(c) - 0xDC00 for c in stretch]
        return utf8_ways(tuple(_UTF8.get(b, b) for b in raw), after, habit, lost)
    first, second = ord(stretch[0]) - 0xD800, ord(stretch[1]) - SECOND_POINT
    if first == second == LOST_BYTE and habit.pair and not met:
        return pair_ways((LOST, SECOND), after, codec, habit, script)
    first = LOST if first == LOST_BYTE else first
    second = LOST if second in (0, LOST_BYTE) else second
    return pair_ways((SECOND if met and habit.pair else first, second), after, codec, habit, script)


@lru_cache(1 << 13)
def _first_byte(char: str, codec: str) -> int:
    """The first byte of ``char``, as far as it is known."""
    point = ord(char)
    if char == "\n":
        return END
    if point < 0x80:
        return point
    if codec != "utf-8":
        if 0xD800 <= point < 0xDC00:
            return LOST if point - 0xD800 == LOST_BYTE else point - 0xD800
        return char.encode(codec, "ignore")[0]
    if 0xDC80 <= point < 0xDD00:
        return point - 0xDC00
    return 0xC0 | point >> 6 if point < 0x800 else 0xE0 | point >> 12 if point < 0x10000 else 0xF0


def _groups(places: Sequence[Span], owners: Sequence[int]) -> Iterator[list[int]]:
    """Places, by number, that are so close together that each bears on the next."""
    group: list[int] = []
    for number, (start, _) in enumerate(places):
        if group:
            last = group[-1]
            near = start - places[last][1] < 2 and owners[number] == owners[last]
            if not near or len(group) >= _LONGEST:
                yield group
                group = []
        group.append(number)
    if group:
        yield group


def _after(text: str, at: int, follow: str) -> str:
    """The two characters that a reader sees after ``text[:at]``, or a line end where a tag ends the line."""
    rest = text[at : at + 2]
    if len(rest) == 2 and rest[0] != "<" and "\n" not in rest:
        return rest
    if text.startswith("<", at) and (tags := _INLINE.match(text, at)):
        at = tags.end()
    rest = text[at : at + 2].partition("\n")[0]
    return "\n" if rest[:1] == "<" else (rest + follow)[:2]
