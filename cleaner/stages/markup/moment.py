"""Dates and times as Chinese pages write them, as ISO 8601."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta, timezone
from itertools import islice

from cleaner.patterns import lazy

_DATE = lazy(
    r"(?<!\d)(?P<year>(?:19[89]|20[0-4])\d)(?:[ \u3000]?[-/.][ \u3000]?|[ \u3000]?年[ \u3000]?)(?P<month>[01]?\d)"
    r"(?:[ \u3000]?[-/.][ \u3000]?|[ \u3000]?月[ \u3000]?)"
    r"(?P<day>[0-3]\d(?=[0-2]\d:[0-5]\d)|[0-3]?\d(?!\d))(?:[ \u3000]?日)?"
    r"(?:[ \u3000t,，|·]{0,4}(?:\(?(?:星期|周)[一二三四五六日天]\)?|\([一二三四五六日]\))?[ \u3000]{0,3}\(?(?:hkt[ ])?"
    r"(?P<half>上午|早上|下午|晚上|傍晚|凌晨|中午|am|pm)?[ \u3000]?(?P<hour>[0-2]?\d)[ ]?[:∶时点][ ]?"
    r"(?P<minute>[0-5]\d)(?:[ ]?[:∶分][ ]?(?P<second>[0-5]\d))?(?:\.\d{1,9})?"
    r"(?:秒|分)?[ ]?(?P<after>[ap]m(?![a-z]))?[ ]?(?P<zone>z(?![a-z])"
    r"|(?:(?:utc|gmt)(?=[+-])|)(?(second)[+-]|\+)(?:[01]\d):?[0-5]\d|utc|gmt)?)?"  # 14:00-15:30 is a span
)
_COMPACT = lazy(
    r"(?P<year>(?:19[89]|20[0-4])\d)(?P<month>[01]\d)(?P<day>[0-3]\d)"
    r"(?:t?(?P<hour>[0-2]\d):?(?P<minute>[0-5]\d)(?::?(?P<second>[0-5]\d))?)?"
)


# Month or day first, where one of the two can be no month; two digits of a year before a time.
_BACKWARD = lazy(r"(?<!\d)([0-3]?\d)[-/.]([0-3]?\d)[-/.]((?:19[89]|20[0-4])\d)(?!\d)")
_SHORT = lazy(
    r"(?<![\d-])(?P<year>[0-4]\d)-(?P<month>[01]?\d)-(?P<day>[0-3]?\d)[ ](?P<hour>[0-2]?\d):(?P<minute>[0-5]\d)"
)


_EPOCH = re.compile(r"(1[0-9]{9})(?:[0-9]{3})?")  # seconds or milliseconds
# Years of the Republic of China, with their name or as official pages write them: 民国114年3月5日, 114年3月5日,
# 114/03/05.
_REPUBLIC = re.compile(
    r"民国[ \u3000]?(\d{2,3})(?=[ \u3000]?[年./-])"
    r"|(?<![\d./-])(1[01]\d)(?=年[01]?\d月[0-3]?\d日|([./-])[01]\d\3[0-3]\d(?!\d))"
)
_FOUNDED = 1911
_HOME = timezone(timedelta(hours=8))
_PARTED = re.compile(r"(?<!\d)((?:19|20)\d\d)[ ]([01]\d)[ ]?/[ ]?([0-3]\d)(?=[ ]{1,3}[0-2]\d:)")  # 2022 09/15 10:02
_IN_WORDS = re.compile(
    r"[一二][〇零○0一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_DIGIT_OF = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_TEN = re.compile(r"([一二三])?十([一二三四五六七八九])?")
_ZONED = re.compile(r"(?:Z|[+-]\d\d:\d\d)\Z")
_PART_OF_DAY = re.compile(r"[\d\-/.年月日]{1,8}")
_A_DAY = re.compile(
    r"((?:19|20)\d\d)(?:(?:[-/.](?=\d\d )|年)([01]?\d)月? ([0-3]\d|[1-9]日)日?|年? ([01]\d)[-/.月]([0-3]\d)日?)"
)  # year and month, or year alone, before the rest
_MOST_HEAD = 8  # lines
_NO_OFFSET = re.compile(r"(.{10}T\d\d:\d\d)(:\d\d)?(?:Z|\+00:00)")
_MAY_DATE = re.compile(r"[\d年]")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_C_TIME = re.compile(  # Tue Mar  5 07:30:00 2024
    rf"({'|'.join(_MONTHS)})[ ]{{1,2}}(\d{{1,2}})[ ](\d{{1,2}}:\d\d(?::\d\d)?)[ ](?:[a-z]{{3}}[ ])?((?:19|20)\d\d)"
)
_MONTH_FIRST = re.compile(
    r"(?<![\d一二三四五六七八九十年])([一二三四五六七八九十]{1,2}|1?\d)月 ?(\d{1,2})日?(?:, ?| )((?:19|20)\d\d)(?!\d)"
)
_DAY_FIRST = re.compile(
    r"(?<!\d)([0-3]?\d) (1?\d|[一二三四五六七八九十]{1,2})月,? ((?:19|20)\d\d)(?!\d)"
)  # 15 6月 2015
_CLOCK_FIRST = re.compile(  # 12:07 2023/08/28, also without the blank
    r"(?<![\d:])([0-2]?\d:[0-5]\d) ?((?:19|20)\d\d[-/.][01]?\d[-/.][0-3]?\d)(?!\d)"
)
_ENGLISH = lazy(
    rf"(?<![a-z])({'|'.join(_MONTHS)})[a-z]{{0,6}}\.?[ ](\d{{1,2}})(?: ?(?:st|nd|rd|th))?(?: ?,)?"
    r"(?:[ ](?:mon|tue|wed|thu|fri|sat|sun))?[ ]((?:19|20)\d\d)"
    rf"|(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?[ /-]({'|'.join(_MONTHS)})[a-z]{{0,6}}\.?,?[ -]((?:19|20)\d\d)"
)

DAY = lazy(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    r"(?:(?:19|20)\d\d ?[-./年] ?\d{1,2} ?[-./月] ?(?:[0-3]\d(?=[0-2]?\d:[0-5]\d)|\d{1,2}(?!\d))"
    r" ?日?(?:[ ,]{0,2}\(?(?:星期|周)[一二三四五六日天]\)?)?"
    r"(?:[ t,|]{0,3}(?:上午|下午|晚上|凌晨)? ?\d{1,2}[:时点]\d\d(?:[:分](?:\d\d)?秒?)?"
    r"(?:\.\d{1,3})?(?:z|[+-]\d\d:?\d\d)?)?"
    r"|[一二][〇零○一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
    rf"|(?:{'|'.join(_MONTHS)})[a-z]{{0,6}}\.? \d{{1,2}},? (?:19|20)\d\d"
    rf"|\d{{1,2}} (?:{'|'.join(_MONTHS)})[a-z]{{0,6}},? (?:19|20)\d\d"
    r"|(?:昨天|前天|今天) ?\d{1,2}:\d\d(?::\d\d)?)"
)
"""A day with its time, or a time of a day just past, where it stands in a folded line; ``moment`` tells which it is."""


def stated(folded: str) -> str | None:
    """The moment that the value of a record says, which may count the seconds since 1970; so does no text."""
    if epoch := _EPOCH.fullmatch(folded.strip()):
        return datetime.fromtimestamp(int(epoch[1]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment(folded)


def moment(folded: str) -> str | None:
    """The first date in a folded text, with time and zone where they stand there: ``2026-01-28T10:33+08:00``."""
    if not _MAY_DATE.search(folded):
        return None
    found = _DATE.search(folded) or _COMPACT.fullmatch(folded.strip())
    if found is None:
        rewritten = _in_digits(folded)
        return moment(rewritten) if rewritten != folded else _backward(folded)
    given = found.groupdict()
    date = f"{given['year']}-{int(given['month']):02}-{int(given['day']):02}"
    if int(given["day"]) < 1 or not 1 <= int(given["month"]) <= 12 or int(given["day"]) > _days(date):
        return None
    if given["hour"] is None or int(given["hour"]) > 23:
        return date
    hour = _hour(int(given["hour"]), given.get("half") or given.get("after") or "")
    second = f":{given['second']}" if given["second"] else ""
    return f"{date}T{hour:02}:{given['minute']}{second}{_zone(given.get('zone'))}"


def zoned(when: str) -> str:
    """A moment with the zone that all places have where Chinese pages are written for, where it names none."""
    return f"{when}+08:00" if "T" in when and not _ZONED.search(when) else when


def as_shown(when: str, shown: Collection[str]) -> str:
    """A moment in universal time without its zone where the page shows that very time: a program forgot the offset."""
    said = _NO_OFFSET.fullmatch(when)
    plain = (each for each in shown if not _ZONED.search(each))
    return f"{said[1]}{said[2] or ''}" if said and any(each.startswith(said[1]) for each in plain) else when


def at_home(when: str, days: Collection[str]) -> str:
    """A moment in universal time as those places tell it, where it is the same day there or ``days`` have the other.

    days: those that the page shows.
    """
    if not when.endswith("Z"):
        return when
    there = datetime.fromisoformat(when).astimezone(_HOME)
    shown, own = there.strftime("%Y-%m-%d"), when[:10]
    if shown != own and (shown not in days or own in days):
        return when
    return there.isoformat(timespec="auto" if when.count(":") > 1 else "minutes")


def whole_days(lines: Iterator[str]) -> Iterator[str]:
    """The lines, a day in two parts among the first (21 and 2024年02月, 02-21 and 2024) as one."""
    held = ""
    for line in islice(lines, _MOST_HEAD):
        pair = [held, line] if held else line.split()
        day = _A_DAY.fullmatch(" ".join(pair)) or _A_DAY.fullmatch(" ".join(pair[::-1]))
        if day:
            yield "-".join(filter(None, day.groups()))
        elif held:
            yield held
        held = line if not day and _PART_OF_DAY.fullmatch(line) else ""
        if not day and not held:
            yield line
    if held:
        yield held
    yield from lines


def _days(date: str) -> int:
    """The days of the month of a date."""
    return monthrange(int(date[:4]), int(date[5:7]))[1]


def _hour(hour: int, half: str) -> int:
    """The hour of 24 that an hour of a half of the day is."""
    if half in ("下午", "晚上", "傍晚", "pm") or (half == "中午" and hour < 11):
        return hour + 12 if hour < 12 else hour
    return 0 if half in ("上午", "凌晨", "am") and hour == 12 else hour


def _in_digits(folded: str) -> str:
    """A text whose first date in another way of writing stands in digits, year first."""
    if year := _REPUBLIC.search(folded):
        return f"{folded[: year.start()]}{int(year[1] or year[2]) + _FOUNDED}{folded[year.end() :]}"
    if parts := _PARTED.search(folded):
        return f"{folded[: parts.start()]}{'-'.join(parts.groups())}{folded[parts.end() :]}"
    if words := _IN_WORDS.search(folded):
        plain = _TEN.sub(_tens, words[0]).translate(_DIGIT_OF)
        return f"{folded[: words.start()]}{plain}{folded[words.end() :]}"
    if said := _C_TIME.search(folded):
        plain = f"{said[4]}-{_MONTHS.index(said[1]) + 1}-{said[2]} {said[3]}"
        return f"{folded[: said.start()]}{plain}{folded[said.end() :]}"
    if glued := _CLOCK_FIRST.search(folded):
        return f"{folded[: glued.start()]}{glued[2]} {glued[1]}{folded[glued.end() :]}"
    if named := _DAY_FIRST.search(folded):
        month_ = _TEN.sub(_tens, named[2]).translate(_DIGIT_OF)
        return f"{folded[: named.start()]}{named[3]}-{month_}-{named[1]}{folded[named.end() :]}"
    if named := _MONTH_FIRST.search(folded):  # 十一月 22, 2012: what programs make of November 22, 2012
        month_ = _TEN.sub(_tens, named[1]).translate(_DIGIT_OF)
        return f"{folded[: named.start()]}{named[3]}-{month_}-{named[2]}{folded[named.end() :]}"
    if found := _ENGLISH.search(folded):
        month, day, year_ = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
        return f"{folded[: found.start()]}{year_}-{_MONTHS.index(month) + 1}-{day}{folded[found.end() :]}"
    return folded


def _tens(found: re.Match[str]) -> str:
    return f"{found[1] or '一'}{found[2] or '〇'}"


def _backward(folded: str) -> str | None:
    if short := _SHORT.search(folded):
        return moment(f"20{short[0]}")
    found = _BACKWARD.search(folded)
    if found is None:
        return None
    first, second, year = map(int, found.groups())
    dotted = "." in found[0]  # 01.02.2020: the day first, as in Germany
    month, day = (second, first) if first > 12 or dotted else (first, second)
    sure = dotted or (first > 12) != (second > 12)
    return f"{year}-{month:02}-{day:02}" if sure and 1 <= month <= 12 and 1 <= day <= 31 else None


def _zone(zone: str | None) -> str:
    if zone is None:
        return ""
    offset = zone.removeprefix("utc").removeprefix("gmt")
    return f"{offset[:3]}:{offset[-2:]}" if offset[:1] in ("+", "-") else "Z"
