"""Where the rules of a stage fire: one pass of an automaton over the lines, then Python for those that it flags."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from cleaner.doc import codes
from cleaner.lines import Lines
from cleaner.needles import Needles
from cleaner.rows import Rows

if TYPE_CHECKING:
    from cleaner.rules import Rule

# Characters of a short line, on which a rule may wait for single characters (a number alone: for each digit).
_SHORT = 16
# Of lines of more characters than each of these fewer needles tell, and an automaton of those alone stops less often.
_LONGER = (-1, 100, 300)


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
        told = {rule.id: rule.starts for rule in self.rules if rule.regex and rule.scope != "span"}
        every = {name for name, characters in told.items() if characters is None}
        begins = {"0": set(every), "": every}
        for name, characters in told.items():
            for character in characters or ():
                begins.setdefault(character, set(every)).add(name)
        return begins

    @cached_property
    def _suited(self) -> dict[tuple[int, str], list[tuple[str, Rule, int, int]]]:
        """The rules that a needle has tried, with their names and widths, by a key of ``_begins``.

        They are made as they are asked for.
        """
        return {}

    def _tried_on(self, texts: Sequence[str]) -> dict[tuple[int, str], Rule]:
        """The rules whose patterns may match some lines, by the number of the line and the name of the rule."""
        rows: list[list[int]] = [[] for _ in _LONGER]
        for number, text in enumerate(texts):
            rows[bisect_left(_LONGER, len(text)) - 1].append(number)
        tried: dict[tuple[int, str], Rule] = {}
        suited, begins = self._suited, self._begins
        for longer, row in enumerate(rows):
            if not row:
                continue
            needles, names = self._for_longer[longer]
            some = [texts[number] for number in row]
            sizes = list(map(len, some))
            keys = [text[:1] if text[:1] in begins else "0" if text[:1].isdecimal() else "" for text in some]
            hits, width = needles.hits(codes("\n".join(some)))
            ends = list(accumulate([(size + 1) * width for size in sizes]))
            for found, start, _ in hits:
                at = bisect_right(ends, start)
                rules = suited.get((names[found], keys[at]))
                if rules is None:
                    rules = self._suit(names[found], keys[at])
                for name, rule, fewest, most in rules:
                    if fewest <= sizes[at] <= most:
                        tried[row[at], name] = rule
        return tried

    def _suit(self, needle: int, key: str) -> list[tuple[str, Rule, int, int]]:
        """What ``_suited`` says of a needle and a key, made and kept."""
        known = self._begins[key]
        rules = [(rule.id, rule, *rule.width) for rule in self._tried[needle] if rule.id in known]
        self._suited[needle, key] = rules
        return rules

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
        for rule, signs in self._signed:
            for text in _with_sign(rule, signs, short):
                fired.setdefault(text, {}).setdefault(rule.id, rule)
        for (number, name), rule in self._tried_on(texts).items():
            if (pattern := rule.pattern) and pattern.fullmatch(texts[number]):
                fired.setdefault(texts[number], {}).setdefault(name, rule)
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

    @cached_property
    def _for_longer(self) -> list[tuple[Needles, Sequence[int]]]:
        """For lines of more characters than each of ``_LONGER`` the needles that may tell such a line, and which."""
        tiers: list[tuple[Needles, Sequence[int]]] = [(self._all, range(len(self._needles)))]
        for size in _LONGER[1:]:
            names = [name for name, (_, most) in enumerate(self._widths) if most > size]
            tiers.append((Needles([self._needles[name] for name in names]), names))
        return tiers


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
