"""The rule layer of the boilerplate stage on plain lines, with no markup at all."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleaner import clean
from cleaner.config import Config
from cleaner.doc import Doc
from cleaner.pipeline import Context, Proposal
from cleaner.rules import rule_book
from cleaner.stages.boilerplate import NO_ARTICLE, propose
from cleaner.stages.boilerplate.meta import when

TITLE = "山里的学校添了一间图书室"
BODY = [
    "九月的第一个星期，山里的学校添了一间图书室。书是从县城一箱一箱背上来的，背书的人走了整整两天山路。",
    "图书室里只有四张桌子、两个书架，可是孩子们每天放学以后都要挤进来，看到天黑透了才肯回家去吃饭。",
    "“我最喜欢讲星星的那一本。”十岁的小满说，她想知道山的那一边有没有海，海的那一边又有没有山。",
]
ARTICLE = [TITLE, *BODY]
CONTEXT = Context(Config(), rule_book())


def stage(lines: list[str]) -> tuple[list[str], Proposal]:
    doc = Doc("\n".join(lines))
    proposal = propose(doc, CONTEXT)
    return [line for line in doc.apply("boilerplate", proposal.edits).text.split("\n") if line.strip()], proposal


def entries(count: int) -> list[str]:
    rows = [
        [f"第{n}条别处的新闻标题写得很长很长", f"第{n}条别处的新闻标题写得很长很长", f"2024-03-{n:02} 08:00:00"]
        for n in range(1, count)
    ]
    return [line for row in rows for line in row]


@pytest.mark.parametrize(
    "text", [ARTICLE, BODY[:1], ["一句话。"], ["首页"], ["转载请注明出处"], ["春眠不觉晓，", "处处闻啼鸟。"]]
)
def test_what_has_no_frame_stays(text: list[str]) -> None:
    kept, proposal = stage(text)
    assert kept == text
    assert proposal.verdict is None


def test_head_and_tail_of_a_portal_page_go() -> None:
    head = ["某某首页 > 某某号 > 正文 申请入驻", ARTICLE[0], "0", "分享至"]
    tail = ["相关推荐", "热点推荐", *entries(6), "财经要闻", "一条新闻", "无障碍浏览 进入关怀版"]
    kept, proposal = stage([*head, *BODY, "免责声明：以上内容为自媒体平台用户上传，本平台仅提供存储服务。", *tail])
    assert kept == ARTICLE
    assert proposal.meta["title"] == TITLE
    assert 0.3 < proposal.scores["boilerplate"] < 0.8


def test_rules_match_traditional_text() -> None:
    kept, _ = stage(["某某首頁 > 新聞 > 正文", *ARTICLE, "分享至", "熱點推薦", *entries(3)])
    assert kept == ARTICLE


def test_a_heading_with_prose_behind_it_cuts_nothing() -> None:
    text = [*ARTICLE, "相关新闻", *BODY]
    assert stage(text)[0] == text


def test_a_word_of_the_menu_above_short_sentences_is_no_heading() -> None:
    post = ["早上六点就出发了，山上的雪还没有化！走了两个小时"]
    menu = ["把平常的日子过成诗的人，都住在这座山里吧！", "分类", "标签"]
    kept, _ = stage([*menu, *post, "相关文章", "© 2021 - 2026 小某"])
    assert [line for line in kept if line in post] == post


def test_a_weak_heading_needs_a_witness() -> None:
    reading = [*ARTICLE, "延伸阅读", "《山的那一边》", "《海是什么》"]
    assert stage(reading)[0] == reading
    assert stage([*ARTICLE, "延伸阅读", *entries(3)])[0] == ARTICLE


def test_a_list_of_links_alone_is_not_emptied_by_its_heading() -> None:
    text = ["相关推荐", "一条新闻", "又一条新闻"]
    assert stage(text)[0] == text


def test_bare_numbers_and_button_words_need_company() -> None:
    text = [TITLE, BODY[0], "0", BODY[1], "收藏", BODY[2], "财经"]
    assert stage(text)[0] == text
    assert stage([TITLE, "0", "分享至", "收藏", *BODY])[0] == ARTICLE


def test_notices_inside_the_article_stay() -> None:
    text = [TITLE, BODY[0], "未经许可不得转载", *BODY[1:]]
    assert stage(text)[0] == text


def test_name_and_time_above_the_title_become_metadata() -> None:
    kept, proposal = stage(["老槐树笔记", "2024.03.05 07:30", *ARTICLE])
    assert kept == ARTICLE
    assert proposal.meta["author"] == "老槐树笔记"
    assert proposal.meta["published"] == "2024-03-05T07:30+08:00"


def test_bylines_become_metadata() -> None:
    byline = "2024年3月5日 10:33:07 来源：某某日报 作者：张某"
    kept, proposal = stage([TITLE, byline, *BODY, "（责编：李某）"])
    assert kept == ARTICLE
    published = "2024-03-05T10:33:07+08:00"
    assert proposal.meta == {"title": TITLE, "published": published, "source": "某某日报", "author": "张某"}


def test_a_chat_log_keeps_names_and_times() -> None:
    text = ["老张", "2024.03.05 07:30", "在吗", "小李", "2024.03.05 07:31", BODY[0]]
    assert stage(text)[0] == text


def test_blank_lines_go_with_the_block_they_follow() -> None:
    doc = Doc(f"\n首页 > 正文\n\n{TITLE}\n\n分享至\n\n{BODY[0]}\n{BODY[1]}\n\n相关推荐\n热点推荐\n")
    assert doc.apply("x", propose(doc, CONTEXT).edits).text == f"\n{TITLE}\n\n{BODY[0]}\n{BODY[1]}"


def test_a_page_of_nothing_but_frame_keeps_its_text_and_gets_the_verdict() -> None:
    kept, proposal = stage(["登录/注册", "分享至", "打印本页"])
    assert proposal.verdict == "boilerplate"
    assert len(kept) == 3


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025.07.24 05:43", "2025-07-24T05:43+08:00"),
        ("2026年1月28日 10时33分", "2026-01-28T10:33+08:00"),
        ("发表于 2024/1/5", "2024-01-05"),
        ("2024-13-05", None),
        ("2024-01-05 25:00", "2024-01-05"),
    ],
)
def test_times(text: str, moment: str | None) -> None:
    assert when(text) == moment


_LINE = st.sampled_from(
    [
        *ARTICLE,
        *entries(3),
        "相关推荐",
        "延伸阅读",
        "0",
        "分享至",
        "首页",
        "登录/注册",
        "",
        "上一页 1 2 下一页",
        "来源：某某网",
        "老槐",
        "2024.03.05 07:30",
        "免责声明：本站不代表作者立场。",
    ]
)


@settings(max_examples=300, deadline=None)
@example(["2024-03-01 08:00:00", "\x1f"])
@example(
    ["山里的学校", *["000AA", "2024-03-01 08:00:00"] * 2, "免责声明：本站不代表作者立场。", ARTICLE[0], "相关推荐"]
)
@example(["来源：某某网", "上一页 1 2 下一页", "2024-03-02 08:00:00", "老槐"])
@example(["来源：某某网", "2024.03.05 07:30", "2024-03-02 08:00:00", BODY[1]])
@example([*["相关推荐"] * 2, *["来源：某某网", "相关推荐", "来源：某某网", "2024.03.05 07:30"], *["来源：某某网"] * 2])
@example([BODY[0], *["登录/注册"] * 3, "\x1f", BODY[0]])
@example([*["山里的学校添了一间图书室"] * 5, "分享至", "来源：某某网", "2024-03-02 08:00:00"])
@given(st.lists(_LINE | st.text(max_size=12), max_size=25))
def test_a_second_look_removes_nothing_more(lines: list[str]) -> None:
    text = "\n".join(lines)
    after = Doc(text).apply("boilerplate", propose(Doc(text), CONTEXT).edits)
    more = propose(Doc(after.text), CONTEXT).edits
    assert {edit.reason for edit in more} <= {NO_ARTICLE.reason}  # what is left may be nothing that a page was for
    assert after.restore() == text


def test_the_model_cuts_no_hole_into_prose() -> None:
    """Lines inside an article that look unlike news stay where no line of a frame stands beside them."""
    page = ["网站首页 > 文化 > 正文", "分享至", "月亮的故事", "来源：文化周刊 2024-05-06 10:20"]
    prose = [
        f"第{n}个故事说的是月亮上的一棵桂花树，树下有人一直在砍柴，砍了又长，年年如此，没有尽头。"
        for n in "一二三四五六"
    ]
    odd = [
        "—— A Midsummer Night's Dream",
        "8.4/2012 / 美国 / 剧情",
        "“月色真美”和“辉夜公主”",
        "[108]",
        "（注：版本很多）",
    ]
    tail = ["相关推荐", "版权所有 文化周刊 京ICP备12345678号", "关于我们 | 联系我们 | 网站地图"]
    text = clean("\n".join([*page, *prose[:3], *odd, *prose[3:], *tail])).text
    assert text.split("\n")[-len(prose) - len(odd) :] == [*prose[:3], *odd, *prose[3:]]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("春天的公园\n春天来了，公园里的花都开了，孩子们在草地上放风筝。", "春天的公园"),
        ("甲：你去哪里？\n乙：回家。\n甲：一起走吧。", None),
        ("时间：三月四日\n地点：三楼会议室\n请准时参加。", None),
        ("央行：年内不再调整利率\n央行今天说，年内不再调整利率，市场反应平静。", "央行：年内不再调整利率"),
        ("见 https://example.com/a?b=1\n请用浏览器打开。", None),
        ("label,review\n1,味道不错，下次还来\n0,送得太慢了", None),
        ("2014年3月26日\n今天下了一天的雨，没有出门。", None),
        ("序号\t姓名\n1\t张三\n2\t李四", None),
        ("OkButton.Caption=确定\nCancelButton.Caption=取消", None),
        ("——————\n今天下了一天的雨，没有出门。", None),
        ("锟斤拷锟缴德\n今天下了一天的雨，没有出门。", None),
        ("2014年的雨\n今天下了一天的雨，没有出门。", "2014年的雨"),
    ],
)
def test_the_title_of_plain_text(text: str, title: str | None) -> None:
    assert clean(text).title == title


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("首页\n新闻\n体育\n登录\n注册\n版权所有 京ICP备12345678号\n关于我们 | 联系我们 | 网站地图", "boilerplate"),
        ("购物清单\n苹果\n香蕉\n牛奶", "article"),
        ("静夜思\n床前明月光，\n疑是地上霜。\n分享至", "article"),
        ("春天来了，花开了。\n版权所有 京ICP备12345678号", "article"),
    ],
)
def test_a_frame_without_an_article_is_boilerplate(text: str, verdict: str) -> None:
    assert clean(text).verdict == verdict


def test_code_and_quotations_in_markdown_are_not_the_sites_own_words() -> None:
    text = (
        "# 网页里的视频\n\n视频要有替代的文字，这样看不到的人也能知道里面讲了什么，写法如下：\n\n"
        "```html\n<video controls>\n"
        "    您的浏览器不支持 HTML 视频。\n</video>\n```\n\n链接的文字要说明去处，不要像下面这样写：\n\n"
        "> 最新动态，请[点击这里](#)进行订阅！\n>\n> 关注公众号\n\n这样写好以后，再试一试。\n"
    )
    assert clean(text).text == text
