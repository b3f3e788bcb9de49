from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner import Cleaner, Config, clean
from cleaner.doc import Doc
from cleaner.pipeline import Context, Proposal
from cleaner.rules import rule_book
from cleaner.stages import markup


def context(url: str | None = None) -> Context:
    return Context(Config(input="html"), rule_book(), url)


def run(source: str) -> tuple[Doc, Proposal]:
    """``source`` after the markup stage alone, taken as HTML."""
    doc = Doc(source)
    proposal = markup.propose(doc, context())
    after = doc.apply("markup", proposal.edits)
    assert after.restore() == doc.source
    return after, proposal


def text_of(source: str) -> str:
    return run(source)[0].text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>第一段</p><p>第二段</p>", "第一段\n第二段"),
        ("<div>甲<br>乙<br/><br>丙</div>", "甲\n乙\n丙"),
        ("甲<hr>乙", "甲\n乙"),
        ("<p>重<b>要</b>的<i>话</i></p>", "重要的话"),
        ("<p>a <b> b</b></p>", "a b"),
        ("<p>　　首行缩进</p>\n\n<p>&nbsp;&nbsp;又一段&nbsp;</p>", "首行缩进\n又一段"),
        ("<p>王　伟</p>", "王　伟"),
        ("<p>写到\n  下一行</p>", "写到下一行"),
        ("<p>over\n  lines</p>", "over lines"),
        ("<p>写到\n<b>下一行</b></p>", "写到下一行"),
        ("<p>&lt;div&gt; &amp; &ldquo;引号&rdquo;</p>", "<div> & “引号”"),
        ("<p>AT&T &notanentity;</p>", "AT&T ¬anentity;"),
        ("<ul><li>一<li>二</ul>三", "一\n二\n三"),
        ("<dl><dt>甲<dd>乙</dl>", "甲\n乙"),
        ("<h1>标题</h1>正文", "标题\n正文"),
        ("<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>", "甲\t乙\n丙\t丁"),
        ("<table><tr><td>甲</td><td></td><td>乙</td></tr></table>", "甲\t\t乙"),
        ("<table><tr><td><p>甲</p></td><td><p>乙</p></td></tr></table>", "甲\t乙"),
        ("<table><tr><td>栏<br>目</td><td>正文</td></tr></table>", "栏\n目\n正文"),
        ("<table><tr><td>外<table><tr><td>内</td></tr></table></td><td>右</td></tr></table>", "外\n内\n右"),
        ("<pre>\n a\n  b  \n\n\n\nc\n</pre>后", " a\n  b\n\nc\n后"),
        ("<pre><b>x</b> <i>y</i>\n&lt;z&gt;</pre>", "x y\n<z>"),
        ("<pre>a<br><br>b<BR>c</pre><br><br><pre>d</pre>", "a\n\nb\nc\nd"),
        ("<textarea>文字</textarea>", "文字"),
        ("前<script>var a = '</p>'; if (a<b) {}</script>后", "前后"),
        ("前<style>p > a {}</style><!-- <p>注释</p> -->后", "前后"),
        ("前<!-->后", "前后"),
        ("前<iframe>框</iframe>后", "前后"),
        ("<p>标签 <此处结束> 与 1<2</p>", "标签 <此处结束> 与 1<2"),
        ('<p>水磨<src="/d/磨.jpg" alt="x">在转</p>', "水磨在转"),
        ("<p>若 a<b=c 则停</p>", "若 a<b=c 则停"),
        ("<a title='a>b' href=\"x>y\">文</a>", "文"),
        ('<a title="漏了引号>文字一</a><a href="x">文字二</a>', "文字一文字二"),
        ("<p class=a", ""),
        ("甲<svg><title>图</title><text>字</text></svg>乙", "甲乙"),
        ("<ruby>床<rp>(</rp><rt>chuáng</rt><rp>)</rp></ruby>前", "床前"),
    ],
)
def test_the_visible_text(page: str, text: str) -> None:
    assert text_of(f"<body>{page}</body>") == text


@pytest.mark.parametrize(
    "attribute",
    ["hidden", "hidden=''", "style='display:none'", 'style="color:red; Display : None"', "style=visibility:hidden",
     "style='position:absolute; left:-9999px'", "style='font-size:0'", "style='width:0;height:0;overflow:hidden'",
     "style='height:1px;overflow:hidden'", "style='color:#FFF;background:#ffffff'",
     "style='background-color:white;color:#fff'",
     "style='position:absolute;clip:rect(0 0 0 0)'"],
)  # fmt: skip
def test_hidden_text_goes_with_a_rule_of_its_own(attribute: str) -> None:
    page = f"<body><p>这里是看得见的正文。</p><div {attribute}><p>隐藏的字</p></div>完</body>"
    doc, _ = run(page)
    assert doc.text == "这里是看得见的正文。\n完"
    assert [r.old for r in doc.records if r.rule == "markup.hidden"] == ["隐藏的字"]


