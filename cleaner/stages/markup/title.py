"""Which text of a page is its title: a heading that agrees with ``<title>``, or ``<title>`` without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

import numpy as np

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.patterns import lazy
from cleaner.stages.markup.tokens import GROUP_SHIFT, HEADING, groups
from cleaner.stages.markup.walk import LINE, Walk, trimmed

_NOT_WORD = re.compile(r"[\W_]+")
_SEPARATOR = lazy(
    r"\s*(?:[_|｜┃丨»›]+|\s(?:[-–—·/@]+|::)\s|--+|——+|(?<=[\u3400-\u9fff”》」！？?!）)])[-–—](?=[\u3400-\u9fffA-Za-z]))\s*"
)
_DASHES = ("-", "–", "—")
_LONGEST_SECTION = 10  # characters
_LONGEST = 150
_LEAST_PART = 8  # characters of a title that the name of its site stands beside and that is no heading
_LEAST_HEADING, _LEAST_ALONE = 6, 3  # characters of a heading that may be the headline; if ``<title>`` says nothing
_SHORT_TITLE = 16  # characters of a title that may be but the name of a site or a section
_NEAR_RUNS, _PROSE = 12, 60  # runs from a headline to the prose below it, characters of prose


class Title(NamedTuple):
    """The title's text and where it stands. ``run`` is its first run in the walk, −1 where it is not on the page."""

    text: str
    run: int
    start: int
    end: int


def _site_name(part: str) -> bool:
    """Whether a part of a title holds a word of names of sites or sections."""
    return pattern_table("pages")["site-name"].search(part) is not None


def plain(text: str) -> str:
    """Text for comparison: folded, letters and digits only."""
    return _NOT_WORD.sub("", fold(text))


def shown(source: str) -> str:
    """A piece of page source without tags as a reader sees it: entities resolved, blanks single."""
    return " ".join((unescape(source) if "&" in source else source).split())


def shows(title: Title | None, hints: list[str]) -> bool:
    """Whether the title is in one of ``hints``, or one of them in it; also where there are none."""
    told = plain(title.text) if title else ""
    return not hints or any(told in plain(hint) or plain(hint) in told for hint in hints if told)


def settle_title(walk: Walk, hints: list[str], sites: list[str]) -> Title | None:
    """The title of a page; takes the ``<title>`` run out of the walk where the page itself shows the title.

    ``hints`` are titles from metadata, best first, ``sites`` names of the site. Otherwise keeps the ``<title>`` run,
    without the site's name.
    """
    own = walk.title
    raw = walk.text[walk.starts[own] : walk.ends[own]] if own >= 0 else ""
    hints = [hint for hint in hints if len(hint) >= 4 and not any(plain(hint) in plain(site) for site in sites)]
    main = shown(raw)
    main = main[slice(*main_part(main, hints, sites))]
    found = _on_page(walk, shown(raw), main, hints)
    if found is not None:
        if own >= 0:
            walk.drop_run(own)
            found = found._replace(run=found.run - (found.run > own))
        return found
    if own < 0:
        return None
    start, end = walk.starts[own], walk.ends[own]
    first, past = (start + place for place in main_part(raw, hints, sites))
    past = first + (trimmed(walk.text[first:past], 0) or past - first)
    for left, right in ((start, first), (past, end)):
        if left < right:
            walk.unseen.append((left, right, "markup.title-suffix"))
    walk.starts[own], walk.ends[own] = first, past
    return Title(shown(walk.text[first:past]), own, first, past)


def main_part(title: str, hints: list[str], sites: list[str]) -> tuple[int, int]:
    """Which part of a ``<title>`` is the title: without the names of section and site at its ends."""
    for hint in hints:
        if len(hint) < len(title) and title.startswith(hint) and _SEPARATOR.match(title, len(hint)):
            return 0, len(hint)
    cuts = list(_SEPARATOR.finditer(title))
    start, end = 0, len(title)
    if cuts and cuts[0].start() <= 8 and cuts[0][0] not in _DASHES and _site_name(title[: cuts[0].start()]):
        rest = cuts[0].end()
        if len(cuts) > 1 or (len(title) - rest >= _LEAST_PART and not _site_name(title[rest:])):
            start = cuts.pop(0).end()
            start, cuts = _past_sections(title, start, cuts, sites)
    strong = any(cut[0].strip() not in _DASHES for cut in cuts)
    for cut in reversed(cuts):
        part = title[cut.end() : end]
        tight = cut[0] in _DASHES
        last = end == len(title)
        site = plain(part) in map(plain, sites) or (len(part) <= 24 and _site_name(part))
        short = len(part) <= (16 if last else 10) and len(part) < cut.start()
        brand = strong and last and part.isascii() and len(part) <= 24
        if len(plain(title[start : cut.start()])) < 4 or not (site or brand or (short and not tight)):
            break
        end = cut.start()
    return start, end


