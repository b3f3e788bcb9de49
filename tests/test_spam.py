from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.config import Config
from cleaner.doc import Doc
from cleaner.errors import RuleError
from cleaner.pipeline import Context, Proposal
from cleaner.rules import read_rules, rule_book
from cleaner.stages.spam import propose
from cleaner.stages.spam.laws import problems
from cleaner.stages.spam.lexicon import lexicon_of, lexicon_problems, read_guards
from cleaner.stages.spam.model import model
from cleaner.stages.spam.reading import Strength
from cleaner.stages.spam.topics import read_topics
from cleaner.stages.spam.view import view

CASES: dict[str, list[Any]] = tomllib.loads((Path(__file__).parent / "cases" / "spam.toml").read_text("utf-8"))
PROSE = "春天到了，公园里的樱花开得很好。\n很多人带着孩子来看花，也有人坐在湖边读书。\n"


def proposed(text: str) -> Proposal:
    return propose(Doc(text), Context(Config(), rule_book()))


def cleaned(text: str) -> str:
    return Doc(text).apply("spam", proposed(text).edits).text


@pytest.mark.parametrize("line", [line for case in CASES["spam"] for line in case["lines"]])
def test_a_line_of_spam_goes_as_a_whole_and_its_page_stays(line: str) -> None:
    assert cleaned(f"{PROSE}{line}\n{PROSE}") == PROSE + PROSE
    assert cleaned(line) == ""
    assert proposed(line).verdict == "spam"


@pytest.mark.parametrize("case", CASES["spam"], ids=lambda c: c["family"])
def test_edits_carry_family_and_score(case: dict[str, Any]) -> None:
    for line in case["lines"]:
        (edit,) = proposed(line).edits
        assert edit.rule == f"spam.{case['family']}"
        assert f"family={case['family']} score=" in edit.reason
        assert 0.5 <= edit.confidence <= 1.0


@pytest.mark.parametrize("case", CASES["clean"], ids=lambda c: c["why"])
def test_innocent_text_stays(case: dict[str, str]) -> None:
    for text in (case["text"], PROSE + case["text"] + "\n" + PROSE):
        assert cleaned(text) == text
        assert proposed(text).scores["spam"] < 0.3


@pytest.mark.parametrize("case", CASES["cut"], ids=lambda c: c["why"])
def test_spam_in_a_line_is_cut_and_the_rest_stays(case: dict[str, str]) -> None:
    before, after = case["text"].split(case["spam"])
    kept = "".join(cleaned(case["text"]).split())
    assert kept == "".join((before + after).split())


HARD = tomllib.loads((Path(__file__).parent / "cases" / "spam_hard.toml").read_text("utf-8"))["lines"]


def test_lines_that_share_words_with_spam_stay() -> None:
    assert [line for line in HARD if cleaned(line) != line] == []
    page = PROSE + "\n".join(HARD) + "\n" + PROSE
    assert cleaned(page) == page


def test_honest_offers_stay_although_they_speak_like_spam() -> None:
    offers = (
        "批发零售手机壳、数据线，厂家直销，量大从优，微信13688887777",
        "出售二手挖掘机，手续齐全，可按揭，电话18033334444",
        "退款流程：登录账号，点击订单，申请退款，三个工作日到账",
        "全国统一客服电话：400-650-5555（周一至周日8:00-20:00）",
    )
    assert [line for line in offers if cleaned(line) != line] == []


@pytest.mark.parametrize(
    "line",
    [
        "谁有正规的红中麻将群，一元一分，上下分的加薇：7788乄990",
        "三天下证的驾照代办，不用考试，先看样品再付款，企鹅 55443322",
        "查机主、查住址、查开房，付费查询，T G：chadan007",
        "高价回收跟单带单账号，稳赚不赔，进群电报搜 gold_signal_vip",
        "专业清债团队，死账烂账均可，成功后付费，微亻言号zhai-6688",
        "代 开 发 票 验 证 后 付 款 增 值 税 普 票 专 票",
        "本地空放，黑户可做，当天拿钱，电话一三八〇〇一三八〇〇〇",
    ],
)
def test_contacts_in_disguise_are_found(line: str) -> None:
    assert cleaned(f"{PROSE}{line}\n{PROSE}") == PROSE + PROSE


@pytest.mark.parametrize(
    "good", ["記者昨日從市水務局獲悉，今年將新建供水管網。", "首頁 關於我們 產品展示 工程案例 聯絡方式"]
)
def test_text_glued_behind_a_header_stays(good: str) -> None:
    header = "国产精品久久-亚洲一区二区-成人在线视频-欧美综合"
    assert cleaned(f"{header} {good}").strip() == good


def test_a_short_title_beside_spam_stays() -> None:
    assert cleaned("亚洲无码专区_成人在线视频_一区二区三区 市立圖書館週末休館公告").strip() == "市立圖書館週末休館公告"


