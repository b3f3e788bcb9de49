from __future__ import annotations

import html
import json
from urllib.parse import quote

import pytest

from cleaner import clean
from cleaner.lines import Lines
from tests.test_markup import run

FIRST = "昨夜下了今年的第一场雨，城里的人都说来得正是时候，田里的庄稼也有了水，河边的柳树又绿了一层。"
SECOND = "气象台预计，未来三天还有两次降水过程，农业部门提醒各地抓紧排灌，防止低洼地“积水” & 病虫害😀，确保夏粮丰收。"
MARKED = f'<p>{FIRST}</p>\n<p class="x">{SECOND.replace("&", "&amp;")}</p>'
SHELL = "<html><head><title>春天的第一场雨</title></head><body><div id=app>首页</div><script>{}</script></body></html>"


def scripts() -> list[str]:
    plain = json.dumps({"a": {"content": MARKED}})
    return [
        f"window.state = {plain};",
        f"window.state = {plain.replace('<', chr(92) + 'u003C')};",
        "var x = "
        + json.dumps({"contentData": {"contentList": [{"data": MARKED, "type": "text"}]}}, ensure_ascii=False),
        json.dumps({"desc": f"{FIRST}\n\n{SECOND}"}),
        "articleInfo: {content: '&quot;" + MARKED.replace("\n", "").replace('"', "\\&quot;") + "&quot;'.slice(6, -6)}",
    ]


@pytest.mark.parametrize("script", scripts())
def test_the_article_in_a_script_is_shown(script: str) -> None:
    doc, proposal = run(SHELL.format(script))
    assert doc.text == f"春天的第一场雨\n首页\n{FIRST}\n{SECOND}"
    rows = proposal.facts["markup.map"].line_features(doc, Lines(doc.text))
    assert rows.keep.tolist() == [0, 0, 1, 1]
    assert rows.has("content").tolist() == [False, False, True, True]


def test_a_short_article_that_the_record_of_a_page_without_text_holds_is_shown() -> None:
    brief = "村口的水磨今天早上修好了，孩子们都跑去看它转，石匠说它还能用五十年。"
    record = {"@type": "NewsArticle", "headline": "春天的第一场雨", "articleBody": brief}
    shell = SHELL.replace("<script>", '<script type="application/ld+json">')
    assert brief in run(shell.format(json.dumps(record, ensure_ascii=False)))[0].text
    other = {**record, "headline": "另一页的标题在这里"}
    assert brief not in run(shell.format(json.dumps(other, ensure_ascii=False)))[0].text
    said = shell.replace("首页", f"<p>{brief}</p>").format(json.dumps(record, ensure_ascii=False))
    assert run(said)[0].text.count(brief) == 1


def test_not_where_the_page_shows_it() -> None:
    doc, _ = run(SHELL.format(scripts()[0]).replace("首页", MARKED))
    assert doc.text == f"春天的第一场雨\n{FIRST}\n{SECOND}"


@pytest.mark.parametrize("script", ['"content": "\\', '"content": "', "content: '" + "字" * 300, '"data":"' * 20_000])
def test_broken_strings(script: str) -> None:
    assert run(SHELL.format(script))[0].text == "春天的第一场雨\n首页"


def more_scripts() -> list[str]:
    blocks = [{"type": "p", "text": FIRST}, {"type": "img", "url": "/1.jpg"}, {"type": "p", "text": SECOND}]
    return [
        json.dumps({"state": {"widgetContent": MARKED}}, ensure_ascii=False),
        json.dumps({"content": quote(MARKED)}),
        "window.s = decodeURIComponent('x'); window.a = {body: '" + quote(MARKED, safe="") + "'}",
        json.dumps({"content": html.escape(MARKED)}, ensure_ascii=False),
        "window.s = JSON.parse(" + json.dumps(json.dumps({"content": MARKED}, ensure_ascii=False)) + ")",
        "window.s = JSON.parse(" + json.dumps(json.dumps({"content": MARKED}), ensure_ascii=False) + ")",
        json.dumps({"blocks": blocks}, ensure_ascii=False),
        json.dumps({"blocks": blocks}),
    ]


@pytest.mark.parametrize("script", more_scripts())
def test_other_ways_to_carry_an_article(script: str) -> None:
    doc, _ = run(SHELL.format(script))
    assert doc.text == f"春天的第一场雨\n首页\n{FIRST}\n{SECOND}"
    assert doc.restore() == SHELL.format(script)


def test_a_record_spelt_as_an_address_may_have_blanks() -> None:
    script = '<script id="RENDER_DATA" type="application/json">{}</script>'
    record = json.dumps({"data": {"title": "桥头早市", "source": "甲报", "content": MARKED}}, ensure_ascii=False)
    doc, proposal = run(SHELL.format("").replace("<script></script>", script.format(quote(record))))
    assert doc.text == f"春天的第一场雨\n首页\n{FIRST}\n{SECOND}"
    assert (proposal.meta["title"], proposal.meta["source"]) == ("桥头早市", "甲报")


