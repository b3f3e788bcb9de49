"""What converters to Simplified make of text that was Simplified already."""

from __future__ import annotations

import pytest

from cleaner import clean

MENDED = {
    "他问我什幺时候出发，我说那幺就明天吧，怎幺样？": "他问我什么时候出发，我说那么就明天吧，怎么样？",
    "井口的唿吸声越来越重，大家欢唿起来。": "井口的呼吸声越来越重，大家欢呼起来。",
    "风勐烈地吹，狗勐地窜出来，勐然回头。": "风猛烈地吹，狗猛地窜出来，猛然回头。",
    "他一步步往后煺去，路也看得模煳了。": "他一步步往后退去，路也看得模糊了。",
    "这是世界着名的桥，效果显着。": "这是世界著名的桥，效果显著。",
}
RIGHT = [
    "这家的幺儿今年六岁，那幺妹才三岁，总出幺蛾子。",
    "勐海和勐腊的茶都好，他打了一声唿哨。",
    "先把鸡煺毛，再做熘肝尖，饭别烧煳了。",
    "他看着名单，手里写着名字，墙上挂着名画，脸上明显着急。",
    "转换工具会把“什么”写成“什幺”，把“呼吸”写成“唿吸”。",
    "山嵴上的石头噼里啪啦地滚下来。",
]


@pytest.mark.parametrize(("given", "wanted"), MENDED.items())
def test_what_a_converter_made_of_simplified_text_is_mended(given: str, wanted: str) -> None:
    document = clean(given)
    assert document.text == wanted
    assert {edit.rule for edit in document.edits} == {"script.slip"}
    assert document.restore() == given


@pytest.mark.parametrize("text", RIGHT)
def test_characters_that_are_meant_stay(text: str) -> None:
    assert clean(text).text == text


def test_other_places_follow_where_some_are_sure() -> None:
    given = "什幺人在那里？怎幺不说话？你是从山上来的幺？"
    assert clean(given).text == "什么人在那里？怎么不说话？你是从山上来的么？"
    assert clean("你是从山上来的幺？").text == "你是从山上来的幺？"


def test_traditional_text_is_left_alone() -> None:
    text = "這裡的人們說，勐烈的風吹過邊境的村莊，沒有誰聽見過這樣的聲音。"
    assert clean(text).text == text
