"""Choose the codec of byte input, and bring line ends to ``"\\n"``."""

from __future__ import annotations

import re
from codecs import BOM_UTF8

import numpy as np

from cleaner import iso2022cn
from cleaner.decoding import Decoded, Raw, concatenated, decode_exactly
from cleaner.doc import Doc, Edit
from cleaner.edits import Edits
from cleaner.labels import EUC_TW, codec_of
from cleaner.lines import letters_of, points_of
from cleaner.pipeline import Context, Proposal
from cleaner.stages.decode.detect import examine, marked_wrongly
from cleaner.stages.decode.likelihood import CHINESE
from cleaner.stages.decode.mixed import decode_mixed
from cleaner.stages.decode.tolerant import decode_tolerantly

_ENDS = "\r\x85\u2028\u2029"
_FEED, _RETURN, _NEXT_LINE = (ord(c) for c in "\n\r\x85")
# A U+0085 that is meant: in misread text it is a byte, as others of its kind are, and a blank beside it was A0.
_OTHERS = re.compile("[\x80-\x84\x86-\x9f]")
_MEANT = re.compile("(?<![\x80-\xff])(?<![\x80-\xff] )\x85(?! ?[\x80-\xff])")


def decode(data: bytes, encoding: str | None = None, label: str | None = None) -> Decoded:
    """``data`` as text, with what is needed to get the bytes back.

    ``encoding`` overrides the detection; ``label`` is a codec that a server declares, and may be wrong.
    """
    given = codec_of(encoding) if encoding else None
    codec, text = (given, None) if given else examine(data, label)
    if text is not None:
        return Decoded(text, codec)
    if codec == "utf-8" and data.startswith(BOM_UTF8) and (inner := marked_wrongly(data, label)):
        mark = Decoded("\ufeff", inner, (Raw(0, 1, BOM_UTF8),))
        return concatenated([mark, decode(data[len(BOM_UTF8) :], inner)], inner)
    if codec == iso2022cn.NAME:
        text = iso2022cn.decode(data)
        return Decoded(text, codec, (Raw(0, len(text), data),))
    if codec == EUC_TW:
        return decode_tolerantly(data, codec)
    if codec in CHINESE:
        return decode_mixed(data, codec, lambda part: decode_tolerantly(part, codec))
    if codec == "utf-8":
        return decode_mixed(data, codec, lambda part: decode_exactly(part, codec))
    return decode_exactly(data, codec)


def propose(doc: Doc, context: Context) -> Proposal:
    """Line ends to ``"\\n"``; a byte order mark goes."""
    text = doc.text
    mark = text.startswith("\ufeff")
    held = [end for end in _ENDS if end in text]  # native, one by one
    if not held:
        return Proposal([Edit(0, 1, "", "decode.byte-order-mark")] if mark else ())
    if held == ["\r"]:  # as on most pages that have any
        points = np.frombuffer(letters_of(doc) + b"\0", np.uint8)
    else:
        points = np.append(points_of(doc), np.uint32(0))
    starts = np.flatnonzero(np.logical_or.reduce([points == ord(end) for end in held]))
    if "\x85" in held:
        among_others = _OTHERS.search(text) is not None
        next_lines = starts[points[starts] == _NEXT_LINE].tolist()
        misread = [at for at in next_lines if among_others or not _MEANT.match(text, at)]
        starts = starts[~np.isin(starts, misread)]
    ends = starts + 1 + ((points[starts] == _RETURN) & (points[starts + 1] == _FEED))
    edits = Edits(starts, ends, ["\n"] * len(starts), "decode.line-end")
    return Proposal([Edit(0, 1, "", "decode.byte-order-mark"), *edits] if mark else edits)
