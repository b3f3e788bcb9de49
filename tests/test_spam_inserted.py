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


@pytest.mark.parametrize(
    "dirt",
    [
        "亲，百度搜索白石书吧，大量小说免费看。",
        "墨河小说最新章节全文阅读【首发】",
        "-墨－河－小－说－更－新－最－快-www.ＭＯＨＥＳ.ＣＣ-",
        "+无+错+小说+3w++",
        "（天热了，手机等人拿！关注墨河公众号（微信添加公众号-输入moheshu即可），马上参加！）",
        "手机看小说哪家强",
        "www.moheshu.com",
        "防盗章节，请稍后再看，半小时后替换。",
        "小主子，这个章节后面还有哦，请点击下一页继续阅读，后面更精彩！",
    ],
)
@pytest.mark.parametrize("place", ["on a line", "behind a paragraph"])
def test_what_a_site_says_goes_from_a_line_and_from_behind_the_last_sentence(dirt: str, place: str) -> None:
    apart = "\n" if place == "on a line" else ""
    marked = CHAPTER.format("", "", "", "").replace("院子里的水缸满了。", f"院子里的水缸满了。{apart}{dirt}")
    assert "\n".join(filter(None, Cleaner().clean(marked).text.split("\n"))) == CLEAN


@pytest.mark.parametrize(
    "said",
    [
        "小说网倒闭的那一年，老张把最新章节锁进了抽屉。",
        "老张在免费小说网站上班，每天校对最新章节，他从不署名。",
        "“手机阅读？百度搜一下，最新章节全文阅读都有。”",
        "老张写的小说",
        "公众号停更了。",
        "院门上贴着一张招工的纸。下一页是空的。",
        "阿芳翻到下一页，继续阅读。",
        "第四章　百度搜不到的人",
        "红+黄+蓝，中/英/文，甲>乙>丙",
        "报社的客户端上，老张的小说排在首页。",
        "书店老板把首发的新书摆上架，读者在门口排队。",
    ],
)
def test_what_a_story_tells_of_reading_stays(said: str) -> None:
    text = CHAPTER.format(said, "", "", "").replace("\n\n\n", "\n\n").strip()
    assert said in Cleaner().clean(text).text
    assert said in Cleaner().clean(text.replace("才去扫。", f"才去扫。{said}")).text


def test_an_address_behind_the_last_sentences_of_paragraphs_is_the_sites() -> None:
    lines = [f"第{n}天，院子里又落了一层叶子，扫到{n}点才停。" for n in "一二三四"]
    ends = ["www.moheshu.com", "http://moheshu.com/", "m.moheshu.com", "www.moheshu.com"]
    text = Cleaner().clean("\n".join(line + end for line, end in zip(lines, ends, strict=True))).text
    assert text.strip() == "\n".join(lines)


def test_addresses_of_what_a_list_tells_of_stay() -> None:
    lines = [f"第{n}个项目已经停止维护，仍可下载。https://moheshu.com/files/{n}" for n in "123456"]
    assert Cleaner().clean("\n".join(lines)).text.count("moheshu.com/files/") == len(lines)


def test_a_call_of_two_parts_goes_whole() -> None:
    text = left("", "百度搜索“墨河小说网”手机阅读：m.moheshu.com")
    assert text == CLEAN
