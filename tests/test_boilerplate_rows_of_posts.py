"""Threads of programs that nobody listed: boxes in a row that hold all that the page says; articles with comments."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from tests.articles import BODY, TITLE
from tests.test_boilerplate_model import NAV, SIDE, links

POSTS = [
    "上個月去了一趟河谷，沿路的茶園都在採收，茶農說今年雨水少，味道反而比往年濃，我帶了兩罐回來慢慢喝。",
    "求地址",
    "我家就在附近，下個週末還有一場市集，想去的可以早點出門，過了九點就沒有車位了。",
    "推",
    "已經訂好房間了，謝謝樓主。",
]


def page(body: str, title: str = "河谷三日") -> str:
    return (
        f"<html><head><title>{title} - 閒聊區</title></head><body><div class='x0'><ul>{links(NAV)}</ul></div>"
        f"{body}<ul class='x9'>{links(SIDE)}</ul></body></html>"
    )


def box(number: int, text: str, frame: str) -> str:
    return frame.format(number=number, text=text, name=f"溪邊貓{number}", day=f"2019-05-1{number}")


# Names without meaning, as bundlers make them; a number and a button each.
HASHED = (
    "<div class='_2bK'><small class='_9zQ'><span class='_aa'>#{number}</span> <span class='_bb'>{name}</span> "
    "<span class='_cc'>{day} 21:30</span></small><div class='_dd'><div class='_ee'>{text}</div></div>"
    "<div class='_ff'><label>{number}</label><span>回覆</span></div></div>"
)
# Tables in tables, as programs of 2004 wrote them.
TABLES = (
    "<table class='b5'><tr><td class='b1'><b>{name}</b><br>等级：游民<br>文章：3{number}</td><td class='b2'>"
    "<table><tr><td><a href='/i'>信息</a> | <a href='/m'>邮箱</a> | <a href='/h'>个性主页</a></td></tr></table><hr>"
    "<blockquote>{text}</blockquote></td></tr><tr><td class='b1'>{day} 12:30:00</td><td class='b2'>"
    "<a href='/q'>引用回复</a> <a href='/d'>编辑</a></td></tr></table>"
)


@pytest.mark.parametrize("frame", [HASHED, TABLES])
def test_boxes_that_hold_all_that_a_page_says_are_a_thread(frame: str) -> None:
    rows = "".join(box(number, text, frame) for number, text in enumerate(POSTS, 1))
    text = Cleaner().clean(page(f"<div class='x1'><h1>河谷三日</h1>{rows}</div>")).text
    assert [line for line in text.split("\n") if line and line != "河谷三日"] == POSTS


@pytest.mark.parametrize("frame", [HASHED, TABLES])
def test_comments_below_an_article_make_no_thread(frame: str) -> None:
    rows = "".join(box(number, text, frame) for number, text in enumerate(POSTS, 1))
    body = "".join(f"<p>{text}</p>" for text in BODY)
    source = page(f"<div class='x1'><h1>{TITLE}</h1><div class='x2'>{body}</div><h3>网友评论</h3>{rows}</div>", TITLE)
    assert [line for line in Cleaner().clean(source).text.split("\n") if line and line != TITLE] == BODY


def test_a_list_of_articles_is_no_thread() -> None:
    entry = (
        "<div class='e0'><h3><a href='/a/{number}'>溪边老街的第{number}家豆花店</a></h3><p>{text}</p>"
        "<div class='e1'>{day} 21:30 <a href='/a/{number}#c'>回复</a> <a href='/s'>分享</a></div></div>"
    )
    rows = "".join(box(number, text, entry) for number, text in enumerate([*BODY, *BODY], 1))
    document = Cleaner().clean(page(f"<div class='x1'>{rows}</div>", "溪边杂记"))
    before = Cleaner().clean(page(f"<div class='x1'>{rows}</div>".replace("回复", "继续"), "溪边杂记"))
    assert document.text == before.text


def test_who_offers_to_show_the_posts_of_one_alone_is_a_thread() -> None:
    row = (
        "<li class='cmt'><p class='cmt-info'>{number}楼 {day} <a href='/u'>{name}</a> | <a href='/o'>只看Ta</a></p>"
        "<div class='cmt-text'><p>{text}</p></div><p class='cmt-do'><a href='#'>顶</a>[0] <a href='#'>评论</a></p></li>"
    )
    rows = "".join(box(number, text, row) for number, text in enumerate(POSTS[1:], 1))
    source = page(
        f"<h1>河谷三日</h1><div class='info'><a href='/u'>溪邊貓</a> | <a href='/o'>只看Ta</a> 2019-05-12 21:30</div>"
        f"<div class='text'><p>{POSTS[0]}</p></div><h2>全部评论({len(POSTS) - 1})</h2><ul class='cmts'>{rows}</ul>"
    )
    text = Cleaner().clean(source).text
    assert [line for line in text.split("\n") if line and line != "河谷三日"] == POSTS


def test_a_question_page_with_names_of_a_known_site_keeps_its_question() -> None:
    row = (
        "<div class='wgt-answers' id='answer-{number}'><div class='wgt-replyer-all'>{name} {day}</div>"
        "<div class='answer-text'><p>{text}</p></div><div>你对这个回答的评价是？</div></div>"
    )
    rows = "".join(box(number, text, row) for number, text in enumerate(POSTS[:3], 1))
    asked = "第一次去河谷，想问问沿路哪里可以停车过夜，山上的民宿要不要提前订？"
    source = page(
        f"<h1>河谷三日怎么走</h1><div class='wgt-ask'><p class='line'>{asked}</p></div><h4>3个回答</h4>{rows}",
        "河谷三日怎么走",
    )
    text = Cleaner().clean(source).text
    assert [line in text for line in (asked, *POSTS[:3])] == [True] * 4


VBULLETIN = (
    "<table id='post{number}'><tr><td class='thead'>#{number} {day}, 09:30 PM</td></tr><tr><td class='alt2'>{name}"
    "<div>註冊日期: Jan 2005</div><div>文章: 3{number}</div></td></tr><tr><td class='alt1' id='td_post_{number}'>"
    "<div id='post_message_{number}'>{text}</div><div>__________________<br>慢慢走，看花</div></td></tr></table>"
)
NGA = (
    "<table class='forumbox postbox'><tr id='post1strow{number}'><td class='c1'><a class='author b'>{name}</a>"
    "<div>级别: 学徒</div></td><td class='c2'><span>{day} 21:30</span><a href='#l'>#{number}</a>"
    "<span id='postcontentandsubject{number}'><p id='postcontent{number}' class='postcontent ubbcode'>{text}</p>"
    "</span></td></tr></table>"
)


@pytest.mark.parametrize(("frame", "site"), [(VBULLETIN, "vbulletin"), (NGA, "nga")])
def test_programs_known_by_the_names_of_their_posts(frame: str, site: str) -> None:
    rows = "".join(box(number, text, frame) for number, text in enumerate(POSTS, 1))
    document = Cleaner().clean(page(f"<h1>河谷三日</h1>{rows}"))
    assert [line for line in document.text.split("\n") if line and line != "河谷三日"] == POSTS
    assert document.tags["site"] == site
