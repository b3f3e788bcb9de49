"""Pages that show several posts below each other: each keeps its heading, and none of them is the page's headline."""

from __future__ import annotations

from cleaner import Document, clean

_POSTS = (
    (
        "水磨修好了",
        "今天把水磨的轮子修好了，换了三块木板，又上了一遍桐油。",
        "老李说这盘磨至少还能再转二十年，全村人都来看热闹。",
    ),
    (
        "去镇上买种子",
        "镇上的种子铺今年进了新的荞麦种，价钱比去年便宜了一成。",
        "回来的路上下了雨，在桥洞里躲了半个小时，衣服还是湿了。",
    ),
    (
        "晒谷场的电灯",
        "晒谷场终于装上了电灯，晚上也能看见谁家的谷子还没有收。",
        "孩子们在灯下跑来跑去，一直玩到九点多才肯回家睡觉。",
    ),
    (
        "旧渠清淤",
        "旧渠里的淤泥清了整整四天，挖出来两只瓦罐和一把旧镰刀。",
        "瓦罐送到了县里的文化馆，听说要请人来看看是哪年的东西。",
    ),
)
_ENTRY = (
    '<article class="post"><header><h2 class="post-title"><a href="/{n}.html">{title}</a></h2>'
    '<div class="post-meta">发表于 2023-0{n}-1{n} | 分类于 <a href="/c/">日记</a></div></header>'
    '<div class="content"><p>{one}</p><p>{two}</p></div><footer><a href="/{n}.html#say">{more}</a></footer></article>'
)
_FRAME = (
    "<html><head><title>{told}</title></head><body><div class='menu'><a href='/'>首页</a><a href='/a/'>归档</a>"
    "<a href='/t/'>标签</a><a href='/about/'>关于</a></div><div id='main'>{body}</div>"
    "<div class='side'><h3>最新文章</h3><ul><li><a href='/9.html'>打谷机</a></li>"
    "<li><a href='/8.html'>秋收</a></li></ul></div>"
    "<div id='footer'>© 2023 磨坊手记 由 Hexo 强力驱动</div></body></html>"
)


def _entries(address: str = "", more: str = "0 条评论") -> str:
    return "".join(
        _ENTRY.replace('href="/', f'href="{address.format(n=n)}/').format(n=n, title=title, one=one, two=two, more=more)
        for n, (title, one, two) in enumerate(_POSTS, 1)
    )


def _clean(body: str, told: str) -> Document:
    return clean(_FRAME.format(told=told, body=body), content_type="text/html")


def test_posts_keep_their_headings_and_the_page_its_own_title() -> None:
    """The front page of a blog is called as its ``<title>`` says, and has no day of its own."""
    found = _clean(_entries(), "磨坊手记")
    lines = found.text.split("\n")
    for title, *told in _POSTS:
        assert title in lines
        assert all(line in lines for line in told)
        assert lines.index(told[0]) == lines.index(title) + 1
    assert not any("发表于" in line or "条评论" in line or "打谷机" in line for line in lines)
    assert (found.title, found.published, found.source) == ("磨坊手记", None, "磨坊手记")


def test_the_beginnings_of_posts_are_no_article() -> None:
    """They lead to the rest."""
    assert _clean(_entries(more="阅读全文 »"), "磨坊手记").verdict == "boilerplate"


def test_the_number_of_a_page_names_no_site() -> None:
    """``Page 2 of 9`` is no source."""
    found = _clean(_entries(), "日记 - 磨坊手记 - Page 2 of 9")
    assert found.source == "磨坊手记"
    assert found.published is None


def test_an_article_with_others_below_it_is_one_article() -> None:
    """Cards of other posts below an article take neither its title nor its day."""
    article = "".join(f"<p>{one}{two}</p>" * 2 for _, one, two in _POSTS)
    body = (
        f"<h1>磨坊纪事</h1><div>2024-05-06 来源：乡村周报</div><div class='text'>{article}</div>"
        "<div class='more'>" + _entries()[:1200] + "</div>"
    )
    found = _clean(body, "磨坊纪事 - 磨坊手记")
    assert (found.title, found.published, found.source) == ("磨坊纪事", "2024-05-06", "乡村周报")


def test_a_letter_about_what_others_wrote_is_one_article() -> None:
    """Its headings lead to many sites."""
    parts = _entries("https://site{n}.example.com")
    found = _clean(f"<h1>磨坊周报第十二期</h1><p>2024-05-06 10:30</p>{parts}", "磨坊周报第十二期")
    assert found.title == "磨坊周报第十二期"
    assert found.published == "2024-05-06T10:30+08:00"
