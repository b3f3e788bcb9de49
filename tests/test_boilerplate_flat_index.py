"""Flattened pages that list articles hold none; lists that authors write stay."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner import Cleaner
from cleaner.stages.boilerplate.flat_index import lists_others
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
