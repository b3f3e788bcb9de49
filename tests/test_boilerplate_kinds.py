"""Kinds of pages beside news: parts, tables, recipes, lyrics, bylines of many forms; all written for these tests."""

from __future__ import annotations

import pytest

from cleaner import Cleaner, Config, Document, clean
from tests.articles import BODY, TITLE
from tests.test_boilerplate_model import page

LEAD = "停了三十年的水磨，在这个春天又转了起来。"
WHEN = '<meta property="article:published_time" content="2024-05-06T08:00:00+08:00"><meta name="author" content="江渔">'


def cleaned(body: str, head: str = "") -> Document:
    source = page(body).replace("</head>", head + "</head>")
    document = Cleaner(Config(punctuation=False)).clean(source)
    assert document.restore() == source
    return document


def lines(body: str, head: str = "") -> list[str]:
    """What stays below the headline, which the page may show apart from its article."""
    return [line for line in cleaned(body, head).text.strip().split("\n") if line != TITLE]


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_an_article_in_a_lead_and_a_body_is_kept_whole() -> None:
    short = ["磨坊主的孙子话少：“能转就好。”", "村里人说，水磨响了，心就定了。"]
    body = f"<div class='summary'><p>{LEAD}</p></div><div class='body'>{paragraphs(short)}</div>"
    assert lines(body) == [LEAD, *short]


def test_an_article_in_two_elements_around_a_promotion_is_kept_whole() -> None:
    promotion = "<div class='ad-middle'><a href='/x'>某某银行信用卡开卡送好礼</a></div>"
    body = f"<div class='part1'>{paragraphs(BODY[:2])}</div>{promotion}<div class='part2'>{paragraphs(BODY[2:])}</div>"
    assert lines(body) == BODY


def test_the_rows_of_a_table_of_ingredients_stay() -> None:
    rows = {"牛腩": "500克", "番茄": "4个", "八角": "1个"}
    table = "".join(f"<tr><td><a href='/{n}'>{n}</a></td><td>{much}</td></tr>" for n, much in rows.items())
    steps = [
        "牛腩切块，冷水下锅，煮开后撇去浮沫。",
        "番茄去皮切丁，热锅少油炒出汁。",
        "倒入牛腩和开水，小火炖九十分钟，加盐收汁。",
    ]
    body = f"<p>{BODY[0]}</p><h2>用料</h2><table>{table}</table><h2>做法</h2>{paragraphs(steps)}<p>{BODY[1]}</p>"
    assert lines(body) == [BODY[0], "用料", *("\t".join(row) for row in rows.items()), "做法", *steps, BODY[1]]


@pytest.mark.parametrize(
    "byline",
    [
        "江渔 2024年5月6日",
        "2024-05-06 08:00 江渔 收藏",
        "2024-05-06",
        "江渔 | 2024.05.06 08:00 | 发表评论",
        "作者 | 江渔2024-05-06 08:00",
    ],
)
def test_a_line_of_nothing_but_the_record_of_the_page_is_a_byline(byline: str) -> None:
    document = cleaned(f"<p>{byline}</p>{paragraphs(BODY)}", WHEN)
    assert (document.title, document.text.strip().split("\n")) == (TITLE, BODY)
    assert "boilerplate.byline" in {edit.rule for edit in document.edits}


