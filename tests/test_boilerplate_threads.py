"""Threads of forums: their boxes and kinds, short replies, copies; headlines and lists of other articles."""

from __future__ import annotations

import html
import re

import numpy as np
import pytest

from cleaner import Cleaner, Config
from cleaner.doc import Doc
from cleaner.emit import text_bytes
from cleaner.lines import Lines
from cleaner.rules import rule_book
from cleaner.stages.boilerplate.forum import is_forum
from cleaner.stages.boilerplate.meta import from_head
from cleaner.stages.boilerplate.model import who_asked
from cleaner.stages.boilerplate.page import Page
from cleaner.stages.boilerplate.threads import thread_features
from cleaner.stages.markup.pagemap import PageMap
from cleaner.stages.markup.unveil import read
from tests.articles import BODY, TITLE
from tests.test_boilerplate_model import NAV, SIDE, links
from tools.boilerplate_pages import Source, html_sample
from tools.boilerplate_threads import Maker

REPLIES = ["顶", "谢谢楼主，照片什么时候发？", "我也想去，求同行。", "元旦快乐", "东边的路修好了吗？", "修好了"]
FIRST = "楼主今天去爬了后山，山顶的云很低，伸手就能摸到，照片过两天再发上来给大家看。"


def thread(card: str = "<p>注册会员</p><p>积分 {0}</p>", frame: str = "div class='post' id='post_{0}'") -> str:
    posts = "".join(
        f"<{frame.format(n)}><div class='user'><a href='/u/{n}'>山友{n}</a>{card.format(n)}</div>"
        f"<div class='time'>发表于 2015-3-{n + 1} 12:3{n}</div><div class='body'>{text}</div>"
        "<div class='tools'><a href='#'>回复</a> <a href='#'>举报</a></div></div>"
        for n, text in enumerate([FIRST, *REPLIES])
    )
    return (
        f"<html><head><title>后山爬山记_山友论坛</title></head><body><div class='nav'>{links(NAV)}</div>"
        f"<div class='main'><h1>后山爬山记</h1>{posts}</div><ul class='side'>{links(SIDE)}</ul></body></html>"
    )


def sample(source: str) -> tuple[list[str], dict[str, np.ndarray]]:
    made = html_sample(Source("x", "forum", "x", "", source.encode(), FIRST))
    assert made is not None
    assert made.view is not None
    assert made.pagemap is not None
    table = thread_features(made.view, made.pagemap)
    return [made.page.text(i) for i in range(len(made.page))], table


def test_posts_are_boxes_in_a_row() -> None:
    lines, table = sample(thread())
    row = {line: number for number, line in enumerate(lines)}
    for text in (FIRST, *REPLIES):
        assert table["row-boxes"][row[text]] == pytest.approx(np.log1p(7))
        assert table["row-kind"][row[text]] == table["row-timed"][row[text]] == table["row-most"][row[text]] == 1
    assert table["row-most"][row["注册会员"]] < 1
    assert table["boxed"][row["首页"]] == table["boxed"][row["桥头的杂货店关门了"]] == -1


def test_short_replies_stay_and_cards_go() -> None:
    text = Cleaner(Config(page="forum")).clean(thread()).text
    assert text.split("\n") == ["后山爬山记", FIRST, *REPLIES]


@pytest.mark.parametrize("name", ["t_f postmessage_{}", "postbody postprofile{}", "d_post_content", "cooked"])
def test_a_program_gives_itself_away(name: str) -> None:
    source = "".join(f"<div class='{name.format(n)}'>{text}</div>" for n, text in enumerate(REPLIES))
    assert is_forum(PageMap(read(source), Doc(source)), None)


def test_a_copy_in_other_elements_goes_and_a_refrain_stays() -> None:
    copy = "".join(f"<section><span>{text}</span></section>" for text in BODY)
    body = "".join(f"<p>{text}</p>" for text in BODY)
    frame = f"<html><head><title>{TITLE}</title></head><body><ul>{links(NAV)}</ul><div class='article'>{{}}</div>"
    cleaner = Cleaner()
    assert cleaner.clean(frame.format(body + copy)).text.strip().split("\n") == BODY
    again = cleaner.clean(frame.format(body + body))
    assert again.text.strip().split("\n") == BODY + BODY


