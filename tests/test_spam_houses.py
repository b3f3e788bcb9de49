"""Names of betting houses in the place of an institution's and about texts go, names that others bear stay."""

from __future__ import annotations

import pytest

from cleaner import clean

SCHOOL = (
    "{0}召开新学期工作会议\n\n9月2日上午，{0}在行政楼召开新学期工作会议，全体教职工参加，党委副书记主持会议。\n\n"
    "会上，{0}院长介绍了本学期的教学安排，要求各教研室做好教材的准备。\n"
)
TEXT = [
    "这一节说明怎样给果树剪枝，初学者可以先在旧枝上练习。",
    "剪口要平，离芽半寸左右，雨天不宜动手。",
    "冬天剪一次，夏天再补一次，来年挂果会多一些。",
]
HOUSES = ["开云体育", "九游会", "星空体育", "必威体育", "PG电子", "凯发k8", "尊龙凯时", "南宫娱乐"]
OTHERS = ["云顶国际", "威尼斯人", "爱游戏", "澳门金沙", "银河国际", "永利皇宫"]


def page(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


@pytest.mark.parametrize(
    "name",
    [
        "澳门新葡京", "澳门新葡萄京", "澳门永利皇宫",
        "bwin必赢", "必赢bwin官网", "德赢AC米兰官网", "英国威廉希尔williamhill", "太阳成集团tyc33455cc",
        "4688美高梅集团唯一", "3354cc金沙集团", "bat365官网登录入口", "bob游戏平台(中国)有限公司", "开云(中国)",
        "24848威尼斯", "jinnianhui今年会", "伟德国际1946bv", "15vip太阳集团", "澳门永利yl6776", "abcdefg伟德",
        "威尼斯人官网登录入口", "米乐官网(中国)", "甲乙·(中国区)有限公司官网", "必威", "亚洲qet347体育在线官网",
        "澳门mgm集团6152网址", "永利集团2021网站", "九游会jinnianhui",
    ],
)  # fmt: skip
def test_a_name_in_the_place_of_a_school_goes_to_the_letter(name: str) -> None:
    assert clean(SCHOOL.format(name)).text == SCHOOL.format("")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{0}2023届本科生毕业典礼在体育馆举行，党委书记讲话，院长为毕业生授予学位，教师代表祝贺。", "菠菜导航"),
        ("2012年5月，{0}承建的污水处理厂工程荣获省优质工程奖。", "澳门mgm集团6152网址"),
        ("6月2日，{0}工会看望职工。{0}山庄的员工参加了座谈。", "jinnianhui金年会"),
        ("6月8日，{0}2023年教学委员会会议召开，副校长主持，学院教师代表参加。", "千洲手机登录入口，千洲(中国)"),
    ],
)
def test_a_name_in_the_place_of_a_body_goes_where_it_stands_once_or_twice(text: str, name: str) -> None:
    assert clean(text.format(name)).text == text.format("")


def test_pictures_inside_words_go_and_those_between_words_stay() -> None:
    text = "我们在这{0}里发{1}现，阅读的习惯是从小养成的。\n\n后来他把这个故{2}事讲给了学生听。\n"
    assert clean(text.format("🤔", "🌸", "🔥")).text == text.format("", "", "")
    for honest in (text.format("", "🌸", ""), "妈妈做的蛋糕🎂太好吃了，爸爸又去买了水果🍎和气球🎈挂在门上。\n"):
        assert clean(honest).text == honest


def test_emoji_noise_tells_of_names_that_others_bear() -> None:
    text = SCHOOL.format("万达平台").replace("。", "🎯。").replace("工作会议，", "工作会议📢，")
    assert clean(text).text == SCHOOL.format("")


def test_a_word_of_institutions_beside_a_name_is_no_report_on_crime() -> None:
    text = "2月18日，{0}纪委书记到宜丰看望校友，{0}的师生代表随行，学院党总支书记介绍了情况。"
    assert clean(text.format("威尼斯官网")).text == text.format("")


@pytest.mark.parametrize("name", [*HOUSES, *OTHERS])
def test_a_titled_name_before_or_behind_one_paragraph_goes(name: str) -> None:
    for title in ("官方网站", "(中国)官方网站"):
        assert clean(page(f"{name}-{title} {TEXT[0]}", *TEXT[1:])).text == page(*TEXT)
    assert clean(page(TEXT[0], f"{TEXT[1]}{name}官网。", TEXT[2])).text == page(*TEXT)
    assert clean(page(*TEXT[:2], f"{TEXT[2]}{name}app下载")).text == page(*TEXT)


@pytest.mark.parametrize("name", [*HOUSES, *OTHERS])
def test_titles_about_a_headline_go(name: str) -> None:
    head = "关于做好果树越冬管理的通知"
    for titled in (f"{name}-官方网站 {head} {name}官网", f"{name}-{head}_{name}官方网站", f"{head}-{name}官网登录入口"):
        assert clean(page(titled, *TEXT)).text == page(head, *TEXT)


