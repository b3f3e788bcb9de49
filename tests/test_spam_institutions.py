"""Betting brands put into the names of institutions: the brand goes, what belongs to the institution stays."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.lines import Lines
from cleaner.rules import rule_book
from cleaner.stages.spam.lexicon import lexicon_of

NEWS = (
    "本报讯 {0}召开新闻发布会📢，介绍群众健身工作情况💡。{0}副局长表示🏀，明年将举办全国运动会⚽。\n"
    "会上，{0}司长指出，近年来参加锻炼的人数持续上升🎯，各地新建健身步道两万公里🔥。\n"
)


def plain(text: str) -> str:
    return "".join(c for c in text if c < "\U0001f000" and c != "⚽")


@pytest.mark.parametrize(
    ("put", "left"),
    [
        ("国家开云体育总局", "国家体育总局"),
        ("国家乐鱼体育总局", "国家体育总局"),
        ("国家bob体育总局", "国家体育总局"),
        ("国家永利体育总局", "国家体育总局"),
        ("国家澳门新葡京体育总局", "国家体育总局"),
        ("国家BET365体育总局", "国家体育总局"),
        ("亚博体育总局", "体育总局"),
        ("北京kaiyun体育大学", "北京体育大学"),
        ("北京开云体育大学", "北京体育大学"),
        ("中国开云大学", "中国大学"),
        ("中国凯发k8研究院", "中国研究院"),
    ],
)
def test_a_brand_goes_from_the_name_of_an_institution_with_the_emoji_about_it(put: str, left: str) -> None:
    assert clean(NEWS.format(put)).text == plain(NEWS.format(left))


@pytest.mark.parametrize("name", ["开云集团", "永利电子公司", "亚博科技公司", "国家体育总局", "江南大学", "爱游戏公司"])
def test_names_that_others_bear_stay_also_between_emoji(name: str) -> None:
    assert name in clean(NEWS.format(name)).text
    assert "spam.brand" not in {edit.rule for edit in clean(NEWS.format(name)).edits}


def test_brands_behind_sentences_and_before_paragraphs_go() -> None:
    page = (
        "该项目得到了大学的大力支持{0}。课题组将在三年内完成全部测试工作。\n{1}课题组成员共十二人，来自六所高校。\n"
        "研究人员认为，该材料在高温下仍保持稳定{2}。\n"
    )
    assert clean(page.format("开云体育", "乐鱼体育", "永利体育")).text == page.format("", "", "")


@pytest.mark.parametrize(
    "text",
    [
        "多家俱乐部更换了胸前的赞助商。\n甲队与开云体育签约。\n乙队的赞助商是乐鱼体育。\n丙队签下了亚博体育。\n",
        "警方查获了三个赌博平台。\n其中最大的是开云体育。\n规模第二的是乐鱼体育。\n另一个是亚博体育。\n",
        "记者昨天来到永利体育，负责人正在接待来客。\n永利体育成立于一九九八年，开云体育是它的邻居。\n",
    ],
)
def test_who_speaks_of_brands_may_name_them(text: str) -> None:
    assert clean(text).text == text


def test_a_brand_is_found_also_where_a_shorter_word_begins_it() -> None:
    words = lexicon_of(rule_book())
    rule = next(rule for rule in rule_book().stage("spam") if "brands" in rule.extra)
    for brand in rule.extra["brands"]:
        assert [name for name, _, _ in words.brands(words.spots(Lines(brand).points), brand)] == [brand]


def test_brands_of_two_houses_about_a_headline_go() -> None:
    title = "国务院印发关于进一步加强矿山安全生产工作的意见"
    for page in (f"开云电子 {title} 乐鱼电竞平台", f"亚博体育- {title} -亚博体育官网", f"{title} - 开云体育官方网站"):
        assert clean(f"{page}\n会议要求各地压实企业主体责任。\n").text.partition("\n")[0] == title
    kept = f"新浪体育 {title} 腾讯体育"
    assert clean(f"{kept}\n会议要求各地压实企业主体责任。\n").text.partition("\n")[0] == kept


def test_a_house_that_no_list_knows_goes_where_it_stands_for_an_institution_between_emoji() -> None:
    page = (
        "{0}林業研究所發表杜鵑花期觀測報告\n{0}北區林業研究所昨日公布五年的觀測結果，花期平均提前六天{1}，各站都有紀錄。\n"
        "{0}研究員表示，低海拔的樣區提前得最多{1}，高海拔的變化很小。\n研究團隊也記錄了訪花昆蟲的種類{1}，共有四十種。\n"
    )
    assert clean(page.format("金鑫娛樂城", "🎲")).text == page.format("", "")
    assert "金鑫娛樂城" in clean(page.format("金鑫娛樂城", "")).text


def test_the_emoji_about_repeated_words_of_betting_go() -> None:
    page = (
        "村里的戏台翻新以后{1}，每逢初一十五都有演出{0}。\n渡口的船家说，这条河三十年没有这么清过了{0}。\n"
        "最远的一户人家住在山后{1}，走路要一个半小时{0}。\n去年冬天修好的石桥{1}，如今已经有人在上面写生{0}。\n"
    )
    assert clean(page.format("正规网上真钱棋牌平台", "🎯")).text == page.format("", "")
    happy = "今天和朋友去了海边😊，吹吹风真好😄，晚上还吃了烧烤🍢，回家已经十点了。\n"
    assert clean(happy).text == happy
