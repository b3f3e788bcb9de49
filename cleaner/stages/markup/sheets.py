"""Which elements the style sheet in a page takes out of sight, as far as the page alone can tell.

Only rules for names and elements themselves count (``.x{display:none}``), outside of ``@media`` and its like, and only
where nothing else in the page may show what they hide: no other rule for the same names says how it is displayed, and
no script or attribute speaks of them. A script that does nothing but hide elements hides them, too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np

from cleaner.needles import places_in
from cleaner.patterns import lazy
from cleaner.stages.markup.scan import COMMENT, NUMBER, Tags
from cleaner.stages.markup.styles import declarations, look_of
from cleaner.stages.markup.tokens import attributes, name_of

# What a rule that hides holds: a literal, and what stands around it.
_HINTS = (
    (b"none", re.compile(rb"(?<=display:)|(?<=display: )|(?<=display : )")),
    (b"opacity", re.compile(rb"opacity\s{0,2}:\s{0,2}0?\.?0(?![\d.])")),
    (b":-", re.compile(rb":-\d{3,5}[a-z%]")),
    (b": -", re.compile(rb": -\d{3,5}[a-z%]")),
)
_MEDIA = lazy(r"""\bmedia\s{0,4}=\s{0,4}["']?+(?!all\b|screen["'\s/>])""", re.IGNORECASE)
_COMMENT = re.compile(r"/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)|<!--|-->")
_SELECTOR = lazy(r"([a-zA-Z][a-zA-Z0-9]{0,11})?((?:[.#][\w-]{1,60}){0,4})")
_NAME = re.compile(r"[.#][\w-]+")
_LONGEST, _MOST = 1000, 100  # characters of the selectors and of the block of a rule; rules that are about something
_MOST_USES = 100  # of a name that are looked at
_MOVED = ("position", "left", "top", "margin-left", "margin-top", "text-indent")
# What may show again what is hidden by such means.
_MEANS = frozenset(("display", "opacity", "visibility", "height", "max-height", "transform", *_MOVED))
_OWN = re.compile(r"""\s(?:class|id|name)\s{0,4}=\s{0,4}["'][^"'<>]*\Z""", re.IGNORECASE)
_HIDES = lazy(
    r"""(?:\s|<!--)*+(?:document\.getElementById\(\s{0,4}["'][\w-]{1,60}["']\s{0,4}\)\.style\.display"""
    r"""\s{0,4}=\s{0,4}["']none["']\s{0,4};?\s{0,40}){1,20}(?://\s{0,4}-->)?\s*+"""
)
_HIDDEN_ID = re.compile(r"""ById\(\s{0,4}["']([\w-]+)""")
_LONGEST_SCRIPT = 2000
_FAINT, _EXTENTS = ("0", "0.0", ".0"), ("height", "max-height", "width")
_ZERO, _IN_NAME = re.compile(r"0(?:px|em|%)?"), re.compile(r"[\w-]")
_PAGE = ("html", "body")


class Rule(NamedTuple):
    """The elements that are hidden: their name, if it counts, and the classes (``.x``) and id that all of them have."""

    tag: str
    names: frozenset[str]


def hidden_by_sheets(text: str, tags: Tags) -> set[int]:
    """The tags of elements that the page's own style sheets, and scripts that only hide, take out of sight."""
    out = set(_hidden_by_scripts(text, tags))
    if not (sheets := list(_sheets(text, tags))):
        return out
    known = set(" ".join(set(tags.classes.values())).split())
    rules = dict.fromkeys(rule for sheet in sheets for rule in _rules(text, tags.page, sheet, known))
    if not rules:
        return out
    wanted = {name[1:] for rule in rules for name in rule.names}
    held: dict[str, list[int]] = {}
    bearing = {classes: own for classes in set(tags.classes.values()) if (own := wanted.intersection(classes.split()))}
    for tag, classes in tags.classes.items():
        for name in bearing.get(classes, ()):
            held.setdefault(name, []).append(tag)
    used = ((rule, chosen) for rule in rules if (chosen := _chosen(text, tags, held, rule)))
    for rule, chosen in islice(used, _MOST):
        if not _may_show(text, tags, sheets, rule):
            out.update(chosen)
    return out


def _chosen(text: str, tags: Tags, held: dict[str, list[int]], rule: Rule) -> list[int]:
    """The tags that a rule is about; ``held``: those with each name."""
    if not rule.names:
        return _called(tags, rule.tag)
    alike = set.intersection(*(set(held.get(name[1:], ())) for name in rule.names))
    return [tag for tag in alike if _is_meant(text[int(tags.starts[tag]) : int(tags.ends[tag])], rule)]


def _is_meant(token: str, rule: Rule) -> bool:
    """Whether a tag begins one of the elements that a rule is about."""
    given = attributes(token)
    own = {f".{name}" for name in given.get("class", "").split()} | {f"#{given.get('id', '').strip()}"}
    return rule.names <= own and rule.tag in ("", name_of(token))


def _called(tags: Tags, name: str) -> list[int]:
    """The tags that begin an element of this name."""
    called = tags.names == NUMBER[name] if name in NUMBER else np.zeros(0, np.bool_)
    return (called & ~tags.closing).nonzero()[0].tolist() if len(called) else []


def _sheets(text: str, tags: Tags) -> Iterator[tuple[int, int]]:
    """The ranges of the style sheets in the page that hold on a screen."""
    found = _called(tags, "style")
    if not found:
        return
    # Those of readers without scripts do not count.
    without = np.where(tags.names == NUMBER["noscript"], 1 - 2 * tags.closing, 0).cumsum()[found].tolist()
    for tag, inside in zip(found, without, strict=True):
        start, end = int(tags.starts[tag]), int(tags.ends[tag])
        begin = text.find(">", start, end) + 1
        if inside <= 0 and begin and not _MEDIA.search(text, start, begin):
            yield begin, end


def _rules(text: str, page: bytes, sheet: tuple[int, int], known: Collection[str]) -> Iterator[Rule]:
    """The rules of a style sheet that hide elements by their names alone, and whose names are ``known``."""
    first, past = sheet
    here = page[first:past]
    places = sorted(first + at for hint, said in _HINTS for at in places_in(here, hint) if said.match(here, at))
    last, depth, seen = first, 0, -1
    for place in places:
        begin = page.rfind(b"{", max(last, place - _LONGEST), place)
        if begin < 0 or begin == seen:
            continue
        seen = begin
        depth += _deeper(page, last, begin)
        last, end = begin, page.find(b"}", begin, min(past, begin + _LONGEST))
        if depth or end < 0:
            continue
        head = _COMMENT.sub(" ", text[max(first, begin - _LONGEST) : begin])
        rules = list(_selected(head[max(map(head.rfind, "{};")) + 1 :], known))
        if rules and _hides(_COMMENT.sub(" ", text[begin + 1 : end])):
            yield from rules


def _deeper(page: bytes, start: int, end: int) -> int:
    """How many more braces are open behind a part of a style sheet than before it."""
    if page.find(b"/*", start, end) < 0:
        return page.count(b"{", start, end) - page.count(b"}", start, end)
    part = _COMMENT.sub(" ", page[start:end].decode("ascii"))
    return part.count("{") - part.count("}")


def _selected(head: str, known: Collection[str]) -> Iterator[Rule]:
    """What the selectors of a rule say by names alone."""
    for selector in head.split(","):
        if said := _SELECTOR.fullmatch(selector.strip()):
            tag, names = (said[1] or "").lower(), frozenset(_NAME.findall(said[2] or ""))
            if tag not in _PAGE and (all(name[1:] in known for name in names) if names else tag):
                yield Rule(tag, names)


def _hides(block: str) -> bool:
    """Whether the declarations of a rule hide an element: it is not displayed, off the screen, or faint and flat.

    What is only seen through may be faded in, and what is clipped away is there for who listens to the page.
    """
    said = declarations(block)
    if said.get("opacity") in _FAINT and any(_ZERO.fullmatch(said.get(extent, "")) for extent in _EXTENTS):
        return True
    moved = ";".join(f"{name}:{said[name]}" for name in _MOVED if name in said)
    return said.get("display") == "none" or look_of(moved).gone is True


def _may_show(text: str, tags: Tags, sheets: list[tuple[int, int]], rule: Rule) -> bool:
    """Whether another rule, a script or an attribute of the page may show what a rule hides."""
    for name in rule.names or {rule.tag}:
        literal = name.encode("ascii", "replace")
        for start, end in sheets:
            for at in islice(places_in(tags.page[start:end], literal), _MOST_USES):
                here, past = start + at, start + at + len(name)
                if _IN_NAME.match(text, past) or (not rule.names and _IN_NAME.match(text, here - 1)):
                    continue
                begin = text.find("{", past, min(end, past + _LONGEST))
                block = text[begin + 1 : text.find("}", begin, begin + _LONGEST)] if begin >= 0 else ""
                if not _hides(block) and not _MEANS.isdisjoint(declarations(block)):
                    return True
    return any(_is_spoken_of(text, tags, name[1:]) for name in rule.names)


def _is_spoken_of(text: str, tags: Tags, name: str) -> bool:
    """Whether a script or an attribute other than those that name an element holds a name."""
    places = places_in(tags.page, name.encode("ascii", "replace"))
    size = len(name)
    for at in places[:_MOST_USES]:
        if _IN_NAME.match(text[at - 1 : at]) or _IN_NAME.match(text, at + size):
            continue
        owner = int(np.searchsorted(tags.starts, at, "right")) - 1
        if owner < 0 or at >= tags.ends[owner] or tags.names[owner] in (COMMENT, NUMBER["style"]):
            continue
        if not _OWN.search(text, int(tags.starts[owner]), at):
            return True
    return len(places) > _MOST_USES


def _hidden_by_scripts(text: str, tags: Tags) -> Iterator[int]:
    """The tags of elements before a script that does nothing but hide them."""
    places = places_in(tags.page, b".style.display")
    owners = dict.fromkeys((np.searchsorted(tags.starts, places, "right") - 1).tolist() if places else ())
    for owner in owners:
        start, end = int(tags.starts[owner]), int(tags.ends[owner])
        if owner < 0 or tags.names[owner] != NUMBER["script"] or end - start > _LONGEST_SCRIPT:
            continue
        if _HIDES.fullmatch(text, text.find(">", start) + 1, end):
            ids = set(_HIDDEN_ID.findall(text, start, end))
            for tag, classes in tags.classes.items():
                if tag < owner and not ids.isdisjoint(classes.split()):
                    yield tag
