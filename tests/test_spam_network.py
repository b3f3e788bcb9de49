"""The network of the spam stage on weights small enough to follow by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cleaner.config import Config
from cleaner.doc import Doc
from cleaner.pipeline import Context
from cleaner.rules import rule_book
from cleaner.stages.spam import propose
from cleaner.stages.spam.alone import is_advert
from cleaner.stages.spam.beside import _in_numbers
from cleaner.stages.spam.model import model
from cleaner.stages.spam.network import KNOWN, Network, keys_of, network
from cleaner.stages.spam.reading import Reading, Strength
from cleaner.stages.spam.runs import Run
from cleaner.stages.spam.view import view

CHANNELS = 2


def arrays() -> dict[str, Any]:
    """Weights of a network that knows 法, 事 and the pair 法事, and marks the character that begins that pair."""
    known = np.array(sorted(map(ord, "法事")), np.uint32)
    rows = {chr(symbol): KNOWN + number for number, symbol in enumerate(known)}
    pair = keys_of(np.array([rows["法"], rows["事"]], np.int32), KNOWN + len(known))[:1]
    kernel = np.zeros((3 * 2, CHANNELS))
    kernel[1 * 2 + 1, 0] = 1.0  # of the character in the middle the number of the pair
    blank = np.zeros((5 * CHANNELS, CHANNELS))
    shifts = {f"shift{n}": np.zeros(CHANNELS) for n in range(3)}
    return {
        "known": known, "vectors": np.zeros((KNOWN + len(known), 1), np.int8), "step": 1.0,
        "pairs": pair, "pair_vectors": np.array([[0], [2]], np.int8), "pair_step": 0.5,
        "kernel0": kernel, "kernel1": blank, "kernel2": blank, **shifts,
        "tag": np.array([1.0, 0, 0, 0, 0, 0]), "tag_shift": -0.5,
        "hidden": np.ones((4 * CHANNELS, 1)), "hidden_shift": np.zeros(1), "out": np.ones(1), "out_shift": 0.0,
    }  # fmt: skip


def test_a_pair_of_characters_is_known_where_it_stands() -> None:
    network = Network(arrays())
    assert network.tags("做法事的事法").tolist() == [-0.5, 0.5, -0.5, -0.5, -0.5, -0.5]
    assert network.tags("法").tolist() == [-0.5]
    assert network.whole("法事") > network.whole("事法") == 0.0


def test_no_character_stands_behind_the_last() -> None:
    assert keys_of(np.array([3, 4], np.int32), 10).tolist() == [34, 40]
    assert keys_of(np.array([], np.int32), 10).tolist() == []


PAGE = "春天来得晚，河边的柳树到四月才发芽。\n{}\n放学的孩子沿着河堤往家走，书包一颠一颠的。\n"
UNSURE = "专业驱蛇驱蜂，随叫随到，全城最低，干完活满意再付钱，老师傅二十年经验"
HONEST = (
    "驱蛇的老师傅干了二十年，全城的小区都请他，说是随叫随到，干完活才收钱。",
    "请问驱蛇驱蜂要找谁，消防队来不来，听说有的师傅漫天要价。",
    "【谚语】人无千日好，花无百日红",
    "全国统一考试网-媒体传真",
)


def cleaned(text: str) -> str:
    return Doc(text).apply("spam", propose(Doc(text), Context(Config(), rule_book())).edits).text


def test_a_line_that_the_trees_are_unsure_of_is_read_again() -> None:
    assert cleaned(PAGE.format(UNSURE)) == PAGE.replace("{}\n", "")


@pytest.mark.parametrize("line", HONEST)
def test_talk_of_the_same_and_short_lines_stay(line: str) -> None:
    assert cleaned(PAGE.format(line)) == PAGE.format(line)


def test_a_row_of_names_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Strength, "again", lambda *_: 9.0)
    for text, expected in ((UNSURE, True), ("木梳 竹篮 草帽 瓦罐 石臼 铜锁 铁锅 风筝 纸伞 布鞋", False)):
        line = Reading(0, 0, view(text), (), Strength(text, model()))
        assert is_advert(line, Run(0, len(text), 2.5, "model"), False) is expected


@pytest.mark.parametrize(
    "line",
    [
        "周，二會九萬九千六百，三會九萬七千六百人",
        "無喜無怒，不來不往無得無失，無上無下不住",
        "八折九扣@原价原数",
        "【諺語08】二月桃花－－緊開緊謝",
    ],
)
def test_old_chinese_and_rows_of_dictionaries_are_no_adverts(line: str) -> None:
    assert cleaned(line) == line


def test_the_second_network_tells_old_chinese_from_an_advert() -> None:
    old = (
        "大旱，米斗千錢，流徙者十之六七",
        "立三子，長曰文，次曰武，季曰成，皆封千戶",
        "北路三千騎，南路二萬步卒，約期俱進",
    )
    adverts = (
        "专业鱼缸清洗十几年，全城上门，价格最低，加微信报价",
        "长期高价收二手渔具，现金当场结，同城上门，信誉第一",
    )
    assert max(map(network("spam_second").whole, old)) < 2.0
    assert min(map(network("spam_second").whole, adverts)) > 5.0


@pytest.mark.parametrize(("least", "plain", "expected"), [(1.0, 0, True), (-1.0, 0, False), (1.0, 1, False)])
def test_what_the_trees_doubt_is_an_advert_where_each_piece_reads_so_and_no_shop_signs(
    monkeypatch: pytest.MonkeyPatch, least: float, plain: int, expected: bool
) -> None:
    monkeypatch.setattr(Strength, "again", lambda *_: 11.0)
    monkeypatch.setattr(Strength, "again_least", lambda *_: least)
    line = Reading(0, 0, view(UNSURE), (), Strength(UNSURE, model()))
    assert is_advert(line, Run(0, len(UNSURE), -1.0, "model", plain=plain), False) is expected


def test_a_range_of_numbers_parts_no_line() -> None:
    text = "五十以下不掉 50-69一天掉两点"
    assert _in_numbers(text, (text.index("-"), len(text)))
    assert not _in_numbers(text, (text.index(" "), len(text)))


def test_an_advertisement_of_a_trade_that_no_line_was_about_goes() -> None:
    line = "想學做風箏的朋友看過來，老師一對一帶，學會就能接單，名額最後三位，滿了就關群，私訊拿教學"
    assert cleaned(PAGE.format(line)) == PAGE.replace("{}\n", "")
