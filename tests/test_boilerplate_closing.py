"""Below the last paragraph of a flattened page greetings, name, day, contact and begun lists stay; others go."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner import clean
from cleaner.lines import Lines
from cleaner.rules import rule_book
from cleaner.stages.boilerplate.carried_on import carried_on
from cleaner.stages.boilerplate.closing import closing
from cleaner.stages.boilerplate.page import Page
from tests.articles import BODY, TITLE

FRAME = """首页 新闻 社会 生活 登录
首页 > 生活 > 正文
{title}
2024-03-05 07:30 来源：河湾日报 评论
{body}
{ending}
分享到：微信 微博
相关阅读
桥头的杂货店关门了
今年的雨水比去年多
老校长回村看学生
版权所有 河湾日报 | 关于我们 | 联系我们 | 京ICP备00000000号
"""


def cleaned(ending: str) -> str:
    return clean(FRAME.format(title=TITLE, body="\n".join(BODY), ending=ending)).text


@pytest.mark.parametrize(
    "ending",
    [
        "长宁街图书馆\n九月十二日",
        "此致\n敬礼！\n县图书馆全体馆员 谨启",
        "联系人：贺敏，电话 135-5550-2218",
        "祝您\n秋安\n雅雯　敬上\n又：上期第三十四页的照片，说明文字有误，特此更正。",
        "（本文作者是磨坊主的孙子，文中人名都已改写）",
        "二〇二五年十二月 于河湾",
    ],
)
def test_an_ending_stays(ending: str) -> None:
    text = cleaned(ending)
    assert text.endswith(f"{BODY[-1]}\n{ending}")


@pytest.mark.parametrize(
    ("below", "kept"),
    [
        ("2023年9月12日\n为什么我看好新水车\n2023年6月9日\n水车能引爆热潮吗\n2023年6月7日", 1),
        ("河湾日报编辑部\n2023年9月12日\n联系电话：0571-55500186\n相关阅读\n2023年6月9日", 3),
        ("为什么我看好新水车\n水车能引爆热潮吗", 0),
        ("（水磨和磨坊主的资料图片）", 0),
    ],
)
def test_an_ending_stops_where_a_list_of_others_begins(below: str, kept: int) -> None:
    page = Page(Lines("\n".join([*BODY, below])), rule_book().matcher("boilerplate"))
    keep = np.arange(len(page)) < len(BODY)
    assert int(closing(page, keep).sum()) == kept
    assert not closing(page, ~(keep | True)).any()


ENGLISH = "The mill on the river has ground the grain of four villages for more than two hundred years."
COUNTED = "一、水轮\n停水前先关闸门。\n二、石磨\n磨盘每年凿一次齿。"


@pytest.mark.parametrize(
    ("begun", "below", "kept"),
    [
        (COUNTED, "三、开放时间\n周三：上午九点\n周四：下午两点\n水车能引爆热潮吗", 3),
        ("进磨坊要带的东西：", "✔ 水杯\n✔ 手电筒\n✔ 一双雨鞋\n水车能引爆热潮吗", 3),
        ("✔ 水杯", "✔ 手电筒\n水车能引爆热潮吗", 1),
        (COUNTED, "一、水车能引爆热潮吗\n二、为什么我看好新水车", 0),
        (COUNTED, "五、水车能引爆热潮吗", 0),
        ("1、水杯\n2、手电筒\n3、雨鞋", "周三：上午九点\n周四：下午两点", 0),
        ("最后一张照片：", "故事 文学 读书", 0),
        ("他说了很多：", "相关阅读\n1、水车能引爆热潮吗", 0),
        ("关键词：水车；磨坊", f"Abstract\n{ENGLISH}\n{ENGLISH}\nKey words: water wheel; mill\nHome About", 4),
        ("关键词：水车；磨坊", f"Abstract: {ENGLISH}\n水车能引爆热潮吗", 1),
        ("关键词：水车；磨坊", f"Home\n{ENGLISH}", 0),
    ],
)
def test_a_list_that_the_article_has_begun_goes_on(begun: str, below: str, kept: int) -> None:
    page = Page(Lines("\n".join([*BODY, begun, below])), rule_book().matcher("boilerplate"))
    size = len(below.split("\n"))
    carried = carried_on(page, np.arange(len(page)) < len(page) - size)
    assert carried[-size:].tolist() == [True] * kept + [False] * (size - kept)
    assert carried.sum() == kept
