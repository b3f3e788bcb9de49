"""A page whose text is only its frame holds no article: addresses, a disclaimer, a byline, the footer's motto."""

from __future__ import annotations

import pytest

from cleaner import clean

MENU = "".join(
    f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(["首页", "村史", "石磨", "木轴", "通知", "留言"])
)

NEWS = "".join(f'<li><a href="/news/{n}">老石磨手艺人第{n}次走访东街各家的磨坊和水渠</a></li>' for n in range(1, 16))


def page(body: str, foot: str = "", title: str = "石磨复转现场视频") -> str:
    head = f"<html><head><title>{title} - 水磨村网</title></head><body><ul class='nav'>{MENU}</ul><h1>{title}</h1>"
    return f"{head}<div class='content'>{body}</div><ul>{NEWS}</ul><div class='footer'>{foot}</div></body></html>"


CONTACT = (
    "<p>公司名称：水磨县石磨加工厂</p><p>全国咨询热线：0000-1234567</p><p>邮箱：mo@example.com</p>"
    "<p>地址：水磨县东街12号2楼</p>"
)
MOTTO = "我们始终坚信，石磨是村里最要紧的家当。水磨村网多年来专心做这一件事，愿意为每一位村民磨好每一斤面。"


@pytest.mark.parametrize(
    "body",
    [
        CONTACT,
        "<p>发布时间：2020-12-27 17:26　来源：水磨县农业局科学技术处-水磨县农业服务公共平台网站</p>",
        "<p>我是水磨村的智能机器人，请问您有什么需要吗？</p>",
        "<p>本网在建设过程中引用了互联网上的一些信息资源，版权归原作者及原网站所有，如果您对版权的归属有异议，请您来信，我们会及时解决。</p>",
        "<p>昵称：moxiang</p><p>UID：28481145</p><p>性别：保密</p><p>积分：100</p><p>社区等级：LV1</p>",
        "<p>禁止访问</p><p>抱歉，您没有权限访问此页面。</p>",
        "<p>您好，欢迎您光临水磨县石磨加工厂网站</p><p>全国服务热线：</p><p>0000-1234567</p>",
    ],
)
def test_words_of_a_page_about_itself_are_no_article(body: str) -> None:
    document = clean(page(body))
    assert (document.verdict, document.text) == ("boilerplate", "")
    assert document.restore()


def test_the_motto_in_a_footer_is_no_article() -> None:
    assert clean(page('<video src="/1.mp4"></video>', f"<p>{MOTTO}</p>")).verdict == "boilerplate"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (CONTACT, "联系我们"),
        (f"<p>石磨厂自三月起搬到东街，请大家相互转告。</p>{CONTACT}", "搬家通知"),
        ("<p>七月三日停水一天，请各家备好水。</p><p>水磨村村委会</p><p>2020年7月2日</p>", "停水通知"),
    ],
)
def test_short_texts_of_their_own_are(body: str, title: str) -> None:
    assert clean(page(body, title=title)).verdict == "article"


def test_an_element_that_holds_the_headline_is_no_footer() -> None:
    html = (
        page("", "").replace("<h1>", "<div class='content-bottom'><h1>").replace("</h1>", f"</h1><p>{MOTTO}</p></div>")
    )
    assert clean(html).verdict == "article"


