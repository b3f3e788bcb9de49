"""Short lines below the headline of a page that are what it has to say: verses, a list, a sheet of data, captions.

No sentence tells them from the frame of a site, and the models take them for it. They stand together right below the
headline, in an element of their own, and lead nowhere.
"""

from __future__ import annotations

import numpy as np

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.containers import CONTROLS
from cleaner.stages.boilerplate.listing import SAME_LINE
from cleaner.stages.boilerplate.markup_features import View
from cleaner.stages.boilerplate.page import BYLINES, Flags, Page, timed
from cleaner.stages.markup.moment import moment
from cleaner.stages.markup.pagemap import PageMap, among_tags
from cleaner.stages.markup.tokens import attributes

_OUTER = ("nav-tag", "footer", "footer-tag")
_FRAMES = (*_OUTER, "related", "comment", "rank", "ad", "crumb", "modal", "login")
_LONGEST_RECORD, _RECORDS = 80, 3  # characters of a line that tells when the page appeared, such lines
_LONGEST_BUTTON, _MOST_RECORDS = 12, 8  # characters of a button beside it, all lines between headline and text
_LEAST_LINES, _LEAST_WORDS = 4, 20  # lines, and words, of a block
_LINKED = 0.3  # share of links in it
_LEAST_TOLD = 3  # sentences of an article that the page states
_BODY = "articleBody"  # of microdata
_MOST_HEADLINES = 12  # lines that say the title of which each may be the headline: a page may say it in each line
_FEW_WORDS = 80  # of what the models would keep elsewhere
_PRICED = 0.3  # share of lines with a price: a shop's list leads nowhere either
_COMMENTS = "boilerplate.comments"
_HEAD = among_tags("head", "title")


def own_block(view: View, title: str) -> Flags:
    """The lines of such a block; none where there is none. title: of the page."""
    out = np.zeros(len(view.page), np.bool_)
    for headline in _headlines(view, fold(title)):
        lines = _below(view, headline)
        if is_own(view, lines) and _together(view, lines):
            out[lines] = True
            break
    return out


def above_comments(view: View, keep: Flags, title: str) -> Flags:
    """``keep``, or what stands right below the headline, where all of ``keep`` is comments of readers on it."""
    heads = [i for i, rule in view.page.heads.items() if rule.id == _COMMENTS]
    if not heads or not keep.any() or int(np.argmax(keep)) < min(heads):
        return keep
    for headline in _headlines(view, fold(title)):
        lines = [line for line in _below(view, headline) if line < min(heads)]
        if view.page.han[lines].sum() >= _LEAST_WORDS:
            out = np.zeros(len(keep), np.bool_)
            out[lines] = True
            return out
    return keep


def below_byline(view: View, keep: Flags, title: str) -> bool:
    """Whether most of ``keep`` stands right between the headline with its day and the next part of the frame.

    So an office tells in one sentence what it publishes, and a diary in verses what the day brought.
    """
    page, rows = view.page, view.rows
    words = page.han + page.latin // 3
    own = keep & (rows.links * 2 <= rows.chars) & ~page.fired & (view.likeness <= SAME_LINE)
    for headline in _headlines(view, fold(title), linked=True):
        line = headline + 1
        while line < min(len(page), headline + 1 + _RECORDS) and not own[line]:
            line += 1
        near = [page.folded[i][:_LONGEST_RECORD] for i in range(max(0, headline - 1), line) if i != headline]
        past = line + int(np.argmin(np.append(own[line:], False)))
        told = int(words[line:past].sum())
        if told >= _LEAST_WORDS and any(map(moment, near)):
            return bool(told * 2 >= words[own].sum())
    return False


def short_post(view: View, title: str) -> Flags:
    """What stands right below a headline with its day, however short; no line where there is none."""
    page, out = view.page, np.zeros(len(view.page), np.bool_)
    for headline in _headlines(view, fold(title), linked=True):
        lines = _below(view, headline)
        while lines and _is_day(page.folded[lines[0]]):
            lines.pop(0)
        near = range(max(0, headline - 1), lines[0] if lines else 0)
        if any(_is_day(page.folded[line]) for line in near if line != headline) and not page.fired[lines].all():
            out[lines] = True
            break
    return out


def dated_block(view: View, title: str) -> Flags:
    """What stands between a headline with its day and the next part of the frame, where it is no list of others."""
    page, out = view.page, np.zeros(len(view.page), np.bool_)
    words = page.han + page.latin // 3
    for headline in _headlines(view, fold(title), linked=True, outer=True):
        lines = _below(view, headline)
        while lines and _is_day(page.folded[lines[0]]):
            lines.pop(0)
        near = [i for i in range(max(0, headline - 1), lines[0] if lines else 0) if i != headline]
        own = [line for line in lines if not page.fired[line]]
        dated = any(_is_day(page.folded[i]) or (i in page.sure and page.sure[i].id in BYLINES) for i in near)
        if dated and words[own].sum() >= _LEAST_WORDS and not _lists(view, own):
            out[lines] = True
            break
    return out


