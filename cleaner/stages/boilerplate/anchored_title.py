"""The title of a flattened page above the row that says who wrote and when, or below the way to the page.

On pages without the words of a ``<title>`` the first lines are menus; the headline stands right above that row.
"""

from __future__ import annotations

import re

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.answers import day_of, name_in, per_line, signed_by
from cleaner.stages.boilerplate.flat_owner import is_owners, owner
from cleaner.stages.boilerplate.page import BREADCRUMB, Page
from cleaner.stages.markup.byline import is_medium
from cleaner.stages.markup.signed import tells_day
from cleaner.stages.markup.site_names import plain
from cleaner.topical import topical_pairs

_LEAST, _LONGEST, _LONGEST_ROW = 3, 80, 140  # letters and characters of a headline; characters of a row
_LONGEST_LABEL = 8  # characters of a label and its sign
_ABOVE = 3  # lines from the row up to the headline, and between two rows of one record
_MOST_COMMAS = 2  # of a headline
_MOST_ROWS, _MOST_DAYS = 2, 3  # records, and days in them; more are those of other articles
_LABELLED = re.compile(
    r"(?:发表|发布|发稿|更新|创建|上传)(?:于|时间|日期)|(?:posted|published|updated) (?:on|at|by)"
    r"|(?:日期|时间|作者|来源|文章来源|信息来源|记者|发布人) ?:"
)
_COUNTED = re.compile(
    r"创建|更新|阅读|浏览|点击|点阅|来源|作者|评论|字数|字$|分钟|次$|\bby\b|views?|comments?|min read"
)
_CLOCKED = re.compile(r"(?:19|20)\d\d([-/.])\d\d\1\d\d \d\d:\d\d(?::\d\d)? .{0,100}(?:创建|更新|发布|阅读|字|分钟)")
_CUT = tuple("。；;，,：:…、")
_SECOND = re.compile(r"——|--|[(（]|副标题")
_COUNTER = re.compile(r"[\d.,k万]{1,8} ?字(?: {1,3}\d{1,5} ?分钟)?|\d{1,5} ?(?:分钟|次|条评论)")
_ITEM = re.compile(r"[(（]\d{1,4}[)）]\s*\Z")  # a category, and how many posts it has
_WHEN = re.compile(r"[年月日]|凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|夜里|深夜")
_MENU = 2  # words of a menu right above a row
_MARGIN = 2  # words that another line may say more than one right above the row
_BULLETS = "•·-* "
_MARKS = frozenset("<>|`!{▲▼△")  # at the beginning of what is no headline
_LATIN = re.compile("[a-z]{3,}")


def anchored(page: Page, kept: list[int], said: str) -> str:
    """The headline by the row of the record, or by the way to the page; empty where ``said`` is as good."""
    prose = (i for i in kept if page.paragraph[i] and not (i + 1 < len(page) and is_row(page, i + 1)))
    past = next(prose, kept[-1])
    dated = [i for i in range(min(past + 1, len(page))) if is_row(page, i)]
    rows = [i for place, i in enumerate(dated) if not place or i - dated[place - 1] > _ABOVE]
    if len(rows) > _MOST_ROWS or sum(day_of(page, i) is not None for i in dated) > _MOST_DAYS:
        return ""
    line = next((found for row in reversed(rows) if (found := _above(page, row)) >= 0), -1)
    under = next((found for row in rows if (found := _below(page, kept, row)) >= 0), -1) if line < 0 else -1
    line = max(line, under)
    line = _below_way(page, past) if line < 0 and not rows else line
    title = page.text(line).strip("# ") if line >= 0 else ""
    if not title or plain(title) == plain(said):
        return ""
    label = ":" in fold(title[:_LONGEST_LABEL])
    if (label and not said) or (not page.fired.any() and (not said or label or line > kept[0] + _ABOVE)):
        return ""  # notes and forms have such rows, too
    own = max((i for i in range(line) if page.shows(i, said)), default=line)
    more = speaks(page, kept, title) - speaks(page, kept, said)
    apart = line - own > _ABOVE or _LABELLED.match(fold(said)) is not None
    told = any(said in page.text(i) for i in range(line))
    first = kept[0] > line and not told and (line == under or is_menu(page, line - 1))  # ``said`` is a heading below
    return title if more > 0 or (apart and more >= -_MARGIN) or not said or first else ""


