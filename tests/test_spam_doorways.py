"""Pages that are nothing but doorways to a trade, and names of betting houses behind paragraphs."""

from __future__ import annotations

import pytest

from cleaner import clean

DOORWAYS = [
    "奇迹私服发布网带你玩转奇迹\n很多老玩家都在找奇迹私服，新开奇迹私服哪里有？奇迹私服发布网每天更新，想玩奇迹sf的朋友不要错过。\n"
    "在奇迹私服里升级快，爆率高，散人玩家也能打到顶级装备，这就是奇迹私服的魅力。\n选择奇迹私服，就到奇迹私服发布网。\n",
    "博士论文代写多少钱\n博士论文代写是很多人关心的话题，博士论文代写机构那么多，论文代写哪家靠谱？\n"
    "我们的论文代写团队有一百多名写手，代写论文不限专业，查重不过全额退款。\n论文代写的流程很简单，提交题目，付定金，等初稿。\n",
]
REPORTS = [
    "记者暗访论文代写群\n群里每天都有人发论文代写的广告，记者加入以后，客服报价每千字一百五十元。\n"
    "律师说，论文代写合同违反公序良俗，属于无效合同，学校可以撤销学位。\n教育部门要求严肃查处论文买卖、代写行为。\n",
    "我玩私服的那几年\n大学宿舍里有人架了一台私服，八个人玩，翅膀随便合，等级没有上限。\n"
    "后来人走得差不多了，服务器还开着，毕业那天我登上去，只有我一个人站在城门口。\n前些天官方出了怀旧版，我上去看了看。\n",
]
WALLS = (
    "城墙修了三年，今年春天终于拆了脚手架，砖还是老砖，灰浆是新的。{0}\n"
    "工头姓鲍，祖上三代都是砌墙的，他说老灰浆里有糯米，现在的没有。{0}\n"
    "每天傍晚有人在城墙上散步，走到东门折回来，正好一个钟头。{0}"
)


@pytest.mark.parametrize("text", DOORWAYS)
def test_a_page_about_nothing_but_what_it_sells_is_spam(text: str) -> None:
    assert clean(text).verdict == "spam"


@pytest.mark.parametrize("text", REPORTS)
def test_a_page_that_tells_of_a_trade_is_an_article(text: str) -> None:
    assert clean(text).verdict == "article"


@pytest.mark.parametrize("name", ["金鼎娱乐", "大运彩票", "--金鼎娱乐"])
def test_a_betting_house_behind_paragraphs_goes(name: str) -> None:
    assert clean(WALLS.format(name)).text == WALLS.format("")


@pytest.mark.parametrize("name", ["——老鲍", "（新华社发）", "新浪娱乐", "（中国体育彩票）"])
def test_who_signs_paragraphs_stays(name: str) -> None:
    assert clean(WALLS.format(name)).text == WALLS.format(name)


def test_a_building_with_the_name_of_a_brand_keeps_it() -> None:
    text = (
        "昨晚，江南体育中心迎来启用以后的第一场比赛，三万名球迷到场。\n"
        "江南体育中心由旧体育场改建，看台加了顶棚，停车位增加到两千个。\n"
        "下一场比赛的球票，周五上午在江南体育中心的窗口开售。"
    )
    assert clean(text).text == text