@pytest.mark.parametrize("tag", ["ol", "ul", "table"])
def test_items_that_return_as_headings_are_no_copy(tag: str) -> None:
    names = [
        "沿着河谷走到的老茶园",
        "可以露营的山顶草甸",
        "退潮以后才露出来的小路",
        "村口那棵八百年的樟树",
        "开在老邮局里的面馆",
    ]
    said = [
        "路不远，带上水就行。",
        "夜里风大，记得多带一件衣服。",
        "去之前先看一看潮汐表。",
        "树下的石凳上总坐着人。",
        "招牌是雪菜面。",
    ]
    item = "<tr><td>{}</td></tr>" if tag == "table" else "<li>{}</li>"
    parts = "".join(f"<h3>{name}</h3><p>{text}</p>" for name, text in zip(names, said, strict=True))
    body = f"<p>{BODY[0]}</p><{tag}>{''.join(map(item.format, names))}</{tag}>{parts}<p>{BODY[1]}</p>"
    source = f"<html><head><title>{TITLE}</title></head><body><ul>{links(NAV)}</ul><div class='text'>{body}</div>"
    told = [line for pair in zip(names, said, strict=True) for line in pair]
    assert Cleaner().clean(source).text.strip().split("\n") == [BODY[0], *names, *told, BODY[1]]


def test_a_headline_outside_the_article_is_metadata() -> None:
    source = (
        f"<html><head><title>{TITLE}_某某网</title></head><body><ul class='nav'>{links(NAV)}</ul>"
        f"<div class='wrap'><div class='top'><h1>{TITLE}</h1><div class='info'>2024-03-05 07:30 来源：村报</div></div>"
        f"<div class='article'>{''.join(f'<p>{text}</p>' for text in BODY)}</div></div>"
        f"<div class='related'><h3>相关推荐</h3><ul>{links(SIDE)}</ul></div></body></html>"
    )
    document = Cleaner().clean(source)
    assert document.text.strip().split("\n") == BODY
    assert document.title == TITLE
    assert "boilerplate.headline" in {edit.rule for edit in document.edits}
    assert text_bytes(document).decode().strip().split("\n") == [TITLE, *BODY]
    kept = Cleaner(Config(ignore=("boilerplate.headline",))).clean(source)
    assert kept.text.strip().split("\n") == [TITLE, *BODY]
    assert text_bytes(kept).decode().strip().split("\n") == [TITLE, *BODY]


def test_a_list_of_other_articles_inside_the_article_goes() -> None:
    inner = f"<p>延伸閱讀</p><ul>{links(SIDE)}</ul>"
    body = "".join(f"<p>{text}</p>" for text in BODY[:2]) + inner + "".join(f"<p>{text}</p>" for text in BODY[2:])
    source = f"<html><head><title>{TITLE}</title></head><body><ul>{links(NAV)}</ul><div class='text'>{body}</div>"
    assert Cleaner().clean(source).text.strip().split("\n") == BODY


def test_made_threads_hold_their_text() -> None:
    text = "".join(BODY) * 3
    for seed in range(40):
        maker = Maker(text, np.random.default_rng(seed))
        made = maker.thread(TITLE)
        shown = html.unescape(made.markup + re.sub("<[^<>]*>", "", made.markup))
        assert all(line in shown for line in made.text.split("\n"))
        assert made.markup in maker.framed(made, TITLE, SIDE, text)
    with pytest.raises(ValueError, match="too few"):
        Maker(BODY[0], np.random.default_rng(0))


def test_the_title_above_each_reply_signatures_and_notes_of_edits_go_and_the_question_in_the_head_stays() -> None:
    extra = "<h3>Re: 后山爬山记</h3><div class='signature'>山高水长，后会有期。</div>"
    note = "<i>本帖最后由 山友1 于 2015-3-2 13:05 编辑</i>"
    source = thread().replace("<div class='tools'>", f"{note}{extra}<div class='tools'>")
    asked = "山里的路去年冲断了两处，今年有没有人走过？从东边上去要多久，带老人和孩子能不能走，路上有没有卖水的？"
    source = source.replace(
        "<div class='post' id='post_0'>", f"<div class='QHead'><p>{asked}</p></div><div class='post'>"
    )
    text = Cleaner(Config(page="forum")).clean(source).text
    assert asked in text
    for line in (FIRST, *REPLIES):
        assert line in text
    for gone in ("Re: 后山", "后会有期", "最后由"):
        assert gone not in text


@pytest.mark.parametrize(("kind", "thread"), [("QAPage", True), ("DiscussionForumPosting", True), ("FAQPage", False)])
def test_the_record_of_a_page_tells_threads(kind: str, thread: bool) -> None:
    source = f'<script type="application/ld+json">{{"@type": "{kind}"}}</script><p>{FIRST}</p>'
    assert is_forum(PageMap(read(source), Doc(source)), None) is thread


@pytest.mark.parametrize(
    ("types", "thread"),
    [(["Question", "Answer"], True), (["Answer"], False), (["FAQPage", "Question", "Answer"], False)],
)
def test_the_microdata_of_a_page_tell_threads(types: list[str], thread: bool) -> None:
    source = "".join(f"<div itemscope itemType='http://schema.org/{kind}'>{FIRST}</div>" for kind in types)
    assert is_forum(PageMap(read(source), Doc(source)), None) is thread


