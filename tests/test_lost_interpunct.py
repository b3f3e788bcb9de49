"""Points between the parts of foreign names, which a codec without them made question marks."""

from __future__ import annotations

import time

import pytest

from cleaner import clean

RULE = "encoding.lost-interpunct"
LINES = (
    "水车的图样是一位名叫弗拉基米尔·谢尔盖耶夫的工程师留下的，他在镇上住了三年。",
    "后来亚历山大·詹姆斯·尼克尔森（Alexander James Nickelson）又画过一张，比先前那张大一倍。",
    "书是乔治·W·马丁和J·K·罗伯茨合写的，讲的是两座水磨的故事，在镇上卖得很好。",
)


def cut(text: str) -> list[str]:
    return [edit.rule for edit in clean(text).edits if edit.rule == RULE]


def test_the_points_of_names_come_back() -> None:
    text = "\n".join(LINES) + "\n"
    found = clean(text.replace("·", "?"))
    assert found.text == text
    assert found.restore() == text.replace("·", "?")


def test_of_traditional_names_too() -> None:
    text = "【心理學家米哈爾?科辛斯基（Michal Konsinski）說，這種方法幫助了唐納德?特朗普（Donald Trump）。】\n"
    assert clean(text).text == text.replace("?", "·")


def test_a_name_that_has_its_point_elsewhere_gets_it_at_a_full_width_mark() -> None:
    text = "图注：巴兹·奥尔德林站在水车旁边。\n那一年，巴兹？奥尔德林只有二十岁，还没有去过别的地方。\n"
    assert clean(text).text == text.replace("？", "·")


@pytest.mark.parametrize(
    "text",
    [
        "你见过马克吗?罗伯特昨天还来过，说水车又停了。",
        "这水车是谁修的?马丁说他不知道，要去问镇上的人。",
        "你认识罗伯特?马克问他，他摇了摇头。",
        "是亚历山大?弗拉基米尔没有听清楚，又问了一遍。",
        "他找的是亚历山大？弗拉基米尔没有听清楚，又问了一遍。",
        "水车停了?还是水磨停了?没有人说得清楚。",
        "乱码是怎么来的：弗拉基米尔?谢尔盖耶夫，间隔号转码时丢了。",
    ],
)
def test_a_question_stays(text: str) -> None:
    assert not cut(text)


def test_many_marks_take_linear_time() -> None:
    began = time.process_time()
    assert clean("马?克" * 20_000 + "你?").status == "ok"
    assert time.process_time() - began < 20  # looking at the whole text for each mark takes minutes
