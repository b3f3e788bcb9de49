"""Where what is cut out of a line begins and ends: marks at its ends, headlines between its pieces, leftovers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from cleaner.doc import Edit
from cleaner.lines import Lines
from cleaner.patterns import HAN, count_han
from cleaner.stages.spam.signs import Signs

# Ideographs of a headline; a line of more pieces is a list of keywords; words of a headline between two brands.
HEADLINE, PIECES, FRAMED = 6, 5, 3
BRIEF = 6
_TAIL = re.compile(rf"(?<=[。！？])[^。！？]{{1,{BRIEF}}}\Z")
_STOPS, _COMMAS, _ENDS = "。！？", "，、,", "。！？!?；;…”』」"
_CLOSING = "”’』」》）】"
_DATE = re.compile(
    r"\s*(?:19|20)\d\d(?:年|[-./])\d{1,2}(?:月|[-./])\d{1,2}日?(?:\s+\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?(?=[\s　])"
)
_PIECE, _WORD = re.compile("[^_|｜—–\\-\n。！？\U0001f000-\U0001faff]+[。！？]?"), re.compile(r"\S+")
# What parts the words of a line from what is cut off its beginning or its end.
_BEHIND = re.compile(r"\s*(?:[_|｜]+|[-–—]+(?=\s))?[^\S\n]*")
_BEFORE = re.compile(r"[^\S\n]*(?:[_|｜]+|(?<=[\s。！？])[-–—]+)?\s*\Z")
_BEHIND_A_CUT = ("", "\n", *"。！？，、,")
_WIDEST = 8
# Tags in a text that is no web page: what a cut begins or ends in, links beside it, and boxes about it.
_TAG = 200
_TORN_BEFORE, _TORN_BEHIND = re.compile(r"<[a-z/][^<>\n]*\Z", re.IGNORECASE), re.compile(r"[^<>\n]*>")
_LINK_BEFORE, _LINK_BEHIND = re.compile(r"<a\s[^<>\n]*>\s*\Z", re.IGNORECASE), re.compile(r"\s*</a\s*>", re.IGNORECASE)
_OPENED, _CLOSED = (
    re.compile(r"<([a-z]{1,10})\b[^<>\n]*>\s*\Z", re.IGNORECASE),
    re.compile(r"\s*</([a-z]{1,10})\s*>", re.I),
)
# A notice of copyright beside the name of a site, and how long it is.
_SIGNED, _NOTICE = re.compile(r"copyright|all rights? reserved|版[权權]所有|©", re.IGNORECASE), 60
_RIGHTS = re.compile(rf"(?:{_SIGNED.pattern}|\(c\)|(?:19|20)[0-9]{{2}}(?:-20[0-9]{{2}})?)", re.IGNORECASE)
_PAIRS = {"【": "】", "（": "）", "(": ")", "[": "]", "《": "》", "「": "」", "『": "』", "〖": "〗", "“": "”"}


def with_own_mark(text: str, line: tuple[int, int], left: int, right: int) -> tuple[int, int]:
    """The bounds of a cut in a ``line`` with the last mark of its own sentence, or without that of the one about it.

    Behind a whole sentence stands one with a mark of its own; behind a word, what was put in before the mark that was
    there; behind a comma, at the end of a sentence, what was put in with the comma. A few characters behind a mark
    belong to the sentence that they begin; what closes a quotation belongs to the text before it.
    """
    while line[0] < left < right and text[left] in _CLOSING:
        left += 1
    if right < line[1] and (tail := _TAIL.search(text, max(left + 1, right - BRIEF - 1), right)):
        right = tail.start()
    before = text[line[0] : left].rstrip()
    if not before and text[right : right + 1] in tuple(_COMMAS):
        return left, right + 1
    if not before or right == left:
        return left, right
    if before[-1] in _ENDS:
        return left, right + (text[right - 1] not in _ENDS and text[right : right + 1] in tuple(_STOPS))
    if before[-1] in _COMMAS:
        last = right == line[1] or text[right] in _STOPS
        return (left - 1, right - (text[right - 1] in _STOPS)) if last else (left, right)
    return left, right - (text[right - 1] in _STOPS and bool(HAN.match(before[-1])))


def without_headlines(text: str, left: int, right: int, honest: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """The parts of a cut beside the date before it and the headlines between its pieces.

    A headline is what ``honest`` takes for text of its own.
    """
    if date := _DATE.match(text, left, right):
        left = date.end()
    pieces = list(_PIECE.finditer(text, left, right))
    if len(pieces) == 1 and len(words := list(_WORD.finditer(text, left, right))) == FRAMED:
        pieces = words
    for match in pieces if 1 < len(pieces) <= PIECES else ():
        piece = match[0].strip()
        if count_han(piece) >= HEADLINE and honest(piece):
            if match.start() > left:
                yield left, match.start()
            left = match.end()
    if left < right:
        yield left, right


def without_leftovers(text: str, edits: Sequence[Edit]) -> Iterator[Edit]:
    """Cuts of parts of lines, in order, with the other bracket of a pair and with what parts them from the line."""
    at, signs = 0, Signs(text)
    begins = [*(edit.start for edit in edits), len(text)]
    for number, edit in enumerate(edits, 1):
        start, end = edit.start, edit.end
        if not edit.new and "\n" not in text[start:end]:
            start, end = _with_parting(text, *_with_other_bracket(text, *_with_tags(text, start, end)))
            start, end = _with_notice(text, *signs.without(start, end))
        yield edit._replace(start=max(start, at), end=min(end, begins[number]))
        at = min(end, begins[number])


def _with_notice(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of a cut, or of its line where nothing but a notice of copyright stands beside the cut."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    if start - first + last - end > _NOTICE:
        return start, end
    beside = text[first:start] + text[end:last]
    if not _SIGNED.search(beside) or _RIGHTS.sub("", beside).strip(" .,-|"):
        return start, end
    return first, min(last + 1, len(text))


def _with_tags(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of a cut with the tags that it cuts through, the links beside it, and tags that stand about it."""
    if "<" not in text[max(0, start - _TAG) : end] and ">" not in text[start : end + _TAG]:
        return start, end
    if torn := _TORN_BEFORE.search(text, max(0, start - _TAG), start):
        start = torn.start()
    if _TORN_BEFORE.search(text, max(start, end - _TAG), end) and (torn := _TORN_BEHIND.match(text, end, end + _TAG)):
        end = torn.end()
    if link := _LINK_BEFORE.search(text, max(0, start - _TAG), start):
        start = link.start()
    if link := _LINK_BEHIND.match(text, end, end + _TAG):
        end = link.end()
    while (opened := _OPENED.search(text, max(0, start - _TAG), start)) and (
        closed := _CLOSED.match(text, end, end + _TAG)
    ):
        if opened[1].lower() != closed[1].lower():
            break
        start, end = opened.start(), closed.end()
    return start, end


