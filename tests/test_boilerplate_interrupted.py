"""A bar, a ranking or a form that a site puts between two paragraphs of a flattened page does not end the article."""

from __future__ import annotations

import pytest

from cleaner import Config, clean
from cleaner.lines import Lines
from cleaner.rules import rule_book
from cleaner.stages.boilerplate.interrupted import interruptions
from cleaner.stages.boilerplate.page import Page

ABOVE = [
    "老渡口的木桥上周重新开放，桥面换了新的木板，两边装了栏杆，附近的居民又可以从桥上走到对岸的菜市场去了。",
    "负责修桥的工程队说，木桥建于上世纪六十年代，桥桩有三成已经朽坏，这次全部换成了防腐处理过的落叶松。",
    "修桥期间，居民要绕行两公里，许多老人因此很少去对岸，菜市场的摊主说生意少了近一半。",
]
BELOW = [
    "木桥重新开放以后，对岸菜市场的摊主第二天就多进了一倍的菜，修桥时关门的两家早点铺也重新开了张。",
    "工程队提醒居民，木桥只供行人和自行车使用，摩托车不要上桥，桥面结冰的早晨请绕行下游的石桥。",
    "镇里打算明年再修桥头的凉亭，钱已经列进了预算，工程队也已经看过了现场。",
]
OTHER = "国足昨晚在客场以一比二输给对手，主教练赛后表示球队的防守和体能都有问题，下一场比赛必须赢下来才能出线。"
RANKING = ["热门推荐", "1", "台风逼近东部沿海", "2", "油价下周预计上调", "3", "高考录取结果公布"]
BAR = ["分享到：", "微信", "微博", "QQ空间", "收藏"]
FORM = ["訂閱《早安河口》電子報 每天三分鐘掌握天下事", "請輸入正確的電子信箱格式", "訂閱", "感謝您的訂閱！"]
ADVERT = ["广告", "请继续往下阅读..."]
APP = ["下载客户端，看更多精彩内容", "扫码下载"]
TOP = ["首页", "新闻", "体育", "河口网 > 新闻中心 > 正文", "老渡口木桥重新开放", "2021-03-04 10:11 来源：河口日报"]
FOOT = ["责任编辑：王小二", "关于我们 | 联系我们 | 广告服务", "Copyright © 2021 河口网 版权所有", "京ICP备12345678号"]
BLOCKS = [RANKING, BAR, FORM, ADVERT, APP]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block[0][:6])
def test_the_article_goes_on_below_and_the_block_goes(block: list[str]) -> None:
    text = clean("\n".join([*TOP, *ABOVE, *block, *BELOW, *FOOT]), config=Config(script="keep")).text
    assert [line for line in ABOVE + BELOW if line not in text] == []
    assert [line for line in [*block, *FOOT] if line in text.split("\n")] == []


def found(lines: list[str]) -> list[int]:
    page = Page(Lines("\n".join(lines)), rule_book().matcher("boilerplate"))
    return [i for i, gone in enumerate(interruptions(page).tolist()) if gone]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block[0][:6])
def test_each_line_of_the_block_is_found(block: list[str]) -> None:
    assert found([*ABOVE, *block, *BELOW]) == list(range(3, 3 + len(block)))


def test_the_heading_of_what_goes_on_is_none_of_it() -> None:
    assert found([*ABOVE, *BAR, "桥头的凉亭", *BELOW]) == list(range(3, 8))


@pytest.mark.parametrize(
    "lines",
    [
        [*ABOVE, *BAR, OTHER, OTHER],  # another article
        [*ABOVE, *BAR, "责任编辑：王小二", *BELOW],  # the article has ended
        [*ABOVE, *BAR, "2021-03-04 10:11", *BELOW],  # another one begins
        [*ABOVE, "热门推荐", *BELOW],  # a heading without titles
        [*ABOVE, "桥头的凉亭", *BELOW],
        [*ABOVE, "1", "2", *BELOW],  # what authors write as well
        ["木桥通了！附近的居民又可以走到对岸的菜市场！", *BAR, *BELOW],  # a headline
        [*ABOVE, *BAR],
    ],
)
def test_no_block_between_two_paragraphs(lines: list[str]) -> None:
    assert found(lines) == []
