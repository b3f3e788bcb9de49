"""The title of a flattened page, where another line says it better than the first one that stays.

Crawlers write the ``<title>`` of a page as its first line: the headline, and behind it the names of section and site.
Elsewhere the first lines are the name of the site and its menu, and the headline stands right above the day.
"""

from __future__ import annotations

import re

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.anchored_title import anchored, is_menu, speaks
from cleaner.stages.boilerplate.answers import day_of, signed_by
from cleaner.stages.boilerplate.flat_headline import likelier
from cleaner.stages.boilerplate.meta import when
from cleaner.stages.boilerplate.page import Page
from cleaner.stages.markup.byline import is_medium
from cleaner.stages.markup.site_names import like_site, plain
from cleaner.stages.markup.title_parts import SEPARATOR, begins, is_institution
from cleaner.topical import topical_pairs

_LEAST, _LONGEST = 2, 80  # letters, and characters, of a headline
_SECTION, _TELLING = 4, 12  # letters of the name of a section at most, and of a headline that is none at least
_AGAIN, _BRAND = 6, 5  # letters at least of a first line that is said again; at most of a name right behind it
_LEAST_PART, _LEAST_PARTS = 4, 3  # letters of the last part of a ``<title>``, and its parts
_PARTS = 6  # of a ``<title>`` at most; a menu has more
_STAMP, _CENTURY = 70, 2  # characters of a line that tells a day among other things, and digits that it has at least
_BELOW, _ABOVE = 8, 14  # lines from the first that stays to such a line below and above it
_DAYS = 2  # such lines: more are a list of others
_WORDS = 2  # of a headline that the text says
_BETWEEN = 3  # lines from the headline to the day
_MARGIN = 1.5  # how much likelier the first line may be a title than one that the text speaks of
_MOST_NAME, _TINY = 10, 2  # letters of a name, and of what is too short for a headline
_WORDS_OF_SITES = ("section", "menu-word")
_WIRE = frozenset("【〔[")  # before the paper that an article begins with
_PREFIX, _WAY = 12, " >›»→"  # characters before the number of a chapter; signs before the last step of a way
_TURN = ("上一章", "下一章")
_NAME = 4  # characters of a name that may stand between the two
_SITE = re.compile(  # what the name of a site ends in
    r"(?i:网站?|網站?|新闻|新聞|论坛|論壇|社区|社區|博客园?|部落格|[日晚时早]报|[日晚時早]報|周刊|杂志|电视台|門戶|门户|贴吧|百科|文库|在线"
    r"|[快时]讯|[快時]訊|资讯|資訊|学[刊报]|學[刊報]|[网網]络?[络絡路]?版|[电電]子版|频道|客户端|知乎|豆瓣|简书|搜狐|掘金|csdn|\.(?:com|cn|net|org|hk|tw))\Z"
)
_BOOKS = re.compile("书[屋城库坊院]|小说|文学|阅读")
_CUT = tuple("。；;，,：:")
_LATIN = re.compile("[a-z]{3,}")
_BY = re.compile(r"(?:post(?:ed)? |written )?by ")
_PUT_IN = re.compile("[发张][布表贴][于在](?![\\d ])")  # the section: 发布于生活随笔
_LABEL = re.compile(r"[^\s:]{1,12} ?:.{0,9}")


def headed(page: Page, kept: list[int], found: dict[str, str], *, declared: bool = False) -> dict[str, str]:
    """``found`` with the title as the headline says it, and the day that stands right below it.

    kept: the lines that stay. found: metadata; its title is the first of these.  declared: whether a label says so.
    """
    said = found.get("title", "")
    title = sure = _chapter(page, kept, said) or _twice(page) or _last_part(page)
    if not sure:
        title = (
            _above_names(page, kept, said)
            or anchored(page, kept, said)
            or _above_day(page, kept, said)
            or _without_site(page, said)
            or said
        )
        if page.fired.any() and page.told[kept].any() and not (declared or page.is_kept or page.form):
            doubted = _is_name(page, kept, title, found)
            named = _before_site(page, kept, title) if doubted or not title else ""
            title = named or likelier(page, kept, title, doubted=doubted)
    title = _unbroken(page, title)
    found = {key: value for key, value in found.items() if key != "title"} | ({"title": title} if title else {})
    if "published" not in found and (day := _day_below(page, kept, title)):
        found = found | {"published": day}
    return found


def _is_name(page: Page, kept: list[int], title: str, found: dict[str, str]) -> bool:
    """Whether a title is but the name of a site, of who wrote, or of a section, as other lines tell."""
    name = plain(title)
    if not name or len(name) > _MOST_NAME:
        return False
    known, folded = pattern_table("bylines"), fold(title)
    if len(name) <= _TINY or any(plain(found.get(field, "")) == name for field in ("author", "source")):
        return True
    if (
        any(known[kind].fullmatch(folded) for kind in ("section", "menu-word"))
        or is_medium(title)
        or _SITE.search(title)
    ):
        return True
    if any(known["follow"].fullmatch(page.folded[i + 1]) for i in range(len(page) - 1) if page.text(i) == title):
        return True
    prose = next((page.text(i) for i in kept if page.told[i]), "")
    return prose[:1] in _WIRE and prose[1:].startswith(title)


