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
BAIT = [
    "2025新澳门天天开好彩大全正版政策解析\n引言\n2025年，“新澳门天天开好彩”项目为公益事业筹集资金，也给市民带来新的娱乐方式。\n"
    "新澳门天天开好彩的定义\n“新澳门天天开好彩”是一种即开型彩票，购买者刮开覆盖膜就能知道结果，不必等开奖日。\n"
    "设计初衷是提供公平、公正、公开的平台。\n“新澳门天天开好彩”有多种类型，数字型、图案型和文字型，各有各的奖金设置。\n",
    "江城300一晚同城约茶,江城同城300元约茶夜聚\n这两天群里老有人问江城300一晚同城约茶是怎么回事，我也是头一回听说。\n"
    "店开在老巷子尽头，门口挂着一盏竹灯，老板把水壶放回炉上，又给我们添了一碟花生。\n"
    "很多人以为江城同城300元约茶夜聚就是喝茶，其实重点是聚。坐到十点半结账，茶点也算在里面。\n"
    "走在路上，雨停了，我忽然觉得江城300一晚同城约茶也没有传说的那么玄乎。\n",
]
PLAIN = [
    "老城茶馆的夜晚\n周末约茶，去了老城的一家茶馆，包间三百元一晚，可以坐到十二点。\n老板给我们泡了单丛，说约茶的人多是老同学。\n"
    "隔壁桌在下棋，另一桌在聊天。\n回家的路上，朋友说下次还要来这里约茶。\n",
    "警方捣毁“一肖一码”诈骗团伙\n记者获悉，以“一肖一码”“天天开好彩”为噱头的诈骗团伙日前被端掉，抓获嫌疑人12名。\n"
    "受害人说，对方在群里发布“一肖一码必中”的消息，让她先交会员费。\n民警提醒，所谓“一肖一码”纯属骗局，切勿轻信。\n",
    "一肖一码期期准_新澳门正版资料\n第三章 风雪夜归人\n雪越下越大，李青把斗笠压低了些，推开了客栈的门。\n"
    "掌柜抬头看了他一眼，没有说话，只把一壶热酒放在桌上，又往炉子里添了两块炭。\n“客官从哪里来？”掌柜问。\n",
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


@pytest.mark.parametrize("text", BAIT)
def test_a_page_made_for_a_keyword_that_is_nothing_but_bait_is_spam(text: str) -> None:
    assert clean(text).verdict == "spam"


@pytest.mark.parametrize("text", PLAIN)
def test_a_page_about_something_else_or_against_the_bait_is_an_article(text: str) -> None:
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
