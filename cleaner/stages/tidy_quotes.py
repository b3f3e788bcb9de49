"""Quotation marks as the script of a text asks for, “” or 「」, where the user wants it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.doc import Edit
from cleaner.patterns import lazy
from cleaner.stages.tidy_marks import HAN

CORNER = dict(zip("“”‘’", "「」『』", strict=True))
CURLY = {corner: curly for curly, corner in CORNER.items()}
_CLOSING = dict(zip("“‘「『", "”’」』", strict=True))
_MARK = re.compile("[“”‘’「」『』\n]")
# How much of a quotation is looked at.
_REACH = 1000
_HAN_IN = lazy(f"[{HAN}]")
_KANA = lazy("[\u3041-\u30fa]")


def requoted(text: str, script: str | None) -> Iterator[Edit]:
    """Edits for the pairs of quotation marks of the other script, each around Chinese and within one line."""
    wanted = {"hans": CURLY, "hant": CORNER}.get(script or "")
    if wanted is None:
        return
    opened: list[int] = []
    for mark in _MARK.finditer(text):
        sign, at = mark[0], mark.start()
        if sign == "\n":
            opened.clear()
        elif sign in _CLOSING:
            opened.append(at)
        elif opened and _CLOSING[text[opened[-1]]] == sign:
            start = opened.pop()
            inner = text[start + 1 : min(at, start + _REACH)]
            if sign in wanted and _HAN_IN.search(inner) and not _KANA.search(inner):
                reason = f"the text is {script}"
                yield Edit(start, start + 1, wanted[text[start]], "tidy.quotes", reason)
                yield Edit(at, at + 1, wanted[sign], "tidy.quotes", reason)
        elif sign != "’":  # an apostrophe closes nothing
            opened.clear()
