"""How names of betting houses are written: runs of their names, letters, numbers and titles.

Which of them a run holds tells how surely it is a house (``Name.sure``); the rule ``spam.house`` lists them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from cleaner.lines import Lines
from cleaner.needles import Needles
from cleaner.patterns import HAN, lazy
from cleaner.stages.spam.house_kinds import (
    ANY,
    COMMON,
    FORM,
    HOUSE,
    LETTERS,
    NAMED,
    NUMBER_ALONE,
    OTHER,
    OWN,
    PART,
    SIGNED,
    SITE,
    TITLE,
    TRADE,
    UNLISTED,
    WEAK,
    Name,
    is_unlisted,
)
from cleaner.stages.spam.lexicon import Lexicon

# How many of the words that stand beside names on both sides of a headline tell that a line may have some.
_TELLING = 4
# How many tokens a name is made of, and the digits of a number that is no amount.
_TOKENS, _LONG = 12, 5
# What stands behind a number that is none of a year, though it could be one.
_SITED = "网站|网址|官网|登录|检测|线路|贵宾"
# Letters and digits of a site's number: no year, no amount.
_ENDS_NO_AMOUNT = "(?![0-9年月日届级人万亿元%.,:米号个名项分次余多家位平所篇门件周岁倍强型吨克种瓦度])"
_NUMBER = (
    "(?:(?<![a-z0-9.])[0-9]{3,6}\\.(?:com|cc|net|vip)(?![a-z0-9])|"
    "(?<![a-z])[a-z]{2,10}(?:[0-9]{7,8}|[0-9]{1,2}(?:cc|vip))(?![0-9a-z])|"
    "(?:(?<![a-z])[a-z]{1,10}(?=[0-9]{3,6}))?"
    f"(?<![0-9.])(?!(?:20[0-9]{{2}}|19[5-9][0-9])(?![0-9a-z]|{_SITED}))"
    "(?:[0-9]{3,6}(?:(?:cc|vip|com|app|js|acm|cm|am|tv|net|www|bv|c)(?![a-z]))?|[0-9]{2}(?:cc|vip)(?![a-z]))"
    f"{_ENDS_NO_AMOUNT})"
)
_GAP = r"[·.\-_|丨]?"
# The last characters of numbers in names, and the first ones of words behind them.
_LAST, _FIRM = "0123456789cmtv", ("官网", "官方", "集团", "娱乐", "中国", "cc", "网址", "网站", "检测", "登录")
# A year of those who enter a school or leave it.
_DATED = "20[0-9]{2}(?:年(?!度?[年报第]|[0-9])[招博硕研本毕]|届|级[本专硕博研新])"
# Letters before a number that nobody else has, if they are long.
_LETTERS_FIRST = re.compile("[a-z]{3,}(?=[0-9]{3})")
_WORD = "(?<![a-z0-9])[a-z]{6,12}(?![a-z0-9])"


class Suspects(NamedTuple):
    """The lines of a page that may hold a name of a house.

    odd: the page gives a site what only institutions have.  sought: lines with words by which sites are looked for.
    """

    named: list[int]
    odd: bool
    sought: list[int]


NOBODY = Suspects([], False, [])


class _Token(NamedTuple):
    """A part of a name of a house, of a kind."""

    start: int
    end: int
    kind: str


def _odd(said: Mapping[str, Any]) -> list[str]:
    """What stands where a site or a number has what only institutions have, and where a number is part of a name."""
    ends = {*_LAST, *(word[-2:] for word in (*said["site_words"], *said["trades"]))}
    bodies = {word[:2] for word in said["bodies"][: said["telling_bodies"]]}
    return [*(a + b for a in ends for b in bodies), *(a + b for a in _LAST for b in _FIRM), *said["odd_hints"]]


def _sought(said: Mapping[str, Any]) -> list[str]:
    """Literals of which each name among words of sites holds one."""
    staked = (word.partition("[")[0] for word in said["staked"])
    return sorted({*said["sought"], *staked, *said["framing"][:_TELLING], *said["heads_hints"]})


class Grammar:
    """What the rule says of how houses are written."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        groups = {PART: "parts", WEAK: "weak_titles", TITLE: "titles", LETTERS: "letters", OWN: "own_letters"}
        groups |= {COMMON: "common", OTHER: "others", HOUSE: "houses"}
        self._kind = {word: kind for kind, key in groups.items() for word in said[key]}
        self._kind |= {word: TRADE for word in said["trades"] if self._kind.get(word) == PART}
        latin = {*said["letters"], *said["own_letters"]}
        han = _either(word for word in self._kind if word not in latin)
        again = f"(?:{_either(said['others'])})[2-9](?={_either(said['behind_digit'])})"
        token = f"(?:{'|'.join(said['forms'])}|{again}|{han}|(?<![a-z])(?:{_either(latin)})(?![a-z])|{_NUMBER}|{_WORD})"
        another = f",(?:澳门)?(?={_either([*said['houses'], *said['others'], *said['common']])})"
        self._run = lazy(f"{token}(?:(?:{another}|{_GAP}){token}){{0,{_TOKENS}}}")
        self._token = lazy(token)
        self.body, self.act = lazy(f"{_either(said['bodies'])}|{_DATED}"), lazy(_either(said["acts"]))
        self.visit = lazy(f"(?:{_either(said['visits'])})\\Z")
        self.sites, self.trades = frozenset(said["titles"]).union(said["site_words"]), frozenset(said["trades"])
        told = {*self.sites, *self.trades, "集团"}
        self._telling = [word for word in told if not any(each != word and each in word for each in told)]
        self.titles = _either([*said["titles"], *said["weak_titles"], "中国"])
        self._places = frozenset(said["places"])
        self.bodies = frozenset(said["public"])
        self._joined = lazy("|".join(f"(?:{part})" for part in said["joined"]))
        self.public, self.spoken = lazy(_either(said["public"])), lazy(_either(said["spoken"]))
        self.quoted = lazy(_either(said["quoted"]))
        self.others = lazy(_either(said["other_things"]))
        self.grammar_words, self.common_sites = frozenset(said["grammar_words"]), frozenset(said["common_sites"])
        self.firm_words, self.owned = frozenset(said["firm_words"]), lazy("|".join(said["owned"]))
        self.signing = lazy(_either([*said["others_named"], *said["signing"]]))
        self._many = len(said["common"]) + len(said["others"])
        known = [*said["common"], *said["others"], *said["houses"], *said["own_letters"], *said["form_hints"]]
        odd, sought = _odd(said), frozenset(_sought(said))
        needles = [*known, *odd, *sought.difference(known, odd)]
        self._known, self._odd = len(known), len(known) + len(odd)
        self._sought = frozenset(number for number, word in enumerate(needles) if word in sought)
        self.literals = tuple(needles)
        self._needles = Needles(needles)
        behind = (word for key in ("titles", "weak_titles", "parts") for word in said[key])
        self._follows = frozenset(word[0] for word in behind).union("·-_—|")

    def lines(self, lines: Lines) -> Suspects:
        """The lines that may hold a name of a house."""
        text, found, odd, sought = lines.folded, set[int](), False, set[int]()
        for word, start, end in self._needles.find(lines.points, overlapping=True):
            if word in self._sought:
                sought.add(lines.at(start))
            if word >= self._odd:
                continue
            if word >= self._known:
                odd = True
                found.add(lines.at(start))
                continue
            after, before = text[end : end + 1], text[max(0, start - 1) : start]
            if word >= self._many or after in self._follows or _plain(after) or _plain(before):
                found.add(lines.at(start))
        return Suspects(sorted(found), odd, sorted(sought))

    def is_house(self, name: str) -> bool:
        """Whether a name is one that is listed, or has a word of the trade."""
        return self._kind.get(name) in (HOUSE, OTHER, COMMON) or any(map(name.endswith, self.trades))

    def listed(self, name: str) -> bool | None:
        """Whether nobody but a house bears a name that is listed; None for others."""
        kind = self._kind.get(name)
        return kind == HOUSE if kind in (HOUSE, OTHER, COMMON) else None

    def runs(self, text: str) -> Iterator[tuple[int, int, list[str]]]:
        """The runs of words that stand in names of houses, with or without a name: start, end, the words."""
        start = 0
        for line in text.split("\n"):
            if any(word in line for word in self._telling):  # most lines hold none, and to look for runs takes time
                yield from self._runs(text, start, start + len(line))
            start += len(line) + 1

    def _runs(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, list[str]]]:
        for match in self._run.finditer(text, start, end):
            tokens = [_Token(*each.span(), each[0]) for each in self._token.finditer(text, *match.span())]
            last = max((at for at, token in enumerate(tokens) if token.kind in self.sites | self.trades), default=-1)
            own = last < 0 or not self._joined.match(text, tokens[last].start)
            if tokens := tokens[: self._joined_at(text, tokens, last + own)]:
                yield tokens[0].start, tokens[-1].end, [token.kind for token in tokens]

    def names(self, text: str, start: int, end: int) -> Iterator[Name]:
        """The names of houses in a line of a folded text."""
        for match in self._run.finditer(text, start, end):
            found = self._token.finditer(text, *match.span())
            tokens = self._own(text, [_Token(*each.span(), self._kind_of(each[0])) for each in found])
            while tokens and self._belongs_before(text, tokens[0]):
                tokens.pop(0)
            kinds = "".join(token.kind for token in tokens)
            named = NAMED if not NAMED.isdisjoint(kinds) else UNLISTED
            if named is NAMED or is_unlisted(kinds):
                own = (token for token in tokens if token.kind in named)
                stems = frozenset(text[token.start : token.end] for token in own)
                if named is UNLISTED and all(map(str.isdigit, stems)):
                    continue  # 12345 is a line that one calls
                yield Name(tokens[0].start, tokens[-1].end, kinds, stems)

    def _kind_of(self, token: str) -> str:
        if kind := self._kind.get(token):
            return kind
        if token[-1] == ")" or HAN.search(token):
            return FORM
        if token.isalpha():
            return ANY
        if (known := _LETTERS_FIRST.match(token)) and known[0] in self._kind:
            return OWN
        return NUMBER_ALONE if token.isdigit() and len(token) < _LONG else SITE

    def _own(self, text: str, tokens: list[_Token]) -> list[_Token]:
        """The tokens of a name without those at its end that are words of what stands behind it."""
        last = max((at for at, token in enumerate(tokens) if token.kind in NAMED | SIGNED), default=0)
        return tokens[: self._joined_at(text, tokens, last + 1)]

    def _joined_at(self, text: str, tokens: Sequence[_Token], first: int) -> int:
        """Which of the tokens from the ``first`` on is a word of what stands behind it, or how many there are."""
        joined = (at for at in range(first, len(tokens)) if self._joined.match(text, tokens[at].start))
        return next(joined, len(tokens))

    def _belongs_before(self, text: str, token: _Token) -> bool:
        """Whether the first token of a run is a word or a number of what stands before it."""
        if token.kind in (SITE, NUMBER_ALONE):
            return _plain(text[max(0, token.start - 1) : token.start])
        word = text[token.start : token.end]
        return token.kind in (TITLE, WEAK) or (token.kind in (PART, TRADE) and word not in self._places)


def _plain(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


def suspects_of(lines: Lines, words: Lexicon) -> Suspects:
    """The lines of a page that may hold a name of a house, by what the rule states."""
    said = grammar(words)
    return said.lines(lines) if said else NOBODY


def literals(words: Lexicon) -> Sequence[str]:
    """The literals of which each page holds one on which a name of a house may stand."""
    said = grammar(words)
    return said.literals if said else ()


@lru_cache(maxsize=4)
def grammar(words: Lexicon) -> Grammar | None:
    """The grammar that the rule of houses states, if the rules hold it."""
    said = words.extra_of.get("house")
    return Grammar(said) if said else None
