"""Rows of keywords in the first line of a page, and headlines in quotation marks that are glued to them."""

from __future__ import annotations

import pytest

from cleaner import Cleaner, Config, clean

ARTICLE = (
    "昨天上午，市长主持召开市政府常务会议，听取今年防汛准备情况的汇报。\n"
    "会议指出，今年汛期预计较常年偏早，各区县要把隐患排查放在首位，落实二十四小时值班制度。\n"
    "会议还审议了关于加快老旧小区改造的实施意见，决定年内完成三十个小区的改造，并公布咨询电话和监督办法。"
)
NIGHT_MARKET = (
    "寧夏夜市本月起試辦循環餐具，首波有二十三家攤商加入，消費者用餐後將碗盤投入回收站即可。\n"
    "自治會長表示，夜市每晚產生的免洗餐具約有六大袋，若全面改用循環碗，一年可少掉近十五公噸垃圾。\n"
    "賣蚵仔煎的林老闆起初擔心客人嫌麻煩，試了兩週後發現，真正麻煩的是下雨天收碗的動線。"
)


def test_a_row_above_a_text_of_other_things_goes_for_one_telling_word() -> None:
    row = "sm调教室_捆绑绳艺_女王踩踏_主奴契约_圣水黄金_足控天堂"
    assert clean(f"{row}\n\n{ARTICLE}").text == ARTICLE


def test_a_row_in_the_other_script_above_a_text_of_other_things_goes() -> None:
    row = "竞彩玩法及中奖规则/足总杯在线直播/欧洲杯2021赛程/内蒙古中优足球俱乐部"
    assert Cleaner(Config(script="keep")).clean(f"{row}\n\n{NIGHT_MARKET}").text == NIGHT_MARKET


@pytest.mark.parametrize(
    "row",
    [
        "首页_新闻频道_体育频道_财经频道_娱乐频道_汽车频道",
        "网站首页|关于我们|新闻资讯|工程案例|技术支持|在线留言",
        "传奇世界,魔兽世界,网络游戏,手机游戏,游戏论坛",
    ],
)
@pytest.mark.parametrize("text", [ARTICLE, NIGHT_MARKET])
def test_a_row_of_honest_words_is_no_spam(row: str, text: str) -> None:
    edits = clean(f"{row}\n\n{text}").edits
    assert not [edit for edit in edits if edit.rule.startswith("spam.")]


def test_a_row_that_says_what_the_text_says_is_no_spam() -> None:
    row = "捆绑绳艺_女王踩踏_主奴契约_调教文化_亚文化研究"
    text = "调教一词来自驯马。主奴契约与捆绑绳艺见于亚文化研究，女王踩踏则多见于漫画。\n" + ARTICLE
    assert not [edit for edit in clean(f"{row}\n\n{text}").edits if edit.rule.startswith("spam.")]


@pytest.mark.parametrize("spam", ["开元棋牌_真人斗地主_手机捕鱼_欢乐棋牌", "彩票app下载-时时彩计划-北京赛车官网"])
@pytest.mark.parametrize(
    "headline",
    [
        "“网红”直播带货翻车 王强致歉",
        "“真人图书馆”开放 王强讲故事",
        "“一码通”上线 王强点赞",
        "“王牌”教练王强：体育改变人生",
    ],
)
def test_a_headline_that_begins_with_a_quotation_stays_whole_behind_spam(spam: str, headline: str) -> None:
    text = f"{headline}\n昨天上午，王强在工人文化宫登台领奖。他说，脱下军装，仍然守在自己的阵地上。"
    assert clean(spam + text).text == text
