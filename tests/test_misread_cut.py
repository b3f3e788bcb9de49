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
    assert edit.confidence <= 0.5
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
