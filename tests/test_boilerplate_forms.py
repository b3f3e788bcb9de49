"""Subtitles, songs with times, chats, posts, resumes …: what is told by their form stays, what was put in goes."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.lines import Lines
from cleaner.rules import rule_book
from cleaner.stages.boilerplate.forms import form_of
from cleaner.stages.boilerplate.page import Page
from tests.articles import BODY, TITLE
from tests.test_clean_documents import DOCUMENTS

NAMES = {
    "f01": "subtitles", "f02": "subtitles", "f03": "subtitles", "f04": "subtitles", "f05": "lyrics", "f06": "lyrics",
    "f07": "lyrics", "f08": "chat", "f09": "chat", "f10": "chat", "f11": "chat", "f12": "board", "f13": "board",
    "f14": "board", "f15": "board", "f16": "push", "f17": "board", "f18": "post", "f19": "post", "f20": "post",
    "f21": "resume", "f22": "resume", "f23": "resume", "f24": "patent", "f25": "fields", "f26": "fields",
    "f27": "fields", "f28": "log", "f29": "log", "f30": "table", "f31": "post", "f32": "fields", "f33": None,
}  # fmt: skip


def page(text: str) -> Page:
    return Page(Lines(text), rule_book().matcher("boilerplate"))


@pytest.mark.parametrize("start", NAMES)
def test_the_form_of_a_text_is_known(start: str) -> None:
    text = next(text for name, (text, _) in DOCUMENTS.items() if name.startswith(start + "_"))
    form = form_of(page(text))
    assert (form.name if form else None) == NAMES[start]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join([TITLE, *BODY]),
        "\n".join(["首页 新闻 社会", TITLE, "2024-03-05 07:30 来源：河湾日报", *BODY, "电话：123", "地址：河湾"]),
        "\n".join([TITLE, *BODY, "1楼 2024-03-05 07:30", "只看楼主", "2楼 2024-03-05 07:31", "3楼 2024-03-05 07:32"]),
    ],
)
def test_articles_and_pages_have_none(text: str) -> None:
    assert form_of(page(text)) is None


CUES = """1
00:00:01,000 --> 00:00:06,500
【柳岸字幕组】荣誉出品
翻译：小布 阿卷  校对：老李

2
00:00:41,220 --> 00:00:43,900
灯是几点灭的？

3
00:00:55,000 --> 00:00:59,000
更多影视请访问 www.example-tv.cc 高清无广告

4
00:01:02,140 --> 00:01:05,360
您在这座岛上
住了三十一年

5
00:01:28,000 --> 00:01:33,000
本字幕仅供学习交流 严禁用于商业用途
"""


def test_cues_of_credits_and_adverts_go_with_their_numbers_and_times_and_the_others_keep_theirs() -> None:
    result = clean(CUES)
    second, fourth = (CUES.split("\n\n")[i] for i in (1, 3))
    assert result.text == f"{second}\n\n{fourth}"
    assert result.restore() == CUES
    assert result.verdict == "article"
    assert result.title is None


def test_only_the_line_goes_of_a_cue_that_says_more() -> None:
    text = CUES.replace("更多影视请访问", "有船靠过岸吗？\n更多影视请访问")
    assert "3\n00:00:55,000 --> 00:00:59,000\n有船靠过岸吗？\n\n4\n" in clean(text).text


def test_a_cue_goes_whose_words_an_earlier_stage_took() -> None:
    offer = "澳门新葡京娱乐城 注册送88元 百家乐在线投注 www.xpj0000.com"
    text = CUES.replace("更多影视请访问 www.example-tv.cc 高清无广告", offer)
    result = clean(text)
    assert any(edit.stage == "spam" for edit in result.edits)
    assert "00:00:55,000" not in result.text
    empty = CUES.replace("更多影视请访问 www.example-tv.cc 高清无广告\n", "")
    assert "3\n00:00:55,000 --> 00:00:59,000\n\n4" in clean(empty).text


def test_lines_of_other_forms_of_subtitles_and_songs_go_whole() -> None:
    line = "Dialogue: 0,0:00:01.00,0:00:03.20,Default,,0,0,0,,"
    credit = line + r"{\fs20}本字幕由柳岸影视翻译制作\N仅供学习 禁止用于商业用途"
    text = f"[Events]\n{line}河水退了\n{credit}\n{line}露出了门槛\n"
    assert clean(text).text == text.replace(credit + "\n", "")
    mixed = text.replace(r"\N仅供", r"\N灯灭了\N仅供")
    assert clean(mixed).text == mixed
    song = "[00:01.00]月光光\n[00:05.00]照池塘\n[00:09.00]更多歌词请访问 www.example.com\n[00:12.00]骑竹马\n"
    assert clean(song).text == "[00:01.00]月光光\n[00:05.00]照池塘\n[00:12.00]骑竹马\n"


POST = """作者 roofcat (屋頂上的貓)
看板 home-sale
標題 [心得] 老公寓抓漏的三年
時間 Tue Jun 18 23:02:51 2019

