"""Heads of books, of texts without a frame and of files of Markdown: authors and fields that are text."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.stages.markup.front_matter import fields_of, front_matter
from cleaner.stages.markup.kind import kind_of_text

PROSE = "渡口的老人说，这条江从前没有名字，来往的船家只叫它大水。那年秋天，江上起了雾，三天三夜没有散，船都停在岸边等。"
CHAPTERS = "\n".join(f"第{n}章 江上\n{PROSE * 9}" for n in "一二三四")
FRAME = "首页 > 新闻 > 正文\n字号：大 中 小\n"
TAIL = "\n责任编辑：刘某\n相关阅读\n渡口重新开航\n江边老街修缮完工\n版权所有 某某网 京ICP备12345678号"


@pytest.mark.parametrize("author", ["作者：江上舟", "作者:[英]约翰·史密斯", "【作者：江上舟】", "著者：江上舟"])
@pytest.mark.parametrize("head", ["《江上行》\n", "江上行\n"])
def test_an_author_below_a_title_is_text_where_no_frame_stands(author: str, head: str) -> None:
    text = f"{head}{author}\n{PROSE}\n{PROSE}"
    assert clean(text).text == text


@pytest.mark.parametrize("body", [CHAPTERS, PROSE])
def test_a_book_keeps_its_author_and_tells_it(body: str) -> None:
    document = clean(f"《江上行》\n作者：江上舟\n{body}")
    assert document.text == f"《江上行》\n作者：江上舟\n{body}"
    record = document.to_record()
    assert (record["title"], record["author"]) == ("《江上行》", "江上舟")


def test_the_byline_of_a_page_goes_with_its_frame() -> None:
    text = f"{FRAME}老人和他的渡口\n作者：江上舟\n{PROSE}\n{PROSE}{TAIL}"
    document = clean(text)
    assert "作者" not in document.text
    assert document.to_record()["author"] == "江上舟"


def test_a_byline_with_a_source_and_a_time_goes() -> None:
    document = clean(f"老人和他的渡口\n2024-01-05 10:33 来源：某某日报 作者：江上舟\n{PROSE}\n{PROSE}")
    assert document.text == f"老人和他的渡口\n{PROSE}\n{PROSE}"


def test_a_table_of_contents_stays_in_a_book() -> None:
    contents = "\n".join(
        f"第{n}章 渡口\t{page}\n老人和船\t{page + 3}"
        for n, page in zip("一二三四五六七八", range(9, 89, 10), strict=True)
    )
    text = f"江上行\n{contents}\n{CHAPTERS}"
    assert clean(text).text == text


MATTER = """---
layout: post
title:  "渡口的老人"
date:   2018-01-30
author:
  - "[[江上舟]]"
tags: 江, 渡口
---
"""


@pytest.mark.parametrize("rest", ["", "\n作者：江上舟\n", "\n来源：某某网 2018-01-30 10:33\n"])
@pytest.mark.parametrize("size", [1, 9])
def test_front_matter_stays_whole(rest: str, size: int) -> None:
    document = clean(MATTER + rest + f"\n{PROSE}\n" * size)
    assert document.text.startswith(MATTER)
    record = document.to_record()
    assert (record["title"], record["author"], record["published"]) == ("渡口的老人", "江上舟", "2018-01-30")


@pytest.mark.parametrize("above", ["\n\n", "六合彩开奖结果 一肖一码中特 香港马会资料大全\n\n"])
def test_front_matter_below_a_line_of_spam_stays_whole(above: str) -> None:
    document = clean(f"{above}{MATTER}\n{PROSE}\n")
    assert document.text.lstrip("\n").startswith(MATTER)
    assert document.title == "渡口的老人"


@pytest.mark.parametrize(
    "text",
    [
        "---\n没有字段\n---\n正文",
        "---\ntitle: 一个\n没有结束",
        "甲\n---\ntitle: 乙\ndate: 2018\n---\n",
        "",
        "---\n---\n",
    ],
)
def test_what_is_no_front_matter(text: str) -> None:
    assert front_matter(text) == ""
    assert fields_of("") == {}


def test_front_matter_makes_markdown_and_yaml_stays_code() -> None:
    assert kind_of_text(MATTER + PROSE) == "markdown"
    assert (
        kind_of_text("---\nname: a\nkind: b\n---\n" + "".join(f"key{n}:\n  value: {n}\n" for n in range(9))) == "code"
    )
