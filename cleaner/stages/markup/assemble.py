"""From the walk over a page to edits: what lies between two visible runs goes, and a separator stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from cleaner.doc import Edit
from cleaner.stages.markup.walk import BLANK, GLUED, LINE, Walk

_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"
_INNER = re.compile(rf"(?P<blank>(?:{BLANK})++)|(?:{_ENTITY})++")
_INNER_PRE = re.compile(rf"(?P<blank>[ \t\xa0]++(?=\n)|(?<=\n\n)(?:[ \t]*+\n)++)|(?:{_ENTITY})++")
_WIDE = re.compile(r"[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff“”‘’…—·]")
_SPACES = str.maketrans(dict.fromkeys("\t\n\r\f\xa0", " "))


def edits(walk: Walk) -> Iterator[Edit]:
    """The edits that leave the visible text of the page, in order."""
    text = walk.text
    unseen = iter(sorted(walk.unseen))
    ahead = next(unseen, None)
    at = 0
    for number, (start, end) in enumerate(zip(walk.starts, walk.ends, strict=True)):
        new = _separator(walk, number)
        while ahead is not None and ahead[0] < start:
            if at < ahead[0]:
                yield _gap(text, at, ahead[0], new)
                new = ""
            yield Edit(*ahead[:2], "", ahead[2])
            at = ahead[1]
            ahead = next(unseen, None)
        if at < start or new:
            yield _gap(text, at, start, new)
        yield from walk.inner.get(start) or inside(walk, number)
        at = end
    while ahead is not None:
        if at < ahead[0]:
            yield _gap(text, at, ahead[0], "")
        yield Edit(*ahead[:2], "", ahead[2])
        at = ahead[1]
        ahead = next(unseen, None)
    if at < len(text):
        yield _gap(text, at, len(text), "")


def _gap(text: str, start: int, end: int, new: str) -> Edit:
    if new == "\n":
        return Edit(start, end, new, "markup.break")
    if new.startswith("\t"):
        return Edit(start, end, new, "markup.cell")
    return Edit(start, end, new, "markup.tag" if text.find("<", start, end) >= 0 else "markup.space")


def _separator(walk: Walk, number: int) -> str:
    sep = walk.seps[number]
    if not number or sep == GLUED:
        return ""
    if sep == LINE:
        row = walk.rows[number]
        return "\n" if row < 0 or row in walk.broken else "\t" * min(walk.crossed[number], 16)
    before, after = walk.ends[number - 1], walk.starts[number]
    return _blank(walk.text, before, after)


def _blank(text: str, start: int, end: int) -> str:
    """What stays of the blanks in ``text[start:end]``: nothing where a line was broken between wide characters."""
    if text.find("\n", start, end) >= 0 and _WIDE.match(text[start - 1 : start]) and _WIDE.match(text[end : end + 1]):
        return ""
    return " "


def inside(walk: Walk, number: int) -> Iterator[Edit]:
    """The edits within one run: references resolved, blanks of the source's layout made one or none."""
    text, start, end = walk.text, walk.starts[number], walk.ends[number]
    preformatted = walk.is_pre(number)
    if not preformatted and not _needs_work(text[start:end]):
        return
    for found in (_INNER_PRE if preformatted else _INNER).finditer(text, start, end):
        old = found[0]
        if found["blank"] is None:
            new = unescape(old)
            new = new.replace("\xa0", " ") if preformatted else new.translate(_SPACES)
            rule = "markup.entity"
        else:
            new = "" if preformatted else _blank(text, *found.span())
            rule = "markup.space"
        if new != old:
            yield Edit(*found.span(), new, rule)


def _needs_work(run: str) -> bool:
    return "&" in run or "\n" in run or "  " in run or "\xa0" in run or "\t" in run or "\r" in run or "\f" in run
