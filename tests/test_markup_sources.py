"""What a page says of its time, author and source, and what only looks so."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.stages.markup.moment import stated

BODY = "<p>老石磨在村口转了三十年，去年夏天停了下来，村里人凑钱请师傅重做了木轴，今年春天又能磨面了。</p>" * 3


def page(title: str, more: str = "") -> str:
    return f"<html><head><title>{title}</title></head><body><h1>老石磨复转</h1>{more}{BODY}</body></html>"


def test_only_records_count_the_seconds() -> None:
    assert stated("1577932200000") == "2020-01-02T02:30:00Z"
    contact = "<ul><li>咨询QQ：1718693915</li><li>1019959019</li></ul><span class=time>1012292004</span>"
    assert clean(page("老石磨复转", contact)).published is None


@pytest.mark.parametrize(
    "line",
    [
        "来源：<em></em><span>时间：<em>2019-07-16 22:11:35</em></span>",
        "<span>来源：</span><span>网责任编辑：磨坊主</span>",
        '原文：<a href="/1">查看原文</a>',
    ],
)
def test_the_label_behind_an_empty_one_is_no_source(line: str) -> None:
    assert clean(page("老石磨复转", f"<p>{line}</p>")).source is None


def test_a_name_to_log_in_with_is_no_author() -> None:
    assert clean(page("老石磨复转", "<p>日期：2020-06-28 发布人：zly 浏览量：2</p>")).author is None
    assert clean(page("老石磨复转", "<p>日期：2020-06-28 发布人：王磨匠 浏览量：2</p>")).author == "王磨匠"


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("老石磨复转_「石磨手艺网」", "石磨手艺网"),
        ("老石磨复转_石磨,木轴,修磨,磨面,老磨,", None),
        ("老石磨复转价格_老石磨复转多少钱_老石磨复转厂家批发", None),
        ("水磨村手艺协会-会员园地", "水磨村手艺协会"),
    ],
)
def test_words_of_a_title_that_name_no_site_are_no_source(title: str, source: str | None) -> None:
    menu = '<ul><li><a href="/1">会员园地</a></li><li><a href="/2">新闻</a></li></ul>'
    html = page(title, "<p>版权所有 水磨村手艺协会</p>").replace("<h1>", f"{menu}<h1>")
    assert clean(html).source == source