@pytest.mark.parametrize(
    "byline",
    [
        "<p>河湾晚报 2024-05-06 08:05 江渔</p>",
        "<p>撰文 / 江渔</p><p>昨天 08:05</p>",
        "<p>作者 江渔 2024.05.06</p>",
        "<p>民國113年5月6日 記者江渔／台北報導</p>",
        "<p>（河湾晚报记者江渔）</p><p>二〇二四年五月六日</p>",
        "<p>2024-05-06T08:05:00+08:00</p>",
        "<p>By 江渔 | May 6, 2024</p>",
        "<p>本报记者 江渔 《河湾晚报》（2024年05月06日 第03版）</p>",
        "<p>2024年5月6日 14:18 | 河湾晚报 | 记者 江渔</p><p>打印 | 收藏 | 关闭</p>",
        "<div>江渔</div><div>2024-05-06</div>",
    ],
)
def test_what_only_repeats_the_record_of_a_bare_page_takes_the_headline_with_it(byline: str) -> None:
    meta = "" if "昨天" in byline else WHEN
    source = f"<html><head>{meta}</head><body><h1>{TITLE}</h1>{byline}<div>{paragraphs(BODY)}</div></body></html>"
    document = clean(source)
    assert (document.title, document.author, document.text.strip().split("\n")) == (TITLE, "江渔", BODY)


@pytest.mark.parametrize("line", ["江渔", "（江渔）", "磨坊的故事 2024-05-06", "2024-05-07 江渔", "江渔 2024-05-06。"])
def test_a_line_below_the_headline_that_is_no_record_stays_on_a_bare_page(line: str) -> None:
    source = f"<html><head>{WHEN}</head><body><h1>{TITLE}</h1><p>{line}</p>{paragraphs(BODY)}</body></html>"
    assert line in clean(source).text.split("\n")


def test_a_page_of_nothing_but_its_record_stays() -> None:
    source = f"<html><head>{WHEN}</head><body><p>江渔</p><p>2024-05-06</p><p>磨坊</p></body></html>"
    assert clean(source).text.split() == ["江渔", "2024-05-06", "磨坊"]


@pytest.mark.parametrize("line", ["2024年5月6日，江渔离开了村子。", "2024-05-07", "江渔", "五月六日，江渔 2024-05-06"])
def test_a_line_that_says_more_or_other_than_the_record_stays(line: str) -> None:
    assert lines(f"<p>{line}</p>{paragraphs(BODY)}", WHEN) == [line, *BODY]


def test_pointers_to_other_articles_and_linked_buttons_go() -> None:
    pointer, button = "<p>►<a href='/y'>今年的雨水比去年多</a></p>", "<p><a href='/z'>写评论</a></p>"
    arrow = "→ 往东三里就是磨坊。"
    body = f"<p>{BODY[0]}</p>{pointer}<p>{arrow}</p><p>{BODY[1]}</p>{button}{paragraphs(BODY[2:])}"
    assert lines(body) == [BODY[0], arrow, *BODY[1:]]


def test_a_link_under_a_name_that_recommends_goes_but_not_where_the_page_has_such_a_name() -> None:
    link = "<div class='recommend-inline'><p><a href='/y'>今年的雨水比去年多</a></p></div>"
    inside = f"<p>{BODY[0]}</p>{link}{paragraphs(BODY[1:])}"
    assert lines(inside) == BODY
    assert lines(f"<div id='__next'>{inside}</div>") == BODY


def test_a_short_line_between_paragraphs_is_a_heading_whatever_its_element() -> None:
    heads = ["图纸是祖父画的", "磨出第一袋面粉"]
    body = f"<p>{BODY[0]}</p><div class='s'>{heads[0]}</div><p>{BODY[1]}</p><p><b>{heads[1]}</b></p><p>{BODY[2]}</p>"
    assert lines(body) == [BODY[0], heads[0], BODY[1], heads[1], BODY[2]]


def test_a_page_that_lists_articles_holds_none() -> None:
    days = "".join(
        f"<li><i>2016-10-0{n}</i>·<a href='{n}.html'>村里的水磨第{n}次转起来了大家都来看</a></li>" for n in range(1, 7)
    )
    assert cleaned(f"<ul>{days}</ul>").verdict == "boilerplate"
    assert cleaned(f"<ul>{days}</ul>{paragraphs(BODY)}").verdict == "article"


