"""The headline of a page whose ``<title>`` only names the site and a section, and what ``<title>`` has behind it."""

from __future__ import annotations

import pytest

from cleaner import clean

BODY = "<p>老石磨在村口转了三十年，去年夏天停了下来，村里人凑钱请师傅重做了木轴，今年春天又能磨面了。</p>" * 3
MENU = {"": "首页", "a": "协会概况", "b": "新闻动态", "c": "会员园地"}
NAV = f'<div class="nav">{"".join(f"""<a href="/{at}">{name}</a>""" for at, name in MENU.items())}</div>'
CRUMB = '<div>您现在的位置：<a href="/">首页</a> &gt; <a href="/b">新闻动态</a> &gt; 工作简讯</div>'
FOOT = "<div>版权所有：水磨村手艺协会 电话：0000-1234567</div>"


def page(title: str, above: str, body: str = BODY) -> str:
    head = f"<html><head><title>{title}</title></head><body>{NAV}{CRUMB}"
    return f'{head}{above}<div class="con">{body}</div>{FOOT}</body></html>'


@pytest.mark.parametrize("tag", ["div", "p", "h1", "h3", "h5", 'div class="tit"'])
@pytest.mark.parametrize("title", ["水磨村手艺协会", "新闻动态", "水磨村手艺协会-新闻动态", "工作简讯_水磨村手艺协会"])
def test_the_line_above_the_day_is_the_headline_where_the_title_only_names_the_site(title: str, tag: str) -> None:
    headline = "三十年老石磨今春复转（附照片）"
    above = f"<h4>新闻动态</h4><{tag}>{headline}</{tag.partition(' ')[0]}><div>2020-12-08 17:37</div>"
    document = clean(page(title, above))
    assert (document.title, document.published) == (headline, "2020-12-08T17:37+08:00")


def test_the_name_of_a_series_gives_way_to_the_headline_that_begins_with_it() -> None:
    above = "<h1>手艺人通讯（2020年第5期）</h1><div>2020-12-08</div>"
    assert clean(page("某某网-手艺人通讯", above)).title == "手艺人通讯（2020年第5期）"


def test_a_heading_of_a_box_is_no_headline() -> None:
    box = '<h3>推荐产品</h3><ul><li><a href="/1">石磨</a></li><li><a href="/2">木轴</a></li></ul>'
    above = f"{box}<div>三十年老石磨今春复转</div><div>来源：本会 2020-12-08</div>"
    assert clean(page("水磨村手艺协会", above)).title == "三十年老石磨今春复转"


@pytest.mark.parametrize(
    "tail", ["_生命教育_水磨村小学", "-水磨村手艺协会", "-水磨县第二小学-水磨县教育局直属学校", " - 会员园地"]
)
def test_institutions_and_sections_behind_a_title_go(tail: str) -> None:
    assert clean(page(f"三十年老石磨今春复转{tail}", "")).title == "三十年老石磨今春复转"


def test_a_short_name_before_the_institution_is_the_title() -> None:
    assert clean(page("王磨匠-水磨村手艺协会", "<div>王磨匠</div>")).title == "王磨匠"


def test_the_section_is_the_title_where_the_page_has_no_headline() -> None:
    assert clean(page("水磨村手艺协会- 协会概况", "")).title == "协会概况"


@pytest.mark.parametrize("mark", ["…", "..."])
def test_a_title_that_is_cut_off_gives_way_to_the_whole_headline(mark: str) -> None:
    headline = "三十年老石磨今春复转，全村人凑钱请来师傅重做木轴"
    assert clean(page(f"三十年老石磨今春复{mark}_某某网", f"<h1>{headline}</h1>")).title == headline
    shortened = clean(page(f"{headline}_某某网", f"<h1>{headline[:20]} {mark}</h1>"))
    assert shortened.title == headline


def test_an_article_that_the_menu_links_to_keeps_its_headline() -> None:
    links = '<ul><li><a href="/9">三十年老石磨今春复转</a></li></ul>'
    above = f"{links}<h1>三十年老石磨今春复转</h1><h2>村里的大事</h2><div>2020-12-08</div>"
    assert clean(page("三十年老石磨今春复转-水磨村手艺协会", above)).title == "三十年老石磨今春复转"


def test_a_paragraph_is_no_headline() -> None:
    notice = (
        "注意：在您使用本站服务之前，请务必仔细阅读本声明。您使用本站服务，即表明您同意本声明的全部内容，并愿意遵守。"
    )
    assert clean(page("法律声明", f'<div class="title">{notice}</div>')).title == "法律声明"


def test_a_link_named_copyright_says_nothing_of_whose_the_page_is() -> None:
    menu = '<div><a href="/1">关于我们</a> <a href="/2">版权隐私</a></div>'
    document = clean(page("关于我们_某某价值网", "<h2>关于我们</h2>").replace(FOOT, f"<h4>帮助中心</h4>{menu}"))
    assert document.title == "关于我们"


