"""Signs of the text beside a cut: what opens the line behind it, and what closes the text before it."""

from __future__ import annotations

import re

from cleaner.once import once

# The most characters of such signs, and how far from a number of a list the one before it and the next one may stand.
_WIDEST, _NEAR = 8, 600
# A full stop as some languages of science have it; what ends a sentence.
_DOT, _STOPS = "．", ("。", "！", "？", "!", "?")
# What opens lines: the signs of headings, bullets, and the numbers of lists. Ornaments open a text, too.
_BULLET, _NUMBER = r"#{1,6}|[-*+>•·●■▪○◆│|]", r"([0-9]{1,3})([.)、．])"
_OPENING, _OPENED = re.compile(rf"({_BULLET})[^\S\n]*\Z"), re.compile(rf"^[^\S\n]*({_BULLET})[^\S\n]", re.MULTILINE)
_COUNTING, _COUNTED = re.compile(r"([0-9]+)([.)、．])[^\S\n]*\Z"), re.compile(rf"^[^\S\n]*{_NUMBER}", re.MULTILINE)
# A quotation at the end of a cut, or the beginning of one, without a sign that parts items or a number behind its mark;
# the least of a cut before it, and how long it is.
_QUOTING, _LEAST, _QUOTED = re.compile(r"[“「『《][^“「『《0-9_|丨/\s-]{0,24}\Z"), 2, 25
_CLOSING = "”」』》"
_ORNAMENTS = re.compile("([*#♥❤♡★☆◆■●▶►\U0001f300-\U0001faff]+)\\Z")
# What closes a text: the other half of a pair of Markdown signs, and stars that a label counts.
_MARKED, _STARS = re.compile(r"\*\*|__|~~|`+"), re.compile("(?<=[:：])[★☆]+")


class Signs:
    """The signs of the lines of a text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def without(self, start: int, end: int) -> tuple[int, int]:
        """The bounds of a cut in a line, without the signs at its ends that belong to the text beside it."""
        text = self._text
        first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        last = len(text) if last < 0 else last
        if text[first:start].strip():
            start = self._closed(first, start, end)
        if text[end:last].strip():
            end = self._opened(start, end, last)
        return start, end

    def _closed(self, first: int, start: int, end: int) -> int:
        """Where a cut begins behind the signs that close the text before it, which begins at ``first``."""
        text, at = self._text, start
        if pair := _MARKED.match(text, start, end):
            at = pair.end() if text.count(pair[0], first, start) % 2 else start
        elif stars := _STARS.match(text, start, end):
            at = stars.end()
        if at > start and text.startswith(_STOPS, at, end):
            at += 1
        return at + (text.startswith(_DOT, at, end) and not text[at - 1].isspace())

    def _opened(self, start: int, end: int, last: int) -> int:
        """Where a cut ends before the signs that open the text behind it, which ends at ``last``.

        Lines of the page begin with the same, or the lists that they are of count on; ornaments stand apart from the
        spam, or come back behind the text. A headline may begin with a quotation.
        """
        text, least = self._text, max(start, end - _WIDEST)
        if quotation := _QUOTING.search(text, max(start + _LEAST, end - _QUOTED), end):
            return quotation.start() if text[end].isalnum() or text[end] in _CLOSING else end
        if (sign := _OPENING.search(text, least, end)) and self._opens_lines(sign, start):
            return sign.start()
        if number := _COUNTING.search(text, least, end):
            own = next((each for each in self._due(start, end, number[2]) if number[1].endswith(each)), None)
            return number.end(1) - len(own) if own else end
        if not (signs := _ORNAMENTS.search(text, least, end)) or text[end].isspace():
            return end
        apart = text[signs.start() - 1].isspace() or text.find(signs[1], end, last) >= 0
        return signs.start() if apart else end

    def _opens_lines(self, sign: re.Match[str], start: int) -> bool:
        """Whether other lines begin with a sign; that of a heading needs none, where the cut holds no other."""
        if sign[1] in self._bullets:
            return True
        heads = sign[1].startswith("#") and sign.end() > sign.end(1)
        return heads and "#" not in self._text[start : sign.start()]

    @once
    def _bullets(self) -> frozenset[str]:
        """The signs that lines of the text begin with."""
        return frozenset(_OPENED.findall(self._text))

    def _due(self, start: int, end: int, mark: str) -> list[str]:
        """The numbers that a line may have between its neighbours in a list that counts with this mark."""
        before = [int(number) for number, sign in _COUNTED.findall(self._text, max(0, start - _NEAR), start)][-1:]
        behind = [int(number) for number, sign in _COUNTED.findall(self._text, end, end + _NEAR)][:1]
        return [str(number) for number in (*(n + 1 for n in before), *(n - 1 for n in behind)) if number > 0]
