"""Names of betting houses in the place of an institution's, before and behind paragraphs, and about headlines.

How surely a run of words is the name of a house, its own tokens tell (``house_names``); whether it was put there, what
stands beside it and what the page speaks of.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cached_property
from operator import attrgetter

import numpy as np

from cleaner.doc import Edit
from cleaner.needles import places_of
from cleaner.patterns import HAN, count_han
from cleaner.stages.spam.house_kinds import Name
from cleaner.stages.spam.house_names import Grammar, Suspects, grammar
from cleaner.stages.spam.institutions import REPEATED, stray_emoji, without_shared
from cleaner.stages.spam.lexicon import Lexicon
from cleaner.stages.spam.page import Page
from cleaner.stages.spam.reading import QUOTES
from cleaner.stages.spam.shown_names import shown_names

# How many characters beside a name tell that it is spoken of, or for whose name it stands.
_NEAR, _GLUED = 40, 8
# How many words of institutions a page holds that is one's; the fewest ideographs beside a name about a text.
_BODIES, _TEXT = 3, 8
# So much more than the name may be cut by those who know less well where it ends.
_BEYOND = 10
# The most signs that part a name from a text.
_SIGNS = 6
# What guard words near it tell that it is spoken of.
_SPEAKS = 3.0
# What parts a name from the text that it stands before or behind, and what ends a sentence of it.
_BEHIND = re.compile(r"[ ]{0,2}[-_—|·:~»>][ ]{0,2}|[ ]{1,3}")
_BEFORE = re.compile(r"(?:[ ]{0,2}[-_—|·:~«<][ ]{0,2}|[ ]{1,3}|(?<=[。!?;\"]))\Z")
_STOP = re.compile(r"[。!?;\n]")
_FOREIGN = ("娱乐", "体育平台", "体育官", "官方网")  # as they are written in Simplified
_CLAUSES = tuple(",。、")
_GREETS = ("欢迎您", "欢迎你")
_ADDRESS, _YEAR = re.compile(r"[0-9]\.[a-z]{2,3}\Z"), re.compile("(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_PICTURES = 0x1F000  # the first code point of those that emoji have
_BETTING = frozenset(("gambling", "lottery"))


def houses(page: Page, words: Lexicon, suspects: Suspects) -> list[Edit]:
    """Cuts of names of houses that stand where an institution's name would, or about a text that is none of theirs."""
    said = grammar(words)
    lines = page.lines
    numbers, odd = suspects.named, suspects.odd or _is_foreign(page)
    pictured = np.count_nonzero(lines.points >= _PICTURES) >= REPEATED
    if said is None or not (numbers or odd or pictured):
        return []
    bounds = [_solid(lines.folded, int(lines.starts[number]), int(lines.ends[number])) for number in numbers]
    rows = [(each, [*said.names(lines.folded, *each)]) for each in bounds]
    found = _Houses(lines.folded, words, said, [row for row in rows if row[1]])
    listed = any(name.many or name.own or name.sure for _, names in rows for name in names)
    edits = list(found.edits()) if listed else []
    return [*edits, *found.shown(edits, page)] if odd or found.strewn else edits


def _is_foreign(page: Page) -> bool:
    """Whether a word of houses stands in a text of the other script again and again."""
    text = page.lines.text
    words = [word for word in _FOREIGN if text.count(word) >= REPEATED]
    return any(page.mismatch(text.find(word), text.find(word) + len(word)) for word in words)


def without_houses(edits: Iterable[Edit], named: Sequence[Edit]) -> Iterator[Edit]:
    """The edits but for those that reach a little beyond a name of a house, which ``named`` cuts to the letter."""
    order = sorted(named, key=attrgetter("start"))
    starts, ends = [each.start for each in order], [each.end for each in order]
    for edit in edits:
        inside = 0
        for at in range(max(0, bisect_right(starts, edit.start) - 1), bisect_left(starts, edit.end)):
            inside += max(0, min(edit.end, ends[at]) - max(edit.start, starts[at]))
        if not inside or not 0 < edit.end - edit.start - inside <= _BEYOND:
            yield edit


