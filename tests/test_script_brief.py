"""Texts too short for a judgement of their origin: picks that no hand makes tell a table of characters all the same."""

from __future__ import annotations

from cleaner import Config, clean
from cleaner.stages.script import tables
from cleaner.stages.script.convert import to_traditional

TALE = (
    "下班以后，她在公司后面的面馆里等朋友。风很大，头发被吹得乱七八糟，云也越来越低。",
    "朋友说，干了一天的活，只想吃一碗面，然后回家里睡觉，别的事情明天再说。",
    "她点了点头，心里却想着前几天系里的考试，准备了那么久，才发现自己复习错了范围。",
    "后来雨停了，表姐发来消息，说松鼠从窗台上跑了，大家找了一个下午也没有找到。",
    "她们只好冒着冷风走回去，一路上谁也没有说话，只有台阶上的水冲下来的声音。",
)


def made(text: str) -> str:
    """The text as a table of single characters leaves it that keeps what Traditional has, too."""
    kinds, first = tables.kinds(), tables.mapping("s2t")
    return "".join(c if not kinds[ord(c)] & tables.SIMPLIFIED else chr(int(first[ord(c)])) for c in text)


def test_a_short_text_goes_back_where_a_table_has_left_forms_that_no_hand_writes() -> None:
    text = "\n".join((*TALE, *TALE))
    spoilt = made(text)
    assert "後" not in spoilt
    page = clean(spoilt)
    assert page.tags["script_origin"] == "naive-table"
    assert page.text.strip() == text
    assert clean(spoilt, config=Config(script="keep")).text.strip() == spoilt


def test_what_a_writer_or_a_good_converter_writes_stays() -> None:
    for target in ("hant-tw", "hant-hk"):
        page = clean(to_traditional("\n".join((*TALE, *TALE)), target))
        assert page.tags["script_origin"] == "unknown"
        assert "後面" in page.text


def test_a_few_lines_and_lines_in_both_scripts_tell_nothing() -> None:
    assert clean(made(TALE[0])).tags["script_origin"] == "unknown"
    mixed = made("\n".join((*TALE, *TALE))) + "\n这几个字爲什麼開頭还是简体，说不清楚，後來也沒有人問过。"
    assert clean(mixed).tags.get("script_origin") in ("unknown", None)


SPOKEN = (
    "掌柜说：“河水涨了，明天的船开不成，客人们只有再住一晚，桥也被冲走了一半。”",
    "客人问：“要等几天？”掌柜摇了摇头，说：“往年这个时候，最少也要等两天，急也急不来。”",
    "院子里的孩子们在唱歌，唱的是一首老歌：“小河弯弯向南流，流到香江去看一看。”",
    "厨房的师傅端来一碗热汤，说：“喝吧，喝了身上暖和，心脏也舒服一些，干脆再吃一碗饭。”",
    "客人笑着说：“你们这里的汤，只要喝过一次，就再也忘不了。”大家都笑了。",
    "夜里风停了，河水的声音小了许多，客人点了灯，给家里写了一封长信，说这里的人很好，叫家里不要挂念。",
)


def test_quotation_marks_of_the_mainland_speak_for_a_table_too() -> None:
    table = str.maketrans({"只": "隻", "干": "幹", "脏": "髒"})
    text = "\n".join(SPOKEN)
    spoilt = to_traditional(text.translate(table), "hant-tw")
    page = clean(spoilt)
    assert page.tags["script_origin"] == "naive-table"
    assert "只有" in page.text
    marked = clean(spoilt.replace("“", "「").replace("”", "」"))
    assert marked.tags["script_origin"] == "unknown"


def test_words_that_a_converter_has_left_tell_a_machine() -> None:
    text = (
        "\n".join(SPOKEN).replace("“", "").replace("”", "") + "\n这碗汤怎么这么好喝，客人想了又想，什么也没有想出来。"
    )
    made = to_traditional(text, "hant-tw")
    left = made.replace("怎麼這麼", "怎么這么")
    assert clean(made).tags["script_origin"] == "unknown"
    page = clean(left)
    assert page.tags["script_origin"] == "machine"
    assert page.text == text
    assert clean(left.replace("什麼", "什麽")).tags["script_origin"] == "unknown"
