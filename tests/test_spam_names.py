"""Words that honest texts share with a trade: names of hotels, real tea, notices on papers."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.rules import read_rules, rule_book
from cleaner.stages.spam.laws import problems
from cleaner.stages.spam.lexicon import lexicon_of

PROSE = "本报讯 昨日上午，市图书馆新馆正式对外开放，首日接待读者三千余人。\n"
HONEST = [
    "新茶上市，欢迎各位茶友品鉴，订购电话13800001234。",
    "茶友可加微信：chaye2020，每周日线上品茗。",
    "云南古树普洱，自家茶园，生熟都有，需要的茶友加V：gushu520。",
    "喜欢喝茶的朋友可以进茶友群，群主每周寄样品，微信号：puer1998。",
    "酒店推荐：威尼斯人 新葡京 金沙城中心 银河 永利皇宫",
    "新葡京酒店 威尼斯人 银河娱乐 美高梅 永利皇宫 金沙城中心",
    "免费发财车路线：关闸—威尼斯人—新濠天地—永利皇宫—银河",
    "Day2 威尼斯人贡多拉 → 巴黎人铁塔 → 永利皇宫缆车 → 新葡京夜景",
    "澳門飯店比價：威尼斯人 巴黎人 金沙城中心 銀河 永利皇宮 新葡京",
    "考研上岸学长一对一辅导，已带三十人上岸，微信：kaoyan520。",
    "上门喂猫遛狗，可约全天，加微信：maomao2021。",
    "雅思托福一对一，保分班不过免费重读，咨询微信：ielts888。",
    "全套服务器机柜出售，九成新，联系微信：jigui2020。",
    "上门按摩服务限本社区七十岁以上老人，由康复医院提供，预约电话0571-12345678。",
    "证件照电子版制作，办证刻章须到公安机关备案的单位。",
    "开发票请到收费处，餐饮发票、住宿发票均可开具，凭小票当月有效。",
]
SPAM = [
    "新葡京 永利皇宫 威尼斯人 真人百家乐 注册送彩金",
    "澳门新葡京官网注册平台 永利皇宫登录入口",
    "品茶喝茶 外约茶友 新茶海选 全套服务 微信：abc12345",
    "专业刻章办证 毕业证驾驶证 微信：bz138888 当天出证",
]


@pytest.mark.parametrize("line", HONEST)
def test_lines_of_honest_places_and_shops_stay(line: str) -> None:
    for text in (line, f"{PROSE}{line}\n{PROSE}", f"{line}\n{PROSE}", f"{PROSE}{line}"):
        assert [edit.old for edit in clean(text).edits if edit.stage == "spam"] == []


@pytest.mark.parametrize("line", SPAM)
def test_the_same_words_beside_those_of_the_trade_go(line: str) -> None:
    assert clean(f"{PROSE}{line}\n{PROSE}").text == PROSE + PROSE


def test_names_count_beside_a_telling_word_or_two_weak_ones() -> None:
    hits = lexicon_of(rule_book()).hits
    assert hits("威尼斯人 新葡京 永利皇宫") == []
    assert [hit.kind for hit in hits("新葡京 平台")] == ["weak"]
    assert len(hits("新葡京 平台 注册")) == 3
    assert len(hits("新葡京 百家乐")) == 2


def test_lines_of_names_go_with_the_links_beside_them() -> None:
    links = "新葡京娱乐平台官网注册送彩金\n{}澳门金沙\n永利皇宫 威尼斯人\n"
    assert clean(PROSE + links.format("")).text.strip() == PROSE.strip()
    assert "澳门金沙\n永利皇宫 威尼斯人" in clean(PROSE + links.format("住宿可选的酒店有以下几家。\n")).text


def test_a_name_that_is_no_word_of_its_rule_is_refused() -> None:
    record = '[[rule]]\nid = "spam.x"\nname = "n"\nwhat = "w."\nwhy = "y."\nscope = "code"\nbad = ["坏"]\n'
    (rule,) = read_rules(record + 'family = "porn"\nsure = ["坏"]\nnames = ["好"]\n', "spam-x.toml")
    assert any("not a word" in problem for problem in problems(rule))