三年換了四個師傅，現在終於不漏了，寫下來給同樣住頂樓的版友參考，希望大家少走冤枉路。

Sent from JPTT on my iPhone
--
※ 發信站: 批踢踢實業坊(ptt.cc), 來自: 114.27.1.2 (臺灣)
※ 文章網址: https://www.ptt.cc/bbs/home-sale/M.1560870.A.html
推 catinbox: 十五塊打敗十二萬XD
推 dampwall: 師傅還接案嗎？求站內
→ fixer888: 專業抓漏免費估價 賴ID: fix_r00f　全台服務
噓 civileng: 儀器本來就不能判斷管路
"""


def test_a_post_keeps_its_head_and_replies_and_loses_what_programs_and_sellers_put_in() -> None:
    result = clean(POST)
    gone = [line for line in POST.splitlines() if line and line not in result.text.splitlines()]
    assert gone == [line for line in POST.splitlines() if line.startswith(("Sent", "※", "→"))]
    assert (result.title, result.author) == ("[心得] 老公寓抓漏的三年", "roofcat (屋頂上的貓)")
    assert result.published is not None
    assert result.published.startswith("2019-06-18T23:02:51")


def test_the_head_of_a_bulletin_board_gives_the_metadata() -> None:
    head = ["发信人: millstone (石磨), 信区: Village", "标  题: 换磨石的记录"]
    result = clean("\n".join([*head, "发信站: 河湾站 (Sat Oct 21 22:14:39 2006), 站内", "", *BODY, ""]))
    assert result.edits == []
    assert (result.title, result.author, result.source) == ("换磨石的记录", "millstone (石磨)", "河湾站")
    assert result.published is not None
    assert result.published.startswith("2006-10-21T22:14:39")


def test_a_song_with_times_gives_title_and_author() -> None:
    text = next(text for name, (text, _) in DOCUMENTS.items() if name.startswith("f05_"))
    result = clean(text)
    assert (result.title, result.author) == ("河湾谣", "赵小河")


@pytest.mark.parametrize("text", [CUES, POST], ids=["cues", "post"])
def test_a_second_pass_changes_nothing(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once


RECORD = """用户：河边的人{0}
发布时间：2023-06-{0:02} 14:25:26
今天看见第{0}只鸟，飞得很低。
来自 iPhone客户端
转发 0 评论 {0} 赞 5

"""
WEIBO = "".join(map(RECORD.format, range(1, 20)))


def test_records_from_the_first_line_to_the_last_keep_their_fields_and_lose_counts_and_clients() -> None:
    result = clean(WEIBO)
    lost = {line for line in WEIBO.splitlines() if line and line not in result.text}
    assert all(line.startswith(("来自", "转发")) for line in lost)
    assert len(lost) > 10


def test_a_frame_around_them_makes_a_page_of_records() -> None:
    assert form_of(page(WEIBO)) is not None
    assert form_of(page("首页\n新闻\n" * 5 + WEIBO + "关于我们\n联系我们\n" * 5)) is None


THREAD = "\n\n".join(
    f"河边的人{n}\n\n{n}楼 大 中 小 发表于 2009-9-15 19:{n}  只看该作者\n\n我也去了磨坊" for n in range(11, 18)
)


def test_a_heading_in_a_post_of_notes_does_not_end_the_thread() -> None:
    text = f"# 磨坊\n\n## 第一天\n\n{THREAD}\n\n相关阅读\n\nhttp://example.com/2\n\n{THREAD}\n"
    result = clean(text)
    assert result.text.count("我也去了磨坊") == 14
    assert "只看该作者" not in result.text


def test_fields_above_a_note_stay() -> None:
    fields = "---\nlayout: default\ndate: 2009-9-15\nsource: 河湾日报\ntitle: 磨坊\n---\n"
    text = fields + "\n".join([*BODY, "分享到：微信 微博", "责任编辑：王二", "版权所有 河湾日报"]) + "\n"
    assert clean(text).text.startswith(fields)


def test_who_made_and_checked_an_article_of_an_account_is_metadata() -> None:
    text = "\n\n".join([TITLE, *BODY, "作者：柿子树下　编辑：小满　审核：大寒", "商务合作请加 esf-hz24（备注来意）"])
    result = clean(text)
    assert result.text == "\n\n".join([TITLE, *BODY])
    assert result.author == "柿子树下"


def test_a_clipped_article_gives_author_and_time() -> None:
    text = "\n\n".join([f"# {TITLE}", "Original 柿子 *2025年09月11日 08:05*", *BODY, "继续滑动看下一个"])
    result = clean(text)
    assert result.text == "\n\n".join([f"# {TITLE}", *BODY])
    assert result.published is not None
    assert result.published.startswith("2025-09-11T08:05")
