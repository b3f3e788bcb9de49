"""What the record that holds an embedded article says of it: its title, author, time and source."""

from __future__ import annotations

import re

from cleaner.patterns import lazy
from cleaner.stages.markup.escapes import decoded
from cleaner.stages.markup.fields import fields_of
from cleaner.stages.markup.headlines import shown
from cleaner.stages.markup.nearby import Found
from cleaner.stages.markup.walk import Walk

_MARKS = lazy(r'"((?:[^"\\]++|\\.)*+)"|([{}\[\]])', re.DOTALL)
_LONGEST = 200  # characters of a value
_MOST_MARKS = 200_000
_ABOVE = 3  # objects and lists around the one that holds the text
_TITLES = frozenset(("title", "newsTitle", "headline"))


def read_record(walk: Walk, at: int, found: Found) -> None:
    """Adds to ``found`` the values beside the string that begins at offset ``at``, in the same object of a script.

    Where the text stands in a list of parts, those of the object around it that has a title are added, too.
    """
    for first, past in walk.scripts:
        if first <= at < past:
            for name, value in _beside(walk.text[first:past], at - first).items():
                field, _ = fields_of("record").get(name.replace("_", "").lower(), ("", 0))
                if field and 0 < len(value) <= _LONGEST and (said := shown(decoded(value).text)):
                    found[field].append(said)


def _beside(script: str, at: int) -> dict[str, str]:
    """The strings by name of the object that holds the string at ``at``; read as JSON, so quoted names alone count."""
    opened: list[dict[str, str]] = [{}]
    held: int | None = None  # how deep the object is that holds the string
    out: dict[str, str] = {}
    name, ends = "", -1
    for number, mark in enumerate(_MARKS.finditer(script)):
        if number > _MOST_MARKS:
            break
        if mark[2] is None:
            if held is None and mark.start(1) == at:
                held = len(opened)
            if name and not script[ends : mark.start()].strip(" \t\r\n:"):
                if ":" in script[ends : mark.start()]:
                    opened[-1].setdefault(name, mark[1])
                name = ""
            else:
                name = mark[1]
            ends = mark.end()
        elif mark[2] in "{[":
            opened.append({})
            name = ""
        else:
            titled = not _TITLES.isdisjoint(opened[-1])
            if len(opened) == held:
                out = opened[-1]
            if held is not None and len(opened) <= held and (titled or len(opened) <= held - _ABOVE):
                return {**opened[-1], **out} if titled else out
            if len(opened) > 1:
                opened.pop()
            name = ""
    return out
