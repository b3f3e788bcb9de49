"""Plain text that is read as HTML because its user says so: tags and references go, and the line breaks stay.

A browser would join the lines of such a text, which holds hardly any tag that breaks one, and glue a whole novel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from cleaner.doc import Edit
from cleaner.patterns import lazy
from cleaner.stages.markup.elements import BLOCKS, INLINE, VOIDS

_LEAST_LINES, _BREAKS_SHARE = 3, 0.3
_KNOWN = BLOCKS | INLINE | VOIDS
_NEWLINES = frozenset(("", "\n", "\r"))
_BREAKING = BLOCKS | {"br"}
_PAGE = lazy(r"<(?:!doctype|html|head|body|pre|table|script|style|textarea)[\s>]", re.IGNORECASE)
_TAG = lazy(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})(?:[\s/][^<>]{0,1000})?>|<!--[^<>]{0,2000}-->")
_REFERENCE = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_LITTER = lazy(f"{_TAG.pattern}|{_REFERENCE}")


def is_plain(text: str) -> bool:
    """Whether line breaks part the paragraphs of a text, and hardly any tag does."""
    lines = sum(1 for line in text.split("\n") if line.strip())
    if lines < _LEAST_LINES or _PAGE.search(text):
        return False
    breaking = sum(1 for found in _TAG.finditer(text) if (found[2] or "").lower() in _BREAKING)
    return breaking < _BREAKS_SHARE * lines


def residue(text: str) -> Iterator[Edit]:
    """Edits that take tags and write references as their characters, and a break where a tag alone makes one."""
    for found in _LITTER.finditer(text):
        start, end = found.span()
        name = (found[2] or "").lower()
        if found[0][0] == "&":
            if (new := unescape(found[0])) != found[0]:
                yield Edit(start, end, new, "markup.entity")
        elif not name or name in _KNOWN:
            inside = text[start - 1 : start] not in _NEWLINES and text[end : end + 1] not in _NEWLINES
            broken = inside and name in _BREAKING
            yield Edit(start, end, "\n" if broken else "", "markup.break" if broken else "markup.tag")
