"""A page as a tiling of tokens, and what each tag says: one compiled pattern, linear whatever the input.

The pattern follows the tokenizer of the HTML standard, with three departures that keep damaged pages readable: a tag
ends at the next ``<`` outside quotes; a quoted value that holds ``<`` or ``>`` must be followed by a blank, ``/`` or
``>`` (an odd quote then swallows no text); a name of other than ASCII letters is text (``<此处结束>``).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from html import unescape
from importlib.resources import files
from typing import NamedTuple

from cleaner.stages.markup.elements import BLOCKS, UNSEEN, VOIDS

_QUOTED = r""""(?:[^"<>]*+"|[^"]*+"(?=[\s/>]))|'(?:[^'<>]*+'|[^']*+'(?=[\s/>]))"""
_ATTRIBUTES = rf"(?:>|(?:[^<>=]++|=\s*+(?:{_QUOTED})?+)*+(?:>|(?=<)|\Z))"
_RAW = ("script", "style", "title", "iframe", "noembed", "noframes")
_RAW_ELEMENTS = "|".join(rf"(?i:{n})(?=[\s/>]){_ATTRIBUTES}(?:[^<]++|<(?!/(?i:{n})(?=[\s/>])))*+" for n in _RAW)

TOKEN = re.compile(
    rf"[^<]++(?:<(?![a-zA-Z/!?])[^<]*+)*+|<(?:/[a-zA-Z][a-zA-Z0-9:_-]*+>|(?=[sStTiInN])(?:{_RAW_ELEMENTS})"
    rf"|/?+[a-zA-Z][a-zA-Z0-9:_-]*+(?=[\s/>]|\Z){_ATTRIBUTES}"
    r"|!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))"
    r"|[!?][^>]*+(?:>|\Z)"
    r"|/[^a-zA-Z<>][^<>]*+>|/>|(?:<(?![a-zA-Z/!?])|[^<a-zA-Z/!?][^<]*+)*+)"
)
"""Matches everywhere: a run of text, a whole raw element without its end tag, a tag, a comment, or a lone ``<``."""

OPEN, CLOSE, LINKED, PLAIN, VOID, BREAK, DROP, TITLE, TEXT = range(9)
"""What a token does: open or close an element, begin a link, open an inline element that says nothing, stand alone,
break the line, show nothing, be the title, be text."""

HIDDEN, PRE, CELL, LIST_ITEM, ARTICLE, MAIN, ASIDE, NAV, FOOTER, HEADER, FORM, HEADING = (1 << i for i in range(12))
"""Bits of what an element is; an element has those of its ancestors too."""
GROUP_SHIFT = 12
"""Where the bits of the token groups begin (``groups()`` in that order)."""

_OWN = {
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
_UNSEEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|text-indent|margin-left|margin-top)\s*:\s*-\d{3,5}(?:px|em|\b)"
    r"|font-size\s*:\s*0(?:px|em|pt|%)?\s*(?:;|!|\Z)|(?<![\w-])opacity\s*:\s*0(?:\.0)?\s*(?:;|!|\Z)",
    re.IGNORECASE,
)
_ZERO_BOX = re.compile(r"(?<![\w-])(?:width|height)\s*:\s*0(?:px|%)?\s*(?:;|!|\Z)", re.IGNORECASE)
_SHORT = 1000  # characters; what longer tokens stand for is not remembered
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SEPARATORS = re.compile(r"[^a-zA-Z]+")


class Tag(NamedTuple):
    """What one tag says. ``flags`` are its element's own bits; ``classes`` its class and id names, blanks between."""

    act: int
    name: str
    block: bool
    flags: int
    classes: str = ""


LONE = Tag(TEXT, "", False, 0)
BLANK_TEXT = Tag(TEXT, " ", False, 0)
ANCHOR = Tag(LINKED, "a", False, 0)
COMMENT = Tag(DROP, "comment", False, 0)
NOTHING = Tag(VOID, "", False, 0)


