"""The headline of a flattened page by what its looks, its place and the rest of the page say together."""

from __future__ import annotations

import pytest

from cleaner import clean
from tests.articles import BODY, TITLE

FOOT = ("上一篇：水磨的轴", "下一篇：没有了", "在线咨询", "© 2024 河湾")
TEASERS = (
    *("推荐", "新谷6号——天生高贵，河湾明", "热点", "新谷营养有“三高”"),
    *("推荐", "49度高温天气，没有食欲，来试", "热点", "水磨的好处与作用太多了，河湾村"),
)


@pytest.mark.parametrize("title", ["祖父的图纸为什么黄了？", "磨坊主的孙子修水磨是怎么回事？"])
def test_the_line_that_the_text_speaks_of_below_the_trail_and_no_teaser(title: str) -> None:
    document = clean("\n".join((*TEASERS, "主页 > 福利活动 >", "添加微信", title, *BODY, *FOOT)))
    assert document.title == title
    assert all(line in document.text for line in BODY)


def test_a_word_of_a_menu_above_a_text_without_headline_is_none() -> None:
    assert clean("\n".join(("河湾", "扫一扫", "木工学院", *BODY, *FOOT))).title is None


def test_a_text_without_a_frame_keeps_its_first_line() -> None:
    assert clean("\n".join(("第14集", "14-1 夜外 镇口石桥", "人物：磨坊主", *BODY))).title == "第14集"


def test_the_name_of_a_site_and_its_menu_are_no_headline() -> None:
    head = ("Lover", "The mill, and the river", "首页", "标签", "归档", TITLE, "笔记", "发布日期: 2019-08-18")
    assert clean("\n".join((*head, *BODY, *FOOT))).title == TITLE


def test_an_account_and_what_it_is_called_by_are_no_headline() -> None:
    account, place = "millman @millman", "某省河湾市"
    post = (
        "广场",
        "话题",
        "登录",
        "注册",
        "详情",
        account,
        "#水磨  今天水磨又转起来了，全村都去看～",
        "https://mill.example/",
    )
    day = ("发布于 2023-07-06 23:12", place, "最后回复 2023-12-13 01:04", "0", "19", "评论", "登录后，精彩更多")
    document = clean("\n".join((*post, *day, account, place, *BODY, "2023-07-06 23:19", "0")))
    assert account not in (document.title or "")
