"""The strings of a page's scripts that may hold its article, or a part of it: as values of names, or alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.doc import Doc
from cleaner.patterns import count_han, lazy
from cleaner.stages.markup.escapes import decoded, may_be_encoded
from cleaner.stages.markup.literals import is_address, is_inner
from cleaner.stages.markup.walk import Walk

LEAST_PART = 6  # Chinese characters of a block
TAG = re.compile(r"<[^<>]*+>")
# Names that pages give to their own article; others may be those of other articles: they count on an empty page only.
_KNOWN = (
    "articleBody|articleContent|article_content|bodyHtml|body|contentHtml|content_html|content|data|desc|detail|html"
    "|richText|story|text"
)
_ANY = r"[A-Za-z_]{2,32}"
_NAMED = lazy("content|body|html|text|story|detail|desc|data|article", re.IGNORECASE)
PART = "value"  # so called where a list of blocks says of each of which type it is
_SET = lazy("content|body|html|text|article", re.IGNORECASE)  # a variable of that name, and no field
_LITERAL = r"""(?:"((?:[^"\\]++|\\.)*+)"|'((?:[^'\\]++|\\.)*+)')"""
_STRING = lazy(rf"""["'{{,\s]({_KNOWN})["']?\s{{0,8}}:\s{{0,8}}{_LITERAL}""", re.DOTALL)
_ANY_STRING = lazy(
    rf"""["'{{,\s.]({_ANY})["']?\s{{0,8}}[:=]\s{{0,8}}(?:[A-Za-z_.]{{2,40}}\(\s{{0,4}})?{_LITERAL}""", re.DOTALL
)
# A string inside a string: its quotes have a backslash, those in it three.
_INNER_STRING = lazy(
    rf"""[{{,\s]\\"({_ANY})\\"\s{{0,8}}:\s{{0,8}}"""
    r'''\\"((?:[^"\\]++|\\\\(?:\\"|[^"])|\\u[0-9a-fA-F]{4}|\\/)*+)\\"''',
    re.DOTALL,
)
# The same in a script that is spelt as addresses are.
_ADDRESS_STRING = lazy(
    rf"%22({_ANY})%22(?:%3[aA]|:)(?:%20)?"
    r"%22((?:[^%\"'<>\s]++|%(?!22|5[cC])[0-9a-fA-F]{2}|%5[cC](?:%[0-9a-fA-F]{2}|[a-z/]))*+)%22"
)
# What a function is called with, and what stands in a list; a row of a stream of rows.
_ALONE = lazy(rf"[\[(,]\s{{0,8}}{_LITERAL}(?=\s{{0,8}}[,\])])", re.DOTALL)
_LEAST_ALONE, _LEAST_MARKED = 200, 80  # Chinese characters of such a string, and of one with tags
_MARKED = re.compile(r"</?(?:p|div|br|section|h[1-6]|li)\b", re.IGNORECASE)
_MARKUP = re.compile(r"""\btype\s{0,2}=\s{0,2}["']?text/(?:html|(?:x-)?template)\b""", re.IGNORECASE)
_FILLED = re.compile(r"\{\{|<%|\{%|\$\{")  # in what a program fills in
_ROW = re.compile(r"(?:\A|\\n)[0-9a-f]{1,5}:T[0-9a-f]{1,6},")
_ROW_END = re.compile(r'\\n[0-9a-f]{1,5}:(?:[\["{$TI]|null)')
_DATA = re.compile(r'\\"\s?:|%22%3A|"\]?,\[?\\"')
_MOST_DATA = 3
_RECORD = re.compile(r'\s{0,8}(?:\[\s{0,8})?\{\s{0,8}\\?"')  # how data begins that is spelt as a string
_LOOKED_AT = 5000  # characters of a script that tell how it is spelt


