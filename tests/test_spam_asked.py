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


_MIXER = (
    "攪拌機的日常維護\n\n濕式混凝土攪拌機的葉片採用耐磨合金製成，使用壽命較普通葉片提高一倍以上。"
    "設備運行時應注意潤滑油的更換週期，並且定期檢查螺栓是否鬆動。"
)


@pytest.mark.parametrize(
    "row",
    [
        "俄罗斯红裙舞高清在线_海岛奇遇记观看入口_夜色温柔第一页_老街旧梦免费大全_风中少女完整版",
        "泰国深闺床影网站,台湾湿玫瑰视频,夜归人不卡app,隔壁的秘密专区,本土床影播放",
    ],
)
def test_films_that_a_page_says_no_word_of_are_no_head_of_it(row: str) -> None:
    assert clean(f"{row}\n\n{_MIXER}").text.strip() == clean(_MIXER).text.strip()


@pytest.mark.parametrize(
    "row",
    [
        "首页_视频_电影_下载_网址大全_在线影院",
        "混凝土搅拌机视频_搅拌机叶片高清图大全_搅拌机维护在线观看_搅拌机配件入口",
        "濕式攪拌機免費下載_潤滑油更換視頻_螺栓檢查在線播放_合金葉片大全",
    ],
)
def test_menus_and_titles_of_a_page_stay(row: str) -> None:
    assert not [e for e in clean(f"{row}\n\n{_MIXER}").edits if "films" in e.reason]
    seen = "片子可以在線觀看，也可以下載。"
    assert not [
        e for e in clean(f"夜归人视频_湿玫瑰在线_床影免费观看_深闺高清\n\n{_MIXER}{seen}").edits if "films" in e.reason
    ]
