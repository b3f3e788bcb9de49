from __future__ import annotations

import pytest

from cleaner import clean

BODY = (
    "老街的修表铺开了三十年，铺子不大，只有一张桌子，客人来了先看表再谈价钱。\n"
    "修不好不要钱，这是师傅定下的规矩，三十年没有变过，街坊们都信得过他。"
)


@pytest.mark.parametrize(
    "talk",
    [
        "记者:质量没问题吧?别让我买到假的了?\n店主：放心吧，我们开了三十年。\n记者：那就好，谢谢您接受采访。",
        "记者：您今年多大了？\n师傅：七十三了，还能干几年。",
        "记者：请问花期多长\n园方：大约一个月。",
        "作者：我写这本书花了十年。\n读者：难怪写得这样细。",
    ],
)
def test_who_asks_in_an_interview_names_no_author(talk: str) -> None:
    assert clean(f"{BODY}\n{talk}\n").author is None
    assert clean(f"{talk}\n{BODY}\n").author is None


def test_bylines_with_the_same_labels_still_name_one() -> None:
    assert clean(f"老街的修表铺\n记者：何晓明\n{BODY}\n").author == "何晓明"
    assert clean(f"老街的修表铺\n作者：何晓明，江城大学教授\n{BODY}\n").author == "何晓明"


@pytest.mark.parametrize(
    "row",
    [
        "乐活   2024-11-30 00:02   浙江",
        "本文约2300字，阅读需要6分钟",
        "Monday, October 10, 2011",
        "Showing posts with label 水磨. Show all posts",
        "close",
    ],
)
def test_rows_of_programs_are_no_titles(row: str) -> None:
    assert clean(f"{row}\n{BODY}\n").title is None


@pytest.mark.parametrize(
    "line", ["本文约2300字，阅读需要6分钟", "全文共3210字，预计阅读时间8分钟", "Post a Comment", "No comments:"]
)
def test_counts_of_reading_and_buttons_of_blogger_go(line: str) -> None:
    assert clean(f"{line}\n{BODY}\n{line}\n").text.strip() == BODY
