"""Text in the wrappings of mail that nobody took off.

Quoted-printable, encoded words (RFC 2047), UTF-7 (RFC 2152), HZ (RFC 1843).
"""

from __future__ import annotations

import binascii
import re
import unicodedata
from collections.abc import Iterator

from cleaner.doc import Edit
from cleaner.labels import codec_of
from cleaner.stages.encoding.prose import BESIDE, Prose, reads_as_chinese
from cleaner.stages.encoding.written import Read, read_bytes

# What an encoder writes: bytes above 7F, controls, marks; no letter and digit, but for the F of a line that begins with
# «From».
_PAIR = "=(?:[089A-F][0-9A-F]|2[0-9A-F]|3[A-F]|4[06]|5[B-F]|60|7[B-F])"
_WRAPPED = re.compile("=[?89A-F]")
_HIGH = re.compile("=[89A-F][0-9A-F]")
_SOFT = re.compile(f"(?:{_PAIR}|[ -<>-~])*+=\n")  # a line that goes on in the next one
_QUOTED_LINE = re.compile(f"(?:{_PAIR}|[ -<>-~\t])*+(?==\n|\n|\\Z)")
_QUOTED_RUN = re.compile(f"(?:{_PAIR})(?:(?:[!-<>-~ ]|=\n){{0,80}}?(?:{_PAIR})){{0,1000}}")
_WORD = re.compile(r"=\?([A-Za-z0-9_-]{3,20})(?:\*[A-Za-z-]{2,8})?\?([BbQq])\?([!->@-~]{1,2000})\?=")
_BASE64 = re.compile(r"\+([A-Za-z0-9+/]{3,2000})(-?)")
_HZ = re.compile(r"~\{((?:[\x21-\x77][\x21-\x7e]){1,2000})~\}")
_FEWEST_SEVEN = 3  # Chinese characters of a run in UTF-7: two can be chance
_FEWEST_PAIRS = 6


def repairs(text: str, prose: Prose) -> Iterator[Edit]:
    """Edits for what is left of a mail's wrappings in ``text``."""
    if "=" in text and _WRAPPED.search(text):
        yield from _words(text, prose)
        yield from _quoted(text, prose)
    if "~" in text:
        yield from _hz(text, prose)
    if "+" in text:
        yield from _seven_bit(text, prose)


def _words(text: str, prose: Prose) -> Iterator[Edit]:
    """Encoded words; blanks between two of them are no text, and a character may begin in one and end in the next."""
    runs: list[list[re.Match[str]]] = []
    for match in _WORD.finditer(text):
        last = runs[-1][-1] if runs else None
        if last and last[1].lower() == match[1].lower() and not text[last.end() : match.start()].strip(" \t\n"):
            runs[-1].append(match)
        else:
            runs.append([match])
    for run in runs:
        start, end = run[0].start(), run[-1].end()
        codec = codec_of(run[0][1])
        if codec is None or not prose.holds(start, end) or prose.discussed:
            continue
        try:
            new = b"".join(map(_word_bytes, run)).decode(codec)
        except (ValueError, LookupError):  # no base64, other bytes, or a codec that Python has not
            continue
        if BESIDE.search(new) and new.isprintable():
            yield Edit(start, end, new, "encoding.encoded-word", f"exact: it names its codec, {run[0][1].lower()}")


def _word_bytes(word: re.Match[str]) -> bytes:
    if word[2] in "Bb":
        return binascii.a2b_base64(word[3].encode() + b"=" * (-len(word[3]) % 4), strict_mode=True)
    return binascii.a2b_qp(word[3].encode(), header=True)


def _quoted(text: str, prose: Prose) -> Iterator[Edit]:
    """Quoted-printable: the lines that soft breaks join, as a whole, or a run of escapes inside a line."""
    at = 0
    while found := _HIGH.search(text, at):
        start = max(at, text.rfind("\n", 0, found.start()) + 1)
        start = _joined(text, start, at)
        end = _paragraph_end(text, start)
        if end <= found.start():  # something on the line is not quoted-printable
            run = _QUOTED_RUN.match(text, found.start())
            start, end = run.span() if run else (found.start(), found.end())
        new = _unquoted(text[start:end])
        if new is None and "@" <= text[end : end + 1] <= "~":  # the second byte of a character
            end += 1
            new = _unquoted(text[start:end])
        at = end
        if new and prose.holds(start, end) and not prose.discussed:
            yield Edit(start, end, new.text, "encoding.quoted-printable", new.reason)


def _joined(text: str, start: int, least: int) -> int:
    """The start of the first of the lines that soft breaks join to the one that begins at ``start``."""
    for _ in range(200):
        before = text.rfind("\n", least, max(least, start - 1)) + 1 or least
        if start <= least or not _SOFT.fullmatch(text, before, start):
            break
        start = before
    return start


def _paragraph_end(text: str, start: int) -> int:
    """The end of the last line that soft breaks join to the one at ``start``; ``start`` where none is quoted."""
    end = at = start
    while line := _QUOTED_LINE.match(text, at):
        end = line.end()
        if not text.startswith("=\n", end):
            break
        at = end + 2
    return end


def _unquoted(run: str) -> Read | None:
    if len(re.findall(_PAIR, run)) < _FEWEST_PAIRS:
        return None
    return read_bytes(binascii.a2b_qp(run.encode()))


def _hz(text: str, prose: Prose) -> Iterator[Edit]:
    """HZ: GB 2312 without its high bits between tildes and braces."""
    found = [(m, m[0].encode().decode("hz", "replace")) for m in _HZ.finditer(text)]
    return _together(found, prose, "encoding.hz", "exact: GB 2312 in seven bits")


def _seven_bit(text: str, prose: Prose) -> Iterator[Edit]:
    """UTF-7: base64 of UTF-16 between a plus and a minus."""
    found = [(m, new) for m in _BASE64.finditer(text) if (new := _sixteen_bit(m[1]))]
    return _together(found, prose, "encoding.utf-7", "exact: base64 of UTF-16 that is Chinese")


def _together(found: list[tuple[re.Match[str], str]], prose: Prose, rule: str, reason: str) -> Iterator[Edit]:
    """Edits for runs of a form: those that read as Chinese by themselves prove the others, which must be no letters."""
    proven = [new for _, new in found if len(new) > 1 and reads_as_chinese(new, strict=True)]
    if sum(map(len, proven)) < _FEWEST_SEVEN or prose.topic:
        return
    for match, new in found:
        if prose.holds(*match.span()) and all(map(_is_sign, BESIDE.sub("", new))):
            yield Edit(*match.span(), new, rule, reason)


def _is_sign(char: str) -> bool:
    """Whether a character is a mark or a sign beyond ASCII, as → and × are."""
    return char > "\x7f" and unicodedata.category(char)[0] in "PS"


def _sixteen_bit(digits: str) -> str | None:
    """The text that digits of base64 spell in UTF-16; unused bits must be zero, as UTF-7 has them."""
    spare = len(digits) * 6 % 16
    if spare >= 6:
        return None
    data = binascii.a2b_base64(digits.encode() + b"A" * (-len(digits) % 4))
    size = len(digits) * 6 // 16 * 2
    if binascii.b2a_base64(data[:size], newline=False).rstrip(b"=")[: len(digits)] != digits.encode():
        return None
    text = data[:size].decode("utf-16-be", "replace")
    return text or None
