"""The title of a flattened page: the headline, not the name of the site or of a section."""

from __future__ import annotations

import pytest

from cleaner import clean

TOLD = [
    "村口的水磨停了十来年，今年春天又有人把它修好了，磨面的人从早上排到了傍晚。",
    "修水磨的是两个木匠，他们用了一个多月，把烂掉的木轮一片一片换成了新的榆木。",
    "老人说，水磨磨出来的面粉有一股麦子的香气，这是电磨怎么也磨不出来的味道。",
]
HEADLINE = "水磨又转起来了"


@pytest.mark.parametrize("behind", [" | 磨坊主人的博客", "_乡村_磨坊新闻网", " - 山里人家"])
def test_the_first_line_of_a_crawled_page_names_the_site_behind_the_headline(behind: str) -> None:
    lines = [f"{HEADLINE}{behind}", "首页", "归档", "关于", HEADLINE, "2021-03-05", *TOLD, "© 2021 山里人家"]
    assert clean("\n".join(lines)).title == HEADLINE


def test_the_first_line_may_name_section_and_site_alone() -> None:
    said = "关于水磨修缮工程竣工验收情况的公告"
    lines = ["工作动态_某某县水利局网站", "首页", "工作动态", "您的位置：首页 > 工作动态", said, "2021-03-05", *TOLD]
    assert clean("\n".join([*lines, "版权所有：某某县水利局"])).title == said


def test_a_menu_is_no_title_with_names_behind_it() -> None:
    menu = [
        "磨坊| English |简体|繁体| 无障碍浏览|长者助手|登录",
        "磨坊| English",
        "首页",
        "您的位置：首页 > 新闻 > 正文",
    ]
    lines = [*menu, HEADLINE, "2021-03-05 来源：磨坊日报", *TOLD, "版权所有：磨坊日报", "上一篇：没有了"]
    assert clean("\n".join(lines)).title == HEADLINE


def test_the_headline_stands_above_the_day_and_the_name_of_the_site_above_the_menu() -> None:
    lines = ["山里人家", "山高水长，慢慢走", "首页", "归档", HEADLINE, "发表于 2021-03-05", *TOLD, "© 2021 山里人家"]
    assert clean("\n".join(lines)).title == HEADLINE


def test_names_above_a_day_are_no_headline() -> None:
    lines = ["首页", "关于", HEADLINE, "王小二", "2021-03-05", *TOLD, "© 2021 山里人家"]
    assert clean("\n".join(lines)).title == HEADLINE


@pytest.mark.parametrize("lines", [["水磨记", "王小二", "1931年3月5日", *TOLD], ["水磨 - 王小二", "水车", *TOLD]])
def test_the_first_line_of_a_text_is_its_title(lines: list[str]) -> None:
    assert clean("\n".join(lines)).title == lines[0]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("发表於 2019-09-07 分類於 磨坊 閱讀次數：", "2019-09-07"),
        ("发表于2021-11-16|更新于2022-01-02|磨坊", "2021-11-16"),
        ("2004 年 12 月 16 日 · 水车 · 木匠", "2004-12-16"),
        ("Monday, March 23, 2026 1 minute read", "2026-03-23"),
    ],
)
def test_the_day_stands_right_below_the_headline(line: str, day: str) -> None:
    lines = ["山里人家", "首页", "归档", "关于", HEADLINE, line, *TOLD, "© 2021 山里人家"]
    assert clean("\n".join(lines)).published == day


def test_days_at_the_head_of_lines_are_those_of_events() -> None:
    lines = [HEADLINE, "2019年2月2日 拆", "2019年3月1日 修", *TOLD]
    assert clean("\n".join(lines)).published is None


@pytest.mark.parametrize("byline", ["本报记者 王小二 李四", "作者：王小二（磨坊大学水利学院教授）"])
def test_a_byline_is_no_title(byline: str) -> None:
    assert clean("\n".join([byline, *TOLD])).title is None


def test_the_name_of_the_site_behind_the_headline_is_no_title() -> None:
    lines = [f"{HEADLINE} / 磨坊主人 - 慢慢磨", "首页", "磨坊主人 -", "慢慢磨", HEADLINE, "2021-03-05", *TOLD, "© 2021"]
    assert clean("\n".join(lines)).title == HEADLINE