VERSES = ["末班车开走以后", "灯还亮着一盏", "有人把伞忘在长椅", "雨就一直没有停"]
SHEET = ["书名：石磨史话", "作者：王磨匠", "出版社：水磨出版社", "开本：32开", "页数：312页"]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (VERSES, "旧车站"),
        ([VERSES[0], "oh baby don't cry", VERSES[1], "just one more time", *VERSES[2:]], "旧车站"),
        (SHEET, "石磨史话"),
        (["村口的老石磨", "师傅在换木轴", "孩子们在推磨", "新磨的面粉"], "阅读吧"),
    ],
)
@pytest.mark.parametrize("tag", ["p", "li", "div"])
def test_short_lines_right_below_the_headline_are_an_article(lines: list[str], title: str, tag: str) -> None:
    document = clean(page("".join(f"<{tag}>{line}</{tag}>" for line in lines), title=title))
    assert document.verdict == "article"
    assert all(line in document.text for line in lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["石磨大号 ¥580 加入购物车", "石磨中号 ¥380 加入购物车", "石磨小号 ¥280 加入购物车", "木轴 ¥80 加入购物车"],
        ["石磨加工", "地址：水磨县东街12号", "电话：0000-1234567", "邮编：000000"],
        [
            "<a href='/1'>石磨复转</a>",
            "<a href='/2'>新渠放水</a>",
            "<a href='/3'>王师傅收徒</a>",
            "<a href='/4'>面柜到货</a>",
        ],
    ],
)
def test_short_lines_that_offer_or_lead_elsewhere_are_none(lines: list[str]) -> None:
    assert clean(page("".join(f"<p>{line}</p>" for line in lines), title="石磨中心")).verdict == "boilerplate"


@pytest.mark.parametrize(
    ("byline", "told"),
    [
        (
            "2019-10-29<em>作者：修磨办</em>浏览次数：",
            ("现将水磨大学2020年修磨专业目录公布如下，欢迎各位考生踊跃报考！",),
        ),
        (
            "2021-09-02<em>作者：</em>浏览次数：",
            (
                "2021级学徒：",
                "请录取为“定向”的学徒于开学后两周内提交《定向协议书》到修磨办（一式三份），研招办地址：水磨大学B栋526。",
                "特此通知！",
            ),
        ),
    ],
)
def test_a_short_notice_between_the_byline_and_the_next_one_is_an_article(byline: str, told: tuple[str, ...]) -> None:
    menu = "".join(
        f"<li><a href='/s{n}'>{name}</a></li>" for n, name in enumerate(("招生简章", "历年分数", "常见问题") * 4)
    )
    head = f"<html><head><title>修磨专业的通知-水磨大学招生网</title></head><body><ul>{MENU}</ul><ul>{menu}</ul>"
    text = "".join(f"<p>{line}</p>" for line in told)
    below = (
        "<dl>上一条：<a href='/1'>修磨网上报名开始</a> 下一条：<a href='/2'>准考证下载的通知</a></dl><p>【关闭】</p>"
    )
    foot = "<p>版权所有：水磨大学-修磨招生办公室</p><p>地址：水磨县东街66号 邮编：400074</p><p>电话：023-00000000</p>"
    document = clean(f"{head}<div>修磨专业的通知</div><div>{byline}</div><div>{text}</div>{below}{foot}</body></html>")
    assert document.verdict == "article"
    assert all(line in document.text for line in told)


def test_a_diary_without_full_stops_below_its_headline_and_day_is_an_article() -> None:
    days = (
        "今天修磨的人来了XD",
        "中午和他们去吃面，那家的面超好吃",
        "而且很便宜！",
        "下次一定还要再去吃",
        "下午聊了好久的天",
    )
    more = ("把木轴大体上都装好了", "晚上先回家，", "之后和母亲去看水磨的灯", "灯很亮，水声很大", "他们三个人都超级棒")
    lines = "".join(f"{line}<br />" for line in (*days, *more))
    body = f"<p>July 27, 2009</p><h3 class=title><a href='/mill/1'>修磨的一天</a></h3><p>{lines}</p>"
    head = "<html><head><title>修磨的一天 - 磨坊小站</title></head><body>"
    side = "".join(f"<li><a href='/{n}'>{n} 月的日记和照片</a> (12)</li>" for n in range(1, 60))
    document = clean(f"{head}<ul class=nav>{MENU}</ul><h1>磨坊小站</h1>{body}<div><ul>{side}</ul></div></body></html>")
    assert document.verdict == "article"
    assert all(line in document.text for line in (*days, *more))
