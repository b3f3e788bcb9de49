"""What the record that holds an embedded article says of it: its title, author, time and source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from cleaner.stages.markup.escapes import decoded
from cleaner.stages.markup.fields import fields_of
from cleaner.stages.markup.headlines import shown
from cleaner.stages.markup.literals import Mark, given, is_address, is_inner, marks_of
from cleaner.stages.markup.nearby import Found
from cleaner.stages.markup.walk import Walk

_LONGEST = 200  # characters of a value
_ABOVE = 3  # objects and lists around the one that holds the text
_TITLES = frozenset(("title", "newstitle", "headline", "widgettitle", "articletitle"))
# How objects that stand for a person, an account or a paper call it.
_NAMES = ("name", "nickname", "username", "displayname", "screenname", "publishname", "authorname", "medianame")
_POINTED = re.compile(r'"\$([0-9a-f]{1,5})\\?"')
_FLAT, _HEAD = "__NUXT_DATA__", 400  # in the tag of a script


def read_record(walk: Walk, at: int, found: Found) -> None:
    """Adds to ``found`` the values beside the string that begins at offset ``at``, in the same object of a script.

    Where the text stands in a list of parts, those of the object around it that has a title are added, too.
    """
    for kind, value in _values(walk, at):
        found[kind].append(value)


def is_of_page(walk: Walk, at: int) -> bool:
    """Whether the record that holds the string at ``at`` has the title of the page."""
    told = _told(walk)
    return any(kind == "title" and len(value) > 1 and value in told for kind, value in _values(walk, at))


def _told(walk: Walk) -> str:
    """The title of the page."""
    return shown(walk.text[walk.starts[walk.title] : walk.ends[walk.title]]) if walk.title >= 0 else ""


def _values(walk: Walk, at: int) -> Iterator[tuple[str, str]]:
    """The fields and values of the record that holds the string at ``at``, the most trusted first."""
    for first, past in walk.scripts:
        if first <= at < past:
            script, place = _pointing(walk, first, past, at)
            read = partial(_read, twice=is_inner(script, place), address=is_address(script, place))
            for name, value in _ranked(_said(script, place, partial(_names_page, _told(walk), read))):
                if said := read(value):
                    yield name, said


def _read(value: str, twice: bool, address: bool) -> str:
    """A value as its program reads it."""
    said = shown(decoded(value, twice, address).text)
    return said[1:-1] if value.startswith("&quot;") else said


def _names_page(told: str, read: Callable[[str], str], title: str) -> bool:
    """Whether a title is in what the page says as its own."""
    return read(title) in told


def _said(script: str, at: int, names_page: Callable[[str], bool]) -> dict[str, str]:
    """The values by name of the record that holds the string at ``at``.

    names_page: whether a title is that of the page.
    """
    if _FLAT in script[:_HEAD]:
        return _from_table(script, at)
    called = given(script)
    if name := called.names.get(at):
        stands = re.search(rf"[\w$]{{2,32}}:(?={re.escape(name)}[,}}])", script)
        at = stands.end() if stands else at
    return _beside(marks_of(script, at), at, called.values, names_page)


def _pointing(walk: Walk, first: int, past: int, at: int) -> tuple[str, int]:
    """The script and the place in it where a record points at the string at ``at``; those of the string if none does.

    ``3:T1f2,`` before a long text in one script, ``"content":"$3"`` in another.
    """
    script, place = walk.text[first:past], at - first
    row = re.search(r'(?:"|\\n)([0-9a-f]{1,5}):T[0-9a-f]{1,6},(?:"\]\)\Z)?\Z', script[max(0, place - 24) : place])
    rows = [row[1]] if row else []
    for start, end in walk.scripts if "__next_f" in script[:_HEAD] else ():
        other = walk.text[start:end]
        ahead = re.search(r'(?:"|\\n)([0-9a-f]{1,5}):T[0-9a-f]{1,6},"\]\)', other) if end <= first else None
        rows = rows or ([ahead[1]] if ahead else [])
    for start, end in walk.scripts if rows else ():
        other = walk.text[start:end]
        for found in _POINTED.finditer(other):
            if found[1] == rows[-1]:
                return other, found.start() + 1
    return script, place


def _ranked(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The fields that values by name tell, the most trusted name of each first."""
    known = fields_of("record")
    told = [(*known[bare], value) for name, value in values.items() if (bare := _bare(name)) in known]
    for name, _, value in sorted(told, key=lambda each: each[1]):
        if 0 < len(value) <= _LONGEST:
            yield name, value


