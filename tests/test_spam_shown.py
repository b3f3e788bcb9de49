"""Names of houses that no list holds go where their page shows them; names of schools, sites and firms stay."""

from __future__ import annotations

import pytest

from cleaner import clean

VISIT = (
    "4月8日下午，外省一所学校的教师一行来{0}参观交流。{0}副院长陈立介绍了实验室的建设，党委书记主持座谈。\n\n"
    "来宾对{0}近年来的教学改革给予好评，双方的学生代表也谈了体会。\n"
)
NEWS = (
    "今天下午{1}，{0}校友會在禮堂召開年會{2}，校黨委書記與會並講話{3}，院長介紹了{0}的學科建設。\n\n"
    "與會的老師回憶起求學的日子{4}，都說{0}的圖書館是最難忘的地方{5}。\n"
)
NOISE = ["👮🏿", "🚖", "🙋🏻", "🧟", "🍯"]


@pytest.mark.parametrize(
    "name",
    [
        "甲盈中国官网", "丙泰集团网址", "丁腾集团qrs5997", "883集团官网", "戊顺(中国)", "qrs883中国在线体育",
        "庚隆官网(中国)",
    ],
)  # fmt: skip
def test_a_site_with_a_dean_is_the_name_of_a_house(name: str) -> None:
    assert clean(VISIT.format(name)).text == VISIT.format("")


@pytest.mark.parametrize("name", ["万丰平台", "庚乐娱乐", "qrs4娱乐"])
def test_a_page_strewn_with_pictures_shows_its_house(name: str) -> None:
    assert clean(NEWS.format(name, *NOISE)).text == NEWS.format("", *[""] * 5)


def test_a_house_is_cut_where_it_stands_alone_on_a_page_strewn_with_pictures() -> None:
    page = NEWS.format("万丰平台", *NOISE).replace("都說万丰平台", "都說万丰")
    assert clean(page).text == NEWS.format("", *[""] * 5)


def test_a_simplified_house_on_a_traditional_page_is_none_of_its_words() -> None:
    text = (
        "10月21日下午，專家一行來訪{0}，校黨委書記與院長在{0}閔北校區參加會談，雙方介紹了各自的辦學情況。\n\n"
        "專家對{0}的產教融合給予高度評價，並指出{0}應當與企業加強合作。\n"
    )
    assert clean(text.format("庚乐娱乐")).text == text.format("")
    mixed = (
        text.format("網易娛樂") + "这一栏是读者留言：网易娱乐真好看，我们每天都看网易娱乐，网易娱乐也有学院派的节目。\n"
    )
    assert clean(mixed).text == mixed


@pytest.mark.parametrize("name", ["沐鸣2娱乐平台", "yl8cc永利官网", "3044am永利集团"])
def test_numbers_of_houses_that_moved(name: str) -> None:
    assert clean(VISIT.format(name)).text == VISIT.format("")
    stem = "沐鸣2"
    text = VISIT.format(name).replace("近年来", f"近年来{stem}") if name.startswith(stem) else VISIT.format(name)
    assert clean(text).text == VISIT.format("")


def test_a_house_twice_in_one_name_is_one_name() -> None:
    text = (
        "{0}区域联席会议在开封召开，员工代表参加，总经理讲话，副总经理主持。\n\n"
        "5月3日，{0}区域联席会议圆满结束，各分公司员工返回岗位。\n"
    )
    assert clean(text.format("辛聚电子体育_辛聚(中国)")).text == text.format("")


@pytest.mark.parametrize("name", ["欧洲杯正规下单平台", "世界杯买球官网"])
def test_a_place_to_bet_has_no_school(name: str) -> None:
    assert clean(VISIT.format(name)).text == VISIT.format("")


@pytest.mark.parametrize(
    "text",
    [
        "登录学校官网，院长信箱在首页右侧。学校官网书记信箱由党委办公室管理，师生来信三日内答复，学院不得拖延。",
        "在线课堂平台教授团队来自三所大学，在线课堂平台师生人数去年翻了一番，学院党委书记称赞了他们。",
        "负责网站的老师要向院长报告，负责平台的教授要向书记报告，负责网站校友栏目的同学要参加学院的会议。",
        "欧洲某公司(中国)有限公司党委书记到校访问，该公司(中国)有限公司工会与我校学院签约，教师参加。",
        "计科2021党支部与信工2022党支部共同举办活动，CS2021党支部书记主持，CS2021师生参加，学院领导到会。",
        "智慧树平台师生都能登录，智慧树平台教授讲座每周更新，学院的党委书记也在听。",
        "三一集团SY2150挖掘机在工地表演，三一集团SY2150挖掘机的员工介绍了性能，学院师生和教授参观。",
    ],
)
def test_what_institutions_write_of_sites_stays(text: str) -> None:
    assert clean(text).text == text


def test_a_school_that_likes_pictures_keeps_its_words() -> None:
    text = (
        "好消息🎉，學習平台上線了💻，全校師生都能使用✨。學習平台校友專區也開放了🎓，歡迎校友回來看看。\n\n"
        "校長說👍，學習平台的課程由教授親自錄製🎬，黨委書記和老師們都來捧場。\n"
    )
    assert clean(text).text == text
