"""Which line of a flattened page is its headline: what its looks, its place and the rest of the page say together.

A linear model over the lines above the prose and between its first paragraphs, and over the chance that none of them
is one; the chances of all sum up to one. Its weights are data (``data/models/flat_headline.toml``), written by
``tools/fit_flat_headline.py``.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.anchored_title import fits, is_menu, is_row
from cleaner.stages.boilerplate.page import BREADCRUMB, Page
from cleaner.stages.markup.byline import author_of, is_medium
from cleaner.stages.markup.moment import moment
from cleaner.stages.markup.names import bare_name
from cleaner.stages.markup.signed import tells_day
from cleaner.stages.markup.site_names import like_site, plain
from cleaner.stages.markup.title_parts import SEPARATOR, is_institution
from cleaner.word_tables import word_table

NONE = "none"
"""The weight of a text without a headline."""
_LONGEST, _TOP, _PROSE = 100, 120, 3  # characters of a headline; lines of a head, and its paragraphs
_ABOVE = 60  # lines above the first paragraph
_SAID, _NEAR = 6000, 3  # characters of prose that are looked at; lines from a headline down to a row
_ITEM, _ITEMS = 8, 3  # characters of an item of a menu, and how many stand in a row of one
_SHORT, _MOST_RUN = 8, 10  # characters of a word of a menu, and such words in a row
_TINY, _FEW, _MANY = 4, 7, 36  # letters of a headline: fewer, and more, are rare
_BRIEF = 12  # letters of a title that the page may take back
_LONGEST_ROW, _LONGEST_DAY, _PARAGRAPH = 150, 80, 1000  # characters of a record, of a day or a trail, of a paragraph
_BLANKS = re.compile(r"[\s|·/]+")
_NUMBERED = re.compile(r"[(\[【第]{0,2}(?:[一二三四五六七八九十]{1,3}|\d{1,2}(?:\.\d{1,2})?)[)\]】、.章节 ]")
_STEPS = frozenset(">»›→")

# What is said of a line must be so much likelier than the title by the rules, and none no likelier than this; where the
# rules find none, a line must be likelier than not.
_LIKELIER, _LEAST, _LEAST_ALONE, _MOST_NONE = 6.0, 0.25, 0.5, 0.6
_SURE_NONE, _MOST_SAID = 0.7, 0.08  # the chance of none, and of the title by the rules, for a text without one

Signs = dict[str, float]


def likelier(page: Page, kept: Sequence[int], said: str) -> str:
    """The headline, where the page says that another line is far likelier to be it than ``said``; empty for none.

    kept: the lines that stay.  said: the title by the rules, or empty.
    """
    lines, none = chances(page, kept)
    named: dict[str, float] = {}
    for line, chance in lines.items():
        name = plain(page.text(line))
        named[name] = named.get(name, 0.0) + chance
    own = plain(said)
    ours = sum(chance for name, chance in named.items() if own and own in name)
    best = max(named, key=named.__getitem__, default="")
    least = max(_LEAST, _LIKELIER * ours) if said else _LEAST_ALONE
    if best and not (own and own in best) and none <= _MOST_NONE and named[best] >= least:
        line = next(line for line in lines if plain(page.text(line)) == best)
        label = not said and ":" in page.folded[line][:_ITEM]  # of a form, as far as the page goes
        return said if label or _headed(page, said, line) or not _is_fit(page, line) else page.text(line).strip("# ")
    framed = len(kept) < len(page) or bool(page.rows)
    return "" if framed and none >= _SURE_NONE and ours <= _MOST_SAID and _may_go(page, said) else said


def _headed(page: Page, said: str, line: int) -> bool:
    """Whether the title by the rules stands above another line, with the row of the record between the two or above."""
    own = next((i for i in range(line) if page.text(i).strip("# ") == said), line)
    return own < line and any(is_row(page, i) for i in range(max(0, own - _NEAR + 1), line))


def _may_go(page: Page, said: str) -> bool:
    """Whether a title by the rules is as short as a name or items of a menu, and no day or record stands beside it."""
    if len(plain(said)) > _BRIEF and not _is_items(said):
        return False
    own = next((i for i in range(len(page)) if page.text(i).strip("# ") == said), -1)
    beside = [i for i in (own - 1, own + 1) if own >= 0 and 0 <= i < len(page) and len(page.folded[i]) <= _LONGEST]
    return not any(moment(page.folded[i]) or is_row(page, i) for i in beside)


def _is_fit(page: Page, line: int) -> bool:
    """Whether a line has the form of a headline, and nothing says that it is none."""
    text, folded, known = page.text(line), page.folded[line], pattern_table("pages")
    refused = any(kind.match(folded) for kind in known.group("no-title")) or known["field.other"].match(folded)
    return fits(page, line) and not (refused or author_of(text) or bare_name(text))


def chances(page: Page, kept: Sequence[int]) -> tuple[dict[int, float], float]:
    """The chance of each line that may be the headline, and the chance that none of them is."""
    weights = _weights()
    rows = list(signs_of(page, kept))
    scores = {line: sum(weights[name] * sign for name, sign in signs.items()) for line, signs in rows}
    none = sum(weights[name] * sign for name, sign in none_of(page, kept).items())
    top = max([none, *scores.values()])
    total = math.exp(none - top) + sum(math.exp(score - top) for score in scores.values())
    return {line: math.exp(score - top) / total for line, score in scores.items()}, math.exp(none - top) / total


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = word_table("models/flat_headline")["weights"]
    return weights


def none_of(page: Page, kept: Sequence[int]) -> Signs:
    """What speaks for a text without a headline."""
    prose = next((i for i in kept if page.paragraph[i] or page.told[i]), kept[-1])
    above = [i for i in range(max(0, prose - _ABOVE), prose) if _may_be(page, i)]
    return {
        NONE: 1.0,
        "prose first": float(prose == kept[0]),
        "lines above": math.log1p(len(above)),
        "record above": float(any(is_row(page, i) for i in above)),
    }


def signs_of(page: Page, kept: Sequence[int]) -> Iterator[tuple[int, Signs]]:
    """What speaks for and against each line that may be the headline."""
    head = _head(page, kept)
    body = _body(page, head.prose)
    shares = {i: _said(page, i, body) for i in head.lines}
    best = max((share for share, _ in shares.values()), default=0.0)
    for i, (share, pairs) in shares.items():
        echo = {"said": share, "pairs": math.log1p(pairs), "most said": share == best > 0, **_again(page, i)}
        signs = _looks(page, i) | _place(page, head, i) | _beside(page, head, i) | echo
        yield i, {name: float(sign) for name, sign in signs.items()}


class _Head(NamedTuple):
    """The lines of a head by what they are.

    lines: those that may be the headline.  kept: those that stay.  prose: paragraphs, of which ``first`` is the first.
    stop: the end of the head.  rows: of a record.  days: short ones that tell a day.  trails: ways to the page.
    read: lines that are any of these, or that a rule knows.  longest: letters of the longest one above the prose.
    """

    lines: list[int]
    kept: list[int]
    prose: list[int]
    first: int
    stop: int
    rows: set[int]
    days: set[int]
    trails: set[int]
    read: set[int]
    longest: int


def _head(page: Page, kept: Sequence[int]) -> _Head:
    prose = [i for i in kept if page.paragraph[i]] or [i for i in kept if page.told[i]]
    first = prose[0] if prose else kept[-1] + 1
    stop = min(prose[_PROSE - 1] if len(prose) >= _PROSE else len(page), first + _TOP)
    lines = [i for i in range(max(0, first - _ABOVE), stop) if _may_be(page, i)]
    short = [i for i in range(stop) if len(page.folded[i]) <= _LONGEST_ROW]
    rows = {i for i in short if is_row(page, i)}
    days = {i for i in short if len(page.folded[i]) <= _LONGEST_DAY and not page.told[i] and moment(page.folded[i])}
    trails = {i for i in short if _is_trail(page, i)}
    read = {*rows, *days, *trails, *page.rows, *(i for i in range(stop) if page.fired[i] or is_menu(page, i))}
    longest = max((len(plain(page.text(i))) for i in lines if i < first), default=1)
    return _Head(lines, list(kept), prose, first, stop, rows, days, trails, read, longest)


def _place(page: Page, head: _Head, line: int) -> Signs:
    """Where a line stands."""
    first, above = head.first, line < head.first
    return {
        "top": line == 0,
        "kept": line in head.kept,
        "first kept": line == head.kept[0],
        "above kept": line < head.kept[0],
        "below first": line > first,
        "paragraphs above": bisect_left(head.prose, line),
        "distance": math.log1p(abs(first - line)),
        "place": math.log1p(line),
        "prose next": line + 1 in head.prose,
        "unread": math.log1p(sum(i not in head.read for i in range(line + 1, first))),
        "unread near": sum(i not in head.read for i in range(line + 1, min(first, line + 1 + _NEAR))),
        "share of longest": min(1.0, len(plain(page.text(line))) / head.longest) if above else 0.0,
    }


def _beside(page: Page, head: _Head, line: int) -> Signs:
    """What stands above and below a line."""
    below = page.text(line + 1) if line + 1 < head.stop else ""
    return {
        "row next": line + 1 in head.rows,
        "row below": not head.rows.isdisjoint(range(line + 2, line + 1 + _NEAR)),
        "row above": not head.rows.isdisjoint((line - 1, line - 2)),
        "trail above": not head.trails.isdisjoint((line - 1, line - 2)),
        "day next": line + 1 in head.days,
        "day above": not head.days.isdisjoint((line - 1, line - 2)),
        "day below": not head.days.isdisjoint(range(line + 2, line + 1 + _NEAR)),
        "name next": bool(below and (bare_name(below) or author_of(below))),
        "read next": line + 1 in head.read,
        "read above": line - 1 in head.read,
        "short above": _run(page, line - 1, -1),
        "short below": _run(page, line + 1, 1),
    }


def _may_be(page: Page, line: int) -> bool:
    text = page.text(line)
    return len(text) <= _LONGEST and len(plain(text)) > 1 and "://" not in text and any(map(str.isalpha, text))


def _looks(page: Page, line: int) -> Signs:
    """The signs that a line has of its own."""
    text, folded = page.text(line).strip("# "), page.folded[line]
    known, bylines, letters = pattern_table("pages"), pattern_table("bylines"), plain(text)
    cut = SEPARATOR.split(text)
    return {
        "size": math.log(len(letters)),
        "tiny": len(letters) < _TINY,
        "short": len(letters) < _FEW,
        "long": len(letters) > _MANY,
        "sentence": folded[-1] in "。;,",
        "colon": folded[-1] == ":",
        "asks": folded[-1] in "?!",
        "label": ":" in folded[:_ITEM],
        "items": _is_items(text),
        "comma": "," in folded,
        "digits": sum(map(str.isdigit, letters)) / len(letters),
        "latin": text.isascii(),
        "quoted": text[0] in "【《「[",
        "numbered": _NUMBERED.match(folded) is not None,
        "heading": page.text(line).startswith("#"),
        "no title": any(kind.match(folded) for kind in known.group("no-title")),
        "site": like_site(text),
        "institution": is_institution(text),
        "name": bare_name(text) != "",
        "byline": author_of(text) != "",
        "day": moment(folded) is not None,
        "begins with day": tells_day(text),
        "menu": is_menu(page, line),
        "medium": is_medium(text),
        "section": bylines["section"].fullmatch(folded) is not None,
        "part": known["first-part"].match(folded) is not None or known["part-alone"].fullmatch(folded) is not None,
        "steps": not _STEPS.isdisjoint(text),
        "suffix": len(cut) > 1 and (like_site(cut[-1]) or is_institution(cut[-1])),
        "cut": text.endswith(("...", "…")),
        "sure": line in page.sure,
        "weak": line in page.weak,
        "ends": line in page.heads,
    }


def _is_items(text: str) -> bool:
    """Whether a line is a row of short words, as menus are."""
    parts = [part for part in _BLANKS.split(text) if part]
    return len(parts) >= _ITEMS and max(map(len, parts)) <= _ITEM


def _again(page: Page, line: int) -> Signs:
    """How often the page says a line again: alone, at the end of a trail, before the name of the site, in another."""
    folded = page.folded[line].strip("# ")
    same = within = trail = suffix = 0
    if len(folded) >= _TINY:
        for i, text in enumerate(page.folded):
            if len(text) > 2 * _LONGEST or i == line or folded not in text:
                continue
            if text.strip("# ") == folded:
                same += 1
            elif i < line and text.endswith(folded) and not _STEPS.isdisjoint(text):
                trail = 1
            elif i < line and text.startswith(folded) and SEPARATOR.match(page.text(i), len(folded)):
                suffix = 1
            else:
                within += 1
    return {"same": math.log1p(same), "within": math.log1p(within), "in trail": trail, "in title": suffix}


def _run(page: Page, line: int, step: int) -> float:
    """How many short lines without a mark stand next to each other from one on."""
    size = 0
    while 0 <= line < len(page) and size < _MOST_RUN and page.solid_sizes[line] <= _SHORT and not page.told[line]:
        size, line = size + 1, line + step
    return math.log1p(size)


def _is_trail(page: Page, line: int) -> bool:
    rule = page.sure.get(line)
    return (rule is not None and rule.id == BREADCRUMB) or (
        len(page.folded[line]) <= _LONGEST_DAY and not _STEPS.isdisjoint(page.folded[line])
    )


def _body(page: Page, prose: Sequence[int]) -> dict[int, frozenset[str]]:
    """The pairs of characters of the first prose, by line."""
    out: dict[int, frozenset[str]] = {}
    size = 0
    for i in prose:
        text = page.folded[i][:_PARAGRAPH]
        out[i] = frozenset(map("".join, pairwise(text)))
        size += len(text)
        if size > _SAID:
            break
    return out


def _said(page: Page, line: int, body: Mapping[int, frozenset[str]]) -> tuple[float, int]:
    """The share of the pairs of letters of a line that the prose says, and their number."""
    pairs = set(map("".join, pairwise(plain(page.text(line)))))
    hits = sum(any(pair in said for i, said in body.items() if i != line) for pair in pairs)
    return hits / max(1, len(pairs)), hits
