"""Paragraphs glued in one line, and plain text that is read as HTML."""

from __future__ import annotations

import pytest

from cleaner import Cleaner, Config, clean
from cleaner.stages.markup.residue import is_plain

PARAGRAPHS = [
    "渡口的老人说，这条江从前没有名字，来往的船家只叫它大水。那年秋天，江上起了雾，三天三夜没有散，船都停在岸边等，谁也不敢先开。",
    "到了第四天早上，雾散了一半。他把缆绳解开，一个人划到江心，又慢慢地划了回来。",
    "岸上的人问他看见了什么？",
    "他说什么也没有看见，只听见水在下面走，走得很急，像是有许多人在赶路……",
    "后来那条船就再也没有下过水，一直放在渡口的树下，孩子们在里面捉迷藏。”",
]


@pytest.mark.parametrize("start", ["", "　　"])
@pytest.mark.parametrize("title", ["", "江上\n"])
def test_glued_paragraphs_get_lines_of_their_own(start: str, title: str) -> None:
    text = title + start + "　　".join(PARAGRAPHS)
    document = clean(text)
    assert [line.strip() for line in document.text.split("\n")] == [*filter(None, [title.strip()]), *PARAGRAPHS]
    assert document.restore() == text
    assert clean(document.text).text == document.text


@pytest.mark.parametrize(
    "text",
    [
        "　　".join(["白日依山尽，黄河入海流。", "欲穷千里目，更上一层楼。"] * 4),
        "甲：" + "　　".join(PARAGRAPHS[:2]),
        "　　".join(f"{letter}．{paragraph}" for letter, paragraph in zip("ABCDE", PARAGRAPHS, strict=True)),
        "姓名　　年龄　　住址　　电话",
        "　　".join(paragraph.rstrip("。？…”") for paragraph in PARAGRAPHS),
    ],
)
def test_poems_choices_and_tables_keep_their_spaces(text: str) -> None:
    assert clean(text).text == text


LINES = "".join(f"{paragraph}\n" for paragraph in PARAGRAPHS)
LITTER = f"江上\n第一段&nbsp;说的是渡口。</p>\n<b>第二段</b>说的是A&amp;B两岸的人。<br>第三段说的是雾。\n{LINES}"


def test_a_text_read_as_html_keeps_its_line_breaks() -> None:
    document = Cleaner(Config(input="html")).clean(LITTER)
    lines = document.text.replace("\xa0", " ").split("\n")
    assert lines == [
        "江上",
        "第一段 说的是渡口。",
        "第二段说的是A&B两岸的人。",
        "第三段说的是雾。",
        *PARAGRAPHS,
        "",
    ]
    assert document.restore() == LITTER


@pytest.mark.parametrize(
    "page",
    [
        "<p>一\n二</p>\n<p>三</p>\n<p>四</p>",
        "<html><body>一\n二\n三</body></html>",
        "一<br>二",
        "<pre>一\n二\n三</pre>",
    ],
)
def test_a_page_is_not_plain(page: str) -> None:
    assert not is_plain(page)
