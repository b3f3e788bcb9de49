"""Punctuation that a page folded to ASCII, made full-width again where Chinese text stands around it.

A text is touched only if it was folded as a whole: then hardly a full-width comma is left in it. Who types ASCII
commas on purpose leaves a blank after them, and whoever mixes both keeps what he wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.doc import Edit

WIDE = dict(zip(",:;?!()", "，：；？！（）", strict=True))
# At most this share of the commas may be full-width in a text that was folded.
WIDE_SHARE = 0.05

_HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_CLOSERS = "”’」』》〉）】〕%℃"
_OPENERS = "“‘「『《〈（【〔"
_BEFORE = f"[{_HAN}{_CLOSERS}]"
# A comma between Chinese words: nothing else than a folded full-width comma.
_FOLDED = re.compile(f"(?<={_BEFORE}),(?=[{_HAN}{_OPENERS}])")
_HAN_IN = re.compile(f"[{_HAN}]")
_MARK = re.compile("[,:;?!()]")
_SKIP = re.compile(
    r"(?:https?|ftp)://[^\s\u3000-\uffef]{1,2000}|www\.[^\s\u3000-\uffef]{1,2000}|[\w.+-]{1,64}@[\w.-]{1,200}"
    r"|`[^`\n]{1,500}`|!?\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)|[:;]-?[()DPp](?!\w)|^[ \t]{0,8}\|[^\n]{0,5000}$"
    r"|<[^>\n]{1,300}>|&[a-zA-Z#0-9]{1,10};|!\[",
    re.MULTILINE,
)
_WIDE_BEFORE = re.compile(f"[{_HAN}{_CLOSERS}。、…—～]")
_WIDE_AFTER = re.compile(f"[{_HAN}{_OPENERS}]")
_MARKS = frozenset(WIDE) | frozenset(WIDE.values())
# How far a parenthesis reaches, and how many marks may stand in a row.
_REACH = 200
_ROW = 8


def widened(text: str, fences: list[tuple[int, int]]) -> Iterator[Edit]:
    """An edit for each folded mark of a text whose punctuation was folded."""
    if not folded(text):
        return
    skipped = sorted([*fences, *(m.span() for m in _SKIP.finditer(text))])
    at = 0
    opened: list[int] = []
    for mark in _MARK.finditer(text):
        start = mark.start()
        while at < len(skipped) and skipped[at][1] <= start:
            at += 1
        if at < len(skipped) and skipped[at][0] <= start:
            continue
        if mark[0] == "(":
            opened.append(start)
        elif mark[0] == ")":
            if opened and start - opened[-1] <= _REACH:
                yield from pair(text, opened[-1], start)
            opened = opened[:-1]
        elif due(text, start):
            yield _wide(text, start)


def _wide(text: str, at: int) -> Edit:
    return Edit(at, at + 1, WIDE[text[at]], "tidy.punctuation", "the page folded its punctuation")


def folded(text: str) -> bool:
    """Whether the text's commas between Chinese words are ASCII and nearly none is full-width."""
    if "," not in text or text.isascii():
        return False
    return text.count("，") <= WIDE_SHARE * len(_FOLDED.findall(text))


def pair(text: str, left: int, right: int) -> Iterator[Edit]:
    """Both parentheses where Chinese stands between them or on both sides; a line holds both or neither changes."""
    inner = text[left + 1 : right]
    chinese = _HAN_IN.search(inner) or _WIDE_BEFORE.match(text[max(left - 1, 0) : left])
    if chinese and "\n" not in inner and inner.strip():
        yield _wide(text, left)
        yield _wide(text, right)


def due(text: str, at: int) -> bool:
    """Whether the ASCII mark at ``at`` stands in Chinese text; marks beside it are looked through."""
    before, after = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
    if not before.strip() or after == " " or (before.isdigit() and after.isdigit()):
        return False
    left, right = at - 1, at + 1
    while left >= 0 and at - left <= _ROW and text[left] in _MARKS:
        left -= 1
    while right < len(text) and right - at <= _ROW and text[right] in _MARKS:
        right += 1
    return bool(_WIDE_BEFORE.match(text[max(left, 0) : left + 1]) or _WIDE_AFTER.match(text[right : right + 1]))
