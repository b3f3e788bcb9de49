"""The lexicon of the spam stage: words, contact patterns and guards, read from the rules files and checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import ahocorasick_rs

from cleaner.errors import RuleError
from cleaner.fold import fold
from cleaner.lines import Points
from cleaner.needles import Needles
from cleaner.patterns import lazy, needs
from cleaner.rules import Rule, RuleBook, records
from cleaner.stages.spam.laws import PATTERNS, WORDS, between, family_problems, problems, record_problems, word_problems
from cleaner.stages.spam.view import BREAKERS, View, canonical, looks

POINTS = {"certain": 7.0, "sure": 4.0, "strong": 2.5, "weak": 1.0, "plain": 2.0, "odd": 4.0}
# Kinds of evidence that tell by themselves; the family whose words (contacts) are of no trade.
FIRM, NO_TRADE = frozenset(("certain", "sure", "strong")), "contact"
CONTACTS = frozenset(("plain", "odd"))
NEAR = 12
SPECIAL = 3.0
_ANYWHERE = frozenset(("",))
_OPEN, _CLOSE = "\"'《〈", "\"'》〉"


class Hit(NamedTuple):
    """``view.text[start:end]`` is evidence of a kind (``sure`` … ``odd``) for the families."""

    start: int
    end: int
    kind: str
    families: tuple[str, ...]


class Guard(NamedTuple):
    """Words that raise the threshold by ``points`` each, for ``families`` (none: for all)."""

    id: str
    points: float
    families: frozenset[str]
    words: tuple[str, ...]


class Lexicon:
    """All words of all families in one automaton; built once a rule book."""

    def __init__(self, rules: Sequence[Rule], guards: Sequence[Guard]) -> None:
        self.rule_of = {r.extra["family"]: r.id for r in rules}
        self.family_of = {rule: family for family, rule in self.rule_of.items()}
        self.extra_of = {r.extra["family"]: r.extra for r in rules}
        self.guards = tuple(guards)
        words: dict[str, tuple[str, tuple[str, ...]]] = {}
        innocent: dict[tuple[str, str], re.Pattern[str]] = {}
        self.patterns: list[tuple[re.Pattern[str], str, str]] = []
        for rule in rules:
            family = rule.extra["family"]
            for kind in WORDS:
                for word in map(canonical, rule.extra.get(kind, ())):
                    held, families = words.get(word, (kind, ()))
                    best = max(held, kind, key=POINTS.__getitem__)
                    words[word] = (best, (*families, family))
            for word, contexts in rule.extra.get("innocent", {}).items():
                innocent[canonical(word), family] = lazy("|".join(re.escape(canonical(fold(c))) for c in contexts))
            for kind, key in PATTERNS.items():
                self.patterns += [(lazy(p), kind, family) for p in rule.extra.get(key, ())]
        self._names = {(canonical(word), r.extra["family"]) for r in rules for word in r.extra.get("names", ())}
        self._asking = [(row, *_two_needs(row[0].pattern)) for row in self.patterns]
        self._words = list(words)
        self._meaning = list(words.values())
        self._innocent = innocent
        self._automaton = ahocorasick_rs.AhoCorasick(self._words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
        needles = [w for w, (kind, _) in words.items() if kind != "weak"]
        self.stems = frozenset(canonical(b) for r in rules for b in r.extra.get("stems", ()))
        self._brands = self.stems.union(canonical(b) for r in rules for b in r.extra.get("brands", ()))
        hints = [canonical(h) for r in rules for h in r.hint]
        self.needles = sorted({*needles, *self._brands, *hints, *looks()})
        self._begun = _begun(self.needles, self._brands)
        self._weighty = self._brands.union(hints, (w for w, (kind, _) in words.items() if kind == "certain"))
        self._spotter = Needles(self.needles)
        self._guard_words = {w: g for g in guards for w in g.words}
        self._watch = ahocorasick_rs.AhoCorasick(list(self._guard_words) or ["\0"])
        self._guard_list = list(self._guard_words.items())

    def spots(self, points: Points) -> list[tuple[int, int, int]]:
        """Where telling words stand in the folded form of a text of these code points: number, start, end."""
        return self._spotter.find(points)

    def weighty(self, spots: Sequence[tuple[int, int, int]]) -> list[bool]:
        """Which of ``spots`` make their line worth scoring whatever the model says."""
        return [self.needles[number] in self._weighty for number, _, _ in spots]

    def brands(self, spots: Iterable[tuple[int, int, int]], text: str) -> list[tuple[str, int, int]]:
        """The betting brands among ``spots`` of a folded text, each as long as it goes on: name, start, end."""
        out: list[tuple[str, int, int]] = []
        for number, start, _ in spots:
            longer = self._begun.get(self.needles[number], ())
            if name := next((brand for brand in longer if text.startswith(brand, start)), None):
                out.append((name, start, start + len(name)))
        return out

    def hits(self, text: str) -> list[Hit]:
        """The evidence in the view of a line, in order, without overlaps; contacts go before words."""
        taken = self._patterned(text)
        blocks = iter([*taken, Hit(len(text) + 1, len(text) + 1, "", ())])
        block = next(blocks)
        out: list[Hit] = []
        for number, start, end in self._automaton.find_matches_as_indexes(text):
            while block.end <= start:
                out.append(block)
                block = next(blocks)
            if start < block.start < end <= block.end and self._meaning[number][0] in ("certain", "sure"):
                block = block._replace(start=start)
            elif end <= block.start and not _quoted(text, start, end) and not _inside_word(text, start, end):
                kind, families = self._meaning[number]
                guilty = tuple(f for f in families if not self._excused(self._words[number], f, text, start, end))
                if guilty:
                    out.append(Hit(start, end, kind, guilty))
        out += [h for h in (block, *blocks) if h.kind]
        return self._without_names(text, out)

    def _without_names(self, text: str, hits: list[Hit]) -> list[Hit]:
        """The hits without the names of a family that honest places bear, too, where no other word of it tells."""
        words = [text[hit.start : hit.end] for hit in hits]
        named = {family for word, hit in zip(words, hits, strict=True) for family in self._named(word, hit)}
        bare = {family for family in named if not self._tells(words, hits, family)}
        if not bare:
            return hits
        out: list[Hit] = []
        for word, hit in zip(words, hits, strict=True):
            innocent = bare.intersection(self._named(word, hit))
            if guilty := tuple(family for family in hit.families if family not in innocent):
                out.append(hit._replace(families=guilty))
        return out

    def family_of_names(self, text: str) -> str | None:
        """The family whose names are all that a text says, if there is one."""
        found = self._automaton.find_matches_as_indexes(text)
        pairs = [{f for f in self._meaning[n][1] if (self._words[n], f) in self._names} for n, _, _ in found]
        said = sum(end - start for _, start, end in found)
        common = set.intersection(*pairs) if pairs and said == sum(map(str.isalnum, text)) else set()
        return min(common, default=None)

    def _named(self, word: str, hit: Hit) -> list[str]:
        """The families of a hit of which its word is a name."""
        return [family for family in hit.families if (word, family) in self._names]

    def _tells(self, words: Sequence[str], hits: Sequence[Hit], family: str) -> bool:
        """Whether a word of a family that is no name of it is a telling one, or two different ones are there."""
        rows = zip(words, hits, strict=True)
        others = {word: h.kind for word, h in rows if family in h.families and (word, family) not in self._names}
        return len(others) >= 2 or any(kind != "weak" for kind in others.values())

    def _patterned(self, text: str) -> list[Hit]:
        """The hits of contact and family patterns; of two that overlap the one that begins first, then the heavier."""
        found = sorted(
            (Hit(*m.span(), kind, (family,)) for p, kind, family in self._tried(text) for m in p.finditer(text)),
            key=lambda h: (h.start, -POINTS[h.kind], -h.end),
        )
        taken: list[Hit] = []
        for hit in found:
            if hit.end > hit.start and (not taken or hit.start >= taken[-1].end):
                taken.append(hit)
        return taken

    def _tried(self, text: str) -> Sequence[tuple[re.Pattern[str], str, str]]:
        """The patterns that a text can match: most of them ask for characters that it does not hold."""
        held = {*_ANYWHERE, *text}
        return [row for row, one, two in self._asking if not (held.isdisjoint(one) or held.isdisjoint(two))]

    def _excused(self, word: str, family: str, text: str, start: int, end: int) -> bool:
        contexts = self._innocent.get((word, family))
        if contexts is None:
            return False
        around = text[max(0, start - NEAR) : end + NEAR]
        return any(around[m.start() : m.end()] not in word for m in contexts.finditer(around))

    def raised(self, text: str, family: str, least: float = 0.0, special: bool = False) -> tuple[float, list[str]]:
        """How far the guard words in ``text`` of ``least`` points raise the threshold for ``family``, and the words.

        ``special`` counts only those that guard some families, or weigh much.
        """
        seen: dict[str, float] = {}
        for number, _, _ in self._watch.find_matches_as_indexes(text):
            word, guard = self._guard_list[number]
            if guard.points >= least and (
                family in guard.families or (not guard.families and not (special and guard.points < SPECIAL))
            ):
                seen[word] = guard.points
        return min(sum(seen.values()), 30.0), sorted(seen)


def with_disguises(hits: Sequence[Hit], seen: View, folded: str) -> Sequence[Hit]:
    """The evidence of a line, its numbers with what no honest number is written with as ``odd`` contacts."""
    if BREAKERS.isdisjoint(folded):
        return hits
    places = [(each, folded[seen.offsets[each.start] : seen.offsets[each.end]]) for each in hits]
    return [
        each._replace(kind="odd") if each.kind in CONTACTS and not BREAKERS.isdisjoint(text) else each
        for each, text in places
    ]


def _two_needs(pattern: str) -> tuple[frozenset[str], frozenset[str]]:
    """Two sets of characters of which a match holds one each: those that are asked for most closely."""
    one, two = [*needs(pattern), _ANYWHERE, _ANYWHERE][:2]
    return one, two


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` stands alone in quotation marks: then it is mentioned, not used."""
    return (
        text[start - 1 : start] in _OPEN and text[end : end + 1] in _CLOSE if start > 0 and end < len(text) else False
    )


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` begins or ends inside a word, a number or a part of a path: ``av`` in ``raven``."""
    if text[start - 1 : start] == "/" and text[start:end].isascii() and text[end : end + 1].isdigit():
        return True
    return _joined(text[max(0, start - 1) : start + 1]) or _joined(text[end - 1 : end + 1])


def _begun(words: Sequence[str], brands: Iterable[str]) -> dict[str, list[str]]:
    """For each of some words the brands that begin with it, the longest first."""
    begun: dict[str, list[str]] = {word: [] for word in words}
    for brand in sorted(brands, key=len, reverse=True):
        for size in range(len(brand) + 1):
            if (word := brand[:size]) in begun:
                begun[word].append(brand)
    return begun


def _joined(pair: str) -> bool:
    return len(pair) == 2 and pair.isascii() and (pair.isalpha() or pair.isdigit())


@lru_cache(maxsize=8)
def lexicon_of(book: RuleBook) -> Lexicon:
    """The lexicon of a rule book. Raises ``RuleError`` with file, line and id where a record breaks a law."""
    rules = [r for r in book.stage("spam") if "family" in r.extra]
    for rule, problem in lexicon_problems(rules):
        raise RuleError(f"{rule.file or 'spam*.toml'}: rule {rule.id}: {problem}")
    name = "spam-guards.toml"
    return Lexicon(rules, read_guards(files("cleaner.data").joinpath("rules", name).read_text("utf-8"), name))


def lexicon_problems(rules: Sequence[Rule]) -> Iterator[tuple[Rule, str]]:
    """What is wrong with the rules of a lexicon."""
    yield from ((rule, problem) for rule in rules for problem in problems(rule))
    yield from between(rules)


def read_guards(text: str, where: str) -> list[Guard]:
    """The guards of one file. Raises ``RuleError`` with file, line and id where a record breaks a law."""
    out: list[Guard] = []
    seen: set[str] = set()
    for line, record in records(text, where, "guard"):
        label = f"{where}:{line}: guard {record.get('id', '?')}"
        for problem in (*record_problems(record, _GUARD), *word_problems(record.get("words", ()))):
            raise RuleError(f"{label}: {problem}")
        guard = _guard(record)
        for problem in _guard_problems(guard, seen):
            raise RuleError(f"{label}: {problem}")
        seen |= {guard.id, *guard.words}
        out.append(guard)
    return out


_GUARD: dict[str, type | tuple[type, ...]] = {"id": str, "why": str, "points": (int, float), "words": list}


def _guard(record: Mapping[str, Any]) -> Guard:
    families = frozenset(record.get("families", ()))
    return Guard(record["id"], float(record["points"]), families, tuple(map(canonical, record["words"])))


def _guard_problems(guard: Guard, seen: set[str]) -> Iterator[str]:
    yield from family_problems(sorted(guard.families))
    if twice := sorted({guard.id, *guard.words} & seen):
        yield f"{twice[0]!r} is used twice"
    if guard.points <= 0:
        yield "points must be positive"
