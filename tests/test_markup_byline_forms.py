"""Forms of bylines and of pages that unseen sites have: days in pieces, days of documents, the site before a name."""

from __future__ import annotations

import pytest

from cleaner import Document, clean
from cleaner.fold import fold
from cleaner.stages.markup.byline import author_of, source_of
from cleaner.stages.markup.moment import moment

_TEXT = (
    "<p>今天把水磨的轮子修好了，换了三块木板，又上了一遍桐油，老李说这盘磨至少还能再转二十年。</p>"
    "<p>镇上的种子铺今年进了新的荞麦种，价钱比去年便宜了一成，回来的路上下了雨，衣服还是湿了。</p>"
    "<p>旧渠里的淤泥清了整整四天，挖出来两只瓦罐和一把生锈的镰刀，瓦罐送到了县里的文化馆。</p>"
)


def page(body: str, told: str = "水磨修好了_磨坊网", head: str = "") -> Document:
    return clean(
        f"<html><head><title>{told}</title>{head}</head><body><div class='nav'><a href='/'>首页</a> "
        "<a href='/a'>新闻</a> <a href='/b'>村务</a> <a href='/c'>图片</a></div>"
        f"{body}<div class='footer'>© 磨坊网 版权所有</div></body></html>",
        content_type="text/html",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Apr 27 th , 2018 | Comments", "2018-04-27"),
        ("2023-08-19 10∶08", "2023-08-19T10:08"),
        ("March 1st, 2020", "2020-03-01"),
    ],
)
def test_moments(text: str, said: str) -> None:
    assert moment(fold(text)) == said


def test_a_day_in_pieces_goes_before_one_in_the_text() -> None:
    """``Apr 27<span>th</span>, 2018``."""
    found = page("<h1>水磨修好了</h1><div>Apr 27<span>th</span>, 2018</div><h4>2017-11-15 01:25:58 UTC</h4>" + _TEXT)
    assert found.published == "2018-04-27"


def test_the_day_of_a_document_is_not_that_of_its_page() -> None:
    """A table of particulars says when it was drawn up."""
    table = (
        "<table><tr><td>信息名称：</td><td>水磨修好了</td></tr><tr><td>信息索引：</td><td>A12-2024</td>"
        "<td>生成日期：</td><td>2024-06-04</td></tr></table>"
        f"<div class='text'>{_TEXT}</div><div>发布日期：2024-06-13　来源：村委会</div>"
    )
    head = '<meta name="PubDate" content="2024-06-13 14:54"><meta name="ArticleTitle" content="水磨修好了">'
    assert page(table, head=head).published == "2024-06-13T14:54+08:00"


def test_the_site_before_a_name_is_no_author() -> None:
    found = page("<h1>水磨修好了</h1><div>2024年5月6日 09:30</div><p>文｜磨坊 王小二</p>" + _TEXT)
    assert found.author == "王小二"


def test_a_heading_above_its_day_is_the_headline_of_a_page_without_prose() -> None:
    """``<title>`` names the site alone, and the page is a table of names."""
    names = ("王小二 李大河 方石匠", "赵木匠 孙二娘 钱掌柜", "周水生 吴铁头 郑桥头", "冯老三 陈河东 褚阿秀")
    rows = "".join(f"<tr><td>{row.replace(' ', '</td><td>')}</td></tr>" for row in names)
    found = page(
        "<div><a href='/d'>在册</a></div><div class='box'><h3>磨坊历任看守人一览表</h3>"
        f"<div><span>发布时间：2024-03-15</span></div><table>{rows}</table></div>",
        told="磨坊网",
    )
    assert found.title == "磨坊历任看守人一览表"
    assert found.published == "2024-03-15"
    assert "方石匠" in found.text


def test_a_second_copy_that_differs_in_a_line_goes() -> None:
    """The page carries its text for large screens and for phones; one of the two was mended."""
    lines = [
        f"第{n}件事：{what}，是村里今年办的第{n}件事，办了三个多月，花的钱都贴在磨坊的墙上，谁都可以去看。"
        for n, what in enumerate(("修水渠", "换电线", "补石阶", "刷桐油", "栽柳树", "清淤泥"), 1)
    ]
    more = "最后，老校长说这些事都不大，可是一件一件办下来，村子就变了样子，外面的人也愿意来看一看。"
    first = "".join(f"<p>{line}</p>" for line in (*lines, more + "他说明年还要再办六件。"))
    second = "".join(f"<div>{line}</div>" for line in ("水磨修好了", *lines, more))
    found = page(
        f"<div class='pc'><h1>水磨修好了</h1><div>2024-05-06 09:30</div><div class='con'>{first}</div></div>"
        f"<div class='phone'><div class='text'>{second}</div></div>"
    )
    assert found.text.count("最后，老校长说") == 1
    assert found.text.count("第3件事：") == 1
    assert "明年还要再办六件" in found.text


def test_the_byline_of_an_office_goes_before_what_its_program_recorded() -> None:
    """The record leaves the seconds out, or has the minute of a later change; with a zone it is exact."""
    for stored, shown, said in (
        ("2024-06-25 10:03", "2024-06-25 10:03:27", "2024-06-25T10:03:27+08:00"),
        ("2024-06-25 15:00:04", "2024-06-25 14:59:48", "2024-06-25T14:59:48+08:00"),
        ("2024-06-25 15:00:04", "2024-06-25", "2024-06-25T15:00:04+08:00"),
        ("2024-06-25T15:00:04+08:00", "2024-06-25 14:59:48", "2024-06-25T15:00:04+08:00"),
    ):
        head = f'<meta name="ColumnName" content="村务"><meta name="PubDate" content="{stored}">'
        found = page(f"<h1>水磨修好了</h1><div>日期：{shown} 来源：村委会</div>{_TEXT}", head=head)
        assert found.published == said


@pytest.mark.parametrize(
    ("line", "author", "source"),
    [
        ("来源:新华网作者:张三", "张三", "新华网"),
        ("来源：新华网作者：张三责任编辑：李四", "张三", "新华网"),
        ("作者:张三来源:新华网", "张三", "新华网"),
        ("2024-03-04 09:00来源:新华网作者:张三点击:100", "张三", "新华网"),
        ("稿件来源：组织部作者：王小二 李四发布时间：2024-03-04", "王小二、李四", "组织部"),
        ("来源:新华网编辑:李四", "", "新华网"),
        ("来源：某某之家作者：骑士责编：骑士", "骑士", "某某之家"),
        ("作者 Martin Fowler(Chief Scientist, ThoughtWorks)", "Martin Fowler", ""),
        ("【財訊快報／王小二】報告指出，水磨又轉起來了。", "王小二", ""),
    ],
)
def test_labels_right_behind_the_value_before_them(line: str, author: str, source: str) -> None:
    assert (author_of(line), source_of(line)) == (author, source)


@pytest.mark.parametrize(
    "line",
    [
        "据新华社记者王小二报道，水磨又转起来了，村里人都来看。",
        "据《某某晚报》记者王小二台北报道",
        "另据本报记者王小二、李小三报道，县里还将修三座水磨。",
    ],
)
def test_who_is_cited_does_not_write_here(line: str) -> None:
    assert author_of(line) == ""


def test_the_writer_of_a_dispatch_that_is_printed_whole_stays() -> None:
    assert author_of("据新华社北京3月5日电（记者王小二）水磨又转起来了。") == "王小二"
