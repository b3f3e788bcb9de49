"""Pages with markup that hold no article, and threads that only their words tell; all written for these tests."""

from __future__ import annotations

import pytest

from cleaner import Cleaner, Document, clean
from tests.articles import BODY, TITLE
from tests.test_boilerplate_model import NAV, SIDE, links

STORIES = [
    ("桥头的杂货店关门了", "开了四十年的杂货店上个月关了门，老板娘说进货的人老了，买东西的人也老了，不如早点歇下来"),
    ("今年的雨水比去年多", "立夏以后下了九场雨，河里的水涨到了磨坊的台阶，老人们说这样的年份一辈子只见过三回"),
    ("老校长回村看学生", "八十二岁的老校长从城里回来，学生们在村口等了他一个上午，最大的学生也已经做了爷爷"),
    ("集市改到每月初五", "从下个月起集市改在初五和二十，村里在桥边划出一块地，卖菜的不用再摆到大路上去"),
]


def cleaned(body: str, title: str, url: str = "https://shuimo.example/", head: str = "") -> Document:
    source = (
        f"<html><head><title>{title}_水磨网</title>{head}</head><body><div class='nav'><ul>{links(NAV)}</ul></div>"
        f"<div class='main'>{body}</div><ul class='side'>{links(SIDE)}</ul>"
        "<div class='footer'>关于我们 | 联系我们 | 版权所有 水磨网</div></body></html>"
    )
    document = Cleaner().clean(source, url)
    assert document.restore() == source
    return document


def stories(end: str, more: int = 0) -> str:
    return "".join(
        f"<div class='item'><h3><a href='/{n}.html'>{title}</a></h3><p>{text}{end}</p></div>"
        for n, (title, text) in enumerate(STORIES + STORIES[:more])
    )


def dated() -> str:
    """Stories in which the day stands right behind the title, and which are cut off at one length."""
    told = "，这件事从春天说到了秋天，村里的人都还记得那一天的雨和桥头的灯"
    return "".join(
        f"<div class='item'><p><a href='/{n}.html'>{title}，全村的人都来看了</a>2022-07-08</p>"
        f"<p>{text}{told}{'，说起来' if n > 1 else '。'}</p><p>★★★</p></div>"
        for n, (title, text) in enumerate(STORIES + STORIES[:2])
    )


@pytest.mark.parametrize(
    ("body", "title", "url"),
    [
        (stories("…… <a href='#'>[查看全文]</a>"), "村里的事", "https://shuimo.example/cunshi"),
        (stories(" […]"), "村里的事", "https://shuimo.example/cunshi"),
        (stories("。"), "村里的事", "https://shuimo.example/tag/cunshi"),
        (stories("。"), "村里的事", "https://shuimo.example/section/cunshi"),
        (stories("。", 2), "村里的事", "https://shuimo.example/cunshi"),
        (stories("。"), "村里的事 第2页", "https://shuimo.example/cunshi"),
        ("<h2>村里的事</h2>" + stories("，一件"), "村里的事", "https://shuimo.example/cunshi"),  # cut at one length
        (dated(), "水磨有限公司", "https://shuimo.example/"),
        ("<p>抱歉，您访问的页面不存在或者已被删除，三秒以后回到首页。</p>", "页面不存在", "https://shuimo.example/x"),
        (
            "<p>石磨是村里的石匠凿的，磨出来的面粉不发热，七天之内不满意可以退换。</p>"
            + "".join(
                f"<div class='g'><a href='/g{n}'>手工石磨 {n} 号</a><br>本店价：￥{n}80元</div>" for n in range(1, 7)
            ),
            "石磨",
            "https://shuimo.example/category.php?id=2",
        ),
    ],
)
def test_a_page_without_an_article_leaves_no_text(body: str, title: str, url: str) -> None:
    document = cleaned(body, title, url)
    assert (document.text.strip(), document.verdict) == ("", "boilerplate")


@pytest.mark.parametrize(
    ("body", "title", "head"),
    [
        (
            "<form>密码 <input type='password'></form><p>登录即表示您同意用户协议，我们会保护您的信息。</p>",
            "用户登录",
            "",
        ),
        (
            "".join(
                f"<div><a href='/p/{n}'><p>石磨 {n} 号</p><p>磨出来的面粉不发热，放得久。</p><p>¥{n}80</p></a></div>"
                for n in range(1, 6)
            ),
            "石磨",
            "",
        ),
        (f"<ul>{links([title for title, _ in STORIES] * 2)}</ul><p>{STORIES[0][1]}。</p>", "水磨村", ""),
    ],
)
def test_a_form_goods_and_a_home_page_leave_no_text(body: str, title: str, head: str) -> None:
    assert cleaned(body, title, head=head).text.strip() == ""


