"""Strings of a page as its programs read them: each escape is an edit, so every character keeps its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from cleaner.doc import Doc, Edit
from cleaner.patterns import lazy

_ESCAPE = lazy(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL
)
# The same in a string that stands inside a string; the quote of the inner one has three backslashes.
_TWICE = lazy(
    r"\\\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|\\\"|[^\"])"
    r"|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\/",
    re.DOTALL,
)
_PERCENT = lazy(r"(?:%[0-9a-fA-F]{2})++")
_REFERENCE = lazy(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAGS = lazy(r"&(?:lt|gt|quot|amp);")
_TAG_OF = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}
_CONTROLS = {"n": "\n", "t": "\t", "r": "", "b": "", "f": "", "v": "", "\n": ""}
_LEAST_ENCODED = 30
"""Characters in percent encoding, from which on a string is taken for encoded."""
_RULE = "markup.escape"


def may_be_encoded(raw: str) -> bool:
    """Whether a string holds Chinese that is not seen: as escapes of code points or of bytes."""
    return "\\u" in raw or raw.count("%E") >= _LEAST_ENCODED


def decoded(raw: str, twice: bool = False, address: bool = False) -> Doc:
    """The value of a string literal. ``twice``: it stands in another one.  ``address``: it is spelt as in addresses."""
    if address:
        return Doc(raw).apply("markup", list(_unaddressed(raw)))
    edits = [Edit(*found.span(), _character(found[0]), _RULE) for found in (_TWICE if twice else _ESCAPE).finditer(raw)]
    lower = raw[:2000].lower()
    if raw.count("%E") >= _LEAST_ENCODED:
        edits = sorted((*edits, *_percent(raw)))
    elif "&lt;" in lower and "<" not in lower and "u003c" not in lower:
        edits = sorted((*edits, *(Edit(*found.span(), _TAG_OF[found[0]], _RULE) for found in _TAGS.finditer(raw))))
    return Doc(raw).apply("markup", edits)


def unescaped(raw: str) -> Doc:
    """A text with its references to characters resolved, once."""
    edits = (Edit(*found.span(), unescape(found[0]), _RULE) for found in _REFERENCE.finditer(raw))
    return Doc(raw).apply("markup", [edit for edit in edits if edit.new != raw[edit.start : edit.end]])


def _percent(raw: str) -> Iterator[Edit]:
    """An edit a character of each run of encoded bytes that is UTF-8."""
    for found in _PERCENT.finditer(raw):
        try:
            text = bytes.fromhex(found[0].replace("%", "")).decode()
        except UnicodeDecodeError:
            continue
        at = found.start()
        for character in text:
            past = at + 3 * len(character.encode())
            yield Edit(at, past, character, _RULE)
            at = past


def _unaddressed(raw: str) -> Iterator[Edit]:
    """The edits of a literal of which the quotes, too, were spelt in percent encoding: an escape is one edit."""
    bare = Doc(raw).apply("markup", list(_percent(raw)))
    spelt = iter(bare.rounds[0].edits if bare.rounds else ())
    edit = next(spelt, None)
    for found in _ESCAPE.finditer(bare.text):
        start, end = bare.origin(*found.span())
        while edit and edit.start < end:
            if edit.start < start:
                yield edit
            edit = next(spelt, None)
        yield Edit(start, end, _character(found[0]), _RULE)
    if edit:
        yield edit
        yield from spelt


def _character(escape: str) -> str:
    escape = escape.replace("\\\\", "\\") if escape.startswith("\\\\") and len(escape) > 2 else escape
    if len(escape) == 12:
        return bytes.fromhex(escape[2:6] + escape[8:]).decode("utf-16-be")
    if len(escape) > 3:
        return chr(int(escape[2:], 16))
    return _CONTROLS.get(escape[-1], escape[-1])