class Known(dict[str, "Tag"]):
    """What the tokens of a page stand for, each read once."""

    def __missing__(self, token: str) -> Tag:
        if token[0] != "<":
            tag = BLANK_TEXT if token.isspace() else LONE
        else:
            tag = read_tag(token) if len(token) < _SHORT else read_tag.__wrapped__(token)
        self[token] = tag
        return tag


@lru_cache(16_384)
def read_tag(token: str) -> Tag:
    """The tag that a token of markup stands for."""
    if token[1:3] in ("a ", "A ") and "style" not in (low := token.lower()) and "hidden" not in low:
        return ANCHOR  # most tags of a page; the names of links say little
    found = _NAME.match(token)
    if found is None:
        return COMMENT if token[1:2] in ("!", "?", "/") else LONE
    name = found[1].lower()
    if token[1] == "/":
        return Tag(CLOSE, name, name in BLOCKS, 0) if name != "br" else Tag(BREAK, "br", True, 0)
    if name in _RAW:
        return Tag(TITLE if name == "title" else DROP, name, True, 0)
    if name in ("br", "hr"):
        return Tag(BREAK, name, True, 0)
    if name in VOIDS:
        return Tag(VOID, name, False, 0) if name == "meta" else NOTHING
    flags, classes = 0, ""
    if " " in token or "\n" in token or "\t" in token:
        low = token.lower()
        if "class" in low or "id=" in low or "style" in low or "hidden" in low:
            flags, classes = _attributes(token)
    if name in UNSEEN:
        flags |= HIDDEN
    if name in ("html", "body"):
        flags &= HIDDEN  # their names describe the page, not a part of it
    if flags & HIDDEN and flags & group_bits("content"):
        flags &= ~HIDDEN  # the article itself, faded in by a script
    flags |= _OWN.get(name, 0)
    block = name in BLOCKS
    if not flags and not block:
        return Tag(LINKED if name == "a" else PLAIN, name, False, 0)
    return Tag(OPEN, name, block, flags, classes)


def attributes(token: str) -> dict[str, str]:
    """The attributes of a tag, names in lower case, values with their entities resolved; the first of a name counts."""
    out: dict[str, str] = {}
    for name, double, single, bare, _ in _ATTRIBUTE.findall(token):
        value = double or single or bare
        out.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return out


def _attributes(token: str) -> tuple[int, str]:
    flags = 0
    classes: list[str] = []
    for given, double, single, bare, hidden in _ATTRIBUTE.findall(token):
        name = given.lower()
        if hidden:
            flags |= HIDDEN
        elif name in ("class", "id"):
            classes.append(double or single or bare)
        elif name == "style":
            flags |= HIDDEN if unseen_style(double or single or bare) else 0
        elif name == "hidden" and (double or single or bare).lower() != "false":
            flags |= HIDDEN
    joined = " ".join(classes)[:400]
    return flags | (group_bits(joined) if joined else 0), joined


def unseen_style(style: str) -> bool:
    """Whether a ``style`` attribute takes an element out of sight."""
    if ":" not in style:
        return False
    return bool(_UNSEEN_STYLE.search(style)) or (
        len(_ZERO_BOX.findall(style)) > 0 and "overflow" in style and "hidden" in style
    )


@lru_cache(8192)
def group_bits(classes: str) -> int:
    """The token groups that class and id names belong to, as bits from ``GROUP_SHIFT`` on."""
    known = _group_of()
    bits = 0
    for name in classes.split():
        for word in (_SEPARATORS.sub("", name), *_WORD.findall(name)):
            bits |= known.get(word.lower(), 0)
    return bits


@cache
def groups() -> tuple[str, ...]:
    """Names of the token groups; group ``i`` is bit ``GROUP_SHIFT + i``."""
    return tuple(_table())


@cache
def _group_of() -> dict[str, int]:
    known: dict[str, int] = {}
    for number, words in enumerate(_table().values()):
        for word in words.split():
            known[word] = known.get(word, 0) | 1 << (GROUP_SHIFT + number)
    return known


def _table() -> dict[str, str]:
    text = files("cleaner.data").joinpath("tables/markup_tokens.toml").read_text("utf-8")
    table: dict[str, str] = tomllib.loads(text)["groups"]
    return table
