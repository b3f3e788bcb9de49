"""Code in a page: neither its characters nor its marks change, whatever the text around it does."""

from __future__ import annotations

import pytest

from cleaner import Config, clean
from cleaner.doc import Doc
from cleaner.pipeline import Context
from cleaner.rules import rule_book
from cleaner.stages import markup
from cleaner.stages.markup.code_elements import code_spans

PARAGRAPH = "春天来了，公园里的花都开了，许多市民带着孩子来到湖边散步，享受难得的晴朗天气。"
FOLDED = PARAGRAPH.replace("，", ",")


def page(inner: str, paragraph: str = PARAGRAPH) -> str:
    head = "<html><head><title>湖边花开</title></head><body><h1>湖边花开</h1>"
    return f"{head}<p>{paragraph}</p>{inner}<p>{paragraph}</p></body></html>"


@pytest.mark.parametrize(
    ("inner", "line"),
    [
        ('<pre>print("默认设置")</pre>', 'print("默认设置")'),
        ("<p>请打开<code>默认设置</code>这一项，然后继续。</p>", "請打開默认设置這一項，然後繼續。"),
        ('<pre class="brush: sql">数据=默认设置,认证</pre>', "数据=默认设置,认证"),
    ],
)
def test_code_is_not_converted(inner: str, line: str) -> None:
    result = clean(page(inner), config=Config(script="hant-tw"))
    assert line in result.text.split("\n")
    assert "春天來了，公園裡的花" in result.text
    assert clean(result.text, config=Config(script="hant-tw")).text == result.text


def test_preformatted_prose_is_converted() -> None:
    result = clean(page("<pre>远远的街灯亮着，好像闪着无数的明星</pre>"), config=Config(script="hant-tw"))
    assert "遠遠的街燈亮著" in result.text


def test_code_keeps_its_marks() -> None:
    result = clean(page("<pre>if 甲:乙</pre><p>写成<code>甲,乙</code>就行了,好的。</p>", FOLDED))
    assert "if 甲:乙\n写成甲,乙就行了，好的。" in result.text
    assert "春天来了，公园里" in result.text


def test_code_is_found_in_the_text_after_other_edits() -> None:
    doc = Doc(page('<pre>a &lt; "甲"<br>b</pre><p>又<code>乙</code>了</p>'))
    proposal = markup.propose(doc, Context(Config(), rule_book()))
    after = doc.apply("markup", proposal.edits)
    after = after.apply("tidy", [])
    spans = code_spans(after, Context(Config(), rule_book(), facts=proposal.facts))
    assert [after.text[start:end] for start, end in spans] == ['a < "甲"\nb', "乙"]
    assert code_spans(after, Context(Config(), rule_book())) == []
