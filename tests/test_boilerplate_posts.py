"""Posts that a forum's program marks stay, however short they are, and what is said of their authors goes."""

import pytest

from cleaner import clean

NAV = '<div id="nv"><a href="/">论坛</a> <a href="/g">导读</a> <a href="/r">排行榜</a></div>'
FOOT = '<div id="ft">Powered by Discuz! X3.4 © 2001-2013 Comsenz Inc.</div>'
SHORT = ("插入优盘蓝屏", "换个接口试试", "同问", "重装系统就好了", "已经好了，谢谢")


def _discuz(posts: tuple[str, ...]) -> str:
    out = f"<html><head><title>优盘问题 - 硬件讨论 - 清溪论坛</title></head><body>{NAV}<div id='postlist'>"
    out += "<h1 class='ts'><span id='thread_subject'>优盘问题</span></h1>"
    for number, text in enumerate(posts):
        out += (
            f"<div id='post_{number}'><table><tr><td class='pls'><div class='authi'><a>山中客{number}</a></div>"
            "<dl><dt>主题</dt><dd>1</dd><dt>积分</dt><dd>846</dd></dl></td><td class='plc'>"
            f"<div class='pi'><em>发表于 2021-4-2{number} 15:00</em> | 只看该作者</div>"
            f"<table><tr><td class='t_f' id='postmessage_{number}'>{text}</td></tr></table></td></tr></table></div>"
        )
    return f"{out}</div>{FOOT}</body></html>"


@pytest.mark.parametrize("many", [1, 2, 5])
def test_short_posts_are_a_thread(many: int) -> None:
    source = _discuz(SHORT[:many])
    document = clean(source)
    assert document.verdict == "article"
    assert document.text.splitlines()[-many:] == list(SHORT[:many])
    assert "积分" not in document.text
    assert "Powered" not in document.text
    assert document.restore() == source


def test_posts_that_look_like_a_frame_as_text_stay() -> None:
    rules = (
        "【报名时间】：2020年5月25日--2020年5月31日23:59",
        "★ 姓名",
        "★ 试用理由",
        "https://club.example/thread-1.html",
    )
    posts = ("社区征集新品体验官，<br>".join(["", *rules]), *SHORT, "姓名：高云", "占楼备用", "请截图回复一下")
    text = clean(_discuz(posts)).text
    assert [line in text for line in (*SHORT, *rules[:3], "占楼备用")] == [True] * 9


def test_answers_of_a_question_page_stay_without_the_names_above_them() -> None:
    answers = "".join(
        f"<div class='aw-item'><div class='mod-head'><div class='title'><p><a>山中客{number}</a> - 读书人</p>"
        f"<p class='aw-agree-by'>赞同来自: <a>溪边人</a></p></div></div><div class='mod-body'>"
        f"<div class='markitup-box'>{text}</div></div><div class='mod-footer'><a>分享</a></div></div>"
        for number, text in enumerate(SHORT)
    )
    source = (
        f"<html><head><title>优盘为什么蓝屏？</title></head><body>{NAV}<div class='aw-mod aw-question-detail'>"
        f"<h1>优盘为什么蓝屏？</h1><div class='content markitup-box'>如题</div></div>"
        f"<div class='aw-mod aw-question-comment'><h2>5 个回复</h2>{answers}</div></body></html>"
    )
    assert clean(source).text.splitlines() == ["优盘为什么蓝屏？", "如题", *SHORT]


def test_all_replies_of_a_ptt_article_stay() -> None:
    said = (
        "溪邊的老街週末人不多，從車站走過去十分鐘，沿路都是賣竹器的小店，適合慢慢逛。",
        "豆花一碗三十元，老闆說開了四十年。",
    )
    meta = "".join(
        f"<div class='article-metaline'><span class='article-meta-tag'>{tag}</span>"
        f"<span class='article-meta-value'>{value}</span></div>"
        for tag, value in (("作者", "hill (山中客)"), ("標題", "[遊記] 溪邊老街"), ("時間", "Sun May 12 21:30:00 2019"))
    )
    pushes = "".join(
        f"<div class='push'><span class='hl push-tag'>推 </span><span class='f3 hl push-userid'>u{number}</span>"
        f"<span class='f3 push-content'>: {text}</span><span class='push-ipdatetime'> 05/12 21:3{number}\n</span></div>"
        for number, text in enumerate(("豆花好吃", "請問停車方便嗎", "推"))
    )
    source = (
        "<html><head><title>[遊記] 溪邊老街 - 看板 Travel - 批踢踢實業坊</title></head><body><div id='topbar'>"
        "<a href='/bbs/'>批踢踢實業坊</a><a href='/about.html'>關於我們</a></div><div id='main-content' "
        f"class='bbs-screen bbs-content'>{meta}\n{said[0]}\n\n{said[1]}\n--\n{pushes}</div></body></html>"
    )
    document = clean(source)
    assert [text in document.text for text in (*said, "豆花好吃", "請問停車方便嗎", "推 u2: 推")] == [True] * 5
    assert document.published == "2019-05-12T21:30:00+08:00"
    assert "關於我們" not in document.text
    assert "標題" not in document.text  # the field of the head, whose name is no word of the headline
    assert document.title == "[遊記] 溪邊老街"
