"""Tables of flattened pages of which every cell stands on a line of its own."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner import Cleaner
from cleaner.stages.boilerplate.cell_tables import cell_tables
from tools.boilerplate_flat import page_of

ABOVE = [
    "设为首页", "加入收藏", "首页", "单位概况", "新闻动态", "通知公告", "办事指南", "联系我们",
    "当前位置：首页 > 通知公告 > 正文",
]  # fmt: skip
TITLE = "关于二〇二一年度茶艺技能比赛获奖名单的公示"
BYLINE = "发布时间：2021-06-18 来源：职工技能培训中心 浏览次数：214"
TOLD = [
    "经各分会推荐、初赛选拔，六月十二日在文化宫举行了决赛，来自九个分会的选手参加了盖碗和煮茶两个项目的比赛。",
    "现将评委会评出的名次公示如下，公示期为五个工作日，如有异议，请在公示期内以书面形式向组委会反映。",
]
BELOW = [
    "上一篇：关于举办书画展的通知", "下一篇：文化宫七月开放时间安排", "友情链接", "版权所有：职工技能培训中心",
    "备案号：某ICP备05008494号", "技术支持：某某科技",
]  # fmt: skip
NAMES = ["周梦", "李可欣", "孙吉", "王力宏远", "赵小满", "钱多多", "郑好", "陈晓", "何田田", "冯笑"]
PLACES = ["城东分会", "纺织分会", "铁路分会", "邮政分会", "城西分会"]


def cells(rows: int, columns: int = 5) -> list[str]:
    """A table: number, name, place, project, points."""
    head = ["序号", "姓名", "单位", "项目", "得分"][:columns]
    body = [
        [str(row + 1), NAMES[row % 10], PLACES[row % 5], "盖碗冲泡" if row % 2 else "煮茶", f"{95.5 - row}"][:columns]
        for row in range(rows)
    ]
    return [*head, *(cell for row in body for cell in row)]


def test_the_cells_of_a_table_below_an_article_stay() -> None:
    table = cells(24)
    lines = [*ABOVE, TITLE, BYLINE, *TOLD, *table, *BELOW]
    document = Cleaner().clean("\n".join(lines))
    assert document.restore() == "\n".join(lines)
    left = [line for line in document.text.split("\n") if line]
    assert left == [TITLE, *TOLD, *table]


def test_two_tables_with_their_titles_stay() -> None:
    tables = [*cells(20), "二、煮茶组", *cells(18)]
    document = Cleaner().clean("\n".join([*ABOVE, TITLE, BYLINE, *TOLD, *tables, *BELOW]))
    assert [cell for cell in tables if cell not in document.text] == []


def test_a_table_with_some_cells_empty_is_one() -> None:
    table = [cell for place, cell in enumerate(cells(20)) if place % 17 != 9]
    assert cell_tables(page_of("\n".join([*TOLD, *table])))[2:].mean() > 0.9


TITLES = [
    "秋天的菜园里种什么最好", "老房子的木窗该怎么保养", "孩子不爱吃饭怎么办才好", "一壶老白茶能泡几泡水",
    "冬天骑车手套怎么选才暖",
]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        [line for row in range(12) for line in (TITLES[row % 5] + str(row), f"06-{20 - row}")],
        [line for row in range(12) for line in (str(row + 1), TITLES[row % 5], f"{9900 - 37 * row}")],
        [line for row in range(12) for line in (NAMES[row % 10], str(60 - row))],
        [line for row in range(12) for line in (TITLES[row % 5], "￥35.00", f"已售出{row}件")],
        [f"{NAMES[row % 10]}{PLACES[row % 5]}" for row in range(40)],
        [str(number) for number in range(1, 21)],
    ],
    ids=["titles and days", "ranks, titles, heat", "tags with counts", "goods", "names", "numbers"],
)
def test_lists_of_others_are_none(lines: list[str]) -> None:
    assert not cell_tables(page_of("\n".join([*TOLD, *lines]))).any()


def test_the_looks_at_a_long_text_have_a_limit() -> None:
    lines = cells(4) * 2 + [str(number) for number in range(30)]
    assert len(cell_tables(page_of("\n".join(lines * 100)))) == len(lines) * 100
    assert not np.any(cell_tables(page_of("甲\n乙")))
