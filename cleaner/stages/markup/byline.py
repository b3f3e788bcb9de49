"""Who wrote an article, when and where it appeared first, as lines beside it say (作者：…, 记者 …, 文／…, 来源：…).

The patterns are data (``data/patterns/bylines.toml``), matched on folded lines (Simplified, half-width, lower case);
values are cut from the line itself. An editor (责任编辑, 责编, 编辑) is no author; a line that names only editors names
nobody.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from cleaner.fold import fold
from cleaner.pattern_tables import PatternTable, pattern_table
from cleaner.patterns import lazy
from cleaner.stages.markup.names import is_surname

_SLASHED = "╱∕⁄│"
_SLASHES = str.maketrans(_SLASHED, "///|")
_BREAK = lazy(r"[ \u3000、，,/／&]{1,4}")
_DIGIT = lazy(r"\d")
_UNSEEN = lazy(r"(?s)<!--.{0,200}?-->|<[^<>]{0,300}>?")
_MOST_PLACES, _LONGEST_NAME = 12, 4  # places of a name that are looked at; its characters
_LEAST_LABELS = 2  # in a line in which one may stand right behind the value of another
_MOST_OFFICES = 2  # behind a name
_CLOSED = tuple(f"{bracket}{mark}" for bracket in ")）" for mark in ("", *"。.．｡"))  # how a paragraph ends in brackets
LONGEST = 100
"""Characters of a line that are looked at."""
# Longer than that is no name, if a full stop ends it.
_SAID = 12


def author_of(line: str) -> str:
    """The author that a line names, several joined by ``、``; empty where it names none."""
    line = _unglued(line[:LONGEST])
    if not _pattern("may-name").search(line):
        return ""
    folded = _with_slashes(fold(line))
    if "据" in folded:
        folded = _pattern("cited").sub(lambda said: " " * len(said[0]), folded)
    folded = _pattern("beside").sub("", _pattern("photo-too").sub(lambda said: " " * len(said[0]), folded))
    if _pattern("photo").search(folded):
        return ""
    put_up = _pattern("put-up")
    said_by = sorted(_pattern("labelled").finditer(folded), key=lambda found: put_up.search(found[0][:6]) is not None)
    for found in said_by:
        start = found.start(1)
        if all(folded[:place].rstrip().endswith("|") for place in (found.start() + 1, start)):
            continue  # a word of a menu: 诗文|作者|古籍
        past = _pattern("label-end").search(folded, start)
        end = past.start() if past else found.end(1)
        if past and past[0] == ":":
            said = pattern_table("pages")["next-label"].search(folded, start, end)  # 作者:王小二来源:磨坊日报
            if said is None:
                continue  # the next label, and no value
            end = said.start()
        if is_said(found[0], folded[start:]):
            continue  # who asks in an interview
        name = people(line[start:end])
        handed = (
            put_up.search(found[0][:6]) is not None
        )  # a name to log in with is none, nor is the last of the editors
        if name and not (handed and ((name.isascii() and " " not in name) or _pattern("editor").search(folded))):
            return name
    for pattern in _table().telling("reporter", folded):
        if (said := pattern.search(folded)) and (name := people(line[slice(*said.span(said.lastindex or 0))])):
            return name
    return ""


def _with_slashes(folded: str) -> str:
    """A folded line in which all slashes and bars are plain ones."""
    return folded.translate(_SLASHES) if any(map(folded.__contains__, _SLASHED)) else folded


def _unglued(line: str) -> str:
    """A row of labels and values with a blank before each label that stands right behind the value before it."""
    if line.count(":") + line.count("：") < _LEAST_LABELS:
        return line
    places = [found.end() for found in _pattern("glued").finditer(fold(line))]
    return "".join(f"{line[start:end]} " for start, end in pairwise((0, *places))) + line[places[-1] if places else 0 :]


def is_said(label: str, value: str) -> bool:
    """Whether what stands behind a label, to the end of the line, is speech and no name."""
    value = value.rstrip(' "”』」)')
    if value.endswith(("?", "!")) or _pattern("speech").match(value):
        return True
    reporter = "记者" in label
    return value.endswith("。") and (reporter or ("," not in value and len(value) > _SAID))


def reporters_of(paragraph: str) -> str:
    """The reporters that a paragraph names in brackets at its end; empty where it names none."""
    end = paragraph[-LONGEST:]
    if not paragraph.endswith(_CLOSED) or not ("者" in end or "员" in end or "員" in end):
        return ""
    said = _pattern("last-brackets").search(fold(end))
    return people(end[said.start(1) : said.end(1)]) if said else ""


def people(value: str) -> str:
    """The names in the value of a label, without offices and desks; empty where it is no name."""
    value = value.strip(" \u3000、,，.。:：-—|*@“”\"'○●◎◇◆□■☆★")
    if country := _pattern("country").match(fold(value)):
        value = value[country.end() :]
    head, comma, rest = value.replace(",", "，").partition("，")
    if comma and not value.isascii() and not _pattern("names").fullmatch(value.replace("，", "、")):
        value = (
            head if rest.count("，") < _MOST_OFFICES else ""
        )  # what follows is an office, or all are words to be found
    value = value[: len(value) // 2] if _is_twice(value) else value
    folded = fold(value)
    if not value or _pattern("nobody").fullmatch(folded) or len(value) > 40:
        return ""
    if value.isascii():
        return value if any(c.isalpha() for c in value) else ""
    names: list[str] = []
    parts = [part for part in _BREAK.split(value) if part]
    for number, part in enumerate(parts):
        if number + 1 < len(parts) and not names and _is_office(part):
            continue
        if names and len(part) == len(names[-1]) == 1:
            names[-1] += part
            continue
        if _pattern("last-name").fullmatch(fold(part)):
            break
        bare = part[office.end() :] if (office := _pattern("role").match(fold(part))) else part
        if bare and _pattern("desk").fullmatch(fold(bare)) and len(names) > 0:
            break
        if any(map(str.isalpha, bare)) and not _pattern("nobody").fullmatch(fold(bare)):
            names.append(bare)
    names = _without_places(names)
    if not names or _pattern("long").fullmatch(names[0]) or _pattern("sentence").search(fold("".join(names))):
        return ""
    if all(map(_pattern("name").fullmatch, names[:6])):
        return "、".join(names[:6])
    both = len(names) == 2 and names[0].isascii() and not names[1].isascii()  # a name to log in with beside a person's
    alone = (len(names) == 1 or both) and 2 <= len(value) <= 20 and value == " ".join(names)
    return value if alone else names[0] if len(names[0]) > 1 else ""


def _is_twice(value: str) -> bool:
    """Whether a value is a name of two characters or more twice, as that of an avatar before that of a member."""
    half = len(value) // 2
    return half > 1 and value[:half] == value[half:]


def _is_office(part: str) -> bool:
    """Whether a part before a name is a medium, a school or an office, and no name of a person itself."""
    folded = fold(part)
    own = len(part) < _LONGEST_NAME and is_surname(part[0])
    desk = not own and _pattern("own-desk").fullmatch(folded) is not None
    return desk or _pattern("office").fullmatch(folded) is not None


def _without_places(names: list[str]) -> list[str]:
    """The names without those of places behind them (王小二／新北 台南报道)."""
    while names and _pattern("place").fullmatch(fold(names[-1])):
        names = names[:-1]
    return names


def source_of(line: str) -> str:
    """The source that a line names (来源：…); empty where it names none."""
    line = _unglued(line[: 2 * LONGEST])
    if not _pattern("may-say").search(line):
        return _issuer(line)
    folded = fold(line)
    said = (
        _pattern("source").search(folded)
        or _pattern("source-alone").fullmatch(folded)
        or _pattern("wire").search(folded)
        or _pattern("paper").search(_with_slashes(folded))
    )
    if said is None or _pattern("nowhere").match(folded[said.start(1) : said.end(1)]):
        return ""
    value = line[said.start(1) : said.end(1)]
    past = _pattern("source-end").search(fold(value))
    value = value[: past.start()] if past else value
    return value if any(map(str.isalpha, value)) and value[-1] not in ":：" else ""


def is_made_up(name: str) -> bool:
    """Whether a name is what programs give to a site or its author until somebody enters one, or names nothing."""
    folded = fold(name)
    return _pattern("made-up").fullmatch(folded) is not None or _pattern("nowhere").fullmatch(folded) is not None


def is_place(name: str) -> bool:
    """Whether a name is but that of a place, as platforms print beside a day where an account is."""
    return _pattern("place").fullmatch(fold(name)) is not None


def is_medium(name: str) -> bool:
    """Whether a name ends as those of papers, stations and publishers do."""
    return _pattern("medium").search(fold(name)) is not None


def issuer_below(line: str) -> str:
    """The paper or site whose name is all that a line says, below a day; empty where it is none."""
    return line if _pattern("issuer-alone").fullmatch(fold(line)) and not _pattern("may-say").search(line) else ""


def _issuer(line: str) -> str:
    """The paper or site whose name stands beside a date with a time of day."""
    said = _pattern("issuer").search(fold(line)) if _DIGIT.search(line) else None
    return line[slice(*said.span(said.lastindex or 0))] if said is not None else ""


def editors_of(line: str) -> list[str]:
    """The editors that a line names."""
    return [line[found.start(1) : found.end(1)] for found in _pattern("editor").finditer(fold(line))]


def is_editor(page: str, name: str) -> bool:
    """Whether the source of a page gives a name, or the end of a long one (某网王小二), to an editor."""
    for end in (name, *((name[-3:], name[-2:]) if len(name) > _LONGEST_NAME else ())):
        at, tries = page.find(end), 0
        while at >= 0 and tries < _MOST_PLACES:
            before = " ".join(_UNSEEN.sub(" ", page[max(0, at - 4 * LONGEST) : at]).split())
            if _pattern("editor-label").search(fold(before[-LONGEST:])):
                return True
            at, tries = page.find(end, at + 1), tries + 1
    return False


def _pattern(name: str) -> re.Pattern[str]:
    """The pattern of that id."""
    return _table()[name]


@cache
def _table() -> PatternTable:
    """The patterns of lines that name people and papers."""
    return pattern_table("bylines")
