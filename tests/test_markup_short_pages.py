"""Posts of a few words, blogs that are called after who writes them, and records that are not well formed."""

from __future__ import annotations

import pytest

from cleaner import clean

_ITEMS = '<li><a href="/">Home</a></li><li><a href="/a">archive</a></li>'
NAV = f'<nav><h1><a href="/">河湾手记</a></h1><ul>{_ITEMS}</ul></nav>'


@pytest.mark.parametrize("html", ["<html>", '<html">', "<html'>"])
@pytest.mark.parametrize("text", ["下雨了，水磨停了。", "今天的图，很好看"])
@pytest.mark.parametrize("day", ["Posted <time>2021-03-05</time> | <span>archive</span>", "2021-03-05"])
def test_a_post_of_a_few_words_stands_alone(html: str, text: str, day: str) -> None:
    head = f'<header class="post-header"><h2>水磨【图】</h2><p>{day}</p></header>'
    source = (
        f"<!DOCTYPE html>\n{html}<head><title>水磨【图】 - 河湾手记</title></head><body>{NAV}"
        f"<main><article>{head}<p>{text}</p></article></main>"
        '<div class="comments"><h3>Comments</h3></div></body></html>'
    )
    assert clean(source).text == text


def blog(author: str, site: str, shown: str = "", head: str = "") -> str:
    body = f"<p>水磨坊的木轴去年裂了，{shown}村里人凑钱从县城请来一位老师傅，他在河边住了整整一个月才修好。</p>" * 3
    meta = f'<meta property="og:site_name" content="{site}"><meta name="author" content="{author}">{head}'
    return f"<html><head><title>修水磨 | {site}</title>{meta}</head><body><h1>修水磨</h1>{body}</body></html>"


def test_a_blog_may_be_called_after_who_writes_it() -> None:
    person = '<meta property="article:author" content="王磨匠">'
    assert clean(blog("王磨匠", "王磨匠", head=person)).author == "王磨匠"
    byline = '<div class="meta">2021-03-05 <a class="p-author" href="/about">molijiang</a></div>'
    signed = blog("molijiang", "molijiang").replace("</h1>", f"</h1>{byline}")
    assert clean(signed).author == "molijiang"
    assert clean(blog("河湾新闻网", "河湾新闻网")).author is None


@pytest.mark.parametrize("name", ["磨博士", "王教授"])
def test_a_title_behind_one_character_is_part_of_the_name(name: str) -> None:
    assert clean(blog(name, "河湾手记")).author == name


def test_commas_too_many_do_not_spoil_a_record() -> None:
    record = (
        '{"@type": "BlogPosting", "headline": "修水磨", "datePublished": "Fri Mar 05 2021 09:12:30 GMT+0800",'
        '"author": {"@type": "Person", "name": "molijiang",}, "keywords": ["水磨",],}'
    )
    script = f'<script type="application/ld+json">{record}</script>'
    source = blog("河湾手记", "河湾手记", head=script)
    document = clean(source)
    assert (document.author, document.published) == ("molijiang", "2021-03-05T09:12:30+08:00")


@pytest.mark.parametrize(("line", "author"), [("王磨匠", "王磨匠"), ("手艺栏", None), ("王磨匠修了一个月的水磨", None)])
def test_a_name_alone_below_the_day_is_the_author(line: str, author: str | None) -> None:
    byline = f"<ul><li>2021-03-05</li><li>{line}</li><li>168次浏览</li></ul>"
    assert clean(blog("", "河湾手记").replace("</h1>", f"</h1>{byline}")).author == author


@pytest.mark.parametrize("day", ["2月 3 2010", "2月 3, 2010", "二月 3 2010"])
def test_the_day_that_a_page_shows_tells_the_zone_of_its_record(day: str) -> None:
    above = f'<time datetime="2010-02-02T23:35:53.000Z"><a href="/2010/02/03/x/">{day}</a></time>'
    assert clean(blog("", "河湾手记").replace("</h1>", f"</h1>{above}")).published == "2010-02-03T07:35:53+08:00"


def test_a_moment_in_universal_time_is_told_as_at_home_where_the_day_is_the_same() -> None:
    meta = '<meta property="article:published_time" content="2010-02-02T02:35:53Z">'
    assert clean(blog("", "河湾手记", head=meta)).published == "2010-02-02T10:35:53+08:00"
    assert clean(blog("", "河湾手记", head=meta.replace("T02", "T20"))).published == "2010-02-02T20:35:53Z"


@pytest.mark.parametrize("word", ["我的", "新手上路"])
def test_a_word_of_a_menu_is_no_member(word: str) -> None:
    link = f'<a rel="author" href="/u/1">{word}</a>'
    assert clean(blog("", "河湾手记").replace("</h1>", f"</h1>{link}")).author is None
