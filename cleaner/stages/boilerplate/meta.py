"""Metadata from lines: title, author, time and source of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cleaner.fold import fold
from cleaner.stages.markup.moment import moment

_WHEN = re.compile(
    r"(?<!\d)((?:19|20)\d{2}) ?[-./年] ?(\d{1,2}) ?[-./月] ?(\d{1,2}) ?日?"
    r"(?: {0,2}\(?(?:星期|周|週)[一二三四五六日天]\)?)?(?:[ tT]{0,3}(\d{1,2})[:：时時](\d{2})(?:[:：](\d{2}))?)?"
)
_VALUE = r" {0,3}[:：|丨] {0,3}([^\s:：|丨,，。;；()（）【】\[\]]{1,24}(?: [A-Z][A-Za-z.]{1,16}){0,3})"
_LABELS = {
    "source": re.compile(r"(?:来源|來源|稿源|出处|出處)" + _VALUE),
    "author": re.compile(r"(?:作者|撰文|记者|記者|撰稿|文(?=[:：|丨 ]))" + _VALUE),
}
_CREDIT = re.compile(r"(?:撰文|作者|记者|記者|撰稿|文|本报记者|本報記者)" + _VALUE + r".{0,40}")
# Two such lines in a row are a dialogue or a list of particulars: 甲：…, 时间：….
_LABELLED = re.compile(r"\S{1,4}[:：]")
# The head of a post on a bulletin board of Taiwan (PTT and its kin), as its terminal and its web pages show it.
_POST_AUTHOR = re.compile(r"作者[ :：]{1,3}(\S{1,20}(?: ?\([^()]{0,20}\))?)(?: +(?:看板|站內)[ :：]{1,3}\S{1,20})?")
_POST_TITLE = re.compile(r"[標标][題题][ :：]{1,3}(\S.{0,120})")
_POST_TIME = re.compile(r"[時时][間间][ :：]{1,3}([A-Z][a-z]{2} [A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d \d{4})")
_CARD = re.compile(r"(.{1,30}) incentive-icons")


def when(text: str) -> str | None:
    """The first date in ``text`` as ISO 8601, with the time of day if it is there."""
    for found in _WHEN.finditer(text):
        year, month, day, hour, minute, second = (int(g) if g else None for g in found.groups())
        if not (1 <= (month or 0) <= 12 and 1 <= (day or 0) <= 31):
            continue
        date = f"{year:04}-{month:02}-{day:02}"
        if hour is None or minute is None or hour > 23 or minute > 59:
            return date
        return f"{date}T{hour:02}:{minute:02}" + (f":{second:02}" if second is not None and second < 60 else "")
    return None


def from_byline(texts: Iterable[str]) -> dict[str, str]:
    """``author``, ``source`` and ``published`` from lines of a byline; the first value of each stays."""
    found: dict[str, str] = {}
    for text in (each[:400] for each in texts):
        for name, pattern in _LABELS.items():
            if value := pattern.search(text):
                found.setdefault(name, value[1].strip())
        if moment := when(text):
            found.setdefault("published", moment)
    return found


def from_credits(texts: Iterable[str]) -> dict[str, str]:
    """``author`` from a line of credits (``撰文 | 张某``) that stays in the text."""
    for text in texts:
        if len(text) <= 60 and (found := _CREDIT.fullmatch(text)):
            return {"author": found[1].strip()}
    return {}


def from_post(texts: Sequence[str]) -> dict[str, str]:
    """``title``, ``author`` and ``published`` from the head of a bulletin board's post: its first three lines."""
    if len(texts) < 3:
        return {}
    author, name, time = (
        each.fullmatch(text.strip())
        for each, text in zip((_POST_AUTHOR, _POST_TITLE, _POST_TIME), texts[:3], strict=True)
    )
    published = moment(fold(time[1])) if time else None
    if not (author and name and published):
        return {}
    return {"title": name[1].strip(), "author": author[1].strip(), "published": published}


def from_card(texts: Iterable[str]) -> dict[str, str]:
    """``source`` from the account card under an article on a platform."""
    for text in texts:
        if len(text) <= 60 and (found := _CARD.fullmatch(text)):
            return {"source": found[1].strip()}
    return {}


def title(texts: Sequence[str]) -> dict[str, str]:
    """``title``: a Markdown heading of the first level, else the first line of an article if it reads like a title.

    The first line of a dialogue, of a list of particulars, or a link is none.
    """
    heading = next((text for text in texts if text.startswith("# ")), None)
    if heading is None and len(texts) < 2:
        return {}
    text = (heading or texts[0]).lstrip("#").strip()
    if not 3 <= len(text) <= 80 or text[0] in "><|-*+`" or text.endswith(tuple("。；，,;：:")):
        return {}
    if (_LABELLED.match(text) and _LABELLED.match(texts[1])) or "://" in text:
        return {}
    return {"title": text}
