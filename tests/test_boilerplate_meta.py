"""Metadata that lines of plain text tell."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.stages.boilerplate import meta

POST = ["作者  river88 (河邊)            看板  Food", "標題  [食記] 台南 牛肉湯", "時間  Mon Oct  7 09:12:45 2024"]
BODY = "早上六點到，門口已經排了十幾個人，湯頭清甜，牛肉切得很薄。\n\n老闆說，賣完就收。"


def test_the_head_of_a_boards_post() -> None:
    document = clean("\n".join([*POST, "", BODY]))
    assert document.title == "[食記] 台南 牛肉湯"
    assert document.author == "river88 (河邊)"
    assert document.published == "2024-10-07T09:12:45+08:00"


@pytest.mark.parametrize(
    "lines",
    [
        POST[:2],
        [POST[1], POST[0], POST[2]],
        [POST[0], POST[1], "時間  下週一早上"],
        ["作者在台南住了十年。", *POST[1:]],
        [*POST[:2], "時間  Mon Foo  7 09:12:45 2024"],
    ],
)
def test_what_is_no_head_of_a_post(lines: list[str]) -> None:
    assert meta.from_post(lines) == {}


@pytest.mark.parametrize("name", ["Discuz! Team and Comsenz UI Team", "昨天", "来自手机浏览器", "系统管理员"])
def test_words_of_a_program_are_no_author(name: str) -> None:
    said = "河边的老槐树今年又开花了，孩子们在树下跑来跑去，老人们坐着说起从前发大水的那一年。"
    head = f"<head><title>老槐树</title><meta name='author' content='{name}'></head>"
    assert clean(f"<html>{head}<body><h1>老槐树</h1><p>{said}</p><p>{said[:-1]}。</p></body></html>").author is None
