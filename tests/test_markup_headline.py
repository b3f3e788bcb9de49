"""The headline of a page whose ``<title>`` says nothing, and dates that stand in the story."""

from __future__ import annotations

import pytest

from cleaner import clean
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
