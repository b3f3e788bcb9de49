"""Adverts of builders of web sites amid copied articles, and the keywords that farms put before them."""

from __future__ import annotations

import pytest

from cleaner import clean

ARTICLE = [
    "蜂箱怎样过冬",
    "入冬以前先看每箱有几脾蜂，少于三脾的要并箱，不然熬不过最冷的那个月。",
    "并箱要在傍晚做，两箱之间隔一张报纸，蜜蜂咬破报纸时气味已经相同，就不会打架。",
    "箱底垫草，箱口留一指宽，既能透气，又不让老鼠钻进去。",
    "开春第一次开箱要挑晴天的中午，动作要快，看完马上盖好。",
]
ADVERTS = [
    "甲乙互联是一家集网站建设，企业网站建设，网站定制，网络营销，网站推广为一体的建站企业，帮助传统企业提升形象。",
    "甲乙互联主要从事成都网站制作、做网站、网页设计等业务。立足成都服务县城，十年网站建设经验，价格优惠，欢迎来电咨询。",
    "网站建设哪家好，找甲乙建站！专注于网页设计、网站建设、微信小程序开发等服务项目，还提供免费建站，欢迎大家使用！",
    "甲乙服務彙集了一批資深網站策劃師、專業的團隊，能夠依照客戶要求進行做網站、網站建設、網站改版，並提供解決方案。",
]


BUILDING = [
    "建站第一步",
    "做网站以前先想清楚给谁看，这比网站设计本身重要得多，很多人一上来就选颜色。",
    "网站建设要写进预算，网站维护也要，专业的团队会为客户提供逐年的报价，经验不足的往往漏掉后者。",
    "域名注册只要几十元，虚拟主机按年付费，服务好的公司会提醒续费。",
    "最后是备案，大约要二十天。",
]


def page(*lines: str) -> str:
    return "\n\n".join(lines)


@pytest.mark.parametrize("advert", ADVERTS)
def test_the_advert_of_a_builder_of_sites_goes_from_an_article(advert: str) -> None:
    for at in (1, 2, 4):
        found = clean(page(*ARTICLE[:at], advert, *ARTICLE[at:]))
        assert (found.text, found.verdict) == (page(*ARTICLE), "article")
    glued = f"{ADVERTS[1]}箱子怎样摆放，看风向。"
    assert clean(page(*ARTICLE[:2], glued, *ARTICLE[2:])).text == page(*ARTICLE[:2], glued[-11:], *ARTICLE[2:])


@pytest.mark.parametrize(
    "lines",
    [
        ADVERTS[:1],
        [
            "关于我们",
            *ADVERTS[:3],
            "我们的网站建设流程分为五步，先谈需求，再出网页设计稿，最后上线。",
            "联系电话见页脚。",
        ],
        BUILDING,
        [
            *ARTICLE,
            "作者简介：白天从事网站建设、网页设计、软件开发，为客户提供服务，欢迎来信交流养蜂的经验。",
        ],
        [
            *ARTICLE[:1],
            "公司主要从事网站建设、网站推广、域名注册，专业的团队提供服务，现诚聘文员。",
            *ARTICLE[1:],
        ],
        [*ARTICLE, "他说：网站建设很难。"],
    ],
)
def test_who_builds_sites_writes_of_it_or_looks_for_staff_may_do_so(lines: list[str]) -> None:
    assert clean(page(*lines)).text == page(*lines)


START = "队列是先进先出的线性表，入队在表尾进行，出队在表头进行"
REST = "。用数组实现时要防止假溢出，所以把数组看成一个环。"


def test_the_searches_before_a_copied_article_go_with_its_summary() -> None:
    copied = "甲地做网站乙地企业名录\n\n甲地做网站,乙地企业名录,丙地房产网,丁地建站公司"
    for summary in (START, START.replace("，", "#xff0c;")):
        for dots in ("…", "… "):
            found = clean(f"当前位置: 首页 > news >正文\n\n{copied}{summary}{dots}{START}{REST}\n\n{ARTICLE[1]}")
            assert (found.text, found.verdict) == (page(START + REST, ARTICLE[1]), "article")


@pytest.mark.parametrize(
    "text",
    [
        "苹果香蕉\n\n苹果，香蕉，梨，桃都是水果，果园里全有…果园里有苹果，香蕉，梨，桃。",
        f"甲地乙地的队列\n\n甲地，乙地，丙地，{START}…{START}{REST}",
        f"甲地做网站乙地企业名录\n\n甲地做网站，乙地企业名录，丙地房产网，都在这张表里…{START}{REST}",
    ],
)
def test_a_row_below_a_headline_stays_where_no_summary_follows(text: str) -> None:
    assert clean(text).text == text