def test_guards_of_another_sentence_do_not_protect_an_advertisement() -> None:
    article = "警方昨日通报了一起案件，嫌疑人已被抓获。"
    assert cleaned(f"{article}新葡京娱乐平台官网注册送彩金 真人百家乐开户") == article
    quoted = "警方通报，嫌疑人以新葡京娱乐平台官网注册送彩金为名诈骗。"
    assert cleaned(quoted) == quoted


def test_words_of_latin_letters_count_as_words_only() -> None:
    hits = lexicon_of(rule_book()).hits
    assert any(hit.families == ("porn",) and hit.kind == "strong" for hit in hits("国产 av"))
    assert not any(hit.kind == "strong" for hit in hits("raven avenue travel"))


def test_a_brand_that_begins_and_ends_a_title_is_cut() -> None:
    title = "关于开展安全生产大检查的通知"
    assert cleaned(f"爱游戏体育app - {title} - 爱游戏官方网站").strip(" -") == title


def test_a_sure_brand_with_its_tail_before_a_title_is_cut() -> None:
    title = "我院学子在全国数学建模竞赛中获奖"
    assert cleaned(f"皇冠体育官网入口_{title}").strip("_") == title
    assert cleaned(f"国家体育总局官网_{title}") == f"国家体育总局官网_{title}"


def test_text_of_the_other_script_is_not_taken_along() -> None:
    welcome = "您好，歡迎來到華南精密機械有限公司官方網站"
    header = "日韩欧美国产一区二区三区_无码中文字幕人妻在线_成人免费视频"
    assert cleaned(f"{header} {welcome}").strip() == welcome
    assert cleaned(f"{welcome} {header}").strip() == welcome


def test_words_of_betting_that_touch_are_found_within_prose() -> None:
    text = "老张叹了口气，{}把烟头摁灭在栏杆上，转身走进了雨里。"
    assert cleaned(text.format("真人百家乐注册网址")) == text.format("")
    quoted = "民警说，他点开的“真人百家乐注册网址”是诈骗网站。"
    assert cleaned(quoted) == quoted


@settings(deadline=None, max_examples=60)
@given(st.text(st.sampled_from("无码一区二区_微信:123，的国产a "), max_size=30), st.data())
def test_a_stretch_is_scored_as_if_it_stood_alone(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    alone = Strength(text[start:end], model()).score(0, end - start)
    assert Strength(text, model()).score(start, end) == pytest.approx(alone)


def test_brands_on_both_sides_of_a_headline_are_cut() -> None:
    assert cleaned("PG电子 某地举行秋季运动会 完美电竞平台").strip() == "某地举行秋季运动会"
    assert cleaned("新浪体育 某地举行秋季运动会 腾讯体育").strip() == "新浪体育 某地举行秋季运动会 腾讯体育"


def test_research_in_an_earlier_sentence_keeps_no_leak() -> None:
    text = "这项研究的记者会定在周三。会后可以提问。{}\n再运行程序。"
    assert cleaned(text.format(" to=functions.exec_command  北京赛车有json")) == text.format("")
    told = text.format("研究发现模型会输出 to=python.exec 天天中彩票 code")
    assert cleaned(told) == told


def test_a_leaked_call_goes_with_its_tokens_and_the_sentence_stays() -> None:
    text = '先安装依赖。 to=functions.read _成人视频  天天中彩票json {"path": "a"}\n再运行程序。'
    assert cleaned(text) == "先安装依赖。\n再运行程序。"
    assert cleaned(text.replace("functions.read", "bash")) == "先安装依赖。\n再运行程序。"


@pytest.mark.parametrize(
    ("tail", "left"),
    [
        ("_日本毛片免费视频观看  彩票快三json", ""),
        ("_久久爱视频在线观看高清完整版", ""),
        ("_成人视频  天天中彩票 我觉得这是模型的问题，需要修复。", "我觉得这是模型的问题，需要修复。"),
        ("彩神争霸大发快三计划我觉得这是模型的问题，需要修复。", "我觉得这是模型的问题，需要修复。"),
    ],
)
def test_spam_behind_a_leaked_call_goes_to_its_end(tail: str, left: str) -> None:
    assert cleaned(f"意义就在这里。 to=functions.read {tail}\n再运行程序。") == f"意义就在这里。{left}\n再运行程序。"


@pytest.mark.parametrize(
    "leak",
    [
        "'}]} to=functions.Edit  大发快三如何assistant to=functions.Edit մեկն  天天中彩票派奖 เงินไทย{",
        '】【。assistant to=functions.read კომენ  北京赛车女郎  北京赛车前json\n{"path":"F:/a/b.md","offset":1}',
        '*** End Patch"}]}  فعل to=functions.Run  彩神争霸assistant to=functions.Run is not run. End',
        "+#+#+#+ณassistant to=functions.write  彩票天天乐 not needed. анапхassistant to=functions.write  天天彩json?{",
    ],
)
def test_what_a_model_says_about_a_leaked_call_goes_with_it(leak: str) -> None:
    assert cleaned(f"意义就在这里 `call()`{leak}\n再运行程序。") == "意义就在这里 `call()`\n再运行程序。"


def test_words_of_a_page_in_two_languages_stay_beside_a_leaked_call() -> None:
    page = "По-русски: сначала установите зависимости, затем запустите программу.\n安装依赖。Готово {0}\n再运行程序。"
    assert cleaned(page.format("to=functions.read _成人视频  天天中彩票")) == page.format("").replace(
        "Готово ", "Готово"
    )


def test_a_simplified_line_on_a_traditional_page_is_judged_more_strictly() -> None:
    line = "高清视频_亚洲视频_免费看_国产熟女"
    page = "這裡的風景優美，遊客絡繹不絕，當地居民熱情好客，飲食豐富多樣。\n" * 8
    (edit,) = proposed(page + line + "\n" + page).edits
    assert "simplified on a traditional page" in edit.reason


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([*(x for c in CASES["spam"] for x in c["lines"]), *PROSE.split("\n")]), max_size=12))
def test_repeated_cleaning_changes_nothing_more(lines: list[str]) -> None:
    once = cleaned("\n".join(lines))
    assert cleaned(once) == once


