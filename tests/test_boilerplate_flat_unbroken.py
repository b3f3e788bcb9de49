"""Flattened pages: sentences that programs cut into lines, and tables a cell a line, are not parted."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner import Cleaner
from cleaner.stages.boilerplate.flat_unbroken import amid_sentences, unbroken
from tests.articles import BODY, TITLE
from tests.test_boilerplate_flat import FOOT, NAV, page_of

CUT = ["去年秋天，合作社把仓库改成了染坊，", "12", "口大缸排成两行，", "雇了", "35", "个人手。"]
ROWS = [["4012", "木工班", "18"], ["4013", "泥瓦班", "24"], ["4015", "油漆班", "9"], ["4021", "架子班", "30"]]
CELLS = [cell for row in ROWS * 3 for cell in row]


def kept(lines: list[str], first: int, past: int) -> list[str]:
    """The lines that are kept if the models keep those from ``first`` up to ``past``."""
    page = page_of("\n".join(lines))
    keep = np.zeros(len(page), np.bool_)
    keep[first:past] = True
    return [lines[i] for i in np.flatnonzero(keep | unbroken(page, keep))]


@pytest.mark.parametrize("past", [1, 2, 3, 4, 5])
def test_a_sentence_stays_up_to_its_end(past: int) -> None:
    assert kept([*CUT, "上一篇：酱园", "关于我们"], 0, past) == CUT


def test_a_sentence_stays_from_its_beginning() -> None:
    lines = ["林场", "这种木头叫", "水曲柳", "，纹理很直，做桌面最好。"]
    assert kept(lines, 3, 4) == lines[2:]


@pytest.mark.parametrize("below", ["上一篇：酱园", "3条评论", "版权所有 某某网"])
def test_no_sentence_goes_on_over_the_frame(below: str) -> None:
    assert kept([CUT[0], below, "口大缸排成两行。"], 0, 1) == CUT[:1]


def test_what_ends_with_its_mark_goes_no_further() -> None:
    assert kept(["染坊开了。", "12", "口大缸排成两行。"], 0, 1) == ["染坊开了。"]


def test_rows_like_those_above_are_of_the_same_table() -> None:
    foot = ["上一条：缝纫班招生", "关闭"]
    assert kept(["编号", "班组", "人数", *CELLS, *foot], 0, 15) == ["编号", "班组", "人数", *CELLS]
    assert kept(["编号", "班组", "人数", *CELLS, "联系人", "地图", "站内信", *foot], 0, 15)[-1] == CELLS[-1]


def test_words_in_a_column_tell_a_table_as_numbers_do() -> None:
    rows = [
        cell
        for name in ("松木", "杉木板材", "柏木", "榆木", "桐木方料", "槐木", "柳木")
        for cell in (name, "说明", "查看")
    ]
    assert kept([*rows, "上一条：缝纫班招生"], 0, 13) == rows


def test_a_menu_below_a_table_is_none_of_it() -> None:
    menu = ["工会之窗", "技术比武", "图片库", "职工书屋", "互助会", "老照片"]
    assert kept(["编号", "班组", "人数", *CELLS, *menu], 0, 3 + len(CELLS))[-1] == CELLS[-1]


def test_a_word_in_bold_amid_a_sentence_is_no_button() -> None:
    lines = ["站长们都想知道怎么选好", "关键词", "，这里说三点。"]
    page = page_of("\n".join(lines))
    assert page.fired[1]
    assert amid_sentences(page).tolist() == [False, True, False]
    lines = ["村里没有领到津贴，许多年来连个发放的", "标准", "都没有，直到去年秋天才定下来。"]
    assert amid_sentences(page_of("\n".join(lines)))[1]


@pytest.mark.parametrize(
    "lines",
    [
        ["今天的戏唱得真不错，明天还来听听看", "回复", "老张头也说好，约我一起去看戏。", "回复"],
        ["今天的戏唱得真不错。", "分享", "，明天还来。"],
        ["今天的戏唱得真不错，明天还来听听看看", "相关阅读", "老张头也说好，约我一起去看戏。"],
    ],
)
def test_buttons_and_headings_stay_what_they_are(lines: list[str]) -> None:
    assert not amid_sentences(page_of("\n".join(lines))).any()


def test_a_flattened_page_keeps_the_words_in_bold() -> None:
    text = "\n".join(
        [
            *NAV,
            TITLE,
            *BODY[:2],
            "种子要选好",
            "标签",
            "，写上日期再入库。",
            *BODY[2:],
            "责任编辑：李某",
            "相关推荐",
            *FOOT,
        ]
    )
    assert "种子要选好\n标签\n，写上日期再入库。" in Cleaner().clean(text).text
