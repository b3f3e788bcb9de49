"""Names of houses that nobody listed, which stand among words of sites or behind paragraphs."""

from __future__ import annotations

import pytest

from cleaner import clean

PARAGRAPHS = (
    "桥头的面馆开了三十年，老板每天四点起来和面，汤里只放骨头和姜。",
    "去年冬天换了新灶，锅也大了一圈，来吃面的人比从前还多，桌子摆到了门外。",
    "街坊说，这家的面筋道，辣子香，价钱也没有怎么涨过，所以一到中午就要排队。",
    "老板的女儿在省城读书，放假回来就在店里帮忙，收碗擦桌子，手脚很快。",
)
TEXT = "\n".join(PARAGRAPHS)
NAMES = ["云岭娱乐", "蓝湾国际", "尚赢", "德胜会"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("row", ["{0}·登录入口|{0}手机版下载", "{0}(中国)官方网站-{0}app下载", "{0}官网_{0}注册入口"])
def test_one_name_with_two_words_of_sites_goes(name: str, row: str) -> None:
    row = row.format(name)
    assert clean(f"{row}\n{TEXT}").text == TEXT
    assert clean(f"{TEXT}\n{row}").text == TEXT


@pytest.mark.parametrize("name", NAMES)
def test_one_name_on_both_sides_of_a_headline_goes(name: str) -> None:
    headline = "老街面馆重新开张的通知"
    assert clean(f"{name}电子 {headline} {name}电竞平台\n{TEXT}").text == f"{headline}\n{TEXT}"


@pytest.mark.parametrize(
    "rows",
    [
        ["尚赢真人平台", "云岭娱乐手机版下载", "德胜会官方网站", "蓝湾国际登录入口"],
        ["云岭娱乐手机版下载", "蓝湾国际官方网站", "德胜棋牌登录入口"],
        ["开云体育官方网站", "尚赢手机版下载", "德胜会登录入口"],
        ["尚赢注册送58", "尚赢注册送58", "德胜会登录入口"],
    ],
)
def test_rows_of_names_below_a_text_go(rows: list[str]) -> None:
    assert clean("\n".join([TEXT, *rows])).text == TEXT


def test_the_site_of_a_house_above_a_text_goes() -> None:
    assert clean(f"云岭娱乐官网入口\n{TEXT}").text == TEXT


FRAMES = ["{0}官网 {0}app下载", "{0}登录|{0}注册|{0}官方网站", "{0}·登录入口|{0}手机版下载"]


@pytest.mark.parametrize("name", ["云岭旅行", "蓝湾音乐", "小路地图", "知行阅读"])
@pytest.mark.parametrize("row", FRAMES)
def test_the_name_of_no_house_goes_as_what_belongs_to_no_article(name: str, row: str) -> None:
    for page in (f"{row.format(name)}\n{TEXT}", f"{TEXT}\n{row.format(name)}"):
        done = clean(page)
        assert done.text == TEXT
        assert [edit.rule for edit in done.edits if edit.stage in ("spam", "boilerplate")] == [
            "boilerplate.sought-name"
        ]


@pytest.mark.parametrize("row", [*FRAMES, "{0}app官方下载", "{0}官网", "{0}(中国)官方网站-首页"])
@pytest.mark.parametrize("name", ["腾讯体育", "虎扑体育", "央视体育"])
def test_desks_for_sport_are_no_houses(name: str, row: str) -> None:
    assert [edit for edit in clean(f"{TEXT}\n{row.format(name)}").edits if edit.stage == "spam"] == []


@pytest.mark.parametrize(
    "row",
    [
        "云岭娱乐官网",
        "巴黎人官网",
        "尚赢(中国)官方网站-首页",
        "尚赢官网-首页",
        "尚赢手机版v3.1.0下载",
        "尚赢最新版v2.3.1安卓/ios通用版",
    ],
)
def test_a_name_above_a_text_of_something_else_goes(row: str) -> None:
    assert clean(f"{row}\n{TEXT}").text == TEXT


@pytest.mark.parametrize(
    "page",
    [
        f"尚赢官网\n{TEXT}",  # may be the page's own
        f"面馆手机版v3.1.0下载\n{TEXT}",
        f"尚赢手机版v3.1.0下载\n一款帮人点餐的软件，打开就能用。\n{TEXT}",
        f"成绩查询官网-首页\n请输入准考证号和姓名，点击查询。\n{TEXT}",
        f"{TEXT}\n尚赢手机版v3.1.0下载",
    ],
)
def test_a_line_that_a_text_may_have_above_it_stays(page: str) -> None:
    assert clean(page).text == page


@pytest.mark.parametrize(("name", "many"), [("开云体育", 1), ("新莆京", 1), ("万博", 2), ("爱游戏", 2)])
def test_a_listed_name_behind_few_paragraphs_goes(name: str, many: int) -> None:
    page = "\n".join(each + name * (at < many) for at, each in enumerate(PARAGRAPHS))
    assert clean(page).text == TEXT


@pytest.mark.parametrize(("name", "many"), [("万博", 1), ("江城日报", 2), ("证券时报", 2)])
def test_a_name_that_a_text_may_be_signed_with_stays(name: str, many: int) -> None:
    page = "\n".join(each + name * (at < many) for at, each in enumerate(PARAGRAPHS))
    assert clean(page).text == page


@pytest.mark.parametrize("name", ["云岭娱乐", "蓝湾国际", "宏泰棋牌"])
def test_a_name_behind_paragraphs_goes_from_all_of_them(name: str) -> None:
    page = "\n".join([*(each + name for each in PARAGRAPHS[:3]), PARAGRAPHS[3], f"店名是老街面馆。{name}"])
    assert clean(page).text == f"{TEXT}\n店名是老街面馆。"


@pytest.mark.parametrize(
    "page",
    [
        # the text speaks of what is called so
        f"云岭阅读官网-云岭阅读app下载\n云岭阅读是一款看书的软件。\n{TEXT}",
        f"剪辑师官方网站-剪辑师手机版下载\n{TEXT}\n剪辑师怎么安装？先把文件解压。",
        # nothing tells that these are houses
        f"{TEXT}\n知行阅读app下载\n小路地图app下载\n云岭笔记app下载",
        f"{TEXT}\n江城大学官方网站\n江城图书馆官方网站\n江城日报手机版下载\n江城体育局官方网站",
        f"江城体育中心官方网站\n{TEXT}",
        # signatures, sources and what readers may do
        "\n".join(f"{each}江城日报" for each in PARAGRAPHS),
        "\n".join(f"{each}展开全文" for each in PARAGRAPHS),
        "\n".join(f"{each}——王小明" for each in PARAGRAPHS),
        "\n".join(f"{each}资料图" for each in PARAGRAPHS),
    ],
)
def test_names_that_honest_pages_bear_stay(page: str) -> None:
    assert [edit for edit in clean(page).edits if edit.stage == "spam"] == []


def test_the_site_of_a_firm_beside_a_betting_house_stays() -> None:
    page = f"宏达机械官方网站\n{TEXT}\n宏达机械成立于一九九八年。"
    assert clean(f"开云体育官方网站\n{page}").text == page
