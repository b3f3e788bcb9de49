from __future__ import annotations

import random

import numpy as np
import pytest

from cleaner.config import Config
from cleaner.doc import Doc
from cleaner.pipeline import Context
from cleaner.rules import rule_book
from cleaner.stages.spam import propose
from cleaner.stages.spam.bounds import with_own_mark, without_headlines
from cleaner.stages.spam.looks import looks
from cleaner.stages.spam.model import model
from cleaner.stages.spam.network import network
from cleaner.stages.spam.odds import line_odds, odds
from cleaner.stages.spam.reading import Reading, Strength
from cleaner.stages.spam.seams import links
from cleaner.stages.spam.view import view
from tools.spam_glued import Gluer
from tools.spam_limits import LINE, PHRASE, STRETCH, WHOLE

PROSE = "春天到了，公园里的樱花开得很好。\n很多人带着孩子来看花，也有人坐在湖边读书。\n"


def cleaned(text: str) -> str:
    return Doc(text).apply("spam", propose(Doc(text), Context(Config(), rule_book())).edits).text


@pytest.mark.parametrize(
    ("line", "spam", "cut"),
    [
        ("大家都回家了「广告」。", "「广告」。", "「广告」"),  # the mark was there before
        ("大家都回家了。快来看广告。", "快来看广告", "快来看广告。"),  # a sentence of its own
        ("大家都回家，看广告。", "看广告", "，看广告"),
        ("大家都回家，看广告吧，天黑了。", "看广告吧，", "看广告吧，"),
        ("天黑了。看广告。孩子、老人都回家。", "看广告。孩子", "看广告。"),
        ("他说：“天黑了。”看广告", "”看广告", "看广告"),  # what closes a quotation belongs to it
        ("看广告，天黑了。", "看广告", "看广告，"),
    ],
)
def test_a_cut_takes_the_marks_that_came_with_it(line: str, spam: str, cut: str) -> None:
    start = line.index(spam)
    left, right = with_own_mark(line, (0, len(line)), start, start + len(spam))
    assert line[left:right] == cut


def test_a_headline_between_pieces_stays_and_a_list_of_keywords_goes() -> None:
    title = "某某市图书馆新馆开放"
    line = f"广告_{title}_广告"
    kept = [line[a:b] for a, b in without_headlines(line, 0, len(line), title.__eq__)]
    assert kept == ["广告_", "_广告"]
    row = "_".join(["广告", title, *["广告"] * 5])
    assert list(without_headlines(row, 0, len(row), title.__eq__)) == [(0, len(row))]


def test_a_date_before_spam_stays() -> None:
    line = "2021年7月8日 看广告"
    assert [line[a:b] for a, b in without_headlines(line, 0, len(line), "".__eq__)] == [" 看广告"]


def test_short_lines_beside_spam_go_with_it_and_the_page_about_them_stays() -> None:
    links = "百度快排 七天上首页 不上词不收费 蜘蛛池出租日引蜘蛛百万 飞机：@spider_zhu88\n寄生虫程序下载\n站群程序\n"
    assert cleaned(PROSE + links + PROSE) == PROSE + PROSE
    assert cleaned(PROSE + "站群程序\n" + PROSE) == PROSE + "站群程序\n" + PROSE
    assert cleaned(PROSE + links + "赵县农技推广中心\n") == PROSE + "赵县农技推广中心\n"


def test_a_row_of_weak_words_that_the_models_are_sure_of_goes_and_a_list_of_names_stays() -> None:
    assert cleaned(f"国产-日韩-欧美-综合-在线-视频-专区-播放\n{PROSE}") == PROSE
    names = "先秦|两汉|魏晋|南北朝|隋代|唐代|五代|宋代|金朝|元代|明代|清代|近现代\n"
    assert cleaned(names + PROSE) == names + PROSE


def test_spam_before_a_leaked_call_goes_with_it() -> None:
    line = "每次选剩余结点最少的列，可以把搜索树砍到几乎没有分支。 高清无码不卡视频 to=python.exec 久久免费热在线精品\n"
    assert cleaned(line + PROSE) == line.partition(" ")[0] + "\n" + PROSE
    line = "The test passes now. to=functions.apply_patch  彩神争霸高commentary  无码不卡高清免费\n"
    assert cleaned(line + PROSE).startswith("The test passes now.")


def test_a_headline_glued_to_a_header_stays_whole() -> None:
    header = "韩国三级伦理电影在线观看 国产午夜福利在线播放 4399成人视频免费 91精品啪啪"
    assert cleaned(f"{header}第四十七章　雪夜叩门\n{PROSE}") == f"第四十七章　雪夜叩门\n{PROSE}"


def test_a_title_between_two_rows_of_keywords_stays() -> None:
    line = "2024正版资料大全免费_一码中特_白云山庙会的由来_六合宝典精选版"
    assert "白云山庙会的由来" in cleaned(f"{line}\n{PROSE}")
    assert "宝典" not in cleaned(f"{line}\n{PROSE}")


def test_a_brand_with_its_title_is_cut_wherever_it_stands_and_a_report_on_it_stays() -> None:
    page = "4月17日，由乐鱼体育平台官网主办的风筝赛在广场落下帷幕。\n下一步，乐鱼体育平台官网将支持各地建设场地。\n"
    assert cleaned(page + PROSE) == page.replace("乐鱼体育平台官网", "") + PROSE
    report = "警方查明，赌博网站“乐鱼体育平台官网”的服务器在境外。\n“乐鱼体育平台官网”的代理被抓获。\n"
    assert cleaned(report + PROSE) == report + PROSE