def _with_parting(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of a cut with one of two commas about it, or at an end of its line with what parts it from it."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    if start == first and (behind := _BEHIND.match(text, end, min(end + _WIDEST, last))):
        return start, behind.end()
    if start > first and text[start - 1] in _COMMAS and text[end : end + 1] == text[start - 1]:
        return start, end + 1
    if text[end : end + 1] in _BEHIND_A_CUT and (before := _BEFORE.search(text, max(start - _WIDEST, first), start)):
        return before.start(), end
    return start, end


def _with_other_bracket(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of a cut with the pair of brackets about it, or that holds one of a pair, with the other beside it."""
    if _PAIRS.get(text[max(0, start - 1) : start]) == text[end : end + 1]:
        return start - 1, end + 1
    inside = text[start:end]
    for opens, closes in _PAIRS.items():
        more = inside.count(opens) - inside.count(closes)
        if more > 0 and text[end : end + 1] == closes:
            return start, end + 1
        if more < 0 and text[max(0, start - 1) : start] == opens:
            return start - 1, end
    return start, end


def whole_line(lines: Lines, number: int) -> tuple[int, int]:
    """The range of a line that goes, with one of the two empty lines that would meet."""
    start, end = lines.whole(number)
    return start, end + (lines.text[max(start - 2, 0) : start] == "\n\n" and lines.text[end : end + 1] == "\n")