def test_a_list_of_threads_is_none() -> None:
    rows = "".join(
        f"<tr class='thread'><th><a href='thread-{n}-1-1.html'>{title}</a></th><td class='author'>山友{n}</td>"
        f"<td>{n} 条回复</td></tr>"
        for n, (title, _) in enumerate(STORIES)
    )
    body = f"<body id='nv_forum' class='pg_forumdisplay'><p>{BODY[0]}</p><table>{rows}</table></body>"
    page = f"<html><head><title>山友论坛</title></head>{body}</html>"
    document = Cleaner().clean(page, "http://bbs.shanyou.example/forum-56-1.html")
    assert (document.text, document.verdict) == ("", "boilerplate")


@pytest.mark.parametrize(
    ("body", "title", "url"),
    [
        # A digest of links with what its author says of each.
        (stories("。"), "每周一读：村里的事", "https://shuimo.example/2024/0506/12.html"),
        ("".join(f"<p>{text}</p>" for text in BODY), TITLE, "https://shuimo.example/list_3.html"),
        ("".join(f"<p>{text}</p>" for text in BODY), "页面不存在", "https://shuimo.example/a/1.html"),
        (f"<p>{BODY[0]}</p>", "500 强企业名单公布", "https://shuimo.example/a/1.html"),
    ],
)
def test_an_article_that_looks_like_a_list_stays(body: str, title: str, url: str) -> None:
    document = cleaned(f"<h1>{title}</h1>{body}", title, url)
    assert document.verdict == "article"
    for line in [text for text in (*BODY, *(text for _, text in STORIES)) if text in body]:
        assert line in document.text


def test_an_article_with_linked_headings_and_whole_paragraphs_stays() -> None:
    body = "<h2>村里的事</h2>" + stories("。").replace("</a></h3>", "</a>2022-07-08</h3>")
    assert STORIES[2][1] in cleaned(body, "村里的事").text


def test_the_one_paragraph_of_a_page_of_pictures_stays_below_a_link() -> None:
    body = f"<p><a href='#'>上一张自动暂停播放下一张</a></p><p>{''.join(BODY[:3])} 村里的王小二 摄</p>"
    foot = "".join(f"<p><a href='/x'>法律顾问村里的律师事务所</a></p><p>{text}</p>" for _, text in STORIES[:2])
    body = f"<h1>村里的照片</h1><p>2024-05-06 09:30</p>{body}</div><div class='footer'>{foot}"
    assert BODY[0] in cleaned(body, "村里的照片", "https://shuimo.example/2024/0506/12.html").text


def test_the_record_of_an_article_speaks_against_a_list() -> None:
    record = "<meta property='article:published_time' content='2024-05-06'>"
    assert cleaned(stories("。"), "村里的事 第2页", "https://shuimo.example/cunshi", record).verdict == "article"


def test_a_thread_whose_elements_say_nothing_is_told_by_its_words() -> None:
    replies = [
        "顶，照片什么时候发？", "我也想去，求同行。", "东边的路上个月修好了，走那边近。", "楼主辛苦，谢谢分享。",
        "水磨还在转吗？",
        "去年去过一次，山门口停车二十块，早上八点以前不要钱。", "谢谢各位，周末出发。", "回来记得发照片，我等着看。",
    ]  # fmt: skip
    posts = "".join(
        f"<div class='cl'><a href='/u/{n}'>山友{n}</a><p class='k'>注册会员</p><p class='k'>积分 {n}3</p>"
        f"<span>发表于 2015-3-{n + 1} 12:3{n}</span> <span class='no'>{n}楼</span><div class='m'>{text}</div>"
        "<a href='#'>回复</a> <a href='#'>引用</a> <a href='#'>举报</a></div>"
        for n, text in enumerate(replies, 1)
    )
    first = f"<h1>后山爬山记</h1><div class='m'>{BODY[0]}</div><div class='cl'>{len(replies)} 条回复</div>"
    document = cleaned(first + posts, "后山爬山记", "https://shanyou.example/t/118402")
    for line in (BODY[0], *replies):
        assert line in document.text
    assert "举报" not in document.text


def test_a_page_of_questions_keeps_every_answer() -> None:
    answers = ["晾八个月最好，后来把衣柜换掉才合格。", "夏天多关窗闷，再开窗放，比一直敞着好。", "三个月就住了，没事。"]
    body = (
        f"<h1>新房晾多久</h1><div class='q'><p>{BODY[0]}</p></div>"
        f"<h2>最佳答案</h2><div class='a'><p>{answers[0]}</p></div><h2>其他回答 共2条</h2>"
        + "".join(f"<div class='a'><span>热心网友</span><p>{text}</p></div>" for text in answers[1:])
    )
    document = cleaned(body, "新房晾多久", "https://jiaju.example/item/33120.html")
    for line in (BODY[0], *answers):
        assert line in document.text


