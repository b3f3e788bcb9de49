"""Headlines in two lines of one element, days that are of lists and of comments, and bylines of other forms."""

from __future__ import annotations

import pytest

from cleaner import Document, clean

_HEAD = "河边老磨坊的水轮修好了"
_TEXT = (
    "<p>今天把水磨的轮子修好了，换了三块木板，又上了一遍桐油，老李说这盘磨至少还能再转二十年。</p>"
    "<p>镇上的种子铺今年进了新的荞麦种，价钱比去年便宜了一成，回来的路上下了雨，衣服还是湿了。</p>"
    "<p>旧渠里的淤泥清了整整四天，挖出来两只瓦罐和一把生锈的镰刀，瓦罐送到了县里的文化馆。</p>"
)
_DAY = "<div>2024-05-06 09:30 来源：乡村周报</div>"


def page(body: str, told: str = f"{_HEAD}_磨坊网") -> Document:
    return clean(
        f"<html><head><title>{told}</title></head><body><div class='nav'><a href='/'>首页</a> <a href='/a'>新闻</a> "
        f"<a href='/b'>村务</a> <a href='/c'>图片</a></div><div class='main'>{body}</div>"
        "<div class='side'><h3>热点</h3><ul><li><a href='/1'>打谷机进村</a><span>2024-01-02</span></li>"
        "<li><a href='/2'>秋收开始了</a></li></ul></div>"
        "<div class='footer'>© 磨坊网 版权所有</div></body></html>",
        content_type="text/html",
    )


@pytest.mark.parametrize("told", ["磨坊网", f"{_HEAD} 全村来看热闹_磨坊网"])
@pytest.mark.parametrize("element", ["h1", "div class='title'"])
def test_a_headline_in_two_lines_is_one(element: str, told: str) -> None:
    found = page(f"<{element}>{_HEAD}<br>全村来看热闹</{element.split(maxsplit=1)[0]}>{_DAY}{_TEXT}", told)
    assert found.title == f"{_HEAD} 全村来看热闹"
    assert found.text.startswith((f"{_HEAD}\n全村来看热闹\n今天", "今天"))


@pytest.mark.parametrize("below", ["文/王小二", "——全村来看热闹", "2024年5月6日"])
def test_the_second_line_of_a_heading_may_be_no_headline(below: str) -> None:
    assert page(f"<h1>{_HEAD}<br>{below}</h1>{_TEXT}", "磨坊网").title == _HEAD


def test_the_day_of_another_article_in_a_list_is_none_of_the_page() -> None:
    assert page(f"<h1>{_HEAD}</h1>{_TEXT}").published is None


def test_the_day_of_a_comment_is_none_of_the_page() -> None:
    said = "<div class='comments'><h3>网友评论</h3><div><b>河东</b> 2024-06-07 10:20</div><p>修得真好。</p></div>"
    assert page(f"<h1>{_HEAD}</h1>{_TEXT}{said}").published is None


def test_a_line_above_a_day_with_the_paper_beside_it_is_the_headline() -> None:
    """No heading, and ``<title>`` names the site alone."""
    found = page(f"<p align=center><b>{_HEAD}</b></p><p align=center>2004-5-6 9:30:00 乡村周报</p>{_TEXT}", "磨坊网")
    assert found.title == _HEAD
    assert found.published == "2004-05-06T09:30:00+08:00"


@pytest.mark.parametrize(
    ("line", "author", "source"),
    [
        ("来源丨乡村周报", None, "乡村周报"),
        ("撰文 王小二 编辑 李四", "王小二", "磨坊网"),
        ("由 王小二 于 2024-05-06 发布", "王小二", "磨坊网"),
    ],
)
def test_bylines(line: str, author: str | None, source: str) -> None:
    found = page(f"<h1>{_HEAD}</h1><div>2024-05-06 09:30</div><p>{line}</p>{_TEXT}")
    assert (found.author, found.source) == (author, source)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2024/5/6 下午 3:05:00", "2024-05-06T15:05:00+08:00"),
        ("May 6, 2024 9:30 AM", "2024-05-06T09:30+08:00"),
        ("06 May 2024", "2024-05-06"),
        ("由 王小二 于 2024-05-06 发布", "2024-05-06"),
        ("来源丨乡村周报 2024-05-06", "2024-05-06"),
    ],
)
def test_the_line_of_the_day_leaves_the_text(line: str, said: str) -> None:
    found = page(f"<h1>{_HEAD}</h1><p>{line}</p>{_TEXT}")
    assert found.published == said
    assert line not in found.text