def test_links_below_a_heading_for_related_articles_go_but_paragraphs_do_not() -> None:
    related = "<p>相关文章：</p><p><a href='/1'>・桥头的杂货店</a></p><p><a href='/2'>・一碗面</a></p>"
    assert lines(f"{paragraphs(BODY)}{related}") == BODY
    brief = f"<p>相关报道</p><p><a href='/1'>{BODY[2]}</a></p><p>{BODY[3]}</p>"
    assert BODY[2] in lines(f"{paragraphs(BODY[:2])}{brief}")


def test_no_article_ends_in_a_heading() -> None:
    others = "<h2>延伸故事</h2><ul><li><a href='/1'>县志</a></li><li><a href='/2'>村史</a></li></ul>"
    assert lines(f"{paragraphs(BODY)}<h2>磨盘</h2><p>{LEAD}</p>{others}") == [*BODY, "磨盘", LEAD]


def test_comments_of_readers_are_no_part_of_a_short_article() -> None:
    said = "我小时候在这条河里学会的游泳，后来臭得没人敢靠近，没想到有生之年还能看到它清回来，感谢治水的人。"
    comments = "".join(f"<div class='x'><b>{n}楼</b><i>2023-06-07</i><p>{said}{n}</p></div>" for n in range(3))
    source = (
        f"<html><head><title>{TITLE}</title></head><body><div><a>首页</a></div><div class='c'><h1>{TITLE}</h1>"
        f"<div class='b'>{paragraphs(BODY[:2])}</div><div class='d'><h3>网友评论 (3)</h3>{comments}</div></div>"
        "</body></html>"
    )
    text = Cleaner().clean(source).text
    assert [line for line in text.strip().split("\n") if line != TITLE] == BODY[:2]


def test_a_chapter_of_short_lines_is_kept() -> None:
    said = ["“有火吗？”", "“没有。”", "“你抽的是什么？”", "“烟。”", "他笑了。", "我也笑了。", "雨还在下。", "船来了。"]
    assert lines(f"<div id='chapter'>{'<br>'.join(said)}</div>") == said


def test_a_note_of_the_platform_goes() -> None:
    notes = ["点击上方蓝字关注我们", "点个在看，让更多人读到好故事", "温馨提示：本文内容仅供参考，不能作为依据。"]
    assert lines(paragraphs([notes[0], *BODY, *notes[1:]])) == BODY


def test_cleaning_a_page_of_each_kind_again_changes_nothing() -> None:
    for body in (f"<p>江渔 2024-05-06</p>{paragraphs(BODY)}", f"<div><p>{LEAD}</p></div><div>{paragraphs(BODY)}</div>"):
        text = cleaned(body, WHEN).text
        assert Cleaner(Config(punctuation=False)).clean(text).text == text


GOODS = "<p>老国货 真空保温杯 500ml</p><span>券后价 ¥79 ¥89</span><a href='/go'>去看看</a>"
MEMBERS = "<strong>支持独立采访</strong><p>成为河湾月费会员，阅读无广告版面。</p><a href='/join'>立即加入</a>"


@pytest.mark.parametrize("inside", [GOODS, MEMBERS])
def test_cards_of_goods_and_calls_between_paragraphs_go(inside: str) -> None:
    assert lines(f"{paragraphs(BODY[:2])}<div class='x1'>{inside}</div>{paragraphs(BODY[2:])}") == BODY


@pytest.mark.parametrize(
    "own",
    [
        "<p>门票</p><p>¥40</p>",  # lines of the article itself
        "<ul><li>门票 ¥40</li><li>地址：<a href='http://map.example/'>河边路三号</a></li></ul>",
        "<div><p>磨坊主的孙子说：“一袋面粉卖二十元。”</p><p>¥20</p><a href='http://mill.example/'>磨坊</a></div>",
    ],
)
def test_prices_that_the_article_gives_stay(own: str) -> None:
    text = cleaned(f"{paragraphs(BODY[:2])}{own}{paragraphs(BODY[2:])}").text
    for word in ("门票", "¥40", "二十元", "¥20"):
        assert (word in text) is (word in own)
