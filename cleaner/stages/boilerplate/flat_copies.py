"""What a flattened page shows of itself in one line: a preview of its text, its headline, the parts of its site."""

from __future__ import annotations

import re

from cleaner.patterns import count_han
from cleaner.stages.boilerplate.page import Page
from cleaner.stages.markup.site_names import plain

_LEAST, _LINES = 30, 2  # Han characters of a preview, and lines that it joins
_LONGEST, _SITE = 90, 10  # characters of a headline with the name of the site, and of that with its sign
_HEADLINE = 6  # Han characters
_SIGN = re.compile(r"[-_—|丨]")
_APART, _MOST = 3, 40  # lines between a preview and what it shows; of that
_HEAD, _LABELLED = 4, 10  # characters that two beginnings share; of a label
_LABELS = frozenset("摘内简导提【[编最")
_LABEL = re.compile(
    r"[【\[]?(?:内容)?(?:摘要|简介|导读|提要)[】\]]?:|(?:编辑)?最后更新(?:于|时间)?:?[\d年月日:./-]{8,20},"
)
_AGAIN = re.compile(r"(?P<headline>.{6,80}?)[-_—|丨]{1,2}(?P<site>[^-_—|丨。,!?:;]{2,8})")
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
            text[0] in _LABELS and (":" in text[:_LABELLED] or "更新" in text[:_LABELLED])
        )
        if begins and _is_preview(page, i):
            found.append(i)
    return found


def _is_preview(page: Page, line: int) -> bool:
    """Whether a line shows what stands below: several lines of it joined, or the beginning, with its label or cut."""
    text = page.solid(line)
    label = _LABEL.match(text)
    text = text[label.end() :] if label else text
    shown = plain(text)
    partly = bool(label) or text.endswith(("…", "..", "··"))
    for first in range(line + 1, min(line + 2 + _APART, len(page))):
        joined, below = plain(page.text(first)), first
        if not joined:  # a sign that no blank is and that shows nothing
            continue
        while len(joined) < len(shown) and shown.startswith(joined) and below + 1 < min(first + _MOST, len(page)):
            below += 1
            joined += plain(page.text(below))
        right_below = joined == shown or first == line + 1
        if joined.startswith(shown) and (partly or (right_below and below - first + 1 >= _LINES)):
            return bool(label) or joined != shown or below > first
    return False


def headline_again(page: Page) -> list[int]:
    """The lines below a headline that say it again with the name of the site or the number of an image behind it.

    Programs write them for the images of an article.
    """
    short = (i for i, text in enumerate(page.folded) if len(text) <= _LONGEST and _SIGN.search(text, len(text) - _SITE))
    rows = [(i, said) for i in short if (said := _AGAIN.fullmatch(page.folded[i])) and _is_headline(said["headline"])]
    if not rows:
        return []
    first: dict[str, int] = {}
    for i, text in enumerate(page.folded):
        first.setdefault(text.strip("# "), i)
    return [i for i, said in rows if first.get(said["headline"].strip(), i) < i and page.told[:i].any()]


def _is_headline(text: str) -> bool:
    """Whether a text is in Chinese: commands and names of files are longer by a sign and a word, too."""
    return count_han(text) >= _HEADLINE


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
