"""Rows of questions that mirrors put on top of other people's pages."""

from __future__ import annotations

import pytest

from cleaner import clean

ASKED = (
    *("甲鱼怎么养", "秋天穿什么衣服", "感冒吃什么药", "梦见下雨是什么意思", "茶垢怎么洗", "手机为什么发热"),
    *("海带是什么植物", "二月属什么", "面粉可以做什么", "牙疼挂什么科", "木耳泡多久", "蓝色配什么颜色"),
    *("晚霞是怎么来的", "猫为什么怕水", "米酒多少度", "竹子几年开花", "邮编是什么", "灯塔有什么用"),
)
TEXT = "散步的人沿着河走，河水很清。\n桥边的柳树去年冬天修过，今年长得更密了。"


@pytest.mark.parametrize("end", ["", "| ", "| 百科"])
def test_rows_of_questions_go(end: str) -> None:
    """A line of questions, each on something else, before a text; what stands behind the last one stays."""
    found = clean(f"{'| '.join(ASKED)}{end}\n{TEXT}")
    assert found.text.strip() == (f"百科\n{TEXT}" if end.endswith("百科") else TEXT)
    assert found.verdict != "spam"
    assert [e.rule for e in found.edits if e.rule.startswith("spam.")] == ["spam.asked"]


@pytest.mark.parametrize(
    "line",
    [
        "| " + " | ".join(ASKED) + " |",
        "、".join(ASKED),
        "| ".join(f"问题{number}是什么" for number in range(20)),
        "| ".join(ASKED[:9]),
        "| ".join(f"{word}的水位" for word in ("红河", "清江", "白水", "黑河", "青溪") * 4),
    ],
    ids=["table", "sentence", "alike", "few", "no questions"],
)
def test_other_rows_stay(line: str) -> None:
    """Rows of a table, questions on one thing, few of them, and what asks nothing."""
    assert not [e for e in clean(f"{line}\n{TEXT}").edits if e.rule == "spam.asked"]