def speaks(page: Page, kept: list[int], title: str) -> int:
    """How many words of a title the text says, which is not the title itself."""
    words = {*topical_pairs(fold(title)), *_LATIN.findall(fold(title))}
    lines = (page.folded[i] for i in kept if plain(page.folded[i]) != plain(title))
    text = "\n".join(lines) if words else ""
    return sum(word in text for word in words)


@per_line
def is_row(page: Page, line: int) -> bool:
    """Whether a line says who wrote or when: a label with a value, or a day with counters behind it."""
    text = page.folded[line].lstrip(_BULLETS)
    if len(text) > _LONGEST_ROW or page.told[line]:
        return False
    below = page.folded[line + 1] if line + 1 < len(page) else ""
    if "收录于" in text and _is_filed(text):
        return True
    if _LABELLED.match(text):
        return day_of(page, line) is not None or tells_day(below[:_LONGEST_ROW]) or bool(signed_by(page, line))
    if _CLOCKED.match(text):
        return True
    if not page.digits[line]:  # of a day
        return False
    counted = _COUNTED.search(text) is not None or not any(map(str.isalpha, _WHEN.sub("", text)))
    return tells_day(page.text(line)) and counted


def _is_filed(text: str) -> bool:
    """Whether a folded line says who wrote a post and in which categories it is."""
    return pattern_table("bylines")["reporter.filed"].match(text) is not None


@per_line
def is_menu(page: Page, line: int) -> bool:
    """Whether a line is a word of a menu, or stands in place of tags."""
    known = pattern_table("bylines")
    text = page.folded[line].strip()
    return known["menu-word"].fullmatch(text) is not None or known["untagged"].fullmatch(text) is not None


def _below(page: Page, kept: list[int], row: int) -> int:
    """The line below a row that has the menu right above it, past its counters: themes print the headline there."""
    if row < _MENU or not all(is_menu(page, line) for line in range(row - _MENU, row)):
        return -1
    line = row + 1
    while line < len(page) and line <= row + _ABOVE and _COUNTER.fullmatch(page.folded[line].strip()):
        line += 1
    if line >= len(page) or page.paragraph[line] or _ITEM.search(page.text(line)) or not fits(page, line):
        return -1
    return line if speaks(page, kept, page.text(line)) else -1


def _above(page: Page, row: int) -> int:
    """The line above a row that may be the headline, or −1."""
    name = owner(page)
    for line in range(row - 1, max(-1, row - 1 - _ABOVE), -1):
        text = page.text(line)
        if (
            page.fired[line]
            or line in page.rows
            or is_menu(page, line)
            or (name and text.strip() == name)
            or is_owners(page, text)
            or name_in(page, line)
            or signed_by(page, line)
            or is_row(page, line)
            or is_medium(text)
            or _SECOND.match(text)
        ):
            continue
        return line if fits(page, line) else -1
    return -1


def _below_way(page: Page, past: int) -> int:
    """The line right below the only way to the page above the text, or −1."""
    ways = [i for i in range(past) if (rule := page.sure.get(i)) is not None and rule.id == BREADCRUMB]
    line = ways[0] + 1 if len(ways) == 1 else -1
    return line if 0 < line <= past and line < len(page) and not page.fired[line] and fits(page, line) else -1


def fits(page: Page, line: int) -> bool:
    """Whether a line has the form of a headline."""
    text, folded = page.text(line), page.folded[line]
    if len(plain(text)) < _LEAST or len(text) > _LONGEST or text.endswith(_CUT) or folded.count(",") > _MOST_COMMAS:
        return False
    known = pattern_table("bylines")
    return not (
        known["section"].fullmatch(fold(text))
        or "://" in folded
        or "](" in folded
        or text[0] in _MARKS
        or _LABELLED.match(folded.lstrip(_BULLETS))
    )
