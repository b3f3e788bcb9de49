"""Where the rules of a stage fire: one pass of an automaton over the lines, then Python for those that it flags."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple

from cleaner.doc import codes
from cleaner.lines import Lines
from cleaner.needles import Needles
from cleaner.patterns import starts
from cleaner.rows import Rows

if TYPE_CHECKING:
    from cleaner.rules import Rule

# Characters of a short line, on which a rule may wait for single characters (a number alone: for each digit).
_SHORT = 16
# Of lines of more characters than each of these fewer needles tell, and an automaton of those alone stops less often.
_LONGER = (-1, 100, 300)
# Literals that are looked for in a line one by one, as the rules of lines that begin so wait for them, at most.
_HINTS = 100


class Span(NamedTuple):
    """``text[start:end]`` fires ``rule``."""

    start: int
    end: int
    rule: Rule


class Known(dict[str, tuple["Rule", ...]]):
    """The rules that lines fire as a whole, by the folded line: the same line fires them wherever it stands."""


class Matcher:
    """Finds where a set of rules fires: one pass of an automaton, then Python for the lines that it flags."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._whole: dict[str, list[Rule]] = defaultdict(list)
        self._signed = tuple((rule, frozenset(rule.hint)) for rule in self.rules if _is_signed(rule))
        self._signs = frozenset[str]().union(*(signs for _, signs in self._signed))
        needles: dict[str, list[Rule]] = defaultdict(list)
        for rule in self.rules:
            for literal in rule.match:
                (needles if rule.scope == "span" else self._whole)[literal].append(rule)
            for literal in () if _is_signed(rule) else rule.hint:
                needles[literal].append(rule)
        self._rows = Rows(self.rules)
        self._longer: dict[tuple[int, str | None], tuple[Needles, Sequence[int]]] = {}
        self._needles, self._owners = list(needles), list(needles.values())
        self._tried = [[r for r in owners if r.scope != "span" and r.regex] for owners in self._owners]

    @cached_property
    def _all(self) -> Needles:
        return Needles(self._needles)

    @cached_property
    def _widths(self) -> list[tuple[int, int]]:
        """For each needle the fewest and the most characters that a line matched by one of its rules can have."""
        widths = [[rule.width for rule in rules] or [(1, 0)] for rules in self._tried]
        return [(min(width[0] for width in each), max(width[1] for width in each)) for each in widths]

    @cached_property
    def _begins(self) -> dict[str, set[str]]:
        """By character the rules tried on lines that may begin with it; ``0``: any digit, nothing: any other one."""
        told = {rule.id: starts(rule.regex) for rule in self.rules if rule.regex and rule.scope != "span"}
        every = {name for name, characters in told.items() if characters is None}
        begins = {"0": set(every), "": every}
        for name, characters in told.items():
            for character in characters or ():
                begins.setdefault(character, set(every)).add(name)
        return begins

    @cached_property
    def _suited(self) -> dict[tuple[int, str], list[tuple[str, Rule]]]:
        """The rules that a needle has tried, with their names, by a key of ``_begins``; made as they are asked for."""
        return {}

    def _key(self, text: str) -> str:
        """What a line begins with, as a key of ``_begins``."""
        first = text[:1]
        return first if first in self._begins else "0" if first.isdecimal() else ""

    def _matched(self, texts: Sequence[str]) -> dict[str, list[Rule]]:
        """The rules whose patterns match some lines, in the order in which their hints come in the line.

        Most lines begin as few rules ask for: those are tried one by one, and the needles of the others alone are
        looked for. Where several rules match, and where many may, all needles tell in which order.
        """
        few, plain, many = self._few, list[str](), list[str]()
        for text in texts:
            (plain if self._key(text) in few else many).append(text)
        found: dict[str, list[Rule]] = {}
        for text, rule in chain(self._tried_by_key(plain), self._tried_on(plain, "")):
            if (pattern := rule.pattern) and pattern.fullmatch(text):
                found.setdefault(text, []).append(rule)
        many += [text for text, rules in found.items() if len(rules) > 1]
        for text in many:
            found.pop(text, None)
        for text, rule in self._tried_on(many):
            if (pattern := rule.pattern) and pattern.fullmatch(text):
                found.setdefault(text, []).append(rule)
        return found

    @cached_property
    def _few(self) -> dict[str, list[Rule]]:
        """For a key of ``_begins`` the rules tried on lines that begin so and not on all, where they have few hints."""
        named = {rule.id: rule for rules in self._tried for rule in rules}
        every = self._begins[""]
        own = {
            key: [rule for name, rule in named.items() if name in names and name not in every]
            for key, names in self._begins.items()
        }
        return {key: rules for key, rules in own.items() if sum(len(rule.hint) for rule in rules) <= _HINTS}

    def _tried_by_key(self, texts: Iterable[str]) -> Iterator[tuple[str, Rule]]:
        """Lines, each with a rule of ``_few`` that may match it."""
        for text in texts:
            for rule in self._few[self._key(text)]:
                fewest, most = rule.width
                if fewest <= len(text) <= most and any(map(text.__contains__, rule.hint)):
                    yield text, rule

    def _tried_on(self, texts: Sequence[str], key: str | None = None) -> Iterator[tuple[str, Rule]]:
        """Lines, each with a rule whose pattern may match it by a hint, once; with a ``key``, those of that alone."""
        tried = set[tuple[int, str]]()
        suited = self._suited
        for number, needle in self._hits_by_line(texts, key):
            begin = self._key(texts[number]) if key is None else key
            if (rules := suited.get((needle, begin))) is None:
                known = self._begins[begin]
                rules = suited[needle, begin] = [(rule.id, rule) for rule in self._tried[needle] if rule.id in known]
            for name, rule in rules:
                if (number, name) not in tried:
                    tried.add((number, name))
                    yield texts[number], rule

    def lines(self, lines: Lines, known: Known | None = None) -> Iterator[tuple[int, Rule]]:
        """The number of each line that fires a ``line`` or ``to-end`` rule as a whole, in order, with the rule.

        ``known`` is what such lines have fired before; what these fire is added.
        """
        known = Known() if known is None else known
        if self.fired(lines.stripped, known):
            for number, rules in enumerate(map(known.__getitem__, lines.stripped)):
                for rule in rules:
                    yield number, rule

    def fired(self, texts: Iterable[str], known: Known) -> list[tuple[Rule, ...]]:
        """The rules that some stripped folded lines fire, a row for each that fires any; ``known`` as in ``lines``."""
        texts = dict.fromkeys(texts)
        if not known.keys() >= texts.keys():
            fresh = [text for text in texts if text not in known]
            known.update(dict.fromkeys(fresh, ()))
            known.update(self._fired(fresh))
        return list(filter(None, map(known.__getitem__, texts)))

    def _fired(self, texts: Sequence[str]) -> dict[str, tuple[Rule, ...]]:
        """Those of these folded lines that fire rules as a whole, with the rules."""
        fired: dict[str, dict[str, Rule]] = {}
        for text in filter(self._whole.__contains__, texts):
            fired[text] = {rule.id: rule for rule in self._whole[text]}
        short = [text for text in texts if len(text) <= _SHORT and not self._signs.isdisjoint(text)]
        for rule, signs in self._signed if short else ():
            for text in _with_sign(rule, signs, short):
                fired.setdefault(text, {}).setdefault(rule.id, rule)
        for text, rules in self._matched(texts).items():
            known = fired.setdefault(text, {})
            for rule in rules:
                known.setdefault(rule.id, rule)
        for text, row in self._rows.fired(texts):
            if text not in fired:
                fired[text] = {row.id: row}
        return {text: tuple(rules.values()) for text, rules in fired.items()}

    def spans(self, lines: Lines) -> list[Span]:
        """Each place inside a line where a ``span`` rule fires, in order; places may overlap."""
        found = set()
        searched = set()
        for start, end, rule in self._hits(lines):
            if rule.scope != "span":
                continue
            if lines.folded[start:end] in rule.match:
                found.add((start, end, rule.id))
            index = lines.at(start)
            if rule.pattern and (index, rule.id) not in searched:
                searched.add((index, rule.id))
                left, right = int(lines.starts[index]), int(lines.ends[index])
                found |= {(*m.span(), rule.id) for m in rule.pattern.finditer(lines.folded, left, right)}
        by_id = {rule.id: rule for rule in self.rules}
        return [Span(start, end, by_id[name]) for start, end, name in sorted(found) if start < end]

    def _hits(self, lines: Lines) -> Iterator[tuple[int, int, Rule]]:
        for needle, start, end in self._all.find(lines.points, overlapping=True):
            for rule in self._owners[needle]:
                yield start, end, rule

    def _hits_by_line(self, texts: Sequence[str], key: str | None = None) -> Iterable[tuple[int, int]]:
        """Line and needle of each hit that a rule for whole lines of that length waits for, each pair once.

        key: what those rules ask lines to begin with, where not all count.
        """
        rows: list[list[int]] = [[] for _ in _LONGER]
        for number, text in enumerate(texts):
            rows[bisect_left(_LONGER, len(text)) - 1].append(number)
        fits: dict[tuple[int, int], None] = {}
        widths = self._widths
        for size, row in zip(_LONGER, rows, strict=True):
            if not row:
                continue
            needles, names = self._for_longer(size, key)
            some = [texts[number] for number in row]
            ends = list(accumulate([len(text) + 1 for text in some]))
            for found, start, _ in needles.find(codes("\n".join(some)), overlapping=True):
                at, needle = bisect_right(ends, start), names[found]
                fewest, most = widths[needle]
                if fewest <= len(some[at]) <= most:
                    fits[row[at], needle] = None
        return fits

    def _for_longer(self, size: int, key: str | None) -> tuple[Needles, Sequence[int]]:
        """The needles that may tell lines of more characters than ``size``, of rules of a ``key``; their numbers."""
        if (known := self._longer.get((size, key))) is None:
            names = [at for at, (_, most) in enumerate(self._widths) if most > size]
            if key is not None:
                own = self._begins[key]
                names = [at for at in names if any(rule.id in own for rule in self._tried[at])]
            self._longer[size, key] = known = Needles([self._needles[at] for at in names]), names
        return known


def _is_signed(rule: Rule) -> bool:
    """Whether a rule waits for single characters in short lines: an automaton would stop at each of them everywhere."""
    whole = rule.scope in ("line", "to-end") and bool(rule.regex and rule.hint)
    return whole and max(map(len, rule.hint)) == 1 and rule.width[1] <= _SHORT


def _with_sign(rule: Rule, signs: frozenset[str], texts: Sequence[str]) -> Iterator[str]:
    """The lines that a rule fires on which waits for one of ``signs``."""
    (fewest, most), pattern = rule.width, rule.pattern
    for text in texts:
        if fewest <= len(text) <= most and not signs.isdisjoint(text) and pattern and pattern.fullmatch(text):
            yield text
