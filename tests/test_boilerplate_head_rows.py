"""Rows that programs print below a headline tell who posted and when; they go, also where no frame is around them."""

from __future__ import annotations

import pytest

from cleaner import clean
from tests.articles import BODY, TITLE

TEXT = "\n".join(BODY)
TALK = """2023-05-06 20:11:03 老王
水磨今天开了吗
2023-05-06 20:11:43 老李
开了，河水涨得很高，轮子转得飞快，你要来就趁早来。"""


@pytest.mark.parametrize(
    ("head", "author", "published", "source"),
    [
        ("河湾那些事   2024-11-30 00:02   浙江", None, "2024-11-30T00:02+08:00", "河湾那些事"),
        ("河湾那些事\n2024年11月30日 00:02\n浙江", None, "2024-11-30T00:02+08:00", "河湾那些事"),
        ("原创\n磨坊主人\n老河湾\n2024-11-30 00:02\n发表于广东", "磨坊主人", "2024-11-30T00:02+08:00", "老河湾"),
        ("河湾晚报2024-11-30 00:02", None, "2024-11-30T00:02+08:00", "河湾晚报"),
        ("王小燕 · 2024-11-30 · 湖北", "王小燕", "2024-11-30", None),
        ("河湾证券 2016-10-10 08:22:26", None, "2016-10-10T08:22:26+08:00", None),
        ("王小燕\n于 2024-05-01 08:05:33 发布\n阅读量1.2k\n收藏 12", "王小燕", "2024-05-01T08:05:33+08:00", None),
        ("王小燕 于 2024-05-01 08:05:33 发布 阅读量1.2k 收藏 12", "王小燕", "2024-05-01T08:05:33+08:00", None),
        (
            "http://www.example.cn　2024年05月01日 08:05　河湾晚报　王小燕",
            "王小燕",
            "2024-05-01T08:05+08:00",
            "河湾晚报",
        ),
        ("2024-6-1 12:30| 查看: 16 |原作者: 王小燕", "王小燕", "2024-06-01T12:30+08:00", None),
        ("河湾晚报\n05-01 08:05\n+关注", None, None, "河湾晚报"),
        ("等级3\n2025-07-25\n647 浏览\n关注", None, "2025-07-25", None),
        (
            f"2025/5/22 11:13:03 来源:https://mill.example/nal/article/details/148105107  浏览:    关键词:{TITLE}",
            None,
            "2025-05-22T11:13:03+08:00",
            None,
        ),
        ("Created: 2016-03-02 | Updated: 2017-03-02 | Comments: 3", None, "2016-03-02", None),
        (
            "互联网 | 编辑: 王小燕 2016-03-02 10:20:00转载 返回原文",
            "王小燕",
            "2016-03-02T10:20:00+08:00",
            "互联网",
        ),
        ("发表于\n2019-12-13\n更新于\n2020-03-16\n分类于\n水利", None, "2019-12-13", None),
        ("发表于 2019-12-13      更新于 2020-03-16      分类于  水利", None, "2019-12-13", None),
    ],
)
def test_the_row_of_a_program_goes_into_the_metadata(
    head: str, author: str | None, published: str | None, source: str | None
) -> None:
    text = f"{TITLE}\n{head}\n{TEXT}"
    document = clean(text)
    assert document.text == f"{TITLE}\n{TEXT}"
    assert (document.title, document.author, document.published) == (TITLE, author, published)
    assert document.source == source
    assert document.restore() == text


@pytest.mark.parametrize(
    "head",
    [
        "时间：2024-05-01 14:00\n地点：河湾",
        "比赛时间：2018年5月20日15:00",
        "2024年5月1日（农历三月廿三）",
        "2024年5月1日 晴",
        "王小燕 2024-05-01",
        "——访磨坊主人",
        "2011年9月11日",
        "-- 备份时间 2009-11-23 02:00:01",
    ],
)
def test_what_authors_write_below_a_headline_stays(head: str) -> None:
    text = f"{TITLE}\n{head}\n{TEXT}"
    assert clean(text).text == text


