"""Choose the codec of byte input, and bring line ends to ``"\\n"``."""

from __future__ import annotations

import re

import numpy as np

from cleaner.decoding import Decoded, decode_exactly
from cleaner.doc import Doc, Edit, codes
from cleaner.edits import Edits
from cleaner.labels import codec_of
from cleaner.pipeline import Context, Proposal
from cleaner.stages.decode.detect import examine
from cleaner.stages.decode.likelihood import CHINESE
from cleaner.stages.decode.mixed import decode_mixed
from cleaner.stages.decode.tolerant import decode_tolerantly

# In misread text U+0085 is a byte, and a blank beside it was A0.
_LINE_END = re.compile("\r\n?|[\u2028\u2029]|(?<![\x80-\xff])(?<![\x80-\xff] )\x85(?! ?[\x80-\xff])")


def decode(data: bytes, encoding: str | None = None, label: str | None = None) -> Decoded:
    """``data`` as text, with what is needed to get the bytes back.

    ``encoding`` overrides the detection; ``label`` is a codec that a server declares, and may be wrong.
    """
    given = codec_of(encoding) if encoding else None
    codec, text = (given, None) if given else examine(data, label)
    if text is not None:
        return Decoded(text, codec)
    if codec in CHINESE:
        return decode_mixed(data, codec, lambda part: decode_tolerantly(part, codec))
    if codec == "utf-8":
        return decode_mixed(data, codec, lambda part: decode_exactly(part, codec))
    return decode_exactly(data, codec)


def propose(doc: Doc, context: Context) -> Proposal:
    """Line ends to ``"\\n"``; a byte order mark goes."""
    text = doc.text
    marked = text.startswith("\ufeff")
    if not marked and not any(mark in text for mark in "\x85\u2028\u2029"):  # native, one by one
        return Proposal(_carriage_returns(text) if "\r" in text else ())
    edits = [Edit(*m.span(), "\n", "decode.line-end") for m in _LINE_END.finditer(text)]
    if marked:
        edits.append(Edit(0, 1, "", "decode.byte-order-mark"))
    return Proposal(edits)


def _carriage_returns(text: str) -> Edits:
    """Each carriage return, with the line feed after it, becomes a line feed."""
    points = np.append(codes(text), np.uint32(0))
    starts = np.flatnonzero(points == ord("\r"))
    ends = starts + 1 + (points[starts + 1] == ord("\n"))
    return Edits(starts, ends, ["\n"] * len(starts), "decode.line-end")
