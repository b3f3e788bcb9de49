"""Pages as Markdown: headings, lists, quotations, tables and source code."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.emit import render
from cleaner.markdown_marks import escaped, escaped_heading, escaped_inside, without_tags
from cleaner.structure import structure_of

PAGE = """<html><head><title>怎样修一座水磨</title></head><body><ul class="nav"><li><a href="/">首页</a></li>
<li><a href="/n">新闻</a></li><li><a href="/l">登录</a></li></ul><div class="article"><h1>怎样修一座水磨</h1>
<p>停了三十年的水磨，在这个春天又转了起来。修磨的人是磨坊主的孙子，他从城里回来，带着一张旧图纸。</p>
<h2>要准备的东西</h2><ul><li>木料，要干透的<ul><li>槐木</li></ul></li><li><p>图纸</p><p>最好是原来的那一张。</p></li></ul>
<h3>步骤</h3><ol><li>量尺寸，记在本子上。</li><li>锯木料，留一分余量。</li></ol>
<blockquote><p>磨坊主说过，急不得，木头会记住你的手。</p></blockquote>
<pre>def turn(wheel):
    # 转一圈

    return wheel + 1</pre>
<table><tr><td>木料</td><td>价钱</td></tr><tr><td>槐木</td><td>三百</td></tr></table>
<p>磨出来的第一袋面粉，他分给了全村的人。大家说，这面粉里有一股河水的味道，和小时候吃的一样。</p></div>
<div class="footer">关于我们 | 版权所有</div></body></html>"""
WANTED = """# 怎样修一座水磨

停了三十年的水磨，在这个春天又转了起来。修磨的人是磨坊主的孙子，他从城里回来，带着一张旧图纸。

## 要准备的东西

- 木料，要干透的
    - 槐木
- 图纸
  最好是原来的那一张。

### 步骤

1. 量尺寸，记在本子上。
2. 锯木料，留一分余量。

> 磨坊主说过，急不得，木头会记住你的手。

```
def turn(wheel):
    # 转一圈

    return wheel + 1
```

| 木料 | 价钱 |
| --- | --- |
| 槐木 | 三百 |