@settings(deadline=None, max_examples=150)
@given(st.text(st.sampled_from("无码一区二区 _|微信:薇芯乄123【】。的，\n\u200b\udcff" + "国产av赌博")))
def test_any_text_is_survived(text: str) -> None:
    found = proposed(text)
    assert 0.0 <= found.scores["spam"] <= 1.0
    Doc(text).apply("spam", found.edits)


def test_the_view_joins_what_was_set_apart_and_knows_where_it_stood() -> None:
    line = "看 世.界.杯 x\u200b无 码 专 区"
    seen = view(line)
    assert "无码专区" in seen.text
    assert all(line[seen.offsets[i]] == c for i, c in enumerate(seen.text))


RECORD = '[[rule]]\nid = "spam.x"\nname = "n"\nwhat = "w."\nwhy = "y."\nscope = "code"\nbad = ["坏"]\n{}\n'


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ('family = "porn"\nsure = ["坏", "坏"]', "duplicate"),
        ('family = "porn"\nsure = ["坏"]\nweak = ["坏"]', "duplicate"),
        ('family = "porn"\nsure = [""]', "empty"),
        ('family = "porn"\nsure = "坏"', "sure is a list of strings, not '坏'"),
        ('family = "porn"\ncertain = 3', "certain is a list of strings, not 3"),
        ('family = "porn"\nsure = ["壞"]', "folded"),
        ('family = "pron"\nsure = ["坏"]', "unknown family"),
        ('family = "porn"\nsure = ["坏"]\npatterns = ["坏.*"]', "unbounded"),
        ('family = "porn"\nsure = ["坏"]\ninnocent = {"好" = ["人"]}', "not a word"),
    ],
)
def test_a_lexicon_that_breaks_a_law_is_refused(fields: str, complaint: str) -> None:
    (rule,) = read_rules(RECORD.format(fields), "spam-x.toml")
    assert rule.file == "spam-x.toml:2"
    assert any(complaint in p for p in problems(rule))


@pytest.mark.parametrize(("hint", "complaint"), [(("坏", ""), "hint: empty"), (("坏", "坏"), "hint: duplicate")])
def test_a_hint_of_a_lexicon_is_a_literal_and_stands_there_once(hint: tuple[str, ...], complaint: str) -> None:
    (rule,) = read_rules(RECORD.format('family = "porn"\nsure = ["坏"]'), "spam-x.toml")
    assert any(complaint in problem for problem in problems(replace(rule, hint=hint)))


