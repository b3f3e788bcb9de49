"""What speaks for and against each line of a flattened page as its headline, and against there being one.

A ``Head`` has what is the same for all of its lines. The signs come in two steps: what place, form and the rest of the
page say, which is quickly told; and what kind of line it is, which many patterns are asked for.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from cleaner.once import once
from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.anchored_title import is_menu, is_row
from cleaner.stages.boilerplate.answers import day_of, name_in, signed_by
from cleaner.stages.boilerplate.page import BREADCRUMB, Page
from cleaner.stages.markup.byline import is_medium
from cleaner.stages.markup.signed import tells_day
from cleaner.stages.markup.site_names import like_site, plain
from cleaner.stages.markup.title_parts import SEPARATOR, is_institution

NONE = "none"
"""The weight of a text without a headline."""
LONGEST = 100
"""Characters of a headline."""
_TOP, _PROSE = 120, 3  # lines of a head, and its paragraphs
_ABOVE = 60  # lines above the first paragraph
_SAID, _NEAR = 6000, 3  # characters of prose that are looked at; lines from a headline down to a row
ITEM = 8
"""Characters of an item of a menu, and of the label of a form."""
_ITEMS = 3  # items in a row of a menu
_SHORT, _MOST_RUN = 8, 10  # characters of a word of a menu, and such words in a row
_TINY, _FEW, _MANY = 4, 7, 36  # letters of a headline: fewer, and more, are rare
_LONGEST_ROW, _LONGEST_DAY, _PARAGRAPH = 150, 80, 1000  # characters of a record, of a day or a trail, of a paragraph
_BLANKS = re.compile(r"[\s|·/]+")
_NUMBERED = re.compile(r"[(\[【第]{0,2}(?:[一二三四五六七八九十]{1,3}|\d{1,2}(?:\.\d{1,2})?)[)\]】、.章节 ]")
_STEPS = frozenset(">»›→")
_STOPS, _OPEN = "。;,", "。;,:"  # marks at the end of what is no headline

Signs = dict[str, float]
Pairs = frozenset[tuple[str, str]]


def signs_of(page: Page, kept: Sequence[int]) -> Iterator[tuple[int, Signs]]:
    """What speaks for and against each line that may be the headline."""
    head = Head(page, kept)
    for line in head.lines:
        yield line, {name: float(sign) for name, sign in (head.place(line) | head.kind(line)).items()}


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


def is_items(text: str) -> bool:
    """Whether a line is a row of short words, as menus are."""
    parts = [part for part in _BLANKS.split(text) if part]
    return len(parts) >= _ITEMS and max(map(len, parts)) <= ITEM


class Head:
    """The lines of a head by what they are.

    own: the letters of the title by the rules; lines with it are looked at, however unlikely.  lines: those that may be
    the headline.  prose: paragraphs, of which ``first`` is the first.  stop: the end of the head.  rows: of a record.
    days: short ones that tell a day.  trails: ways to the page.
    """

    def __init__(self, page: Page, kept: Sequence[int], own: str = "") -> None:
        self._page, self._kept, self._top = page, frozenset(kept), kept[0]
        self._prose = [i for i in kept if page.paragraph[i]] or [i for i in kept if page.told[i]]
        self._paragraphs = frozenset(self._prose)
        self._first = first = self._prose[0] if self._prose else kept[-1] + 1
        last = self._prose[_PROSE - 1] if len(self._prose) >= _PROSE else len(page)
        self._stop = stop = min(last, first + _TOP)
        words = [i for i in range(max(0, first - _ABOVE), stop) if _may_be(page, i)]
        short = [i for i in range(stop) if len(page.folded[i]) <= _LONGEST_ROW]
        told, fired = page.told.tolist(), page.fired.tolist()
        self._rows = {i for i in short if is_row(page, i)}
        self._days = {i for i in short if len(page.folded[i]) <= _LONGEST_DAY and not told[i] and day_of(page, i)}
        self._trails = {i for i in short if _is_trail(page, i)}
        known = {*self._rows, *self._days, *self._trails, *page.rows}
        self._read = known | {i for i in range(stop) if fired[i] or is_menu(page, i)}
        unread = (i not in self._read for i in range(first))
        self._unread = list(accumulate(unread, initial=0))  # above each line
        self._brief = ((page.solid_sizes <= _SHORT) & ~page.told).tolist()
        self._longest = max((len(plain(page.text(i))) for i in words if i < first), default=1)
        self.lines = [i for i in words if self._is_likely(i) or (own and own in plain(page.text(i)))]

    def _is_likely(self, line: int) -> bool:
        """Whether a line is no sentence, label or way, nor a short word that has no row below: few headlines are."""
        folded = self._page.folded[line]
        if folded[-1] in _OPEN or not _STEPS.isdisjoint(folded):
            return False
        return line + 1 in self._rows or line + 1 in self._days or len(plain(self._page.text(line))) >= _TINY

    def place(self, line: int) -> Signs:
        """What the place and the form of a line say, the lines beside it, and the rest of the page."""
        share, pairs = self._shares[line]
        echo = {"said": share, "pairs": math.log1p(pairs), "most said": share == self._best > 0}
        return self._stands(line) | self._beside(line) | _form(self._page, line) | echo | self._again(line)

    def kind(self, line: int) -> Signs:
        """What kind of line it is."""
        page = self._page
        text, folded = page.text(line).strip("# "), page.folded[line]
        known, bylines, letters = pattern_table("pages"), pattern_table("bylines"), plain(text)
        cut = SEPARATOR.split(text)
        below = line + 1 if line + 1 < self._stop else line
        return {
            "items": is_items(text),
            "digits": sum(map(str.isdigit, letters)) / len(letters),
            "numbered": _NUMBERED.match(folded) is not None,
            "no title": any(kind.match(folded) for kind in known.group("no-title")),
            "site": like_site(text),
            "institution": is_institution(text),
            "byline": signed_by(page, line) != "",
            "day": day_of(page, line) is not None,
            "begins with day": tells_day(text),
            "menu": is_menu(page, line),
            "medium": is_medium(text),
            "section": bylines["section"].fullmatch(folded) is not None,
            "part": known["first-part"].match(folded) is not None or known["part-alone"].fullmatch(folded) is not None,
            "suffix": len(cut) > 1 and (like_site(cut[-1]) or is_institution(cut[-1])),
            "name next": below > line and bool(name_in(page, below) or signed_by(page, below)),
        }

    def _stands(self, line: int) -> Signs:
        """Where a line stands."""
        first, unread = self._first, self._unread
        near = min(first, line + 1 + _NEAR)
        above = line < first
        return {
            "top": line == 0,
            "kept": line in self._kept,
            "first kept": line == self._top,
            "above kept": line < self._top,
            "below first": line > first,
            "paragraphs above": bisect_left(self._prose, line),
            "distance": math.log1p(abs(first - line)),
            "place": math.log1p(line),
            "prose next": line + 1 in self._paragraphs,
            "unread": math.log1p(unread[first] - unread[line + 1]) if above else 0.0,
            "unread near": unread[near] - unread[line + 1] if above else 0,
            "share of longest": min(1.0, len(plain(self._page.text(line))) / self._longest) if above else 0.0,
        }

    def _beside(self, line: int) -> Signs:
        """What stands above and below a line."""
        above, below = (line - 1, line - 2), range(line + 2, line + 1 + _NEAR)
        return {
            "row next": line + 1 in self._rows,
            "row below": not self._rows.isdisjoint(below),
            "row above": not self._rows.isdisjoint(above),
            "trail above": not self._trails.isdisjoint(above),
            "day next": line + 1 in self._days,
            "day above": not self._days.isdisjoint(above),
            "day below": not self._days.isdisjoint(below),
            "read next": line + 1 in self._read,
            "read above": line - 1 in self._read,
            "short above": self._run(line - 1, -1),
            "short below": self._run(line + 1, 1),
        }

    def _run(self, line: int, step: int) -> float:
        """How many short lines without a mark stand next to each other from one on."""
        size, brief = 0, self._brief
        while 0 <= line < len(brief) and size < _MOST_RUN and brief[line]:
            size, line = size + 1, line + step
        return math.log1p(size)

    def _again(self, line: int) -> Signs:
        """How often the page says a line again: alone, at the end of a trail, before the site, amid more."""
        page = self._page
        folded = page.folded[line].strip("# ")
        same = within = trail = suffix = 0
        for i in self._holding(folded) if len(folded) >= _TINY else ():
            text = page.folded[i]
            if i == line:
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

    def _holding(self, folded: str) -> Iterator[int]:
        """The lines, none of them much longer than a headline, that hold some text."""
        text, starts, lines = self._joined
        at = text.find(folded)
        while at >= 0:
            place = bisect_right(starts, at)
            yield lines[place - 1]
            at = text.find(folded, starts[place]) if place < len(starts) else -1

    @once
    def _joined(self) -> tuple[str, list[int], list[int]]:
        """The lines that are not much longer than a headline, joined; where each begins, and which one it is."""
        lines = [i for i, text in enumerate(self._page.folded) if len(text) <= 2 * LONGEST]
        texts = [self._page.folded[i] for i in lines]
        return "\n".join(texts), [*accumulate((len(text) + 1 for text in texts[:-1]), initial=0)], lines

    @once
    def _shares(self) -> dict[int, tuple[float, int]]:
        """The share of the pairs of letters of each line that the prose says, and their number."""
        body = self._body
        said = frozenset[tuple[str, str]]().union(*body.values())
        out: dict[int, tuple[float, int]] = {}
        for line in self.lines:
            pairs = _pairs(plain(self._page.text(line)))
            others = frozenset().union(*(body[i] for i in body if i != line)) if line in body else said
            hits = len(pairs & others)
            out[line] = hits / max(1, len(pairs)), hits
        return out

    @once
    def _best(self) -> float:
        return max((share for share, _ in self._shares.values()), default=0.0)

    @once
    def _body(self) -> dict[int, Pairs]:
        """The pairs of characters of the first prose, by line."""
        out: dict[int, Pairs] = {}
        size = 0
        for i in self._prose:
            text = self._page.folded[i][:_PARAGRAPH]
            out[i] = _pairs(text)
            size += len(text)
            if size > _SAID:
                break
        return out


def _form(page: Page, line: int) -> Signs:
    """The signs of the form of a line, and what the rules say of it."""
    text, folded = page.text(line).strip("# "), page.folded[line]
    size = len(plain(text))
    return {
        "size": math.log(size),
        "tiny": size < _TINY,
        "short": size < _FEW,
        "long": size > _MANY,
        "sentence": folded[-1] in _STOPS,
        "colon": folded[-1] == ":",
        "asks": folded[-1] in "?!",
        "label": ":" in folded[:ITEM],
        "comma": "," in folded,
        "latin": text.isascii(),
        "quoted": text[0] in "【《「[",
        "heading": page.text(line).startswith("#"),
        "name": name_in(page, line) != "",
        "steps": not _STEPS.isdisjoint(text),
        "cut": text.endswith(("...", "…")),
        "sure": line in page.sure,
        "weak": line in page.weak,
        "ends": line in page.heads,
    }


def _pairs(text: str) -> Pairs:
    """The pairs of neighbouring characters."""
    return frozenset(pairwise(text))


def _may_be(page: Page, line: int) -> bool:
    """Whether a line may be a headline."""
    text = page.text(line)
    return len(text) <= LONGEST and len(plain(text)) > 1 and "://" not in text and any(map(str.isalpha, text))


def _is_trail(page: Page, line: int) -> bool:
    """Whether a line is the way to the page."""
    rule = page.sure.get(line)
    return (rule is not None and rule.id == BREADCRUMB) or (
        len(page.folded[line]) <= _LONGEST_DAY and not _STEPS.isdisjoint(page.folded[line])
    )
