"""Single characters that are no text: lone surrogates, controls, invisible ones, private use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.doc import Edit
from cleaner.patterns import HAN, lazy
from cleaner.stages.encoding import cp936, private_use
from cleaner.stages.encoding.signs import Sign, Strange

_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_BREAKS = "\x0b\x0c"
_EMOJI = lazy("[\u00a9\u00ae\u203c-\u3299\ufe0f\U0001f000-\U0001faff]")
# Scripts that are written with joiners, or with zero-width spaces between words.
_JOINED = lazy("[\u0600-\u08ff\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u18af\u0530-\u05ff\ufb1d-\ufdff]")
_HYPHENATED = re.compile("[A-Za-z\u00c0-\u052f]")
_BYTE = re.compile("[\u00a1-\u00ff]")  # beside it a soft hyphen is a byte of misread text, too
# Beside such a character nobody needs what is invisible: ideographs, their marks, blanks.
_CHINESE = lazy("[\\s\u2014\u2026\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]")
_DIRECTED = "\u061c\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_LINE = 300
# What an escape character begins for a terminal (ECMA-48): a colour, a move of the cursor; a title or a link.
_SEQUENCE = re.compile("\x1b(?:\\[[0-?]{0,40}[ -/]{0,4}[@-~]|\\][^\x07\x1b\n]{0,400}(?:\x07|\x1b\\\\))")
_LONGEST = 450
_MARK = re.compile("^锘(.)", re.MULTILINE)
_IDEOGRAPH = lazy("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
_KANA = re.compile("[\u3041-\u30fa]")
_FLAG = "\U0001f3f4"
# Plain numbers: an operation on an ``IntFlag`` costs a microsecond.
_SURROGATE, _CONTROL, _INVISIBLE, _PRIVATE = map(int, (Sign.SURROGATE, Sign.CONTROL, Sign.INVISIBLE, Sign.PRIVATE))


def repairs(text: str, strange: Strange) -> Iterator[Edit]:
    """Edits for every such character of ``text`` that is among the ``strange`` ones."""
    seen = strange.seen
    if "锘" in text:
        yield from _marks(text)
    if seen & _SURROGATE:
        yield from _surrogates(text, strange)
    if seen & _CONTROL:
        yield from _controls(text, strange)
    if seen & _INVISIBLE and HAN.search(text):
        japanese = _KANA.search(text) is not None
        for start, end in strange.runs(Sign.INVISIBLE):
            yield from _invisible(text, start, end, japanese)
    if seen & _PRIVATE:
        yield from private_use.repairs(text, strange.with_sign(_PRIVATE).tolist())


def _marks(text: str) -> Iterator[Edit]:
    """Byte order marks of UTF-8 that were read as GBK, with the ASCII character after them: EF BB, then BF with it."""
    for match in _MARK.finditer(text):
        data = cp936.encode(match[1]) or b""
        if len(data) == 2 and data[0] == 0xBF and data[1] < 0x80:
            reason = "verified: a byte order mark in UTF-8, which GBK reads so"
            yield Edit(*match.span(), chr(data[1]), "encoding.mark-read-as-gbk", reason)


def _surrogates(text: str, strange: Strange) -> Iterator[Edit]:
    for start, end in strange.runs(Sign.SURROGATE):
        at = start
        for pair in _PAIR.finditer(text, start, end):
            if at < pair.start():
                yield _lost(text, at, pair.start())
            whole = pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")
            yield Edit(*pair.span(), whole, "encoding.surrogate-pair", "exact: the two halves of one character")
            at = pair.end()
        if at < end:
            yield _lost(text, at, end)


def _lost(text: str, start: int, end: int) -> Edit:
    """The replacement character for a broken sequence, its bytes in the reason."""
    escaped = [ord(c) - 0xDC00 for c in text[start : min(end, start + 16)]]
    named = " ".join(f"{b:02X}" if 0x80 <= b <= 0xFF else f"U+{b + 0xDC00:04X}" for b in escaped)
    return Edit(start, end, "\ufffd", "encoding.undecodable", f"exact: {named}{' …' if end - start > 16 else ''}")


def _controls(text: str, strange: Strange) -> Iterator[Edit]:
    """Edits for controls; an escape character goes with the sequence for a terminal that it begins."""
    past = 0
    for start, end in strange.runs(Sign.CONTROL):
        at = max(start, past)
        while (sequence := _SEQUENCE.search(text, at, end + _LONGEST)) and sequence.start() < end:
            yield from _control(text, at, sequence.start())
            yield Edit(*sequence.span(), "", "encoding.control", "exact: a sequence for a terminal")
            at = past = sequence.end()
        yield from _control(text, at, end)


def _control(text: str, start: int, end: int) -> Iterator[Edit]:
    if start >= end:
        return
    breaks = any(c in _BREAKS for c in text[start:end])
    edge = start == 0 or end == len(text) or text[start - 1] == "\n" or text[end : end + 1] == "\n"
    yield Edit(start, end, "\n" if breaks and not edge else "", "encoding.control", "exact: no text")


def _right_to_left(text: str, start: int, end: int) -> bool:
    """Whether marks of direction or joiners stand in a line with words that need them."""
    if any(c not in _DIRECTED for c in text[start:end]):
        return False
    first = max(text.rfind("\n", max(0, start - _LINE), start) + 1, start - _LINE, 0)
    last = text.find("\n", end, end + _LINE)
    return _JOINED.search(text, first, end + _LINE if last < 0 else last) is not None


def _invisible(text: str, start: int, end: int, japanese: bool) -> Iterator[Edit]:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if selectors := _SELECTORS.match(text, start, end):
        if _IDEOGRAPH.match(before) and not japanese:  # Japanese names differ by them; emoji keep theirs
            yield Edit(start, selectors.end(), "", "encoding.variation", "exact: it picks a glyph, no character")
        start = selectors.end()
        if start < end:
            yield from _invisible(text, start, end, japanese)
        return
    if (
        _JOINED.search(before + after)
        or _right_to_left(text, start, end)
        or (before == _FLAG and text[start] >= "\U000e0000")
    ):
        return
    if before and after and not text[start:end].strip("\u200b") and not _CHINESE.search(before + after):
        return
    if end - start == 1:
        if text[start] == "\u200d" and _EMOJI.match(before) and _EMOJI.match(after):
            return
        if text[start] == "\u00ad" and (
            (_HYPHENATED.match(before) and _HYPHENATED.match(after)) or _BYTE.match(before) or _BYTE.match(after)
        ):
            return
    yield Edit(start, end, "", "encoding.invisible", "exact: no text")
