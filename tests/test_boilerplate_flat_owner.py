"""Who wrote a post of a blog, as themes without a byline say it; the headline beside menus, names and doubled days."""

from __future__ import annotations

import pytest

from cleaner import clean

PROSE = (
    "村口的水磨停了三十年，今年春天又转了起来，来看的人从早到晚没有断过，孩子们最喜欢站在水闸旁边数叶片。",
    "修磨的师傅说，木头是从上游的林场运来的，铁箍是镇上的铁匠打的，前后一共花了七个月的工夫，费用由各家分摊。",
    "磨坊每逢周末开门，来的人可以自己推一推磨杆，也可以带一袋粮食来磨，村里人说这样的日子以前想都不敢想。",
)
MENU = ("柳树下", "首页", "归档", "分类", "标签", "关于")
TITLE = "水磨停了三十年又转起来"
DAY = "2021-03-05 16:37"
MADE = ("由 Hexo & NexT.Muse 强力驱动",)


@pytest.mark.parametrize(
    "owned",
    [
        ("© 2019 – 2023 millman",),
        ("©2020 - 2023 By millman",),
        ("©", "2019", "–", "2023", "millman"),
        ("© 2024 millman | Symbols count total: 50k",),
    ],
)
def test_the_owner_of_a_blog_is_its_author(owned: tuple[str, ...]) -> None:
    lines = (*MENU, TITLE, "发表于 2021-03-05 更新于 2021-04-01 分类于 木工", *PROSE, "上一篇：集市", *owned, *MADE)
    assert clean("\n".join(lines)).author == "millman"


@pytest.mark.parametrize(
    "owned", ["© 2019 – 2023 柳树下的博客", "© 2019 – 2023 mill man's blog", "© 2019 mill.example"]
)
def test_the_name_of_a_blog_is_no_author(owned: str) -> None:
    lines = (*MENU, TITLE, "发表于 2021-03-05 更新于 2021-04-01 分类于 木工", *PROSE, "上一篇：集市", owned, *MADE)
    assert clean("\n".join(lines)).author is None


def test_a_firm_is_no_author() -> None:
    lines = (
        *MENU,
        TITLE,
        "发表于 2021-03-05 浏览 22",
        *PROSE,
        "上一篇：集市",
        "© 2019 – 2023 河湾水泵",
        "技术支持：某网络",
    )
    assert clean("\n".join(lines)).author is None


@pytest.mark.parametrize(
    ("row", "author"),
    [
        (("millman 收录于 木工  和 河湾", "2021-03-05 约 1200 字 预计阅读 3 分钟"), "millman"),
        (("millman", "收录于", "木工", "2021-03-05"), "millman"),
        (("millman", "2021-03-05 20:54:52 2021-04-01 13:45:21"), "millman"),
        (("millman", f"{DAY}:21 {DAY} 创建 {DAY}:57 {DAY} 更新 1.7k 字 6 分钟"), "millman"),
    ],
)  # fmt: skip
def test_the_headline_stands_above_the_account_and_its_day(row: tuple[str, ...], author: str) -> None:
    tail = ("更新于 2021-04-01", "返回 | 主页", "© 2019 – 2023 millman", *MADE)
    document = clean("\n".join((*MENU, TITLE, *row, *PROSE, *tail)))
    assert (document.title, document.author, (document.published or "")[:10]) == (TITLE, author, "2021-03-05")


def test_the_headline_may_stand_below_the_day_and_the_counters_where_the_menu_stands_above_them() -> None:
    lines = (*MENU, "2021年3月5日 下午", "1.2k 字 10 分钟", TITLE, *PROSE, "木工", "集市 上一篇", "Hexo Fluid")
    document = clean("\n".join(lines))
    assert (document.title, document.published) == (TITLE, "2021-03-05")


def test_no_word_of_a_menu_is_the_title() -> None:
    lines = (*MENU, "2021年3月5日 下午", "1.2k 字 10 分钟", *PROSE, "木工", "集市 上一篇", "Hexo Fluid")
    assert clean("\n".join(lines)).title not in MENU[1:]


def test_the_last_part_of_the_first_line_is_the_title_behind_the_names_of_site_and_book() -> None:
    title = "【星世】水磨记"
    head = (f"河湾书屋 - 同人小说 - 磨坊在线阅读 - {title}", title)
    text = (*PROSE, "水磨记里的水磨是星世造的。", "上一章 目录 下一章", "本站所有小说为转载作品，所有章节均由网友上传")
    assert clean("\n".join((*head, *text))).title == title


def test_dots_and_seconds_are_those_of_a_byline() -> None:
    lines = (TITLE, "河湾小王 2016.5.6 01:26:31", *PROSE, "© 著作权归作者所有", "举报文章", "写下你的评论…")
    document = clean("\n".join(lines))
    assert (document.title, document.author, (document.published or "")[:10]) == (TITLE, "河湾小王", "2016-05-06")


def test_a_page_that_holds_mostly_a_listing_tells_its_title_and_author_and_keeps_its_lines() -> None:
    code = [line for n in range(30) for line in (f"x{n} = mill.turn({n})", f"if (x{n} > 0) {{", "    return x;", "}")]
    head = (
        "磨坊里的 C 语言 | 柳树下",
        "柳树下",
        "水车转得真好",
        "首页",
        "归档",
        "标签",
        "磨坊里的 C 语言",
        "发表于 2021-03-05 分类于 木工",
        "先看这一段",
    )
    tail = (
        "本文作者： millman",
        "本文链接： https://mill.example/2021/c/",
        "版权声明： 本博客所有文章除特别声明外，均采用 BY-NC-SA 许可协议。",
    )
    document = clean("\n".join((*head, *code, *tail)))
    assert (document.title, document.author) == ("磨坊里的 C 语言", "millman")
    assert all(line.strip() in document.text for line in code)


HEADINGS = ("磨坊的修理与水闸的开关", *PROSE, "水闸的开关", *PROSE)


def test_the_headline_above_the_row_comes_before_a_heading_of_the_article() -> None:
    lines = ("柳树下", "首页", "首页", "水车01", "millman", f"{DAY}:21 {DAY} 创建 {DAY}:57 {DAY} 更新 1.7k 字 6 分钟")
    document = clean("\n".join((*lines, *HEADINGS, "上一篇：集市", "© 2019 – 2023 millman", *MADE)))
    assert (document.title, document.author) == ("水车01", "millman")


def test_the_headline_below_the_row_comes_before_a_heading_of_the_article() -> None:
    lines = (*MENU, "2021年3月5日 下午", "1.2k 字 10 分钟", "水磨笔记", *HEADINGS, "集市 上一篇", "Hexo Fluid")
    assert clean("\n".join(lines)).title == "水磨笔记"


def test_the_owner_whose_name_stands_below_the_headline_wrote_and_no_tag_did() -> None:
    row = ("0x-mill", f"{DAY}:52 2021-04-01 13:45:21", "blockchain", "2.4k 字 11 分钟")
    document = clean("\n".join((*MENU, TITLE, *row, *PROSE, "© 2020 - 2025 0x-mill", *MADE)))
    assert (document.title, document.author) == (TITLE, "0x-mill")


@pytest.mark.parametrize("first", ["【 打印 】 【 扫一扫 】", "mill.turn(wheel());//转一圈", "#include <stdio.h>"])
def test_buttons_and_statements_are_no_title(first: str) -> None:
    assert clean("\n".join((first, *PROSE))).title is None