def in_place(view: View, keep: Flags, block: Flags, title: str) -> tuple[Flags, bool]:
    """``keep``, or ``block`` where the few words of ``keep`` are the frame's; whether the block tells the article.

    They are the frame's where they stand in no element with it, nor between it and the headline.
    """
    page, rows = view.page, view.rows
    words = (page.han + page.latin // 3) * (view.likeness <= SAME_LINE)
    if words[keep & block].any():
        return keep, bool(words[keep & block].sum() * 2 >= words[keep].sum())
    if not block.any() or words[keep].sum() > _FEW_WORDS:
        return keep, False
    around = {int(ids[line]) for line in np.flatnonzero(block) for ids in (rows.block, rows.parent, rows.grandparent)}
    near = np.isin(rows.block, [*around - {-1}]) | np.isin(rows.parent, [*around - {-1}])
    first = _headlines(view, fold(title), linked=True, outer=True)
    near[min(first, default=len(near)) : int(np.argmax(block))] = True
    return block | (keep & near), True


def _is_day(text: str) -> bool:
    """Whether a line does little more than say a day."""
    return len(text) <= _LONGEST_RECORD and moment(text) is not None


def stated(view: View, pagemap: PageMap, keep: Flags) -> bool:
    """Whether all of ``keep``, the lines that would stay of a page, stand in the one element that it calls its article.

    They must tell something, and link to nothing. An element of that name may hold a list, too: it needs one heading.
    """
    page, rows = view.page, view.rows
    body, known = _stated_body(pagemap)
    own = np.flatnonzero(keep & ~_HEAD.take(rows.tag) & (view.likeness <= SAME_LINE)).tolist()
    if body < 0 or sum(map(bool, page.told[own])) < _LEAST_TOLD or (rows.links[own] > 0).any() or page.fired[own].any():
        return False
    start, end = (int(places[body]) for places in pagemap.spans)
    opened = pagemap.spans[0][np.maximum(rows.block, 0)]
    inside = (rows.block >= 0) & (opened >= start) & (opened < end)
    heads = rows.level[inside & (rows.level > 0)]
    return bool(inside[own].all() and (known or heads.tolist() == [1]))


def _stated_body(pagemap: PageMap) -> tuple[int, bool]:
    """The one element that microdata call the body of an article, else the one named so; whether the former."""
    tags = ((i, pagemap.tag(i)) for i in range(1, pagemap.elements)) if pagemap.states(_BODY) else ()
    said = [i for i, tag in tags if _BODY in tag and attributes(tag).get("itemprop") == _BODY]
    named = [i for i in range(1, pagemap.elements) if pagemap.name(i) == "article"] if not said else []
    return next((some[0] for some in (said, named) if len(some) == 1), -1), len(said) == 1


def _headlines(view: View, title: str, *, linked: bool = False, outer: bool = False) -> list[int]:
    """The lines that say the page's title, headings first.

    linked: also headings that lead to the page itself.  outer: also those in the header of the page.
    """
    rows = view.rows
    same = np.fromiter((text == title for text in view.page.folded), np.bool_, len(view.page))
    free = (rows.links * 2 <= rows.chars) | (linked & (rows.level > 0))
    said = (same | (view.likeness > SAME_LINE)) & free & ~_HEAD.take(rows.tag)
    away = np.zeros(len(view.page), np.bool_) if outer else rows.has_any(_OUTER) | _in_header(view)
    lines = np.flatnonzero(said & ~away).tolist()
    return sorted(lines, key=lambda line: rows.level[line] == 0)[:_MOST_HEADLINES]


def _below(view: View, headline: int) -> list[int]:
    """The lines below a headline up to the next part of the frame."""
    page, rows = view.page, view.rows
    stops = (rows.links * 2 > rows.chars) | CONTROLS.take(rows.tag) | rows.has_any(_FRAMES) | _in_header(view)
    stops[[*(i for i, rule in page.sure.items() if rule.id not in BYLINES), *page.heads]] = True
    line = headline + 1
    while line < min(len(page), headline + 1 + _MOST_RECORDS) and _is_record(page, line, bool(stops[line])):
        line += 1
    past = line + int(np.argmax(np.append(stops[line:], True)))
    return list(range(line, past))


def _is_record(page: Page, line: int, framed: bool) -> bool:
    """Whether a line below a headline tells when and where the text appeared, or is a button beside that.

    framed: links, controls or names of elements say that it is none of the text.
    """
    if page.fired[line] and line not in page.heads:
        return True
    if page.told[line]:
        return False
    return timed(page.folded[line], _LONGEST_RECORD) or (framed and len(page.folded[line]) <= _LONGEST_BUTTON)


def _in_header(view: View) -> Flags:
    """The lines of the menus and the header of the page; the header of an article is its own."""
    return view.rows.has("nav") & ~view.rows.has("article")


def is_own(view: View, lines: list[int]) -> bool:
    """Whether lines are a block of their own, and not the offers, the address or the list of others of a site."""
    page, rows = view.page, view.rows
    if len(lines) < _LEAST_LINES or (page.han + page.latin // 3 + page.digits // 3)[lines].sum() < _LEAST_WORDS:
        return False
    return bool(rows.links[lines].sum() <= _LINKED * rows.chars[lines].sum()) and not _lists(view, lines)


def _lists(view: View, lines: list[int]) -> bool:
    """Whether lines are the offers of a site, its address, or a list of texts or of days."""
    page, known = view.page, pattern_table("pages")
    texts = [page.folded[line] for line in lines]
    said = {name: sum(map(bool, map(known[name].search, texts))) for name in ("offered", "about-itself", "cut-off")}
    again = bool((view.likeness[lines] > SAME_LINE).any() or page.stamps[lines].sum() > 1)
    return again or bool(said["about-itself"] or said["cut-off"]) or said["offered"] > _PRICED * len(lines)


def _together(view: View, lines: list[int]) -> bool:
    """Whether lines stand in one element a little above all of them."""
    rows = view.rows
    around = [{int(ids[line]) for ids in (rows.block, rows.parent, rows.grandparent, rows.great)} for line in lines]
    return bool(set.intersection(*around) - {-1})
