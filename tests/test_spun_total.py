"""Tools that replace a frequent character all over a text, and pages with impossible forms alone."""

from __future__ import annotations

import pytest

from cleaner import Cleaner, Config
from cleaner.lines import Lines
from cleaner.stages.spun.page import look
from tests.test_spun import NATURAL, SPUN

DA = (
    "二〇一二年，全市共有年夜学生三万多人，年夜部分来自外地，规模之年夜，超过往年。\n"
    "最年夜的问题是年夜量学生没有宿舍，年夜概要等到下半年才能扩年夜规模。他们吃过年夜饭才走。\n"
)
TAN = "特斯拉的机器东谈主量产了，业内东谈主士都知谈这件事。淌若东谈主工智能出了问题，东谈主类该怎么办？\n"
CLEAN = "市民王女士说，她每天早上六点起床，先到河边走一圈，再去菜场买菜，回家做早饭，日子过得平平淡淡，倒也自在。"


@pytest.fixture(scope="module")
def cleaner() -> Cleaner:
    return Cleaner(Config(select=("spun",)))


def test_a_text_that_has_lost_a_frequent_character_is_spun_all_over(cleaner: Cleaner) -> None:
    done = cleaner.clean(DA)
    assert done.tags["spun"] == "spun"
    assert done.tags["spun_family"] == "A"
    assert "年夜" not in done.text.replace("年夜饭", "")
    assert "吃过年夜饭" in done.text
    assert "规模之大，超过" in done.text
    assert "最大的问题是大量学生" in done.text
    assert "扩大规模" in done.text
    assert cleaner.clean(done.text).text == done.text
    assert cleaner.clean(done.text).tags["spun"] == "clean"


DOUBTFUL = (
    "二〇一二年，全市共有学生三万多人，规模之年夜，超过往年，记者的压力也不年夜。\n"
    "他们的问题却好年夜，声势之年夜，令人吃惊，要等到下半年才能解决。他们吃过年夜饭才走。\n"
)


def test_forms_that_may_be_natural_are_no_evidence_beside_the_character(cleaner: Cleaner) -> None:
    assert cleaner.clean(DOUBTFUL).text != DOUBTFUL
    text = DOUBTFUL + "大家都说，大学的大门口有一棵大树。\n"
    assert cleaner.clean(text).text == text


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (
            "南华年夜学和东江年夜学都是年夜师云集的学校，年夜家都想去。",
            "南华大学和东江大学都是大师云集的学校，大家都想去。",
        ),
        ("这样做能最年夜程度地减少浪费，也极年夜地方便了市民。", "这样做能最大程度地减少浪费，也极大地方便了市民。"),
    ],
)
def test_impossible_forms_of_the_character_show_a_short_text(cleaner: Cleaner, given: str, wanted: str) -> None:
    assert cleaner.clean(given).text == wanted


@pytest.mark.parametrize(
    "text",
    [
        "除夕吃年夜饭，年夜里守岁，年夜的钟声响起，初一拜年。今年夜间气温低，去年夜里下过雪，明年夜班照排。\n",
        "年夜，全家围坐。年夜饭上桌，年夜菜有鱼有肉，年夜守到天明。\n",
        "一到大年夜，家家年夜饭，大年夜里守岁，大年夜众人齐聚。\n",
    ],
)
def test_eves_and_nights_are_no_spun_character(cleaner: Cleaner, text: str) -> None:
    done = cleaner.clean(text * 2)
    assert done.text == text * 2
    assert done.tags["spun"] == "clean"


def test_few_forms_in_a_long_text_do_not_make_it_spun_all_over() -> None:
    assert look(Lines(DA)).finding.whole
    assert not look(Lines(CLEAN.replace("人", "") * 80 + "\n" + DA)).finding.whole


def test_a_character_that_became_another_form_in_two_steps_is_known(cleaner: Cleaner) -> None:
    done = cleaner.clean(TAN)
    assert done.tags["spun"] == "spun"
    assert done.tags["spun_family"] == "B"
    assert done.text == TAN.replace("东谈主", "人").replace("知谈", "知道")


def test_a_page_with_an_impossible_form_that_is_repaired_is_suspect(cleaner: Cleaner) -> None:
    done = cleaner.clean(NATURAL * 8 + "有业内东说念主士这样表示。\n")
    assert "业内人士这样" in done.text
    assert done.tags["spun"] == "suspect"


@pytest.mark.parametrize(
    "sentence",
    [
        "谁好意思国内机票都让你出。",
        "他竟好意思国难当头发这种财。",
        "你好意思股票亏了还来借钱。",
        "这话不雅点儿也不文明。",
        "实在不雅看着别扭。",
        "动作不雅望之生厌。",
        "远东说念主管部门不作为。",
        "达·芬奇画的《东说念主》挂在墙上，《好意思国》也在。",
        "与房东谈主次要条款，各股东谈主营业务。",
    ],
)
def test_natural_sentences_stay(cleaner: Cleaner, sentence: str) -> None:
    text = f"{CLEAN}\n{sentence}\n{CLEAN}\n"
    done = cleaner.clean(text)
    assert done.text == text
    assert done.tags["spun"] == "clean"


@pytest.mark.parametrize("sentence", ["可不雅洁得很。", "在大年夜的晚上，大年夜众人齐聚。", "远东说念主管部门不作为。"])
def test_natural_sentences_on_spun_pages_stay(cleaner: Cleaner, sentence: str) -> None:
    assert sentence in cleaner.clean(f"{SPUN}{sentence}\n{SPUN}").text


def test_a_paragraph_without_a_form_is_not_spun_by_its_neighbours() -> None:
    text = f"{SPUN}{CLEAN}\n"
    labels = [part.label for part in look(Lines(text)).parts]
    assert labels[:2] == ["spun", "spun"]
    assert labels[2] != "spun"
    done = Cleaner(Config(select=("spun",), spun="drop")).clean(text)
    assert done.text.strip() == CLEAN
    assert done.verdict != "boilerplate"
    assert Cleaner(Config(select=("spun",), spun="drop")).clean(SPUN).text == ""
