"""Misread text in which the bytes A0 and AD are written as references, as programs write them that save a page."""

from __future__ import annotations

import html
from typing import NamedTuple

from cleaner.doc import Doc, Edit
from cleaner.patterns import lazy
from cleaner.stages.encoding import mojibake
from cleaner.stages.encoding.signs import Sign, Strange, strange_of

_LATIN = int(Sign.LATIN)
_LETTER = "[\x80-\u024f\u02c6\u02dc\u2013-\u2122]"  # what Latin-1 and windows-1252 show of bytes
_BYTE = "(?:nbsp|shy|#160|#173|#[xX][aA][0dD]);"
_BYTES = f"{_BYTE}(?:&{_BYTE}){{0,2}}"
# The sign comes first, so that a search goes over all else of a page at once.
_REFERENCES = lazy(f"&(?:(?<={_LETTER}&){_BYTES}|{_BYTES}(?={_LETTER}))")


class _Found(NamedTuple):
    edits: list[Edit]
    marks: list[Edit]


def repairs(text: str, strange: Strange, page: bool = False) -> _Found:
    """``mojibake.repairs`` of ``text``, whose references beside letters stand for bytes like the letters do."""
    found = _REFERENCES.finditer(text) if strange.seen & _LATIN and "&" in text else ()
    forms = [Edit(*each.span(), html.unescape(each[0]), "encoding.entity") for each in found]
    if not forms:
        return _Found(*mojibake.repairs(text, strange, page))
    shown = Doc(text).apply("encoding", forms)
    edits, marks = mojibake.repairs(shown.text, strange_of(shown), page)
    back = [[(each, *shown.origin(each.start, each.end)) for each in rows] for rows in (edits, marks)]
    return _Found(
        [each._replace(start=start, end=end) for each, start, end in back[0]],
        [each._replace(start=start, end=end, new=text[start:end]) for each, start, end in back[1]],
    )