class Body(NamedTuple):
    """A string literal with an article in it, or a part of one: the range between its quotes, its decoded value.

    key: the name that it has.  size: its Chinese characters.  heading: the range of that of a section, in whose case
    ``record`` is the place of a string in the record that tells of the whole article.
    """

    start: int
    end: int
    value: Doc
    key: str
    size: int
    heading: tuple[int, int] | None = None
    record: int = -1


def strings(walk: Walk, first: int, past: int, empty: bool, least: int) -> Iterator[Body]:
    """The strings of a script that may hold an article, or a part of one, and are of ``least`` characters.

    empty: whether the page shows hardly any text, so that any name will do.
    """
    for found in _found(_pattern(walk.text[first : min(past, first + _LOOKED_AT)], empty), walk.text, first, past):
        start, end = found.span(2) if found[2] is not None else found.span(3)
        named = _NAMED.search(found[1]) or (empty and found[1] == PART)
        if end - start < least or not named or ("=" in walk.text[found.end(1) : start] and not _SET.search(found[1])):
            continue
        if walk.text.startswith("&quot;", start) and walk.text.endswith("&quot;", start, end):
            start, end = start + 6, end - 6  # a JSON string inside the string
        if (body := _body(walk, start, end, found[1])) is not None:
            yield body
    if empty:
        yield from _template(walk, first, past)
        yield from _alone(walk, first, past)


def chinese(text: str) -> int:
    """Chinese characters of a text outside tags."""
    return count_han(TAG.sub("", text))


def _pattern(head: str, empty: bool) -> re.Pattern[str]:
    """How the strings of a script are found, by the way in which it is spelt."""
    if not empty:
        return _STRING
    if "%22%3A" in head or "%22:" in head or "%22%3a" in head:
        return _ADDRESS_STRING
    return _INNER_STRING if head.count('\\":') > head.count('":') - head.count('\\":') else _ANY_STRING


def _body(walk: Walk, start: int, end: int, key: str) -> Body | None:
    """The string between two offsets, if it holds any Chinese to speak of."""
    raw = walk.text[start:end]
    if chinese(raw) < LEAST_PART and not may_be_encoded(raw):
        return None
    value = decoded(raw, is_inner(walk.text, start), is_address(walk.text, start))
    size = chinese(value.text)
    return Body(start, end, value, key, size) if size >= LEAST_PART else None


def _template(walk: Walk, first: int, past: int) -> Iterator[Body]:
    """The markup that a script is, for a program to show as it stands."""
    start = walk.text.find(">", first, past) + 1
    end = walk.text.rfind("</", start, past)
    if not _MARKUP.search(walk.text, first, start) or end < start or _FILLED.search(walk.text, start, end):
        return
    value = Doc(walk.text[start:end])
    if (size := chinese(value.text)) >= _LEAST_MARKED:
        yield Body(start, end, value, "", size)


def _alone(walk: Walk, first: int, past: int) -> Iterator[Body]:
    """The strings without a name that are long texts, and no data spelt as a string."""
    for found in _ALONE.finditer(walk.text, first, past):
        start, end = found.span(1) if found[1] is not None else found.span(2)
        if end - start < _LEAST_MARKED:
            continue
        for row in _ROW.finditer(walk.text, start, end):
            start = row.end()
        if row_end := _ROW_END.search(walk.text, start, end):
            end = row_end.start()
        raw = walk.text[start:end]
        if len(_DATA.findall(raw)) > _MOST_DATA or _RECORD.match(raw):
            continue
        body = _body(walk, start, end, "")
        if body is not None and body.size >= (_LEAST_MARKED if _MARKED.search(body.value.text) else _LEAST_ALONE):
            yield body


def _found(pattern: re.Pattern[str], text: str, first: int, past: int) -> Iterator[re.Match[str]]:
    """The string literals that keys stand before; the mark before a key may be the quote that ends another string."""
    at = max(first - 1, 0)
    while found := pattern.search(text, at, past):
        yield found
        at = found.end() - (1 if text[found.end() - 1] in "\"'" else 3)
