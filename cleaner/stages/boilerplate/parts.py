"""Equal parts of a page stay or go together: its sections, the rows of a data sheet, cards.

The models judge line by line, and names, values and short descriptions are the frame of a page to them. Their make
tells what they are: a section beside others of which text stays, of the same name and class and with the same elements
in it, is a part of the same text. So is what follows the few lines that stay, up to the next part of the frame, if most
of its lines stand in elements that come again and again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from cleaner.stages.boilerplate.containers import CONTROLS
from cleaner.stages.boilerplate.going_on import forks
from cleaner.stages.boilerplate.inside import named_frames
from cleaner.stages.boilerplate.listing import SAME_LINE
from cleaner.stages.boilerplate.markup_features import View
from cleaner.stages.boilerplate.own_block import is_own
from cleaner.stages.boilerplate.page import Counts, Flags, Page
from cleaner.stages.boilerplate.regions import ranges_of
from cleaner.stages.markup.pagemap import TAGS, PageMap
from cleaner.stages.markup.tokens import attributes

_SEVERAL = 3  # parts of a whole, and lines of one make
_REPEATED = 0.7  # share of lines in elements that come again and again
_ALIKE = 0.6  # share of the lines of a part that stand in elements like those of another
_LINKED = 0.3  # share of links in a part
_OWN = 0.75  # share of the words of a part that are no frame
_TOLD = 12  # Han characters of a part of which text stays
_MOST_TOLD = 0.5  # share of paragraphs in a sheet; prose may be another text
_TABS, _LONGEST_TAB = 6, 8  # lines of tabs or buttons above a sheet, characters of one
_MOST_LINES = 400  # of a sheet that is compared with itself
_COPIED = 0.7  # share of a sheet's lines before its second copy
_NO_SECTION = frozenset({"table", "tbody", "tr", "td", "th", "p", "pre"})
_NAMED_SO = frozenset({"article", "section"})  # of one make whatever their class
# Names of frames that are also those of cards, tabs and pages of a text, and of the columns of a section.
_IN_SHEETS = frozenset({"card", "meta", "nav", "page", "tags"})
_IN_SECTIONS = _IN_SHEETS | {"sidebar"}
_ROOTS = frozenset({"", "html", "body"})
_MONTH = re.compile(r"(?:19|20)\d\d ?[-./年] ?\d{1,2}(?!\d)")
_LONGEST_DATE = 40  # characters of a line that tells a date


def equal_parts(view: View, pagemap: PageMap, keep: Flags, gone: Flags) -> tuple[Flags, Flags]:
    """The lines beside ``keep``, those of the article, that are parts of the same make, and those that are copies.

    gone: lines that were taken from the article for a reason.
    """
    out, again = np.zeros((2, len(keep)), np.bool_)
    if keep.any():
        frame = gone | CONTROLS.take(view.rows.tag) | (view.rows.block < 0)
        frame[[*view.page.sure, *view.page.heads]] = True
        for lines in _sections(view, pagemap, keep, frame | named_frames(view, keep, _IN_SECTIONS)):
            out[lines] = True
        sheet = _sheet(view, pagemap, keep | out, frame | named_frames(view, keep, _IN_SHEETS))
        once = _once(view.page, sheet)
        out[sheet[:once]] = again[sheet[once:]] = True
    return out, again


def _sections(view: View, pagemap: PageMap, keep: Flags, frame: Flags) -> Iterator[Counts]:
    """The sections without a line of ``keep`` beside sections of the same make with text of it.

    They say something, or stand between such that do and are silent to the rules.
    """
    above = pagemap.blocks[1]
    first, last = ranges_of(view, pagemap)
    kept = np.concatenate((np.zeros(1, np.int64), np.cumsum(keep * view.page.han)))
    held = np.flatnonzero(last > first)
    own = kept[last[held] + 1] - kept[first[held]]
    makes: dict[tuple[int, str, str], list[int]] = {}
    for element in held[np.isin(above[held], above[held[own >= _TOLD]])].tolist():
        if (name := pagemap.name(element)) not in _NO_SECTION:
            given = "" if name in _NAMED_SO else attributes(pagemap.tag(element)).get("class", "").partition(" ")[0]
            makes.setdefault((int(above[element]), name, given), []).append(element)
    for (_, name, _), parts in makes.items():
        ranges = [np.arange(first[part], last[part] + 1) for part in parts]
        stays = [at for at, lines in enumerate(ranges) if (keep * view.page.han)[lines].sum() >= _TOLD]
        told = [ranges[at] for at in stays]
        if not told or len(parts) < _SEVERAL or _are_texts(view, ranges):
            continue
        forms = view.rows.tag if name in _NAMED_SO else _forms(view)
        known = np.unique(forms[np.concatenate(told)])
        alike: dict[int, Counts] = {}
        for at, lines in enumerate(ranges):
            own = lines[~frame[lines]]
            made = not keep[lines].any() and np.isin(forms[own], known).sum() >= max(_ALIKE * len(own), 1)
            if made and _is_part(view, own, int(view.page.han[lines].sum())):
                alike[at] = own
        page = view.page
        stays += [at for at, own in alike.items() if page.told[own].any()]
        mute = {at for at, own in alike.items() if at not in stays and page.fired[own[page.han[own] > 0]].any()}
        yield from (own for at, own in alike.items() if min(stays) <= at <= max(stays) and at not in mute)


def _are_texts(view: View, parts: list[Counts]) -> bool:
    """Whether several parts tell a date each: they are a list of other texts."""
    page = view.page
    short = (page.digits > 3) & (page.solid_sizes <= _LONGEST_DATE)
    dated = (any(_MONTH.search(page.folded[i]) for i in lines[short[lines]].tolist()) for lines in parts)
    return sum(dated) >= _SEVERAL


def _is_part(view: View, own: Counts, words: int) -> bool:
    """Whether the lines of a section of so many words that are no frame are most of it, and no links."""
    few = view.rows.links[own].sum() <= _LINKED * view.rows.chars[own].sum()
    return bool(few and view.page.han[own].sum() >= _OWN * words)


def _sheet(view: View, pagemap: PageMap, keep: Flags, frame: Flags) -> Counts:
    """The lines right below ``keep``, which are few, that are a sheet of data, or cards; tabs may stand between."""
    page, rows = view.page, view.rows
    none = np.zeros(0, np.int64)
    last = int(np.flatnonzero(keep)[-1])
    stops = frame | (rows.links * 2 > rows.chars)
    start = last + 1
    while start < min(len(page), last + 1 + _TABS) and stops[start] and page.solid_sizes[start] <= _LONGEST_TAB:
        start += 1
    lines = np.arange(start, start + int(np.argmax(np.append(stops[start:], True))))
    words = page.han + page.latin // 3 + page.digits // 3
    size, told = words[lines].sum(), words[lines[page.paragraph[lines]]].sum()
    if size < words[keep].sum() or told > _MOST_TOLD * size or not is_own(view, lines.tolist()):
        return none
    home = forks(pagemap, int(rows.block[last]), int(rows.block[lines[-1]]))[0]
    titled = (view.likeness[: last + 1] > SAME_LINE).any()
    if home >= 0 and not titled and pagemap.name(int(pagemap.parents[home])) in _ROOTS:
        return none
    _, which, times = np.unique(_forms(view)[lines], return_inverse=True, return_counts=True)
    repeated = (times[which] >= _SEVERAL).mean() >= _REPEATED
    return none if not repeated or _are_texts(view, [*lines[:, None]]) else lines


def _once(page: Page, lines: Counts) -> int:
    """How many lines of a sheet are not its second copy, which pages carry for phones, in other elements."""
    if len(lines) > _MOST_LINES:
        return len(lines)
    known, once = "", 0
    for at, line in enumerate(lines.tolist(), 1):
        text = "".join(filter(str.isalnum, page.folded[line]))
        if text not in known:
            once = at
        known += text + " "
    return once if once <= _COPIED * len(lines) else len(lines)


def _forms(view: View) -> Counts:
    """For each line a number for the element around it and its depth."""
    forms: Counts = view.rows.depth * len(TAGS) + view.rows.tag
    return forms
