"""What an article has begun and the models cut short: a list that it announces, counts or ticks off; its abstract.

Models that have seen news pages take short lines below the last paragraph for the frame. Three things say that such
lines are the article's all the same: its last line ends with a colon, they begin with the sign that its last line
begins with, or with the number that comes next in its own count. Latin text says little to these models, so the English
abstract of a paper is told by its heading.
"""

from __future__ import annotations

import re

import numpy as np

from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.page import Flags, Page
from cleaner.stages.markup.pagemap import LineFeatures

_MOST = 12  # lines of one list
_LONGEST = 100  # characters of a line of it
_LONGEST_HEAD = 30  # characters of a heading that counts
_SECTION, _FAR = re.compile("([一二三四五六七八九十]{1,3})、"), 60  # the head of one; lines to the next one
_HEADING = re.compile("#{1,6} +")
_LATIN = 60  # letters of a paragraph in English
_LABEL = re.compile("[^:。,]{1,12}:.")  # a line that says what something is
_NUMERALS = ["", *"一二三四五六七八九十", *(f"十{one}" for one in "一二三四五六七八九"), "二十"]

Count = tuple[str, int]  # the signs of a number, and the number


def carried_on(page: Page, keep: Flags) -> Flags:
    """The lines right below the last of ``keep`` that carry on a list of the article."""
    out: Flags = np.zeros(len(page), np.bool_)
    if not keep.any():
        return out
    kept = np.flatnonzero(keep).tolist()
    counts = {count: i for i in kept if (count := _count(page.folded[i]))}
    start = at = kept[-1] + 1
    while at < len(page) and not page.fired[at] and (size := _size(page, at, counts)):
        if count := _count(page.folded[at]):
            counts[count] = at
        at += size
    out[start:at] = True
    return out


def counted_on(page: Page, keep: Flags) -> Flags:
    """The lines below ``keep`` to the end of the sections that count on from its own: 六、 further down, below 五、.

    Persons to call and their numbers are no prose, so the models take the article of a notice to end there.
    """
    out: Flags = np.zeros(len(page), np.bool_)
    kept = np.flatnonzero(keep).tolist()
    sections = [number for i in kept if (number := _section(page.folded[i]))]
    if not sections or sections[-1] - 1 not in sections:
        return out
    first, number, last = kept[-1] + 1, sections[-1], -1
    frame = page.heads.keys() | {i for i, rule in page.sure.items() if not rule.extra.get("inside")}
    past = min((i for i in frame if i >= first), default=len(page))
    for i in range(first, min(past, first + _FAR)):
        if _section(page.folded[i]) == number + 1:
            number, last = number + 1, i
    if last >= 0:
        told = np.flatnonzero(page.told[last:past])
        out[first : last + 1 + int(told.max(initial=0))] = True
    return out & ~page.fired


def counts_past(page: Page, at: int) -> bool:
    """Whether sections below a line count on from those above it, ``## 4.`` from ``## 3.``: the text goes on there.

    A list of the site counts from one.
    """
    last: dict[str, int] = {}
    for line in page.folded[:at]:
        if count := _numbered(line):
            last[count[0]] = count[1]
    for line in page.folded[at + 1 :] if last else ():
        if (count := _numbered(line)) and count[0] in last and last.pop(count[0]) + 1 == count[1]:
            return True
    return False


def counts_on(page: Page, at: int, lines: range) -> bool:
    """Whether the first number that some lines begin with counts on from the last one above the line ``at``."""
    count = next((count for i in lines if (count := _numbered(page.folded[i]))), None)
    if count is None:
        return False
    above = (known for i in range(at - 1, -1, -1) if (known := _numbered(page.folded[i])) and known[0] == count[0])
    return next(above, ("", 0))[1] + 1 == count[1] > 1


def _numbered(line: str) -> Count | None:
    """The number of a section, behind the signs of a heading of Markdown too; no chapter, which sites list."""
    signs = _HEADING.match(line)
    count = None if line[:1] == "第" else _count(line[signs.end() :] if signs else line)
    return (signs[0] + count[0], count[1]) if count and signs else count


def _section(line: str) -> int:
    """The number of the section that a line heads, as Chinese texts count them; 0 for another line."""
    found = _SECTION.match(line)
    return _NUMERALS.index(found[1]) if found and found[1] in _NUMERALS else 0


def counting_heads(page: Page, rows: LineFeatures, keep: Flags) -> Flags:
    """Lines of one make that count (一、 二、), each right above a line of ``keep``: headings, by whatever name."""
    above = np.append(keep[1:], False) & (page.solid_sizes <= _LONGEST_HEAD) & (rows.links == 0)
    found = {i: count for i in np.flatnonzero(above).tolist() if (count := _count(page.folded[i]))}
    made = {(int(rows.path[i]), count) for i, count in found.items()}
    out = np.zeros(len(page), np.bool_)
    for i, (sign, number) in found.items():
        out[i] = any((int(rows.path[i]), (sign, beside)) in made for beside in (number - 1, number + 1))
    return out


def _size(page: Page, at: int, counts: dict[Count, int]) -> int:
    """How many lines from ``at`` on carry on what stands right above them."""
    first = page.folded[at]
    count = _count(first)
    if count:
        sign, number = count
        return int(len(first) <= _LONGEST and {(sign, number - 1), (sign, number - 2)} <= counts.keys())
    if abstract := _abstract(page, at):
        return abstract
    above = page.folded[at - 1]
    bullet = _bullet(first)
    ticked = bool(bullet) and bullet == _bullet(above)
    if not (ticked or above.endswith(":") or _heads(page, at - 1, counts)):
        return 0
    run = range(at, min(at + _MOST, len(page)))
    size = next((i for i in run if page.fired[i] or not _alike(page.folded[i], first)), run.stop) - at
    return size if ticked or size > 1 else 0


def _abstract(page: Page, at: int) -> int:
    """How many lines from ``at`` on are the abstract in English or go on with it, its key words too."""
    latin = (page.latin >= _LATIN) & (page.latin > page.han) & ~page.fired
    if latin[at] and latin[at - 1]:
        return 1
    if not pattern_table("pages")["abstract"].match(page.folded[at]):
        return 0
    below = at + 1 < len(page) and bool(latin[at + 1])
    return 1 if latin[at] or latin[at - 1] else 2 * below


def _heads(page: Page, index: int, counts: dict[Count, int]) -> bool:
    """Whether a line is a numbered heading of the article: one with text between its number and the one before."""
    count = _count(page.folded[index])
    if not count:
        return False
    before = counts.get((count[0], count[1] - 1), index)
    return any(not _count(line) for line in page.folded[before + 1 : index])


def _alike(line: str, first: str) -> bool:
    """Whether a line may stand in a list with its first one: both begin alike, or both say what something is."""
    return len(line) <= _LONGEST and (line[:1] == first[:1] or bool(_LABEL.match(line) and _LABEL.match(first)))


def _bullet(line: str) -> str:
    """The sign that a line begins with."""
    found = pattern_table("pages")["list.bullet"].match(line)
    return found[0] if found else ""


def _count(line: str) -> Count | None:
    """The number that a line begins with."""
    found = pattern_table("pages")["list.number"].match(line)
    if not found:
        return None
    number = found[1]
    return found[0].replace(number, "1"), _NUMERALS.index(number) if number in _NUMERALS else int(number)
