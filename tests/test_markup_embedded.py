from __future__ import annotations

import html
import json
from urllib.parse import quote

import pytest

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
