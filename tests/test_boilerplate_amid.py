"""A list of other articles amid the text of a flattened page does not end it."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.lines import Lines
from cleaner.rules import rule_book
from cleaner.stages.boilerplate.amid import lists_amid
from cleaner.stages.boilerplate.page import Page

ABOVE = [
    "春天来了，公园里的花都开了，许多市民带着孩子来到湖边散步，享受难得的晴朗天气。",
    "管理处的工作人员介绍说，今年的花期比往年提前了一周，上周末入园的游客超过三万人次。",
    "园方提醒广大游客，赏花时请勿攀折花木，也不要踩踏草坪，共同维护良好的游园秩序。",
]
BELOW = [
    "周日上午，记者在湖边看到，前来拍照的游客排起了长队，连公园外面的停车场也停满了车。",
    "“我们是从邻市开车过来赏花的，”市民李女士说，“孩子一直吵着要看花。”",
    "附近的商户说，这几天的生意比平时好了一倍，饭馆的位子要提前预订。",
]
TITLES = ["相关阅读", "老磨坊重新开张", "本市下周将迎来降温天气", "地铁五号线今日开通试运营"]
OTHER = "国足昨晚在客场以一比二输给对手，主教练赛后表示球队的防守和体能都有问题，下一场比赛必须赢下来。"
TOP = ["首页", "新闻", "体育", "某某网 > 新闻中心 > 正文"]
FOOT = ["关于我们 | 联系我们 | 广告服务", "Copyright © 2020 某某网 版权所有", "京ICP备12345678号"]


@pytest.mark.parametrize("heading", ["相关阅读", "延伸阅读", "点击排行", "【相关阅读】"])
def test_what_stands_behind_a_list_of_titles_stays(heading: str) -> None:
    text = clean("\n".join([*TOP, *ABOVE, heading, *TITLES[1:], *BELOW, *FOOT])).text
    assert [line for line in ABOVE + BELOW if line not in text] == []
    assert "ICP" not in text


MENU = ["首页", "归档", "标签", "分类", "关于", "友链", "音乐", "电影"]
SHORT = ["湖边的长椅", "只要三样东西：", "一壶茶", "一顶帽子"]


@pytest.mark.parametrize("heading", ["推荐阅读：", "相关文章：", "往期推荐", "延伸阅读："])
def test_single_short_lines_below_it_end_nothing(heading: str) -> None:
    lines = [*MENU, "湖边赏花记", *ABOVE[:2], heading, *TITLES[1:], BELOW[0], *SHORT, *BELOW[1:], ABOVE[2], *FOOT]
    text = clean("\n".join(lines)).text
    assert [line for line in [*ABOVE, *BELOW, *SHORT] if line not in text] == []
    assert [line for line in [heading, *TITLES[1:], *FOOT] if line in text] == []


def test_the_heading_of_what_goes_on_is_none_of_the_titles() -> None:
    text = clean("\n".join([*TOP, *ABOVE, "相关阅读：", *TITLES[1:], "02 湖边的商户", *BELOW, *FOOT])).text
    assert "02 湖边的商户" in text
    assert "老磨坊" not in text


def found(lines: list[str]) -> list[tuple[int, int]]:
    page = Page(Lines("\n".join(lines)), rule_book().matcher("boilerplate"))
    return [amid.listed for amid in lists_amid(page)]


def test_the_list_is_found_below_a_paragraph_or_a_heading_of_the_text() -> None:
    assert found([*ABOVE, *TITLES, *BELOW]) == [(3, 7)]
    assert found([*ABOVE, "商户的生意", *TITLES, *BELOW]) == [(4, 8)]


@pytest.mark.parametrize(
    "lines",
    [
        [*ABOVE, *TITLES],
        [*ABOVE, *TITLES, OTHER],  # the summary of another article
        [*ABOVE, "责任编辑：王小二", *TITLES, *BELOW],
        [*ABOVE, *TITLES, "分享到：微信 微博", *BELOW],
        [*ABOVE, "网友评论", "张三", *BELOW],
        [*ABOVE, "相关阅读", *BELOW],
    ],
)
def test_the_end_of_an_article_is_no_list_amid_it(lines: list[str]) -> None:
    assert found(lines) == []


def test_a_section_that_counts_on_goes_on_whatever_it_speaks_of() -> None:
    below = ["二、浇水有讲究", "夏天早晚各一次，冬天三天一次，浇在根上，不要浇到叶子，叶子沾了水容易烂。"]
    below += ["三、生虫怎么办", "肥皂水最管用，喷两次就好，孩子吃着也放心，不必去买药。"]
    lines = [*TOP, ABOVE[0], "一、土从哪里来", ABOVE[1], "相关阅读", *TITLES[1:], *below, *FOOT]
    text = clean("\n".join(lines)).text
    assert [line for line in below if line not in text] == []
    assert TITLES[1] not in text


def test_a_ranking_counts_from_one() -> None:
    lines = [*TOP, *ABOVE, "点击排行", "1 老磨坊重新开张", "2 地铁五号线今日开通", OTHER, *FOOT]
    assert OTHER not in clean("\n".join(lines)).text