磨出来的第一袋面粉，他分给了全村的人。大家说，这面粉里有一股河水的味道，和小时候吃的一样。
"""


def test_the_structure_of_a_page_in_markdown() -> None:
    front, _, body = render(clean(PAGE), "md").decode().removeprefix("---\n").partition("---\n\n")
    assert body == WANTED
    assert 'title: "怎样修一座水磨"' in front


def test_text_has_no_structure_of_its_own() -> None:
    assert structure_of(clean("春天来了,公园里的花都开了。\n1 < 2")) is None
    assert structure_of(clean(b"")) is None


def body_of(article: str) -> str:
    """The Markdown of a page with ``article`` between two paragraphs, without them and without its title."""
    head = "<html><head><title>怎样修一座水磨</title></head><body><h1>怎样修一座水磨</h1>"
    body = render(clean(f"{head}<p>{P}</p>{article}<p>{Q}</p></body></html>"), "md").decode().partition("---\n\n")[2]
    return body.removeprefix(f"# 怎样修一座水磨\n\n{P}\n\n").removesuffix(f"\n\n{Q}\n")


P = "停了三十年的水磨，在这个春天又转了起来。修磨的人是磨坊主的孙子，他从城里回来，带着一张旧图纸。"
Q = "磨出来的第一袋面粉，他分给了全村的人。大家说，这面粉里有一股河水的味道，和小时候吃的一样。"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("# 不是标题", "\\# 不是标题"),
        ("#话题#", "#话题#"),
        ("- 不是列表", "\\- 不是列表"),
        ("-5 度", "-5 度"),
        ("1. 不是列表", "1\\. 不是列表"),
        ("1.5 倍", "1.5 倍"),
        ("> 不是引用", "\\> 不是引用"),
        ("---", "\\---"),
        ("~~~", "\\~~~"),
        ("```", "\\`\\`\\`"),
        ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>"),
        ("1 < 2 > 0", "1 < 2 > 0"),
        ("&lt; 与 A&B", "\\&lt; 与 A&B"),
        ("*重点* 和 2 * 3 * 4", "\\*重点\\* 和 2 * 3 * 4"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("*号", "*号"),
        ("_下划线_ 与 a_b_c", "\\_下划线\\_ 与 a_b_c"),
        ("[方括号](圆括号)", "\\[方括号](圆括号)"),
        ("[注]见上文", "[注]见上文"),
        ("C:\\路径\\*.txt", "C:\\路径\\\\*.txt"),
    ],
)
def test_text_that_would_be_marks_is_escaped(text: str, marked: str) -> None:
    assert escaped(text) == marked
    assert without_tags(text).replace("\\<", "<") == text


def test_marks_inside_a_line_and_behind_a_heading() -> None:
    assert escaped_inside("# 井号") == "# 井号"
    assert escaped_heading("标题 ##") == "标题 \\##"


@pytest.mark.parametrize(
    ("article", "marked"),
    [
        ("<p># 不是标题</p><p>&lt;b&gt;字&lt;/b&gt;</p>", "\\# 不是标题\n\n\\<b>字\\</b>"),
        ("<h2>二级<br>标题</h2>", "## 二级 标题"),
        ("<ol start=3><li>三</li><li>四</li></ol>", "3. 三\n4. 四"),
        ("<ol><li value=x># 一</li></ol>", "1. \\# 一"),
        ("<pre>a = '```'</pre>", "````\na = '```'\n````"),
        ("<table><tr><th>年</th><th>数</th></tr><tr><td>2020</td><td></td></tr></table>",
         "| 年 | 数 |\n| --- | --- |\n| 2020 |  |"),
        ("<table><tr><td></td><td>数</td></tr><tr><td>春</td><td>三|四</td></tr></table>",
         "|  | 数 |\n| --- | --- |\n| 春 | 三\\|四 |"),
        ("<table><tr><th>名</th><th>说明</th></tr><tr><td>甲</td><td>一<br>二</td></tr>"
         "<tr><td colspan=2>合计</td></tr><tr><td>乙</td><td><p>三</p><p>四</p></td></tr></table>",
         "| 名 | 说明 |\n| --- | --- |\n| 甲 | 一<br>二 |\n| 合计 |  |\n| 乙 | 三<br>四 |"),
        ("<table><tr><td rowspan=2>华东</td><td>上海</td><td>1</td></tr><tr><td>南京</td><td>2</td></tr></table>",
         "| 华东 | 上海 | 1 |\n| --- | --- | --- |\n|  | 南京 | 2 |"),
        ("<table><caption>表一</caption><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>",
         "表一\n\n| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |"),
        ("<blockquote><p>一句。</p><p>两句。</p></blockquote><p>三句。</p>", "> 一句。\n>\n> 两句。\n\n三句。"),
        ("<p>先用<code>a_b*c*</code>，再按<kbd>Ctrl</kbd>。</p>", "先用`a_b*c*`，再按`Ctrl`。"),
        ("<h2>看<code>x</code></h2><ul><li><code>y = `z`</code></li></ul>", "## 看`x`\n\n- `` y = `z` ``"),
        ("<p>值为<code>&lt;b&gt;</code>时</p><pre><code>i = 1</code></pre>", "值为`<b>`时\n\n```\ni = 1\n```"),
        ("<table><tr><th>名</th><th>值</th></tr><tr><td>甲</td><td><code>a|b</code>和<code>c</code></td></tr></table>",
         "| 名 | 值 |\n| --- | --- |\n| 甲 | `a\\|b`和`c` |"),
    ],
)  # fmt: skip
def test_parts_of_pages(article: str, marked: str) -> None:
    assert body_of(article) == marked


def test_a_table_that_lays_out_a_page_is_none() -> None:
    article = f"<table><tr><td>{P * 5}</td><td>右栏</td></tr><tr><td>{Q}</td><td>图</td></tr></table>"
    assert "| --- |" not in body_of(article)


def test_tags_in_plain_text_are_shown() -> None:
    assert render(clean(f"{P}\n网页里的<script>会运行。"), "md").decode().endswith("网页里的\\<script>会运行。\n")