def _chapter(page: Page, kept: list[int], said: str) -> str:
    """The heading of the only chapter on a page, with the buttons to the next, above its prose: ``第22章 …``."""
    heading = pattern_table("pages")["chapter-heading"]
    past = next((i for i in kept if page.paragraph[i]), kept[-1])
    lines = ((i, page.text(i).strip().lstrip(_WAY)) for i in range(past) if "第" in page.folded[i][:_PREFIX])
    found = [(i, text) for i, text in lines if heading.match(fold(text))]
    if not found or any(page.text(i).strip() == said for i in range(found[0][0])):
        return said if heading.match(fold(said)) else ""  # the name of the book stands above
    named = sorted({text for _, text in found}, key=len)
    if not all(text.startswith(named[0]) for text in named):
        return ""
    turned = any(word in text for text in page.folded if len(text) <= _LONGEST for word in _TURN)
    return named[0] if turned else ""


def _twice(page: Page) -> str:
    """The first line, if the one below it says just that and it is no name of a site: the title and the headline."""
    first = page.text(0).strip()
    again = len(page) > 1 and page.text(1).strip() == first and 0 not in page.sure
    return first if again and len(plain(first)) >= _TELLING and not (like_site(first) or is_institution(first)) else ""


def _last_part(page: Page) -> str:
    """The second line, if the first ends in it behind the names of site and section: 书屋 - 小说 - 某书 - 第一章."""
    if 0 in page.sure:
        return ""
    first, below = page.text(0).strip(), page.text(1).strip() if len(page) > 1 else ""
    if not first.endswith(below) or not _LEAST_PART <= len(plain(below)) <= _LONGEST or len(first) > 2 * _LONGEST:
        return ""
    parts = [part.strip() for part in SEPARATOR.split(first)]
    if not _LEAST_PARTS <= len(parts) <= _PARTS or parts[-1] != below or like_site(below) or is_institution(below):
        return ""
    sited = like_site(parts[0]) or is_institution(parts[0]) or _BOOKS.search(fold(parts[0]))
    return below if sited else ""


def _without_site(page: Page, said: str) -> str:
    """The first part of a first line that is a ``<title>`` with the name of the site at its end: 水磨|磨坊_某某新闻."""
    if page.text(0).strip() != said:
        return ""
    parts = [part.strip() for part in SEPARATOR.split(said)]
    headline, site = parts[0], parts[-1]
    if not 1 < len(parts) <= _PARTS or len(plain(headline)) < _AGAIN or len(plain(site)) > _TELLING:
        return ""
    return headline if _SITE.search(site) and not (like_site(headline) or is_institution(headline)) else ""


def _before_site(page: Page, kept: list[int], said: str) -> str:
    """What stands before the name of the site in the first line, where the text speaks of it and no other line says it.

    The name of the site has the form of one, or stands alone below.  said: the title so far, or empty.
    """
    parts = [part.strip() for part in SEPARATOR.split(page.text(0))]
    if not 1 < len(parts) <= _PARTS or len(plain(parts[0])) < _AGAIN or len(parts[0]) > _LONGEST:
        return ""
    site = plain(parts[-1])
    named = _SITE.search(parts[-1]) or any(plain(page.text(i)) == site for i in range(1, min(_BELOW, len(page))))
    if not named or like_site(parts[0]) or is_institution(parts[0]) or page.told[0]:
        return ""
    return parts[0] if speaks(page, kept, parts[0]) > max(_WORDS, speaks(page, kept, said)) else ""


def _unbroken(page: Page, title: str) -> str:
    """A title that elements within it broke into several lines as the first line of the page says it whole."""
    first = page.text(0)
    whole = plain(first)
    if not title or len(first) > 2 * _LONGEST or not len(plain(title)) < len(whole) or plain(title) not in whole:
        return title
    for line in range(1, len(page)):
        joined = plain(page.text(line))
        if not joined or not whole.startswith(joined):
            continue
        past, own = line + 1, page.text(line) == title
        while past < len(page) and (part := plain(page.text(past))) and whole.startswith(joined + part):
            own = own or page.text(past) == title
            joined, past = joined + part, past + 1
        if own and past - line > 1:
            return _beginning(first, len(joined))
    return title


def _beginning(text: str, letters: int) -> str:
    """The beginning of a text with so many letters, where a separator or nothing follows; else all of it."""
    for cut in SEPARATOR.finditer(text):
        if len(plain(text[: cut.start()])) == letters:
            return text[: cut.start()]
    return text


def _day_below(page: Page, kept: list[int], title: str) -> str | None:
    """The day that a line right below the headline tells first, as ISO 8601."""
    begun = pattern_table("pages")["stamped.begun"]
    told = (page.folded[i] for i in (page.digits >= _CENTURY).nonzero()[0].tolist())
    if not any(len(text) <= _STAMP and begun.match(text) for text in told):
        return None
    past = next((i for i in kept if page.paragraph[i]), len(page))
    headlines = [i for i in range(past) if page.text(i) == title]
    below = dict.fromkeys(i for top in headlines for i in range(top + 1, min(top + 1 + _BETWEEN, past)))
    for line in below:
        if _is_day(page, line) and begun.match(page.folded[line]):
            listed = line + 1 < len(page) and begun.match(page.folded[line + 1])
            return None if listed else when(page.text(line))
    return None