@pytest.mark.parametrize(
    "attribute",
    ["style='color:#fff;background:#000'", "style='color:inherit;background:inherit'", "style='height:1px'",
     "hidden=false",
     "title='display:none'", "class='hidden'", "style='margin-left:-10px'"],
)  # fmt: skip
def test_text_that_only_looks_hidden_stays(attribute: str) -> None:
    assert "看得见的字" in text_of(
        f"<body><p>这里是看得见的正文。</p><div {attribute}><p>看得见的字</p></div>完</body>"
    )


def test_the_alternative_text_of_images_only_when_asked() -> None:
    page = "<html><body><p>雨后<img src=a.png alt='一道彩虹'>的公园&amp;湖</p><img alt=\"x\"><p>完</p></body></html>"
    assert Cleaner(Config(ignore=("boilerplate",))).clean(page).text == "雨后的公园&湖\n完"
    document = Cleaner(Config(alt=True, ignore=("boilerplate",))).clean(page)
    assert document.text == "雨后一道彩虹的公园&湖\nx\n完"
    assert document.restore() == page


WORDS = st.text("春天来了花开abc，。 ", min_size=1, max_size=8)
LEAVES = st.one_of(
    WORDS, st.sampled_from(["<br>", "<!-- 注 -->", "<script>var a = '<b>';</script>", "&amp;", "<img src=a>"])
)


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    names = st.sampled_from(["div", "span", "b", "section", "ul", "li", "blockquote", "article", "em", "h2", "a"])
    return st.builds(
        lambda name, inner: f"<{name} class='x'>{''.join(inner)}</{name}>", names, st.lists(children, max_size=4)
    )


@given(st.lists(st.recursive(LEAVES, element, max_leaves=20), max_size=6).map("".join))
def test_the_visible_text_is_that_of_bs4(body: str) -> None:
    from bs4 import BeautifulSoup, Comment

    soup = BeautifulSoup(f"<html><body>{body}</body></html>", "html.parser")
    for gone in (*soup.find_all("script"), *soup.find_all(string=lambda text: isinstance(text, Comment))):
        gone.extract()
    assert "".join(text_of(f"<html><body>{body}</body></html>").split()) == "".join(soup.get_text().split())


def test_a_page_that_a_script_unveils_is_not_emptied() -> None:
    body = "正文内容很长。" * 40
    assert text_of(f"<body><div style='opacity:0'><p>{body}</p></div></body>") == body


TITLE = "春天的第一场雨下了一整夜"


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        (f"{TITLE}_新闻中心_某某网", "<p>正文。</p>", f"{TITLE}\n正文。"),
        (f"{TITLE} - 某某日报", "<p>正文。</p>", f"{TITLE}\n正文。"),
        (f"{TITLE}|某某新闻", "<p>导航</p><h1>春天的第一场雨下了一整夜</h1><p>正文。</p>", f"导航\n{TITLE}\n正文。"),
        (f"{TITLE}_某某网", f"<div class='title'>{TITLE}</div>正文。", f"{TITLE}\n正文。"),
        (f"{TITLE}_某某网", f"<h1>某某网</h1><div>{TITLE}</div>正文。", f"某某网\n{TITLE}\n正文。"),
        ("A股2-1翻盘-新能源走强", "<p>正文。</p>", "A股2-1翻盘-新能源走强\n正文。"),
    ],
)
def test_the_title_is_kept_once(head: str, body: str, text: str) -> None:
    doc, proposal = run(f"<html><head><title>{head}</title></head><body>{body}</body></html>")
    assert doc.text == text
    assert proposal.meta["title"] == (TITLE if TITLE in text else text.partition("\n")[0])


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ('<meta property="article:published_time" content="2026-01-28T10:33:05+0800">',
         ("published", "2026-01-28T10:33:05+08:00")),
        ("<meta name=author content=张三>", ("author", "张三")),
        ('<meta name="source" content="某某日报">', ("source", "某某日报")),
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-01-28T02:33:00Z",'
         '"author":{"name":"李四"}}</script>', ("published", "2026-01-28T10:33:00+08:00")),
        ('<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","author":[{"name":"李四"}]}]}</script>',
         ("author", "李四")),
        ("<h1>一个标题</h1><p>2026年1月28日 10:33 来源：新华社</p>", ("published", "2026-01-28T10:33+08:00")),
        ("<h1>一个标题</h1><p>2026-01-28 来源：新华社 作者：王五</p>", ("source", "新华社")),
        ("<h1>一个标题</h1><p>2026/1/28 下午 3:05</p>", ("published", "2026-01-28T15:05+08:00")),
        ("<h1>一個標題</h1><p>來源：某某社　作者：王五</p>", ("author", "王五")),
        ("<meta name=date content=2026-01-28><h1>标题</h1>2026-01-28 10:33", ("published", "2026-01-28T10:33+08:00")),
        ("<time datetime='2026-01-28'>昨天</time>", ("published", "2026-01-28")),
    ],
)  # fmt: skip
def test_metadata(html: str, wanted: tuple[str, str]) -> None:
    _, proposal = run(f"<html><head></head><body>{html}<p>正文。</p></body></html>")
    assert proposal.meta.get(wanted[0]) == wanted[1]


