"""Which line is the headline: pages of search engines' making, names of sites, titles that a program cut off."""

from __future__ import annotations

import pytest

from cleaner import Cleaner, Config
from tests.test_markup import run
from tests.test_markup_meta import BODY

LONG = "河湾镇的老水车修好了镇上的人都去看"


def meta_of(title: str, head: str, more: str = "") -> dict[str, str]:
    source = f"<html><head><title>{title}</title>{more}</head><body>{head}{BODY * 4}</body></html>"
    return run(source)[1].meta


@pytest.mark.parametrize(
    ("title", "head", "wanted"),
    [
        # a first heading for search engines holds all of <title>
        (
            f"{LONG} - 镇里新闻 - 河湾在线",
            f"<h1>{LONG} - 镇里新闻 - 河湾在线</h1><h1>镇里新闻</h1><h1>{LONG}</h1>",
            LONG,
        ),
        # the name of the site first, both as headings
        (f"磨坊主wheel的小屋 | {LONG}", f"<h2>磨坊主wheel的小屋</h2><h1>{LONG}</h1><p>2020-8-8 22:49</p>", LONG),
        ("About | Miller's Old Notes", "<a href='/'><div class=site-title>Miller's Old Notes</div></a>", "About"),
        # a program cuts <title> off at some length
        (LONG, f"<h1>{LONG}，还有人从县城赶来</h1>", f"{LONG}，还有人从县城赶来"),
        (f"{LONG}_河湾在线", f"<h1>{LONG}_河湾在线</h1>", LONG),
        # ways and front pages
        ("关于我们 &gt; 厂史介绍_河湾水泵厂", "", "厂史介绍"),
        ("首页 - 河湾水泵厂", "", "河湾水泵厂"),
        # characters set apart, a colon behind
        ("修车指南", "<h2>修 车 指 南</h2>", "修车指南"),
        ("修车指南", "<p>修车指南：</p>", "修车指南"),
        # the beginning of <title> holds what parts others
        (
            "镇志 | 2021年的老水车修好啦！-河湾品牌策划 - 品牌设计｜店面设计",
            "<p>镇志 | 2021年的老水车修好啦！</p>",
            "镇志 | 2021年的老水车修好啦！",
        ),
        # neither a field of the page nor the heading of a part is its headline
        ("修车指南", "<p>所属类别：水车</p><p>更新时间：2013年10月1日</p>", "修车指南"),
        ("镇志-水车、磨盘", "<h2>第一课：水车怎么转</h2>", "镇志-水车、磨盘"),
        ("河湾镇手记 Notes", f"<h4>{LONG}</h4><li>Post by MILLER</li><li>Sep 30, 2021</li>", LONG),
    ],
)
def test_the_headline_of(title: str, head: str, wanted: str) -> None:
    assert meta_of(title, head)["title"] == wanted


def test_a_site_whose_name_is_the_whole_title_is_called_by_its_last_part() -> None:
    told = f"{LONG}有什么讲究？｜河湾掌故"
    more = f'<meta property="og:title" content="{told}"><meta property="og:site_name" content="{told}">'
    assert meta_of(told, f"<h1>{LONG}有什么讲究？</h1>", more)["source"] == "河湾掌故"


def test_a_person_may_be_called_like_his_site_but_no_paper() -> None:
    def author(name: str, said: str = "") -> str | None:
        more = f'<meta property="og:site_name" content="{name}"><meta property="article:author" content="{name}">'
        return meta_of(f"{LONG} | {name}", f"<h1>{LONG}</h1>{said}", more).get("author")

    assert author("河边拾麦") == "河边拾麦"
    assert author("河湾日报") is None
    assert author("河边拾麦", "<p>作者：王小二</p>") == "王小二"


@pytest.mark.parametrize(
    ("byline", "name", "value"),
    [
        ("<p>2020-12-23</p><p>河湾晚报</p>", "source", "河湾晚报"),
        ("<p>来源：</p><p>2019年11月11日上午，镇里开了会。</p>", "source", None),
        ("<p>发布时间：10-04-07 16:14</p><p>来源：网络整理</p>", "source", None),
        ("<p>发布时间：2010-04-07 16:14 截止日期：2010-05-07</p>", "published", "2010-04-07T16:14+08:00"),
        ("<p>报名截至2020/8/10</p>", "published", None),
        ("<p>归档时间：2023年12月31日</p><p>更新时间：2023-12-02 11:50</p>", "published", "2023-12-02T11:50+08:00"),
        ("<p>作者：网友整理</p>", "author", None),
        ("<p>作者：老式水车，新式水车，水车厂家，河湾水泵有限公司</p>", "author", None),
        ("<p>来源：XXX</p>", "source", None),
        ("<div class='site-author'><p class='site-motto'>水滴石穿不停歇</p></div>", "author", None),
        ("<p class='author'>作家专区</p>", "author", None),
        ("<p>河湾新闻记者 王小二 摄影 李大山</p>", "author", "王小二"),
        ("<p>2020-03-04 07:30 由 王小二 发布</p>", "author", "王小二"),
    ],
)
def test_heads_of_pages(byline: str, name: str, value: str | None) -> None:
    assert meta_of(LONG, f"<h1>{LONG}</h1>{byline}").get(name) == value


def test_the_address_behind_a_name_is_none_of_it() -> None:
    assert (
        meta_of(LONG, f"<h1>{LONG}</h1>", '<meta name=author content="millman &lt;a@b.org&gt;">')["author"] == "millman"
    )


def test_a_column_in_brackets_before_the_site_is_no_source() -> None:
    assert meta_of(f"{LONG}-[人事科]-河湾县教育局", f"<h1>{LONG}</h1>")["source"] == "河湾县教育局"


def test_the_ranker_does_not_say_less_than_the_title() -> None:
    page = f"<title>河湾 水车路站_水车路公交站</title><body><h1>水车路</h1>{BODY * 4}</body>"
    assert Cleaner(Config(input="html")).clean(page).title != "水车路"
