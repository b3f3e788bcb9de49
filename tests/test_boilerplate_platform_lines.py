"""What platforms and sites of search words put around and among the paragraphs of copies goes; the paragraphs stay."""

from __future__ import annotations

import pytest

from cleaner import clean
from tests.articles import BODY, TITLE


@pytest.mark.parametrize(
    "line",
    [
        "打開今日頭條,查看更多圖片",
        "打开今日头条查看图片详情",
        "图片发自简书App",
        "微信图片_20180102101010.jpg",
        f"{TITLE}，第1张",
        f"相信很多大家对{TITLE}还不知道吧，今天菲菲就带你们一起去了解一下~.~！",
        f"以上就是关于【{TITLE}】的相关内容，希望对大家有帮助！",
    ],
)
def test_a_line_among_the_paragraphs_goes(line: str) -> None:
    source = "\n".join([TITLE, BODY[0], line, *BODY[1:]])
    document = clean(source)
    assert document.text == "\n".join([TITLE, *BODY])
    assert document.restore() == source


def test_what_stands_in_place_of_pictures_goes_if_it_stands_there_twice() -> None:
    twice = "\n".join([TITLE, BODY[0], "image.png", BODY[1], "image.png", *BODY[2:]])
    assert clean(twice).text == "\n".join([TITLE, *BODY])
    once = "\n".join([TITLE, BODY[0], "image.png", *BODY[1:]])
    assert clean(once).text == once


@pytest.mark.parametrize("line", [f"首页{TITLE}", f"首页 水车 {TITLE}", f"河湾生活网 水车 {TITLE}", "欢迎访问河湾读书"])
def test_the_name_of_the_site_above_the_headline_goes(line: str) -> None:
    document = clean("\n".join([line, TITLE, *BODY]))
    assert document.text == "\n".join([TITLE, *BODY])
    assert document.title == TITLE


@pytest.mark.parametrize("line", [f"第一章 {TITLE}", f"水车 {TITLE}", f"{TITLE}，第2张", "欢迎访问我的磨坊"])
def test_other_words_above_a_headline_stay(line: str) -> None:
    source = "\n".join([line, TITLE[:-1], *BODY])
    assert clean(source).text == source


def test_fields_between_brackets_name_a_novel_and_its_author_and_stay() -> None:
    source = "\n".join(["【書名】石匠的女兒", "【作者】磨坊主", *BODY])
    document = clean(source)
    assert (document.title, document.author, document.source) == ("石匠的女兒", "磨坊主", None)
    assert document.text.startswith("【書名】石匠的女兒\n【作者】磨坊主")


def test_rows_of_boards_around_a_post_go() -> None:
    head = ["磨坊吧 关注:25贴子:176", "• 0回复贴,共1", TITLE, "只看楼主收藏回复"]
    document = clean("\n".join([*head, *BODY, "IP属地:江西1楼2012-12-21 15:04回复"]))
    assert document.text == "\n".join([TITLE, *BODY])
    assert document.title == TITLE
    row = "楼主| millman 发表于 2015-6-4 16:26 | 显示全部楼层 |阅读模式"
    document = clean("\n".join([TITLE, "[复制链接]", "1849|12", row, *BODY]))
    assert document.text == "\n".join([TITLE, *BODY])
    assert (document.title, document.author, document.published) == (TITLE, "millman", "2015-06-04T16:26+08:00")


def test_the_record_of_a_file_names_its_title() -> None:
    record = [
        "索 引 号: 003043524 信息分类: 文件发布",
        "发文机关: 河湾县人民政府 主题分类: 水利",
        "成文日期: 2022-03-26",
    ]
    title = "河湾县人民政府关于修水车的通知"
    body = ["河湾县人民政府", "关于修水车的通知", "各村：", *BODY]
    assert clean("\n".join([*record, f"标  题: {title}", *body])).title == title
    assert clean("\n".join([f"标  题: {title}", *body])).title != title
