"""Below the last paragraph of a flattened page greetings, name, day and contact stay; lists of others do not."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner import clean
from cleaner.lines import Lines
from cleaner.rules import rule_book
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
