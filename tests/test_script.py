from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Cleaner, Config
from cleaner.doc import Doc, codes
from cleaner.pipeline import Context, Proposal
from cleaner.rules import rule_book
from cleaner.stages import script
from cleaner.stages.script.convert import to_simplified, to_traditional
from cleaner.stages.script.dictionaries import decode
from cleaner.stages.script.repair import repaired

TARGETS = ("auto", "keep", "hans", "hant", "hant-tw", "hant-hk")
HAN = "后後里裡裏于於制製著着乾干幹只隻台臺发發髮复複覆面麵准準説說户戶爲為的是在國国學学們们，。、「」“”\n a1"
NATIVE = (
    "余先生了解這項規定，認為准許與否應由委員會決定，不應受到外界干擾。",
    "我哋今日去咗飲茶，佢話啲點心好好食，落雨都冇所謂。",
    "他在皇后大道的郵局裡寄了三封信，然後坐電車回家，路上看見許多老師和學生。",
)


def run(text: str, target: str = "auto", facts: dict[str, object] | None = None) -> tuple[str, Proposal]:
    doc = Doc(text)
    proposal = script.propose(doc, Context(Config.from_mapping({"script": target}), rule_book(), None, facts or {}))
    return doc.apply("script", proposal.edits).text, proposal


def repair(text: str, target: str) -> str:
    return decode(repaired(codes(text), target).codes)


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("隨著時間過去，他走著走著笑了", "随着时间过去，他走着走着笑了"),
        ("這意味著成績顯著", "这意味着成绩显著"),
        ("魯迅的名著與原著，著名的專著和論著", "鲁迅的名著与原著，著名的专著和论著"),
        ("他們討論著這部著作", "他们讨论着这部著作"),
        ("土著居民穿著新衣著急地著手", "土著居民穿着新衣着急地着手"),
        ("此藥有著作用，靠著名氣賣出", "此药有着作用，靠着名气卖出"),
        ("著有《邊城》，以散文著稱", "著有《边城》，以散文著称"),
        ("他拿著《聖經》，沈從文著《邊城》", "他拿着《圣经》，沈从文著《边城》"),
        ("臭名昭著，見微知著", "臭名昭著，见微知著"),
        ("配合著音樂，合著者", "配合着音乐，合著者"),
    ],
)
def test_both_senses_of_zhu(traditional: str, simplified: str) -> None:
    assert to_simplified(traditional) == simplified


@pytest.mark.parametrize("text", NATIVE)
@pytest.mark.parametrize("target", ["auto", "keep", "hant", "hant-tw", "hant-hk"])
def test_native_traditional_text_is_never_touched(text: str, target: str) -> None:
    assert run(text, target)[0] == text


@pytest.mark.parametrize("text", ["乾隆年间的藉口，瞭望塔上的人。", "今天的天气很好，我们去公园里走走。"])
@pytest.mark.parametrize("target", ["auto", "keep", "hans"])
def test_simplified_text_stays_in_its_script(text: str, target: str) -> None:
    assert run(text, target)[0] == text


@pytest.mark.parametrize(
    "text", ["東京の電車はとても便利です。国語の学習を続ける。", "漢字와 한글을 함께 쓰는 文章이 많다."]
)
@pytest.mark.parametrize("target", TARGETS)
def test_japanese_and_korean_are_left_alone(text: str, target: str) -> None:
    assert run(text, target)[0] == text


def test_traditional_of_a_mirror_goes_back_to_simplified() -> None:
    text, proposal = run("隨著發展,后來于是制造了這輛車。", facts={"mirror.fired": True})
    assert text == "随着发展,后来于是制造了这辆车。"
    assert proposal.meta["script"] == "hans"
    assert proposal.tags["script_found"] == "hant"
    assert {e.rule for e in proposal.edits} == {"script.repair", "script.zhe"}


def test_short_text_of_unknown_origin_stays() -> None:
    text = "隨著發展，他們經營了這個圖書館。"
    assert run(text)[0] == text


