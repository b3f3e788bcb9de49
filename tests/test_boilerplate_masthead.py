"""Lines above the way to the page, where a headline stands right below it."""

from __future__ import annotations

import pytest

from cleaner import clean

PROSE = (
    "村口的水磨停了三十年，今年春天又转了起来，来看的人从早到晚没有断过，孩子们最喜欢站在水闸旁边数叶片。",
    "修磨的师傅说，木头是从上游的林场运来的，铁箍是镇上的铁匠打的，前后一共花了七个月的工夫，费用由各家分摊。",
)
TITLE = "水磨停了三十年又转起来"


def page(*head: str) -> str:
    return "\n".join((*head, TITLE, *PROSE)) + "\n"


@pytest.mark.parametrize(
    "head",
    [
        ("网站首页 | 网站地图", "河湾新村", "首页 > 乡村 > 木工 > 正文"),
        ("欢迎来到河湾木工网！", "关于我们 客户服务", f"您的位置：首页 > 新闻 > {TITLE}"),
        ("字：", "关灯 护眼", f"磨坊书屋 > 水边的人 > {TITLE}"),
    ],
)
def test_they_go(head: tuple[str, ...]) -> None:
    assert clean(page(*head)).text == page()


@pytest.mark.parametrize(
    "head",
    [
        ("水磨的故事", "这是我爷爷讲给我听的，他讲了很多遍，我一直记着。", "首页 > 乡村 > 木工 > 正文"),
        ("河湾村志", "第三卷 木工"),
    ],
)
def test_what_is_no_masthead_stays(head: tuple[str, ...]) -> None:
    assert clean(page(*head)).text.startswith(head[0])
