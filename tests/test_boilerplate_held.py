"""Whether what would stay of a page is an article: lists, forms and prices are none, short articles of any form are."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner.stages.boilerplate.held import Choice, Told, bar, held_features
from cleaner.stages.boilerplate.model import forest
from tests.articles import BODY, TITLE
from tests.test_boilerplate_listing import cleaned
from tests.test_boilerplate_model import SIDE, page
from tools.boilerplate_pages import Sample, Source, html_sample

HOME = "https://shuimo.example/x"
PRICES = "".join(f"<tr><td>石磨 {n} 号</td><td>{n}0cm</td><td>${n}80</td><td>加入购物车</td></tr>" for n in range(1, 9))
EPISODES = "".join(
    f"<div class='ep'><img src='{n}.jpg'><div>EP{n} 磨坊里的人</div><div>4{n}:00</div></div>" for n in range(9)
)
NAMES = "".join(f"<tr><td>{n}</td><td>王小{n}</td><td>河湾村{n}组</td></tr>" for n in range(1, 9))


def held(body: str) -> Sample:
    made = html_sample(Source("x", "news", "x", "", page(body).encode(), BODY[0]))
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (f"<h2>价目表</h2><p>更新日期：2024/05/06</p><table>{PRICES}</table>", "石磨价目表"),
        (f"<h1>水磨村</h1><p>每周六 20:00 首播</p>{EPISODES}", "水磨村 节目列表"),
        (
            "<div class='tags'><div>目前共计 12 个标签</div><a href='/t/1'>磨坊</a> <a href='/t/2'>石匠</a></div>",
            "标签",
        ),
        (
            "<div class='archive'><span>嗯..! 目前共计 4 篇日志。 继续努力。</span>"
            + "".join(f"<div><time>05-0{n}</time><a href='/{n}'>{name}</a></div>" for n, name in enumerate(SIDE, 1))
            + "</div>",
            "归档",
        ),
        ("<div class='err'><h1>404</h1><p>您要访问的页面不在这里。</p><a href='/'>返回首页</a></div>", "404"),
    ],
)
def test_lists_prices_and_errors_are_no_article(body: str, title: str) -> None:
    document = cleaned(body, title, HOME)
    assert (document.text, document.verdict) == ("", "boilerplate")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p>水磨转，水磨转，<br>转到春来又转到秋。<br>石头老，木头新，<br>一袋面粉走四邻。</p>", "一袋面粉走四邻"),
        (f"<p>根据评审结果，现将获奖名单公布如下：</p><table>{NAMES}</table>", "王小7"),
        ("<p>本周六上午八点到下午五点停水，请提前备水。</p>", "停水"),
        ("<p>The mill turned again this spring, after thirty years. " * 6 + "</p>", "thirty years"),
        (f"<img src='1.jpg'><p>{BODY[1][:24]}</p><img src='2.jpg'><p>{BODY[2][:20]}</p>", BODY[2][:20]),
    ],
)
def test_a_short_article_of_any_form_is_one(body: str, told: str) -> None:
    document = cleaned(f"<h1>{TITLE}</h1><div class='con'>{body}</div>", TITLE, HOME)
    assert told in document.text


def test_whole_paragraphs_and_source_code_are_never_taken_for_a_list() -> None:
    text = held("".join(f"<p>{line}</p>" for line in BODY))
    keep = np.array([text.page.text(line) in BODY for line in range(len(text.page))])
    assert bar(text.view, keep) == np.inf
    assert bar(text.view, np.zeros_like(keep)) < np.inf
    code = held("<pre>" + "\n".join(f"x{n} = {n}" for n in range(5)) + "</pre>")
    assert bar(code.view, code.view.rows.has("pre")) == np.inf


def test_the_row_of_a_page_has_the_columns_that_the_model_wants() -> None:
    made = held(f"<p>{BODY[0]}</p>")
    keep = made.label > 0.5
    choice = Choice(keep, np.where(keep, 2.0, -2.0), 0.9)
    row = held_features(made.view, made.pagemap, choice, Told(None, TITLE, dated=False, forum=False))
    assert set(forest("none").names) == set(row)
    nothing = choice._replace(keep=np.zeros_like(keep))
    empty = held_features(made.view, made.pagemap, nothing, Told(None, TITLE, dated=False, forum=False))
    assert all(np.isfinite(column).all() for column in empty.values())
    assert forest("none").logits(empty)[0] > forest("none").logits(row)[0]
