"""Names of people that stand without a label: above a day, or beside one (某报 王某某 2019-05-06 09:12)."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.patterns import lazy

_HAN = r"[\u4e00-\u9fff\u3400-\u4dbf]"
# A name of three characters; those that end like a place or an office are none (高新区, 方志馆).
_NAME = rf"{_HAN}(?:{_HAN}(?![区县市镇村乡省州网报社刊台部局院校会组室站版页馆厅科所处委队店厂城路街号])"
_NAME += rf"{_HAN}|[ \u3000]{{1,2}}{_HAN})"
_MARKS = "◎□■●○◇◆"
_BARE = lazy(rf"(?:{_HAN}{{2,8}}[ \u3000]{{1,3}}|[{_MARKS}][ \u3000]?)?({_NAME})")
_LONGEST, _LONGEST_LINE, _MOST_PARTS = 16, 60, 6  # characters of both, and parts of a line
_DAY = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}")
_DAY_ALONE = re.compile(
    r"(?:(?:首次|已)?(?:发布|发表|编辑|修改|更新)?于 {0,2})?[\d年月日\-/.:时分 ]{6,24}"
    r"(?:(?:首次)?(?:发布|发表|修改|编辑|更新))?"
)
_OFFICE = re.compile(r"[^,。:/|\d]{0,12}(?:记者|特派员|特约撰稿人|专栏作家|评论员)")
_FOREIGN = lazy(rf"({_HAN}{{1,8}}(?:[·・]{_HAN}{{1,8}}){{1,3}})(?:[ （(]{{0,2}}[A-Za-z .'-]{{3,40}}[）)]?)?")
_PARTS = re.compile(r"[ \u3000|·•/｜]+")
_NAMED = lazy(rf"{_HAN}+")
# Names of a list, with signs and the numbers of where they work between them.
_LISTED, _SEVERAL = lazy(rf"(?:{_HAN}|[;；、,，+＋*\d()（）\[\] \u3000])+"), re.compile(r"[;；、,，+＋* \u3000]")
_MOST_NAMES, _LONGEST_NAME = 8, 4


def bare_name(line: str) -> str:
    """The name that is all a line says, but for an office before it (五年级教师 王某某); empty where it is no name."""
    said = _BARE.fullmatch(fold(line.strip())) if len(line) <= _LONGEST else None
    if said is None or said[1][0] not in _surnames() or pattern_table("bylines")["section"].fullmatch(said[1]):
        return ""
    return line.strip()[said.start(1) :]


def marked_name(line: str) -> str:
    """The same of a line that begins with a bullet, as papers sign their articles (◎王某某)."""
    return bare_name(line) if line[:1] in _MARKS else ""


def beside_day(line: str, before: str) -> str:
    """The name in a line that holds little beside a day, or in the line ``before`` a day alone; else empty."""
    folded = fold(line[:_LONGEST_LINE])
    if is_day(folded):
        return bare_name(before)
    day = _DAY.search(folded)
    if len(line) > _LONGEST_LINE or not day or re.search(r"[,。!?;]", folded):
        return ""
    parts = [part for part in _PARTS.split(f"{line[: day.start()]} {line[day.end() :]}") if part]
    return next(filter(None, map(bare_name, parts)), "") if len(parts) <= _MOST_PARTS else ""


def below_day(line: str, below: str) -> str:
    """The name in the line ``below`` one that says but a day; empty where it is none."""
    return bare_name(below) if is_day(fold(line[:_LONGEST_LINE])) else ""


def is_day(folded: str) -> bool:
    """Whether a line says but a day, and maybe an hour."""
    return _DAY_ALONE.fullmatch(folded) is not None


def listed_names(line: str, below: str) -> str:
    """The names of a line that says nothing else, joined by ``、``, as journals print them over the abstract.

    below: the line below, which says where they work, or heads the abstract.
    """
    known, line = pattern_table("bylines"), line.strip()
    if len(line) > _LONGEST_LINE or not (_LISTED.fullmatch(line) and _SEVERAL.search(line)):
        return ""
    if not known["beside-list"].search(fold(below[:_LONGEST_LINE])):
        return ""
    parts = [line[slice(*found.span())] for found in _NAMED.finditer(line)]
    spaced = all(len(part) == 1 for part in parts)
    if spaced:  # 王 小 二, or 王 二 李 三
        size = 2 if len(parts) % 2 == 0 else 3
        parts = ["".join(parts[at : at + size]) for at in range(0, len(parts), size)]
    if not 1 <= len(parts) <= _MOST_NAMES or any(known["section"].fullmatch(fold(part)) for part in parts):
        return ""
    rare = sum(not is_surname(part[0]) for part in parts) * 3 > len(parts)
    if rare or not all(2 <= len(part) <= _LONGEST_NAME for part in parts):
        return ""
    return "、".join(parts) if len(parts) > 1 or (spaced and len(parts[0]) == len("王小二")) else ""


def above_office(line: str, before: str) -> str:
    """The name in the line ``before`` one that only says what the author is (某台记者); empty where it is none."""
    if len(line) > _LONGEST or not _OFFICE.fullmatch(fold(line)):
        return ""
    foreign = _FOREIGN.fullmatch(before.strip()) if len(before) <= _LONGEST_LINE else None
    return foreign[1] if foreign else bare_name(before)


def is_surname(character: str) -> bool:
    """Whether a character is a usual surname."""
    return fold(character) in _surnames()


@cache
def _surnames() -> frozenset[str]:
    """The usual surnames."""
    lines = files("cleaner.data").joinpath("tables/surnames.txt").read_text("utf-8").splitlines()
    return frozenset("".join(line for line in lines if not line.startswith("#")))
