"""What a flattened page shows of itself in one line: a preview of its text, the parts of its site."""

from __future__ import annotations

import re

from cleaner.stages.boilerplate.page import Page

_LEAST, _LINES = 30, 2  # Han characters of a preview, and lines that it joins
_APART, _MOST = 3, 40  # lines between a preview and what it shows; of that
_HEAD, _LABELLED = 4, 10  # characters that two beginnings share; of a label
_LABELS = frozenset("摘内简导提【[")
_CUT = "….·"
_LABEL = re.compile(r"[【\[]?(?:内容)?(?:摘要|简介|导读|提要)[】\]]?:")
_BAR = re.compile(r" ?[|丨] ?")
_ITEMS, _ITEM, _EDGE, _ROW = 15, 8, 8, 4  # of a plan; characters of each; lines from an edge; items of another row
_MARKS = frozenset('。,!?;:"()')


def previews(page: Page) -> list[int]:
    """The lines that show the beginning of what stands below."""
    found: list[int] = []
    heads = [text[:_HEAD] for text in page.folded] if len(page) > 1 else []
    again = len(set(heads)) < len(heads)
    for i in ((page.han + page.latin // 3) >= _LEAST).nonzero()[0].tolist() if heads else ():
        text = page.folded[i]
        begins = (again and heads[i] in heads[i + 1 : i + 2 + _APART]) or (
            text[0] in _LABELS and ":" in text[:_LABELLED]
        )
        if begins and _is_preview(page, i):
            found.append(i)
    return found


def _is_preview(page: Page, line: int) -> bool:
    """Whether a line shows what stands below: several lines of it joined, or the beginning, with its label or cut."""
    text = page.solid(line)
    label = _LABEL.match(text)
    text = text[label.end() :] if label else text
    cut = text.rstrip(_CUT) if text.endswith(("…", "..", "··")) else text
    partly = bool(label) or cut != text
    for first in range(line + 1, min(line + 2 + _APART, len(page))):
        joined, below = page.solid(first), first
        if not joined:  # a sign that no blank is and that shows nothing
            continue
        while len(joined) < len(cut) and cut.startswith(joined) and below + 1 < min(first + _MOST, len(page)):
            below += 1
            joined += page.solid(below)
        if joined.startswith(cut) and (partly or (joined == text and below - first + 1 >= _LINES)):
            return bool(label) or joined != cut or below > first
    return False


def plans(page: Page) -> list[int]:
    """The line at an edge of the page that names the parts of its site, between bars: no other line is such a row."""
    if "|" not in page.lines.folded and "丨" not in page.lines.folded:
        return []
    rows = [
        (i, _BAR.split(text.strip("| 丨")))
        for i, text in enumerate(page.folded)
        if text.count("|") + text.count("丨") >= _ROW
    ]
    if len(rows) != 1 or len(rows[0][1]) < _ITEMS:
        return []
    line, items = rows[0]
    words = all(0 < len(item) <= _ITEM and _MARKS.isdisjoint(item) for item in items)
    return [line] if words and min(line, len(page) - 1 - line) < _EDGE else []