def test_a_word_of_two_families_is_refused_unless_one_calls_it_shared() -> None:
    one, other, third = (
        read_rules(RECORD.format(fields).replace("spam.x", f"spam.{name}"), f"spam-{name}.toml")[0]
        for name, fields in (
            ("a", 'family = "porn"\nsure = ["坏"]\nweak = ["网"]'),
            ("b", 'family = "drug"\nstrong = ["坏"]\nweak = ["网"]'),
            ("c", 'family = "drug"\nstrong = ["坏"]\nshared = ["坏"]'),
        )
    )
    assert [(rule.id, "spam.a (spam-a.toml:2)" in problem) for rule, problem in lexicon_problems([one, other])] == [
        ("spam.b", True)
    ]
    assert list(lexicon_problems([one, third])) == []
    assert "has a rule already: spam.b" in next(problem for _, problem in lexicon_problems([other, third]))


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ('families = ["pron"]\nwords = ["法院"]', "unknown family 'pron'"),
        ('families = ["porn"]\nwords = ["法院", "法院"]', "duplicate"),
        ('families = ["porn"]\nwords = ["法庭", ""]', "empty"),
        ('families = ["porn"]', "the key 'words' is missing"),
        ('families = "porn"\nwords = ["法院"]', "families is not what it should be"),
    ],
)
def test_a_topic_that_breaks_a_law_is_refused(fields: str, complaint: str) -> None:
    with pytest.raises(RuleError, match=complaint) as caught:
        read_topics(f'\n[[topic]]\nid = "t"\nwhy = "y."\nexample = "e"\n{fields}\n', "spam-topics.toml")
    assert "spam-topics.toml:3: topic t" in str(caught.value)


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ('words = ["法院", "法院"]', "duplicate"),
        ('words = [""]', "empty"),
        ('words = ["法院"]\nfamilies = ["pron"]', "unknown family"),
    ],
)
def test_a_guard_that_breaks_a_law_is_refused(fields: str, complaint: str) -> None:
    with pytest.raises(RuleError, match=complaint) as caught:
        read_guards(f'[[guard]]\nid = "g"\nwhy = "y."\npoints = 1.0\n{fields}\n', "spam-guards.toml")
    assert "spam-guards.toml:2: guard g" in str(caught.value)


@pytest.mark.parametrize("text", ["[[topik]]\nid = 't'\n", "family = 'porn'\n"])
def test_a_table_that_no_rules_file_holds_is_refused(text: str) -> None:
    for read, name in ((read_topics, "spam-topics.toml"), (read_guards, "spam-guards.toml"), (read_rules, "spam.toml")):
        with pytest.raises(RuleError, match=rf"{name}: '(?:topik|family)' is none of \[\[rule\]\], \[\[guard\]\]"):
            read(text, name)


@pytest.mark.parametrize(
    "text",
    [
        "注：參出埃及記註解出二十二25「你若借錢給百姓中的窮人，就不可放債取利。",
        "读者凭身份证即可自助办理借书证，无需押金。",
        "游客凭身份证免费入场，无需预约。",
    ],
)
def test_a_turn_of_speech_within_a_sentence_stays(text: str) -> None:
    assert cleaned(text) == text


@pytest.mark.parametrize(
    ("line", "good"),
    [
        ("乐鱼体育app下载 我校召开2025年春季学期工作会议 乐鱼官方入口", "我校召开2025年春季学期工作会议"),
        ("必威体育 某市第十届运动会圆满闭幕 必威体育官网", "某市第十届运动会圆满闭幕"),
    ],
)
def test_a_headline_between_two_brands_is_no_part_of_the_advertisement(line: str, good: str) -> None:
    assert good in cleaned(f"{PROSE}{line}\n{PROSE}")


@pytest.mark.parametrize(
    "line",
    [
        "求助：电脑中了弹窗广告，老是跳出什么传奇私服和棋牌，怎么彻底清除？",
        "骗子会说“内幕消息、带单老师、包赚”，千万别信！",
        "原告主張其因急需用錢向當鋪借款，遭預扣利息三成，爰請求確認債權不存在。",
        "SEO入门教程：关键词排名与外链建设",
    ],
)
def test_questions_warnings_and_lessons_stay(line: str) -> None:
    assert cleaned(line) == line


@pytest.mark.parametrize(
    "line",
    [
        "先秦|两汉|魏晋|南北朝|隋代|唐代|五代|宋代|金朝|元代|明代|清代|近现代",
        "北京|上海|广州|深圳|成都|杭州|武汉|西安|南京|重庆|天津|苏州",
        "茶叶_绿茶_红茶_乌龙茶_白茶_黑茶_普洱茶",
    ],
)
def test_a_list_of_names_stays(line: str) -> None:
    """Its shape is that of spam, but none of its words is."""
    assert cleaned(line) == line


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("澳门新葡京娱乐场官网【注册送88】{}", "{}"),
        ("国产精品一区二区_亚洲无码在线观看_欧美成人免费视频_久久综合　{}", "{}"),
        ("{} 亚洲无码在线观看_欧美成人免费视频_国产精品久久", "{}"),
        ("皇冠体育官网入口_{}", "{}"),
        ("爱游戏体育app - {} - 爱游戏官方网站", "{}"),
        ("　　{}", "　　{}"),
    ],
)
def test_nothing_is_left_over_of_a_cut_at_an_end_of_a_line(line: str, left: str) -> None:
    title = "关于开展安全生产大检查的通知"
    assert cleaned(f"{PROSE}{line.format(title)}\n{PROSE}") == f"{PROSE}{left.format(title)}\n{PROSE}"