def _above_names(page: Page, kept: list[int], said: str) -> str:
    """The line that says the beginning of the first line, up to the names of section and site behind it."""
    first = page.text(0)
    if 0 in page.sure:
        return ""
    if len(first) <= 2 * _LONGEST and said != first and (again := _again(page, first)):
        return again if speaks(page, kept, again) > speaks(page, kept, said) else ""
    if len(first) > 2 * _LONGEST or not 1 < len(SEPARATOR.split(first)) <= _PARTS:
        return ""
    found = max((text for text in map(page.text, _like(page, first)) if begins(first, text)), key=len, default="")
    if said != first and plain(said) in plain(first) and len(plain(said)) >= len(plain(found)):
        return ""  # a part of it already
    if said != first and len(plain(found)) <= _SECTION and len(plain(said)) >= _TELLING:
        site = SEPARATOR.split(first)[-1]
        return "" if like_site(site) or is_institution(site) else found  # 工作动态_某某委员会
    return "" if is_institution(found) else found


def _again(page: Page, first: str) -> str:
    """The first line, or that without the name of the site at its end, if a line above the prose says it again."""
    if first.isascii() and len(first.split()) == 1:
        return ""  # the name of a product, which menus say again
    if len(plain(first)) < _AGAIN or is_institution(first) or (len(first) < _TELLING and like_site(first)):
        return ""
    past = next((i for i in range(1, len(page)) if page.paragraph[i]), len(page))
    for text in map(page.text, range(1, past)):
        rest = first[len(text) :].strip()
        if len(plain(text)) < _AGAIN or not first.startswith(text):
            continue
        if not rest or (len(text) >= _TELLING and len(rest) <= (_TELLING if like_site(rest) else _BRAND)):
            return text
    return ""


def _like(page: Page, first: str) -> list[int]:
    """The lines that begin as the ``first`` does and are shorter."""
    begun = page.folded[0][:_LEAST]
    lines = (i for i in range(1, len(page)) if page.folded[i].startswith(begun) and len(page.folded[i]) < len(first))
    return [i for i in lines if len(plain(page.folded[i])) >= _LEAST]


def _above_day(page: Page, kept: list[int], said: str) -> str:
    """The line right above the day at the head of the page."""
    first, titles = kept[0], page.titles
    if (titles is None and not said) or not page.fired.any():
        return ""
    past = next((i for i in range(first, len(page)) if page.paragraph[i]), len(page))
    days = [i for i in range(max(0, first - _ABOVE), min(past, first + _BELOW)) if _is_day(page, i)]
    days = [i for i in days if i - 1 not in days]
    found = [(line, day) for day in days if (line := _headline(page, day)) >= 0]
    if not found or len(days) > _DAYS:
        return ""
    line, day = max(found, key=lambda each: titles[each[0]]) if titles is not None else found[0]
    if line == first:
        better = not said
    elif first == 0:  # the name of the site is likely to have stayed
        better = day > _BETWEEN if titles is None else bool(titles[line] > titles[0])
    elif line > first or not said:
        better = not said and _speaks_of(page, kept, line)
    else:
        own = any(_is_day(page, i) for i in range(first + 1, min(first + 1 + _BETWEEN, len(page))))
        likely = titles is not None and titles[line] > titles[first] - _MARGIN
        better = day < first and not own and likely and _speaks_of(page, kept, line)
    return page.text(line) if better else ""


def _headline(page: Page, day: int) -> int:
    """The line above a day that may be a headline, past names and counters, or −1."""
    for line in range(day - 1, max(0, day - 1 - _BETWEEN), -1):
        text = page.text(line)
        if (
            _is_day(page, line)
            or page.fired[line]
            or line in page.rows
            or is_menu(page, line)
            or len(plain(text)) < _LEAST
            or signed_by(page, line)
            or _BY.match(page.folded[line])
            or _PUT_IN.match(page.folded[line])
        ):
            continue
        label = "://" in page.folded[line] or _LABEL.fullmatch(page.folded[line]) is not None
        unfit = len(text) > _LONGEST or page.paragraph[line] or text.endswith(_CUT) or label
        if len(text) <= _NAME and not page.fired[line - 1] and page.han[line - 1] > _NAME:
            continue
        return -1 if unfit else line
    return -1


def _is_day(page: Page, line: int) -> bool:
    """Whether a line tells a day, and no sentence."""
    text = page.folded[line]
    return len(text) <= _STAMP and not page.told[line] and day_of(page, line) is not None


def _speaks_of(page: Page, kept: list[int], line: int) -> bool:
    """Whether the text says words of a line."""
    folded = page.folded[line]
    text = "\n".join(page.folded[i] for i in kept if i != line)
    return sum(word in text for word in (*topical_pairs(folded), *_LATIN.findall(folded))) >= _WORDS
