"""The post of a blog is what stands between the counts below its headline and its licence, source code and all."""

from __future__ import annotations

import re

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
@pytest.mark.parametrize(
    "above",
    [
        "",
        "打赏作者\n感谢支持\nwechat\nalipay\n",
        "相关文章\n水车的轴\n水车的轮\n",
        "赏\n你的赏识是我的动力\n微信\n支付宝\n",
    ],
)
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


SITE = f"{TITLE} | 磨坊笔记\n磨坊笔记\n首页\n分类\n归档\n标签\n{TITLE}"
DAY = "发表于\n2016-02-11\n|\n分类于\n手艺"
NAMES = [f"{place}磨坊" for place in re.findall("..", "东溪西溪南溪北溪上塘下塘石桥木桥青山白水长岭沙湾")]
CARD = """本文作者：
磨坊主
本文链接：
http://example.com/2016/mill/
版权声明：
本博客所有文章除特别声明外，均采用
CC BY-NC-SA 3.0
许可协议。转载请注明出处！"""
LABELS = "# 水磨\n# 手艺"
SIDE = "修水车记\n水车的轴\n文章目录\n站点概览\n磨坊主\n28\n日志\n15\n分类\n43\n标签"
THEME = "©\n2019\n磨坊主\n由\nHexo\n强力驱动\n主题 -\nNexT.Pisces"


def test_a_post_of_names_alone_stays_between_its_day_and_its_card() -> None:
    text = "\n".join([SITE, DAY, *NAMES, CARD, LABELS, SIDE, THEME])
    document = clean(text)
    assert document.text.split("\n") == [TITLE, *NAMES]
    assert document.published == "2016-02-11"
    assert document.restore() == text


@pytest.mark.parametrize("card", [CARD, ""])
def test_labels_of_a_post_are_no_headings_of_markdown(card: str) -> None:
    text = "\n".join(filter(None, [SITE, DAY, *BODY[:2], *NAMES, card, LABELS, SIDE, THEME]))
    assert clean(text).text.split("\n") == [TITLE, *BODY[:2], *NAMES]


def test_a_day_alone_begins_a_post_that_a_card_ends() -> None:
    text = "\n".join([SITE, "2018-07-05", BODY[0], *NAMES, CARD, SIDE, THEME])
    assert clean(text).text.split("\n")[1:] == [BODY[0], *NAMES]


def test_what_wordpress_says_of_a_post_ends_it() -> None:
    below = [
        "This entry was posted in 手艺 and tagged 水磨 on 2011/08/20 by 磨坊主.",
        "Post navigation",
        "← 修水车记 水车的轴 →",
    ]
    below += ["Leave a Reply Cancel reply", "Comment", "Name", "Posts Calendar", "August 2011", *map(str, range(1, 32))]
    text = "\n".join(["磨坊笔记", "Skip to content", "Home", TITLE, "Leave a reply", *BODY, *below])
    assert clean(text).text.split("\n") == [TITLE, *BODY]


def test_a_list_of_beginnings_is_no_post() -> None:
    posts = [line for n, name in enumerate(NAMES) for line in (name, f"发表于 2016-02-{n + 10}", BODY[n % len(BODY)])]
    text = "\n".join([SITE, *posts, CARD, SIDE, THEME])
    assert all(line in clean(text).text for line in BODY)


@pytest.mark.parametrize("below", [f"{CARD}\n{LABELS}\n{SIDE}", f"{LABELS}\n{SIDE}"])
def test_comments_in_the_last_lines_of_a_post_are_no_labels(below: str) -> None:
    code = ["# 重启", "systemctl restart mill", "# 看状态", "systemctl status mill"]
    kept = clean("\n".join([SITE, DAY, *BODY[:2], *code, below, THEME])).text.split("\n")
    assert [line for line in kept if line in code] == code
