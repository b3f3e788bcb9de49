"""Which lines of a page are counted, under which name, and for which host."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterator
from urllib.parse import urlsplit

from cleaner.fold import fold

# Shorter lines say too little, longer ones are paragraphs that a site would have to repeat word for word.
SHORTEST, LONGEST = 2, 200
_DIGITS = re.compile(r"[0-9]{1,40}")
_BLANKS = re.compile(r"[ ]{2,}")
# What is left of a line when numbers are taken away must say more than a date or a counter does.
_WORDLESS = re.compile(r"[\d\W_年月日时分秒点]*")
_COUNTER = re.compile(r"(?=\D{0,20}\d)(?:[\d\W_第共次人页条篇楼赞]|浏览|阅读|点击|评论|回复|查看|人气|访问|热度)*")
# Numbers that sites count their pages, readers and answers by, in a line under the name that it is counted by.
_COUNTED = re.compile(
    r"第 ?0 ?[号页篇楼条]|0 ?(?:次|人次?|条|个)? ?(?:浏览|阅读|点击|评论|回复|查看|访问|收藏)"
    r"|(?:浏览|阅读|点击|评论|回复|查看|访问|收藏|人气|热度)[^\w\n]{0,3}0(?:\.0)?[万w]?(?: ?(?:次|人次?|条))?(?!\w)"
)


def normalised(line: str) -> str | None:
    """The name under which a line is counted: folded, each number as ``0``; ``None`` for lines that are not counted."""
    folded = _BLANKS.sub(" ", fold(line).strip())
    if not SHORTEST <= len(folded) <= LONGEST or _WORDLESS.fullmatch(folded) or _COUNTER.fullmatch(folded):
        return None
    return _DIGITS.sub("0", folded)


def tells_no_number(name: str) -> bool:
    """Whether a line under this name tells no number but counts of the site's own: others may be what it says.

    Highs and lows of the weather, prices and scores differ on each page of a line that is otherwise the same.
    """
    return "0" not in _COUNTED.sub("", name)


def counted(text: str) -> Iterator[tuple[int, int, str]]:
    """The lines of ``text`` that are counted: start, end with the newline, normalised."""
    at = 0
    for line in text.split("\n"):
        end = at + len(line) + 1
        if name := normalised(line):
            yield at, min(end, len(text)), name
        at = end


def host_of(url: str | None) -> str | None:
    """The host of an address without ``www.``, ``None`` where there is none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def key_of(text: str) -> int:
    """64 bits that stand for a text."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int(struct.unpack("<q", digest)[0])
