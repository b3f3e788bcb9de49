"""Damage that nobody can undo: it is noted and measured, and stays, or goes where the user wants it cut out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from cleaner.character_model import model
from cleaner.doc import Edit, settle
from cleaner.pipeline import Context
from cleaner.stages.encoding.signs import Sign, Strange

Found = tuple[re.Match[str], str]  # with the rule


class _Kind(NamedTuple):
    """A kind of ruin; a text with none of the ``hints`` (native searches) has none of it."""

    rule: str
    hints: tuple[str, ...]
    run: re.Pattern[str]


# Notes of a mirror page that was read as UTF-8: half a character, and a reading whose toned letter is lost.
_HOLED = re.compile("[@-Z^_|~]\\([a-zü\u0101-\u01dc]{0,4}\ufffd{1,3}[a-zü\u0101-\u01dc]{0,4}\\)\\^?")
_HALF = re.compile("(?<![A-Za-z0-9])[@-Z^_|~]\\([a-zü]{1,6}\\)\\^?")
_HOLES = 2  # holed notes of a page that make the others half notes too
# GBK read as UTF-8: here and there two bytes are a letter.
_RUN = "\ufffd(?:[\u0080-\u07ff]{0,3}\ufffd){0,500}"
_REPLACED = "(?:锟斤拷|嚙踝蕭|锟斤|斤拷锟|嚙[踝緻質箴賣誕論]){1,300}"
_KINDS = (
    _Kind("encoding.lost", ("\ufffd",), re.compile(f"{_HOLED.pattern}|{_RUN}")),
    _Kind("encoding.replacement-read-as-gbk", ("锟", "嚙"), re.compile(_REPLACED)),
    _Kind("encoding.uninitialised-memory", ("烫烫烫烫", "屯屯屯屯"), re.compile("烫{4,500}|屯{4,500}")),
    _Kind("encoding.mark-read-as-gbk", ("锘",), re.compile("^锘(?:[?？]|$)", re.MULTILINE)),
)
# GBK read as UTF-8, written as UTF-8 and read as GBK: \ufffd has three bytes, and a letter between two of them two.
_REPLACED_BYTES = re.compile(rb"\xef\xbf\xbd(?:(?:[\xc2-\xdf][\x80-\xbf]){0,3}\xef\xbf\xbd){1,500}")
_ANY = re.compile(".{1,1000}")
_WIDE_RUN = re.compile("[\u0080-\uffff]{4,4000}")
TOPIC = re.compile("乱码|亂碼|编码|編碼|mojibake", re.IGNORECASE)
_QUOTES = frozenset("“”‘’\"'「」『』《》（）()`")
# The first characters of misread lead bytes, misread again and again: one in ten of such a text, none in prose.
_NESTED = frozenset("闂闁閻閹閸閺閿婵濠缁缂濞娴妞鐎鐟鐠閵閼閽")
_NESTED_HINTS = "闂闁濠婵閻"
_STRETCH = re.compile(r"[^\s!-~]{12,4000}")
UNREAD = "encoding.unread"
_UNREAD_RULES = frozenset(("encoding.misread-ruin", "encoding.nested-misreading"))
_HINTS = frozenset(f"\ufffd锟嚙锘{_NESTED_HINTS}")  # all are lost or rare
_SIGNS = int(Sign.LOST | Sign.RARE)
_SPARSEST = 24  # characters to one of these
_UNREADABLE = -11.0  # nats a character


def marks(text: str, strange: Strange, edits: Sequence[Edit] = ()) -> list[Edit]:
    """A mark for each run of characters that stand for lost ones; none where a text is about them.

    edits: what is repaired of ``text``; nothing within it is marked.
    """
    if not _hinted(text, strange):
        return []
    spans = sorted(edit[:2] for edit in edits)
    starts, ends = [0, *(start for start, _ in spans)], [0, *(end for _, end in spans)]
    found = settle(
        Edit(*match.span(), match[0], rule, "exact: beyond repair")
        for match, rule in chain(_runs(text), _halves(text), _nested(text), _replaced(text))
        if ends[bisect_right(starts, match.start()) - 1] < match.end()
    )
    topic = bool(found) and TOPIC.search(text) is not None
    return [mark for mark in found if not _meant(text, mark, topic)]


def _hinted(text: str, strange: Strange) -> bool:
    """Whether a text has any of the characters that ruins are told by, which is cheap to ask."""
    if strange.seen & _SIGNS and not _HINTS.isdisjoint(map(text.__getitem__, strange.where.tolist())):
        return True
    return "烫" in text or "屯" in text


def cuts(text: str, found: Sequence[Edit]) -> Iterator[Edit]:
    """Edits that take out what is marked; a line that was nothing else goes with its end."""
    for mark in found:
        start, end = mark.start, mark.end
        first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        if start == first and last == end:
            end = last + 1
        yield Edit(start, end, "", "encoding.ruin-cut", f"exact: beyond repair, {mark.rule}")


def unread(text: str, context: Context) -> Iterator[tuple[int, int]]:
    """Where in ``text`` stands what the encoding stage found to be misread, and left: it is in no script, has no marks.

    To convert it or to widen its marks would destroy what its bytes can still be told by.
    """
    for ruin in context.facts.get(UNREAD, ()):
        yield from (found.span() for found in re.finditer(re.escape(ruin), text))


def unread_fact(noted: Sequence[Edit]) -> dict[str, list[str]]:
    """The fact that ``unread`` looks for."""
    left = dict.fromkeys(mark.new for mark in noted if mark.rule in _UNREAD_RULES)
    return {UNREAD: list(left)} if left else {}


def _meant(text: str, mark: Edit, topic: bool) -> bool:
    """Whether somebody wrote these characters on purpose: between quotation marks, or in a text about them.

    A lost character can stand at the edge of a real quotation.
    """
    quoted = [c in _QUOTES for c in (text[mark.start - 1 : mark.start], text[mark.end : mark.end + 1]) if c]
    if mark.rule == "encoding.lost":
        return any(quoted) if topic else len(quoted) == 2 and all(quoted)
    return topic or any(quoted)


def _runs(text: str) -> Iterator[Found]:
    for rule, hints, run in _KINDS:
        for match in run.finditer(text) if any(hint[0] in text and hint in text for hint in hints) else ():
            yield match, rule


def _replaced(text: str) -> Iterator[Found]:
    """Replacement characters with letters among them, read as GBK: 锟叫癸拷 is \ufffd, й and \ufffd."""
    for run in _WIDE_RUN.finditer(text) if "锟" in text else ():
        if "锟" not in run[0]:
            continue
        raw = "".join(c if c.encode("gbk", "ignore")[1:] else "一" for c in run[0]).encode("gbk")  # two bytes each
        for found in _REPLACED_BYTES.finditer(raw):
            first, last = found.start(), found.end() + found.end() % 2
            if first % 2 == 0 and (whole := _ANY.fullmatch(text, run.start() + first // 2, run.start() + last // 2)):
                yield whole, "encoding.replacement-read-as-gbk"


def _halves(text: str) -> Iterator[Found]:
    if "\ufffd" in text and len(_HOLED.findall(text)) >= _HOLES:
        for match in _HALF.finditer(text):
            yield match, "encoding.lost"


def _nested(text: str) -> Iterator[Found]:
    """Stretches that were misread again and again, by what such misreading brings forth."""
    for hint in _NESTED_HINTS:
        at = text.find(hint)
        while at >= 0:
            first, last = text.rfind("\n", 0, at) + 1, text.find("\n", at)
            last = len(text) if last < 0 else last
            yield from _stretches(text, first, last)
            at = text.find(hint, last)


def _stretches(text: str, first: int, last: int) -> Iterator[Found]:
    for match in _STRETCH.finditer(text, first, last):
        typical = [c for c in match[0] if c in _NESTED]
        sparse = len(typical) * _SPARSEST < len(match[0]) or len(set(typical)) < 2
        if not sparse and model().mean(match[0]) < _UNREADABLE:
            yield match, "encoding.nested-misreading"
