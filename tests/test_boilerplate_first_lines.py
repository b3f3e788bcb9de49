"""First lines that are no headline: the day above it, an account, the first of several parts, who wrote alone."""

from __future__ import annotations

import pytest

from cleaner import clean
from tests.articles import BODY, TITLE

TEXT = "\n".join(BODY)


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Monday, October 10, 2011", "2011-10-10"),
        ("2017年11月29日 星期三", "2017-11-29"),
        ("2008/02/25", "2008-02-25"),
        ("週三, 28 四月 2021", "2021-04-28"),
        ("Posted on October 10, 2011", "2011-10-10"),
    ],
)
def test_the_day_above_the_headline_of_a_blog(line: str, published: str) -> None:
    text = f"{line}\n\n{TITLE}\n\n{TEXT}"
    document = clean(text)
    assert (document.title, document.published) == (TITLE, published)
    assert document.text.startswith(TITLE)
    assert document.restore() == text


def test_the_day_above_the_text_of_a_diary_stays() -> None:
    text = f"2020年2月3日　星期一　阴\n{TEXT}\n2020年2月4日　星期二　晴\n{BODY[0]}"
    document = clean(text)
    assert (document.title, document.published) == (None, "2020-02-03")
    assert document.text.startswith("2020年2月3日")


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("一、磨坊概况", ""),
        ("1. 开磨", ""),
        ("引言：为什么看水磨", ""),
        ("编者按", ""),
        ("磨坊的历史[编辑]", ""),
        ("第三节 木料", "第四节 石料"),
        ("二、木料", "三、石料"),
        ("close", ""),
        ("012A2876.JPG", ""),
        ("59 views", ""),
        ("更多", ""),
    ],
)
def test_a_part_or_a_button_is_no_title(line: str, below: str) -> None:
    assert clean(f"{line}\n{TEXT}\n{below}\n{BODY[0]}").title is None


@pytest.mark.parametrize("line", ["三、五月的水磨", "磨坊简介", "1.5米的水磨", "第三节课", "一、二月的水磨"])
def test_others_are(line: str) -> None:
    assert clean(f"{line}\n{TEXT}").title == line


@pytest.mark.parametrize(
    ("line", "author"), [("王小燕", "王小燕"), ("河湾路小学三年级一班 王小燕(9岁)", "王小燕"), ("河湾记", None)]
)
def test_who_wrote_alone_above_the_text(line: str, author: str | None) -> None:
    document = clean(f"{line}\n{TEXT}")
    assert (document.title, document.author) == ((None, author) if author else (line, None))
    assert clean(f"{line}\n{TEXT}\n{line}是他们的师傅。").title == line


@pytest.mark.parametrize("name", ["mill_zheng", "millpolly foodie"])
def test_an_account_above_the_headline_and_below_it(name: str) -> None:
    head = f"{name}\n{TITLE}：第一年\n{name}\n等级3\n2025-07-25\n647 浏览\n关注"
    document = clean(f"{head}\n{TEXT}\n以上内容仅代表作者个人观点，不代表本网立场。")
    assert (document.title, document.author) == (f"{TITLE}：第一年", name)
    assert name not in document.text