def test_a_small_record_spelt_as_a_string_is_no_text() -> None:
    record = json.dumps({"article": {"title": "桥头早市", "content": 2 * MARKED}}, ensure_ascii=False)
    doc, _ = run(SHELL.format(f"window.a = JSON.parse({json.dumps(record, ensure_ascii=False)})"))
    assert doc.text.startswith(f"春天的第一场雨\n首页\n{FIRST}\n{SECOND}")
    assert "{" not in doc.text


def test_a_list_of_abstracts_is_no_article() -> None:
    script = json.dumps(
        {"list": [{"title": "甲", "desc": f"{FIRST}{n}", "id": n} for n in range(6)]}, ensure_ascii=False
    )
    assert run(SHELL.format(script))[0].text == "春天的第一场雨\n首页"


def test_the_record_around_an_article_names_it() -> None:
    record = {
        "list": [{"title": "别的标题", "author": "别人"}],
        "detail": {
            "title": "桥头“早市”",
            "authorName": "陈一鸣",
            "content": MARKED,
            "n": {"title": "更深"},
            "source": "甲报",
        },
        "title": "栏目",
    }
    for script in (json.dumps(record), "window.s = " + json.dumps(record, ensure_ascii=False)):
        meta = run(SHELL.format(script))[1].meta
        assert (meta["title"], meta["author"], meta["source"]) == ("桥头“早市”", "陈一鸣", "甲报")


def test_the_record_of_another_article_names_none() -> None:
    record = {"hot": [{"title": "别的标题", "author": "别人"}], "content": MARKED}
    meta = run(SHELL.format(json.dumps(record)))[1].meta
    assert meta["title"] == "春天的第一场雨"
    assert "author" not in meta


LAZY = "<p>春天来了，公园里的花都开了，许多市民来到湖边散步。</p><p>管理处说：“花期&nbsp;&amp;&nbsp;天气”都好。</p>"
LAZY_TEXT = "春天来了，公园里的花都开了，许多市民来到湖边散步。\n管理处说：“花期 & 天气”都好。"


@pytest.mark.parametrize("area", ["<textarea class='lazy'>", "<textarea class=ks-datalazyload style='display:none'>"])
def test_markup_that_stands_escaped_in_a_text_area_is_shown(area: str) -> None:
    lazy = f"{area}{html.escape(LAZY)}</textarea>"
    page = f"<body><h1>湖边花开</h1><p>前文写在这里，后面由脚本显示。</p>{lazy}<p>完了。</p></body>"
    assert run(page)[0].text == f"湖边花开\n前文写在这里，后面由脚本显示。\n{LAZY_TEXT}\n完了。"


def test_an_article_in_a_text_area_alone_is_an_article() -> None:
    page = f"<html><head><title>湖边花开</title></head><body><textarea>{html.escape(LAZY * 3)}</textarea></body></html>"
    document = clean(page)
    assert document.text == "\n".join(["湖边花开", *[LAZY_TEXT] * 3])
    assert document.restore() == page


@pytest.mark.parametrize(
    "source",
    ["<p>写一段话，再点按钮。</p><b>你好，世界，这里是可以改的例子，请自己试一试看看。</b>",
     "<html><body><p>你好，世界，这里是可以改的例子，请自己试一试看看。</p></body></html>"],
)  # fmt: skip
def test_source_code_to_be_copied_stays_as_it_is(source: str) -> None:
    page = f"<body><p>{'请看怎样写一个段落的例子，写在下面。' * 5}</p><textarea>{html.escape(source)}</textarea></body>"
    assert source in run(page)[0].text


def test_the_sections_of_an_article_are_shown_with_their_headings() -> None:
    lemma = {
        "title": "水磨",
        "abstract": {"title": "摘要", "by": {"title": None}, "content": f"<p>{FIRST * 2}</p>"},
        "parts": [
            {"title": "历史", "content": f"<p>{SECOND * 4}</p>"},
            {"title": "构造", "content": f"<p>{FIRST * 3}</p>"},
        ],
    }
    shell = SHELL.replace("春天的第一场雨", "水磨 - 乡村百科")
    document = clean(shell.format(f"window.state = {json.dumps(lemma)};"))
    text = [line for line in document.text.split("\n") if line]
    assert [line for line in text if len(line) < 10] == ["摘要", "历史", "构造"]
    assert document.title == "水磨"
    assert [line[:4] for line in text if len(line) > 10] == ["昨夜下了", "气象台预", "昨夜下了"]


def test_other_articles_in_a_script_are_no_sections() -> None:
    feed = {
        "title": "推荐",
        "list": [{"title": "早稻", "content": FIRST * 2}, {"title": "晚稻", "content": SECOND * 2}],
    }
    text = clean(SHELL.format(f"window.state = {json.dumps(feed)};")).text
    assert not ("昨夜下了" in text and "气象台预" in text)
