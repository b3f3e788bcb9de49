"""Spans that no conversion may touch: addresses, mail, handles, code."""

from __future__ import annotations

import re

_PROTECTED = re.compile(
    r"(?:https?|ftp)://[^\s<>\"“”「」，。；！？、（）]{1,2000}"
    r"|www\.[^\s<>\"“”「」，。；！？、（）]{1,2000}"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
    r"|@[\w\u00b7-]{1,30}"
    r"|(?:^|(?<=\n))```[^`]{0,100000}```"
    r"|`[^`\n]{1,500}`"
)
_HINTS = ("://", "www.", "@", "`")


def protected_spans(text: str) -> list[tuple[int, int]]:
    """The spans in order, as (start, end)."""
    if not any(hint in text for hint in _HINTS):
        return []
    return [m.span() for m in _PROTECTED.finditer(text)]
