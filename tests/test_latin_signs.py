"""Ideographs that stand for the letters of Latin words."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.stages.encoding.latin_signs import _LETTERS

SIGNS = {letter: sign for sign, letter in _LETTERS.items()}
TEXT = (
    "磨坊的网站是孙子用 Python 写成的，页面是 HTML，用 Windows 的人也能打开，照片可以存进 USB 盘里带走。\n"
    "会员分两种，VIP 的人可以在 KTV 里唱歌，别的人只能听；有问题就加磨坊主的 QQ，或者写信给 Emily。\n"
)


def test_letters_come_back() -> None:
    spoilt = "".join(SIGNS.get(letter, letter) for letter in TEXT)
    assert "碍罢痴" in spoilt
    found = clean(spoilt)
    assert found.text == TEXT
    assert found.restore() == spoilt


@pytest.mark.parametrize(
    "text",
    [
        "贵厂的产品由飞虫公司办厂生产，颈椎病人补办手续，苍蝇在叫，尘土飞扬，辞别亲友，疲惫的人迟到了，羞耻得很。\n",
        "这几个字常被写错：碍、罢、痴、贰、尘、颈、濒、测、骋、狈、惭、鲍、翱、搁、窜。\n",
        "".join(SIGNS.get(letter, letter) for letter in "磨坊里的人去 KTV 唱歌。\n"),
    ],
    ids=["words", "list", "once"],
)
def test_ordinary_ideographs_stay(text: str) -> None:
    assert clean(text).text == text
