"""Whether a page with markup holds no article: a list with the beginnings of articles, a list of goods, an error.

What a page shows is asked first, and what it says of itself (address, title, names of its elements) where that alone
would not do: a false "no article" costs a whole article.
"""

from __future__ import annotations

import numpy as np

from cleaner.doc import Doc
from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.foreign import LINKED
from cleaner.stages.boilerplate.link_targets import site_of, targets
from cleaner.stages.boilerplate.markup_features import View
from cleaner.stages.boilerplate.page import Counts, Flags, Page
from cleaner.stages.boilerplate.words import words
from cleaner.stages.markup.pagemap import PageMap
from cleaner.stages.markup.tokens import attributes

LEAST_TEASERS, TEASED = 3, 0.6  # beginnings of articles, and their share of the prose that would stay
MANY_TEASERS, ALL_TEASED = 5, 0.8  # the same where neither address nor title nor their ends say that it is a list
CUT = 0.5  # share of them that break off
_SHORTEST = 10  # Han characters of a beginning
_CUT_SHORT = 30  # the same of one that ends without a mark
_NAMED = 6  # characters of the linked title above it
_ABOVE = 4  # lines between the two, and between a heading and what it is of
SAME_LINE = 0.8  # likeness to the page's title of a line that says nothing else
MOST_WORDS = 160  # Han characters that would stay of a page that says itself that it is a list
MOST_ERROR = 150  # the same of a page that says that something is not there
LEAST_TITLES, LEAST_PRICES = 6, 4  # linked titles, or prices, of such a list
TITLED = 0.6  # share of links in a line that is a linked title and a day
MOST_ITSELF, ITSELF = 260, 0.5  # characters that would stay, and their share of the page, that speak of the site alone
FRAMED = 0.5  # share of them in lines that are frame for certain
LEAST_LABELS = 4  # of a file to load down
LINKS, MOST_BESIDE = 0.6, 20  # share of linked words in what would stay, Han characters of prose beside them


def without_article(view: View, pagemap: PageMap, keep: Flags, url: str | None, title: str) -> bool:
    """Whether ``keep``, the lines that would stay of a page, are no article but what the page lists or says instead."""
    page = view.page
    held = int(page.han[keep].sum())
    heading, known = fold(title), pattern_table("pages")
    if held < MOST_ERROR and refuses(title):
        return True
    titles = int(((view.rows.link_share >= TITLED) & (page.han >= _NAMED)).sum())
    if titles < LEAST_TEASERS:
        return False
    linked = _titles(view)
    witnesses = says_list(pagemap, url) + bool(known["lists-title"].search(heading)) - says_article(pagemap)
    if _teases(view, keep, linked, witnesses) or (witnesses >= 0 and _links_only(view, keep)):
        return True
    if witnesses <= 0 or held >= MOST_WORDS or _headed(view, keep):
        return False
    return titles >= LEAST_TITLES or sum(map(bool, map(known["price"].search, page.folded))) >= LEAST_PRICES


def says_little(view: View, keep: Flags, title: str) -> bool:
    """Whether all that would stay of a page is what it says of itself (address, how to sign up), or of a file.

    A file to load down, or a member, is told by labels with values (大小：46M) and no whole paragraph.
    title: of the page; one that promises an address has said what it had to say.
    """
    page, known = view.page, pattern_table("pages")
    own = np.flatnonzero(keep & (view.likeness <= SAME_LINE)).tolist()
    if not own or page.han[own].sum() > 2 * MOST_WORDS:
        return False
    if _frame_alone(view, own, page.fired) and not known["contact-title"].search(fold(title)):
        return True
    labels = sum(known["of-a-file"].match(page.folded[i]) is not None for i in own)
    if labels < LEAST_LABELS:
        return False
    whole = page.paragraph & (page.ends_of_sentences > 0) & ~page.fired
    itself = _about_itself(page, own)
    return not any(i not in itself for i in own if whole[i])


def footer_alone(view: View, keep: Flags, title: str) -> bool:
    """Whether all that would stay of a page may be its footer, and what it says of itself: elements may be misnamed.

    An element that holds the headline is no footer.
    """
    footer, titled = view.rows.has_any(("footer", "footer-tag")), view.likeness > SAME_LINE
    own = np.flatnonzero(keep & ~titled).tolist()
    if not own or footer[titled].any() or pattern_table("pages")["contact-title"].search(fold(title)):
        return False
    return _frame_alone(view, own, footer)


def _about_itself(page: Page, lines: list[int]) -> list[int]:
    said = pattern_table("pages")["about-itself"].search
    return [i for i in lines if said(page.folded[i])]


def _frame_alone(view: View, own: list[int], known: Flags) -> bool:
    """Whether ``own``, the lines that would stay, are ``known`` ones, words of the page about itself, and labels."""
    page = view.page
    frame = known | page.fired
    frame[_about_itself(page, own)] = True
    told = any(page.told[i] and not frame[i] for i in own)
    han, sizes = page.han[own], page.solid_sizes
    most = sizes[own].sum() <= min(MOST_ITSELF, ITSELF * sizes.sum())
    return bool(most and not told and han[frame[own]].sum() >= FRAMED * han.sum())


