"""The post of a blog is what stands between the counts below its headline and its licence, source code and all."""

from __future__ import annotations

import pytest

from cleaner import clean
from tests.articles import BODY, TITLE

MENU = "磨坊笔记\n文章\n归档\n分类\n标签\n友链\n留言板\n关于\n随便逛逛\n搜索\n0\n原创\n博客"
HEAD = "发表于\n2023-05-18\n更新于\n2023-05-19\n字数总计:\n352\n|\n阅读时长:\n1分钟\n|\n阅读量:\n评论数:"
JOINED = "发表于2023-05-18|更新于2023-05-19\n|字数总计:2.7k|阅读时长:12分钟|阅读量:|评论数:| 点赞:0"
CODE = ["1", "2", "3", "4", "5", "echo", "'<a href=\"'", ".", "$this", "->url .", "'\"'"]
STEPS = ["方法一", "改配置", "第一步：修改", "var/Widget/Base.php", "大约第271行", *CODE, "改为", *CODE[5:]]
STEPS += ["这样就可以了"]
BOX = """文章作者:
磨坊主
文章链接:
https://example.com/post/5.html
版权声明:
本博客所有文章除特别声明外，均采用
CC BY-NC-SA 4.0
许可协议。转载请注明来自
磨坊笔记
！"""
FOOT = """上一篇
让旧水车发挥余热
下一篇
第一篇笔记
相关推荐
2023-05-17
修水车记
最新文章
水车的轴
©2019 - 2024 By 磨坊主
正在加载中...
深色模式
轉為繁體"""


@pytest.mark.parametrize("head", [HEAD, JOINED])
@pytest.mark.parametrize("above", ["", "打赏作者\n感谢支持\nwechat\nalipay\n", "相关文章\n水车的轴\n水车的轮\n"])
def test_the_steps_and_the_code_of_a_post_stay_and_the_frame_goes(head: str, above: str) -> None:
    text = "\n".join([MENU, TITLE, head, *BODY[:2], *STEPS, above + BOX, FOOT])
    document = clean(text)
    kept = document.text.split("\n")
    assert kept[0] == TITLE
    assert [line for line in kept if line in STEPS] == [line for line in STEPS if not line.isdigit()]
    assert kept[-1] == "这样就可以了"
    assert document.restore() == text


def test_counts_without_the_day_of_a_post_above_them_tell_of_none() -> None:
    text = "\n".join([TITLE, "字数总计:", "352", *BODY, *STEPS, "本博客所有文章除特别声明外，均采用 CC BY 4.0"])
    assert clean(text).text.startswith(TITLE)


MIME = ["text/html ： 网页", "text/plain ：纯文本", "image/gif ：动画", "常见的类型如下：", "image/png：图片"]
LICENCE = [
    "本文标题:",
    TITLE,
    "文章作者:",
    "磨坊主",
    "发布时间:",
    "2017-04-24, 11:12:11",
    "最后更新:",
    "2017-04-24, 11:27:11",
]
LICENCE += [
    "原始链接:",
    "http://example.com/2017/mill/",
    "许可协议:",
    '"署名-非商用-相同方式共享 4.0"',
    "转载请保留原文链接及作者。",
]
ALL = [
    f"水磨笔记之{name}" for name in ("轴", "轮", "槽", "闸", "石", "面", "水", "木", "铁", "绳", "桥", "渠", "坝", "堰")
]


def test_the_box_of_title_author_address_and_licence_ends_a_post() -> None:
    text = "\n".join([MENU, "2017-04-24", TITLE, *BODY[:2], *MIME, *LICENCE, "文章目录", *ALL * 3, "©2017 磨坊主"])
    document = clean(text)
    assert document.text == "\n".join([TITLE, *BODY[:2], *MIME])
    assert document.author == "磨坊主"
    assert document.restore() == text


def test_a_box_within_a_text_ends_nothing() -> None:
    text = "\n".join([MENU, "2017-04-24", TITLE, BODY[0], *LICENCE, *BODY, "文章目录", "©2017 磨坊主"])
    assert all(line in clean(text).text for line in BODY)
