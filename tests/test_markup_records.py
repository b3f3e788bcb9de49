"""Articles and their records in the scripts of a page, in the ways in which programs write them down."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from cleaner import Document, clean
from tests.test_markup import run

FIRST = "昨夜下了今年的第一场雨，城里的人都说来得正是时候，田里的庄稼也有了水，河边的柳树又绿了一层。"
SECOND = "气象台预计，未来三天还有两次降水过程，农业部门提醒各地抓紧排灌，防止低洼地积水和病虫害，确保夏粮丰收。"
MARKED = f'<p>{FIRST}</p><p class="x">{SECOND}</p>'
TITLE, WRITER, DAY, PAPER = "春天的第一场雨", "陈一鸣", "2024-05-06 09:30", "磨坊日报"
TEXT = f"{FIRST}\n{SECOND}"


def page(*scripts: str, head: str = "") -> str:
    told = "".join(f"<script{script}</script>" for script in scripts)
    return f"<html><head><title>{TITLE} - 磨坊网</title>{head}</head><body><div id=app></div>{told}</body></html>"


def compact(value: object, *, ascii_only: bool = False) -> str:
    return json.dumps(value, ensure_ascii=ascii_only, separators=(",", ":"))


RECORD = {
    "title": TITLE,
    "content": MARKED,
    "author": {"name": WRITER, "title": "记者"},
    "publish_time": DAY,
    "src": PAPER,
}
OTHERS = [{"title": "别的标题", "author": "别人", "publishTime": "2020-01-02 10:00", "summary": "另一篇讲的是别的事。"}]


def forms() -> dict[str, str]:
    """Pages that carry the article in a script, each in another way."""
    inner = compact({"article": RECORD, "related": OTHERS})
    row = 'x:["$",null,' + compact({"article": {**RECORD, "content": "$6"}}) + f"]\n6:T{len(MARKED.encode()):x},"
    arguments = ",".join(compact(value, ascii_only=True) for value in (TITLE, WRITER, DAY, PAPER, MARKED))
    table = [["Reactive", 1], {"data": 2}, {"post": 3}, {"title": 4, "content": 5, "author": 6, "time": 8, "source": 9},
             TITLE, MARKED, {"name": 7}, WRITER, DAY, PAPER]  # fmt: skip
    blocks = [{"type": "paragraph", "content": [{"type": "text", "text": line}]} for line in (FIRST, SECOND)]
    document = {"doc": {**RECORD, "content": {"type": "doc", "content": blocks}}}
    return {
        "object": ">window.__INITIAL_STATE__=" + compact({"page": {"article": RECORD, "related": OTHERS}}),
        "escaped": ">window.s=" + compact({"article": RECORD}, ascii_only=True).replace("<", "\\u003C"),
        "stream": ">self.__next_f.push([1," + compact("5:" + inner + "\n") + "])",
        "called": ">window.__NUXT__=(function(a,b,c,d,e){return {data:[{post:{title:a,body:e,author:{name:b},"
        "time:c,source:d}}]}}(" + arguments + "));",
        "table": ' id="__NUXT_DATA__" type="application/json">' + compact(table, ascii_only=True),
        "address": ' id="RENDER_DATA" type="application/json">' + quote(inner),
        "address in a call": '>window.d=JSON.parse(decodeURIComponent("' + quote(inner, safe="") + '"));',
        "unquoted": f">var d={{articleInfo:{{title:'{TITLE}',content:'{MARKED}',author:'{WRITER}',"
        f"subInfo:{{source:'{PAPER}',time:'{DAY}'}}}}}};",
        "call": f">window.d={{title:f('{TITLE}'),author:f('{WRITER}'),create_time:f('{DAY}'),media:f('{PAPER}'),"
        f"content:f('{MARKED}')}};",
        "blocks": ">window.d=" + compact(document),
        "rows": ">self.__next_f.push([1," + compact(row) + "])</script><script>self.__next_f.push([1,"
        + compact(MARKED) + "])",
    }  # fmt: skip


@pytest.mark.parametrize("form", forms())
def test_an_article_and_its_record(form: str) -> None:
    source = page(forms()[form])
    document = clean(source, content_type="text/html")
    assert document.text == TEXT
    assert (document.title, document.author, document.source) == (TITLE, WRITER, PAPER)
    assert (document.published or "").startswith("2024-05-06T09:30")
    assert document.restore() == source


TEASERS = "".join(
    f"<div><a href='/{number}'>{name}</a><p>{name}的事说来话长，三言两语说不清楚，点进去就能看到全文，请看。</p></div>"
    for number, name in enumerate(("水磨又转", "石桥修好", "新麦上市", "渡口换船", "油坊开榨", "集市搬家"))
)


@pytest.mark.parametrize("form", forms())
def test_teasers_beside_it_are_no_article(form: str) -> None:
    document = clean(page(forms()[form]).replace("</body>", f"{TEASERS}</body>"), content_type="text/html")
    assert (document.text, document.author) == (TEXT, WRITER)


def test_what_looks_like_teasers_may_be_the_article() -> None:
    """Where the record is that of something else."""
    record = {"title": "别的标题", "content": MARKED}
    source = page(">window.d=" + compact(record)).replace("</body>", f"{TEASERS}</body>")
    assert FIRST not in clean(source, content_type="text/html").text


@pytest.mark.parametrize(
    "script",
    [
        ">var content=" + compact(MARKED) + ";document.write(content);",
        f' type="text/html" id="tpl">{MARKED}',
        f" type='text/x-template'>{MARKED}",
        '>var list = {"content":[{"type":1,"value":"' + FIRST + '"},{"type":1,"value":"' + SECOND + '"}]};',
    ],
)
def test_an_article_without_a_record(script: str) -> None:
    assert clean(page(script), content_type="text/html").text == TEXT


def test_what_is_no_article() -> None:
    """Descriptions for those who share a page, markup that a program fills in, and messages of a program."""
    for script in (
        f'>var desc="{FIRST}{SECOND}";',
        f' type="text/html"><p>{{{{title}}}}</p>{MARKED}',
        '>var messages=["'
        + '","'.join(("请输入您的名字，不得少于两个字。", "密码不得少于六位，请重新输入。") * 9)
        + '"]',
    ):
        assert FIRST not in run(page(script))[0].text
        assert "请输入" not in run(page(script))[0].text


def seconds(value: object, head: str = "") -> Document:
    return clean(page(">window.d=" + compact(value), head=head), content_type="text/html")


def test_a_moment_in_seconds_and_several_who_wrote() -> None:
    record = {**RECORD, "publish_time": 1714959000, "author": "", "authors": [{"publishName": WRITER}]}
    document = seconds({"article": record})
    assert (document.published, document.author) == ("2024-05-06T09:30:00+08:00", WRITER)


def test_the_record_of_others_beside_the_text_names_nobody() -> None:
    assert seconds({"content": MARKED, "related": OTHERS, "user": []}).author is None
