"""Spans that no conversion may touch: addresses, mail, handles, tags, code, given names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import ahocorasick_rs

_END = r"[^\s<>\"“”「」，。；！？、（）]{1,2000}"
# Each kind with the literal without which it cannot occur; every pattern begins at a literal, so none scans twice.
_KINDS = (
    ("://", re.compile(rf"(?:https?|ftp)://{_END}")),
    ("www.", re.compile(rf"www\.{_END}")),
    ("#", re.compile(r"#[^#\s，。；！？]{1,40}#")),
    ("```", re.compile(r"(?:^|(?<=\n))```(?:[^`]|`(?!``)){0,200000}```")),
    ("`", re.compile(r"`[^`\n]{1,500}`")),
)
_HANDLE = re.compile(r"@[\w.\u00b7-]{1,100}")
_LOCAL = re.compile(r"[\w.+-]{0,64}")
SURROGATE = re.compile("[\ud800-\udfff]")


def protected_spans(text: str, names: tuple[str, ...] = ()) -> list[tuple[int, int]]:
    """The spans as (start, end); they may overlap."""
    found = [m.span() for hint, pattern in _KINDS if hint in text for m in pattern.finditer(text)]
    if "@" in text:
        found += _handles(text)
    if names:
        plain = SURROGATE.sub("\ufffd", text)  # the automaton takes no lone surrogates
        found += [(start, end) for _, start, end in _automaton(names).find_matches_as_indexes(plain)]
    return found


@lru_cache(8)
def _automaton(names: tuple[str, ...]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def _handles(text: str) -> Iterator[tuple[int, int]]:
    """``@name`` and ``name@host``: what stands before the mark belongs to it only where a host follows."""
    for handle in _HANDLE.finditer(text):
        start, end = handle.span()
        if "." in handle[0].rstrip("."):
            before = _LOCAL.match(text[max(0, start - 64) : start][::-1])
            start -= before.end() if before else 0
        yield start, end
