"""What the rules take away from a page of lines, and in which order: the tail first, then lines, then their company."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from cleaner.pattern_tables import pattern_table
from cleaner.rules import Rule
from cleaner.stages.boilerplate.amid import lists_amid
from cleaner.stages.boilerplate.carried_on import counts_past
from cleaner.stages.boilerplate.page import BREADCRUMB, BYLINES, Flags, Page

# A tail is cut only below this many Han characters of paragraphs, or twice the witnesses are asked for.
FLOOR = 60
# A byline stands this many lines from the title at most.
HEAD_LINES = 12
# So many headings are tried, that a page of headings alone costs no more than another.
HEADINGS = 8
LONGEST_NAME = 8
LEAST_UNDERLINE = 3
_FENCES = ("```", "~~~")  # around source code, again and again
# Han characters of a headline; characters of a line above it, and where the breadcrumb ends with the headline.
_HEADLINE, _MASTHEAD, _LONG_MASTHEAD = 5, 12, 30
_TRAIL_END = re.compile("(?:正文|详情|詳情|内容页?|内文|內文)$")


class Removal(NamedTuple):
    """Why a line goes."""

    rule: str
    reason: str


Removals = dict[int, Removal]
NAME = Removal("boilerplate.name-and-time", "a name above the time and the title")


def removals(page: Page, alive: list[int]) -> Removals:
    """The lines among ``alive`` (indices in order) that the rules take away; one look, not repeated."""
    if not page.fired[alive].any():
        return {}
    out: Removals = {}
    cut = _tail(page, alive)
    if cut is not None:
        at, rule, reason = cut
        out.update(dict.fromkeys(alive[at:], Removal(rule.id, reason)))
        alive = alive[:at]
    _lines(page, alive, out)
    _company(page, alive, out)
    _again(page, alive, out)
    _masthead(page, alive, out)
    _section(page, alive, out)
    return out


def _tail(page: Page, alive: list[int]) -> tuple[int, Rule, str] | None:
    """The first heading of ``alive`` behind which the page belongs to the site, its rule and the witnesses."""
    amid = {found.listed[0] for found in lists_amid(page)}
    headings = [at for at in _places(alive, page.heads) if alive[at] not in amid and not _underlined(page, alive[at])]
    if not headings:
        return None
    prose = page.paragraph[alive]
    told = (page.told & ~page.fired & ~page.cut_off)[alive]
    for at in _open_headings(page, alive, headings, prose):
        rule = page.heads[alive[at]]
        more = int(told[at + 1 :].sum())
        if more and more > told[:at].sum() - (not prose[:at].any()):  # a menu above the text has such words, too
            continue
        found = _witnesses(page, alive, at)
        count = sum(found.values())
        kept = page.han[alive[:at]]
        doubtful = page.is_kept or rule.extra.get("strength") == "weak"
        needed = 1 if doubtful or at == len(alive) - 1 else 0
        if kept[prose[:at]].sum() < FLOOR:
            needed = 2
            if kept.sum() < FLOOR // 3:
                continue
        if count >= needed and not counts_past(page, alive[at]):
            said = ", ".join(f"{number} {name}" for name, number in found.items() if number) or "no prose"
            return at, rule, f"behind the heading: {said}"
    return None


def _underlined(page: Page, index: int) -> bool:
    """Whether a line is a heading of Markdown by the signs below it: an author has written it, as one behind ``#``."""
    below = page.folded[index + 1] if index + 1 < len(page) else ""
    return len(below) >= LEAST_UNDERLINE and below.strip(below[0]) == "" and below[0] in "=-"


def _open_headings(page: Page, alive: list[int], headings: list[int], prose: Flags) -> list[int]:
    """The first few headings with no prose behind them, save paragraphs that stand there twice.

    Titles in a list with pictures stand there twice, for the picture and for the text.
    """
    paragraphs = np.flatnonzero(prose).tolist()
    sizes = page.solid_sizes[alive]
    if paragraphs and np.count_nonzero(sizes == sizes[paragraphs[-1]]) == 1:  # it stands there once, as most do
        return [at for at in headings if at > paragraphs[-1]][:HEADINGS]
    texts = [page.solid(i) for i in alive]
    times = Counter(texts)
    floor = max((i for i in paragraphs if times[texts[i]] == 1), default=0)
    first: dict[str, int] = {}
    for index, text in enumerate(texts):
        first.setdefault(text, index)
    again = [(first[texts[i]], i) for i in paragraphs if i > floor]
    tried = [at for at in headings if at > floor][:HEADINGS]
    return [at for at in tried if not any(start < at <= end for start, end in again)]


def _witnesses(page: Page, alive: list[int], at: int) -> dict[str, int]:
    """What in the lines behind the heading at ``at`` says that they are the site's.

    Lines that stand inside texts say nothing: more of the text may stand among them.
    """
    behind = alive[at + 1 :]
    texts = [text for text in map(page.solid, behind) if len(text) >= 6 and not text.startswith(_FENCES)]
    twice = len(set(texts)) < len(texts)
    return {
        "timestamps": int(np.count_nonzero(page.stamps[behind])),
        "repeats": sum(1 for n in Counter(texts).values() if n > 1) if twice else 0,
        "headings": sum(map(page.heads.__contains__, behind)),
        "rules": sum(1 for i in behind if i in page.sure and not page.sure[i].extra.get("inside")),
    }