def test_the_chapter_of_a_novel_is_the_title() -> None:
    menu = ("磨坊小说网", "玄幻小说", "都市小说", "全本小说", "加入书签", "返回目录")
    first = "“磨盘开启！请磨坊主做好准备！”"
    prose = [
        f"{first[:2]}{number}天以后，水磨又转了起来，村里的人从早到晚都站在水闸旁边看。" for number in "三四五六七"
    ]
    turn = ("上一章", "目 录", "下一章", "加入书签")
    named = "\n".join(("水磨传奇 正文 22.第22章 磨坊的夜 磨坊小说网", *menu, "正文 22.第22章 磨坊的夜", *prose, *turn))
    assert clean(named).title == "正文 22.第22章 磨坊的夜"
    law = "\n".join(("河湾村水磨管理办法", "第一章 总则", *prose))
    assert clean(law).title != "第一章 总则"


def test_a_first_line_said_twice_is_the_title() -> None:
    head = (
        "停了三十年的水磨又转起来了，来看的人很多",
        "停了三十年的水磨又转起来了，来看的人很多",
        "Original",
        "王小二",
        "河湾笔记",
    )
    prose = [
        f"第{number}天，水磨又转了起来，村里的人从早到晚都站在水闸旁边看，孩子们数叶片。" for number in "三四五六七"
    ]
    text = "\n".join((*head, "河湾笔记", "Weixin ID", "2023-01-10 07:07", "村里的事 | 河湾人写给河湾人", *prose))
    assert clean(text).title == head[0]


def test_a_product_that_the_menu_names_again_is_no_title() -> None:
    menu = ("Millsoft", "话题列表 社区 Wiki", "登录", "注册", "Millsoft", "首页", "Millsoft", "教程", "微信登录")
    prose = [f"第{number}步，打开磨坊的水闸，等水轮转稳以后再把粮食倒进去，不然磨盘会卡住。" for number in "一二三四五"]
    text = "\n".join(
        (*menu, "水闸打不开怎么办", "1 1", "磨坊主 的个人博客 / 187 / 0 / 2024-05-13 18:25", *prose, "举报", "登录")
    )
    assert clean(text).title != "Millsoft"


STALLS = [
    "每逢周六，老城墙下的空地上就摆满了旧书，从连环画到县志，论斤卖的也有。",
    "摊主多半是老人，书是从各家收来的，有的连扉页上的题字都还在。",
    "有人一蹲就是半天，最后花两块钱带走一本泛黄的菜谱。",
]
MOP = [
    "家里的旧棉衣服，吸水好又不掉毛，剪成条绑起来就是一个好拖把。",
    "第一步，把袖子和领口剪掉，留下前后两片，剪成三厘米宽的布条。",
    "第二步，把布条对折，用铁丝扎紧，再套在旧拖把杆上。",
]
BUS = [
    "国庆节前，海拔四千米的小城开通了第一条公交线，六辆电动小巴从客运站开到医院，票价一元。",
    "司机说，头一天车上坐的都是老人，他们不下车，就想看看窗外。",
    "县里打算明年再开两条线，把学校和安置点也连起来。",
]


def test_the_name_of_a_site_yields_to_the_line_that_the_text_speaks_of() -> None:
    below = ["3-10 19:50", "护城河清淤今天完工", "3-10 17:22", "鼓楼亮灯时间调整"]
    lines = ["古都快讯", "首页", "人文", "3-11 08:12", "老城墙下的旧书摊", "赵一", "阅读 2.3万", *STALLS, *below]
    assert clean("\n".join(lines)).title == "老城墙下的旧书摊"


def test_an_account_with_a_button_to_follow_it_is_no_title() -> None:
    said, card = (
        "旧衣服别扔，做成拖把更好用",
        ["巧手大姐", "分享生活小妙招", "1234", "粉丝", "热门推荐", "剩米饭不要再炒了"],
    )
    lines = ["大鱼号", "登录", said, "巧手大姐", "关注", "2021-03-03 10:12", *MOP, "举报", "0", "分享至", *card]
    assert clean("\n".join(lines)).title == said


def test_the_headline_stands_before_the_name_of_the_site_alone() -> None:
    said = "高原小城的第一条公交线"
    head = [f"{said} - 西部时讯网", "西部时讯网", "时政", "社会", "评论", "2022-10-08 11:20", "来源:", "西部时讯"]
    assert clean("\n".join([*head, *BUS, "责编:达瓦", "关于我们 联系我们 广告服务"])).title == said
