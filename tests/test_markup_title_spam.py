"""Spam in ``<title>``, in the page's record and in its headings: the title of the metadata is the headline alone."""

from __future__ import annotations

import pytest

from cleaner import Config, clean

HEADLINE = "学院走访企业"
PORN = "欧美性猛交久久_日韩高清av一区_91麻豆"
BOTH = f"金贝体育app下载 {HEADLINE} 九鼎电竞平台官网"
ROW = "日韩高清av一区|久久热这里只有精品|成人午夜视频在线"
BODY = """<p>昨天上午，学院的老师带着三十名学生走访了城东的三家企业，看了车间，也听了工人讲课。</p>
<p>学生们说，课堂上学的东西，在这里第一次看见了是怎么用的，回去要把笔记整理出来。</p>"""
FOOT = '<div class="footer"><a href="/a">关于我们</a> 版权所有 ICP备1号</div>'


def page(title: str, body: str = "", head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}{BODY}{FOOT}</body></html>"


@pytest.mark.parametrize(
    "source",
    [
        page(PORN, f"<h1>{HEADLINE}</h1>"),
        page(PORN, f"<h2>{HEADLINE}</h2>"),
        page(PORN, f'<div class="t">{HEADLINE}</div>'),
        page(PORN, head=f'<meta property="og:title" content="{HEADLINE}">'),
        page(BOTH, f"<h1>{HEADLINE}</h1>"),
        page(BOTH, f"<h1>{BOTH}</h1>"),
        page(BOTH),
        page(f"{HEADLINE}_城东日报", f"<h1>{HEADLINE}</h1>", f'<meta property="og:title" content="{BOTH}">'),
        page(HEADLINE, f"<h1>{ROW}</h1>"),
        page(f"{HEADLINE}-日韩高清av一区", f"<h1>{ROW}</h1><h1>{HEADLINE}</h1>"),
        page(f"乐盈电子(中国)官方网站-{HEADLINE}-九鼎电竞平台官网", f"<h1><a>城东</a></h1><h2>{HEADLINE}</h2>"),
    ],
)
def test_the_title_is_the_headline_alone(source: str) -> None:
    document = clean(source)
    assert document.title == HEADLINE
    assert not any(word in document.text for word in ("金贝", "av一区", "麻豆", "九鼎"))
    assert document.text.startswith((HEADLINE, "昨天上午"))
    assert document.verdict == "article"
    assert document.restore_bytes().decode() == source


def test_the_ledger_says_what_was_taken_out_of_the_title() -> None:
    document = clean(page(BOTH, f"<h1>{HEADLINE}</h1>"))
    assert [edit.old for edit in document.edits if edit.rule == "markup.title-spam"] == [BOTH]
    whole = clean(page(BOTH, f"<h1>{HEADLINE}</h1>"), config=Config(ignore=("markup.title-spam",)))
    assert "九鼎" in str(whole.title)


@pytest.mark.parametrize(
    "title",
    [
        "警方捣毁开设赌场团伙：开元棋牌app下载者被骗百万",
        "澳门威尼斯人娱乐场二十年",
        "男子裸聊被骗三万元 民警提醒：不要下载陌生软件",
        "双色球开奖结果公布",
    ],
)
def test_news_of_such_trades_keep_their_titles(title: str) -> None:
    told = "<p>警方提醒，网络赌博没有赢家，十赌十骗，市民不要下载来历不明的软件，也不要把钱转给陌生人。</p>"
    source = f"<html><head><title>{title}_城东日报</title></head><body><h1>{title}</h1>{told * 3}{FOOT}</body></html>"
    assert clean(source).title == title
