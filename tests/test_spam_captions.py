"""Captions of porn clips, the copyright lines of such sites, and pages whose headline says a keyword twice."""

from __future__ import annotations

import pytest

from cleaner import clean

PAGE = """公园在城南，走路十分钟就到。早上有人打太极拳，也有人跑步。
湖边的柳树已经发芽了，孩子们在草地上放风筝。
{}
去年秋天新修的木桥很结实，老人也敢走。
傍晚的时候，广场上有人跳舞，管理处的同志说，下个月还要装二十盏路灯。"""


def left(line: str) -> str:
    """What is left of a line amid a text."""
    done = clean(PAGE.format(line)).text
    return "" if done == PAGE.replace("{}\n", "") else done


@pytest.mark.parametrize(
    "line",
    [
        "3.某某女主播塌房！深夜聊骚 线下挨炮 前任曝光全部记录！",
        "【热门】照骗约炮被曝光 好在身材不错 没两下就潮喷了！！",
        "酒店实拍 大奶人妻被爆操 叫声响彻走廊",
    ],
)
def test_captions_of_clips_go(line: str) -> None:
    assert left(line) == ""


@pytest.mark.parametrize(
    "line",
    [
        "她端起奶子喝了一口，放下碗，喷水壶里的水已经不多了！",
        "高危 无套 口交 多久能查艾滋？",
        "警方通报：男子约炮被敲诈 团伙拍下不雅视频 已有六人被刑拘",
    ],
)
def test_lines_that_speak_of_such_things_stay(line: str) -> None:
    assert line in clean(PAGE.format(line)).text


def test_the_notice_of_copyright_of_such_a_site_goes() -> None:
    assert left("Copyright © 2025 国产成人精品视频-亚洲无码在线 All rights reserved.") == ""


def test_a_headline_of_two_searches_for_a_place_is_bait() -> None:
    page = """平湖400元一晚的同城约茶,平湖同城约茶400元一晚
最近邻居总问起“平湖400元一晚的同城约茶”，我就去河边的茶馆坐了坐，老板正在院子里晒茶。
他说春茶刚到，客人多是老街坊，一壶能从下午喝到天黑，没有人着急走。
原来平湖同城约茶400元一晚就是包间的价钱，我们坐到十点才回家。"""
    assert clean(page).verdict == "spam"


@pytest.mark.parametrize("headline", ["平湖老街的茶馆，一壶喝到天黑", "约茶记：平湖老街，平湖茶馆"])
def test_a_headline_about_tea_is_none(headline: str) -> None:
    page = f"""{headline}
最近邻居总问起河边的茶馆，我就去坐了坐，老板正在院子里晒茶。
他说春茶刚到，客人多是老街坊，一壶能从下午喝到天黑，没有人着急走。"""
    assert clean(page).verdict != "spam"


def test_the_addresses_of_a_firm_under_their_labels_stay() -> None:
    page = (
        "主域名\nwww.yunlingkeji.com\n国内域名\nwww.yunlingkeji.com.cn\n备用域名\nwww.yunlingkeji.cn\n公司在西路八号。"
    )
    assert [edit for edit in clean(page).edits if edit.stage == "spam"] == []


@pytest.mark.parametrize("head", ["BAD_WORDS = [", "const words = [", "words: {"])
def test_a_list_of_words_in_a_program_stays(head: str) -> None:
    line = head + '"博彩", "六合彩", "代孕", "刻章", "成人视频", "开户送彩金"'
    assert [edit for edit in clean(PAGE.format(line)).edits if edit.stage == "spam"] == []


def test_what_a_game_makes_of_what_stays() -> None:
    line = "暗剑士卡片*1+暗商人卡片*1+暗盗贼卡片*1+暗服侍卡片*1+暗魔法师卡片*1+暗弓箭手卡片*1+Zeny*1W"
    assert line in clean(PAGE.format(line)).text
