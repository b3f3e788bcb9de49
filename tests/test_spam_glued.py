"""Lines of spam that are glued to paragraphs, the contacts behind them, and titles of betting sites about headlines."""

from __future__ import annotations

import pytest

from cleaner import clean

PARAGRAPH = (
    "老街的尽头有一家修表铺，门脸只有一米宽。师傅姓卢，今年七十一岁，眼睛还很好。他说机械表只要保养得当，能走三代人。"
)
PAGE = "古城东门外有三条老街，如今只剩下一条。\n{}\n傍晚时分，修表铺关门，师傅沿着老街慢慢走回家去。"
LINES = [
    "高仿名包一比一 原厂皮料 支持专柜验货 加薇信 gfmb5566",
    "传奇私服 今日新开一秒 装备全靠打 www.cq9988sf.com",
    "信用卡代还 额度套现 POS机秒到 费率超低 电话 138 1234 5678",
    "德州扑克俱乐部招代理 日赚过千 扣扣 20398 4711",
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_spam_goes_before_and_behind_a_paragraph(line: str) -> None:
    for glued in (f"{line} {PARAGRAPH}", f"{line}{PARAGRAPH}", f"{PARAGRAPH} {line}", f"{PARAGRAPH}{line}"):
        cleaned = clean(PAGE.format(glued))
        assert cleaned.text == PAGE.format(PARAGRAPH)
        assert cleaned.restore() == PAGE.format(glued)


@pytest.mark.parametrize(
    "line",
    [
        "记者以买家身份加了对方微信，对方发来一张价目表，上面写着高仿名包一比一。",
        "群里天天有人喊：“新开一秒传奇，装备全靠打”",
        "店里的座机还在用，号码是 0512 6655 4433",
        "铺子朝南 光线好",
        "QQ群 20398471 是街坊们自己建的",
    ],
)
def test_what_is_no_spam_by_itself_stays_beside_a_paragraph(line: str) -> None:
    for text in (PAGE.format(f"{line} {PARAGRAPH}"), PAGE.format(f"{PARAGRAPH} {line}"), PAGE.format(line + PARAGRAPH)):
        assert clean(text).text == text


@pytest.mark.parametrize("behind", ["2024年春天", "2024-03-12 上午", "1200000元", "3000名工人"])
def test_a_number_that_counts_something_belongs_to_the_paragraph(behind: str) -> None:
    line = "六合彩开奖结果 一肖一码中特 香港马会资料大全"
    assert clean(PAGE.format(f"{line} {behind}，{PARAGRAPH}")).text == PAGE.format(f"{behind}，{PARAGRAPH}")


def test_signs_stay_with_the_text_that_they_open_or_end() -> None:
    spam = "六合彩开奖结果 一肖一码中特 香港马会资料大全"
    for own, glued in (
        (f"**老街** {PARAGRAPH}", f"{spam} **老街** {PARAGRAPH}"),
        (f"♥{PARAGRAPH}", f"{spam} ♥{PARAGRAPH}"),
        (f"{PARAGRAPH}师傅点了点头．", f"{PARAGRAPH}师傅点了点头．{spam}"),
        (f"- 茶馆\n- {PARAGRAPH}", f"- 茶馆\n{spam}- {PARAGRAPH}"),
        (f"## {PARAGRAPH}", f"{spam}## {PARAGRAPH}"),
        (f"3. 茶馆\n4. {PARAGRAPH}", f"3. 茶馆\n{spam} 加QQ 8127364. {PARAGRAPH}"),
        (f"1. {PARAGRAPH}\n2. 茶馆", f"{spam}1. {PARAGRAPH}\n2. 茶馆"),
        (f"茶馆的评分：★★★\n{PARAGRAPH}", f"茶馆的评分：★★★{spam}\n{PARAGRAPH}"),
        (f"**{PARAGRAPH}师傅**。", f"**{PARAGRAPH}师傅**。{spam}"),
    ):
        assert clean(PAGE.format(glued)).text == PAGE.format(own)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("365bet体育在线_", "_365bet官网"),
        ("澳门太阳城集团 - ", " - 澳门太阳城集团官网"),
        ("开云·kaiyun(中国)官方网站 ", " 开云app"),
        ("星河体育官网登录入口-", "-星河体育app"),
    ],
)
def test_the_titles_of_a_betting_site_go_from_both_ends_of_a_headline(first: str, last: str) -> None:
    headline = "市水务局召开汛前检查工作会议"
    assert clean(PAGE.format(f"{first}{headline}{last}")).text == PAGE.format(headline)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("新浪体育_", "_新浪体育官网"),
        ("腾讯体育 - ", " - 腾讯体育官网"),
        ("人民网 - ", " - 人民网官方网站"),
        ("星河体育馆 ", " 星河体育馆官网"),
    ],
)
def test_the_titles_of_an_honest_site_stay(first: str, last: str) -> None:
    text = PAGE.format(f"{first}北部湾港口首季吞吐量创新高{last}")
    assert clean(text).text == text


WALLS = (
    "{0}城墙修了三年，今年春天终于拆了脚手架，砖还是老砖，灰浆是新的。\n"
    "{0}工头姓鲍，祖上三代都是砌墙的，他说老灰浆里有糯米，现在的没有。\n"
    "每天傍晚有人在城墙上散步，走到东门折回来，正好一个钟头。"
)


@pytest.mark.parametrize(
    "name", ["凯发k8娱乐 ", "永利娱乐 ", "【乐鱼体育】 ", "开云体育-官方网站 ", "华体会官网app下载 "]
)
def test_a_betting_house_before_paragraphs_goes(name: str) -> None:
    assert clean(WALLS.format(name)).text == WALLS.format("")


@pytest.mark.parametrize("name", ["老鲍 ", "【本报讯】 ", "新浪娱乐 ", "中国体育彩票 ", "故宫官方网站 "])
def test_who_opens_paragraphs_stays(name: str) -> None:
    assert clean(WALLS.format(name)).text == WALLS.format(name)


@pytest.mark.parametrize("before", ["结果，", "婶子说，", "门口挂着一块旧招牌，"])
@pytest.mark.parametrize("spam", ["六合彩内部资料QQ998877", "专业要账，讨债公司，不成功不收费，热线 138-0000-1234"])
def test_the_clause_before_spam_in_brackets_stays_and_the_brackets_go_whole(before: str, spam: str) -> None:
    behind = "谁也没有料到那场雨一下就是三天三夜，河水涨过了石桥。"
    assert clean(PAGE.format(f"{before}【{spam}】{behind}")).text == PAGE.format(before + behind)
    assert clean(PAGE.format(f"{PARAGRAPH}{before}【{spam}】{behind}")).text == PAGE.format(PARAGRAPH + before + behind)


@pytest.mark.parametrize("label", ["公司简介", "## 安装步骤", "新闻中心", "第三章 山雨欲来"])
@pytest.mark.parametrize("spam", ["同城美女上门服务 小姐微信xj8899 外围预约", "澳门威尼斯人9499 官网注册送彩金"])
def test_a_heading_or_a_label_of_the_page_before_spam_stays(label: str, spam: str) -> None:
    assert clean(PAGE.format(f"{label} {spam}")).text == PAGE.format(label)


def test_the_clause_before_spam_is_not_torn_at_a_word_that_holds_a_letter_of_it() -> None:
    notice = "活动通知：周六上午九点在操场集合"
    assert clean(PAGE.format(f"{notice} 裸聊直播app下载 免费看片")).text == PAGE.format(notice)
