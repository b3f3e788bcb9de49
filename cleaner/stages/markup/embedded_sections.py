"""Sections of one article in a script: records with a heading and a text each, below the record that is named so.

``{"title": …, "abstract": {"title": …, "content": …}, "parts": [{"title": …, "content": …}, …]}``: the outer record has
the title of the page and no text of its own, so the inner ones are no other articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cleaner.patterns import lazy

_MARKS = lazy(r'"((?:[^"\\]++|\\.)*+)"|([{}\[\]])', re.DOTALL)
_NAMES = frozenset({"title", "heading", "name"})
_LONGEST = 60  # characters of a heading
_HEADING = lazy(rf'"(?:{"|".join(sorted(_NAMES))})"\s*+:\s*+"(?=((?:[^"\\]|\\.){{1,{_LONGEST}}}+)")', re.DOTALL)
_MOST_MARKS = 200_000


def headings_of(text: str, first: int, past: int) -> set[str]:
    """The values in a script that may be headings of its records, as they are spelt."""
    return {found[1] for found in _HEADING.finditer(text, first, past)}


class Named(NamedTuple):
    """A record: the range of its heading in the script, and the record around it (its place in the list, or −1)."""

    start: int
    end: int
    around: int


def named_records(script: str, places: Sequence[int]) -> dict[int, tuple[Named, Named]]:
    """For those of some strings that stand in a record with a heading, inside another: the two records.

    places: offsets of the strings in the script, which is read as JSON.
    """
    records: list[list[int]] = []  # start and end of the heading, and the record around
    stack: list[int] = []  # the open records; −1 for a list
    wanted, held = set(places), dict[int, int]()
    name, ends = "", -1
    for number, mark in enumerate(_MARKS.finditer(script)):
        if number > _MOST_MARKS:
            break
        if mark[2] is None:
            own = stack[-1] if stack else -1
            if own >= 0 and mark.start(1) in wanted:
                held[mark.start(1)] = own
            between = script[ends : mark.start()].strip() if name else ""
            named = own >= 0 and between == ":" and name in _NAMES and records[own][0] < 0
            if named and 0 < mark.end(1) - mark.start(1) <= _LONGEST:
                records[own][:2] = mark.span(1)
            name = "" if between == ":" else mark[1]
            ends = mark.end()
        elif mark[2] in "{[":
            around = next((record for record in reversed(stack) if record >= 0), -1)
            stack.append(len(records) if mark[2] == "{" else -1)
            if mark[2] == "{":
                records.append([-1, -1, around])
            name = ""
        else:
            if stack:
                stack.pop()
            name = ""
    out: dict[int, tuple[Named, Named]] = {}
    for place, own in held.items():
        inner = Named(*records[own])
        if inner.start >= 0 and inner.around >= 0 and (outer := Named(*records[inner.around])).start >= 0:
            out[place] = inner, outer
    return out
