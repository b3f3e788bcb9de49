"""The name and the menu of a site above the headline go: the day of the post, or prose below, shows what they are."""

from __future__ import annotations

import pytest

from cleaner import clean
from tests.articles import BODY, TITLE

TEXT = "\n".join(BODY)
MENU = """粉丝团
银发课堂
生态教育
礼俗
宠物
水利自主
临时处理
预约服务
临水关怀
契约
流程
辅导
名人说水
文选
好书共享
短片
电影分享
文书"""


@pytest.mark.parametrize("day", ["发表于 2020-02-08", "Posted on 2020-02-08"])
def test_the_name_and_the_menu_above_the_headline_of_a_post_go(day: str) -> None:
    text = f"磨坊主的个人主页\n首页\n归档\n{TITLE}\n{day}\n{TEXT}"
    document = clean(text)
    assert document.text == f"{TITLE}\n{TEXT}"
    assert (document.title, document.published) == (TITLE, "2020-02-08")
    assert document.restore() == text


def test_a_long_menu_above_prose_goes() -> None:
    text = f"{MENU}\n第一节 开磨\n{TEXT}"
    document = clean(text)
    assert document.text == f"第一节 开磨\n{TEXT}"
    assert document.restore() == text


@pytest.mark.parametrize(
    "text",
    [
        MENU,
        f"{MENU}\n第一节 开磨\n{BODY[0]}\n礼俗\n{BODY[1]}\n{BODY[2]}\n{BODY[3]}",
        "\n".join(f"王小{name}" for name in "一二三四五六七八九十百千万亿天地") + f"\n名单\n{TEXT}",
        f"磨坊主\n首页\n归档\n{TITLE}\n{TEXT}",
    ],
)
def test_lists_of_words_and_of_people_and_contents_stay(text: str) -> None:
    assert clean(text).text == text
