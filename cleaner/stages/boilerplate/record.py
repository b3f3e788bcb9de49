"""Lines above the article that say nothing but the page's record: its time, its author, its source, and buttons."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from cleaner.fold import fold
from cleaner.patterns import lazy
from cleaner.rules import Rule
from cleaner.stages.boilerplate.page import STAMP, Counts, Flags, Page
from cleaner.stages.boilerplate.told import LONGEST, known_of, says
from cleaner.stages.markup.moment import moment

MOST_LINES = 12  # of the article, counted from its beginning
_SHORTEST_NAME = 2
_NUMBER = re.compile(r"\d{1,4}")
_DAY_ALONE = lazy(  # 2024/5/6 下午 3:05:00, May 6, 2024 9:30 AM
    r"(?:[\W\d_年月日时分秒点]|星期|周[一二三四五六日天]|[一二三四五六日天](?=\W|\Z)|上午|下午|早上|晚上|中午|凌晨"
    r"|\b(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b|(?<![a-z])[ap]m\b"
    r"|(?<=\d)(?:st|nd|rd|th)\b)+"
)
_LABEL = r"(?:作者|撰文|文|记者|来源|编辑) ?[:|/丨] ?"


def record_lines(page: Page, keep: Flags, meta: Mapping[str, str], byline: Rule) -> Flags:
    """The lines among ``keep``, above the first prose, that the rule ``byline`` knows once names have a label.

    meta: the metadata of the page.  The rule knows ``来源:某报 2024-05-06``; a page that names its source in its record
    may well write ``某报 2024-05-06`` or the day alone, which on any other page could be a line of the article.
    """
    out = np.zeros(len(page), np.bool_)
    day, known = meta.get("published", "")[:10], byline.pattern
    kept = np.flatnonzero(keep)[:MOST_LINES]
    above = _above_prose(page, kept)
    whole = len(above) == len(kept)  # no prose is below them
    if whole and keep.all():
        return out
    for index in above if day and known is not None else ():
        text = page.folded[index]
        stamp = STAMP.search(text) if len(text) <= LONGEST else None
        if stamp and known is not None and _day(stamp[0]) == day:
            out[index] = known.fullmatch(_names(meta).sub(" 来源:x ", text).strip() + " 来源:x") is not None
        if len(text) <= LONGEST and _DAY_ALONE.fullmatch(text):
            out[index] |= (moment(text) or "")[:10] == day
    out[_told(page, above, meta) if not whole else []] = True
    return out


def _above_prose(page: Page, kept: Counts) -> list[int]:
    """Those of the lines ``kept`` that stand above the first prose."""
    prose = np.flatnonzero(page.paragraph[kept])
    if not len(prose):
        sentences = page.verse & (page.ends_of_sentences > 0)
        prose = 1 + np.flatnonzero(sentences[kept[1:]])  # the first may be the title
    lines: list[int] = kept[: int(prose[0]) if len(prose) else len(kept)].tolist()
    return lines


def _told(page: Page, above: Sequence[int], meta: Mapping[str, str]) -> list[int]:
    """Those of the lines ``above`` the first prose that say the day of the page and what else bylines hold, no more.

    Beside such a line those, too, that have but the author and his label: alone it may begin the text, as in a poem.
    """
    title, known = fold(meta.get("title", "")), known_of(meta)
    said = {line: says(page.folded[line], known) for line in above if page.folded[line] != title}
    beside = [line for line, what in said.items() if what not in ("rest", "")]
    return beside if {"day", "lately"} & set(said.values()) else []


def _names(meta: Mapping[str, str]) -> re.Pattern[str]:
    """The author and the source, with a label or none before them."""
    names = [fold(meta[name]) for name in ("author", "source") if len(meta.get(name, "")) >= _SHORTEST_NAME]
    return re.compile(
        "|".join(rf"(?:{_LABEL}|(?<![:|])){re.escape(n)}" for n in sorted(names, key=len, reverse=True)) or r"(?!)"
    )


def _day(stamp: str) -> str:
    """The day of a date with a year as ISO 8601; empty for any other stamp."""
    parts = _NUMBER.findall(stamp)[:3]
    return f"{parts[0]}-{int(parts[1]):02}-{int(parts[2]):02}" if len(parts) == 3 and len(parts[0]) == 4 else ""
