"""Marks that other notations than Markdown give a meaning: reStructuredText, Org, SQL, and the lines of logs.

They are ASCII on purpose, whatever Chinese stands beside them: a block of code below ``安装::`` is prose without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.patterns import lazy

_LITERAL = lazy(r"(?<=[^\s:])::[ \t]*\n(?=(?:[ \t]*\n)*[ \t]+\S)")  # reST: a block of code follows, further in
_FIELD = lazy(r"^[ \t]{0,12}:[^\s:：，。][^:：，。\n]{0,30}:(?=[ \n])", re.MULTILINE)  # reST, Org: ``:作者: 某人``
_DIRECTIVE = lazy(r"^[ \t]{0,12}\.\. [^\n]{0,400}$", re.MULTILINE)
_TAGS = lazy(r"^\*{1,8} [^\n]{1,400}?([ \t]:(?:[\w@#%-]{1,30}:){1,8})[ \t]*$", re.MULTILINE)  # Org: tags of a heading
_KEYWORD = lazy(r"^[ \t]{0,8}#\+[A-Za-z_]{2,30}:[^\n]{0,400}$", re.MULTILINE)
_COMMENT = lazy(r"\bcomment(?:[ ]+(?:on|is)\b[^'\n]{0,200})?[ ]?=?[ ]?'(?:[^'\n]|''){0,2000}'", re.IGNORECASE)  # SQL
_LOGGED = lazy(
    r"^\[?\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d:\d\d[^\n\u3400-\u9fff]{0,80}"
    r"\b(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)\b[^\n]{0,2000}$",
    re.MULTILINE,
)


def notation(text: str) -> Iterator[tuple[int, int]]:
    """The spans of such marks, or of the lines that are no prose at all."""
    if "::" in text:
        yield from (found.span() for found in _LITERAL.finditer(text))
    if ":" not in text and "'" not in text:
        return
    for pattern in (_FIELD, _DIRECTIVE, _KEYWORD, _LOGGED):
        yield from (found.span() for found in pattern.finditer(text))
    yield from (found.span(1) for found in _TAGS.finditer(text))
    yield from (found.span() for found in _COMMENT.finditer(text))