def test_a_short_name_right_above_the_text_is_the_headline() -> None:
    slogan = "<h2>一心一意做手艺 只争朝夕带徒弟</h2>"
    bare = page("水磨手艺网【官网】", '<div class="infor-title"><h5>王磨</h5></div>').replace(CRUMB, "")
    assert clean(bare.replace(NAV, slogan + NAV)).title == "王磨"


@pytest.mark.parametrize("title", ["水磨手艺网【官网】", "-水磨县手艺有限公司", "無標題文件"])
@pytest.mark.parametrize("tag", ["div", "h1", "h4"])
def test_the_line_between_menu_and_text_is_the_headline(title: str, tag: str) -> None:
    assert clean(page(title, f"<{tag}>老石磨的用处</{tag}>")).title == "老石磨的用处"


def test_a_line_below_a_day_may_be_the_headline() -> None:
    above = '<p class="title">12/07/2016</p><p class="subtitle">三十年老石磨今春复转</p>'
    assert clean(page("水磨手艺平台", above)).title == "三十年老石磨今春复转"


def test_words_for_search_engines_are_no_title() -> None:
    above = "<h1>老式石磨</h1><div>发布时间：2022-12-02</div>"
    document = clean(page("老式石磨价格_老式石磨多少钱_老式石磨厂家批发", above))
    assert document.title == "老式石磨"
    tail = "_石磨,木轴,修磨,磨面_水磨村石磨，水磨村木轴，修磨师傅，磨面加工，水磨县手艺有限公司"
    assert clean(page(f"石磨换轴要注意什么？{tail.replace('磨面_', '磨面,老磨_')}", "")).title == "石磨换轴要注意什么？"


def test_the_part_that_is_the_heading_is_the_title() -> None:
    assert clean(page("Millstone - 自己动手", "<h2>自己动手</h2>")).title == "自己动手"


def test_a_list_of_days_says_nothing_of_the_line_above_it() -> None:
    news = (
        '<h4>相关资讯</h4><ul><li><a href="/1">2015年3月5日</a></li><li><a href="/2">近日，本会新添石磨</a></li></ul>'
    )
    section = '<h5><a href="/a">协会概况</a></h5>'
    assert clean(page("协会概况 - 水磨村手艺协会", news + section)).title == "协会概况"


def test_a_bar_behind_a_heading_is_none_of_it() -> None:
    assert clean(page("水磨村手艺协会", "<h3>协会沿革 |</h3>")).title == "协会沿革"


@pytest.mark.parametrize("title", ["----", "|", " - ", "___|___"])
def test_a_title_of_signs_alone_does_no_harm(title: str) -> None:
    html = page(title, "<h1>老石磨的用处</h1>").replace(
        "<title>", f'<meta property="og:title" content="{title * 2}"><title>'
    )
    document = clean(html)
    assert (document.status, document.title) == ("ok", "老石磨的用处")


def test_a_name_of_the_program_that_is_the_title_of_the_page_is_no_name_of_its_site() -> None:
    head = (
        "<meta property=og:title content='磨坊招工'><meta property=og:site_name content='水磨村手记'>"
        "<meta name=application-name content='磨坊招工'>"
    )
    tools = "<p><a href='/zan'>赞赏者名单</a></p><p>用手机扫码看这一页</p>"
    text = page("磨坊招工 | 水磨村手记", f"{head}<h1>磨坊招工</h1><p>磨坊招两人。</p>{tools}").replace(FOOT, "")
    assert (clean(text).title, clean(text).source) == ("磨坊招工", "水磨村手记")


def test_what_the_link_to_the_first_page_is_called_names_the_site() -> None:
    brand = "<header><a class='brand' href='/'><img src='a.png'><span>MoFang Notes</span></a></header>"
    text = page("MoFang Notes", f"{brand}<h1>木轴的换法</h1>").replace(FOOT, "")
    assert clean(text.replace('<a href="/">首页</a>', "")).title == "木轴的换法"


def test_the_heading_in_the_article_goes_before_a_short_title_that_the_page_shows_nowhere() -> None:
    text = page("石磨资料站", "", f"<article><h1>木轴的换法</h1>{BODY}</article>").replace(FOOT, "")
    assert clean(text).title == "木轴的换法"


def test_the_class_of_an_element_does_not_say_whose_the_page_is() -> None:
    head = "<meta property=og:title content='石磨木轴'><meta property=og:site_name content='水磨村手记'>"
    tail = "<p>网址：/石磨木轴/</p><div class='copyright'><i></i>转载请注明出处</div>"
    body = f"<h1>木轴的做法</h1>{BODY}{tail}"
    text = page("石磨木轴 | 水磨村手记", f"{head}<h1>石磨木轴</h1><p>2020-12-08</p>", body).replace(FOOT, "")
    assert clean(text).title == "石磨木轴"
