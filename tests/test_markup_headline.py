"""The headline of a page whose ``<title>`` says nothing, and dates that stand in the story."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.stages.markup.byline import people
from cleaner.stages.markup.title_parts import last_step
from tests.test_markup import run
from tests.test_markup_meta import BODY


def page(title: str, heading: str, more: str = "") -> str:
    return f"<html><head><title>{title}</title></head><body><h1>{heading}</h1>{BODY * 3}{more}</body></html>"


@pytest.mark.parametrize("title", ["首页", "新闻中心", "无标题文档", "Untitled Document", "某某网", "新闻详情", ""])
@pytest.mark.parametrize("heading", ["北平往事", "湖边花开了，三万人来看"])
def test_a_heading_is_the_title_where_the_other_says_nothing(title: str, heading: str) -> None:
    assert run(page(title, heading))[1].meta["title"] == heading


def test_the_name_of_a_section_is_no_headline() -> None:
    assert run(page("北平往事 - 某某网", "新闻中心"))[1].meta["title"] == "北平往事"


def test_a_date_of_the_story_is_not_that_of_publication() -> None:
    assert "published" not in run(page("北平往事", "北平往事", "<p>2001年5月3日，他出发了。</p>"))[1].meta
    told = "<p>发布时间：2001年5月3日。</p>"
    assert run(page("北平往事", "北平往事", told))[1].meta["published"] == "2001-05-03"


def test_a_byline_may_name_reporters_without_a_colon() -> None:
    body = "昨夜下了今年的第一场雨，城里的人都说来得正是时候，田里的庄稼也有了水。"
    byline = "来源：某某日报海外版　2026-01-28 10:33:05　记者 王五 赵六"
    document = clean("\n".join(["首页 > 新闻", "湖边花开", byline, *[body] * 3, "版权所有 某某网"]))
    assert byline not in document.text
    assert (document.author, document.source) == ("王五、赵六", "某某日报海外版")
    assert document.published == "2026-01-28T10:33:05+08:00"


def test_the_heading_of_a_chapter_goes_before_the_name_of_its_book() -> None:
    source = page("剑来_第十四章 五月初五_奇幻小说阅读页 - 某某中文网", "第十四章 五月初五").replace(
        "<h1>", "<h2>剑来</h2><h1>"
    )
    assert run(source)[1].meta["title"] == "第十四章 五月初五"


def test_a_moderator_of_a_thread_is_not_its_author() -> None:
    above = "<p>本主题由 张书记 于 2010-1-23 01:23 解除置顶</p><p>发表于 2010-1-21 20:16</p>"
    meta = run(page("北平往事", "北平往事").replace("</h1>", f"</h1>{above}"))[1].meta
    assert "author" not in meta
    assert meta["published"].startswith("2010-01-21T20:16")


@pytest.mark.parametrize("label", ["名字", "倒序浏览", "搜索、更多"])
def test_labels_are_no_authors(label: str) -> None:
    assert "author" not in run(page("北平往事", "北平往事", f"<p>作者：{label}</p>"))[1].meta


def test_the_country_before_a_name_is_none_of_it() -> None:
    assert people("[美]玛利亚·森普尔") == people("美]玛利亚·森普尔") == "玛利亚·森普尔"


FRAME = ["首页 新闻 体育 财经", "首页 > 村史 > 正文"], ["关于我们", "联系我们", "版权所有 某某网", "京ICP备12345678号"]
PROSE = ["昨夜下了今年的第一场雨，城里的人都说来得正是时候，田里的庄稼也有了水。"] * 3


@pytest.mark.parametrize("stamp", ["2020-12-08 17:37", "• 2020-12-08 17:37", "发布时间：2020-12-08 17:37"])
def test_a_day_alone_below_the_headline_is_that_of_publication(stamp: str) -> None:
    document = clean("\n".join([*FRAME[0], "湖边花开了，三万人来看", stamp, *PROSE, *FRAME[1]]))
    assert document.title == "湖边花开了，三万人来看"
    assert document.published == "2020-12-08T17:37+08:00"


@pytest.mark.parametrize("stamp", ["crispsea 已于 2024-11-19 16:21:47 修改", "crispsea 发表于 2024-11-19 16:21:47"])
def test_who_wrote_when_stands_in_one_line(stamp: str) -> None:
    document = clean("\n".join([*FRAME[0], "湖边花开了，三万人来看", stamp, *PROSE, *FRAME[1]]))
    assert (document.title, document.author) == ("湖边花开了，三万人来看", "crispsea")
    assert document.published == "2024-11-19T16:21:47+08:00"


def test_a_heading_below_prose_is_no_title_of_a_page_that_has_none() -> None:
    """An element of a page, handed in by itself: what stands above its first heading has none."""
    part = "<p>湖边的步道去年秋天重新铺过，今年还增加了三十多张长椅，方便老人歇脚，这里的游客数量比去年多了将近一倍，"
    part += "周末更要排队。</p>"
    assert clean(f"<div>{part}<h2>游客的感受</h2>{part}</div>", content_type="text/html").title is None
    headed = f"<div><h2>湖边花开</h2>{part}<h3>游客的感受</h3>{part}</div>"
    assert clean(headed, content_type="text/html").title == "湖边花开"


def test_the_way_to_a_section_is_no_title_but_its_last_step() -> None:
    assert last_step("首页 >> 政策 >> 法规 >>") == "法规"
    assert (
        last_step("从首页走到这里的人比从别处来的还要多 > 一份调查")
        == "从首页走到这里的人比从别处来的还要多 > 一份调查"
    )
    assert last_step("水磨又转起来了") == "水磨又转起来了"
