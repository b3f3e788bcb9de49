"""Which tags of a page take their element out of sight: by what they say themselves, or by what is inherited."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import NamedTuple

import numpy as np

from cleaner.needles import places_in
from cleaner.patterns import lazy
from cleaner.stages.markup.formulas import drawn, unhidden
from cleaner.stages.markup.nesting import nearest
from cleaner.stages.markup.scan import NUMBER, Flags, Places, Tags
from cleaner.stages.markup.sheets import hidden_by_sheets
from cleaner.stages.markup.styles import UNKNOWN, Look, are_alike, colour_of, declarations, look_of, may_hide
from cleaner.stages.markup.tokens import group_bits, icons, reveals

_OLD = lazy(r"""(?<=[\s"'])(bgcolor|background|color)\s*=\s*["']?([#\w]{0,20})""", re.IGNORECASE)
_PAGE = (NUMBER["html"], NUMBER["body"])
_DIALOG, _CLOSED = re.compile(r"""\srole=["']dialog["']"""), re.compile(r"""\saria-hidden=["']true["']""")
_OPEN = re.compile(r"\sopen(?=[\s=/>])", re.IGNORECASE)
_NOTHING = Look()
_FORMULAS = (b"math/tex", b"application/x-tex")
_UNSAID = -2  # no colour

Reader = Callable[[str], Look]
"""Reads a style."""

_MOST_PAIRS = 10_000  # of colours that are compared one by one


class Sight(NamedTuple):
    """gone: tags that take their element out of sight with all that stands in it.

    told: what tags say of what is inherited, where something of that kind hides text on the page.
    """

    gone: set[int]
    told: dict[int, Look]


def sight_of(text: str, tags: Tags) -> Sight:
    """What the tags of a page say of the sight of their elements; not those of the page as a whole, which is seen."""
    look = cache(look_of)  # a page may have more styles than are remembered
    hiding = {style: look(style) for style in dict.fromkeys(tags.styles.values()) if may_hide(style)}
    gone = {tag for tag, style in tags.styles.items() if style in hiding and hiding[style].gone}
    gone |= {tag for tag in tags.hidden if look(tags.styles.get(tag, "")).gone is not False}
    if places_in(tags.page, b"material-"):
        gone |= {tag for tag, classes in tags.classes.items() if not icons().isdisjoint(classes.split())}
    gone |= set(_closed_dialogs(text, tags))
    gone |= {tag for tag in hidden_by_sheets(text, tags) if look(tags.styles.get(tag, "")).gone is not False}
    gone = {tag for tag in gone if tags.names[tag] not in _PAGE and not _is_faded_in(tags, tag)}
    if any(places_in(tags.page, said) for said in _FORMULAS):
        gone = (gone - unhidden(tags)) | drawn(text, tags)
    return Sight(gone, _told(text, tags, look, hiding.values()))


def _closed_dialogs(text: str, tags: Tags) -> Iterator[int]:
    """The tags of dialogs that say that they are not open, or are elements that do not say that they are."""
    for tag in np.flatnonzero((tags.names == NUMBER["dialog"]) & ~tags.closing).tolist():
        if not _OPEN.search(text[int(tags.starts[tag]) : int(tags.ends[tag])]):
            yield tag
    places = [at for said in (b'role="dialog"', b"role='dialog'") for at in places_in(tags.page, said)]
    found = np.unique(np.searchsorted(tags.starts, places, "right") - 1) if places else ()
    for tag in map(int, found):
        given = text[int(tags.starts[tag]) : int(tags.ends[tag])] if tag >= 0 else ""
        if _DIALOG.search(given) and _CLOSED.search(given):
            yield tag


def _told(text: str, tags: Tags, look: Reader, hiding: Collection[Look]) -> dict[int, Look]:
    """What tags say of visibility, of sizes and of colours, each where it hides something on the page."""
    old = _attributes(text, tags)
    fades = any(one.visible is False for one in hiding)
    shrinks = any(one.readable is False for one in hiding)
    tints = _is_coloured(tags, look, old.values())
    if not (fades or shrinks or tints):
        return {}
    told = dict.fromkeys(tags.classes, _NOTHING) if shrinks else {}
    for tag in {**tags.styles, **old}:
        own, older = look(tags.styles.get(tag, "")), old.get(tag, _NOTHING)
        own = Look(
            None,
            own.visible if fades and not (own.visible is False and _is_faded_in(tags, tag)) else None,
            own.readable if shrinks else None,
            (older.ink if own.ink is None else own.ink) if tints else None,
            (older.ground if own.ground is None else own.ground) if tints else None,
        )
        if own != _NOTHING and tags.names[tag] not in _PAGE:
            told[tag] = own
    return told


def _is_faded_in(tags: Tags, tag: int) -> bool:
    """Whether a class says that the element is the article, or that a script shows it as the reader comes near."""
    classes = tags.classes.get(tag, "")
    if group_bits(classes) & group_bits("content"):
        return True
    return reveals(classes) and declarations(tags.styles.get(tag, "")).get("display") != "none"


def _is_coloured(tags: Tags, look: Reader, old: Collection[Look]) -> bool:
    """Whether some text may have the colour of what is behind it."""
    distinct = set(tags.styles.values())
    grounds = {look(style).ground for style in distinct if "ackground" in style} | {one.ground for one in old}
    behind = np.array(sorted(colour for colour in grounds if colour not in (None, UNKNOWN)), np.int64)
    if not len(behind):
        return False
    inks = {look(style).ink for style in distinct if "olor" in style} | {one.ink for one in old}
    letters = np.array(sorted(colour for colour in inks if colour is not None), np.int64)
    if len(behind) * len(letters) > _MOST_PAIRS:
        return True
    return bool(are_alike(letters[:, None], behind).any())


def _attributes(text: str, tags: Tags) -> dict[int, Look]:
    """The colours that tags give in attributes of old, on pages that give one to what is behind text."""
    coloured = (tags.names == NUMBER["font"]).any()
    if not (coloured and any(places_in(tags.page, name) for name in (b"bgcolor", b"bgColor", b"BGCOLOR"))):
        return {}
    looks: dict[int, Look] = {}
    for found in _OLD.finditer(text):
        tag = int(np.searchsorted(tags.starts, found.start(), "right")) - 1
        if tag < 0 or found.end() > tags.ends[tag]:
            continue
        name, value = found[1].lower(), found[2].lower()
        own = looks.get(tag, _NOTHING)
        if name == "color":
            looks[tag] = own._replace(ink=colour_of(value))
        else:
            looks[tag] = own._replace(
                ground=UNKNOWN if name == "background" or own.ground == UNKNOWN else colour_of(value)
            )
    return looks


class Inherited(NamedTuple):
    """Elements that something inherited takes out of sight.

    hides: whether it does, of each element.  source: the element that says so.
    """

    hides: Flags
    source: Places


def inherited(looks: list[Look | None], classed: Flags, parents: Places) -> list[Inherited]:
    """What is out of sight by its visibility, by the size of its letters and by their colour.

    looks: of each element.  classed: whether it has a class or id, of which a style sheet may say more.
    """
    known = [look or _NOTHING for look in looks]
    sizes = [True if named and look.readable is None else look.readable
             for look, named in zip(known, classed.tolist(), strict=True)]  # fmt: skip
    visible, readable = (_stated(said, parents) for said in ([look.visible for look in known], sizes))
    return [found for found in (visible, readable, _coloured(known, classed, parents)) if found.hides.any()]


def _stated(said: list[bool | None], parents: Places) -> Inherited:
    """What the nearest element that says anything says."""
    source = nearest(parents, np.array([value is not None for value in said]))
    return Inherited(np.array([value is False for value in said])[source], source)


def _coloured(looks: list[Look], classed: Flags, parents: Places) -> Inherited:
    """Text of the colour of what is behind it, where no class between the two may say otherwise."""
    colours = [np.array([_UNSAID if c is None else c for c in said]) for said in
               ([look.ink for look in looks], [look.ground for look in looks])]  # fmt: skip
    ink, ground = (nearest(parents, colour != _UNSAID) for colour in colours)
    source, above = np.maximum(ink, ground), np.minimum(ink, ground)
    hides = are_alike(colours[0][ink], colours[1][ground])
    return Inherited(hides & ((ink == ground) | (nearest(parents, classed)[source] <= above)), source)
