"""The line below a headline that says nothing but what the metadata do is the program's, on a page of a site."""

from __future__ import annotations

import pytest

from cleaner import clean
from tests.articles import BODY, TITLE

MENU = "首页\n要闻\n国内\n国际\n社会\n财经\n科技\n体育\n娱乐"
FOOT = """责任编辑：某某
相关阅读
老字号转型：从柜台到直播间
油价又要调整
关于我们 | 广告服务 | 联系方式
Copyright © 2005-2026 河湾网 版权所有
鲁ICP备13001234号-1"""
TEXT = "\n".join(BODY)


def page(head: str) -> str:
    return "\n".join([MENU, TITLE, head, TEXT, FOOT])


@pytest.mark.parametrize(
    ("head", "author", "published"),
    [
        ("2022年11月8日 14:18 | 河湾晚报 | 记者 王小燕\n打印 | 收藏 | 关闭", "王小燕", "2022-11-08T14:18+08:00"),
        ("原创 王小燕 河湾新闻网 2023-01-06 06:54", "王小燕", "2023-01-06T06:54+08:00"),
        ("王小燕2024/08/17 13:03阅读 3.2万", "王小燕", "2024-08-17T13:03+08:00"),
        ("河湾晚报 2024-05-01 08:05 王小燕", "王小燕", "2024-05-01T08:05+08:00"),
        ("撰文 / 王小燕\n昨天 08:05", "王小燕", None),
        ("作者 王小燕 2024.05.01", "王小燕", "2024-05-01"),
        ("By 王小燕 | May 1, 2024", "王小燕", "2024-05-01"),
        ("王小燕\n2024-05-01", "王小燕", "2024-05-01"),
        ("2025年12月10日20:30\n河湾新闻网", None, "2025-12-10T20:30+08:00"),
        ("（河湾晚报记者王小燕）\n二〇二四年五月一日", "王小燕", "2024-05-01"),
    ],
)
def test_the_byline_goes_into_the_metadata(head: str, author: str | None, published: str | None) -> None:
    source = page(head)
    document = clean(source)
    assert document.text == f"{TITLE}\n{TEXT}"
    assert (document.author, document.published) == (author, published)
    assert document.restore() == source


@pytest.mark.parametrize("line", ["2024-05-01 河湾村", "2024年5月1日，晴", "河湾晚报说水车转了 2024-05-01", "河湾晚报"])
def test_a_line_that_says_more_than_the_metadata_stays(line: str) -> None:
    assert line in clean(page(line)).text


@pytest.mark.parametrize("line", ["2024-05-01", "王小燕\n2024-05-01", "2024年5月1日 王小燕"])
def test_without_a_frame_around_it_the_line_may_be_of_the_text(line: str) -> None:
    source = f"{TITLE}\n{line}\n{TEXT}"
    assert clean(source).text == source


@pytest.mark.parametrize("row", ["<p>河湾晚报 2024-05-01 08:05 王小燕</p>", "<p>By 王小燕 | May 1, 2024</p>"])
def test_in_markup_the_headline_above_such_a_line_is_the_title_alone(row: str) -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in BODY)
    html = f"<html><head><title>{TITLE}-河湾网</title></head><body><h1>{TITLE}</h1>{row}<div>{paragraphs}</div></body>"
    document = clean(html)
    assert document.text == TEXT.replace("\n", "\n\n") or document.text == TEXT
    assert (document.title, document.author) == (TITLE, "王小燕")
