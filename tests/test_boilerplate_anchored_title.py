"""Titles of flattened pages above the row of who wrote and when, below the way to the page, or said twice."""

from __future__ import annotations

import pytest

from cleaner import clean

PROSE = (
    "村口的水磨停了三十年，今年春天又转了起来，来看的人从早到晚没有断过，孩子们最喜欢站在水闸旁边数叶片。",
    "修磨的师傅说，木头是从上游的林场运来的，铁箍是镇上的铁匠打的，前后一共花了七个月的工夫，费用由各家分摊。",
    "磨坊每逢周末开门，来的人可以自己推一推磨杆，也可以带一袋粮食来磨，村里人说这样的日子以前想都不敢想。",
)
TITLE = "水磨停了三十年又转起来"


def page(*head: str) -> str:
    """A page whose first lines are a menu of its site."""
    return "\n".join(
        ("柳树下的小屋", "河灣醒報", "柳树下的小屋", "歸檔", *head, *PROSE, "上一篇：集市", "版权所有 河湾村")
    )


@pytest.mark.parametrize(
    "row",
    [
        ("发表于2022-08-16|更新于2022-10-04|木工",),
        ("Posted on 2025-07-15 In 木工 Views: 12",),
        ("2020.6.4 木工 7980 16 分钟",),
        ("王小二 2022/07/17 16:59 点阅 173 次",),
        ("楊智家／綜合報導", "2024/09/05 02:39"),
        ("日期：2014-02-03 浏览：22",),
        ("磨坊日报", "2024-09-05 02:39"),
    ],
)
def test_the_headline_stands_above_the_row_of_the_record(row: tuple[str, ...]) -> None:
    assert clean(page(TITLE, *row)).title == TITLE


def test_the_headline_stands_below_the_way_to_the_page() -> None:
    assert clean(page("当前位置：主页 > 木工 > 水磨 >", TITLE)).title == TITLE


def test_a_first_line_that_is_said_again_is_the_title() -> None:
    text = "\n".join((f"{TITLE}磨坊网", "首页", "木工", TITLE, "millman@mill.example", *PROSE, "版权所有 河湾村"))
    assert clean(text).title == TITLE


def test_rows_of_forms_and_notes_are_no_anchors() -> None:
    text = "\n".join(("水磨修缮招标公告", PROSE[0], "三、报名", "时间：2014-02-03 至 2014-02-09", *PROSE[1:]))
    assert clean(text).title == "水磨修缮招标公告"
    assert clean("\n".join(("<水磨>", "书名：水磨旧事", "作者：王小二", *PROSE))).title is None


@pytest.mark.parametrize(
    ("line", "day"),
    [("一 15 6月 2015 by millman", "2015-06-15"), ("12:072023/08/28", "2023-08-28T12:07+08:00")],
)
def test_days_in_other_orders(line: str, day: str) -> None:
    assert clean(page(TITLE, line)).published == day


@pytest.mark.parametrize(
    ("tail", "author"),
    [
        (("文章作者: 磨坊·歌", "文章链接: http://mill.example/1", "版权声明: 转载请注明来自河湾"), "磨坊·歌"),
        (("本文作者：", "millman", "本文链接：", "http://mill.example/1"), "millman"),
        (("Post author: millman", "Post link: http://mill.example/1"), "millman"),
        (("磨坊作者: millman", "集市"), None),
    ],
)
def test_terms_of_use_name_the_author(tail: tuple[str, ...], author: str | None) -> None:
    text = "\n".join((TITLE, *PROSE, *tail))
    assert clean(text).author == author


def test_an_account_with_dots_before_the_day() -> None:
    assert clean(page(TITLE, "millman • 2024-11-19 • 0 评论 • 11 阅读")).author == "millman"