def _bare(name: str) -> str:
    return name.replace("_", "").lower()


@dataclass(slots=True)
class _Open:
    """An object or a list that is open: the name that it has, whether it is a list, its values, those of its parts."""

    name: str
    is_list: bool
    values: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)

    def titles(self) -> list[str]:
        """The titles that it has."""
        return [value for name, value in self.values.items() if _bare(name) in _TITLES and 1 < len(value) <= _LONGEST]

    def own_name(self) -> str:
        """What it calls itself; empty where it does not."""
        return next((value for key in _NAMES for name, value in self.values.items() if _bare(name) == key), "")


def _beside(
    marks: Iterator[Mark], at: int, called: Mapping[str, str], names_page: Callable[[str], bool]
) -> dict[str, str]:
    """The values by name of the object that holds the mark at ``at``, and of the nearest one around that has a title.

    One that is farther away must have the title of the page.  called: the values of parameters.
    """
    opened, out = [_Open("", False)], dict[str, str]()
    held, last, name = 0, "", ""
    for mark in marks:
        if not mark.sign:
            held = held or (len(opened) if mark.start <= at <= mark.start + len(mark.value) else 0)
            value = mark.value if mark.quoted else called.get(mark.value, mark.value)
            if name:
                opened[-1].values.setdefault(name, value)
            elif opened[-1].is_list and len(opened) > 1:
                opened[-2].values.setdefault(opened[-1].name, value)
            last, name = ("" if name else mark.value), ""
        elif mark.sign in "{[":
            opened.append(_Open(name or (opened[-1].name if opened[-1].is_list else ""), mark.sign == "["))
            last = name = ""
        elif mark.sign in "}]":
            own = opened[-1]
            if held and len(opened) <= held:
                titles = own.titles()
                if len(opened) == held:
                    out = {**own.parts, **own.values}
                if titles and (held - len(opened) < _ABOVE or any(map(names_page, titles))):
                    return {**own.parts, **own.values, **out}
            if len(opened) > 1:
                _close(opened)
            last = name = ""
        else:
            last, name = "", last if mark.sign == ":" else ""
    return out


def _close(opened: list[_Open]) -> None:
    """Close the innermost object: the one around it learns its name, or its values where it is but a part."""
    own = opened.pop()
    around = next((each for each in opened[: -_ABOVE - 1 : -1] if not each.is_list), None)
    if own.is_list or around is None or not own.name:
        return
    if called := own.own_name():
        around.values.setdefault(own.name, called)
    elif not own.titles() and not opened[-1].is_list:
        around.parts |= {name: value for name, value in own.values.items() if _bare(name) not in _TITLES}


def _from_table(script: str, at: int) -> dict[str, str]:
    """The values of the record that points at the string at ``at``, in a list of all values of a page.

    A value in an object of the list is the place of its own value in it (``["…", {"title": 0, "author": 2}, …]``).
    """
    texts, objects, lists = dict[int, str](), dict[int, dict[str, int]](), dict[int, list[int]]()
    depth = number = 0
    body, last, name = -1, "", ""
    for mark in marks_of(script, 0, script.find(">") + 1):
        if mark.sign:
            depth += (mark.sign in "{[") - (mark.sign in "}]")
            number += mark.sign == "," and depth == 1
            last, name = "", last if mark.sign == ":" else ""
        elif depth == 1:
            texts[number] = mark.value
            body = number if mark.start == at else body
        elif name and mark.value.isdigit():
            objects.setdefault(number, {})[name] = int(mark.value)
            name = ""
        else:
            last = mark.value
            if not mark.quoted and mark.value.isdigit():
                lists.setdefault(number, []).append(int(mark.value))
    own = next((each for each in objects.values() if body in each.values()), {})
    out: dict[str, str] = {}
    for key, place in own.items():
        place = lists[place][0] if place in lists else place  # noqa: PLW2901
        names = {_bare(each): texts.get(index, "") for each, index in objects.get(place, {}).items()}
        out[key] = texts.get(place) or next((names[each] for each in _NAMES if names.get(each)), "")
    return out