def _lines(page: Page, alive: list[int], out: Removals) -> None:
    """Lines that go by themselves, in the part of the page that their rule names."""
    prose = np.flatnonzero(page.paragraph[alive])
    if not len(prose):
        prose = np.flatnonzero(page.verse[alive])
    first, last = (int(prose[0]), int(prose[-1])) if len(prose) else (-1, len(alive))
    minutes = int(page.minutes[alive].sum())
    for at in _places(alive, page.sure):
        index = alive[at]
        rule = page.sure[index]
        if (rule.where == "head" and at >= first) or (rule.where == "tail" and at <= last):
            continue
        if rule.id in BYLINES and rule.where == "head" and (at > HEAD_LINES or (minutes > 1 and page.minutes[index])):
            continue
        if at and _names_writer(page, alive[at - 1], index):
            continue
        out[index] = Removal(rule.id, f"{rule.where} of the page" if rule.where != "any" else "")
    if minutes == 1:
        _name(page, alive, first, out)


def _names_writer(page: Page, title: int, line: int) -> bool:
    """Whether a line names the writer of a book, right below its title: both are text of the file of a book."""
    book = pattern_table("pages")
    return bool(book["book-writer"].fullmatch(page.folded[line]) and book["book-title"].fullmatch(page.folded[title]))


def _name(page: Page, alive: list[int], first: int, out: Removals) -> None:
    """The account's name above the time of publication, if a title and prose follow."""
    for at in range(1, min(first - 1, HEAD_LINES)):
        index, name, title = alive[at], alive[at - 1], alive[at + 1]
        if not page.minutes[index]:
            continue
        long = page.han[name] + page.latin[name] / 3
        whole = page.han[title] + page.latin[title] / 3
        marks = page.ends_of_sentences[name] + page.clauses[name]
        named = at == 1 and not marks and 0 < long <= LONGEST_NAME and whole >= max(10, 1.8 * long)
        if named and not page.fired[name] and not page.fired[title]:
            out[name] = NAME
            out[index] = Removal("boilerplate.name-and-time", "the time above the title")
        return


def _company(page: Page, alive: list[int], out: Removals) -> None:
    """Weak lines that stand in one row with a line that goes for sure."""
    looked_at = 0
    for at in [at for at in _places(alive, page.sure) if alive[at] in out]:
        if at < looked_at:
            continue
        start, end = at, at + 1
        while start and (alive[start - 1] in page.weak or alive[start - 1] in out):
            start -= 1
        while end < len(alive) and (alive[end] in page.weak or alive[end] in out):
            end += 1
        looked_at = end
        for index in alive[start:end]:
            if index not in out:
                out[index] = Removal(page.weak[index].id, "in a row with lines of the page's frame")


def _again(page: Page, alive: list[int], out: Removals) -> None:
    """Weak lines that sites put inside texts, labels of adverts too, if they stand there twice, beside sentences."""
    if not (page.sure or any("again" in rule.extra for rule in page.weak.values())):
        return
    said: dict[str, list[int]] = {}
    for at in _places(alive, page.weak):
        index = alive[at]
        beside = [i for i in alive[max(0, at - 1) : at + 2] if i != index]
        extra = page.weak[index].extra
        kind = page.labels[index] or "again" in extra or (extra.get("inside") and page.han[index])
        if kind and page.told[beside].any():
            said.setdefault(page.folded[index], []).append(index)
    for lines in said.values():
        if len(lines) > 1:
            out |= {i: Removal(page.weak[i].id, "said again between the paragraphs") for i in lines if i not in out}


def _masthead(page: Page, alive: list[int], out: Removals) -> None:
    """Short lines above a breadcrumb that goes, with a headline right below it.

    That is known as one by a line of the frame below it, or as the end of the breadcrumb, which may say 正文 for it.
    """
    crumb = next((at for at in _places(alive, page.sure) if page.sure[alive[at]].id == BREADCRUMB), 0)
    if not 0 < crumb < min(HEAD_LINES, len(alive) - 2) or alive[crumb] not in out:
        return
    headline, below = alive[crumb + 1], alive[crumb + 2]
    trail = page.folded[alive[crumb]]
    named = trail.endswith(page.folded[headline])
    known = named or below in out or _TRAIL_END.search(trail) is not None
    if page.fired[headline] or page.told[headline] or page.han[headline] < _HEADLINE or not known:
        return
    above = [i for i in alive[:crumb] if i not in out]
    longest = {False: _LONG_MASTHEAD if named else _MASTHEAD, True: _MASTHEAD if named else 0}  # 欢迎来到磨坊网！
    if all(page.solid_sizes[i] <= longest[bool(page.told[i])] for i in above):
        out |= dict.fromkeys(above, Removal(BREADCRUMB, "above the breadcrumb"))


def _section(page: Page, alive: list[int], out: Removals) -> None:
    """The last section of a breadcrumb once more below it, above the headline and the line of its day and source."""
    for at in _places(alive, page.sure):
        if page.sure[alive[at]].id != BREADCRUMB or at + 3 >= len(alive) or alive[at] not in out:
            continue
        crumb, again, headline, below = alive[at : at + 4]
        named = page.folded[crumb].endswith((f" {page.folded[again]}", f">{page.folded[again]}"))
        told = page.fired[headline] or page.paragraph[headline] or page.han[headline] < _HEADLINE
        if named and not told and below in out and out[below].rule in BYLINES:
            out[again] = Removal(BREADCRUMB, "the section once more")


def _places(alive: list[int], lines: Iterable[int]) -> list[int]:
    """Where those of ``lines``, in order, that are alive stand in ``alive``."""
    places = ((bisect_left(alive, index), index) for index in lines)
    return [at for at, index in places if at < len(alive) and alive[at] == index]
