"""Pictographs that a generator against copying strewed over a text."""

from __future__ import annotations

import pytest

from cleaner import clean

TEXT = "停了三十年的水磨，在这个春天又转了起来。修磨的人是磨坊主的孙子，他从城里回来，带着一张旧图纸。\n"


def test_pictographs_within_words_go() -> None:
    strewn = (
        "停了🕐三十年的水👞🉺磨，🞊在这个春天又转了起来。修磨的🛁🆟人是磨坊主的孙子，他从🋭🜤城里回来，带着一张旧图纸。\n"
    )
    found = clean(strewn)
    assert found.text == TEXT
    assert found.restore() == strewn


@pytest.mark.parametrize(
    "text",
    [
        "今天😀天气真好🎉我们去公园🌳玩吧👫大家一起来💪开心每一天。\n",
        "图例：🞊表示城市，🞋表示县城，🞌表示村庄。\n",
        "他打出🀄我碰了🀅又杠了🀆这一局麻将就结束了。\n",
        TEXT.replace("春天", "春🞊天"),
    ],
    ids=["emoji", "legend", "mahjong", "once"],
)
def test_what_people_write_stays(text: str) -> None:
    assert clean(text).text == text