def test_broken_metadata_says_nothing() -> None:
    page = '<body><script type="application/ld+json">{"@type": [</script><meta content><p>2026年13月40日</p></body>'
    assert run(page)[1].meta == {}


def test_a_parsed_page_is_taken_too() -> None:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup("<html><body><p>第一段话在这里。</p><p>第二段话在那里。</p></body></html>", "html.parser")
    assert clean(soup).text == "第一段话在这里。\n第二段话在那里。"


HOSTILE = {
    "nested": "<div>" * 100_000,
    "nested text": "<div>字" * 50_000,
    "comments": "<!--" * 50_000,
    "less": "<" * 1_000_000,
    "attributes": "<p " + " a=b" * 100_000 + ">字",
    "quotes": '<a b="' * 50_000,
    "both quotes": "<a b='\"" * 50_000,
    "scripts": "<script>" * 50_000,
    "script ends": "</script>" * 50_000,
    "open tags": "<a" * 200_000,
    "tag starts": "<a b=c " * 100_000,
    "entities": "&amp" * 200_000,
    "blanks": "<p>" + " " * 500_000 + "字",
    "nbsp": "字" + "&nbsp;" * 100_000,
    "stray ends": "<b>" * 500 + "</i></div></p>" * 50_000,
    "bad pairs": "<i><div>" * 30_000 + "</i>" * 60_000,
    "cells": "<td>字" * 50_000,
    "rows": "<table><tr><td>" * 20_000,
    "paragraphs": "<p>字" * 50_000,
    "lists": "<ul><li>" * 30_000 + "<li>" * 30_000,
    "declarations": "<!" * 100_000,
    "end tags": "</" * 200_000,
    "pre": "<pre>" + "\n " * 200_000 + "字",
    "pre tags": "<pre>字" + "<b> </b>" * 50_000,
    "nul": "<p>\0" * 1000,
    "surrogates": "<p>\ud800字</p>" * 1000,
    "dashes": "<!--" + "-" * 500_000,
    "equals": "<a " + "=" * 200_000,
    "titles": "<title>" * 50_000,
    "headings": "<h1>标题字" * 20_000,
    "meta": "<meta property=og:title content=x>" * 20_000,
    "dates": "<time datetime=2026" * 30_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_take_linear_time(name: str) -> None:
    began = time.process_time()
    run("<html><body>" + HOSTILE[name])
    assert time.process_time() - began < 10  # a quadratic walk takes minutes


TAGS = """<p> </p> <div_class='nav'> </div> <br> <a_href=x> </a> <table><tr><td> </td> <td> <pre> </pre> <b> </b> &amp;
&nbsp; &lt; 字 ， a < > " <!-- --> <script> </script> <title> </title> <p_hidden> <h1> </h1> = ' \0 \ud800 <li>
<rt> &#13; <textarea> <!doctype <meta_name=author_content='"""
PIECES = st.sampled_from([*TAGS.split(), " ", "\n", "　"]).map(lambda piece: piece.replace("_", " "))


@given(st.lists(PIECES, max_size=40).map("".join))
@example("<title><p>&nbsp;-->")
@example("<a href=x>\n<a href=x>\n<a href=x>")
@example("&nbsp;\n<a href=x>\n<a href=x>")
def test_any_mixture_of_markup_goes_through(page: str) -> None:
    doc, proposal = run(page)
    if proposal.facts["markup.kind"] == "text":  # lines of text with some tags left in them keep their blanks for tidy
        return
    for line in doc.text.split("\n") if "<pre>" not in page else ():  # so do preformatted lines
        assert line == line.rstrip(" \t\xa0")
    page_map = proposal.facts["markup.map"]
    from cleaner.lines import Lines

    rows = page_map.line_features(doc, Lines(doc.text))
    assert (rows.links <= rows.chars).all()


def test_a_title_of_blanks_in_preformatted_text_is_none() -> None:
    for before in ("", "文"):
        document = clean(f"<html><body><p><pre>{before}<title> ")
        assert (document.status, document.title) == ("ok", None)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_cleaning_twice_is_cleaning_once(page: str) -> None:
    once = clean("<html><body><p>" + page)
    assert once.status == "ok"
    assert once.restore() == "<html><body><p>" + page


def test_source_code_in_colours_keeps_its_indents() -> None:
    code = (
        "<pre><span>def f(x):</span><br><span>    <b>return</b> x</span><br>   <br>\n"
        "  <i># twice</i>\n    f(2)\n   </pre><p>完了</p>"
    )
    doc, _ = run(code)
    lines = [line.rstrip() for line in doc.text.split("\n")]
    assert [line for line in lines if line] == ["def f(x):", "    return x", "  # twice", "    f(2)", "完了"]
