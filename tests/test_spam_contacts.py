"""Contacts behind what is cut, and lines of items with a contact."""

from __future__ import annotations

import pytest

from cleaner import clean

ABOVE = "河堤上的柳树是去年春天栽下的，如今已经有一人多高。\n"
OWN = "水利站的同志说，汛期以前还要再加固两公里的堤岸，材料已经运到现场。"
BELOW = "\n附近的居民每天傍晚都到堤上散步，孩子们追着蜻蜓跑。"

ADVERTS = [
    "真人百家乐 电子游戏 捕鱼棋牌 备用网址 hj9921.net",
    "无抵押贷款 黑户可贷 秒到账 微信 hao_daikuan",
    "码商招募，日结佣金，绝不拖欠 @ma_7788",
    "公积金代办提取 当天到账 薇 tq_gjj",
    "百家乐开户 注册送彩金 微信 bjl_kf8 网址 bjl8kf.com",
]
ITEMS = [
    "Claude专线节点，独享IP，秒开，购买联系 t.me/claude_cn8",
    "六爻占卜 复合 斩桃花 准到哭 加薇 liuyao_mm",
]


@pytest.mark.parametrize("advert", ADVERTS)
def test_the_contact_behind_an_advert_goes_with_it(advert: str) -> None:
    expected = ABOVE + OWN + BELOW
    for text in (f"{ABOVE}{advert} {OWN}{BELOW}", f"{ABOVE}{advert}{OWN}{BELOW}"):
        assert clean(text).text == expected


@pytest.mark.parametrize("line", ITEMS)
def test_items_with_a_contact_go(line: str) -> None:
    assert clean(f"{ABOVE}{OWN}\n{line}{BELOW}").text == ABOVE + OWN + BELOW


@pytest.mark.parametrize(
    "line",
    [
        "李杰 王芳 赵敏 周洋 吴倩 郑凯 联系 13800005678",
        "唐 宋 元 明 清 近代 现代",
        "报名请加微信 hedi_run，每周六早上六点集合。",
        "咨询：刘老师 13900007788",
    ],
)
def test_names_and_an_honest_contact_stay(line: str) -> None:
    assert line in clean(f"{ABOVE}{OWN}\n{line}{BELOW}").text


def test_the_address_of_a_text_stays() -> None:
    text = f"{ABOVE}全文见 www.hedi.gov.cn 的公告栏。\n{OWN}{BELOW}"
    assert clean(text).text == text
