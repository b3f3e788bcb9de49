"""From the walk over a page to edits: what lies between two visible runs goes, and a separator stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

import numpy as np

from cleaner.doc import Edit
from cleaner.edits import Edits
from cleaner.patterns import lazy
from cleaner.stages.markup.walk import BLANK, GLUED, LINE, Walk

_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"
_INNER = lazy(rf"(?P<blank>(?:{BLANK})++)|(?:{_ENTITY})++")
_INNER_PRE = lazy(rf"(?P<blank>[ \t\xa0]++(?=\n)|(?<=\n\n)(?:[ \t]*+\n)++)|(?:{_ENTITY})++")
_WIDE = lazy(r"[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff“”‘’…—·]")
_HARD = re.compile(r"[&\n\xa0\t\r\f]|  ")
_edit = tuple.__new__  # half the time of calling the class, thousands of times a page
_SPACES = str.maketrans(dict.fromkeys("\t\n\r\f\xa0", " "))


def edits(walk: Walk) -> Sequence[Edit]:
    """The edits that leave the visible text of the page, in order."""
    found = _edits(walk)
    if not found:
        return found
    starts, ends, news, rules, reasons, sure = zip(*found, strict=True)
    if any(reasons) or min(sure) < 1:
        return found
    return Edits(np.array(starts, np.int64), np.array(ends, np.int64), news, rules)


def _edits(walk: Walk) -> list[Edit]:
    text, inner = walk.text, walk.inner
    out: list[Edit] = []
    unseen = sorted(walk.unseen)
    unseen.append((len(text) + 1, 0, ""))
    ahead = at = 0
    next_unseen = unseen[0][0]
    runs = zip(walk.starts, walk.ends, _separators(walk), strict=True)
    for number, (start, end, separator) in enumerate(runs):
        new = separator
        while next_unseen < start:
            first, past, rule = unseen[ahead]
            if at < first:
                out.append(_gap(text, at, first, new))
                new = ""
            out.append(_edit(Edit, (first, past, "", rule, "", 1.0)))
            at = past
            ahead += 1
            next_unseen = unseen[ahead][0]
        if at < start or new:
            out.append(_gap(text, at, start, new))
        if start in inner:
            out += inner[start]
        elif _HARD.search(text, start, end):
            out += inside(walk, number)
        at = end
    for first, past, rule in unseen[ahead:-1]:
        if at < first:
            out.append(_gap(text, at, first, ""))
        out.append(Edit(first, past, "", rule))
        at = past
    if at < len(text):
        out.append(_gap(text, at, len(text), ""))
    return out


def _gap(text: str, start: int, end: int, new: str) -> Edit:
    if new == "\n":
        rule = "markup.break"
    elif new.startswith("\t"):
        rule = "markup.cell"
    else:
        rule = "markup.tag" if text.startswith("<", start) or text.find("<", start, end) >= 0 else "markup.space"
    return _edit(Edit, (start, end, new, rule, "", 1.0))


def _separators(walk: Walk) -> Iterator[str]:
    """What stands before each run of the clean text."""
    broken, at = walk.broken, 0
    columns = zip(walk.seps, walk.rows, walk.crossed, walk.starts, walk.ends, strict=True)
    for number, (sep, row, crossed, start, end) in enumerate(columns):
        if not number or sep == GLUED:
            yield ""
        elif sep == LINE:
            yield "\n" if row < 0 or row in broken else "\t" * min(crossed, 16)
        else:
            yield _blank(walk.text, at, start)
        at = end


def _blank(text: str, start: int, end: int) -> str:
    """What stays of the blanks in ``text[start:end]``: nothing where a line was broken between wide characters."""
    if text.find("\n", start, end) >= 0 and _WIDE.match(text[start - 1 : start]) and _WIDE.match(text[end : end + 1]):
        return ""
    return " "


def inside(walk: Walk, number: int) -> Iterator[Edit]:
    """The edits within one run: references resolved, blanks of the source's layout made one or none."""
    text, start, end = walk.text, walk.starts[number], walk.ends[number]
    preformatted = walk.is_pre(number)
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
