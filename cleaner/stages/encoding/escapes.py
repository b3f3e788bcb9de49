"""Characters left in a written form: entities here, runs of escapes in ``written``, what mail wraps in ``mail``."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from cleaner.doc import Doc, Edit, settle
from cleaner.patterns import HAN
from cleaner.stages.encoding import escaped_tags, litter, mail, mojibake, written
from cleaner.stages.encoding.prose import BESIDE, Prose, reads_as_chinese
from cleaner.stages.encoding.signs import strange_of

_NAMES = (
    "nbsp|ensp|emsp|thinsp|ldquo|rdquo|lsquo|rsquo|quot|mdash|ndash|hellip|middot|bull|times|deg|copy|yen|reg|trade"
)
_REFERENCE = re.compile(
    "&(?:amp;){0,4}(?:(#[xX][0-9a-fA-F]{2,6}|#[0-9]{2,7})(?:;|(?![0-9A-Za-z;]))"
    f"|({_NAMES})(?:;|(?![0-9A-Za-z;=(\\[])))"
)
_BARE_NUMBER = re.compile(
    r"#(?:(?<![&0-9A-Za-z_]#)([xX][0-9a-fA-F]{2,6}|[0-9]{4,7})|(?<=[0-9]#)([xX][0-9a-fA-F]{4}));"  # a year: 2001#x5e74;
)
_BARE_NAMES = ("nbsp;", "ensp;", "emsp;", "ldquo;", "rdquo;", "mdash;", "hellip;", "middot;", "quot;")
_MARKUP = re.compile("HTML|实体|實體|空格符|网页代码", re.IGNORECASE)
# Tags that are escaped as well: then references are how the text is written (feeds, values of a database), no damage.
_ESCAPED_TAG, _WRITTEN_SO = re.compile(r"&lt;/?[A-Za-z][^<>\n]{0,300}?&gt;"), 2
_QUOTES = frozenset("\"'")
_IN_TAG, _LONGEST_TAG = re.compile(r"<[A-Za-z][\w:-]{0,40}\s[^<>\n]{0,400}\Z"), 440
_FEW, _ENOUGH = 2, 4  # Chinese characters on a line in this form, with others and alone
_MANY = 12  # of a text: then it was all written so


# One character in a written form of any kind.
_CHARACTER = re.compile(
    r"&(?:amp;){0,4}(#(?:[0-9]{2,7}|[xX][0-9a-fA-F]{2,6})|[A-Za-z]{2,8}[0-9]{0,2});|\\{1,2}u([0-9a-fA-F]{4})"
)
_FEWEST = 4  # references to what was misread
# Characters for each of them beside them where all of a text is written so: a character of Big5 may be one of each.
_MOST_REST = 2


class _Reference(NamedTuple):
    start: int
    end: int
    new: str


def repairs(text: str) -> list[Edit]:
    """Edits for each place where a character was left in a written form."""
    references = "&" in text or ";" in text
    runs = "\\" in text or "%" in text or "u" in text or "<U+" in text
    wrapped = "=" in text or "~" in text or "+" in text
    found: list[Edit] = []
    if references or runs or wrapped or litter.may_hold(text):
        prose = Prose(text)
        if "&" in text or "\\u" in text:
            found += _misread(text, prose)
        if references and len(_ESCAPED_TAG.findall(text)) < _WRITTEN_SO:
            found += _entities(text, prose)
        found += written.repairs(text, prose) if runs else ()
        found += escaped_tags.repairs(text, prose)
        found += mail.repairs(text, prose) if wrapped else ()
        found += litter.repairs(text, prose)
    return settle(found) if found else found


def _entities(text: str, prose: Prose) -> Iterator[Edit]:
    """References that touch Chinese text, themselves or through their neighbours, or whose line is written so."""
    found = [_Reference(*edit[:3]) for edit in settle(Edit(*r, "encoding.entity") for r in _references(text))]
    edits = list(_of_lines(text, prose, found, _FEW))
    known = sum(1 for edit in edits if HAN.match(edit.new))
    yield from edits if known < _MANY else _of_lines(text, prose, found, 1)


def _of_lines(text: str, prose: Prose, found: list[_Reference], few: int) -> Iterator[Edit]:
    """Edits for those of ``found`` that are damage; ``few``: how many Chinese characters a line has at least so."""
    for line in _groups(found, lambda one, other: "\n" not in text[one.end : other.start]):
        if prose.line_topic(line[0].start, line[-1].end):
            continue
        spelled = "".join(r.new for r in line if BESIDE.match(r.new))
        chinese = len(spelled) >= few and reads_as_chinese(spelled)
        eased = few < _FEW and HAN.search(spelled) is not None
        whole = chinese and (eased or len(spelled) >= _ENOUGH or prose.line_chinese(line[0].start, line[-1].end))
        for run in _groups(line, lambda one, other: one.end == other.start):
            start, end = run[0].start, run[-1].end
            if not (whole or prose.touches(start, end)) or not prose.holds(start, end, "`"):
                continue
            quotes = any(each.new in _QUOTES for each in run) and _in_tag(text, start)
            if not quotes and not _MARKUP.search(text, max(0, start - 40), end + 40):
                for each in run:
                    yield Edit(*each, "encoding.entity", "exact: the reference names the character")


def _in_tag(text: str, at: int) -> bool:
    """Whether ``text[at]`` stands in the value of an attribute, which a quotation mark would end."""
    start = text.rfind("<", max(0, at - _LONGEST_TAG), at)
    return start >= 0 and _IN_TAG.match(text, start, at) is not None


def _misread(text: str, prose: Prose) -> Iterator[Edit]:
    """Written forms of what text looked like that was misread before they were written (``&#206;&#210;&#195;``)."""
    found = (Edit(*match.span(), _named(match), "encoding.entity") for match in _CHARACTER.finditer(text))
    forms = [edit for edit in found if len(edit.new) == 1 and edit.new > "\x7f"]
    if len(forms) < _FEWEST or (prose.topic and not _all_written(text, forms)):
        return
    shown = Doc(text).apply("encoding", forms)
    starts = [edit.start for edit in forms]
    for edit in mojibake.repairs(shown.text, strange_of(shown))[0]:
        start, end = shown.origin(edit.start, edit.end)
        first, past = bisect_left(starts, start), bisect_left(starts, end)
        if first < past and prose.holds(starts[first], forms[past - 1].end):
            yield edit._replace(start=start, end=end)


def _all_written(text: str, forms: Sequence[Edit]) -> bool:
    """Whether hardly anything but ``forms`` is in a text: then words of it that name codes speak of no example."""
    rest = len(text) - sum(edit.end - edit.start for edit in forms)
    return rest <= _MOST_REST * len(forms) and not HAN.search(text)


def _named(form: re.Match[str]) -> str:
    """What a written form stands for; half of a pair of UTF-16 stands for nothing."""
    if form[1]:
        return html.unescape(f"&{form[1]};")
    point = int(form[2], 16)
    return "" if 0xD800 <= point < 0xE000 else chr(point)


def _groups(found: list[_Reference], together: Callable[[_Reference, _Reference], bool]) -> Iterator[list[_Reference]]:
    """References of which each and the next one belong together."""
    group: list[_Reference] = []
    for each in found:
        if group and not together(group[-1], each):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _references(text: str) -> Iterator[_Reference]:
    """The references in ``text``, with their ``&`` or without, that stand for a character of text."""
    for match in _REFERENCE.finditer(text) if "&" in text else ():
        new = html.unescape(f"&{match[1] or match[2]};")
        if match[2] or _sensible(new):
            yield _Reference(*match.span(), " " if new == "\xa0" else new)
    if ";" not in text:
        return
    for match in _BARE_NUMBER.finditer(text) if "#" in text else ():
        number = match[1] or match[2]
        new = html.unescape(f"&#{number};")
        if _sensible(new) if number[0] in "xX" else BESIDE.match(new) and reads_as_chinese(new, strict=True):
            yield _Reference(*match.span(), new)
    at = text.find(";")
    while at >= 0:
        if text.endswith(_BARE_NAMES, max(0, at - 6), at + 1):
            start = max(i for n in _BARE_NAMES if (i := text.rfind(n, max(0, at - 6), at + 1)) >= 0)
            before = text[max(0, start - 1) : start]
            if not before.isascii() or before in ("", "\n", ";", " "):
                new = html.unescape("&" + text[start : at + 1])
                yield _Reference(start, at + 1, " " if new == "\xa0" else new)
        at = text.find(";", at + 1)


def _sensible(char: str) -> bool:
    """Whether a character is one that prose holds, and no mark that makes tags or a control."""
    if len(char) != 1 or char == "\ufffd":
        return False
    plain = char.isprintable() and char not in "<>&" if char < "\x80" else "\xa0" <= char <= "\u27bf"
    return plain or char >= "\U0001f000" or BESIDE.match(char) is not None
