"""Question marks before paragraphs: no-break spaces that a program could not write."""

from __future__ import annotations

import pytest

from cleaner import Config, clean

LINES = (
    "9月11日上午，市里的人来看了水磨，说修得好，明年还要再修一座。",
    "修水车的师傅带着他们走了一圈，讲木料是从哪里来的，轴用的是什么木头。",
    "“听得出来它高兴。”他说，孩子们都笑了，把耳朵贴在门板上。",
)


@pytest.mark.parametrize("indent", ["\xa0" * 4, "\xa0" * 2, "\xa0" * 8])
def test_what_stands_for_an_indent_goes(indent: str) -> None:
    whole = (*LINES, *(line.replace("水", "风") for line in LINES))
    dirty = "".join(f"{indent}{line}\n" for line in whole).encode("gbk", "replace").decode("gbk")
    assert dirty.startswith("??")
    found = clean("水磨又转起来了\n" + dirty)
    assert found.text == "水磨又转起来了\n" + "".join(f"{line}\n" for line in whole)
    assert found.restore() == "水磨又转起来了\n" + dirty


def test_of_the_paragraphs_of_a_page_too() -> None:
    body = "".join(f"<p>????{line}</p>" for line in LINES)
    page = f"<html><body><h1>水磨又转起来了</h1><div>{body}</div></body></html>"
    assert "?" not in clean(page).text


@pytest.mark.parametrize(
    "text",
    [
        "????这是怎么回事？\n大家都不知道水车为什么停了，只好去问师傅。\n师傅说，轴断了，要等一个月才能换上新的。",
        "??你说呢\n他没有回答我，只是看着河水慢慢地流过去了。\n??我不知道\n她也没有再问，转过身去把门关上了，走得很慢。",
    ],
)
def test_what_somebody_asks_stays(text: str) -> None:
    assert not [edit for edit in clean(text).edits if edit.rule == "encoding.lost-indent"]


def test_blanks_that_spread_a_heading_come_back() -> None:
    dirty = "摘? ?要：" + "".join(LINES) + "\n目? ? ?录\n"
    found = clean(dirty)
    assert "摘   要：" in found.text
    assert found.restore() == dirty


EDGES = "水车是从前的人用来磨面的。?\n?\n?推荐去看的人：喜欢木工的。\n现在还有几座在转，你见过吗?"


def test_signs_that_a_codec_lost_at_the_edges_of_paragraphs_go() -> None:
    result = clean(EDGES, config=Config(punctuation=False))
    assert result.text == "水车是从前的人用来磨面的。\n\n推荐去看的人：喜欢木工的。\n现在还有几座在转，你见过吗?"
    assert [edit.old for edit in result.edits if edit.rule == "encoding.lost-sign"] == ["?"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "?\n他说什么?\n?\n没有人回答。",
        "/词 向下找\n?词 向上找\nn 再找一次\n还有什么要问的? 真的?",
        f"GBK 里没有的字符变成问号，乱码就是这样来的：\n{EDGES}",
    ],
)
def test_marks_that_somebody_may_have_asked_with_stay(text: str) -> None:
    assert not [edit for edit in clean(text).edits if edit.rule == "encoding.lost-sign"]
