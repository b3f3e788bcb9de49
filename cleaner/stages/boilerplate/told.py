"""What a line beside a headline says that the metadata of its page do, too: the day, who wrote, which paper.

Programs print such lines; what they say is in the metadata, so the text needs them no more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.stages.markup.moment import moment

LONGEST = 80  # characters of a line that is looked at
Said = Literal["day", "lately", "name", "words", "rest", ""]
_SHORTEST_NAME = 2
_SIGNS, _APART = re.compile(r"[、,，/;& ]"), re.compile(r"[、,，/;]")  # between several names, and several sources
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.|[a-z0-9-]+\.(?=\w+\.))[\w.-]+/?\S{0,60}")
_CHANGED = re.compile(
    r"[(\[ ]?(?:最后|最近|最新)?(?:更新|修改|编辑|updated|modified)(?:于|时间|日期| on| at)? ?:? ?(?=\d)"
)
_LATELY = re.compile(r"\d ?(?:秒|分钟|小时|天|个?月)前|昨天|前天|今天|刚刚")


class Known(NamedTuple):
    """The day that the metadata of a page tell, as ISO 8601 or empty, and the names in them, folded."""

    day: str
    names: re.Pattern[str]


def known_of(meta: Mapping[str, str]) -> Known:
    """What the metadata tell: the day, the author, each of several, and the source."""
    values = [meta.get("source", ""), meta.get("author", "")]
    parts = [*_SIGNS.split(values[1]), *_APART.split(values[0])]  # BBC News 中文 is one name
    said = [*values, *parts]
    names = sorted({fold(name) for name in said if len(name) >= _SHORTEST_NAME}, key=len, reverse=True)
    return Known(meta.get("published", "")[:10], re.compile("|".join(map(re.escape, names)) or r"(?!)"))


def says(folded: str, known: Known) -> Said:
    """What a folded line says beside words of programs; empty where it says anything that the metadata do not.

    ``day``: their day; ``lately``: how long ago it was, without a day; ``name``: a name of them; ``words``: buttons
    and counters alone; ``rest``: labels, papers and editors alone.
    """
    if len(folded) > LONGEST:
        return ""
    bare, named = known.names.subn(" ", _ADDRESS.sub(" ", folded))
    if len(bare) > LONGEST or not pattern_table("pages")["told.rest"].fullmatch(bare):
        return ""
    if when := moment(folded):
        return "day" if when[:10] == known.day else "words" if _CHANGED.match(folded) else ""
    if _LATELY.search(bare):
        return "lately"
    return "name" if named else "words" if pattern_table("pages")["told.other"].search(bare) else "rest"