@pytest.mark.parametrize(("target", "name"), [("hant-tw", "小册子里的头发理好了"), ("hant-hk", "小册子里的头发理好了")])
def test_addresses_and_code_stay(target: str, name: str) -> None:
    text = (
        f"请打开 https://例子.com/软件 并运行 `默认设置`，联系 @张国荣 或 某人@例子.com：{name}。\n```\n注释 说明\n```"
    )
    after = run(text, target)[0]
    for part in ("https://例子.com/软件", "`默认设置`", "@张国荣", "```\n注释 说明\n```"):
        assert part in after
    assert "頭髮理好了" in after


@pytest.mark.parametrize(
    ("text", "target", "after"),
    [
        ("有問題請寫信到客服郵箱help@shop.com聯絡我們", "hans", "有问题请写信到客服邮箱help@shop.com联络我们"),
        ("關注@青山老張的頻道，還有@Ann 發來的視頻", "hans", "关注@青山老張的频道，还有@Ann 发来的视频"),
        ("这里@运动员们和教练员们一起参观这个新开张图书馆对面那间书店", "hant-hk", None),
        ("多謝@雲邊小顧見證，也多謝@雲邊小顧開導", "hans", "多谢@雲邊小顧见证，也多谢@雲邊小顧开导"),
        ("联系 @张国荣。请写信到 某人@例子.com 这个邮箱", "hant-tw", "聯繫 @张国荣。請寫信到 某人@例子.com 這個郵箱"),
        (
            "使用@Override註解標記這個方法，謝謝@Jack陳 的幫助",
            "hans",
            "使用@Override注解标记这个方法，谢谢@Jack陳 的帮助",
        ),
        ("感謝@王小明對這個專案的貢獻", "hans", "感谢@王小明对这个专案的贡献"),
        ("F#與C#語言適用於單核心，第#2個與第#3個也是", "hans", "F#与C#语言适用于单核心，第#2个与第#3个也是"),
        ("微博#台灣風景#裡面有照片", "hans", "微博#台灣風景#里面有照片"),
        ("共同擘畫藍圖，制定企畫", "hans", "共同擘画蓝图，制定企划"),
    ],
)
def test_a_sentence_beside_an_address_or_a_name_is_converted(text: str, target: str, after: str | None) -> None:
    found = run(text, target)[0]
    assert found == (after or run(text.replace("@", "　"), target)[0].replace("　", "@"))


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (
            '![头发](图/发布.png "理发之后")，[后面](../里面/说明.md)',
            '![頭髮](图/发布.png "理髮之後")，[後面](../里面/说明.md)',
        ),
        (
            "<a href=\"/发布/后\">发布之后</a><img src='面条.png'>",
            "<a href=\"/发布/后\">發佈之後</a><img src='面条.png'>",
        ),
        ("[后面](见后面的说明)", "[後面](見後面的說明)"),
    ],
)
def test_what_a_link_leads_to_stays(text: str, after: str) -> None:
    assert run(text, "hant-tw")[0] == after


def test_a_sentence_in_the_other_script_goes_to_the_target_and_nothing_else_of_its_paragraph_does() -> None:
    hant = "山上的雲散了，余先生說這裡看得見準備出海的漁船。"
    hans = "我们沿着后面的小路下山，发现里面没有人。"
    for target, other, own, after in (
        ("hant-tw", hans, hant, "我們沿著後面的小路下山，發現裡面沒有人。"),
        ("hans", hant, hans, "山上的云散了，余先生说这里看得见准备出海的渔船。"),
    ):
        assert run(own * 3 + other + own, target)[0] == own * 3 + after + own
    assert run(hant * 3 + hans, "auto")[0] == hant * 3 + hans


def test_what_a_machine_converted_text_mentions_is_converted_with_it() -> None:
    text = "網友@青山老張 說，這個賬號的內容發布后會顯示在首頁，#圖書館開門# 請發送到郵箱news@shop.com，謝謝。"
    expected = "网友@青山老张 说，这个账号的内容发布后会显示在首页，#图书馆开门# 请发送到邮箱news@shop.com，谢谢。"
    assert run(text, facts={"mirror.fired": True})[0] == expected


def test_nul_and_lone_surrogates_survive() -> None:
    assert run("漢字\0後面還有國字\ud800與圖書館", "hans")[0] == "汉字\0后面还有国字\ud800与图书馆"


