"""Undo a replacement that a tool made on the bytes of GBK text without regard to where characters begin.

The pair 恼 (C4 D5) → 末路 (C4 A9 C2 B7), applied to 的整 (B5 C4 D5 FB), hits the second byte of 的 and the first of 整:
B5 C4 A9 C2 B7 FB reads 的┞符. The character before must end in C4, the one after begin with B7, and what stood there
is D5 followed by the second byte of the one after: the replacement checks itself and loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.doc import Edit

BOX = "┞"
RULE = "spun.misaligned"
_BEFORE, _AFTER, _ORIGINAL = 0xC4, 0xB7, b"\xd5"


def misaligned(text: str) -> Iterator[Edit]:
    """The edits that put back what stood before 末路 was put across two characters."""
    at = text.find(BOX)
    while at >= 0:
        was = _original(text[at - 1 : at], text[at + 1 : at + 2]) if at else None
        if was:
            yield Edit(at, at + 2, was, RULE, f"恼→末路 replaced in the middle of GBK characters hid {was}")
        at = text.find(BOX, at + 1)


def _original(before: str, after: str) -> str | None:
    """The character that stood there, ``None`` where the bytes do not show this replacement."""
    left, right = (c.encode("gbk", "ignore") for c in (before, after))
    if len(left) != 2 or len(right) != 2 or left[1] != _BEFORE or right[0] != _AFTER:
        return None
    try:
        return (_ORIGINAL + right[1:]).decode("gbk")
    except UnicodeDecodeError:
        return None
