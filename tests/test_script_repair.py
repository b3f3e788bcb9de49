"""What a repair of machine-made Traditional leaves, because it may be right, and how sure it is of the rest."""

from __future__ import annotations

import pytest

from cleaner import Config, clean
from cleaner.doc import codes
from cleaner.stages.script import tables
from cleaner.stages.script.convert import Converted
from cleaner.stages.script.repair import repaired
from tests.test_script import repair
from tests.test_script_parts import OVERDONE, PROSE


def picks(text: str) -> Converted:
    return repaired(codes(text), "hant-tw")


@pytest.mark.parametrize(
    "text",
    [
        "妳這笨蛋，姪兒都知道大砲的事了。",  # no table writes them
        "為自己的夢想打拚，拚命工作。",
        "根本就是一本小說搬上檯面來演。",
        "用薄麵片包肉，扁肉麵就是這樣做的。",
        "讓人欲知的是，把讀音折合成讀數。",
        "沈靜秋說帳目清楚，帳單已經付了。",  # no table makes them of 沉 and 账
    ],
)
def test_what_may_be_right_stays(text: str) -> None:
    assert repair(text, "hant-tw") == text


@pytest.mark.parametrize(
    ("naive", "right"),
    [
        ("皇後說方麵的拚音", "皇后說方面的拼音"),
        ("氣定神閑地說這里的關系", "氣定神閒地說這裡的關係"),
        ("人欲橫流的時代，買了一把折合椅", "人慾橫流的時代，買了一把摺合椅"),
        ("他在沈陽看見沈靜的帳单", "他在瀋陽看見沈靜的帳單"),
    ],
)
def test_what_is_impossible_is_made_anew(naive: str, right: str) -> None:
    assert repair(naive, "hant-tw") == right
    assert repair(right, "hant-tw") == right


def test_a_text_with_two_forms_of_a_character_keeps_them_where_no_word_decides() -> None:
    both, one = "他吃的麵很好，那個面很大。", "那個麵很大。"
    assert repair(one, "hant-tw") == "那個面很大。"
    assert repair(both, "hant-tw") == both


def test_a_form_that_nobody_writes_there_is_a_tables_though_some_of_the_page_was_traditional_before() -> None:
    given = "這箇人買了三箇碗，又送給鄰居兩箇，大家都說他是好人，後來他說道，先問過一個人再走。"
    assert repair(given, "hant-tw") == given.replace("箇", "個")
    side_by_side = "字書說「箇」與「個」同義，大家都不信。"
    assert repair(side_by_side, "hant-tw") == side_by_side


@pytest.mark.parametrize(
    ("written", "meant"), [("親鏚朋友都來了", "親戚朋友都來了"), ("會後澂清了這件事", "會後澄清了這件事")]
)
def test_what_a_table_writes_for_a_character_is_read_back(written: str, meant: str) -> None:
    prose = "\n".join(PROSE * 4).translate(str.maketrans({**tables.pairs("s2t"), **OVERDONE}))
    found = clean(f"{prose}\n{written}，他非常高興。", config=Config(script="hant-tw"))
    assert meant in found.text


def test_picks_that_native_writers_often_make_otherwise_are_less_sure() -> None:
    found = picks("只是公布了方麵")
    assert [bool(found.undecided[at]) for at in (3, 6)] == [True, False]


def test_no_pick_of_a_repair_is_certain() -> None:
    text = "\n".join(PROSE * 4).translate(str.maketrans({**tables.pairs("s2t"), **OVERDONE}))
    edits = [e for e in clean(text, config=Config(script="hant-tw")).edits if e.rule == "script.repair"]
    assert edits
    assert all(e.confidence < 1 for e in edits)