def test_the_network_reads_a_character_the_same_wherever_the_text_begins() -> None:
    text = "今天的天气很好，我们去公园散步。" * 8
    assert np.allclose(network().tags(text)[40:60], network().tags(text[16:])[24:44], atol=1e-3)
    assert network().whole("") == 0.0
    assert len(network().tags("")) == 0
    tags, whole = network().both(text[:40])
    assert whole == network().whole(text[:40])
    assert np.allclose(tags, network().tags(text[:40]), atol=1e-5)


def test_the_pieces_of_a_stretch_score_what_they_score_alone() -> None:
    text = "今天的天气很好，国产精品在线观看，加微信。"
    strength = Strength(text, model())
    alone = [strength.score(at, at + 10, 10) for at in range(2, len(text) - 9)]
    assert np.allclose(strength.pieces(2, len(text), 10), alone)
    assert strength.pieces(0, 2, 10).tolist() == [strength.score(0, 2, 2)]


def test_looks_tell_how_a_line_is_written() -> None:
    text = "您要的资料在这里。"
    seen = looks(Reading(0, 0, view(text), (), Strength(text, model())), 0, len(text))
    assert (seen["you"], seen["sentence"], seen["quotes"], seen["digits"]) == (1.0, 1.0, 0.0, 0.0)
    assert seen["han"] == 8 / 9
    assert seen["least"] <= seen["most"]


def test_the_regressions_weigh_what_the_tool_fits() -> None:
    assert line_odds().names == tuple(LINE)
    assert odds("whole", dict.fromkeys(WHOLE, 0.0)) < odds("whole", dict.fromkeys(WHOLE, 4.0))
    assert odds("stretch", dict.fromkeys(STRETCH, 0.0)) < odds("stretch", dict.fromkeys(STRETCH, 4.0))
    assert odds("phrase", dict.fromkeys(PHRASE, 0.0)) < odds("phrase", dict.fromkeys(PHRASE, 4.0))


def test_characters_of_a_word_are_linked_and_those_of_two_texts_are_not() -> None:
    text = "我们去图书馆国产精品"
    over = links(text)
    assert len(over) == len(text) + 1
    assert over[text.index("书")] > 2 > over[text.index("国")]
    assert not links("").any()
    assert not links("一").any()


def test_glued_lines_are_labelled_character_by_character() -> None:
    chance = random.Random(3)
    gluer = Gluer(
        lambda: "国产精品在线观看", lambda: "欢迎光临本店", ["今天天气很好，我们去公园。", "市里召开工作会议"], chance
    )
    for _ in range(200):
        glued = gluer.line()
        spam = "".join(char for char, is_spam in zip(glued.text, glued.spam, strict=True) if is_spam)
        assert "国产精品在线观看" in spam
        assert not set(spam) & set("天气公园会议")
        assert not any(gluer.line(spam=False).spam)


@pytest.mark.parametrize("brand", ["AT99娱乐城_", "完美体育365(wm)-", "九游娱乐(NineGame)"])
def test_a_brand_with_a_code_before_a_title_goes_with_what_parts_it_from_the_title(brand: str) -> None:
    title = "市图书馆新馆元旦起试运行 周一不再闭馆"
    assert cleaned(f"{brand}{title}\n{PROSE}") == f"{title}\n{PROSE}"


def test_a_slogan_that_a_text_quotes_stays_and_one_that_it_does_not_goes() -> None:
    slogan = "澳门赌场上线啦！首存送38，注册即送，日赚千元不是梦！"
    quoted = f"再后来收到的是“{slogan}”这样的短信，感叹号一年比一年多。\n"
    assert cleaned(quoted + PROSE) == quoted + PROSE
    assert cleaned(f"{slogan}\n{PROSE}") == PROSE


@pytest.mark.parametrize(
    "spam",
    [
        "想知道明天哪只票要涨停的朋友，扫码进老师内部VIP群，每日早盘免费送金股，名额仅剩十位！",
        "手头紧？黑户白户都能下，不看征信不打电话，最高二十万当天放款，加客服威信dk6633。",
        "如果您喜欢刺激的真人视讯对局，不妨到必赢亚洲注册体验，新会员首充即送888元。",
    ],
)
def test_a_sentence_of_advertising_between_two_others_goes_and_they_stay(spam: str) -> None:
    before, after = "会议要求，二期工程须在春节前完成主管铺设。", "所有路面要在月底以前恢复通行，施工单位派专人值守。"
    assert cleaned(f"{PROSE}{before}{spam}{after}\n") == f"{PROSE}{before}{after}\n"


@pytest.mark.parametrize(
    "told",
    [
        "后来他接触到网上的百家乐，一局只要二十几秒，一个晚上可以下注上千次。",
        "读者凭身份证即可注册，免押金，一次可以借二十册。",
    ],
)
def test_a_sentence_that_tells_of_such_things_stays(told: str) -> None:
    page = f"{PROSE}他说起那几年，声音很低。{told}窗外下着小雨，谁也没有说话。\n"
    assert cleaned(page) == page