def test_talk_has_no_row() -> None:
    document = clean(f"{TALK}\n2023-05-06 20:12:09 老王\n好，我明天早上坐头班车来，带上孩子，他还没有见过水磨。")
    assert document.text.startswith(TALK)
    assert document.title is None


def test_notes_in_markdown_keep_the_row() -> None:
    text = f"# {TITLE}\n\n更新时间：2026-03-16 08:14\n\n## 一\n\n{BODY[0]}\n\n## 二\n\n{BODY[1]}\n"
    assert "更新时间：2026-03-16 08:14" in clean(text).text


@pytest.mark.parametrize("foot", ["编辑于 2024-05-01 08:05・IP 属地湖北", "发布于 2024-05-01"])
def test_a_post_of_zhihu(foot: str) -> None:
    document = clean(f"{TITLE}\n王小燕\n120 人赞同了该文章\n{TEXT}\n{foot}")
    assert document.text == f"{TITLE}\n{TEXT}"
    assert (document.title, document.author) == (TITLE, "王小燕")
    assert (document.published or "").startswith("2024-05-01")


@pytest.mark.parametrize(
    "lines",
    ["本文大概\n8207\n字\n讀完共需\n21\n分鐘", "全文\n3200\n字\n阅读大约需要\n8\n分钟", "阅读本文大概需要 6 分钟"],
)
def test_how_long_reading_takes_goes_on_one_line_or_on_several(lines: str) -> None:
    text = f"{TITLE}\n{lines}\n{TEXT}"
    document = clean(text)
    assert document.text == f"{TITLE}\n{TEXT}"
    assert document.restore() == text


@pytest.mark.parametrize(
    "head", ["记者 王小燕\n2024-05-01 08:05", "文/王小燕\n2024-05-01 08:05", "2024-05-01 08:05   浙江"]
)
def test_a_headline_that_asks_is_one(head: str) -> None:
    title = "停了三十年的水磨为什么又转了？"
    document = clean(f"{title}\n{head}\n{TEXT}")
    assert (document.title, document.text) == (title, f"{title}\n{TEXT}")


@pytest.mark.parametrize(
    ("row", "source"),
    [
        ("<p>河湾那些事</p><p>2024-11-30 00:02 浙江</p>", "河湾那些事"),
        ("<div>河湾那些事 2024-11-30 00:02 浙江</div>", "河湾那些事"),
        ("<p>2024-11-30 00:02 浙江</p>", None),
    ],
)
def test_the_row_of_a_page_with_markup_goes_as_it_does_of_its_text(row: str, source: str | None) -> None:
    body = "".join(f"<p>{text}</p>" for text in BODY)
    page = (
        f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{row}{body}</article></body></html>"
    )
    document = clean(page)
    assert document.text.split("\n") == [TITLE, *BODY]
    assert (document.published, document.source) == ("2024-11-30T00:02+08:00", source)
    assert document.restore() == page
    assert clean(document.text).text == document.text


def test_a_day_that_an_author_wrote_below_the_headline_stays_in_a_page_with_markup() -> None:
    body = "".join(f"<p>{text}</p>" for text in ("二〇一九年的冬天，在河湾", *BODY))
    page = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{body}</article></body></html>"
    assert clean(page).text.split("\n") == [TITLE, "二〇一九年的冬天，在河湾", *BODY]


def test_the_name_of_the_site_and_the_trail_that_begins_with_it_go() -> None:
    document = clean(f"河湾在线\n河湾在线 >水磨\n{TITLE}\n2023-08-17 18:11:54 河湾在线\n{TEXT}")
    assert document.text.endswith(f"{TITLE}\n{TEXT}")
    assert "水磨\n" not in document.text
    assert document.title == TITLE


def test_the_address_of_a_site_is_no_author() -> None:
    document = clean(f"{TITLE}\n2017-09-24 05:39:10\n来源:河湾网\n作者:www.mill91.org 【 大 中 小】\n{TEXT}")
    assert (document.author, document.source) == (None, "河湾网")
    assert document.text == f"{TITLE}\n{TEXT}"
