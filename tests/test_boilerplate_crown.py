"""What stands between a headline and a text side by side with both is a byline, and the headline the title alone."""

from __future__ import annotations

import pytest

from cleaner import Document, clean
from tests.articles import BODY, TITLE

TEXT = "\n".join(BODY)
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in BODY)


def page(between: str, paragraphs: str = PARAGRAPHS) -> Document:
    return clean(
        f"<html><head><title>{TITLE}-河湾网</title></head><body><div><a href='/'>首页</a> <a href='/a'>登录</a></div>"
        f"<h1>{TITLE}</h1>{between}{paragraphs}<div>© 河湾网 版权所有</div></body></html>",
        content_type="text/html",
    )


@pytest.mark.parametrize(
    ("between", "author"),
    [
        ("<div>本报记者 王小燕　通讯员 何晓明</div>", "王小燕、何晓明"),
        ("<p>本报记者 王小燕　通讯员 何晓明</p>", "王小燕、何晓明"),
        ("<div>2024/05/01 08:05</div><div>记者王小燕／台北报导</div>", "王小燕"),
        ("<div>【记者王小燕台北报导】</div>", "王小燕"),
        ("<div>河湾晚报 记者 王小燕</div>", "王小燕"),
        ("<div>http://www.hewan.cn　2024年05月01日 08:05　河湾晚报　王小燕</div>", "王小燕"),
        ("<div>王小燕</div><div>于 2024-05-01 08:05:33 发布</div><div>阅读量1.2k</div>", "王小燕"),
        ("<div>河湾晚报</div><div>05-01 08:05</div><div>+关注</div>", None),
        ("<div><a>河湾之窗</a> <a>+关注</a></div><div>2024-05-01 08:05</div>", None),
        ("<div>王小燕</div><div>河湾晚报 记者</div><div>关注她</div><div>120 人赞同了该文章</div>", None),
    ],
)
def test_the_byline_and_the_headline_are_metadata(between: str, author: str | None) -> None:
    document = page(between)
    assert document.text == TEXT
    assert document.title == TITLE
    assert author is None or document.author == author


@pytest.mark.parametrize("first", ["河湾村记者站昨天成立，村里来了三位记者，他们要住到秋天。", "给老王的信", "王小燕"])
def test_a_line_of_the_text_stays(first: str) -> None:
    document = page("", f"<p>{first}</p>{PARAGRAPHS}")
    assert document.text == f"{TITLE}\n{first}\n{TEXT}"


def test_who_reports_stays_as_the_first_paragraph_in_the_element_of_the_text() -> None:
    """Papers sign there, and the text begins with it."""
    document = page("<div>2024-05-01 08:05</div>", f"<div class='text'><p>记者王小燕／台北报导</p>{PARAGRAPHS}</div>")
    assert document.text == f"记者王小燕／台北报导\n{TEXT}"
