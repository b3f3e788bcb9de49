"""A text that is several, each with a byline of its own, keeps them all: a board of posts, a digest, an anthology."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.lines import Lines
from cleaner.rules import rule_book
from cleaner.stages.boilerplate.forms import form_of
from cleaner.stages.boilerplate.page import Page
from tests.articles import BODY, TITLE

WRITERS = ["磨坊主", "半缸清水", "老槐树", "摆渡人", "磨坊主", "豆腐西施"]
WORDS = ["水车又转了，晚上来看。", "换点灯油吧", "加油！", "谢谢各位", "明天再说", "我要出远门，十天后回来。"]


def _board(head: str) -> str:
    posts = zip(WRITERS, WORDS, strict=True)
    return "\n".join(head.format(writer=writer, n=n) + f"\n{words}" for n, (writer, words) in enumerate(posts))


FORMS = {
    "board": "---\n作者: {writer}(mill{n})\n题目: 第{n}次通知\n日期: Fri Feb 25 07:03:3{n} 2000",
    "thread": "作者:{writer} 回复日期:2010-3-{n} 08:12:00",
    "said": "{writer} 发表于 2010-3-{n} 08:12",
    "anthology": "河边小记之{n}\n作者：{writer}",
    "digest": "河边小记之{n}\n来源：{writer}日报　2010-03-0{n}",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_sheaf_of_texts_keeps_the_byline_and_the_words_of_each(form: str) -> None:
    text = _board(FORMS[form])
    document = clean(text)
    assert document.text.split() == text.split()
    assert document.restore() == text


@pytest.mark.parametrize(("form", "author"), [("board", None), ("anthology", None), ("thread", "磨坊主")])
def test_texts_by_several_writers_have_no_author_and_a_thread_that_of_its_first_post(
    form: str, author: str | None
) -> None:
    assert clean(_board(FORMS[form])).author == author


def _form(text: str) -> str | None:
    form = form_of(Page(Lines(text), rule_book().matcher("boilerplate")))
    return form.name if form else None


def test_bylines_within_the_frame_of_a_site_or_below_an_article_make_no_sheaf() -> None:
    board = _board(FORMS["thread"])
    assert _form(board) == "thread"
    assert _form(f"首页 > 论坛 > 河边\n{board}") is None
    assert _form(f"{board}\n版权所有 © 2010 河湾论坛 京ICP备05000001号") is None
    assert _form("\n".join([TITLE, *BODY, *BODY, board])) is None
    assert _form("\n".join(f"作者：{writer}" for writer in WRITERS)) is None