def test_answers_of_a_question_page_get_one_treatment() -> None:
    said = (
        "一般要多吃富于营养的东西，避免过度劳累，保证睡眠时间，两周后再查一次血常规。",
        "从描述看属于更年期阴阳失调，和一般多数人的肝肾阴虚不同，可以先看看中医再定。",
    )
    answers = "".join(
        f"<div class='ask_item'><div class='user_info'><ul><li>姓名：大夫{n}</li><li>积分：4013</li></ul>"
        f"<a href='/f'>加为好友</a></div><div><p>{text}</p><p>回答时间：2011-04-30 20:1{n}:14</p></div></div>"
        for n, text in enumerate(said)
    )
    asked = "<h4>头晕头痛是怎么回事</h4><div>最近经常头晕头痛、小腿有时抽筋，总是没有精神，请问怎么治疗最好</div>"
    source = (
        f"<html><head><title>头晕头痛_某某问答</title></head><body>{links(NAV)}<div><h3>已解决问题</h3>{asked}</div>"
        f"<div><h3>医生回答</h3>{answers}</div></body></html>"
    )
    text = Cleaner().clean(source).text
    assert "请问怎么治疗" in text
    assert all(answer in text for answer in said)
    assert "积分" not in text


@pytest.mark.parametrize(
    ("head", "author"),
    [
        (["山里的猫 · 等级 2 · 2023年2月14日 · 浏览 5,604"], "山里的猫"),
        (["山里的猫提问于 3天前 · 杭州"], "山里的猫"),
        (["爬山讨论", "2023-02-14 10:33"], None),
        (["匿名用户 · 2023年2月14日"], None),
        (["山里的猫", "后山的云很低"], None),
    ],
)
def test_who_asked_is_the_author_of_a_thread(head: list[str], author: str | None) -> None:
    page = Page(Lines("\n".join([*head, FIRST])), rule_book().matcher("boilerplate"))
    page.above_posts = list(range(len(head)))
    assert from_head(page).get("author") == author


def test_a_name_in_a_reply_is_not_the_author_of_a_thread() -> None:
    source = thread().replace("谢谢楼主", "作者：山友3 发表于 2015-3-4 12:33 谢谢楼主")
    assert Cleaner(Config(page="forum")).clean(source).author in (None, "山友0")


@pytest.mark.parametrize(
    ("box", "goes"),
    [
        (
            "<blockquote>山友0 发表于 2015-3-1 12:30<br>楼主今天去爬了后山，山顶的云……</blockquote>",
            True,
        ),
        (
            "<div class='quote'><i>引用第1楼山友0于2015-3-1发表的 :</i><br>楼主今天去爬了后山，山顶的云</div>",
            True,
        ),
        ("<p>楼主今天去爬了后山，山顶的云...</p>", True),
        ("<p>楼主今天去爬了后山，山顶的云</p>", False),  # no box, and whole
        ("<blockquote>云对雨，雪对风，晚照对晴空。</blockquote>", False),  # nobody said that above
    ],
)
def test_what_a_post_quotes_of_an_earlier_one_goes(box: str, goes: bool) -> None:
    own = "我上个月也去过，东边那条路更好走。"
    text = Cleaner(Config(page="forum")).clean(thread().replace(REPLIES[1], box + own)).text
    said = "云对雨" if "云对雨" in box else "楼主今天去爬了后山，山顶的云\n"
    assert own in text
    assert FIRST in text
    assert (said in text.replace("…", "").replace("...", "")) is not goes
    assert "2015-3-1" not in text


@pytest.mark.parametrize(("below", "named"), [("山里的猫 提问于 3天前", "山里的猫"), ("山友0 发表于 3天前", None)])
def test_who_asked_may_stand_below_the_question(below: str, named: str | None) -> None:
    page = Page(Lines("\n".join(["后山爬山记", FIRST, below, REPLIES[1]])), rule_book().matcher("boilerplate"))
    page.above_posts = who_asked(page, np.array([False, True, False, True]), 0)
    assert from_head(page).get("author") == named


@pytest.mark.parametrize(
    ("link", "goes"), [("<a href='/go'>去看看</a>", True), ("<a href='/pic'>http://shan.example/1.jpg</a>", False)]
)
def test_what_people_offer_in_a_thread_stays_and_a_card_of_goods_goes(link: str, goes: bool) -> None:
    card = f"<div class='x1'><p>登山杖一副 碳纤维</p><p>¥120</p>{link}</div>"
    text = Cleaner(Config(page="forum")).clean(thread().replace(REPLIES[1], f"{REPLIES[1]}{card}")).text
    assert ("碳纤维" not in text) is goes
    assert all(line in text for line in (FIRST, *REPLIES))
