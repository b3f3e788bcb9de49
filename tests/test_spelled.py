"""Characters that a site spelled in pinyin."""

from __future__ import annotations

import pytest

from cleaner import clean

RULE = "encoding.spelled"


def test_spelled_characters_come_back() -> None:
    spelled = (
        "他在山里走了三天，到底还是mí路了。夜里下起雨来，他找到一间没有人的屋子，心里jī动得说不出话。\n"
        "屋里有一张chuáng，chuáng上放着一封信。信上说，这里的水有毒，喝了会sǐ人。他吓得一动也不敢动，一夜没有睡着。\n"
    )
    found = clean(spelled)
    assert found.restore() == spelled
    assert "还是迷路了" in found.text
    assert "心里激动得" in found.text
    assert "一张床，床上放着" in found.text
    assert all(edit.reason.startswith("guessed") for edit in found.edits if edit.rule == RULE)


def test_two_syllables_in_one() -> None:
    text = "这个人连qín_shòu都不如，他们骂了他一顿。他低着头，mí茫地看着地上，一句话也没有说。\n"
    assert "连禽兽都不如" in clean(text).text


@pytest.mark.parametrize(
    "text",
    [
        "他在山里mí了路，找了一夜。\n",
        "看拼音写词语：他在山里mí了路，dàng着秋千。\n",
        "荡dàng秋千，迷mí了路，激jī动。\n",
        "放荡（dàng）不羁，迷（mí）路，激(jī)动。\n",
        "他点了一份crème brûlée，又要了café和thé，在déjà vu餐厅坐了一下午。\n",
        "她叫Lǎo Wáng，说nǐ hǎo，又说zài jiàn，大家都笑了。\n",
    ],
    ids=["once", "exercise", "gloss", "bracket", "french", "phrases"],
)
def test_other_pinyin_stays(text: str) -> None:
    assert not [edit for edit in clean(text).edits if edit.rule == RULE]
