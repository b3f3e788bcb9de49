"""The headings of an article's parts stay, though a table of contents links to them and they to themselves."""

from __future__ import annotations

import pytest

from cleaner import clean

PARTS = {
    "先备料": "糯米要提前一晚泡好，第二天早上淋干水，米粒捏得碎就可以上锅了；蒸之前在笼布上抹一点油，免得粘住。",
    "上锅蒸": "大火蒸四十分钟，中间揭盖洒两次水，米饭熟透而不烂，颗粒分明，这时候最香；起锅以后要赶紧摊开散热。",
    "拌酒曲": "饭凉到不烫手的时候拌进酒曲，压实，中间挖一个窝，盖上棉被，等三天就能闻到酒香，再过一天便可以开坛。",
}
FOOT = "<footer><p>本站内容采用知识共享许可。</p></footer>"


def _contents(address: str) -> str:
    return "".join(f'<li><a href="{address}#{name}">{name}</a></li>' for name in PARTS)


def _page(heading: str, around: str) -> str:
    parts = "".join(heading.format(name=name) + f"<p>{text}</p><p>{text[::-1]}</p>" for name, text in PARTS.items())
    body = f"{around}<article><h1>家常米酒</h1>{parts}</article>{FOOT}"
    return f"<html><head><title>家常米酒</title></head><body>{body}</body></html>"


@pytest.mark.parametrize("contents", ["<nav>目录<ul>{}</ul></nav>", "<div class='side'>目录<ul>{}</ul></div>"])
@pytest.mark.parametrize(
    "heading",
    [
        '<h2 id="{name}"><a href="#{name}">{name}</a></h2>',
        '<h3><a href="#{name}" name="{name}"><span>{name}</span></a></h3>',
    ],
)
def test_headings_that_link_to_themselves_stay_and_the_table_of_contents_goes(contents: str, heading: str) -> None:
    source = _page(heading, contents.format(_contents("")))
    document = clean(source)
    assert [line for line in document.text.split("\n") if line in PARTS] == list(PARTS)
    assert "目录" not in document.text
    assert document.restore() == source


@pytest.mark.parametrize("sign", ["=", "-"])
@pytest.mark.parametrize("heading", ["友情链接", "相关阅读"])
def test_a_heading_of_markdown_with_a_line_of_signs_below_is_the_author_s(heading: str, sign: str) -> None:
    told = "这个小工具把一段话切成词，装好以后在命令行里敲一行就能用，词典可以自己换，也可以往里加新词。"
    parts = [told, told[::-1], "", heading, sign * 8, "* [另一个工具](http://a.example/b)", "* 第三个工具", ""]
    parts += [
        "常见问题",
        sign * 8,
        "1. 怎么加词？",
        "1. 怎么加词？",
        "",
        "切分速度",
        sign * 8,
        "* 每秒一兆",
        "* 每秒两兆",
    ]
    text = "\n".join(parts) + "\n"
    assert clean(text).text.strip() == text.strip()


def test_a_label_above_sections_that_count_on_ends_nothing() -> None:
    told = "这个页面先写清楚给谁看，再写清楚从哪里来，最后写清楚去哪里问，三样东西缺了哪一样都不算写完。"
    items = ["结构化摘要", "推荐活动", "相关推荐", "更新时间", "可信来源"]
    above = ["# 页面说明", "## 1. 给谁看", told, "## 2. 放什么", "页面必须包含：", *items]
    below = ["## 3. 摘要区", "每个页面增加：", "「摘要区」", "## 4. 导航", "登录", "首页", "会员中心"]
    text = "\n\n".join([*above, *below])
    assert clean(text).text == text
