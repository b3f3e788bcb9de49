"""The account beside the headline of a flattened page: its name is metadata, and no line of the text."""

from __future__ import annotations

import pytest

from cleaner import Document, clean
from tests.articles import BODY, TITLE

MENU = ("首页", "发现", "登录")
CARD = ("河湾手艺人", "关注", "128", "粉丝")
FOOT = ("相关推荐", "水磨的轴", "© 2024 水磨在线", "沪ICP备12345678号")


def cleaned(*lines: str) -> Document:
    return clean("\n".join(lines))


@pytest.mark.parametrize(
    "row",
    [
        ("河湾手艺人", "关注", "2024-03-05 10:12"),
        ("河湾手艺人 +关注",),
        ("河湾手艺人·2024-03-05 08:30",),
        ("河湾手艺人",),
    ],
)
def test_an_account_below_the_headline_that_the_page_names_again(row: tuple[str, ...]) -> None:
    document = cleaned(*MENU, TITLE, *row, *BODY, *CARD, *FOOT)
    assert (document.title, document.author) == (TITLE, "河湾手艺人")
    assert document.text == "\n".join((TITLE, *BODY))


def test_an_account_above_the_headline_with_the_button_to_follow_it() -> None:
    document = cleaned(*MENU, "河湾手艺人", "关注", TITLE, *BODY, *FOOT)
    assert (document.title, document.author) == (TITLE, "河湾手艺人")


def test_who_wrote_and_the_account_in_one_line() -> None:
    document = cleaned(*MENU, TITLE, "Original 王小二 河湾手艺人", *BODY, *FOOT)
    assert (document.author, document.source) == ("王小二", "河湾手艺人")
    assert "Original" not in document.text


def test_a_firm_whose_name_stands_beside_the_day_and_above_its_address() -> None:
    foot = ("上一篇：没有了", "Copyright 2020 河湾泵业有限公司", "友情链接")
    document = cleaned("首页", "您的位置：首页>新闻动态", TITLE, "河湾泵业 2020-07-21", *BODY, *foot)
    assert (document.source, document.author) == ("河湾泵业", None)
    assert "河湾泵业" not in document.text


@pytest.mark.parametrize("line", ["浙江省杭州市", "水磨与河", "河湾经济报道"])
def test_a_place_or_a_line_that_nothing_tells_of_is_no_account(line: str) -> None:
    again = () if line == "水磨与河" else (line,)
    document = cleaned(*MENU, TITLE, line, *BODY, *again, *FOOT)
    assert document.author is None


def test_an_account_is_named_whole_and_no_word_of_other_titles() -> None:
    document = cleaned(TITLE, "2024-03-05 10:12", "166人看过", "河湾", *BODY, "相关推荐", "河湾的水车", *FOOT)
    assert document.author is None
