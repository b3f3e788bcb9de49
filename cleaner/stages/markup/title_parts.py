"""The parts of a ``<title>``: the title, the names of site and section, and words for search engines."""

from __future__ import annotations

import re

from cleaner.pattern_tables import pattern_table
from cleaner.patterns import lazy
from cleaner.stages.markup.site_names import Names, like_site, plain

SEPARATOR = lazy(
    r"\s*(?:[_|｜┃│丨»›]+|\s(?:[-–—·/@]+|::)\s|--+|——+|(?<=[\u3400-\u9fff”》」！？?!）)\]】])[-–—－](?=\s*[\u3400-\u9fffA-Za-z《【「“]))\s*"
    r"|\s*(?=【[^【】]{2,12}[网網]站?】\s*\Z)"  # 标题【某某网】
)
_DASHES = ("-", "–", "—", "－")
_STEP = lazy(r"\s(?:>|&gt;)\s")
_TRAIL = lazy(r"\s{1,3}(?:>{1,2}|»|›)(?:\s{1,3}|\Z)")
_LONGEST_SECTION = 10  # characters
_LONGEST_INSTITUTION = 30
_LEAST_KEYWORDS, _LONGEST_KEYWORD = 5, 16
_LEAST_PART = 8  # characters of a title that the name of its site stands before
LEAST_BEFORE_SURE = 2
"""Characters of a title before what is known to name its site."""


def parts_of(title: str) -> list[str]:
    """The parts of a title between its separators."""
    return [part for part in SEPARATOR.split(title) if part]


def begins(told: str, hint: str) -> bool:
    """Whether a ``<title>`` is ``hint``, or that and the names of section and site."""
    return told.startswith(hint) and (told == hint or SEPARATOR.match(told, len(hint)) is not None)


def main_part(title: str, hints: list[str], names: Names) -> tuple[int, int]:
    """Which part of a ``<title>`` is the title: without the names of section and site at its ends."""
    for hint in hints:
        if len(hint) < len(title) and begins(title, hint):
            return 0, len(hint)
    cuts = list(SEPARATOR.finditer(title))
    start, end = 0, len(title)
    if cuts and pattern_table("pages")["no-title"].fullmatch(title[: cuts[0].start()]):
        start = cuts.pop(0).end()  # 首页 - 某某公司
    if cuts and names.are_all(parts := parts_of(title)):
        own = next((part for part in parts if not names.is_site(part)), parts[0])
        return title.find(own), title.find(own) + len(own)
    if cuts and cuts[0].start() <= 8 and cuts[0][0] not in _DASHES and like_site(title[: cuts[0].start()]):
        rest = cuts[0].end()
        if len(cuts) > 1 or (len(title) - rest >= _LEAST_PART and not like_site(title[rest:])):
            start = cuts.pop(0).end()
            start, cuts = _past_sections(title, start, cuts, names)
    strong = any(cut[0].strip() not in _DASHES for cut in cuts)
    for cut in reversed(cuts):
        part = title[cut.end() : end]
        last = end == len(title)
        tight = cut[0] in _DASHES or (cut[0].strip() == "·" and not last)
        sure = names.is_site(part) or names.is_section(part) or is_institution(part) or is_keywords(part)
        site = sure or (len(part) <= 24 and like_site(part))
        short = len(part) <= (16 if last else 10) and len(part) < cut.start()
        brand = strong and last and part.isascii() and len(part) <= 24
        least = LEAST_BEFORE_SURE if sure else 4
        if len(plain(title[start : cut.start()])) < least or not (site or brand or (short and not tight)):
            break
        end = cut.start()
    way = _STEP.split(title[start:end])
    if len(way) > 1 and all(len(part) <= _LONGEST_SECTION for part in way):  # 关于我们 > 公司简介
        start = end - len(way[-1])
    return start, end


def last_step(title: str) -> str:
    """The last step of a title that is the way to a section of the site (首页 >> 政策 >> 法规 >>); others unchanged."""
    if not _TRAIL.search(title):
        return title
    steps = [step for step in _TRAIL.split(title) if step]
    return steps[-1] if steps and all(len(step) <= _LONGEST_SECTION for step in steps) else title


def is_institution(part: str) -> bool:
    """Whether the last part of a title is the name of a school, an office, a company: it is theirs."""
    return len(part) <= _LONGEST_INSTITUTION and pattern_table("pages")["institution"].search(part) is not None


def is_keywords(part: str) -> bool:
    """Whether a part of a title is a list of words for search engines."""
    return are_keywords(re.split("[,，、]", part))


def are_keywords(words: list[str]) -> bool:
    """Whether words are many and each short, as in a list for search engines."""
    return len(words) >= _LEAST_KEYWORDS and all(len(word) <= _LONGEST_KEYWORD for word in words)


def _past_sections(title: str, start: int, cuts: list[re.Match[str]], names: Names) -> tuple[int, list[re.Match[str]]]:
    """Where the title begins behind the name of its site, and the cuts from there: 某某在线--文化频道--标题."""
    if not cuts:
        return start, cuts
    last = title[cuts[-1].end() :]
    begins = [start, *(cut.end() for cut in cuts[:-1])]
    between = [title[begin : cut.start()] for begin, cut in zip(begins, cuts, strict=True)]
    sections = all(len(part) <= _LONGEST_SECTION and (like_site(part) or len(part) <= len(last)) for part in between)
    if not sections or like_site(last) or names.is_site(last):
        return start, cuts
    return cuts[-1].end(), []
