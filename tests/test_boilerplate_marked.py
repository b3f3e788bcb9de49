"""A web page that a crawler wrote as Markdown loses its frame as one without marks does; a written document stays."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.doc import Doc
from cleaner.rules import rule_book
from cleaner.stages.boilerplate.marked_page import plain_page, unmarked

BODY = (
    "因连日下雨，操场积水较深，原定于本周五举行的秋季运动会改到下周三举行，请各班提前安排好课程。",
    "改期后的项目和时间**不变**，报名表已经交到办公室的班级不用再交，需要更换队员的班级请在周一之前告诉体育组。",
    "比赛当天仍有雨的话，改在体育馆里举行[室内项目](/sports/indoor)，径赛另行通知。",
)
HEAD = """[![校徽](/img/logo.png)](/)

  * [首页](/)
  * [学校概况](/about/)
  * [新闻动态](/news/)
  * [联系我们](/contact/)

当前位置：[首页](/) > [新闻动态](/news/) > 正文

"""
TAIL = """

上一篇：[食堂本周菜单](/news/81.html)

下一篇：[图书馆闭馆两天](/news/83.html)

### 相关文章

  * [运动会报名须知](/news/70.html)
  * [操场排水工程开工](/news/71.html)

* * *

Copyright © 2017 山里中学 版权所有

[山ICP备12345678号](http://example.com/)
"""
PAGE = HEAD + "# 关于秋季运动会改期的通知\n\n" + "\n\n".join(BODY) + "\n" + TAIL


def test_a_page_in_markdown_loses_its_frame() -> None:
    document = clean(PAGE)
    kept = [line for line in document.text.split("\n") if line]
    assert kept == ["# 关于秋季运动会改期的通知", *BODY]
    assert document.title == "关于秋季运动会改期的通知"
    assert document.restore() == PAGE
    assert clean(document.text).text == document.text


PLAN = "\n\n".join(
    (
        "# 列表页的改法",
        *BODY,
        "卡片上的按钮：",
        "```text\n查看详情\n```",
        "## 这一轮不做的",
        "- 用户收藏\n- 点赞\n- 评论\n- 转发\n- 排行榜\n- 用户登录\n- 网盘下载入口",
        "## 先后",
        "1. 先改卡片。\n2. 再改筛选。\n",
    )
)
MANUAL = "\n\n".join(
    (
        "编辑器\n===",
        "## 说明",
        "这是一个能在终端里用的编辑器，手不离键盘就能改文件，快捷键很多，先记住下面几个就够了，"
        "剩下的用到的时候再查也来得及，不必一开始就背下来，背了也会忘掉。",
        "打开文件",
        "```shell\nC-x C-f : 打开\n```",
        "Tags",
        "```shell\nM-. : 跳到所在位置\n```",
        "书签",
        "```shell\nC-x r m : 设置\n```",
        "窗口",
        "```shell\nC-x 2 : 分成两个\n```\n",
    )
)


@pytest.mark.parametrize("text", [PLAN, MANUAL])
def test_a_written_document_that_speaks_of_buttons_and_tags_stays(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "# 山里工具\n\n"
        + "\n\n".join(BODY)
        + "\n\n## 目录\n\n- [首页设计](#a)\n- [登录](#b)\n\nCopyright (c) 2017 李四\n",
        "# 笔记\n\n" + "\n".join(f"- [第{number}课](/notes/{number}.md)" for number in range(30)) + "\n",
        "\n\n".join(BODY) + "\n\n版权所有，请勿转载。\n",
    ],
)
def test_written_markdown_is_no_page(text: str) -> None:
    assert plain_page(Doc(text), rule_book().matcher("boilerplate")) is None


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("## 标题 *斜* **粗**", "标题 斜 粗"),
        ("  * [字](/a(b)c)，![图](x.png)", "字，"),
        ("[\n标题\n](/x)", "\n标题\n"),
        ("* * *\n| --- | --- |\n2 * 3 = 6\\.", "\n\n2 * 3 = 6."),
        ("snake_case 和 __init__", "snake_case 和 init"),
    ],
)
def test_the_text_of_marks(marked: str, plain: str) -> None:
    assert unmarked(marked) == plain
    assert unmarked(marked).count("\n") == marked.count("\n")


def test_an_image_at_the_edge_of_the_article_stays_and_one_within_the_frame_goes() -> None:
    page = PAGE.replace(BODY[2], f"{BODY[2]}\n\n![操场](/img/ground.png)").replace("* * *", "![横幅](/img/banner.png)")
    text = clean(page).text
    assert "ground.png" in text
    assert "banner.png" not in text
    assert "logo.png" not in text
