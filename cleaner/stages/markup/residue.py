"""Plain text with tags in it: they go, and the line breaks stay.

Users have it read as HTML; a browser would join the lines of such a text, which holds hardly any tag that breaks one,
and glue a whole novel. And posts whose tags were escaped show them: who took the markup of the page away left these.
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

_BR = lazy(r"<br ?/?>", re.IGNORECASE)
# Tags that break lines in posts that show them, most of them amid a line beside Chinese; and so many for a sentence.
_LEAST_SHOWN, _MOST_SHOWN = 4, 4
_TALK = lazy(  # of tags; and tables and records, whose cells and values have no lines
    r"html|css|javascript|markdown|标签|標籤|标记|標記|换行符|換行符|```|[\"'“‘`(（]<br ?/?>|<br ?/?>[\"'”’`)）]"
    r"|[|\t][^\n<>]{0,400}<br ?/?>|<br ?/?>[^\n<>]{0,400}[|\t]|\"\s{0,4}[:,]\s{0,4}[\"{\[]",
    re.IGNORECASE,
)
_CHINESE = lazy("[\u3001-\u303f\u3400-\u9fff\uff00-\uffef,.!?;:]")


def shows_breaks(text: str) -> bool:
    """Whether a text shows the tags that broke the lines of a post, and speaks of none."""
    if "<" not in text or len(found := list(_BR.finditer(text))) < _LEAST_SHOWN:
        return False
    amid = [each for each in found if text[each.end() : each.end() + 1] not in _NEWLINES]  # authors write them at ends
    beside = sum(_CHINESE.match(text[each.start() - 1 : each.start()]) is not None for each in amid)
    sentences = sum(map(text.count, "。！？"))
    if 2 * beside < len(found) or len(found) > _MOST_SHOWN * sentences or _TALK.search(text):
        return False
    return all((tag[2] or "").lower() in _KNOWN for tag in _TAG.finditer(text)) and not _PAGE.search(text)


def is_plain(text: str) -> bool:
    """Whether line breaks part the paragraphs of a text, and hardly any tag does."""
    if _PAGE.search(text):  # as of nearly every page, at its beginning
        return False
    lines = sum(1 for line in text.split("\n") if line.strip())
    if lines < _LEAST_LINES:
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
