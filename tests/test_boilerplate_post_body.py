"""What stands in the element that a theme names as the text of a post is the article, however short its lines are."""

from __future__ import annotations

import pytest

from cleaner import Cleaner, Config

MENU = '<header><a href="/">磨坊手记</a><ul>' + "".join(
    f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(("首页", "标签", "归档", "关于"))
) + "</ul></header>"  # fmt: skip
FOOT = '<footer class="post-footer"><a href="/a">上一篇的题目</a><a href="/b">下一篇的题目</a></footer>'
SIDE = (
    '<aside><ul><li>文章目录</li><li>站点概览</li></ul><a href="/c">12 日志</a></aside><footer>© 2021 磨坊手记</footer>'
)
CODE = '<figure><table><tr><td class="code"><pre>df -h /home | tail -n 1</pre></td></tr></table></figure>'


def text_of(body: str, name: str = "post-body") -> str:
    head = '<h1 class="post-title">看还剩多少地方</h1><div class="post-meta">发表于 <time>2021-03-05</time></div>'
    post = f'<article class="post">{head}<div class="{name}">{body}</div>{FOOT}</article>'
    page = f"<title>看还剩多少地方 | 磨坊手记</title><body>{MENU}<main>{post}</main>{SIDE}</body>"
    return Cleaner(Config(input="html")).clean(page).text


@pytest.mark.parametrize("name", ["post-body", "entry-content", "markdown-body", "article_content"])
@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (f"<p>问一下家里还剩多少只要一行</p>{CODE}", ["问一下家里还剩多少只要一行", "df -h /home | tail -n 1"]),
        (f"<p>地方满了<br>先看是哪一块<br>再把旧的清掉</p>{CODE}", ["地方满了", "先看是哪一块", "再把旧的清掉"]),
        (
            '<section class="card"><p>本机不记录谁看过什么。</p></section><h2>说明</h2><p>这个小工具只读一遍磁盘，'
            "把每个目录的大小列出来，不会改动里面的任何东西。</p>",
            ["本机不记录谁看过什么。", "说明"],
        ),
    ],
)
def test_all_of_a_post_stays(name: str, body: str, lines: list[str]) -> None:
    kept = text_of(body, name).split("\n")
    assert [line for line in lines if line not in kept] == []
    assert "文章目录" not in kept
    assert "下一篇的题目" not in kept


def test_a_list_of_posts_has_no_such_element() -> None:
    entries = "".join(
        f'<article><h2><a href="/p{n}">第{n}回的题目</a></h2><div class="post-body"><p>短短一行</p></div></article>'
        for n in range(8)
    )
    page = f"<title>磨坊手记</title><body>{MENU}<main>{entries}</main>{SIDE}</body>"
    assert Cleaner(Config(input="html")).clean(page).verdict == "boilerplate"


def test_numbers_between_lines_that_stay_are_theirs() -> None:
    rows = "".join(
        f"<p>{prize}</p><p>{count}</p><p>{amount}</p>"
        for prize, count, amount in (
            ("一等奖", 3, 512000),
            ("二等奖", 45, 9800),
            ("三等奖", 880, 500),
            ("四等奖", 1432, 50),
        )
    )
    told = "<p>镇上的水车节昨天开奖，一共卖出两万多张彩票，下面是各等奖的张数和每张的钱数。</p>"
    kept = text_of(f"{told}{rows}<p>领奖的时候请带上彩票和证件，到镇里的文化馆去领。</p>", "neirong").split("\n")
    assert [number for number in ("3", "45", "880", "1432", "50") if number not in kept] == []


def test_hidden_source_of_the_shown_text_stays_hidden() -> None:
    said = "地方又满了，**谁都存不进东西**，登上去看了一下，旧的记录占去将近一半，下面这一行能把最大的几个找出来。"
    shown = said.replace("**", "")
    text = text_of(f'<div id="md" style="display:none">{said}</div><div id="main"><p>{shown}</p></div>')
    assert text.count("登上去看了一下") == 1
    assert "**" not in text