def _past_sections(
    title: str, start: int, cuts: list[re.Match[str]], sites: list[str]
) -> tuple[int, list[re.Match[str]]]:
    """Where the title begins behind the name of its site, and the cuts from there: 某某在线--文化频道--标题."""
    if not cuts:
        return start, cuts
    last = title[cuts[-1].end() :]
    begins = [start, *(cut.end() for cut in cuts[:-1])]
    between = [title[begin : cut.start()] for begin, cut in zip(begins, cuts, strict=True)]
    sections = all(len(part) <= _LONGEST_SECTION and (_site_name(part) or len(part) <= len(last)) for part in between)
    if not sections or _site_name(last) or plain(last) in map(plain, sites):
        return start, cuts
    return cuts[-1].end(), []


def _on_page(walk: Walk, raw: str, main: str, hints: list[str]) -> Title | None:
    wanted = [text for text in map(plain, (*hints, main, raw)) if len(text) >= 2]
    head, *others = _SEPARATOR.split(raw)
    short = plain(head) if others else ""  # a short title may be all that stands in a heading
    longest = plain(max((head, *others), key=len)) if others else ""  # 某某晚报-标题, 标题-某某水箱厂
    part: Title | None = None
    known = "\n".join((*hints, raw))
    begins = [text[:2] for text in (*hints, main, raw, *others) if len(text) >= 2]
    best: tuple[float, Title] | None = None
    first: Title | None = None
    least = _LEAST_ALONE if _says_nothing(main) else _LEAST_HEADING
    for title, level in _candidates(walk, known):
        if level and first is None and not walk.links[title.run] and _may_be_headline(title.text, least):
            first = title
        if title.text[:2] not in known and not any(begin in title.text for begin in begins):
            continue
        own = plain(title.text)
        if part is None and own == longest and len(own) >= _LEAST_PART and not walk.links[title.run]:
            part = title
        score = 1.0 * (level in (1, 2) and own == short)
        score += max((_agreement(own, text) for text in wanted), default=0.0) + (0.2 if level and wanted else 0)
        again = best is not None and level == 1 and title.text == best[1].text  # the head of a page may hold it too
        if score > 0.7 + 0.2 * (not level) and (best is None or score > best[0] or again):
            best = score, title
    if best is None:
        if part is not None:
            return part
        alone = first is not None and len(main) <= _SHORT_TITLE and _above_prose(walk, first.run)
        return first if not hints and (alone or _says_nothing(main)) else None
    title = best[1]
    rest = title.text[len(main) :].strip()
    label = rest[:1] in ("(", "（") or rest.isdigit() or pattern_table("pages")["thread-state"].fullmatch(rest)
    labelled = main in title.text and (title.text.endswith(main) or label)
    return title._replace(text=main) if labelled and len(main) >= 4 else title


def _above_prose(walk: Walk, run: int) -> bool:
    """Whether a run stands a little above the first prose of the page: then it is a headline, not that of a list."""
    behind = range(run + 1, min(len(walk.starts), run + _NEAR_RUNS))
    prose = (walk.ends[number] - walk.starts[number] >= _PROSE and not walk.links[number] for number in behind)
    before = range(run)
    return any(prose) and not any(
        walk.ends[number] - walk.starts[number] >= _PROSE and not walk.links[number] for number in before
    )


def _says_nothing(main: str) -> bool:
    """Whether a ``<title>`` is empty or but the name of a site."""
    named = (len(main) <= _SHORT_TITLE and _site_name(main)) or not _may_be_headline(main, 0)
    return len(plain(main)) < 4 or named or bool(_SEPARATOR.match(" " + main))


def _may_be_headline(text: str, least: int) -> bool:
    """Whether a text has ``least`` characters and is not what programs write for a title."""
    return len(text) >= least and pattern_table("pages")["no-title"].fullmatch(text) is None


def _agreement(own: str, wanted: str) -> float:
    """How well a line on the page agrees with a known title: the share of the longer one that the shorter one fills."""
    if not own or not (own in wanted or wanted in own):
        return 0.0
    return min(len(own), len(wanted)) / max(len(own), len(wanted))


def _candidates(walk: Walk, known: str) -> Iterator[tuple[Title, int]]:
    """Lines that may be the title, in order, each with its level: 1 for ``h1``, 2 for another heading, 0 for none.

    A line of level 0 begins with four characters that stand somewhere in the ``known`` titles.
    """
    text, count = walk.text, len(walk.starts)
    mark = HEADING | 1 << (GROUP_SHIFT + groups().index("title"))
    heading = (walk.flags[np.array(walk.nodes, np.int64)] & mark > 0).tolist()
    past = 0
    for number, start in enumerate(walk.starts):
        if number < past or number == walk.title or not (heading[number] or text[start : start + 4] in known):
            continue
        past = number + 1
        while past < count and walk.seps[past] < LINE:
            past += 1
        end = walk.ends[past - 1]
        if 2 <= end - start <= 3 * _LONGEST:
            words = " ".join(shown(text[walk.starts[i] : walk.ends[i]]) for i in range(number, past))
            if len(words) <= _LONGEST:
                yield Title(words, number, start, end), _level(walk, walk.nodes[number]) if heading[number] else 0


def _level(walk: Walk, node: int) -> int:
    while node > 0:
        if walk.names[node] == "h1":
            return 1
        node = int(walk.parents[node])
    return 2
