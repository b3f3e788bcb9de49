"""Short lines of pages that were misread: dates, words of two characters, lines that ended with a lost byte."""

from __future__ import annotations

import pytest

from cleaner.stages import encoding
from tests.benchmarks._encoding_text import applied
from tests.damage.misread import KINDS

_PROSE = (
    "清晨的市场里挤满了买菜的人，卖豆腐的老人一边称重一边和熟客说笑。\n"
    "雨停了以后，孩子们跑到河边去看涨水，大人们站在桥上谈论今年的收成。\n"
    "图书馆三楼的阅览室重新开放了，窗边的座位总是最先坐满。\n"
)


@pytest.mark.parametrize("kind", ["UTF-8 as GBK, Java", "UTF-8 as GBK, replace", "UTF-8 as GB 18030, browser"])
@pytest.mark.parametrize("line", ["2019年3月27日", "邀请"])
def test_line_of_which_no_character_is_whole(kind: str, line: str) -> None:
    """What the page proves and hardly anything else can be is read, though each character lost a byte."""
    misread = KINDS[kind][1]
    assert applied(encoding, misread(_PROSE + line + "\n")).split("\n")[-2] == line


def test_guess_at_all_of_a_short_line_is_left() -> None:
    """Nothing tells which character a single one was that lost a byte."""
    damaged = KINDS["UTF-8 as GBK, Java"][1](_PROSE + "鼠\n")
    assert applied(encoding, damaged).split("\n")[-2] == damaged.split("\n")[-2]


def test_short_line_is_misread_as_its_page() -> None:
    """What may also be GBK read as Big5 is UTF-8 on a page that was UTF-8."""
    damaged = KINDS["UTF-8 as GBK, Java"][1](_PROSE + "微信\n")
    assert applied(encoding, damaged).split("\n")[-2] == "微信"


def test_habit_is_taken_that_explains_each_line_best_however_long_it_is() -> None:
    """Line ends went with the byte before them: those of a long line count as much as those of a short one."""
    names = "华语女歌手 |\n华语男歌手 |\n欧美女歌手 |\n欧美男歌手 |\n情人节专题 2003-02-14\n"
    long = "唱片舞会上的舞曲起初只在夜总会里播放，后来成了各种时新舞蹈音乐的统称，和摇滚比起来节奏更强。" * 3
    damaged = KINDS["UTF-8 as GBK, private use"][1](f"{names}保存到桌面\n曲风介绍\n{long}70年代的小组\n")
    found = applied(encoding, damaged)
    assert "?" in damaged
    assert "?" not in found
    assert "华语女歌手 |" in found
