"""The row that a program prints below a headline: an account, when it posted and from where, how many read it.

``乐活   2024-11-30 00:02   浙江``, on one line or on several. Authors write the day, programs the minute, too, and
beside it names, provinces, counters and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.meta import when
from cleaner.stages.boilerplate.page import Page
from cleaner.stages.markup.byline import is_medium, people
from cleaner.stages.markup.moment import DAY
from cleaner.stages.markup.signed import account, has_form

_LINES, _ABOVE, _BELOW = 6, 3, 8  # below a headline up to the row; lines above and below the day
_OVER = 2  # lines that went above the first one that stays
_LONGEST, _LONGEST_NAME, _LONGEST_VALUE = 90, 24, 20  # characters of a line, of a name and of what a label says
_MOST_NAMES, _MOST_ROWS = 2, 2  # names of a row; lines that tell a day: more are talk, or a list of others
_LAST = 60  # lines at the end of a page
_SPLIT = re.compile(r"[\s|·•丨/]+")
_ADDRESS = re.compile(r"https?://\S+")
_YEARLESS = re.compile(
    r"(?<![\d年-])(?:\d{1,2}-\d{1,2}|\d{1,2}月\d{1,2}日) \d{1,2}:\d\d(?!\d)|(?<!\d)\d{1,3} ?(?:秒|分钟|小时|天)前"
)
_OTHER = re.compile(r"推荐文章|最后(?:编辑|回复|登录|由)|注册|加入于")  # days that are not of the text
_LABELLED = re.compile(r"(?:关键[词字]|标题) ?[:：] ?\Z")  # before the title, which the row says again
_CHANGED = re.compile(r"(?:更新|修改|编辑|updated|modified|edited)[于在时间日期on :|]{0,6}\Z")
_TAG = re.compile(r"<[^<>]{0,80}>")
_JOINED = re.compile(r"[^\W_\u3400-\u9fff]\Z")  # a number of something, as A2000/1/1 is
_AFTER, _ISO = re.compile(r"(?:已|发[布表])?于 ?\Z"), re.compile(r"\dt\d.*z")
_EDGES = "()[]【】:,<>"
_NO_NAME = re.compile(r"[。!?;:,\"…<>《》]|\A[\W\d_]+\Z|时间|日期|时刻")
_ORIGINAL = frozenset(("原创", "original"))
Said = tuple[dict[str, str], list[int]]
"""Metadata, and the lines that say them."""


@dataclass
class _Row:
    """What a row says: names in their order, and whether there is a province, a word of programs, a day."""

    lines: list[int] = field(default_factory=list)
    day: str = ""
    names: list[str] = field(default_factory=list)
    place: bool = False
    words: bool = False
    counted: bool = False  # a counter or a button stands on a line of its own, or a second day tells of changes
    original: bool = False  # 原创 stands before who wrote and the account
    put: bool = False  # 于 stands between who wrote and the day
    glued: bool = False  # a name stands right behind the day
    sound: bool = True


def head_row(page: Page, kept: Sequence[int], title: str) -> Said:
    """What the row of a program beside the headline says, and its lines; nothing where none is.

    kept: the lines that stay.
    """
    if page.form is not None or page.book or page.has_posts or page.is_kept:
        return {}, []
    told = page.told & ~page.fired
    prose = next((i for i in kept if told[i] and page.text(i) != title), kept[-1] + 1)
    top = next((i for i in range(kept[0], prose) if page.shows(i, title)), -1)
    first = max(0, kept[0] - _OVER) if top < 0 or top - kept[0] <= _ABOVE else top + 1
    among = frozenset(kept)
    places = list(_places(range(first, prose), top, among))
    if _first_day(page, kept, places) < 0:
        return _agreed(page, top, prose) if top >= 0 else ({}, [])
    if _many(page, among | frozenset(places)):
        return {}, []
    found = _row_about(page, kept, (top, title), places)
    stays = [i for i in places if i in among]
    if found[1] or len(stays) == len(places):
        return found
    return _row_about(page, kept, (top, title), stays)  # as a second look sees them


def _first_day(page: Page, kept: Sequence[int], places: list[int]) -> int:
    """The first of some lines that tells a day; −1 if none does."""
    weekday = pattern_table("pages")["weekday"]  # beside the clock of a site
    days = (i for i in places if _tells_day(page, i) and not (i < kept[0] and weekday.search(page.folded[i])))
    return next(days, -1)


def _row_about(page: Page, kept: Sequence[int], headline: tuple[int, str], places: list[int]) -> Said:
    """What the row about the first line that tells the day says, of some lines about the headline, and its lines."""
    top, title = headline
    if (dated := _first_day(page, kept, places)) < 0:
        return {}, []
    row = _around(page, [i for i in places if (i < top) == (dated < top)], dated, title)
    if row is None or not _is_program(row):
        return {}, []
    said = {page.text(line) for line in row.lines}
    above = {_TAG.sub("", text).strip() for text in (title, page.text(kept[0]))} - {""} - said
    if any(text.startswith(tuple(above)) or title.startswith(text) for text in said):  # the headline and more, or less
        return {}, []
    return _meta(row), [line for line in places if line in row.lines or page.text(line) in said]  # said again below


def _places(lines: range, top: int, kept: frozenset[int]) -> Iterator[int]:
    """The lines about a headline up to the last one of ``_LINES`` below it that stay: a second look sees no others."""
    left = _LINES
    for line in lines:
        left -= line > top and line in kept
        if left < 0:
            return
        if line != top:
            yield line


def foot_row(page: Page, kept: Sequence[int]) -> Said:
    """The day that the last lines of a post of Zhihu tell, and the line that does."""
    edited = pattern_table("blogs")["answered"]
    for line in range(len(page) - 1, max(kept[0], len(page) - _LAST), -1):
        said = edited.fullmatch(page.folded[line]) if page.digits[line] else None
        if said and (day := when(said[1])):
            return {"published": day}, [line]
    return {}, []


def _agreed(page: Page, top: int, prose: int) -> Said:
    """Who wrote a post of Zhihu, between the headline and how many agreed."""
    known = pattern_table("blogs")["approved"]
    line = next((i for i in range(top + 1, min(top + 2 + _ABOVE, prose)) if known.fullmatch(page.folded[i])), -1)
    if line < 0:
        return {}, []
    name = page.text(top + 1) if line > top + 1 else ""
    return {"author": name} if account(name) else {}, list(range(top + 1, line + 1))


def _many(page: Page, lines: frozenset[int]) -> bool:
    """Whether more of the lines tell a day than one page has of its own: talk, or others in a list."""
    likely: Iterator[int] = (i for i in page.digits.nonzero()[0].tolist() if i in lines and _tells_day(page, i))
    return len([i for i, _ in zip(likely, range(_MOST_ROWS + 1), strict=False)]) > _MOST_ROWS


def _tells_day(page: Page, line: int) -> bool:
    """Whether a short line tells a day, or a minute without the year, and is no sentence."""
    text = page.folded[line]
    if len(text) > _LONGEST and (len(text) > 2 * _LONGEST or len(_ADDRESS.sub("", text)) > _LONGEST):
        return False
    if page.told[line] or "<" in text:
        return False
    return DAY.search(text) is not None or _YEARLESS.search(text) is not None


def _around(page: Page, places: list[int], dated: int, title: str) -> _Row | None:
    """The row with the line that tells the day, the names above it, and what follows it."""
    row = _Row()
    text = page.text(dated)
    _read(row, text.replace(title, " ") if title and _LABELLED.search(text[: -len(title)]) else text)
    at = places.index(dated)
    below = places[at + 1 : at + 1 + _BELOW]
    row.lines = [dated, *takewhile(lambda line: _continues(row, page, line), below)]
    above = places[max(0, at - _ABOVE) : at][::-1]
    row.lines = sorted([*takewhile(lambda line: _names(row, page, line), above), *row.lines])
    known = when(row.day) or _YEARLESS.search(row.day)  # 2000/0/0 is no day
    return row if known and row.sound and len(row.names) <= _MOST_NAMES else None


def _read(row: _Row, text: str) -> None:
    """Reads a line that tells the day."""
    folded = fold(text)
    day = DAY.search(folded) or _YEARLESS.search(folded)
    if day is None:
        return
    row.day = folded[slice(*day.span())]
    before, behind = text[: day.start()], text[day.end() :]
    other = DAY.search(folded, day.end())
    if other and _CHANGED.search(folded[: other.start()]):  # when it was changed, too
        row.words = row.counted = True
        behind = behind[: other.start() - day.end()] + " " + text[other.end() :]
        other = DAY.search(folded, other.end())
    row.sound = not _JOINED.search(before) and _OTHER.search(folded) is None and other is None
    row.put = _AFTER.search(fold(before)) is not None
    row.glued = not before.strip() and bool(behind[:1].strip()) and ":" in row.day
    row.words = _ADDRESS.search(text) is not None or _ISO.search(row.day) is not None
    for part in (*_SPLIT.split(_ADDRESS.sub(" ", before)), *_SPLIT.split(_ADDRESS.sub(" ", behind))):
        _take(row, part)


def _take(row: _Row, part: str) -> None:
    """Reads a part of a line between blanks or bars."""
    known, folded = pattern_table("pages"), fold(part).strip(_EDGES)
    if folded in _ORIGINAL:
        row.original = row.words = True
    elif known["region"].fullmatch(folded):
        row.place = True
    elif is_medium(part) and not folded.startswith("本"):
        row.names.append(part.strip(_EDGES))
    elif not folded or known["told.rest"].fullmatch(folded):
        row.words = row.words or known["told.program"].search(folded) is not None
    elif len(part) <= _LONGEST_NAME and any(map(str.isalpha, part)) and not _no_name(part):
        row.names.append(part.strip(_EDGES))
    else:
        row.sound = False


def _no_name(part: str) -> bool:
    """Whether a part is a label, or holds signs that no name has."""
    return fold(part).endswith(":") or _NO_NAME.search(fold(part).strip(_EDGES)) is not None


def _continues(row: _Row, page: Page, line: int) -> bool:
    """Whether a line below the day is a province, a button, a counter, a label of a program or what it says."""
    known, folded = pattern_table("pages"), page.folded[line]
    if known["region"].fullmatch(folded):
        row.place = True
        return True
    if known["told.counter"].fullmatch(folded) or pattern_table("bylines")["follow"].fullmatch(folded):
        row.words = row.counted = True
        return True
    label = known["told.label"]
    said = label.fullmatch(page.folded[line - 1]) is not None and len(folded) <= _LONGEST_VALUE and not page.told[line]
    row.counted = row.counted or said
    return said or label.fullmatch(folded) is not None


def _names(row: _Row, page: Page, line: int) -> bool:
    """Whether a line above the day is a name, what stands before one, or what says that it has a rank."""
    text, folded = page.text(line), page.folded[line]
    known = pattern_table("pages")
    if folded in _ORIGINAL:
        row.original = row.words = True
        return True
    if known["told.counter"].fullmatch(folded) or known["told.label"].fullmatch(folded):
        row.words = True
        return True
    follow = pattern_table("bylines")["follow"]
    followed = any(map(follow.fullmatch, page.folded[line + 1 : line + 1 + _LINES]))
    sure = row.place or row.put or row.original or followed or (line and page.folded[line - 1] in _ORIGINAL)
    if len(row.names) == _MOST_NAMES or not (is_medium(text) or (account(text) and (sure or has_form(text)))):
        return False
    row.names.insert(0, text)
    return True


def _is_program(row: _Row) -> bool:
    """Whether a row tells the minute and more, or beside a day what authors do not write there."""
    media = any(map(is_medium, row.names))
    if _YEARLESS.search(row.day):
        return row.place or row.counted or media
    if ":" in row.day:
        return row.place or row.words or bool(row.names)
    if not row.names:
        return row.counted
    if len(row.names) == 1:
        return row.place or row.counted or (row.words and not media)
    return media


def _meta(row: _Row) -> dict[str, str]:
    """The metadata that a row says."""
    out = {"published": day} if (day := when(row.day)) else {}
    program = pattern_table("pages")["told.program"]
    names = [name for each in row.names if (name := _AFTER.sub("", each)) and not program.search(fold(name))]
    names.sort(key=is_medium)
    if names and not is_medium(names[0]) and (has_form(names[0]) or row.put or row.glued or row.original):
        out |= {"author": author} if (author := people(names.pop(0))) else {}
    names = [name for name in names if is_medium(name) or row.place or row.original]
    return out | ({"source": names[0]} if names else {})
