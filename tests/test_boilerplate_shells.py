"""What the programs behind sites print around a text, on pages that a crawler flattened: libraries, forums, offices."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.stages.boilerplate.trails import trails

BODY = (
    "镇上的老磨坊停了十几年，今年春天又转了起来。修水车的师傅说，木料换了一半，轴还是原来的那一根，听得出来它高兴。",
    "开磨那天来了两百多人，带着自家的麦子。磨坊主给每一家都磨了一斤，分文不取，说是补上这些年欠下的人情。",
    "县里打算把河岸的小路修起来，让人能从桥头一直走到磨坊门口。村民希望路灯也一道装上，夜里好看水。",
)
TITLE = "水磨又转起来了"


def page(*head: str, foot: tuple[str, ...] = ()) -> str:
    return "\n".join((*head, *BODY, *foot))


@pytest.mark.parametrize(
    "head",
    [
        ("磨坊 2024-09-27 07:07 37 浏览 0 评论",),
        ("发布于2021-03-10 18:39     阅读(1083)     评论(0)     点赞(11)     收藏(2)",),
        ("水车工 发表于 2010-6-3 12:26:42",),
        ("类别:水车 点击:0 评论:0 推荐:",),
        ("发表于 2019-03-04 | 分类于 水车 | 0 Comments",),
        ("索引号：000014349/2019-00083", "发布机构：市水务局", "公开方式：主动公开"),
        ("級別: 终身会员", "• 2716阅读", "• 0回复", "威 望：67"),
        ("字体显示：大 中 小", "点阅次数：123", "刊登日期：108-03-04"),
    ],
)
def test_the_record_below_the_headline_goes(head: tuple[str, ...]) -> None:
    assert clean(page(TITLE, *head)).text == "\n".join((TITLE, *BODY))


def test_the_document_of_a_library_stays_and_its_shop_goes() -> None:
    menu = ("欢迎来到磨坊文库! | 帮助中心 分享价值,成长自我!", "磨坊文库", "全部分类", "  • IT计算机>", "  • 农林牧渔>")
    record = ("• 资源ID:1456059       资源大小:7.21MB        全文页数:9页", "• 资源格式: DOC        下载积分:10金币")
    shop = (
        "快捷下载 游客一键下载",
        "账号登录下载",
        "下载资源需要10金币",
        "支付方式: 支付宝    微信支付",
        "验证码:   换一换",
        "忘记密码?",
    )
    found = clean(page(*menu, "首页 磨坊文库 > 资源分类 > DOC文档下载", f"{TITLE}.doc", *record, *shop))
    assert all(line in found.text for line in BODY)
    assert not any(line in found.text for line in (*record, *shop, *menu))


def test_pages_shown_as_pictures_go() -> None:
    shown = ("大小:1.63 MB", "页数:23页", "上传者:U-1893", f"{TITLE}_第1页", f"{TITLE}_第2页", "资源描述:")
    assert clean(page(TITLE, *shown)).text == "\n".join((TITLE, *BODY))


def test_a_trail_ends_in_the_headline_below_it() -> None:
    assert list(trails(["磨坊网 >> 水车 >> 关于河湾 >> 水车为什么转", "水车为什么转"])) == [0]
    assert list(trails(["磨坊小说 > 水车为什么转个不停呢", "2012-03-04", "水车为什么转个不停呢(1/2)"])) == [0]


def test_a_trail_of_many_sections_stands_above_a_headline_and_its_day() -> None:
    below = ["水车为什么转", "2014年05月14日 11:40 河湾在线"]
    assert list(trails(["河湾在线>> 资讯中心 >> 水利 >> 水车", *below])) == [0]
    assert list(trails(["河湾在线>> 水车", *below])) == []
    assert list(trails(["设置 > 通用 > 键盘 > 文本", "这里可以换掉缩写。", "再按返回。"])) == []


@pytest.mark.parametrize("line", ["设置 > 通用 > 键盘", "a > b", "利润 > 成本 > 税收和其他支出", ">> 水车为什么转"])
def test_steps_without_the_headline_below_are_text(line: str) -> None:
    assert list(trails([line, "键盘", "b", BODY[0]])) == []


def test_the_trail_that_names_no_front_page_goes() -> None:
    found = clean(page("河湾网", "磨坊网 >> 水车 >> 河湾 >> 水磨又转起来了", TITLE, "2017-07-12 12:28 155 查看"))
    assert found.title == TITLE
    assert ">>" not in found.text


def test_contacts_that_an_event_gives_stay() -> None:
    below = ("地址：磨坊市河湾路1号", "电话：0531-12345678", "报名截止到月底。")
    assert clean(page(TITLE, foot=below)).text == "\n".join((TITLE, *BODY, *below))


@pytest.mark.parametrize(
    "foot",
    [
        ("posted @ 2019-03-04 10:20  水车工  阅读(123)  评论(4)  编辑  收藏  举报", "好文要顶 关注我 收藏该文"),
        ("强烈不推荐", "码龄5年", "周排名 1万+"),
        ("发布于 2019-03-04 10:20・IP 属地山东", "文章被收录于专栏：水车"),
    ],
)
def test_what_a_host_of_blogs_prints_goes(foot: tuple[str, ...]) -> None:
    assert clean(page(TITLE, foot=foot)).text == "\n".join((TITLE, *BODY))


def test_links_that_call_scripts_tell_a_page_that_was_written_as_markdown() -> None:
    head = ("* [收藏](javascript:void\\(0\\))", "* [更多](javascript:void\\(0\\))", f"# {TITLE}")
    foot = ("[强烈不推荐](javascript:void\\(0\\))", "**上一篇：** [磨坊停了](/a/1.html)")
    found = clean(page(*head, foot=foot))
    assert all(line in found.text for line in BODY)
    assert "推荐" not in found.text


def test_a_record_number_behind_the_mark_of_a_site_tells_a_page_that_was_written_as_markdown() -> None:
    foot = ("  * 网站标识码3701000056 鲁ICP备05012345号-1",)
    found = clean(page("* [首页](/)  [政务公开](/zw/)  [办事服务](/bs/)  [互动交流](/hd/)", f"# {TITLE}", foot=foot))
    assert "网站标识码" not in found.text
    assert all(line in found.text for line in BODY)


def test_the_menu_of_a_theme_tells_a_page_that_was_written_as_markdown() -> None:
    menu = (
        "  * [Home](/)",
        "  * [Archives](/archives)",
        "  * [Tags](/tags)",
        "  * [Categories](/categories)",
        "[About me](/about)",
    )
    foot = (
        "[RSS Feed](/atom.xml)",
        "[Sitemap](/map.xml)",
        "Powered by [Hexo](https://hexo.io) | Theme - [NexT](/)",
        "[Archives](/a)",
    )
    found = clean(page(*menu, f"# {TITLE}", "[Tag Cloud](/c)", foot=foot))
    assert all(line in found.text for line in BODY)
    assert not any(word in found.text for word in ("Archives", "Hexo", "Sitemap"))


def test_lines_of_copied_sites_and_marked_advertisements_go() -> None:
    head = (
        "水车云让你磨面更高效,注册即送一袋面粉,即刻开启你的磨坊之旅! 广告",
        TITLE,
        "水车工分享 时间：2019-03-04",
        "[编辑本段]",
    )
    found = clean(page(*head, foot=("发布于：北京市", "阅读 ()", "进入搜狐首页")))
    assert found.text == "\n".join((TITLE, *BODY))
