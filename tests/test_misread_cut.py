"""Misread lines that lost bytes without a mark: what follows is not read wrongly, and nothing fluent is invented."""

from __future__ import annotations

import re

import numpy as np
import pytest

from cleaner import Config, clean
from cleaner.doc import Record
from cleaner.stages.decode.cut import Lattice
from cleaner.stages.encoding.candidates import solve
from cleaner.stages.encoding.sound import faults

HANS = "记者昨天从市政府获悉，新的图书馆将在年底前向公众开放，市民可以免费办理借书证。"
HANT = "就製藥而言，中國已明確表示，外國企業需要改變傳統的經營方式，不要只將藥物帶進中國市場。"
ONLY = Config(select=("decode", "encoding"), script="keep", punctuation=False)


def misread(text: str) -> list[Record]:
    return [edit for edit in clean(text, config=ONLY).edits if "misread" in edit.rule]


def stripped(text: str) -> str:
    return re.sub("[\x80-\x9f]", "", text.encode("gbk").decode("latin-1"))


@pytest.mark.parametrize("at", range(6, 60, 5))
@pytest.mark.parametrize("codec", ["latin-1", "cp437"])
def test_a_lost_byte_costs_one_character_and_is_told(codec: str, at: int) -> None:
    data = HANS.encode("gbk")
    result = clean((data[:at] + data[at + 1 :]).decode(codec), config=ONLY)
    assert sum(char not in result.text for char in HANS) <= 3
    (edit,) = [edit for edit in result.edits if "misread" in edit.rule]
    assert edit.confidence <= 0.85
    assert "\ufffd" in edit.new
    assert result.scores["damage"] > 0


def test_what_is_shifted_without_an_error_is_not_called_exact() -> None:
    damaged = stripped(HANT)
    assert damaged.encode("latin-1").decode("gb18030", "strict")  # nothing but how it reads tells of the loss
    result = clean(damaged, config=ONLY)
    assert all(edit.confidence <= 0.5 for edit in misread(damaged))
    assert result.scores["damage"] > 0
    assert not re.search("[\ue000-\uf8ff]", result.text)


def test_a_plain_space_may_be_half_of_a_pair() -> None:
    text = "首日最後一場賽事，稍後將有男子港隊在首場賽事對法國隊，營區 另有活動。"
    assert b"\xa0" in text.encode("gbk")
    result = clean(text.encode("gbk").decode("latin-1").replace("\xa0", " "), config=ONLY)
    assert result.text == text
    assert all(edit.confidence < 0.9 for edit in result.edits)


def test_letters_that_are_meant_between_ideographs_stay() -> None:
    text = "他买A股和B股，穿着T恤唱K歌，又做了X光检查，维生素C也不能少。"
    (edit,) = misread(text.encode("gbk").decode("latin-1"))
    assert edit.new == text
    assert edit.reason.startswith("exact")


@pytest.mark.parametrize("codec", ["big5hkscs", "big5"])
def test_what_lost_most_of_its_bytes_is_not_invented(codec: str) -> None:
    for text in ("从此，中秋节拜月的风俗在民间传开了。", HANS):
        damaged = text.encode().decode(codec, "ignore")
        assert clean(damaged, config=ONLY).text == damaged


def test_question_marks_that_stand_for_most_bytes_are_no_text() -> None:
    damaged = HANS.encode().decode("cp950", "replace").replace("\ufffd", "?")
    assert clean(damaged, config=ONLY).text == damaged


def test_pairs_read_as_pairs_without_a_mark_may_have_lost_some() -> None:
    text = "我们的学校在公园的东面"
    (found,) = solve([text.encode("gbk").decode("big5hkscs")])
    assert found is not None
    assert found.text == text
    assert not found.exact


def test_faults_are_stretches_that_read_as_no_text() -> None:
    shifted = HANS.encode("gbk")[1:-1].decode("gbk", "replace")
    assert faults([HANS, "", "abc", HANT]) == [0.0] * 4
    (share,) = faults([HANS[:20] + shifted[:10]])
    assert 0.2 < share < 0.6
    assert faults([]) == []


def test_a_lone_no_break_space_of_the_lattice_is_a_space() -> None:
    data = "新闻".encode("gbk") + b"\xa0" + "中心".encode("gbk")
    lattice = Lattice(data, "gb18030", True, np.float32(-9))
    assert "".join(char for _, char in lattice.units(lattice.best())) == "新闻 中心"


PAGE = [
    "圖書館每天早上八點開門，晚上九點關門，週日休息半天。",
    "借書的人要帶證件，一次最多可以借五本，期限是三個星期。",
    "閱覽室裡不可以吃東西，說話也要小聲，不要影響別人看書。",
    "遺失的書要照原價賠償，或者自己買一本同樣的書還給館方。",
]


def without(text: str, byte: int, codec: str) -> bytes:
    data = text.encode(codec)
    return data[:byte] + data[byte + 1 :]


@pytest.mark.parametrize("codec", ["big5", "gbk"])
@pytest.mark.parametrize("at", range(4, 46, 6))
def test_no_line_is_exact_that_lost_a_byte(codec: str, at: int) -> None:
    lines = [PAGE[0].encode(codec), without(PAGE[1], at, codec), PAGE[2].encode(codec)]
    edits = misread(b"\n".join(lines).decode("cp437"))
    assert [edit.reason.startswith("exact") for edit in edits] == [True, False, True]


def test_half_of_a_pair_at_an_end_of_the_line_or_beside_a_mark_is_told() -> None:
    data = [without(PAGE[0], 0, "big5"), without(PAGE[1], -2, "big5"), PAGE[2].encode("big5")]
    text = clean(b"\n".join(data).decode("cp437"), config=ONLY).text.split("\n")
    assert text[1] == PAGE[1][:-1] + "\ufffd"
    assert text[2] == PAGE[2]


def test_rare_characters_on_a_page_that_lost_nothing_are_exact() -> None:
    verses = [
        "晁張秦覯次韵酬，", "輤車華屋荒阡暮。", "小樓昨夜又東風，", "故國不堪回首月明中。", "春花秋月何時了，",
        "往事知多少人家。", "問君能有幾多愁，", "恰似一江春水向東流。",
    ]  # fmt: skip
    result = clean("\n".join(verses).encode("gbk").decode("mac-roman"), config=ONLY)
    assert result.text == "\n".join(verses)


def test_what_follows_a_lost_byte_is_paired_anew_before_a_mark() -> None:
    text = "如果你今天不舒服，你已经很努力了，大概休息几天以后就会好起来的，不要担心。"
    data = text.encode("gbk")
    at = data.index("已经".encode("gbk")) - 2
    (edit,) = misread((data[:at] + data[at + 1 :]).decode("latin-1"))
    assert edit.new == text.replace("，你已经", "，\ufffd已经")


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("他倆雖然認識，郤是從來不說話", "big5hkscs"),  # a rare character is no lost byte
        ("由伯特利而徙、過以法他而歇、拉結臨產甚艱、", "big5hkscs"),
    ],
)
def test_rare_words_in_letters_are_no_losses(text: str, codec: str) -> None:
    assert clean(text.encode(codec).decode("latin-1"), config=ONLY).text == text
