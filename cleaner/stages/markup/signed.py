"""Who wrote a text, where a name or an account stands alone, or with a day, below the headline.

A line between the headline and the day is a name, a section or a button. It is taken for a name if it has the form of
one, if a button to follow it stands below it, or if the rest of the page names it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.stages.markup.byline import is_medium, people
from cleaner.stages.markup.moment import moment
from cleaner.stages.markup.names import bare_name, is_surname
from cleaner.stages.markup.site_names import like_site
from cleaner.stages.markup.title_parts import is_institution

_FIRST, _APART, _LONGEST, _LONGEST_DAY = 4, 3, 24, 60  # lines to a name, from it to the day; characters of both
_BETWEEN = 8  # characters of what stands between the two
_DAY = re.compile(r"(?:19|20)\d\d ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2}日?(?: {0,3}\d{1,2}:\d\d(?::\d\d)?)?")
_CLOCK = re.compile(r"\A\d{1,2}:\d\d(?::\d\d)?(?= ?(?:19|20)\d\d)")  # before the day
# What stands before the day.
_ON = re.compile(r"\A(?:(?:最后|首次|已)?(?:发布|发表|编辑|修改|更新)?于|发布|发表) {0,2}/? {0,2}(?=(?:19|20)\d\d)")
_AGO = re.compile(r"\d{1,3} ?(?:秒|分钟|小时|天|周|个?月|年)前")
_GLUED = re.compile(rf"{_DAY.pattern}([\u3400-\u9fff]{{2,12}})")
_LATIN = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}(?:, [A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}){0,3}")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")
_MOST_NAMES = 4
Recurs = Callable[[str], bool]


def signed(lines: Sequence[str], recurs: Recurs) -> str:
    """The name or account beside the day below the headline; empty where none is.

    lines: those below the headline.  recurs: whether the page names an account again below the text.
    """
    return _above_day(lines, recurs) or _below_day(lines, recurs)


def _above_day(lines: Sequence[str], recurs: Recurs) -> str:
    """The name between the headline and the day."""
    for at, line in enumerate(lines[:_FIRST]):
        own = before_follow(line)
        name = account(own)
        below = lines[at + 1 : at + 1 + _APART]
        day = next((place for place, each in enumerate(below) if tells_day(each)), -1) if name else -1
        if day < 0 or any(len(each) > _BETWEEN for each in below[:day]):
            continue
        if has_form(own) or own != line or _followed(below[:day]) or recurs(name):
            return name
    return ""


def _below_day(lines: Sequence[str], recurs: Recurs) -> str:
    """The name right below the day, or below the section or the paper that stands there."""
    day = next((at for at, line in enumerate(lines[:_FIRST]) if tells_day(line)), -1)
    for at in range(day + 1, min(day + 1 + _APART, len(lines)) if day >= 0 else 0):
        line, below = lines[at], lines[at + 1 : at + 3]
        if bare_name(line) and account(line):
            return "" if any(map(bare_name, below)) else line  # a list of names
        listed = len(below) == 2 and below[0] == below[1]  # the name of the account, twice
        if account(line) and (listed or _followed(below[:1]) or (at > day + 1 and recurs(line))):
            return line if not (listed and line == below[0]) else ""
        if len(line) > _BETWEEN:
            break
    return ""


def _followed(below: Sequence[str]) -> bool:
    """Whether a button to follow an account stands below it."""
    return any(pattern_table("bylines")["follow"].fullmatch(fold(each)) for each in below)


def before_follow(line: str) -> str:
    """A line without the button to follow an account that stands behind its name (``河湾之窗 +关注``)."""
    name, _, last = line.rpartition(" ")
    return name.strip() if name and pattern_table("bylines")["follow"].fullmatch(fold(last)) else line


def account(line: str) -> str:
    """The line, if it may be no more than the name of a person or an account."""
    known, folded = pattern_table("bylines"), fold(line)
    if _LATIN.fullmatch(line):
        return line
    if not 2 <= len(line) <= _LONGEST:
        return ""
    section = known["section"].fullmatch(folded) or known["menu-word"].fullmatch(folded)
    unfit = known["no-account"].search(folded) or section or tells_day(line)
    if unfit or like_site(line) or is_medium(line) or is_institution(line) or not any(map(str.isalpha, line)):
        return ""
    return line if people(line) else ""


def has_form(line: str) -> bool:
    """Whether a line is written as names of people are."""
    if _LATIN.fullmatch(line) or bare_name(line):
        return True
    return len(line) == 2 and _HAN.fullmatch(line) is not None and is_surname(line[0])


def tells_day(line: str) -> bool:
    """Whether a line begins with a day, or says how long ago something was, and little else."""
    folded = _ON.sub("", _CLOCK.sub("", fold(line[:_LONGEST_DAY]).lstrip("·|•[( ")), count=1)
    begun = pattern_table("pages")["stamped.begun"].match(folded) is not None
    return len(line) < _LONGEST_DAY and (_AGO.fullmatch(folded) is not None or (begun and moment(folded) is not None))


def glued(line: str) -> str:
    """The names right behind a day without a blank (2024-03-05王小二), joined by ``、``; empty for other words."""
    said = _GLUED.fullmatch(fold(line))
    word = line[said.start(1) :] if said else ""
    if not word or like_site(word) or pattern_table("bylines")["section"].search(fold(word)):
        return ""
    names = _parted(word)
    whole = [word] if len(word) == len("欧阳小二") and is_surname(word[0]) else []
    return "、".join(names or whole)


def _parted(word: str) -> list[str]:
    """A word as names of three characters, or two as the only one, each beginning with a surname."""
    if len(word) == 2:
        return [word] if is_surname(word[0]) else []
    names = [word[at : at + 3] for at in range(0, len(word), 3)]
    return names if len(word) % 3 == 0 and len(names) <= _MOST_NAMES and all(map(bare_name, names)) else []
