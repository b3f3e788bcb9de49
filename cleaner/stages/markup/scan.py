"""A page as a tiling of tags and text, in arrays: native passes find what looks like a tag, a pattern reads the rest.

Most tags are regular: no ``<`` and only whole quoted values before the next ``>``. They are found for the whole page at
once. What is not (comments, scripts, stray quotes) is matched by ``tokens.TOKEN``, which has the last word.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.needles import places_in
from cleaner.stages.markup.elements import BLOCKS, INLINE, UNSEEN, VOIDS, words
from cleaner.stages.markup.tokens import RAW, SHOWN_IF, TOKEN, read_attributes

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]
Letters = NDArray[np.uint8]

NAMES = ("", *sorted(BLOCKS | VOIDS | INLINE | UNSEEN | frozenset(RAW) | words("br")))
"""Element names by number; 0 is any other."""
NUMBER = {name: number for number, name in enumerate(NAMES)}
OTHER, COMMENT = 0, -1
"""Numbers of tags with other names, and of comments and their like."""

_LONGEST = 12  # letters of a name that are compared
_LONG_STYLE = 1000  # characters of a style that are looked at
_COLUMNS = np.arange(_LONGEST)
_TEXT, _TAG, _COMMENT = range(3)
_BEGINS = ("</", "<!", "<?")  # of what has no name
# Places before the sign of an attribute that its name may take, and the ends of the names that count.
_NEAR = np.arange(-6, 0)
_LASS, _TYLE, _ID = (int.from_bytes(end, "little") for end in (b"lass", b"tyle", b"id"))
_WORDS = np.array(
    [int.from_bytes(b"lass", "little"), int.from_bytes(b"tyle", "little"), int.from_bytes(b"id", "little")]
)
_BLANKS = b" \t\n\r\f\v\x1c\x1d\x1e\x1f"
_BEFORE, _BEHIND = b" \t\n\r\f\"'/", b" \t\n\r/>="  # an attribute without a value


class Tags(NamedTuple):
    """The tags of a page in order; text is what lies between them.

    starts, ends: their ranges.  names: numbers of their names (``NAMES``).  closing: end tags.
    classes: class and id names by the place of the tag, links and empty elements aside.  styles: likewise the values
    of ``style``.  hidden: places of tags that say that their element is hidden.
    letters, page: the page in ASCII, one byte a character and some more, with ``?`` for any other character.
    less: where each ``<`` stands.
    """

    starts: Places
    ends: Places
    names: Places
    closing: Flags
    classes: dict[int, str]
    styles: dict[int, str]
    hidden: set[int]
    letters: Letters
    page: bytes
    less: Places


class _Marks(NamedTuple):
    """Where the signs of markup stand: ``<``, ``=``, ``>`` and both quotes; the page as bytes and as an array."""

    less: Places
    equal: Places
    more: Places
    double: Places
    single: Places
    page: bytes
    letters: Letters


def scan(text: str, page: bytes | None = None) -> Tags:
    """The tags of ``text``; ``page``: the text in ASCII, where that is known (``cleaner.lines.letters_of``)."""
    marks = _marks(text.encode("ascii", "replace") if page is None else page)
    letters, less = marks.letters, marks.less
    after = letters[less + 1]
    closing = after == ord("/")
    first = less + 1 + closing
    lettered = _table("letter")[letters[first]]
    numbers, sure, is_name = _names(letters, first)
    ends, regular = _ends(marks, len(text))
    tag = lettered & is_name
    raw = flags_of(RAW)[numbers] & ~closing
    odd = (after == ord("!")) | (after == ord("?")) | (closing ^ (closing & lettered)) | (lettered & ~sure)
    odd |= tag & (~regular | raw)
    tag &= ~odd
    irregular = _matched(text, less, lettered, np.flatnonzero(odd))
    if irregular:
        places, past, kinds = np.array(irregular, np.int64).T
        reach = np.where(kinds == _TEXT, 0, past)
        before = np.searchsorted(places, np.arange(len(less)), "right") - 1
        tag &= (before < 0) | (less >= reach[np.maximum(before, 0)])
        ends[places], tag[places] = past, kinds != _TEXT
        numbers[places[kinds == _COMMENT]] = COMMENT
        regular[places] = False
    chosen = np.flatnonzero(tag)
    found = Tags(less[chosen], ends[chosen], numbers[chosen], closing[chosen], {}, {}, set(), letters, marks.page, less)
    if len(chosen):
        _read_attributes(text, found, marks, regular[chosen])
    return found


def _marks(page: bytes) -> _Marks:
    page += bytes(_LONGEST + 4)
    letters = np.frombuffer(page, np.uint8)
    quote = (letters == ord('"')) | (letters == ord("'"))
    signs = np.flatnonzero((letters - np.uint8(ord("<")) < 3) | quote)
    sign = letters[signs]
    less, equal, more, double, single = (signs[sign == ord(mark)] for mark in "<=>\"'")
    return _Marks(less, equal, more, double, single, page, letters)


@cache
def _table(kind: str) -> NDArray[np.bool_]:
    """For each byte, whether it is a ``letter`` or a ``quote``, ends a name (``stop``), stands before an attribute
    (``apart``), or is the ``last`` one before the sign of an attribute that is looked at.
    """  # noqa: D205
    table = np.zeros(256, np.bool_)
    letter = bytes(c for c in range(128) if chr(c).isalpha())
    last = b"sSeEdD \0"
    kinds = {"letter": letter, "stop": _BLANKS + b"/>\0", "apart": _BLANKS + b"\"'/", "last": last, "quote": b"\"'"}
    table[list(kinds[kind])] = True
    return table


@cache
def _lower() -> bytes:
    """For each byte its lower case where it may stand in a name, else 0."""
    table = np.zeros(256, np.uint8)
    for c in range(128):
        if chr(c).isalnum() or chr(c) in ":_-":
            table[c] = ord(chr(c).lower())
    return table.tobytes()


@cache
def flags_of(names: tuple[str, ...]) -> Flags:
    """For each number of a name whether it is one of ``names``; ``COMMENT`` counts as the last number."""
    return np.array([name in names for name in (*NAMES, "")], np.bool_)


@cache
def _known() -> tuple[NDArray[np.uint64], Places]:
    """Keys of the known names, sorted, and their numbers."""
    padded = b"".join(name.encode().ljust(_LONGEST, b"\0") for name in NAMES[1:])
    keys = _keys(np.frombuffer(padded, np.uint8).reshape(-1, _LONGEST))
    order = np.argsort(keys)
    return keys[order], order.astype(np.int64) + 1


def _keys(names: Letters) -> NDArray[np.uint64]:
    head = np.ascontiguousarray(names[:, :8]).view(np.uint64)[:, 0]
    tail = np.ascontiguousarray(names[:, 8:]).view(np.uint32)[:, 0].astype(np.uint64)
    keys: NDArray[np.uint64] = head ^ (tail * np.uint64(0x9E3779B97F4A7C15))
    return keys


def _names(letters: Letters, first: Places) -> tuple[Places, Flags, Flags]:
    """Number of the name that begins at each place; whether that is sure; whether it ends as a name must."""
    names = np.ndarray((len(letters) - _LONGEST, _LONGEST), np.uint8, letters, 0, (1, 1))[first]
    names = np.frombuffer(bytearray(names.tobytes().translate(_lower())), np.uint8).reshape(-1, _LONGEST)
    size = np.argmin(names != 0, axis=1)
    size[(size == 0) & (names[:, 0] != 0)] = _LONGEST
    names *= size[:, None] > _COLUMNS
    keys = _keys(names)
    known, numbers = _known()
    place = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    stops = letters[first + size]
    ends = _table("stop")[stops]
    valued = np.flatnonzero(stops == ord("="))  # a tag without a name: <src="a.png">
    ends[valued] = _table("quote")[letters[(first + size)[valued] + 1]]
    quoted = np.flatnonzero(_table("quote")[stops])  # a quote too many: <html">
    ends[quoted] = _table("stop")[letters[(first + size)[quoted] + 1]]
    return np.where(known[place] == keys, numbers[place], OTHER), size < _LONGEST, ends


def _ends(marks: _Marks, size: int) -> tuple[Places, Flags]:
    """Where a regular tag that begins at each ``<`` ends, and whether it is one."""
    less = marks.less
    close = np.append(marks.more, size)[np.searchsorted(marks.more, less)]
    regular = close < np.append(less[1:], size)
    for quotes in (marks.double, marks.single):
        if len(quotes):
            regular &= (np.searchsorted(quotes, close) - np.searchsorted(quotes, less)) & 1 == 0
    return np.minimum(close + 1, size), regular


def _matched(text: str, less: Places, lettered: Flags, odd: Places) -> list[tuple[int, int, int]]:
    """The irregular tags as ``TOKEN`` reads them: place, end, and what it is. lettered: a name begins there."""
    out = []
    at = 0
    match = TOKEN.match
    for place, start, named in zip(odd.tolist(), less[odd].tolist(), lettered[odd].tolist(), strict=True):
        if start < at:
            continue
        found = match(text, start)
        end = found.end() if found else start + 1
        if end == start + 1 or not (named or text.startswith(_BEGINS, start)):
            out.append((place, end, _TEXT))
            continue
        out.append((place, end, _TAG if named else _COMMENT))
        at = end
    return out


def _read_attributes(text: str, tags: Tags, marks: _Marks, regular: Flags) -> None:
    """Adds classes and styles, and which tags say that their element is hidden, to ``tags``."""
    letters = tags.letters
    silent = flags_of((*VOIDS, "br", "hr"))[tags.names] | tags.closing
    link = tags.names == NUMBER["a"]
    silent |= (tags.names == COMMENT) | flags_of(RAW)[tags.names]
    slow = set(np.flatnonzero(~regular & ~silent).tolist())
    equals = marks.equal[_table("last")[letters[marks.equal - 1]]]
    owner = np.searchsorted(tags.starts, equals, "right") - 1
    inside = (equals < tags.ends[owner]) & (owner >= 0) & (regular & ~silent)[owner]
    equals, owner = equals[inside], owner[inside]
    near = letters[equals[:, None] + _NEAR]
    apart = _table("apart")[near[:, (0, 3)]]
    near |= 32
    word = np.ascontiguousarray(near[:, 2:]).view(np.uint32)[:, 0]
    named = ((word == _LASS) & (near[:, 1] == ord("c")) & apart[:, 0]) | ((word >> 16 == _ID) & apart[:, 1])
    styled = (word == _TYLE) & (near[:, 1] == ord("s")) & apart[:, 0]
    named &= ~link[owner]
    first = letters[equals + 1]
    double, single = first == ord('"'), first == ord("'")
    slow |= set(owner[(near[:, 5] == 32) | ((named | styled) & ~double & ~single)].tolist())
    classes_of = tags.classes
    for quotes, quoted in ((marks.double, double), (marks.single, single)):
        for tag, value in _values(text, equals, owner, named & quoted, quotes):
            classes_of[tag] = f"{classes_of[tag]} {value}" if tag in classes_of else value
        for tag, value in _values(text, equals, owner, styled & quoted, quotes):
            tags.styles.setdefault(tag, value[:_LONG_STYLE])
    for tag in slow | _said_hidden(tags, regular & ~silent):
        classes, style, hidden = read_attributes(text[int(tags.starts[tag]) : int(tags.ends[tag])])
        classes_of[tag] = "" if link[tag] else classes
        tags.styles[tag] = style[:_LONG_STYLE]
        if hidden:
            tags.hidden.add(tag)


def _values(text: str, equals: Places, owner: Places, chosen: Flags, quotes: Places) -> Iterable[tuple[int, str]]:
    """Tag and value of the chosen attributes, whose values end at the next of ``quotes``."""
    places = equals[chosen] + 2
    if not len(places):
        return ()
    past = np.append(quotes, len(text))[np.searchsorted(quotes, places)]
    values = [text[start:end] for start, end in zip(places.tolist(), past.tolist(), strict=True)]
    return zip(owner[chosen].tolist(), values, strict=True)


def _said_hidden(tags: Tags, plain: Flags) -> set[int]:
    """The tags in which the word ``hidden`` may be an attribute."""
    page = tags.page
    places = [at for at in places_in(page, b"hidden") if page[at - 1] in _BEFORE and page[at + 6] in _BEHIND]
    places += [at for end in SHOWN_IF for at in places_in(page, f"{end}=".encode()) if page[at - 2] in _BEFORE]
    if not places:
        return set()
    found = np.array(places, np.int64)
    owner = np.searchsorted(tags.starts, found, "right") - 1
    return set(owner[(owner >= 0) & (found < tags.ends[owner]) & plain[owner]].tolist())
