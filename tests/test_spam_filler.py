"""The verdict on a page: spam with filler, or a text that spam was put on."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.config import Config
from cleaner.doc import Doc
from cleaner.pipeline import Context, Proposal
from cleaner.rules import rule_book
from cleaner.stages.spam import propose

ADS = [
    "靠谱的赛车群【微1234.567】备【微765.4321】诚信为本,信誉是金,24小时为您服务！",
    "某地办证【 Ｖ訁（电）１乄２乄３满丨意】某地办证",
    "白癜风怎么治最好，哪家白癜风医院治疗效果好，点击在线咨询",
    "真人百家乐注册送彩金 老虎机爆分 万人大奖 注册领88元",
    "出差叫小姐 外送茶 喝茶找茶妹 全套服務 賴：abc5566",
    "跑分平台，USDT代收代付，TG💪 + abcde1234",
    "国产精品一区二区_亚洲无码在线观看_欧美成人免费视频_久久综合",
]
VERSE = [
    "床前明月光，疑是地上霜。",
    "举头望明月，低头思故乡。",
    "朝辞白帝彩云间，千里江陵一日还。",
    "两岸猿声啼不住，轻舟已过万重山。",
    "千山鸟飞绝，万径人踪灭。",
    "孤舟蓑笠翁，独钓寒江雪。",
]
TEXTS = {
    "poem": "静夜思\n李白\n床前明月光，疑是地上霜。\n举头望明月，低头思故乡。",
    "news": "市图书馆新馆昨日开放\n新馆位于人民路东侧，首日接待读者三千余人。\n馆长表示，今后每周末都会举办讲座。",
    "paragraph": "春天到了，公园里的樱花开得很好，很多人带着孩子来看花，也有人坐在湖边读书。",
    "modern verse": "小站\n\n每天只停一趟车\n三分钟\n\n卖鸡蛋的跑过去\n卖鸡蛋的回来\n\n站长把旗子展开\n站长把旗子卷上",
    "English": "The new library opened its doors yesterday.\nMore than three thousand readers came on the first day,"
    " and most of them stayed until the lights went out.\nLectures are held at the weekend.",
    "recipe": "红烧肉的做法\n五花肉 500 g\n生抽 2 勺\n冰糖 20 g\n1. 五花肉切块焯水\n2. 加水炖 40 分钟，大火收汁。",
}
SHORT_NEWS = [
    "展览将持续到下月中旬。",
    "昨天下午，市里召开了防汛工作会议。",
    "孩子们放学后在操场上踢球。",
    "今年的收成不错。",
]


def proposed(text: str) -> Proposal:
    return propose(Doc(text), Context(Config(), rule_book()))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("advert", ADS)
def test_a_text_below_or_above_an_advertisement_is_an_article(advert: str, text: str) -> None:
    for page in (f"{advert}\n{text}", f"{text}\n{advert}", f"{advert}\n{text}\n{advert}"):
        assert proposed(page).edits
        found = clean(page)
        assert found.verdict == ("article" if text != TEXTS["English"] else "not-chinese")
        assert all(line.strip() in found.text for line in text.split("\n"))


@pytest.mark.parametrize("advert", ADS)
def test_an_advertisement_padded_with_verse_is_a_spam_page_wherever_it_stands(advert: str) -> None:
    verse = "\n".join(VERSE)
    woven = "".join(f"{line}\n{advert}\n" for line in VERSE)
    for page in (f"{advert}\n{verse}", f"{verse}\n{advert}", f"{advert}\n\n{verse}\n\n{advert}", f"{advert}\n{woven}"):
        assert proposed(page).verdict == "spam"
        assert proposed(page).scores["spam"] >= 0.9


@pytest.mark.parametrize("advert", ADS)
def test_an_advertisement_that_comes_back_between_short_pieces_is_a_spam_page(advert: str) -> None:
    assert proposed("".join(f"{advert}\n{line}\n" for line in SHORT_NEWS)).verdict == "spam"


def test_an_advertisement_within_a_long_text_leaves_an_article() -> None:
    body = (TEXTS["paragraph"] + "\n") * 4
    assert proposed(f"{ADS[0]}\n{body}{ADS[0]}\n{body}{ADS[0]}").verdict is None
    below = proposed(f"{ADS[6]}\n{body}")
    assert below.verdict is None
    assert below.scores["spam"] > 0.4


def test_a_page_of_nothing_but_spam_is_spam() -> None:
    assert proposed("\n".join(ADS)).verdict == "spam"
    assert proposed("\n".join([*ADS, "我们成立于2003年，信誉第一，欢迎新老客户咨询。"])).verdict == "spam"


def test_an_advertisement_that_comes_back_below_titled_verse_is_a_spam_page() -> None:
    poems = ["静夜思\n李白\n" + "\n".join(VERSE[:2]), "江雪\n柳宗元\n" + "\n".join(VERSE[4:]), TEXTS["poem"]]
    assert proposed("".join(f"{ADS[0]}\n{poem}\n" for poem in poems)).verdict == "spam"
    assert proposed(f"{ADS[0]} {''.join(VERSE[:2])}\n" + "\n".join(VERSE[2:4])).verdict == "spam"


def test_a_thread_with_spam_among_its_replies_is_a_thread() -> None:
    replies = [
        "同问，我也想知道图书馆周一开不开门",
        "周一闭馆，其余日子九点到九点",
        "地铁二号线也到，出站走五分钟",
    ]
    thread = "请问市图书馆新馆怎么走\n从火车站出发，最好是公交。\n" + "".join(f"{each}\n{ADS[5]}\n" for each in replies)
    assert len(proposed(thread).edits) == len(replies)
    assert proposed(thread).verdict is None
