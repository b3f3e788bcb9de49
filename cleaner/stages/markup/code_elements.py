"""Source code in a page: which elements hold it, and where it stands in the text that came of them.

Code is no prose: its marks and its characters mean something to a program, so nobody converts or widens them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from cleaner.doc import Doc
from cleaner.patterns import lazy
from cleaner.pipeline import Context
from cleaner.stages.markup.scan import NUMBER
from cleaner.stages.markup.walk import Walk

FACT = "markup.code"
Range = tuple[int, int]
_INLINE, _BLOCKS = ("code", "kbd"), ("pre", "xmp")
_NAMED = re.compile(r"<code\b|^<[^>]{0,300}(?:code|brush|hljs|highlight|language-|lang-|prettyprint)", re.IGNORECASE)
_TAG = re.compile("<[^<>]{0,2000}>")
_HAN, _PLAIN = lazy("[\u3400-\u9fff\uff01-\uff5e]"), lazy("[!-~]")
_LOOKED_AT = 4000  # characters of a block


def code_ranges(walk: Walk, before: Doc) -> list[Range]:
    """The source ranges of the elements of a page that hold code; ``before`` is the document that was walked over."""
    found: list[Range] = []
    for start, end in sorted(_elements(walk)):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    if not found:
        return []
    starts, ends = before.origins(*(np.array(column, np.int64) for column in zip(*found, strict=True)))
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def _elements(walk: Walk) -> Iterator[Range]:
    tags = walk.tags
    for name in (*_INLINE, *_BLOCKS):
        named = tags.names == NUMBER[name]
        opened, closed = np.flatnonzero(named & ~tags.closing), tags.starts[named & tags.closing]
        ends = np.append(closed, -1)[np.searchsorted(closed, tags.ends[opened])]
        for start, end in zip(tags.starts[opened].tolist(), ends.tolist(), strict=True):
            if end > 0 and (name in _INLINE or _is_code(walk.text[start : min(end, start + _LOOKED_AT)])):
                yield start, end


def _is_code(block: str) -> bool:
    """Whether preformatted text is code: it says so, or half of it is ASCII. Poems and mails are preformatted too."""
    if _NAMED.search(block):
        return True
    plain = _TAG.sub("", block)
    return len(_PLAIN.findall(plain)) >= len(_HAN.findall(plain))


def code_spans(doc: Doc, context: Context) -> list[Range]:
    """Where code of the page stands in the text of ``doc``; nothing for text that was no page."""
    ranges: Sequence[Range] = context.facts.get(FACT, ())
    if not ranges:
        return []
    spans: dict[int, Range] = {}
    ends = [end for _, end in ranges]
    for source, start, size in doc.kept():
        number = int(np.searchsorted(ends, source, "right"))
        while number < len(ranges) and ranges[number][0] < source + size:
            first = start + max(0, ranges[number][0] - source)
            past = start + min(size, ranges[number][1] - source)
            spans[number] = (spans[number][0] if number in spans else first, past)
            number += 1
    return sorted(spans.values())