def refuses(title: str) -> bool:
    """Whether a title says that something is not there, or asks to sign in, or to show that one is no program."""
    heading, known = fold(title), pattern_table("pages")
    return any(known[f"{kind}-title"].fullmatch(heading) for kind in ("missing", "entry", "check"))


def lists_threads(pagemap: PageMap) -> bool:
    """Whether a forum's program says that the page is a list of threads, and none itself."""
    return not set(words("listing")["board"]).isdisjoint(_names_of_body(pagemap))


def _links_only(view: View, keep: Flags) -> bool:
    """Whether what would stay is titles of others that are links, and hardly any prose beside them."""
    page, rows = view.page, view.rows
    linked = keep & (rows.links * 2 > rows.chars)
    beside = keep & ~linked & ~page.fired
    told = int(page.han[beside & (page.paragraph | page.verse)].sum())
    size = int(page.han[linked].sum())
    return int(linked.sum()) >= LEAST_TEASERS and told < MOST_BESIDE and size >= LINKS * (size + page.han[beside].sum())


def _titles(view: View) -> Flags:
    """The lines that are linked titles of others, maybe with their day behind them."""
    page, share = view.page, view.rows.link_share
    named = page.han >= _NAMED
    linked = (share >= LINKED) & named
    behind = pattern_table("pages")["day-behind"].search
    for line in np.flatnonzero((share >= TITLED) & (share < LINKED) & named).tolist():
        linked[line] = behind(page.folded[line]) is not None
    return linked


def _headed(view: View, keep: Flags) -> bool:
    """Whether a heading right above the lines that would stay says the page's title."""
    first = int(np.argmax(keep))
    above = slice(max(0, first - _ABOVE), first + 1)
    return bool(((view.likeness > SAME_LINE) & (view.rows.level > 0))[above].any())


def _teases(view: View, keep: Flags, linked: Flags, witnesses: int) -> bool:
    """Whether most prose that would stay is beginnings of articles, each below its linked title."""
    page = view.page
    prose = (view.prose >= _SHORTEST) & ~linked
    index = np.arange(len(page))
    last = np.maximum.accumulate(np.where(linked, index, -len(page)))
    before: Counts = np.cumsum(prose) - prose
    below = prose & (index - last <= _ABOVE) & (before == before[np.maximum(last, 0)])
    count = int(below.sum())
    mine = page.han * keep * prose
    if count < LEAST_TEASERS or mine[below].sum() < TEASED * max(int(mine.sum()), 1) or not mine.any():
        return False
    cut_off = pattern_table("pages")["cut-off"]
    cut = sum(1 for line in np.flatnonzero(below).tolist() if cut_off.search(page.folded[line]))
    broken = int((below & keep & (view.prose >= _CUT_SHORT) & (view.table["closed"] <= 0)).sum())
    cut = max(cut, broken if broken >= LEAST_TEASERS else 0)  # some programs cut without a mark
    alone = count >= MANY_TEASERS and mine[below].sum() >= ALL_TEASED * mine.sum() and not _headed(view, keep)
    return cut >= CUT * count + (witnesses < 0) or witnesses > 0 or (witnesses == 0 and bool(alone))


def says_list(pagemap: PageMap, url: str | None) -> int:
    """How many of the address and the program's names say that the page lists others."""
    address = (url or next(pagemap.stated_addresses(), "")).lower()
    path, _, query = address.partition("#")[0].partition("?")
    _, scheme, path = path.partition("://")
    known, own = pattern_table("pages"), "/" + path.partition("/")[2]
    stated = url or own != "/"  # templates give each page the address of the site
    listed = known["lists-address"].search(own) and not known["post-address"].search(own)
    named = bool(scheme and stated and (listed or known["asked-address"].search("?" + query)))
    return named + (not set(words("listing")["body"]).isdisjoint(_names_of_body(pagemap)))


def _names_of_body(pagemap: PageMap) -> list[str]:
    """Class and id names of the page's body."""
    body = next((pagemap.classes(i) for i in range(1, min(8, pagemap.elements)) if pagemap.name(i) == "body"), "")
    return body.lower().split()


def collects(page: Page, origin: tuple[Doc, PageMap], lines: Counts, url: str | None) -> bool:
    """Whether the page calls itself an article, and the links of most of ``lines`` leave the site that it names.

    So a diary of what its author has read, where the list of a site's own articles leads to the site.
    """
    pagemap = origin[1]
    own = {site_of(address) for address in (url or "", *pagemap.stated_addresses())} - {""}
    if not (own and says_article(pagemap)) or says_list(pagemap, url):
        return False
    sites = [set(map(site_of, each)) for each in targets(*origin, page, lines)]
    return sum((own | {""}).isdisjoint(each) for each in sites) > LINKS * len(sites)


def says_article(pagemap: PageMap) -> int:
    """Whether the page's record calls it an article."""
    for token in pagemap.metas:
        if "article" in token:
            given = attributes(token)
            name = (given.get("property") or given.get("name") or "").lower()
            kind = given.get("content", "").lower() if name == "og:type" else name
            if kind in ("article", "article:published_time"):
                return 1
    return 0
