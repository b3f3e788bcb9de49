"""Where a written form of characters is damage, and where somebody meant it: code, quotations, texts about codes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from cleaner.character_model import model
from cleaner.doc import Edit
from cleaner.patterns import HAN, lazy
from cleaner.stages.markup.kind import fences_of

CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2014\u2018-\u201d\u2026\u00b7\U00020000-\U0003ffff"
BESIDE = lazy(f"[{CJK}]")
_DISCUSSED = re.compile(
    "转义|轉義|跳脫字元|乱码|亂碼|字符集|字元集|编码|編碼|解码|解碼|实体字符|字符实体|mojibake", re.IGNORECASE
)
_NAMED = re.compile(
    "unicode|utf-?[78]|ascii|base64|charset|quoted-printable|urlencode|encodeuri|十六进制|八进制", re.IGNORECASE
)
_CODEC = re.compile(r"gbk|gb ?2312|gb ?18030|big5|latin-?1|utf-?8|iso-?8859|cp\d{3,4}|windows-125", re.IGNORECASE)
_WORD = lazy("[\u3400-\u9fff]{2,40}")
_MARKS = frozenset("\"'`“”‘’「」『』")
_STRING = "\"'`"
_SHOWN = re.compile(r"(?:[\x00-\x7f]*[\"'`]|[“‘「『])[^“”‘「」『』\"`\n]{1,200}(?:[\"'`][\x00-\x7f]*|[”’」』])")
_MESSAGE, _FOREIGN = re.compile(r"[a-z]{2} ['\"]"), re.compile("[^\x00-\x7f](?:.*[^\x00-\x7f])?")
_LINE = 2000  # characters of a line that are looked at on each side
_LIKELY, _LIKELY_SHORT = -10.0, -8.5  # nats a character: random Han has -13, Chinese -5.5


class Prose:
    """The prose of a text. What is asked of it is found out once and when it is asked."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def discussed(self) -> bool:
        """Whether the text speaks of codes in Chinese: then what looks like damage may be an example."""
        return _DISCUSSED.search(self.text) is not None

    @cached_property
    def topic(self) -> bool:
        """Whether the text speaks of codes, or names one."""
        return self.discussed or _NAMED.search(self.text) is not None

    def line_topic(self, start: int, end: int) -> bool:
        """Whether the line of ``text[start:end]`` speaks of codes."""
        first, last = self._line(start, end)
        return _DISCUSSED.search(self.text, first, last) is not None

    def line_chinese(self, start: int, end: int) -> bool:
        """Whether the line of ``text[start:end]`` has Chinese beside it."""
        first, last = self._line(start, end)
        return BESIDE.search(self.text[first:start] + self.text[end:last]) is not None

    def _line(self, start: int, end: int) -> tuple[int, int]:
        """The line around a place, as much of it as is looked at."""
        first = max(0, start - _LINE)
        first = self.text.rfind("\n", first, start) + 1 or first
        last = self.text.find("\n", end, end + _LINE)
        return first, min(end + _LINE, len(self.text)) if last < 0 else last

    @cached_property
    def _fences(self) -> list[int]:
        return fences_of(self.text)

    def holds(self, start: int, end: int, strings: str = _STRING) -> bool:
        """Whether ``text[start:end]`` stands in running text: in no code fence, string or quotation.

        With other ``strings`` than the usual ones, only between two of these marks it does not.
        """
        text = self.text
        marks = _MARKS if strings == _STRING else frozenset[str]()
        if text[max(0, start - 1) : start] in marks or text[end : end + 1] in marks:
            return False
        if bisect_right(self._fences, start) % 2:
            return False
        first, last = self._line(start, end)
        left, right = text[first:start], text[end:last]
        return not any(left.count(mark) % 2 and mark in right for mark in strings)

    def displays(self, edits: Sequence[Edit]) -> bool:
        """Whether the text speaks of codes, is in order outside of its code fences, and shows misread text in them."""
        return self.discussed and all(bisect_right(self._fences, edit.start) % 2 for edit in edits)

    def exhibits(self, edit: Edit) -> bool:
        """Whether ``edit`` repairs an example: quoted where codes are spoken of, or beside its meaning."""
        shown = _SHOWN.fullmatch(self.text, max(0, edit.start - 1), edit.end + 1)
        if shown is None and not self.discussed:
            return False
        first, last = self._line(edit.start, edit.end)
        line = self.text[first : edit.start] + "\n" + self.text[edit.end : last]
        if shown is not None and (self.discussed or _CODEC.search(line)):
            return True
        words = _WORD.findall(edit.new)
        return self.discussed and words != [] and all(word in self.text[first:last] for word in words)

    def quotes_message(self, start: int, end: int) -> bool:
        """Whether an English sentence quotes ``text[start:end]``, ASCII aside: a message that a program printed so."""
        foreign = _FOREIGN.search(self.text, start, end)
        if foreign is None:
            return False
        first, past = foreign.span()
        return (
            self.text[past : past + 1] == self.text[first - 1]
            and _MESSAGE.match(self.text, max(0, first - 4)) is not None
        )

    def chinese_beside(self, edits: Sequence[Edit]) -> bool:
        """Whether the text holds Chinese that none of ``edits`` touch."""
        ends = [0, *(edit.end for edit in edits)]
        starts = [*(edit.start for edit in edits), len(self.text)]
        return any(HAN.search(self.text, end, start) for end, start in zip(ends, starts, strict=True))

    def touches(self, start: int, end: int) -> bool:
        """Whether Chinese text or punctuation stands directly before or after ``text[start:end]``."""
        return BESIDE.search(self.text[max(0, start - 1) : start] + self.text[end : end + 1]) is not None


def reads_as_chinese(text: str, strict: bool = False) -> bool:
    """Whether ``text``, ASCII aside, is Chinese; ``strict`` where the bytes could be in several codecs.

    No character may be a control, a surrogate, unassigned private use or a mark that makes code or tags.
    """
    foreign = "".join(c for c in text if c > "\x7f")
    if not BESIDE.search(foreign) or any(_BAD.search(each) for each in (text, foreign)):
        return False
    return model().mean(foreign) > (_LIKELY_SHORT if strict or len(foreign) < 2 else _LIKELY)


_BAD = lazy("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\ud800-\uf8ff\ufffd\ufffe\uffff]")
