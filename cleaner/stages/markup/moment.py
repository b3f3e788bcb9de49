"""Dates and times as Chinese pages write them, as ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from cleaner.patterns import lazy

_DATE = lazy(
    r"(?<!\d)(?P<year>(?:19[89]|20[0-4])\d)(?:[ \u3000]?[-/.][ \u3000]?|[ \u3000]?年[ \u3000]?)(?P<month>[01]?\d)"
    r"(?:[ \u3000]?[-/.][ \u3000]?|[ \u3000]?月[ \u3000]?)(?P<day>[0-3]?\d)(?!\d)(?:[ \u3000]?日)?"
    r"(?:[ \u3000t,，|·]{0,4}(?:\(?(?:星期|周)[一二三四五六日天]\)?)?[ \u3000]{0,3}\(?"
    r"(?P<half>上午|下午|晚上|凌晨|am|pm)?[ \u3000]?(?P<hour>[0-2]?\d)[ ]?[:时点][ ]?(?P<minute>[0-5]\d)"
    r"(?:[ ]?[:分][ ]?(?P<second>[0-5]\d))?(?:\.\d{1,9})?"
    r"(?:秒|分)?[ ]?(?P<zone>z(?![a-z])|[+-](?:[01]\d):?[0-5]\d|utc|gmt)?)?"
)
_COMPACT = lazy(
    r"(?P<year>(?:19[89]|20[0-4])\d)(?P<month>[01]\d)(?P<day>[0-3]\d)"
    r"(?:t?(?P<hour>[0-2]\d):?(?P<minute>[0-5]\d)(?::?(?P<second>[0-5]\d))?)?"
)


# Month or day first, where one of the two can be no month; two digits of a year before a time.
_BACKWARD = lazy(r"(?<!\d)([0-3]?\d)[-/.]([0-3]?\d)[-/.]((?:19[89]|20[0-4])\d)(?!\d)")
_SHORT = lazy(r"(?<![\d-])(?P<year>[0-4]\d)-(?P<month>1?\d)-(?P<day>[0-3]?\d)[ ](?P<hour>[0-2]?\d):(?P<minute>[0-5]\d)")


_EPOCH = re.compile(r"1[0-9]{9}")


def moment(folded: str) -> str | None:
    """The first date in a folded text, with time and zone where they stand there: ``2026-01-28T10:33+08:00``."""
    if _EPOCH.fullmatch(folded.strip()):
        return datetime.fromtimestamp(int(folded), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = _DATE.search(folded) or _COMPACT.fullmatch(folded.strip())
    if found is None:
        return _backward(folded)
    given = found.groupdict()
    if not 1 <= int(given["month"]) <= 12 or not 1 <= int(given["day"]) <= 31:
        return None
    date = f"{given['year']}-{int(given['month']):02}-{int(given['day']):02}"
    if given["hour"] is None or int(given["hour"]) > 23:
        return date
    late = given.get("half") in ("下午", "晚上", "pm") and int(given["hour"]) < 12
    second = f":{given['second']}" if given["second"] else ""
    return f"{date}T{int(given['hour']) + 12 * late:02}:{given['minute']}{second}{_zone(given.get('zone'))}"


def _backward(folded: str) -> str | None:
    if short := _SHORT.search(folded):
        return moment(f"20{short[0]}")
    found = _BACKWARD.search(folded)
    if found is None:
        return None
    first, second, year = map(int, found.groups())
    month, day = (second, first) if first > 12 else (first, second)
    sure = (first > 12) != (second > 12)
    return f"{year}-{month:02}-{day:02}" if sure and 1 <= month <= 12 and 1 <= day <= 31 else None


def _zone(zone: str | None) -> str:
    if zone is None:
        return ""
    return f"{zone[:3]}:{zone[-2:]}" if zone[0] in "+-" else "Z"
