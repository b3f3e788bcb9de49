"""Calls of sites of copied novels are cut out of and between sentences, and what they say of the site is known then."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.rules import regex_problems, rule_book
from cleaner.stages.spam.letters import latin

CHAPTER = """第三章　水缸

雨下了一夜，院子里的水缸满了。
{}
他推开门，看见地上全是落叶，{}站了一会儿才去扫。
{}
“你扫它做什么？”老人在屋里问，“明天还要落的。”
{}
“明天的明天再扫。”他说。"""
HEADER = "天才一秒记住【墨河书屋】地址：www.moheshu.com，无弹窗免费阅读！"


def left(*dirt: str) -> str:
    """What stays of a chapter with ``dirt`` in its places, without empty lines."""
    text = Cleaner().clean(CHAPTER.format(*[*dirt, "", "", "", ""][:4])).text
    return "\n".join(filter(None, text.split("\n")))


CLEAN = left()


@pytest.mark.parametrize(
    "dirt",
    [
        ("", "手机用户请浏览m.moheshu.com阅读"),
        ("", "（最新章节请到墨河书屋）"),
        ("", "最新章节请到墨河书屋"),
        ("", "(本章未完，请翻页)"),
        ("本章未完，请点击下一页继续阅读！第1页/共3页",),
        ("请记住本书首发域名：www.moheshu.com。墨河书屋手机版阅读网址：m.moheshu.com",),
        ("", "", "章节错误,点此举报(免注册)"),
        ("", "", "（为防止失联，请收藏备用站 moheshu99点net，防走丢）"),
        ("", "", "如遇章节加载失败，请关闭畅读模式或者退出阅读模式"),
        ("声明:本书由墨河网(www.moheshu.com)自网络收集整理制作,仅供交流学习使用,如果喜欢,请支持正版.",),
        ("", "", "", "更多精校小说请访问墨河书屋(moheshu.com)"),
        ("更新时间2010-2-13 16:02:34  字数：1603",),
        ("", "", "墨河书屋提醒您：看书时请注意休息，按Ctrl+D收藏本站"),
        ("", "最新章节请到夜读斋"),
        ("", "夜★读★斋★小★说★网"),
        ("", "yeduzhai。com"),
        ("", "（夜读斋首发）"),
        ("", "", "本站所有小说为转载作品，所有章节均由网友上传"),
        ("", "", "举报本章错误( 无需登录 )"),
        ("", "", "【夜读斋APP】离线缓存，语音朗读，扫码下载"),
        ("", "", "翻译：阿卷　校对：老七　图源：小布"),
        (HEADER, "墨☆河★书☆屋"),
        (HEADER, "（墨河书屋 moheshu.com）"),
        (HEADER, "w w w.mo heshu.c om"),
        (HEADER, "wωw．mοhёshu₆₆．nёt"),
        (HEADER, "[www墨moheshu河com书]"),
        (HEADER, "", "————墨河书屋 手打更新————"),
        (HEADER, "", "求月票求推荐票！墨河会员每日签到送书币，书友群：四3八8六一二"),
        (HEADER, "", "（本章未完，请翻页）\n（未完待续。）"),
    ],
)
def test_a_call_goes_and_the_sentences_around_it_are_whole(dirt: tuple[str, ...]) -> None:
    assert left(*dirt) == CLEAN


def test_torn_letters_of_an_address_go_with_it() -> None:
    text = left(HEADER, "他w想w w.mo heshu.c om起来")
    assert "落叶，他想起来站了" in text


def test_an_address_in_brackets_behind_sentences_again_and_again_is_the_sites() -> None:
    places = [f"第{n}天，他扫完了地。[www.moheshu.com 好看的小说]然后坐下来等人{n}。" for n in "一二三四"]
    text = Cleaner().clean("\n".join(places)).text
    assert "moheshu" not in text
    assert text.count("然后坐下来") == 4


def test_an_address_that_is_told_once_stays() -> None:
    text = "他打开电脑，访问www.moheshu.com，页面半天没有出来。\n墨河书屋的门关着。"
    assert Cleaner().clean(text).text == text


def test_a_list_of_sites_is_none_of_one_site() -> None:
    text = "看过的网站\n墨河书屋 www.moheshu.com\n白石书吧 www.baishishu.com\n青山书库 www.qingshanku.com\n都关了。"
    assert Cleaner().clean(text).text == text


def test_the_writer_below_the_title_of_a_book_is_text_and_metadata() -> None:
    found = Cleaner().clean("《水缸》\n作者：王小二\n\n" + CHAPTER.format(HEADER, "", "", ""))
    assert found.text.startswith("《水缸》\n作者：王小二")
    assert found.author == "王小二"


def test_letters_keep_their_places() -> None:
    text = "wωw.mοhёshu₆₆.nёt丶ā"
    assert latin(text) == "www.moheshu66.net·a"


@pytest.mark.parametrize("rule", ["spam.site-call", "spam.site-name"])
def test_patterns_are_bounded(rule: str) -> None:
    extra = rule_book()[rule].extra
    lists = [value if isinstance(value, list) else [value] for value in extra.values()]
    assert [problem for each in lists for pattern in each for problem in regex_problems(pattern)] == []