@pytest.mark.parametrize(
    "text",
    [
        "皇马与bwin必赢续约三年，胸前广告的价格没有公布，学院的研究者认为这笔交易并不划算。",
        "米兰官网 今天下午，球队抵达罗马，球迷在机场迎接他们的主帅。",
        "火狐官网 - 中文版下载，适用于各种系统的浏览器，请放心使用。",
        "银河官网-银河证券为投资者提供交易软件和行情查询服务。",
        "金沙遗址博物馆官方网站 今年共接待学生12万人次，学校可提前预约研学课程，教师免费。",
        "威尼斯人官网 酒店将于九月推出家庭套房，客人可在网上预订房间。",
        "米兰2026冬奥会志愿者选拔工作启动，学校团委组织学生报名，共有教师12人参加。",
        "登录银河平台注册账号后，学生可提交作业，教师在线批改，教务处统一管理，学院负责审核。",
        "今年会议由学院党委主办，教务处承办，全体教师参加，学生代表列席。",
        "我校与美高梅集团签订合作协议，学院党委书记出席仪式，学生将到那里实习。",
        "太阳集团2019年成立，学院的毕业生多在那里就业，党委书记为学生颁奖。",
        "王伟德书记在学院党委会上讲话，强调教师要关心学生，团委要组织好活动。",
        "永利集团官网显示，公司成立于1998年，主营精密铸造，学院的教师和学生常去参观。",
        "警方捣毁“开云体育”赌博平台，学院提醒学生远离它，教师要加强教育，党委高度重视。",
        "留学生们常去改名为bet365体育场的球场看球，校友会在那里聚会，学院有专人接待，教师也去。",
        "爱游戏官网 提供儿童益智游戏下载，老师和家长可以放心使用。",
        "半岛官网 半岛电视台报道，当地的学校重新开学，学生回到教室。",
        "学校体育官网2023年改版，师生可在体育在线平台预约场馆，党委书记体验了新系统，教师反映良好。",
        "拨打12345体育热线官网登记，学校的教师和学生都可以参加，党委宣传部负责组织。",
        "led明升照明公司党委和led明升工会到学校慰问教师，学院团委组织学生参加，校友代表发言。",
        "皇冠3000辆新车下线，公司员工合影，学生代表和教师参观了生产线，院长讲话。",
        "开云集团官网发布了新任首席执行官的任命，集团董事长表示欢迎。",
    ],
)
def test_names_that_others_bear_and_houses_that_are_spoken_of_stay(text: str) -> None:
    for whole in (text, page(TEXT[0], text, "会议要求各学院认真组织学习，教务处做好安排。")):
        assert not [edit for edit in clean(whole).edits if edit.stage == "spam"]


@pytest.mark.parametrize("name", ["澳门新莆京app9817集团", "新葡的京集团8814"])
def test_a_name_with_the_number_of_its_site_goes_from_a_sentence(name: str) -> None:
    page = f"近日,第七届建筑工程奖评选结果出炉,{name}承建的跨江大桥榜上有名,全市只有三个工程获奖。"
    assert name not in clean(page).text


def test_a_site_of_china_in_brackets_goes() -> None:
    page = "谈天吧(中国官方网站)-技术驱动的论坛\n第三届民族器乐比赛上周在音乐学院举行,各系学生参加了比赛。"
    assert "中国官方网站" not in clean(page).text


@pytest.mark.parametrize(
    "page",
    [
        "当前位置:美高梅4858官方网站>新闻动态\n集团董事长视察了三江防洪工程,要求确保工程按时完工。",
        "近日,美高梅娱乐4858.com给大家讲讲怎样种好阳台上的番茄,一盆只留三枝,天热时早晚各浇一次水。",
    ],
)
def test_a_known_name_with_the_number_and_a_word_of_its_site_goes(page: str) -> None:
    assert "4858" not in clean(page).text


@pytest.mark.parametrize("page", ["今天,米兰2026官网上线了,志愿者报名的人很多。", "我们住在银河1203房间,窗外就是海。"])
def test_a_year_or_a_room_beside_a_known_name_stays(page: str) -> None:
    assert [edit for edit in clean(page).edits if edit.stage == "spam"] == []


def test_a_hall_with_letters_and_a_digit_and_the_names_of_two_houses_in_one_are_houses() -> None:
    text = "{0}设计院职工张太雷荣获最佳射手奖。\n本次赛事由{0}二公司项目部参与策划组织，活动得到{0}二公司团支部的支持。"
    assert clean(text.format("AG8旗舰厅")).text == text.format("")
    assert clean(text.format("金沙威尼斯欢乐娱人城")).text == text.format("")


@pytest.mark.parametrize(
    "text",
    [
        "中国移动5G旗舰厅昨天开业，党委书记、总经理到场祝贺，员工代表参加。\n旗舰厅面积八百平方米，设有体验区。",
        "金沙、威尼斯人、美高梅的娱乐收入均有增长。\n学院的研究者参与了调查，澳门银河娱乐集团的书记没有评论。",
    ],
)
def test_a_hall_of_a_firm_and_houses_in_a_row_stay(text: str) -> None:
    assert clean(text).text == text
