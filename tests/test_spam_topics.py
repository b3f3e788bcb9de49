"""Pages that are about a trade: what they say of it stays, what was put into them goes."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from cleaner import clean
from cleaner.lines import Lines
from cleaner.stages.spam.laws import FAMILIES
from cleaner.stages.spam.topics import Topics

TOPICS = tomllib.loads(files("cleaner.data").joinpath("rules/spam-topics.toml").read_text("utf-8"))["topic"]
ESSAY = """戒赌第四百天
我没有庆祝，下班以后照常去菜场买了一条鲫鱼。
一年多以前，我一个晚上能输掉三千块，后来欠下四十一万。
后来不满足于足球了。百家乐、时时彩、北京赛车，一分钟一期。平台送彩金，首存一百送三十八。
最后一笔是六月十九日凌晨，八千块，押庄，出了闲。
天亮了，手机上有十九个未接来电，都是催收的。
"""


def spam_of(text: str) -> list[str]:
    return [edit.old for edit in clean(text).edits if edit.stage == "spam"]


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic["id"])
def test_the_example_of_a_topic_is_about_it(topic: dict[str, list[str]]) -> None:
    lines = Lines(f"{topic['example']}\n\n")
    for family in topic["families"]:
        assert family in FAMILIES
        assert Topics(lines).about(family, len(lines.starts) - 1)
        assert not Topics(Lines("停了三十年的水磨，在这个春天又转了起来。\n")).about(family, 1)
    assert len(set(topic["words"])) == len(topic["words"])


def test_what_an_essay_on_gambling_says_of_it_stays() -> None:
    assert spam_of(ESSAY) == []
    about_nothing = ESSAY
    for word, other in {"戒赌": "早起", "输掉": "吃掉", "欠下": "攒下", "催收": "同事"}.items():
        about_nothing = about_nothing.replace(word, other)
    assert len(spam_of(about_nothing)) == 1


def test_an_advertisement_with_a_contact_goes_from_it() -> None:
    lines = ESSAY.split("\n")
    lines.insert(3, "正规真人百家乐注册送88元，加微信：bjl88668 客服一对一开户")
    assert spam_of("\n".join(lines)) == [lines[3] + "\n"]


@pytest.mark.parametrize(
    "text",
    [
        "去年三月，母亲住院要押金，他在短信里点开一个链接，广告词是：“无视黑白户，凭身份证三分钟到账。”",
        "“代写包过。”学校的查重不只是查重，还会叫你去面谈，隔壁班有一个人因此没有毕业。",
        "我是从世界杯开始的。\n一个客户给我发了个链接，说注册送88，首存100送100。我想，就一百块，看球有个劲儿。",
    ],
)
def test_what_somebody_is_told_to_have_said_stays(text: str) -> None:
    assert spam_of(f"{text}\n那天晚上下了雨，谁也没有再提这件事。") == []


@pytest.mark.parametrize(
    "text",
    [
        "九、“包过、包拿证、不过全额退款。”",
        "问：有人邀我进群，说“搬砖套利，一天千分之五，稳赚不赔”，可信吗？",
        "廣告寫得天花亂墜：「包成功，包性別，海外醫院直營」、「急徵捐卵女孩，一次十萬」，我一條一條抄了下來。",
        "社團裡有人傳私訊給我：「姐妹，我老師有祕方，保證生男，先付訂金五千就好。」我把這句話截圖給先生看。",
        "2018年，朋友圈里有人“内部渠道，原价一四九九，整箱发货，扫码验真”，我付了一万八，收到的箱子是真的，酒是别的。",
        "3. 短信里的“代开各类发票，税点低，可验真伪，李经理”。",
        "「有保證成功嗎？費用嘛，一天八千到一萬二，三天起算，簽約給一半。我看過的案子太多了。」",
        "还有发来网址的，首充送百分之三十，注册就有彩金，日流水一倍即可提款。那叫网络赌博，开户犯法，充进去也提不出来。",
    ],
)
def test_what_a_line_lists_or_quotes_stays(text: str) -> None:
    assert spam_of(f"那天晚上下了雨。\n{text}\n我们聊到很晚，谁也没有再提这件事。") == []
