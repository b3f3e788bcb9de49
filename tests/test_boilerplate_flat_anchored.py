"""The article between a byline and the neighbours of a flattened page, where it is a table of one cell a line."""

from __future__ import annotations

from cleaner import clean

CELLS = [
    cell
    for row in range(8)
    for cell in (f"67020{row}", "水工建筑", f"10月{row + 12}日", "上午 9:00 - 11:30", "河湾大学", "水磨原理（一）")
]
NAV = [
    "首页",
    "新闻动态",
    "考试安排",
    "报名入口",
    "成绩查询",
    "历年真题",
    "联系我们",
    "登录",
    "注册",
    "我要报名",
    "关于我们",
    "在线客服",
]
GREETING = [
    "欢迎访问河湾考试网！本站为考生提供报名、考试安排、成绩查询和历年真题等信息，信息以官方公布的为准。",
    "本站的课程由河湾学校的老师讲授，可以在手机上随时收听，学完以后还有模拟考试帮助考生检查自己。",
]
TITLE = "2019年10月河湾水工专业考试时间安排"
FOOT = [
    "上一篇：2019年10月文秘专业考试时间安排",
    "下一篇：2020年1月各专业开考课程",
    "扫一扫加入微信交流群",
    "Copyright 2012-2021 河湾考试网",
    "声明：本站为民间交流网站，近期动态请各位考生以考试院公布的为准。",
    "ICP证：鲁ICP备05012345号",
]


def test_a_table_between_its_byline_and_the_neighbours_is_the_article() -> None:
    head = ["所在位置：河湾考试网 > 考试安排 > 正文", TITLE, "2019-08-09 11:46:07 来源：河湾考试网 点击："]
    found = clean("\n".join([*NAV, *GREETING, *head, *CELLS, *FOOT]))
    assert found.title == TITLE
    assert all(cell in found.text for cell in CELLS)
    assert GREETING[0] not in found.text
