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


CARDS = [
    "代办学位证 毕业证 微信 xwz_7701",
    "代开发票13900002222",
    "驾驶证代办 毕业证代办 电话 13700004444",
    "外围模特 微信 wwmt99",
]
COVERT = [
    "旱冰场月卡批发 不实名 代理价 QQ 2911882733",
    "健身卡代退 抽两成 薇 jsk_77",
    "尾号靓号回收 高价 当面结 扣 2911882733",
    "湿疹偏方 祖传秘方 三天断根 不复发 联系 李大夫 13700005555",
]
HONEST = [
    "次卧出租 采光好 押一付三 限女生 微信 ciwo_88",
    "吉他陪练 首节免费 小班 加微 jita_pei1",
    "业主群 备注房号 实名进群 加微信 yezhu_q2",
    "疏通马桶 不通不收费 电话 13700006666",
    "开发票请找财务 王会计 13700007777",
    "补办学位证 请到教务处 李老师 13700008888",
]


@pytest.mark.parametrize("line", [*CARDS, *COVERT])
def test_a_card_of_a_trade_goes_wherever_it_stands(line: str) -> None:
    for text in (f"{ABOVE}{OWN}\n{line}{BELOW}", f"{line}\n{ABOVE}{OWN}{BELOW}", f"{ABOVE}{OWN}{BELOW}\n{line}"):
        assert line[:4] not in clean(text).text


def test_a_name_of_letters_at_the_end_of_a_line_goes_with_its_label() -> None:
    text = f"{ABOVE}{OWN}\n论文代写 essay paper 代考exam 微信 ClearTutor{BELOW}"
    assert "ClearTutor" not in clean(text).text


@pytest.mark.parametrize("line", HONEST)
def test_the_card_of_an_honest_seller_stays(line: str) -> None:
    assert line in clean(f"{ABOVE}{OWN}\n{line}{BELOW}").text


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


@pytest.mark.parametrize(
    "line", ["约炮加微信 wu8k2xx", "外围女加微信wu8k2xx", "办证加QQ283746551", "代孕加微信 wu8k2xx"]
)
def test_the_name_of_a_forbidden_trade_with_an_account_is_enough(line: str) -> None:
    assert clean(f"{ABOVE}{OWN}\n{line}{BELOW}").text == ABOVE + OWN + BELOW


@pytest.mark.parametrize("line", ["开发票请加微信wu8k2xx", "有事加微信wu8k2xx", "补办学生证的同学加QQ283746551"])
def test_an_account_to_ask_about_what_honest_people_do_stays(line: str) -> None:
    assert line in clean(f"{ABOVE}{OWN}\n{line}{BELOW}").text


def test_a_number_with_strokes_between_its_digits_is_hidden() -> None:
    for number in ("139乀0012乀3456", "139乄0012乄3456"):
        assert clean(f"{ABOVE}{OWN}\n办理离婚证 房产证 驾驶证，电话{number}{BELOW}").text == ABOVE + OWN + BELOW
    plain = f"{ABOVE}{OWN}\n驾驶证换证请带身份证，咨询电话139-0012-3456{BELOW}"
    assert clean(plain).text == plain


@pytest.mark.parametrize(
    "line", ["挽回老公 劝退小三 专业情感师 微信 wh0520", "洗白征信黑名单，停催停呆账，限高解除，V同号139.2211"]
)
def test_what_an_advert_offers_does_not_guard_it(line: str) -> None:
    assert clean(f"{ABOVE}{OWN}\n{line}{BELOW}").text == ABOVE + OWN + BELOW