def test_a_page_of_source_code_with_few_words_is_an_article() -> None:
    code = "from ipywidgets import interact\nimport ipywidgets as widgets\nplay = widgets.Play(value=50, step=1)"
    body = "".join(f"<p>滑块{number}</p><pre>{code}</pre>" for number in range(4))
    result = cleaned(f"<h1>小工具</h1><article>{body}</article>", "小工具")
    assert result.verdict == "article"
    assert result.text.count("widgets.Play") == 4


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("<p>请完成下方验证后继续操作</p><p>系统检测到您的网络环境存在异常</p>", "安全验证"),
        ("<div id='app'></div><script>var a = 1;</script>", "湖边花开"),
    ],
)
def test_a_page_that_shows_nothing_holds_no_article(body: str, title: str) -> None:
    document = cleaned(body, title)
    assert (document.text, document.verdict, document.title) == ("", "boilerplate", title)


def test_a_title_without_a_page_stays() -> None:
    assert Cleaner().clean("<h1>湖边花开</h1>").text == "湖边花开"


MENU = "".join(f'<a href="/{n}">{n}</a> ' for n in ("首页", "资讯", "报名", "安排", "专业", "院校", "解答", "课程"))
OTHERS = "".join(f'<li><a href="/{n}.html">某某自考历年试卷汇总（第{n}批）</a> 01-0{n}</li>' for n in range(1, 8))


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("本站地址：某市科技园C座439 咨询电话：020-87563307 合作洽谈：王老师", "boilerplate"),
        ("您正在访问的是某某文学，点击注册会员，享受书架功能。", "boilerplate"),
        ("停了三十年的水磨，在这个春天又转了起来，村里的人都来看，磨坊主说要把面粉分给大家。", "article"),
    ],
)
def test_a_page_that_speaks_of_itself_alone_holds_no_article(line: str, verdict: str) -> None:
    page = f"""<html><head><title>全国自考学前教育原理试卷</title></head><body><div class="nav">{MENU}</div>
    <div><p>{line}</p></div><div class="list"><ul>{OTHERS * 3}</ul></div>
    <div class="footer">关于我们 版权所有 ICP备1号</div></body></html>"""
    assert clean(page).verdict == verdict


def software(about: str) -> str:
    facts = "".join(f"<li>{fact}</li>" for fact in ("类型：学习教育", "大小：46.2M", "语言：简体中文", "平台：Android"))
    return f"""<html><head><title>观星手账app下载</title></head><body><div class="nav">{MENU}</div>
    <div class="info"><h1>观星手账 v3.4.1 安卓版</h1><ul>{facts}<li>厂商：夜航工作室</li></ul></div>{about}
    <div class="down"><p>温馨提示：下载后请自行校验；本站提供的文件均来自网络，若侵犯您的权益请联系我们。</p></div>
    <ol>{OTHERS}</ol><div class="footer">关于我们 版权所有 ICP备1号</div></body></html>"""


@pytest.mark.parametrize(("site", "verdict"), [("https://lvtu.example/", "article"), ("/", "boilerplate")])
def test_a_post_of_links_that_leave_the_site_is_an_article(site: str, verdict: str) -> None:
    address = "https://shuimo.example/2006/02/607/"
    head = f"<meta property='og:type' content='article'><meta property='og:url' content='{address}'>"
    told = "木轴为什么要泡桐油 一个人怎么修一条路 水车的转速与落差 老粮站的三本账 石匠口述：磨盘的纹路是怎么凿的"
    read = [*told.split(), "我和我的磨坊 - 王小二的博客", "村里的水渠一百年里改过几次道", "粮票是什么时候停用的"]
    items = "".join(f"<li><a href='{site}{n}.html'>{title}</a></li>" for n, title in enumerate(read))
    day = "<time datetime='2006-02-08'>2006 年 2 月 8 日</time>"
    body = f"<div class='post-content'><p><strong>2006-2-8</strong></p><ul>{items}</ul></div>"
    post = f"<article><h1>昨日所读 - 水车的转速与落差</h1><div class='article-meta'>{day}</div>{body}</article>"
    document = cleaned(post, "昨日所读 - 水车的转速与落差", address, head)
    assert document.verdict == verdict
    assert (read[0] in document.text) == (verdict == "article")


def test_particulars_of_a_file_are_no_article_but_a_text_on_it_is() -> None:
    assert clean(software("")).verdict == "boilerplate"
    prose = "观星手账把看过的每一颗星都记成一页手账，打开相机对准天空，星座的名字就会出现在屏幕上，山里也能用。"
    assert clean(software(f"<div class='intro'>{f'<p>{prose}</p>' * 3}</div>")).verdict == "article"


def test_a_list_of_words_has_no_heading() -> None:
    characters = (
        "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨"
    )
    words = "服务 时间 生活 最新 城市 电脑 下雨 推荐 资料 热门 学校 专题 小时 标签 音乐 更多 相关 天气 关键词 快讯"
    text = "\n".join([*characters, *words.split()])
    assert clean(text).text.split() == text.split()
