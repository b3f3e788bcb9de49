r"""Markup that a page shows in the written form of a string: ``\u003cp\u003e据\"报道\"\u003c/p\u003e``.

A program put the body of an article into its page as it stood in a record. With its tags written as tags the text is a
post that shows them, which the stage ``markup`` reads. Records and source code hold such strings by right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.doc import Edit
from cleaner.patterns import count_han, lazy
from cleaner.stages.encoding.prose import Prose

# A tag of text, whole; so many of them, and so many ideographs on their line.
_TAG = lazy(
    r"\\u003c(?:!--|/?(?:p|div|span|br|strong|b|em|i|u|a|img|h[1-6]|section|figure|blockquote|ul|ol|li|table|tr|td))\b"
    r"(?:[^\\\n]|\\[\"/]|\\u(?!003[ceCE])){0,2000}?\\u003e",
    re.IGNORECASE,
)
_FEWEST, _HAN = 4, 20
_ESCAPE = re.compile(r"\\(?:u00([0-7a][0-9a-fA-F])|([\"/ntr]))", re.IGNORECASE)
_MEANS = {"n": "\n", "t": "\t", "r": ""}
# A value of a record, or a literal of a program, begins before the first tag.
_LITERAL = re.compile(r"""["'][ \t]{0,4}[:=(,][ \t]{0,4}["'`][^"'`\n]{0,400}\Z|[=(:][ \t]{0,4}["'`][^"'`\n]{0,400}\Z""")


def repairs(text: str, prose: Prose) -> Iterator[Edit]:
    """Edits for the escapes in the lines that hold markup in its written form."""
    if "\\u003c" not in text and "\\u003C" not in text:
        return
    if prose.topic:
        return
    at = 0
    for line in text.split("\n"):
        tags = [found.span() for found in _TAG.finditer(line)] if "\\u003" in line else []
        if len(tags) >= _FEWEST and count_han(line) >= _HAN and not _LITERAL.search(line[: tags[0][0]][-500:]):
            for found in _ESCAPE.finditer(line, tags[0][0], tags[-1][1]):
                new = chr(int(found[1], 16)) if found[1] else _MEANS.get(found[2], found[2])
                yield Edit(
                    at + found.start(), at + found.end(), new, "encoding.unicode-escape", "exact: the escape names it"
                )
        at += len(line) + 1
