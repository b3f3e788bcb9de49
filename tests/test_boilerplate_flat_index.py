"""Flattened pages that list articles hold none; lists that authors write stay."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner import Cleaner, clean
from cleaner.stages.boilerplate.flat_index import is_front, lists_others, own_lists
from tools.boilerplate_flat import page_of

HEAD = ["网站首页", "新闻频道", "本地 国内 国际 社会 图片 评论", "当前位置：首页 > 新闻频道 > 乡村"]
FOOT = ["客户端 | 微博 | 微信", "关于我们 - 版权声明 - 网站律师 - 举报电话 12377"]
NEWS = [
    "水库边的学校只剩两个学生 [11-02 09:14]",
    "豆腐坊换了电磨，老顾客说味道没变 [11-01 20:31]",
    "渡口的最后一班船 [11-01 07:50]",
    "山里的信号塔架起来了 [10-30 18:02]",
    "一把锄头传了四代人 [10-29 11:45]",
]
PAGER = "首页 上一页 1 2 3 4 5 下一页 尾页 共 88 页"


def test_titles_with_days_that_fall_are_no_article() -> None:
    text = "\n".join([*HEAD, "乡村新闻", *NEWS, PAGER, "图片新闻", "晒谷场", "新闻排行", "1 老街改造", *FOOT])
    document = Cleaner().clean(text)
    assert (document.verdict, document.text.strip()) == ("boilerplate", "")
    assert document.restore() == text


def test_sections_of_titles_with_days_in_lines_of_their_own_are_no_article() -> None:
    menu = "网站首页 学校概况 现任领导 机构设置 师资队伍 党建工作 教学管理 招生就业 学生园地 图书馆 下载中心 联系我们"
    titles = [title.partition(" [")[0] for title in NEWS] * 2
    listed = [line for day, title in enumerate(titles) for line in (title, f"04-{19 - day}")]
    lines = ["河东农业学校", *menu.split(), "通知公告", ">>更多", *listed, "新闻动态", ">>更多", *listed[:8]]
    lines += ["图片新闻", "快速通道", "办公系统", "友情链接", "省教育厅", "市教育局", "技术支持：河东网络"]
    lines[-1:-1] = ["版权所有：河东农业学校 地址：河东县人民路 12 号 邮编：310000", "京ICP备12345678号"]
    assert Cleaner().clean("\n".join(lines)).verdict == "boilerplate"


def test_beginnings_of_texts_are_no_article() -> None:
    lines = ["菜园知识网", "首页 热门标签 最新更新 专题 投稿", "标签：堆肥", "与“堆肥”相关的文章"]
    for title, told, day in (
        ("厨余堆肥为什么会臭", "厨余堆肥发臭多半是水太多，菜叶和饭粒闷在一起，不透气……", "2021-04-02 10:11:20"),
        ("堆肥桶放阳台上行不行", "放阳台要选带盖子的桶，底下垫一层干树叶，每次倒完都盖土……", "2021-03-28 08:40:02"),
        ("落叶堆肥要多久", "落叶堆肥一般要半年以上，翻得勤快一些能早一两个月……", "2021-03-11 19:05:37"),
    ):
        lines += [title, told, "阅读全文", f"{day} 阅读(412) 评论(0)"]
    lines += ["热门标签", "月季(52) 水培(31) 修剪(24)", "随机文章", "绿萝黄叶怎么办", "网站地图 XML地图 TAG标签"]
    assert Cleaner().clean("\n".join(lines)).verdict == "boilerplate"


@pytest.mark.parametrize(
    "lines",
    [
        ["大事记", *(f"200{n} 年 {n} 月 3 日 第 {n} 台水轮装好，试车一天。" for n in range(1, 7))],
        ["价目", "榫头刨 88 元", "短刨 139 元", "油石 46 元", "木槌 30 元"],
        ["改版记录", "2020-01-05 初版", "2020-03-01 加了索引", "2020-06-11 改了封面", "2021-02-02 重排"],
    ],
)
def test_lists_of_an_author_are_no_list_of_articles(lines: list[str]) -> None:
    page = page_of("\n".join(lines))
    assert not lists_others(page, np.ones(len(page), np.bool_))


NAVIGATION = "某某网\n首页\n栏目\n专题\n图片\n视频\n登录 | 注册"
END = "上一篇：春天的通知\n下一篇：秋天的通知\n主办：某某市教育局\n版权所有 京ICP备12345678号"
POEM = "窗外的雨停了\n树还在滴水\n一只猫走过屋顶\n没有回头\n远处有一盏灯\n亮了又灭\n我想起你说过的话\n像想起一条河"
DISHES = ["红烧肉", "清蒸鱼", "白米饭", "青菜豆腐", "老鸭汤", "花生米", "黄酒"]
PRICES = "\n".join(f"{dish} {price}元/份" for price, dish in enumerate(DISHES, 12))
CALENDAR = "\n".join(f"7月{day}日 上午 张三 下午 李四" for day in range(1, 12))


@pytest.mark.parametrize("text", [POEM, PRICES, CALENDAR])
def test_a_list_of_its_own_is_an_article_without_a_sentence(text: str) -> None:
    flat = Cleaner().clean(f"{NAVIGATION}\n{text}\n{END}")
    assert flat.verdict == "article"
    assert text in flat.text


def test_short_verses_on_a_page_are_an_article() -> None:
    links = "".join(f'<a href="/{place}">{name}</a> ' for place, name in enumerate(NAVIGATION.split("\n")))
    lines = "".join(f"<p>{line}</p>" for line in POEM.split("\n"))
    page = f"<html><body><div class=nav>{links}</div><h1>静夜</h1><div>{lines}</div><p>{END}</p></body></html>"
    document = Cleaner().clean(page)
    assert document.verdict == "article"
    assert POEM in document.text


@pytest.mark.parametrize("line", ["关于开展春季植树工作的通知 2023-05-11", "县委召开年度工作总结会议"])
def test_titles_of_others_are_no_list_of_its_own(line: str) -> None:
    assert not own_lists(page_of("\n".join(f"{line}{number}" for number in range(8)))).any()


SAILINGS = "\n".join(f"{hour}:05 {hour + 1}:10 {hour + 1}:55" for hour in range(7, 15))
LEVELS = "\n".join(f"{place} 水文站{place} 上游 {place * 3 + 20}.5" for place in range(1, 9))


@pytest.mark.parametrize("text", [SAILINGS, LEVELS])
def test_a_table_is_an_article_without_a_sentence(text: str) -> None:
    flat = Cleaner().clean(f"{NAVIGATION}\n{text}\n{END}")
    assert flat.verdict == "article"
    assert text in flat.text


def test_rows_of_a_table_have_as_many_cells_and_numbers() -> None:
    assert own_lists(page_of(f"{SAILINGS}\n{LEVELS}")).all()
    titles = "\n".join(f"乡村 第{place}座水轮试车 2023-05-{20 - place}" for place in range(8))
    assert not own_lists(page_of(f"{titles}\n首页 新闻 图片\n" + "河东 河西 河南\n" * 8)).any()


HOME = """河湾中学
设为首页 加入收藏
首页
学校概况
学校新闻
师资队伍
教学科研
招生信息
联系我们
站内搜索
学校新闻
更多>>
我校举行春季运动会开幕式
高二年级开展水磨坊研学活动
我校教师在市级赛课中获一等奖
新学期第一次教职工大会召开
通知公告
更多>>
关于清明节放假安排的通知
关于校服征订工作的补充通知
食堂食材采购中标结果公示
教学科研
更多>>
语文组集体备课纪实
物理实验室开放时间表
友情链接
河湾县教育局
河湾县人民政府
版权所有 河湾中学
地址：河湾县城关镇书院路1号
电话：0000-1234567
技术支持：磨坊网络"""


def test_a_front_page_of_titles_alone_holds_no_article() -> None:
    document = clean(HOME)
    assert (document.text, document.verdict) == ("", "boilerplate")
    assert document.restore() == HOME


SECTION = """河湾制磨厂
网站首页
关于我们
产品中心
新闻资讯
工程案例
人才招聘
联系我们
当前位置：首页 > 工程案例 > 桥头项目
工程案例
桥头水轮改造
磨坊屋面修缮
石磨车间扩建
水渠加固工程
堤坝观景步道
联系我们
联系人：林经理
电话：0000-1234567
地址：河湾县城关镇书院路1号
邮箱：mofang@example.com
版权所有 河湾制磨厂
河ICP备00000001号"""


def test_a_section_below_its_trail_that_says_nothing_holds_no_article() -> None:
    document = clean(SECTION)
    assert (document.text, document.verdict) == ("", "boilerplate")
    assert document.restore() == SECTION


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        (
            "工程案例\n桥头",
            "石磨的选择\n石磨转得慢，磨出来的面不发热，闻起来才有麦子的香味。买石磨要看石头的纹路和磨齿的深浅，"
            "纹路细密的磨得细，磨齿深的磨得快。磨坊里用的多半是三尺的石磨，两个人抬得动。\n桥头",
        ),
        ("工程案例\n桥头", "石磨车间\n发布时间：2024-03-05 09:12 来源：河湾制磨厂\n桥头"),
    ],
)
def test_sentences_and_a_byline_speak_for_an_article(line: str, instead: str) -> None:
    assert "石磨" in clean(SECTION.replace(line, instead, 1)).text


def test_a_clause_without_its_full_stop_speaks_for_an_article() -> None:
    said = "桥头水轮是河湾县的一座老水轮，建在石桥的上游，归镇上的磨坊使用"
    page = page_of(f"河湾制磨厂\n桥头水轮\n{said}\n2003年\n石磨车间")
    assert not is_front(page, np.ones(len(page), np.bool_))
    page = page_of("河湾制磨厂\n桥头水轮\n石磨车间\n2003年\n水渠加固")
    assert is_front(page, np.ones(len(page), np.bool_))


def test_a_sheet_of_measures_in_a_frame_stays() -> None:
    sheet = [
        "整机重量 1850 kg",
        "石磨直径 900 mm",
        "水轮直径 3.2 m",
        "额定转速 18 rpm",
        "磨面能力 40 kg/h",
        "粮斗容积 60 L",
    ]
    head, foot = (
        ["首页 产品中心 服务支持 关于我们", "首页>产品中心>石磨", "SM9 型石磨", "在线询价", "技术参数"],
        ["推荐产品", "SM6", "SM12", "服务热线：400-000-0000"],
    )
    kept = clean("\n".join([*head, *sheet, *foot])).text
    assert all(line in kept for line in sheet)