def _solid(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of a line without the blanks at its ends."""
    line = text[start:end]
    return end - len(line.lstrip()), start + len(line.rstrip())


class _Houses:
    """The names of houses on a page, in the rows (the bounds of a line, and its names) that hold some."""

    def __init__(
        self, text: str, words: Lexicon, said: Grammar, rows: Sequence[tuple[tuple[int, int], Sequence[Name]]]
    ) -> None:
        self._text, self._words, self._said, self._rows = text, words, said, rows
        self._all = [name for _, names in rows for name in names]
        self._times = Counter(map(self._called, self._all))
        self._strange: dict[frozenset[str], bool] = {}
        self._emoji = list(stray_emoji(text))
        self.noisy = len(self._emoji) >= REPEATED

    def edits(self) -> Iterator[Edit]:
        """The cuts, and those of the emoji noise of a page in which names were put."""
        told = {name.start for name in self._all if self._is_told(name)}
        put = [name for name in self._all if name.start not in told and self._is_put(name)]
        stems = frozenset[str]().union(*(name.stems for name in put))
        gone = {name.start for name in put}
        also = self.noisy and bool(put)
        gone.update(n.start for n in self._all if not stems.isdisjoint(n.stems) and (n.own or n.many or also))
        for bounds, names in self._rows:
            for name in names:
                if name.start in gone or (name.start not in told and self._is_beside(name, bounds, names)):
                    yield self._edit(name, bounds)
        if put and self.noisy:
            yield from self._emoji
        yield from self._alone(stems if put and self.noisy else (s for s in stems if s[-1].isdigit()), gone)

    def _alone(self, stems: Iterable[str], gone: Set[int]) -> Iterator[Edit]:
        """The cuts of names where they stand alone."""
        taken = sorted((name.start, name.end) for name in self._all if name.start in gone)
        ends = [end for _, end in taken]
        for stem in sorted(stems):
            for at in places_of(stem, self._text, len(stem)):
                inside = bisect_right(ends, at)
                if HAN.match(stem) and not (inside < len(taken) and taken[inside][0] < at + len(stem)):
                    why = f"action=name family=house score=1 name={stem} alone"
                    yield Edit(at, at + len(stem), "", self._words.rule_of["house"], why, 0.7)

    def shown(self, edits: Sequence[Edit], page: Page) -> Iterator[Edit]:
        """The cuts of names that nobody listed, and of the noise beside them, apart from other ``edits``."""
        if self._bodies < _BODIES:
            return
        text, spoken = self._text, self._said.spoken
        places = shown_names(text, self._said, self.strewn, page)
        places = [(a, b) for a, b in places if not spoken.search(text, max(0, a - _NEAR), b + _NEAR)]
        if not places:
            return
        taken = sorted((each.start, each.end) for each in edits)
        ends = [end for _, end in taken]
        times = Counter(text[start:end] for start, end in places)
        for start, end in places:
            inside = bisect_right(ends, start)
            if inside == len(taken) or taken[inside][0] >= end:
                why = (
                    f"action=name family=house score={times[text[start:end]]} name={text[start:end]} shown by its page"
                )
                yield Edit(start, end, "", self._words.rule_of["house"], why, 0.7)
        if self.strewn:
            gone = set(taken)
            yield from (each for each in self._emoji if (each.start, each.end) not in gone)

    def _called(self, name: Name) -> str:
        """What a name is counted by: a house's own name, whatever stands beside it, and of others all that does."""
        return " ".join(sorted(name.stems)) if name.own else self._text[name.start : name.end]

    def _is_told(self, name: Name) -> bool:
        """Whether a name stands in quotation marks, among words of those who speak of houses, or is quoted."""
        text, said = self._text, self._said
        around = text[max(0, name.start - _NEAR) : name.end + _NEAR]
        marked = text[name.start - 1 : name.start] in QUOTES and text[name.end : name.end + 1] in QUOTES
        if marked or said.spoken.search(around) is not None or (name.titled and said.quoted.match(text, name.end)):
            return True
        return not name.sure and not said.bodies.issuperset(self._words.raised(around, "gambling", _SPEAKS)[1])

    def _is_put(self, name: Name) -> bool:
        """Whether a name stands where one of an institution would."""
        text, public = self._text, self._said.public
        near = public.search(_STOP.split(text[name.end : name.end + _GLUED], maxsplit=1)[0]) is not None
        weak = self.noisy and (name.weakly or not name.common)
        again = (name.own or name.titled or name.numbered or weak) and self._times[self._called(name)] > 1
        if name.own and again and self._bodies > (0 if name.double else _BODIES):
            return True
        if name.dialled and self._is_dialled_amid(name):
            return True
        if name.sure:
            acts = name.titled and not name.shared and self._said.act.match(text, name.end) is not None
            return near or acts or (self._bodies >= _BODIES and (again or name.twice or not name.shared))
        if self._bodies < _BODIES - again - self.noisy or not (name.titled or name.own or name.lettered or weak):
            return False
        noisy = self.noisy and (name.many or again)
        held = name.own and self._said.body.match(text, name.end) is not None
        return held or public.match(text, name.end) is not None or (near and again) or noisy

    def _is_dialled_amid(self, name: Name) -> bool:
        """Whether a name with the number of its site stands in a text: words go on behind it, and stand before it.

        One that greets stands in the place of who signs.
        """
        text, called = self._text, self._text[name.start : name.end]
        if called.endswith(_GREETS) and name.titled:
            return True
        behind = HAN.match(text, name.end) is not None or text.startswith((",", ">"), name.end)
        amid = name.start > 0 and text[name.start - 1] != "\n"
        return behind and (amid or _ADDRESS.search(called) is not None) and _YEAR.search(called) is None

    def _is_beside(self, name: Name, bounds: tuple[int, int], names: Sequence[Name]) -> bool:
        """Whether a name with its title stands before or behind a text that has nothing to do with it.

        A name goes without a title where another one of its line has one.
        """
        if bounds == (name.start, name.end):
            return name.titled and name.sure
        if not self._apart(name, bounds):
            return False
        if not (
            name.sure or name.titled or any(each.titled and (each.sure or each.stems == name.stems) for each in names)
        ):
            return False
        rest = _without(self._text, names, *bounds)
        if count_han(rest) < _TEXT:
            return False
        if any(hit.kind != "weak" and not _BETTING.isdisjoint(hit.families) for hit in self._words.hits(rest)):
            return False
        return not name.shared or self._is_strange(name)

    def _is_strange(self, name: Name) -> bool:
        """Whether the page speaks of nothing that bears such a name; a short one stands on it more than once."""
        if (known := self._strange.get(name.stems)) is None:
            pairs = {stem[at : at + 2] for stem in name.stems for at in range(len(stem) - 1)}
            short = name.short and sum(name.stems == each.stems for each in self._all) < REPEATED - 1
            known = not short and not self._speaks and not any(pair in self._rest for pair in pairs)
            self._strange[name.stems] = known
        return known

    @cached_property
    def strewn(self) -> bool:
        """Whether pictures stand behind words of sentences again and again, before their marks and the next words."""
        text = self._text
        within = [e.end for e in self._emoji if HAN.match(text, e.start - 1) and text[e.start] >= chr(_PICTURES)]
        return sum(text[end : end + 1] in _CLAUSES or HAN.match(text, end) is not None for end in within) >= REPEATED

    @cached_property
    def _bodies(self) -> int:
        """How many words of institutions the page holds."""
        return len({match[0] for match in self._said.public.finditer(self._text)})

    @cached_property
    def _speaks(self) -> bool:
        """Whether the page speaks of things that bear names of houses, too."""
        return self._said.others.search(self._rest) is not None

    @cached_property
    def _rest(self) -> str:
        """The page without the names that stand with titles or at ends of lines."""
        shown = (n for bounds, names in self._rows for n in names if n.titled or n.sure or self._apart(n, bounds))
        return _without(self._text, list(shown), 0, len(self._text))

    def _apart(self, name: Name, bounds: tuple[int, int]) -> tuple[int, int] | None:
        """The bounds of a name at an end of its line with the signs that part it from the text; None where none do."""
        text = self._text
        if name.start == bounds[0] and (sign := _BEHIND.match(text, name.end, bounds[1])):
            return name.start, sign.end()
        last = name.end + _SIGNS >= bounds[1] and not text[name.end : bounds[1]].strip(" 。.!")
        if last and (sign := _BEFORE.search(text, max(bounds[0], name.start - _SIGNS), name.start)):
            return sign.start(), bounds[1]
        return None

    def _edit(self, name: Name, bounds: tuple[int, int]) -> Edit:
        start, end = self._apart(name, bounds) or without_shared(self._text, name.start, name.end)
        if bounds == (name.start, name.end):
            end += self._text.startswith("\n", end)
        called = self._text[name.start : name.end]
        why = f"action=name family=house score={len(name.kinds)} name={called} times={self._times[self._called(name)]}"
        return Edit(start, end, "", self._words.rule_of["house"], why, 0.7)


def _without(text: str, names: Sequence[Name], start: int, end: int) -> str:
    """A part of a text without the names in it."""
    bounds = [start, *(at for name in names for at in (name.start, name.end)), end]
    return "|".join(text[a:b] for a, b in zip(bounds[::2], bounds[1::2], strict=True))
