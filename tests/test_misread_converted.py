"""Misread text whose ideographs somebody converted to the other script, and what of it stays as it is."""

from __future__ import annotations

import opencc
import pytest

from cleaner import Config, clean
from cleaner.stages.encoding.candidate import Candidate
from cleaner.stages.encoding.converted import converted_to, unconverted
from cleaner.stages.encoding.mojibake import _invents
from cleaner.stages.encoding.remains import remains
from tests.damage.misread import READERS

ONLY = Config(select=("decode", "encoding"))
LINES = (
    "周末我们沿着老城墙骑车，路上遇到许多拍照的学生。",
    "那家修表的小铺子开了四十年，师傅的手艺远近闻名。",
    "夜里下过一场雨，院子里的石榴花落了一地。",
)


def as_gb18030(text: str) -> str:
    return text.encode().decode("gb18030", "replace")


@pytest.mark.parametrize("config", ["s2t", "s2tw", "t2s"])
def test_what_was_converted_after_it_was_misread_comes_back(config: str) -> None:
    damaged = opencc.OpenCC(config).convert("\n".join(map(as_gb18030, LINES)))
    assert damaged != "\n".join(map(as_gb18030, LINES))
    found = clean(damaged, config=ONLY)
    assert found.text.split("\n") == list(LINES)
    told = [edit for edit in found.edits if "then converted to" in edit.reason]
    assert told
    assert not any(edit.reason.startswith("exact") for edit in told)
    assert found.restore() == damaged


def test_the_converter_is_told_by_what_it_left() -> None:
    plain = as_gb18030("\n".join(LINES) * 2)
    assert not list(converted_to([plain]))
    assert list(converted_to([opencc.OpenCC("s2t").convert(plain)])) == ["Traditional"]
    assert list(converted_to([opencc.OpenCC("t2s").convert(plain)])) == ["Simplified"]


def test_a_converter_of_usual_characters_alone_is_told_by_the_commas() -> None:
    damaged = as_gb18030("\n".join(LINES) * 2).replace("锛", "錛").replace("骞", "騫")
    assert "Traditional" in converted_to([damaged])


@pytest.mark.parametrize("text", [as_gb18030(line) for line in LINES] + ["錢塘江的水，綉球花開了", "他们链接了纴绳"])
def test_what_was_not_converted_stays(text: str) -> None:
    assert unconverted(text, ["Traditional", "Simplified"]) is None


def test_a_letter_amid_ideographs_that_no_reading_explains_is_an_invention() -> None:
    guess = Candidate("天气室Q献不好", "utf-8 read as GBK", "utf-8 as gbk", verified=False)
    assert _invents("澶╂皵錛屼笉", guess)
    assert not _invents("澶╂皵Q錛屼笉", guess)
    assert not _invents("澶╂皵錛屼笉", guess._replace(verified=True))


def test_misread_text_that_stays_is_neither_converted_nor_given_wide_marks() -> None:
    ruin = "鐨Q勫搧鐗岄Z棬搴楋X瑁呬慨椋庢Y牸寰堟湁鐗瑰Q壊鐨勫搧鐗岄?棬"
    assert remains(ruin)
    page = f"今年春天我們在鎮上開了一家書店,來的人很多。\n{ruin}\n書店裡有許多舊書,大家都喜歡。"
    for script in ("hans", "hant-tw"):
        found = clean(page, config=Config(script=script, select=("decode", "encoding", "script", "tidy")))
        assert found.text.split("\n")[1] == ruin
        assert found.scores["damage"] > 0
        assert "，" in found.text


@pytest.mark.parametrize("reader", ["gbk", "gbk, marks as ?", "java gbk", "cp936"])
def test_indents_of_ideographic_spaces_come_back(reader: str) -> None:
    text = "　　他停下来问：“今天的船几点开？”　　没有人回答，大家都在公园里散步。"
    damaged = READERS[reader](text.encode()) if reader in READERS else text.encode().decode(reader, "replace")
    assert clean(damaged, config=ONLY).text.strip() == text.strip()


def test_big5_read_as_gbk_is_not_taken_for_converted() -> None:
    lines = ["週末我們沿著老城牆騎車，路上遇到許多拍照的學生。", "那家修錶的小鋪子開了四十年，師傅的手藝遠近聞名。"]
    damaged = "\n".join(line.encode("big5").decode("gbk", "replace") for line in lines)
    found = clean(damaged, config=ONLY)
    assert found.edits
    assert not any("converted" in edit.reason for edit in found.edits)
