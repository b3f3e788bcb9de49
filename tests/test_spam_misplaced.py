"""Phrases of a trade that were put into sentences, once or in several places of a page."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner import clean
from cleaner.lines import Lines
from cleaner.rules import rule_book
from cleaner.stages.spam.lexicon import lexicon_of
from cleaner.stages.spam.misplaced import _forest, evidence, phrases
from cleaner.stages.spam.model import model
from cleaner.stages.spam.page import Page
from cleaner.stages.spam.reading import Reading, Strength
from cleaner.stages.spam.view import view

GRASS = (
    "割草机第一次发动的时候，{0}先把油门推到最大，再慢慢地拉绳子，听到声音以后松手。\n"
    "草太高要分两遍割，第一遍留十厘米，{1}第二遍再割到四厘米，{2}这样机器不会闷住。\n"
    "割下来的草摊在地上晒两天，可以垫鸡窝。{3}\n"
)


def planted(*phrases: str) -> str:
    return GRASS.format(*phrases, *[""] * (4 - len(phrases))).rstrip()


@pytest.mark.parametrize(
    "phrase", ["国产精品自拍视频在线观看", "新开传奇私服发布网", "黑户贷款秒批", "澳门百家乐注册送彩金"]
)
def test_a_phrase_that_was_put_in_once_goes(phrase: str) -> None:
    assert clean(planted(phrase)).text == planted()


def test_phrases_that_differ_and_are_of_one_trade_speak_for_each_other() -> None:
    some = "沈阳看癫痫哪家医院好", "癫痫病医院排名", "治疗癫痫最好的医院"
    assert clean(planted(*some)).text == planted()


def test_what_a_page_was_cleared_of_goes_from_its_sentences_too() -> None:
    header = "国产自拍精品在线_亚洲男人天堂av_免费看片网站大全\n"
    text = planted("亚洲男人天堂av", "", "手机免费看片")
    assert clean(header + text).text == planted()


def test_who_offers_a_thing_in_his_headline_offers_it_in_his_text() -> None:
    text = "永久免费的科学上网翻墙梯子\n\n昨天发现一个永久免费的科学上网翻墙梯子，用了一天，速度还可以，分享给大家。\n"
    assert "科学上网" not in clean(text).text or "翻墙梯子，用了一天" in clean(text).text


@pytest.mark.parametrize(
    "text",
    [
        "他在群里看见有人发黄色视频，当场就退了群，回家以后还在生气，说这种群早晚要出事。\n",
        "大学的时候，传奇私服是宿舍里的头等大事，每天晚上断电以前，八个人都要打完最后一个怪。\n",
        "这部片子讲的是一个百家乐荷官的一天，导演把镜头一直对着他的手，观众看不见他的脸。\n",
        "店里的鞋子可以翻新，换底三百六，奢侈品包包补色五百八起，取件要等两个星期。\n",
        "诗的气势与平整的诗律水乳交融，读来工而能新，是他晚年最好的一首。\n",
        "各级组织要落实群防群控的责任，动员群众有序参加值守，重点看好村口和路口。\n",
    ],
)
def test_who_speaks_of_a_trade_in_his_own_sentences_keeps_them(text: str) -> None:
    assert clean(text).text == text


def test_brackets_and_dashes_about_a_phrase_go_with_it() -> None:
    for left, right in (("（", "）"), ("【", "】")):
        assert clean(planted("", "", "", f"{left}澳门百家乐注册送彩金{right}")).text == planted()
    assert clean(planted("", "", "", "--永利彩票官网注册送彩金")).text == planted()


def test_the_fitted_trees_ask_for_what_is_seen() -> None:
    text = "割草机第一次发动的时候，新开传奇私服发布网先把油门推到最大。"
    lines, lexicon = Lines(text), lexicon_of(rule_book())
    seen = view(lines.folded)
    line = Reading(0, 0, seen, lexicon.hits(seen.text), Strength(seen.text, model()))
    rows = evidence(Page(lines, {}), lexicon, list(phrases(line)))
    assert [set(row) for row in rows] == [set(_forest().names)]
    assert np.isfinite(list(rows[0].values())).all()


@pytest.mark.parametrize(
    "block",
    [
        '<div style="left:-9999px"><a href="http://x.example/1">国产精品自拍视频在线观看</a></div>',
        '<a style="display:none" href="/1">国产精品自拍视频在线</a><a style="display:none" href="/2">亚洲无码专区</a>',
    ],
)
def test_links_in_a_text_go_with_their_tags(block: str) -> None:
    assert clean(f"{planted()}\n{block}").text.rstrip() == planted()


@pytest.mark.parametrize(
    "text",
    [
        "连着上了三个星期的夜班，总算轮到我休息了，好爽好爽好爽！明天先睡到中午，再去江边钓鱼。",
        "面板上有對稱尺、平行尺、透視輔助尺等等，畫建築的時候很省力。",
        "城头弓弩齐发，矢下如雨，贼众不敢近。\n库中弓弩朽坏者十之六七，皆令重造。\n",
        "两校合办实验小学总投资约九亿元，一期首开区于去年九月启用，二期计划明年春天动工。",
    ],
)
def test_one_short_word_alone_is_no_phrase_that_was_put_in(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize("phrase", ["成人免费观看网站app", "免费看成人片app下载", "免费观看成人影片网站"])
def test_a_chain_of_words_of_which_none_tells_much_goes(phrase: str) -> None:
    assert clean(planted(phrase)).text == planted()


@pytest.mark.parametrize(
    "sentence",
    [
        "这家网站可以免费观看高清视频，手机上也有，成人每月付十元，孩子看动画不收费。",
        "成人教育网站免费开放了两门视频课，下载讲义也不用付钱，报名的人不少。",
        "影片下载以后在手机上看，成人票和儿童票的二维码都在里面。",
    ],
)
def test_sentences_that_speak_of_films_and_sites_stay(sentence: str) -> None:
    text = GRASS.format("", "", "", sentence).rstrip()
    assert clean(text).text == text
