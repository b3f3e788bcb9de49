"""The posts of a thread whose heads count them stay, and the heads, buttons and the page's frame go."""

from __future__ import annotations

import pytest

from cleaner import clean
from tests.articles import BODY, TITLE

NAMES = ["小雨", "millman88", "老李头", "月下独酌", "小雨"]
POSTS = [BODY[0], "谁修的？", BODY[1] + "\n" + BODY[2], "说得好，支持一下。", BODY[3]]
NAV, FOOT = "首页 节点 登录 注册", "关于 · FAQ · API · 我们的愿景 · 广告投放 · 感谢 · 实用小工具 · 1024 人在线"


@pytest.mark.parametrize(
    "head", ["{name} {age} 小时前 #{n}", "{name}\n{age} 小时前\n#{n}", "{name} 2024-05-0{n} 10:3{n} {n}楼"]
)
@pytest.mark.parametrize("foot", ["赞 {n} · 回复", "赞 {n}\n回复"])
def test_posts_below_heads_that_count_them_stay(head: str, foot: str) -> None:
    rows = []
    for number, (name, post) in enumerate(zip(NAMES, POSTS, strict=True), 1):
        rows += [head.format(name=name, age=9 - number, n=number), post, foot.format(n=number)]
    source = "\n".join([NAV, TITLE, *rows, FOOT])
    document = clean(source)
    assert document.text == "\n".join([TITLE, *POSTS])
    assert document.restore() == source


def test_two_numbers_are_no_thread() -> None:
    source = "\n".join([TITLE, *BODY, "小雨 3 小时前 #1", "谁修的？", "老李头 2 小时前 #2", "磨坊主修的。"])
    assert clean(source).text == source
