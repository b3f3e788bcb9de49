"""A page as a tiling of tokens, and what each tag says: one compiled pattern, linear whatever the input.

The pattern follows the tokenizer of the HTML standard, with three departures that keep damaged pages readable: a tag
ends at the next ``<`` outside quotes; a quoted value that holds ``<`` or ``>`` must be followed by a blank, ``/`` or
``>`` (an odd quote then swallows no text); a name of other than ASCII letters is text (``<此处结束>``).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import unescape

from cleaner.patterns import lazy
from cleaner.word_tables import word_table

_QUOTED = r""""(?:[^"<>]*+"|[^"]*+"(?=[\s/>]))|'(?:[^'<>]*+'|[^']*+'(?=[\s/>]))"""
_ATTRIBUTES = rf"(?:>|(?:[^<>=]++|=\s*+(?:{_QUOTED})?+)*+(?:>|(?=<)|\Z))"
RAW = ("script", "style", "title", "iframe", "noembed", "noframes")
_RAW_ELEMENTS = "|".join(rf"(?i:{n})(?=[\s/>]){_ATTRIBUTES}(?:[^<]++|<(?!/(?i:{n})(?=[\s/>])))*+" for n in RAW)


TOKEN = lazy(
    rf"[^<]++(?:<(?![a-zA-Z/!?])[^<]*+)*+|<(?:/[a-zA-Z][a-zA-Z0-9:_-]*+>|(?=[sStTiInN])(?:{_RAW_ELEMENTS})"
    rf"|/?+[a-zA-Z][a-zA-Z0-9:_-]*+(?=[\s/>]|\Z|=[\"']|[\"'][\s/>]){_ATTRIBUTES}"
    r"|!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))"
    r"|[!?][^>]*+(?:>|\Z)"
    r"|/[^a-zA-Z<>][^<>]*+>|/>|(?:<(?![a-zA-Z/!?])|[^<a-zA-Z/!?][^<]*+)*+)"
)
"""Matches everywhere: a run of text, a whole raw element without its end tag, a tag, a comment, or a lone ``<``."""

HIDDEN, PRE, CELL, LIST_ITEM, ARTICLE, MAIN, ASIDE, NAV, FOOTER, HEADER, FORM, HEADING = (1 << i for i in range(12))
"""Bits of what an element is; an element has those of its ancestors too."""
GROUP_SHIFT = 12
"""Where the bits of the token groups begin (``groups()`` in that order)."""

OWN = {
    "pre": PRE, "xmp": PRE, "textarea": FORM, "td": CELL, "th": CELL, "li": LIST_ITEM, "dd": LIST_ITEM,
    "dt": LIST_ITEM, "article": ARTICLE, "main": MAIN, "aside": ASIDE, "nav": NAV, "footer": FOOTER, "header": HEADER,
    "form": FORM, "select": FORM, "button": FORM, "option": FORM, "label": FORM,
    **{f"h{n}": HEADING for n in range(1, 7)},
}  # fmt: skip

_NAME = re.compile(r"</?+([a-zA-Z][a-zA-Z0-9:_-]*+)")
_ATTRIBUTE = re.compile(
    r"""[\s"'/]([a-zA-Z-]++)(?=\s*+=)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++))|[\s"'](hidden)(?=[\s/>])""",
    re.IGNORECASE,
)
_FOUND = ("false", "until-found")  # values of ``hidden`` of what the reader may find, or sees
SHOWN_IF = ("-show", "-if")
"""The ends of attributes by which scripts show an element where something holds (``v-show``, ``v-if``, ``q-show``)."""
_FAILING = re.compile(r"[fF]ail|[eE]rror|[lL]oading")  # what does not hold of a page that is there
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_KEEP_LINES = frozenset({"bbs-screen"})  # the style sheet of PTT keeps the line breaks of this class
_ROOTS = frozenset({"__next", "__nuxt", "___gatsby"})  # what frameworks call the element around the whole page
_SEPARATORS = re.compile(r"[^a-zA-Z]+")


def name_of(text: str, start: int = 0) -> str:
    """Name of the element of the tag that begins at ``start``, in lower case; empty where none does."""
    found = _NAME.match(text, start)
    return found[1].lower() if found else ""


def attributes(token: str) -> dict[str, str]:
    """The attributes of a tag, names in lower case, values with their entities resolved; the first of a name counts."""
    out: dict[str, str] = {}
    for name, double, single, bare, _ in _ATTRIBUTE.findall(token):
        value = double or single or bare
        out.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return out


def attribute(token: str, name: str) -> str:
    """The value that ``attributes`` gives for one of them; empty where a tag has it not."""
    for found in _ATTRIBUTE.finditer(token):
        if (found[1] or "").lower() == name:
            value: str = found[2] or found[3] or found[4] or ""
            return unescape(value) if "&" in value else value
    return ""


def read_attributes(token: str) -> tuple[str, str, bool]:
    """Class and id names of a tag, joined by blanks, its style, and whether it says that its element is hidden."""
    hides = False
    classes: list[str] = []
    style = ""
    for given, double, single, bare, hidden in _ATTRIBUTE.findall(token):
        name, value = given.lower(), double or single or bare
        if hidden:
            hides = True
        elif name in ("class", "id"):
            classes.append(value)
        elif name == "style":
            style = style or value
        elif name == "hidden":
            hides = hides or value.lower() not in _FOUND
        elif name[1:] in SHOWN_IF:
            hides = hides or _FAILING.search(value) is not None
    return " ".join(classes), style, hides


@lru_cache(32_768)
def group_bits(classes: str) -> int:
    """The token groups that class and id names belong to, as bits from ``GROUP_SHIFT`` on."""
    known = _group_of()
    bits, pane = 0, False
    for name in classes.split():
        if name in _KEEP_LINES:
            bits |= PRE
        if name in _ROOTS:
            continue
        whole = _SEPARATORS.sub("", name)
        pane |= whole.lower() in _panes()
        for word in (whole, *_WORD.findall(name)):
            bits |= known.get(word.lower(), 0)
    return bits & ~known["nav"] if pane else bits


@cache
def groups() -> tuple[str, ...]:
    """Names of the token groups; group ``i`` is bit ``GROUP_SHIFT + i``."""
    return tuple(_table())


@cache
def _revealing() -> tuple[str, ...]:
    return tuple(_tables()["faded-in"]["beginnings"].split())


def reveals(classes: str) -> bool:
    """Whether class and id names say that a script shows the element once the reader comes near."""
    return any(_SEPARATORS.sub("", name).lower().startswith(_revealing()) for name in classes.split())


@cache
def _panes() -> frozenset[str]:
    return frozenset(_tables()["panes"]["names"].split())


@cache
def icons() -> frozenset[str]:
    """Classes of elements that show a picture, and whose text is its name."""
    return frozenset(_tables()["icons"]["classes"].split())


@cache
def _group_of() -> dict[str, int]:
    known: dict[str, int] = {}
    for number, words in enumerate(_table().values()):
        for word in words.split():
            known[word] = known.get(word, 0) | 1 << (GROUP_SHIFT + number)
    return known


def _table() -> dict[str, str]:
    return _tables()["groups"]


def _tables() -> dict[str, dict[str, str]]:
    return word_table("tables/markup_tokens")