def test_radicals_become_ideographs_and_descriptions_stay() -> None:
    assert run("⾏⽂的⻓度")[0] == "行文的长度"
    assert run("⿰⻏⻋ 这个描述")[0] == "⿰⻏⻋ 这个描述"
    assert run("⿱⿰入人隹\U0002f893 这个描述，⾏文")[0] == "⿱⿰入人隹\U0002f893 这个描述，行文"
    assert run("⿰入人中⻓度")[0] == "⿰入人中长度"
    assert run("一画　⼀一 ⼁丨 ⼂丶")[0] == "一画　⼀一 ⼁丨 ⼂丶"


def test_picks_are_made_anew_through_simplified() -> None:
    assert repair("饑餓的人后來準入沖突地區", "hant-tw") == "飢餓的人後來准入衝突地區"


@settings(max_examples=150, deadline=None)
@given(st.text(HAN, max_size=60), st.sampled_from(TARGETS), st.booleans())
def test_lengths_hold_and_cleaning_twice_changes_nothing(text: str, target: str, mirror: bool) -> None:
    facts: dict[str, object] = {"mirror.fired": mirror}
    once, _ = run(text, target, facts)
    assert len(once) == len(text)
    final = once
    for _ in range(3):
        final, before = run(final, target, facts)[0], final
    assert final == before


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.sampled_from(TARGETS))
def test_any_text_goes_through(text: str, target: str) -> None:
    assert len(run(text, target)[0]) == len(text)
    assert len(to_simplified(text)) == len(to_traditional(text, "hant-hk")) == len(text)


def test_a_used_cleaner_still_pickles() -> None:
    cleaner = Cleaner(Config(script="hans"))
    cleaner.clean("這裡的圖書館經營了許多年。")
    assert pickle.loads(pickle.dumps(cleaner)).clean("這裡的圖書館。").text == "这里的图书馆。"


SIMPLIFIED = (
    "他说：“这里的变化很快，后来的人都不知道当时的情况。”",
    "我们在图书馆里找了很久，终于发现了那本关于制造钟表的书。",
    "因为天气干燥，头发和皮肤都很难受，所以大家多喝水。",
    "经理表示，公司将采用新的办法，只有这样才能准时完成。",
    "“你并不了解他，”老师说，“他征求过每个人的意见。”",
)


def test_long_text_that_opencc_converted_goes_back() -> None:
    text = "\n".join(SIMPLIFIED * 12)
    for config in ("hant-tw", "hant-hk"):
        made = to_traditional(text, config)
        assert made != text
        after, proposal = run(made)
        assert after == text
        assert proposal.tags["script_origin"] == "machine"
        assert proposal.scores["script.machine"] > 0.9
        assert all("round trip" in e.reason for e in proposal.edits)


def test_long_text_of_a_naive_table_is_repaired() -> None:
    text = "\n".join(SIMPLIFIED * 12)
    table = str.maketrans(
        "说这变时们图书馆发现钟为气难所经将样才准师过见并头", "說這變時們圖書館發現鐘為氣難所經將樣才準師過見并頭"
    )
    assert run(text.translate(table))[0] == text
    assert "後來的人都不知道當時" in run(text.translate(table), "hant-tw")[0]


def test_long_native_text_stays() -> None:
    text = "\n".join(NATIVE * 20)
    after, proposal = run(text)
    assert after == text
    assert proposal.tags["script_origin"] in ("native", "unknown")


def test_title_follows_the_text() -> None:
    context = Context(Config(script="hans"), rule_book(), meta={"title": "圖書館的歷史", "source": "某報"})
    proposal = script.propose(Doc("這裡的圖書館經營了許多年，他們說隨著時間發展。"), context)
    assert proposal.meta == {"script": "hans", "title": "图书馆的历史", "source": "某报"}


def test_classical_text_is_no_naive_table() -> None:
    text = "采薇于山，征人未歸，松風入谷，余游其下，乃復登高以望雲，斗酒相逢，後會何時，歲寒而知松柏。\n" * 40
    assert run(text)[0] == text


def test_glyphs_of_hong_kong_leave_what_both_write() -> None:
    text = "我爲了參與政治，羣衆喫麪，參考資料堆在床邊。"
    assert run(text, "hant-hk")[0] == "我為了參與政治，羣眾吃麪，參考資料堆在床邊。"
