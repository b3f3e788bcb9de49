"""Pages as Markdown: headings, lists, quotations, tables and source code."""

from __future__ import annotations

from cleaner import clean
from cleaner.emit import render
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
