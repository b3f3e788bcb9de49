"""The line model: pages with markup, flattened pages, and what it must leave alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal
from unittest.mock import Mock

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleaner import Cleaner, Config
from cleaner.doc import Doc
from cleaner.lines import Lines
from cleaner.rules import rule_book
from cleaner.stages.boilerplate.forum import is_forum
from cleaner.stages.boilerplate.markup_features import closed
from cleaner.stages.boilerplate.model import forest
from cleaner.stages.boilerplate.page import Page
from cleaner.stages.boilerplate.regions import Regions, by_worth, recall
from cleaner.stages.boilerplate.topic import described
from cleaner.stages.markup.pagemap import PageMap
from cleaner.stages.markup.unveil import read
from cleaner.trees import Forest
from tests.articles import BODY, TITLE

NAV = ["首页", "新闻", "体育", "财经", "娱乐", "科技", "汽车", "房产", "教育", "登录/注册"]
SIDE = ["桥头的杂货店关门了", "今年的雨水比去年多", "老校长回村看学生", "集市改到每月初五"]


def links(texts: list[str]) -> str:
    return "".join(f'<li><a href="/{n}">{text}</a></li>' for n, text in enumerate(texts))


def page(body: str) -> str:
    return (
        f"<html><head><title>{TITLE}_某某网</title></head><body><div class='nav'><ul>{links(NAV)}</ul></div>"
        f"<div class='main'><h1>{TITLE}</h1>{body}</div>"
        f"<div class='related'><h3>相关推荐</h3><ul>{links(SIDE)}</ul></div>"
        "<div class='footer'>关于我们 | 联系我们 | 版权所有 某某网</div></body></html>"
    )


def test_the_article_of_a_page_with_markup() -> None:
    document = Cleaner().clean(page("".join(f"<p>{text}</p>" for text in BODY)))
    assert document.text.strip().split("\n") == [TITLE, *BODY]
    assert document.title == TITLE
    assert document.verdict == "article"
    assert document.restore().startswith("<html>")


def test_short_lines_inside_the_article_stay() -> None:
    body = [BODY[0], BODY[1], "水声", BODY[2], "“再坐一会儿吧。”", BODY[3]]
    document = Cleaner().clean(page("".join(f"<p>{text}</p>" for text in body)))
    assert document.text.strip().split("\n") == [TITLE, *body]


CODE = ["# 备份", "for f in *.txt; do", "  cp $f /home/li/", "done", "Copyright (c) 2019 Li", "客户端", "分享"]


def test_a_technical_article_keeps_its_code_steps_and_labels() -> None:
    coloured = "\n".join(f'<span class="comment">{text}</span>' for text in CODE)
    table = "<table><tr><th>命令</th><th>结果</th></tr><tr><td>ls</td><td>列出文件</td></tr></table>"
    body = (
        f"<p>{BODY[0]}</p><h3>环境准备</h3><ul><li>操作系统：Windows 10</li><li>exit：退出</li></ul>"
        f'<pre class="hljs">{coloured}</pre><p>运行结果如下</p>{table}<p>{BODY[1]}</p><h2>参考资料</h2><pre>ls -l</pre>'
    )
    document = Cleaner(Config(punctuation=False)).clean(page(body))
    wanted = [TITLE, BODY[0], "环境准备", "操作系统：Windows 10", "exit：退出", *CODE, "运行结果如下"]
    assert document.text.rstrip().split("\n") == [*wanted, "命令\t结果", "ls\t列出文件", BODY[1], "参考资料", "ls -l"]


@pytest.mark.parametrize(
    "lines", ["<br>".join, lambda each: "".join(f'<div class="line">{line}</div>' for line in each)]
)
def test_line_numbers_beside_code_go(lines: Callable[[list[str]], str]) -> None:
    code = ["def add(a, b):", "    return a + b", "print(add(1, 2))"]
    table = f"<table><tr><td><pre>{lines(['1', '2', '3'])}</pre></td><td><pre>{lines(code)}</pre></td></tr></table>"
    document = Cleaner().clean(page(f"<p>{BODY[0]}</p>{table}<p>{BODY[1]}</p><pre>1\n2\n3</pre><p>{BODY[2]}</p>"))
    assert document.text.rstrip().split("\n") == [TITLE, BODY[0], *code, BODY[1], "1", "2", "3", BODY[2]]
    assert [e.rule for e in document.edits if e.rule.startswith("boilerplate.line")] == ["boilerplate.line-numbers"]


def test_a_column_of_numbers_is_no_frame() -> None:
    text = "\n".join([*BODY, *map(str, range(1, 60)), *CODE[:4], *BODY]) + "\n"
    assert Cleaner(Config(punctuation=False)).clean(text).text == text


def test_markup_without_a_frame_loses_nothing() -> None:
    body = [TITLE, *BODY, "春眠不觉晓，", "处处闻啼鸟。"]
    document = Cleaner().clean("<html><body>" + "".join(f"<p>{text}</p>" for text in body) + "</body></html>")
    assert document.text.strip().split("\n") == body


def test_controls_of_a_form_are_no_text() -> None:
    form = "<select><option>三月的旧文章一篇，讲的是桥。</option><option>四月的旧文章一篇，讲的是路。</option></select>"
    document = Cleaner().clean(page(form + "".join(f"<p>{text}</p>" for text in BODY)))
    assert "旧文章" not in document.text


NEXT = [
    "赶集的人天不亮就出门，扁担两头挂着篮子，一头是鸡蛋，一头是自家编的草帽，走三十里路才到镇上。",
    "镇上的茶馆早早开了门，说书先生讲的还是那几段，听书的人换了一代又一代，茶水却一直只要两分钱。",
    "太阳升到屋顶的时候，集市就散了，街上只剩下菜叶和孩子们的笑声，狗趴在门口，什么也不想。",
    "有人说，等路修好了，就没有人再来赶集了。老人们不信，他们说，路修好了，来的人只会更多。",
]


def test_the_article_is_found_beside_a_longer_story() -> None:
    """The title and the description of the page name the lines that are the article."""
    story = "".join(f"<p>{text}</p>" for text in NEXT)
    own = "".join(f"<p>{text}</p>" for text in BODY[:3])
    source = page(f'{own}</div><div class="box"><h2><a href="/x">集市</a></h2>{story}').replace(
        "</head>", f'<meta name="description" content="{BODY[0]}"></head>'
    )
    document = Cleaner().clean(source)
    assert document.text.strip().split("\n") == [TITLE, *BODY[:3]]
    assert document.restore() == source


@pytest.mark.parametrize(
    ("metas", "said"),
    [
        ([f'<meta name="description" content="{BODY[0]}">'], BODY[0]),
        ([f"<META PROPERTY='og:description' CONTENT='{BODY[1]}'>"], BODY[1]),
        (['<meta name="description" content="某某网">'], ""),
        (['<meta name="keywords" content="description">', "<meta charset=utf-8>"], ""),
        ([], ""),
    ],
)
def test_the_description_of_a_page(metas: list[str], said: str) -> None:
    assert described(metas) == said


@pytest.mark.parametrize(
    ("line", "ends"), [("他走了。", 1), ("“他走了。”", 1), ("(“他走了!”)", 1), ("他走了", 0), ("。”）”】”", 0)]
)
def test_closed_lines(line: str, ends: int) -> None:
    lines = Lines(f"前面\n{line}\n后面")
    assert closed(Page(lines, rule_book().matcher("boilerplate"))).tolist() == [0, ends, 0]


POSTS = [
    "楼主今天去爬了后山，山顶的云很低，伸手就能摸到，照片过两天再发上来给大家看。",
    "后山我去年也爬过，从东边上去路好走一些，就是中间有一段要过一条小溪。",
    "请问带孩子去合适吗？孩子今年六岁，平时走路还可以。",
    "合适的，我家孩子五岁就上去了，慢慢走，三个小时能到山顶。",
]


def thread() -> str:
    posts = "".join(
        f"<div class='post reply'><div class='author'><a href='/u/{n}'>山友{n}</a></div><span>{n + 1}楼</span>"
        f"<div class='post-body'>{text}</div><div class='tools'><a href='#'>回复</a><a href='#'>举报</a></div></div>"
        for n, text in enumerate(POSTS)
    )
    return (
        f"<html><head><title>后山爬山记_山友论坛</title></head><body><div class='nav'><ul>{links(NAV)}</ul></div>"
        f"<div class='thread topic-box'><h1 class='topic-title'>后山爬山记</h1>{posts}</div>"
        f"<div class='related'><h3>相关推荐</h3><ul>{links(SIDE)}</ul></div>"
        "<div class='footer'>关于我们 | 联系我们 | 版权所有 某某网</div></body></html>"
    )


@pytest.mark.parametrize(("url", "config"), [("http://bbs.example.com/thread-1.html", "auto"), (None, "forum")])
def test_a_thread_keeps_its_posts(url: str | None, config: Literal["auto", "forum"]) -> None:
    lines = Cleaner(Config(page=config)).clean(thread(), url).text.split("\n")
    assert [line for line in lines if line in POSTS] == POSTS
    assert not set(SIDE + NAV) & set(lines)


@pytest.mark.parametrize(
    ("url", "source", "forum"),
    [
        ("http://bbs.example.com/thread-1.html", thread(), True),
        ("http://news.example.com/2024/1.html", thread(), False),
        ("http://bbs.example.com/1.html", page(f"<p>{BODY[0]}</p>"), False),
        (None, thread().replace("<head>", "<head><meta property='og:url' content='http://x.com/forum/1'>"), True),
    ],
)
def test_what_is_a_forum(url: str | None, source: str, forum: bool) -> None:
    walk = read(source)
    assert is_forum(PageMap(walk, Doc(source)), url) is forum


def test_a_flattened_page_is_cut_down_to_its_article() -> None:
    text = "\n".join([*NAV, *NAV, "首页 > 村史 > 正文", TITLE, *BODY, "分享到：", "相关推荐", *SIDE, "版权所有 某某网"])
    document = Cleaner().clean(text)
    assert [line for line in document.text.split("\n") if line] == [TITLE, *BODY]


@pytest.mark.parametrize("text", ["\n".join([*BODY, "首页", "新闻"]), "\n".join(NAV[:5]), "一句话。", "\n".join(SIDE)])
def test_text_that_is_no_page_stays(text: str) -> None:
    assert Cleaner().clean(text).text == text


_PART = st.sampled_from([*NAV, *BODY, *SIDE, TITLE, "分享到：", "相关推荐", "版权所有 某某网", "2024-03-05 08:00"])


_TWICE = [BODY[0], "相关推荐", "首页", "首页", "2024-03-05 08:00", BODY[0], "首页"]


@settings(max_examples=60, deadline=None)
@given(st.lists(_PART, max_size=40), st.booleans())
@example(_TWICE, True)
def test_cleaning_twice_changes_nothing(parts: list[str], html: bool) -> None:
    """But for what the elements of a page had told to be inside the article: its text alone is looked at anew."""
    source = page("".join(f"<p>{part}</p>" for part in parts)) if html else "\n".join(parts)
    first = Cleaner().clean(source)
    assert first.status == "ok"
    again = Cleaner(Config(ignore=("boilerplate.outside",)) if html else Config())
    assert again.clean(first.text).text == first.text
    assert first.restore() == source


def test_a_forest_walks_its_trees() -> None:
    one = Forest(
        names=("a", "b"),
        feature=np.array([[0, 1, 1]], np.int32),
        threshold=np.array([[0.5, 1.0, np.inf]], np.float32),
        value=np.array([[1, 2, 3, 4]], np.float32),
        base=0.5,
    )
    rows = np.array([[0.5, 1], [0, 2], [1, 9]], np.float32)
    assert one.run(rows).tolist() == [1.5, 2.5, 3.5]


@pytest.mark.parametrize("depth", [1, 3, 4, 5])
def test_a_forest_gives_what_a_walk_gives(depth: int) -> None:
    random, inner = np.random.default_rng(depth), (1 << depth) - 1
    feature = random.integers(0, 4, (9, inner)).astype(np.int32)
    threshold = random.normal(size=(9, inner)).astype(np.float32)
    threshold[random.random((9, inner)) < 0.3] = np.inf
    value = random.normal(size=(9, inner + 1)).astype(np.float32)
    rows = np.append(random.normal(size=(300, 4)), np.zeros((1, 4)), axis=0).astype(np.float32)

    def leaf(tree: int, row: int) -> float:
        node = 0
        while node < inner:
            node = 2 * node + 1 + int(rows[row, feature[tree, node]] > threshold[tree, node])
        return float(value[tree, node - inner])

    walked = [sum(leaf(tree, row) for tree in range(9)) for row in range(len(rows))]
    assert Forest(("a", "b", "c", "d"), feature, threshold, value, 0.0).run(rows) == pytest.approx(walked, abs=1e-5)


def test_a_forest_with_too_many_leaves_is_refused() -> None:
    tests = np.zeros((1, 63), np.int32)
    wide = Forest(("a",), tests, tests.astype(np.float32), np.zeros((1, 64), np.float32), 0.0)
    with pytest.raises(ValueError, match="64 leaves"):
        wide.run(np.zeros((1, 1), np.float32))


@pytest.mark.parametrize("name", ["html", "forum", "region"])
def test_the_shipped_forests_are_sound(name: str) -> None:
    trees = forest(name)
    assert trees.feature.max() < len(trees.names)
    assert np.isfinite(trees.value).all()


def test_comments_hold_nothing_of_the_article_unless_all_do() -> None:
    regions = Regions(*(np.array(column) for column in ([0, 0], [4, 2], [0, 0], [4, 4])))
    lines = Lines("一二三四五\n一二三四五\n一二三四五\n一二三四五")
    for beside, wanted in (([0, 0, 1, 1], [1.0, 1.0]), ([1, 1, 1, 1], [1.0, 0.5])):
        flags = np.array(beside, np.bool_)
        view = Mock(page=Mock(lines=lines, number=np.arange(4)), rows=Mock(has=Mock(return_value=flags)))
        found = recall(view, regions, np.full(4, 9, np.float32))
        assert found.tolist() == pytest.approx(wanted, abs=1e-3)


def test_the_title_alone_is_no_article(monkeypatch: pytest.MonkeyPatch) -> None:
    class Fixed:
        def logits(self, table: dict[str, np.ndarray]) -> np.ndarray:
            return -np.asarray(table["lines"], np.float32)  # the shortest candidate is the best

    def chosen(name: str) -> object:
        return Fixed() if name == "region" else forest(name)

    from cleaner.stages.boilerplate import model

    monkeypatch.setattr(model, "forest", chosen)
    title = "停了三十年的水磨又转起来了，村里的老人和孩子都来看，说好"
    body = "".join(f"<p>{text}</p>" for text in BODY)
    source = (
        page(f"<div class='text'>{body}</div>").replace("<h1>", "<div class='t'><h1>").replace("</h1>", "</h1></div>")
    )
    text = Cleaner().clean(source.replace(TITLE, title)).text
    assert BODY[0] in text


def test_of_regions_about_as_good_the_smallest_comes_first() -> None:
    starts, ends = np.array([0, 3, 2, 0]), np.array([20, 6, 9, 5])
    regions = Regions(starts, ends, starts, ends)
    recall, even = np.array([1.0, 0.9, 0.95, 0.1]), np.full(4, 0.5)
    assert by_worth(regions, np.array([0.9, 0.87, 0.88, 0.3]), recall, even).tolist() == [1, 2, 0, 3]
    assert by_worth(regions, np.array([0.9, 0.8, 0.7, 0.3]), recall, even).tolist() == [0, 1, 2, 3]
    recall[1] = 0.4  # a paragraph of the article
    assert by_worth(regions, np.array([0.9, 0.87, 0.88, 0.3]), recall, even).tolist() == [2, 0, 1, 3]


def test_a_region_with_as_much_of_the_article_and_far_less_of_the_rest_comes_before_the_one_around_it() -> None:
    starts, ends = np.array([0, 3, 2, 0]), np.array([20, 6, 9, 5])
    regions = Regions(starts, ends, starts, ends)
    recall, values = np.array([1.0, 0.9, 0.97, 0.1]), np.array([0.5, 0.3, 0.4, 0.1])
    assert by_worth(regions, values, recall, np.array([0.1, 0.9, 0.5, 0.1])).tolist() == [2, 0, 1, 3]
    assert by_worth(regions, values, recall, np.array([0.3, 0.9, 0.5, 0.1])).tolist() == [0, 2, 1, 3]
