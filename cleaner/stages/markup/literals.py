"""The values that scripts of a page write down: objects and lists of strings, read mark by mark.

Scripts spell them in three ways: as they are (``{"title": "…"}``, ``{title: '…'}``), inside another string
(``"{\\"title\\": …}"``), and as a part of an address (``%7B%22title%22%3A…``). A reader that knows the way of one
string can read what stands beside it; what is neither a string nor a name, a number or a bracket is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.patterns import lazy

_BARE = r"|([A-Za-z_$][\w$]*+(?![\w$]*\s{0,4}\()|-?\d[\d.]*+)"
_PLAIN = lazy(rf""""((?:[^"\\]++|\\.)*+)"|'((?:[^'\\]++|\\.)*+)'|([{{}}\[\]:,]){_BARE}""", re.DOTALL)
_INNER = lazy(
    r"""\\"((?:[^"\\]++|\\\\(?:\\"|[^"])|\\u[0-9a-fA-F]{4}|\\/)*+)\\"|(?!)()|([{}\[\]:,])""" + _BARE, re.DOTALL
)
_ADDRESS = lazy(
    r"(?:%20){0,8}+(?:%22((?:[^%\"'<>\s]++|%(?!22|5[cC])[0-9a-fA-F]{2}|%5[cC](?:%[0-9a-fA-F]{2}|[a-z/]))*+)%22|(?!)()"
    r"|(%7[bBdD]|%5[bBdD]|%3[aA]|%2[cC]|[{}\[\]:,])" + _BARE + ")"
)
_SIGNS = {"%7b": "{", "%7d": "}", "%5b": "[", "%5d": "]", "%3a": ":", "%2c": ","}
_CALLED = re.compile(r"\(function\s{0,2}\(([\w$,\s]{1,8000})\)\s{0,2}\{")
_MOST_MARKS = 200_000


class Mark(NamedTuple):
    """One mark: a bracket, colon or comma as ``sign``, or a string, name or number as ``value``; where it stands."""

    sign: str
    value: str
    start: int
    quoted: bool


def is_inner(script: str, at: int) -> bool:
    """Whether the string that begins at ``at`` stands inside another one."""
    return script.startswith('\\"', at - 2)


def is_address(script: str, at: int) -> bool:
    """Whether the string that begins at ``at`` is spelt as a part of an address."""
    return script.startswith("%22", at - 3)


def marks_of(script: str, at: int, first: int = 0) -> Iterator[Mark]:
    """The marks of a script in the way in which the string is spelt that begins at ``at``, from ``first`` on."""
    pattern = _INNER if is_inner(script, at) else _ADDRESS if is_address(script, at) else _PLAIN
    for number, found in enumerate(pattern.finditer(script, first)):
        if number > _MOST_MARKS:
            return
        if found[3]:
            sign = _SIGNS.get(found[3].lower(), found[3])
            yield Mark(sign, "", found.start(), False)
        else:
            group = found.lastindex or 1
            yield Mark("", found[group], found.start(group), group < 4)


class Given(NamedTuple):
    """What a function of a script is called with: the values by parameter, and the parameter by place of a value."""

    values: dict[str, str]
    names: dict[int, str]


def given(script: str) -> Given:
    """What the function is called with that a script is (``(function(a,b){return {title:a}}("…","…"))``)."""
    called = _CALLED.search(script)
    first = script.rfind("}(") + 2 if called else 1
    values, names = dict[str, str](), dict[int, str]()
    if called is None or first < called.end():
        return Given(values, names)
    parameters = [name.strip() for name in called[1].split(",")]
    depth = number = 0
    for mark in marks_of(script, 0, first):
        if number >= len(parameters):
            break
        if mark.sign:
            depth += (mark.sign in "{[") - (mark.sign in "}]")
            number += mark.sign == "," and not depth
        elif not depth:
            values[parameters[number]] = mark.value
            names[mark.start] = parameters[number]
    return Given(values, names)
