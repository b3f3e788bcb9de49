"""Text misread by programs whose tables are not Python's, and what is said of lines that lost pairs without a trace."""

from __future__ import annotations

import re

import pytest

from cleaner import clean
from cleaner.config import Config
from cleaner.doc import Doc, Edit
from cleaner.pipeline import Context
from cleaner.rules import rule_book
from cleaner.stages import encoding
from cleaner.stages.encoding.newer_tables import as_shown_by_python
from cleaner.stages.encoding.policies import every_habit

ONLY = Config(select=("decode", "encoding"), script="keep", punctuation=False)
HABITS = {habit.name: habit for habit in every_habit()}
TEXT = (
    "這個學期，孩子們記錄了濕地裡的候鳥與邊緣的蘆葦叢。\n"
    "當地的漁民說，冬天總有幾個清晨，能聽見鳥群從北方飛來。\n"
    "老師請大家把看到的寫下來，並且畫出牠們棲息的地方。"
)


COMMON = (
    "這本小說的作者住在海邊，每天早上六點起床，先去市場買魚，再回來工作。\n"
    "他常常對年輕人說，文字要像溪水一樣清澈，不要怕別人看出你在想什麼。\n"
    "下午他會和鄰居下棋，晚上在燈下讀一些古老的故事，直到深夜才休息。"
)


def edits_of(text: str) -> list[Edit]:
    found = encoding.propose(Doc(text), Context(Config(), rule_book())).edits
    return [edit for edit in found if edit.rule.startswith("encoding.misread")]


def test_big5_read_by_the_gb18030_of_browsers_and_java() -> None:
    text = "他自己住在山上，從早到晚寫作，何必理會別人的口舌；\n位子不重要，重要的是自由，至於生活如何，臣民自有公論。"
    shown = text.encode("big5").decode("gb18030")
    newer = {old: new for new, old in zip("︐︒︑︓︔︕︖︗︘︙", map(chr, range(0xE78D, 0xE797)), strict=True)}
    browsers = "".join(newer.get(char, char) for char in shown)
    assert browsers != shown
    assert clean(browsers, config=ONLY).text == clean(shown, config=ONLY).text == text


def test_vertical_forms_of_other_text_stay() -> None:
    text = "直排書名號︽紅樓夢︾，省略號寫作︙，逗號寫作︐。"
    assert clean(text, config=ONLY).text == text
    assert as_shown_by_python("紅樓夢") == "紅樓夢"


def test_private_use_of_code_page_950_beside_marks() -> None:
    habit = HABITS["code page 950 with private use, losses marked"]
    shown = habit.forward(COMMON.encode("gbk"))
    assert "\ufffd" in shown
    assert re.search("[\ue000-\uf8ff]", shown)
    found = clean(shown, config=ONLY).text.split("\n")
    assert sum(a == b for a, b in zip(found, COMMON.split("\n"), strict=True)) >= 2


@pytest.mark.parametrize(
    "name",
    ["code page 950 with private use, losses marked", "Big5, as browsers read it", "EUC-KR, as browsers read it"],
)
def test_pairs_that_vanished_leave_nothing_exact(name: str) -> None:
    whole = HABITS[name].forward(TEXT.encode("gbk"))
    shown = whole.replace("\ufffd", "")
    assert shown != whole
    for edit in edits_of(shown):
        assert edit.new in TEXT or (not edit.reason.startswith("exact") and edit.confidence < 0.9)


def test_bytes_that_vanished_leave_no_exact_parts() -> None:
    shown = HABITS["Big5, losses dropped"].forward(TEXT.encode("gbk"))
    for edit in edits_of(shown):
        assert edit.new in TEXT or (not edit.reason.startswith("exact") and edit.confidence < 0.9)
