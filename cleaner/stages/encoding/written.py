r"""Runs of escapes: ``\u4e2d``, ``%u4e2d``, ``u4e2d``, ``<U+4E2D>``, ``%E4%B8%AD``, ``\xe4\xb8``, ``\344``.

A program printed the written form of a string. The digits say which characters stood there; only the codec of escaped
bytes is found out. Plain ASCII between escapes belongs to the string. In code, strings and addresses they stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from cleaner.doc import Edit
from cleaner.patterns import lazy
from cleaner.stages.encoding.prose import BESIDE, CJK, Prose, reads_as_chinese

_FEWEST, _ENOUGH = 2, 4  # Chinese characters: what may be damage, and what need not touch Chinese text
_REFUSED = frozenset("<>&\\") | frozenset(map(chr, {*range(32), 127} - {9, 10}))  # no ASCII that makes tags or escapes
_SIMPLE = re.compile(r"\\([\\/\"'nrt])")
_MEANS = {"n": "\n", "r": "", "t": "\t"}
_CODECS = (("utf-8", False), ("gb18030", True), ("big5hkscs", True))  # and whether another one could take the bytes


class Read(NamedTuple):
    """What escapes spell, and how that is known."""

    text: str
    reason: str


class Form(NamedTuple):
    """A way to write characters. ``run`` matches escapes with what may stand between them, ``one`` each of them."""

    trigger: re.Pattern[str]
    run: re.Pattern[str]
    one: re.Pattern[str]
    rule: str
    read: Callable[[str, re.Pattern[str]], Read | None]
    token: bool = False  # stands in no address, so between blanks or Chinese text


_BEFORE = lazy(rf"(?:^|[\s{CJK}])[:,;(\[*>-]{{0,3}}[0-9A-Za-z._~-]{{0,40}}$")
_AFTER = lazy(rf"[0-9A-Za-z+_~-]{{0,40}}[.,;:!?)\]*<-]{{0,3}}(?=[\s{CJK}]|\Z)|\.[a-z0-9]{{2,4}}(?=[\s{CJK})]|\Z)")


_FIELD = frozenset(",;:|\t[]")
_SEVERAL = 3  # runs of a form that a text has


def repairs(text: str, prose: Prose) -> Iterator[Edit]:
    """Edits for the runs of escapes in ``text`` that spell Chinese."""
    if "\\" in text:
        for form in (_UNICODE, _HEX, _OCTAL):
            yield from _undone(text, form, prose)
    if "%" in text:
        for form in (_PERCENT_U, _PERCENT, _PERCENT_TWICE):
            yield from _undone(text, form, prose)
    if "<U+" in text:
        yield from _undone(text, _NAMED, prose)
    if "u" in text:
        yield from _found(text, _BARE, prose)


def _undone(text: str, form: Form, prose: Prose) -> list[Edit]:
    """Edits for runs of a form; where a text has several, they are how it was written, and short ones go with them."""
    if not form.trigger.search(text):
        return []
    found = list(_found(text, form, prose, eased=True))
    if sum(_han(edit.new) >= _ENOUGH for edit in found) >= _SEVERAL:
        return found
    return list(_found(text, form, prose))


def _found(text: str, form: Form, prose: Prose, eased: bool = False) -> Iterator[Edit]:
    """Edits for runs of a form; ``eased``: also for those that are short, or begin behind a mark."""
    at = 0
    while trigger := form.trigger.search(text, at):
        run = form.run.match(text, trigger.start())
        if run is None:
            at = trigger.start() + 1
            continue
        start, at = run.span()
        if form.token and not (_is_token(text, start, at) or (eased and _is_cell(text, start, at))):
            continue
        found = None
        if prose.holds(start, at) and not prose.topic:
            found = form.read(run[0], form.one)
            if found is None and form.read is _bytes and "@" <= text[at : at + 1] <= "~":  # a trail byte in ASCII
                found = form.read(text[start : at + 1], form.one)
                at += found is not None
        size = _han(found.text) if found else 0
        near = size >= _FEWEST and (prose.touches(start, at) or _alone(text, start, at))
        near |= eased and size > 0
        if found and (size >= _ENOUGH or near):
            yield Edit(start, at, found.text, form.rule, found.reason)


def _han(text: str) -> int:
    return sum(1 for _ in BESIDE.finditer(text))


def _alone(text: str, start: int, end: int) -> bool:
    """Whether nothing but the run stands between blanks or line ends, in a text with other Chinese."""
    return (text[max(0, start - 1) : start] + text[end : end + 1]).isspace() and BESIDE.search(text) is not None


def _is_token(text: str, start: int, end: int) -> bool:
    """Whether no address or assignment goes on before or after a run."""
    before, after = _BEFORE.search(text, max(0, start - 80), start), _AFTER.match(text, end)
    return before is not None and after is not None


def _is_cell(text: str, start: int, end: int) -> bool:
    """Whether marks stand beside a run as they separate fields: in no address, which they hardly ever are in."""
    beside = text[max(0, start - 1) : start].strip() + text[end : end + 1].strip()
    return _FIELD.issuperset(beside)


def _points(run: str, one: re.Pattern[str]) -> Read | None:
    """Escapes that name code points or UTF-16 units."""
    spelled = "".join(
        part if match is None else _character(int(next(filter(None, match.groups())), 16))
        for part, match in _pieces(run, one)
    )
    text = spelled.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    is_range = len(text) == 3 and text[1] == "-"  # of a regular expression
    return Read(text, "exact: the escapes name the characters") if not is_range and reads_as_chinese(text) else None


def _character(point: int) -> str:
    """The character, NUL (which no text holds) for one that nobody escapes or that would make a tag."""
    return chr(point) if point < 0x110000 and chr(point) not in _REFUSED else "\0"


def _bytes(run: str, one: re.Pattern[str]) -> Read | None:
    """Escapes of bytes in UTF-8, GB 18030 or Big5."""
    base = 8 if one is _OCTAL.one else 16
    data = b""
    for part, match in _pieces(run, one):
        byte = None if match is None else int(match[1], base)
        if byte is not None and byte != ord("\\") and chr(byte) in _REFUSED:
            return None
        data += part.encode() if byte is None else bytes((byte,))
    return read_bytes(data.replace(b"+", b" ") if one is _PERCENT.one else data)


def _pieces(run: str, one: re.Pattern[str]) -> Iterator[tuple[str, re.Match[str] | None]]:
    """The escapes of ``run``, and what stands between them and after the last one, as it is meant."""
    at = 0
    for match in one.finditer(run):
        if at < match.start():
            yield _SIMPLE.sub(lambda m: _MEANS.get(m[1], m[1]), run[at : match.start()]), None
        yield match[0], match
        at = match.end()
    if at < len(run):
        yield run[at:], None


def read_bytes(data: bytes) -> Read | None:
    """The Chinese text that ``data`` is, ``None`` where it is none."""
    for codec, strict in _CODECS:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if (not strict or _han(text) > 2) and reads_as_chinese(text, strict):
            return Read(text, f"{'verified' if strict else 'exact'}: {codec} bytes that read as Chinese")
    return None


def _form(trigger: str, one: str, between: str, rule: str, read: Callable[[str, re.Pattern[str]], Read | None]) -> Form:
    run = re.compile(rf"(?:{one})(?:{between}{{0,{_WIDEST}}}?(?:{one})){{0,{_LONGEST}}}")
    return Form(re.compile(trigger), run, re.compile(one), f"encoding.{rule}", read, token="%" in trigger)


_WIDEST, _LONGEST = 40, 3000  # characters between two escapes; escapes in a run
_STRING = r"""(?:[ -\[\]-~]|\\[\\/"'nrt])"""  # what a string literal holds between escapes
_ADDRESS = "[0-9A-Za-z+._~!*(),:;@/-]"
_HEXES = "[0-9A-Fa-f]"
_UNICODE = _form(
    r"\\\\?(?:[uU]|x\{)",
    rf"\\{{1,2}}(?:u({_HEXES}{{4}})|u\{{({_HEXES}{{1,6}})\}}|U({_HEXES}{{8}})|x\{{({_HEXES}{{2,6}})\}}|x([89A-Fa-f]{_HEXES}))",
    _STRING, "unicode-escape", _points,
)  # fmt: skip
_BARE = _form(
    r"u(?<![0-9A-Za-z\\_%]u)[4-9][0-9a-f]{3}u[3-9f][0-9a-f]{3}u[3-9f][0-9a-f]{3}",
    "u([3-9f][0-9a-f]{3})", "[0-9A-Za-z .,:%()/-]", "unicode-escape", _points,
)  # fmt: skip
_PERCENT_U = _form(f"%u{_HEXES}{{4}}", f"%u({_HEXES}{{4}})|%({_HEXES}{{2}})", _ADDRESS, "percent-escape", _points)
# Marks and blanks may be escaped, too, and stand before the first byte.
_MARKS = f"(?:[2-7]{_HEXES}[0-9A-Za-z._~-]{{0,40}}%){{0,8}}"
_PERCENT = _form(f"%{_MARKS}[89A-Fa-f]{_HEXES}[@-~%]", f"%({_HEXES}{{2}})", _ADDRESS, "percent-escape", _bytes)
_PERCENT_TWICE = _form(f"%25[89A-Fa-f]{_HEXES}(?:%25|[@-~])", f"%25({_HEXES}{{2}})", _ADDRESS, "percent-escape", _bytes)
_NAMED = _form(rf"<U\+{_HEXES}{{4}}", rf"<U\+({_HEXES}{{4,8}})>", "[ -;=?-~]", "unicode-escape", _points)  # R prints so
_HEX = _form(rf"\\\\?x[89A-Fa-f]{_HEXES}", rf"\\{{1,2}}x({_HEXES}{{2}})", _STRING, "byte-escape", _bytes)
_OCTAL = _form(r"\\[23][0-7]{2}", r"\\([0-3][0-7]{2})", _STRING, "byte-escape", _bytes)
