"""Who wrote a page and when, where its markup names nobody or names somebody in an unusual way."""

from __future__ import annotations

import pytest

from cleaner import Config, clean

PROSE = (
    "<p>村口的水磨停了三十年，今年春天又转了起来，来看的人从早到晚没有断过，孩子们最喜欢站在水闸旁边数叶片。</p>" * 3
)


def page(below: str, head: str = "", title: str = "停了三十年的水磨又转起来了") -> str:
    """A page with its headline, what stands below that, and what its head says."""
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><div><h1>{title}</h1>{below}</div>"
        f"<div>{PROSE}</div></body></html>"
    )


def author(below: str, head: str = "", title: str = "停了三十年的水磨又转起来了") -> str | None:
    return clean(page(below, head, title), config=Config(input="html")).author


@pytest.mark.parametrize(
    ("below", "name"),
    [
        ("<div>磨坊不饿</div><div>关注</div><div>2024-05-08 23:23</div>", "磨坊不饿"),
        ("<div>Daily Life</div><div>2023年9月13日</div>", None),
        ("<div>2017-03-11王小二</div>", "王小二"),
        ("<div>社会</div><div>2023-08-31 21:00</div>", None),
    ],
)
def test_a_name_beside_the_day(below: str, name: str | None) -> None:
    assert author(below) == name


def test_the_headline_begins_with_the_name_of_its_author() -> None:
    below = "<div>时间：2020-11-18 16:58</div><p>编者按：水磨转了。</p><p>实施水磨更新</p><p>王小二</p>"
    assert author(below, title="王小二：让停了三十年的水磨转起来") == "王小二"


def test_a_person_in_microdata_without_a_text() -> None:
    person = '<span hidden itemprop="author" itemscope><meta itemprop="name" content="millman"></span>'
    assert clean(f"{person}{page('')}", config=Config(input="html")).author == "millman"


def test_digits_are_no_name() -> None:
    record = '{"@type": "NewsArticle", "author": {"@type": "Person", "name": "2023/08/25 王小二"}}'
    assert author("", f'<script type="application/ld+json">{record}</script>') == "王小二"


def test_a_time_on_the_page_stands_for_a_midnight_in_its_record() -> None:
    head = '<meta property="article:published_time" content="2024-09-05T00:00:00+08:00">'
    found = clean(page("<div>2024/09/05 02:39</div>", head), config=Config(input="html"))
    assert found.published == "2024-09-05T02:39+08:00"
