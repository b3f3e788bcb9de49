"""Spans that no conversion may touch: addresses, what links lead to, mail, handles, tags, code, given names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise, takewhile
from operator import eq

import ahocorasick_rs

from cleaner.pattern_tables import pattern_table

_NO = r"\s<>\"“”「」『』《》〈〉【】，。；：！？、（）"  # what no address holds
# A host in Latin letters ends where Chinese begins, and so does a path that ends with the name of a file.
_NAMED = rf"[^{_NO}\u3400-\u9fff]{{0,500}}\.(?:s?html?|php|aspx?|jsp|pdf|jpe?g|png|gif|mp4)(?=[\u3400-\u9fff])"
_FILE = rf"[/?#](?:{_NAMED}|[^{_NO}]{{0,2000}})"
_HOST = rf"[A-Za-z0-9._~:@%-]{{1,300}}(?:{_FILE})?"
# Each kind with the literal without which it cannot occur; every pattern begins at a literal, so none scans twice.
_KINDS = (
    ("://", re.compile(rf"(?:https?|ftp)://(?:{_HOST}|[^{_NO}]{{1,2000}})")),
    ("www.", re.compile(rf"www\.{_HOST}")),
    ("](", re.compile(r"\]\([^()\s./#]{0,200}[./#][^()\s]{0,2000}")),
    *(
        (f"{name}=", re.compile(rf"{name}=(?:\"[^\"<>\n]{{1,2000}}\"|'[^'<>\n]{{1,2000}}')"))
        for name in ("href", "src")
    ),
    ("```", re.compile(r"(?:^|(?<=\n))[ \t]{0,40}```(?:[^`]|`(?!``)){0,200000}```")),
    ("`", re.compile(r"`[^`\n]{1,500}`")),
)
# What follows a mark: a host, whose last part is never Han, or a name.
_AT = re.compile(r"@(?:((?:(?:[A-Za-z0-9_-]{1,63}|[\w-]{1,8})\.){1,8}[A-Za-z]{2,24})|[\w.\u00b7-]{1,100})")
_LOCAL = re.compile(r"[A-Za-z0-9_.+-]{0,64}")
_TAG = re.compile(r"(?<![A-Za-z0-9第])#[^#\s，。；！？]{1,40}#")  # neither C#, nor the second one of 第#2個
_SHORTEST_NAME, _LONGEST_NAME = 2, 20
# An annotation of source code before a sentence (@Override註解標記這個方法), and a name that nothing parts from one:
# with a blank or a mark behind it a name is whole, else no more of it is sure.
_ANNOTATION = re.compile(r"(@[A-Za-z][\w.]*?[A-Za-z0-9])(?=[\u3400-\u9fff]{4})", re.ASCII)
_LONGEST_OPEN, _SURE, _PARTING = 10, 4, frozenset(" \u3000\t\n:：")
SURROGATE = re.compile("[\ud800-\udfff]")


def protected_spans(text: str, names: tuple[str, ...] = (), written: bool = True) -> list[tuple[int, int]]:
    """The spans as (start, end); they may overlap.

    ``written``: whether the people and tags that the text mentions are in the characters of who wrote it; what a
    machine has converted it converted with the rest.
    """
    found = [m.span() for hint, pattern in _KINDS if hint in text for m in pattern.finditer(text)]
    if written and "#" in text:
        found += [m.span() for m in _TAG.finditer(text)]
    if "@" in text:
        found += _handles(text, written)
    if names:
        plain = SURROGATE.sub("\ufffd", text)  # the automaton takes no lone surrogates
        found += [(start, end) for _, start, end in _automaton(names).find_matches_as_indexes(plain)]
    return found


@lru_cache(8)
def _automaton(names: tuple[str, ...]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def _handles(text: str, written: bool) -> Iterator[tuple[int, int]]:
    """``name@host``, and ``@name`` as far as it is one: no name has the words with which a sentence goes on.

    What two of them begin with is the name, and what follows it is the sentence.
    """
    shared: dict[str, int] = {}
    for one, other in pairwise(sorted({m[0] for m in _AT.finditer(text)}) if text.count("@") > 1 else ()):
        size = sum(1 for _ in takewhile(bool, map(eq, one, other)))
        shared |= {each: max(size, shared.get(each, 0)) for each in (one, other)}
    for handle in _AT.finditer(text):
        start, end = handle.span()
        if handle[1]:
            before = _LOCAL.match(text[max(0, start - 64) : start][::-1])
            yield start - (before.end() if before else 0), end
        elif handle[0].isascii():
            yield start, end
        elif written:
            goes_on = pattern_table("scripts")["mention.end"].search(text, start + 3, end)
            past = goes_on.start() if goes_on else end
            if (size := shared.get(handle[0], 0)) > _SHORTEST_NAME:
                past = min(past, start + size)
            if annotation := _ANNOTATION.match(text, start, past):
                past = annotation.end()
            elif _LONGEST_OPEN < past - start <= _LONGEST_NAME and text[past : past + 1] not in _PARTING:
                past = start + _SURE
            if past - start <= _LONGEST_NAME:
                yield start, past
