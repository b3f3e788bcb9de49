"""Titles of texts without markup: what is declared, headings of other languages of markup, and lines that are none."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.api import _as_written

PROSE = "春天来了，公园里的花都开了，孩子们在草地上放风筝，老人们坐在长椅上晒太阳，一直到傍晚才回家。"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("= 水磨札记\n", "水磨札记"),
        ("== 水磨 ==\n", "水磨"),
        ("\\chapter{用 \\LaTeX{} 写水磨}\\label{chap:mill}", "用 LaTeX 写水磨"),
        ("# 水磨的故事 #\n", "水磨的故事"),
        ("###河湾的水磨停转###", "河湾的水磨停转"),
        ("#水磨的故事", "水磨的故事"),
        ("From: a@mill.example\nTo: b@mill.example\nSubject: 水费已收到\n\n您好，", "水费已收到"),
        ("发件人: 王小二\n主题: 水费已收到\n时间: 2024年3月5日\n\n您好，", "水费已收到"),
        ("“水磨精神”在河湾", "“水磨精神”在河湾"),
        ("2017-12-02\n河湾的水磨又转起来了", "河湾的水磨又转起来了"),
    ],
)
def test_a_heading_in_any_language_of_markup_is_the_title_without_its_signs(head: str, title: str) -> None:
    assert clean(f"{head}\n{PROSE}\n{PROSE}\n").title == title


@pytest.mark.parametrize(
    ("source", "author"),
    [
        ("#+TITLE: 水磨札记\n#+AUTHOR: 王小二\n#+DATE: <2024-03-05 Tue>\n\n* 第一节", "王小二"),
        (
            "\\documentclass{ctexart}\n\\title{水磨札记}\n\\author{王小二}\n\\date{2024年3月5日}\n\\begin{document}",
            "王小二",
        ),
    ],
)
def test_the_head_of_a_source_declares_title_author_and_day(source: str, author: str) -> None:
    document = clean(f"{source}\n{PROSE}\n{PROSE}\n")
    assert (document.title, document.author, document.published) == ("水磨札记", author, "2024-03-05")


@pytest.mark.parametrize(
    "text",
    [
        "@ECHO OFF\nset a=1\necho 你好，世界，这是一个例子。\npause",
        "id,地点,x,y\n1,南门,12.3,33.1\n2,北门,12.4,33.9\n3,西门,12.1,33.4",
        "2023-05-01 10:00:01 INFO 启动,端口:8080\n2023-05-01 10:00:02 INFO 连接\n2023-05-01 10:00:03 INFO 就绪",
        f"#磨面 #水车\n{PROSE}",
        "\n".join(["妨害公务", "武大郎", "北京", "若干弱点", "水车", "磨坊", "河湾", "石桥", "山村", "渡口", "麦田"]),
        f"“王书记，没人受伤，不过～”\n“不过什么？”王书记问。\n{PROSE}",
        f"这倒是。那你说我们买什么呢？\n{PROSE}\n{PROSE}",
        f'"你怎么来了?"他问,"不是说好明天吗?"\n"我等不及了。"她说。\n{PROSE}',
        f"│     ├─ Milled By: 河湾    │\n│  水磨 │\n{PROSE}",
    ],
)
def test_programs_tables_lists_and_speech_have_no_title(text: str) -> None:
    assert clean(text).title is None


def test_brackets_of_a_title_in_front_matter_stay() -> None:
    for title in ("水磨的八个零件 [ 图 ]", "[河湾札记]水磨的八个零件"):
        assert clean(f'---\ntitle: "{title}"\ndate: 2024-03-05\n---\n{PROSE}\n').title == title
    listed = clean(f'---\ntitle: 水磨\nauthor: ["王小二", "李四"]\n---\n{PROSE}\n')
    assert listed.author == "王小二、李四"


def test_the_title_has_the_marks_that_the_first_line_has() -> None:
    line = "水磨停转，磨坊主“去机械化”"
    assert _as_written("水磨停转,磨坊主“去机械化”", f"{line}\n{PROSE}") == line


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("标题：水磨又转起来了\n作者：王小二\n日期：2020-03-05", "水磨又转起来了"),
        ("题目：水磨又转起来了\n\n正文：", "水磨又转起来了"),
        ("水磨又转起来了|水磨|磨坊_河湾新闻", "水磨又转起来了"),
        ("水磨又转起来了 - 河湾网", "水磨又转起来了"),
        ("水磨又转起来了 - 磨坊记事", "水磨又转起来了 - 磨坊记事"),
    ],
)
def test_a_title_is_without_its_label_and_without_the_name_of_the_site(head: str, title: str) -> None:
    assert clean(f"{head}\n{PROSE}\n{PROSE}").title == title


def test_what_somebody_labels_alone_is_no_record() -> None:
    assert clean(f"题目：水磨\n答：是。\n{PROSE}\n{PROSE}").title is None


def test_the_day_of_issue_stands_above_the_headline_of_a_page_of_a_newspaper() -> None:
    head = "水磨又转起来了_河湾日报数字报\n第03版:要闻\n上一版 下一版\n2020年03月05日 星期四\n水磨又转起来了"
    document = clean(f"{head}\n本报记者 王小二 通讯员 李大明\n{PROSE}\n{PROSE}")
    assert (document.author, document.published) == ("王小二、李大明", "2020-03-05")
