"""Metadata that lines of plain text tell."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.stages.boilerplate import meta

POST = ["作者  river88 (河邊)            看板  Food", "標題  [食記] 台南 牛肉湯", "時間  Mon Oct  7 09:12:45 2024"]
BODY = "早上六點到，門口已經排了十幾個人，湯頭清甜，牛肉切得很薄。\n\n老闆說，賣完就收。"


def test_the_head_of_a_boards_post() -> None:
    document = clean("\n".join([*POST, "", BODY]))
    assert document.title == "[食記] 台南 牛肉湯"
    assert document.author == "river88 (河邊)"
    assert document.published == "2024-10-07T09:12:45+08:00"


@pytest.mark.parametrize(
    "lines",
    [
        POST[:2],
        [POST[1], POST[0], POST[2]],
        [POST[0], POST[1], "時間  下週一早上"],
        ["作者在台南住了十年。", *POST[1:]],
        [*POST[:2], "時間  Mon Foo  7 09:12:45 2024"],
    ],
)
def test_what_is_no_head_of_a_post(lines: list[str]) -> None:
    assert meta.from_post(lines) == {}


@pytest.mark.parametrize("name", ["Discuz! Team and Comsenz UI Team", "昨天", "来自手机浏览器", "系统管理员"])
def test_words_of_a_program_are_no_author(name: str) -> None:
    said = "河边的老槐树今年又开花了，孩子们在树下跑来跑去，老人们坐着说起从前发大水的那一年。"
    head = f"<head><title>老槐树</title><meta name='author' content='{name}'></head>"
    assert clean(f"<html>{head}<body><h1>老槐树</h1><p>{said}</p><p>{said[:-1]}。</p></body></html>").author is None


PAGE = """首页 > 新闻
河边的磨坊又转起来了
{line}
停了三十年的水磨，在这个春天又转了起来。修磨的人是磨坊主的孙子，他从城里回来，带着一张旧图纸。
图纸是祖父画的，纸已经黄了，可是每一根木头的尺寸都写得清清楚楚。他照着图纸找木料，找了整整一个冬天。
磨出来的第一袋面粉，他分给了全村的人。大家说，这面粉里有一股河水的味道，和小时候吃的一样。
上一篇：无
相关推荐更多>>
桥头的杂货店关门了
2020-01-21 17:55:58
今年的雨水比去年多
2020-01-20 10:01:02
"""


@pytest.mark.parametrize(
    ("line", "author", "published", "source"),
    [
        ("发布时间：2020-12-04浏览次数： 作者：来源：", None, "2020-12-04", None),
        ("发布时间：2020-12-04 浏览次数：作者：水利处来源： 县水利局", "水利处", "2020-12-04", "县水利局"),
        ("来源：磨坊日报作者：", None, None, "磨坊日报"),
        ("作者：来源：磨坊日报", None, None, "磨坊日报"),
        ("磨坊网   2017-09-01 17:17", None, "2017-09-01T17:17+08:00", "磨坊网"),
        ("磨坊俱乐部 发布时间：2021-03-05 10:19:5155次", None, "2021-03-05T10:19:51+08:00", None),
        ("磨坊里的事", None, None, None),
    ],
)
def test_labels_without_a_value_and_the_days_of_other_articles_say_nothing(
    line: str, author: str | None, published: str | None, source: str | None
) -> None:
    document = clean(PAGE.format(line=line))
    assert (document.author, document.published, document.source) == (author, published, source)


def test_a_heading_alone_is_the_title_whatever_it_says() -> None:
    document = clean("# 范例：水磨又转了起来")
    assert (document.status, document.title) == ("ok", "范例：水磨又转了起来")
