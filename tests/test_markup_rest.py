"""The rest of an article, which a page hides until the reader asks for it, stays; other hidden text goes."""

from __future__ import annotations

import pytest

from tests.test_markup import text_of

SHOWN = [
    "老渡口的木桥上周重新开放，桥面换了新的木板，两边装了栏杆，居民又可以从桥上走到对岸的菜市场去了。",
    "负责修桥的工程队说，木桥建于上世纪六十年代，桥桩有三成已经朽坏，这次全部换成了落叶松。",
]
REST = [
    "木桥重新开放以后，对岸菜市场的摊主第二天就多进了一倍的菜，两家早点铺也重新开了张。",
    "工程队提醒居民，木桥只供行人使用，桥面结冰的早晨请绕行下游的石桥。",
]
OTHER = (
    "国足昨晚在客场以一比二输给对手，主教练赛后表示球队的体能有问题。下一场比赛必须赢下来才能出线，球迷对此并不看好。"
)
BUTTON = "<a href='#' class='open'>展开全文</a>"


def paragraphs(some: list[str]) -> str:
    return "".join(f"<p>{one}</p>" for one in some)


def page(inner: str, head: str = "<style>.rest{display:none}</style>") -> str:
    return f"<html><head><title>木桥</title>{head}</head><body><h1>木桥</h1><div>{inner}</div><p>页脚</p></body></html>"


@pytest.mark.parametrize("given", ["class='rest'", "style='display:none'", "hidden"])
@pytest.mark.parametrize("button", ["", BUTTON])
def test_the_rest_of_an_article_stays(given: str, button: str) -> None:
    text = text_of(page(f"{paragraphs(SHOWN)}<div {given}>{paragraphs(REST)}</div>{button}"))
    assert [line for line in SHOWN + REST if line not in text] == []


@pytest.mark.parametrize(
    ("inner", "gone"),
    [
        (f"{paragraphs(SHOWN)}<div class='rest'><p>{OTHER}</p></div>", OTHER),
        (f"{paragraphs(SHOWN)}<div class='rest'><p>{REST[1]}</p></div>", REST[1]),  # a single sentence
        (f"<p>{SHOWN[0]}</p><div class='rest'>{paragraphs(REST)}</div><p>{SHOWN[1]}</p>", REST[0]),
        (f"{paragraphs(SHOWN)}<div class='rest modal'>{paragraphs(REST)}</div>", REST[0]),
        (f"{paragraphs(SHOWN)}</div><div><div class='rest'>{paragraphs(REST)}</div>", REST[0]),
    ],
)
def test_other_hidden_text_goes(inner: str, gone: str) -> None:
    text = text_of(page(inner))
    assert gone not in text
    assert SHOWN[1] in text


def test_what_the_page_shows_is_not_told_twice() -> None:
    text = text_of(page(f"{paragraphs(SHOWN)}<div class='rest'>{paragraphs(SHOWN)}</div>"))
    assert text.count(SHOWN[0]) == 1
