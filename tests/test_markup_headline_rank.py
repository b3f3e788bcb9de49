"""The headline of a page that no ``<title>`` says, and what a page shows of it in two lines."""

from __future__ import annotations

import pytest

from cleaner import clean

BODY = "".join(
    f"<p>{text}</p>"
    for text in (
        "水磨坊的木轴去年裂了，村里人凑钱从县城请来一位老师傅，他带着两个徒弟在河边住了整整一个月。",
        "老师傅先把磨盘抬下来，量了三天，又上山挑了一棵老柏树，说这样的木头泡在水里五十年也不会烂。",
        "水磨重新转起来的那天，全村的孩子都跑到河边去看，磨出来的第一袋面粉分给了每一户人家。",
    )
)
MENU = "".join(f'<li><a href="/{at}">{name}</a></li>' for at, name in enumerate(("首页", "村史", "手艺", "图库")))
LINKS = "".join(
    f'<li><a href="/n{at}">{text}</a></li>' for at, text in enumerate(("秋收开镰了", "桥修好了", "戏台换新"))
)


def page(title: str, above: str) -> str:
    menu = f'<ul class="menu">{MENU}</ul>'
    side = f'<div class="side"><h3>最新文章</h3><ul>{LINKS}</ul></div>'
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{menu}"
        f'<div class="main"><div class="text">{above}{BODY}</div>{side}</div></body></html>'
    )


@pytest.mark.parametrize("title", ["河湾", "河湾手册", "全本影视大全 - 热播连续剧同步更新"])
@pytest.mark.parametrize("tag", ["h1", "h2"])
def test_the_page_says_its_headline_where_the_title_does_not(title: str, tag: str) -> None:
    assert clean(page(title, f"<{tag}>老水磨又转起来了</{tag}><div>2021-03-05 09:12</div>")).title == "老水磨又转起来了"


def test_a_heading_of_the_first_level_needs_no_day() -> None:
    assert clean(page("河湾手册", "<h1>老水磨又转起来了</h1>")).title == "老水磨又转起来了"


@pytest.mark.parametrize("title", ["修水磨的老师傅", "老水磨重新转动，全村的孩子跑到河边看"])
def test_a_title_that_tells_of_the_text_stays(title: str) -> None:
    assert clean(page(title, "<h2>一、木轴</h2>")).title == title


def test_the_title_of_another_page_names_no_source() -> None:
    above = "<h1>老水磨又转起来了</h1><div>2021-03-05 09:12</div>"
    assert clean(page("全本影视大全 - 热播连续剧同步更新", above)).source is None


def test_the_name_of_the_site_is_the_source_where_a_section_stands_for_the_headline() -> None:
    above = "<h1>老水磨又转起来了</h1><div>2021-03-05 09:12</div>"
    foot = "<div>版权所有：河湾手艺社</div></body>"
    document = clean(page("河湾手艺社 | 手艺", above).replace("</body>", foot))
    assert (document.title, document.source) == ("老水磨又转起来了", "河湾手艺社")


def test_a_day_that_says_what_it_is_goes_before_one_that_does_not() -> None:
    above = "<h1>老水磨又转起来了</h1><div>2022-01-08</div><div>发布日期：2021-03-05 浏览次数：12</div>"
    assert clean(page("老水磨又转起来了", above)).published == "2021-03-05"


def test_the_name_of_the_site_in_the_address_below_is_no_headline() -> None:
    above = '<h3 class="title">联系磨坊</h3>'
    below = "<p>河湾磨业有限公司</p><p>河湾县东街五号</p>"
    source = page("河湾磨业有限公司", above).replace('</div><div class="side">', f'{below}</div><div class="side">')
    assert clean(source).title == "联系磨坊"


def test_a_heading_with_the_name_of_the_site_is_no_headline() -> None:
    brand = '<h2 class="brand"><a href="/">河湾手记</a></h2>'
    source = page("三 木轴 | 河湾手记", "").replace(
        '<ul class="menu">', f'{brand}<ul class="menu"><li><a href="/3">三 木轴</a></li>'
    )
    document = clean(source)
    assert (document.title, document.source) == ("三 木轴", "河湾手记")


@pytest.mark.parametrize("lines", [("水磨论坛", "暨手艺比赛说明会"), ("老水磨又转起来了", "记河湾村的春天")])
def test_a_headline_in_two_lines_is_one(lines: tuple[str, str]) -> None:
    above = "".join(f"<h1>{line}</h1>" for line in lines)
    assert clean(page("".join(lines), above)).title == "".join(lines)


def test_a_headline_in_two_lines_of_one_heading_is_one() -> None:
    assert clean(page("水磨论坛 说明会", "<h1>水磨论坛<br><span>说明会</span></h1>")).title == "水磨论坛 说明会"


def test_a_part_of_the_headline_is_no_source() -> None:
    above = "<h2>河湾.cn 水磨保护条例</h2>"
    assert clean(page("河湾手艺服务 | 水磨保护条例", above)).source != "水磨保护条例"
