"""What a ``style`` says of the sight of its element, as browsers resolve it: of two declarations the last one counts.

Some declarations take the element out of sight with all that stands in it (``gone``). Visibility, size and colour are
inherited, and an element inside may state them anew.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from cleaner.stages.markup.scan import Flags, Places

# Pixels to the left or above from which on text is off the screen, menus and pictures are moved less; and the same
# where the style does not say that its element is moved.
_FAR, _FARTHER = -500, -999
_SMALL = 1.0  # pixels of a size that nobody can read
_CACHED = 4096
_PER_UNIT = {"px": 1.0, "": 1.0, "pt": 1.33, "em": 16.0, "rem": 16.0, "ex": 8.0, "vw": 10.0, "vh": 8.0, "%": 0.16}

_MAY_HIDE = re.compile(
    r"none|hidden|collapse|opacity|scale|clip|:\s*-|(?:width|height|font|size)\s*:\s*0*[01.]", re.IGNORECASE
)
_COMMENT = re.compile(r"/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)")
_DECLARATION = re.compile(r"(?:\A|;)\s*+([a-zA-Z-]++)\s*+:([^;]*+)")
_LENGTH = re.compile(r"([-+]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))(px|pt|r?em|ex|v[wh]|%)?(?=[\s/,;]|\Z)")
_RELATIVE = ("em", "ex", "%")  # units that tell a size by that of the element above
_DISPLAY = re.compile(
    r"(?:inline-|table-|-webkit-|-ms-)?(?:none|block|inline|flex|box|grid|table|list-item|contents|flow-root|row|cell"
    r"|row-group|header-group|footer-group|column|column-group|caption|flexbox|inherit|initial|unset|revert)"
)
_VISIBILITY = {"hidden": False, "collapse": False, "visible": True, "initial": True}
_SIZES = re.compile(r"(?:x?x-)?(?:small|large)|xxx-large|medium|(?:calc|clamp|min|max)\(")
_CLIPPED = re.compile(r"rect\(\s*(?:[01](?:px)?[\s,]+){3}[01](?:px)?\s*\)")
_INSET = re.compile(r"inset\(\s*(?:[5-9]\d|100)(?:\.\d{1,4})?%|circle\(\s*0(?:px|%)?\s*[)a]")
_SCALE = re.compile(r"scale(?:[xy]|3d)?\(\s*([^()]{1,60})\)")
_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})(?![0-9a-z])")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*(?:[,/]\s*([\d.]{1,9})(%?)\s*)?\)")
_NAMES = {
    "white": 0xFFFFFF, "black": 0, "red": 0xFF0000, "blue": 0x0000FF, "gray": 0x808080, "grey": 0x808080,
    "silver": 0xC0C0C0, "green": 0x008000, "lime": 0x00FF00, "yellow": 0xFFFF00, "navy": 0x000080, "maroon": 0x800000,
    "olive": 0x808000, "purple": 0x800080, "teal": 0x008080, "aqua": 0x00FFFF, "fuchsia": 0xFF00FF, "orange": 0xFFA500,
    "snow": 0xFFFAFA, "ivory": 0xFFFFF0, "whitesmoke": 0xF5F5F5, "ghostwhite": 0xF8F8FF,
}  # fmt: skip
_OVERFLOW = ("overflow", "overflow-x", "overflow-y")
_EXTENTS = (
    ("width", "max-width", "min-width", "padding-left", "padding-right"),
    ("height", "max-height", "min-height", "padding-top", "padding-bottom"),
)
_NAME = re.compile(r"[a-z]{3,20}(?![\w(-])")
UNKNOWN = -1
"""A colour that cannot be told: a picture, a gradient, something that one sees through."""
_ALIKE = 5  # how far each part of two colours may differ that no eye tells apart


class Look(NamedTuple):
    """What a style says of the sight of its element. ``None`` where it says nothing.

    gone: whether nothing of the element is seen, whatever stands in it (``False``: it says that it is displayed).
    visible: its ``visibility``.  readable: whether its letters have a size.  ink, ground: colours of its text and of
    what is behind it, as numbers or ``UNKNOWN``.
    """

    gone: bool | None = None
    visible: bool | None = None
    readable: bool | None = None
    ink: int | None = None
    ground: int | None = None


def may_hide(style: str) -> bool:
    """Whether a style may keep text out of sight, by other means than its colour."""
    return _MAY_HIDE.search(style) is not None


@lru_cache(_CACHED)
def look_of(style: str) -> Look:
    """What a style says."""
    said = declarations(style)
    display = said.get("display", "")
    gone: bool | None = True if display == "none" or _is_out(said) else False if display else None
    return Look(gone, _VISIBILITY.get(said.get("visibility", "")), _readable(said), _ink(said), _ground(said))


def declarations(style: str) -> dict[str, str]:
    """The declarations of a style by their property, in lower case: the last of each; important ones before others."""
    style = (unescape(style) if "&" in style else style).lower()
    style = _COMMENT.sub("", style) if "/*" in style else style
    said: dict[str, str] = {}
    important: dict[str, str] = {}
    for name, given in _DECLARATION.findall(style):
        value, mark, _ = given.partition("!")
        value = value.strip()
        if value and (name != "display" or _DISPLAY.fullmatch(value)):
            (important if mark else said)[name] = value
    return said | important


def _is_out(said: dict[str, str]) -> bool:
    """Whether an element stands off the screen, has no extent or is seen through."""
    return _is_far(said) or _is_clipped(said) or _is_faint(said) or _is_flat(said)


def _is_faint(said: dict[str, str]) -> bool:
    """Whether an element is seen through, and nothing says that it is to move or to fade into sight."""
    size = _LENGTH.match(said.get("opacity", ""))
    if size is None or float(size[1]) > 0.01:
        return False
    shut = said.get("visibility") == "hidden" or said.get("pointer-events") == "none"
    moves = "translate" in said.get("transform", "") or "opacity" in said.get("transition", "") or "animation" in said
    return shut or not moves


def _is_flat(said: dict[str, str]) -> bool:
    scales = [said.get("scale", ""), *_SCALE.findall(said.get("transform", said.get("-webkit-transform", "")))]
    parts = (part for scale in scales for part in re.split(r"[\s,]+", scale)[:2] if _LENGTH.fullmatch(part.strip()))
    return any(float(part.strip().rstrip("%")) == 0 for part in parts) or said.get("content-visibility") == "hidden"


def _is_far(said: dict[str, str]) -> bool:
    across = sum(_pixels(said.get(name)) for name in ("margin-left", "padding-left", "text-indent"))
    down = sum(_pixels(said.get(name)) for name in ("margin-top", "padding-top"))
    position, least = said.get("position", ""), _FAR
    if position not in ("static", "sticky"):
        across, down = across + _pixels(said.get("left")), down + _pixels(said.get("top"))
        least = _FAR if position or not {"left", "top"} & said.keys() else _FARTHER
    return min(across, down) <= least


def _is_clipped(said: dict[str, str]) -> bool:
    """Whether only a part of the element without extent is shown."""
    if said.get("position", "absolute") in ("absolute", "fixed") and _CLIPPED.match(said.get("clip", "")):
        return True
    if _INSET.match(said.get("clip-path", said.get("-webkit-clip-path", ""))):
        return True
    if not any("hidden" in said.get(name, "") or "clip" in said.get(name, "") for name in _OVERFLOW):
        return False
    return any(_is_none(said, *names) for names in _EXTENTS)


def _is_none(said: dict[str, str], size: str, most: str, *more: str) -> bool:
    """Whether an extent is a pixel at most, and nothing that the style says makes it ``more``."""
    given = [said[name] for name in (size, most) if name in said]
    small = any(_LENGTH.match(length) and 0 <= _pixels(length) <= (not length.endswith("%")) for length in given)
    return small and not any(_pixels(said.get(name)) > 1 for name in (*more, "padding"))


def _pixels(value: str | None) -> float:
    """A length in pixels, an estimate where the unit depends on fonts or on the screen; 0 for any other value."""
    length = _LENGTH.match(value) if value else None
    return float(length[1]) * _PER_UNIT[length[2] or ""] if length else 0.0


def _readable(said: dict[str, str]) -> bool | None:
    """Whether a style gives letters a size that is one, or none; ``None`` where it depends on what is above."""
    size = said.get("font-size") or next((part for part in _font_parts(said)), "")
    if _SIZES.match(size):
        return True
    length = _LENGTH.match(size)
    if not length:
        return None
    if 0 <= _pixels(size) < _SMALL:
        return False
    return None if length[2] in _RELATIVE else True


def _font_parts(said: dict[str, str]) -> list[str]:
    """The size in a ``font`` declaration."""
    return [found[0] for found in _LENGTH.finditer(said.get("font", "")) if found[2] or float(found[1]) == 0][:1]


def _ink(said: dict[str, str]) -> int | None:
    colour = colour_of(said.get("color", ""))
    return None if colour == UNKNOWN else colour


def _ground(said: dict[str, str]) -> int | None:
    value, colour = said.get("background", ""), said.get("background-color", "")
    if "(" in said.get("background-image", "") or "url(" in value or "gradient" in value:
        return UNKNOWN
    if _pixels(said.get("height", "1px")) == 0 and any(name.startswith("border") for name in said):
        return UNKNOWN  # its borders are the ground
    return colour_of(colour or value)


@lru_cache(_CACHED)
def colour_of(value: str) -> int | None:
    """A colour as a number, ``UNKNOWN`` where one sees through it, ``None`` for what is no colour. In lower case."""
    value = value.strip()
    if found := _HEX.match(value):
        digits = found[1]
        return int(digits if len(digits) == 6 else "".join(2 * digit for digit in digits), 16)
    if found := _RGB.match(value):
        red, green, blue = (min(int(part), 255) for part in found.group(1, 2, 3))
        alpha = _LENGTH.match(found[4] or "1")
        if not alpha or float(alpha[1]) < (100 if found[5] else 1):
            return None if alpha and float(alpha[1]) == 0 else UNKNOWN
        return red << 16 | green << 8 | blue
    named = _NAME.match(value)
    return _NAMES.get(named[0]) if named else None


def are_alike(ink: Places, ground: Places) -> Flags:
    """Whether no eye tells the colours of two arrays apart."""
    known = (ink >= 0) & (ground >= 0)
    for shift in (0, 8, 16):
        known &= abs((ink >> shift & 255) - (ground >> shift & 255)) <= _ALIKE
    return known
